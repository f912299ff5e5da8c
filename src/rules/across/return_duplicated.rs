//! Two different returns for one delivery plan.

use crate::domain::Severity;
use crate::returns::{Receipt, Return, answered_differently};
use crate::rules::{AcrossView, Check, Finding, Findings, Words};

rule! {
    /// # What it checks
    /// A delivery plan must have one return for the period. Where two answer a row differently neither is counted, unless
    /// `--take newest` is given and one of them was signed off on a later date than all others: that one counts, and the
    /// others get a warning.
    ///
    /// # Why it matters
    /// Which of two versions the service stands by cannot be seen from the files; a file's date tells only when it was
    /// copied.
    ///
    /// # Rejected
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Actions @2 | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Red |
    ///
    /// The newest is asked for, but both were signed off on one day:
    ///
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Take newest | Yes |
    ///
    /// | Actions | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Green |
    ///
    /// | Actions @2 | Ref | Deadline | Rating |
    /// |---|---|---|---|
    /// | | 1.1 | Q4 | Red |
    ///
    /// # Accepted
    /// | Actions | Ref | Delivery plan | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 1.1 | economy | Q4 | Green |
    ///
    /// | Actions @2 | Ref | Delivery plan | Deadline | Rating |
    /// |---|---|---|---|---|
    /// | | 2.1 | housing | Q4 | Red |
    ///
    /// # What to do
    /// Ask the service which one holds and put the other away.
    "RET002", "return-duplicated", Error, since "0.1.0",
    checks: [Check::Across(check)],
    officer_only: true,
}

/// How many rows are named.
const MOST: usize = 10;

fn check(view: &AcrossView<'_>, out: &mut Findings) {
    for (code, standing) in &view.set.plans {
        let Receipt::Duplicated(files) = standing else { continue };
        let mut paths: Vec<&str> = files.iter().filter_map(|file| view.path(*file)).collect();
        paths.sort_unstable();
        let name = view.plan_name(code);
        let returns: Vec<&Return> = files.iter().filter_map(|file| view.returns.get(*file).copied()).collect();
        let rows = answered_differently(&returns);
        let (first, more) = rows.split_at(rows.len().min(MOST));
        let more = (!more.is_empty()).then(|| format!("{} more", more.len()));
        let rows = Words::all_of(first.iter().chain(&more).map(String::as_str));
        let words = Words {
            message: format!(
                "{} different returns came from {name} for {}, which answer {rows} differently; none is counted",
                files.len(),
                view.plan.period
            ),
            expected: format!("one return from {name}"),
            found: paths.join(", "),
            help: "Ask the service which one holds and put the others away; or run the command again with --take newest, which \
                   takes the one that was signed off later."
                .to_owned(),
        };
        let (first, others) = paths.split_at(paths.len().min(1));
        let finding = Finding::at_file(&RULE, words).about(code).in_file(first.first().copied().unwrap_or_default());
        out.push(finding.and_in(others.iter().copied()));
    }
    for (file, counted) in &view.set.superseded {
        let (Some(path), Some(other)) = (view.path(*file), view.path(*counted)) else { continue };
        let Some(code) = view.returns.get(*file).map(|received| received.identity.plan_code.as_str()) else { continue };
        let words = Words {
            message: format!(
                "a different return from {}, signed off later, is counted in its place",
                view.plan_name(code)
            ),
            expected: format!("one return from {}", view.plan_name(code)),
            found: format!("{other} is counted"),
            help: "Look whether the later one is meant to replace it, and put this one away.".to_owned(),
        };
        let finding = Finding::at_file(&RULE, words).about(code).with_severity(Severity::Warning);
        out.push(finding.in_file(path).and_in([other]));
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::Severity;
    use crate::rules::Finding;
    use crate::trial::{cases, findings};

    fn told(first: &str, second: &str) -> Vec<Finding> {
        let text = format!(
            "
            | Settings | Setting | Value |
            |---|---|---|
            | | Take newest | Yes |

            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Green |

            | Sign-off | Completed by | Date |
            |---|---|---|
            | | A. Clerk | {first} |

            | Actions @2 | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | Red |

            | Sign-off @2 | Completed by | Date |
            |---|---|---|
            | | A. Clerk | {second} |"
        );
        findings(&cases(&text)[0], "RET")
    }

    #[test]
    fn the_one_signed_off_later_counts_and_the_other_is_a_warning() {
        for (first, second, passed_over) in
            [("04/07/2025", "05/07/2025", "return-1.xlsx"), ("05/07/2025", "04/07/2025", "return-2.xlsx")]
        {
            let found = told(first, second);
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].severity, found[0].path.as_str()), (Severity::Warning, passed_over));
        }
    }

    #[test]
    fn a_missing_date_is_not_taken_for_an_early_one() {
        let found = told("", "05/07/2025");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].severity, Severity::Error);
        assert_eq!(found[0].words.found, "return-1.xlsx, return-2.xlsx");
    }
}
