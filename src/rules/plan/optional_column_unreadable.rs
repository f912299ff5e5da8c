//! Something in an optional column that is not of its kind.

use crate::plan::PastFault;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Below a heading that names an earlier period, such as 2024-25 Q1, stand numbers in the unit of the row; below
    /// Rating 2024-25 Q1 stand ratings of your scheme. A period has one column of each. Words for no value (Not due, Awaited, n/a)
    /// may stand there. A heading with anything else in it, such as 2024-25 budget, is your own. In Parent stands a Ref, and no
    /// date or time, which Excel makes of one such as 1-2.
    ///
    /// # Why it matters
    /// The cell counts as blank: the trend, last value and direction of travel leave it out. It is issued and carried
    /// through as it stands, like any column of your own.
    ///
    /// # Rejected
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Target | 2024-25 Q4 |
    /// |---|---|---|---|
    /// | | H1 | 92% | about ninety |
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Rating 2024-25 Q4 |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Grene |
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Target | 2024-25 Q4 | Q4 2024/25 |
    /// |---|---|---|---|---|
    /// | | H1 | 92% | 91% | 90% |
    ///
    /// A Ref of which Excel made a date:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Parent | Deadline |
    /// |---|---|---|---|
    /// | | 1-2 | | Q3 |
    /// | | 1-2a | 1-2 | Q2 |
    /// | | 1-2b | date 2026-02-01 | Q3 |
    ///
    /// # Accepted
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Target | 2023-24 | 2024-25 Q3 | 2024-25 Q4 | Rating 2024-25 Q4 | 2024-25 budget | 2027-28 Q1 |
    /// |---|---|---|---|---|---|---|---|---|
    /// | | H1 | 92% | 89.5% | Not due | 91% | green | about the same | to be set |
    ///
    /// | Actions | Ref | Deadline | Rating 2024-25 Q4 | 2024-25 Q4 |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q3 | Amber | Begun in May |
    ///
    /// # What to do
    /// Type the number or the rating alone, or leave the cell blank.
    "PLN036", "optional-column-unreadable", Warning, since "0.2.0",
    checks: [Check::Noted],
    stops_no_command: true,
}

pub(in crate::rules) fn words(fault: &PastFault, found: &str) -> Words {
    match fault {
        PastFault::NoNumber { period } => Words::new(
            format!("“{found}” is no number, and counts as no value for {period}"),
            "a number in the unit of the row, or nothing",
            found,
            "Type the number alone; words can stand in a column of another heading.",
        ),
        PastFault::NoRating { period, nearest } => Words::new(
            format!("“{found}” is no rating of this plan, and counts as no rating for {period}"),
            "a rating of the Ratings sheet, or nothing",
            found,
            match nearest {
                Some(nearest) => format!("If {nearest} is meant, type that; or add the word to Ratings."),
                None => "Correct the word, or leave the cell blank; a word that meant a rating then can be added under Also accepted.".to_owned(),
            },
        ),
        PastFault::NoRef => Words::new(
            format!("“{found}” is a date or time to Excel and no Ref, and counts as no Parent"),
            "the Ref of another row of this sheet, or nothing",
            found,
            "Format the cell as text, then type the Ref again.",
        ),
        PastFault::Twice { period, first } => Words::new(
            format!("a column for {period} stands already under {first}; nothing of this one is used"),
            "one column for each period",
            found,
            "Delete one of the two columns, or give it another heading.",
        ),
    }
}
