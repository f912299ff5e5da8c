//! The files of a tracker, whatever program keeps them, as sheets of located cells.
//!
//! A CSV file is one sheet without a name; each table of a Word document is one, called `Table 1` and on, under the
//! paragraphs that stand before it. What a file is goes by its bytes, and what cannot be read is refused in an officer's
//! words. Nothing is ever written to a tracker.

use std::collections::BTreeSet;

use crate::domain::tidy;
use crate::grid::{
    Cell, CellRef, Kind, Legacy, Limits, Paint, Painted, Refusal, Seems, Sheet, Workbook, paint, read, sniff,
    symbol_font,
};
use crate::layout::{Field, PLAN, SheetId, Table};
use crate::word::{TableCell, cell_tables};

use super::csv_text::csv_sheet;
use super::symbols::shown_symbols;

/// One sheet of a tracker.
#[derive(Debug, Clone)]
pub(super) struct TrackerSheet {
    /// The name of its file, without folders.
    pub(super) file: String,
    /// Its name; blank for a CSV file.
    pub(super) name: String,
    /// The paragraphs that stand before it in a document.
    pub(super) above: Vec<String>,
    /// Its cells.
    pub(super) grid: Sheet,
    /// How they are painted.
    pub(super) painted: Painted,
}

/// Why a file cannot be read as a tracker, in words without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NotRead {
    pub(super) why: String,
}

/// The longest text of a cell, in bytes: what Excel holds, in letters of four bytes each.
const LONGEST: usize = 131_068;

/// Reads a file.
pub(super) fn open(file: &str, bytes: &[u8], legacy: Legacy<'_>) -> Result<Vec<TrackerSheet>, NotRead> {
    let is_text = ["csv", "txt", "tsv"].iter().any(|end| file.to_lowercase().ends_with(&format!(".{end}")));
    match sniff(bytes) {
        Kind::Other(Seems::Word) => document(file, bytes),
        Kind::Other(Seems::Csv) => text(file, bytes),
        Kind::Other(Seems::Text | Seems::Unknown) if is_text => text(file, bytes),
        Kind::Other(seems) => Err(NotRead { why: other(seems) }),
        Kind::Workbook(_) | Kind::Protected | Kind::Faulty => workbook(file, bytes, legacy),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "all others are named and answered alike")]
fn other(seems: Seems) -> String {
    match seems {
        Seems::Pdf => "it is a PDF document: open it in Word, save it as .docx, and give that".to_owned(),
        Seems::Empty => {
            "it is an empty file; a file that only lies in the cloud has to be opened and saved first".to_owned()
        }
        seems => format!("it seems to be {seems}; save the tracker as an Excel workbook (.xlsx), and give that"),
    }
}

fn workbook(file: &str, bytes: &[u8], legacy: Legacy<'_>) -> Result<Vec<TrackerSheet>, NotRead> {
    let limits = Limits::returns();
    let refused = |refusal: &Refusal| NotRead { why: in_words(refusal) };
    let workbook = read(bytes, &limits, legacy).map_err(|refusal| refused(&refusal))?;
    if let Some(what) = of_planroll(&workbook) {
        return Err(NotRead { why: format!("it is {what}, which planroll made; give the tracker that you keep now") });
    }
    let mut painted = paint(bytes, &limits).map_err(|refusal| refused(&refusal))?.into_iter();
    let sheets = workbook.sheets.into_iter().map(|grid| {
        let painted = painted.next().unwrap_or_default();
        TrackerSheet { file: file.to_owned(), name: grid.name.clone(), above: Vec::new(), grid, painted }
    });
    Ok(sheets.map(with_symbols).collect())
}

fn in_words(refusal: &Refusal) -> String {
    match refusal {
        Refusal::PasswordProtected => {
            "it is protected by a password: open it in Excel, remove the password under File, Info, Protect Workbook, \
             and save it"
                .to_owned()
        }
        Refusal::LabelEncrypted => {
            "it is encrypted by its sensitivity label: open it in Excel, choose a label without encryption, and save it"
                .to_owned()
        }
        Refusal::LegacyNotAllowed { format } => {
            format!("it is in the {format} format, which is not read here: open it in Excel and save it as .xlsx")
        }
        Refusal::TooLarge { .. } => {
            format!("{refusal}; copy the tracker's own cells into a new workbook, and give that")
        }
        Refusal::NotOpened { .. }
        | Refusal::NotAWorkbook { .. }
        | Refusal::Damaged { .. }
        | Refusal::WorkerFailed { .. } => format!("{refusal}; open it in Excel, save it as .xlsx, and give that"),
    }
}

