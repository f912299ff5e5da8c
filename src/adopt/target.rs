//! A target as a tracker writes it, taken apart: `<8`, `>= 95%`, `£2.4m`, `10-20`, `400 (100 per qtr)`, `124 (Q1 18)`.
//!
//! What is left over after all that is known was taken is never passed over: then the target is words, and the officer
//! decides.

use rust_decimal::Decimal;

use crate::domain::{Part, Polarity, read_number, read_range, tidy};

use super::words::{WORDS, has_words, is_one_of, plain};

/// A target that was taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct TargetRead {
    pub(super) amount: Amount,
    /// The unit that it says.
    pub(super) unit: Option<String>,
    /// Which values it says are better.
    pub(super) polarity: Option<Polarity>,
    /// What it says for single periods.
    pub(super) periods: Vec<(Part, Decimal)>,
    /// What it says for each period of a kind.
    pub(super) each: Option<(Each, Decimal)>,
    /// Whether it is not the target itself but one beyond it: `<8` is met by 7.9 and not by 8.
    pub(super) is_strict: bool,
}

/// What a target comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Amount {
    #[default]
    None,
    Number(Decimal),
    Range(Decimal, Decimal),
    /// It is followed, and not rated.
    Monitor,
    /// One to so many, such as `1:8`.
    Ratio,
    /// A length of time, such as `08:00`.
    Time,
    /// Words that are no target.
    Words,
}

/// How often an amount is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Each {
    Month,
    Quarter,
    Half,
}

/// Takes a target apart.
pub(super) fn read_target(text: &str) -> TargetRead {
    let text = tidy(text);
    let known = plain(&text);
    let of = |amount| TargetRead { amount, ..TargetRead::default() };
    if known.is_empty() || matches!(known.as_str(), "-" | "–") {
        return of(Amount::None);
    }
    if is_one_of(&WORDS.targets.monitor, &known) {
        return of(Amount::Monitor);
    }
    if let Some(amount) = parts_by_colon(&known) {
        return of(amount);
    }
    let (main, bracket) = in_brackets(&known);
    if let Some(mut read) = quantity(&main) {
        if read.each.is_some() && read.amount == Amount::None {
            return read;
        }
        return match bracket {
            None => read,
            Some(inside) => match further(&inside) {
                Some(Further::Periods(periods)) => {
                    read.periods = periods;
                    read
                }
                Some(Further::Each(each, amount)) => {
                    read.each = Some((each, amount));
                    read
                }
                Some(Further::Nothing) => read,
                None => of(Amount::Words),
            },
        };
    }
    of(Amount::Words)
}

enum Further {
    Periods(Vec<(Part, Decimal)>),
    Each(Each, Decimal),
    Nothing,
}

/// The text before brackets, and what stands in them at its end.
fn in_brackets(text: &str) -> (String, Option<String>) {
    match text.split_once('(') {
        Some((before, inside)) if inside.trim_end().ends_with(')') && !before.trim().is_empty() => {
            let inside = inside.trim_end().trim_end_matches(')');
            (before.trim().to_owned(), Some(inside.trim().to_owned()))
        }
        _ => (text.to_owned(), None),
    }
}

fn further(inside: &str) -> Option<Further> {
    if is_one_of(&WORDS.targets.each_year, inside) || is_one_of(&WORDS.cumulative.in_title, inside) {
        return Some(Further::Nothing);
    }
    if let Some(read) = quantity(inside)
        && let Some((each, amount)) = read.each
    {
        return Some(Further::Each(each, amount));
    }
    let mut periods = Vec::new();
    for piece in inside.split([',', ';']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let at = piece.find([' ', ':', '=', '-']).unwrap_or(piece.len());
        let (label, amount) = piece.split_at(at);
        let amount = amount.trim_start_matches([' ', ':', '=', '-']);
        periods.push((Part::parse(label)?, read_number(amount).ok()?.value));
    }
    (!periods.is_empty()).then_some(Further::Periods(periods))
}

/// `1:8` and `08:00`, which look alike but for their figures.
fn parts_by_colon(text: &str) -> Option<Amount> {
    let bare = text.trim_start_matches(['<', '>', '=', '≤', '≥', ' ']);
    let (first, rest) = bare.split_once(':')?;
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let rest_of_time = rest.split([':', ' ']).next().unwrap_or_default();
    if !digits(first.trim()) || !digits(rest_of_time.trim()) {
        return None;
    }
    // Two figures for minutes or seconds, each below 60.
    let is_time = rest_of_time.len() == 2 && rest_of_time.parse::<u8>().is_ok_and(|part| part < 60);
    Some(if is_time { Amount::Time } else { Amount::Ratio })
}

