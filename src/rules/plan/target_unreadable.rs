//! An indicator that a band rates has no number to be rated against.

use crate::domain::Unit;
use crate::plan::TargetFault;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// An indicator that is rated by a tolerance band needs a target for this period that is a number, or two numbers
    /// (10 to 20) where better is In range; a time and TRUE or FALSE are no number. In hh:mm and mm:ss it is a time of those two
    /// parts and no plain number, in yes/no it is Yes or No. It never stops a command: until it is put right the target counts as blank.
    ///
    /// # Why it matters
    /// Without a number the band cannot check the rating that the service gives, and a wrong one passes.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Better when | Target |
    /// |---|---|---|---|
    /// | | H1 | Higher | as many as possible |
    /// | | H2 | Higher | |
    /// | | H3 | Lower | 10 to 20 |
    /// | | H4 | In range | 15 |
    /// | | H5 | Lower | time 0:05 |
    /// | | H6 | Higher | logical TRUE |
    ///
    /// In units that are written in words:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Unit | Better when | Target |
    /// |---|---|---|---|---|
    /// | | H1 | hh:mm | Lower | 12 |
    /// | | H2 | hh:mm | Lower | 12:60 |
    /// | | H3 | mm:ss | Lower | as short as can be |
    /// | | H4 | yes/no | | 90 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Better when | Rated | Target | Target Q1 |
    /// |---|---|---|---|---|---|
    /// | | H1 | Higher | | 90 | |
    /// | | H2 | In range | | 10 to 20 | |
    /// | | H3 | Higher | Monitor only | as many as possible | |
    /// | | H4 | Higher | | | 40 |
    ///
    /// Values of units that are written in words:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Unit | Better when | Target |
    /// |---|---|---|---|---|
    /// | | H1 | hh:mm | Lower | '12:30 |
    /// | | H2 | hh:mm | Lower | time 0:05 |
    /// | | H3 | mm:ss | In range | 1:30 to 2:00 |
    /// | | H4 | yes/no | | Yes |
    /// | | H5 | yes/no | | logical FALSE |
    /// | | H6 | £m | Lower | £2.4m |
    /// | | H7 | text | | as it comes |
    ///
    /// # What to do
    /// Type the number, or set Rated to Monitor only where there is none.
    "PLN007", "target-unreadable", Error, since "0.1.0",
    checks: [Check::Noted],
    stops_no_command: true,
}

pub(in crate::rules) fn words(fault: &TargetFault, found: &str) -> Words {
    match fault {
        TargetFault::Missing => Words::new(
            "a tolerance band rates this indicator, and it has no target for this period".to_owned(),
            "a number",
            found,
            "Type the target, or set Rated to Monitor only where there is none.",
        ),
        TargetFault::Unreadable => Words::new(
            format!("a tolerance band rates this indicator, and its target “{found}” is not a number"),
            "a number",
            found,
            "Type the number, or set Rated to Monitor only where there is none.",
        ),
        TargetFault::NotInUnit(unit) => {
            let (wanted, is_not) = if *unit == Unit::YesNo {
                ("Yes or No", "neither Yes nor No")
            } else if *unit == Unit::MinutesSeconds {
                ("minutes and seconds, such as 2:30", "not minutes and seconds")
            } else {
                ("hours and minutes, such as 12:30", "not hours and minutes")
            };
            Words::new(
                format!("a tolerance band rates this indicator, and its target “{found}” is {is_not}"),
                wanted,
                found,
                format!("Type {wanted}, or set Rated to Monitor only where there is none."),
            )
        }
        TargetFault::NotARange => Words::new(
            format!("better is In range, and the target “{found}” is not two numbers"),
            "two numbers, such as 10 to 20",
            found,
            "Type two numbers, the lower and the upper, such as 10 to 20.",
        ),
        TargetFault::IsARange => Words::new(
            format!("the target “{found}” is two numbers, which only In range has"),
            "one number",
            found,
            "Type one number, or set Better when to In range.",
        ),
    }
}
