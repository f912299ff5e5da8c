//! Where something is to be changed, so that it lasts, that was changed on a sheet which is made anew.

use crate::domain::{Kind, tidy};
use crate::grid::{CellRef, Sheet, Workbook};
use crate::layout::{CellKind, Field, Row, SheetId, SheetLayout, Table, data_sheet as form_of};

use super::super::data_rows::data_sheet;
use super::edit::Instead;

/// The columns of a sheet that are for officers to fill in.
pub(super) fn own_fields(sheet: SheetId) -> &'static [Field] {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other sheets have none")]
    match sheet {
        SheetId::Actions | SheetId::Indicators => {
            &[Field::RatingCounted, Field::CorrectedBecause, Field::CommentaryForReport]
        }
        // What members agreed is carried as it stands, for `agree`.
        SheetId::Decisions => &[Field::Agreed],
        _ => &[],
    }
}

/// The column of a data sheet in which officers say otherwise what stands in `field` of any sheet.
fn own_of(form: &SheetLayout, field: Field) -> Option<Field> {
    let is_rating = form.column(field).is_some_and(|column| column.kind == CellKind::Rating);
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others are of the plan and the returns")]
    match field {
        Field::Commentary | Field::Reason => Some(Field::CommentaryForReport),
        Field::RatingBeforeCorrection => Some(Field::RatingCounted),
        Field::CorrectedBecause => Some(Field::CorrectedBecause),
        _ if is_rating && field != Field::LastRating => Some(Field::RatingCounted),
        _ => None,
    }
}

/// For a cell of a row of a data sheet.
pub(super) fn of_row(kind: Kind, row: &Row<'_, '_>, field: Option<Field>) -> Instead {
    let Some(field) = field else { return Instead::Inputs };
    let own = own_of(form_of(kind), field).and_then(|own| row.at(own));
    if let Some(at) = own {
        return Instead::Cell { sheet: row.table.sheet.name.clone(), at };
    }
    let is_entry = matches!(
        field,
        Field::CompletedDate | Field::RevisedDeadline | Field::Value | Field::OverrideReason | Field::DirectionOfTravel
    );
    match (row.given(Field::SourceFile), row.given(Field::SourceCell)) {
        (Some(file), Some(cell)) if is_entry => Instead::Return { file: file.to_string(), cell: cell.to_string() },
        _ => Instead::Inputs,
    }
}

/// For a cell of any other sheet: by the heading above it, and the row of a data sheet of the reference beside it.
pub(super) fn of_cell(workbook: &Workbook, form: Option<&SheetLayout>, sheet: &Sheet, at: CellRef) -> Instead {
    let found = || {
        let form = form?;
        let own = own_of(form, heading_above(form, sheet, at)?)?;
        let is_ref = |cell: &&crate::grid::Cell| heading_above(form, sheet, cell.at) == Some(Field::Ref);
        let reference = sheet.row(at.row).iter().find(is_ref)?.tidy_text();
        [Kind::Actions, Kind::Indicators].into_iter().find_map(|kind| {
            let table = Table::find(data_sheet(workbook, kind)?, form_of(kind))?;
            let row = table.rows().find(|row| row.text(Field::Ref) == reference)?;
            Some(Instead::Cell { sheet: table.sheet.name.clone(), at: row.at(own)? })
        })
    };
    found().unwrap_or(Instead::Inputs)
}

/// What the nearest heading above a cell says of its column.
pub(super) fn heading_above(form: &SheetLayout, sheet: &Sheet, at: CellRef) -> Option<Field> {
    (0..at.row).rev().find_map(|row| {
        let text = sheet.text(CellRef { row, ..at })?;
        form.column_headed(&tidy(&text)).map(|column| column.field)
    })
}
