//! What a return is written with beside what was issued: entries as they were typed, and marks on cells.
//!
//! A marked copy is the return issued again with these laid over it, so that drop-downs, protection and locked cells are
//! those of a new return. It says what stands in a cell and which cells carry a note; why is for `mark`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{ColNum, Format, FormatBorder, FormatScript, Formula, RowNum, Worksheet};

use crate::domain::Kind;
use crate::grid::{Cell, CellRef, Displayed, Lettering, Runs, Shown, TimeParts, Value};
use crate::layout::{Field, SheetId};
use crate::returns::MARK;
use crate::workbook::{DAY, Styles, WriteError, write_date, write_number, write_text};

/// Words for errors that Excel has as constants; another error is written as the last.
const ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];
/// The number format of a date that shows no day of the month.
const MONTH: &str = "mmm yyyy";

/// Entries and marks, by their place in the return as it is issued.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filled {
    /// Entry cells that came back, by table, row and column of the table: what stood there, or nothing.
    pub entries: BTreeMap<(Kind, usize, usize), Option<Typed>>,
    /// Entries of the sign-off.
    pub sign_off: BTreeMap<Field, Typed>,
    /// Whether the file that they come from told how cells were formatted.
    pub tells_formats: bool,
    /// Notes by sheet and cell.
    pub notes: BTreeMap<(SheetId, CellRef), String>,
}

/// An entry as it was typed.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    /// What stood in the cell.
    pub cell: Cell,
    /// Its text in runs, where a part is crossed out, raised or lowered: then it must be read so again.
    pub runs: Option<Runs>,
}

/// How a cell of the form is formatted before anything is typed.
#[derive(Debug)]
pub(super) struct Form {
    /// The format with its number format.
    pub format: Format,
    /// Whether that is a percent format.
    pub percent: bool,
    /// Whether it is that of a day.
    pub day: bool,
    /// Whether the cell is meant for a figure.
    pub figure: bool,
}

impl Filled {
    /// The note on a cell.
    pub(super) fn note(&self, sheet: SheetId, row: RowNum, col: ColNum) -> Option<&str> {
        self.notes.get(&(sheet, CellRef { row, col })).map(String::as_str)
    }

    /// Writes a cell as it was typed, and says what text it shows.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        at: (RowNum, ColNum),
        Typed { cell, runs }: &Typed,
        form: &Form,
    ) -> Result<String, WriteError> {
        let format = &form.format;
        if let Some(runs) = runs.as_ref().filter(|_| !matches!(cell.value, Some(Value::Error(_)))) {
            write_runs(sheet, at, runs, format)?;
            return Ok(cell.as_shown());
        }
        match &cell.value {
            None => write_text(sheet, at, "", format)?,
            Some(Value::Text(text)) if text.trim_start().starts_with(['=', '+', '-', '@']) => {
                // Opening and leaving the cell must not make a formula of it.
                write_text(sheet, at, text, &format.clone().set_quote_prefix())?;
            }
            Some(Value::Text(text)) => write_text(sheet, at, text, format)?,
            Some(Value::Number(number)) => {
                let format = match (self.tells_formats, cell.shown == Shown::Percent, form.percent) {
                    // A percent format says what the number means, so it stays as it was, on or off.
                    (true, true, false) => format.clone().set_num_format(percent_format(cell, *number)),
                    (true, false, true) => format.clone().set_num_format("General"),
                    // A bare number in a cell for days would become another day.
                    (_, _, _) if form.day => format.clone().set_num_format("General"),
                    // Outside columns of figures it is read as it is shown.
                    (_, _, _) if !form.figure => match cell.displayed {
                        Some(displayed) => format.clone().set_num_format(plain_format(displayed)),
                        None => format.clone(),
                    },
                    (_, _, _) => format.clone(),
                };
                write_number(sheet, at, *number, &format)?;
            }
            Some(Value::Time { days, elapsed, parts }) => {
                let code = match (parts, elapsed) {
                    (TimeParts::MinutesSeconds, true) => "[mm]:ss",
                    (TimeParts::MinutesSeconds, false) => "mm:ss",
                    (TimeParts::Other, true) if cell.as_shown().matches(':').count() > 1 => "[h]:mm:ss",
                    (TimeParts::Other, false) if cell.as_shown().matches(':').count() > 1 => "hh:mm:ss",
                    (TimeParts::HoursMinutes | TimeParts::Other, true) => "[h]:mm",
                    (TimeParts::HoursMinutes | TimeParts::Other, false) => "hh:mm",
                };
                write_number(sheet, at, *days, &format.clone().set_num_format(code))?;
            }
            Some(Value::Date { day, shows_day }) => {
                let format = format.clone().set_num_format(if *shows_day { DAY } else { MONTH });
                write_date(sheet, at, *day, &format)?;
            }
            Some(Value::Bool(value)) => {
                // In any other format LibreOffice takes it for a number.
                sheet.write_boolean_with_format(at.0, at.1, *value, &format.clone().set_num_format("General"))?;
            }
            Some(Value::Error(word)) => {
                // An error is not text: written as text it would be taken for an entry that can be read.
                let word = ERRORS.iter().find(|own| **own == &**word).copied().unwrap_or("#VALUE!");
                let formula = Formula::new(format!("={word}")).set_result(word);
                sheet.write_formula_with_format(at.0, at.1, formula, format)?;
            }
        }
        Ok(cell.as_shown())
    }
}

/// Writes a text with what is crossed out, raised and lowered in it.
fn write_runs(
    sheet: &mut Worksheet,
    (row, col): (RowNum, ColNum),
    runs: &Runs,
    format: &Format,
) -> Result<(), WriteError> {
    let set = |format: Format, lettering| match lettering {
        Lettering::Plain => format,
        Lettering::Struck => format.set_font_strikethrough(),
        Lettering::Raised => format.set_font_script(FormatScript::Superscript),
        Lettering::Lowered => format.set_font_script(FormatScript::Subscript),
    };
    if let [only] = &**runs {
        return write_text(sheet, (row, col), &only.text, &set(format.clone(), only.lettering));
    }
    let formats: Vec<Format> = runs.iter().map(|run| set(Format::new(), run.lettering)).collect();
    let pieces: Vec<(&Format, &str)> = formats.iter().zip(runs.iter().map(|run| run.text.as_str())).collect();
    sheet.write_rich_string_with_format(row, col, &pieces, format)?;
    Ok(())
}

/// A percent format that shows a number as it was shown.
fn percent_format(cell: &Cell, number: Decimal) -> String {
    let shortest = || number.checked_mul(Decimal::ONE_HUNDRED).map_or(0, |hundredfold| hundredfold.normalize().scale());
    let places = cell.displayed.map_or_else(shortest, |displayed| u32::from(displayed.decimals));
    format!("{}%", decimals("0", places))
}

/// The number format behind what a plain one shows.
fn plain_format(displayed: Displayed) -> String {
    let digits = "0".repeat(usize::from(displayed.digits.max(1)));
    let whole = if displayed.grouped { "#,##0".to_owned() } else { digits };
    decimals(&whole, u32::from(displayed.decimals))
}

fn decimals(whole: &str, places: u32) -> String {
    let places = usize::try_from(places).unwrap_or_default();
    if places == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(places)) }
}

/// The format of a cell that carries a note: a thick edge, which is seen without colour.
pub(super) fn marked(format: Format) -> Format {
    format.set_border(FormatBorder::Thick).set_border_color(Styles::MARK)
}

/// The number format of the reference of a row with marks: it shows a mark before the reference, which stays as it is.
pub(super) fn marked_reference() -> String {
    format!("\"{MARK} \"@")
}
