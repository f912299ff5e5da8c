//! The Decisions sheet: what members are asked to decide, and what was decided already.
//!
//! To decide: deadlines to be amended, actions to be closed, rows that services propose. Already decided: ratings that a
//! service gave against its tolerance band, and findings that were waived. Nothing here changes a count. The border: cells
//! are those of the data sheets, waivers those that the quarter names.

mod moved;
mod settled;

use rust_xlsxwriter::Worksheet;

use crate::layout::SheetId;
use crate::workbook::WriteError;

use super::content::Content;
use super::sections::{Section, Sections};
use super::{Whole, number_of, several};

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, whole: &Whole<'_>) -> Result<(), WriteError> {
    let sections = vec![
        moved::amended(whole),
        moved::closed(whole),
        settled::proposed(whole),
        settled::overridden(whole),
        settled::waived(whole),
    ];
    let sheet_of = Sections {
        id: SheetId::Decisions,
        title: whole.title_of("decisions"),
        guidance: vec![
            at_a_glance(&sections),
            "Made from the returns: a cell corrected in another sheet does not change this list.".to_owned(),
        ],
        parts: sections,
        filter: false,
    };
    sheet_of.write(sheet, whole)
}

/// How many there are of each, in a line.
fn at_a_glance(sections: &[Section<'_>]) -> String {
    let words = [
        ("deadline to be amended", "deadlines to be amended"),
        ("action to be closed", "actions to be closed"),
        ("row proposed", "rows proposed"),
        ("rating overridden", "ratings overridden"),
        ("waiver used", "waivers used"),
    ];
    let counts = sections.iter().zip(words).map(|(section, (one, more))| several(number_of(&section.rows), one, more));
    let counts: Vec<String> = counts.collect();
    let (decide, decided) = counts.split_at(3.min(counts.len()));
    format!("To decide: {}. Decided already: {}.", decide.join(", "), decided.join(", "))
}

/// A title with how many there are.
fn counted_title(title: &str, rows: &[Vec<Content<'_>>]) -> String {
    if rows.is_empty() { title.to_owned() } else { format!("{title}: {}", rows.len()) }
}

/// What a service wrote; that it wrote nothing, where it did not.
fn or_none<'w>(reason: Content<'w>, none: &'static str) -> Content<'w> {
    if reason.is_blank() { Content::text(none) } else { reason }
}

#[cfg(test)]
mod tests;
