//! What an indicator is measured against: the target, which way is better, whether it is rated and when it is due. A
//! target in words is kept as words, for indicators that no band rates.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::number::{print, read_number, read_range};
use super::period::{Part, Period};
use super::text::{key, tidy};
use super::unit::Unit;
use super::words::{undashed, words};

/// Which values are better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// Higher ones.
    Higher,
    /// Lower ones.
    Lower,
    /// Those between two edges, both included.
    InRange,
}

/// A target.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// A number, in the indicator's unit: 70 for 70%.
    Number(Decimal),
    /// From and to, both included.
    Range(Decimal, Decimal),
    /// Yes or No: a value is met or not.
    YesNo(bool),
    /// Words, as typed.
    Words(String),
    /// None.
    #[default]
    None,
}

/// Whether an indicator is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rated {
    /// It is.
    Yes,
    /// It is only watched, and counted as such.
    MonitorOnly,
    /// It is only shown, and not counted.
    InformationOnly,
}

/// When a value is due.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frequency {
    /// In every period.
    EveryPeriod,
    /// In the last period of the year.
    Annual,
    /// In the periods in which a half of the year ends.
    HalfYearly,
    /// In the periods in which the named parts of the year end, such as `Q2`, `H1` and `M03`.
    Named(Vec<String>),
}

words!(Polarity, undashed {
    Higher => "Higher" | "higher is better",
    Lower => "Lower" | "lower is better",
    InRange => "In range" | "within range",
});
words!(Rated, undashed {
    Yes => "Yes" | "y" | "true",
    MonitorOnly => "Monitor only",
    InformationOnly => "Information only",
});

impl Target {
    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// Reads a target from text: a number, a range (`10 to 20`), words or nothing.
    pub fn read(text: &str) -> Self {
        if key(text).is_empty() {
            Self::None
        } else if let Ok(number) = read_number(text) {
            Self::Number(number.value)
        } else if let Some((low, high)) = read_range(text) {
            Self::Range(low, high)
        } else {
            Self::Words(tidy(text))
        }
    }

    /// The target with its unit: `70%`, `10% to 20%`, words as typed, nothing as nothing.
    pub fn printed(&self, decimals: Option<u32>, unit: &str) -> String {
        match self {
            Self::Number(value) => print(*value, decimals, unit),
            Self::Range(low, high) => {
                let low = print(*low, decimals, if Unit::of(unit).is_told_by_figures() { unit } else { "" });
                format!("{low} to {}", print(*high, decimals, unit))
            }
            Self::YesNo(yes) => yes_no(*yes).to_owned(),
            Self::Words(words) => words.clone(),
            Self::None => String::new(),
        }
    }

    /// Whether a value can be compared with it.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Range(..) | Self::YesNo(_))
    }
}

/// The word of what is so or not.
pub(super) fn yes_no(yes: bool) -> &'static str {
    if yes { "Yes" } else { "No" }
}

impl Frequency {
    /// Reads a blank or `Every period`, `Annual`, `Half-yearly`, `Four-monthly`, `Quarterly`, `Monthly`, or named parts of the year
    /// such as `Q2, Q4`. `None` for a part that no year has and for any other word.
    pub fn parse(text: &str) -> Option<Self> {
        let text = undashed(text);
        Some(match text.as_str() {
            "" | "every period" | "each period" | "monthly" => Self::EveryPeriod,
            "annual" | "annually" | "yearly" => Self::Annual,
            "half yearly" | "six monthly" => Self::HalfYearly,
            "four monthly" => Self::Named((1..=3).map(|n| Part::Third(n).to_string()).collect()),
            "quarterly" => Self::Named((1..=4).map(|n| Part::Quarter(n).to_string()).collect()),
            _ => {
                let named: Option<Vec<String>> = text
                    .replace(" and ", ",")
                    .split([',', ';', '&', '/'])
                    .map(|part| Part::parse(part).map(|part| part.to_string()))
                    .collect();
                Self::Named(named?)
            }
        })
    }

    /// Whether a value is due in a period.
    pub fn is_due(&self, period: Period) -> bool {
        let ends_within = |part: Part| {
            let year = period.financial_year();
            Period::new(year.start, part, year.year_starts).is_some_and(|named| period.contains(named.last_day()))
        };
        match self {
            Self::EveryPeriod => true,
            Self::Annual => period.is_last_of_year(),
            Self::HalfYearly => ends_within(Part::Half(1)) || ends_within(Part::Half(2)),
            Self::Named(parts) => parts.iter().filter_map(|part| Part::parse(part)).any(ends_within),
        }
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EveryPeriod => f.write_str("Every period"),
            Self::Annual => f.write_str("Annual"),
            Self::HalfYearly => f.write_str("Half-yearly"),
            Self::Named(parts) => f.write_str(&parts.join(", ")),
        }
    }
}

