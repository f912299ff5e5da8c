//! A rating that asks for commentary, and none is given.

use crate::domain::{Rating, Standing};
use crate::layout::Field;
use crate::plan::{IndicatorRatings, IssuedAction, IssuedIndicator};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords, MISSING};
use crate::rules::{ActionView, Check, Finding, IndicatorView, Words};

rule! {
    /// # What it checks
    /// Where the rating requires commentary, there is some. A rating whose standing is Closed always requires it. For
    /// an indicator it is the rating that is counted: the one given by the service or, where ratings are computed, the
    /// one that the band makes of the value; a reason instead of a value has the Awaited rating. Whether the
    /// commentary says anything is CEL008.
    ///
    /// # Why it matters
    /// Members read the commentary of exactly those rows that are not going well. An empty one is a question at the
    /// meeting that somebody has to answer standing up.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Revised deadline |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Amber | 31/12/2025 |
    /// | | 1.2 | Q2 | Closed | |
    ///
    /// An indicator that is rated by the service:
    ///
    /// | Indicators | Ref | Target | Value | Rating |
    /// |---|---|---|---|---|
    /// | | E1 | 90 | 60% | Red |
    ///
    /// An indicator whose rating is computed, at the value from which it is Red:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Indicator ratings | Computed |
    ///
    /// | Indicators | Ref | Target | Value |
    /// |---|---|---|---|
    /// | | E1 | 80 | 76% |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q2 | Amber | 31/12/2025 | The contractor starts late. |
    /// | | 1.2 | Q2 | Green | | |
    ///
    /// | Indicators | Ref | Target | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|
    /// | | E1 | 90 | 60% | Red | Two planners' posts are vacant. |
    /// | | E2 | 90 | Awaited | | |
    ///
    /// An indicator whose rating is computed, and which is on target:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Indicator ratings | Computed |
    ///
    /// | Indicators | Ref | Target | Value |
    /// |---|---|---|---|
    /// | | E1 | 80 | 80% |
    ///
    /// # What to do
    /// Say in a sentence or two why it stands as it does and what is being done about it.
    "RAT003", "commentary-missing", Error, since "0.1.0",
    checks: [Check::action::<CommentaryMissing>(), Check::indicator::<CommentaryMissing>()],
    yields_to_in_file: [workbook::nothing_filled_in],
    means_missing: true,
}

struct CommentaryMissing;

impl LiveRule<IssuedAction> for CommentaryMissing {
    const AT: Field = Field::Commentary;
    const LIVE: LiveWords<IssuedAction> = LiveWords::WithHeading(MISSING);

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        required_and(action, Question::Blank(Field::Commentary))
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let words = words(as_rated(action.rating()?));
        Some(action.finding(&RULE, Field::Commentary, words)?.beside(action.row.rating.at, "rating"))
    }
}

impl LiveRule<IssuedIndicator> for CommentaryMissing {
    const AT: Field = Field::Commentary;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::WithHeading(MISSING);

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        required_of_indicator_and(indicator, Question::Blank(Field::Commentary))
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        let (value, rating) = ((indicator.row.value.at, "value"), (indicator.row.rating.at, "rating"));
        let (message, (beside, label)) = if let Some(reason) = indicator.reason() {
            let (reason, name) = (reason.word(), &awaited(indicator)?.name);
            (format!("its value is “{reason}”, but the commentary that {name} requires is not given"), value)
        } else if indicator.ratings_given() {
            (as_rated(indicator.rating()?), rating)
        } else {
            let (name, why) = (&indicator.band()?.name, indicator.judgement()?.why);
            (format!("the commentary that {name} requires is not given ({why})"), value)
        };
        Some(indicator.finding(&RULE, Field::Commentary, words(message))?.beside(beside, label))
    }
}

/// The rating of an action asks for commentary, and something is so.
pub(in crate::rules) fn required_and<E: Entries>(action: &ActionView<'_, E>, question: Question) -> E::Truth {
    E::Truth::when(action.issued.may_be_rated(), || action.row.is(question).and(|| action.is_rated(asks)))
}

