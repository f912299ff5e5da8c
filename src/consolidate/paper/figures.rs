//! What several parts of the paper say of figures: a rating's sign, a row's reference and name, ratings against their bands.

use crate::domain::{Kind, Rating};
use crate::plan::Wording;
use crate::word::{Block, Run};

use super::super::book::Book;

/// A rating as it is marked in the tables: by its symbol where it has one, else by its word.
pub(super) fn mark(wording: &Wording, rating: &Rating) -> String {
    match rating.symbol.as_deref().filter(|symbol| !symbol.trim().is_empty()) {
        Some(symbol) => symbol.to_owned(),
        None => wording.of(&rating.name).to_owned(),
    }
}

/// A rating with all that tells what it means: `✓ Finished`, `R (5% or more worse than target)`.
pub(super) fn in_full(wording: &Wording, rating: &Rating) -> String {
    let (word, meaning) = (wording.of(&rating.name), rating.meaning.trim());
    match rating.symbol.as_deref().filter(|symbol| !symbol.trim().is_empty()) {
        Some(symbol) if !meaning.is_empty() => format!("{symbol} {meaning}"),
        Some(symbol) => format!("{symbol} {word}"),
        None if meaning.is_empty() || crate::domain::same(word, meaning) => word.to_owned(),
        None => format!("{word} ({meaning})"),
    }
}

/// A point that begins with the reference of a row.
pub(super) fn point(reference: &str, text: &str) -> Block {
    Block::Bullet(vec![Run::bold(reference), Run::plain(format!(" {text}"))])
}

/// Which indicators count with another rating than the council's own bands give, by their references; no text where none
/// does.
pub(super) fn against_their_band(book: &Book<'_>) -> String {
    let is_against = |line: &&crate::tally::IndicatorLine<'_>| {
        let computed = line.judgement.as_ref().map(|judged| judged.rating.as_str());
        let given = line.given.map(|rating| rating.name.as_str());
        computed.zip(given).is_some_and(|(computed, given)| !crate::domain::same(computed, given))
    };
    let lines: Vec<&str> =
        book.tally.indicator_lines.iter().filter(is_against).map(|line| line.planned.reference.as_str()).collect();
    let noun = book.plan.wording.noun(Kind::Indicators, u64::try_from(lines.len()).unwrap_or(u64::MAX));
    match lines.len() {
        0 => String::new(),
        1 => format!("1 {noun} is not rated as the council's own bands say ({}).", lines.join(", ")),
        more => format!("{more} {noun} are not rated as the council's own bands say ({}).", lines.join(", ")),
    }
}

/// A text without its first capital; one that begins with an abbreviation keeps it.
pub(super) fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}
