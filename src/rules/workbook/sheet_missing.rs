//! A sheet of the return is gone.

use crate::layout::{RETURN, SheetId};
use crate::rules::{Check, FileView, Finding, Findings, Words, quoted};

rule! {
    /// # What it checks
    /// Every sheet that was issued must still be there with its headings, the hidden ones included. A sheet under
    /// another name is found by what is on it and is not missing. Where the headings are gone, or those of another table
    /// stand there, no row is read: every entry is quoted here, and nothing else is said of its rows. Without the hidden sheet `planroll` and without a
    /// plan workbook nobody can say what was issued; then ratings, deadlines and indicators are not checked.
    ///
    /// # Why it matters
    /// A whole table that is gone leaves every action or indicator of a service out of the report.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Indicators | Ref | Target | Value | Rating |
    /// |---|---|---|---|---|
    /// | | E1 | 90 | 91 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete sheet | Indicators | |
    ///
    /// The hidden sheet:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Change | Do | Where | What |
    /// |---|---|---|---|
    /// | | delete sheet | planroll | |
    ///
    /// # Accepted
    /// A return without indicators has no Indicators sheet:
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// # What to do
    /// Copy the entries into the return as it was issued, and send that.
    "WBK007", "sheet-missing", Error, since "0.1.0",
    checks: [Check::Noted, Check::File(check)],
    put_right: Look "The sheet is back in this copy, as it was issued. Fill in what is missing.",
    kept_aside: "The table is back in this copy, as it was issued. Its entries are on Kept aside, each with the cell where it stood: move them back into their rows.",
}

pub(in crate::rules) fn missing(sheet: &str) -> Finding {
    finding(sheet, format!("the sheet {} is missing", quoted(sheet)), "no such sheet")
}

pub(in crate::rules) fn headings_lost(file: &FileView<'_>, sheet: &str, holds: Option<&str>) -> Finding {
    let (what, found) = match holds {
        Some(other) => (
            format!("the sheet {} holds the table of {}", quoted(sheet), quoted(other)),
            "the headings of another sheet",
        ),
        None => (format!("the sheet {} has lost its headings", quoted(sheet)), "no row of headings"),
    };
    let words = file.unread(sheet, &what, format!("the sheet {sheet} as it was issued"), found);
    Finding::at_sheet(&RULE, sheet, words)
}

/// The stamp is missing, too, where its sheet is there and cannot be read.
fn check(file: &FileView<'_>, out: &mut Findings) {
    if file.received.has_stamp_sheet {
        return;
    }
    let stamp = RETURN.sheet_name(SheetId::Stamp);
    let outcome = if file.received.stamped {
        "so the return was compared with the plan workbook"
    } else {
        "so ratings, deadlines and indicators were not checked"
    };
    let message = format!("the hidden sheet {} is missing or damaged, {outcome}", quoted(stamp));
    out.push(finding(stamp, message, "no such sheet, or not whole"));
}

fn finding(sheet: &str, message: String, found: &str) -> Finding {
    let help = "Copy the entries into the return as it was issued, and send that.";
    Finding::at_sheet(&RULE, sheet, Words::new(message, format!("the sheet {sheet} as it was issued"), found, help))
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    #[test]
    fn a_sheet_with_the_table_of_another_is_one_finding_that_quotes_what_was_typed() {
        let mut text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | May 2025 | Green |
            | | 1.2 | May 2025 | Green |

            | Indicators | Ref | Target | Value | Rating |
            |---|---|---|---|---|
            | | E1 | 90 | 91 | Green |

            | Change | Do | Where | What |
            |---|---|---|---|"
            .to_owned();
        for (column, heading) in ('A'..).zip(["Ref", "Priority", "Indicator", "Unit", "Better when", "Target", "Value"])
        {
            text.push_str(&format!("\n| | type | Actions!{column}4 | {heading} |"));
        }
        let found = findings(&cases(&text)[0], "WBK");
        let [only] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!(only.rule.code, "WBK007");
        assert!(only.words.message.contains("holds the table of “Indicators”"), "{}", only.words.message);
        assert!(only.words.found.contains("F5 “Green”; F6 “Green”"), "{}", only.words.found);
    }

    #[test]
    fn tabs_that_were_swapped_are_found_by_what_is_on_them() {
        let text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |

            | Indicators | Ref | Target | Value | Rating |
            |---|---|---|---|---|
            | | E1 | 90 | 91 | Green |

            | Change | Do | Where | What |
            |---|---|---|---|
            | | rename sheet | Actions | Aside |
            | | rename sheet | Indicators | Actions |
            | | rename sheet | Aside | Indicators |";
        let found = codes(text);
        assert!(found.len() == 2 && found.iter().all(|(code, _)| *code == "WBK009"), "{found:?}");
    }

    fn codes(text: &str) -> Vec<(&'static str, String)> {
        findings(&cases(text)[0], "WBK").into_iter().map(|found| (found.rule.code, found.words.message)).collect()
    }

    #[test]
    fn without_stamp_and_plan_only_the_missing_stamp_and_unreadable_entries_are_told() {
        let found = codes(
            "
            | Settings | Setting | Value |
            |---|---|---|
            | | Without plan | Yes |

            | Actions | Ref | Deadline | Approach | Ask: Risk | Rating | Completed date |
            |---|---|---|---|---|---|---|
            | | 1.1 | May 2025 | By tender | High | Green | Done |
            | | 1.2 | May 2025 | By tender | | Blue | |

            | Change | Do | Where | What |
            |---|---|---|---|
            | | delete sheet | planroll | |
            | | type | Actions!Z5 | by e-mail |",
        );
        let codes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, ["CEL001", "WBK012", "WBK007"], "{found:?}");
        assert!(found[2].1.ends_with("were not checked"));
    }

    #[test]
    fn a_sheet_without_its_headings_is_missing_and_its_entries_are_quoted() {
        let mut text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | May 2025 | Green |

            | Change | Do | Where | What |
            |---|---|---|---|"
            .to_owned();
        for column in 'A'..='J' {
            text.push_str(&format!("\n| | type | Actions!{column}4 | |"));
        }
        let found = codes(&text);
        assert_eq!(found.iter().filter(|(code, _)| *code == "WBK007").count(), 1, "{found:?}");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1.contains("its 1 entry is not read"), "{found:?}");
    }
}
