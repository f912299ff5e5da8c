//! One Excel table: headings, rows of typed cells, a name and an alternative text.
//!
//! Every block of data in the workbook is written here, so that all are real tables with one row of unique headings, no
//! merged cells and nothing that came from a return as anything but a value. The border: which rows and headings there
//! are is for the sheets.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ColNum, Format, FormatAlign, FormatBorder, RowNum, Table, TableColumn, TableStyle, Worksheet};

use crate::domain::{Colour, Share, key};
use crate::workbook::{Styles, WriteError, colour, fit_row, line, lines_of, write_date, write_number, write_text};

/// How many rows a sheet of Excel has.
const ROWS: usize = 1_048_576;
/// How many columns it has.
const COLUMNS: usize = 16_384;
/// The longest heading of a table, in UTF-16 units.
const LONGEST_HEADING: usize = 255;
/// How many characters of a heading's width a filter button covers.
const BUTTON: u16 = 3;
/// The number format of a day.
const DAY: &str = "dd/mm/yyyy";

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing.
    Blank,
    /// Text.
    Text(String),
    /// Text in a cell with the text format, so that an edited 1.10 stays 1.10.
    Ref(String),
    /// A whole number.
    Count(u64),
    /// An exact number as the cell stores it, with its number format.
    Number(Decimal, String),
    /// A percentage with that many places.
    Percentage(Share, u8),
    /// A day.
    Day(Date),
}

/// One heading.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// What it says.
    pub text: String,
    /// The width of its column, in characters.
    pub width: u16,
    /// The fill, where it names a rating.
    pub fill: Option<Colour>,
    /// Whether figures stand below it, on the right.
    pub figures: bool,
}

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its cells, one for each heading.
    pub cells: Vec<Content>,
    /// Whether it is a total, in bold below a line.
    pub total: bool,
}

/// One table.
#[derive(Debug, Clone)]
pub(super) struct DataTable {
    /// Its name in Excel: letters and underscores.
    pub name: String,
    /// What it holds, for people who hear it read.
    pub about: String,
    /// Its headings; those that are the same are told apart when written.
    pub headings: Vec<Heading>,
    /// Its rows; at least one.
    pub rows: Vec<Row>,
    /// Whether its headings have filter buttons.
    pub filter: bool,
}

impl Content {
    /// Text, or nothing where there is none.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// How many lines it takes in a cell of that width.
    fn lines(&self, width: u16) -> u32 {
        match self {
            Self::Text(text) | Self::Ref(text) => lines_of(text, width),
            Self::Blank | Self::Count(_) | Self::Number(..) | Self::Percentage(..) | Self::Day(_) => 1,
        }
    }

    /// Whether it is nothing.
    pub(super) fn is_blank(&self) -> bool {
        *self == Self::Blank
    }
}

impl Heading {
    /// A heading in the house's colours.
    pub(super) fn plain(text: impl Into<String>, width: u16) -> Self {
        Self { text: text.into(), width, fill: None, figures: false }
    }
}

impl Row {
    /// A row of a table that is no total.
    pub(super) fn plain(cells: Vec<Content>) -> Self {
        Self { cells, total: false }
    }
}

impl DataTable {
    /// Writes the table with its headings in row `at`, from column A on; gives its last row.
    pub(super) fn write(&self, sheet: &mut Worksheet, at: RowNum, styles: &Styles) -> Result<RowNum, WriteError> {
        let last = self.last_row(sheet, at)?;
        let last_col = self.last_col(sheet)?;
        let looks = [Looks::new(styles, false), Looks::new(styles, true)];
        for (row, line) in (at.saturating_add(1)..).zip(&self.rows) {
            let [plain, total] = &looks;
            let looks = if line.total { total } else { plain };
            let mut lines = 1;
            for ((col, content), heading) in (0..=last_col).zip(&line.cells).zip(&self.headings) {
                looks.write(sheet, (row, col), content)?;
                lines = lines.max(content.lines(heading.width));
            }
            fit_row(sheet, row, lines)?;
        }
        let texts = unique(self.headings.iter().map(|heading| heading.text.as_str()));
        let button = if self.filter { BUTTON } else { 0 };
        // Headings are bold, and so a little wider.
        let lines = texts.iter().zip(&self.headings);
        let lines = lines.map(|(text, heading)| lines_of(text, heading.width.saturating_sub(button.saturating_add(1))));
        fit_row(sheet, at, lines.max().unwrap_or(1))?;
        let columns: Vec<TableColumn> = texts
            .into_iter()
            .zip(&self.headings)
            .map(|(text, heading)| {
                TableColumn::new().set_header(text).set_header_format(heading_format(heading, styles))
            })
            .collect();
        let table = Table::new()
            .set_name(self.name.as_str())
            .set_style(TableStyle::None)
            .set_autofilter(self.filter)
            .set_alt_text(line(&self.about, 255))
            .set_columns(&columns);
        sheet.add_table(at, 0, last, last_col, &table)?;
        Ok(last)
    }

