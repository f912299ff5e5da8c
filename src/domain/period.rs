//! The reporting period: a quarter, half, month or whole of a financial year, as printed on every return. A period
//! carries its own year and the month that year starts in, so its days never depend on a setting read elsewhere. Text
//! that names a kind of part other than the calendar's is refused rather than guessed at.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::date_tokens::month_number;
use super::financial_year::{FinancialYear, starts};
use super::text::{is_dash, key};
use super::words::{undashed, words};

/// How often the council reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reporting {
    /// Four quarters.
    Quarterly,
    /// Three parts of four months.
    FourMonthly,
    /// Two halves.
    HalfYearly,
    /// Twelve months.
    Monthly,
    /// The whole year.
    Annual,
}

/// What is needed to read a period: the kind of part and the month the financial year starts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Calendar {
    /// How often the council reports.
    pub reporting: Reporting,
    /// The month the financial year starts in, 1 to 12.
    pub year_starts: u8,
}

/// A part of a financial year, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// Four months, 1 to 3.
    Third(u8),
    /// A half, 1 or 2.
    Half(u8),
    /// A month of the financial year, 1 to 12: with a year from April, 1 is April.
    Month(u8),
    /// The whole year.
    Year,
}

/// One reporting period. Always possible: a part beyond its year can be neither made nor read from storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Period {
    year_starts: u8,
    start: i16,
    part: Part,
}

impl Reporting {
    /// Every kind, in the order in which a text of an unknown calendar is tried.
    pub(crate) const ALL: [Self; 5] =
        [Self::Quarterly, Self::FourMonthly, Self::HalfYearly, Self::Monthly, Self::Annual];

    /// How many periods a year has.
    pub fn periods_in_year(self) -> u8 {
        match self {
            Self::Quarterly => 4,
            Self::FourMonthly => 3,
            Self::HalfYearly => 2,
            Self::Monthly => 12,
            Self::Annual => 1,
        }
    }
}

words!(Reporting, undashed {
    Quarterly => "Quarterly",
    FourMonthly => "Four-monthly" | "four monthly" | "every four months",
    HalfYearly => "Half-yearly" | "half yearly" | "six monthly",
    Monthly => "Monthly",
    Annual => "Annual" | "annually" | "yearly",
});

impl Calendar {
    /// The number of a month from its name or short name: `April`, `Apr`, `Sept`; any case.
    pub fn month_number(name: &str) -> Option<u8> {
        month_number(key(name).trim_end_matches('.'))
    }
}

impl Part {
    /// Reads `Q1`, `T3`, `H2`, `M03`, `Quarter 1` or `Year`; `None` where the number is beyond the year.
    pub fn parse(text: &str) -> Option<Self> {
        let text = key(text);
        if text == "year" {
            return Some(Self::Year);
        }
        let at = text.find(|c: char| c.is_ascii_digit())?;
        let (word, number) = text.split_at_checked(at)?;
        if number.len() > 2 || !number.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let number = number.parse().ok()?;
        let part = match word.trim_end() {
            "q" | "qtr" | "quarter" => Self::Quarter(number),
            "t" | "third" => Self::Third(number),
            "h" | "half" => Self::Half(number),
            "m" | "month" => Self::Month(number),
            _ => return None,
        };
        (1..=part.of_year()).contains(&number).then_some(part)
    }

    /// Its number in the year, from 1.
    pub fn number(self) -> u8 {
        match self {
            Self::Quarter(n) | Self::Third(n) | Self::Half(n) | Self::Month(n) => n,
            Self::Year => 1,
        }
    }

    /// How many parts of its kind a year has.
    pub fn of_year(self) -> u8 {
        self.reporting().periods_in_year()
    }

    /// The kind of reporting that it belongs to.
    pub fn reporting(self) -> Reporting {
        match self {
            Self::Quarter(_) => Reporting::Quarterly,
            Self::Third(_) => Reporting::FourMonthly,
            Self::Half(_) => Reporting::HalfYearly,
            Self::Month(_) => Reporting::Monthly,
            Self::Year => Reporting::Annual,
        }
    }