/// A number or range with the words and signs around it.
fn quantity(text: &str) -> Option<TargetRead> {
    let words = &WORDS.targets;
    let mut read = TargetRead::default();
    let mut rest = text.trim().to_owned();
    // Longer words first, so that `<=` is not `<`.
    let longest_first = |words: &[String]| {
        let mut words: Vec<String> = words.to_vec();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    };
    for (all, polarity) in [(&words.lower, Polarity::Lower), (&words.higher, Polarity::Higher)] {
        let word = longest_first(all).into_iter().find(|word| {
            rest.strip_prefix(word.as_str()).is_some_and(|after| {
                !word.ends_with(char::is_alphabetic) || after.starts_with([' ', ':', '£']) || after.is_empty()
            })
        });
        if let Some(word) = word.filter(|_| read.polarity.is_none()) {
            read.is_strict = matches!(
                word.as_str(),
                "<" | ">"
                    | "under"
                    | "below"
                    | "less than"
                    | "fewer than"
                    | "over"
                    | "above"
                    | "more than"
                    | "greater than"
                    | "lower than"
                    | "higher than"
                    | "exceed"
                    | "in excess of"
            );
            read.polarity = Some(polarity);
            rest = rest.strip_prefix(word.as_str()).unwrap_or(&rest).trim_start_matches([' ', ':']).to_owned();
        }
    }
    for (all, each) in [
        (&words.each, Some(Each::Quarter)),
        (&words.each_month, Some(Each::Month)),
        (&words.each_half, Some(Each::Half)),
        (&words.each_year, None),
    ] {
        let word = longest_first(all).into_iter().find(|word| rest.ends_with(word.as_str()) && has_words(&rest, word));
        let Some(word) = word else { continue };
        let before = rest.strip_suffix(word.as_str()).unwrap_or_default().trim().to_owned();
        match each {
            Some(each) => {
                let amount = number(&before)?;
                read.unit = amount.1;
                read.each = Some((each, amount.0));
                return Some(read);
            }
            None => rest = before,
        }
        break;
    }
    for (all, polarity) in [(&words.lower_after, Polarity::Lower), (&words.higher_after, Polarity::Higher)] {
        let word = longest_first(all).into_iter().find(|word| rest.len() > word.len() && rest.ends_with(word.as_str()));
        if let Some(word) = word.filter(|_| read.polarity.is_none()) {
            read.polarity = Some(polarity);
            rest = rest.strip_suffix(word.as_str()).unwrap_or_default().trim().to_owned();
        }
    }
    let plain_range = rest.replace(['%', '£'], "").replace("between ", "").replace(" and ", " to ");
    let is_between = rest.contains("between ") || !rest.contains(" and ");
    if let Some((low, high)) = read_range(&plain_range).filter(|_| is_between) {
        read.amount = Amount::Range(low, high);
        read.polarity = Some(Polarity::InRange);
        read.unit =
            if rest.contains('%') { Some("%".to_owned()) } else { rest.contains('£').then(|| "£".to_owned()) };
        return Some(read);
    }
    let (amount, unit) = number(&rest)?;
    read.amount = Amount::Number(amount);
    read.unit = unit;
    Some(read)
}

/// A number with the unit beside it, in the terms of that unit: 2.4 and £m for `£2.4m`.
fn number(text: &str) -> Option<(Decimal, Option<String>)> {
    let text = text.trim();
    if is_one_of(&WORDS.targets.zero, text) {
        return Some((Decimal::ZERO, None));
    }
    if let Ok(read) = read_number(text) {
        let pounds = text.contains('£').then(|| "£".to_owned());
        return Some((read.value, if read.percent { Some("%".to_owned()) } else { pounds }));
    }
    let end = text.rfind(|c: char| c.is_ascii_digit())?;
    let (figures, behind) = text.split_at_checked(end + 1)?;
    let amount = read_number(figures).ok()?.value;
    let behind = behind.trim();
    let is_money = figures.contains('£');
    let unit = match behind {
        "m" | "million" | "mn" if is_money => "£m".to_owned(),
        "k" | "thousand" if is_money => "£k".to_owned(),
        _ if is_money => return None,
        "%" | "percent" | "per cent" => "%".to_owned(),
        "day" | "days" | "working days" | "calendar days" => "days".to_owned(),
        words if words.chars().all(|c| c.is_alphabetic() || c == ' ') && words.split(' ').count() <= 3 => {
            words.to_owned()
        }
        _ => return None,
    };
    Some((amount, Some(unit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(text: &str) -> String {
        let read = read_target(text);
        let amount = match read.amount {
            Amount::Number(number) => number.to_string(),
            Amount::Range(low, high) => format!("{low} to {high}"),
            other @ (Amount::None | Amount::Monitor | Amount::Ratio | Amount::Time | Amount::Words) => {
                format!("{other:?}")
            }
        };
        let unit = read.unit.unwrap_or_default();
        let polarity = read.polarity.map(|polarity| polarity.to_string()).unwrap_or_default();
        let periods: Vec<String> = read.periods.iter().map(|(part, number)| format!("{part} {number}")).collect();
        let each = read.each.map(|(each, number)| format!("{number} each {each:?}")).unwrap_or_default();
        [amount, unit, polarity, periods.join(" "), each]
            .iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn targets_are_taken_apart() {
        for (text, expected) in [
            ("<8", "8, Lower"),
            ("< 8 days", "8, days, Lower"),
            ("≤ 8", "8, Lower"),
            (">= 95%", "95, %, Higher"),
            ("95%+", "95, %, Higher"),
            ("95% or more", "95, %, Higher"),
            ("no more than 12", "12, Lower"),
            ("Max 12", "12, Lower"),
            ("£2.4m", "2.4, £m"),
            ("£450k", "450, £k"),
            ("£1,250", "1250, £"),
            ("10-20", "10 to 20, In range"),
            ("10% to 20%", "10 to 20, %, In range"),
            ("between 10 and 20", "10 to 20, In range"),
            ("400 (100 per qtr)", "400, 100 each Quarter"),
            ("124 (Q1 18)", "124, Q1 18"),
            ("25 (Q1: 3, Q2: 5)", "25, Q1 3 Q2 5"),
            ("475 per qtr", "None, 475 each Quarter"),
            ("8.7 days", "8.7, days"),
            ("-5%", "-5, %"),
            ("Zero", "0"),
            ("Zero tolerance", "Words"),
            ("1:8", "Ratio"),
            ("08:00", "Time"),
            ("1:30", "Time"),
            ("Monitor only", "Monitor"),
            ("-", "None"),
            ("Top quartile", "Words"),
            ("TBC", "Words"),
            ("131 (average for a quarter)", "Words"),
            ("82% by March, 90% after", "Words"),
        ] {
            assert_eq!(brief(text), expected, "{text}");
        }
    }
}
