//! A word or symbol that means two ratings.

use crate::plan::RatingFault;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// Among the ratings of actions, and among those of indicators, no word, symbol or other accepted word stands for two.
    /// No rating is called “Not rated” or “Information only”: the consolidated workbook says so of rows that have none.
    ///
    /// # Why it matters
    /// Whoever types it cannot know which rating is counted.
    ///
    /// # Rejected
    /// | Ratings | Applies to | Rating | Symbol | Also accepted | Colour | Meaning | Standing | Commentary | In percentages |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | ● | | 00703C | On track | On track | Optional | Yes |
    /// | | Both | Amber | ▲ | A | FFBF47 | A little late | Behind | Required | Yes |
    /// | | Both | Red | ● | | B10E1E | Late | Off track | Required | Yes |
    ///
    /// | Ratings | Applies to | Rating | Symbol | Also accepted | Colour | Meaning | Standing | Commentary | In percentages |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | ● | | 00703C | On track | On track | Optional | Yes |
    /// | | Both | Amber | ▲ | | FFBF47 | A little late | Behind | Required | Yes |
    /// | | Both | Red | ■ | | B10E1E | Late | Off track | Required | Yes |
    /// | | Both | Not rated | | | DDDDDD | Not known yet | Awaited | Optional | No |
    ///
    /// # Accepted
    /// | Ratings | Applies to | Rating | Symbol | Also accepted | Colour | Meaning | Standing | Commentary | In percentages |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | ● | G, green | 00703C | On track | On track | Optional | Yes |
    /// | | Actions | Amber | ▲ | A | FFBF47 | A little late | Behind | Required | Yes |
    /// | | Indicators | Amber | ▲ | A | FFBF47 | A little short | Behind | Required | Yes |
    /// | | Both | Red | ■ | R | B10E1E | Late | Off track | Required | Yes |
    ///
    /// # What to do
    /// Change it for one of the two.
    "PLN021", "rating-ambiguous", Error, since "0.1.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(fault: &RatingFault, found: &str) -> Words {
    match fault {
        RatingFault::Reserved { word } => Words::new(
            format!("“{word}” is what the consolidated workbook says of a row that has no rating"),
            "a word that is a rating",
            found,
            "Call the rating something else, for example “Awaited”.",
        ),
        RatingFault::Twice { word, rating, of } => Words::new(
            format!("“{word}” already stands for the rating “{rating}” of {}", of.to_string().to_lowercase()),
            "words and symbols that each stand for one rating",
            found,
            "Change it for one of the two ratings.",
        ),
    }
}
