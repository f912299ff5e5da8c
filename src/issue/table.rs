//! The Actions and the Indicators sheet: one writer, driven by the columns and rows that were issued.
//!
//! Issued cells are locked, entry cells are not; a row that needs no entry is greyed but can be filled in. Nothing is
//! written below the last row, and row heights are estimates that Excel may change.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_xlsxwriter::utility::worksheet_range_absolute;
use rust_xlsxwriter::{ColNum, Format, FormatAlign, ProtectionOptions, RowNum, Worksheet};

use crate::domain::Kind;
use crate::grid::CellRef;
use crate::layout::{self, Field, RETURN, SheetId};
use crate::plan::{Answers, Issued, IssuedColumn, IssuedRow, Printed, is_percent};
use crate::returns::{MARK, marks_heading};
use crate::rules::live;
use crate::workbook::{
    DAY, LateFormulas, Orientation, Styles, WriteError, entry_format, fit_row, keep_legible, lay_out_page,
    let_text_be_text, lines_of, quantity_format, write_date, write_printed, write_text,
};

use super::answers;
use super::check::{Check, Checks, Working};
use super::duty::{Duty, duty};
use super::filled::{Filled, Form, marked, marked_reference};
use super::outgoing::{OutgoingRow, carried_day};
use super::widths::{indent, room, widths};

/// The row of the headings; the title and the instruction stand above.
const HEADINGS: RowNum = 3;
/// How many lines a row is given that waits for an entry.
const ROOM: u32 = 3;
/// The row of the first action or indicator.
const FIRST: RowNum = 4;
/// Rows and columns of a sheet of Excel.
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
/// The width of the column of marks, in characters.
const MARKS_WIDTH: u16 = 18;

/// One of the two tables of a return.
pub(super) struct Table<'a> {
    issued: &'a Issued,
    kind: Kind,
    columns: Vec<IssuedColumn<'a>>,
    /// Their widths, in characters.
    widths: Vec<u16>,
    /// What is asked of each row, with its live check and the cells that it works with.
    asked: &'a [AskedRow],
    last: RowNum,
    /// Entries and marks that are laid over what was issued.
    filled: &'a Filled,
}

/// What is asked of a row, with its live check and the cells that it works with.
pub(super) type AskedRow = (Duty, Check, Vec<Working>);

/// What is asked of each row of `kind`, of which there is one at least.
pub(super) fn asked_rows(
    issued: &Issued,
    kind: Kind,
    filled: &Filled,
    checks: &Checks<'_>,
) -> Result<Vec<AskedRow>, WriteError> {
    let table = Table::new(issued, kind, filled, &[])?;
    let columns = table.columns.as_slice();
    let asked = |(row, index)| {
        let duty = duty(issued, kind, index);
        let row = OutgoingRow { issued, kind, columns, filled, row, index };
        let (check, working) = checks.of_row(kind, index, duty, &row);
        (duty, check, working)
    };
    Ok((FIRST..).zip(0..issued.row_count(kind)).map(asked).collect())
}

/// Where the cell in a column of the table stands, by the places of its row and its column among those issued.
pub(crate) fn cell(index: usize, column: usize) -> Option<CellRef> {
    CellRef::new(FIRST.checked_add(u32::try_from(index).ok()?)?, u16::try_from(column).ok()?)
}

/// Where the heading of a column stands, by its place among those issued.
pub(crate) fn heading_cell(column: usize) -> Option<CellRef> {
    CellRef::new(HEADINGS, u16::try_from(column).ok()?)
}

/// The options of every protected sheet: no password, and what does no harm is allowed.
pub(crate) fn protection() -> ProtectionOptions {
    ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() }
}

impl<'a> Table<'a> {
    /// The table of `kind`; it has at least one row, of each of which is known what is asked.
    pub(super) fn new(
        issued: &'a Issued,
        kind: Kind,
        filled: &'a Filled,
        asked: &'a [AskedRow],
    ) -> Result<Self, WriteError> {
        let (rows, columns) = (issued.row_count(kind), issued.columns(kind));
        let sheet = || RETURN.sheet_name(SheetId::of(kind)).to_owned();
        let last = RowNum::try_from(rows).ok().and_then(|rows| (FIRST - 1).checked_add(rows));
        let last = last.filter(|last| usize::try_from(*last).is_ok_and(|last| last < ROWS));
        let last = last.ok_or_else(|| WriteError::TooManyRows { sheet: sheet(), rows })?;
        // Beside them stands the column of marks.
        if columns.len() >= COLUMNS {
            return Err(WriteError::TooManyColumns { sheet: sheet(), columns: columns.len() });
        }
        let widths = widths(&columns);
        Ok(Self { issued, kind, columns, widths, asked, last, filled })
    }