/// The rating of an indicator asks for commentary, and something is so.
pub(in crate::rules) fn required_of_indicator_and<E: Entries>(
    indicator: &IndicatorView<'_, E>,
    question: Question,
) -> E::Truth {
    let row = &indicator.row;
    E::Truth::when(indicator.is_to_be_rated(), || {
        row.is(question).and(|| {
            let rated = if indicator.ratings_given() {
                indicator.is_rated(asks).unless(|| row.is(Question::Reason))
            } else {
                indicator.is_banded(asks)
            };
            if awaited(indicator).is_some() { E::Truth::any([rated, row.is(Question::Reason)]) } else { rated }
        })
    })
}

/// The rating that an indicator without a value takes by itself, where ratings are in use and it asks for commentary.
fn awaited<'a, E>(indicator: &IndicatorView<'a, E>) -> Option<&'a Rating> {
    let issued = indicator.file.issued;
    let in_use = issued.settings.indicator_ratings != IndicatorRatings::None;
    issued.own_rating(Standing::Awaited).filter(|rating| in_use && asks(rating))
}

/// A closed action always says why it was closed.
fn asks(rating: &Rating) -> bool {
    rating.commentary.is_required() || rating.standing == Standing::Closed
}

fn as_rated(Rating { name, .. }: &Rating) -> String {
    format!("rated {name}, but the commentary that {name} requires is not given")
}

fn words(message: String) -> Words {
    Words {
        message,
        expected: "why it stands as it does, and what is being done about it".to_owned(),
        found: String::new(),
        help: "Say in a sentence or two why it stands as it does and what is being done about it.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    fn messages(text: &str) -> Vec<(&'static str, String)> {
        let found = findings(&cases(text)[0], "RAT");
        found.into_iter().map(|finding| (finding.rule.code, finding.words.message)).collect()
    }

    #[test]
    fn a_reason_is_rated_awaited_and_asks_for_what_awaited_asks_for() {
        let found = messages(
            "| Ratings | Applies to | Rating | Colour | Meaning | Standing | Commentary | In percentages |
             |---|---|---|---|---|---|---|---|
             | | Indicators | Green | 00703C | On target | On track | Optional | Yes |
             | | Indicators | Amber | FFBF47 | Short | Behind | Required | Yes |
             | | Indicators | Red | B10E1E | Well short | Off track | Required | Yes |
             | | Indicators | Late | F2F2F2 | Not there yet | Awaited | Required | No |

             | Indicators | Ref | Target | Frequency | Value | Rating |
             |---|---|---|---|---|---|
             | | E1 | 90 | | Not available | |
             | | E2 | 90 | Annual | | |",
        );
        let [("RAT003", message)] = found.as_slice() else { panic!("{found:?}") };
        assert!(message.contains("its value is “Not available”, but the commentary that Late requires"), "{message}");
    }

    #[test]
    fn a_computed_rating_explains_itself_where_it_asks_for_commentary() {
        let found = messages(
            "| Settings | Setting | Value |
             |---|---|---|
             | | Indicator ratings | Computed |

             | Indicators | Ref | Target | Value |
             |---|---|---|---|
             | | E1 | 80 | 76% |",
        );
        let [("RAT003", message)] = found.as_slice() else { panic!("{found:?}") };
        assert!(message.contains("76% is 4 points (5%) worse than 80%"), "{message}");
    }

    #[test]
    fn where_nothing_is_rated_no_commentary_is_asked_for() {
        let found = messages(
            "| Settings | Setting | Value |
             |---|---|---|
             | | Indicator ratings | None |

             | Indicators | Ref | Target | Value |
             |---|---|---|---|
             | | E1 | 80 | 10% |
             | | E2 | 80 | Awaited |",
        );
        assert!(found.is_empty(), "{found:?}");
    }
}
