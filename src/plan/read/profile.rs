//! The targets of a cumulative indicator over the year: a value that adds up cannot fall, and ends at the year's
//! target.
//!
//! Only targets that were typed period by period are looked at; a straight line is right by construction.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::{Period, Target};
use crate::grid::CellRef;
use crate::layout::{Field, Row};
use crate::plan::PlannedIndicator;

use super::fault::{FaultKind, ProfileFault};
use super::faults::Faults;

/// Records the first period in which the targets of a cumulative indicator fall, else a last one that is not the
/// year's. Periods in which nothing is due are passed over.
pub(super) fn check_profile(
    row: &Row<'_, '_>,
    indicator: &PlannedIndicator,
    cells: &BTreeMap<String, CellRef>,
    period: Period,
    faults: &mut Faults,
) {
    let due: Vec<(Period, Decimal)> = (1..=period.of_year())
        .filter_map(|n| period.nth_of_year(n))
        .filter(|period| indicator.frequency.is_due(*period))
        .filter_map(|period| number(&indicator.target_of(period)).map(|target| (period, target)))
        .collect();
    let is_typed = due.iter().any(|(period, _)| indicator.period_targets.contains_key(&period.label()));
    if !indicator.cumulative || !is_typed {
        return;
    }
    let cell = |period: &Period| cells.get(&period.label()).copied().or_else(|| row.at(Field::Target));
    let falls = due.iter().zip(due.iter().skip(1)).find(|((_, before), (_, after))| after < before);
    if let Some(((before, high), (after, low))) = falls {
        if let Some(at) = cell(after) {
            let (before, period) = (before.label(), after.label());
            faults.at_cell(row, at, FaultKind::Profile(ProfileFault::Falls { before, high: *high, period, low: *low }));
        }
        return;
    }
    let last = due.last().filter(|(period, _)| period.is_last_of_year());
    if let (Some((period, last)), Some(target)) = (last, number(&indicator.target))
        && *last != target
        && let Some(at) = cell(period)
    {
        faults.at_cell(row, at, FaultKind::Profile(ProfileFault::End { period: period.label(), last: *last, target }));
    }
}

fn number(target: &Target) -> Option<Decimal> {
    match target {
        Target::Number(number) => Some(*number),
        Target::Range(..) | Target::YesNo(_) | Target::Words(_) | Target::None => None,
    }
}
