//! How rows stood in each period that anything tells of: this one's returns, earlier workbooks, columns of the plan.
//!
//! An earlier workbook goes before the plan's own column of the same period, and what a later period restated goes before
//! both. A period in between that nothing tells of is not held, which is not the same as a row without an answer.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::domain::{Kind, Period, Rating, RatingId, print_number, same};
use crate::plan::{Past, Plan};
use crate::previous::{EarlierIndicator, History, Previous};
use crate::returns::{Reason, ValueGiven};

use super::{ActionLine, IndicatorLine};

/// How many periods are shown side by side at most.
const MOST: usize = 12;

/// Everything that is known of earlier periods.
#[derive(Debug, Clone, Copy)]
pub struct Record<'q> {
    plan: &'q Plan,
    previous: Option<&'q History>,
}

/// What tells of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It is this one: its returns do.
    Now,
    /// Its consolidated workbook, whether or not it has the row.
    ByWorkbook,
    /// A column of the plan workbook, for this row.
    ByPlan,
    /// Nothing does.
    NotHeld,
    /// It is still to come.
    ToCome,
}

/// How an action stood in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionPeriod<'q> {
    /// What tells of it.
    pub told: Told,
    /// The word of the rating that counted; the present one where it still is one.
    pub rating: Option<&'q str>,
}

/// How an indicator stood in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndicatorPeriod<'q> {
    /// What tells of it.
    pub told: Told,
    /// The value as it is known now, in the present unit: the newest restatement, else as it was reported.
    pub value: Option<Decimal>,
    /// Why there is no value, where a reason was given.
    pub reason: Option<Reason>,
    /// The words that stand for a value, where the unit is words.
    pub words: Option<&'q str>,
    /// What was said at first and in which period that was restated, where it was.
    pub restated: Option<Restated>,
    /// What the plan's own column says, where a workbook or a restatement says otherwise.
    pub overruled: Option<Decimal>,
    /// The word of the rating that counted; the present one where it still is one.
    pub rating: Option<&'q str>,
}

/// A value that a later period gave otherwise than it was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restated {
    /// The number that was reported; `None` where a reason stood for it.
    pub reported: Option<Decimal>,
    /// The reason that stood for it.
    pub reason: Option<Reason>,
    /// The period whose returns restated it.
    pub by: Period,
}

impl<'q> Record<'q> {
    pub(super) fn new(plan: &'q Plan, previous: Option<&'q History>) -> Self {
        Self { plan, previous }
    }

