//! Commentary that was handed in before.

use crate::domain::{Period, SharedText};
use crate::returns::Slot;
use crate::layout::Field;
use crate::rules::{ActionView, Check, Findings, IndicatorView, Words, quoted};

rule! {
    /// # What it checks
    /// The commentary of an action or indicator is not that of last period, word for word; capitals and spaces do not
    /// count. It needs the consolidated workbook of last period (`--previous`). Nothing is said of an action that was
    /// complete or closed already, of rows of which nothing is asked, and of words that only stand in for commentary
    /// (those are CEL008).
    ///
    /// # Why it matters
    /// Members who read the same sentence twice ask what has been done in the three months between. Mostly the row was
    /// copied from the last return and never looked at.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q3 | Green | Tenders are out, and a contractor is chosen by July. |
    ///
    /// | Previous actions | Ref | Rating | Commentary |
    /// |---|---|---|---|
    /// | | 1.1 | Green | Tenders are out, and a  contractor is chosen by july. |
    ///
    /// An indicator:
    ///
    /// | Indicators | Ref | Target | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|
    /// | | E1 | 90 | 60% | Red | Two planners' posts are vacant. |
    ///
    /// | Previous indicators | Ref | Value | Rating | Commentary |
    /// |---|---|---|---|---|
    /// | | E1 | 62% | Red | Two planners' posts are vacant. |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Completed date | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q3 | Green | | The contractor is chosen and starts in August. |
    /// | | 1.2 | Q3 | Complete | 12/03/2025 | Opened by the mayor. |
    /// | | 1.3 | Q3 | Closed | | Withdrawn by members in February. |
    /// | | 1.4 | Q3 | Green | | |
    ///
    /// | Previous actions | Ref | Rating | Completed date | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | Green | | Tenders are out. |
    /// | | 1.2 | Complete | 12/03/2025 | Opened by the mayor. |
    /// | | 1.3 | Closed | | Withdrawn by members in February. |
    /// | | 1.4 | Green | | |
    ///
    /// # What to do
    /// Say what has happened since. If nothing has, say that, and when something will.
    "RAT004", "commentary-repeated", Warning, since "0.1.0",
    checks: [Check::Action(check_action), Check::Indicator(check_indicator)],
    yields_to_in_file: [workbook::nothing_filled_in],
}

fn check_action(action: &ActionView<'_>, out: &mut Findings) {
    let Some((period, before)) = action.before() else { return };
    if !action.issued.may_be_rated() || action.was_finished().is_some() {
        return;
    }
    let Some(words) = repeated(&action.row.commentary, |now| before.said(now), period) else { return };
    out.push(action.finding(&RULE, Field::Commentary, words));
}

fn check_indicator(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let Some((period, before)) = indicator.before() else { return };
    if !indicator.is_to_be_rated() {
        return;
    }
    let Some(words) = repeated(&indicator.row.commentary, |now| before.said(now), period) else { return };
    out.push(indicator.finding(&RULE, Field::Commentary, words));
}

fn repeated(now: &Slot<SharedText>, said: impl Fn(&str) -> bool, period: Period) -> Option<Words> {
    let commentary = now.given().filter(|commentary| said(commentary))?;
    Some(Words {
        message: format!("the commentary is that of {period}, word for word: {}", quoted(commentary)),
        expected: format!("what has happened since {period}"),
        found: commentary.to_string(),
        help: format!("Say what has happened since {period}; if nothing has, say that, and when something will."),
    })
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    fn codes(text: &str) -> Vec<&'static str> {
        findings(&cases(text)[0], "RAT").into_iter().map(|finding| finding.rule.code).collect()
    }

    #[test]
    fn an_action_that_comes_every_period_and_was_complete_may_say_the_same() {
        let rated = |before: &str| {
            codes(&format!(
                "| Actions | Ref | Deadline | Rating | Completed date | Commentary |
                 |---|---|---|---|---|---|
                 | | 1.1 | Every period | Complete | 20/06/2025 | Sent on time. |

                 | Previous actions | Ref | Rating | Commentary |
                 |---|---|---|---|
                 | | 1.1 | {before} | Sent on time. |"
            ))
        };
        assert_eq!(rated("Green"), ["RAT004"]);
        assert!(rated("Complete").is_empty());
    }

    #[test]
    fn what_officers_corrected_by_hand_is_what_counts() {
        let found = codes(
            "| Actions | Ref | Deadline | Rating | Completed date | Commentary |
             |---|---|---|---|---|---|
             | | 1.1 | Q3 | Complete | 12/03/2025 | Opened by the mayor. |

             | Previous actions | Ref | Rating | Commentary |
             |---|---|---|---|
             | | 1.1 | Green | Opened by the mayor. |

             | Previous change | Do | Where | What |
             |---|---|---|---|
             | | type | Actions!1.1!Rating counted | Complete |",
        );
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn words_that_stand_in_for_commentary_are_no_repetition() {
        let found = codes(
            "| Actions | Ref | Deadline | Rating | Commentary |
             |---|---|---|---|---|
             | | 1.1 | Q3 | Green | n/a |

             | Previous actions | Ref | Rating | Commentary |
             |---|---|---|---|
             | | 1.1 | Green | n/a |",
        );
        assert!(!found.contains(&"RAT004"), "{found:?}");
    }
}
