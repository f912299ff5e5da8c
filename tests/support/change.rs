//! What people do to a return beside filling it in: columns deleted, rows copied, sheets renamed.

use planroll::grid::{
    Cell, CellRef, How, Lettering, Look, Remark, RemarkKind, Run, Sheet, Visibility, Workbook, Written,
};
use planroll::internals::layout::CellKind;

use super::sheets::{heading_at, typed};

/// Applies one change.
pub(crate) fn apply(book: &mut Workbook, [what, place, text]: &[String; 3]) {
    let (sheet_name, rest) = place.split_once('!').unwrap_or((place.as_str(), ""));
    match what.as_str() {
        "delete sheet" => book.sheets.retain(|sheet| sheet.name != *place),
        "rename sheet" => sheet(book, sheet_name).name.clone_from(text),
        "add sheet" | "add hidden sheet" => {
            let mut added = Sheet::named(sheet_name);
            if what == "add hidden sheet" {
                added.visibility = Visibility::Hidden;
            }
            added.put(Cell::text(CellRef { row: 0, col: 0 }, text));
            book.sheets.push(added);
        }
        "copy sheet" => {
            let copy = Sheet { name: text.clone(), ..sheet(book, place).clone() };
            book.sheets.push(copy);
        }
        "add macros" => book.has_macros = true,
        "add links" => book.external_links = true,
        "embed a file" => book.embedded = true,
        "leave a pivot table" => {
            book.leftover.pivot = true;
            book.leftover.pivot_rows = text.parse().expect("a number of rows");
        }
        "leave a query" => book.leftover.query = true,
        "leave a data model" => book.leftover.model = true,
        "hide sheet" => sheet(book, place).visibility = Visibility::Hidden,
        "show sheet" => sheet(book, place).visibility = Visibility::Visible,
        "count dates from 1904" => book.date1904 = true,
        "remove properties" => book.properties.clear(),
        "set property" => {
            book.properties.insert(place.clone(), text.clone());
        }
        "delete column" => {
            let sheet = sheet(book, sheet_name);
            let col = heading(sheet, rest).col;
            sheet.cells.retain(|cell| cell.at.col != col);
            for cell in &mut sheet.cells {
                if cell.at.col > col {
                    cell.at.col -= 1;
                }
            }
        }
        "rename column" => {
            let sheet = sheet(book, sheet_name);
            let at = heading(sheet, rest);
            sheet.cells.retain(|cell| cell.at != at);
            sheet.cells.extend(typed(at, text, CellKind::Text));
            sheet.cells.sort_by_key(|cell| cell.at);
        }
        "move column" => {
            let sheet = sheet(book, sheet_name);
            let (from, to) = (heading(sheet, rest).col, heading(sheet, text).col);
            for cell in &mut sheet.cells {
                cell.at.col = moved(cell.at.col, from, to);
            }
            sheet.cells.sort_by_key(|cell| cell.at);
        }
        "insert column" => {
            let sheet = sheet(book, sheet_name);
            let at = heading(sheet, rest);
            for cell in &mut sheet.cells {
                if cell.at.col >= at.col {
                    cell.at.col += 1;
                }
            }
            sheet.cells.extend(typed(at, text, CellKind::Text));
            sheet.cells.sort_by_key(|cell| cell.at);
        }
        "copy column" => {
            let sheet = sheet(book, sheet_name);
            let col = heading(sheet, rest).col;
            let end = sheet.cells.iter().map(|cell| cell.at.col).max().unwrap_or(0) + 1;
            let copies: Vec<Cell> =
                sheet.cells.iter().filter(|cell| cell.at.col == col && cell.at.row > 1).cloned().collect();
            for mut cell in copies {
                cell.at.col = end;
                sheet.put(cell);
            }
        }
        "delete row" => {
            let sheet = sheet(book, sheet_name);
            let row = row_of(sheet, rest);
            sheet.cells.retain(|cell| cell.at.row != row);
            for cell in &mut sheet.cells {
                if cell.at.row > row {
                    cell.at.row -= 1;
                }
            }
        }
        "insert row" => {
            let sheet = sheet(book, sheet_name);
            let row = row_of(sheet, rest);
            for cell in &mut sheet.cells {
                if cell.at.row >= row {
                    cell.at.row += 1;
                }
            }
        }
        "swap rows" => {
            let sheet = sheet(book, sheet_name);
            let (one, other) = (row_of(sheet, rest), row_of(sheet, text));
            for cell in &mut sheet.cells {
                if cell.at.row == one {
                    cell.at.row = other;
                } else if cell.at.row == other {
                    cell.at.row = one;
                }
            }
            sheet.cells.sort_by_key(|cell| cell.at);
        }
        "copy row" => {
            let sheet = sheet(book, sheet_name);
            let row = row_of(sheet, rest);
            let end = sheet.cells.iter().map(|cell| cell.at.row).max().unwrap_or(0) + 1;
            let copies: Vec<Cell> = sheet.row(row).to_vec();
            for mut cell in copies {
                cell.at.row = end;
                sheet.put(cell);
            }
            // Under a reference of its own, where one is given.
            if !text.is_empty() {
                let col = heading(sheet, "Ref").col;
                sheet.put(Cell::text(CellRef { row: end, col }, text));
            }
        }
        "hide row" => {
            let sheet = sheet(book, sheet_name);
            let row = if rest == "Ref" { heading(sheet, rest).row } else { row_of(sheet, rest) };
            sheet.hidden_rows.push((row, row));
        }
        "hide column" => {
            let sheet = sheet(book, sheet_name);
            let col = heading(sheet, rest).col;
            sheet.hidden_cols.push((col, col));
        }
        // The entry beside a label.
        "type over" => {
            let sheet = sheet(book, sheet_name);
            let label = sheet.cells.iter().find(|cell| cell.as_shown() == rest).unwrap_or_else(|| panic!("no {rest}"));
            let at = CellRef { row: label.at.row, col: label.at.col + 1 };
            sheet.put(Cell::text(at, text));
        }
        "type" => {
            let (sheet, at) = named_cell(book, sheet_name, rest);
            sheet.cells.retain(|cell| cell.at != at);
            sheet.cells.extend(typed(at, text, CellKind::Text));
            sheet.cells.sort_by_key(|cell| cell.at);
        }
        "write a note" => remark(book, sheet_name, rest, RemarkKind::Note, text),
        "write a comment" => remark(book, sheet_name, rest, RemarkKind::Comment, text),
        "draw a text box" => remark(book, sheet_name, rest, RemarkKind::Shape, text),
        "type a header" => remark(book, sheet_name, rest, RemarkKind::Header, text),
        "type a footer" => remark(book, sheet_name, rest, RemarkKind::Footer, text),
        "type a header everywhere" => {
            let names: Vec<String> = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
            for name in names {
                remark(book, &name, "", RemarkKind::Header, text);
            }
        }
        // Told when the file is read: `Case::is_saved_as_xls`.
        "save as" => {}
        "cross out" | "raise" | "lower" => {
            let lettering = match what.as_str() {
                "cross out" => Lettering::Struck,
                "raise" => Lettering::Raised,
                _ => Lettering::Lowered,
            };
            let (sheet, at) = named_cell(book, sheet_name, rest);
            let whole = sheet.text(at).expect("a cell").into_owned();
            let (start, length) = match text.as_str() {
                "" => (0, whole.len()),
                text => (whole.rfind(text).unwrap_or_else(|| panic!("no {text} in {whole}")), text.len()),
            };
            let (before, rest) = whole.split_at(start);
            let (marked, after) = rest.split_at(length);
            let pieces = [(before, Lettering::Plain), (marked, lettering), (after, Lettering::Plain)];
            let runs = pieces.into_iter().filter(|(text, _)| !text.is_empty());
            sheet
                .looks
                .push((at, Look::Runs(runs.map(|(text, lettering)| Run { text: text.into(), lettering }).collect())));
        }
        // The code of the format stands in place of what it writes, for `xlsx.rs`.
        "format" => {
            let (sheet, at) = named_cell(book, sheet_name, rest);
            sheet.looks.push((at, Look::Written(Written { text: text.clone(), how: How::Unknown })));
        }
        "picture" => {
            let (sheet, at) = named_cell(book, sheet_name, rest);
            sheet.looks.push((at, Look::Rich));
        }
        "merge" => {
            let (_, last) = named_cell(book, sheet_name, text);
            let (sheet, first) = named_cell(book, sheet_name, rest);
            sheet.merges.push((first, last));
        }
        other => panic!("no such change: {other}"),
    }
}

