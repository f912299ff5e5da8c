//! The live checks held to the rules: every documented case and the corpus, and entries at random, are typed into really
//! issued returns, calculated by `LibreOffice`, and every Check must name the first fault that the rules find.

mod browser;
mod entries;
mod patched;
mod raised;
mod sorted;
mod stored;
mod summary;
mod together;
mod units;

use std::collections::BTreeMap;

use crate::domain::{Kind, Level};
use crate::grid::{Cell, CellRef, Workbook};
use crate::layout::{Field, RETURN, SheetId, Table};
use crate::plan::{Issued, RuleLevel};
use crate::returns::{Received, Return, Source};
use crate::rules::live;
use crate::rules::live::{faults, runs_live};
use crate::rules::receive;
use crate::rules::{Family, Policy, Request, check_return};

use crate::trial::{Case, corpus, documented, filled, issued_of, opened, plan_of};

use entries::random_returns;
use patched::{has_libreoffice, recalculated, typed_into};
use raised::{LiveFinding, raised_by};
use together::together;

/// A return that was typed into.
pub(super) struct Typed {
    /// Where it comes from, for the message of a failure.
    pub name: String,
    /// What was issued.
    pub issued: Issued,
    /// The bytes of its file.
    pub bytes: Vec<u8>,
}

/// What the checks said, counted.
#[derive(Debug, Default)]
pub(super) struct Count {
    /// Rows with a fault that a rule which runs live finds.
    pub faults: usize,
    /// Rows without one.
    pub clean: usize,
    /// Rows of either kind that are left to the program.
    pub on_return: BTreeMap<String, usize>,
    /// Rows with such a fault that are left to the program.
    faults_on_return: usize,
    /// Faults found live, by rule.
    by_rule: BTreeMap<&'static str, usize>,
    /// Rows of which check and rules say different things.
    pub disagreements: Vec<String>,
}

impl Typed {
    /// A return with cells typed into it.
    pub(super) fn new(name: String, issued: Issued, entries: &[(String, Cell)]) -> Self {
        let bytes = crate::issue::issue(&issued).expect("an issued return");
        let bytes = typed_into(&bytes, &opened(&bytes), entries);
        Self { name, issued, bytes }
    }
}

#[test]
#[ignore = "LibreOffice takes long: .ci/run runs it"]
fn every_check_names_the_first_fault_that_the_rules_find() {
    if !has_libreoffice() {
        println!("skipped: this machine has no LibreOffice (soffice)");
        return;
    }
    let mut returns: Vec<Typed> = Vec::new();
    let mut left_out = 0usize;
    let cases = all_cases();
    println!("{} documented cases and cases of the corpus", cases.len());
    for group in together(cases) {
        let name = group.cases.iter().map(|(name, _)| name.as_str()).take(3).collect::<Vec<_>>().join(", ");
        if let Some(of_group) = typed(&name, &group.joined) {
            returns.extend(of_group);
            continue;
        }
        for (name, case) in &group.cases {
            match typed(name, case) {
                Some(of_case) => returns.extend(of_case),
                None => left_out += 1,
            }
        }
    }
    let count = compare(&returns);
    println!("in {} returns; {left_out} cases are about something else than entries", returns.len());
    hold(&count, 50);
    for code in [
        "CEL001", "CEL003", "CEL008", "DLN001", "DLN002", "DLN003", "DLN004", "DLN005", "RAT001", "RAT002", "RAT003",
        "RAT005", "RAT006", "RAT007", "RAT008", "IND001", "IND003", "IND004", "IND005",
    ] {
        assert!(count.by_rule.contains_key(code), "no case of {code} was found live");
    }
}

#[test]
#[ignore = "LibreOffice takes long: .ci/run runs it"]
fn every_check_of_random_entries_names_the_first_fault_that_the_rules_find() {
    if !has_libreoffice() {
        println!("skipped: this machine has no LibreOffice (soffice)");
        return;
    }
    let returns = random_returns();
    let count = compare(&returns);
    println!("entries at random: {} returns", returns.len());
    hold(&count, 300);
}

