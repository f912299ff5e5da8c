//! The Messages sheet words a mail that there is not, or one mail twice.

use crate::plan::{Message, MessageFault};
use crate::rules::{Check, Words};

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
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &MessageFault, found: &str) -> Words {
    let expected = Words::one_of(Message::NAMES.iter().copied());
    let (message, help) = match fault {
        MessageFault::Unknown { nearest } => {
            let help = nearest.map_or_else(|| "Type one of the six names.".to_owned(), |name| format!("Type {name}."));
            let message = if found.is_empty() {
                "this row names no mail".to_owned()
            } else {
                format!("“{found}” is no mail that is sent")
            };
            (message, help)
        }
        MessageFault::Twice => {
            (format!("“{found}” is worded in another row already"), "Keep one of the two rows.".to_owned())
        }
    };
    Words::new(message, expected, found, help)
}
