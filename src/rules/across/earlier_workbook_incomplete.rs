//! An earlier consolidated workbook from which not everything can be compared.

use crate::domain::Kind;
use crate::layout::{Field, data_sheet};
use crate::previous::{Gap, Mismatch};
use crate::rules::{Check, EarlierView, Finding, Findings, Words, quoted};

/// How many references are named.
const MOST: usize = 5;

rule! {
    /// # What it checks
    /// An earlier consolidated workbook (`--previous`) still has every sheet, column and Ref that is compared with or carried
    /// forward. Sheets may be renamed and sorted and columns moved; a sheet or a column that is gone, a heading that stands
    /// twice, and a Ref in several rows that differ are named, with what is left out on their account. With the plan
    /// workbook at hand also that, in the same financial year, any of its rows is the plan's and each Ref stands for what
    /// it stood for (more than half of the words of the shorter wording stand in the other); and that its ratings are still
    /// ratings, by name or as Also accepted. One finding a workbook.
    ///
    /// # Why it matters
    /// Comparing less without saying so looks like a quarter in which nothing slipped and nothing was repeated.
    ///
    /// # Rejected
    /// The commentary was taken out before the workbook was passed on:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    ///
    /// | Previous actions | Ref | Rating |
    /// |---|---|---|
    /// | | 1.1 | Green |
    ///
    /// | Previous change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete column | Actions!Commentary | |
    ///
    /// A row was copied and altered:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    /// | | 1.2 | Q3 | Green |
    ///
    /// | Previous actions | Ref | Rating |
    /// |---|---|---|
    /// | | 1.1 | Green |
    /// | | 1.2 | Green |
    ///
    /// | Previous change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.2!Ref | 1.1 |
    /// | | type | Actions!1.1!Commentary | Started. |
    ///
    /// The Ref stood for something else then, the rating is none any more:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Period | 2025-26 Q2 |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    /// | | 1.2 | Q4 | Green |
    ///
    /// | Previous actions | Ref | Rating |
    /// |---|---|---|
    /// | | 1.1 | Green |
    /// | | 1.2 | Green |
    ///
    /// | Previous change | Do | Where | What |
    /// |---|---|---|---|
    /// | | type | Actions!1.1!Action | Replace the boilers |
    /// | | type | Actions!1.2!Rating counted | On course |
    ///
    /// # Accepted
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q3 | Green |
    ///
    /// | Previous actions | Ref | Rating |
    /// |---|---|---|
    /// | | 1.1 | Green |
    ///
    /// | Previous change | Do | Where | What |
    /// |---|---|---|---|
    /// | | rename sheet | Actions | Actions of Q1 |
    /// | | delete column | Actions of Q1!Priority | |
    /// | | delete sheet | Summary | |
    ///
    /// # What to do
    /// Give the workbook as planroll wrote it; a rating that was corrected in it may stay.
    "RET005", "earlier-workbook-incomplete", Warning, since "0.1.0",
    checks: [Check::Earlier(check)],
    officer_only: true,
}

