//! A cell that must hold one of some values holds another.

use crate::domain::Severity;
use crate::plan::SettingFault;
use crate::rules::choices::{a_period, may_be};
use crate::rules::{Check, Finding, Words};

rule! {
    /// # What it checks
    /// Every setting has one of the values that stand beside it, and a period is given, here or on the command line. The
    /// same holds for the cells of other sheets that allow only some words, such as Standing, Monitored or Frequency. A period
    /// that is written as where the year starts in another month (2025-26 Q1 for 2025 Q1) is taken by its first year, and is a
    /// warning.
    ///
    /// # Why it matters
    /// Another value would be ignored, and the default would hold without anybody noticing.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Percentage places | 3 |
    ///
    /// What would be run, or is no address of the web, in the place of a link:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Returns folder | javascript:alert(1) |
    ///
    /// No period:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Period | |
    ///
    /// A period of another calendar:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Period | 2025-26 H1 |
    ///
    /// A period as it is written where the year starts in April:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Financial year starts | January |
    /// | | Period | 2025-26 Q1 |
    ///
    /// A word of another sheet:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Monitored |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | perhaps |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Percentage places | 2 |
    /// | | Period | Q2 2025/26 |
    /// | | Reporting | QUARTERLY |
    /// | | Zero counts | |
    /// | | Returns folder | https://intranet.example.org/returns |
    ///
    /// # What to do
    /// Type one of the values that it may be.
    "PLN016", "setting-invalid", Error, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &SettingFault, found: &str) -> Words {
    match fault {
        SettingFault::Invalid { what, may_be: wanted } => {
            let message =
                if found.is_empty() { format!("{what} is blank") } else { format!("{what} cannot be “{found}”") };
            let wanted = may_be(*wanted);
            Words::new(message, wanted.clone(), found, format!("Type {wanted}."))
        }
        SettingFault::Twice { first } => Words::new(
            format!("the setting {found} stands twice: here and in {first}"),
            "each setting once",
            found,
            "Delete one of the two rows.",
        ),
        SettingFault::PeriodMissing { calendar } => Words::new(
            "no period is given".to_owned(),
            a_period(*calendar),
            found,
            "Type the period beside Period on Settings, or give it with --period.",
        ),
        SettingFault::PeriodArgument { calendar } => Words::new(
            format!("the period asked for, “{found}”, is not one of this plan"),
            a_period(*calendar),
            found,
            format!("Ask for {}.", a_period(*calendar)),
        ),
        SettingFault::PeriodOfOtherYear { taken } => Words::new(
            format!("the period “{found}” is not written as this plan's year is; it is taken for {taken}"),
            a_period(taken.calendar()),
            found,
            format!("Type {taken}, or the period that is meant; or put right the month in which the year starts."),
        ),
    }
}

/// The finding as grave as it is: a period that could be read after all is a warning.
pub(in crate::rules) fn graded(finding: Finding, fault: &SettingFault) -> Finding {
    match fault {
        SettingFault::PeriodOfOtherYear { .. } => finding.with_severity(Severity::Warning),
        SettingFault::Invalid { .. }
        | SettingFault::Twice { .. }
        | SettingFault::PeriodMissing { .. }
        | SettingFault::PeriodArgument { .. } => finding,
    }
}
