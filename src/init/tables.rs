//! The tables of the plan workbook: headings in row 1, the preset's rows below, drop-downs and help for the rows to
//! come.
//!
//! The sheets hold plain ranges rather than Excel tables, because officers insert, paste and delete rows. Columns
//! whose cells Excel would turn into something else (refs, text dates, codes) are formatted as text all the way down.

use rust_decimal::Decimal;
use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet};

use crate::domain::{Calendar, Colour, Part, Reporting};
use crate::layout::{CellKind, Field, SheetId, SheetLayout};
use crate::plan::Carried;
use crate::workbook::{Orientation, Styles, WriteError, fit_row, lay_out_page, lines_of, write_number, write_text};

use super::drop_downs::{DropDowns, ROWS_TO_FILL};
use super::guide::GUIDE;
use super::scheme::{Row, SchemeSheet};

/// One column as it is written.
struct Written<'a> {
    heading: String,
    width: u16,
    kind: CellKind,
    help: Option<&'a str>,
    holds: Holds,
}

/// What a column's cells hold.
#[derive(Clone, Copy)]
enum Holds {
    Field(Field),
    PeriodTarget(usize),
    Further(usize),
}

/// Writes a table: its headings and the preset's rows.
pub(super) fn write(
    sheet: &mut Worksheet,
    layout: &SheetLayout,
    scheme: Option<&SchemeSheet>,
    calendar: Calendar,
    drop_downs: &DropDowns,
    styles: &Styles,
) -> Result<(), WriteError> {
    let columns = columns(layout, scheme, calendar);
    write_headings(sheet, columns.iter().map(|column| (column.heading.as_str(), column.width)), styles)?;
    for (col, column) in (0..).zip(&columns) {
        sheet.set_column_format(col, format(column.kind, styles))?;
        if let Holds::Field(field) = column.holds
            && let Some(rule) = drop_downs.rule(layout.id, field, column.kind, &column.heading, column.help)?
        {
            sheet.add_data_validation(1, col, ROWS_TO_FILL, col, &rule)?;
        }
    }
    let rows = scheme.map(|scheme| scheme.rows.as_slice()).unwrap_or_default();
    // A sheet without examples gets one empty row, so that its first cells are formatted like any other's.
    let empty = [Row::default()];
    let rows = if rows.is_empty() { &empty } else { rows };
    let periods = usize::from(calendar.reporting.periods_in_year());
    for (at, row) in (1..).zip(rows) {
        let mut lines = 1;
        for (col, column) in (0..).zip(&columns) {
            let text = match column.holds {
                Holds::Field(field) => row.cells.get(&field),
                Holds::PeriodTarget(n) if row.period_targets.len() == periods => row.period_targets.get(n),
                Holds::PeriodTarget(_) => None,
                Holds::Further(n) => row.further.get(n),
            };
            let text = text.map_or("", String::as_str);
            match (column.holds, Colour::parse(text)) {
                (Holds::Field(Field::Colour), Some(fill)) => {
                    write_text(sheet, (at, col), text, &styles.rating(fill))?;
                }
                (Holds::Field(_) | Holds::PeriodTarget(_) | Holds::Further(_), _) => {
                    write_cell(sheet, (at, col), text, column.kind, styles)?;
                }
            }
            lines = lines.max(lines_of(text, column.width));
        }
        fit_row(sheet, at, lines)?;
    }
    Ok(())
}

/// Writes headings into row 1 and sets the columns' widths.
pub(super) fn write_headings<'a>(
    sheet: &mut Worksheet,
    headings: impl Iterator<Item = (&'a str, u16)>,
    styles: &Styles,
) -> Result<(), WriteError> {
    let mut lines = 1;
    for (col, (heading, width)) in (0..).zip(headings) {
        sheet.set_column_width(col, width)?;
        write_text(sheet, (0, col), heading, &styles.heading)?;
        // Bold text takes more room.
        lines = lines.max(lines_of(heading, width - 2));
    }
    fit_row(sheet, 0, lines)
}

/// Writes one cell of a column of `kind`; a plain number in a number column as a number.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    at: (RowNum, ColNum),
    text: &str,
    kind: CellKind,
    styles: &Styles,
) -> Result<(), WriteError> {
    match text.parse::<Decimal>() {
        Ok(number) if kind == CellKind::Number => write_number(sheet, at, number, &styles.number),
        Ok(_) | Err(_) => write_text(sheet, at, text, format(kind, styles)),
    }
}

/// What all sheets of the plan workbook have in common once they are written.
pub(super) fn finish(sheet: &mut Worksheet, layout: &SheetLayout) -> Result<(), WriteError> {
    let has_ref_first = matches!(layout.id, SheetId::Actions | SheetId::Indicators);
    sheet.set_freeze_panes(1, u16::from(has_ref_first))?;
    lay_out_page(sheet, Orientation::Landscape, Some(0), &layout.name)
}

fn columns<'a>(layout: &'a SheetLayout, scheme: Option<&'a SchemeSheet>, calendar: Calendar) -> Vec<Written<'a>> {
    let wanted = scheme.map(|scheme| scheme.columns.as_slice()).unwrap_or_default();
    let further = scheme.map(|scheme| scheme.further.as_slice()).unwrap_or_default();
    let mut columns = Vec::new();
    for column in &layout.columns {
        if column.field == Field::Action {
            columns.extend(further_columns(further, false));
        }
        if column.optional && !wanted.contains(&column.field) {
            continue;
        }
        let written = |heading, holds| Written {
            heading,
            width: column.width,
            kind: column.kind,
            help: GUIDE.column(layout.id, column.field).map(|words| words.help.as_str()),
            holds,
        };
        if column.field == Field::PeriodTarget {
            let labels = period_labels(calendar);
            columns.extend(
                labels
                    .iter()
                    .enumerate()
                    .map(|(n, label)| written(column.heading.replace("{period}", label), Holds::PeriodTarget(n))),
            );
        } else {
            columns.push(written(column.heading.clone(), Holds::Field(column.field)));
        }
    }
    columns.extend(further_columns(further, true));
    columns
}

/// The columns beyond the layout's: those that services fill in, or the others.
fn further_columns(further: &[String], asked: bool) -> impl Iterator<Item = Written<'_>> {
    let wanted = further.iter().enumerate().filter(move |(_, heading)| Carried::asks(heading) == asked);
    wanted.map(move |(n, heading)| Written {
        heading: heading.clone(),
        width: if asked { 22 } else { 34 },
        kind: CellKind::Text,
        help: None,
        holds: Holds::Further(n),
    })
}

/// The periods of a year by their labels; none where the whole year is reported at once.
fn period_labels(calendar: Calendar) -> Vec<String> {
    let part = |n| match calendar.reporting {
        Reporting::Quarterly => Some(Part::Quarter(n).to_string()),
        Reporting::FourMonthly => Some(Part::Third(n).to_string()),
        Reporting::HalfYearly => Some(Part::Half(n).to_string()),
        Reporting::Monthly => Some(format!("M{n}")),
        Reporting::Annual => None,
    };
    (1..=calendar.reporting.periods_in_year()).filter_map(part).collect()
}

/// The format of a column by what its cells hold.
pub(super) fn format(kind: CellKind, styles: &Styles) -> &Format {
    match kind {
        CellKind::Ref | CellKind::TextDate => &styles.as_text,
        CellKind::Number | CellKind::Quantity => &styles.number,
        CellKind::Text
        | CellKind::LongText
        | CellKind::Date
        | CellKind::Rating
        | CellKind::Choice
        | CellKind::YesNo
        | CellKind::Check => &styles.text,
    }
}
