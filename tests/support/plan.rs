//! The plan workbook of a case: a starter workbook with the case's settings and rows typed into it.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use planroll::grid::{Cell, CellRef, Sheet, Workbook};
use planroll::internals::domain::{Calendar, Period, Reporting, heading_key, key};
use planroll::internals::init::{Preset, starter};
use planroll::internals::layout::{self, CellKind, PLAN, RETURN, SheetId, SheetLayout};
use planroll::internals::plan::{self, PlanAsRead};

use super::case::Case;
use super::change::{apply, sheet};
use super::markdown::Table;
use super::sheets::{heading_at, replace_rows, typed};
use super::xlsx::{opened, saved};

/// What the Settings of a case may say beside the plan's own settings.
const HARNESS: [&str; 8] = [
    "Scheme",
    "As of",
    "Carry forward",
    "Check period",
    "Check plan code",
    "Take newest",
    "Without plan",
    "Without return",
];

/// The plan workbook of a case, as planroll reads its file when returns are issued.
pub(crate) fn plan_of(case: &Case) -> PlanAsRead {
    plan::read(&opened(&saved(&plan_workbook(case))), None)
}

/// The same as it is when returns are checked.
pub(crate) fn plan_since(case: &Case) -> PlanAsRead {
    plan::read(&opened(&saved(&plan_workbook_since(case))), None)
}

/// The plan workbook of a case as it is when returns are checked.
pub(crate) fn plan_workbook_since(case: &Case) -> Workbook {
    let mut book = plan_workbook(case);
    for change in &case.plan_since {
        apply(&mut book, change);
    }
    book
}

/// The plan workbook of a case.
pub(crate) fn plan_workbook(case: &Case) -> Workbook {
    let mut book = starter_of(case.setting("Scheme").unwrap_or("standard"));
    let settings = sheet(&mut book, "Settings");
    // The starter's day is for the starter's period; a case that has another says its own.
    let no_day = ("Returns due".to_owned(), String::new());
    for (name, value) in std::iter::once(&no_day).chain(&case.settings) {
        if HARNESS.contains(&name.as_str()) {
            continue;
        }
        if let Some(label) = settings.cells.iter().find(|cell| key(&cell.as_shown()) == key(name)).map(|cell| cell.at) {
            let at = CellRef { row: label.row, col: label.col + 1 };
            settings.cells.retain(|cell| cell.at != at);
            settings.cells.extend(typed(at, value, CellKind::Text));
            settings.cells.sort_by_key(|cell| cell.at);
        } else {
            let row = settings.cells.last().map_or(0, |cell| cell.at.row + 1);
            settings.cells.extend(typed(CellRef { row, col: 0 }, name, CellKind::Text));
            settings.cells.extend(typed(CellRef { row, col: 1 }, value, CellKind::Text));
        }
    }
    for table in &case.plan_sheets {
        replace_plan_sheet(&mut book, table, &[]);
    }
    let code = first_code(&mut book, "Delivery plans");
    let priority = first_code(&mut book, "Priorities");
    let fixed = [("Delivery plan", code.as_str()), ("Priority", priority.as_str())];
    for name in ["Actions", "Indicators"] {
        let mut merged: Option<Table> = None;
        for (table, _) in case.tables.iter().filter(|(table, _)| table.name == name) {
            let plan_part = plan_part(table);
            match &mut merged {
                None => merged = Some(plan_part),
                Some(all) => {
                    let refs: Vec<String> = all.rows.iter().map(|row| row[0].clone()).collect();
                    all.rows.extend(plan_part.rows.into_iter().filter(|row| !refs.contains(&row[0])));
                }
            }
        }
        let own = if name == "Actions" { "Action" } else { "Indicator" };
        match merged {
            Some(table) => {
                let mut fixed: Vec<(&str, &str)> = fixed.to_vec();
                fixed.push((own, "Something to be done"));
                if name == "Indicators" {
                    fixed.extend([("Unit", "%"), ("Better when", "Higher")]);
                }
                replace_plan_sheet(&mut book, &table, &fixed);
            }
            None if !case.tables.is_empty() && book.sheets.iter().any(|sheet| sheet.name == name) => {
                let header = heading_at(sheet(&mut book, name), "Ref").unwrap().row;
                sheet(&mut book, name).cells.retain(|cell| cell.at.row <= header);
            }
            None => {}
        }
    }
    for change in &case.plan_changes {
        apply(&mut book, change);
    }
    book
}

