//! A sheet with one table whose headings come from the layout: Actions, Indicators, Returns and Findings.
//!
//! Optional columns are there only where a row has something in them; further columns of the plan stand where they do
//! in the return: locked ones after the action or indicator, asked ones after the entries. Title in A1, what the sheet
//! holds below it, then the table and nothing after it.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, RowNum, Worksheet};

use crate::domain::Scale;
use crate::layout::{CellKind, Column, Field, SheetId, SheetLayout};
use crate::returns::{AnySlot, DateGiven, Entered, Entry, Slot};
use crate::workbook::{
    LateRows, Orientation, Styles, WriteError, formula_text, in_pages, lay_out_page, print_in_pages, write_lines,
    write_text,
};

use super::book::{layout_of, table_name};
use super::cell::Cell;
use super::drop_down;
use super::table::{Heading, Look, Rows, Table};

/// The width of a further column, in characters.
const FURTHER_WIDTH: u16 = 18;

/// The narrowest that a column of words, and one of long texts, is made so that fewer pages hold all.
const LEAST: u16 = 13;
const LEAST_LONG: u16 = 26;

/// A sheet with one table.
pub(super) struct DataSheet<'a> {
    /// Which sheet it is.
    pub id: SheetId,
    /// The title in A1.
    pub title: String,
    /// What the sheet holds and how to read it, a line each.
    pub guidance: Vec<String>,
    /// What stands there where there is no row.
    pub empty: String,
    /// What the column of each period is headed, where the sheet has such columns.
    pub periods: Vec<String>,
    /// The rows: a cell for each column of the layout (one for each period in place of that of a period), then one for each
    /// further column.
    pub rows: Rows<'a>,
    /// Headings of the further columns, each with whether it asks.
    pub further: Vec<(String, bool)>,
    /// The ratings whose words are shown in their colours.
    pub scale: Option<&'a Scale>,
}

/// A column as it may be written.
struct Shown<'l> {
    /// The place of its cell in a row.
    place: usize,
    heading: &'l str,
    /// One of the layout's; `None` where it is a further one.
    column: Option<&'static Column>,
}

impl<'a> DataSheet<'a> {
    /// Writes the sheet but for its rows, which are given back to be written when the workbook is saved.
    pub(super) fn write(self, sheet: &mut Worksheet, styles: &Styles) -> Result<Vec<LateRows<'a>>, WriteError> {
        write_text(sheet, (0, 0), &self.title, &styles.title)?;
        if self.rows.is_empty() {
            write_text(sheet, (1, 0), &self.empty, &styles.guidance)?;
            sheet.set_column_width(0, 40)?;
            lay_out_page(sheet, Orientation::Landscape, None, &self.title)?;
            return Ok(Vec::new());
        }
        let at = write_lines(sheet, 1, &self.guidance, &styles.guidance)? + 1;
        let layout = layout_of(self.id);
        let mut columns = columns(layout, &self.periods, &self.further);
        let rows = self.rows.with_columns(columns.iter().map(|column| column.place).collect());
        let (used, formats) = rows.used(&columns.iter().map(Shown::look).collect::<Vec<_>>());
        let mut used = used.into_iter();
        columns.retain(|column| used.next() == Some(true) || column.column.is_none_or(|column| !column.optional));
        // What is read first stands on the first page across, files and cells on the last.
        let (widths, narrowest): (Vec<u16>, Vec<u16>) =
            columns.iter().map(|column| (column.width(), column.least())).unzip();
        let is_cell = |column: &Shown<'_>| column.column.is_some_and(|column| column.field == Field::SourceCell);
        let (widths, pages) = in_pages(&widths, &narrowest, &columns.iter().map(is_cell).collect::<Vec<_>>());
        let table = Table {
            name: table_name(layout),
            about: self.title.clone(),
            headings: columns
                .iter()
                .zip(&widths)
                .map(|(column, width)| Heading::plain(column.heading, *width))
                .collect(),
            filter: true,
            rows: rows.with_columns(columns.iter().map(|column| column.place).collect()),
        };
        let (last, late) = table.write_measured(sheet, at, styles, formats, None)?;
        for ((col, shown), width) in (0..).zip(&columns).zip(&widths) {
            sheet.set_column_width(col, *width)?;
            let Some(column) = shown.column else { continue };
            if column.kind == CellKind::Rating {
                colour_ratings(sheet, self.scale, col, (at + 1, last))?;
            }
            // The word that Summary counts.
            if column.field == Field::RatingCounted {
                drop_down::offer(sheet, self.id, self.scale, col, (at + 1, last))?;
            }
        }
        sheet.set_freeze_panes(at + 1, 1)?;
        lay_out_page(sheet, Orientation::Landscape, Some(at), &self.title)?;
        // The reference is there at least.
        let last_col = ColNum::try_from(widths.len().saturating_sub(1)).unwrap_or(ColNum::MAX);
        print_in_pages(sheet, (at, last), last_col, &pages)?;
        Ok(vec![late])
    }
}

