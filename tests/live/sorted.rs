//! Returns whose rows were sorted after the protection was taken off: no Check may say of a row what is true of another.
//!
//! Programs differ in what becomes of a formula that is moved by sorting. References to cells of its own row follow it
//! in all of them; references to another sheet are left alone by `LibreOffice`, and adjusted as for a copy by others.
//! Both are made here, in the parts of the file, with whole rows and with a few of their columns only.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::domain::Kind;
use crate::grid::{Cell, CellRef, Legacy, Limits, Sheet, Workbook, read};
use crate::layout::{Field, RETURN, SheetId, Table};
use crate::rules::live;

use super::entries::random_returns;
use super::patched::has_libreoffice;
use super::{Typed, calculated, compare_calculated};

/// What becomes of a reference to another sheet in a formula that is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Far {
    /// It is left alone.
    Kept,
    /// It moves as far as the formula.
    Moved,
}

/// Which cells of a row are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cells {
    /// All of them.
    All,
    /// All but the reference.
    AllButRef,
    /// All but the Check.
    AllButCheck,
}

#[test]
#[ignore = "LibreOffice takes long: .ci/run runs it"]
fn no_check_of_a_sorted_return_says_of_a_row_what_is_true_of_another() {
    if !has_libreoffice() {
        println!("skipped: this machine has no LibreOffice (soffice)");
        return;
    }
    let ways = [
        (Far::Kept, Cells::All),
        (Far::Moved, Cells::All),
        (Far::Kept, Cells::AllButRef),
        (Far::Moved, Cells::AllButRef),
        (Far::Kept, Cells::AllButCheck),
    ];
    let mut returns = Vec::new();
    for (number, one) in random_returns().into_iter().enumerate() {
        let (far, cells) = ways[number % ways.len()];
        let name = format!("{}, {far:?} {cells:?}", one.name);
        returns.push(Typed { name, bytes: sorted(&one.bytes, far, cells), issued: one.issued });
    }
    let books = calculated(&returns);
    let count = compare_calculated(&returns, &books);
    assert!(count.disagreements.is_empty(), "{}", count.disagreements.join("\n"));
    let (rows, left) = (count.faults + count.clean, count.on_return.values().sum::<usize>());
    println!("{rows} rows, {left} left to the program");
    // A third of the rows stand where they stood, and of these Check says what it said before.
    assert!(left * 2 > rows && left * 5 < rows * 4, "{left} of {rows} rows are left to the program");
    for (one, book) in returns.iter().zip(&books) {
        assert_eq!(counted(book), said(book), "{}", one.name);
    }
}

/// What Start here counts: rows complete, and rows needing attention.
fn counted(book: &Workbook) -> Vec<String> {
    let start = book.sheet(RETURN.sheet_name(SheetId::Start)).expect("Start here");
    let beside = |label: &str| {
        let at = start.cells.iter().find(|cell| cell.as_shown() == label).expect("a count").at;
        start.get(CellRef { col: at.col + 1, ..at }).map(Cell::as_shown).unwrap_or_default()
    };
    vec![beside("Rows complete"), beside("Rows needing attention")]
}

/// The same by the Checks themselves.
fn said(book: &Workbook) -> Vec<String> {
    let (mut complete, mut wanting) = (0usize, 0usize);
    for sheet in book.sheets.iter().filter(|sheet| id_of(sheet).is_some()) {
        let (first, last, _, check) = table_of(sheet);
        for row in first..=last {
            let text = sheet.get(CellRef { row, col: check }).map(Cell::as_shown).unwrap_or_default();
            complete += usize::from(text == live::DONE);
            wanting += usize::from(live::is_fault(&text));
        }
    }
    vec![complete.to_string(), wanting.to_string()]
}

