//! An earlier consolidated workbook from which not everything can be compared.

use crate::domain::Kind;
use crate::previous::{Gap, Told};
use crate::rules::{Check, EarlierView, Finding, Findings, Words};

/// How many references are named.
const MOST: usize = 5;

rule! {
    /// # What it checks
    /// An earlier consolidated workbook (`--previous`) still has every sheet, column and Ref that is compared with or carried
    /// forward. Sheets may be renamed and sorted and columns moved; a sheet or a column that is gone, a heading that stands
    /// twice, and a Ref in several rows that differ are named, with what is left out on their account. One finding a
    /// workbook.
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
}

fn check(view: &EarlierView<'_>, out: &mut Findings) {
    let gaps = &view.earlier.gaps;
    let is_twice = |gap: &&Gap| matches!(gap, Gap::RefTwice { .. });
    let mut parts: Vec<String> = gaps.iter().filter(|gap| !is_twice(gap)).map(in_words).collect();
    let (only_twice, twice) = (parts.is_empty(), gaps.iter().filter(is_twice).count());
    parts.extend(gaps.iter().filter(is_twice).take(MOST).map(in_words));
    if twice > MOST {
        parts.push(format!("so do {} more", twice.saturating_sub(MOST)));
    }
    if parts.is_empty() {
        return;
    }
    let words = Words {
        message: format!(
            "not everything in the consolidated workbook for {} is compared or carried forward: {}",
            view.earlier.period,
            parts.join("; ")
        ),
        expected: "every sheet, heading and row as planroll wrote it".to_owned(),
        found: gaps.iter().map(in_short).collect::<Vec<_>>().join("; "),
        help: if only_twice {
            "Delete the row that does not belong there, and run the command again.".to_owned()
        } else {
            "Give the workbook as planroll wrote it, and run the command again.".to_owned()
        },
    };
    out.push(Finding::at_file(&RULE, words));
}

/// What is wrong, with what is left out.
fn in_words(gap: &Gap) -> String {
    match gap {
        Gap::Sheet(Kind::Actions) => "its sheet Actions is missing, and with it everything about actions".to_owned(),
        Gap::Sheet(Kind::Indicators) => {
            "its sheet Indicators is missing, and with it everything about indicators".to_owned()
        }
        Gap::Column { kind, told, sheet } => {
            let heading = told.heading(*kind);
            format!("the column {heading} is missing from its sheet {sheet}, and with it {}", left_out(*told, *kind))
        }
        Gap::HeadingTwice { kind, told, sheet } => {
            let heading = told.heading(*kind);
            format!(
                "the heading {heading} stands twice on its sheet {sheet}, so neither column is read for {}",
                left_out(*told, *kind)
            )
        }
        Gap::RefTwice { sheet, reference, rows, .. } => {
            let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
            let rows = rows.iter().map(String::as_str);
            format!(
                "{reference} stands in rows {} of its sheet {sheet}, and only the delivery plan can tell which is meant",
                Words::one_of(rows).replace(" or ", " and ")
            )
        }
    }
}

/// What a column would tell.
fn left_out(told: Told, kind: Kind) -> &'static str {
    match (told, kind) {
        (Told::Refs, Kind::Actions) => "everything about actions",
        (Told::Refs | Told::Units, _) => "everything about indicators",
        (Told::Wording, _) => "which rows of another financial year are the same",
        (Told::Due | Told::LastValues, _) => "the values of indicators that were not due",
        (Told::Values, _) => "the values of indicators",
        (Told::LastRatings, _) => "which actions were finished before that period",
        (Told::Ratings, Kind::Actions) => "the ratings of actions",
        (Told::Ratings, Kind::Indicators) => "the ratings of indicators",
        (Told::Completed, _) => "the days on which actions were completed",
        (Told::Revised, _) => "the revised deadlines",
        (Told::Directions, _) => "the directions of travel",
        (Told::Commentary, Kind::Actions) => "the commentary of actions",
        (Told::Commentary, Kind::Indicators) => "the commentary of indicators",
        (Told::Answered, _) => "which rows no return answered",
    }
}

/// The same for a list of what was found.
fn in_short(gap: &Gap) -> String {
    match gap {
        Gap::Sheet(Kind::Actions) => "no sheet Actions".to_owned(),
        Gap::Sheet(Kind::Indicators) => "no sheet Indicators".to_owned(),
        Gap::Column { kind, told, sheet } => format!("{sheet}: no {}", told.heading(*kind)),
        Gap::HeadingTwice { kind, told, sheet } => format!("{sheet}: {} twice", told.heading(*kind)),
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
}
