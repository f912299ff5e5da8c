//! A word or symbol that means two ratings.

use crate::plan::FaultKind;
use crate::rules::plan_fault::{report, words};
use crate::rules::{Check, Findings, PlanView, Words};

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
    checks: [Check::Plan(check)],
}

fn check(plan: &PlanView<'_>, out: &mut Findings) {
    report(&RULE, plan, out, worded);
}

fn worded(kind: &FaultKind, found: &str) -> Option<Words> {
    if let FaultKind::RatingReserved { word } = kind {
        return Some(words(
            format!("“{word}” is what the consolidated workbook says of a row that has no rating"),
            "a word that is a rating",
            found,
            "Call the rating something else, for example “Awaited”.",
        ));
    }
    let FaultKind::RatingTwice { word, rating, of } = kind else { return None };
    let of = of.to_string().to_lowercase();
    Some(words(
        format!("“{word}” already stands for the rating “{rating}” of {of}"),
        "words and symbols that each stand for one rating",
        found,
        "Change it for one of the two ratings.",
    ))
}
