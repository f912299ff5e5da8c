//! The targets of a cumulative indicator fall, or do not end at the year's target.

use crate::domain::print_number;
use crate::plan::ProfileFault;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Where targets of single periods are given for a cumulative indicator, they do not fall from one period to the next,
    /// and the last of the year is the year's target. A period without a target of its own has the straight line's.
    ///
    /// # Why it matters
    /// A value that adds up over the year cannot fall, so one of the targets is a slip, and ratings against it are wrong.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Unit | Cumulative | Target | Target Q1 | Target Q2 | Target Q3 | Target Q4 |
    /// |---|---|---|---|---|---|---|---|---|
    /// | | H1 | homes | Yes | 40 | 10 | 9 | 30 | 40 |
    /// | | H2 | homes | Yes | 40 | 10 | 20 | 30 | 38 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Unit | Cumulative | Target | Target Q1 | Target Q2 | Target Q3 | Target Q4 |
    /// |---|---|---|---|---|---|---|---|---|
    /// | | H1 | homes | Yes | 40 | 10 | 10 | 30 | 40 |
    /// | | H2 | homes | No | 40 | 40 | 30 | 20 | 10 |
    /// | | H3 | homes | Yes | 40 | 10 | | | |
    ///
    /// # What to do
    /// Correct the target of the period, or the year's.
    "PLN014", "profile-inconsistent", Warning, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &ProfileFault, found: &str) -> Words {
    let printed = |number| print_number(number, None, "");
    match fault {
        ProfileFault::Falls { before, high, period, low } => Words::new(
            format!(
                "the indicator is cumulative, and its target falls from {} in {before} to {} in {period}",
                printed(*high),
                printed(*low)
            ),
            format!("{} or more", printed(*high)),
            found,
            "Correct the target of one of the two periods.",
        ),
        ProfileFault::End { period, last, target } => Words::new(
            format!(
                "the indicator is cumulative, and its target for {period} is {}, the year's {}",
                printed(*last),
                printed(*target)
            ),
            printed(*target),
            found,
            "Correct the target of the last period, or the year's.",
        ),
    }
}
