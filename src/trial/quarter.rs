//! A whole quarter in memory: starter workbook, plan, issued returns, entries, findings.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use crate::domain::{heading_key, key};
use crate::grid::{CellRef, Legacy, Limits, Sheet, Workbook, read};
use crate::init::{Preset, starter};
use crate::layout::{self, Kind, PLAN, RETURN, SheetId, SheetLayout};
use crate::plan::{self, Draft, Issued, Plan};
use crate::quarter::{Checked, Options, Quarter, check_file};
use crate::returns::{Received, Refused, Rejection, Return, Source, gather, receive};
use crate::rules::{
    AcrossView, Finding, Policy, Request, check_across, check_earlier, check_plan, check_refused, check_return,
};

use super::case::Case;
use super::change::{apply, row_of, sheet};
use super::markdown::Table;
use super::previous::history;
use super::sheets::{heading_at, replace_rows, typed};

/// The findings of a case: of the plan workbook for PLN rules, of all returns together for RET rules, otherwise of
/// each file by itself.
pub(crate) fn findings(case: &Case, family: &str) -> Vec<Finding> {
    let draft = read_plan(case);
    if family == "PLN" {
        let policy = draft.plan.as_ref().map(|plan| Policy::new(&plan.policy)).unwrap_or_default();
        return check_plan(&draft, "plan.xlsx", &policy);
    }
    let plan = draft.plan.unwrap_or_else(|| panic!("the case has no plan: {:?}", draft.faults));
    let as_of = case.setting("As of").map(|day| day.parse().expect("a day as 2025-06-30"));
    let policy = Policy::new(&plan.policy);
    let mut received: Vec<Return> = Vec::new();
    let mut found = Vec::new();
    let alone = case.setting("Without plan").is_some();
    let period = case
        .setting("Check period")
        .map_or(plan.period, |text| crate::domain::Period::parse(text, &plan.settings.calendar).expect("a period"));
    // Made before anything is asked of the plan, which keeps its codes once it is asked.
    let mut against = plan.clone();
    if let (Some(code), Some(first)) = (case.setting("Check plan code"), against.delivery_plans.first_mut()) {
        first.code = code.into();
    }
    let history = history(case, plan.period);
    let request = Request {
        plan: (!alone).then_some(&against),
        period: (!alone).then_some(period),
        as_of,
        previous: history.as_ref(),
    };
    for (number, kind) in case.files.iter().enumerate() {
        let source = Source { path: format!("file-{number}.xlsx"), sha256: String::new() };
        let refusal = read(&bytes_of(kind), &Limits::returns(), Legacy::Refuse).expect_err("a file that is none");
        found.extend(check_refused(&Refused { source, why: Rejection::Workbook(refusal) }, &policy));
    }
    for number in case.returns() {
        let book = filled(case, &plan, number);
        let source = Source { path: format!("return-{number}.xlsx"), sha256: format!("{number}") };
        match receive(source, &book, request.plan) {
            Received::Read(one) => received.push(*one),
            Received::Refused(refused) => found.extend(check_refused(&refused, &policy)),
            Received::PassedOver(kind) => panic!("passed over as {kind:?}"),
        }
    }
    if family == "RET" {
        let returns: Vec<&Return> = received.iter().collect();
        let set = gather(&plan, &returns, case.setting("Take newest").is_some());
        let as_of = as_of.unwrap_or_else(|| plan.period.last_day());
        found.extend(check_across(&AcrossView { plan: &plan, returns: &returns, set: &set, as_of }, &policy));
        found.extend(history.iter().flat_map(|history| check_earlier(history, request.plan, &policy)));
    } else {
        for one in &received {
            found.extend(check_return(one, &request, &policy));
        }
    }
    found.retain(Finding::stands);
    found
}

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

