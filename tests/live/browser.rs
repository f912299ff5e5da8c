//! What the checks say where a program knows no cell's format, as Excel in a browser, on a tablet and on a phone: the same,
//! but for figures that only their format tells.

use rust_decimal::Decimal;

use crate::grid::{Cell, CellRef, Shown, Value, Workbook};
use crate::layout::{Field, RETURN, SheetId, Table};
use crate::plan::{Answers, Issued, IssuedIndicator};
use crate::returns::{Received, Return, Source};
use crate::rules::live::ON_RETURN;
use crate::rules::receive;

use crate::domain::Kind;
use crate::trial::opened;

use super::entries::{random_entries, random_returns};
use super::patched::{has_libreoffice, recalculated, typed_into, without_formats};
use super::stored::{issued, marked_copy};
use super::{Typed, checks, compare_calculated, hold};

#[test]
#[ignore = "LibreOffice takes long: .ci/run runs it"]
fn without_formats_every_check_names_the_first_fault_of_what_is_typed_as_its_unit_is_written() {
    if !has_libreoffice() {
        println!("skipped: this machine has no LibreOffice (soffice)");
        return;
    }
    let returns: Vec<Typed> = random_entries().into_iter().map(told).collect();
    let files: Vec<Vec<u8>> = returns.iter().map(|one| without_formats(&one.bytes)).collect();
    hold(&compare_calculated(&returns, &recalculated(&files)), 300);
}

#[test]
#[ignore = "LibreOffice takes long: .ci/run runs it"]
fn without_formats_a_row_says_what_it_says_with_them_or_leaves_a_figure_in_doubt_to_the_program() {
    if !has_libreoffice() {
        println!("skipped: this machine has no LibreOffice (soffice)");
        return;
    }
    let marked = random_returns().into_iter().filter_map(|one| Some((one.name, marked_copy(&opened(&one.bytes))?)));
    let files: Vec<(String, Vec<u8>)> = issued().into_iter().chain(marked).collect();
    let without: Vec<Vec<u8>> =
        files.iter().map(|(_, bytes)| without_formats(&typed_into(bytes, &opened(bytes), &[]))).collect();
    let (mut same, mut left) = (0usize, 0usize);
    for ((name, bytes), calculated) in files.iter().zip(recalculated(&without)) {
        let book = opened(bytes);
        let Received::Read(received) = receive(Source { path: name.clone(), sha256: String::new() }, &book, None)
        else {
            panic!("{name} was not read")
        };
        for (before, now) in checks(&received, &book).into_iter().zip(checks(&received, &calculated)) {
            if before == now {
                same += 1;
                continue;
            }
            let (kind, index, said) = now;
            assert_eq!(said.as_str(), ON_RETURN, "{name}, {index}: {}", before.2);
            let is_in_doubt = match kind {
                Kind::Actions => is_answer_in_doubt(&received, &book, index),
                Kind::Indicators => is_in_doubt(&received, &book, index),
            };
            assert!(is_in_doubt, "{name}, {kind} {index}: {}", before.2);
            left += 1;
        }
    }
    println!("rows that say the same: {same}; left to the program: {left}");
    assert!(same > 1_000 && left > 10, "{same}, {left}");
}

/// A return with those of its entries that every program can tell.
fn told((name, issued, mut entries): (String, Issued, Vec<(String, Cell)>)) -> Typed {
    entries.retain(|(sheet, cell)| {
        let figures: Vec<u16> = issued
            .columns(Kind::Indicators)
            .iter()
            .zip(0..)
            .filter(|(column, _)| matches!(column.field(), Some(Field::Value | Field::LastValue)))
            .map(|(_, col)| col)
            .collect();
        let row = usize::try_from(cell.at.row).unwrap() - 4;
        sheet != RETURN.sheet_name(SheetId::Indicators)
            || !figures.contains(&cell.at.col)
            || can_be_told(&issued.indicators[row], cell)
    });
    Typed::new(name, issued, &entries)
}

/// Whether a figure of a row stands there in another way than its unit is written.
fn is_in_doubt(received: &Return, book: &Workbook, index: usize) -> bool {
    let sheet = book.sheet(RETURN.sheet_name(SheetId::Indicators)).expect("the sheet");
    let table = Table::find(sheet, RETURN.sheet(SheetId::Indicators)).expect("a table");
    let (row, issued) = received.indicator_rows().find(|(row, _)| row.index == index).expect("the row");
    [Field::Value, Field::LastValue].into_iter().filter_map(|field| table.col(field)).any(|col| {
        let cell = sheet.get(CellRef { row: row.at.row, col });
        cell.is_some_and(|cell| !can_be_told(issued, cell))
    })
}

/// Whether an answer of an action is a figure where a percentage is asked for.
fn is_answer_in_doubt(received: &Return, book: &Workbook, index: usize) -> bool {
    let sheet = book.sheet(RETURN.sheet_name(SheetId::Actions)).expect("the sheet");
    let table = Table::find(sheet, RETURN.sheet(SheetId::Actions)).expect("a table");
    let (row, _) = received.action_rows().find(|(row, _)| row.index == index).expect("the row");
    let asked = received.issued.asked(Kind::Actions).filter(|ask| ask.answers == Answers::Percent);
    asked.filter_map(|ask| table.unknown_col(ask.question)).any(|col| {
        let cell = sheet.get(CellRef { row: row.at.row, col });
        cell.is_some_and(|cell| matches!(cell.value, Some(Value::Number(_) | Value::Date { .. } | Value::Time { .. })))
    })
}

/// Whether a figure means the same in whatever format its cell has.
fn can_be_told(issued: &IssuedIndicator, cell: &Cell) -> bool {
    let is_percent = cell.shown == Shown::Percent;
    match &cell.value {
        Some(Value::Number(number)) if issued.is_percent() => is_percent && number.abs() <= Decimal::TEN,
        Some(Value::Number(number)) if issued.unit.starts_with('%') => {
            !is_percent && (number.is_zero() || number.abs() >= Decimal::ONE)
        }
        Some(Value::Number(_)) => !is_percent,
        Some(Value::Date { .. } | Value::Time { .. }) => false,
        Some(Value::Text(_) | Value::Bool(_) | Value::Error(_)) | None => true,
    }
}
