//! The Findings sheet: everything that was found, with its place, what to do, and who waived it.
//!
//! Findings never change a count; a waived one is not lost but listed with who accepted it.

use rust_xlsxwriter::Worksheet;

use crate::collection::Totals;
use crate::domain::sentence;
use crate::layout::{Field, SheetId};
use crate::rules::Finding;
use crate::workbook::{LateRows, WriteError};

use super::book::{Book, layout_of};
use super::cell::Cell;
use super::data_sheet::DataSheet;
use super::table::Rows;

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, book: &'w Book<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let totals = book.collection.totals();
    let sheet_of = DataSheet {
        id: SheetId::Findings,
        title: book.title_of("findings"),
        guidance: vec![
            format!("{}.", counts(totals)),
            "No finding changes a count. A waived finding is counted apart and says who waived it.".to_owned(),
        ],
        empty: "Nothing was found.".to_owned(),
        rows: Rows::by_field(
            book.collection.findings().collect(),
            layout_of(SheetId::Findings).fields(),
            |finding: &&'w Finding, field| content(finding, field),
        ),
        periods: Vec::new(),
        further: Vec::new(),
        scale: None,
    };
    sheet_of.write(sheet, &book.styles)
}

/// How many there are of each severity: `3 errors, 1 warning, 0 notes`.
fn counts(totals: Totals) -> String {
    let several = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let standing = [several(totals.error, "error"), several(totals.warning, "warning"), several(totals.note, "note")];
    format!("{}; {} waived", standing.join(", "), totals.waived)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
fn content(finding: &Finding, field: Field) -> Cell<'_> {
    match field {
        Field::Rule => Cell::text(finding.rule.code),
        Field::RuleName => Cell::text(finding.rule.name),
        Field::Severity => Cell::text(finding.severity.to_string()),
        Field::SourceFile if finding.path.is_empty() => Cell::text("All returns together"),
        Field::SourceFile => Cell::text(&finding.path),
        Field::Sheet => Cell::text(finding.place.sheet().unwrap_or_default()),
        Field::Cell => finding.place.cell().map_or(Cell::Blank, |at| Cell::text(at.to_string())),
        Field::Ref => match finding.reference.as_deref().unwrap_or_default() {
            "" => Cell::Blank,
            reference => Cell::Ref(reference.into()),
        },
        Field::Message => Cell::text(sentence(finding.without_quotation.as_ref().unwrap_or(&finding.words.message))),
        Field::Text if finding.without_quotation.is_some() => Cell::Blank,
        // The message quotes long texts in short.
        Field::Text => Cell::text(&finding.words.found),
        Field::Help => Cell::text(&finding.words.help),
        Field::WaivedBy => Cell::text(finding.waived_by.as_deref().unwrap_or_default()),
        _ => Cell::Blank,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_finding_is_not_several() {
        let totals = Totals { error: 1, warning: 0, note: 2, waived: 3 };
        assert_eq!(counts(totals), "1 error, 0 warnings, 2 notes; 3 waived");
    }
}
