//! How many rows had each rating in each period, with its share of the base.
//!
//! An earlier workbook tells it of all its rows, whether or not the plan still has them: these are the figures that were
//! reported then, as they stand in it now. The plan's own columns tell it only where every row that is to be rated has a rating there.

use crate::domain::{Kind, Period, Rated, RatingId, Share, shares};
use crate::plan::{Past, Plan};

use super::record::Record;
use super::{ActionLine, IndicatorLine, Place, Tally};

/// The ratings of one kind of rows in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PeriodShares {
    /// The period.
    pub period: Period,
    /// How many rows had each rating, in the order of the Ratings sheet.
    pub counts: Vec<u64>,
    /// The share of each; `None` outside the percentages.
    pub percentages: Vec<Option<Share>>,
    /// How many rows the percentages are over.
    pub base: u64,
    /// How many rows had a word that is no rating any more; they are in no count.
    pub unknown: u64,
}

/// The ratings of one kind in each period that is held, the oldest first and this one last; periods in which nothing is in the
/// percentages are left out.
pub(crate) fn shares_over_periods(plan: &Plan, tally: &Tally<'_>, kind: Kind) -> Vec<PeriodShares> {
    let record = &tally.record;
    let found = record.periods().into_iter().filter_map(|period| {
        if period == plan.period {
            let overall = match kind {
                Kind::Actions => &tally.actions.overall,
                Kind::Indicators => &tally.indicators.overall,
            };
            return Some(of_counts(plan, kind, period, overall.counts.clone(), 0));
        }
        let words: Vec<Option<&str>> = match (record.workbook(period), kind) {
            (Some(one), Kind::Actions) => {
                one.all_actions().filter(|row| row.then.counted).map(|row| row.rating.as_deref()).collect()
            }
            (Some(one), Kind::Indicators) => one.all_indicators().map(|row| row.rating.as_deref()).collect(),
            (None, Kind::Actions) => {
                of_plan(tally.action_lines.iter().filter(|line| is_rated(line)), period, |line| &line.planned.past)?
            }
            (None, Kind::Indicators) => {
                of_plan(tally.indicator_lines.iter().filter(|line| is_judged(line)), period, |line| &line.planned.past)?
            }
        };
        Some(of_words(plan, record, kind, period, &words))
    });
    found.filter(|one| one.base > 0).collect()
}

/// The words of the plan's own column, where each of those rows has one.
fn of_plan<'l, L: 'l>(
    mut lines: impl Iterator<Item = &'l L>,
    period: Period,
    past: impl Fn(&'l L) -> &'l [Past],
) -> Option<Vec<Option<&'l str>>> {
    lines.try_fold(Vec::new(), |mut words, line| {
        words.push(Some(Past::of(past(line), period)?.rating.as_deref()?));
        Some(words)
    })
}

fn is_rated(line: &ActionLine<'_>) -> bool {
    line.place != Place::InformationOnly && !line.is_left_out()
}

fn is_judged(line: &IndicatorLine<'_>) -> bool {
    line.issued.rated == Rated::Yes
}

fn of_words(plan: &Plan, record: &Record<'_>, kind: Kind, period: Period, words: &[Option<&str>]) -> PeriodShares {
    let scale = plan.scale(kind);
    let mut counts = vec![0_u64; scale.iter().count()];
    let mut unknown = 0_u64;
    for word in words.iter().flatten() {
        let count = record.rating_id(kind, word).and_then(|RatingId(id)| counts.get_mut(id));
        *count.unwrap_or(&mut unknown) += 1;
    }
    of_counts(plan, kind, period, counts, unknown)
}

fn of_counts(plan: &Plan, kind: Kind, period: Period, counts: Vec<u64>, unknown: u64) -> PeriodShares {
    let in_base: Vec<bool> = plan.scale(kind).iter().map(|rating| rating.in_percentages).collect();
    let base = counts.iter().zip(&in_base).filter(|(_, counts)| **counts).map(|(count, _)| count).sum();
    let percentages = shares(&counts, &in_base, plan.settings.rounding, plan.settings.places);
    PeriodShares { period, counts, percentages, base, unknown }
}
