//! What is stored of every formula of an issued return, and of every marked copy, is what a program calculates.

use std::path::Path;

use crate::grid::{Cell, Workbook};
use crate::mark::{can_be_marked, mark};
use crate::returns::{Received, Source};
use crate::rules::{Policy, Request, check_return, receive};
use crate::trial::{Case, filled, opened, plan_of};

use super::all_cases;
use super::entries::{random_plans, random_returns};
use super::patched::{has_libreoffice, recalculated, typed_into};
use super::together::together;

#[test]
#[ignore = "LibreOffice takes long: .ci/run runs it"]
fn what_is_stored_is_what_a_program_calculates() {
    if !has_libreoffice() {
        println!("skipped: this machine has no LibreOffice (soffice)");
        return;
    }
    let files: Vec<(String, Vec<u8>)> = issued().into_iter().chain(marked()).collect();
    let without: Vec<Vec<u8>> = files.iter().map(|(_, bytes)| typed_into(bytes, &opened(bytes), &[])).collect();
    let (mut compared, mut longest, mut wrong) = (0usize, 0usize, Vec::new());
    for ((name, bytes), calculated) in files.iter().zip(recalculated(&without)) {
        for sheet in opened(bytes).sheets {
            let after = calculated.sheet(&sheet.name).expect("the sheet");
            for cell in &sheet.cells {
                let Some(formula) = cell.formula.as_ref().map(|formula| formula.text().into_owned()) else { continue };
                // An error value that was typed is written as a formula.
                if formula.starts_with('#') {
                    continue;
                }
                let now = after.get(cell.at).map(Cell::as_shown).unwrap_or_default();
                // Of a logical value joined to a text Excel makes its word, LibreOffice a figure.
                let is_logical = matches!((cell.as_shown().as_str(), now.as_str()), ("TRUE", "1") | ("FALSE", "0"));
                if cell.as_shown() != now && !is_logical {
                    wrong.push(format!(
                        "{name}, {} {}: {} stored, {now} calculated",
                        sheet.name,
                        cell.at,
                        cell.as_shown()
                    ));
                }
                longest = longest.max(formula.chars().count());
                assert!(formula.chars().count() <= 8_192 && depth(&formula) <= 64, "{} {}", sheet.name, cell.at);
                compared += 1;
            }
        }
    }
    println!("workbooks: {}", files.len());
    println!("stored results compared: {compared}; the longest formula has {longest} characters");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 31_000, "only {compared} results");
}

/// Returns as they are issued, some with what was carried forward from an earlier period.
pub(super) fn issued() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for mut issued in random_plans() {
        for (index, row) in issued.actions.iter_mut().enumerate() {
            let carried = ["31 Dec 2025", "Q3 2025-26", "mid April 2026", "30/06/2025", "2026"];
            row.revised_deadline = carried.get(index % 7).map(|text| (*text).into());
        }
        files.push((issued.stamp.plan_code.clone(), crate::issue::issue(&issued).expect("an issued return")));
    }
    files
}

/// Marked copies of the returns of the examples, of every case that is about a return, and of entries at random.
fn marked() -> Vec<(String, Vec<u8>)> {
    let at_random = random_returns().into_iter().map(|one| (one.name, opened(&one.bytes)));
    let books = of_examples().into_iter().chain(of_cases()).chain(at_random);
    books.filter_map(|(name, book)| Some((format!("marked copy of {name}"), marked_copy(&book)?))).collect()
}

fn of_examples() -> Vec<(String, Workbook)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let folders = ["west-norfolk", "cannock-chase", "southend", "colchester", "two-quarters/q1", "two-quarters/q2"];
    let mut files = Vec::new();
    for folder in folders {
        let mut paths: Vec<_> =
            std::fs::read_dir(root.join(folder).join("returns")).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        files.extend(paths.iter().map(|path| (path.display().to_string(), opened(&std::fs::read(path).unwrap()))));
    }
    files
}

fn of_cases() -> Vec<(String, Workbook)> {
    let mut books = Vec::new();
    for group in together(all_cases()) {
        let joined = filled_in(&group.joined).map(|books| vec![(group.cases[0].0.clone(), books)]);
        let each = || group.cases.iter().filter_map(|(name, case)| Some((name.clone(), filled_in(case)?))).collect();
        for (name, returns) in joined.unwrap_or_else(each) {
            books.extend(returns.into_iter().map(|book| (name.clone(), book)));
        }
    }
    books
}

/// The returns of a case as they came back; `None` where its plan cannot be issued.
fn filled_in(case: &Case) -> Option<Vec<Workbook>> {
    let plan = plan_of(case).plan.filter(|_| !case.tables.is_empty())?;
    Some(case.returns().into_iter().map(|number| filled(case, &plan, number)).collect())
}

/// The marked copy of a return; `None` where it cannot have one.
pub(super) fn marked_copy(workbook: &Workbook) -> Option<Vec<u8>> {
    let source = Source { path: "return.xlsx".to_owned(), sha256: String::new() };
    let Received::Read(received) = receive(source, workbook, None) else { return None };
    if !can_be_marked(&received) {
        return None;
    }
    let findings = check_return(&received, &Request::default(), &Policy::new(&received.issued.policy));
    Some(mark(workbook, &received, &findings, &Request::default(), None).expect("a marked copy"))
}

/// How deep functions stand within one another in a formula.
fn depth(formula: &str) -> usize {
    let (mut open, mut deepest) = (0usize, 0usize);
    for (number, piece) in formula.split('"').enumerate() {
        // Every other piece is text.
        for c in piece.chars().filter(|_| number % 2 == 0) {
            match c {
                '(' => open += 1,
                ')' => open -= 1,
                _ => {}
            }
            deepest = deepest.max(open);
        }
    }
    deepest
}