/// A workbook with the last two thirds of each table's rows in the opposite order.
fn sorted(bytes: &[u8], far: Far, cells: Cells) -> Vec<u8> {
    let book = read(bytes, &Limits::returns(), Legacy::Refuse).expect("a readable return");
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let name = from.by_index(index).unwrap().name().unwrap().into_owned();
        let mut text = String::new();
        from.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        let number = name.strip_prefix("xl/worksheets/sheet").and_then(|rest| rest.strip_suffix(".xml"));
        if let Some(sheet) = number.map(|number| &book.sheets[number.parse::<usize>().unwrap() - 1])
            && id_of(sheet).is_some()
        {
            text = sorted_sheet(&text, table_of(sheet), far, cells);
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn id_of(sheet: &Sheet) -> Option<Kind> {
    match sheet.name.as_str() {
        "Actions" => Some(Kind::Actions),
        "Indicators" => Some(Kind::Indicators),
        _ => None,
    }
}

/// The first and the last row of a table, and where its references and its Checks stand.
fn table_of(sheet: &Sheet) -> (u32, u32, u16, u16) {
    let id = if id_of(sheet) == Some(Kind::Actions) { SheetId::Actions } else { SheetId::Indicators };
    let table = Table::find(sheet, RETURN.sheet(id)).expect("a table");
    let last = table.rows().last().expect("rows").number;
    (table.header_row + 1, last, table.col(Field::Ref).unwrap(), table.col(Field::Check).unwrap())
}

fn sorted_sheet(xml: &str, (first, last, reference, check): (u32, u32, u16, u16), far: Far, cells: Cells) -> String {
    let moves = |col: u16| match cells {
        Cells::All => true,
        Cells::AllButRef => col != reference,
        Cells::AllButCheck => col != check,
    };
    let begin = first + (last - first) / 3;
    let mut rows: BTreeMap<u32, BTreeMap<u16, String>> = BTreeMap::new();
    let (head, data) = xml.split_once("<sheetData>").unwrap();
    let (data, tail) = data.split_once("</sheetData>").unwrap();
    let mut openings = BTreeMap::new();
    for piece in data.split("<row ").skip(1) {
        let (opening, inside) = piece.split_once('>').unwrap();
        let row: u32 = opening.split('"').nth(1).unwrap().parse::<u32>().unwrap() - 1;
        openings.insert(row, opening.to_owned());
        for cell in inside.split("<c ").skip(1) {
            let at = CellRef::parse(cell.split('"').nth(1).unwrap()).unwrap();
            let cell = cell.split("</row>").next().unwrap();
            let to = if row >= begin && row <= last && moves(at.col) { last - (row - begin) } else { row };
            let cell = if to == row { cell.to_owned() } else { moved(cell, row + 1, to + 1, far) };
            rows.entry(to).or_default().insert(at.col, format!("<c {cell}"));
        }
    }
    let mut out = format!("{head}<sheetData>");
    for (row, opening) in openings {
        let cells: String = rows.remove(&row).unwrap_or_default().into_values().collect();
        out += &format!("<row {opening}>{cells}</row>");
    }
    out + "</sheetData>" + tail
}

/// The XML of a cell with the references of its address and its formula to the row `from` leading to the row `to`.
fn moved(cell: &str, from: u32, to: u32, far: Far) -> String {
    let (before, after) = cell.split_once('>').unwrap();
    let before = before.replacen(&format!("{from}\""), &format!("{to}\""), 1);
    let Some((formula, rest)) = after.strip_prefix("<f>").and_then(|after| after.split_once("</f>")) else {
        return format!("{before}>{after}");
    };
    let mut out = String::new();
    for (number, piece) in formula.split('"').enumerate() {
        if number > 0 {
            out.push('"');
        }
        // Every other piece is text.
        out += &if number % 2 == 0 { moved_references(piece, from, to, far) } else { piece.to_owned() };
    }
    format!("{before}><f>{out}</f>{rest}")
}

fn moved_references(formula: &str, from: u32, to: u32, far: Far) -> String {
    let digits = from.to_string();
    let mut out = String::new();
    let mut word = String::new();
    for c in formula.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() || matches!(c, '!' | '$' | '_' | '.') {
            word.push(c);
            continue;
        }
        let name = word.strip_suffix(&digits).unwrap_or_default();
        let (sheet, letters) = name.rsplit_once('!').map_or((None, name), |(sheet, letters)| (Some(sheet), letters));
        let is_reference = !letters.is_empty() && letters.chars().all(|c| c.is_ascii_uppercase());
        if is_reference && (sheet.is_none() || far == Far::Moved) {
            out += &format!("{name}{to}");
        } else {
            out += &word;
        }
        word.clear();
        out.push(c);
    }
    out.pop();
    out
}

#[test]
#[ignore = "LibreOffice takes long: .ci/run runs it"]
fn a_formula_that_is_moved_takes_the_references_of_its_row_along() {
    let cell = "r=\"L5\" s=\"2\"><f>IF(A5=\"A5\",Lists!R5=5,B15)</f></c>";
    assert_eq!(moved(cell, 5, 9, Far::Kept), "r=\"L9\" s=\"2\"><f>IF(A9=\"A5\",Lists!R5=5,B15)</f></c>");
    assert_eq!(moved(cell, 5, 9, Far::Moved), "r=\"L9\" s=\"2\"><f>IF(A9=\"A5\",Lists!R9=5,B15)</f></c>");
}
