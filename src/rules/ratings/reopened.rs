//! An action that was finished and is open again.

use crate::domain::print_day;
use crate::layout::Field;
use crate::rules::{ActionView, Check, Findings, Words};

rule! {
    /// # What it checks
    /// An action that was complete or closed last period is so still. What it was is told by the rating that counted in
    /// the consolidated workbook of last period (`--previous`) or, without one, by the Last rating of the return; where
    /// the scheme has no rating for complete, by the completed date. Actions that come every period start afresh.
    ///
    /// # Why it matters
    /// What was reported as done cannot quietly become undone. Either last period's report was wrong, and members
    /// should hear so, or this rating is.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    /// | | 1.2 | Q3 | Green |
    ///
    /// | Previous actions | Ref | Rating | Completed date | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | Complete | 12/03/2025 | |
    /// | | 1.2 | Closed | | Withdrawn by members in February. |
    ///
    /// A scheme without a rating for complete:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Scheme | southend |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    ///
    /// | Previous actions | Ref | Rating | Completed date |
    /// |---|---|---|---|
    /// | | 1.1 | Green | 12/03/2025 |
    ///
    /// Without an earlier workbook, by the Last rating as issued:
    ///
    /// | Actions | Ref | Deadline | Last rating | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q3 | Complete | Green |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating | Completed date | Commentary |
    /// |---|---|---|---|---|---|
    /// | | 1.1 | Q3 | Complete | 12/03/2025 | |
    /// | | 1.2 | Q3 | Complete | 20/06/2025 | |
    /// | | 1.3 | Every period | Green | | |
    /// | | 1.4 | Q3 | Closed | | Withdrawn, although it was done. |
    ///
    /// | Previous actions | Ref | Rating | Completed date |
    /// |---|---|---|---|
    /// | | 1.1 | Complete | 12/03/2025 |
    /// | | 1.2 | Green | |
    /// | | 1.3 | Complete | 12/03/2025 |
    /// | | 1.4 | Complete | 12/03/2025 |
    ///
    /// # What to do
    /// Rate it as it was. If it is open again, say in the commentary why, and leave the rating.
    "RAT010", "reopened", Warning, since "0.1.0",
    checks: [Check::Action(check)],
}

fn check(action: &ActionView<'_>, out: &mut Findings) {
    let Some(rating) = action.rating() else { return };
    if !action.issued.may_be_rated() || action.is_every_period() || !action.is_open() {
        return;
    }
    let Some(stood) = action.was_finished() else { return };
    let when = stood.when();
    let by_date = !action.file.issued.scheme.actions.has_complete();
    let (message, expected) = match (by_date.then_some(stood.completed).flatten(), stood.rating) {
        (Some(day), _) => (
            format!("rated {} without a completed date, but {when} it was complete on {}", rating.name, print_day(day)),
            format!("a completed date of {}", print_day(day)),
        ),
        (None, Some(was)) => (format!("rated {}, but {when} it was {}", rating.name, was.name), was.name.clone()),
        (None, None) => return,
    };
    let words = Words {
        message,
        expected,
        found: action.row.rating.typed.to_string(),
        help: "Rate it as it was; if it is open again, say in the commentary why.".to_owned(),
    };
    let finding = action.finding(&RULE, Field::Rating, words);
    out.push(finding.map(|finding| finding.beside(action.row.completed.at.filter(|_| by_date), "completed date")));
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings, listed};

    #[test]
    fn what_was_complete_two_periods_ago_and_then_left_blank_was_complete() {
        let raised = |rating: &str| {
            let found = findings(
                &cases(&format!(
                    "| Settings | Setting | Value |
                     |---|---|---|
                     | | Scheme | cannock-chase |

                     | Actions | Ref | Deadline | Last rating | Rating | Commentary |
                     |---|---|---|---|---|---|
                     | | 1.1 | Q1 | Completed | {rating} | The doors are shut again. |

                     | Previous actions | Ref |
                     |---|---|
                     | | 1.1 |"
                ))[0],
                "RAT",
            );
            found.iter().filter(|finding| finding.rule.code == "RAT010").count()
        };
        assert_eq!(raised("Slightly behind"), 1);
        assert_eq!(raised("To be closed"), 0);
        assert_eq!(raised("Completed"), 0);
    }

    #[test]
    fn the_earlier_workbook_says_more_than_the_last_rating_of_the_return() {
        let found = findings(
            &cases(
                "| Actions | Ref | Deadline | Last rating | Rating |
                 |---|---|---|---|---|
                 | | 1.1 | Q3 | Complete | Green |

                 | Previous actions | Ref | Rating |
                 |---|---|---|
                 | | 1.1 | Green |",
            )[0],
            "RAT",
        );
        assert!(found.is_empty(), "{}", listed(&found));
    }

    #[test]
    fn in_another_year_a_reference_with_other_words_is_another_action() {
        let found = |year_before: &str| {
            findings(
                &cases(&format!(
                    "| Actions | Ref | Action | Deadline | Rating |
                     |---|---|---|---|---|
                     | | 1.1 | Build the hall | Q3 | Green |

                     | Previous actions | Ref | Rating | Completed date |
                     |---|---|---|---|
                     | | 1.1 | Complete | 12/03/2025 |

                     | Previous change | Do | Where | What |
                     |---|---|---|---|
                     | | type | Actions!1.1!Action | {year_before} |"
                ))[0],
                "RAT",
            )
            .len()
        };
        assert_eq!(found("Build the  Hall"), 1);
        assert_eq!(found("Buy the land"), 0);
    }
}
