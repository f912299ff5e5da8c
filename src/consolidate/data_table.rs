//! One Excel table: headings, rows of typed cells, a name and an alternative text.
//!
//! Every block of data in the workbook is written here, so that all are real tables with one row of unique headings, no
//! merged cells and nothing that came from a return as anything but a value. The border: which rows and headings there
//! are is for the sheets.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_xlsxwriter::{
    ColNum, Format, FormatAlign, FormatBorder, Formula, RowNum, Table, TableColumn, TableStyle, Worksheet,
};

use crate::domain::{Colour, key, print_short};
use crate::workbook::{
    LateRow, LateRows, LateValue, Styles, WriteError, colour, excel_day, fit_row, line, lines_of, number_of,
    write_date, write_number, write_text,
};

use super::content::Content;

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
pub(super) struct Row<'a> {
    /// Its cells, one for each heading.
    pub cells: Vec<Content<'a>>,
    /// Whether it is a total, in bold below a line.
    pub total: bool,
}

/// One table.
#[derive(Debug, Clone)]
pub(super) struct DataTable<'a> {
    /// Its name in Excel: letters and underscores.
    pub name: String,
    /// What it holds, for people who hear it read.
    pub about: String,
    /// Its headings; those that are the same are told apart when written.
    pub headings: Vec<Heading>,
    /// Its rows; at least one.
    pub rows: Vec<Row<'a>>,
    /// Whether its headings have filter buttons.
    pub filter: bool,
}

impl Heading {
    /// A heading in the house's colours.
    pub(super) fn plain(text: impl Into<String>, width: u16) -> Self {
        Self { text: text.into(), width, fill: None, figures: false }
    }
}

impl<'a> Row<'a> {
    /// A row of a table that is no total.
    pub(super) fn plain(cells: Vec<Content<'a>>) -> Self {
        Self { cells, total: false }
    }

    /// How many lines its tallest cell takes below those headings.
    fn lines(&self, headings: &[Heading]) -> u32 {
        let lines = self.cells.iter().zip(headings).map(|(content, heading)| content.lines(heading.width));
        lines.max().unwrap_or(1)
    }
}

impl<'a> DataTable<'a> {
    /// Writes the table with its headings in row `at`, from column A on; gives its last row.
    pub(super) fn write(&self, sheet: &mut Worksheet, at: RowNum, styles: &Styles) -> Result<RowNum, WriteError> {
        let (last, last_col) = self.write_frame(sheet, at, styles)?;
        let looks = [Looks::new(styles, false), Looks::new(styles, true)];
        for (row, line) in (at.saturating_add(1)..).zip(&self.rows) {
            let [plain, total] = &looks;
            let looks = if line.total { total } else { plain };
            for (col, content) in (0..=last_col).zip(&line.cells) {
                looks.write(sheet, (row, col), content)?;
            }
            fit_row(sheet, row, line.lines(&self.headings))?;
        }
        Ok(last)
    }

    /// The same for a table of many rows and no total, the last thing on its sheet: its rows are written when the
    /// workbook is saved.
    pub(super) fn write_late(
        self,
        sheet: &mut Worksheet,
        at: RowNum,
        styles: &Styles,
    ) -> Result<(RowNum, LateRows<'a>), WriteError> {
        let (last, last_col) = self.write_frame(sheet, at, styles)?;
        let looks = LateLooks::of(&self.rows);
        let formats = looks.formats(&Looks::new(styles, false));
        let Self { headings, rows, .. } = self;
        let rows = rows.into_iter().map(move |row| LateRow {
            lines: row.lines(&headings),
            cells: row.cells.into_iter().map(|content| looks.late(content)).collect(),
        });
        let late = LateRows::new(sheet, (at.saturating_add(1), last), last_col, &formats, rows)?;
        Ok((last, late))
    }

    /// Writes the headings and what makes it a table; gives its last row and column.
    fn write_frame(&self, sheet: &mut Worksheet, at: RowNum, styles: &Styles) -> Result<(RowNum, ColNum), WriteError> {
        let last = self.last_row(sheet, at)?;
        let last_col = self.last_col(sheet)?;
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
        Ok((last, last_col))
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

    fn write(&self, sheet: &mut Worksheet, at: (RowNum, ColNum), content: &Content<'_>) -> Result<(), WriteError> {
        match content {
            Content::Blank => write_text(sheet, at, "", &self.text),
            Content::Text(text) => write_text(sheet, at, text, &self.text),
            Content::Ref(text) => write_text(sheet, at, text, &self.as_text),
            Content::Count(_) | Content::Number(..) | Content::Percentage(..) => {
                let Some((value, format)) = content.figure() else { return Ok(()) };
                write_number(sheet, at, value, &self.number.clone().set_num_format(&*format))
            }
            Content::Day(day) => write_date(sheet, at, *day, &self.day),
            Content::Live(formula, result) => self.write_live(sheet, at, formula, result),
        }
    }

    /// A formula with its result; a result that is no number is the empty text.
    fn write_live(
        &self,
        sheet: &mut Worksheet,
        (row, col): (RowNum, ColNum),
        formula: &str,
        result: &Content<'_>,
    ) -> Result<(), WriteError> {
        let formula = Formula::new(formula);
        let (formula, format) = match result.figure() {
            Some((value, format)) => {
                (formula.set_result(value.to_string()), self.number.clone().set_num_format(&*format))
            }
            None => (formula, self.number.clone()),
        };
        // What a formula without a result is stored with; the writer's own is nought.
        sheet.set_formula_result_default("");
        sheet.write_formula_with_format(row, col, formula, &format)?;
        Ok(())
    }
}

/// The formats of late rows: those of [`Looks`], then one for each number format among the cells.
struct LateLooks {
    numbers: Vec<Cow<'static, str>>,
}

impl LateLooks {
    const TEXT: usize = 0;
    const AS_TEXT: usize = 1;
    const DAY: usize = 2;
    const FIRST_NUMBER: usize = 3;

    fn of(rows: &[Row<'_>]) -> Self {
        let mut numbers: Vec<Cow<'static, str>> = Vec::new();
        for (_, format) in rows.iter().flat_map(|row| &row.cells).filter_map(Content::figure) {
            if !numbers.contains(&format) {
                numbers.push(format);
            }
        }
        Self { numbers }
    }

    fn formats(&self, looks: &Looks) -> Vec<Format> {
        let numbers = self.numbers.iter().map(|format| looks.number.clone().set_num_format(&**format));
        [&looks.text, &looks.as_text, &looks.day].into_iter().cloned().chain(numbers).collect()
    }

    fn late<'a>(&self, content: Content<'a>) -> (usize, LateValue<'a>) {
        let figure = content.figure();
        match content {
            Content::Blank => (Self::TEXT, LateValue::Blank),
            Content::Text(text) => (Self::TEXT, LateValue::Text(text)),
            Content::Ref(text) => (Self::AS_TEXT, LateValue::Text(text)),
            Content::Day(day) => match excel_day(day) {
                Some(date) => (Self::DAY, LateValue::Number(date.to_excel())),
                None => (Self::DAY, LateValue::Text(print_short(day).into())),
            },
            Content::Count(_) | Content::Number(..) | Content::Percentage(..) | Content::Live(..) => {
                let Some((value, format)) = figure else { return (Self::TEXT, LateValue::Blank) };
                let own = self.numbers.iter().position(|known| *known == format).unwrap_or_default();
                let value =
                    number_of(value).map_or_else(|| LateValue::Text(value.to_string().into()), LateValue::Number);
                (Self::FIRST_NUMBER.saturating_add(own), value)
            }
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
