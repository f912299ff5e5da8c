//! The Start here sheet: what to do, which return it is, how much is left to do, and what the ratings mean.
//!
//! Labels stand in column A and what they say in column B, so that the return can be told by them alone.

use rust_xlsxwriter::{Formula, RowNum, Worksheet};

use crate::domain::{Kind, Rating, print_day, read_link};
use crate::layout::{Field, RETURN, SheetId};
use crate::plan::Issued;
use crate::rules::live;
use crate::workbook::{Orientation, Styles, WriteError, fit_row, lay_out_page, lines_of, write_text};

use super::filled::Filled;
use super::guidance::{Guidance, steps};
use super::sign_off;
use super::table::{self, Table};

/// The width of column A, in characters.
const LABELS: u16 = 26;
/// The width of column B, in characters.
const ENTRIES: u16 = 88;

/// Writes the sheet. `tables` are the tables of the return, whose checks are counted.
pub(super) fn write(
    sheet: &mut Worksheet,
    issued: &Issued,
    tables: &[Table<'_>],
    filled: &Filled,
    guidance: &mut Guidance,
    styles: &Styles,
) -> Result<(), WriteError> {
    let title = format!("{} – return for {}", issued.stamp.plan_name, issued.stamp.period);
    guidance.write(sheet, (0, 0), &title, &styles.title)?;
    sheet.set_column_width(0, LABELS)?.set_column_width(1, ENTRIES)?;
    let mut row = 2;
    for (number, step) in (1..).zip(steps(issued)) {
        guidance.write(sheet, (row, 0), &format!("Step {number}"), &styles.label)?;
        guidance.write(sheet, (row, 1), &step, &styles.text)?;
        fit_row(sheet, row, lines_of(&step, ENTRIES))?;
        row += 1;
    }
    if let Some(page) = issued.stamp.check_page.as_deref().and_then(read_link) {
        guidance.write(sheet, (row, 0), "Check page", &styles.label)?;
        guidance.write(sheet, (row, 1), &page, &styles.text)?;
        sheet.write_url_with_format(row, 1, page.as_str(), &styles.text.clone().set_hyperlink())?;
        row += 1;
    }
    row += 1;
    for label in &RETURN.sheet(SheetId::Start).labels {
        write_text(sheet, (row, 0), &label.heading, &styles.label)?;
        let entry = entry(issued, label.field);
        write_text(sheet, (row, 1), &entry, &styles.as_text)?;
        fit_row(sheet, row, lines_of(&entry, ENTRIES))?;
        row += 1;
    }
    row += 1;
    let mut counts = counts(tables);
    counts.extend(
        sign_off::still_blank(issued, filled).map(|(formula, blank)| ("Sign-off cells to fill in", formula, blank)),
    );
    for (label, formula, stored) in counts {
        guidance.write(sheet, (row, 0), label, &styles.label)?;
        sheet.write_formula_with_format(row, 1, Formula::new(formula).set_result(stored.to_string()), &styles.text)?;
        row += 1;
    }
    let kinds = [Kind::Actions, Kind::Indicators].into_iter().filter(|kind| issued.row_count(*kind) > 0);
    for kind in kinds {
        row += 1;
        row = write_key(sheet, row, issued, kind, guidance, styles)?;
    }
    sheet.protect_with_options(&table::protection());
    lay_out_page(sheet, Orientation::Portrait, None, &title)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not labels of this sheet")]
fn entry(issued: &Issued, field: Field) -> String {
    let stamp = &issued.stamp;
    match field {
        Field::Organisation => stamp.organisation.clone(),
        Field::DeliveryPlan => stamp.plan_name.clone(),
        Field::PlanCode => stamp.plan_code.clone(),
        Field::Period => stamp.period.to_string(),
        Field::ReturnBy => stamp.return_by.map(print_day).unwrap_or_default(),
        Field::SendTo if stamp.stays_in_folder => {
            let ask = stamp.send_to.as_ref().map(|to| format!("; questions to {to}")).unwrap_or_default();
            format!("Nobody: save it in the folder for returns{ask}")
        }
        Field::SendTo => stamp.send_to.clone().unwrap_or_default(),
        Field::TemplateVersion => issued.template_version.to_string(),
        _ => String::new(),
    }
}

/// The live counts, each with its formula and as it is stored: rows complete, and rows whose check says what is wrong.
fn counts(tables: &[Table<'_>]) -> Vec<(&'static str, String, usize)> {
    let ranges: Vec<String> = tables.iter().filter_map(Table::check_range).collect();
    if ranges.is_empty() {
        return Vec::new();
    }
    let counting = |what: &str| {
        let terms: Vec<String> = ranges.iter().map(|range| what.replace("RANGE", range)).collect();
        format!("={}", terms.join("+"))
    };
    let count = |words: &str| format!("COUNTIF(RANGE,\"{words}\")");
    // Every text, less those that say of no fault.
    let others: Vec<String> = live::WITHOUT_FAULT.iter().map(|words| count(words)).collect();
    let faults = format!("{}-{}", count("?*"), others.join("-"));
    let rows = tables.iter().map(Table::complete_and_wanting);
    let (complete, wanting) = rows.fold((0, 0), |(complete, wanting), (own, open)| (complete + own, wanting + open));
    vec![
        ("Rows complete", counting(&count(live::DONE)), complete),
        ("Rows needing attention", counting(&faults), wanting),
    ]
}

/// The key to the ratings of `kind`: the word with its symbol on its colour, and what it means.
fn write_key(
    sheet: &mut Worksheet,
    mut row: RowNum,
    issued: &Issued,
    kind: Kind,
    guidance: &mut Guidance,
    styles: &Styles,
) -> Result<RowNum, WriteError> {
    guidance.write(
        sheet,
        (row, 0),
        &format!("Key to the ratings of {}", kind.to_string().to_lowercase()),
        &styles.section,
    )?;
    row += 1;
    for rating in &issued.scheme.scale(kind).0 {
        let word = match &rating.symbol {
            Some(symbol) => format!("{symbol} {}", rating.name),
            None => rating.name.clone(),
        };
        guidance.write(sheet, (row, 0), &word, &styles.rating(rating.colour))?;
        let meaning = meaning(kind, rating);
        guidance.write(sheet, (row, 1), &meaning, &styles.text)?;
        fit_row(sheet, row, lines_of(&meaning, ENTRIES).max(lines_of(&word, LABELS)))?;
        row += 1;
    }
    Ok(row)
}

/// What a rating means and what it asks for.
fn meaning(kind: Kind, rating: &Rating) -> String {
    let asks = [
        (rating.completed, Field::CompletedDate),
        (rating.revised, Field::RevisedDeadline),
        (rating.commentary, Field::Commentary),
    ];
    // What the meaning asks for in its own words is not said twice.
    let said = rating.meaning.to_lowercase();
    let needed: Vec<&str> = asks
        .iter()
        .filter(|(need, _)| need.is_required())
        .filter_map(|(_, field)| RETURN.sheet(SheetId::of(kind)).column(*field))
        .map(|column| column.heading.as_str())
        .filter(|heading| !said.contains(&heading.to_lowercase()))
        .collect();
    match (rating.meaning.trim(), needed.is_empty()) {
        (meaning, true) => meaning.to_owned(),
        ("", false) => format!("Also fill in: {}.", needed.join(", ")),
        (meaning, false) => format!("{}. Also fill in: {}.", meaning.trim_end_matches('.'), needed.join(", ")),
    }
}