/// Puts a case together as a quarter, for reports and the consolidated workbook.
pub(crate) fn with_quarter<T>(case: &Case, look: impl FnOnce(&Quarter<'_>) -> T) -> T {
    let draft = read_plan(case);
    let plan = draft.plan.unwrap_or_else(|| panic!("the case has no plan: {:?}", draft.faults));
    let as_of = case.setting("As of").map(|day| day.parse().expect("a day as 2025-06-30"));
    let policy = Policy::new(&plan.policy);
    let history = history(case, plan.period);
    let request = Request { plan: Some(&plan), period: Some(plan.period), as_of, previous: history.as_ref() };
    let mut files = Vec::new();
    for (number, kind) in case.files.iter().enumerate() {
        let bytes = bytes_of(kind);
        let path = format!("file-{number}.xlsx");
        files.push(check_file(&path, &bytes, &request, Some(&policy), Legacy::Refuse, false));
    }
    let missing = case.setting("Without return");
    for number in case.returns().into_iter().filter(|number| missing != Some(number.to_string().as_str())) {
        let source = Source { path: format!("return-{number}.xlsx"), sha256: format!("{number:064}") };
        let received = receive(source.clone(), &filled(case, &plan, number), request.plan);
        let findings = match &received {
            Received::Read(one) => check_return(one, &request, &policy),
            Received::Refused(refused) => check_refused(refused, &policy),
            Received::PassedOver(_) => Vec::new(),
        };
        files.push(Checked { source, received, findings });
    }
    let take_newest = case.setting("Take newest").is_some();
    let options = Options { as_of, take_newest, previous: history.as_ref() };
    look(&Quarter::assemble(&plan, &policy, Vec::new(), files, options))
}

/// The first return of a case as it came back: its workbook, what was read of it, and what was found.
pub(crate) fn with_return<T>(case: &Case, look: impl FnOnce(&Workbook, &Return, &[Finding], &Request<'_>) -> T) -> T {
    let plan = read_plan(case).plan.expect("a plan");
    let book = filled(case, &plan, 1);
    let request = Request { plan: Some(&plan), period: Some(plan.period), as_of: None, previous: None };
    let source = Source { path: "return-1.xlsx".to_owned(), sha256: "1".repeat(64) };
    let Received::Read(one) = receive(source, &book, request.plan) else { panic!("the case has no return") };
    let findings = check_return(&one, &request, &Policy::new(&plan.policy));
    look(&book, &one, &findings, &request)
}

/// What the first return of a case is issued with.
pub(crate) fn issued(case: &Case) -> Issued {
    let draft = read_plan(case);
    let plan = draft.plan.unwrap_or_else(|| panic!("the case has no plan: {:?}", draft.faults));
    let number = case.returns().first().copied().unwrap_or(1);
    issued_of(case, &plan, number).expect("the case's delivery plan")
}

/// What a return of a case is issued with; where its settings say `Carry forward`, with what its earlier periods said.
pub(super) fn issued_of(case: &Case, plan: &Plan, number: u32) -> Option<Issued> {
    let mut issued = plan.issue(&code_of(case, plan, number))?;
    if case.setting("Carry forward").is_some()
        && let Some(history) = history(case, plan.period)
    {
        history.carry_into(&mut issued);
    }
    Some(issued)
}

/// The plan workbook of a case, read.
pub(super) fn read_plan(case: &Case) -> Draft {
    let mut book = starter_of(case.setting("Scheme").unwrap_or("standard"));
    let settings = sheet(&mut book, "Settings");
    for (name, value) in &case.settings {
        if HARNESS.contains(&name.as_str()) {
            continue;
        }
        if let Some(label) = settings.cells.iter().find(|cell| key(&cell.as_shown()) == key(name)).map(|cell| cell.at) {
            let at = CellRef { row: label.row, col: label.col + 1 };
            settings.cells.retain(|cell| cell.at != at);
            settings.cells.extend(typed(at, value, Kind::Text));
            settings.cells.sort_by_key(|cell| cell.at);
        } else {
            let row = settings.cells.last().map_or(0, |cell| cell.at.row + 1);
            settings.cells.extend(typed(CellRef { row, col: 0 }, name, Kind::Text));
            settings.cells.extend(typed(CellRef { row, col: 1 }, value, Kind::Text));
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
    plan::read(&book, None)
}

/// The columns of a table that are the plan's: those that are no entry of the return.
pub(super) fn plan_part(table: &Table) -> Table {
    let form = form_of(&table.name);
    let is_plan = |heading: &str| {
        let entry = form.column_headed(heading).is_some_and(|column| column.entry);
        !entry || heading_key(heading) == "last value"
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
                .map(|index| row.get(*index).cloned().unwrap_or_default())
                .collect()
        })
        .collect();
    Table { name: table.name.clone(), headings, rows }
}

fn form_of(name: &str) -> &'static SheetLayout {
    layout::sheet(&RETURN, if name == "Actions" { SheetId::Actions } else { SheetId::Indicators })
}

fn replace_plan_sheet(book: &mut Workbook, table: &Table, fixed: &[(&str, &str)]) {
    if !book.sheets.iter().any(|sheet| sheet.name == table.name) {
        let form = PLAN.sheets.iter().find(|form| form.name == table.name).expect("a sheet of the plan workbook");
        let mut added = Sheet::named(&table.name);
        for (col, column) in form.columns.iter().filter(|column| !column.optional).enumerate() {
            added.put(crate::grid::Cell::text(CellRef { row: 0, col: u16::try_from(col).unwrap() }, &column.heading));
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
        .map(crate::grid::Cell::as_shown)
        .unwrap_or_default()
}

/// The starter workbook of a preset for 2025-26 (its first period), read once.
fn starter_of(scheme: &str) -> Workbook {
    static READ: LazyLock<Mutex<BTreeMap<String, Workbook>>> = LazyLock::new(Mutex::default);
    let mut read_once = READ.lock().unwrap();
    read_once
        .entry(scheme.to_owned())
        .or_insert_with(|| {
            let preset = Preset::parse(scheme).expect("a preset");
            let text = if scheme == "colchester" { "2025-26 H1" } else { "2025-26 Q1" };
            let calendar = crate::domain::Calendar {
                reporting: if scheme == "colchester" {
                    crate::domain::Reporting::HalfYearly
                } else {
                    crate::domain::Reporting::Quarterly
                },
                year_starts: 4,
            };
            let period = crate::domain::Period::parse(text, &calendar);
            let bytes = starter(preset, period).expect("a starter workbook");
            read(&bytes, &Limits::returns(), Legacy::Refuse).expect("a readable starter workbook")
        })
        .clone()
}

fn tables_of(case: &Case, number: u32) -> Vec<&Table> {
    case.tables.iter().filter(|(_, own)| *own == number).map(|(table, _)| table).collect()
}

/// The delivery plan that a return of the case is of.
fn code_of(case: &Case, plan: &Plan, number: u32) -> String {
    tables_of(case, number)
        .iter()
        .find_map(|table| {
            let place = table.headings.iter().position(|heading| heading == "Delivery plan")?;
            let plans = table.rows.first()?.get(place)?;
            let several: Vec<&str> = plans.split(';').map(str::trim).collect();
            // A shared row is issued to both: the second return is the second plan's.
            Some(several.get(number as usize - 1).or(several.first())?.to_string())
        })
        .unwrap_or_else(|| plan.delivery_plans[0].code.to_string())
}

/// One return of the case, issued, read back and filled in.
pub(super) fn filled(case: &Case, plan: &Plan, number: u32) -> Workbook {
    let tables = tables_of(case, number);
    let issued =
        issued_of(case, plan, number).unwrap_or_else(|| panic!("no delivery plan {}", code_of(case, plan, number)));
    let bytes = crate::issue::issue(&issued).expect("an issued return");
    let mut book = read(&bytes, &Limits::returns(), Legacy::Refuse).expect("a readable return");
    for table in tables {
        let form = form_of(&table.name);
        for row in &table.rows {
            for (heading, text) in table.headings.iter().zip(row) {
                let heading = heading.strip_prefix("Typed ").unwrap_or(heading);
                let asked = heading.starts_with("Ask:");
                let column = form.column_headed(heading).filter(|column| column.entry);
                let typed_over = table.headings.iter().any(|own| own == &format!("Typed {heading}"));
                if (column.is_none() && !asked) || (heading_key(heading) == "last value" && !typed_over) {
                    continue;
                }
                let sheet = sheet(&mut book, &table.name);
                let reference = &row[table.headings.iter().position(|heading| heading == "Ref").expect("a Ref column")];
                let at = CellRef {
                    row: row_of(sheet, reference),
                    col: heading_at(sheet, heading).unwrap_or_else(|| panic!("no column {heading}")).col,
                };
                let kind = column.map_or(Kind::Text, |column| column.kind);
                sheet.cells.retain(|cell| cell.at != at);
                sheet.cells.extend(typed(at, text, kind));
                sheet.cells.sort_by_key(|cell| cell.at);
            }
        }
    }
    sign_off(case, &mut book, number);
    for (change, _) in case.changes.iter().filter(|(_, own)| *own == number) {
        apply(&mut book, change);
    }
    book
}

/// Fills in the sign-off: as the case says, else whole.
fn sign_off(case: &Case, book: &mut Workbook, number: u32) {
    let given = case.sign_off.iter().find(|(_, own)| *own == number).map(|(table, _)| table);
    let form = layout::sheet(&RETURN, SheetId::SignOff);
    for label in &form.labels {
        let text = match given {
            Some(table) => table
                .headings
                .iter()
                .position(|heading| heading == &label.heading)
                .and_then(|place| table.rows.first()?.get(place).cloned())
                .unwrap_or_default(),
            None if label.heading == "Date" => "date 2025-07-04".to_owned(),
            None => "Head of service".to_owned(),
        };
        let sheet = sheet(book, &form.name);
        let at = heading_at(sheet, &label.heading).expect("a label");
        let entry = CellRef { row: at.row, col: at.col + 1 };
        let kind = if label.heading == "Date" { Kind::Date } else { Kind::Text };
        sheet.cells.retain(|cell| cell.at != entry);
        sheet.cells.extend(typed(entry, &text, kind));
        sheet.cells.sort_by_key(|cell| cell.at);
    }
}

/// Files that are no workbook, by what they are.
fn bytes_of(kind: &str) -> Vec<u8> {
    match kind {
        "empty" => Vec::new(),
        "csv" => b"Ref,Rating\n1.1,Green\n".to_vec(),
        "pdf" => b"%PDF-1.7\n1 0 obj\n".to_vec(),
        "password" => include_bytes!("../../tests/files/password.xlsx").to_vec(),
        "too large" => vec![b'x'; 51 * 1024 * 1024],
        other => panic!("no such file: {other}"),
    }
}
