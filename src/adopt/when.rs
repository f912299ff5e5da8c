//! The period that a heading, a title or a file name speaks of: `Q1`, `Quarter 2 2025/26`, `Apr-25`, `2024/25`, `30 June 2025`.
//!
//! A heading often leaves out the year, which then is that of the tracker; so what is found is not yet a period. What else
//! the text says is given back, for it tells what stands below.

use jiff::civil::{Date, date};

use crate::domain::{Calendar, Part, Period, Reporting, read_date};

use super::words::plain;

/// A period as far as a text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct When {
    /// The year: the one in which the financial year starts, but of a month its own.
    pub(super) year: Option<i16>,
    /// The part of the year.
    pub(super) part: WhenPart,
}

/// A part of a year, as texts name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum WhenPart {
    Quarter(u8),
    Half(u8),
    /// A month by its name, 1 for January.
    Month(u8),
    /// A month by its number in the financial year.
    MonthOfYear(u8),
    Year,
    Day(Date),
}

/// The years that a bare number may mean.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;

impl When {
    /// What a text speaks of, and the rest of it.
    pub(super) fn find(text: &str) -> Option<(Self, String)> {
        let tokens = tokens(text);
        let mut found = Found::default();
        let mut rest: Vec<&str> = Vec::new();
        let mut at = 0;
        while let Some(left) = tokens.get(at..).filter(|left| !left.is_empty()) {
            let words: Vec<&str> = left.iter().map(String::as_str).collect();
            match found.take(&words) {
                0 => {
                    rest.extend(words.first());
                    at += 1;
                }
                taken => at += taken,
            }
        }
        Some((found.whole()?, rest.join(" ")))
    }

    /// The period of a calendar that it is, in the given year where it has none of its own.
    pub(super) fn period(self, calendar: Calendar, year: Option<i16>) -> Option<Period> {
        let starts = calendar.year_starts;
        let of = self.year.or(year);
        match self.part {
            WhenPart::Quarter(n) => Period::new(of?, Part::Quarter(n), starts),
            WhenPart::Half(n) => Period::new(of?, Part::Half(n), starts),
            WhenPart::MonthOfYear(n) => Period::new(of?, Part::Month(n), starts),
            WhenPart::Year => Period::new(of?, Part::Year, starts),
            WhenPart::Month(month) => {
                let own = self.year.map(|own| if month >= starts { own } else { own - 1 });
                let number = (month + 12 - starts) % 12 + 1;
                Period::new(own.or(year)?, Part::Month(number), starts)
            }
            WhenPart::Day(day) => Period::containing(day, &calendar),
        }
    }

    /// The kind of reporting that speaks of such periods; a year and a day say nothing of it.
    pub(super) fn reporting(self) -> Option<Reporting> {
        match self.part {
            WhenPart::Quarter(_) => Some(Reporting::Quarterly),
            WhenPart::Half(_) => Some(Reporting::HalfYearly),
            WhenPart::Month(_) | WhenPart::MonthOfYear(_) => Some(Reporting::Monthly),
            WhenPart::Year | WhenPart::Day(_) => None,
        }
    }

    /// The financial year that it says by itself, by the calendar year in which it starts.
    pub(super) fn financial_year(self, year_starts: u8) -> Option<i16> {
        match self.part {
            WhenPart::Day(day) => {
                let start = day.year();
                Some(if u8::try_from(day.month()).is_ok_and(|month| month >= year_starts) { start } else { start - 1 })
            }
            WhenPart::Month(month) => self.year.map(|own| if month >= year_starts { own } else { own - 1 }),
            WhenPart::Quarter(_) | WhenPart::Half(_) | WhenPart::MonthOfYear(_) | WhenPart::Year => self.year,
        }
    }
}

#[derive(Default)]
struct Found {
    year: Option<i16>,
    part: Option<WhenPart>,
    is_full_year: bool,
}

impl Found {
    fn whole(self) -> Option<When> {
        let part = self.part.or((self.year.is_some() || self.is_full_year).then_some(WhenPart::Year))?;
        Some(When { year: self.year, part })
    }

