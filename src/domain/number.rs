//! Numbers typed as text, by an explicit grammar: an optional sign and pound sign, digits with thousands by commas or
//! spaces in threes, a decimal point, a per cent sign. Anything looser ("c. 30", "67% 2 £70,829", "1e5") is told apart
//! and refused, because a number guessed from words cannot be defended in a public report. Printing is the way back.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::text::{is_blank, is_dash, key, tidy};
use super::unit::Unit;

/// The longest text that is read as a range, in bytes.
const LONGEST_RANGE: usize = 200;

/// A number read from text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct TypedNumber {
    /// The number as written: 92 for `92%`.
    pub value: Decimal,
    /// Whether it was written with a per cent sign.
    pub percent: bool,
}

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum NotANumber {
    /// Words.
    #[error("words, where a number belongs")]
    Words,
    /// More than one number.
    #[error("more than one number")]
    SeveralValues,
    /// A number that does not commit itself: `c. 30`, `over 90%`.
    #[error("only roughly a number")]
    Approximate,
    /// More digits than can be counted exactly.
    #[error("a number with too many digits")]
    OutOfRange,
    /// A time of day or a length of time.
    #[error("a time, where a number belongs")]
    Time,
    /// Not hours and minutes, where they belong.
    #[error("not hours and minutes")]
    NotHoursMinutes,
    /// Not minutes and seconds, where they belong.
    #[error("not minutes and seconds")]
    NotMinutesSeconds,
    /// Neither Yes nor No, where one of them belongs.
    #[error("neither Yes nor No")]
    NotYesNo,
}

/// Reads a number from text: `£1,234.50`, `92%`, `1 234`, `-3.5`, `(5)` for -5, `+4`. Commas and spaces between
/// thousands must group by three.
///
/// # Errors
/// `NotANumber` says what kind of text it is instead.
pub fn read_number(text: &str) -> Result<TypedNumber, NotANumber> {
    let typed = tidy(text);
    strict(&typed).unwrap_or_else(|| Err(not_a_number(&typed)))
}

/// Reads a range: `10 to 20`, `10-20`, `10% – 20%`. `None` where either end is no number or the first is above the
/// second.
pub fn read_range(text: &str) -> Option<(Decimal, Decimal)> {
    range_of(text, |text| strict(&tidy(text))?.ok().map(|number| number.value))
}

/// Reads a range of what `number` reads.
pub(super) fn range_of(text: &str, number: impl Fn(&str) -> Option<Decimal>) -> Option<(Decimal, Decimal)> {
    let text = key(text);
    // Every dash is tried, so a cell full of them must not be.
    (text.len() <= LONGEST_RANGE).then_some(())?;
    let ends = |low: &str, high: &str| {
        let (low, high) = (number(low)?, number(high)?);
        (low <= high).then_some((low, high))
    };
    if let Some((low, high)) = text.split_once(" to ") {
        return ends(low, high);
    }
    // A dash may also be a sign: the first that has a number on either side of it parts them.
    text.char_indices().filter(|(_, c)| is_dash(*c)).find_map(|(at, c)| {
        let high = text.get(at + c.len_utf8()..)?;
        ends(text.get(..at)?, high)
    })
}

/// Prints a number with its unit: `58%`, `£1,234.50`, `£2.4m`, `12 days`, `12:30`, `Yes`, `1,234`. Rounded to `decimals` places, half away from
/// zero, or as exact as it is where none are given; pounds then show pence or none.
pub(crate) fn print(value: Decimal, decimals: Option<u32>, unit: &str) -> String {
    let unit = tidy(unit);
    let unit_key = key(&unit);
    let known = Unit::of(&unit);
    if let Some(words) = known.in_words(value) {
        return words;
    }
    let value = value.normalize();
    let decimals = decimals.or((unit_key == "£" && value.scale() == 1).then_some(2));
    let mut figures = match decimals {
        Some(places) => {
            let places = places.min(28);
            let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
            pad(&rounded.abs().normalize().to_string(), places)
        }
        None => value.abs().to_string(),
    };
    figures = group(&figures);
    let is_zero = figures.chars().all(|c| matches!(c, '0' | '.' | ','));
    let sign = if value.is_sign_negative() && !is_zero { "-" } else { "" };
    match unit_key.as_str() {
        "£" => format!("{sign}£{figures}"),
        "£k" | "£m" => {
            let letter = known.of_pounds().map(|(_, letter)| letter.to_string()).unwrap_or_default();
            format!("{sign}£{figures}{letter}")
        }
        "%" | "% change" => format!("{sign}{figures}%"),
        "" | "number" => format!("{sign}{figures}"),
        _ => {
            let one = figures == "1"
                && matches!(unit_key.as_str(), "days" | "weeks" | "months" | "years" | "hours" | "minutes");
            let unit = if one { unit.trim_end_matches(['s', 'S']) } else { &unit };
            format!("{sign}{figures} {unit}")
        }
    }
}

