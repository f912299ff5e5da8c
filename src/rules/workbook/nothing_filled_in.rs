//! The return came back as it went out.

use crate::domain::Kind;
use crate::rules::words::several;
use crate::rules::{Check, FileView, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// At least one entry cell of Actions and Indicators must be filled in, where any entry is required. One finding
    /// takes the place of all that would say what is missing, row by row.
    ///
    /// # Why it matters
    /// A blank return is usually the wrong copy, saved or sent before the work was done. A hundred findings would hide
    /// that.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | 1.1 | Q4 |
    /// | | 1.2 | Q1 |
    ///
    /// Last period's value, which was there when the return was issued, is no entry:
    ///
    /// | Indicators | Ref | Target | Last value |
    /// |---|---|---|---|
    /// | | E1 | 90 | 88 |
    ///
    /// | Sign-off | Completed by | Job title | Date | Approved by |
    /// |---|---|---|---|---|
    /// | | | | | |
    ///
    /// # Accepted
    /// Nothing is asked of rows that are for information only or not due:
    ///
    /// | Actions | Ref | Deadline | Monitored |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | No |
    ///
    /// | Indicators | Ref | Target | Frequency |
    /// |---|---|---|---|
    /// | | E1 | 90 | Annual |
    ///
    /// One entry is enough for this rule:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Ask for the copy that was filled in.
    "WBK021", "nothing-filled-in", Error, since "0.1.0",
    checks: [Check::File(check)],
    help_to_service: "Fill in this copy or, where another is filled in already, send that one.",
}

fn check(file: &FileView<'_>, out: &mut Findings) {
    let received = file.received;
    // A cell that is gone is no blank cell.
    let ratings = received
        .action_rows()
        .filter(|(row, issued)| {
            row.rating.at.is_some()
                && issued.finished.is_none()
                && file.basis.issued.action_needs_rating(issued, file.basis.as_of)
        })
        .count();
    let values = received
        .indicator_rows()
        .filter(|(row, issued)| row.value.at.is_some() && issued.is_rated())
        .count();
    if !received.stamped || ratings + values == 0 || !received.is_untouched() {
        return;
    }
    let kind = if ratings > 0 { Kind::Actions } else { Kind::Indicators };
    let Some(sheet) = received.sheet_name(kind) else { return };
    let found = match (ratings, values) {
        (ratings, 0) => several(ratings, "rating"),
        (0, values) => several(values, "value"),
        (ratings, values) => format!("{} and {}", several(ratings, "rating"), several(values, "value")),
    };
    let words = Words {
        message: format!("nothing has been filled in: {found} required and none given"),
        expected: found,
        found: "every entry is blank or as it was issued".to_owned(),
        help: "Ask for the copy that was filled in.".to_owned(),
    };
    out.push(Finding::at_sheet(&RULE, sheet, words));
}
