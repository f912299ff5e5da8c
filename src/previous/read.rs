//! Reading one earlier consolidated workbook from its grid.
//!
//! Sheets are found by name and columns by heading, never by position, so that what officers did to the workbook since
//! does no harm. The border: a workbook that is not ours, or does not say of which period it is, is refused in words;
//! single cells never are.

use std::collections::BTreeMap;

use crate::domain::{Deadline, Direction, INFORMATION_ONLY, NOT_RATED, Period, key, same, tidy};
use crate::grid::{Cell, CellRef, Sheet, Value, Workbook};
use crate::layout::{self, CONSOLIDATED, Field, SheetId, Table, find_table};
use crate::plan::Setting;
use crate::returns::{DateGiven, PassedOver, Reading, Slot, ValueGiven, guess_period, passed_over};

use super::{ActionBefore, IndicatorBefore, PROPERTY_CONSOLIDATED_PERIOD, Previous, Row, Rows};

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
    /// A data sheet is gone.
    #[error("its sheets `{0}` and `{1}` are both missing")]
    NoDataSheet(&'static str, &'static str),
    /// A data sheet cannot be read without a column that is gone.
    #[error("the heading `{heading}` is missing from its sheet `{sheet}`")]
    NoColumn {
        /// The sheet.
        sheet: String,
        /// The heading.
        heading: &'static str,
    },
}

/// Reads the data sheets of an earlier consolidated workbook.
///
/// # Errors
/// [`NotConsolidated`] where it is none, or where what identifies it or its rows is gone.
pub fn read(path: &str, workbook: &Workbook) -> Result<Previous, NotConsolidated> {
    let stated = workbook.properties.get(PROPERTY_CONSOLIDATED_PERIOD);
    if stated.is_none() && passed_over(workbook) != Some(PassedOver::Consolidated) {
        return Err(NotConsolidated::Other);
    }
    let period = stated
        .and_then(|text| guess_period(text))
        .or_else(|| period_of_contents(workbook))
        .ok_or(NotConsolidated::NoPeriod)?;
    let sheet = |id| named(workbook, id);
    let (actions, indicators) = (sheet(SheetId::Actions), sheet(SheetId::Indicators));
    if actions.is_none() && indicators.is_none() {
        let name = |id| layout::sheet(&CONSOLIDATED, id).name.as_str();
        return Err(NotConsolidated::NoDataSheet(name(SheetId::Actions), name(SheetId::Indicators)));
    }
    let reading =
        Reading { period: &period, tells_formats: workbook.format.tells_formats(), epoch_1904: workbook.date1904 };
    Ok(Previous {
        path: path.to_owned(),
        period,
        actions: rows(actions, SheetId::Actions, |line| action(line, &reading))?,
        indicators: rows(indicators, SheetId::Indicators, |line| indicator(line, &reading))?,
    })
}

fn named(workbook: &Workbook, id: SheetId) -> Option<&Sheet> {
    let name = &layout::sheet(&CONSOLIDATED, id).name;
    workbook.sheets.iter().find(|sheet| same(&sheet.name, name))
}

/// The period beside its label on Contents, else the last words of the title there.
fn period_of_contents(workbook: &Workbook) -> Option<Period> {
    let contents = named(workbook, SheetId::Contents)?;
    let text = |at| contents.text(at).map(|text| tidy(&text));
    let labelled = (0..CONTENTS_ROWS).map(|row| CellRef { row, col: 0 }).find_map(|label| {
        text(label).filter(|text| same(text, Setting::Period.name()))?;
        guess_period(&text(CellRef { col: 1, ..label })?)
    });
    labelled.or_else(|| guess_period(text(CellRef { row: 0, col: 0 })?.rsplit(',').next()?))
}

/// One row of a data sheet.
struct DataRow<'t, 'g> {
    table: &'t Table<'g>,
    row: u32,
}

impl DataRow<'_, '_> {
    fn cell(&self, field: Field) -> (Option<CellRef>, Option<&Cell>) {
        (self.table.at(self.row, field), self.table.cell(self.row, field))
    }

    /// The text shown; `None` where there is none.
    fn text(&self, field: Field) -> Option<String> {
        Some(self.table.text(self.row, field)).filter(|text| !text.is_empty())
    }

    /// The word of a rating; the words that stand for none are none.
    fn rating(&self, field: Field) -> Option<String> {
        self.text(field).filter(|word| !same(word, NOT_RATED) && !same(word, INFORMATION_ONLY))
    }

    /// Whether a return answered; where the column is gone, every row counts as answered.
    fn answered(&self) -> bool {
        self.table.col(Field::SourceFile).is_none() || self.text(Field::SourceFile).is_some()
    }

    /// A deadline as printed: Excel may have made a date of it since.
    fn deadline(&self, field: Field) -> Option<String> {
        match self.cell(field).1.and_then(|cell| cell.value.as_ref()) {
            Some(Value::Date { day, shows_day: true }) => Some(Deadline::on(*day).printed()),
            Some(Value::Date { day, shows_day: false }) => Some(Deadline::in_month_of(*day).printed()),
            Some(Value::Text(_) | Value::Number(_) | Value::Bool(_) | Value::Error(_)) | None => self.text(field),
        }
    }

    fn direction(&self) -> Option<Direction> {
        self.text(Field::DirectionOfTravel).and_then(|text| Direction::parse(&text))
    }
}

