//! A row names no delivery plan, or one that is not on the Delivery plans sheet.

use crate::plan::DeliveryPlanFault;
use crate::rules::choices::did_you_mean;
use crate::rules::words::runs_in_words;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Every action and indicator must name the code of a delivery plan, or several with semicolons between them.
    ///
    /// # Why it matters
    /// The delivery plan decides in whose return a row is issued. Without one nobody would be asked about it.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Delivery plan | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | housing; hosing | Q3 |
    /// | | 1.2 | | Q3 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    /// | | leisure | Leisure | Head of Leisure | leisure@example.org |
    ///
    /// | Actions | Ref | Delivery plan | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | housing; leisure; | Q3 |
    /// | | 1.2 | Housing | Q3 |
    ///
    /// # What to do
    /// Type a code from Delivery plans, or add the delivery plan there.
    "PLN005", "delivery-plan-unknown", Error, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &DeliveryPlanFault, found: &str) -> Words {
    match fault {
        DeliveryPlanFault::Unknown { code, nearest } => Words::new(
            format!("“{code}” is not the code of a delivery plan"),
            "a code from Delivery plans",
            found,
            did_you_mean(nearest.as_deref(), "type a code from Delivery plans, or add the delivery plan there"),
        ),
        DeliveryPlanFault::Formatting(runs) => Words::new(
            format!("in the delivery plan {}, so it cannot be told which is meant", runs_in_words(runs)),
            "a code from Delivery plans",
            runs.in_words(),
            "Clear the cell and type the code that is meant.",
        ),
        DeliveryPlanFault::Missing => Words::new(
            "the row names no delivery plan, so it would be in nobody's return".to_owned(),
            "a code from Delivery plans",
            found,
            "Type a code from Delivery plans.",
        ),
    }
}
