//! The rows of a large table, written straight into the finished sheet.
//!
//! The writer keeps every cell of a workbook, and compares its format with all others; with tens of thousands of rows
//! that costs more than reading the returns. So a large table gives the writer one blank cell for each format it needs
//! (the patterns), and the rows themselves are written here when the workbook is saved, one at a time, with the style
//! numbers that the patterns were given.

use std::borrow::Cow;

use rust_xlsxwriter::utility::{column_number_to_name, row_col_to_cell};
use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet};

use crate::grid::{CellRef, Saying};

use super::digests::OfSheet;
use super::row_height::height_of;
use super::text::{push_formula, push_text};
use super::{Stored, StoredRow, WriteError, number_of, text_of};

/// How the part of a sheet begins that holds its cells' range.
const DIMENSION: &str = "<dimension ref=\"";
/// How a row ends.
const ROW_END: &str = "</row>";
/// A text of no more bytes fits a cell whatever it says.
const LONGEST_PLAIN: usize = 32_767;
/// How much is gathered before it is packed, in bytes.
const CHUNK: usize = 1 << 16;

/// The rows of one table, which has nothing beside it.
pub(crate) struct LateRows<'a> {
    table: Option<String>,
    first: RowNum,
    last: RowNum,
    last_col: ColNum,
    rows: Box<dyn Iterator<Item = StoredRow<'a>> + Send + 'a>,
}

impl<'a> LateRows<'a> {
    /// Rows from `first` to `last` in columns A to `last_col`, whose cells have the given formats, below the headings of
    /// the table of that name. That table was given its first row only, for the writer keeps a list of every cell of a
    /// table. The first row gets the patterns; nothing else may stand in these rows, nor further right above or below
    /// them.
    ///
    /// # Errors
    /// Where the patterns are outside the sheet.
    pub(crate) fn new(
        sheet: &mut Worksheet,
        table: &str,
        ((first, last), last_col): ((RowNum, RowNum), ColNum),
        formats: &[Format],
        rows: impl Iterator<Item = StoredRow<'a>> + Send + 'a,
    ) -> Result<Self, WriteError> {
        for (col, format) in (0..).zip(formats) {
            sheet.write_blank(first, col, format)?;
        }
        Ok(Self { table: Some(table.to_owned()), first, last, last_col, rows: Box::new(rows) })
    }

    /// The same for rows that are no table.
    ///
    /// # Errors
    /// Where the patterns are outside the sheet.
    pub(crate) fn without_table(
        sheet: &mut Worksheet,
        rows: (RowNum, RowNum),
        last_col: ColNum,
        formats: &[Format],
        made: impl Iterator<Item = StoredRow<'a>> + Send + 'a,
    ) -> Result<Self, WriteError> {
        Ok(Self { table: None, ..Self::new(sheet, "", (rows, last_col), formats, made)? })
    }

    /// How many there are, those without cells among them.
    pub(super) fn count(&self) -> usize {
        usize::try_from(self.last + 1 - self.first).unwrap_or_default()
    }

    /// How many cells there are at most.
    pub(super) fn cells(&self) -> usize {
        self.count() * (usize::from(self.last_col) + 1)
    }

    /// The range of the table, where it is one.
    pub(super) fn range(&self) -> Option<TableRange> {
        let table = self.table.as_ref()?;
        let headings = row_col_to_cell(self.first - 1, 0);
        let to = |row| format!("ref=\"{headings}:{}\"", row_col_to_cell(row, self.last_col));
        let name = format!(" displayName=\"{table}\"");
        Some(TableRange { name, begun: to(self.first), whole: to(self.last) })
    }

    /// Writes the sheet's part with the rows of its tables, which are given from top to bottom, a piece at a time.
    ///
    /// # Errors
    /// What `out` gives.
    pub(super) fn write<E>(
        tables: Vec<Self>,
        xml: &str,
        mut digest: Option<&mut OfSheet<'_>>,
        mut out: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        if tables.is_empty() {
            return out(xml);
        }
        let mut text = String::with_capacity(CHUNK * 2);
        let mut rest = with_dimension(xml, &tables, &mut text);
        for table in tables {
            let mark = format!("<row r=\"{}\"", table.first + 1);
            let (before, from) = rest.split_at(rest.find(&mark).unwrap_or(rest.len()));
            let (patterns, after) = from.split_at(from.find(ROW_END).map_or(0, |at| at + ROW_END.len()));
            rest = after;
            text.push_str(before);
            let styles: Vec<&str> = patterns.split("<c ").skip(1).map(style_of).collect();
            let columns: Vec<String> = (0..=table.last_col).map(column_number_to_name).collect();
            if let Some(digest) = &mut digest {
                digest.add_given_above(table.first);
            }
            for (number, row) in (table.first + 1..).zip(table.rows) {
                if row.cells.is_empty() {
                    continue;
                }
                push_row(&mut text, number, &row, (&columns, &styles), digest.as_deref_mut());
                if text.len() >= CHUNK {
                    out(&text)?;
                    text.clear();
                }
            }
        }
        text.push_str(rest);
        out(&text)
    }
}

