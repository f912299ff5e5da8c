//! A plan workbook that is filled in already: rows that come from elsewhere, on the sheets, headings, drop-downs and help of
//! a starter plan; sheets of an earlier one stand as they were.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ColNum, RowNum, Workbook, Worksheet};

use crate::domain::{Calendar, Colour, Period, key};
use crate::grid::{Cell, Sheet, Value, written_of};
use crate::layout::{CellKind, Field, PLAN, SheetId, SheetLayout, Table};
use crate::plan::{Printed, Setting, carried};
use crate::workbook::{
    DAY, Styles, Title, WriteError, fit_row, lines_of, new_workbook, save, write_date, write_printed, write_text,
};

use super::drop_downs::{DropDowns, ROWS_TO_FILL};
use super::guide::GUIDE;
use super::preset::Preset;
use super::{about, setting, tables};

/// The width of a column that the layout does not know, in characters.
const WIDTH: u16 = 24;

/// What a plan workbook holds.
#[derive(Debug, Default)]
pub(crate) struct Filled<'k> {
    /// Settings other than the preset's.
    pub settings: Vec<(Setting, String)>,
    /// A rating beside those of the preset.
    pub rating: Option<BTreeMap<Field, String>>,
    /// The period that it is for.
    pub period: Option<Period>,
    /// The sheets that are filled in.
    pub sheets: BTreeMap<SheetId, FilledSheet>,
    /// Sheets of an earlier plan workbook, with the rows that are added below them.
    pub kept: BTreeMap<SheetId, (&'k Sheet, Vec<Vec<Printed>>)>,
    /// Settings for cells of a kept sheet Settings that are blank.
    pub typed: Vec<(Setting, String)>,
    /// Custom properties of the workbook.
    pub properties: Vec<(&'static str, String)>,
}

/// A sheet that is filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FilledSheet {
    pub columns: Vec<FilledColumn>,
    /// What stands in each row, in the order of the columns.
    pub rows: Vec<Vec<Printed>>,
}

/// A column of such a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FilledColumn {
    pub heading: String,
    /// Which of the layout's it is, where it is one.
    pub field: Option<Field>,
}