    /// What is asked of each row.
    pub(super) fn asked(&self) -> &'a [AskedRow] {
        self.asked
    }

    /// Which sheet it is.
    pub(super) fn sheet(&self) -> SheetId {
        SheetId::of(self.kind)
    }

    /// How many rows come complete, and how many with something still to be filled in, by their checks.
    pub(super) fn complete_and_wanting(&self) -> (usize, usize) {
        let stored = || self.asked.iter().map(|(_, check, _)| check.stored.as_str());
        let complete = stored().filter(|stored| *stored == live::DONE).count();
        (complete, stored().filter(|stored| live::is_fault(stored)).count())
    }

    /// The cells of the Check column, with the sheet's name, for a formula elsewhere; `None` without one.
    pub(super) fn check_range(&self) -> Option<String> {
        let col = self.col(Field::Check)?;
        Some(worksheet_range_absolute(RETURN.sheet_name(self.sheet()), FIRST, col, self.last, col))
    }

    /// The column of `field`.
    pub(super) fn col(&self, field: Field) -> Option<ColNum> {
        let at = self.columns.iter().position(|column| column.field() == Some(field))?;
        ColNum::try_from(at).ok()
    }

    /// The entry columns with their places.
    pub(super) fn entries(&self) -> impl Iterator<Item = (ColNum, &IssuedColumn<'a>)> {
        (0..).zip(&self.columns).filter(|(_, column)| column.is_entry())
    }

    /// The first and the last row of the table.
    pub(super) fn rows(&self) -> (RowNum, RowNum) {
        (FIRST, self.last)
    }

    /// What was issued, and of which kind this table is.
    pub(super) fn issued(&self) -> (&'a Issued, Kind) {
        (self.issued, self.kind)
    }

    /// Writes the sheet; `is_marked` adds the column of marks.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        is_marked: bool,
        styles: &Styles,
        late: &mut LateFormulas<'a>,
    ) -> Result<(), WriteError> {
        let title = self.issued.sheet_title(self.kind);
        write_text(sheet, (0, 0), &title, &styles.title)?;
        write_text(sheet, (1, 0), self.issued.sheet_instruction(self.kind), &styles.guidance)?;
        // A check that shows nothing stores nothing; the writer would store a zero.
        sheet.set_formula_result_default("");
        let mut heading_lines = 1;
        for ((col, column), width) in (0..).zip(&self.columns).zip(&self.widths) {
            sheet.set_column_width(col, *width)?;
            let heading = column.printed_heading();
            write_text(sheet, (HEADINGS, col), &heading, &styles.heading)?;
            // Bold text takes more room.
            heading_lines = heading_lines.max(lines_of(&heading, *width - 2));
        }
        fit_row(sheet, HEADINGS, heading_lines)?;
        let marks = self.marks(is_marked);
        if let Some((col, _)) = &marks {
            sheet.set_column_width(*col, MARKS_WIDTH)?;
            write_text(sheet, (HEADINGS, *col), marks_heading(), &styles.heading)?;
        }
        for (row, (index, asked)) in (FIRST..).zip(self.asked.iter().enumerate()) {
            // A row that waits for commentary has room for it, in whichever program it is written.
            let mut lines = if asked.0 == Duty::Required { ROOM } else { 1 };
            if let (Some(check), false) = (self.col(Field::Check), matches!(asked.0, Duty::NotAsked(_))) {
                // A check speaks when an entry beside it changes, and then no program makes its row taller.
                lines = lines.max(self.lines_of(check, &asked.1.longest));
            }
            for (col, column) in (0..).zip(&self.columns) {
                lines = lines.max(match column.field() {
                    Some(Field::Check) => self.write_check(sheet, (row, col), &asked.1, styles, late)?,
                    Some(_) | None => self.write_cell(sheet, (row, col), index, asked.0, column, styles)?,
                });
            }
            if let Some((col, marks)) = &marks {
                let text = marks.get(&row).map(String::as_str).unwrap_or_default();
                write_text(sheet, (row, *col), text, &styles.issued)?;
                lines = lines.max(lines_of(text, MARKS_WIDTH));
            }
            fit_row(sheet, row, lines)?;
        }
        sheet.set_freeze_panes(FIRST, 1)?;
        for (col, _) in (0..).zip(&self.columns).filter(|(_, column)| !is_figure(column)) {
            let_text_be_text(sheet, col, FIRST, self.asked.len())?;
        }
        let first = if self.kind == Kind::Actions { Field::Rating } else { Field::Value };
        if let Some(col) = self.col(first) {
            sheet.set_selection(FIRST, col, FIRST, col)?;
        }
        sheet.protect_with_options(&protection());
        lay_out_page(sheet, Orientation::Landscape, Some(HEADINGS), &title)?;
        let widths: Vec<u16> = self.widths.iter().copied().chain(is_marked.then_some(MARKS_WIDTH)).collect();
        keep_legible(sheet, (HEADINGS, self.last), &widths)
    }

    /// How many lines a text takes in a column.
    fn lines_of(&self, col: ColNum, text: &str) -> u32 {
        self.widths.get(usize::from(col)).map_or(1, |width| lines_of(text, *width))
    }

    /// Writes the live check of a row, and says how many lines its text takes.
    fn write_check(
        &self,
        sheet: &mut Worksheet,
        (row, col): (RowNum, ColNum),
        Check { formula, stored, .. }: &'a Check,
        styles: &Styles,
        late: &mut LateFormulas<'a>,
    ) -> Result<u32, WriteError> {
        let is_marked = self.filled.note(self.sheet(), row, col).is_some();
        let format = if is_marked { Cow::Owned(marked(styles.issued.clone())) } else { Cow::Borrowed(&styles.issued) };
        match formula {
            None => write_text(sheet, (row, col), stored, &format)?,
            Some(formula) => {
                sheet.write_formula_with_format(row, col, late.stand_in(formula, stored), &format)?;
            }
        }
        Ok(self.lines_of(col, stored))
    }

    /// Writes a cell, and says how many lines its text takes.
    fn write_cell(
        &self,
        sheet: &mut Worksheet,
        (row, col): (RowNum, ColNum),
        index: usize,
        duty: Duty,
        column: &IssuedColumn<'a>,
        styles: &Styles,
    ) -> Result<u32, WriteError> {
        let is_marked = self.filled.note(self.sheet(), row, col).is_some();
        let edged = |format: &Format| if is_marked { marked(format.clone()) } else { format.clone() };
        let printed = self.issued.printed(self.kind, index, column);
        let base = match (column.is_entry(), duty) {
            (false, _) => &styles.issued,
            (true, Duty::NotAsked(_)) => &styles.not_asked,
            (true, Duty::Monitored) if matches!(column.field(), Some(Field::Rating | Field::OverrideReason)) => {
                &styles.not_asked
            }
            (true, _) if self.is_part_unasked(index, column) => &styles.not_asked,
            // It came filled in, and is typed over only where it has been restated.
            (true, _) if column.field() == Some(Field::LastValue) => &styles.not_asked,
            (true, Duty::Monitored) => &styles.monitored,
            (true, Duty::Required | Duty::Optional) => &styles.entry,
        };
        let place = usize::from(col);
        let typed = self.filled.entries.get(&(self.kind, index, place)).filter(|_| column.is_entry());
        // What came back decides, a blank included; a figure typed over another keeps the format of an entry.
        let printed = if typed.is_some() { Printed::Blank } else { printed };
        let (format, percent) = self.format(base, index, column, &printed);
        let mut format = edged(&format);
        if let Some(typed) = typed {
            let is = |kind| matches!(column, IssuedColumn::Layout(column) if column.kind == kind);
            let ask = column.ask().map(|ask| ask.answers);
            let day = is(layout::CellKind::Date) || ask == Some(Answers::Date);
            let figure = is(layout::CellKind::Quantity) || ask.is_some_and(|answers| answers.is_number());
            let Some(cell) = typed else {
                write_text(sheet, (row, col), "", &format)?;
                return Ok(1);
            };
            let shown = self.filled.write(sheet, (row, col), cell, &Form { format, percent, day, figure })?;
            return Ok(self.lines_of(col, &shown));
        }
        if let Some(day) = carried_day(self.issued, self.kind, index, column) {
            write_date(sheet, (row, col), day, &format)?;
            return Ok(1);
        }
        let indent = indent(self.issued, self.kind, index, column);
        if indent > 0 {
            format = format.set_align(FormatAlign::Left).set_indent(indent);
        }
        if column.field() == Some(Field::Ref) && self.is_row_marked(row) {
            format = format.set_num_format(marked_reference());
        }
        write_printed(sheet, (row, col), &printed, percent, &format)?;
        Ok(match &printed {
            Printed::Text(text) if indent > 0 => {
                lines_of(text, room(self.widths.get(usize::from(col)).copied(), indent))
            }
            Printed::Text(text) => self.lines_of(col, text),
            Printed::Blank | Printed::Number(_) | Printed::Shown { .. } => 1,
        })
    }

    /// Whether a column is that of a part of the value which the row is not asked for.
    fn is_part_unasked(&self, index: usize, column: &IssuedColumn<'a>) -> bool {
        let field = column.field().filter(|field| matches!(field, Field::Numerator | Field::Denominator));
        let row = self.issued.indicators.get(index);
        field.is_some_and(|field| row.is_some_and(|row| !row.asks_part(field)))
    }

    /// The columns of a row whose cells carry a note.
    fn marked_columns(&self, row: RowNum) -> impl Iterator<Item = &IssuedColumn<'a>> {
        let noted = move |col| self.filled.note(self.sheet(), row, col).is_some();
        (0..).zip(&self.columns).filter(move |(col, _)| noted(*col)).map(|(_, column)| column)
    }

    fn is_row_marked(&self, row: RowNum) -> bool {
        self.marked_columns(row).next().is_some()
    }

    /// The column of marks, right of all others, with what it says in each row that has any.
    fn marks(&self, is_marked: bool) -> Option<(ColNum, BTreeMap<RowNum, String>)> {
        let col = ColNum::try_from(self.columns.len()).ok().filter(|_| is_marked)?;
        let mut marks = BTreeMap::new();
        for row in FIRST..=self.last {
            let headings: Vec<String> = self
                .marked_columns(row)
                .map(|column| column.printed_heading().trim_end_matches('*').to_owned())
                .collect();
            if !headings.is_empty() {
                marks.insert(row, format!("{MARK} {}", headings.join(", ")));
            }
        }
        Some((col, marks))
    }

    /// The format of a cell, and whether it is a percent format.
    fn format(&self, base: &Format, index: usize, column: &IssuedColumn<'a>, printed: &Printed) -> (Format, bool) {
        let as_text = || (base.clone().set_num_format("@"), false);
        let IssuedColumn::Layout(column) = column else {
            let Some(ask) = column.ask() else { return (base.clone(), false) };
            let format = base.clone().set_num_format(answers::format(ask.answers));
            let format = if ask.answers.is_number() { format.set_align(FormatAlign::Center) } else { format };
            return (format, ask.answers == Answers::Percent);
        };
        match column.kind {
            layout::CellKind::Quantity => {
                let Some(row) = self.issued.indicators.get(index) else { return (base.clone(), false) };
                let percent = is_percent(&row.unit);
                // In the middle: on the right, figures would run into the words of the next column, which begin there.
                let base = base.clone().set_align(FormatAlign::Center);
                let format = match printed {
                    Printed::Number(value) | Printed::Shown { number: value, .. } => {
                        quantity_format(&row.unit, row.decimals, *value)
                    }
                    Printed::Text(_) if row.known_unit().is_in_words() => return (base.set_num_format("@"), false),
                    Printed::Text(_) if !percent => return (base, false),
                    Printed::Blank | Printed::Text(_) => {
                        let issued: Vec<_> = [Field::Target, Field::LastYear, Field::LastValue]
                            .into_iter()
                            .filter_map(|field| row.printed(field).number())
                            .collect();
                        entry_format(&row.unit, row.decimals, &issued)
                    }
                };
                (base.set_num_format(format), percent)
            }
            layout::CellKind::Date => (base.clone().set_num_format(DAY), false),
            // What is typed stays as it is: in any other format Excel makes a formula of a text that begins with a hyphen.
            layout::CellKind::Ref | layout::CellKind::TextDate | layout::CellKind::LongText => as_text(),
            layout::CellKind::Text
            | layout::CellKind::Rating
            | layout::CellKind::Choice
            | layout::CellKind::Number
            | layout::CellKind::YesNo
            | layout::CellKind::Check => (base.clone(), false),
        }
    }
}

/// Whether a column holds figures or days.
fn is_figure(column: &IssuedColumn<'_>) -> bool {
    let kind = |column: &layout::Column| matches!(column.kind, layout::CellKind::Quantity | layout::CellKind::Date);
    let asked = column.ask().map(|ask| ask.answers);
    matches!(column, IssuedColumn::Layout(column) if kind(column))
        || asked.is_some_and(|answers| answers.is_number() || answers == Answers::Date)
}
