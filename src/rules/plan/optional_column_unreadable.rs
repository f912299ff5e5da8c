//! Something in an optional column that is not of its kind.

use crate::plan::{OptionalFault, PastFault};
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Below a heading that names an earlier period, such as 2024-25 Q1, stand numbers in the unit of the row; below
    /// Rating 2024-25 Q1 stand ratings of your scheme. A period has one column of each. Words for no value (Not due, Awaited, n/a)
    /// may stand there. A heading with anything else in it, such as 2024-25 budget, is your own. In Parent stands a Ref, and no
    /// date or time, which Excel makes of one such as 1-2.
    ///
    /// Start holds a date, month or quarter that begins no later than the deadline (the agreed one, where there is one);
    /// Best to worst of a rating is a whole number, 1 being the best.
    ///
    /// # Why it matters
    /// The cell counts as blank: the trend, last value and direction of travel leave it out, a start is not held against the
    /// rating, and nothing puts the rating in order. On Actions and Indicators it is issued and carried through as it
    /// stands, like any column of your own.
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
    /// A part of the value that may be a column of the officer's own:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Target | Numerator | Denominator |
    /// |---|---|---|---|---|
    /// | | H1 | 92% | repairs on time | Yes |
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
    /// A start that is no date, and one after the deadline:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Start | Deadline |
    /// |---|---|---|---|
    /// | | 1.1 | once funded | Q3 |
    /// | | 1.2 | January 2026 | Q3 |
    ///
    /// The place of a rating that is none:
    ///
    /// | Ratings | Applies to | Rating | Colour | Meaning | Standing | Commentary | In percentages | Best to worst |
    /// |---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | 00703C | On track | On track | Optional | Yes | first |
    /// | | Both | Amber | 85994B | Mostly | On track | Optional | Yes | 1.5 |
    /// | | Both | Red | B10E1E | Late | Off track | Optional | Yes | 0 |
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
    /// Parts of a value that are asked for or not:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Indicators | Ref | Target | Numerator | Denominator |
    /// |---|---|---|---|---|
    /// | | H1 | 92% | Yes | y |
    /// | | H2 | 92% | No | |
    ///
    /// Ratings of earlier periods:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Deadline | Rating 2024-25 Q4 | 2024-25 Q4 |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q3 | Amber | Begun in May |
    ///
    /// Starts, and one that nobody knows yet; ratings of one standing in order:
    ///
    /// | Delivery plans | Code | Delivery plan | Lead officer | Email |
    /// |---|---|---|---|---|
    /// | | housing | Housing | Head of Housing | housing@example.org |
    ///
    /// | Actions | Ref | Start | Deadline | Agreed deadline |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q3 | 15/11/2025 | |
    /// | | 1.2 | 15/04/2024 | Q4 | |
    /// | | 1.3 | TBC | Q3 | |
    /// | | 1.4 | January 2026 | Q3 | Q1 2026/27 |
    ///
    /// | Ratings | Applies to | Rating | Colour | Meaning | Standing | Commentary | In percentages | Best to worst |
    /// |---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | 00703C | On track | On track | Optional | Yes | 1 |
    /// | | Both | Amber | 85994B | Mostly | On track | Optional | Yes | 2 |
    /// | | Both | Red | B10E1E | Late | Off track | Optional | Yes | |
    ///
    /// # What to do
    /// Type the number, the rating or the date alone, or leave the cell blank.
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

/// The words about Start and Best to worst.
pub(in crate::rules) fn of_another(fault: &OptionalFault, found: &str) -> Words {
    match fault {
        OptionalFault::StartUnreadable => Words::new(
            format!("“{found}” is no date, and counts as no start"),
            "a date, month or quarter, such as 01/04/2025, April 2025 or Q1, or nothing",
            found,
            "Type the day, month or quarter by which it is to begin, or leave the cell blank.",
        ),
        OptionalFault::StartLate { deadline } => Words::new(
            format!("the start “{found}” is later than the deadline {}, and counts as no start", deadline.printed()),
            format!("a date no later than {}, or nothing", deadline.printed()),
            found,
            "Correct whichever of the two is wrong.",
        ),
        OptionalFault::ParentIsDate => Words::new(
            format!("“{found}” is a date or time to Excel and no Ref, and counts as no Parent"),
            "the Ref of another row of this sheet, or nothing",
            found,
            "Format the cell as text, then type the Ref again.",
        ),
        OptionalFault::PlaceUnreadable => Words::new(
            format!("“{found}” is no whole number from 1, and counts as no place in the order of ratings"),
            "a whole number, 1 for the best of its standing, or nothing",
            found,
            "Number the ratings of one standing 1, 2 and so on, the best first, or leave the cells blank.",
        ),
    }
}