#[test]
#[ignore = "LibreOffice takes long: .ci/run runs it"]
fn every_check_of_units_at_random_names_the_first_fault_that_the_rules_find() {
    if !has_libreoffice() {
        println!("skipped: this machine has no LibreOffice (soffice)");
        return;
    }
    let count = compare(&units::random_returns());
    hold(&count, 60);
    for code in ["CEL003", "IND001", "IND004", "IND005"] {
        assert!(count.by_rule.contains_key(code), "no case of {code} was found live");
    }
}

fn hold(count: &Count, at_least: usize) {
    let left: usize = count.on_return.values().sum();
    let rows = count.faults + count.clean;
    println!(
        "rows: {rows}, {} with a fault; left to the program: {left}, {} with a fault",
        count.faults, count.faults_on_return
    );
    println!("left to the program: {:?}", count.on_return);
    println!("found live: {:?}", count.by_rule);
    assert!(
        count.disagreements.is_empty(),
        "{} disagreements:\n{}",
        count.disagreements.len(),
        count.disagreements.join("\n")
    );
    assert!(count.faults >= at_least, "only {} rows with a fault", count.faults);
    assert!(left * 10 <= rows, "{left} of {rows} rows are left to the program");
    assert!(
        count.faults_on_return * 10 <= count.faults,
        "{} of {} faults are left",
        count.faults_on_return,
        count.faults
    );
}

/// Holds every Check of the returns to the rules' findings of the same file.
fn compare(returns: &[Typed]) -> Count {
    compare_calculated(returns, &calculated(returns))
}

/// The returns as a program calculates them.
pub(super) fn calculated(returns: &[Typed]) -> Vec<Workbook> {
    let files: Vec<Vec<u8>> = returns.iter().map(|one| one.bytes.clone()).collect();
    recalculated(&files)
}

/// The same of returns that are calculated already.
pub(super) fn compare_calculated(returns: &[Typed], calculated: &[Workbook]) -> Count {
    let mut count = Count::default();
    for (one, calculated) in returns.iter().zip(calculated) {
        let source = Source { path: one.name.clone(), sha256: String::new() };
        let Received::Read(received) = receive(source, &opened(&one.bytes), None) else {
            panic!("{} was not read", one.name)
        };
        let mut policy = (*one.issued.policy).clone();
        // What the whole file says is not said of a row.
        policy.levels.push(RuleLevel { rule: "WBK021".to_owned(), level: Level::Off, at: CellRef::default() });
        let policy = Policy::new(&policy);
        let findings = check_return(&received, &Request::default(), &policy);
        let raised: Vec<LiveFinding> = findings
            .iter()
            .filter(|finding| finding.stands() && runs_live(finding.rule))
            .filter_map(raised_by)
            .collect();
        for (kind, index, said) in checks(&received, calculated) {
            let first = raised.iter().find(|raised| raised.kind == kind && raised.index == index);
            let shown = faults(&received.issued, kind, index, &policy);
            let expected = first.map(|raised| {
                let fault = shown.iter().find(|fault| raised.is(fault));
                fault.map_or_else(|| format!("no words for {}", raised.rule.code), |fault| fault.words.clone())
            });
            count.add(&one.name, &received, (kind, index), &said, first, expected.as_deref());
        }
    }
    count
}

