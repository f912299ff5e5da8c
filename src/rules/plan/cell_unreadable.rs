//! A cell of the plan workbook of which nothing can be read.

use crate::domain::Severity;
use crate::plan::{CellFault, CellOf, Holds};
use crate::rules::words::several;
use crate::rules::{Check, Finding, Words};

rule! {
    /// # What it checks
    /// No cell that planroll reads holds an error such as #REF! or #N/A, a formula whose result was not saved with it,
    /// TRUE or FALSE (where Yes and No do not belong either), or a time. It counts as blank. A deadline has PLN006 instead, and
    /// the target of an indicator that a band rates PLN007. In a column of your own it is a warning, once a column: such cells are
    /// issued blank. It stops no command, unless it is a Ref or Code, without which a row cannot be issued.
    ///
    /// # Why it matters
    /// Somebody entered something once, and it is gone: a priority would be missing, or a setting have its default, without
    /// anybody noticing.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | #N/A | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | 1.1 | Q3 |
    ///
    /// A setting whose formula was never calculated:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Plan title | =A1 |
    ///
    /// A logical value and a time, and a column of your own:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Outcome | Site |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q3 | logical TRUE | |
    /// | | 1.2 | Q3 | time 1:30 | |
    /// | | 1.3 | Q3 | | #REF! |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | =A1 -> Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Monitored | Site |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q3 | logical TRUE | logical FALSE |
    ///
    /// # What to do
    /// Type the entry itself in place of the formula; or open the workbook in Excel, put the formula right, and save it.
    "PLN027", "cell-unreadable", Error, since "0.2.0",
    checks: [Check::Noted],
    stops_no_command: true,
}

pub(in crate::rules) fn words(fault: &CellFault, found: &str) -> Words {
    let what = match fault.holds {
        Holds::Error => format!("the error {found}"),
        Holds::NoResult => "a formula whose result was not saved with it".to_owned(),
        Holds::Logical => format!("the logical value {found}"),
        Holds::Time => format!("the time {found}"),
    };
    let message = match &fault.of {
        CellOf::Heading => format!("{what} stands in place of a heading, so its column is not read"),
        CellOf::Name => format!("{what} stands in place of the row's name, without which the row cannot be issued"),
        CellOf::Plan => format!("{what} stands here, and counts as blank"),
        CellOf::Own { heading, cells: 1 } => format!("{what} stands in your column “{heading}”, and is issued as blank"),
        CellOf::Own { heading, cells } => {
            let cells = several(*cells, "cell");
            format!("{cells} of your column “{heading}” cannot be read and are issued as blank; here stands {what}")
        }
    };
    let found = if fault.holds == Holds::NoResult { "a formula without a result" } else { found };
    Words::new(message, "an entry, or a formula with its result", found, help(fault.holds))
}

fn help(holds: Holds) -> &'static str {
    match holds {
        Holds::Error => "Type the entry itself into the cell in place of the formula, or clear the cell.",
        Holds::NoResult => "Open the workbook in Excel, let it calculate, and save it; or type the entry itself.",
        Holds::Logical => "Type the entry in words, or clear the cell.",
        Holds::Time => "Type an apostrophe before the entry ('1:30), so that Excel leaves it alone, or clear the cell.",
    }
}