    /// Takes what the words begin with; how many of them that is.
    fn take(&mut self, words: &[&str]) -> usize {
        let [first, after @ ..] = words else { return 0 };
        let second = after.first().copied().unwrap_or_default();
        if self.part.is_none() {
            if let Some(day) = day(words) {
                self.part = Some(WhenPart::Day(day.0));
                return day.1;
            }
            let numbered = |word: &str, letter: char, most: u8| {
                let number: u8 = word.strip_prefix(letter)?.parse().ok()?;
                (1..=most).contains(&number).then_some(number)
            };
            let ordinal = |word: &str| ["first", "second", "third", "fourth"].iter().position(|own| *own == word);
            let ordinal = |word: &str| {
                let figures = word.strip_suffix("st").or(word.strip_suffix("nd")).or(word.strip_suffix("rd"));
                let figures = figures.or(word.strip_suffix("th")).and_then(|own| own.parse::<u8>().ok());
                figures.or(ordinal(word).and_then(|at| u8::try_from(at + 1).ok())).filter(|n| (1..=4).contains(n))
            };
            if let Some(n) = numbered(first, 'q', 4) {
                self.part = Some(WhenPart::Quarter(n));
                return 1;
            }
            if matches!(*first, "quarter" | "qtr" | "q") && numbered(&format!("q{second}"), 'q', 4).is_some() {
                self.part = second.parse().ok().map(WhenPart::Quarter);
                return 2;
            }
            if let (Some(n), "quarter" | "qtr") = (ordinal(first), second) {
                self.part = Some(WhenPart::Quarter(n));
                return 2;
            }
            if let Some(n) = numbered(first, 'h', 2) {
                self.part = Some(WhenPart::Half(n));
                return 1;
            }
            if *first == "half" && matches!(second, "1" | "2") {
                self.part = second.parse().ok().map(WhenPart::Half);
                return 2;
            }
            if let (Some(n @ 1..=2), "half") = (ordinal(first), second) {
                self.part = Some(WhenPart::Half(n));
                return if after.get(1) == Some(&"year") { 3 } else { 2 };
            }
            if let Some(n) = numbered(first, 'm', 12).filter(|_| first.len() > 1) {
                self.part = Some(WhenPart::MonthOfYear(n));
                return 1;
            }
            if let Some(month) = month(first) {
                self.part = Some(WhenPart::Month(month));
                let year = second.strip_prefix('\'').unwrap_or(second);
                if self.year.is_none()
                    && (year.len() == 2 || year.len() == 4)
                    && let Some(year) = bare_year(year)
                {
                    self.year = Some(year);
                    return 2;
                }
                return 1;
            }
        }
        // The months of a quarter stand beside it.
        if matches!(self.part, Some(WhenPart::Quarter(_) | WhenPart::Half(_))) && month(first).is_some() {
            return 1;
        }
        if self.year.is_none() {
            let own = first.strip_prefix("fy").unwrap_or(first);
            if let Some(year) = financial_year(own) {
                self.year = Some(year);
                return 1;
            }
            if *first == "fy"
                && let Some(year) = financial_year(second)
            {
                self.year = Some(year);
                return 2;
            }
            if own.len() == 4
                && let Some(year) = bare_year(own)
            {
                self.year = Some(year);
                return 1;
            }
        }
        let is_whole = matches!((*first, second), ("full" | "whole", "year") | ("year", "end"));
        if is_whole && !self.is_full_year {
            self.is_full_year = true;
            return 2;
        }
        0
    }
}

/// The years of `2025/26`, `2025-2026` and `25/26`: the first of them.
fn financial_year(text: &str) -> Option<i16> {
    let (first, last) = text.split_once(['/', '-'])?;
    let all_digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if !all_digits(first) || !all_digits(last) || !matches!((first.len(), last.len()), (4, 2 | 4) | (2, 2)) {
        return None;
    }
    let start = bare_year(first)?;
    let end: i16 = last.parse().ok()?;
    ((start + 1) % 100 == end % 100).then_some(start)
}

fn bare_year(text: &str) -> Option<i16> {
    if !text.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let year: i16 = text.parse().ok()?;
    let year = if text.len() == 2 { 2000 + year } else { year };
    YEARS.contains(&year).then_some(year)
}

fn month(word: &str) -> Option<u8> {
    (word.len() >= 3 && word.chars().all(char::is_alphabetic)).then(|| Calendar::month_number(word))?
}

