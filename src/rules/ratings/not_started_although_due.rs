//! Not started, and by now it should be finished, or should have begun.

use crate::domain::{Severity, Standing, print_day};
use crate::layout::Field;
use crate::plan::IssuedAction;
use crate::rules::condition::{Entries, Question, Truth};
use crate::rules::live::{LiveRule, LiveWords};
use crate::rules::past_deadline;
use crate::rules::{ActionView, Check, Finding, Words};

rule! {
    /// # What it checks
    /// An action whose rating's standing is Not started must have its deadline still before it. Where a revised deadline
    /// is given, that is the deadline that counts; where none is, the agreed deadline, else the planned one. A date has
    /// passed when it is on or before the as-of day, which is the last day of the period unless another is given. Open
    /// deadlines (Ongoing, Annual, Continuous, Every period) never pass.
    ///
    /// It is a warning where the deadline has not passed, whatever deadline there is, but the Start that the action was
    /// issued with lies before the as-of day, and neither commentary nor a revised deadline is given. A month or quarter
    /// as Start lies before it when its last day does.
    ///
    /// # Why it matters
    /// What has not begun on the day on which it should be finished is late, whatever its rating is called: it stands among
    /// the exceptions. What has not begun when it should is the first sign of it, and one sentence says why.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | progress |
    ///
    /// | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | 31 May 2025 | Not started | | The post is vacant. |
    /// | | 1.2 | 30 June 2025 | Not started | | |
    /// | | 1.3 | 31 May 2025 | Not started | 15 June 2025 | The post is vacant. |
    ///
    /// Only the start has passed, and nobody says why:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | progress |
    ///
    /// | Actions | Ref | Start | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | 29/06/2025 | Q4 | Not started |
    /// | | 1.2 | April 2025 | Ongoing | Not started |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | progress |
    ///
    /// | Actions | Ref | Start | Deadline | Rating | Revised deadline | Commentary |
    /// |---|---|---|---|---|---|---|
    /// | | 1.1 | | 1 July 2025 | Not started | | |
    /// | | 1.2 | | 31 May 2025 | Not started | Q3 | |
    /// | | 1.3 | April 2025 | Q4 | Not started | | The post is vacant. |
    /// | | 1.4 | April 2025 | Q4 | Not started | Q1 2026/27 | |
    /// | | 1.5 | 30/06/2025 | Q4 | Not started | | |
    /// | | 1.6 | Q1 | Q4 | Not started | | |
    /// | | 1.7 | April 2025 | Q4 | On track | | |
    /// | | 1.8 | | Ongoing | Not started | | |
    ///
    /// # What to do
    /// If it has begun, rate how it goes. If it has not, say when it will be finished (the revised deadline) and rate it as
    /// behind, or say in the commentary why it has not begun.
    "RAT015", "not-started-although-due", Error, since "0.2.0",
    checks: [Check::action::<DueAndNotStarted>(), Check::action::<BegunByNow>()],
    yields_to: [deadlines::completed_after_period, ratings::date_without_complete],
    makes_exception: true,
}

/// The deadline has passed.
struct DueAndNotStarted;

impl LiveRule<IssuedAction> for DueAndNotStarted {
    const AT: Field = Field::Rating;
    const LIVE: LiveWords<IssuedAction> = LiveWords::These("Deadline has passed, but not started");

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        past_deadline::is_past(action, Standing::NotStarted)
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let help =
            "Rate it as behind with a revised deadline; if it is finished, give the completed date and rate it so.";
        past_deadline::say(action, &RULE, help)
    }
}

/// Only the start has passed, and nothing says why.
struct BegunByNow;

impl LiveRule<IssuedAction> for BegunByNow {
    const AT: Field = Field::Rating;
    const LIVE: LiveWords<IssuedAction> = LiveWords::These("Should have started: say why it has not");
    const SEVERITY: Option<Severity> = Some(Severity::Warning);

    fn when<E: Entries>(action: &ActionView<'_, E>) -> E::Truth {
        let should_have = action.issued.start.is_some_and(|start| start < action.file.as_of);
        let is_due = action.deadline().is_some_and(|deadline| action.file.has_passed(deadline));
        E::Truth::when(action.issued.may_be_rated() && should_have && !is_due, || {
            let no_date = action.row.is(Question::Blank(Field::RevisedDeadline));
            let silent = no_date.and(|| action.row.is(Question::Blank(Field::Commentary)));
            // Where the rating asks for a revised deadline, that it is missing is told by its own rule.
            silent.and(|| {
                action.is_open_and_rated(|rating| {
                    rating.standing == Standing::NotStarted && !rating.revised.is_required()
                })
            })
        })
    }