/// The finding as grave as it is: what is wrong with a column of the officer's own is a warning, and without its ref or
/// code a row would be left out.
pub(in crate::rules) fn graded(finding: Finding, fault: &CellFault) -> Finding {
    match fault.of {
        CellOf::Own { .. } => finding.with_severity(Severity::Warning),
        CellOf::Name => finding.stopping_commands(),
        CellOf::Heading | CellOf::Plan => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::{Holds, RULE};
    use crate::domain::{Period, Severity};
    use crate::grid::{Cell, CellRef, Formula, Legacy, Limits, Sheet, TimeParts, Value, Workbook, read};
    use crate::init::{Preset, starter};
    use crate::layout::{CellKind, Column, Field, PLAN, SheetId, Table};
    use crate::plan::{self, Setting};
    use crate::rules::plan::{deadline_unreadable, ref_faulty, target_unreadable};
    use crate::rules::{Finding, Policy, check_plan};

    /// A starter workbook with every sheet, every column and every setting that planroll knows.
    fn with_every_column() -> Workbook {
        let calendar = Preset::Standard.calendar();
        let bytes = starter(Preset::Standard, Period::parse("2025-26 Q1", &calendar)).unwrap();
        let mut book = read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap();
        for layout in PLAN.sheets.iter().filter(|layout| !layout.columns.is_empty()) {
            if layout.find_in(&book).is_none() {
                let mut sheet = Sheet::named(&layout.name);
                for (col, column) in (0..).zip(&layout.columns) {
                    sheet.put(Cell::text(CellRef { row: 0, col }, &column.heading));
                }
                book.sheets.push(sheet);
            }
            let table = Table::find(layout.find_in(&book).unwrap(), layout).unwrap();
            let (row, missing): (u32, Vec<&Column>) = (table.header_row, table.missing().collect());
            let sheet = book.sheets.iter_mut().find(|sheet| layout.is_name_of(sheet)).unwrap();
            for column in missing {
                let col = sheet.row(row).last().unwrap().at.col + 1;
                sheet.put(Cell::text(CellRef { row, col }, &column.heading.replace("{period}", "Q3")));
            }
        }
        book
    }

    /// Every cell of a column or setting that planroll knows, once: sheet, address, column, whether it is beside a setting.
    fn cells(book: &Workbook) -> Vec<(String, CellRef, &'static Column)> {
        let mut cells = Vec::new();
        for layout in PLAN.sheets.iter().filter(|layout| !layout.columns.is_empty()) {
            let table = Table::find(layout.find_in(book).unwrap(), layout).unwrap();
            let settings = u32::try_from(Setting::ALL.len()).unwrap();
            let rows = if layout.id == SheetId::Settings { settings } else { 1 };
            for column in &layout.columns {
                let period_target = || table.unknown_col("Target Q3");
                let Some(col) = table.col(column.field).or_else(period_target) else { panic!("{}", column.heading) };
                cells.extend((1..=rows).map(|row| {
                    (layout.name.clone(), CellRef { row: table.header_row + row, col }, column)
                }));
            }
        }
        cells
    }

    fn findings_with(book: &Workbook, sheet: &str, cell: Cell) -> Vec<Finding> {
        let at = cell.at;
        let mut book = book.clone();
        book.sheets.iter_mut().find(|own| own.name == sheet).unwrap().put(cell);
        let findings = check_plan(&plan::read(&book, Some("2025-26 Q1")), "plan.xlsx", &Policy::default());
        let is_here = |finding: &Finding| finding.place.sheet() == Some(sheet) && finding.place.cell() == Some(at);
        findings.into_iter().filter(is_here).collect()
    }

    #[test]
    fn nothing_that_cannot_be_read_passes_in_any_column_or_setting() {
        let book = with_every_column();
        let cells = cells(&book);
        assert!(cells.len() > 100, "{}", cells.len());
        for (sheet, at, column) in cells {
            let value = |value: Option<Value>| Cell { value, ..Cell::text(at, "x") };
            for (holds, cell) in [
                (Holds::Error, value(Some(Value::Error("#REF!".into())))),
                (Holds::NoResult, Cell { formula: Some(Box::new(Formula::new("A1", false))), ..value(None) }),
                (Holds::Logical, value(Some(Value::Bool(true)))),
                (Holds::Time, value(Some(Value::Time { days: "0.0625".parse().unwrap(), elapsed: false, parts: TimeParts::HoursMinutes }))),
            ] {
                let is_read = holds == Holds::Logical && column.kind == CellKind::YesNo;
                let found = findings_with(&book, &sheet, cell);
                let codes: Vec<&str> = found.iter().map(|finding| finding.rule.code).collect();
                let what = format!("{sheet}!{at}, {}: {holds:?} raises {codes:?}", column.heading);
                match found.as_slice() {
                    [] => assert!(is_read, "{what}"),
                    [only] => {
                        let is_own = [&deadline_unreadable::RULE, &target_unreadable::RULE].contains(&only.rule);
                        let is_naming = matches!(column.field, Field::DeliveryPlan | Field::Priority)
                            || column.kind == CellKind::Ref;
                        let is_time_of_name = holds == Holds::Time && is_naming;
                        assert!(only.rule == &RULE || is_own || is_time_of_name, "{what}");
                        assert_eq!(only.severity, Severity::Error, "{what}");
                    }
                    _ => panic!("{what}"),
                }
            }
        }
    }

    #[test]
    fn only_an_unreadable_ref_or_code_stops_a_command() {
        let book = with_every_column();
        for (sheet, at, column) in cells(&book) {
            let cell = Cell { value: Some(Value::Error("#N/A".into())), ..Cell::text(at, "x") };
            let stops = findings_with(&book, &sheet, cell).iter().any(|finding| !finding.stops_no_command);
            let is_name = matches!(column.field, Field::Ref | Field::Code) && sheet != "Waivers";
            assert_eq!(stops, is_name, "{sheet}!{at}");
        }
        assert!(!ref_faulty::RULE.stops_no_command);
    }
}
