//! The Kept aside sheet: what had no place in the return, a line for each cell, with where it stood.
//!
//! Its cells are unlocked, so that what is on it can be moved to where it belongs, or deleted where it is personal.

use rust_xlsxwriter::{RowNum, Worksheet};

use crate::grid::CellRef;
use crate::issue::protection;
use crate::layout::{Field, RETURN, SheetId};
use crate::plan::Issued;
use crate::workbook::{Orientation, Styles, WriteError, fit_row, lay_out_page, let_text_be_text, lines_of, write_text};

use super::kept::KeptCell;

/// The row of the headings; the title and what to do stand above.
const HEADINGS: RowNum = 3;
/// The column of what stood there.
const TEXT: u16 = 4;

/// The Kept aside sheet.
pub(super) struct KeptAside<'a> {
    /// What was issued.
    pub issued: &'a Issued,
    /// What was kept aside.
    pub kept: &'a [KeptCell],
}

/// The cell of what stood there, in the line of that number.
pub(super) fn line(number: usize) -> Option<CellRef> {
    CellRef::new(HEADINGS.checked_add(1)?.checked_add(u32::try_from(number).ok()?)?, TEXT)
}

impl KeptAside<'_> {
    /// Writes the sheet.
    pub(super) fn write(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<(), WriteError> {
        let form = RETURN.sheet(SheetId::KeptAside);
        let title = title(self.issued, "kept aside");
        write_text(sheet, (0, 0), &title, &styles.title)?;
        let guidance = "This had no place in the return, and nobody reads it here. Move what is still needed into the commentary of its row; delete anything personal.";
        write_text(sheet, (1, 0), guidance, &styles.guidance)?;
        for (col, column) in (0..).zip(&form.columns) {
            sheet.set_column_width(col, column.width)?;
            if matches!(column.field, Field::Ref | Field::Text) {
                let_text_be_text(sheet, col, HEADINGS + 1, self.kept.len())?;
            }
            write_text(sheet, (HEADINGS, col), &column.heading, &styles.heading)?;
        }
        let format = styles.as_text.clone().set_unlocked();
        let quoted = format.clone().set_quote_prefix();
        for (row, kept) in (HEADINGS + 1..).zip(self.kept) {
            let mut lines = 1;
            for (col, column) in (0..).zip(&form.columns) {
                let text = kept.content(column.field);
                lines = lines.max(lines_of(&text, column.width));
                let format = if column.field == Field::Text { &quoted } else { &format };
                write_text(sheet, (row, col), &text, format)?;
            }
            fit_row(sheet, row, lines)?;
        }
        sheet.set_freeze_panes(HEADINGS + 1, 0)?;
        sheet.protect_with_options(&protection());
        lay_out_page(sheet, Orientation::Landscape, Some(HEADINGS), &title)
    }
}

impl KeptCell {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
    fn content(&self, field: Field) -> String {
        match field {
            Field::Sheet => self.sheet.clone(),
            Field::Cell => self.at.map(|at| at.to_string()).unwrap_or_default(),
            Field::Ref => self.reference.clone(),
            Field::Heading => self.heading.clone(),
            Field::Text => self.text.clone(),
            Field::Why => self.why.clone(),
            _ => String::new(),
        }
    }
}

/// The title of a sheet that is only in marked copies.
pub(super) fn title(issued: &Issued, what: &str) -> String {
    format!("{} – {what} – {}", issued.stamp.plan_name, issued.stamp.period)
}
