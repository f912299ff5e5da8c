//! The Contents sheet: what this workbook is, whether its figures are provisional and why, and where everything stands.

use rust_xlsxwriter::{Color, FormatUnderline, RowNum, Url, Worksheet};

use crate::domain::print_day;
use crate::layout::{Field, SheetId};
use crate::plan::Setting;
use crate::workbook::{Orientation, WriteError, fit_row, lay_out_page, lines_of, write_text};

use super::book::{Book, layout_of};
use super::cell::Cell;
use super::listed::Listed;
use super::status;
use super::table::{Heading, Rows, Table};

/// Links: dark blue, contrast 7 to 1 on white.
const LINK: Color = Color::RGB(0x0B_4F_A8);

/// A page holds so many lines in letters of 8 points; where there are more, the list goes on in larger ones.
const MOST_LINES_OF_A_PAGE: u32 = 42;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, book: &Book<'_>, sheets: &[Listed]) -> Result<(), WriteError> {
    let styles = &book.styles;
    let title = book.title_of("consolidated returns");
    write_text(sheet, (0, 0), &title, &styles.title)?;
    let layout = layout_of(SheetId::Contents);
    let width = layout.columns.get(1).map_or(1, |column| column.width);
    let mut row: RowNum = 2;
    // The title, the headings and the empty rows.
    let mut lines = 6;
    for (label, text) in about(book) {
        write_text(sheet, (row, 0), &label, &styles.label)?;
        write_text(sheet, (row, 1), &text, &styles.text)?;
        let own = lines_of(&text, width);
        fit_row(sheet, row, own)?;
        lines += own;
        row += 1;
    }
    write_text(sheet, (row + 1, 0), "Sheets of this workbook", &styles.section)?;
    row += 2;
    let others: Vec<&Listed> = sheets.iter().filter(|one| one.id != SheetId::Contents).collect();
    lines += others.iter().map(|sheet| lines_of(&sheet.about, width)).sum::<u32>();
    let table = Table {
        name: layout.name.clone(),
        about: "The sheets of this workbook and what each holds".to_owned(),
        headings: layout.columns.iter().map(|column| Heading::plain(&column.heading, column.width)).collect(),
        filter: false,
        rows: Rows::by_field(others.clone(), layout.fields(), |sheet, field| content(sheet, field)),
    };
    table.write(sheet, row, styles)?;
    let link = styles.text.clone().set_font_color(LINK).set_underline(FormatUnderline::Single);
    for (at, Listed { name, .. }) in (row + 1..).zip(others) {
        let quoted = name.replace('\'', "''");
        let url = Url::new(format!("internal:'{quoted}'!A1")).set_text(name.as_str());
        sheet.write_url_with_format(at, 0, url, &link)?;
    }
    for (col, column) in (0..).zip(&layout.columns) {
        sheet.set_column_width(col, column.width)?;
    }
    lay_out_page(sheet, Orientation::Landscape, None, &title)?;
    if lines <= MOST_LINES_OF_A_PAGE {
        sheet.set_print_fit_to_pages(1, 1);
    }
    Ok(())
}

/// What this workbook is, and how far its figures hold.
fn about(book: &Book<'_>) -> Vec<(String, String)> {
    let settings = &book.plan.settings;
    let label = |setting: Setting| setting.name().to_owned();
    let mut about = vec![
        (label(Setting::Organisation), settings.organisation.clone()),
        (label(Setting::PlanTitle), settings.plan_title.clone()),
        (label(Setting::Period), book.plan.period.to_string()),
        ("As-of day".to_owned(), print_day(book.collection.as_of)),
        ("Status".to_owned(), status::word(&book.provisional).to_owned()),
    ];
    let reasons = &book.reasons;
    if reasons.is_empty() {
        about.push(("Why".to_owned(), status::complete(book)));
    }
    for (number, reason) in (1..).zip(reasons) {
        let label = if reasons.len() == 1 { "Why".to_owned() } else { format!("Why ({number})") };
        about.push((label, reason.sentence()));
    }
    about
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
fn content(sheet: &Listed, field: Field) -> Cell<'_> {
    match field {
        Field::Sheet => Cell::text(&sheet.name),
        Field::WhatItIsFor => Cell::text(&sheet.about),
        _ => Cell::Blank,
    }
}

#[cfg(test)]
mod tests {
    use crate::layout::{CONSOLIDATED, SheetId};

    #[test]
    fn every_sheet_says_what_it_holds() {
        for sheet in CONSOLIDATED.sheets.iter().filter(|one| one.id != SheetId::Contents) {
            assert!(!sheet.about.is_empty(), "{}", sheet.name);
        }
    }
}
