//! A row that must be rated and is not.

use crate::domain::{Rating, Standing};
use crate::layout::Field;
use crate::plan::{IssuedAction, IssuedIndicator};
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords, MISSING};
use crate::rules::{ActionView, Check, Finding, IndicatorView, Words};

rule! {
    /// # What it checks
    /// Every row that must be rated this period has a rating. Where all monitored actions are counted, that is every
    /// monitored action; where actions are counted when rated, it is those whose deadline has passed and which were
    /// not complete or closed before. Actions due every period are always asked for. An indicator must be rated where
    /// services give the ratings and a value is due; one with a reason instead of a value needs no rating, and one
    /// without a value is IND001. Of an action and its milestones only those are asked for that the setting Milestones
    /// counts.
    ///
    /// # Why it matters
    /// A row without a rating is counted nowhere: the percentages are taken over fewer rows than the plan has, and
    /// nobody sees which.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | | The tenders are in. |
    ///
    /// An indicator with its value:
    ///
    /// | Indicators | Ref | Target | Value | Rating |
    /// |---|---|---|---|---|
    /// | | E1 | 90 | 92% | |
    ///
    /// An action that is due on the as-of day, where actions are counted when rated:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Actions counted | When rated |
    ///
    /// | Actions | Ref | Deadline | Rating | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | 30/06/2025 | | The tenders are in. |
    ///
    /// A milestone, where the plan counts both:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Milestones | Both |
    ///
    /// | Actions | Ref | Parent | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | | Q4 | Green |
    /// | | 1.1a | 1.1 | Q4 | |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Monitored | Rating | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q2 | Yes | Green | |
    /// | | 1.2 | Q2 | No | | The tenders are in. |
    ///
    /// | Indicators | Ref | Target | Value | Rating |
    /// |---|---|---|---|---|
    /// | | E1 | 90 | Not available | |
    ///
    /// An action that is due the day after, where actions are counted when rated:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Actions counted | When rated |
    ///
    /// | Actions | Ref | Deadline | Rating | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | 01/07/2025 | | The tenders are in. |
    ///
    /// A milestone, where the plan counts actions only:
    ///
    /// | Actions | Ref | Parent | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | | Q4 | Green |
    /// | | 1.1a | 1.1 | Q4 | |
    ///
    /// An action, where the plan counts its milestones:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Milestones | Milestones only |
    ///
    /// | Actions | Ref | Parent | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | | Q4 | |
    /// | | 1.1a | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Choose a rating from the list in the cell.
    "RAT001", "rating-missing", Error, since "0.1.0",
    checks: [Check::action::<RatingMissing>(), Check::indicator::<RatingMissing>()],
    yields_to: [indicators::value_missing],
    yields_to_in_file: [workbook::nothing_filled_in],
    means_missing: true,
}

struct RatingMissing;

impl LiveRule<IssuedAction> for RatingMissing {
    const AT: Field = Field::Rating;
    const LIVE: LiveWords<IssuedAction> = LiveWords::WithHeading(MISSING);

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        E::Truth::when(action.rating_required(), || action.row.is(Question::Blank(Field::Rating)))
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        action.finding(&RULE, Field::Rating, words(action.scale().names()))
    }
}

impl LiveRule<IssuedIndicator> for RatingMissing {
    const AT: Field = Field::Rating;
    const LIVE: LiveWords<IssuedIndicator> = LiveWords::WithHeading(MISSING);

    fn when<E: Entries>(indicator: &IndicatorView<'_, E>) -> E::Truth {
        E::Truth::when(indicator.ratings_given() && indicator.is_to_be_rated(), || {
            let blank = indicator.row.is(Question::Blank(Field::Rating)).unless(|| indicator.row.is(Question::Reason));
            // An unreadable value may be meant as a reason, and then no rating is needed.
            blank.unless(|| indicator.row.is_value_unknown())
        })
    }

    fn say(indicator: &IndicatorView<'_>) -> Option<Finding> {
        let is_choice = |rating: &&Rating| !matches!(rating.standing, Standing::Awaited | Standing::MonitorOnly);
        let words = words(indicator.scale().iter().filter(is_choice).map(|rating| rating.name.as_str()));
        Some(indicator.finding(&RULE, Field::Rating, words)?.beside(indicator.row.value.at, "value"))
    }
}

fn words<'n>(names: impl Iterator<Item = &'n str>) -> Words {
    Words {
        message: "no rating is given, though one is required this period".to_owned(),
        expected: Words::one_of(names),
        found: String::new(),
        help: "Choose a rating from the list in the cell.".to_owned(),
    }
}
