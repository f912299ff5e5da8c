//! A delivery plan has no lead officer, or no address to send its return to.

use crate::plan::LeadFault;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Every delivery plan has an e-mail address and a lead officer.
    ///
    /// # Why it matters
    /// Its return can be issued, but no mail can be written to go with it, and nobody is named when it is late.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | |
    /// | | leisure | Leisure | | leisure@example.org |
    ///
    /// | Actions | Ref | Delivery plan | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | housing; leisure | Q3 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline |
    /// |---|---|---|
    /// | | 1.1 | Q3 |
    ///
    /// # What to do
    /// Type the lead officer and the address that the return is to be sent to.
    "PLN019", "lead-missing", Warning, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &LeadFault, found: &str) -> Words {
    match fault {
        LeadFault::EmailMissing => Words::new(
            "the delivery plan has no e-mail address, so its return can be mailed to nobody".to_owned(),
            "an address such as housing@example.org",
            found,
            "Type the address that the return is to be sent to.",
        ),
        LeadFault::OfficerMissing => Words::new(
            "the delivery plan has no lead officer".to_owned(),
            "the role or name of whoever fills in the return",
            found,
            "Type the role or name of whoever fills in the return.",
        ),
    }
}
