//! What is written beside the cells and was not issued: notes, comments, shapes with text, headers and footers.
//!
//! planroll issues no notes but those of a marked copy, which are told by their words. A header or footer is issued where it repeats
//! a title or a sheet's name, and nobody's own where it is the same on every sheet in sight: that is how a label marks a workbook.

use std::collections::BTreeSet;

use crate::domain::{Kind, key};
use crate::grid::{CellRef, Remark, RemarkKind, Sheet, Visibility, Workbook, sha256};
use crate::layout::RETURN;

use super::marked::Marking;
use super::stray::Guidance;
use super::{Anomaly, Return};

/// How many remarks of a return are quoted, far more than one has cells to fill in.
const MOST: usize = 10_000;
/// Who the notes of a marked copy are from.
pub(crate) const NOTE_AUTHOR: &str = "planroll";
/// How much of the SHA-256 of a note tells it from others.
const DIGITS: usize = 16;

/// What a note is known by, however a program has wrapped its lines.
pub(crate) fn note_mark(text: &str) -> String {
    sha256(in_one_line(text).as_bytes()).chars().take(DIGITS).collect()
}

/// Reports what is written beside the cells of the sheets that were found.
pub(super) fn report_remarks(
    workbook: &Workbook,
    guidance: &Guidance,
    marking: Option<&Marking>,
    received: &mut Return,
) {
    let on_all_sheets = on_all_sheets(workbook);
    let is_issued = |sheet: &Sheet, remark: &Remark| match (remark.kind, &remark.text) {
        (RemarkKind::Note, Some(text)) => marking.is_some_and(|marking| is_own(marking, text, &remark.author)),
        (RemarkKind::Header | RemarkKind::Footer, Some(text)) => {
            let title = sheet.text(CellRef::default()).unwrap_or_default();
            repeats(&title, text)
                || RETURN.sheets.iter().any(|form| form.name == *text)
                || guidance.has_title(|title| repeats(title, &key(text)))
                || on_all_sheets.contains(&(remark.kind, text.as_str()))
        }
        (RemarkKind::Comment | RemarkKind::Shape, Some(_)) | (_, None) => false,
    };
    let mut quoted = 0;
    for sheet in &workbook.sheets {
        let mut more = sheet.remarks.more;
        for remark in sheet.remarks.each.iter().filter(|remark| !is_issued(sheet, remark)) {
            if quoted == MOST {
                more += 1;
                continue;
            }
            quoted += 1;
            let row = remark.at.and_then(|at| row_of(received, &sheet.name, at));
            received.anomalies.push(Anomaly::Remark {
                sheet: sheet.name.clone(),
                at: remark.at,
                row,
                kind: remark.kind,
                text: remark.text.clone(),
            });
        }
        if more > 0 {
            received.anomalies.push(Anomaly::RemarksUnquoted { sheet: sheet.name.clone(), remarks: more });
        }
    }
}

/// Whether a note of a marked copy is planroll's own, as it was written.
fn is_own(marking: &Marking, text: &str, author: &str) -> bool {
    match &marking.notes {
        Some(notes) => notes.contains(&note_mark(text)),
        // Earlier versions kept no record of them, and LibreOffice keeps no authors.
        None => matches!(author.trim(), NOTE_AUTHOR | ""),
    }
}

/// Whether a line is a title, or as much of it as there was room for.
fn repeats(title: &str, line: &str) -> bool {
    // Nearly every line is the very title.
    if title == line {
        return true;
    }
    let (title, line) = (in_one_line(title), in_one_line(line));
    match line.strip_suffix('…') {
        Some(beginning) => title.starts_with(beginning),
        None => title == line,
    }
}

/// A text as it is, however a program has wrapped it.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of headers and footers that every sheet in sight has.
fn on_all_sheets(workbook: &Workbook) -> BTreeSet<(RemarkKind, &str)> {
    let in_sight = workbook.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible);
    let lines = in_sight.map(|sheet| {
        let lines = sheet.remarks.each.iter().filter(|one| matches!(one.kind, RemarkKind::Header | RemarkKind::Footer));
        lines.filter_map(|one| Some((one.kind, one.text.as_deref()?))).collect::<BTreeSet<_>>()
    });
    lines.reduce(|all, own| &all & &own).unwrap_or_default()
}

/// The issued row that a cell stands in.
fn row_of(received: &Return, sheet: &str, at: CellRef) -> Option<(Kind, usize)> {
    let actions = received.actions.as_ref().filter(|table| table.sheet == sheet);
    let indicators = received.indicators.as_ref().filter(|table| table.sheet == sheet);
    let action = actions.and_then(|table| table.rows.iter().find(|row| row.at.row == at.row)).map(|row| row.index);
    let indicator =
        indicators.and_then(|table| table.rows.iter().find(|row| row.at.row == at.row)).map(|row| row.index);
    action.map(|index| (Kind::Actions, index)).or(indicator.map(|index| (Kind::Indicators, index)))
}
