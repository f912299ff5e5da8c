//! The file of further columns: what a council added to its plan, one row for each cell that holds something.

use crate::domain::Kind;
use crate::layout::Field;

use super::super::further::{FurtherOfRow, headings};
use super::super::{Whole, actions, indicators};
use super::cell::{DataCell, DataKind};
use super::{Column, DataRow, of_period};

/// One cell of a further column.
pub(super) struct FurtherCell {
    kind: Kind,
    reference: String,
    heading: String,
    value: DataCell,
}

/// Every cell that holds something: of actions, then of indicators, row by row.
pub(super) fn cells(whole: &Whole<'_>) -> Vec<FurtherCell> {
    let (actions, indicators) = (&whole.tally.action_lines, &whole.tally.indicator_lines);
    let of_actions = headings(actions.iter().map(actions::further_of));
    let of_indicators = headings(indicators.iter().map(indicators::further_of));
    let mut cells = Vec::new();
    for line in actions {
        add(&mut cells, Kind::Actions, &line.planned.reference, &actions::further_of(line), &of_actions);
    }
    for line in indicators {
        add(&mut cells, Kind::Indicators, &line.planned.reference, &indicators::further_of(line), &of_indicators);
    }
    cells
}

fn add(cells: &mut Vec<FurtherCell>, kind: Kind, reference: &str, row: &FurtherOfRow<'_>, headings: &[String]) {
    cells.extend(headings.iter().filter_map(|heading| {
        let value = DataCell::of(row.cell(heading));
        let cell = FurtherCell { kind, reference: reference.to_owned(), heading: heading.clone(), value };
        (cell.value != DataCell::Blank).then_some(cell)
    }));
}

impl DataRow for FurtherCell {
    fn columns() -> Vec<Column<Self>> {
        let mut columns = of_period();
        columns.extend([
            Column::<Self>::row("of", DataKind::Text, "Actions or Indicators", |_, cell| {
                DataCell::text(cell.kind.to_string())
            }),
            Column::<Self>::row("ref", DataKind::Text, "The reference of the action or indicator", |_, cell| {
                DataCell::text(&*cell.reference)
            }),
            Column::<Self>::row(
                "heading",
                DataKind::Text,
                "The heading of the column; one that begins with Ask: was filled in by the service",
                |_, cell| DataCell::text(&*cell.heading),
            ),
            Column::<Self>::row("value", DataKind::Text, "What stands in it", |_, cell| cell.value.clone()),
        ]);
        columns
    }

    fn on_sheet(&self, _: &Whole<'_>, _: Field) -> DataCell {
        DataCell::Blank
    }
}
