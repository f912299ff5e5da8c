//! The Trends sheet: the periods side by side, each indicator with its values, a line through them and its ratings; below,
//! the shares of the ratings in each period.
//!
//! It is there where anything tells of an earlier period. A figure that was restated is the newest that was given, marked
//! by its number format, so that it stays a number; what was said at first stands below the table.

mod said;
mod shares;

use rust_xlsxwriter::{ColNum, Color, RowNum, Sparkline, Worksheet};

use crate::domain::{Kind, Period, Target, Unit, print_number};
use crate::layout::{CellKind, Field, SheetId};
use crate::tally::IndicatorLine;
use crate::workbook::{
    LateRows, Orientation, WriteError, is_legible, lay_out_page, number_of, side_by_side, write_lines, write_text,
};

use super::book::{Book, layout_of};
use super::cell::Cell;
use super::data_sheet::colour_ratings;
use super::line::DataLine;
use super::status;
use super::table::{Heading, Rows, Table};

use shares::Section;

/// The line of a trend and its points: dark blue.
const LINE: Color = Color::RGB(0x0B_4F_A8);
/// The widest that a column of figures is made, in characters.
const WIDEST: u16 = 18;
/// How many columns are repeated on every page: what the row is.
const REPEATED: ColNum = 2;

/// A column of the table.
#[derive(Debug, Clone)]
struct Column {
    field: Field,
    period: Option<Period>,
    heading: String,
    kind: CellKind,
    width: u16,
}

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, book: &'w Book<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let styles = &book.styles;
    let title = book.title_of("trends");
    write_text(sheet, (0, 0), &title, &styles.title)?;
    write_text(sheet, (1, 0), &status::in_a_line(book), &styles.section)?;
    let sections: Vec<Section<'_>> =
        [Kind::Actions, Kind::Indicators].into_iter().filter_map(|kind| Section::of(book, kind)).collect();
    let (mut at, mut late, mut widths, mut pages) = (3, Vec::new(), Vec::new(), Vec::new());
    let mut first_rating = None;
    if book.tally.indicator_lines.is_empty() {
        write_text(sheet, (at, 0), "No indicators in this plan.", &styles.guidance)?;
        at += 2;
    } else {
        let columns = columns(book);
        widths = columns.iter().map(|column| column.width).collect();
        first_rating = (0..).zip(&columns).find(|(_, column)| column.field == Field::PeriodRating).map(|(col, _)| col);
        write_text(sheet, (at, 0), "Indicators", &styles.section)?;
        at = write_lines(sheet, at + 1, said::above(book), &styles.guidance)?;
        let is_widest = sections.iter().all(|section| section.columns() <= columns.len());
        let (last, rows) = write_indicators(sheet, at, book, &columns, is_widest)?;
        late.extend(rows);
        at = write_lines(sheet, last + 1, said::below(book), &styles.guidance)? + 1;
    }
    for section in sections {
        pages.push(at);
        widths.extend(section.widths().skip(widths.len()));
        at = section.write(sheet, at, &widths)? + 2;
    }
    for (col, width) in (0..).zip(&widths) {
        sheet.set_column_width(col, *width)?;
    }
    sheet.set_freeze_panes(0, REPEATED)?;
    sheet.set_page_order(true);
    lay_out_page(sheet, Orientation::Landscape, None, &title)?;
    sheet.set_page_breaks(&pages)?;
    if !is_legible(&widths) {
        side_by_side(sheet, REPEATED, first_rating)?;
    }
    Ok(late)
}

/// The columns of the table: those of ratings only where anything was rated.
fn columns(book: &Book<'_>) -> Vec<Column> {
    let (record, lines) = (&book.tally.record, &book.tally.indicator_lines);
    let periods = record.periods();
    let is_rated =
        lines.iter().any(|line| periods.iter().any(|period| record.indicator(line, *period).rating.is_some()));
    let of_period = |column: &crate::layout::Column, period: &Period| Column {
        field: column.field,
        period: Some(*period),
        heading: column.heading.replace("{period}", &period.to_string()),
        kind: column.kind,
        width: if column.field == Field::PeriodValue { width_of(book, *period, column.width) } else { column.width },
    };
    let columns = layout_of(SheetId::Trends).columns.iter().flat_map(|column| {
        if column.field == Field::PeriodRating && !is_rated {
            return Vec::new();
        }
        if matches!(column.field, Field::PeriodValue | Field::PeriodRating) {
            return periods.iter().map(|period| of_period(column, period)).collect();
        }
        let (heading, kind, width) = (column.heading.clone(), column.kind, column.width);
        vec![Column { field: column.field, period: None, heading, kind, width }]
    });
    columns.collect()
}

/// The width of the column of a period, in characters: as wide as its longest figure, with the mark of a restated one and the
/// edges of the cell.
fn width_of(book: &Book<'_>, period: Period, least: u16) -> u16 {
    let printed = book.tally.indicator_lines.iter().filter_map(|line| {
        let value = book.tally.record.indicator(line, period).value?;
        let unit = line.issued.unit.trim();
        let is_shown = !matches!(line.issued.known_unit(), Unit::PercentChange | Unit::Days | Unit::Number);
        let unit = Some(unit).filter(|_| is_shown).unwrap_or_default();
        Some(print_number(value, line.issued.decimals, unit).chars().count())
    });
    let longest = printed.max().unwrap_or_default() + 3;
    u16::try_from(longest).unwrap_or(WIDEST).clamp(least, WIDEST)
}