fn remark(book: &mut Workbook, name: &str, at: &str, kind: RemarkKind, text: &str) {
    let (at, text, author) = (CellRef::parse(at), Some(text.to_owned()), "Lead".to_owned());
    sheet(book, name).remarks.each.push(Remark { kind, at, text, author });
}

/// Where a column stands after the one at `from` was dragged to `to`.
fn moved(col: u16, from: u16, to: u16) -> u16 {
    if col == from {
        to
    } else if (from..=to).contains(&col) {
        col - 1
    } else if (to..=from).contains(&col) {
        col + 1
    } else {
        col
    }
}

pub(crate) fn sheet<'b>(book: &'b mut Workbook, name: &str) -> &'b mut Sheet {
    book.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("no sheet {name}"))
}

/// Either an address (`Actions!Z9`) or a row and a heading (`Actions!1.1!Deadline`).
fn named_cell<'b>(book: &'b mut Workbook, name: &str, place: &str) -> (&'b mut Sheet, CellRef) {
    let sheet = sheet(book, name);
    let at = match place.split_once('!') {
        Some((reference, column)) => CellRef { row: row_of(sheet, reference), col: heading(sheet, column).col },
        None => CellRef::parse(place).expect("an address"),
    };
    (sheet, at)
}

fn heading(sheet: &Sheet, heading: &str) -> CellRef {
    heading_at(sheet, heading).unwrap_or_else(|| panic!("no heading {heading}"))
}

pub(crate) fn row_of(sheet: &Sheet, reference: &str) -> u32 {
    let refs = heading(sheet, "Ref");
    sheet
        .cells
        .iter()
        .find(|cell| cell.at.col == refs.col && cell.at.row > refs.row && cell.as_shown() == reference)
        .unwrap_or_else(|| panic!("no row {reference}"))
        .at
        .row
}
