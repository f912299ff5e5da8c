//! What a rating of a tracker says, by word, letter, symbol or fill, and which rating of a scheme that is.
//!
//! A key on the sheet goes before the usual meaning of a letter. An arrow behind a rating is its direction of travel and not
//! part of it. What cannot be told is left to the officer.

use crate::domain::{Kind, Rating, Scheme, Standing, same, tidy};

use super::colour::name_of;
use super::legend::Legend;
use super::words::{NOT_STARTED, WORDS, plain};

/// Signs of direction that stand beside ratings.
const ARROWS: &str = "↑↓→←↔↕⬆⬇➡⬅⇧⇩⇔⇨⇦↗↘▼△▽";

/// How things stand, by the name of a standing.
pub(super) fn said_of(text: &str, legend: &Legend) -> Option<&'static str> {
    let whole = plain(text);
    if whole.is_empty() {
        return None;
    }
    let bare = bare(&whole);
    if is_two(&whole, legend) {
        return None;
    }
    let of = |text: &str| legend.of_word(text).or_else(|| WORDS.standing(text));
    let before_mark = || {
        let dashed = bare.split_once(" - ").map(|(before, _)| before.trim().to_owned());
        dashed.or_else(|| bare.split([':', '(']).next().map(|part| part.trim().to_owned()))
    };
    of(&whole).or_else(|| of(&bare)).or_else(|| before_mark().and_then(|part| of(&part)))
}

/// Whether two ratings stand in one cell, such as `G ↓ R`, `Amber/Green` or `Red to amber`: which of them is the present one,
/// nothing says.
pub(super) fn is_two(text: &str, legend: &Legend) -> bool {
    let text = plain(text);
    let text = text.as_str();
    let said = |part: &str| legend.of_word(part).or_else(|| WORDS.standing(part));
    if said(text).is_some() {
        return false;
    }
    let differ = |all: &[&str]| {
        let known: Vec<&'static str> = all.iter().filter_map(|part| said(part)).collect();
        known.len() > 1 && known.len() == all.len() && known.iter().any(|one| Some(one) != known.first())
    };
    // What was said before in brackets, "was amber", is another time's.
    let is_mark =
        |c: char| ARROWS.contains(c) || matches!(c, '/' | '\\' | ',' | ';' | '|' | '&' | '+' | '>' | '(' | ')');
    let marked = text.replace("->", ">").replace(" to ", "/").replace(" and ", "/").replace(" or ", "/");
    let parts = |text: &str, is_parted: &dyn Fn(char) -> bool| {
        text.split(is_parted).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect::<Vec<_>>()
    };
    let of_marks = parts(&marked, &is_mark);
    let of_words = parts(&marked, &|c| is_mark(c) || c.is_whitespace() || c == '-');
    // "Complete - late" is complete, whatever is said of it.
    let of_dashes: Vec<String> = marked.split(" - ").map(|part| part.trim().to_owned()).collect();
    let is_done = of_dashes.first().and_then(|part| said(part)).is_some_and(is_finished);
    let differ = |all: &[String]| differ(&all.iter().map(String::as_str).collect::<Vec<_>>());
    differ(&of_marks) || differ(&of_words) && !is_done || differ(&of_dashes) && !is_done
}

/// A rating without the arrow beside it and what follows it.
fn bare(text: &str) -> String {
    let parts: Vec<&str> = text.split(|c: char| ARROWS.contains(c)).collect();
    let first = parts.iter().map(|part| part.trim()).find(|part| !part.is_empty()).unwrap_or_default();
    first.to_owned()
}

/// How things stand by a fill.
pub(super) fn said_of_fill(fill: u32, legend: &Legend) -> Option<&'static str> {
    legend.of_fill(fill).or_else(|| name_of(fill).and_then(|name| WORDS.standing_of_fill(name)))
}

/// The rating of a scheme that a text is, by its own word, symbol or alias, or by how things stand.
pub(super) fn rating_of(text: &str, scheme: &Scheme, kind: Kind, legend: &Legend) -> Option<String> {
    let scale = scheme.scale(kind);
    let whole = plain(text);
    if scale.find(&tidy(text)).is_none() && is_two(&whole, legend) {
        return None;
    }
    let bare = bare(&whole);
    let by_key = legend.of_word(&whole).or_else(|| legend.of_word(&bare));
    let found = |text: &str| scale.find(&tidy(text)).and_then(|id| scale.get(id));
    // Its own name or symbol; another accepted word may be usual for something else.
    let named = |text: &str| {
        let is_own = |rating: &&Rating| {
            same(&rating.name, text) || rating.symbol.as_ref().is_some_and(|symbol| same(symbol, text))
        };
        found(text).filter(is_own).map(|rating| rating.name.clone())
    };
    let also = |text: &str| found(text).map(|rating| rating.name.clone());
    let standing = |name: &str| rating_of_standing(name, scheme, kind);
    match by_key {
        Some(name) => standing(name),
        None => named(text)
            .or_else(|| named(&bare))
            .or_else(|| said_of(text, legend).and_then(standing))
            .or_else(|| also(text))
            .or_else(|| also(&bare)),
    }
}

/// The rating of a scheme for how things stand.
pub(super) fn rating_of_standing(name: &str, scheme: &Scheme, kind: Kind) -> Option<String> {
    let scale = scheme.scale(kind);
    let of = |standing| scale.of_standing(standing).and_then(|id| scale.get(id)).map(|rating| rating.name.clone());
    let standing = Standing::parse(name)?;
    // A target that was met is on track, for an indicator is never finished.
    let met = (kind == Kind::Indicators && standing == Standing::Complete).then(|| of(Standing::OnTrack)).flatten();
    // No figure is due where nothing has begun.
    let awaited = (kind == Kind::Indicators && name == NOT_STARTED).then(|| of(Standing::Awaited)).flatten();
    of(standing).or(met).or(awaited)
}

/// Whether a standing means that a row is finished.
pub(super) fn is_finished(name: &str) -> bool {
    name != NOT_STARTED && Standing::parse(name).is_some_and(Standing::is_finished)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_are_words_letters_and_symbols_with_or_without_an_arrow() {
        let legend = Legend::default();
        for (text, standing) in [
            ("Green", "On track"),
            ("g", "On track"),
            ("G ↔", "On track"),
            ("R ↑", "Off track"),
            ("A", "Behind"),
            ("✓", "Complete"),
            ("On target", "On track"),
            ("Green - on track", "On track"),
            ("Green (on track)", "On track"),
            ("Green (was amber)", "On track"),
            ("Complete - late", "Complete"),
            ("Completed", "Complete"),
            ("Not started", NOT_STARTED),
        ] {
            assert_eq!(said_of(text, &legend), Some(standing), "{text}");
        }
        for text in [
            "Amber/Green",
            "Amber - Green",
            "A, G",
            "Red to amber",
            "R -> A",
            "Amber (red)",
            "on track / at risk",
            "A-G",
        ] {
            assert_eq!(said_of(text, &legend), None, "{text}");
        }
        for text in ["", "G↓R", "A ↑ G", "R/G", "↔", "we will build 40 homes", "92%", "Quarterly"] {
            assert_eq!(said_of(text, &legend), None, "{text}");
        }
    }
}