/// The columns of a table that are the plan's: those that are no entry of the return.
pub(crate) fn plan_part(table: &Table) -> Table {
    let form = form_of(&table.name);
    let is_plan = |heading: &str| {
        let entry = form.column_headed(heading).is_some_and(|column| column.entry);
        !entry || is_in_both(heading)
    };
    let keep: Vec<usize> = (0..table.headings.len()).filter(|index| is_plan(&table.headings[*index])).collect();
    let headings: Vec<String> = keep
        .iter()
        .map(|index| table.headings[*index].clone())
        .filter(|heading| !heading.starts_with("Typed "))
        .collect();
    let rows = table
        .rows
        .iter()
        .map(|row| {
            keep.iter()
                .filter(|index| !table.headings[**index].starts_with("Typed "))
                // What is asked is answered in the return.
                .map(|index| {
                    let is_asked = table.headings[*index].starts_with("Ask:");
                    if is_asked { String::new() } else { row.get(*index).cloned().unwrap_or_default() }
                })
                .collect()
        })
        .collect();
    Table { name: table.name.clone(), headings, rows }
}

/// Whether a heading is one of the plan's and of the return's: without `Typed` before it, what stands below is the plan's.
pub(crate) fn is_in_both(heading: &str) -> bool {
    matches!(heading_key(heading).as_str(), "last value" | "numerator" | "denominator")
}

pub(crate) fn form_of(name: &str) -> &'static SheetLayout {
    RETURN.sheet(if name == "Actions" { SheetId::Actions } else { SheetId::Indicators })
}

fn replace_plan_sheet(book: &mut Workbook, table: &Table, fixed: &[(&str, &str)]) {
    if !book.sheets.iter().any(|sheet| sheet.name == table.name) {
        let form = PLAN.sheets.iter().find(|form| form.name == table.name).expect("a sheet of the plan workbook");
        let mut added = Sheet::named(&table.name);
        for (col, column) in form.columns.iter().filter(|column| !column.optional).enumerate() {
            added.put(Cell::text(CellRef { row: 0, col: u16::try_from(col).unwrap() }, &column.heading));
        }
        book.sheets.push(added);
    }
    let sheet = sheet(book, &table.name);
    let header = sheet.cells.first().map_or(0, |cell| cell.at.row);
    replace_rows(sheet, table, header, fixed);
}

fn first_code(book: &mut Workbook, name: &str) -> String {
    let sheet = sheet(book, name);
    let heading = heading_at(sheet, "Code").unwrap();
    sheet
        .cells
        .iter()
        .find(|cell| cell.at.col == heading.col && cell.at.row > heading.row)
        .map(Cell::as_shown)
        .unwrap_or_default()
}

/// The starter workbook of a preset for 2025-26 (its first period), read once.
fn starter_of(scheme: &str) -> Workbook {
    static STARTERS: LazyLock<Mutex<BTreeMap<String, Workbook>>> = LazyLock::new(Mutex::default);
    let mut starters = STARTERS.lock().unwrap();
    starters
        .entry(scheme.to_owned())
        .or_insert_with(|| {
            let preset = Preset::parse(scheme).expect("a preset");
            let (text, reporting) = match scheme {
                "colchester" => ("2025-26 H1", Reporting::HalfYearly),
                _ => ("2025-26 Q1", Reporting::Quarterly),
            };
            let period = Period::parse(text, &Calendar { reporting, year_starts: 4 });
            opened(&starter(preset, period).expect("a starter workbook"))
        })
        .clone()
}
