//! A column that asks the service for an entry, described once: how it is printed, what may be answered, and whether an
//! answer is required.
//!
//! All of it stands in the heading that the officer typed: `Ask: Risk [High, Medium, Low]!`. Issuing, reading, rules,
//! tallies and sheets go by this. A return of the first version of the form knew no types, and its headings are read as
//! they were printed.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::domain::{Unit, key, read_range, same, tidy};

/// What the percentage complete is called, where progress is asked for.
const PROGRESS: &str = "% complete";
/// The most decimal places that a number is printed with.
const MOST_PLACES: u32 = 6;
/// What a forecast is called.
const FORECAST: &str = "forecast";

/// A column that asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask<'h> {
    /// The heading as the officer typed it.
    pub heading: &'h str,
    /// What it asks, without the word that makes it a question, its type and its mark.
    pub question: &'h str,
    /// What may be answered.
    pub answers: Answers<'h>,
    /// Whether every row that must be rated needs an answer.
    pub required: bool,
}

/// What may be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers<'h> {
    /// Any words.
    Words,
    /// A percentage.
    Percent,
    /// An amount of pounds, thousands or millions of them.
    Money(Unit),
    /// A number, perhaps from one to another.
    Number(Option<(Decimal, Decimal)>),
    /// A date.
    Date,
    /// Yes or No.
    YesNo,
    /// A rating of the plan's.
    Rating,
    /// One of these words, parted by commas.
    OneOf(&'h str),
}

impl<'h> Ask<'h> {
    /// The column of a heading; none where it asks for nothing.
    pub fn of(heading: &'h str) -> Option<Self> {
        let plain = Self::untyped(heading)?;
        let rest = plain.question;
        let (rest, required) = match rest.strip_suffix('!') {
            Some(rest) if !rest.trim().is_empty() => (rest.trim_end(), true),
            Some(_) | None => (rest, false),
        };
        let typed = rest.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
        let typed = typed.and_then(|(question, kind)| Some((question.trim(), Answers::parse(kind)?)));
        let (question, answers) = typed.filter(|(question, _)| !question.is_empty()).unwrap_or((rest, Answers::Words));
        Some(Self { question, answers, required, ..plain })
    }

    /// The same as the first version of the form had it: without a type, whatever the heading says.
    pub fn untyped(heading: &'h str) -> Option<Self> {
        let (word, question) = heading.split_once(':')?;
        let asks = key(word) == "ask";
        asks.then(|| Self { heading, question: question.trim(), answers: Answers::Words, required: false })
    }

    /// Whether it has neither type nor mark: it is printed as it is typed, and any words answer it.
    pub fn is_plain(&self) -> bool {
        self.answers == Answers::Words && !self.required
    }

    /// The heading as it is printed, but for the star of what is required.
    pub fn printed(&self) -> &'h str {
        if self.is_plain() { self.heading } else { self.question }
    }

    /// The heading of the return.
    pub fn printed_heading(&self) -> String {
        format!("{}{}", self.printed(), if self.required { "*" } else { "" })
    }

    /// Whether it is what another heading asks, whatever is answered there.
    pub fn is_same_question(&self, other: &Ask<'_>) -> bool {
        same(self.printed(), other.printed())
    }

    /// Whether it asks how much of an action is done.
    pub fn is_progress(&self) -> bool {
        self.answers == Answers::Percent && key(self.question) == PROGRESS
    }

    /// Whether it asks how an action or indicator will end.
    pub fn is_forecast(&self) -> bool {
        self.answers == Answers::Rating && key(self.question) == FORECAST
    }
}

impl<'h> Answers<'h> {
    fn parse(kind: &'h str) -> Option<Self> {
        let word = key(kind);
        let unit = Unit::of(&word);
        match word.as_str() {
            "£" | "£k" | "£m" => Some(Self::Money(unit)),
            "%" => Some(Self::Percent),
            "number" => Some(Self::Number(None)),
            "date" => Some(Self::Date),
            "yes/no" => Some(Self::YesNo),
            "rating" => Some(Self::Rating),
            _ => {
                if let Some(range) = word.strip_prefix("number ").and_then(read_range) {
                    return Some(Self::Number(Some(range)));
                }
                let own = Self::OneOf(kind);
                let several: BTreeSet<String> = own.offered().iter().map(|word| key(word)).collect();
                (kind.contains(',') && several.len() > 1).then_some(own)
            }
        }
    }

