//! Which figures of an indicator are better: by its own column, the sign of its target, words of its name, and at last by how a
//! figure was rated.
//!
//! A column and a sign that say different things are asked about. A name only says it by words that leave no doubt, such as
//! arrears, and not where others in it say the opposite; each such word is a line that the officer can put right.

use rust_decimal::Decimal;

use crate::domain::{Polarity, Rated};
use crate::layout::Field;

use super::context::Context;
use super::draft::{Col, DraftRow};
use super::gather::{Raw, is_nothing, place};
use super::holds::Holds;
use super::meaning::Meaning;
use super::place::Place;
use super::rating::said_of;
use super::row::{At, is_same};
use super::target::{Amount, TargetRead};
use super::when::WhenPart;
use super::words::{WORDS, has_words, is_one_of, plain};

impl Context<'_> {
    /// Fills in which values are better.
    pub(super) fn polarity(&mut self, row: &mut DraftRow, at: At, raw: &Raw, target: Option<&(Place, TargetRead)>) {
        let by_target = target.and_then(|(from, read)| Some((*from, read.polarity?)));
        if let Some((cell, text)) = raw.known.get(&Meaning::BetterWhen).cloned().filter(|(_, text)| !is_nothing(text)) {
            let from = place(at.sheet, cell);
            let wanted = self.lines.instead_of("polarity", from, &text, &mut self.instead);
            match WORDS.polarity(wanted.as_deref().unwrap_or(&text)) {
                Some(polarity)
                    if wanted.is_none() && by_target.is_some_and(|(_, other)| is_against(polarity, other)) =>
                {
                    row.words(Field::BetterWhen, from, &polarity.to_string());
                    row.decide(
                        Col::Known(Field::BetterWhen),
                        from,
                        &text,
                        "the sign of its target says otherwise: Higher, Lower or In range",
                    );
                }
                Some(polarity) => {
                    if !is_same(&polarity.to_string(), &text) {
                        self.lines.mapped("polarity", from, &text, &polarity.to_string(), "");
                    }
                    row.words(Field::BetterWhen, from, &polarity.to_string());
                }
                None if is_one_of(&WORDS.targets.monitor, &plain(&text)) => {
                    self.lines.mapped("polarity", from, &text, "Rated: Monitor only", "");
                    row.derive(Field::Rated, &Rated::MonitorOnly.to_string());
                }
                None => row.decide(
                    Col::Known(Field::BetterWhen),
                    from,
                    &text,
                    "it does not say whether higher or lower is better",
                ),
            }
            return;
        }
        if let Some((_, polarity)) = by_target {
            row.derive(Field::BetterWhen, &polarity.to_string());
            return;
        }
        let is_rated = !row.has(Field::Rated) && target.is_none_or(|(_, read)| read.amount != Amount::Monitor);
        let name = plain(&row.text(Field::Indicator));
        let rated = self.by_rating(at, raw);
        if let Some((words, polarity)) = by_name(&name).filter(|_| is_rated) {
            if let Some((from, _, rating)) = rated.as_ref().filter(|(_, other, _)| is_against(polarity, *other)) {
                let why = "its name and how a figure was rated say different things: Higher, Lower or In range";
                row.decide(Col::Known(Field::BetterWhen), *from, rating, why);
                return;
            }
            let found = format!("“{words}” in its name");
            let wanted = self.lines.instead_of("polarity by name", row.place, &found, &mut self.instead);
            let polarity = wanted.and_then(|text| WORDS.polarity(&text)).unwrap_or(polarity);
            let taken = format!("Better when: {polarity}");
            self.lines.mapped(
                "polarity by name",
                row.place,
                &found,
                &taken,
                "no column and no sign of the target says it",
            );
            row.derive(Field::BetterWhen, &polarity.to_string());
            return;
        }
        if let Some((from, polarity, found)) = rated {
            let wanted = self.lines.instead_of("polarity by rating", from, &found, &mut self.instead);
            let polarity = wanted.and_then(|text| WORDS.polarity(&text)).unwrap_or(polarity);
            self.lines.mapped(
                "polarity by rating",
                from,
                &found,
                &format!("Better when: {polarity}"),
                "a figure past its target was rated so",
            );
            row.derive(Field::BetterWhen, &polarity.to_string());
        }
    }

    /// Which values are better, by a figure above its target and how it was rated. Below it, it may be a figure of part of a
    /// year, which says nothing.
    fn by_rating(&self, at: At, raw: &Raw) -> Option<(Place, Polarity, String)> {
        let (cell, _) = raw.known.get(&Meaning::Target)?;
        let target = self.view(at.sheet)?.cell(*cell).and_then(super::view::number_of)?;
        let legend = &self.sheets.get(at.sheet)?.legend;
        let dated = raw.dated.iter().filter(|(holds, ..)| matches!(holds, Holds::Value(_)));
        let dated = dated.filter(|(_, when, ..)| when.part != WhenPart::Year);
        let last = dated.filter(|(_, _, _, text)| !text.is_empty()).map(|(_, _, cell, _)| *cell).next_back();
        let value_at = last.or_else(|| raw.at(Meaning::Value))?;
        let value: Decimal = self.view(at.sheet)?.cell(value_at).and_then(super::view::number_of)?;
        let (rated_at, rating) = raw.known.get(&Meaning::Rating)?;
        let standing = said_of(rating, legend)?;
        let polarity = match standing {
            "On track" if is_well_above(value, target) => Polarity::Higher,
            "Off track" | "Behind" if value > target => Polarity::Lower,
            _ => return None,
        };
        Some((place(at.sheet, *rated_at), polarity, format!("{rating} above target")))
    }
}

