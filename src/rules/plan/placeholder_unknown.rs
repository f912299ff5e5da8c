//! A message has a placeholder that there is not.

use crate::plan::Placeholder;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Every word in braces in the wording of a mail is one of the placeholders: {organisation}, {plan title}, {period},
    /// {delivery plan}, {plan code}, {lead officer}, {return by}, {rows}, {contact name}, {contact e-mail}.
    ///
    /// # Why it matters
    /// A mistyped placeholder would stand in every mail as it was typed, braces and all.
    ///
    /// # Rejected
    /// | Messages | Message | Text |
    /// |---|---|---|
    /// | | Issue subject | Return for {quarter} |
    /// | | Issue body | Dear {lead officer}, your return is due by {deadline}. |
    ///
    /// # Accepted
    /// | Messages | Message | Text |
    /// |---|---|---|
    /// | | Issue subject | Return for {period} |
    /// | | Issue body | Dear {Lead officer}, your return is due by {return by}: {rows} rows. |
    ///
    /// # What to do
    /// Type one of the placeholders, or take the braces away.
    "PLN025", "placeholder-unknown", Error, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(names: &[String], found: &str) -> Words {
    let quoted: Vec<String> = names.iter().map(|name| format!("“{{{name}}}”")).collect();
    let verb = if quoted.len() == 1 { "is not a placeholder" } else { "are not placeholders" };
    let known: Vec<String> = Placeholder::ALL.iter().map(ToString::to_string).collect();
    let expected = format!("one of {}", known.join(", "));
    let help = "Type one of the placeholders, or take the braces away.";
    Words::new(format!("{} {verb}", quoted.join(" and ")), expected, found, help)
}
