//! A return that carries macros, links to other files or embedded objects.

use crate::rules::{Check, Finding, Words};

rule! {
    /// # What it checks
    /// A return must hold no macros, no links to other workbooks or databases, and no embedded files, objects or
    /// controls. They are named and left alone: nothing is opened, followed or run, and the cells are read as they are.
    ///
    /// # Why it matters
    /// Nothing that is issued has any of these. Whoever opens the return next runs what it carries, and a figure that
    /// is linked from another workbook changes when that one does.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | add macros | | |
    ///
    /// A figure linked from a service's own workbook, and a file that was dropped into the return:
    ///
    /// | Indicators | Ref | Unit | Target | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | number | 90 | 91 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | add links | | |
    /// | | embed a file | | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Copy the entries into the return as it was issued, as values, and send that.
    "WBK013", "macros-or-links", Warning, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn carried(macros: bool, links: bool, embedded: bool) -> Finding {
    let carried = [(macros, "macros"), (links, "links to other files"), (embedded, "embedded files or objects")];
    let found = Words::all_of(carried.iter().filter(|(there, _)| *there).map(|(_, what)| *what));
    let message = format!("the workbook carries {found}");
    let help = "Copy the entries into the return as it was issued, as values, and send that.";
    Finding::at_file(&RULE, Words::new(message, "cells only, as issued", found, help))
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    #[test]
    fn one_finding_names_everything_that_rides_along() {
        let text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |

            | Change | Do | Where | What |
            |---|---|---|---|
            | | add macros | | |
            | | embed a file | | |";
        let found = findings(&cases(text)[0], "WBK");
        let told: Vec<(&str, &str)> =
            found.iter().map(|finding| (finding.rule.code, finding.words.found.as_str())).collect();
        assert_eq!(told, [("WBK013", "macros and embedded files or objects")]);
    }
}
