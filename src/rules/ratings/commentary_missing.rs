//! A rating that asks for commentary, and none is given.

use crate::domain::{Rating, Standing};
use crate::layout::{self, Field, RETURN, SheetId};
use crate::plan::{IndicatorRatings, Issued};
use crate::returns::Reason;
use crate::rules::live::{Live, LiveAction, LiveCheck, LiveIndicator, Test};
use crate::rules::{ActionView, Check, Finding, Findings, IndicatorView, Words};

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
    checks: [Check::Action(check_action), Check::Indicator(check_indicator)],
    live: [LiveCheck::Action(live_action), LiveCheck::Indicator(live_indicator)],
    yields_to_in_file: ["WBK021"],
}

fn check_action(action: &ActionView<'_>, out: &mut Findings) {
    let (Some(at), Some(rating)) = (action.row.commentary.blank_at(), action.rating()) else { return };
    if !action.issued.monitored || !asks(rating) {
        return;
    }
    let words = words(format!("rated {0}, but the commentary that {0} requires is not given", rating.name));
    out.push(
        Finding::at_cell(&RULE, action.sheet, at, words)
            .about(action.reference())
            .beside(action.row.rating.at, "rating"),
    );
}

fn check_indicator(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let Some(at) = indicator.row.commentary.blank_at() else { return };
    let missing = if let Some(reason) = indicator.reason() {
        awaited(indicator, reason)
    } else if indicator.own_standing().is_some() {
        None
    } else if indicator.ratings_given() {
        indicator.rating().filter(|rating| asks(rating)).map(|Rating { name, .. }| {
            (format!("rated {name}, but the commentary that {name} requires is not given"), false)
        })
    } else {
        let banded = indicator.band().filter(|rating| asks(rating)).and_then(|_| indicator.banded());
        banded.map(|(Rating { name, .. }, judgement)| {
            (format!("the commentary that {name} requires is not given ({})", judgement.why), true)
        })
    };
    let Some((message, by_value)) = missing else { return };
    let (beside, label) =
        if by_value { (indicator.row.value.at, "value") } else { (indicator.row.rating.at, "rating") };
    out.push(
        Finding::at_cell(&RULE, indicator.sheet, at, words(message)).about(indicator.reference()).beside(beside, label),
    );
}

/// What is wrong where a reason stands for a value that is due, if the rating that it takes asks for commentary.
fn awaited(indicator: &IndicatorView<'_>, reason: Reason) -> Option<(String, bool)> {
    let issued = indicator.file.issued;
    if !indicator.is_rated() || issued.settings.indicator_ratings == IndicatorRatings::None {
        return None;
    }
    let name = &issued.own_rating(Standing::Awaited).filter(|rating| asks(rating))?.name;
    let reason = reason.word();
    Some((format!("its value is “{reason}”, but the commentary that {name} requires is not given"), true))
}

fn asks(rating: &Rating) -> bool {
    rating.commentary.is_required() || rating.standing == Standing::Closed
}

fn words(message: String) -> Words {
    Words {
        message,
        expected: "why it is so, and what is being done about it".to_owned(),
        found: String::new(),
        help: "Say in a sentence or two why it stands as it does and what is being done about it.".to_owned(),
    }
}

fn live_action(action: &LiveAction<'_>) -> Option<Live> {
    action.issued.monitored.then(|| live(action.rated(asks), SheetId::Actions))
}

fn live_indicator(indicator: &LiveIndicator<'_>) -> Option<Live> {
    let in_use = indicator.file.settings.indicator_ratings != IndicatorRatings::None;
    let awaited = indicator.file.own_rating(Standing::Awaited).is_some_and(asks);
    let rated =
        if indicator.ratings_given() { indicator.rated(asks).unless(Test::Reason) } else { indicator.banded(asks) };
    let test = if in_use && awaited { Test::Any(vec![rated, Test::Reason]) } else { rated };
    indicator.is_rated().then(|| live(test, SheetId::Indicators))
}

fn live(rated: Test, sheet: SheetId) -> Live {
    let heading = layout::sheet(&RETURN, sheet).heading(Field::Commentary);
    let test = Test::blank(Field::Commentary).and(rated);
    Live::new(Field::Commentary, test, format!("{}: {heading}", Issued::CHECK_MISSING))
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
