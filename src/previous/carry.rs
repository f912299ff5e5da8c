//! What a new return takes over from the period before: last ratings and values, revised deadlines, finished actions.
//!
//! Rows and columns that the earlier workbook does not have keep what the plan says.
//! Actions that come every period start afresh.

use crate::domain::{Kind, Period, Scale, SharedText};
use crate::layout::Field;
use crate::plan::{Ask, Finished, Issued, IssuedAction, IssuedIndicator, Printed};
use crate::returns::{Reason, ValueGiven};

use super::history::History;
use super::rows::{EarlierAction, EarlierIndicator, EarlierRow, RowKey};

impl History {
    /// Carries into a return that is about to be issued what was said before its period. An action that was complete or
    /// closed comes whole, with its entries; what is still open comes with its last rating and its revised deadline; an
    /// indicator with its last rating and value; all with their last commentary.
    pub fn carry_into(&self, issued: &mut Issued) {
        let (of_actions, of_indicators) = (issued.action_extras.clone(), issued.indicator_extras.clone());
        let Issued { stamp, scheme, actions, indicators, .. } = issued;
        for action in actions {
            if let Some((period, before)) = self.action(&RowKey::of_action(stamp, action)) {
                let lacks = |field| self.lacks(period, Kind::Actions, field);
                let own = (action.last_rating.clone(), action.last_commentary.clone());
                carry_action(action, before, &scheme.actions);
                action.last_answers = last_answers(&of_actions, before);
                if action.last_rating.is_none() && lacks(Field::RatingCounted) {
                    action.last_rating = own.0;
                }
                if lacks(Field::Commentary) {
                    action.last_commentary = own.1;
                }
            }
        }
        for indicator in indicators {
            if let Some((period, before)) = self.indicator(&RowKey::of_indicator(stamp, indicator), &indicator.unit) {
                let lacks = |field| self.lacks(period, Kind::Indicators, field);
                let (rating, value) = (indicator.last_rating.clone(), indicator.last_value.clone());
                let commentary = indicator.last_commentary.clone();
                carry_indicator(indicator, before, &scheme.indicators);
                indicator.last_answers = last_answers(&of_indicators, before);
                if lacks(Field::RatingCounted) {
                    indicator.last_rating = rating;
                }
                if lacks(Field::Value) {
                    indicator.last_value = value;
                }
                if lacks(Field::Commentary) {
                    indicator.last_commentary = commentary;
                }
            }
        }
    }

    fn lacks(&self, period: Period, kind: Kind, field: Field) -> bool {
        self.of(period).is_some_and(|one| one.lacks(kind, field))
    }
}

/// What was answered to the questions that are asked again, in their order; nothing where nothing was.
fn last_answers<T>(headings: &[SharedText], before: &EarlierRow<T>) -> Box<[Printed]> {
    let answer = |ask: Ask<'_>| {
        let answer = before.answer(&ask).filter(|_| !ask.is_plain())?;
        Some(match answer.number().filter(|_| ask.answers.is_number()) {
            Some(number) => Printed::Shown { number, format: ask.answers.format_of(number).into() },
            None => answer.clone(),
        })
    };
    let asked = headings.iter().filter_map(|heading| Ask::of(heading));
    let answers: Box<[Printed]> = asked.map(|ask| answer(ask).unwrap_or_default()).collect();
    if answers.iter().all(Printed::is_blank) { Box::default() } else { answers }
}

fn carry_action(action: &mut IssuedAction, before: &EarlierAction, scale: &Scale) {
    let rating = before
        .rating_in(scale)
        .map(|rating| rating.name.clone())
        .or_else(|| before.rating.clone())
        .map(SharedText::from);
    action.last_rating.clone_from(&rating);
    action.last_commentary = before.commentary.as_deref().map(SharedText::from);
    if action.is_every_period() || !action.may_be_rated() {
        return;
    }
    action.revised_deadline = before.then.revised.as_deref().map(SharedText::from);
    action.finished = rating.filter(|_| before.was_finished(scale)).map(|rating| {
        Box::new(Finished {
            rating,
            completed: before.then.completed,
            direction: before.direction,
            commentary: before.commentary.as_deref().map(SharedText::from),
        })
    });
}