    /// The earlier workbooks, where any were given.
    pub(super) fn history(&self) -> Option<&'q History> {
        self.previous
    }

    /// The periods of the year, those to come among them.
    pub fn year(&self) -> Vec<Period> {
        let now = self.plan.period;
        (1..=now.of_year()).filter_map(|n| now.nth_of_year(n)).collect()
    }

    /// The periods to be shown side by side: up to twelve, the oldest first, this one last. Those of the present length
    /// follow one another without a gap, held or not.
    pub fn periods(&self) -> Vec<Period> {
        let now = self.plan.period;
        let by_end = |period: Period| (period.end_in_year(), period.part(), period);
        let mut periods: BTreeSet<_> = self.told_of().map(by_end).collect();
        periods.insert(by_end(now));
        let of_this_length = periods.iter().map(|(.., period)| *period).find(|one| one.of_year() == now.of_year());
        let mut period = now;
        for _ in 0..MOST {
            periods.insert(by_end(period));
            if of_this_length == Some(period) {
                break;
            }
            period = period.previous();
        }
        // None are left out where they are fewer.
        let first = periods.len().saturating_sub(MOST);
        periods.into_iter().skip(first).map(|(.., period)| period).collect()
    }

    /// Whether anything tells of an earlier period.
    pub fn has_history(&self) -> bool {
        self.told_of().next().is_some()
    }

    /// The earlier workbook of a period.
    pub fn workbook(&self, period: Period) -> Option<&'q Previous> {
        let is_of =
            |one: &&Previous| (one.period.end_in_year(), one.period.part()) == (period.end_in_year(), period.part());
        self.previous?.before(self.plan.period).find(is_of)
    }

    /// What `find` finds in each earlier workbook, the newest first, with its period.
    pub(super) fn earlier<T>(&self, find: impl Fn(&'q Previous) -> Option<&'q T>) -> Vec<(Period, &'q T)> {
        let Some(history) = self.previous else { return Vec::new() };
        let workbooks = history.before(self.plan.period);
        workbooks.filter_map(|one| Some((own(one, self.plan.period)?, find(one)?))).collect()
    }

    /// The earlier periods that a workbook or a column of the plan tells of, some of them several times.
    fn told_of(&self) -> impl Iterator<Item = Period> + use<'q> {
        let (plan, now) = (self.plan, self.plan.period);
        let workbooks = self.previous.into_iter().flat_map(move |history| history.before(now));
        let workbooks = workbooks.filter_map(move |one| own(one, now));
        let past =
            plan.current_actions().flat_map(|row| &row.past).chain(plan.indicators.iter().flat_map(|row| &row.past));
        workbooks.chain(past.map(|past| past.period))
    }

    /// What tells of a period, where it is for every row the same.
    fn told(&self, period: Period) -> Told {
        let now = self.plan.period;
        if period == now {
            Told::Now
        } else if period.end_in_year() > now.end_in_year() {
            Told::ToCome
        } else if self.workbook(period).is_some() {
            Told::ByWorkbook
        } else {
            Told::NotHeld
        }
    }

    /// How an action stood in a period.
    pub fn action(&self, line: &ActionLine<'q>, period: Period) -> ActionPeriod<'q> {
        let told = self.told(period);
        if told == Told::Now {
            return ActionPeriod { told, rating: line.rated.map(|rating| rating.name.as_str()) };
        }
        let row = line.earlier.iter().find(|(own, _)| *own == period).map(|(_, row)| *row);
        let past = Past::of(&line.planned.past, period);
        let told = if row.is_none() && past.is_some() { Told::ByPlan } else { told };
        let word = row.and_then(|row| row.rating.as_deref()).or_else(|| past?.rating.as_deref());
        ActionPeriod { told, rating: word.map(|word| self.present(Kind::Actions, word)) }
    }

    /// How an indicator stood in a period.
    pub fn indicator(&self, line: &IndicatorLine<'q>, period: Period) -> IndicatorPeriod<'q> {
        let told = self.told(period);
        let none = IndicatorPeriod {
            told,
            value: None,
            reason: None,
            words: None,
            restated: None,
            overruled: None,
            rating: None,
        };
        match told {
            Told::ToCome => return none,
            Told::Now => {
                let given = line.row.and_then(|row| row.value.given());
                return IndicatorPeriod {
                    value: given.and_then(ValueGiven::number),
                    reason: reason(given),
                    words: words(given),
                    rating: line.counted.map(|rating| rating.name.as_str()),
                    ..none
                };
            }
            Told::ByWorkbook | Told::ByPlan | Told::NotHeld => {}
        }
        let row = earlier(line, period);
        let past = Past::of(&line.planned.past, period);
        let in_unit = row.filter(|row| same(&row.then.unit, &line.issued.unit));
        let given = in_unit.and_then(|row| row.then.value.as_ref());
        let planned = past.and_then(|past| past.value);
        let of_workbook = given.and_then(ValueGiven::number);
        // A workbook that says nothing of the row does not stand against the plan.
        let (reported, reason) = (of_workbook.or(planned.filter(|_| given.is_none())), reason(given));
        let is_other = |value: Decimal| reported.is_none_or(|reported| printed(line, reported) != printed(line, value));
        let restated = self.restated(line, period).filter(|(value, _)| is_other(*value));
        let value = restated.map(|(value, _)| value).or(reported);
        let word = row.and_then(|row| row.rating.as_deref());
        let word = word.or_else(|| past?.rating.as_deref());
        IndicatorPeriod {
            told: if row.is_none() && past.is_some() { Told::ByPlan } else { told },
            value,
            reason: reason.filter(|_| value.is_none()),
            words: words(given),
            restated: restated.map(|(_, by)| Restated { reported, reason, by }),
            overruled: planned.filter(|planned| of_workbook.is_some() && value != Some(*planned)),
            rating: word.map(|word| self.present(Kind::Indicators, word)),
        }
    }

    /// Whether the Last value of an indicator is of this financial year; where it cannot be told of which period it is, of
    /// the one before.
    pub fn is_last_of_same_year(&self, line: &IndicatorLine<'q>) -> bool {
        let now = self.plan.period;
        let before = before(line, now).unwrap_or_else(|| now.previous());
        before.financial_year() == now.financial_year()
    }

    /// What the newest of the later periods gave as the value of `period`, and which that was.
    fn restated(&self, line: &IndicatorLine<'q>, period: Period) -> Option<(Decimal, Period)> {
        let now = line.row.and_then(|row| Some((row.last_value.given()?.number()?, self.plan.period)));
        // What the return was issued with from the plan's own column is no word of the service's.
        let of_plan = Past::of(&line.planned.past, period).and_then(|past| past.value);
        let now = now.filter(|(value, _)| of_plan != Some(*value) || line.issued.last_value.number() != of_plan);
        let own = now.filter(|_| before(line, self.plan.period) == Some(period));
        own.or_else(|| {
            let later = line.earlier.iter().take_while(|(by, _)| by.end_in_year() > period.end_in_year());
            later.filter(|(_, row)| same(&row.then.unit, &line.issued.unit)).find_map(|(by, row)| {
                let value = row.then.last_value.as_ref()?.number()?;
                (before(line, *by) == Some(period)).then_some((value, *by))
            })
        })
    }

    /// The word of a rating as the scheme has it now; as it stood where it is none any more.
    fn present(&self, kind: Kind, word: &'q str) -> &'q str {
        self.rating(kind, word).map_or(word, |rating| &rating.name)
    }

    /// The present rating of a word.
    pub fn rating(&self, kind: Kind, word: &str) -> Option<&'q Rating> {
        self.plan.scale(kind).get(self.rating_id(kind, word)?)
    }

    /// Its place among the ratings.
    pub fn rating_id(&self, kind: Kind, word: &str) -> Option<RatingId> {
        self.plan.scale(kind).find(word)
    }
}

fn printed(line: &IndicatorLine<'_>, value: Decimal) -> String {
    print_number(value, line.issued.decimals, &line.issued.unit)
}

fn reason(given: Option<&ValueGiven>) -> Option<Reason> {
    match given? {
        ValueGiven::Reason(reason) => Some(*reason),
        ValueGiven::Number(_) | ValueGiven::Words(_) => None,
    }
}

fn words(given: Option<&ValueGiven>) -> Option<&str> {
    match given? {
        ValueGiven::Words(words) => Some(words),
        ValueGiven::Number(_) | ValueGiven::Reason(_) => None,
    }
}

/// The period that the Last value of a period is of: the one before in which a value was due. `None` where nothing is
/// held of that one, for then it may be of an older one.
fn before(line: &IndicatorLine<'_>, period: Period) -> Option<Period> {
    let mut before = period;
    for _ in 0..period.of_year() {
        before = before.previous();
        match earlier(line, before) {
            Some(row) if row.then.due && reason(row.then.value.as_ref()) != Some(Reason::NotDue) => {
                return Some(before);
            }
            None if Past::of(&line.planned.past, before).is_some_and(|past| past.value.is_some()) => {
                return Some(before);
            }
            None if line.planned.frequency.is_due(before) => return None,
            Some(_) | None => {}
        }
    }
    None
}

/// The row of an indicator in the workbook of a period, in whatever unit it was.
fn earlier<'q>(line: &IndicatorLine<'q>, period: Period) -> Option<&'q EarlierIndicator> {
    line.earlier.iter().find(|(own, _)| *own == period).map(|(_, row)| *row)
}

/// The period of a workbook, which may not say in which month its year starts.
fn own(workbook: &Previous, now: Period) -> Option<Period> {
    Period::new(workbook.period.end_in_year().0, workbook.period.part(), now.year_starts())
}
