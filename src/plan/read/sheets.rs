//! The sheets of a plan workbook: each found by its name, its table by the headings.

use crate::grid::{CellRef, Workbook};
use crate::layout::{PLAN, SheetId, Table};

use super::fault::{ColumnFault, FaultKind, SheetFault};
use super::faults::Faults;
use super::headings::check_headings;

/// The sheets that a plan is made of.
pub(super) struct Sheets<'g> {
    pub(super) settings: PlanSheet<'g>,
    pub(super) priorities: PlanSheet<'g>,
    pub(super) delivery_plans: PlanSheet<'g>,
    pub(super) actions: PlanSheet<'g>,
    pub(super) indicators: PlanSheet<'g>,
    pub(super) ratings: PlanSheet<'g>,
    pub(super) tolerances: PlanSheet<'g>,
    pub(super) rules: PlanSheet<'g>,
    pub(super) waivers: PlanSheet<'g>,
    pub(super) wording: PlanSheet<'g>,
    pub(super) messages: PlanSheet<'g>,
}

impl<'g> Sheets<'g> {
    /// Finds them; faults of their headings are recorded, and those that are missing, or have no rows though nothing
    /// can be done without them.
    pub(super) fn find(workbook: &'g Workbook, faults: &mut Faults) -> Self {
        let mut sheet = |id: SheetId| PlanSheet::find(workbook, id, faults);
        let sheets = Self {
            settings: sheet(SheetId::Settings),
            priorities: sheet(SheetId::Priorities),
            delivery_plans: sheet(SheetId::DeliveryPlans),
            actions: sheet(SheetId::Actions),
            indicators: sheet(SheetId::Indicators),
            ratings: sheet(SheetId::Ratings),
            tolerances: sheet(SheetId::Tolerances),
            rules: sheet(SheetId::Rules),
            waivers: sheet(SheetId::Waivers),
            wording: sheet(SheetId::Wording),
            messages: sheet(SheetId::Messages),
        };
        sheets.check(faults);
        sheets
    }

    fn check(&self, faults: &mut Faults) {
        let name = |id: SheetId| PLAN.sheet_name(id).to_owned();
        let missing = |id: SheetId| FaultKind::Sheet(SheetFault::Missing { sheet: name(id), or: None });
        let required = [
            (SheetId::Settings, &self.settings),
            (SheetId::Priorities, &self.priorities),
            (SheetId::DeliveryPlans, &self.delivery_plans),
            (SheetId::Ratings, &self.ratings),
        ];
        for (id, found) in required {
            match found {
                PlanSheet::Missing => faults.in_workbook(missing(id), ""),
                PlanSheet::Table(table) if id != SheetId::Settings && !found.has_rows() => {
                    faults.in_sheet(&table.sheet.name, FaultKind::Sheet(SheetFault::WithoutRows { sheet: name(id) }));
                }
                PlanSheet::WithoutHeadings | PlanSheet::Table(_) => {}
            }
        }
        match (&self.actions, &self.indicators) {
            (PlanSheet::Missing, PlanSheet::Missing) => {
                let (sheet, or) = (name(SheetId::Actions), Some(name(SheetId::Indicators)));
                faults.in_workbook(FaultKind::Sheet(SheetFault::Missing { sheet, or }), "");
            }
            (PlanSheet::Missing, PlanSheet::Table(_)) if !self.indicators.has_rows() => {
                faults.in_workbook(missing(SheetId::Actions), "");
            }
            (PlanSheet::Table(_), PlanSheet::Missing) if !self.actions.has_rows() => {
                faults.in_workbook(missing(SheetId::Indicators), "");
            }
            (PlanSheet::Missing | PlanSheet::WithoutHeadings | PlanSheet::Table(_), _) => {}
        }
    }
}

/// What became of a sheet.
#[derive(Debug)]
pub(super) enum PlanSheet<'g> {
    /// There is no sheet of that name.
    Missing,
    /// It is there and its headings are not.
    WithoutHeadings,
    /// Its table was found.
    Table(Table<'g>),
}

impl<'g> PlanSheet<'g> {
    /// Finds the sheet `id` by its name, and its table; faults of its headings are recorded.
    pub(super) fn find(workbook: &'g Workbook, id: SheetId, faults: &mut Faults) -> Self {
        let layout = PLAN.sheet(id);
        let Some(sheet) = layout.find_in(workbook) else { return Self::Missing };
        let Some(table) = Table::find(sheet, layout) else {
            if !sheet.cells.is_empty() || !layout.optional {
                let required = layout.columns.iter().filter(|column| !column.optional);
                let headings = required.map(|column| column.heading.clone()).collect();
                faults.in_sheet(&sheet.name, FaultKind::Column(ColumnFault::HeadingsMissing { headings }));
            }
            return Self::WithoutHeadings;
        };
        for column in table.missing().filter(|column| !column.optional) {
            faults.in_sheet(&sheet.name, FaultKind::Column(ColumnFault::Missing { heading: column.heading.clone() }));
        }
        for (field, at) in &table.doubled {
            if let Some(first) = table.heading_at(*field) {
                let heading = table.heading(*field).to_owned();
                faults.at_heading(&table, *at, FaultKind::Column(ColumnFault::Twice { heading, first }));
            }
        }
        report_hidden(&table, faults);
        check_headings(&table, faults);
        Self::Table(table)
    }

    /// Its table, where it was found.
    pub(super) fn table(&self) -> Option<&Table<'g>> {
        match self {
            Self::Table(table) => Some(table),
            Self::Missing | Self::WithoutHeadings => None,
        }
    }

    /// Whether its table was found and has any row.
    pub(super) fn has_rows(&self) -> bool {
        self.table().is_some_and(|table| table.rows().next().is_some())
    }
}

/// Records that rows or columns of a table are hidden, at the first of their cells.
fn report_hidden(table: &Table<'_>, faults: &mut Faults) {
    let sheet = table.sheet;
    if sheet.hidden_rows.is_empty() && sheet.hidden_cols.is_empty() {
        return;
    }
    let headings = sheet.row(table.header_row).iter().filter(|cell| cell.value.is_some()).map(|cell| cell.at);
    let hidden_cols: Vec<CellRef> = headings.clone().filter(|at| sheet.is_col_hidden(at.col)).collect();
    let filled = headings.take(1).chain(table.rows().filter_map(|row| row.first_cell()));
    let hidden_rows: Vec<CellRef> = filled.filter(|at| sheet.is_row_hidden(at.row)).collect();
    if let Some(first) = hidden_cols.iter().chain(&hidden_rows).min() {
        let kind = FaultKind::Hidden { rows: hidden_rows.len(), columns: hidden_cols.len() };
        faults.at_heading(table, *first, kind);
    }
}
