//! Something under Email is not an address.

use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Email, Cc and the contact's e-mail must be plain addresses, several with semicolons between them. It never stops a
    /// command: only the mail to that delivery plan is not written.
    ///
    /// # Why it matters
    /// The return would be sent to nobody, or to somebody else.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing at example.org |
    /// | | leisure | Leisure | Head of Leisure | leisure@example.org, pools@example.org |
    ///
    /// | Actions | Ref | Delivery plan | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | housing; leisure | Q3 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email | Cc |
    /// |---|---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org; homes@example.org | head.of-housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | 1.1 | Q3 |
    ///
    /// # What to do
    /// Type the address alone, and semicolons between several.
    "PLN010", "email-invalid", Error, since "0.1.0",
    checks: [Check::Noted],
    stops_no_command: true,
}

pub(in crate::rules) fn words(addresses: &[String], found: &str) -> Words {
    let quoted: Vec<String> = addresses.iter().map(|address| format!("“{address}”")).collect();
    let verb = if quoted.len() == 1 { "is not an e-mail address" } else { "are not e-mail addresses" };
    let help = if addresses.iter().any(|address| address.contains(',')) {
        "Put semicolons, not commas, between addresses."
    } else {
        "Type the address alone, without a name beside it, and semicolons between several."
    };
    Words::new(format!("{} {verb}", quoted.join(" and ")), "an address such as housing@example.org", found, help)
}
