//! The Contents sheet: what this workbook is, whether its figures are provisional and why, and where everything stands.

use rust_xlsxwriter::{Color, FormatUnderline, RowNum, Url, Worksheet};

use crate::domain::print_day;
use crate::layout::{CONSOLIDATED, Field, SheetId, SheetLayout};
use crate::plan::Setting;
use crate::workbook::{Orientation, WriteError, fit_row, lay_out_page, lines_of, write_text};

use super::content::Content;
use super::table::{Heading, Rows, Table};
use super::{Whole, layout_of, status};

/// Links: dark blue, contrast 7 to 1 on white.
const LINK: Color = Color::RGB(0x0B_4F_A8);

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, whole: &Whole<'_>) -> Result<(), WriteError> {
    let styles = &whole.styles;
    let title = whole.title_of("consolidated returns");
    write_text(sheet, (0, 0), &title, &styles.title)?;
    let layout = layout_of(SheetId::Contents);
    let width = layout.columns.get(1).map_or(1, |column| column.width);
    let mut row: RowNum = 2;
    for (label, text) in about(whole) {
        write_text(sheet, (row, 0), &label, &styles.label)?;
        write_text(sheet, (row, 1), &text, &styles.text)?;
        fit_row(sheet, row, lines_of(&text, width))?;
        row += 1;
    }
    write_text(sheet, (row + 1, 0), "Sheets of this workbook", &styles.section)?;
    row += 2;
    let others: Vec<&SheetLayout> = CONSOLIDATED.sheets.iter().filter(|one| one.id != SheetId::Contents).collect();
    let table = Table {
        name: layout.name.clone(),
        about: "The sheets of this workbook and what each holds".to_owned(),
        headings: layout.columns.iter().map(|column| Heading::plain(&column.heading, column.width)).collect(),
        filter: false,
        rows: Rows::by_field(others.clone(), layout.fields(), |sheet, field| content(sheet, field)),
    };
    table.write(sheet, row, styles)?;
    let link = styles.text.clone().set_font_color(LINK).set_underline(FormatUnderline::Single);
    for (at, SheetLayout { name, .. }) in (row + 1..).zip(others) {
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(name.as_str());
        sheet.write_url_with_format(at, 0, url, &link)?;
    }
    for (col, column) in (0..).zip(&layout.columns) {
        sheet.set_column_width(col, column.width)?;
    }
    sheet.set_active(true);
    lay_out_page(sheet, Orientation::Landscape, None, &title)
}

/// What this workbook is, and how far its figures hold.
fn about(whole: &Whole<'_>) -> Vec<(String, String)> {
    let settings = &whole.plan.settings;
    let label = |setting: Setting| setting.name().to_owned();
    let mut about = vec![
        (label(Setting::Organisation), settings.organisation.clone()),
        (label(Setting::PlanTitle), settings.plan_title.clone()),
        (label(Setting::Period), whole.plan.period.to_string()),
        ("As-of day".to_owned(), print_day(whole.quarter.as_of)),
        ("Status".to_owned(), status::word(&whole.provisional).to_owned()),
    ];
    let reasons = &whole.reasons;
    if reasons.is_empty() {
        about.push(("Why".to_owned(), status::complete(whole)));
    }
    for (number, reason) in (1..).zip(reasons) {
        let label = if reasons.len() == 1 { "Why".to_owned() } else { format!("Why ({number})") };
        about.push((label, reason.sentence()));
    }
    about
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
fn content(sheet: &'static SheetLayout, field: Field) -> Content<'static> {
    match field {
        Field::Sheet => Content::text(&sheet.name),
        Field::WhatItIsFor => Content::text(what_it_holds(sheet.id)),
        _ => Content::Blank,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other sheets are not in this workbook")]
fn what_it_holds(id: SheetId) -> &'static str {
    match id {
        SheetId::Summary => {
            "How many actions and indicators have each rating, with percentages: by priority, by delivery plan and, where they are given, by portfolio holder and scrutiny committee."
        }
        SheetId::Sentences => {
            "The same counts and percentages in sentences and in tables as text, ready to paste into a report."
        }
        SheetId::Exceptions => {
            "Everything that counts as behind or off track, with its commentary in full, and what should be rated and is not."
        }
        SheetId::Decisions => {
            "What members are asked to decide: deadlines to be amended, actions to be closed, rows that services propose. What was decided already: ratings overridden and findings waived."
        }
        SheetId::Movements => {
            "What moved since last period: ratings, deadlines, values restated, targets and tolerances, commentary repeated; reopened, new, ended and gone."
        }
        SheetId::Actions => "Every action of the period: what was planned, what came back, and the rating that counts.",
        SheetId::Indicators => {
            "Every indicator: target, tolerance and value, the rating received, what the tolerance band makes of the value and why, and the rating that counts."
        }
        SheetId::Returns => {
            "Every return expected and every file received: who signed it off, its errors, and what became of it."
        }
        SheetId::Findings => "Everything the checks found: where it is, what is wrong, what to do, and who waived it.",
        SheetId::Method => {
            "How the figures were made: settings, what counts, what the ratings mean, tolerances, rounding, and the files they were made from."
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_says_what_it_holds() {
        for SheetLayout { id, .. } in CONSOLIDATED.sheets.iter().filter(|one| one.id != SheetId::Contents) {
            assert!(!what_it_holds(*id).is_empty(), "{id:?}");
        }
    }
}
