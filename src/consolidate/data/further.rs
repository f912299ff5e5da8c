//! The file of further columns: what a council added to its plan, one row for each cell that holds something.

use crate::domain::Kind;
use crate::layout::Field;

use super::super::answers;
use super::super::book::Book;
use super::super::cell::Cell;
use super::super::further::headings;
use super::super::line::{DataLine, Shared};

/// One cell of a further column.
pub(super) struct FurtherCell<'w> {
    kind: Kind,
    reference: &'w str,
    heading: String,
    value: Cell<'w>,
}

/// Every cell that holds something: of actions, then of indicators, row by row.
pub(super) fn cells<'w>(book: &'w Book<'_>) -> Vec<FurtherCell<'w>> {
    let mut cells = Vec::new();
    add(&mut cells, &book.tally.action_lines);
    add(&mut cells, &book.tally.indicator_lines);
    cells
}

fn add<'w, L: DataLine>(cells: &mut Vec<FurtherCell<'w>>, lines: &'w [L]) {
    let headings = headings(L::KIND, lines.iter().map(|line| line.shared().further));
    for line in lines {
        let Shared { further: row, reference, .. } = line.shared();
        let of_row = headings.iter().map(|heading| (heading, row.cell(heading))).filter(|(_, value)| !value.is_blank());
        cells.extend(of_row.map(|(heading, value)| FurtherCell {
            kind: L::KIND,
            reference,
            heading: answers::printed(heading).to_owned(),
            value,
        }));
    }
}

impl<'w> FurtherCell<'w> {
    /// What the file says of it.
    pub(super) fn cell(&'w self, field: Field) -> Cell<'w> {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this file")]
        match field {
            Field::Kind => Cell::text(self.kind.to_string()),
            Field::Ref => Cell::text(self.reference),
            Field::Heading => Cell::text(&self.heading),
            Field::Value => self.value.clone(),
            _ => Cell::Blank,
        }
    }
}