fn check(view: &EarlierView<'_>, out: &mut Findings) {
    let gaps = &view.earlier.gaps;
    let mismatches = view.plan.map(|plan| view.earlier.against(plan)).unwrap_or_default();
    let (twice, lost): (Vec<&Gap>, Vec<&Gap>) = gaps.iter().partition(|gap| matches!(gap, Gap::RefTwice { .. }));
    let (reused, other): (Vec<&Mismatch>, Vec<&Mismatch>) =
        mismatches.iter().partition(|one| matches!(one, Mismatch::Reused { .. }));
    let mut refs: Vec<String> =
        twice.iter().map(|gap| in_words(gap)).chain(reused.iter().map(|one| not_of_the_plan(one))).collect();
    let more = refs.split_off(refs.len().min(MOST)).len();
    let more = (more > 0).then(|| format!("and so with {more} more"));
    let parts: Vec<String> = lost
        .iter()
        .map(|gap| in_words(gap))
        .chain(other.iter().map(|one| not_of_the_plan(one)))
        .chain(refs)
        .chain(more)
        .collect();
    let help = if mismatches.contains(&Mismatch::OtherPlan) {
        "Give the consolidated workbook of this plan, and run the command again."
    } else if !lost.is_empty() {
        "Give the workbook as planroll wrote it, and run the command again."
    } else if !other.is_empty() {
        "Name it under Also accepted on the sheet Ratings of the plan workbook, beside the rating that it is now."
    } else if !twice.is_empty() {
        "Delete the row that does not belong there, and run the command again."
    } else if !reused.is_empty() {
        "Give what is new a Ref of its own; if it is the same, give it the wording of then."
    } else {
        return;
    };
    let found = gaps.iter().map(in_short).chain(mismatches.iter().map(mismatch_in_short));
    let words = Words {
        message: format!(
            "not everything in the consolidated workbook for {} is compared or carried forward: {}",
            view.earlier.period,
            parts.join("; ")
        ),
        expected: "every sheet, heading and row as planroll wrote it, of the plan that is reported".to_owned(),
        found: found.collect::<Vec<_>>().join("; "),
        help: help.to_owned(),
    };
    out.push(Finding::at_file(&RULE, words));
}

/// What is not of the plan that is reported, with what is left out.
fn not_of_the_plan(mismatch: &Mismatch) -> String {
    match mismatch {
        Mismatch::OtherPlan => {
            "no action and no indicator of the plan is in it, so it may be of another plan".to_owned()
        }
        Mismatch::RatingUnknown { kind, word, rows } => {
            let rows = match (kind, rows) {
                (Kind::Actions, 1) => "1 action".to_owned(),
                (Kind::Actions, rows) => format!("{rows} actions"),
                (Kind::Indicators, 1) => "1 indicator".to_owned(),
                (Kind::Indicators, rows) => format!("{rows} indicators"),
            };
            format!("{} is none of the ratings any more, so the rating of {rows} is not known", quoted(word))
        }
        Mismatch::Reused { reference, then, .. } => {
            format!("{reference} stood for {} and now stands for something else", quoted(then))
        }
    }
}

fn mismatch_in_short(mismatch: &Mismatch) -> String {
    match mismatch {
        Mismatch::OtherPlan => "no row of the plan".to_owned(),
        Mismatch::RatingUnknown { word, rows, .. } => format!("{word} {rows} times"),
        Mismatch::Reused { reference, then, .. } => format!("{reference}: {then}"),
    }
}

/// What is wrong, with what is left out.
fn in_words(gap: &Gap) -> String {
    match gap {
        Gap::Sheet(Kind::Actions) => "its sheet Actions is missing, and with it everything about actions".to_owned(),
        Gap::Sheet(Kind::Indicators) => {
            "its sheet Indicators is missing, and with it everything about indicators".to_owned()
        }
        Gap::Column { kind, field, sheet } => {
            let heading = data_sheet(*kind).heading(*field);
            format!("the column {heading} is missing from its sheet {sheet}, and with it {}", left_out(*kind, *field))
        }
        Gap::HeadingTwice { kind, field, sheet } => {
            let heading = data_sheet(*kind).heading(*field);
            format!(
                "the heading {heading} stands twice on its sheet {sheet}, so neither column is read for {}",
                left_out(*kind, *field)
            )
        }
        Gap::RefTwice { sheet, reference, rows, .. } => {
            let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
            let rows = rows.iter().map(String::as_str);
            format!(
                "{reference} stands in rows {} of its sheet {sheet}, and only the delivery plan can tell which is meant",
                Words::all_of(rows)
            )
        }
    }
}

/// What is compared by a column, in words.
fn left_out(kind: Kind, field: Field) -> &'static str {
    data_sheet(kind).column(field).and_then(|column| column.compared.as_deref()).unwrap_or_default()
}

