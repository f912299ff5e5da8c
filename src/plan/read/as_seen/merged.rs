//! Merged cells in the tables of the plan workbook.

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::CellRef;
use crate::layout::{Field, Table};
use crate::plan::read::fault::FaultKind;
use crate::plan::read::indicators::period_label;
use crate::plan::read::seen_fault::MergedFault;

use super::seen::AsSeen;

/// Records what merged cells cover in known columns.
pub(super) fn look(table: &Table<'_>, seen: &mut AsSeen<'_>) {
    let headings = known(table);
    for (first, last) in &table.sheet.merges {
        let within: Vec<(u16, &str)> =
            headings.range(first.col..=last.col).map(|(col, heading)| (*col, heading.as_str())).collect();
        if within.is_empty() || last.row < table.header_row {
            continue;
        }
        let kind = if first.row <= table.header_row {
            MergedFault::Headings
        } else if is_band(table, *first, *last) {
            MergedFault::Band
        } else {
            // Rows in which nothing stands at all are not read, and nothing is missing in them.
            let filled = table.sheet.rows_between(first.row, last.row).iter().filter(|cell| cell.value.is_some());
            let rows: BTreeSet<u32> = filled.map(|cell| cell.at.row).collect();
            let covered: Vec<(CellRef, String)> = rows
                .iter()
                .flat_map(|row| within.iter().map(|(col, heading)| (CellRef { row: *row, col: *col }, heading)))
                .filter(|(at, _)| at != first)
                .map(|(at, heading)| (at, (*heading).to_owned()))
                .collect();
            if covered.is_empty() {
                continue;
            }
            for (at, _) in &covered {
                seen.tell(table.sheet, *at);
            }
            MergedFault::Cells { is_in_one_row: covered.iter().all(|(at, _)| at.row == first.row), covered }
        };
        if kind == MergedFault::Band {
            for row in first.row..=last.row {
                for col in headings.keys() {
                    seen.blank(table.sheet, CellRef { row, col: *col });
                }
            }
        }
        seen.record(table, *first, FaultKind::Merged { fault: kind, last: *last });
    }
}

/// The known columns of a table, each with its heading.
fn known(table: &Table<'_>) -> BTreeMap<u16, String> {
    let own = table.fields().map(|(field, col)| (col, table.heading(field).to_owned()));
    let periods = table.unknown.iter().filter(|(heading, _)| period_label(heading).is_some());
    own.chain(periods.map(|(heading, at)| (at.col, heading.clone()))).collect()
}

/// Whether a merged cell is a band across the table, such as the name of a priority above its actions: it covers the ref
/// and the words of its row, and nothing else stands there.
fn is_band(table: &Table<'_>, first: CellRef, last: CellRef) -> bool {
    let covers = |field| table.col(field).is_some_and(|col| (first.col..=last.col).contains(&col));
    let words = [Field::Action, Field::Indicator, Field::DeliveryPlan, Field::Priority];
    let is_wide = (covers(Field::Ref) || covers(Field::Code)) && words.into_iter().any(covers);
    let filled = table.sheet.rows_between(first.row, last.row).iter();
    is_wide && filled.filter(|cell| cell.value.is_some()).all(|cell| cell.at == first)
}