    fn nth(self, n: u8) -> Self {
        match self {
            Self::Quarter(_) => Self::Quarter(n),
            Self::Third(_) => Self::Third(n),
            Self::Half(_) => Self::Half(n),
            Self::Month(_) => Self::Month(n),
            Self::Year => Self::Year,
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quarter(n) => write!(f, "Q{n}"),
            Self::Third(n) => write!(f, "T{n}"),
            Self::Half(n) => write!(f, "H{n}"),
            Self::Month(n) => write!(f, "M{n:02}"),
            Self::Year => f.write_str("Year"),
        }
    }
}

impl Period {
    /// The month its financial year starts in, 1 to 12.
    pub fn year_starts(&self) -> u8 {
        self.year_starts
    }

    /// A part of the financial year that starts in calendar year `start`; `None` where there is no such part, month or
    /// year.
    pub fn new(start: i16, part: Part, year_starts: u8) -> Option<Self> {
        let possible = (1..=12).contains(&year_starts)
            && (-9000..=9000).contains(&start)
            && (1..=part.of_year()).contains(&part.number());
        possible.then_some(Self { year_starts, start, part })
    }

    /// The period of the calendar that a day falls in.
    pub fn containing(day: Date, calendar: &Calendar) -> Option<Self> {
        let year = FinancialYear::containing(day, starts(calendar.year_starts));
        let any = match calendar.reporting {
            Reporting::Quarterly => Part::Quarter(1),
            Reporting::FourMonthly => Part::Third(1),
            Reporting::HalfYearly => Part::Half(1),
            Reporting::Monthly => Part::Month(1),
            Reporting::Annual => Part::Year,
        };
        (1..=any.of_year())
            .filter_map(|n| Self::new(year.start, any.nth(n), year.year_starts))
            .find(|period| period.contains(day))
    }

