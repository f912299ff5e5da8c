//! Words that stand in for commentary or a reason still to be written.

use crate::domain::SharedText;
use crate::layout::Field;
use crate::plan::{IssuedAction, IssuedIndicator};
use crate::returns::Slot;
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::ratings::commentary_missing::{required_and, required_of_indicator_and};
use crate::rules::{ActionView, Check, Finding, IndicatorView, Words, quoted};

rule! {
    /// # What it checks
    /// Commentary and override reasons say something. Looked for is an entry that as a whole only stands in for one: TBC,
    /// TBA, TBD, TBN; to be confirmed, advised, agreed, announced, decided or determined; to follow, update to follow,
    /// details to follow; asap, as soon as possible; n/a, na, not applicable; none, nil, unknown, not known, not yet
    /// known; as above, see above, same as above, as before, as previous, ditto; lorem ipsum; xxx, dashes, dots and
    /// question marks. Case, full stops and doubled spaces do not matter. It counts as commentary all the same, and
    /// nothing is said of commentary that is missing. Where commentary or a reason is required, FALSE, TRUE and 0 are looked for
    /// too, which a tick box or an empty formula leaves behind. In Value, n/a, na and not applicable are read as Not
    /// available; where a value is due, it should be said which of the reasons is meant.
    ///
    /// Measured on 160 published texts: 0 raised, 0 of them right; 0 missed. What councils publish has no such entries
    /// left in it; the texts, which stand in planroll's source under `tests/commentary`, show that real commentary is
    /// not taken for one. An entry that takes more words to say as little ("No update this quarter") is not seen.
    ///
    /// # Why it matters
    /// It is printed as it stands. Above whom "as above" stood nobody can tell once the rows are sorted by priority,
    /// and "TBC" beside Red is a question that somebody has to answer at the meeting.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q2 | Amber | 31/12/2025 | TBC |
    /// | | 1.2 | Q2 | Closed | | As above. |
    /// | | 1.3 | Q2 | Green | | n/a |
    ///
    /// A reason why a rating differs from the band's:
    ///
    /// | Indicators | Ref | Target | Value | Rating | Override reason | Commentary |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | 80 | 80% | Green | - | On target. |
    ///
    /// What an empty formula leaves behind, and a value that is said not to apply:
    ///
    /// | Indicators | Ref | Target | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|
    /// | | E1 | 80 | 60% | Red | '0 |
    /// | | E2 | 80 | 'n/a | | |
    ///
    /// # Accepted
    /// | Indicators | Ref | Target | Frequency | Value | Rating |
    /// |---|---|---|---|---|---|
    /// | | E1 | 80 | Annual | 'n/a | |
    ///
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q2 | Amber | 31/12/2025 | The start date is to be confirmed by the contractor. |
    /// | | 1.2 | Q2 | Closed | | None of the sites could be had. |
    /// | | 1.3 | Q2 | Green | | |
    ///
    /// # What to do
    /// Say in a sentence or two how it stands; where nothing need be said, leave the cell blank.
    "CEL008", "placeholder-text", Warning, since "0.1.0",
    checks: [
        Check::action::<PlaceholderCommentary>(),
        Check::indicator::<NotApplicable>(),
        Check::indicator::<PlaceholderReason>(),
        Check::indicator::<PlaceholderCommentary>(),
    ],
}

struct PlaceholderCommentary;
struct PlaceholderReason;
struct NotApplicable;

impl LiveRule<IssuedAction> for PlaceholderCommentary {
    const AT: Field = Field::Commentary;
    const LIVE: LiveWords<IssuedAction> = LiveWords::WithHeading("Says nothing yet");

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        let left = required_and(action, Question::LeftBehind(Field::Commentary));
        E::Truth::any([action.row.is(Question::Placeholder(Field::Commentary)), left])
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        action.finding(&RULE, Field::Commentary, commentary(&action.row.commentary))
    }
}

impl LiveRule<IssuedIndicator> for PlaceholderCommentary {
    const AT: Field = Field::Commentary;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::WithHeading("Says nothing yet");

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        let left = required_of_indicator_and(indicator, Question::LeftBehind(Field::Commentary));
        E::Truth::any([indicator.row.is(Question::Placeholder(Field::Commentary)), left])
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        indicator.finding(&RULE, Field::Commentary, commentary(&indicator.row.commentary))
    }
}

impl LiveRule<IssuedIndicator> for PlaceholderReason {
    const AT: Field = Field::OverrideReason;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::WithHeading("Says nothing yet");

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        let left = E::Truth::when(indicator.is_to_be_rated(), || {
            indicator.is_outside_band().and(|| indicator.row.is(Question::LeftBehind(Field::OverrideReason)))
        });
        E::Truth::any([indicator.row.is(Question::Placeholder(Field::OverrideReason)), left])
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        let reason = &indicator.row.override_reason;
        let help = "Say why the rating differs from the band's; where it does not, leave the cell blank.";
        let words = words(reason, "reason", "why the rating differs from the band's", help);
        indicator.finding(&RULE, Field::OverrideReason, words)
    }
}

impl LiveRule<IssuedIndicator> for NotApplicable {
    const AT: Field = Field::Value;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::These("Say Not available, Awaited or Not due: Value");

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        E::Truth::when(indicator.issued.due, || indicator.row.is(Question::NotApplicable))
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        let typed = &indicator.row.value.typed;
        let words = Words {
            message: format!("{} in Value is read as Not available", quoted(typed)),
            expected: "a value, or one of the reasons for there being none".to_owned(),
            found: typed.to_string(),
            help: "Say Not available, Awaited or Not due.".to_owned(),
        };
        indicator.finding(&RULE, Field::Value, words)
    }
}

fn commentary(typed: &Slot<SharedText>) -> Words {
    let help = "Say in a sentence or two how it stands; where nothing need be said, leave the cell blank.";
    words(typed, "commentary", "how it stands, in a sentence or two", help)
}

fn words(slot: &Slot<SharedText>, what: &str, expected: &str, help: &str) -> Words {
    Words {
        message: format!("{} is no {what}", quoted(&slot.typed)),
        expected: expected.to_owned(),
        found: slot.typed.to_string(),
        help: help.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::placeholder_words;
    use crate::trial::{cases, findings};

    #[test]
    fn the_page_names_every_word_that_is_looked_for() {
        let page = super::RULE.section("What it checks").to_lowercase();
        let page: Vec<&str> = page.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let page = format!(" {} ", page.join(" "));
        for words in placeholder_words() {
            // The page names "to be" once for all that begin so.
            let words = words.strip_prefix("to be ").unwrap_or(words);
            assert!(page.contains(&format!(" {words} ")), "{words}");
        }
    }

    #[test]
    fn a_placeholder_counts_as_commentary() {
        let text = "
            | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
            |---|---|---|---|---|---|
            | | 1.1 | Q1 | Amber | 31/08/2025 | TBC |";
        let found = findings(&cases(text)[0], "CEL");
        let codes: Vec<&str> = found.iter().map(|finding| finding.rule.code).collect();
        assert_eq!(codes, ["CEL008"]);
    }
}
