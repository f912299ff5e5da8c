//! Reading the columns that are headed by an earlier period: values of indicators, and ratings of both kinds of rows.
//!
//! They stay the officer's own columns besides, and are issued and carried through as they stand. Whatever is no number
//! or no rating counts as blank and is recorded; a word that stands for no value does no harm.

use std::collections::BTreeMap;

use crate::domain::{Calendar, Period, Reporting, Scale, SharedText, Unit, is_placeholder, key};
use crate::grid::CellRef;
use crate::layout::{Row, SheetId, Table};
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
    /// The headings of each period, the oldest first.
    columns: BTreeMap<((i16, u8), Period), Headings>,
    /// The ratings of the sheet's rows, where they can be read.
    scale: Option<&'a Scale>,
}

/// Where the columns of one period are headed.
#[derive(Default)]
struct Headings {
    values: Option<CellRef>,
    ratings: Option<CellRef>,
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
        let mut columns: BTreeMap<_, Headings> = BTreeMap::new();
        for ((holds, past), at) in further.named(|heading| named(heading, period)) {
            let headings = columns.entry((past.end_in_year(), past)).or_default();
            let own = match holds {
                Holds::Values => &mut headings.values,
                Holds::Ratings => &mut headings.ratings,
            };
            match own {
                // An action has no values, and such columns are the officer's own.
                Some(first) if table.id() == SheetId::Indicators || holds == Holds::Ratings => {
                    let fault = PastFault::Twice { period: past, first: *first };
                    faults.at_heading(table, at, FaultKind::Past(fault));
                }
                own => *own = Some(at),
            }
        }
        Self { columns, scale }
    }

    /// What stands below them in the row of an action, in the order of the periods.
    pub(super) fn of_action(&self, row: &Row<'_, '_>, faults: &mut Faults) -> Box<[Past]> {
        self.all(|period, headings| Past { period, value: None, rating: self.rating(row, period, headings, faults) })
    }

    /// What stands below them in the row of an indicator, in the order of the periods.
    pub(super) fn of_indicator(&self, row: &Row<'_, '_>, unit: &str, faults: &mut Faults) -> Box<[Past]> {
        self.all(|period, headings| {
            let cell = headings.values.and_then(|heading| row.cell_at(row.under(heading)));
            let value = cell.and_then(|cell| number_in(cell, unit)).map(|value| value.normalize());
            // Words are words in every period, and carried as they stand.
            if let (None, Some(cell)) = (value, cell)
                && Unit::of(unit) != Unit::Text
                && !is_no_value(&cell.tidy_text())
            {
                faults.at_cell(row, cell.at, FaultKind::Past(PastFault::NoNumber { period }));
            }
            Past { period, value, rating: self.rating(row, period, headings, faults) }
        })
    }

    /// What `of` makes of each of the periods, where that is anything.
    fn all(&self, mut of: impl FnMut(Period, &Headings) -> Past) -> Box<[Past]> {
        let all = self.columns.iter().map(|((_, period), headings)| of(*period, headings));
        all.filter(|past| past.value.is_some() || past.rating.is_some()).collect()
    }

    fn rating(
        &self,
        row: &Row<'_, '_>,
        period: Period,
        headings: &Headings,
        faults: &mut Faults,
    ) -> Option<SharedText> {
        let cell = row.cell_at(row.under(headings.ratings?))?;
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
    let kinds = [
        calendar.reporting,
        Reporting::Annual,
        Reporting::HalfYearly,
        Reporting::FourMonthly,
        Reporting::Quarterly,
        Reporting::Monthly,
    ];
    let period = kinds.into_iter().find_map(|reporting| Period::parse(text, &Calendar { reporting, ..calendar }))?;
    (period.end_in_year() < now.end_in_year()).then_some((holds, period))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{assert_faults, draft};
    use super::*;
    use crate::domain::Part;
    use crate::plan::Printed;

    #[test]
    fn a_heading_names_an_earlier_period_or_nothing() {
        let now = Period::new(2025, Part::Quarter(2), 4).unwrap();
        let of =
            |heading: &str| named(heading, now).map(|(holds, period)| (holds == Holds::Ratings, period.to_string()));
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

    /// The sound plan with columns of earlier periods, and what stands in them for the first two indicators and the first
    /// action.
    fn with_past(headings: &str, repairs: &str, waste: &str) -> Vec<(String, String)> {
        vec![
            ("| Decimals | Last value\n".to_owned(), format!("| Decimals | Last value | {headings}\n")),
            ("=1 | 92%\n".to_owned(), format!("=1 | | {repairs}\n")),
            ("=450 | | |\n".to_owned(), format!("=450 | | | =140 | {waste}\n")),
        ]
    }

    fn pairs(changes: &[(String, String)]) -> Vec<(&str, &str)> {
        changes.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect()
    }

    const HEADINGS: &str = "2023-24 | Q4 2024/25 | Rating 2024-25 Q4 | 2024-25 budget | 2025-26 Q1";

    #[test]
    fn columns_of_earlier_periods_are_history_and_stay_the_officers_own() {
        let changes = with_past(HEADINGS, "=89.5% | 91% | green | =12 | =88%", " | =150 | Amber | 14 | soon");
        assert_faults(&pairs(&changes), &[]);
        let plan = draft(&pairs(&changes)).plan.unwrap();
        let [repairs, waste, ..] = plan.indicators.as_slice() else { panic!() };
        let said = |row: &crate::plan::PlannedIndicator| -> Vec<String> {
            let one = |past: &Past| {
                let value = past.value.map(|value| value.to_string()).unwrap_or_default();
                format!("{}: {value} {}", past.period, past.rating.as_deref().unwrap_or_default())
            };
            row.past.iter().map(one).collect()
        };
        assert_eq!(said(repairs), ["2023-24: 89.5 ", "2024-25 Q4: 91 Green"]);
        assert_eq!(said(waste), ["2024-25 Q4: 150 Amber"]);
        let carried: Vec<&str> = repairs.carried.iter().map(|one| one.heading.as_str()).collect();
        assert_eq!(carried, ["2023-24", "Q4 2024/25", "Rating 2024-25 Q4", "2024-25 budget", "2025-26 Q1"]);
        // Without a Last value of its own a row has that of the period before; waste has one.
        assert_eq!(repairs.issued.last_value, Printed::Number("91".parse().unwrap()));
        assert_eq!(repairs.issued.last_rating.as_deref(), Some("Green"));
        assert_eq!(waste.issued.last_value, Printed::Number("140".parse().unwrap()));
    }

    #[test]
    fn what_is_not_of_its_kind_counts_as_blank_and_is_carried() {
        let changes = with_past(HEADINGS, "n/a | about ninety | Gren | | ", "Not due | @2025-01-01 | | | ");
        let expected = [
            ("Indicators!R2", "Past NoNumber"),
            ("Indicators!S2", "Past NoRating"),
            ("Indicators!R3", "Past NoNumber"),
        ];
        let found = draft(&pairs(&changes));
        let mut brief: Vec<(String, String)> = found.faults.iter().map(super::super::trial::brief).collect();
        brief.sort_by_key(|(at, _)| (at.ends_with('3'), at.clone()));
        let brief: Vec<(&str, &str)> = brief.iter().map(|(at, kind)| (at.as_str(), kind.as_str())).collect();
        assert_eq!(brief, expected);
        let plan = found.plan.unwrap();
        assert!(plan.indicators[0].past.is_empty());
        assert_eq!(plan.indicators[0].carried[1].value, Printed::words("about ninety"));
    }

    #[test]
    fn a_second_column_of_a_period_is_told_and_not_read() {
        let changes = with_past("2024-25 Q4 | Q4 2024/25", "91% | 90%", "");
        assert_faults(&pairs(&changes), &[("Indicators!R1", "Past Twice")]);
        let plan = draft(&pairs(&changes)).plan.unwrap();
        assert_eq!(plan.indicators[0].past[0].value, Some("91".parse().unwrap()));
    }

    #[test]
    fn ratings_of_actions_are_history_and_values_are_not() {
        let changes = [
            ("Ended | Approach\n", "Ended | Rating 2024-25 Q4 | 2024-25 Q4\n"),
            ("31/03/2026 | | | |\n", "31/03/2026 | | | | done | begun\n"),
            ("March 2026 | | With", "March 2026 | | | With"),
        ];
        assert_faults(&changes, &[]);
        let plan = draft(&changes).plan.unwrap();
        let [homes, trees, _] = plan.actions.as_slice() else { panic!() };
        assert_eq!(homes.past[0].rating.as_deref(), Some("Complete"));
        assert_eq!(homes.issued.last_rating.as_deref(), Some("Complete"));
        assert_eq!((trees.past.len(), trees.carried.len()), (0, 2));
    }
}
