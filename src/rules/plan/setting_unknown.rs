//! A row of Settings that is no setting, and one of Wording that words nothing.

use crate::domain::Period;
use crate::rules::choices::did_you_mean;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Every name under Setting is one of the settings, whatever its capitals, spaces and hyphens. Every name under What of
    /// the sheet Wording is a word that is printed: action, actions, indicator, indicators, Overall, Total, Title, Period,
    /// Later, a heading, a rating or a period of the year; and what is to be printed for Period or Title does not
    /// name another period.
    ///
    /// # Why it matters
    /// A setting that is misspelt has no effect, and the default holds without anybody noticing. A wording that was left
    /// from last time would put the wrong quarter above the figures.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Zero count | 0 |
    ///
    /// Nothing is called so.
    ///
    /// | Wording | What | As printed |
    /// |---|---|---|
    /// | | Headline | Our plan |
    ///
    /// The title is that of the quarter before.
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Period | 2025-26 Q2 |
    ///
    /// | Wording | What | As printed |
    /// |---|---|---|
    /// | | Title | Quarter 1 Performance Report 2025/26 |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | zero counts | 0 |
    ///
    /// The council calls them measures, and its headings are its own.
    ///
    /// | Wording | What | As printed | Show |
    /// |---|---|---|---|
    /// | | indicators | measures | |
    /// | | Commentary | Action required | |
    /// | | Lead officer | | No |
    ///
    /// # What to do
    /// Correct the name, or delete the row.
    "PLN015", "setting-unknown", Warning, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(nearest: Option<&str>, found: &str) -> Words {
    let message = if found.is_empty() {
        "a value without a setting".to_owned()
    } else {
        format!("“{found}” is not a setting")
    };
    Words::new(message, "the name of a setting", found, did_you_mean(nearest, "delete the row"))
}

pub(in crate::rules) fn word_unknown(nearest: Option<&str>, found: &str) -> Words {
    let message = if found.is_empty() {
        "a wording without what it is for".to_owned()
    } else {
        format!("nothing that is printed is called “{found}”")
    };
    let expected = "action, actions, indicator, indicators, Overall, Total, Title, Period, Later, a heading, a rating or a period of the year";
    Words::new(message, expected, found, did_you_mean(nearest, "delete the row"))
}

pub(in crate::rules) fn other_period(other: Period, period: Period, found: &str) -> Words {
    Words::new(
        format!("“{found}” words {other}, and the period is {period}: it is not printed"),
        format!("words for {period}"),
        found,
        "Write this period's words, or delete the row.".to_owned(),
    )
}
