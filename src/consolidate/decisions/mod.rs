//! The Decisions sheet: what members are asked to decide, and what they should know was not left to a rule.
//!
//! To decide: deadlines to be amended, actions to be closed, rows that services propose. To note: ratings that a service
//! gave against its tolerance band, with or without a reason, and findings that were waived. Nothing here changes a
//! count.

mod moved;
mod not_counted;
mod record;
mod settled;

use rust_xlsxwriter::Worksheet;

use crate::layout::SheetId;
use crate::workbook::{LateRows, WriteError};

use super::book::Book;
use super::numbers::several;
use super::sections::{Section, Sections};

pub use moved::answers_carried;
pub(super) use moved::{asked, for_members};

/// How many of the sections are what members decide: deadlines to be amended, and actions to be closed.
const TO_DECIDE: usize = 2;

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, book: &'w Book<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    sections(book).write(sheet, book)
}

/// What stands on the sheet.
pub(super) fn sections<'w>(book: &'w Book<'_>) -> Sections<'w> {
    let mut sections = vec![
        moved::amended(book),
        moved::closed(book),
        settled::proposed(book),
        settled::overridden(book),
        settled::waived(book),
    ];
    let glance = at_a_glance(&sections, settled::unexplained(book));
    if book.is_for_members() {
        // What members decide; the rest is the performance team's record.
        sections.truncate(TO_DECIDE);
        let guidance = vec![glance.split(" To note:").next().unwrap_or_default().to_owned()];
        let title = book.title_of("decisions");
        return Sections { id: SheetId::Decisions, title, guidance, parts: sections, filter: false };
    }
    let not_counted = not_counted::returned(book);
    // There is no such row as long as the plan is the one that the returns were issued from.
    if !not_counted.rows.is_empty() {
        sections.push(not_counted);
    }
    let no_longer_asked = moved::no_longer_asked(book);
    // Nor where nothing was agreed, or all of it is still asked.
    if !no_longer_asked.rows.is_empty() {
        sections.push(no_longer_asked);
    }
    let record = record::corrected(book);
    // Nor is there any where nobody corrected a rating.
    if !record.rows.is_empty() {
        sections.push(record);
    }
    Sections {
        id: SheetId::Decisions,
        title: book.title_of("decisions"),
        guidance: vec![glance],
        parts: sections,
        filter: false,
    }
}

/// That ratings counted here are not those of their bands, where any is.
pub(super) fn against_band(book: &Book<'_>) -> Option<String> {
    let count = settled::against_band(book);
    let counted = several(
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

#[cfg(test)]
mod tests;