impl Count {
    fn add(
        &mut self,
        name: &str,
        received: &Return,
        (kind, index): (Kind, usize),
        said: &str,
        first: Option<&LiveFinding>,
        expected: Option<&str>,
    ) {
        match first {
            Some(raised) => {
                self.faults += 1;
                if said != live::ON_RETURN {
                    *self.by_rule.entry(raised.rule.code).or_default() += 1;
                }
            }
            None => self.clean += 1,
        }
        if said == live::ON_RETURN {
            let why = expected.unwrap_or("nothing wrong").to_owned();
            *self.on_return.entry(why).or_default() += 1;
            self.faults_on_return += usize::from(first.is_some());
            return;
        }
        let agree = match expected {
            Some(words) => said == words,
            None => !live::is_fault(said),
        };
        if !agree {
            let row = received.issued.reference(kind, index).unwrap_or_default();
            let typed: Vec<String> = match kind {
                Kind::Actions => received
                    .action_rows()
                    .filter(|(row, _)| row.index == index)
                    .map(|(row, issued)| {
                        format!(
                            "deadline {:?}; {:?} {:?} {:?} {:?}",
                            issued.deadline.printed(),
                            row.rating.typed,
                            row.completed.typed,
                            row.revised.typed,
                            row.commentary.typed
                        )
                    })
                    .collect(),
                Kind::Indicators => received
                    .indicator_rows()
                    .filter(|(row, _)| row.index == index)
                    .map(|(row, issued)| {
                        format!(
                            "{} {:?} target {:?}; last {:?} value {:?} {:?} {:?} {:?}",
                            issued.unit,
                            issued.rated,
                            issued.target,
                            row.last_value.typed,
                            row.value.typed,
                            row.rating.typed,
                            row.override_reason.typed,
                            row.commentary.typed
                        )
                    })
                    .collect(),
            };
            self.disagreements.push(format!(
                "{name}, {kind} {row}: the check says {said:?}, the rules {} {:?}\n    {}",
                first.map_or("-", |raised| raised.rule.code),
                expected.unwrap_or_default(),
                typed.join("")
            ));
        }
    }
}

/// What the Check of each row says in a calculated workbook.
fn checks(received: &Return, calculated: &Workbook) -> Vec<(Kind, usize, String)> {
    let mut said = Vec::new();
    for (kind, id) in [(Kind::Actions, SheetId::Actions), (Kind::Indicators, SheetId::Indicators)] {
        let Some(sheet) = calculated.sheet(RETURN.sheet_name(id)) else { continue };
        let table = Table::find(sheet, RETURN.sheet(id)).expect("a table");
        let col = table.col(Field::Check).expect("a Check column");
        let rows: Vec<(usize, u32)> = match kind {
            Kind::Actions => received.action_rows().map(|(row, _)| (row.index, row.at.row)).collect(),
            Kind::Indicators => received.indicator_rows().map(|(row, _)| (row.index, row.at.row)).collect(),
        };
        for (index, row) in rows {
            let text = sheet.get(CellRef { row, col }).map(Cell::as_shown).unwrap_or_default();
            said.push((kind, index, text));
        }
    }
    said
}

/// Every documented case that is about a return, and the corpus.
pub(super) fn all_cases() -> Vec<(String, Case)> {
    let of_returns = documented().into_iter().filter(|(rule, ..)| rule.family != Family::Plan);
    let of_returns = of_returns.map(|(rule, name, case)| (format!("{} {name}", rule.code), case));
    of_returns.chain(corpus().into_iter().map(|one| (one.name, one.case))).collect()
}

/// The returns of a case with its entries typed in; `None` where it is about something else than entries, or about a
/// later day, which a return cannot know.
fn typed(name: &str, case: &Case) -> Option<Vec<Typed>> {
    if case.tables.is_empty() || !case.changes.is_empty() || case.setting("As of").is_some() {
        return None;
    }
    let plan = plan_of(case).plan?;
    let mut returns = Vec::new();
    for number in case.returns() {
        let issued = issued_of(case, &plan, number)?;
        let book = opened(&crate::issue::issue(&issued).expect("an issued return"));
        let filled = filled(case, &plan, number);
        let mut entries = Vec::new();
        for (before, after) in book.sheets.iter().zip(&filled.sheets) {
            if !matches!(before.name.as_str(), "Actions" | "Indicators") {
                continue;
            }
            for cell in after.cells.iter().filter(|cell| before.get(cell.at) != Some(*cell)) {
                // A formula without a result is calculated by any program that opens the file.
                if cell.value.is_none() && cell.formula.is_some() {
                    return None;
                }
                entries.push((before.name.clone(), Cell { formula: None, ..cell.clone() }));
            }
            // What was cleared.
            let gone = before.cells.iter().filter(|cell| after.get(cell.at).is_none());
            entries.extend(gone.map(|cell| (before.name.clone(), Cell { value: None, formula: None, ..cell.clone() })));
        }
        returns.push(Typed::new(format!("{name} ({number})"), issued, &entries));
    }
    Some(returns)
}
