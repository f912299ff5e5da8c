//! What may stand around a day in one cell: the weekday in front of it, a time of day behind it. The day counts as written,
//! whatever the time zone.

use jiff::civil::Weekday;

use super::date_tokens::Token;

/// The weekday at the front of a text, and what follows it.
pub(super) fn weekday_in_front(tokens: &[Token]) -> (Option<Weekday>, &[Token]) {
    let [Token::Word(word), rest @ ..] = tokens else { return (None, tokens) };
    let Some(weekday) = weekday(word) else { return (None, tokens) };
    let rest = match rest {
        [Token::Mark(',' | '.'), rest @ ..] => rest,
        _ => rest,
    };
    (Some(weekday), rest)
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tues" | "tue" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thurs" | "thur" | "thu" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// Whether tokens are a time of day: `14:30`, `14:30:05.25`, `2pm`, `at 2.30 pm`, `T14:30:00Z`, `T14:30+01:00`.
pub(super) fn is_time_of_day(tokens: &[Token]) -> bool {
    let rest = match tokens {
        [Token::Word("t" | "at") | Token::Mark(','), rest @ ..] => rest,
        _ => tokens,
    };
    let (clock, is_half_day) = match rest {
        [clock @ .., Token::Word("am" | "pm")] => (clock, true),
        [clock @ .., Token::Word("z")]
        | [clock @ .., Token::Mark('+' | '-'), Token::Number(_, 2 | 4)]
        | [clock @ .., Token::Mark('+' | '-'), Token::Number(_, 2), Token::Mark(':'), Token::Number(_, 2)] => {
            (clock, false)
        }
        _ => (rest, false),
    };
    let (hour, minute, second) = match clock {
        [Token::Number(h, 1 | 2), Token::Mark(':'), Token::Number(m, 2)] => (*h, *m, 0),
        [Token::Number(h, 1 | 2), Token::Mark(':'), Token::Number(m, 2), Token::Mark(':'), Token::Number(s, 2)]
        | [
            Token::Number(h, 1 | 2),
            Token::Mark(':'),
            Token::Number(m, 2),
            Token::Mark(':'),
            Token::Number(s, 2),
            Token::Mark('.'),
            Token::Number(..),
        ] => (*h, *m, *s),
        [Token::Number(h, 1 | 2), Token::Mark('.'), Token::Number(m, 2)] if is_half_day => (*h, *m, 0),
        [Token::Number(h, 1 | 2)] if is_half_day => (*h, 0, 0),
        _ => return false,
    };
    hour < 24 && minute < 60 && second < 60
}
