//! The returns of a case: issued, filled in as its tables say, changed, and saved again.

use planroll::grid::{CellRef, Workbook};
use planroll::internals::issue::issue;
use planroll::internals::layout::{self, CellKind, RETURN, SheetId};
use planroll::internals::plan::{Issued, Plan};

use super::case::Case;
use super::change::{apply, row_of, sheet};
use super::markdown::Table;
use super::plan::{form_of, is_in_both};
use super::previous::history;
use super::sheets::{heading_at, typed};
use super::xlsx::{opened, saved};

/// The files that came back, each with its name: what is no workbook, then the returns.
pub(crate) fn returns_of(case: &Case, plan: &Plan) -> Vec<(String, Vec<u8>)> {
    let others = case.files.iter().enumerate();
    let others = others.map(|(number, kind)| (format!("file-{number}.xlsx"), bytes_of(kind)));
    let missing = case.setting("Without return");
    let numbers = case.returns().into_iter().filter(|number| missing != Some(number.to_string().as_str()));
    let returns = numbers.map(|number| (format!("return-{number}.xlsx"), saved(&filled(case, plan, number))));
    others.chain(returns).collect()
}

/// What a return of a case is issued with; where its settings say `Carry forward`, with what its earlier periods said.
pub(crate) fn issued_of(case: &Case, plan: &Plan, number: u32) -> Option<Issued> {
    let mut issued = plan.issue(&code_of(case, plan, number))?;
    if case.setting("Carry forward").is_some()
        && let Some(history) = history(case, plan.period)
    {
        history.carry_into(&mut issued);
    }
    Some(issued)
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
pub(crate) fn filled(case: &Case, plan: &Plan, number: u32) -> Workbook {
    let tables = tables_of(case, number);
    let issued =
        issued_of(case, plan, number).unwrap_or_else(|| panic!("no delivery plan {}", code_of(case, plan, number)));
    let mut book = opened(&issue(&issued).expect("an issued return"));
    for table in tables {
        let form = form_of(&table.name);
        for row in &table.rows {
            for (heading, text) in table.headings.iter().zip(row) {
                let heading = heading.strip_prefix("Typed ").unwrap_or(heading);
                let asked = heading.starts_with("Ask:");
                let column = form.column_headed(heading).filter(|column| column.entry);
                let typed_over = table.headings.iter().any(|own| own == &format!("Typed {heading}"));
                if (column.is_none() && !asked) || (is_in_both(heading) && !typed_over) {
                    continue;
                }
                let sheet = sheet(&mut book, &table.name);
                let reference = &row[table.headings.iter().position(|heading| heading == "Ref").expect("a Ref column")];
                let at = CellRef {
                    row: row_of(sheet, reference),
                    col: heading_at(sheet, printed_heading(heading))
                        .unwrap_or_else(|| panic!("no column {heading}"))
                        .col,
                };
                let kind = column.map_or_else(|| kind_of(heading), |column| column.kind);
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

/// The heading of a return that the plan's heading of a column that asks is printed as: without its type and its mark.
fn printed_heading(heading: &str) -> &str {
    let Some(question) = heading.strip_prefix("Ask:") else { return heading };
    let rest = question.trim_end_matches('!').trim();
    match rest.rsplit_once('[') {
        Some((question, kind)) if is_type(kind.trim_end_matches(']')) => question.trim(),
        _ if question.ends_with('!') => rest,
        _ => heading,
    }
}

/// Whether what stands in brackets is a type, for the headings of cases.
fn is_type(kind: &str) -> bool {
    let own = ["%", "£", "£k", "£m", "number", "date", "yes/no", "rating"];
    own.contains(&kind) || kind.starts_with("number ") || kind.contains(',')
}

/// What belongs in a column that asks.
fn kind_of(heading: &str) -> CellKind {
    let of = |kind: &str| heading.trim_end_matches('!').ends_with(kind);
    if of("[date]") {
        CellKind::Date
    } else if ["[%]", "[£]", "[£k]", "[£m]", "[number]"].into_iter().any(of) || heading.contains("[number ") {
        CellKind::Quantity
    } else {
        CellKind::Text
    }
}

/// Fills in the sign-off: as the case says, else whole.
fn sign_off(case: &Case, book: &mut Workbook, number: u32) {
    let given = case.sign_off.iter().find(|(_, own)| *own == number).map(|(table, _)| table);
    let form = RETURN.sheet(SheetId::SignOff);
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
        let kind = if label.heading == "Date" { CellKind::Date } else { CellKind::Text };
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
        "password" => include_bytes!("../files/password.xlsx").to_vec(),
        "encrypted by a label" => include_bytes!("../files/label-encrypted.xlsx").to_vec(),
        "encrypted by a label, .xls" => include_bytes!("../files/label-encrypted.xls").to_vec(),
        "too large" => vec![b'x'; 51 * 1024 * 1024],
        other => panic!("no such file: {other}"),
    }
}