    /// The words to choose from; none where something is typed, and none for ratings, which are the plan's.
    pub fn offered(&self) -> Vec<Cow<'h, str>> {
        match self {
            Self::OneOf(words) => {
                let mut offered: Vec<Cow<'h, str>> = Vec::new();
                for word in words.split(',').map(tidy).filter(|word| !word.is_empty()) {
                    if !offered.iter().any(|own| same(own, &word)) {
                        offered.push(Cow::Owned(word));
                    }
                }
                offered
            }
            Self::YesNo => vec![Cow::Borrowed("Yes"), Cow::Borrowed("No")],
            Self::Words | Self::Percent | Self::Money(_) | Self::Number(_) | Self::Date | Self::Rating => Vec::new(),
        }
    }

    /// Whether only certain answers are taken, beside a number or a date of any kind.
    pub fn are_certain(&self) -> bool {
        matches!(self, Self::YesNo | Self::Rating | Self::OneOf(_) | Self::Number(Some(_)))
    }

    /// Whether a number is answered.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Percent | Self::Money(_) | Self::Number(_))
    }

    /// The number format in which a number is printed.
    pub fn format_of(&self, value: Decimal) -> String {
        let needed = value.normalize().scale();
        let places = usize::try_from(if needed > MOST_PLACES { 2 } else { needed }).unwrap_or_default();
        let fraction = if places == 0 { String::new() } else { format!(".{}", "0".repeat(places)) };
        match self {
            Self::Percent => format!("0{fraction}%"),
            Self::Money(unit) => match unit.of_pounds() {
                Some((_, letter)) => format!("£#,##0{fraction}\"{letter}\""),
                None => format!("£#,##0{fraction}"),
            },
            Self::Words | Self::Number(_) | Self::Date | Self::YesNo | Self::Rating | Self::OneOf(_) => {
                "General".to_owned()
            }
        }
    }

    /// The unit of its numbers.
    pub fn unit(&self) -> Unit {
        match self {
            Self::Percent => Unit::Percent,
            Self::Money(unit) => *unit,
            Self::Words | Self::Number(_) | Self::Date | Self::YesNo | Self::Rating | Self::OneOf(_) => Unit::Number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(heading: &str) -> (&str, Answers<'_>, bool) {
        let ask = Ask::of(heading).unwrap();
        (ask.question, ask.answers, ask.required)
    }

    #[test]
    fn the_type_stands_in_brackets_at_the_end_and_the_mark_behind_it() {
        let ten = Some((Decimal::ZERO, Decimal::TEN));
        for (heading, expected) in [
            ("Ask: % complete [%]", ("% complete", Answers::Percent, false)),
            ("ask:Spend [ £k ] !", ("Spend", Answers::Money(Unit::ThousandPounds), true)),
            ("Ask: Confidence [number 0 to 10]", ("Confidence", Answers::Number(ten), false)),
            ("Ask: Jobs [Number]!", ("Jobs", Answers::Number(None), true)),
            ("Ask: Board (new) [date]", ("Board (new)", Answers::Date, false)),
            ("Ask: On site [Yes/No]", ("On site", Answers::YesNo, false)),
            ("Ask: Forecast [rating]", ("Forecast", Answers::Rating, false)),
            ("Ask: Risk [High, Medium, Low]!", ("Risk", Answers::OneOf("High, Medium, Low"), true)),
            ("Ask: Next steps!", ("Next steps", Answers::Words, true)),
        ] {
            assert_eq!(of(heading), expected, "{heading}");
        }
    }

    #[test]
    fn anything_else_stays_part_of_the_heading() {
        for heading in [
            "Ask: Risk",
            "Ask: Risk [see note 3]",
            "Ask: Risk [High]",
            "Ask: Risk [High, high]",
            "Ask: Risk [,]",
            "Ask: Score [number 10 to 0]",
            "Ask: Score [number of homes]",
            "Ask: [date]",
            "Ask: Cost [£bn]",
            "Ask: Risk [High, Low] of it",
            "Ask: !",
        ] {
            let ask = Ask::of(heading).unwrap();
            assert!(ask.is_plain(), "{heading}: {ask:?}");
            assert_eq!(ask.printed_heading(), heading);
        }
        assert_eq!(Ask::of("Risk [High, Low]"), None);
        assert_eq!(Ask::of("Task: Risk [High, Low]"), None);
    }

    #[test]
    fn what_is_printed_has_no_word_that_asks_and_a_star_where_it_is_required() {
        assert_eq!(Ask::of("Ask: Risk [High, Low]!").unwrap().printed_heading(), "Risk*");
        assert_eq!(Ask::of("Ask: Risk [High, Low]").unwrap().printed_heading(), "Risk");
        assert_eq!(Ask::untyped("Ask: Risk [High, Low]!").unwrap().printed_heading(), "Ask: Risk [High, Low]!");
        let offered = Ask::of("Ask: Risk [High,  Very high, high,Low,]").unwrap().answers.offered();
        assert_eq!(offered, ["High", "Very high", "Low"]);
    }

    #[test]
    fn progress_and_forecast_are_known_by_question_and_type() {
        let is = |heading| Ask::of(heading).is_some_and(|ask| ask.is_progress() || ask.is_forecast());
        assert!(is("Ask: % Complete [%]!") && is("Ask: FORECAST [rating]"));
        assert!(!is("Ask: % complete [number]") && !is("Ask: Forecast [date]") && !is("Ask: Forecast"));
    }
}
