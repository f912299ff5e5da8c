//! Amending a workbook that belongs to somebody: single cells, columns at the right of a table, one further sheet, and
//! every other part as it came, byte for byte.
//!
//! Nothing is read into a model and written out again, for what no model knows would be lost. A part that has to change
//! is changed in its own text, at the places that change. What cannot be done without guessing is refused.

mod amendment;
mod book;
mod cells;
mod columns;
mod container;
mod further;
mod markup;
mod sheet;
mod styles;
mod tables;

pub(crate) use amendment::{Amendments, CellFormat, Entry, FurtherColumn, FurtherSheet, NotAmended};

use amendment::damaged;
use container::Container;

/// The bytes of the workbook with the amendments. The same bytes and amendments give the same bytes.
///
/// # Errors
/// [`NotAmended`].
pub(crate) fn amend(bytes: &[u8], amendments: &Amendments) -> Result<Vec<u8>, NotAmended> {
    let mut container = Container::open(bytes)?;
    let mut book = book::Book::read(&mut container)?;
    let mut styles = styles::Styles::read(&mut container, book.styles_part())?;
    for (name, changes) in &amendments.sheets {
        let part = book.part_of(name).ok_or(NotAmended::Other("one of its sheets is gone"))?.to_owned();
        let text = container.text(&part)?.ok_or_else(|| damaged("the contents of a sheet are missing"))?;
        let sheet = sheet::SheetText::read(&text, changes)?;
        for column in &changes.columns {
            tables::widen(&mut container, &part, column)?;
        }
        let changed = sheet.amended(name, changes, &mut styles)?;
        if let Some((from, to)) = &changed.filter {
            book.filter_was_widened(name, from, to);
        }
        container.put(&part, changed.text);
    }
    if let Some(further) = &amendments.further {
        let looks = match &further.like {
            Some((name, heading, body)) => {
                let text =
                    book.part_of(name).map(str::to_owned).map(|part| container.text(&part)).transpose()?.flatten();
                text.map(|text| sheet::styles_at(&text, *heading, *body)).transpose()?.unwrap_or_default()
            }
            None => (0, 0),
        };
        let heading = styles.like(looks.0, CellFormat::Lines)?;
        let body = styles.like(looks.1, CellFormat::Lines)?;
        let text = further::further(further, book.namespace(), (heading, body));
        book.add_sheet(&mut container, &further.name, text)?;
    }
    if amendments.recalculate {
        book.recalculate()?;
    }
    styles.write(&mut container);
    book.write(&mut container);
    container.finish()
}