    fn last_row(&self, sheet: &Worksheet, at: RowNum) -> Result<RowNum, WriteError> {
        let rows = self.rows.len();
        let last = RowNum::try_from(rows).ok().and_then(|rows| at.checked_add(rows));
        let last = last.filter(|last| usize::try_from(*last).is_ok_and(|last| last < ROWS));
        last.ok_or_else(|| WriteError::TooManyConsolidatedRows { sheet: sheet.name(), rows })
    }

    fn last_col(&self, sheet: &Worksheet) -> Result<ColNum, WriteError> {
        let columns = self.headings.len();
        let last = columns.checked_sub(1).and_then(|last| ColNum::try_from(last).ok());
        last.filter(|_| columns <= COLUMNS).ok_or_else(|| WriteError::TooManyColumns { sheet: sheet.name(), columns })
    }
}

/// The formats of a row.
struct Looks {
    text: Format,
    as_text: Format,
    number: Format,
    day: Format,
}

impl Looks {
    fn new(styles: &Styles, total: bool) -> Self {
        let strong = |format: &Format| {
            let format = format.clone();
            if total { format.set_bold().set_border_top(FormatBorder::Medium) } else { format }
        };
        Self {
            text: strong(&styles.text),
            as_text: strong(&styles.as_text),
            number: strong(&styles.text).set_align(FormatAlign::Right),
            day: strong(&styles.text).set_num_format(DAY),
        }
    }

    fn write(&self, sheet: &mut Worksheet, at: (RowNum, ColNum), content: &Content) -> Result<(), WriteError> {
        match content {
            Content::Blank => write_text(sheet, at, "", &self.text),
            Content::Text(text) => write_text(sheet, at, text, &self.text),
            Content::Ref(text) => write_text(sheet, at, text, &self.as_text),
            Content::Count(count) => {
                write_number(sheet, at, Decimal::from(*count), &self.number.clone().set_num_format("#,##0"))
            }
            Content::Number(value, format) => {
                write_number(sheet, at, *value, &self.number.clone().set_num_format(format.as_str()))
            }
            Content::Percentage(share, places) => {
                let stored = share.value().checked_div(Decimal::ONE_HUNDRED).unwrap_or_default();
                let format = match places {
                    0 => "0%".to_owned(),
                    places => format!("0.{}%", "0".repeat(usize::from(*places))),
                };
                write_number(sheet, at, stored, &self.number.clone().set_num_format(format))
            }
            Content::Day(day) => write_date(sheet, at, *day, &self.day),
        }
    }
}

fn heading_format(heading: &Heading, styles: &Styles) -> Format {
    let align = if heading.figures { FormatAlign::Right } else { FormatAlign::Left };
    let format = styles.heading.clone().set_align(align);
    match heading.fill {
        Some(fill) => format.set_background_color(colour(fill)).set_font_color(colour(fill.text_colour())),
        None => format,
    }
}

/// Headings as a table can have them: one line each, none empty, no two alike whatever their case.
fn unique<'h>(headings: impl Iterator<Item = &'h str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    headings
        .map(|heading| {
            let heading = match line(heading, LONGEST_HEADING) {
                empty if empty.is_empty() => "Column".to_owned(),
                heading => heading,
            };
            let numbered = |n: usize| match n {
                1 => heading.clone(),
                n => format!("{} {n}", line(&heading, LONGEST_HEADING.saturating_sub(8))),
            };
            let free = (1..=taken.len().saturating_add(1))
                .map(numbered)
                .find(|text| !taken.contains(&key(text)))
                .unwrap_or_default();
            taken.insert(key(&free));
            free
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_are_the_same_whatever_their_case_are_numbered() {
        let headings = ["Ref", "REF", "Why", "two\nlines", "", " ", "Ref 2"];
        let unique = unique(headings.into_iter());
        assert_eq!(unique, ["Ref", "REF 2", "Why", "two lines", "Column", "Column 2", "Ref 2 2"]);
    }

    #[test]
    fn a_very_long_heading_fits_a_table_even_when_it_is_there_twice() {
        let long = "x".repeat(400);
        let unique = unique([long.as_str(), long.as_str()].into_iter());
        assert!(unique.iter().all(|heading| heading.encode_utf16().count() <= LONGEST_HEADING));
        assert_ne!(unique[0], unique[1]);
    }

    #[test]
    fn more_rows_than_excel_has_are_refused_in_words() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        let table = DataTable {
            name: "Test".to_owned(),
            about: String::new(),
            headings: vec![Heading::plain("One", 10)],
            rows: vec![Row::plain(Vec::new()); ROWS - 3],
            filter: false,
        };
        assert!(table.last_row(sheet, 2).is_ok());
        let refused = table.last_row(sheet, 3).unwrap_err().to_string();
        assert!(refused.contains("1,048,576"), "{refused}");
    }
}
