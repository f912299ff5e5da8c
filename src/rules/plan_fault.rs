//! From the faults of a plan workbook to findings: what every PLN rule does alike.
//!
//! A rule says which faults are its own and words them; the place, the ref and the one finding a row come from here.
//! Further cells of a row that have the same rule's fault stay with its finding as related cells, so that nothing is
//! said twice and nothing is lost.

use crate::domain::Reporting;
use crate::grid::CellRef;
use crate::plan::{Fault, FaultKind, Located, MayBe};

use super::{Finding, Findings, PlanView, Rule, Words};

/// Pushes a finding for each fault that `words` has words for; one a row.
pub(in crate::rules) fn report(
    rule: &'static Rule,
    view: &PlanView<'_>,
    out: &mut Findings,
    words: impl Fn(&FaultKind, &str) -> Option<Words>,
) {
    let mut open: Option<(Finding, &Located)> = None;
    for fault in &view.draft.faults {
        let Some(words) = words(&fault.kind, &fault.found) else { continue };
        if let Some((finding, first)) = &mut open
            && let Some(at) = in_row_of(first, &fault.at)
        {
            *finding = finding.clone().beside(Some(at), &words.message);
            continue;
        }
        let next = (finding(rule, fault, words), &fault.at);
        if let Some((done, _)) = open.replace(next) {
            out.push(done);
        }
    }
    if let Some((done, _)) = open {
        out.push(done);
    }
}

/// The cell of a fault that stands in the row of an earlier one.
fn in_row_of(first: &Located, second: &Located) -> Option<CellRef> {
    match (first, second) {
        (Located::Cell { sheet, at: first }, Located::Cell { sheet: other, at }) => {
            (sheet == other && first.row == at.row).then_some(*at)
        }
        (Located::Workbook | Located::Sheet { .. } | Located::Cell { .. }, _) => None,
    }
}

fn finding(rule: &'static Rule, fault: &Fault, words: Words) -> Finding {
    let finding = match &fault.at {
        Located::Workbook => Finding::at_file(rule, words),
        Located::Sheet { sheet } => Finding::at_sheet(rule, sheet, words),
        Located::Cell { sheet, at } => Finding::at_cell(rule, sheet, *at, words),
    };
    match &fault.reference {
        Some(reference) => finding.about(reference),
        None => finding,
    }
}

/// The words of a finding whose found part is what stands in the cell.
pub(in crate::rules) fn words(
    message: String,
    expected: impl Into<String>,
    found: &str,
    help: impl Into<String>,
) -> Words {
    Words { message, expected: expected.into(), found: found.to_owned(), help: help.into() }
}

/// “Did you mean …?” as a sentence of its own, or the advice where nothing is near.
pub(in crate::rules) fn did_you_mean(nearest: Option<&str>, advice: &str) -> String {
    if let Some(nearest) = nearest {
        return format!("If you meant “{nearest}”, type that; otherwise {advice}.");
    }
    let mut letters = advice.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// What may stand in a cell of closed choice, as an officer would say it.
pub(in crate::rules) fn may_be(what: MayBe) -> String {
    match what {
        MayBe::Words(words) => {
            let shown: Vec<&str> = words.iter().map(|word| if word.is_empty() { "blank" } else { word }).collect();
            match shown.split_last() {
                Some((last, [])) => (*last).to_owned(),
                Some((last, others)) => format!("{} or {last}", others.join(", ")),
                None => String::new(),
            }
        }
        MayBe::Month => "the name of a month, such as April".to_owned(),
        MayBe::Period(reporting) => a_period(reporting).to_owned(),
        MayBe::Day => "a date, such as 11/07/2025".to_owned(),
        MayBe::Whole(low, high) => format!("a whole number from {low} to {high}"),
        MayBe::Colour => "a colour as six hexadecimal digits, such as 00703C".to_owned(),
        MayBe::Frequency => "blank, Annual, Half-yearly, or periods by name such as Q2, Q4".to_owned(),
        MayBe::Something => "a name".to_owned(),
    }
}

/// A period of the council's calendar, with an example.
pub(in crate::rules) fn a_period(reporting: Reporting) -> &'static str {
    match reporting {
        Reporting::Quarterly => "a quarter with its financial year, such as 2025-26 Q1",
        Reporting::HalfYearly => "a half with its financial year, such as 2025-26 H1",
        Reporting::Monthly => "a month with its financial year, such as 2025-26 M03",
        Reporting::Annual => "a financial year, such as 2025-26",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Draft;
    use crate::rules::find_rule;

    fn fault(row: u32, col: u16, found: &str) -> Fault {
        Fault {
            at: Located::Cell { sheet: "Ratings".to_owned(), at: CellRef { row, col } },
            reference: None,
            kind: FaultKind::PriorityMissing,
            found: found.to_owned(),
        }
    }

    #[test]
    fn two_faults_of_one_row_and_rule_are_one_finding_that_names_both_cells() {
        let draft = Draft { plan: None, faults: vec![fault(1, 4, "a"), fault(1, 6, "b"), fault(2, 4, "c")] };
        let mut out = Findings::default();
        let rule = find_rule("PLN016").unwrap();
        report(rule, &PlanView { draft: &draft }, &mut out, |_, found| {
            Some(words(format!("not {found}"), "", found, ""))
        });
        let findings = out.into_vec();
        assert_eq!(findings.len(), 2);
        assert_eq!(findings[0].words.found, "a");
        assert_eq!(findings[0].related.len(), 1);
        assert_eq!(findings[0].related[0].at, CellRef { row: 1, col: 6 });
        assert_eq!(findings[0].related[0].label, "not b");
    }

    #[test]
    fn choices_read_as_a_sentence() {
        assert_eq!(may_be(MayBe::Words(&["Yes", "No"])), "Yes or No");
        assert_eq!(may_be(MayBe::Words(&["", "Given", "Rating"])), "blank, Given or Rating");
        assert_eq!(did_you_mean(None, "delete the row"), "Delete the row.");
        assert_eq!(did_you_mean(Some("P1"), "delete it"), "If you meant “P1”, type that; otherwise delete it.");
    }
}
