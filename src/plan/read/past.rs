//! Reading the columns that are headed by an earlier period: values of indicators, and ratings of both kinds of rows.
//!
//! They stay the officer's own columns besides, and are issued and carried through as they stand. Whatever is no number
//! or no rating counts as blank and is recorded; a word that stands for no value does no harm.

use std::collections::BTreeSet;

use crate::domain::{Calendar, Period, Reporting, Scale, SharedText, is_placeholder, key};
use crate::grid::CellRef;
use crate::layout::{Row, Table};
use crate::plan::past::Past;

use super::fault::{FaultKind, PastFault};
use super::faults::Faults;
use super::further::Further;
use super::quantity::number_in;

/// What a heading begins with below which the ratings of a period stand.
const RATING: &str = "rating ";
/// What a return takes for the reason why there is no value, and so no slip here either.
const NO_VALUE: [&str; 3] = ["not due", "not available", "awaited"];

/// The columns of a sheet that are headed by an earlier period.
pub(super) struct PastColumns<'a> {
    values: Vec<(Period, CellRef)>,
    ratings: Vec<(Period, CellRef)>,
    /// The ratings of the sheet's rows, where they can be read.
    scale: Option<&'a Scale>,
}

/// What one of those columns holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Values,
    Ratings,
}

impl<'a> PastColumns<'a> {
    /// Finds them among the further columns of a sheet. A second column of the same period is recorded, and nothing of it
    /// read.
    pub(super) fn find(
        table: &Table<'_>,
        further: &Further,
        period: Period,
        scale: Option<&'a Scale>,
        faults: &mut Faults,
    ) -> Self {
        let mut columns = Self { values: Vec::new(), ratings: Vec::new(), scale };
        for ((holds, past), at) in further.named(|heading| named(heading, period)) {
            let own = match holds {
                Holds::Values => &mut columns.values,
                Holds::Ratings => &mut columns.ratings,
            };
            match own.iter().find(|(known, _)| *known == past) {
                Some((_, first)) => {
                    let fault = PastFault::Twice { period: past, first: *first };
                    faults.at_heading(table, at, FaultKind::Past(fault));
                }
                None => own.push((past, at)),
            }
        }
        columns
    }

    /// What stands below them in the row of an action, in the order of the periods.
    pub(super) fn of_action(&self, row: &Row<'_, '_>, faults: &mut Faults) -> Box<[Past]> {
        self.all(&self.ratings, |period| Past { period, value: None, rating: self.rating(row, period, faults) })
    }

    /// What stands below them in the row of an indicator, in the order of the periods.
    pub(super) fn of_indicator(&self, row: &Row<'_, '_>, unit: &str, faults: &mut Faults) -> Box<[Past]> {
        let both: Vec<(Period, CellRef)> = self.values.iter().chain(&self.ratings).copied().collect();
        self.all(&both, |period| {
            let at = self.values.iter().find(|(own, _)| *own == period).map(|(_, at)| row.under(*at));
            let cell = at.and_then(|at| row.cell_at(at));
            let value = cell.and_then(|cell| number_in(cell, unit)).map(|value| value.normalize());
            if let (None, Some(cell)) = (value, cell)
                && !is_no_value(&cell.tidy_text())
            {
                faults.at_cell(row, cell.at, FaultKind::Past(PastFault::NoNumber { period }));
            }
            Past { period, value, rating: self.rating(row, period, faults) }
        })
    }

    /// What `of` makes of each of the periods, none twice, where that is anything.
    fn all(&self, columns: &[(Period, CellRef)], of: impl FnMut(Period) -> Past) -> Box<[Past]> {
        let periods: BTreeSet<_> = columns.iter().map(|(period, _)| (period.end_in_year(), *period)).collect();
        let all = periods.into_iter().map(|(_, period)| period).map(of);
        all.filter(|past| past.value.is_some() || past.rating.is_some()).collect()
    }

    fn rating(&self, row: &Row<'_, '_>, period: Period, faults: &mut Faults) -> Option<SharedText> {
        let (_, heading) = self.ratings.iter().find(|(own, _)| *own == period)?;
        let cell = row.cell_at(row.under(*heading))?;
        let text = cell.tidy_text();
        let scale = self.scale?;
        let rating = scale.find(&text).and_then(|id| scale.get(id)).map(|rating| rating.name.as_str().into());
        if rating.is_none() && !is_no_value(&text) {
            let nearest = scale.nearest(&text).map(|rating| rating.name.clone());
            faults.at_cell(row, cell.at, FaultKind::Past(PastFault::NoRating { period, nearest }));
        }
        rating
    }
}

/// Whether nothing is said, or only that there was no value.
fn is_no_value(text: &str) -> bool {
    let text = key(text);
    text.is_empty() || is_placeholder(&text) || NO_VALUE.contains(&text.as_str())
}

/// The earlier period that a heading names, of whatever length, and what stands below it.
fn named(heading: &str, now: Period) -> Option<(Holds, Period)> {
    let heading = key(heading);
    let (holds, text) = match heading.strip_prefix(RATING) {
        Some(text) => (Holds::Ratings, text),
        None => (Holds::Values, heading.as_str()),
    };
    let calendar = now.calendar();
    let kinds =
        [calendar.reporting, Reporting::Annual, Reporting::HalfYearly, Reporting::Quarterly, Reporting::Monthly];
    let period = kinds.into_iter().find_map(|reporting| Period::parse(text, &Calendar { reporting, ..calendar }))?;
    (period.end_in_year() < now.end_in_year()).then_some((holds, period))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Part;

    #[test]
    fn a_heading_names_an_earlier_period_or_nothing() {
        let now = Period::new(2025, Part::Quarter(2), 4).unwrap();
        let of = |heading| named(heading, now).map(|(holds, period)| (holds == Holds::Ratings, period.to_string()));
        for (heading, period) in [
            ("2024-25 Q1", "2024-25 Q1"),
            ("Q4 2024/25", "2024-25 Q4"),
            ("2025/26  q1", "2025-26 Q1"),
            ("2024-25", "2024-25"),
            ("2024/25 H2", "2024-25 H2"),
            ("2025-26 M05", "2025-26 M05"),
        ] {
            assert_eq!(of(heading), Some((false, period.to_owned())), "{heading}");
            assert_eq!(of(&format!("RATING {heading}")), Some((true, period.to_owned())), "{heading}");
        }
        for own in [
            "2024-25 budget",
            "Budget 2024-25",
            "2025-26 Q2",
            "2025-26",
            "2026-27 Q1",
            "Q1",
            "Rating Q1",
            "Rating",
            "Target Q1",
            "2024-25 Q1 comment",
            "2024",
        ] {
            assert_eq!(of(own), None, "{own}");
        }
    }
}
