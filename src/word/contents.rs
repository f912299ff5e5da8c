//! What a contents field shows: the headings of the document as it is now, each a link.
//!
//! Nobody is asked on opening whether fields may be updated, and no page is known before Word has laid them out: the entries
//! are right without page numbers, and `Update Field` adds these.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use super::block::Level;
use super::error::Unreadable;
use super::found::{ContentsFound, Paragraph, Scan, Within};
use super::scan::scan;
use super::style::{Role, Styles};
use super::text::{attribute, escaped, letters};
use super::walk::Edits;

/// More contents fields than any document has; further ones stay as they are.
const MOST: usize = 5;

/// A heading that a contents field may show.
struct Heading<'s> {
    level: Level,
    text: String,
    mark: String,
    paragraph: &'s Paragraph,
}

/// A body with its contents fields showing its headings. A field that is not made as Word makes them stays as it is.
pub(super) fn refreshed(body: String, styles: &mut Styles) -> Result<String, Unreadable> {
    let found = scan(&body)?;
    let fields: Vec<(&ContentsFound, RangeInclusive<usize>)> = found
        .contents
        .iter()
        .filter(|field| is_plain(&found, field))
        .filter_map(|field| Some((field, levels(&field.instruction)?)))
        .take(MOST)
        .collect();
    if fields.is_empty() {
        return Ok(body);
    }
    let headings = headings(&found, styles, &body);
    if headings.is_empty() {
        return Ok(body);
    }
    let mut edits = Edits::default();
    for (field, levels) in fields {
        let all = found.paragraphs.get(field.first..=field.last).unwrap_or_default();
        let (Some(first), Some(last)) = (all.first(), all.last()) else { continue };
        let raw = |begins: bool| {
            let marks = all.iter().flat_map(|own| &own.marks).filter(move |(start, _)| *start == begins);
            marks.filter_map(|(_, place)| body.get(place.clone())).collect::<String>()
        };
        let entries: Vec<&Heading<'_>> = headings.iter().filter(|own| levels.contains(&own.level.number())).collect();
        let shown = shown(&entries, &field.instruction, styles);
        edits.put(first.place.start..last.place.end, format!("{}{shown}{}", raw(true), raw(false)));
    }
    // A template in which numbers are as high as they go has no room for others: the last one is shared.
    let number = |at: usize| found.highest_bookmark.saturating_add(u64::try_from(at).unwrap_or_default() + 1);
    for (at, heading) in headings.iter().enumerate() {
        let (inside, number) = (&heading.paragraph.inside, number(at));
        let begin = format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{}\"/>", heading.mark);
        edits.put(inside.start..inside.start, begin);
        edits.put(inside.end..inside.end, format!("<w:bookmarkEnd w:id=\"{number}\"/>"));
    }
    Ok(edits.applied(&body))
}

/// Whether a field stands in paragraphs of its own beside each other.
fn is_plain(scan: &Scan, field: &ContentsFound) -> bool {
    let all = scan.paragraphs.get(field.first..=field.last).unwrap_or_default();
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return false };
    let place = first.place.start..last.place.end;
    let has_own_text =
        |own: &Paragraph| own.pieces.iter().any(|piece| !piece.is_of_field && !piece.text.trim().is_empty());
    first.parent == last.parent
        && !first.is_fallback
        && !all.iter().any(has_own_text)
        && !scan.sections.iter().any(|section| place.contains(&section.place.start))
        && !scan.tables.iter().any(|table| place.contains(&table.place.start))
}

/// The levels that a field shows: nothing where it gathers by other means.
fn levels(instruction: &str) -> Option<RangeInclusive<usize>> {
    let (_, range) = instruction.split_once("\\o")?;
    let range = range.trim_start().strip_prefix('"')?.split('"').next()?;
    let (from, to) = range.split_once('-')?;
    Some(from.trim().parse().ok()?..=to.trim().parse().ok()?)
}

fn headings<'s>(scan: &'s Scan, styles: &Styles, body: &str) -> Vec<Heading<'s>> {
    let mut prefix = "_TocPlanroll".to_owned();
    while body.contains(&prefix) {
        prefix.push('x');
    }
    let own = scan.paragraphs.iter().filter(|own| {
        let is_shown = own.pieces.iter().any(|piece| piece.is_of_field);
        !own.is_fallback && own.within != Within::TextBox && !own.is_blank() && !is_shown && !own.inside.is_empty()
    });
    let found = own.filter_map(|own| {
        let level = styles.level(own.style.as_deref()?)?;
        let level = Level::ALL.into_iter().find(|known| known.number() == level)?;
        Some((level, own.text().split_whitespace().collect::<Vec<_>>().join(" "), own))
    });
    found
        .enumerate()
        .map(|(at, (level, text, paragraph))| Heading { level, text, mark: format!("{prefix}{}", at + 1), paragraph })
        .collect()
}

fn shown(entries: &[&Heading<'_>], instruction: &str, styles: &mut Styles) -> String {
    let mut before = format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
        escaped(instruction)
    );
    let mut out = String::new();
    for entry in entries {
        let style = styles.of(Role::Entry(entry.level));
        let _ = write!(
            out,
            "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{}<w:hyperlink w:anchor=\"{}\" w:history=\"1\"><w:r>{}</w:r></w:hyperlink></w:p>",
            attribute(&style),
            std::mem::take(&mut before),
            entry.mark,
            letters(&entry.text)
        );
    }
    let _ = write!(out, "<w:p>{before}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>");
    out
}
