//! Dates named inside commentary, for the rule that compares them with the deadline. A month counts with its year, a
//! quarter with or without one, and a day in full; financial years and bare months do not, since "our 2026/27 budget"
//! promises nothing. Looser than the reading of cells in where a date may stand, stricter in its form: "3.1.26" in
//! prose is more often a section number than a day.

use jiff::civil::Date;

use super::date_tokens::{Placed, Token, tokens};
use super::period::Period;
use super::text::{is_apostrophe, is_blank};
use super::text_date::{Found, Precision, full_date, month_and_year, quarter_or_third};

/// A date named in a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mention {
    /// The first day it can mean: of the month or quarter, or the day itself.
    pub first: Date,
    /// The last day it can mean.
    pub last: Date,
    /// The words it was found in, as typed.
    pub words: String,
}

/// The dates named in a text, in its order. A quarter without a year is one of the period's financial year.
pub fn mentions(text: &str, period: &Period) -> Vec<Mention> {
    // Every date, quarter and year that counts has a figure in it.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let all = tokens(text);
    let plain: Vec<Token> = all.iter().map(|placed| placed.token.clone()).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < all.len() {
        match longest(text, &all, &plain, at, *period) {
            Some((length, day, precision)) => {
                let first = precision.first_day(day);
                let span = all.get(at..at + length).unwrap_or_default();
                out.push(Mention { first, last: day, words: words(text, span).to_owned() });
                at += length;
            }
            None => at += 1,
        }
    }
    out
}

/// [`mentions`] as the last day of each with the words it was found in.
pub fn dates_in_words(text: &str, period: &Period) -> Vec<(Date, String)> {
    mentions(text, period).into_iter().map(|mention| (mention.last, mention.words)).collect()
}

/// The longest date that starts at a token, with its number of tokens.
fn longest(text: &str, all: &[Placed], plain: &[Token], at: usize, period: Period) -> Option<(usize, Date, Precision)> {
    // Dates begin with a figure, a month or a part of the year; most of a commentary does not.
    let begins = match plain.get(at)? {
        Token::Word(word) => *word == "t" && period.is_third(),
        Token::Mark(_) => false,
        Token::Number(..) | Token::Ordinal(_) | Token::Month(_) | Token::Quarter(_) => true,
    };
    if !begins {
        return None;
    }
    (1..=5).rev().find_map(|length| {
        let tokens = plain.get(at..at + length)?;
        let span = all.get(at..at + length)?;
        if !is_prose_form(tokens, words(text, span)) || !stands_alone(text, tokens, span) {
            return None;
        }
        [full_date(tokens), month_and_year(tokens), quarter_or_third(tokens, period)].into_iter().find_map(|found| {
            match found {
                Found::Date(date, _) => Some((length, date.day, date.precision)),
                Found::Impossible | Found::Nothing => None,
            }
        })
    })
}

/// In prose a two-digit year counts only where its form leaves no doubt (`31/03/26`, `31-Mar-26`, `Mar '26`), and a
/// date in figures only without spaces in it.
fn is_prose_form(tokens: &[Token], words: &str) -> bool {
    let unbroken = !words.contains(is_blank);
    match tokens {
        [Token::Quarter(_), ..] | [.., Token::Quarter(_)] => true,
        // "T 2" is more often a line's name than a part of the year.
        [Token::Word("t"), ..] | [.., Token::Word("t"), Token::Number(..)] => {
            let word = words.to_ascii_lowercase();
            ["t1", "t2", "t3"].iter().any(|part| word.starts_with(part) || word.ends_with(part))
        }
        [Token::Number(..), Token::Mark(mark), Token::Number(..), .., Token::Number(_, digits)] => {
            unbroken && (*mark == '/' || *digits == 4 || matches!(tokens, [Token::Number(_, 4), ..]))
        }
        [.., Token::Number(_, 2)] => {
            words.contains(is_apostrophe) || (unbroken && tokens.iter().any(|t| matches!(t, Token::Mark(_))))
        }
        _ => true,
    }
}

