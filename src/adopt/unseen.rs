//! What of a tracker is not to be seen in its cells, or not as its letters: hidden rows and sheets, notes, what lies under merged
//! cells, formulas without a result, and texts of which a part is crossed out or raised.

use crate::grid::{CellRef, RemarkKind, Visibility, runs_of};

use super::context::Context;
use super::draft::{Col, DraftRow};
use super::gather::one_line;
use super::lines::Line;
use super::place::{Place, What};
use super::tracker::SheetRead;
use crate::layout::Field;

/// A line for everything that is there and not to be seen.
pub(super) fn unseen(sheets: &[SheetRead<'_>]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (number, one) in sheets.iter().enumerate() {
        let grid = &one.view.sheet.grid;
        let line = |what, at, found: &str, times, taken_for: &str, why: &str| Line {
            what,
            place: Some(Place { sheet: number, at }),
            found: one_line(found),
            times,
            taken_for: taken_for.to_owned(),
            plan: None,
            why: why.to_owned(),
            instead: String::new(),
        };
        let first = one.view.rows.first().and_then(|row| one.view.filled(*row).first().copied());
        if let (Some(at), false) = (first, grid.visibility == Visibility::Visible)
            && !one.blocks.is_empty()
        {
            lines.push(line(What::Row, at, &grid.name, 1, "like the others", "the sheet is hidden in the tracker"));
        }
        if let (Some(at), false) = (first, one.view.sheet.tells_formats) {
            let why = "colours, number formats, hidden rows and notes of this file format are not seen: save it as .xlsx to have them read";
            lines.push(line(What::Row, at, &one.view.text(at), 1, "like the others", why));
        }
        let hidden: Vec<CellRef> = one
            .blocks
            .iter()
            .flat_map(|block| &block.rows)
            .filter(|row| grid.is_row_hidden(**row))
            .filter_map(|row| one.view.filled(*row).first().copied())
            .collect();
        if let Some(at) = hidden.first() {
            let why = "these rows are hidden or filtered out in the tracker";
            lines.push(line(What::Row, *at, &one.view.text(*at), hidden.len(), "like the others", why));
        }
        let left = "left out";
        for cell in &grid.covered {
            lines.push(line(What::Cell, cell.at, &cell.shown_text(), 1, left, "it lies under a merged cell"));
        }
        for cell in grid.cells.iter().filter(|cell| cell.value.is_none() && cell.formula.is_some()) {
            let why = "a formula without a result: open the tracker in Excel, save it, and adopt it again";
            let text = cell.formula.as_ref().map(|formula| format!("={}", formula.text())).unwrap_or_default();
            lines.push(line(What::Cell, cell.at, &text, 1, left, why));
        }
        for (at, text) in &one.aside {
            lines.push(line(What::Cell, *at, text, 1, left, "a key beside the table: what it says was taken"));
        }
        for remark in &grid.remarks.each {
            let (what, has_place) = match remark.kind {
                RemarkKind::Note | RemarkKind::Comment => ("a note beside the cell", remark.at.is_some()),
                RemarkKind::Shape => ("a text that lies over the sheet", remark.at.is_some()),
                RemarkKind::Header | RemarkKind::Footer => continue,
            };
            let at = remark.at.filter(|_| has_place).or(first).unwrap_or_default();
            let text = remark.text.clone().unwrap_or_default();
            lines.push(line(What::Cell, at, &text, 1, left, &format!("{what}, for which the plan has no place")));
        }
    }
    lines
}

impl Context<'_> {
    /// Asks for cells of a row of whose text a part is crossed out, raised or lowered: the letters alone do not say what is
    /// meant. Prose is only asked for where something in it is crossed out.
    pub(super) fn ask_for_lettering(&self, row: &mut DraftRow) {
        let from: Vec<(Col, Place)> = row.from.iter().map(|(col, place)| (col.clone(), *place)).collect();
        for (col, place) in from {
            let Some(view) = self.view(place.sheet) else { continue };
            let Some(runs) = runs_of(view.sheet.grid.looks_at(place.at)) else { continue };
            let is_date = matches!(col, Col::Known(Field::Deadline | Field::AgreedDeadline));
            let is_prose = matches!(
                col,
                Col::Known(Field::LastCommentary | Field::Action | Field::Indicator)
                    | Col::Headed(super::draft::Rank::Own(_), _)
            );
            if runs.has_struck() || !is_prose && runs.say_more(is_date) {
                row.decide(
                    col,
                    place,
                    &runs.in_words(),
                    "part of it is crossed out, raised or lowered, which the plan cannot show",
                );
            }
        }
    }
}
