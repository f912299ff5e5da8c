//! The same workbook read by another reader: every value must agree.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{DocProperties, Format, Workbook};

use super::kit::at;
use crate::grid::{CellRef, Legacy, Limits, Value, Visibility, number, read};

/// A workbook with texts, numbers, dates, formulas, merged and hidden cells, a hidden sheet and properties.
fn written() -> Vec<u8> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let share = Format::new().set_num_format("0.0%");
    for name in ["Actions", "Indicators"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for row in 1..8_u32 {
            sheet.write(row, 0, format!("{row}.{}", row % 4)).unwrap();
            sheet.write(row, 1, "Green & <steady>\n£5").unwrap();
            sheet.write(row, 2, 434.999_999_999_999_94).unwrap();
            sheet.write_with_format(row, 3, 45_657 + row, &date).unwrap();
            sheet.write_with_format(row, 4, 0.925, &share).unwrap();
            sheet.write(row, 5, row % 2 == 0).unwrap();
            sheet.write_formula(row, 6, rust_xlsxwriter::Formula::new("A1&\"x\"").set_result("x")).unwrap();
        }
        sheet.merge_range(20, 1, 22, 4, "merged", &Format::new()).unwrap();
        sheet.set_row_hidden(4).unwrap();
        sheet.set_column_hidden(5).unwrap();
    }
    book.add_worksheet().set_name("planroll").unwrap().set_very_hidden(true);
    book.set_properties(&DocProperties::new().set_custom_property("plan_id", "housing"));
    book.save_to_buffer().unwrap()
}

#[test]
fn both_readers_see_the_same_values() {
    let bytes = written();
    let book = read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap();
    let mut other = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let mut compared = 0;
    for sheet in &book.sheets {
        let range = other.worksheet_range(&sheet.name).unwrap();
        let start = range.start().unwrap_or_default();
        for (row, col, data) in range.used_cells() {
            let row = start.0 + u32::try_from(row).unwrap();
            let col = u16::try_from(start.1 + u32::try_from(col).unwrap()).unwrap();
            let cell = sheet.get(CellRef { row, col }).unwrap();
            let same = match (data, cell.value.as_ref().unwrap()) {
                (Data::String(theirs), Value::Text(ours)) => theirs.as_str() == &**ours,
                (Data::Float(theirs), Value::Number(ours)) => number::from_f64(*theirs) == Some(*ours),
                (Data::Bool(theirs), Value::Bool(ours)) => theirs == ours,
                (Data::DateTime(theirs), Value::Date { day, .. }) => {
                    let (year, month, date, ..) = theirs.to_ymd_hms_milli();
                    day.to_string() == format!("{year:04}-{month:02}-{date:02}")
                }
                _ => false,
            };
            assert!(same, "{} {}: {data:?} against {:?}", sheet.name, cell.at, cell.value);
            compared += 1;
        }
        let ours = sheet.cells.iter().filter(|cell| cell.value.is_some()).count();
        assert_eq!(ours, range.used_cells().count(), "{}", sheet.name);
    }
    assert!(compared > 90);
}

#[test]
fn what_was_written_is_what_is_read() {
    let book = read(&written(), &Limits::returns(), Legacy::Refuse).unwrap();
    let sheet = book.sheet("Actions").unwrap();
    assert_eq!(sheet.text(at("A3")).as_deref(), Some("2.2"));
    assert_eq!(sheet.text(at("C2")).as_deref(), Some("435"));
    assert_eq!(sheet.text(at("D2")).as_deref(), Some("1 January 2025"));
    assert_eq!(sheet.text(at("E2")).as_deref(), Some("92.5%"));
    assert_eq!(sheet.hidden_rows, [(4, 4)]);
    assert_eq!(sheet.hidden_cols, [(5, 5)]);
    assert_eq!(sheet.merges, [(at("B21"), at("E23"))]);
    assert_eq!(book.sheet("planroll").unwrap().visibility, Visibility::VeryHidden);
    assert_eq!(book.properties.get("plan_id").map(String::as_str), Some("housing"));
    assert_eq!(book.app.as_deref(), Some("Microsoft Excel"));
}