/// The same for a list of what was found.
fn in_short(gap: &Gap) -> String {
    match gap {
        Gap::Sheet(Kind::Actions) => "no sheet Actions".to_owned(),
        Gap::Sheet(Kind::Indicators) => "no sheet Indicators".to_owned(),
        Gap::Column { kind, field, sheet } => format!("{sheet}: no {}", data_sheet(*kind).heading(*field)),
        Gap::HeadingTwice { kind, field, sheet } => format!("{sheet}: {} twice", data_sheet(*kind).heading(*field)),
        Gap::RefTwice { sheet, reference, rows, .. } => format!("{sheet}: {reference} {} times", rows.len()),
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    #[test]
    fn everything_that_one_workbook_lost_is_one_finding() {
        let text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q3 | Green |

            | Indicators | Ref | Target | Value | Rating |
            |---|---|---|---|---|
            | | E1 | 90 | 92% | Green |

            | Previous actions | Ref | Rating |
            |---|---|---|
            | | 1.1 | Green |

            | Previous indicators | Ref | Value | Rating |
            |---|---|---|---|
            | | E1 | 92% | Green |

            | Previous change | Do | Where | What |
            |---|---|---|---|
            | | delete sheet | Actions | |
            | | delete column | Indicators!Value | |";
        let found = findings(&cases(text)[0], "RET");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].rule.code, found[0].path.as_str()), ("RET005", "previous-1.xlsx"));
        assert_eq!(
            found[0].words.message,
            "not everything in the consolidated workbook for 2024-25 Q4 is compared or carried forward: its sheet Actions is missing, and with it everything about actions; the column Value is missing from its sheet Indicators, and with it the values of indicators"
        );
        assert_eq!(found[0].words.found, "no sheet Actions; Indicators: no Value");
    }

    #[test]
    fn a_revised_deadline_that_was_written_and_is_gone_is_missed() {
        let text = |revised: &str| {
            format!(
                "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q3 | Green |

            | Previous actions | Ref | Rating | Revised deadline | Commentary |
            |---|---|---|---|---|
            | | 1.1 | Amber | {revised} | The site is wet. |

            | Previous change | Do | Where | What |
            |---|---|---|---|
            | | delete column | {} | |",
                if revised.is_empty() { "Actions!Priority" } else { "Actions!Revised deadline" },
            )
        };
        assert!(findings(&cases(&text(""))[0], "RET").is_empty(), "there was none");
        let found = findings(&cases(&text("Q4"))[0], "RET");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].words.found, "Actions: no Revised deadline");
    }

    /// The message about a workbook of Q1 in which a cell was changed, held against a plan of Q2 with these two rows.
    fn said_of(change: &str) -> Vec<String> {
        let text = format!(
            "
            | Settings | Setting | Value |
            |---|---|---|
            | | Period | 2025-26 Q2 |

            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |
            | | 1.2 | Q4 | Green |

            | Previous actions | Ref | Rating |
            |---|---|---|
            | | 1.1 | Complete |
            | | 1.2 | Green |

            | Previous change | Do | Where | What |
            |---|---|---|---|
            {change}"
        );
        findings(&cases(&text)[0], "RET").into_iter().map(|one| one.words.message).collect()
    }

    #[test]
    fn a_reference_that_stands_for_something_else_now_is_named_with_what_it_stood_for() {
        let said = said_of("| | type | Actions!1.1!Action | Replace the boilers |");
        assert_eq!(said.len(), 1);
        assert!(
            said[0].ends_with(": 1.1 stood for “Replace the boilers” and now stands for something else"),
            "{said:?}"
        );
        assert!(said_of("| | type | Actions!1.1!Action | Something has to be done |").is_empty());
    }

    #[test]
    fn a_workbook_of_another_plan_is_said_to_share_nothing_with_this_one() {
        let said = said_of(
            "| | type | Actions!1.1!Ref | A1 |
            | | type | Actions!1.2!Ref | A2 |",
        );
        assert!(said[0].ends_with("it may be of another plan"), "{said:?}");
    }

    #[test]
    fn a_rating_that_was_renamed_since_is_named_with_how_many_rows_had_it() {
        let said = said_of("| | type | Actions!1.1!Rating counted | Delivered |");
        assert!(said[0].contains("“Delivered” is none of the ratings any more, so the rating of 1 action"), "{said:?}");
    }
}