/// A number by the grammar, or its digits are too many; `None` where the text is not by the grammar.
fn strict(typed: &str) -> Option<Result<TypedNumber, NotANumber>> {
    match written(typed) {
        Written::Number { digits, percent } => {
            let read = Decimal::from_str_exact(&digits).map_err(|_| NotANumber::OutOfRange);
            Some(read.map(|value| TypedNumber { value: value.normalize(), percent }))
        }
        Written::Else => None,
    }
}

/// A text by the grammar.
enum Written {
    /// The digits with sign and point, and whether a per cent sign follows.
    Number { digits: String, percent: bool },
    /// Not by the grammar.
    Else,
}

fn written(typed: &str) -> Written {
    let (inside, mut negative) = match typed.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inside) => (inside.trim_matches(is_blank), true),
        None => (typed, false),
    };
    let in_brackets = negative;
    let (rest, percent) = match inside.strip_suffix('%') {
        Some(rest) => (rest.trim_end_matches(is_blank), true),
        None => (inside, false),
    };
    let mut rest = rest;
    let (mut signed, mut pounds) = (false, false);
    loop {
        let mut after = rest.chars();
        match after.next() {
            Some(c) if (c == '+' || is_dash(c)) && !signed && !in_brackets => {
                signed = true;
                negative = c != '+';
            }
            Some('£') if !pounds => pounds = true,
            _ => break,
        }
        rest = after.as_str().trim_start_matches(is_blank);
    }
    let (whole, fraction) = match rest.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (rest, None),
    };
    let all_digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let Some(whole) = ungrouped(whole, fraction.is_some()) else {
        return Written::Else;
    };
    if fraction.is_some_and(|fraction| !all_digits(fraction)) {
        return Written::Else;
    }
    let sign = if negative { "-" } else { "" };
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.unwrap_or_default().trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    Written::Number { digits: format!("{sign}{whole}{point}{fraction}"), percent }
}

/// The digits of the whole part without the marks between thousands, which must all be the same and group by three.
fn ungrouped(whole: &str, may_be_empty: bool) -> Option<String> {
    let mark = |c: char| c == ',' || is_blank(c);
    let Some(first_mark) = whole.chars().find(|c| mark(*c)) else {
        let digits = whole.chars().all(|c| c.is_ascii_digit());
        return (digits && (may_be_empty || !whole.is_empty())).then(|| whole.to_owned());
    };
    let is_same = |c: char| {
        if first_mark == ',' { c == ',' } else { is_blank(c) }
    };
    let mut groups = whole.split(is_same);
    let is_group = |group: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&group.len()) && group.chars().all(|c| c.is_ascii_digit())
    };
    let first = groups.next().filter(|group| is_group(group, 1..=3))?;
    let mut out = first.to_owned();
    for group in groups {
        is_group(group, 3..=3).then_some(())?;
        out.push_str(group);
    }
    Some(out)
}

fn not_a_number(typed: &str) -> NotANumber {
    let text = key(typed);
    if read_range(&text).is_some() {
        return NotANumber::SeveralValues;
    }
    if is_approximate(&text) {
        return NotANumber::Approximate;
    }
    let pieces: Vec<&str> = text
        .split(|c: char| is_blank(c) || matches!(c, ';' | '/' | '&' | ',' | '|'))
        .map(|piece| piece.trim_matches(['(', ')', ':', '.']))
        .filter(|piece| !piece.is_empty())
        .collect();
    let numbers = pieces.iter().filter(|piece| matches!(written(piece), Written::Number { .. })).count();
    if numbers > 1 { NotANumber::SeveralValues } else { NotANumber::Words }
}

/// A single number with a word or mark before or after it that loosens it.
fn is_approximate(text: &str) -> bool {
    const BEFORE: [&str; 20] = [
        "circa",
        "ca",
        "c",
        "approximately",
        "approx",
        "about",
        "around",
        "roughly",
        "nearly",
        "almost",
        "over",
        "under",
        "more than",
        "less than",
        "at least",
        "up to",
        "~",
        "≈",
        ">",
        "<",
    ];
    const AFTER: [&str; 6] = ["+", "ish", "approx", "approximately", "or so", "or more"];
    let is_number = |text: &str| {
        let text = text.trim_matches(|c: char| is_blank(c) || matches!(c, '.' | '='));
        matches!(written(text), Written::Number { .. })
    };
    BEFORE.iter().any(|word| text.strip_prefix(word).is_some_and(is_number))
        || AFTER.iter().any(|word| text.trim_end_matches('.').strip_suffix(word).is_some_and(is_number))
}

/// Fills the decimals up with noughts.
fn pad(figures: &str, places: u32) -> String {
    let (whole, fraction) = figures.split_once('.').unwrap_or((figures, ""));
    if places == 0 {
        return whole.to_owned();
    }
    let width = usize::try_from(places).unwrap_or_default();
    format!("{whole}.{fraction:0<width$}")
}

/// Puts commas between thousands.
fn group(figures: &str) -> String {
    let (whole, fraction) = match figures.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (figures, None),
    };
    let mut out = String::with_capacity(figures.len() + figures.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
