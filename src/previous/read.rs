//! Reading one earlier consolidated workbook from its grid.
//!
//! Sheets are found by name or content and columns by heading, never by position, so that what officers did to the
//! workbook since does no harm; what is gone is kept as a [`Gap`]. A workbook that is not ours, does not say of which
//! period it is, or has no rows that can be told apart is refused in words; single cells never are.

use crate::domain::{Kind, Period, same, tidy};
use crate::grid::{CellRef, Sheet, Workbook};
use crate::layout::{self, CONSOLIDATED, Field, SheetId};
use crate::plan::Setting;
use crate::returns::{PassedOver, Reading, Source, guess_period, passed_over};

use super::data_rows::{action, indicator, rows};
use super::gap::Gap;
use super::history::Previous;
use super::rows::Rows;

/// The custom property of a consolidated workbook that says which period it reports.
pub(crate) const PROPERTY_CONSOLIDATED_PERIOD: &str = "planroll consolidated period";

/// How many rows of Contents are searched for its period.
const CONTENTS_ROWS: u32 = 60;

/// Why a workbook cannot be read as an earlier consolidated one, as the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotConsolidated {
    /// Nothing in it says that it is one.
    #[error("it is no consolidated workbook")]
    Other,
    /// It does not say which period it reports.
    #[error("it does not say which period it reports (Contents, beside `Period`)")]
    NoPeriod,
    /// Both data sheets are gone.
    #[error("its sheets `{0}` and `{1}` are both missing")]
    NoDataSheet(&'static str, &'static str),
    /// The rows of no data sheet can be told apart.
    #[error("the heading `{heading}` is missing from its sheet `{sheet}`, and no row can be told from another")]
    NoColumn {
        /// The sheet.
        sheet: String,
        /// The heading.
        heading: &'static str,
    },
}

/// Reads the data sheets of an earlier consolidated workbook that came from `source`.
///
/// # Errors
/// `NotConsolidated` where it is none, or where what identifies it or all of its rows is gone.
pub fn read(source: Source, workbook: &Workbook) -> Result<Previous, NotConsolidated> {
    let period = period_of(workbook)?;
    let reading =
        Reading { period: &period, tells_formats: workbook.format.tells_formats(), epoch_1904: workbook.date1904 };
    let mut gaps = Vec::new();
    let actions = rows(workbook, Kind::Actions, |line| action(line, &reading), &mut gaps);
    let indicators = rows(workbook, Kind::Indicators, |line| indicator(line, &reading), &mut gaps);
    match (actions, indicators) {
        (None, None) => Err(nothing_to_compare(&gaps)),
        (actions, indicators) => Ok(Previous {
            source,
            period,
            gaps,
            actions: actions.unwrap_or_else(Rows::none),
            indicators: indicators.unwrap_or_else(Rows::none),
        }),
    }
}

/// The period that a consolidated workbook reports.
///
/// # Errors
/// [`NotConsolidated`] where it is none, or does not say.
pub(crate) fn period_of(workbook: &Workbook) -> Result<Period, NotConsolidated> {
    let stated = workbook.properties.get(PROPERTY_CONSOLIDATED_PERIOD);
    if stated.is_none() && passed_over(workbook) != Some(PassedOver::Consolidated) {
        return Err(NotConsolidated::Other);
    }
    let stated = stated.and_then(|text| guess_period(text));
    stated.or_else(|| period_of_contents(workbook)).ok_or(NotConsolidated::NoPeriod)
}

/// Why neither data sheet can be read.
fn nothing_to_compare(gaps: &[Gap]) -> NotConsolidated {
    let without_refs = gaps.iter().find_map(|gap| match gap {
        Gap::Column { kind, field: Field::Ref, sheet } | Gap::HeadingTwice { kind, field: Field::Ref, sheet } => {
            Some(NotConsolidated::NoColumn {
                sheet: sheet.clone(),
                heading: layout::data_sheet(*kind).heading(Field::Ref),
            })
        }
        Gap::Sheet(_) | Gap::Column { .. } | Gap::HeadingTwice { .. } | Gap::RefTwice { .. } => None,
    });
    let name = |id| CONSOLIDATED.sheet_name(id);
    without_refs.unwrap_or_else(|| NotConsolidated::NoDataSheet(name(SheetId::Actions), name(SheetId::Indicators)))
}

/// The organisation and the plan title that Contents names.
pub(crate) fn contents_of(workbook: &Workbook) -> (Option<String>, Option<String>) {
    let contents = CONSOLIDATED.sheet(SheetId::Contents).find_in(workbook);
    let beside = |label: Setting| contents.and_then(|contents| beside(contents, label.name()));
    (beside(Setting::Organisation), beside(Setting::PlanTitle))
}

/// Whether Contents says that the figures are provisional.
pub(crate) fn is_provisional(workbook: &Workbook) -> bool {
    let contents = CONSOLIDATED.sheet(SheetId::Contents).find_in(workbook);
    contents.and_then(|contents| beside(contents, "Status")).is_some_and(|status| same(&status, "Provisional"))
}

