//! The Decisions sheet: what members are asked to decide, and what they should know was not left to a rule.
//!
//! To decide: deadlines to be amended, actions to be closed, rows that services propose. To note: ratings that a service
//! gave against its tolerance band, with or without a reason, and findings that were waived. Nothing here changes a count. The border: cells
//! are those of the data sheets, waivers those that the quarter names.

mod moved;
mod settled;

use rust_xlsxwriter::Worksheet;

use crate::layout::SheetId;
use crate::workbook::{LateRows, WriteError};

use super::content::Content;
use super::sections::{Section, Sections};
use super::table::Rows;
use super::{Whole, several};

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, whole: &'w Whole<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
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
            at_a_glance(&sections, settled::unexplained(whole)),
            "Made from the returns: a cell corrected in another sheet does not change this list.".to_owned(),
        ],
        parts: sections,
        filter: false,
    };
    sheet_of.write(sheet, whole)
}

/// That ratings counted here are not those of their bands, where any is.
pub(super) fn against_band(whole: &Whole<'_>) -> Option<String> {
    let count = settled::against_band(whole);
    let counted = super::several(
        count,
        "indicator counts with another rating than its band's",
        "indicators count with other ratings than their bands'",
    );
    (count > 0).then(|| format!("{counted}: sheet Decisions, Ratings overridden."))
}

/// How many there are of each, in a line; so many of the ratings overridden without a reason.
fn at_a_glance(sections: &[Section<'_>], unexplained: usize) -> String {
    let words = [
        ("deadline to be amended", "deadlines to be amended"),
        ("action to be closed", "actions to be closed"),
        ("row proposed", "rows proposed"),
        ("rating overridden", "ratings overridden"),
        ("waiver used", "waivers used"),
    ];
    let mut counts: Vec<String> = Vec::with_capacity(words.len());
    for (section, (one, more)) in sections.iter().zip(words) {
        let mut count = several(u64::try_from(section.rows.count()).unwrap_or(u64::MAX), one, more);
        if section.name == settled::OVERRIDDEN_TABLE && unexplained > 0 {
            count.push_str(&format!(" ({unexplained} without a reason)"));
        }
        counts.push(count);
    }
    let (decide, note) = counts.split_at(3.min(counts.len()));
    format!("To decide: {}. To note: {}.", decide.join(", "), note.join(", "))
}

/// A title with how many there are.
fn counted_title(title: &str, rows: &Rows<'_>) -> String {
    if rows.is_empty() { title.to_owned() } else { format!("{title}: {}", rows.count()) }
}

/// What a service wrote; that it wrote nothing, where it did not.
fn or_none<'w>(reason: Content<'w>, none: &'static str) -> Content<'w> {
    if reason.is_blank() { Content::text(none) } else { reason }
}

#[cfg(test)]
mod tests;
