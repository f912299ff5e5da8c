//! Something in an optional column that is not of its kind.

use crate::plan::PastFault;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Below a heading that names an earlier period, such as 2024-25 Q1, stand numbers in the unit of the row; below
    /// Rating 2024-25 Q1 stand ratings of your scheme. A period has one column of each. Words for no value (Not due, Awaited, n/a)
    /// may stand there. A heading with anything else in it, such as 2024-25 budget, is your own.
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
    /// | Indicators | Ref | Target | Numerator | Denominator |
    /// |---|---|---|---|---|
    /// | | H1 | 92% | repairs on time | Yes |
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
    /// | Indicators | Ref | Target | Numerator | Denominator |
    /// |---|---|---|---|---|
    /// | | H1 | 92% | Yes | y |
    /// | | H2 | 92% | No | |
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
        PastFault::NotYesNo => Words::new(
            format!("“{found}” is neither Yes nor No, and counts as blank: this part of the value is not asked for"),
            "Yes, No, or nothing",
            found,
            "Type Yes or No, or give the column another heading if it is your own.",
        ),
        PastFault::Twice { period, first } => Words::new(
            format!("a column for {period} stands already under {first}; nothing of this one is used"),
            "one column for each period",
            found,
            "Delete one of the two columns, or give it another heading.",
        ),
    }
}