/// A day in full, and how many words it takes.
fn day(words: &[&str]) -> Option<(Date, usize)> {
    let nominal = Period::new(2025, Part::Year, 4)?;
    let first = words.first()?;
    let figures = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !figures.chars().next().is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let in_figures = figures.matches(['/', '.', '-']).count() == 2;
    let (text, taken) = if in_figures {
        ((*first).to_owned(), 1)
    } else if words.get(1).is_some_and(|word| month(word).is_some()) && words.len() >= 3 {
        (words.get(..3)?.join(" "), 3)
    } else {
        return None;
    };
    let read = read_date(&text, &nominal).ok()?;
    let is_near = read.day > date(1999, 12, 31) && read.day < date(2100, 1, 1);
    is_near.then_some((read.day, taken))
}

/// The words of a text: parted at spaces and marks, and where letters and figures meet, but for years and numbered parts.
fn tokens(text: &str) -> Vec<String> {
    let text = plain(text).replace('_', " ");
    let mut out: Vec<String> = Vec::new();
    for raw in
        text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | ':' | '|' | '&'))
    {
        if !raw.chars().any(char::is_alphabetic) {
            let bare = raw.trim_matches(|c: char| !c.is_alphanumeric());
            out.extend((!bare.is_empty()).then(|| bare.to_owned()));
            continue;
        }
        for piece in split_at_marks(raw) {
            let letters = piece.find(|c: char| c.is_ascii_digit());
            let is_numbered = piece.starts_with(['q', 'h', 'm']) && letters == Some(1) || piece.starts_with("fy");
            match letters.filter(|at| *at >= 3 && !is_numbered) {
                Some(at) => {
                    let (word, figures) = piece.split_at(at);
                    out.extend([word.to_owned(), figures.to_owned()]);
                }
                None => out.push(piece),
            }
        }
    }
    out
}

/// A word at its dashes and strokes, but for those between the years of a financial year.
fn split_at_marks(raw: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let letters: Vec<char> = raw.chars().collect();
    for (at, c) in letters.iter().enumerate() {
        let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
        let between = is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1));
        let is_numbered = out.last().is_some_and(|last| last.starts_with(['q', 'h', 'm']) && last.len() == 2);
        match c {
            '-' | '/' | '\'' | '.' | '\u{2013}' if !between || is_numbered => out.push(String::new()),
            c => {
                if let Some(last) = out.last_mut() {
                    last.push(*c);
                }
            }
        }
    }
    out.retain(|piece| !piece.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String)> {
        let calendar = Calendar { reporting: Reporting::Quarterly, year_starts: 4 };
        let (when, rest) = When::find(text)?;
        Some((when.period(calendar, Some(2025)).map(|period| period.to_string()).unwrap_or_default(), rest))
    }

    #[test]
    fn headings_speak_of_periods_in_many_forms() {
        for (text, period, rest) in [
            ("Q1", "2025-26 Q1", ""),
            ("Quarter 2 2024/25", "2024-25 Q2", ""),
            ("Qtr 3 Actual", "2025-26 Q3", "actual"),
            ("2024-25 Q4 RAG", "2024-25 Q4", "rag"),
            ("Q1 (Apr-Jun)", "2025-26 Q1", ""),
            ("Q2 25/26", "2025-26 Q2", ""),
            ("Q1-2025/26", "2025-26 Q1", ""),
            ("1st quarter", "2025-26 Q1", ""),
            ("H1 2025/26", "2025-26 H1", ""),
            ("Apr-25", "2025-26 M01", ""),
            ("Apr", "2025-26 M01", ""),
            ("Mar 2026", "2025-26 M12", ""),
            ("January", "2025-26 M10", ""),
            ("M03", "2025-26 M03", ""),
            ("2024/25", "2024-25", ""),
            ("2024/25 Outturn", "2024-25", "outturn"),
            ("FY24/25", "2024-25", ""),
            ("Position at 30 September 2025", "2025-26 Q2", "position at"),
            ("Progress at Q2", "2025-26 Q2", "progress at"),
            ("As at 30/06/2025", "2025-26 Q1", "as at"),
            ("2025/26 Full Year", "2025-26", ""),
            ("Corporate_KPIs_2025-26_Q1", "2025-26 Q1", "corporate kpis"),
        ] {
            assert_eq!(read(text), Some((period.to_owned(), rest.to_owned())), "{text}");
        }
    }

    #[test]
    fn most_headings_speak_of_none() {
        for text in ["KPI", "Ref", "Target", "1.1", "Owner", "Maybe", "Quarter", "34 homes", "Comments", "Mayor"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
