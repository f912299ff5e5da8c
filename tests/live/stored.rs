//! What is stored of every formula of an issued return, and of every marked copy, is what a program calculates.

use std::path::Path;

use crate::grid::Cell;
use crate::mark::mark;
use crate::returns::{Received, Source, receive};
use crate::rules::{Policy, Request, check_return};
use crate::trial::opened;

use super::entries::random_plans;
use super::patched::{has_libreoffice, recalculated, typed_into};

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
                if cell.as_shown() != now {
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
    println!("stored results compared: {compared}; the longest formula has {longest} characters");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 9_000, "only {compared} results");
}

/// Returns as they are issued, some with what was carried forward from an earlier period.
fn issued() -> Vec<(String, Vec<u8>)> {
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

/// Marked copies of the returns of the examples. Of entries at random the stored results of some are still others: a logical
/// value, a date or an error where a number, a date or a rating belongs is laid over as something else than was read.
fn marked() -> Vec<(String, Vec<u8>)> {
    of_examples().into_iter().map(|(name, bytes)| (format!("marked copy of {name}"), marked_copy(&bytes))).collect()
}

fn of_examples() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let folders = ["west-norfolk/returns", "cannock-chase/returns", "southend/returns", "colchester/returns"];
    let mut files = Vec::new();
    for folder in folders {
        let mut paths: Vec<_> =
            std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        files.extend(paths.into_iter().map(|path| (path.display().to_string(), std::fs::read(path).unwrap())));
    }
    files
}

fn marked_copy(bytes: &[u8]) -> Vec<u8> {
    let workbook = opened(bytes);
    let source = Source { path: "return.xlsx".to_owned(), sha256: String::new() };
    let Received::Read(received) = receive(source, &workbook, None) else { panic!("it was not read") };
    let findings = check_return(&received, &Request::default(), &Policy::new(&received.issued.policy));
    mark(&workbook, &received, &findings, &Request::default(), None).expect("a marked copy")
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
