//! A last value that is not what was reported.

use crate::domain::print_number;
use crate::layout::Field;
use crate::rules::{Check, Findings, IndicatorView, Words};

rule! {
    /// # What it checks
    /// The Last value of the return is the value in the consolidated workbook of the period before (`--previous`), to
    /// the decimals that the indicator is printed with. Where none was due then, it is the Last value there. A value
    /// that was awaited or not available then cannot be compared, nor can a Last value that is left blank.
    ///
    /// # Why it matters
    /// Figures are restated for good reasons, and the report must say so: otherwise it shows a change against a figure
    /// that nobody has seen.
    ///
    /// # Rejected
    /// | Indicators | Ref | Target | Last value | Typed Last value | Value | Rating |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | 90 | 93 | 91.5% | 94% | Green |
    ///
    /// | Previous indicators | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 93% | Green |
    ///
    /// # Accepted
    /// | Indicators | Ref | Target | Decimals | Last value | Value | Rating |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | 90 | | 93 | 94% | Green |
    /// | | E2 | 90 | 0 | 93 | 94% | Green |
    /// | | E3 | 90 | | 93 | 94% | Green |
    /// | | E4 | 90 | | | 94% | Green |
    ///
    /// | Previous indicators | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 93% | Green |
    /// | | E2 | 93.4% | Green |
    /// | | E3 | Awaited | |
    /// | | E4 | 93% | Green |
    ///
    /// # What to do
    /// If the earlier figure was restated, say in the commentary why. Otherwise enter it as it was reported.
    "IND009", "earlier-value-restated", Warning, since "0.1.0",
    checks: [Check::Indicator(check)],
}

fn check(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let (Some(last), Some((period, before))) = (indicator.last_value(), indicator.before()) else { return };
    // A workbook of an older period says nothing of the value of the last.
    if period.end_in_year() != indicator.file.issued.stamp.period.previous().end_in_year() {
        return;
    }
    let Some(reported) = before.newest_number() else { return };
    let issued = indicator.issued;
    let printed = |value| print_number(value, issued.decimals, &issued.unit);
    let (last, reported) = (printed(last), printed(reported));
    if last == reported {
        return;
    }
    let words = Words {
        message: format!("Last value is {last}, but {period} reported {reported}"),
        expected: reported,
        found: indicator.row.last_value.typed.to_string(),
        help: "If it was restated, say in the commentary why; otherwise enter it as it was reported.".to_owned(),
    };
    out.push(indicator.finding(&RULE, Field::LastValue, words));
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    fn raised(tables: &str) -> usize {
        let found = findings(
            &cases(&format!(
                "| Indicators | Ref | Target | Frequency | Last value | Value | Rating |
                 |---|---|---|---|---|---|---|
                 | | E1 | 90 | Q1, Q3 | 93 | 94% | Green |

                 {tables}"
            ))[0],
            "IND",
        );
        found.into_iter().filter(|finding| finding.rule.code == "IND009").count()
    }

    #[test]
    fn where_no_value_was_due_the_one_before_it_still_holds() {
        // Q4 had none due, and carried the same 93 as its Last value; somebody has corrected that since.
        let corrected = "| Previous indicators | Ref | Value |
             |---|---|---|
             | | E1 | |

             | Previous change | Do | Where | What |
             |---|---|---|---|
             | | type | Indicators!E1!Last value | 95% |";
        assert_eq!(raised(corrected), 1);
        assert_eq!(raised(corrected.split("\n\n").next().unwrap()), 0);
    }

    #[test]
    fn an_older_workbook_says_nothing_of_last_period() {
        let tables = "| Previous indicators 2 | Ref | Value | Rating |
             |---|---|---|---|
             | | E1 | 80% | Red |";
        assert_eq!(raised(tables), 0);
    }
}