/// Writes the table of indicators with its headings in row `at`; gives its last row and, where nothing on the sheet is
/// wider, its rows to be written when the workbook is saved.
fn write_indicators<'w>(
    sheet: &mut Worksheet,
    at: RowNum,
    book: &'w Book<'_>,
    columns: &[Column],
    is_widest: bool,
) -> Result<(RowNum, Option<LateRows<'w>>), WriteError> {
    let layout = layout_of(SheetId::Trends);
    let lines: Vec<&'w IndicatorLine<'_>> = book.tally.indicator_lines.iter().collect();
    let own = columns.to_vec();
    let heading = |column: &Column| Heading {
        figures: column.kind == CellKind::Quantity,
        ..Heading::plain(column.heading.as_str(), column.width)
    };
    let table = Table {
        name: layout.name.clone(),
        about: book.title_of("values and ratings of each indicator, period by period"),
        headings: columns.iter().map(heading).collect(),
        filter: true,
        rows: Rows::of(lines, columns.len(), move |line: &&'w IndicatorLine<'_>, place| {
            own.get(place).map_or(Cell::Blank, |column| content(line, book, column))
        }),
    };
    add_trends(sheet, at + 1, columns, &table.rows)?;
    let (last, late) = if is_widest {
        let (last, late) = table.write_late(sheet, at, &book.styles)?;
        (last, Some(late))
    } else {
        (table.write(sheet, at, &book.styles)?, None)
    };
    for (col, _) in (0..).zip(columns).filter(|(_, column)| column.kind == CellKind::Rating) {
        colour_ratings(sheet, Some(book.plan.scale(Kind::Indicators)), col, (at + 1, last))?;
    }
    Ok((last, late))
}

fn content<'w>(line: &'w IndicatorLine<'_>, book: &'w Book<'_>, column: &Column) -> Cell<'w> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are those of the data sheet")]
    match (column.field, column.period) {
        (Field::PeriodValue, Some(period)) => line.in_period(book, period),
        (Field::PeriodRating, Some(period)) => Cell::optional(book.tally.record.indicator(line, period).rating),
        (Field::Trend, _) => Cell::Blank,
        (Field::Target, _) => match &line.planned.target {
            Target::Number(value) => line.number(*value),
            target => Cell::text(target.printed(line.issued.decimals, &line.issued.unit)),
        },
        (field, _) => line.cell(book, field),
    }
}

/// Adds the lines through the figures of each row, the first of which is `first`. A word between figures would be drawn as
/// nought, so a line begins behind the last one; rows that begin alike are one group.
fn add_trends(sheet: &mut Worksheet, first: RowNum, columns: &[Column], rows: &Rows<'_>) -> Result<(), WriteError> {
    let places = || (0_usize..).zip(columns);
    let values: Vec<usize> =
        places().filter(|(_, column)| column.field == Field::PeriodValue).map(|(place, _)| place).collect();
    let trend = places().find(|(_, column)| column.field == Field::Trend).map(|(place, _)| place);
    let (Some(trend), Some(last)) = (trend.and_then(|place| ColNum::try_from(place).ok()), values.last()) else {
        return Ok(());
    };
    let last = ColNum::try_from(*last).unwrap_or(ColNum::MAX);
    let begins = |row: usize| -> Option<ColNum> {
        let cells: Vec<(usize, Cell<'_>)> = values.iter().map(|place| (*place, rows.cell(row, *place))).collect();
        let is_drawn = |cell: &Cell<'_>| cell.figure().is_some_and(|(value, _)| number_of(value).is_some());
        let behind = cells.iter().rposition(|(_, cell)| !cell.is_blank() && !is_drawn(cell)).map_or(0, |at| at + 1);
        let drawn = cells.get(behind..)?;
        let start = drawn.iter().find(|(_, cell)| is_drawn(cell))?.0;
        let enough = drawn.iter().filter(|(_, cell)| is_drawn(cell)).count() > 1;
        enough.then(|| ColNum::try_from(start).ok()).flatten()
    };
    let name = &layout_of(SheetId::Trends).name;
    let mut group: Option<(RowNum, ColNum)> = None;
    let starts = (0..rows.count()).map(begins).chain(std::iter::once(None));
    for (row, start) in (first..).zip(starts) {
        if group.map(|(_, start)| start) == start {
            continue;
        }
        if let Some((from, start)) = group {
            let line = Sparkline::new()
                .set_range((name.as_str(), from, start, row - 1, last))
                .set_sparkline_color(LINE)
                .show_markers(true)
                .set_markers_color(LINE);
            if from == row - 1 {
                sheet.add_sparkline(from, trend, &line)?;
            } else {
                sheet.add_sparkline_group(from, trend, row - 1, trend, &line)?;
            }
        }
        group = start.map(|start| (row, start));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
