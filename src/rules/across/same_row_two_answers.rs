//! A shared row that two delivery plans answer differently.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Kind, key};
use crate::grid::CellRef;
use crate::layout::SheetId;
use crate::returns::{Entries, Return, Row};
use crate::rules::{AcrossView, Check, Finding, Findings, Subject, Words, quoted};

rule! {
    /// # What it checks
    /// An action or indicator that is issued to several delivery plans must be answered alike by all of them. The
    /// answer of the first that the plan names is the one that is counted and printed. A cell that another leaves
    /// blank is no different answer; a cell that only another fills in is, since nobody would read it.
    ///
    /// # Why it matters
    /// One figure is printed for the row. What the other service said would be in no table and no commentary, and that
    /// service would read the report and find itself misreported.
    ///
    /// # Rejected
    /// | Actions | Ref | Delivery plan | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | economy; housing | Q4 | Green |
    ///
    /// | Actions @2 | Ref | Delivery plan | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | economy; housing | Q4 | Red | 31/12/2026 | The grant was refused. |
    ///
    /// An indicator:
    ///
    /// | Indicators | Ref | Delivery plan | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | economy; housing | 90 | 92% | Green |
    ///
    /// | Indicators @2 | Ref | Delivery plan | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | economy; housing | 90 | 91% | Green |
    ///
    /// # Accepted
    /// | Actions | Ref | Delivery plan | Deadline | Rating | Completed date | Commentary |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | economy; housing | Q1 | Complete | 15/06/2025 | Opened on time. |
    ///
    /// | Actions @2 | Ref | Delivery plan | Deadline | Rating | Completed date | Commentary |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | economy; housing | Q1 | complete | '15 June 2025 | |
    ///
    /// # What to do
    /// Ask the services which answer holds, and have it put into both returns.
    "RET004", "same-row-two-answers", Warning, since "0.1.0",
    checks: [Check::Across(check)],
    officer_only: true,
}

fn check(view: &AcrossView<'_>, out: &mut Findings) {
    let actions = view.plan.current_actions().map(|row| (SheetId::Actions, &row.reference, &row.plans));
    let indicators = view.plan.indicators.iter().map(|row| (SheetId::Indicators, &row.reference, &row.plans));
    let shared: Vec<_> = actions.chain(indicators).filter(|(_, _, plans)| plans.len() > 1).collect();
    let answers = answers(view, &shared.iter().map(|(id, reference, _)| (*id, key(reference))).collect());
    for (id, reference, plans) in shared {
        let mut given = plans
            .iter()
            .filter_map(|code| view.plan.delivery_plan_place(code))
            .filter_map(|place| answers.get(&(place, id, key(reference))));
        let Some(first) = given.next() else { continue };
        for other in given {
            report(view, reference, first, other, out);
        }
    }
}

fn report(view: &AcrossView<'_>, reference: &str, first: &Answer<'_>, other: &Answer<'_>, out: &mut Findings) {
    let counted = |said: &Said<'_>| first.said.iter().find(|one| one.heading == said.heading);
    let differs = |said: &&Said<'_>| !said.typed.is_empty() && counted(said).is_none_or(|one| one.meant != said.meant);
    let mut different: Vec<&Said<'_>> = other.said.iter().filter(differs).collect();
    different.sort_by_key(|said| said.at);
    let Some(at) = different.iter().find_map(|said| said.at) else { return };
    let (first_name, other_name) = (name(view, first), name(view, other));
    let in_words: Vec<String> = different
        .iter()
        .map(|said| {
            let theirs = counted(said).filter(|one| !one.typed.is_empty());
            let theirs = theirs.map_or_else(|| "nothing".to_owned(), |one| quoted(one.typed));
            format!("{} {}, where {first_name} has {theirs}", said.heading, quoted(said.typed))
        })
        .collect();
    let found: Vec<String> = different.iter().map(|said| format!("{}: {}", said.heading, said.typed)).collect();
    let words = Words {
        message: format!(
            "{other_name} answers {reference} differently: {}; the answer of {first_name} is counted",
            in_words.join("; ")
        ),
        expected: format!("the same answer as {first_name}"),
        found: found.join("; "),
        help: "Ask the services which answer holds, and have it put into both returns.".to_owned(),
    };
    let finding = Finding::at_cell(&RULE, other.sheet, at, words)
        .about(reference)
        .of(Subject::Row(other.row.0, other.row.1));
    out.push(finding.in_file(&other.received.source.path).and_in([first.received.source.path.as_str()]));
}