/// Whether a figure is more than a tenth above its target: one that is nearer may be green by a tolerance.
fn is_well_above(value: Decimal, target: Decimal) -> bool {
    let tenth = target.abs().checked_div(Decimal::TEN).and_then(|tenth| target.checked_add(tenth));
    tenth.is_some_and(|beyond| value > beyond)
}

/// Which values are better by words of a name, and the words that say so.
fn by_name(name: &str) -> Option<(String, Polarity)> {
    let words = &WORDS.named;
    let found = |all: &[String]| all.iter().find(|word| has_words(name, word)).cloned();
    if found(&words.against).is_some() {
        return None;
    }
    // "Complaints answered in time": what is done in time is good, whatever it is done about.
    let in_time = || {
        let done = found(&words.done)?;
        let time = found(&words.in_time)?;
        Some(format!("{done} … {time}"))
    };
    if let Some(words) = in_time() {
        return Some((words, Polarity::Higher));
    }
    // "Young people in the skills project": who takes part; what they are in stands after them.
    let taking_part = || {
        let (who, rest) = name.split_once(" in ")?;
        let people = words.people.iter().find(|word| has_words(who, word))?;
        let taken = words.taking_part.iter().find(|word| has_words(rest, word))?;
        Some(format!("{people} in … {taken}"))
    };
    // "Direct debits cancelled", "Increase in crime".
    let is_spoiled =
        |word: &str| found(&words.spoiled).is_some() || (word == "increase in" && found(&words.bad_if_more).is_some());
    match (found(&words.higher).or_else(taking_part), found(&words.lower)) {
        (Some(word), None) if !is_spoiled(&word) => Some((word, Polarity::Higher)),
        // "Complaints resolved": what is done about something bad.
        (None, Some(word)) if found(&words.dealt_with).is_none() => Some((word, Polarity::Lower)),
        _ => None,
    }
}

/// Whether one says that higher figures are better, and the other that lower ones are.
fn is_against(one: Polarity, other: Polarity) -> bool {
    matches!((one, other), (Polarity::Higher, Polarity::Lower) | (Polarity::Lower, Polarity::Higher))
}

#[cfg(test)]
#[path = "polarity_tests.rs"]
mod tests;
