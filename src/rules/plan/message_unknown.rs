//! The Messages sheet words a mail that there is not, or one mail twice.

use crate::plan::{FaultKind, Message};
use crate::rules::plan_fault::{report, words};
use crate::rules::{Check, Findings, PlanView, Words};

rule! {
    /// # What it checks
    /// Every row of the Messages sheet names one of Issue subject, Issue body, Reminder subject, Reminder body, Errors
    /// subject and Errors body, and none stands twice.
    ///
    /// # Why it matters
    /// The mails would go out in other words than those that were agreed.
    ///
    /// # Rejected
    /// | Messages | Message | Text |
    /// |---|---|---|
    /// | | Issues body | Dear {lead officer}, please find the return attached. |
    /// | | Reminder body | Your return is late. |
    /// | | reminder  body | Your return has not come yet. |
    ///
    /// # Accepted
    /// | Messages | Message | Text |
    /// |---|---|---|
    /// | | Issue body | Dear {lead officer}, please find the return attached. |
    /// | | reminder body | Your return has not come yet. |
    ///
    /// # What to do
    /// Type one of the six names, each on one row.
    "PLN026", "message-unknown", Error, since "0.1.0",
    checks: [Check::Plan(check)],
}

fn check(plan: &PlanView<'_>, out: &mut Findings) {
    report(&RULE, plan, out, worded);
}

fn worded(kind: &FaultKind, found: &str) -> Option<Words> {
    let expected = Words::one_of(Message::NAMES.iter().copied());
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other faults are other rules'")]
    let (message, help) = match kind {
        FaultKind::MessageUnknown { nearest } => {
            let help = nearest.map_or_else(|| "Type one of the six names.".to_owned(), |name| format!("Type {name}."));
            let message = if found.is_empty() {
                "this row names no mail".to_owned()
            } else {
                format!("“{found}” is no mail that is sent")
            };
            (message, help)
        }
        FaultKind::MessageTwice => {
            (format!("“{found}” is worded in another row already"), "Keep one of the two rows.".to_owned())
        }
        _ => return None,
    };
    Some(words(message, &expected, found, &help))
}
