//! The summary tables for the terminal: priorities by rating, and delivery plans by rating where that says more.

use std::fmt::Write as _;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table as Grid, presets};

use crate::plan::Plan;
use crate::report::{SummaryTable, summary_tables};
use crate::tally::Tally;

use super::wrap::wrapped;

/// The narrowest that a table is drawn.
const NARROWEST: u16 = 40;

/// The summary tables of actions and of indicators, `width` characters wide at most.
pub(crate) fn summary(tally: &Tally<'_>, plan: &Plan, width: usize) -> String {
    let mut out = String::new();
    for table in summary_tables(tally, plan) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}\n{}", table.title, drawn(&table, width));
        let below = table.footnote.iter().map(|footnote| wrapped(footnote, width, 0) + "\n").collect::<String>();
        let _ = writeln!(out, "{below}");
    }
    out
}

fn drawn(table: &SummaryTable, width: usize) -> String {
    let mut grid = Grid::new();
    grid.force_no_tty()
        .load_style(presets::UTF8_BORDERS_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX).max(NARROWEST));
    let mut header = vec![Cell::new(table.first)];
    header.extend(table.columns.iter().map(|column| number(&column.name)));
    header.push(number("Total"));
    grid.set_header(header);
    for line in &table.lines {
        let mut row = vec![Cell::new(&line.name)];
        row.extend(line.cells.iter().map(|cell| number(cell)));
        row.push(number(&line.total.to_string()));
        grid.add_row(row);
    }
    grid.trim_fmt()
}

fn number(text: &str) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}
