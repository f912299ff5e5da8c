//! A rating word that is too long to stand wherever a rating stands.

use crate::plan::LONGEST_RATING;
use crate::rules::words::several;
use crate::rules::{Check, Words};

rule! {
    /// # What it checks
    /// A rating word has at most 60 characters. Line breaks and non-breaking spaces in it are read as spaces, here and in the
    /// names of priorities, delivery plans, portfolio holders and committees.
    ///
    /// # Why it matters
    /// The word stands in drop-downs, in headings and in formulas, which would cut it short and count nothing.
    ///
    /// # Rejected
    /// | Ratings | Applies to | Rating | Symbol | Colour | Meaning | Standing | Commentary | In percentages |
    /// |---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | ● | 00703C | On track | On track | Optional | Yes |
    /// | | Both | Amber | ▲ | FFBF47 | A little late | Behind | Required | Yes |
    /// | | Actions | Red, which means that it will be more than three months late or dropped | ■ | B10E1E | Late | Off track | Required | Yes |
    /// | | Indicators | Red | ■ | B10E1E | Short | Off track | Required | Yes |
    ///
    /// # Accepted
    /// | Ratings | Applies to | Rating | Symbol | Colour | Meaning | Standing | Commentary | In percentages |
    /// |---|---|---|---|---|---|---|---|---|
    /// | | Both | Green | ● | 00703C | On track | On track | Optional | Yes |
    /// | | Both | Amber | ▲ | FFBF47 | A little late | Behind | Required | Yes |
    /// | | Actions | Red, which means that it will be more than three months late | ■ | B10E1E | Late, or not to be done at all as things stand | Off track | Required | Yes |
    /// | | Indicators | Red | ■ | B10E1E | Short | Off track | Required | Yes |
    ///
    /// # What to do
    /// Shorten the word, and say the rest under Meaning.
    "PLN035", "rating-word-unsafe", Error, since "0.2.0",
    checks: [Check::Noted],
}

pub(in crate::rules) fn words(length: usize, found: &str) -> Words {
    let letters = several(length, "character");
    Words::new(
        format!("the rating word has {letters}, and drop-downs and formulas hold {LONGEST_RATING}"),
        format!("at most {LONGEST_RATING} characters"),
        found,
        "Shorten the word, and say the rest under Meaning.",
    )
}