/// The target of a period where the year's is reached in a straight line: target × periods elapsed ÷ periods in the
/// year, unrounded (to the 28 digits that a number holds).
pub(crate) fn straight_line(target: Decimal, period: Period) -> Decimal {
    let (elapsed, of_year) = (Decimal::from(period.number()), Decimal::from(period.of_year()));
    let multiplied_first = target.checked_mul(elapsed).and_then(|n| n.checked_div(of_year));
    multiplied_first.or_else(|| target.checked_div(of_year)?.checked_mul(elapsed)).unwrap_or(target).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(part: Part) -> Period {
        Period::new(2025, part, 4).unwrap()
    }

    fn due(frequency: &str, part: Part) -> bool {
        Frequency::parse(frequency).unwrap().is_due(period(part))
    }

    #[test]
    fn targets_are_numbers_ranges_words_or_nothing() {
        assert_eq!(Target::read("70%"), Target::Number(70.into()));
        assert_eq!(Target::read("10 to 20"), Target::Range(10.into(), 20.into()));
        assert_eq!(Target::read(" Top quartile "), Target::Words("Top quartile".to_owned()));
        assert_eq!(Target::read(" \u{a0}"), Target::None);
    }

    #[test]
    fn targets_are_printed_with_their_unit() {
        let range = Target::Range(10.into(), 20.into());
        assert_eq!(range.printed(None, "%"), "10% to 20%");
        assert_eq!(range.printed(None, "days"), "10 to 20 days");
        assert_eq!(Target::Number(70.into()).printed(Some(1), "%"), "70.0%");
        assert_eq!(Target::None.printed(None, "%"), "");
    }

    #[test]
    fn an_annual_indicator_is_due_at_the_end_of_the_year_only() {
        assert!(!due("Annual", Part::Quarter(3)) && due("Annual", Part::Quarter(4)));
        assert!(due("annual", Part::Year) && due("Annual", Part::Month(12)));
    }

    #[test]
    fn a_half_yearly_indicator_is_due_where_a_half_ends() {
        let quarters: Vec<bool> = (1..=4).map(|n| due("Half-yearly", Part::Quarter(n))).collect();
        assert_eq!(quarters, [false, true, false, true]);
        let months = (1..=12).filter(|n| due("Half yearly", Part::Month(*n)));
        assert_eq!(months.collect::<Vec<_>>(), [6, 12]);
        assert!(due("Half-yearly", Part::Half(1)) && due("Half-yearly", Part::Year));
        // A half ends in September, within the second of three parts; the third part of the year ends with it.
        let thirds = |frequency| (1..=3).map(|n| due(frequency, Part::Third(n))).collect::<Vec<_>>();
        assert_eq!(thirds("Half-yearly"), [false, true, true]);
        assert_eq!(thirds("Six-monthly"), [false, true, true]);
        assert_eq!(thirds("Annual"), [false, false, true]);
        assert_eq!(thirds("T1, T3"), [true, false, true]);
        assert_eq!(thirds("Four-monthly"), [true, true, true]);
        // July lies in the second quarter, November in the third, March in the fourth.
        let quarters: Vec<bool> = (1..=4).map(|n| due("Four-monthly", Part::Quarter(n))).collect();
        assert_eq!(quarters, [false, true, true, true]);
    }

    #[test]
    fn named_parts_are_due_where_they_end() {
        let quarters: Vec<bool> = (1..=4).map(|n| due("Q2, q4", Part::Quarter(n))).collect();
        assert_eq!(quarters, [false, true, false, true]);
        assert!(due("Quarterly", Part::Quarter(1)) && due("Quarterly", Part::Month(3)));
        assert!(!due("Quarterly", Part::Month(2)) && due("M3", Part::Month(3)));
        assert!(due("", Part::Month(2)) && due("Every period", Part::Half(1)));
        for wrong in ["Q5", "Q2,", "sometimes", "M13", "H3", "Q0"] {
            assert_eq!(Frequency::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_frequency_reads_back_as_printed() {
        for text in ["", "Annual", "Half-yearly", "Q2, Q4", "M03 and M09", "Quarterly", "T1, T3", "Four-monthly"] {
            let frequency = Frequency::parse(text).unwrap();
            assert_eq!(Frequency::parse(&frequency.to_string()), Some(frequency), "{text}");
        }
    }

    #[test]
    fn a_straight_line_is_not_rounded() {
        let quarter = |n: u8| straight_line(100.into(), period(Part::Quarter(n)));
        assert_eq!(quarter(1), 25.into());
        assert_eq!(quarter(4), 100.into());
        let third = straight_line(1.into(), period(Part::Month(4)));
        assert_eq!(third.to_string(), "0.3333333333333333333333333333");
        assert_eq!(straight_line(Decimal::MAX, period(Part::Quarter(4))), Decimal::MAX);
    }

    #[test]
    fn only_the_words_of_the_contract_say_whether_it_is_rated() {
        assert_eq!(Rated::parse("TRUE"), Some(Rated::Yes));
        assert_eq!(Rated::parse("monitor only"), Some(Rated::MonitorOnly));
        assert_eq!(Rated::parse("No"), None);
        assert_eq!(Polarity::parse("In range"), Some(Polarity::InRange));
        assert_eq!(Polarity::parse("Bigger"), None);
    }
}