/// The rows of a data sheet; none where the sheet is gone or has no table because the plan had no such rows.
fn rows<R: Row>(
    sheet: Option<&Sheet>,
    id: SheetId,
    read: impl Fn(&DataRow<'_, '_>) -> R,
) -> Result<Rows<R>, NotConsolidated> {
    let mut rows: BTreeMap<String, Vec<R>> = BTreeMap::new();
    let Some(sheet) = sheet else { return Ok(Rows(rows)) };
    let form = layout::sheet(&CONSOLIDATED, id);
    let no_column = |field| NotConsolidated::NoColumn { sheet: sheet.name.clone(), heading: form.heading(field) };
    let Some(table) = find_table(sheet, form) else {
        // A sheet without rows has words in column A and no table.
        let is_empty = sheet.cells.iter().all(|cell| cell.at.col == 0);
        return if is_empty { Ok(Rows(rows)) } else { Err(no_column(Field::Ref)) };
    };
    for field in [Field::Ref, Field::RatingCounted] {
        if table.col(field).is_none() {
            return Err(no_column(field));
        }
    }
    for row in table.rows() {
        let line = read(&DataRow { table: &table, row });
        if !line.reference().is_empty() {
            rows.entry(key(line.reference())).or_default().push(line);
        }
    }
    Ok(Rows(rows))
}

fn action(line: &DataRow<'_, '_>, reading: &Reading<'_>) -> ActionBefore {
    let text = |field| line.text(field);
    let completed = line.cell(Field::CompletedDate);
    let completed: Slot<DateGiven> = reading.date(completed.0, completed.1);
    ActionBefore {
        reference: text(Field::Ref).unwrap_or_default(),
        delivery_plan: text(Field::DeliveryPlan).unwrap_or_default(),
        action: text(Field::Action).unwrap_or_default(),
        answered: line.answered(),
        rating: line.rating(Field::RatingCounted),
        last_rating: line.rating(Field::LastRating),
        completed: completed.given().map(|given| given.day),
        revised: line.deadline(Field::RevisedDeadline),
        slippage: text(Field::Slippage),
        direction: line.direction(),
        commentary: text(Field::Commentary),
    }
}

fn indicator(line: &DataRow<'_, '_>, reading: &Reading<'_>) -> IndicatorBefore {
    let text = |field| line.text(field);
    let unit = text(Field::Unit).unwrap_or_default();
    let value = |field| -> Option<ValueGiven> {
        let (at, cell) = line.cell(field);
        reading.value(at, cell, &unit).given().cloned()
    };
    IndicatorBefore {
        reference: text(Field::Ref).unwrap_or_default(),
        delivery_plan: text(Field::DeliveryPlan).unwrap_or_default(),
        indicator: text(Field::Indicator).unwrap_or_default(),
        answered: line.answered(),
        due: text(Field::Due).is_none_or(|due| !same(&due, "No")),
        rating: line.rating(Field::RatingCounted),
        value: value(Field::Value),
        last_value: value(Field::LastValue),
        direction: line.direction(),
        commentary: text(Field::Commentary),
        unit,
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::grid::{Format, Shown};

    fn at(row: u32, col: u16) -> CellRef {
        CellRef { row, col }
    }

    fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
        let mut sheet = Sheet::named(name);
        for (row, texts) in (0..).zip(rows) {
            for (col, text) in (0..).zip(*texts) {
                if !text.is_empty() {
                    sheet.put(Cell::text(at(row, col), text));
                }
            }
        }
        sheet
    }

    fn workbook(sheets: Vec<Sheet>) -> Workbook {
        let mut book = Workbook { sheets, ..Workbook::empty(Format::Xlsx) };
        book.properties.insert(PROPERTY_CONSOLIDATED_PERIOD.to_owned(), "2025-26 Q1".to_owned());
        book
    }

    #[test]
    fn columns_are_found_by_heading_wherever_they_stand() {
        let actions = sheet(
            "ACTIONS",
            &[&["A note on top"], &[], &["Commentary", "x", "rating  counted", "REF"], &["Said.", "", "Green", "1.10"]],
        );
        let read = read("a.xlsx", &workbook(vec![actions])).unwrap();
        let row = &read.actions.0["1.10"][0];
        assert_eq!((row.rating.as_deref(), row.commentary.as_deref()), (Some("Green"), Some("Said.")));
        assert!(row.answered, "without a Source file column nothing says that it was not");
    }

    #[test]
    fn words_for_no_rating_are_none() {
        let rows: &[&[&str]] =
            &[&["Ref", "Rating counted"], &["1", "Not rated"], &["2", "information only"], &["3", ""]];
        let read = read("a.xlsx", &workbook(vec![sheet("Actions", rows)])).unwrap();
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
        let read = read("a.xlsx", &workbook(vec![indicators])).unwrap();
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
            read("a.xlsx", &book)
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
        assert_eq!(read("a.xlsx", &book).unwrap_err(), NotConsolidated::Other);
        let refused = read("a.xlsx", &workbook(vec![sheet("Notes", &[])])).unwrap_err();
        assert_eq!(refused.to_string(), "its sheets `Actions` and `Indicators` are both missing");
    }

    #[test]
    fn a_heading_that_rows_need_is_named_when_it_is_gone() {
        for rows in [&[&["Ref", "Rating received"][..], &["1", "Green"]][..], &[&["Notes", "More"], &["1", "2"]]] {
            let refused = read("a.xlsx", &workbook(vec![sheet("Actions", rows)])).unwrap_err();
            assert!(matches!(&refused, NotConsolidated::NoColumn { .. }), "{refused}");
        }
        let empty = sheet("Actions", &[&["Plan: actions, 2025-26 Q1"], &["No actions in this plan."]]);
        assert!(read("a.xlsx", &workbook(vec![empty])).is_ok());
    }
}