fn name<'v>(view: &'v AcrossView<'_>, answer: &'v Answer<'_>) -> &'v str {
    view.plan_name(&answer.received.identity.plan_code)
}

/// What one return says in a shared row.
struct Answer<'v> {
    received: &'v Return,
    sheet: &'v str,
    /// Its place among the issued rows of its return.
    row: (Kind, usize),
    said: Vec<Said<'v>>,
}

/// One entry: what was typed and what it means, whichever way it was typed.
struct Said<'v> {
    heading: &'v str,
    at: Option<CellRef>,
    typed: &'v str,
    meant: String,
}

/// The shared rows of every return that counts, by delivery plan, sheet and reference.
fn answers<'v>(
    view: &AcrossView<'v>,
    shared: &BTreeSet<(SheetId, String)>,
) -> BTreeMap<(usize, SheetId, String), Answer<'v>> {
    let mut answers = BTreeMap::new();
    if shared.is_empty() {
        return answers;
    }
    for place in 0..view.plan.delivery_plans.len() {
        for received in view.set.files_of(place).filter_map(|index| view.returns.get(index).copied()) {
        let mut add = |kind: Kind, index: usize, reference: &str, said: &dyn Fn() -> Vec<Said<'v>>| {
            let (id, reference) = (SheetId::of(kind), key(reference));
            if let (Some(sheet), true) = (received.sheet_name(kind), shared.contains(&(id, reference.clone()))) {
                let (row, said) = ((kind, index), said());
                answers.insert((place, id, reference), Answer { received, sheet, row, said });
            }
        };
        for (row, issued) in received.action_rows() {
            add(Kind::Actions, row.index, &issued.reference, &|| said(received, Kind::Actions, row));
        }
        for (row, issued) in received.indicator_rows() {
            add(Kind::Indicators, row.index, &issued.reference, &|| said(received, Kind::Indicators, row));
        }
        }
    }
    answers
}

/// The entries of a row, each with what it means.
fn said<'v, E: Entries>(received: &'v Return, kind: Kind, row: &'v Row<E>) -> Vec<Said<'v>> {
    let issued = &received.issued;
    let said = row.slots().map(|(cell, slot)| {
        let typed = if slot.is_blank() { "" } else { slot.typed().as_str() };
        let (heading, meant) = (cell.heading(issued, kind), slot.meant(issued.scheme.scale(kind)));
        Said { heading, at: slot.at(), typed, meant }
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::Finding;
    use crate::trial::{cases, findings};

    fn told(first: &str, second: &str) -> Vec<Finding> {
        let text = format!(
            "
            | Actions | Ref | Delivery plan | Deadline | Rating | Commentary |
            |---|---|---|---|---|---|
            | | 1.1 | economy; housing | Q4 | {first} |

            | Actions @2 | Ref | Delivery plan | Deadline | Rating | Commentary |
            |---|---|---|---|---|---|
            | | 1.1 | economy; housing | Q4 | {second} |"
        );
        findings(&cases(&text)[0], "RET")
    }

    #[test]
    fn everything_that_would_be_read_by_nobody_is_quoted_at_the_leftmost_cell_of_the_second_return() {
        let found = told("Green | On time.", "Closed | Two posts are vacant");
        assert_eq!(found.len(), 1);
        let (one, cell) = (&found[0], found[0].place.cell().map(|at| at.to_string()));
        assert_eq!((one.path.as_str(), cell.as_deref()), ("return-2.xlsx", Some("F5")));
        assert_eq!(one.words.found, "Rating: Closed; Commentary: Two posts are vacant");
        assert!(one.words.message.contains("Rating “Closed”, where Economy and growth has “Green”"), "{one:?}");
    }

    #[test]
    fn an_answer_that_only_the_second_gives_is_a_different_one() {
        let found = told(" | ", "Green | ");
        assert_eq!(found.len(), 1);
        assert!(found[0].words.message.contains("where Economy and growth has nothing"), "{:?}", found[0].words);
    }

    #[test]
    fn the_same_answer_in_other_letters_and_a_blank_are_no_different_answer() {
        assert!(told("Green | On  time.", "g | on time.").is_empty());
        assert!(told("Green | On time.", "● | ").is_empty());
    }
}