/// The period beside its label on Contents, else the last words of the title there.
fn period_of_contents(workbook: &Workbook) -> Option<Period> {
    let contents = CONSOLIDATED.sheet(SheetId::Contents).find_in(workbook)?;
    let labelled = beside(contents, Setting::Period.name()).and_then(|text| guess_period(&text));
    labelled.or_else(|| guess_period(tidy(&contents.text(CellRef { row: 0, col: 0 })?).rsplit(',').next()?))
}

/// What stands on Contents beside a label.
fn beside(contents: &Sheet, label: &str) -> Option<String> {
    let text = |at| contents.text(at).map(|text| tidy(&text));
    (0..CONTENTS_ROWS).map(|row| CellRef { row, col: 0 }).find_map(|at| {
        text(at).filter(|text| same(text, label))?;
        text(CellRef { col: 1, ..at })
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::grid::{Cell, Shown};
    use crate::previous::kit::{sheet, source, workbook};

    fn at(row: u32, col: u16) -> CellRef {
        CellRef { row, col }
    }

    #[test]
    fn columns_are_found_by_heading_wherever_they_stand() {
        let actions = sheet(
            "ACTIONS",
            &[&["A note on top"], &[], &["Commentary", "x", "rating  counted", "REF"], &["Said.", "", "Green", "1.10"]],
        );
        let read = read(source(), &workbook(vec![actions])).unwrap();
        let row = &read.actions.0["1.10"][0];
        assert_eq!((row.rating.as_deref(), row.commentary.as_deref()), (Some("Green"), Some("Said.")));
        assert!(row.answered, "without a Source file column nothing says that it was not");
    }

    #[test]
    fn words_for_no_rating_are_none() {
        let rows: &[&[&str]] =
            &[&["Ref", "Rating counted"], &["1", "Not rated"], &["2", "information only"], &["3", ""]];
        let read = read(source(), &workbook(vec![sheet("Actions", rows)])).unwrap();
        assert!(read.actions.0.values().flatten().all(|row| row.rating.is_none()));
        assert_eq!(read.actions.0.len(), 3);
    }

    #[test]
    fn a_percentage_is_the_same_in_a_percent_cell_and_typed_as_a_number() {
        let mut indicators =
            sheet("Indicators", &[&["Ref", "Unit", "Value", "Rating counted"], &["E1", "%"], &["E2", "%"]]);
        let percent = Cell { shown: Shown::Percent, ..Cell::number(at(1, 2), Decimal::new(92, 2)) };
        indicators.put(percent);
        indicators.put(Cell::number(at(2, 2), Decimal::from(92)));
        let read = read(source(), &workbook(vec![indicators])).unwrap();
        for row in read.indicators.0.values().flatten() {
            assert_eq!(row.number(), Some(Decimal::from(92)), "{}", row.reference);
        }
    }

    #[test]
    fn the_period_is_found_on_contents_where_the_property_is_gone() {
        let actions = || sheet("Actions", &[&["Ref", "Rating counted"], &["1", "Green"]]);
        let rest = || {
            [
                sheet("Summary", &[&["Summary"]]),
                sheet("Returns", &[&["Delivery plan", "Plan code", "Status"]]),
                sheet("Findings", &[&["Code", "Name", "Severity"]]),
            ]
        };
        let contents = |rows: &[&[&str]]| {
            let mut book = workbook(vec![sheet("Contents", rows), actions()]);
            book.sheets.extend(rest());
            book.properties.clear();
            read(source(), &book)
        };
        let table: &[&str] = &["Sheet", "What it holds"];
        let by_label = contents(&[&["My title"], &["Period", "2024-25 Q3"], table]).unwrap();
        assert_eq!(by_label.period.to_string(), "2024-25 Q3");
        let by_title = contents(&[&["Plan, and more: consolidated returns, 2024-25 Q2"], table]).unwrap();
        assert_eq!(by_title.period.to_string(), "2024-25 Q2");
        assert_eq!(contents(&[&["My title"], table]).unwrap_err(), NotConsolidated::NoPeriod);
    }

    #[test]
    fn what_is_no_consolidated_workbook_is_said_to_be_none() {
        let mut book = workbook(vec![sheet("Actions", &[&["Ref", "Rating*"], &["1", "Green"]])]);
        book.properties.clear();
        assert_eq!(read(source(), &book).unwrap_err(), NotConsolidated::Other);
        let refused = read(source(), &workbook(vec![sheet("Notes", &[])])).unwrap_err();
        assert_eq!(refused.to_string(), "its sheets `Actions` and `Indicators` are both missing");
    }

    #[test]
    fn without_any_row_that_can_be_told_from_another_the_workbook_is_refused() {
        for rows in [
            &[&["Ref no", "Rating counted", "Action"][..], &["1", "Green", "Build"]][..],
            &[&["Notes", "More"], &["1", "2"]],
        ] {
            let refused = read(source(), &workbook(vec![sheet("Actions", rows)])).unwrap_err();
            assert!(matches!(&refused, NotConsolidated::NoColumn { heading: "Ref", .. }), "{refused}");
        }
        let empty = sheet("Actions", &[&["Plan: actions, 2025-26 Q1"], &["No actions in this plan."]]);
        assert!(read(source(), &workbook(vec![empty])).is_ok());
    }
}
