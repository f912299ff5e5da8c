//! The workbook for members: what they read, in values, and nothing of the performance team's records.

use super::*;
use crate::consolidate::tests::{QUARTER, all_text};
use crate::grid::{Legacy, Limits, Workbook, read};
use crate::trial::{cases, with_collection};

fn for_members_of(text: &str) -> Workbook {
    let bytes = with_collection(&cases(text)[0], |collection| {
        for_members(collection, &collection.tally()).unwrap().bytes().unwrap()
    });
    read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap()
}

#[test]
fn members_get_no_formula_no_file_and_no_record() {
    let text = format!(
        "{QUARTER}
        | Waivers | Rule | Ref | Reason | Approved by |
        |---|---|---|---|---|
        | | RET001 | leisure | Known | Head of Policy |
        "
    );
    let book = for_members_of(&text);
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Front page",
            "Contents",
            "Summary",
            "Sentences",
            "Exceptions",
            "Decisions",
            "Movements",
            "P1 Growth and prosperity",
            "P2 Environment"
        ]
    );
    let all: String = book.sheets.iter().map(all_text).collect();
    for record in
        ["return-1.xlsx", "RET001", "Head of Policy", "Waivers", "Findings", "consolidate again", "correct a rating"]
    {
        assert!(!all.contains(record), "{record}");
    }
    assert!(book.sheets.iter().flat_map(|sheet| &sheet.cells).all(|cell| cell.formula.is_none()));
}

#[test]
fn their_figures_are_those_of_the_officers_workbook() {
    let (own, all) = (for_members_of(QUARTER), tests::written(QUARTER));
    for name in ["Front page", "Summary"] {
        let figures = |book: &Workbook| -> Vec<String> {
            let cells = book.sheet(name).unwrap().cells.iter();
            let shown = cells.filter(|cell| cell.at.col > 0).map(crate::grid::Cell::as_shown);
            shown.filter(|text| !text.is_empty()).collect()
        };
        assert_eq!(figures(&own), figures(&all), "{name}");
    }
}

#[test]
fn a_workbook_for_members_among_returns_is_passed_over_as_a_consolidated_one() {
    use crate::returns::{PassedOver, Received, Source};
    let source = Source { path: "m.xlsx".to_owned(), sha256: String::new() };
    let received = crate::rules::receive(source, &for_members_of(QUARTER), None);
    assert!(matches!(received, Received::PassedOver(PassedOver::Consolidated)));
}
