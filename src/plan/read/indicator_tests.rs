//! Tests of what a tolerance of None and a unit make of an indicator. Kept beside `indicators.rs` to leave that file short.

use super::super::trial::{assert_faults, changed, draft, workbook};
use super::*;
use crate::plan::read;

/// The first indicator of the sound plan, whose Tolerance cell says so.
const REPAIRS: &str = "| =93% | | | | =1 |";

#[test]
fn none_is_a_tolerance_and_checks_nothing() {
    let none = [(REPAIRS, "| =93% | | | none | =1 |")];
    assert_faults(&none, &[]);
    let repairs = |changes: &[(&str, &str)]| {
        let plan = draft(changes).plan.unwrap();
        (plan.indicators[0].issued.tolerance.clone(), plan.indicators[0].rated)
    };
    assert_eq!(repairs(&none), (None, Rated::Yes));
    assert_eq!(repairs(&[]), (Some("Standard 5%".into()), Rated::Yes));
    // Another name is still none that is known.
    assert_faults(&[(REPAIRS, "| =93% | | | Nine | =1 |")], &[("Indicators!N2", "ToleranceUnknown")]);
}

#[test]
fn where_ratings_are_computed_a_row_of_tolerance_none_is_only_monitored() {
    let computed = [("Given and checked", "Computed"), (REPAIRS, "| =93% | | | None | =1 |")];
    let plan = draft(&computed).plan.unwrap();
    let rated: Vec<Rated> = plan.indicators.iter().map(|row| row.rated).collect();
    assert_eq!(rated, [Rated::MonitorOnly, Rated::Yes, Rated::Yes, Rated::MonitorOnly]);
    let by_default =
        [("Given and checked", "Computed"), ("Default tolerance | Standard 5%", "Default tolerance | None")];
    let plan = draft(&by_default).plan.unwrap();
    assert!(plan.indicators.iter().all(|row| row.rated == Rated::MonitorOnly));
}

#[test]
fn none_needs_no_tolerances_sheet_and_a_tolerance_of_that_name_is_the_councils_own() {
    let text = super::super::trial::without("Tolerances")
        .replace("Default tolerance | Standard 5%", "Default tolerance | None");
    assert!(read(&workbook(&text), None).faults.is_empty());
    let own = changed(&[(" | | Red | >= 5\n", " | | Red | >= 5\nNone | units | Green | <= 0\n | | Red | > 0\n")]);
    let own = own.replace(REPAIRS, "| =93% | | | None | =1 |");
    let plan = read(&workbook(&own), None).plan.unwrap();
    assert_eq!(plan.indicators[0].issued.tolerance.as_deref(), Some("None"));
}