/// How a table's part names it, the range that the writer was given, and the range with all its rows.
pub(super) struct TableRange {
    pub(super) name: String,
    pub(super) begun: String,
    pub(super) whole: String,
}

/// Writes the beginning of a sheet, with the range of its cells as it will be; gives the rest.
fn with_dimension<'x>(xml: &'x str, tables: &[LateRows<'_>], out: &mut String) -> &'x str {
    let (before, range) = xml.split_at(xml.find(DIMENSION).map_or(0, |at| at + DIMENSION.len()));
    let (range, after) = range.split_at(range.find('"').unwrap_or(0));
    out.push_str(before);
    let beside = range.rsplit(':').next().and_then(CellRef::parse).unwrap_or_default();
    let last = tables.iter().map(|table| table.last).max().unwrap_or_default().max(beside.row);
    let last_col = tables.iter().map(|table| table.last_col).max().unwrap_or_default();
    // Patterns may be wider than their table, which is the widest thing on its sheet; other rows are not.
    let has_table = tables.iter().any(|table| table.table.is_some());
    let last_col = if has_table { last_col } else { last_col.max(beside.col) };
    out.push_str("A1:");
    out.push_str(&row_col_to_cell(last, last_col));
    after
}

/// The number of the style of a cell, from its attributes.
fn style_of(cell: &str) -> &str {
    let style = cell.split_once(" s=\"").and_then(|(_, rest)| rest.split_once('"'));
    style.map_or("0", |(style, _)| style)
}

fn push_row(
    xml: &mut String,
    row_number: RowNum,
    row: &StoredRow<'_>,
    (columns, styles): (&[String], &[&str]),
    mut digest: Option<&mut OfSheet<'_>>,
) {
    let number = row_number.to_string();
    xml.push_str("<row r=\"");
    xml.push_str(&number);
    if let Some(points) = height_of(row.lines) {
        xml.push_str("\" ht=\"");
        xml.push_str(&points);
    }
    xml.push_str("\">");
    for (((pattern, value), column), col) in row.cells.iter().zip(columns).zip(0..) {
        let mut digest = |saying: &dyn Fn() -> Option<Saying>| {
            if let Some(digest) = &mut digest {
                digest.add(CellRef { row: row_number - 1, col }, saying());
            }
        };
        xml.push_str("<c r=\"");
        xml.push_str(column);
        xml.push_str(&number);
        xml.push_str("\" s=\"");
        xml.push_str(styles.get(*pattern).copied().unwrap_or("0"));
        match value {
            Stored::Blank => xml.push_str("\"/>"),
            Stored::Number(value) => {
                xml.push_str("\"><v>");
                xml.push_str(&value.to_string());
                xml.push_str("</v></c>");
                digest(&|| Saying::of_number(*value));
            }
            Stored::Formula(formula, result) => {
                digest(&|| Some(Saying::FORMULA));
                let (open, value) = match result.and_then(number_of) {
                    Some(value) => ("\"><f>", value.to_string()),
                    None => ("\" t=\"str\"><f>", String::new()),
                };
                xml.push_str(open);
                push_formula(xml, formula);
                xml.push_str("</f><v>");
                xml.push_str(&value);
                xml.push_str("</v></c>");
            }
            Stored::Text(text) => {
                // Without the mark, spaces at either end would be lost.
                let keep = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
                let open = if keep { "<t xml:space=\"preserve\">" } else { "<t>" };
                xml.push_str("\" t=\"inlineStr\"><is>");
                xml.push_str(open);
                let text = stored_text(text);
                push_text(xml, &text);
                xml.push_str("</t></is></c>");
                digest(&|| Saying::of_text(&text));
            }
        }
    }
    xml.push_str("</row>");
}

/// Text as a cell can hold it, whatever is in it.
fn stored_text(text: &str) -> Cow<'_, str> {
    // Most texts can stand as they are; told of every byte at once, this is quicker than byte by byte.
    let is_odd = |byte: u8| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xef);
    if text.len() <= LONGEST_PLAIN && !text.bytes().fold(false, |odd, byte| odd | is_odd(byte)) {
        Cow::Borrowed(text)
    } else {
        text_of(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{CellRef, Legacy, Limits, Value, read};
    use crate::workbook::{Title, new_workbook, pack};
    use proptest::prelude::*;
    use rust_xlsxwriter::{Format, Table, TableColumn};
    use std::borrow::Cow;
    use std::io::Read as _;

    fn saved(rows: Vec<StoredRow<'static>>) -> Vec<u8> {
        let mut workbook = new_workbook(&Title::default()).unwrap();
        workbook.add_worksheet();
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "Title").unwrap();
        let formats = [Format::new().set_text_wrap(), Format::new().set_num_format("dd/mm/yyyy"), Format::new()];
        let last = 4 + u32::try_from(rows.len()).unwrap();
        let late = LateRows::new(sheet, "Test", ((5, last), 1), &formats, rows.into_iter()).unwrap();
        pack(workbook, vec![Vec::new(), vec![late]], None, None).unwrap().bytes().unwrap()
    }

    fn text(text: &str) -> StoredRow<'static> {
        StoredRow { lines: 1, cells: vec![(0, Stored::Text(Cow::Owned(text.to_owned()))), (2, Stored::Blank)] }
    }

    #[test]
    fn a_late_row_has_the_value_the_date_format_and_the_place_it_was_given() {
        let day = StoredRow { lines: 3, cells: vec![(0, Stored::Blank), (1, Stored::Number(45_838.0))] };
        let book = read(&saved(vec![text("one"), day]), &Limits::returns(), Legacy::Refuse).unwrap();
        let sheet = &book.sheets[1];
        assert_eq!(sheet.text(CellRef::parse("A6").unwrap()).as_deref(), Some("one"));
        let day = sheet.get(CellRef::parse("B7").unwrap()).unwrap();
        assert!(matches!(day.value, Some(Value::Date { .. })), "{day:?}");
        assert_eq!(sheet.cells.len(), 3);
    }

    #[test]
    fn a_late_formula_keeps_its_words_and_what_it_makes() {
        let formula = |result| Stored::Formula("IF(A1<>\"& _x0041_\",B1,\"\")".to_owned(), result);
        let row = |result| StoredRow { lines: 1, cells: vec![(2, formula(result))] };
        let book =
            read(&saved(vec![row(Some("12.5".parse().unwrap())), row(None)]), &Limits::returns(), Legacy::Refuse)
                .unwrap();
        let cells = ["A6", "A7"].map(|at| book.sheets[1].get(CellRef::parse(at).unwrap()).unwrap());
        let formulas =
            cells.map(|cell| cell.formula.as_ref().map(|formula| (formula.text().into_owned(), formula.stored)));
        assert_eq!(formulas, [(); 2].map(|()| Some(("IF(A1<>\"& _x0041_\",B1,\"\")".to_owned(), true))));
        assert_eq!(cells.map(|cell| cell.value.clone()), [Some(Value::Number("12.5".parse().unwrap())), None]);
    }

    #[test]
    fn more_rows_than_one_piece_holds_all_arrive() {
        let rows: Vec<_> = (0..5_000).map(|number| text(&format!("row {number}"))).collect();
        let book = read(&saved(rows), &Limits::returns(), Legacy::Refuse).unwrap();
        assert_eq!(book.sheets[1].cells.len(), 5_001);
        assert_eq!(book.sheets[1].text(CellRef::parse("A5005").unwrap()).as_deref(), Some("row 4999"));
    }

    #[test]
    fn a_table_spans_all_its_late_rows_and_what_stands_below_them_stays() {
        let mut workbook = new_workbook(&Title::default()).unwrap();
        let sheet = workbook.add_worksheet();
        let mut late = Vec::new();
        for (at, name, other) in [(0, "One", "Two"), (7, "Two", "One")] {
            let columns = [TableColumn::new().set_header(name), TableColumn::new().set_header(other)];
            let table = Table::new().set_name(name).set_columns(&columns);
            sheet.add_table(at, 0, at + 1, 1, &table).unwrap();
            let rows: Vec<_> = (0..4).map(|number| text(&format!("{name} {number}"))).collect();
            let formats = vec![Format::new(); 3];
            late.push(LateRows::new(sheet, name, ((at + 1, at + 4), 1), &formats, rows.into_iter()).unwrap());
            sheet.write_string(at + 5, 0, format!("Below {name}")).unwrap();
        }
        let bytes = pack(workbook, vec![late], None, None).unwrap().bytes().unwrap();
        let part = |name: &str| {
            let mut part = String::new();
            zip::ZipArchive::new(std::io::Cursor::new(&bytes))
                .unwrap()
                .by_name(name)
                .unwrap()
                .read_to_string(&mut part)
                .unwrap();
            part
        };
        assert_eq!(part("xl/tables/table1.xml").matches("ref=\"A1:B5\"").count(), 2);
        assert_eq!(part("xl/tables/table2.xml").matches("ref=\"A8:B12\"").count(), 2);
        assert!(part("xl/worksheets/sheet1.xml").contains("<dimension ref=\"A1:B13\""));
        let book = read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap();
        let shown: Vec<_> = book.sheets[0].rows().map(|(_, cells)| cells[0].as_shown()).collect();
        let of =
            |name: &str| (0..4).map(|n| format!("{name} {n}")).chain([format!("Below {name}")]).collect::<Vec<_>>();
        assert_eq!(shown, [vec!["One".to_owned()], of("One"), vec!["Two".to_owned()], of("Two")].concat());
    }

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_was(given in "[ -~\\n_x0041é🙂]{1,40}") {
            let book = read(&saved(vec![text(&given)]), &Limits::returns(), Legacy::Refuse).unwrap();
            let read = book.sheets[1].get(CellRef::parse("A6").unwrap()).map(|cell| cell.value.clone());
            prop_assert_eq!(read, Some(Some(Value::Text(given.into()))));
        }
    }
}
