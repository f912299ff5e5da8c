//! A percentage of the plan that may be meant a hundredfold larger or smaller.

use rust_decimal::Decimal;

use crate::domain::print_number;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Of an indicator in % (not % change): whether Target, the target of a period, Baseline or Last value is between 0 and 1
    /// without a per cent sign where a hundred times it is nearer to another figure of the row; a target that stands
    /// alone always is. And whether a cell with a per cent format shows more than 1,000 %. The figure is used as it stands.
    ///
    /// # Why it matters
    /// Excel shows 92% and keeps 0.92. Without the sign 0.92 is less than one per cent, and every value would be better
    /// than the target.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Unit | Baseline | Target | Target Q1 |
    /// |---|---|---|---|---|---|
    /// | | H1 | % | | number 0.92 | |
    /// | | H2 | % | percent 88 | number 0.92 | |
    /// | | H3 | % | number 0.88 | percent 92 | percent 90 |
    /// | | H4 | % | percent 88 | percent 92 | percent 9000 |
    ///
    /// # Accepted
    /// Few empty homes, less than one per cent with its sign, a share, and a change:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Unit | Baseline | Target | Target Q1 |
    /// |---|---|---|---|---|---|
    /// | | H1 | % | number 1.4 | number 0.85 | number 10 |
    /// | | H2 | % | | percent 0.5 | |
    /// | | H3 | ratio | | number 0.92 | |
    /// | | H4 | % change | | number 0.5 | |
    /// | | H5 | % | number 0 | number 1 | percent 150 |
    ///
    /// # What to do
    /// Type the figure with its per cent sign: 92%, or 0.92% if that is right.
    "PLN028", "percent-target-scale", Warning, since "0.2.0",
    checks: [Check::Noted],
    stops_no_command: true,
}

pub(in crate::rules) fn words(read: &[Decimal], meant: &[Decimal], found: &str) -> Words {
    let printed = |numbers: &[Decimal]| {
        let each: Vec<String> = numbers.iter().map(|number| print_number(*number, None, "%")).collect();
        each.join(" to ")
    };
    let (read, meant) = (printed(read), printed(meant));
    Words::new(
        format!("“{found}” is read as {read}, and {meant} may be meant"),
        "a percentage with its sign",
        found,
        format!("If {meant} is meant, type {meant}; if {read} is right, type {read}."),
    )
}
