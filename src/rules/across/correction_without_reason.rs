//! A correction of which nobody said why.

use crate::domain::NOT_RATED;
use crate::rules::{ByHandView, Check, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// Where `consolidate` writes over its own workbook of the period, ratings that were corrected there are carried. Each should
    /// say why, under Corrected because.
    ///
    /// # Why it matters
    /// A correction is listed in Decisions, For the record, with its reason. Whoever is asked about it next quarter needs one.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    ///
    /// | Consolidated change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Rating counted | Red |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    ///
    /// | Consolidated change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Rating counted | Red |
    /// | | type | Actions!1.1!Corrected because | Nothing was built. |
    ///
    /// # What to do
    /// Write the reason beside the rating, under Corrected because, and run the command again.
    "RET011", "correction-without-reason", Warning, since "0.2.0",
    checks: [Check::ByHand(check)],
    officer_only: true,
}

fn check(view: &ByHandView<'_>, out: &mut Findings) {
    for (row, _) in view.carried().filter(|(row, _)| row.because.1.is_empty()) {
        let or_not_rated = |word: &str| if word.is_empty() { NOT_RATED.to_owned() } else { word.to_owned() };
        let words = Words::new(
            format!(
                "{} was corrected from {} to {}, and nobody says why",
                row.reference,
                or_not_rated(&row.before),
                or_not_rated(&row.counted.1)
            ),
            "a reason under Corrected because",
            "",
            "Write the reason under Corrected because, and run the command again.",
        );
        let at = row.because.0.unwrap_or(row.counted.0);
        out.push(Finding::at_cell(&RULE, &row.sheet, at, words).about(&row.reference));
    }
}
