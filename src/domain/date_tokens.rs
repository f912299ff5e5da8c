//! Words and numbers of a text, as far as dates need them: month names, quarters, numbers with their count of digits,
//! and the marks between. Both readers of dates stand on it: the strict one for cells and the searching one for
//! commentary. Each token keeps its place in the text, so that what is quoted is what was typed.

use super::text::{is_apostrophe, is_blank, is_dash};

/// What one token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A number of at most nine digits, and how many digits it was typed with.
    Number(u32, usize),
    /// A number with an ordinal ending: `31st`.
    Ordinal(u32),
    /// A month by name.
    Month(u8),
    /// `Q3`, `Qtr 3`, `Quarter 3`.
    Quarter(u8),
    /// Any other run of letters: one of the words that dates have in them, else empty.
    Word(&'static str),
    /// Any other character; every dash is `-`.
    Mark(char),
}

/// How long the longest word is that counts: September.
const LONGEST: usize = 9;
/// The words that dates have in them, beside the months.
const IN_DATES: [&str; 32] = [
    "of",
    "by",
    "due",
    "the",
    "end",
    "mid",
    "to",
    "q",
    "qtr",
    "quarter",
    "at",
    "am",
    "pm",
    "t",
    "z",
    "monday",
    "mon",
    "tuesday",
    "tues",
    "tue",
    "wednesday",
    "wed",
    "thursday",
    "thurs",
    "thur",
    "thu",
    "friday",
    "fri",
    "saturday",
    "sat",
    "sunday",
    "sun",
];

/// A token and the bytes of the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Splits a text into tokens. Spaces and apostrophes part tokens and are not tokens themselves, nor is the full stop
/// of `Sept.`.
pub(super) fn tokens(text: &str) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if is_blank(c) || is_apostrophe(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        let same_run: Option<fn(char) -> bool> = if c.is_ascii_digit() {
            Some(|c| c.is_ascii_digit())
        } else if c.is_alphabetic() {
            Some(char::is_alphabetic)
        } else {
            None
        };
        if let Some(same_run) = same_run {
            while let Some((_, next)) = rest.next_if(|(_, next)| same_run(*next)) {
                end += next.len_utf8();
            }
        }
        let run = text.get(start..end).unwrap_or_default();
        if !join(&mut out, run, start, end) {
            let token = token(c, run);
            out.push(Placed { token, start, end });
        }
    }
    out
}

/// The number of a month from its name or short name in lower case.
pub(super) fn month_number(name: &str) -> Option<u8> {
    Some(match name {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

fn token(first: char, run: &str) -> Token {
    if first.is_ascii_digit() {
        // Longer numbers are no part of any date; nine digits always fit.
        run.parse().ok().filter(|_| run.len() <= 9).map_or(Token::Word(""), |n| Token::Number(n, run.len()))
    } else if first.is_alphabetic() {
        let mut room = [0; LONGEST];
        let word = lower_case(run, &mut room);
        let in_dates = || IN_DATES.iter().copied().find(|known| *known == word).unwrap_or_default();
        month_number(word).map_or_else(|| Token::Word(in_dates()), Token::Month)
    } else {
        Token::Mark(if is_dash(first) { '-' } else { first })
    }
}

/// Joins a run to the token before it where the two are one thing: `31` `st`, `Q` `3`, `Sept` `.`.
fn join(out: &mut [Placed], run: &str, start: usize, end: usize) -> bool {
    let Some(last) = out.last_mut() else {
        return false;
    };
    let touching = last.end == start;
    let joined = match &last.token {
        Token::Number(n, 1 | 2) if touching && is_ordinal_ending(run) => Token::Ordinal(*n),
        Token::Month(n) if touching && run == "." => Token::Month(*n),
        Token::Word(word) if is_quarter_word(word) && (touching || *word != "q") => match run {
            "1" => Token::Quarter(1),
            "2" => Token::Quarter(2),
            "3" => Token::Quarter(3),
            "4" => Token::Quarter(4),
            _ => return false,
        },
        Token::Number(..)
        | Token::Month(_)
        | Token::Word(_)
        | Token::Ordinal(_)
        | Token::Quarter(_)
        | Token::Mark(_) => return false,
    };
    last.token = joined;
    last.end = end;
    true
}

/// A run of letters in lower case; empty where it is longer than any word that counts.
fn lower_case<'r>(run: &str, room: &'r mut [u8; LONGEST]) -> &'r str {
    let Some(room) = room.get_mut(..run.len()) else { return "" };
    for (slot, byte) in room.iter_mut().zip(run.bytes()) {
        *slot = byte.to_ascii_lowercase();
    }
    std::str::from_utf8(room).unwrap_or_default()
}

fn is_ordinal_ending(run: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|ending| run.eq_ignore_ascii_case(ending))
}

fn is_quarter_word(word: &str) -> bool {
    matches!(word, "q" | "qtr" | "quarter")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Token> {
        tokens(text).into_iter().map(|placed| placed.token).collect()
    }

    #[test]
    fn ordinals_quarters_and_short_months_are_one_token() {
        assert_eq!(read("31st Sept. ’26"), [Token::Ordinal(31), Token::Month(9), Token::Number(26, 2)]);
        assert_eq!(
            read("Q3 2025–26"),
            [Token::Quarter(3), Token::Number(2025, 4), Token::Mark('-'), Token::Number(26, 2)]
        );
        assert_eq!(read("quarter 2"), [Token::Quarter(2)]);
    }

    #[test]
    fn a_fifth_quarter_is_none() {
        assert_eq!(read("Q5"), [Token::Word("q"), Token::Number(5, 1)]);
    }

    #[test]
    fn a_very_long_number_is_no_number() {
        assert_eq!(read("99999999999999999999"), [Token::Word("")]);
    }

    proptest! {
        #[test]
        fn every_token_quotes_the_text(text in "\\PC{0,60}") {
            for placed in tokens(&text) {
                prop_assert!(text.get(placed.start..placed.end).is_some_and(|s| !s.is_empty()));
            }
        }
    }
}