fn carry_indicator(indicator: &mut IssuedIndicator, before: &EarlierIndicator, scale: &Scale) {
    let find = |word: &str| Some(scale.get(scale.find(word)?)?.name.as_str());
    indicator.last_rating = before.rating.as_deref().map(|word| find(word).unwrap_or(word).into());
    indicator.last_commentary = before.commentary.as_deref().map(SharedText::from);
    indicator.last_value = match (before.newest_number(), &before.then.value) {
        (Some(number), _) => Printed::Number(number),
        // That it was awaited or could not be had is what was reported.
        (None, Some(ValueGiven::Reason(reason))) if *reason != Reason::NotDue => Printed::words(reason.word()),
        (None, Some(ValueGiven::Words(words))) => Printed::words(words.clone()),
        (None, _) => Printed::Blank,
    };
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::plan::IssuedColumn;
    use crate::trial::{cases, with_history};

    fn carried(tables: &str, look: impl FnOnce(&Issued)) {
        with_history(&cases(tables)[0], |plan, history| {
            let mut issued = plan.issue(&plan.delivery_plans[0].code).unwrap();
            history.carry_into(&mut issued);
            look(&issued);
        });
    }

    #[test]
    fn what_is_finished_comes_whole_and_what_is_open_with_its_revised_deadline() {
        let tables = "| Actions | Ref | Deadline |
             |---|---|---|
             | | 1.1 | Q3 |
             | | 1.2 | Q3 |
             | | 1.3 | Every period |
             | | 1.4 | Q3 |

             | Previous actions | Ref | Rating | Completed date | Revised deadline | Commentary |
             |---|---|---|---|---|---|
             | | 1.1 | Complete | 12/03/2025 | | Opened by the mayor. |
             | | 1.2 | Amber | | Q1 2026/27 | The contractor is late. |
             | | 1.3 | Complete | 12/03/2025 | | Sent. |";
        carried(tables, |issued| {
            let [done, open, each, silent] = issued.actions.as_slice() else { panic!() };
            let finished = done.finished.as_ref().unwrap();
            assert_eq!((finished.rating.as_str(), finished.completed), ("Complete", Some(date(2025, 3, 12))));
            assert_eq!(finished.commentary.as_deref(), Some("Opened by the mayor."));
            assert_eq!((open.last_rating.as_deref(), &open.finished), (Some("Amber"), &None));
            assert_eq!(open.revised_deadline.as_deref(), Some("Q1 2026-27"));
            assert_eq!((each.last_rating.as_deref(), &each.finished), (Some("Complete"), &None));
            assert_eq!((silent.last_rating.as_deref(), &silent.finished), (None, &None));
        });
    }

    #[test]
    fn a_scheme_without_complete_carries_what_has_a_completed_date() {
        let tables = "| Settings | Setting | Value |
             |---|---|---|
             | | Scheme | southend |

             | Actions | Ref | Deadline |
             |---|---|---|
             | | 1.1 | Q3 |

             | Previous actions | Ref | Rating | Completed date | Direction of travel |
             |---|---|---|---|---|
             | | 1.1 | Green | 12/03/2025 | ↑ |";
        carried(tables, |issued| {
            let finished = issued.actions[0].finished.as_ref().unwrap();
            assert_eq!((finished.rating.as_str(), finished.completed), ("Green", Some(date(2025, 3, 12))));
            assert!(issued.actions[0].finished_before(&issued.scheme));
        });
    }

    #[test]
    fn the_last_value_is_the_number_reported_or_the_reason_for_none() {
        let tables = "| Indicators | Ref | Target | Frequency | Last value |
             |---|---|---|---|---|
             | | E1 | 90 | | |
             | | E2 | 90 | | |
             | | E3 | 90 | Q1, Q3 | 77 |

             | Previous indicators | Ref | Value | Rating |
             |---|---|---|---|
             | | E1 | 93.4% | Green |
             | | E2 | Awaited | |
             | | E3 | | |";
        carried(tables, |issued| {
            let last: Vec<&Printed> = issued.indicators.iter().map(|row| &row.last_value).collect();
            let number = |text: &str| Printed::Number(text.parse().unwrap());
            assert_eq!(last, [&number("93.4"), &Printed::words("Awaited"), &number("77")]);
            assert_eq!(issued.indicators[0].last_rating.as_deref(), Some("Green"));
        });
    }

    #[test]
    fn an_action_that_took_over_the_reference_of_a_finished_one_does_not_come_finished() {
        let tables = |wording: &str| {
            format!(
                "| Settings | Setting | Value |
             |---|---|---|
             | | Period | 2025-26 Q2 |

             | Actions | Ref | Deadline |
             |---|---|---|
             | | 1.1 | Q3 |

             | Previous actions | Ref | Rating | Completed date |
             |---|---|---|---|
             | | 1.1 | Complete | 12/05/2025 |

             | Previous change | Do | Where | What |
             |---|---|---|---|
             | | type | Actions!1.1!Action | {wording} |"
            )
        };
        carried(&tables("Replace the boilers"), |issued| assert_eq!(issued.actions[0].finished, None));
        carried(&tables("Something to be done soon"), |issued| assert!(issued.actions[0].finished.is_some()));
    }

    #[test]
    fn where_the_ratings_are_gone_the_last_rating_of_the_plan_stays() {
        let tables = "| Actions | Ref | Deadline | Last rating |
             |---|---|---|---|
             | | 1.1 | Q3 | Amber |

             | Previous actions | Ref | Rating |
             |---|---|---|
             | | 1.1 | Green |

             | Previous change | Do | Where | What |
             |---|---|---|---|
             | | delete column | Actions!Rating counted | |";
        carried(tables, |issued| assert_eq!(issued.actions[0].last_rating.as_deref(), Some("Amber")));
    }

    #[test]
    fn what_was_answered_stands_before_what_is_asked_again() {
        let tables = "| Actions | Ref | Deadline | Ask: % complete [%] | Ask: Risk [High, Low]! | Ask: Next steps |
             |---|---|---|---|---|---|
             | | 1.1 | Q3 | | | |
             | | 1.2 | Q3 | | | |

             | Previous actions | Ref | Rating | Ask: % complete [%] | Ask: Risk [High, Low]! | Ask: Next steps |
             |---|---|---|---|---|---|
             | | 1.1 | Green | 45% | high | Tenders. |
             | | 1.2 | Green | | Low | |";
        carried(tables, |issued| {
            let [both, one] = issued.actions.as_slice() else { panic!() };
            let percent = Printed::Shown { number: "45".parse().unwrap(), format: "0%".into() };
            // What has no type is printed as it always was, and nothing stands before it.
            assert_eq!(*both.last_answers, [percent, Printed::words("High"), Printed::Blank]);
            assert_eq!(*one.last_answers, [Printed::Blank, Printed::words("Low"), Printed::Blank]);
            let columns = issued.columns(Kind::Actions);
            let headings: Vec<String> = columns.iter().map(IssuedColumn::printed_heading).collect();
            let from = headings.iter().position(|own| own == "Last: % complete").unwrap();
            assert_eq!(
                headings[from..from + 5],
                ["Last: % complete", "% complete", "Last: Risk", "Risk*", "Ask: Next steps"]
            );
        });
        let nothing = tables.replace("45%", "").replace("| high |", "| |").replace("| Low |", "| |");
        carried(&nothing, |issued| assert!(issued.actions.iter().all(|row| row.last_answers.is_empty())));
    }
}