    /// Reads `2025-26 Q1`, `2025/26 Q1`, `Q1 2025/26`, `2025-26 T2`, `2016-17 H1`, `2025-26 M03`, `2025-26`; where the year starts in
    /// January, `2025 Q1` and `2025`. `None` where the years do not join, the part is beyond the year, or it is not the
    /// calendar's kind of part.
    pub fn parse(text: &str, calendar: &Calendar) -> Option<Self> {
        let text = key(text);
        let is_gap = |c: char| is_dash(c) || c == ' ' || c == ',';
        let (year, part) = match text.find(|c: char| c.is_ascii_alphabetic()) {
            None => (text.as_str(), Part::Year),
            // The part comes first: it ends where its own digits do.
            Some(0) => {
                let digits = text.find(|c: char| c.is_ascii_digit())?;
                let length = text.get(digits..)?.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - digits);
                let (part, year) = text.split_at_checked(digits + length)?;
                (year.trim_matches(is_gap), Part::parse(part)?)
            }
            Some(at) => {
                let (year, part) = text.split_at_checked(at)?;
                (year.trim_matches(is_gap), Part::parse(part)?)
            }
        };
        let year = FinancialYear::parse(year, calendar.year_starts)?;
        (part.reporting() == calendar.reporting).then_some(())?;
        Self::new(year.start, part, calendar.year_starts)
    }

    /// Reads a period that is written as where the year starts in another month, by its first year: `2025-26 Q1` as
    /// `2025 Q1` where it starts in January, and the other way about.
    pub(crate) fn parse_by_first_year(text: &str, calendar: Calendar) -> Option<Self> {
        let year_starts = if calendar.year_starts == 1 { 4 } else { 1 };
        let other = Self::parse(text, &Calendar { year_starts, ..calendar })?;
        Self::new(other.start, other.part, calendar.year_starts)
    }

    /// Its name in file names: `2025-26-q1`.
    pub fn slug(&self) -> String {
        self.to_string().to_lowercase().replace(' ', "-")
    }

    /// Its first day.
    pub fn first_day(&self) -> Date {
        let months_before = i32::from(self.number() - 1) * self.months();
        super::financial_year::first_of_month(self.start, i32::from(self.year_starts) - 1 + months_before)
    }

    /// Its last day.
    pub fn last_day(&self) -> Date {
        self.financial_year().end_after(i32::from(self.number()) * self.months())
    }

    /// Whether a day falls in it.
    pub fn contains(&self, day: Date) -> bool {
        self.first_day() <= day && day <= self.last_day()
    }

    /// Its number in the year, from 1.
    pub fn number(&self) -> u8 {
        self.part.number()
    }

    /// How many such periods the year has.
    pub fn of_year(&self) -> u8 {
        self.part.of_year()
    }

    /// Whether it is the last of its year.
    pub fn is_last_of_year(&self) -> bool {
        self.number() == self.of_year()
    }

    /// The nth such period of its year; `None` where the year has fewer.
    pub fn nth_of_year(&self, n: u8) -> Option<Self> {
        Self::new(self.start, self.part.nth(n), self.year_starts)
    }

    /// The period before.
    #[must_use]
    pub fn previous(&self) -> Self {
        if self.number() > 1 { self.at(self.start, self.number() - 1) } else { self.at(self.start - 1, self.of_year()) }
    }

    /// The period after.
    #[must_use]
    pub fn next(&self) -> Self {
        if self.is_last_of_year() { self.at(self.start + 1, 1) } else { self.at(self.start, self.number() + 1) }
    }

    /// The same part of the year before.
    #[must_use]
    pub fn same_last_year(&self) -> Self {
        self.at(self.start - 1, self.number())
    }

    /// Where it ends: the calendar year in which its financial year starts, and how many months of that year are over.
    /// Puts periods of any kind in order, even where it is not known in which month the year starts.
    pub fn end_in_year(&self) -> (i16, u8) {
        (self.start, self.number() * (12 / self.of_year()))
    }

    /// The financial year it is part of.
    pub fn financial_year(&self) -> FinancialYear {
        FinancialYear { start: self.start, year_starts: self.year_starts }
    }

    /// The part of the year it is.
    pub fn part(&self) -> Part {
        self.part
    }

    /// Whether it is one of the three parts of its year.
    pub(crate) fn is_third(self) -> bool {
        matches!(self.part, Part::Third(_))
    }

    /// The calendar it belongs to.
    pub fn calendar(&self) -> Calendar {
        Calendar { reporting: self.part.reporting(), year_starts: self.year_starts }
    }

    /// The part's name alone: `Q1`, `T1`, `H1`, `M03` or `Year`.
    pub fn label(&self) -> String {
        self.part.to_string()
    }

    fn months(self) -> i32 {
        12 / i32::from(self.of_year())
    }

    /// The nth such period of another year; years beyond the calendar stay at its edge.
    fn at(self, start: i16, n: u8) -> Self {
        Self { start: start.clamp(-9000, 9000), part: self.part.nth(n), ..self }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Year => write!(f, "{}", self.financial_year()),
            Part::Quarter(_) | Part::Third(_) | Part::Half(_) | Part::Month(_) => {
                write!(f, "{} {}", self.financial_year(), self.part)
            }
        }
    }
}

/// How a period is stored; checked again when it is read back.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Stored {
    start: i16,
    part: Part,
    year_starts: u8,
}

impl From<Period> for Stored {
    fn from(period: Period) -> Self {
        Self { start: period.start, part: period.part, year_starts: period.year_starts }
    }
}

impl TryFrom<Stored> for Period {
    type Error = &'static str;

    fn try_from(stored: Stored) -> Result<Self, Self::Error> {
        Self::new(stored.start, stored.part, stored.year_starts).ok_or("not a reporting period")
    }
}

#[cfg(test)]
#[path = "period_tests.rs"]
mod tests;