/// What a workbook is that planroll made, where it is one.
fn of_planroll(workbook: &Workbook) -> Option<&'static str> {
    let settings = PLAN.sheet(SheetId::Settings);
    let has_settings = settings
        .find_in(workbook)
        .and_then(|sheet| Table::find(sheet, settings))
        .is_some_and(|table| table.has(Field::Setting) && table.has(Field::Value));
    let is_made = workbook.properties.keys().any(|name| name.starts_with("planroll"));
    if has_settings { Some("a plan workbook") } else { is_made.then_some("a workbook") }
}

fn text(file: &str, bytes: &[u8]) -> Result<Vec<TrackerSheet>, NotRead> {
    let grid = csv_sheet(bytes).map_err(|why| NotRead { why })?;
    Ok(vec![TrackerSheet {
        file: file.to_owned(),
        name: String::new(),
        above: Vec::new(),
        grid,
        painted: Painted::new(),
    }])
}

fn document(file: &str, bytes: &[u8]) -> Result<Vec<TrackerSheet>, NotRead> {
    let advice = "open it in Word, save it as .docx, and give that";
    let tables = cell_tables(bytes).map_err(|why| NotRead { why: format!("{why}; {advice}") })?;
    let mut sheets = Vec::with_capacity(tables.len());
    for (number, table) in (1..).zip(tables) {
        let name = format!("Table {number}");
        let mut grid = Sheet::named(&name);
        let mut painted = Painted::new();
        let mut open: Vec<(usize, CellRef, CellRef)> = Vec::new();
        for (row, cells) in (0_u32..).zip(table.rows) {
            let mut still_open = Vec::new();
            for cell in cells {
                let Some((first, last)) = corners(row, &cell) else { continue };
                if cell.goes_on
                    && let Some((_, _, end)) =
                        open.iter_mut().find(|(col, begun, _)| *col == cell.col && begun.row < row)
                {
                    end.row = row;
                    still_open.push(cell.col);
                    continue;
                }
                put(&mut grid, &mut painted, first, &cell);
                open.push((cell.col, first, last));
                still_open.push(cell.col);
            }
            close(&mut open, &mut grid, |(col, _, end)| end.row == row && still_open.contains(col));
        }
        close(&mut open, &mut grid, |_| false);
        sheets.push(TrackerSheet { file: file.to_owned(), name, above: table.before, grid, painted });
    }
    Ok(sheets.into_iter().map(with_symbols).collect())
}

/// Makes merged cells of those that go on no further.
fn close(
    open: &mut Vec<(usize, CellRef, CellRef)>,
    grid: &mut Sheet,
    stays: impl Fn(&(usize, CellRef, CellRef)) -> bool,
) {
    let mut kept = Vec::new();
    for one in open.drain(..) {
        if stays(&one) {
            kept.push(one);
        } else if one.1 != one.2 {
            grid.merges.push((one.1, one.2));
        }
    }
    *open = kept;
}

fn corners(row: u32, cell: &TableCell) -> Option<(CellRef, CellRef)> {
    let first = CellRef::new(row, u16::try_from(cell.col).ok()?)?;
    let last = CellRef::new(row, u16::try_from(cell.col.checked_add(cell.span)?.checked_sub(1)?).ok()?)?;
    Some((first, last))
}

fn put(grid: &mut Sheet, painted: &mut Painted, at: CellRef, cell: &TableCell) {
    let text =
        if cell.text.len() > LONGEST { tidy(cell.text.get(..LONGEST).unwrap_or_default()) } else { cell.text.clone() };
    if !text.is_empty() {
        grid.put(Cell::text(at, &text));
    }
    let fill =
        cell.fill.as_deref().and_then(|fill| u32::from_str_radix(fill, 16).ok()).filter(|fill| *fill != 0xFF_FF_FF);
    let symbols = cell.symbols.as_deref().and_then(symbol_font);
    let paint = Paint { fill, bold: cell.bold, symbols };
    if paint != Paint::default() {
        painted.insert(at, paint);
    }
}

/// The sheet with letters of symbol fonts as what they show.
fn with_symbols(mut sheet: TrackerSheet) -> TrackerSheet {
    let set: Vec<(CellRef, String)> =
        sheet.painted.iter().filter_map(|(at, paint)| Some((*at, paint.symbols.clone()?))).collect();
    for (at, font) in set {
        let shown = sheet.grid.get(at).map(|cell| shown_symbols(&cell.shown_text(), &font));
        if let Some(shown) = shown {
            sheet.grid.put(Cell::text(at, &shown));
        }
    }
    sheet
}

/// The rows of a sheet in which anything can be seen, in order.
pub(super) fn seen_rows(sheet: &Sheet) -> Vec<u32> {
    let rows = sheet.cells.iter().filter(|cell| !tidy(&cell.shown_text()).is_empty()).map(|cell| cell.at.row);
    rows.collect::<BTreeSet<u32>>().into_iter().collect()
}
