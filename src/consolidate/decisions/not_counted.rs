//! Rows that came back and are not counted, since the plan does not have them any more, or has them under another delivery
//! plan whose own return answers for them.

use crate::domain::{Kind, SharedText, same};
use crate::grid::CellRef;
use crate::layout::Field;
use crate::returns::{Entries, EntryTable, Return, Row};

use super::super::book::Book;
use super::super::cell::Cell;
use super::super::line::address;
use super::super::returns::counted_returns;
use super::super::sections::{Section, counted_title};
use super::super::table::Rows;

const RETURNED: [Field; 5] = [Field::DeliveryPlan, Field::Ref, Field::SourceFile, Field::SourceCell, Field::Text];

/// A row that is not counted.
struct Returned<'w> {
    sheet: &'w str,
    at: CellRef,
    reference: &'w SharedText,
    /// What was filled in, a line for each entry.
    text: String,
}

/// Every such row of a return that counts.
pub(super) fn returned<'w>(book: &'w Book<'_>) -> Section<'w> {
    let mut rows = Vec::new();
    for plan in &book.plan.delivery_plans {
        let stamped = counted_returns(book, &plan.code).filter(|received| received.stamped);
        for (received, row) in
            stamped.flat_map(|received| of_return(book, received).into_iter().map(move |row| (received, row)))
        {
            let cells = [
                Cell::text(book.labels.delivery_plan(plan)),
                Cell::Ref(row.reference.as_str().into()),
                Cell::text(&received.source.path),
                Cell::text(address(row.sheet, row.at)),
                Cell::text(row.text).or("Nothing was filled in."),
            ];
            rows.push(cells.into());
        }
    }
    let rows = Rows::made(rows);
    Section {
        title: counted_title("Returned rows that are not counted", &rows),
        notes: vec![
            "They came back, and the plan workbook has them no more: taken out, ended, or under another delivery plan."
                .to_owned(),
        ],
        empty: String::new(),
        name: "Rows_not_counted",
        fields: &RETURNED,
        rows,
        scale: None,
    }
}

fn of_return<'w>(book: &'w Book<'_>, received: &'w Return) -> Vec<Returned<'w>> {
    let code = received.identity.plan_code.as_str();
    let is_under = |plans: &[SharedText]| plans.iter().any(|own| same(own, code));
    let is_answer = |of: Option<&Return>| of.is_some_and(|own| std::ptr::eq(own, received));
    let mut rows = Vec::new();
    if let Some(table) = &received.actions {
        for (row, issued) in table.with_issued(&received.issued.actions) {
            let planned = book.plan.action(&issued.reference).filter(|planned| book.plan.is_current(planned));
            let line = || book.tally.action_lines.iter().find(|line| same(&line.planned.reference, &issued.reference));
            let counts = planned
                .is_some_and(|planned| is_under(&planned.plans) || line().is_some_and(|line| is_answer(line.received)));
            rows.extend((!counts).then(|| Returned::of(received, table, row, &issued.reference)));
        }
    }
    if let Some(table) = &received.indicators {
        for (row, issued) in table.with_issued(&received.issued.indicators) {
            let planned = book.plan.indicator(&issued.reference);
            let line =
                || book.tally.indicator_lines.iter().find(|line| same(&line.planned.reference, &issued.reference));
            let counts = planned
                .is_some_and(|planned| is_under(&planned.plans) || line().is_some_and(|line| is_answer(line.received)));
            rows.extend((!counts).then(|| Returned::of(received, table, row, &issued.reference)));
        }
    }
    rows
}

impl<'w> Returned<'w> {
    fn of<E: Entries>(
        received: &'w Return,
        table: &'w EntryTable<E>,
        row: &'w Row<E>,
        reference: &'w SharedText,
    ) -> Self {
        let kind: Kind = table.kind;
        let filled = row.slots().filter(|(_, slot)| !slot.is_blank());
        let lines = filled.map(|(cell, slot)| format!("{}: {}", cell.heading(&received.issued, kind), slot.typed()));
        Self { sheet: &table.sheet, at: row.at, reference, text: lines.collect::<Vec<_>>().join("\n") }
    }
}
