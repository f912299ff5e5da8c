//! A value that adds up over the year and is less than before.

use crate::domain::{Unit, print_number};
use crate::layout::Field;
use crate::rules::{Check, Findings, IndicatorView, Words};

rule! {
    /// # What it checks
    /// The value of a cumulative indicator is not below the one reported before in the same financial year. It needs
    /// the consolidated workbook of an earlier period of the year (`--previous`); where an indicator has no number
    /// there, the one before it counts. A Last value that was restated in the return counts instead of the one
    /// reported (whether it may be is IND009).
    ///
    /// # Why it matters
    /// What adds up cannot fall. Mostly the figure of the quarter was entered in place of the figure of the year so
    /// far, and the year would end far below what was done.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Period | 2025-26 Q2 |
    ///
    /// | Indicators | Ref | Unit | Target | Cumulative | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|---|---|
    /// | | E1 | number | 400 | Yes | 90 | Red | Fewer came in summer. |
    ///
    /// | Previous indicators | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 110 | Green |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Period | 2025-26 Q2 |
    ///
    /// | Indicators | Ref | Unit | Target | Cumulative | Value | Rating |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | number | 400 | Yes | 210 | Green |
    /// | | E2 | number | 400 | Yes | 210 | Green |
    /// | | E3 | number | 80 | No | 90 | Green |
    ///
    /// | Previous indicators | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 110 | Green |
    /// | | E2 | 210 | Green |
    /// | | E3 | 110 | Green |
    ///
    /// A new year starts at nothing:
    ///
    /// | Indicators | Ref | Unit | Target | Cumulative | Value | Rating |
    /// |---|---|---|---|---|---|---|
    /// | | E1 | number | 400 | Yes | 100 | Green |
    ///
    /// | Previous indicators | Ref | Value | Rating |
    /// |---|---|---|---|
    /// | | E1 | 410 | Green |
    ///
    /// # What to do
    /// Enter the figure of the year so far: last period's and what was added since.
    "IND007", "cumulative-fell", Warning, since "0.1.0",
    checks: [Check::Indicator(check)],
    yields_to: [indicators::percent_scale, indicators::value_out_of_range],
}

fn check(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let Some(now) = indicator.number() else { return };
    let issued = indicator.issued;
    if !issued.cumulative || issued.known_unit() == Unit::YesNo {
        return;
    }
    let year = indicator.file.issued.stamp.period.end_in_year().0;
    let before = indicator.numbers_before().into_iter().find(|(period, _)| period.end_in_year().0 == year);
    let Some((period, before)) = before.filter(|(_, before)| now.value < *before) else { return };
    if indicator.last_value().is_some_and(|restated| restated != before && now.value >= restated) {
        return;
    }
    let printed = |value| print_number(value, issued.decimals, &issued.unit);
    let words = Words {
        message: format!(
            "{} is less than the {} of {period}, but the value adds up over the year",
            printed(now.value),
            printed(before)
        ),
        expected: format!("{} or more", printed(before)),
        found: indicator.row.value.typed.to_string(),
        help: "Enter the figure of the year so far: last period's and what was added since.".to_owned(),
    };
    let finding = indicator.finding(&RULE, Field::Value, words);
    out.push(finding.map(|finding| finding.beside(indicator.row.last_value.at, "last value")));
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    fn raised(last_value: &str) -> Vec<&'static str> {
        let found = findings(
            &cases(&format!(
                "| Settings | Setting | Value |
                 |---|---|---|
                 | | Period | 2025-26 Q3 |

                 | Indicators | Ref | Unit | Target | Cumulative | Typed Last value | Value | Rating | Commentary |
                 |---|---|---|---|---|---|---|---|---|
                 | | E1 | number | 400 | Yes | {last_value} | 90 | Red | Fewer came. |

                 | Previous indicators | Ref | Value | Rating |
                 |---|---|---|---|
                 | | E1 | Awaited | |

                 | Previous indicators 2 | Ref | Value | Rating |
                 |---|---|---|---|
                 | | E1 | 110 | Green |"
            ))[0],
            "IND",
        );
        found.into_iter().map(|finding| finding.rule.code).collect()
    }

    #[test]
    fn a_number_still_awaited_then_does_not_hide_the_one_before() {
        assert_eq!(raised(""), ["IND007"]);
    }

    #[test]
    fn a_restated_value_is_what_it_may_not_fall_below() {
        assert!(!raised("80").contains(&"IND007"));
        assert!(raised("95").contains(&"IND007"));
    }
}
