//! The sheet *Adopted* as it is written, and the hidden one by which rows that were changed by hand are known.

use rust_xlsxwriter::{Color, DataValidation, Format, FormatAlign, Formula, RowNum, Url, Workbook, Worksheet};

use crate::grid::{CellRef, Sheet, Value, sha256};
use crate::layout::{ADOPTED, CellKind, Field, SheetId};
use crate::workbook::{
    Orientation, Styles, WriteError, fit_row, lay_out_page, line, lines_of, write_number, write_text,
};

/// The hidden sheet; no sheet of the plan, and ignored when the plan is read.
pub(super) const DIGESTS: &str = "planroll adopted";
/// The property by which a plan workbook is known that was made of a tracker.
pub(super) const PROPERTY: &str = "planroll-adopted";

/// The ground of what is to be decided, and of what may be typed.
const TO_DECIDE: Color = Color::RGB(0xFF_E6_99);
const TO_TYPE: Color = Color::RGB(0xFF_F7_D6);
/// What is said at a cell of the last column.
const HELP: &str = "Only where the line is wrong or asks: type what is right, and run the same command again. Column: a heading of the plan, a period, Own column or Leave out. Value: the plan's word. Row: Action, Indicator, Priority, Outcome, Leave out.";

/// One line as it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SheetLine {
    pub(super) what: &'static str,
    pub(super) file: String,
    pub(super) sheet: String,
    pub(super) cell: String,
    pub(super) found: String,
    pub(super) times: usize,
    pub(super) taken_for: String,
    pub(super) plan_cell: String,
    pub(super) why: String,
    pub(super) instead: String,
    /// Whether somebody has still to decide it.
    pub(super) is_open: bool,
}

/// Writes the sheet.
pub(super) fn write(workbook: &mut Workbook, styles: &Styles, lines: &[SheetLine]) -> Result<(), WriteError> {
    let layout = ADOPTED.sheet(SheetId::Adopted);
    let sheet = workbook.add_worksheet();
    sheet.set_name(&layout.name)?;
    for (col, column) in (0..).zip(&layout.columns) {
        sheet.set_column_width(col, column.width)?;
        write_text(sheet, (0, col), &column.heading, &styles.heading)?;
    }
    let looks = Looks::of(styles);
    for (row, one) in (1..).zip(lines) {
        write_line(sheet, row, one, &looks)?;
    }
    let last = RowNum::try_from(lines.len()).unwrap_or(1).max(1);
    let last_col = u16::try_from(layout.columns.len()).unwrap_or(1) - 1;
    sheet.autofilter(0, 0, last, last_col)?;
    let help = DataValidation::new()
        .allow_custom(Formula::new("=TRUE"))
        .show_error_message(false)
        .set_input_title(line(layout.heading(Field::Instead), 32))?
        .set_input_message(line(HELP, 255))?;
    sheet.add_data_validation(1, last_col, last, last_col, &help)?;
    sheet.set_freeze_panes(1, 0)?;
    lay_out_page(sheet, Orientation::Landscape, Some(0), &layout.name)
}

struct Looks {
    text: Format,
    open: Format,
    decide: Format,
    number: Format,
    link: Format,
    instead: Format,
}

impl Looks {
    fn of(styles: &Styles) -> Self {
        let open = styles.text.clone().set_background_color(TO_DECIDE);
        Self {
            text: styles.as_text.clone(),
            decide: open.clone().set_bold(),
            number: styles.number.clone().set_align(FormatAlign::Right),
            link: styles
                .text
                .clone()
                .set_font_color(Color::RGB(0x05_63_C1))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            instead: styles.as_text.clone().set_background_color(TO_TYPE),
            open,
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "all other columns look alike")]
fn write_line(sheet: &mut Worksheet, row: RowNum, one: &SheetLine, looks: &Looks) -> Result<(), WriteError> {
    let layout = ADOPTED.sheet(SheetId::Adopted);
    let mut lines = 1;
    for (col, column) in (0..).zip(&layout.columns) {
        let text = one.content(column.field);
        let format = match column.field {
            Field::What if one.is_open => &looks.decide,
            Field::Instead => &looks.instead,
            _ if one.is_open => &looks.open,
            _ => &looks.text,
        };
        if column.kind == CellKind::Number {
            write_number(sheet, (row, col), one.times.into(), if one.is_open { &looks.open } else { &looks.number })?;
        } else if column.field == Field::PlanCell && !text.is_empty() {
            let target =
                text.split_once('!').map(|(sheet, cell)| format!("internal:'{}'!{cell}", sheet.replace('\'', "''")));
            match target {
                Some(target) => {
                    sheet.write_url_with_format(row, col, Url::new(target).set_text(&text), &looks.link)?;
                }
                None => write_text(sheet, (row, col), &text, format)?,
            }
        } else {
            write_text(sheet, (row, col), &text, format)?;
        }
        lines = lines.max(lines_of(&text, column.width));
    }
    fit_row(sheet, row, lines)
}

impl SheetLine {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
    fn content(&self, field: Field) -> String {
        match field {
            Field::What => self.what.to_owned(),
            Field::File => self.file.clone(),
            Field::Sheet => self.sheet.clone(),
            Field::Cell => self.cell.clone(),
            Field::Found => self.found.clone(),
            Field::TakenFor => self.taken_for.clone(),
            Field::PlanCell => self.plan_cell.clone(),
            Field::Why => self.why.clone(),
            Field::Instead => self.instead.clone(),
            _ => String::new(),
        }
    }
}

/// The digests of the cells of a sheet, by their addresses.
pub(super) fn digests(sheet: &Sheet) -> Vec<(CellRef, String)> {
    let filled = sheet.cells.iter().filter(|cell| cell.value.is_some());
    filled.map(|cell| (cell.at, digest(cell.value.as_ref()))).collect()
}

fn digest(value: Option<&Value>) -> String {
    let said = match value {
        None => String::new(),
        Some(Value::Text(text)) => format!("t{}", crate::domain::tidy(text)),
        Some(Value::Number(number)) => format!("n{}", number.normalize()),
        Some(Value::Bool(is)) => format!("b{is}"),
        Some(Value::Date { day, .. }) => format!("d{day}"),
        Some(Value::Time { days, .. }) => format!("h{}", days.normalize()),
        Some(Value::Error(text)) => format!("e{text}"),
    };
    sha256(said.as_bytes()).chars().take(16).collect()
}

/// Writes the hidden sheet: sheet, cell and digest of each filled cell, then by what names of the tracker codes were made.
pub(super) fn write_digests(
    workbook: &mut Workbook,
    styles: &Styles,
    sheets: &[(String, Vec<(CellRef, String)>)],
    named: &[(String, String, String)],
) -> Result<(), WriteError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(DIGESTS)?.set_very_hidden(true);
    let mut row = 0;
    for (name, cells) in sheets {
        for (at, digest) in cells {
            write_text(sheet, (row, 0), name, &styles.as_text)?;
            write_text(sheet, (row, 1), &at.to_string(), &styles.as_text)?;
            write_text(sheet, (row, 2), digest, &styles.as_text)?;
            row += 1;
        }
    }
    for (sheet_name, code, name) in named {
        write_text(sheet, (row, 0), &format!("named {sheet_name}"), &styles.as_text)?;
        write_text(sheet, (row, 1), code, &styles.as_text)?;
        write_text(sheet, (row, 2), name, &styles.as_text)?;
        row += 1;
    }
    Ok(())
}
