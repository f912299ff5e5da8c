//! Refs and codes, and the cells that name them, as their number formats write them.

use crate::grid::{Cell, How, Look, Value, Written};
use crate::layout::{Field, Table};
use crate::plan::read::fault::{FaultKind, RefFault};

use super::seen::AsSeen;

/// Takes a number that stands for a ref as it is written; where that cannot be known, it is a fault.
pub(super) fn take_as_written(table: &Table<'_>, seen: &mut AsSeen<'_>) {
    for (at, look) in &table.sheet.looks {
        let (Look::Written(Written { text, how }), Some(field)) = (look, table.field_at(*at)) else { continue };
        let is_number = table.sheet.get(*at).is_some_and(|cell| matches!(cell.value, Some(Value::Number(_))));
        if !is_number
            || !matches!(field, Field::Ref | Field::Code | Field::DeliveryPlan | Field::Parent | Field::Priority)
        {
            continue;
        }
        match how {
            How::Digits | How::Otherwise | How::Scaled | How::Instead => seen.put(table.sheet, Cell::text(*at, text)),
            How::Nothing | How::Unknown => {
                let heading = table.heading(field).to_owned();
                seen.record(table, *at, FaultKind::Ref(RefFault::NotWritten { heading }));
                seen.blank(table.sheet, *at);
            }
        }
    }
}