    fn say(action: &ActionView<'_>) -> Option<Finding> {
        let (rating, start) = (&action.rating()?.name, action.issued.start?);
        let words = Words {
            message: format!(
                "rated {rating}, but it was to start by {}, and neither commentary nor a revised deadline is given",
                print_day(start)
            ),
            expected: "why it has not started, or another rating".to_owned(),
            found: action.row.rating.typed.to_string(),
            help: "Say in the commentary why it has not started and when it will; if it has, rate how it goes.".to_owned(),
        };
        Some(action.finding(&RULE, Self::AT, words)?.beside(action.row.commentary.at, "commentary"))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::Severity;
    use crate::trial::{cases, findings};

    const SCHEME: &str = "| Settings | Setting | Value |\n|---|---|---|\n| | Scheme | progress |\n";

    /// The codes of the findings of some rows below further settings, each with its ref and whether it is an error.
    fn found(settings: &str, rows: &str) -> Vec<(String, &'static str, bool)> {
        let text = format!("{SCHEME}{settings}\n{rows}");
        let found = findings(&cases(&text)[0], "");
        let found = found.into_iter().filter(|one| !matches!(one.rule.code, "PLN020" | "WBK020"));
        found.map(|one| (one.reference.unwrap_or_default(), one.rule.code, one.severity == Severity::Error)).collect()
    }

    fn told(settings: &str, rows: &str) -> Vec<String> {
        let grave = |error| if error { "E" } else { "W" };
        found(settings, rows).into_iter().map(|(row, code, error)| format!("{row} {code} {}", grave(error))).collect()
    }

    /// Worked by hand: the last day of the period is 30 June 2025.
    const ROWS: &str = "
| Actions | Ref | Start | Deadline | Monitored | Rating | Completed date | Revised deadline | Commentary |
|---|---|---|---|---|---|---|---|---|
| | 1.1 | | 30/06/2025 | Yes | Not started | | | |
| | 1.2 | 15/04/2025 | 30/06/2025 | Yes | Not started | | | |
| | 1.3 | 15/04/2025 | 30/09/2025 | Yes | Not started | | 20/05/2025 | |
| | 1.4 | 29/06/2025 | 30/09/2025 | Yes | Not started | | | |
| | 1.5 | 30/06/2025 | 30/09/2025 | Yes | Not started | | | |
| | 1.6 | 15/04/2025 | | Yes | Not started | | | |
| | 1.7 | 15/04/2025 | 30/09/2025 | No | Not started | | | |
| | 1.8 | 15/04/2025 | 30/09/2025 | Yes | Not started | | | n/a |
| | 1.9 | 15/04/2025 | 30/06/2025 | Yes | Not started | 20/06/2025 | | |
| | 2.1 | 15/04/2025 | 30/09/2025 | Yes | On hold | | | The review is not done. |
| | 2.2 | 15/04/2025 | 30/09/2025 | Yes | Not started | | soon | |
| | 2.3 | 15/04/2025 | 30/06/2025 | Yes | On track | | | |
";

    #[test]
    fn the_deadline_goes_before_the_start_and_one_cause_is_told_once() {
        let expected = [
            "1.1 RAT015 E",
            "1.2 RAT015 E",
            // The revised deadline has passed: neither DLN003 nor DLN004 says it again.
            "1.3 RAT015 E",
            "1.4 RAT015 W",
            " PLN023 W",
            "1.6 RAT015 W",
            "1.8 CEL008 W",
            "1.9 RAT008 E",
            "2.2 CEL001 E",
            "2.3 RAT005 E",
        ];
        let mut told = told("", ROWS);
        told.sort();
        let mut expected = expected.map(str::to_owned);
        expected.sort();
        // A monitored action without a deadline, and one for information, are told by their own rules.
        told.retain(|one| !one.contains("PLN023") && !one.contains("RAT013"));
        let expected: Vec<String> = expected.into_iter().filter(|one| !one.contains("PLN023")).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn the_as_of_day_says_what_has_passed() {
        let row = "
| Actions | Ref | Start | Deadline | Rating |
|---|---|---|---|---|
| | 1.1 | 15/07/2025 | 31/07/2025 | Not started |
";
        for (day, expected) in [
            ("2025-06-30", Vec::new()),
            ("2025-07-15", Vec::new()),
            ("2025-07-16", vec!["1.1 RAT015 W"]),
            ("2025-07-30", vec!["1.1 RAT015 W"]),
            ("2025-07-31", vec!["1.1 RAT015 E"]),
        ] {
            assert_eq!(told(&format!("| | As of | {day} |\n"), row), expected, "{day}");
        }
    }

    #[test]
    fn what_the_rating_itself_asks_for_is_told_by_its_own_rules() {
        let ratings = |commentary: &str, revised: &str| {
            format!(
                "
| Ratings | Applies to | Rating | Colour | Meaning | Standing | Commentary | Revised deadline | In percentages |
|---|---|---|---|---|---|---|---|---|
| | Both | On track | 00703C | Well | On track | Optional | | Yes |
| | Both | At risk | FFBF47 | Less well | Behind | Optional | | Yes |
| | Both | Off track | B10E1E | Late | Off track | Optional | | Yes |
| | Both | Waiting | DDDDDD | Not begun | Not started | {commentary} | {revised} | Yes |

| Actions | Ref | Start | Deadline | Rating |
|---|---|---|---|---|
| | 1.1 | 15/04/2025 | 30/09/2025 | Waiting |
| | 1.2 | 15/04/2025 | 31/05/2025 | Waiting |
"
            )
        };
        let rows = |commentary: &str, revised: &str| told("", &ratings(commentary, revised));
        assert_eq!(rows("Optional", ""), ["1.1 RAT015 W", "1.2 RAT015 E"]);
        assert_eq!(rows("Required", ""), ["1.1 RAT015 W", "1.1 RAT003 E", "1.2 RAT015 E", "1.2 RAT003 E"]);
        assert_eq!(rows("Optional", "Required"), ["1.1 DLN002 E", "1.2 RAT015 E"]);
        // Set Off it silences nothing.
        let off = "\n| Rules | Rule | Severity |\n|---|---|---|\n| | RAT015 | Off |\n";
        assert_eq!(told("", &format!("{off}{}", ratings("Optional", "Required"))), ["1.1 DLN002 E", "1.2 DLN002 E"]);
    }
}
