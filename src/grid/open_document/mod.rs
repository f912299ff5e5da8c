//! An Open Document spreadsheet (.ods), read in one pass over its contents: cells, hidden rows and columns, merged cells.
//!
//! Cells have no addresses there: each follows the one before, and a row or cell may stand for thousands like it. So empty ones
//! cost nothing however many they are, filled ones are counted before they are made, and what is repeated beyond the grid ends
//! with it. White space between elements means nothing.

mod cell;
mod page;
mod remark;
mod style;

use quick_xml::events::BytesStart;

use super::limits::Spent;
use super::package::Package;
use super::xml::{self, Fields, Xml};
use super::{COLS, Cell, CellRef, Format, Limit, Limits, Look, ROWS, Refusal, Sheet, Value, Visibility, Workbook};
use super::{merge, sheet, text};

use cell::{Attributes, Cells, count};
use style::Styles;

/// Of as many cells as may be filled, how many may be there only because a row or cell says how often it stands there: one in
/// this. It is far more than anybody fills in alike, and no few bytes can cost what a large workbook costs.
const COPIED: u64 = 20;
/// The part that holds the sheets, in words.
const CONTENTS: &str = "the part with its sheets";
/// The first day of the calendar of 1904, where a workbook counts its days from it.
const DAY_0_OF_1904: &str = "1904-01-01";

/// Reads the spreadsheet in a container that is in order, but for the cells of hidden sheets with one of the names in `unread`.
pub(super) fn read(mut package: Package<'_>, limits: &Limits, unread: &[&str]) -> Result<Workbook, Refusal> {
    let mut workbook = package.inventory(Format::Ods);
    let mut buffer = Vec::new();
    if package.unpack("meta.xml", &mut buffer)? {
        properties(&buffer, &mut workbook)?;
    }
    let mut styles = Styles::default();
    if package.unpack("styles.xml", &mut buffer)? {
        styles.read(&buffer, "its list of styles")?;
    }
    if !package.unpack("content.xml", &mut buffer)? {
        return Err(Refusal::damaged(format!("{CONTENTS} is missing")));
    }
    let text = xml::text_of(&buffer, CONTENTS)?;
    let xml = Xml::new(&text, CONTENTS);
    let cells = Cells::new(styles, limits);
    let mut walk = Walk { xml, workbook, cells, limits, unread, spent: Spent::default(), copied: 0 };
    walk.run()?;
    Ok(walk.workbook)
}

/// The custom properties and the program that saved the file.
fn properties(bytes: &[u8], workbook: &mut Workbook) -> Result<(), Refusal> {
    let what = "its list of properties";
    let text = xml::text_of(bytes, what)?;
    let mut xml = Xml::new(&text, what);
    xml.root_named("document-meta")?;
    while xml.child()?.is_some() {
        while let Some(tag) = xml.child()? {
            match xml::name(&tag) {
                "generator" => {
                    let name = text::cleaned(xml.text()?.trim());
                    workbook.app = Some(name).filter(|name| !name.is_empty());
                }
                "user-defined" => {
                    let name = xml.attribute(&tag, "name")?.unwrap_or_default().into_owned();
                    let value = text::cleaned(&xml.text()?);
                    workbook.properties.entry(name).or_insert(value);
                }
                _ => xml.skip()?,
            }
        }
    }
    xml.child()?;
    Ok(())
}

struct Walk<'a, 's> {
    xml: Xml<'a>,
    workbook: Workbook,
    cells: Cells<'s>,
    limits: &'s Limits,
    unread: &'s [&'s str],
    spent: Spent,
    /// How many filled cells were there only as copies so far.
    copied: u64,
}

/// A sheet of which rows are still to come.
struct Table {
    sheet: Sheet,
    /// The style of cells that have none, by the column after the last that has it.
    columns: Vec<(u32, Option<String>)>,
    next_row: u32,
}

/// The attributes of a row, or of as many columns as it says.
struct Band {
    repeated: u32,
    hidden: bool,
    style: Option<String>,
}

