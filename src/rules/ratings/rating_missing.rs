//! A row that must be rated and is not.

use crate::domain::{Rating, Standing};
use crate::layout::{self, Field, RETURN, SheetId};
use crate::plan::Issued;
use crate::rules::live::{EntryCell, Live, LiveAction, LiveCheck, LiveIndicator, Test};
use crate::rules::{ActionView, Check, Finding, Findings, IndicatorView, Words};

rule! {
    /// # What it checks
    /// Every row that must be rated this period has a rating. Where all monitored actions are counted, that is every
    /// monitored action; where actions are counted when rated, it is those whose deadline has passed and which were
    /// not complete or closed before. Actions due every period are always asked for. An indicator must be rated where
    /// services give the ratings and a value is due; one with a reason instead of a value needs no rating, and one
    /// without a value is IND001.
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
    /// # What to do
    /// Choose a rating from the list in the cell.
    "RAT001", "rating-missing", Error, since "0.1.0",
    checks: [Check::Action(check_action), Check::Indicator(check_indicator)],
    live: [LiveCheck::Action(live_action), LiveCheck::Indicator(live_indicator)],
    yields_to: ["IND001"],
    yields_to_in_file: ["WBK021"],
}

fn check_action(action: &ActionView<'_>, out: &mut Findings) {
    let Some(at) = action.row.rating.blank_at().filter(|_| action.rating_required()) else { return };
    let words = words(action.file.issued.scheme.actions.names());
    out.push(Finding::at_cell(&RULE, action.sheet, at, words).about(action.reference()));
}

fn check_indicator(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let Some(at) = indicator.row.rating.blank_at() else { return };
    // An unreadable value may be meant as a reason, and then no rating is needed.
    if !indicator.ratings_given() || indicator.own_standing().is_some() || !indicator.row.value.is_readable() {
        return;
    }
    let is_choice = |rating: &&Rating| !matches!(rating.standing, Standing::Awaited | Standing::MonitorOnly);
    let choices = indicator.file.issued.scheme.indicators.iter().filter(is_choice);
    let words = words(choices.map(|rating| rating.name.as_str()));
    out.push(
        Finding::at_cell(&RULE, indicator.sheet, at, words)
            .about(indicator.reference())
            .beside(indicator.row.value.at, "value"),
    );
}

fn words<'n>(names: impl Iterator<Item = &'n str>) -> Words {
    Words {
        message: "no rating is given, though one is required this period".to_owned(),
        expected: Words::one_of(names),
        found: String::new(),
        help: "Choose a rating from the list in the cell.".to_owned(),
    }
}

fn live_action(action: &LiveAction<'_>) -> Option<Live> {
    let required = action.file.action_needs_rating(action.issued, action.as_of());
    required.then(|| live(Test::blank(Field::Rating), SheetId::Actions))
}

fn live_indicator(indicator: &LiveIndicator<'_>) -> Option<Live> {
    let value = Field::Value;
    let unread = Test::Any(vec![Test::Unreadable(value), Test::Error(EntryCell::Field(value))]);
    let test = Test::blank(Field::Rating).unless(Test::Reason).unless(unread);
    (indicator.ratings_given() && indicator.is_rated()).then(|| live(test, SheetId::Indicators))
}

fn live(test: Test, sheet: SheetId) -> Live {
    let heading = layout::sheet(&RETURN, sheet).heading(Field::Rating);
    Live::new(Field::Rating, test, format!("{}: {heading}", Issued::CHECK_MISSING))
}