/// Whether a date neither runs on into letters or figures (`DPPQ1`, `1/2/2025/3`, `Q1.2`, `June 2025-26`) nor begins
/// inside some. A quarter beside a quarter (`Q3/Q4`) is a date of its own.
fn stands_alone(text: &str, tokens: &[Token], span: &[Placed]) -> bool {
    let (Some(first), Some(last)) = (span.first(), span.last()) else {
        return false;
    };
    let before = text.get(..first.start).unwrap_or_default();
    let after = text.get(last.end..).unwrap_or_default();
    let in_figures = matches!(tokens, [Token::Number(..) | Token::Ordinal(_), ..]);
    let mut before = before.chars().rev();
    let begins_clean = match before.next() {
        Some('/' | '.' | '-') => !in_figures || !before.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    };
    let mut after = after.chars();
    let ends_clean = match after.next() {
        Some('/' | '.' | '-') => !after.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    };
    begins_clean && ends_clean
}

fn words<'t>(text: &'t str, span: &[Placed]) -> &'t str {
    let (Some(first), Some(last)) = (span.first(), span.last()) else {
        return "";
    };
    text.get(first.start..last.end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::period::Part;
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(Date, String)> {
        dates_in_words(text, &Period::new(2024, Part::Quarter(3), 4).unwrap())
    }

    fn one(text: &str) -> Option<(Date, String)> {
        let mut all = found(text);
        assert!(all.len() <= 1, "{text}: {all:?}");
        all.pop()
    }

    #[test]
    fn a_month_with_its_year_a_quarter_and_a_full_date_are_found() {
        for (text, day, words) in [
            ("Now expected to be complete by June 2025.", date(2025, 6, 30), "June 2025"),
            ("Report to Cabinet on 13 June 2025, then out to tender", date(2025, 6, 13), "13 June 2025"),
            ("moved to Q4", date(2025, 3, 31), "Q4"),
            ("moved to Q2 2025/26 (funding)", date(2025, 9, 30), "Q2 2025/26"),
            ("slipped into 2025-26 Q1, subject to funds", date(2025, 6, 30), "2025-26 Q1"),
            ("opens 01/09/2025; see minutes", date(2025, 9, 1), "01/09/2025"),
            ("opens 1/9/25.", date(2025, 9, 1), "1/9/25"),
            ("due Mar-26", date(2026, 3, 31), "Mar-26"),
            ("due Sept ’25 at best", date(2025, 9, 30), "Sept ’25"),
            ("April to June 2025", date(2025, 6, 30), "June 2025"),
        ] {
            assert_eq!(one(text), Some((day, words.to_owned())), "{text}");
        }
    }

    #[test]
    fn financial_years_bare_months_and_other_figures_do_not_count() {
        for text in [
            "the 2025/26 budget, 2025-26 and 2021-23",
            "by the end of March",
            "we may start in 2026",
            "on 31 March",
            "see 3.1.26 and 4.1.2025.1",
            "DPPQ1 and Q1.2",
            "In June 26 people came, in May 30 more",
            "IP 10.1.1.25",
            "31 June 2025",
            "",
        ] {
            let all: Vec<_> = found(text).into_iter().filter(|(_, words)| words != "June 2025").collect();
            assert_eq!(all, [], "{text}");
        }
    }

    #[test]
    fn several_dates_come_in_the_order_of_the_text() {
        let words: Vec<String> =
            found("From Q3/Q4 to 1 May 2025 and July 2025").into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["Q3", "Q4", "1 May 2025", "July 2025"]);
    }

    #[test]
    fn a_month_and_a_quarter_know_their_first_day() {
        let period = Period::new(2024, Part::Quarter(3), 4).unwrap();
        let firsts: Vec<Date> =
            mentions("June 2025, Q4, 5 May 2025", &period).into_iter().map(|mention| mention.first).collect();
        assert_eq!(firsts, [date(2025, 6, 1), date(2025, 1, 1), date(2025, 5, 5)]);
    }

    proptest! {
        #[test]
        fn what_is_found_is_quoted_from_the_text(text in "([A-Za-z0-9./ ’-]|Q3|June|2025|26|\\PC){0,40}") {
            for (_, words) in found(&text) {
                prop_assert!(!words.is_empty() && text.contains(&words));
            }
        }
    }
}
