//! A quarter or a third of a year named in a text, with its financial year before or after it, and the years that dates are
//! written with. Quarters are read whatever the council reports by, because deadlines are written in quarters everywhere;
//! `T2` names a part of the year only where the council reports by such parts, and is any other word elsewhere.

use super::date_tokens::Token;
use super::financial_year::is_year;
use super::period::{Part, Period};

/// The part of a year that tokens name; without a year, one of the period's financial year.
pub(super) fn named_part(tokens: &[Token], period: Period) -> Option<Period> {
    let (part, of) = match tokens {
        [Token::Quarter(n), of @ ..] => (Part::Quarter(*n), after(of)),
        [of @ .., Token::Quarter(n)] => (Part::Quarter(*n), before(of)),
        [Token::Word("t"), Token::Number(n, 1), of @ ..] if period.is_third() => (third(*n)?, after(of)),
        [of @ .., Token::Word("t"), Token::Number(n, 1)] if period.is_third() => (third(*n)?, before(of)),
        _ => return None,
    };
    let year = period.financial_year();
    let start = match of {
        Years::Own => year.start,
        Years::Named(
            [
                Token::Number(first, digits @ (2 | 4)),
                Token::Mark('-' | '/'),
                Token::Number(last, last_digits @ (2 | 4)),
            ],
        ) if year.year_starts != 1 && last_digits <= digits => {
            last_year(*first, *last, *last_digits).filter(|span| *span == 1)?;
            full_year(*first, *digits)?
        }
        Years::Named([Token::Number(only, 4)]) if year.year_starts == 1 => full_year(*only, 4)?,
        Years::Named(_) => return None,
    };
    Period::new(start, part, year.year_starts)
}

/// What stands beside the part.
enum Years<'t> {
    /// Nothing: it is of the period's own year.
    Own,
    /// These tokens.
    Named(&'t [Token]),
}

/// What follows it.
fn after(tokens: &[Token]) -> Years<'_> {
    match tokens {
        [] => Years::Own,
        [Token::Word("of") | Token::Mark('-' | ',' | '/'), rest @ ..] => Years::Named(rest),
        _ => Years::Named(tokens),
    }
}

/// What comes before it.
fn before(tokens: &[Token]) -> Years<'_> {
    match tokens {
        [] => Years::Own,
        [rest @ .., Token::Mark('-' | ',' | '/')] => Years::Named(rest),
        _ => Years::Named(tokens),
    }
}

fn third(n: u32) -> Option<Part> {
    u8::try_from(n).ok().filter(|n| (1..=3).contains(n)).map(Part::Third)
}

/// A year of two digits is of this century.
pub(super) fn full_year(year: u32, digits: usize) -> Option<i16> {
    let year = if digits == 2 { 2000 + year } else { year };
    is_year(year).then(|| i16::try_from(year).ok())?
}

/// How many years after the first the last of a run of years is, at least 1. A run is printed with two digits of its last
/// year, so none is as long as a century: `2025-2626` is a slip and no year.
pub(super) fn last_year(first: u32, last: u32, digits: usize) -> Option<i16> {
    let span = if digits == 4 {
        last.checked_sub(first).filter(|span| *span < 100)?
    } else {
        // 1999-00 runs into the next century; 2025-24 runs backwards.
        let span = (last + 100 - first % 100) % 100;
        (last > first % 100 || span == 1).then_some(span)?
    };
    i16::try_from(span).ok().filter(|span| *span >= 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::domain::{Deadline, PlannedDeadline, dates_in_words, read_date};

    fn of_thirds() -> Period {
        Period::new(2025, Part::Third(1), 4).unwrap()
    }

    fn day(text: &str, period: Period) -> Option<Date> {
        read_date(text, &period).ok().map(|read| read.day)
    }

    #[test]
    fn a_third_is_read_as_a_quarter_is_where_the_council_reports_by_them() {
        for (text, last, printed) in [
            ("T1", date(2025, 7, 31), "T1 2025-26"),
            ("t2", date(2025, 11, 30), "T2 2025-26"),
            ("T3 2025/26", date(2026, 3, 31), "T3 2025-26"),
            ("2026-27 T1", date(2026, 7, 31), "T1 2026-27"),
            ("T2 of 2026/27", date(2026, 11, 30), "T2 2026-27"),
            ("by the end of T2, 2026-27", date(2026, 11, 30), "T2 2026-27"),
            ("Q3 2025/26", date(2025, 12, 31), "Q3 2025-26"),
        ] {
            assert_eq!(day(text, of_thirds()), Some(last), "{text}");
            assert_eq!(Deadline::read(text, &of_thirds()).0.printed(), printed, "{text}");
        }
        assert_eq!(PlannedDeadline::read("T1 FY26", of_thirds()).deadline.printed(), "T1 2025-26");
        let january = Period::new(2025, Part::Third(1), 1).unwrap();
        assert_eq!(day("T2 2026", january), Some(date(2026, 8, 31)));
        assert_eq!(day("T2 2026/27", january), None);
    }

    #[test]
    fn elsewhere_a_third_is_no_date_and_no_year_has_a_fourth() {
        let of_quarters = Period::new(2025, Part::Quarter(1), 4).unwrap();
        for text in ["T1", "T3 2025/26", "2025-26 T2"] {
            assert_eq!(day(text, of_quarters), None, "{text}");
        }
        for text in ["T4", "T0", "T12", "T2 2025-27", "T2 T3", "T", "T2 of", "T2 2025"] {
            assert_eq!(day(text, of_thirds()), None, "{text}");
        }
        // A time of day keeps its T.
        for period in [of_quarters, of_thirds()] {
            assert_eq!(day("2025-06-30T1:30", period), Some(date(2025, 6, 30)));
            assert_eq!(day("2025-06-30T10:00:00Z", period), Some(date(2025, 6, 30)));
        }
    }

    #[test]
    fn commentary_names_a_third_only_where_the_council_reports_by_them() {
        let text = "Lift T1 is out; work starts in T3 2026/27, or 2027-28 T1 at the latest; room T 2 is free";
        let found: Vec<(Date, String)> = dates_in_words(text, &of_thirds());
        let found: Vec<(Date, &str)> = found.iter().map(|(day, words)| (*day, words.as_str())).collect();
        assert_eq!(
            found,
            [(date(2025, 7, 31), "T1"), (date(2027, 3, 31), "T3 2026/27"), (date(2027, 7, 31), "2027-28 T1"),]
        );
        assert!(dates_in_words(text, &Period::new(2025, Part::Quarter(1), 4).unwrap()).is_empty());
    }
}
