//! The index of a folder of drafts, read again: a draft goes only to whom it names.

use crate::mail::{INDEX_HEADINGS as HEADINGS, IndexRow};
use crate::report::as_typed;

/// Reads an index. Columns are known by their headings, so that they may come in any order with others beside them;
/// `None` where a heading is missing or a row cannot be read.
pub(crate) fn read_index(text: &str) -> Option<Vec<IndexRow>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headings = reader.headers().ok()?.clone();
    let mut places = Vec::with_capacity(HEADINGS.len());
    for heading in HEADINGS {
        places.push(headings.iter().position(|own| own.trim().eq_ignore_ascii_case(heading))?);
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.ok()?;
        let mut cells = places.iter().map(|place| as_meant(record.get(*place).unwrap_or_default().trim()));
        let mut next = || cells.next().unwrap_or_default();
        let addresses = |text: &str| -> Vec<String> {
            text.split(';').map(str::trim).filter(|address| !address.is_empty()).map(str::to_owned).collect()
        };
        rows.push(IndexRow {
            draft: next(),
            message: next(),
            to: addresses(&next()),
            cc: addresses(&next()),
            lead_officer: next(),
            plan_code: next(),
            plan_name: next(),
            period: next(),
            return_by: next(),
            subject: next(),
            file: next(),
            sha256: next(),
        });
    }
    Some(rows)
}

/// A text without the apostrophe that keeps a spreadsheet from computing or changing it.
pub(super) fn as_meant(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(text) if as_typed(text) == cell => text.to_owned(),
        Some(_) | None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::mail::write_index;

    use super::*;

    fn row() -> IndexRow {
        IndexRow {
            draft: "housing-2025-26-q1.eml".to_owned(),
            message: "issue".to_owned(),
            to: vec!["housing@example.org".to_owned(), "+homes@example.org".to_owned()],
            cc: Vec::new(),
            lead_officer: "Head of Housing, Homes & \"Places\"".to_owned(),
            plan_code: "1.10".to_owned(),
            plan_name: "=Housing".to_owned(),
            period: "2025-26 Q1".to_owned(),
            return_by: "18 July 2025".to_owned(),
            subject: "Return [1.10 2025-26 Q1]".to_owned(),
            file: "1-10-2025-26-q1.xlsx".to_owned(),
            sha256: "0".repeat(64),
        }
    }

    #[test]
    fn what_was_written_is_read_again_whatever_a_spreadsheet_would_make_of_it() {
        let rows = vec![row(), IndexRow { to: vec!["+x@example.org".to_owned()], ..row() }];
        let text = write_index(&rows).unwrap();
        assert!(text.contains("'1.10") && text.contains("'=Housing") && text.contains("'+x@example.org"), "{text}");
        assert_eq!(read_index(&text).unwrap(), rows);
    }

    #[test]
    fn columns_may_be_moved_and_added_but_none_may_be_missing() {
        let text = write_index(&[row()]).unwrap();
        let moved: String = text
            .trim_start_matches('\u{FEFF}')
            .replace("housing@example.org; +homes@example.org", "housing@example.org")
            .lines()
            .map(|line| format!("note,{line}\n"))
            .collect();
        assert_eq!(read_index(&moved).unwrap()[0].draft, "housing-2025-26-q1.eml");
        assert!(read_index(&text.replace("sha256", "hash")).is_none());
        assert!(read_index("").is_none());
    }
}
