//! How the value of an indicator changed since the period before, and that in words.
//!
//! The amount is told whatever the indicator; whether it is better or worse only where a polarity says what is better, and
//! not of a value that is only watched or that adds up over the year.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::domain::{Direction, Polarity, Rated, Unit, amount_in_words, key, print_number};
use crate::plan::IssuedIndicator;

/// Units that name what a figure is and not what it counts: "2 ratio" is no amount.
const WITHOUT_AMOUNT: [&str; 4] = ["number", "ratio", "rank", "date"];

/// A value and the one before it, in the unit of their indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The value of the period before.
    pub before: Decimal,
    /// The value now.
    pub now: Decimal,
    /// Better, worse or as good; `None` where the change says nothing of how well it goes.
    pub way: Option<Direction>,
}

impl Change {
    pub(super) fn new(before: Decimal, now: Decimal, issued: &IssuedIndicator) -> Self {
        let is_judged = issued.rated == Rated::Yes && !issued.cumulative;
        let polarity = issued.polarity().filter(|_| is_judged);
        let way = polarity.and_then(|polarity| Direction::between_values(before, now, polarity, &issued.target));
        Self { before, now, way }
    }

    /// The change in words, as reports have it: `18 days, was 20: 2 days better`; percentages differ by percentage points.
    pub fn in_words(&self, issued: &IssuedIndicator) -> String {
        let decimals = issued.decimals;
        let unit = key(&issued.unit);
        let unit = if WITHOUT_AMOUNT.contains(&unit.as_str()) { "" } else { issued.unit.trim() };
        let known = Unit::of(unit);
        let now = print_number(self.now, decimals, unit);
        let before = print_number(self.before, decimals, if known.is_told_by_figures() { unit } else { "" });
        let (larger, smaller, more) = match self.now.cmp(&self.before) {
            Ordering::Greater => (self.now, self.before, "more"),
            Ordering::Less => (self.before, self.now, "less"),
            Ordering::Equal => return format!("{now}, as before"),
        };
        // From No to Yes there is no amount.
        if known == Unit::YesNo {
            let way = match self.way {
                Some(Direction::Improving) => ": better",
                Some(Direction::Worsening) => ": worse",
                Some(Direction::Steady | Direction::Changed) | None => "",
            };
            return format!("{now}, was {before}{way}");
        }
        let Some(amount) = larger.checked_sub(smaller) else { return format!("{now}, was {before}") };
        let amount = match unit {
            "%" | "% change" => {
                let points = if amount == Decimal::ONE { "percentage point" } else { "percentage points" };
                format!("{} {points}", print_number(amount, decimals, ""))
            }
            _ => amount_in_words(amount, decimals, unit),
        };
        let is_in_range = issued.better_when == Some(Polarity::InRange);
        let way = match self.way {
            Some(Direction::Improving) => Some("better"),
            Some(Direction::Worsening) => Some("worse"),
            Some(Direction::Steady | Direction::Changed) | None => None,
        };
        let what = match way {
            Some(way) if is_in_range => format!("{more}, which is {way}"),
            Some(way) => way.to_owned(),
            None => more.to_owned(),
        };
        format!("{now}, was {before}: {amount} {what}")
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, with_collection};

    /// The change of each indicator of a quarter in words.
    fn changes(rows: &str) -> Vec<String> {
        let text = format!("| Settings | Setting | Value |\n|---|---|---|\n| | Period | 2025-26 Q2 |\n\n{rows}");
        with_collection(&cases(&text)[0], |collection| {
            let lines = collection.tally().indicator_lines;
            let words = |line: &crate::tally::IndicatorLine<'_>| line.change.map(|change| change.in_words(line.issued));
            lines.iter().map(|line| words(line).unwrap_or_default()).collect()
        })
    }

    #[test]
    fn the_amount_is_in_the_unit_and_better_or_worse_by_the_polarity() {
        let rows = "
| Indicators | Ref | Unit | Better when | Target | Last value | Value |
|---|---|---|---|---|---|---|
| | E1 | days | Lower | 20 | 20 | 18 |
| | E2 | days | Lower | 20 | 18 | 19 |
| | E3 | % | Higher | 90 | percent 90 | percent 92.5 |
| | E4 | % | Higher | 90 | percent 92 | percent 91 |
| | E5 | £ | Lower | 900 | 1000 | 1250.5 |
| | E6 | number | Higher | 90 | 100 | 100 |
| | E7 | ratio | Higher | 2 | 1.5 | 2 |
| | E8 | number | Higher | 90 | | 100 |
| | E9 | number | Higher | 90 | 100 | Awaited |
";
        let expected = [
            "18 days, was 20: 2 days better",
            "19 days, was 18: 1 day worse",
            "92.5%, was 90%: 2.5 percentage points better",
            "91%, was 92%: 1 percentage point worse",
            "£1,250.50, was £1,000: £250.50 worse",
            "100, as before",
            "2, was 1.5: 0.5 better",
            "",
            "",
        ];
        assert_eq!(changes(rows), expected);
    }

    #[test]
    fn what_is_watched_or_adds_up_is_more_or_less_and_no_better() {
        let rows = "
| Indicators | Ref | Unit | Better when | Rated | Cumulative | Target | Last value | Value |
|---|---|---|---|---|---|---|---|---|
| | E1 | number | Higher | Monitor only | No | 100 | 100 | 116 |
| | E2 | number | Higher | Yes | Yes | 400 | 100 | 216 |
| | E3 | number | In range | Yes | No | 10 to 20 | 12 | 15 |
| | E4 | number | In range | Yes | No | 10 to 20 | 25 | 22 |
| | E5 | number | In range | Yes | No | 10 to 20 | 15 | 4 |
";
        let expected = [
            "116, was 100: 16 more",
            "216, was 100: 116 more",
            "15, was 12: 3 more",
            "22, was 25: 3 less, which is better",
            "4, was 15: 11 less, which is worse",
        ];
        assert_eq!(changes(rows), expected);
    }
}
