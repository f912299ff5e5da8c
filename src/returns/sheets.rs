//! Which of the issued sheets are there: by name, else by what is on them; and which sheets were not issued.

use crate::domain::{Direction, Kind};
use crate::grid::{Sheet, Workbook};
use crate::layout::{Field, Form, RETURN, SheetId, SheetLayout, Table};
use crate::plan::Issued;

use super::identity::is_stamp;
use super::marked::is_of_marking;
use super::{Anomaly, Reason};

/// The sheets of a return that were found.
pub(super) struct FoundSheets<'w> {
    found: Vec<(SheetId, &'w Sheet)>,
}

impl<'w> FoundSheets<'w> {
    /// The sheet with the table of `kind`.
    pub(super) fn table(&self, kind: Kind) -> Option<&'w Sheet> {
        self.form(SheetId::of(kind))
    }

    /// The sheet with that identity.
    pub(super) fn form(&self, id: SheetId) -> Option<&'w Sheet> {
        self.found.iter().find(|(found, _)| *found == id).map(|(_, sheet)| *sheet)
    }
}

/// Finds the issued sheets; those that are gone, were renamed or were not issued become anomalies.
pub(super) fn find_sheets<'w>(
    workbook: &'w Workbook,
    issued: &Issued,
    has_stamp_sheet: bool,
    is_marked: bool,
    anomalies: &mut Vec<Anomaly>,
) -> FoundSheets<'w> {
    let expected = expected_sheets(issued);
    let mut found: Vec<(SheetId, &'w Sheet)> = Vec::new();
    let taken = |found: &[(SheetId, &Sheet)], sheet: &Sheet| found.iter().any(|(_, one)| std::ptr::eq(*one, sheet));
    let named = |id: SheetId| RETURN.sheet(id).find_in(workbook);
    let is_of_other = |id: SheetId, sheet: &Sheet| kind_of(id).is_some_and(|kind| holds_table_of_other(sheet, kind));
    for id in &expected {
        if let Some(sheet) = named(*id).filter(|sheet| !taken(&found, sheet) && !is_of_other(*id, sheet)) {
            found.push((*id, sheet));
        }
    }
    for id in &expected {
        if found.iter().any(|(one, _)| one == id) {
            continue;
        }
        let form = RETURN.sheet(*id);
        let by_content = workbook.sheets.iter().find(|sheet| !taken(&found, sheet) && holds(sheet, form, issued));
        match by_content {
            Some(sheet) => {
                anomalies.push(Anomaly::SheetRenamed { expected: form.name.clone(), found: sheet.name.clone() });
                found.push((*id, sheet));
            }
            None if *id == SheetId::Stamp && has_stamp_sheet => {}
            // Its own table is nowhere, and the sheet of its name holds the other's.
            None if named(*id).is_some_and(|sheet| !taken(&found, sheet)) => {
                found.extend(named(*id).map(|sheet| (*id, sheet)));
            }
            // Said of the stamp by `Return::has_stamp_sheet`, also where its sheet is there and cannot be read.
            None if *id == SheetId::Stamp => {}
            None => anomalies.push(Anomaly::SheetMissing { name: form.name.clone() }),
        }
    }
    for sheet in &workbook.sheets {
        let is_ours = has_stamp_sheet && is_stamp(sheet) || is_marked && is_of_marking(sheet);
        if !taken(&found, sheet) && !is_ours {
            anomalies.push(Anomaly::UnexpectedSheet {
                name: sheet.name.clone(),
                visibility: sheet.visibility,
                cells: sheet.cells.len(),
                rows_of: None,
            });
        }
    }
    FoundSheets { found }
}

/// The sheets that a return of `issued` has, in their order.
fn expected_sheets(issued: &Issued) -> Vec<SheetId> {
    let is_expected = |id: &SheetId| match kind_of(*id) {
        Some(kind) => issued.row_count(kind) > 0,
        None => matches!(id, SheetId::Start | SheetId::SignOff | SheetId::Lists | SheetId::Stamp),
    };
    RETURN.sheets.iter().map(|sheet| sheet.id).filter(is_expected).collect()
}

/// The table that a sheet of the layout holds.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other sheet of a return is a form")]
fn kind_of(id: SheetId) -> Option<Kind> {
    match id {
        SheetId::Actions => Some(Kind::Actions),
        SheetId::Indicators => Some(Kind::Indicators),
        _ => None,
    }
}

/// The other of the two tables.
pub(super) fn other(kind: Kind) -> Kind {
    match kind {
        Kind::Actions => Kind::Indicators,
        Kind::Indicators => Kind::Actions,
    }
}

/// Whether a sheet holds the other table and not that of `kind`, by the heading that only the other has.
pub(super) fn holds_table_of_other(sheet: &Sheet, kind: Kind) -> bool {
    let has = |kind: Kind| {
        Table::find(sheet, RETURN.sheet(SheetId::of(kind))).is_some_and(|table| table.has(Field::wording(kind)))
    };
    !has(kind) && has(other(kind))
}

/// The table of `kind` in a sheet that does not hold the other one.
pub(super) fn table_in(sheet: &Sheet, kind: Kind) -> Option<Table<'_>> {
    let table = Table::find(sheet, RETURN.sheet(SheetId::of(kind)))?;
    // Its own table is nearly always there, and found at once; a table that is not there is sought in many rows.
    let is_it = table.has(Field::wording(kind)) || !holds_table_of_other(sheet, kind);
    is_it.then_some(table)
}

/// Whether the sheet holds what the sheet of `form` holds: most of its headings or labels.
pub(super) fn holds(sheet: &Sheet, form: &'static SheetLayout, issued: &Issued) -> bool {
    if let Some(kind) = kind_of(form.id) {
        let wanted = issued.columns(kind).len();
        return Table::find(sheet, form)
            .is_some_and(|table| table.has(Field::wording(kind)) && table.width() * 2 >= wanted);
    }
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other sheet of a return is a form")]
    match form.id {
        SheetId::Stamp => is_stamp(sheet),
        SheetId::Lists => {
            let has = |word: &str| sheet.cells.iter().any(|cell| cell.as_shown() == word);
            let directions = [Direction::Improving, Direction::Steady, Direction::Worsening];
            Reason::WORDS.into_iter().all(has) && directions.iter().all(|way| has(&way.to_string()))
        }
        _ => Form::find(sheet, form).is_most_of(form),
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    #[test]
    fn a_renamed_sheet_of_lists_is_one_finding_and_not_a_missing_and_an_unexpected_sheet() {
        let text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |

            | Change | Do | Where | What |
            |---|---|---|---|
            | | rename sheet | Lists | Lists (2) |";
        let found = findings(&cases(text)[0], "WBK");
        assert_eq!(found.iter().map(|finding| finding.rule.code).collect::<Vec<_>>(), ["WBK009"]);
    }
}
