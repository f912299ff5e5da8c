//! A locked cell differs from what was issued.

use crate::grid::CellRef;
use crate::rules::indicators::percent_scale;
use crate::rules::{Check, Finding, Words, quoted};

rule! {
    /// # What it checks
    /// The locked cells of a row must read as they were issued: action, deadline, target and the like. Spaces and line
    /// breaks make no difference, and neither does a deadline that Excel turned into the date it means. Headings,
    /// guidance, Check and counts are no concern, and neither are the labels of Start here while the hidden stamp is
    /// there: it says whose return it is, whatever is typed over them. Everything is checked and counted with what was
    /// issued. A percentage whose format was lost beside that of the value is told at the value, as percent-scale.
    ///
    /// # Why it matters
    /// A deadline or target that moves without anybody's agreement makes a late action look punctual.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | March 2026 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Deadline | 31 May 2026 |
    ///
    /// A target:
    ///
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | 91 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Indicators!E1!Target | number 89 |
    ///
    /// # Accepted
    /// | Actions | Ref | Action | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | Open the office | March 2026 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Deadline | date 2026-03-31 |
    /// | | type | Actions!1.1!Action | 'Open  the office |
    ///
    /// # What to do
    /// Put back what was issued; a new date belongs in Revised deadline, a new target in the plan workbook.
    "WBK019", "issued-cell-changed", Error, since "0.1.0",
    checks: [Check::Noted],
    help_to_service: "Put back what was issued; a new date belongs in Revised deadline, and of a new target tell whoever sent the return.",
    put_right: Nothing "It reads as issued again in this copy; what stood there is on Kept aside. If the change was meant, say so in the commentary.",
}

pub(in crate::rules) fn changed(
    (sheet, at): (&str, CellRef),
    reference: &str,
    heading: &str,
    from: &str,
    to: &str,
    rescaled: bool,
) -> Finding {
    let words = Words::new(
        format!("issued with {} in {heading}, which now reads {}", or_blank(from), or_blank(to)),
        from,
        to,
        "Put back what was issued; a new date belongs in Revised deadline, a new target in the plan workbook.",
    );
    let finding = Finding::at_cell(&RULE, sheet, at, words).about(reference);
    // A percent format lost with the value's is told at the value.
    if rescaled { finding.yielding_to(&percent_scale::RULE) } else { finding }
}

fn or_blank(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { quoted(text) }
}

#[cfg(test)]
mod tests {
    use crate::domain::Severity;
    use crate::trial::{cases, findings, with_collection};

    #[test]
    fn labels_of_start_here_typed_over_change_neither_the_findings_nor_whose_return_it_is() {
        let text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |

            | Change | Do | Where | What |
            |---|---|---|---|
            | | type over | Start here!Plan code | parks |
            | | type over | Start here!Period | 2031-32 Q4 |";
        let case = &cases(text)[0];
        assert!(findings(case, "WBK").is_empty());
        with_collection(case, |collection| {
            let received = collection.returns();
            assert_eq!(received[0].identity.plan_code, collection.plan.delivery_plans[0].code);
            assert_eq!(received[0].identity.period, collection.plan.period.to_string());
            assert!(collection.findings().all(|finding| finding.severity != Severity::Error), "{:#?}", collection.across);
        });
    }
}