/// The workbook as the bytes of an .xlsx file; `further` adds sheets at its end.
///
/// # Errors
/// Where it cannot be put together.
pub(crate) fn filled(
    preset: Preset,
    calendar: Calendar,
    content: &Filled<'_>,
    further: impl FnOnce(&mut Workbook, &Styles) -> Result<(), WriteError>,
) -> Result<Vec<u8>, WriteError> {
    let settings = content.settings.iter().map(|(setting, value)| (*setting, value.as_str()));
    let scheme = preset.scheme().with_settings(settings);
    let scheme = content.rating.as_ref().map_or_else(|| scheme.clone(), |rating| scheme.with_rating(rating));
    let styles = Styles::new();
    let title = Title { title: "Plan workbook", subject: preset.title(), properties: &content.properties, label: None };
    let mut workbook = new_workbook(&title)?;
    let drop_downs = DropDowns::new();
    for layout in &PLAN.sheets {
        let kept = content.kept.get(&layout.id);
        let own = content.sheets.get(&layout.id);
        if kept.is_none() && own.is_none() && !scheme.writes(layout) {
            continue;
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(&layout.name)?;
        match (kept, own, layout.id) {
            (_, _, SheetId::About) => about::write(sheet, &scheme, &styles)?,
            (Some((from, added)), _, _) => copy(sheet, layout, from, (added, &content.typed), &drop_downs, &styles)?,
            (None, Some(own), _) => fill(sheet, layout, own, &drop_downs, &styles)?,
            (None, None, SheetId::Settings) => {
                setting::write(sheet, layout, &scheme, content.period, calendar, &drop_downs, &styles)?;
            }
            (None, None, _) => tables::write(sheet, layout, scheme.sheet(layout.id), calendar, &drop_downs, &styles)?,
        }
        tables::finish(sheet, layout)?;
    }
    drop_downs.write(&mut workbook, &styles)?;
    further(&mut workbook, &styles)?;
    save(&mut workbook, None)
}

/// Fills in a sheet: the layout's columns with their drop-downs and help, the others as they are headed.
fn fill(
    sheet: &mut Worksheet,
    layout: &SheetLayout,
    own: &FilledSheet,
    drop_downs: &DropDowns,
    styles: &Styles,
) -> Result<(), WriteError> {
    let looks = own.columns.iter().map(|column| {
        let known = column.field.and_then(|field| layout.column(field));
        known.map_or((WIDTH, CellKind::Text), |known| (known.width, known.kind))
    });
    let looks: Vec<(u16, CellKind)> = looks.collect();
    let headings = own.columns.iter().zip(&looks).map(|(column, (width, _))| (column.heading.as_str(), *width));
    tables::write_headings(sheet, headings, styles)?;
    for ((col, column), (_, kind)) in (0..).zip(&own.columns).zip(&looks) {
        sheet.set_column_format(col, tables::format(*kind, styles))?;
        let Some(field) = column.field else { continue };
        let help = GUIDE.column(layout.id, field).map(|words| words.help.as_str());
        if let Some(rule) = drop_downs.rule(layout.id, field, *kind, &column.heading, help)? {
            sheet.add_data_validation(1, col, ROWS_TO_FILL, col, &rule)?;
        }
    }
    // A sheet without rows gets one empty row, so that its first cells are formatted like any other's.
    let empty = [vec![Printed::Blank; own.columns.len()]];
    let rows: &[Vec<Printed>] = if own.rows.is_empty() { &empty } else { &own.rows };
    for (at, row) in (1..).zip(rows) {
        write_row(sheet, at, row, &looks, styles)?;
    }
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    at: RowNum,
    row: &[Printed],
    looks: &[(u16, CellKind)],
    styles: &Styles,
) -> Result<(), WriteError> {
    let mut lines = 1;
    for ((col, value), (width, kind)) in (0..).zip(row).zip(looks) {
        let format = match value {
            Printed::Number(_) | Printed::Shown { .. } => &styles.number,
            Printed::Text(_) | Printed::Blank => tables::format(*kind, styles),
        };
        write_printed(sheet, (at, col), value, false, format)?;
        if let Printed::Text(text) = value {
            lines = lines.max(lines_of(text, *width));
        }
    }
    fit_row(sheet, at, lines)
}

/// Writes a sheet as it stood in an earlier plan workbook, with rows added below.
fn copy(
    sheet: &mut Worksheet,
    layout: &SheetLayout,
    from: &Sheet,
    (added, typed): (&[Vec<Printed>], &[(Setting, String)]),
    drop_downs: &DropDowns,
    styles: &Styles,
) -> Result<(), WriteError> {
    let table = PLAN.sheets.iter().find(|own| own.id == layout.id).and_then(|own| Table::find(from, own));
    let header = table.as_ref().map(|table| table.header_row);
    let field = |col: ColNum| {
        table.as_ref().and_then(|table| table.fields().find(|(_, own)| *own == col)).map(|(field, _)| field)
    };
    let look = |col: ColNum| {
        let known = field(col).and_then(|field| layout.column(field));
        known.map_or((WIDTH, CellKind::Text), |known| (known.width, known.kind))
    };
    let last = from.cells.iter().map(|cell| cell.at.col).max().unwrap_or_default();
    for col in 0..=last {
        let (width, kind) = look(col);
        sheet.set_column_width(col, width)?;
        sheet.set_column_format(col, tables::format(kind, styles))?;
        let Some(field) = field(col).filter(|_| layout.id != SheetId::Settings) else { continue };
        let help = GUIDE.column(layout.id, field).map(|words| words.help.as_str());
        let heading = layout.heading(field);
        if let (Some(rule), Some(header)) = (drop_downs.rule(layout.id, field, kind, heading, help)?, header) {
            sheet.add_data_validation(header + 1, col, header + ROWS_TO_FILL, col, &rule)?;
        }
    }
    let mut lines: BTreeMap<RowNum, u32> = BTreeMap::new();
    for cell in &from.cells {
        let (row, col) = (cell.at.row, cell.at.col);
        let (width, kind) = look(col);
        if header == Some(row) {
            write_text(sheet, (row, col), &cell.as_shown(), &styles.heading)?;
        } else {
            copy_cell(sheet, from, cell, (field(col), kind), styles)?;
        }
        let many = lines.entry(row).or_insert(1);
        *many = (*many).max(lines_of(&cell.shown_text(), width));
    }
    if layout.id == SheetId::Settings
        && let Some(table) = &table
        && let (Some(name), Some(value)) = (table.col(Field::Setting), table.col(Field::Value))
    {
        for row in table.rows() {
            let text = row.text(Field::Setting);
            let known = Setting::ALL.iter().find(|own| key(own.name()) == key(&text));
            if let Some(known) = known.filter(|_| name != value) {
                sheet.add_data_validation(row.number, value, row.number, value, &setting::rule(*known, drop_downs)?)?;
            }
            let typed = known.and_then(|known| typed.iter().find(|(own, _)| own == known));
            if let (Some((_, text)), None) = (typed, row.given(Field::Value)) {
                write_text(sheet, (row.number, value), text, &styles.as_text)?;
            }
        }
    }
    let end = from.cells.last().map_or(0, |cell| cell.at.row);
    let looks: Vec<(u16, CellKind)> = (0..=last).map(look).collect();
    for (at, row) in (end + 1..).zip(added) {
        write_row(sheet, at, row, &looks, styles)?;
    }
    for (row, many) in lines {
        fit_row(sheet, row, many)?;
    }
    Ok(())
}

fn copy_cell(
    sheet: &mut Worksheet,
    from: &Sheet,
    cell: &Cell,
    (field, kind): (Option<Field>, CellKind),
    styles: &Styles,
) -> Result<(), WriteError> {
    let at = (cell.at.row, cell.at.col);
    let fill = if field == Some(Field::Colour) { Colour::parse(&cell.shown_text()) } else { None };
    if let Some(fill) = fill {
        return write_text(sheet, at, &cell.as_shown(), &styles.rating(fill));
    }
    match &cell.value {
        None => write_text(sheet, at, "", tables::format(kind, styles)),
        Some(Value::Date { day, .. }) => write_date(sheet, at, *day, &styles.text.clone().set_num_format(DAY)),
        Some(Value::Number(_)) => {
            let value = carried(Some(cell), written_of(from.looks_at(cell.at)));
            write_printed(sheet, at, &value, false, &styles.text)
        }
        Some(Value::Text(_) | Value::Bool(_) | Value::Time { .. } | Value::Error(_)) => {
            write_text(sheet, at, &cell.as_shown(), tables::format(kind, styles))
        }
    }
}
