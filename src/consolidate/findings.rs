//! The Findings sheet: everything that was found, with its place, what to do, and who waived it.
//!
//! Findings never change a count; a waived one is not lost but listed with who accepted it.

use rust_xlsxwriter::Worksheet;

use crate::domain::sentence;
use crate::layout::{Field, SheetId};
use crate::quarter::Totals;
use crate::rules::Finding;
use crate::workbook::{LateRows, WriteError};

use super::content::Content;
use super::data_sheet::DataSheet;
use super::table::Rows;
use super::{Whole, layout_of};

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, whole: &'w Whole<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let totals = whole.quarter.totals();
    let sheet_of = DataSheet {
        id: SheetId::Findings,
        title: whole.title_of("findings"),
        guidance: vec![
            format!("{}.", counts(totals)),
            "No finding changes a count. A waived finding is counted apart and says who waived it.".to_owned(),
        ],
        empty: "Nothing was found.".to_owned(),
        rows: Rows::by_field(
            whole.quarter.findings().collect(),
            layout_of(SheetId::Findings).fields(),
            |finding: &&'w Finding, field| content(finding, field),
        ),
        further: Vec::new(),
        scale: None,
    };
    sheet_of.write(sheet, &whole.styles)
}

/// How many there are of each severity: `3 errors, 1 warning, 0 notes`.
fn counts(totals: Totals) -> String {
    let several = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let standing = [several(totals.error, "error"), several(totals.warning, "warning"), several(totals.note, "note")];
    format!("{}; {} waived", standing.join(", "), totals.waived)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
fn content(finding: &Finding, field: Field) -> Content<'_> {
    match field {
        Field::Rule => Content::text(finding.rule.code),
        Field::RuleName => Content::text(finding.rule.name),
        Field::Severity => Content::text(finding.severity.to_string()),
        Field::SourceFile if finding.path.is_empty() => Content::text("All returns together"),
        Field::SourceFile => Content::text(&finding.path),
        Field::Sheet => Content::text(finding.place.sheet().unwrap_or_default()),
        Field::Cell => finding.place.cell().map_or(Content::Blank, |at| Content::text(at.to_string())),
        Field::Ref => match finding.reference.as_deref().unwrap_or_default() {
            "" => Content::Blank,
            reference => Content::Ref(reference.into()),
        },
        Field::Message => Content::text(sentence(&finding.words.message)),
        // The message quotes long texts in short.
        Field::Text => Content::text(&finding.words.found),
        Field::Help => Content::text(&finding.words.help),
        Field::WaivedBy => Content::text(finding.waived_by.as_deref().unwrap_or_default()),
        _ => Content::Blank,
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