/// The columns of a sheet in their order.
fn columns<'l>(layout: &'static SheetLayout, periods: &'l [String], further: &'l [(String, bool)]) -> Vec<Shown<'l>> {
    let own = layout.columns.iter().flat_map(|column| {
        if column.field == Field::PeriodValue {
            periods.iter().map(|label| (label.as_str(), column)).collect()
        } else {
            vec![(column.heading.as_str(), column)]
        }
    });
    let own: Vec<(&str, &'static Column)> = own.collect();
    let further = |asked: bool| {
        let own = (own.len()..).zip(further).filter(move |(_, (_, asks))| *asks == asked);
        own.map(|(place, (heading, _))| Shown { place, heading, column: None })
    };
    let mut columns = Vec::new();
    for (place, (heading, column)) in own.iter().enumerate() {
        if column.field == Field::SourceFile {
            columns.extend(further(true));
        }
        columns.push(Shown { place, heading, column: Some(column) });
        if matches!(column.field, Field::Action | Field::Indicator) {
            columns.extend(further(false));
        }
    }
    columns
}

impl Shown<'_> {
    /// What to look for first: further columns may hold figures as well as words.
    fn look(&self) -> Look {
        match self.column {
            Some(column) if !matches!(column.kind, CellKind::Number | CellKind::Quantity) => {
                if column.optional {
                    Look::ForAnything
                } else {
                    Look::Nowhere
                }
            }
            Some(_) | None => Look::ForFigures,
        }
    }

    fn width(&self) -> u16 {
        self.column.map_or(FURTHER_WIDTH, |column| column.width)
    }

    /// How narrow it may be made so that fewer pages hold all columns: what is read at length no narrower than that.
    fn least(&self) -> u16 {
        match self.width() {
            width @ 0..=LEAST => width,
            width if width < LEAST_LONG => LEAST,
            _ => LEAST_LONG,
        }
    }
}

/// Colours the ratings in a column by their words, so that a corrected one changes colour by itself.
pub(super) fn colour_ratings(
    sheet: &mut Worksheet,
    scale: Option<&Scale>,
    col: ColNum,
    (first, last): (RowNum, RowNum),
) -> Result<(), WriteError> {
    let cell = row_col_to_cell(first, col);
    for rating in scale.into_iter().flatten() {
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("=TRIM({cell})={}", formula_text(&rating.name)).as_str())
            .set_format(Styles::rating_rule_with_symbol(rating.colour, rating.symbol.as_deref()));
        sheet.add_conditional_format(first, col, last, col, &rule)?;
    }
    Ok(())
}

/// What was entered in a text cell, or what was typed where it cannot be read.
pub(super) fn entered<S: AnySlot + ?Sized>(slot: &S) -> Cell<'_> {
    Cell::text(slot.entered().and_then(Entered::words).unwrap_or(slot.typed()))
}

/// A day that was entered; what was typed where it is none.
pub(super) fn day(slot: &Slot<DateGiven>) -> Cell<'_> {
    match &slot.entry {
        Entry::Given(given) => Cell::Day(given.day),
        Entry::Blank | Entry::Unreadable(_) => Cell::text(&slot.typed),
    }
}

/// `Yes` or `No`.
pub(super) fn yes_no(yes: bool) -> Cell<'static> {
    Cell::text(if yes { "Yes" } else { "No" })
}
