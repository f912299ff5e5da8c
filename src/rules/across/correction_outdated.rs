//! A correction of a row whose return says something else since.

use crate::domain::NOT_RATED;
use crate::rules::{ByHandView, Check, Finding, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// Where `consolidate` writes over its own workbook of the period, ratings that were corrected there are carried. This one is
    /// raised where the rating received, the value, a date or the override reason of such a row has changed since it was
    /// corrected: the correction stands, and both are shown. It is raised until the correction or its reason is changed too.
    ///
    /// # Why it matters
    /// The correction may have been made because of what the return said then; a return that was put right since should count.
    ///
    /// # Rejected
    /// The service sent its return again after the rating was corrected:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Complete |
    ///
    /// | Consolidated actions | Ref | Rating |
    /// |---|---|---|
    /// | | 1.1 | Green |
    ///
    /// | Consolidated change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Rating counted | Red |
    /// | | type | Actions!1.1!Corrected because | Nothing was built. |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    ///
    /// | Consolidated actions | Ref | Rating |
    /// |---|---|---|
    /// | | 1.1 | Green |
    ///
    /// | Consolidated change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Rating counted | Red |
    /// | | type | Actions!1.1!Corrected because | Nothing was built. |
    ///
    /// # What to do
    /// If the correction still holds, say so in its reason. If not, type the rating that stands under Rating before correction
    /// into Rating counted. Then run the command again.
    "RET009", "correction-outdated", Warning, since "0.2.0",
    checks: [Check::ByHand(check)],
    officer_only: true,
}

fn check(view: &ByHandView<'_>, out: &mut Findings) {
    for (row, now) in view.carried() {
        let changes = row.basis.changes(now);
        if changes.is_empty() {
            continue;
        }
        let said = |text: &str| if text.is_empty() { "blank".to_owned() } else { quoted(text) };
        let told: Vec<String> = changes
            .iter()
            .map(|(heading, then, now)| format!("{heading} was {} and is {} now", said(then), said(now)))
            .collect();
        let found: Vec<String> =
            changes.iter().map(|(heading, then, now)| format!("{heading}: {then}, now {now}")).collect();
        let or_not_rated = |word: &str| if word.is_empty() { NOT_RATED.to_owned() } else { word.to_owned() };
        let words = Words::new(
            format!(
                "{} was corrected from {} to {}, and the return has changed since: {}; the correction stands",
                row.reference,
                or_not_rated(&row.before),
                or_not_rated(&row.counted.1),
                told.join("; "),
            ),
            "a correction of what the return says now",
            found.join("; "),
            "If it still holds, say so under Corrected because; if not, put the rating before correction back under Rating \
             counted. Then run the command again.",
        );
        let finding = Finding::at_cell(&RULE, &row.sheet, row.counted.0, words).about(&row.reference);
        out.push(finding.beside(row.because.0, "why it was corrected"));
    }
}