impl<'a> Walk<'a, '_> {
    fn run(&mut self) -> Result<(), Refusal> {
        self.xml.root_named("document-content")?;
        while let Some(tag) = self.xml.child()? {
            match xml::name(&tag) {
                "automatic-styles" => self.cells.styles.add(&mut self.xml)?,
                "body" => {
                    while let Some(tag) = self.xml.child()? {
                        match xml::name(&tag) {
                            "spreadsheet" => self.spreadsheet()?,
                            _ => self.xml.skip()?,
                        }
                    }
                }
                _ => self.xml.skip()?,
            }
        }
        self.xml.child()?;
        if self.workbook.sheets.is_empty() { Err(Refusal::damaged("it has no sheets")) } else { Ok(()) }
    }

    fn spreadsheet(&mut self) -> Result<(), Refusal> {
        while let Some(tag) = self.xml.child()? {
            match xml::name(&tag) {
                "table" => self.table(&tag)?,
                "calculation-settings" => {
                    while let Some(tag) = self.xml.child()? {
                        let day = self.xml.attribute(&tag, "date-value")?;
                        self.cells.from_1904 |= day.is_some_and(|day| day == DAY_0_OF_1904);
                        self.xml.skip()?;
                    }
                    self.workbook.date1904 = self.cells.from_1904;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn table(&mut self, tag: &BytesStart<'a>) -> Result<(), Refusal> {
        let name = text::cleaned(&self.xml.attribute(tag, "name")?.unwrap_or_default());
        // What is kept of another file so that links to it have a result; no program shows it as a sheet.
        if name.starts_with('\'') && name.contains("'#$") {
            self.workbook.external_links = true;
            return self.xml.skip();
        }
        let mut sheet = Sheet::named(&name);
        let style = self.xml.attribute(tag, "style-name")?;
        if style.as_ref().is_some_and(|style| self.cells.styles.hides(style)) {
            sheet.visibility = Visibility::Hidden;
        }
        if sheet.visibility != Visibility::Visible && self.unread.contains(&name.as_str()) {
            self.xml.skip()?;
        } else {
            let mut table = Table { sheet, columns: Vec::new(), next_row: 0 };
            self.bands(&mut table, false)?;
            sheet = table.sheet;
            if let Some(style) = &style {
                self.cells.styles.headers(style).iter().for_each(|line| sheet.remarks.add(line.clone()));
            }
            self.spent.add_remarks(&sheet.remarks, self.limits)?;
            sheet.hidden_rows = sheet::ranges(sheet.hidden_rows);
            sheet.hidden_cols = sheet::ranges(sheet.hidden_cols);
            let merges = std::mem::take(&mut sheet.merges);
            merge::apply(&mut sheet, merges);
        }
        self.workbook.sheets.push(sheet);
        self.limits.check(Limit::Entries, u64::try_from(self.workbook.sheets.len()).unwrap_or(u64::MAX))
    }

    /// The columns and rows of a table, or of a group of them.
    fn bands(&mut self, table: &mut Table, hidden: bool) -> Result<(), Refusal> {
        while let Some(tag) = self.xml.child()? {
            match xml::name(&tag) {
                "table-column" => {
                    let band = self.band(&tag, hidden)?;
                    table.add_columns(band);
                    self.xml.skip()?;
                }
                "table-row" => {
                    let band = self.band(&tag, hidden)?;
                    self.row(table, &band)?;
                }
                "table-columns"
                | "table-header-columns"
                | "table-column-group"
                | "table-rows"
                | "table-header-rows"
                | "table-row-group" => {
                    let display = self.xml.attribute(&tag, "display")?;
                    self.bands(table, hidden || display.is_some_and(|display| !xml::is_true(&display)))?;
                }
                "shapes" => {
                    while let Some(tag) = self.xml.child()? {
                        self.cells.remark(&mut self.xml, &tag, None)?;
                    }
                    self.cells.remarks.drain(..).for_each(|one| table.sheet.remarks.add(one));
                }
                name => {
                    self.workbook.external_links |= name == "table-source";
                    self.xml.skip()?;
                }
            }
        }
        Ok(())
    }

    fn band(&self, tag: &BytesStart<'a>, hidden: bool) -> Result<Band, Refusal> {
        let mut band = Band { repeated: 1, hidden, style: None };
        for field in Fields::of(tag) {
            let (key, value) = field.ok_or_else(|| self.xml.damaged("has a faulty attribute"))?;
            match xml::local(key) {
                "number-rows-repeated" | "number-columns-repeated" => band.repeated = count(value),
                "visibility" => band.hidden |= matches!(value.trim_ascii(), "collapse" | "filter"),
                "default-cell-style-name" => band.style = Some(self.xml.unescaped(value)?.into_owned()),
                _ => {}
            }
        }
        Ok(band)
    }

    fn row(&mut self, table: &mut Table, band: &Band) -> Result<(), Refusal> {
        let (first, rows) = (table.next_row, band.repeated.min(ROWS - table.next_row));
        table.next_row += rows;
        if band.hidden && rows > 0 {
            table.sheet.hidden_rows.push((first, first + rows - 1));
        }
        // Each filled cell with its first column and the one after its last.
        let mut filled: Vec<(Cell, Vec<Look>, u16, u16)> = Vec::new();
        let mut col: u16 = 0;
        while let Some(tag) = self.xml.child()? {
            if !matches!(xml::name(&tag), "table-cell" | "covered-table-cell") {
                self.xml.skip()?;
                continue;
            }
            let attributes = Attributes::of(&self.xml, &tag)?;
            let columns = u16::try_from(attributes.columns).unwrap_or(COLS).min(COLS - col);
            let at = CellRef { row: first, col };
            let style = attributes.style.as_deref().or(band.style.as_deref()).or_else(|| table.style(col));
            if let Some((cell, looks)) = self.cells.read(&mut self.xml, &tag, &attributes, style, at)? {
                self.count(&cell, u64::from(rows) * u64::from(columns), &table.sheet.name)?;
                filled.push((cell, looks, col, col + columns));
            }
            if rows > 0 && columns > 0 {
                table.merge(at, attributes.spans, rows, self.limits)?;
            }
            col += columns;
        }
        self.cells.remarks.drain(..).for_each(|one| table.sheet.remarks.add(one));
        for row in first..first + rows {
            for (cell, looks, from, to) in &filled {
                for at in (*from..*to).map(|col| CellRef { row, col }) {
                    table.sheet.cells.push(Cell { at, ..cell.clone() });
                    table.sheet.looks.extend(looks.iter().map(|look| (at, look.clone())));
                }
            }
        }
        Ok(())
    }

    /// Counts a filled cell and its copies before they are made.
    fn count(&mut self, cell: &Cell, copies: u64, sheet: &str) -> Result<(), Refusal> {
        if copies == 0 {
            let fault = "has a cell that lies outside the grid of a sheet";
            return Err(Refusal::damaged(format!("the sheet {sheet} {fault}")));
        }
        if let Some(Value::Text(text)) = &cell.value {
            self.limits.check_text(text, || format!("sheet {sheet}, cell {}", cell.at))?;
        }
        let (found, allowed) = (self.copied + copies - 1, self.limits.cells / COPIED);
        if found > allowed {
            let place = Some(format!("sheet {sheet}, {} repeated", cell.at));
            return Err(Refusal::TooLarge { limit: Limit::Cells, found, allowed, place });
        }
        self.copied = found;
        self.spent.add(cell, copies, self.limits)
    }
}

impl Table {
    fn add_columns(&mut self, band: Band) {
        let first = self.columns.last().map_or(0, |(end, _)| *end);
        // What is repeated past the last column is none.
        let end = first.saturating_add(band.repeated).min(u32::from(COLS));
        if let (true, Ok(first), Ok(last)) = (band.hidden && first < end, u16::try_from(first), u16::try_from(end - 1))
        {
            self.sheet.hidden_cols.push((first, last));
        }
        self.columns.push((end, band.style));
    }

    /// The style of a column's cells that have none.
    fn style(&self, col: u16) -> Option<&str> {
        let place = self.columns.partition_point(|(end, _)| *end <= u32::from(col));
        self.columns.get(place)?.1.as_deref()
    }

    /// Keeps what a cell is merged over, on each of the rows that its row stands for.
    fn merge(&mut self, at: CellRef, (high, wide): (u32, u32), rows: u32, limits: &Limits) -> Result<(), Refusal> {
        if (high, wide) == (1, 1) {
            return Ok(());
        }
        // Far past the limit, which is checked next.
        let count = u64::try_from(self.sheet.merges.len()).unwrap_or(u64::MAX).saturating_add(u64::from(rows));
        limits.check_at(Limit::Merges, count, || Some(format!("the sheet {}", self.sheet.name)))?;
        let wide = u16::try_from(wide).unwrap_or(COLS).min(COLS - at.col);
        for row in at.row..at.row + rows {
            let last = CellRef { row: row + high.min(ROWS - row) - 1, col: at.col + wide - 1 };
            self.sheet.merges.push((CellRef { row, col: at.col }, last));
        }
        Ok(())
    }
}
