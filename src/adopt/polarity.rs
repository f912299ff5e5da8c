//! Which figures of an indicator are better: by its own column, the sign of its target, how a figure was rated, and at last by
//! words of its name.
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
        if let Some((from, polarity, found)) = self.by_rating(at, raw) {
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
            return;
        }
        let is_rated = !row.has(Field::Rated) && target.is_none_or(|(_, read)| read.amount != Amount::Monitor);
        let name = plain(&row.text(Field::Indicator));
        if let Some((words, polarity)) = by_name(&name).filter(|_| is_rated) {
            let found = format!("“{words}” in its name");
            let wanted = self.lines.instead_of("polarity by name", row.place, &found, &mut self.instead);
            let polarity = wanted.and_then(|text| WORDS.polarity(&text)).unwrap_or(polarity);
            let taken = format!("Better when: {polarity}");
            self.lines.mapped("polarity by name", row.place, &found, &taken, "nothing else says it");
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
            "On track" if value > target => Polarity::Higher,
            "Off track" if value > target => Polarity::Lower,
            _ => return None,
        };
        Some((place(at.sheet, *rated_at), polarity, format!("{rating} above target")))
    }
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
    match (found(&words.higher), found(&words.lower)) {
        (Some(word), None) => Some((word, Polarity::Higher)),
        (None, Some(word)) => Some((word, Polarity::Lower)),
        _ => None,
    }
}

/// Whether one says that higher figures are better, and the other that lower ones are.
fn is_against(one: Polarity, other: Polarity) -> bool {
    matches!((one, other), (Polarity::Higher, Polarity::Lower) | (Polarity::Lower, Polarity::Higher))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_which_figures_are_better_where_their_words_leave_no_doubt() {
        for (name, polarity) in [
            ("Complaints answered in time", Polarity::Higher),
            ("% of supplier invoices paid within 30 days", Polarity::Higher),
            ("Council tax collected", Polarity::Higher),
            ("Missed bins collected within 24 hours", Polarity::Higher),
            ("Tenants satisfied with repairs", Polarity::Higher),
            ("Rent arrears, industrial units", Polarity::Lower),
            ("Working days lost to sickness per employee", Polarity::Lower),
            ("Days to process new claims", Polarity::Lower),
            ("Missed bins per 100,000", Polarity::Lower),
        ] {
            assert_eq!(by_name(&plain(name)).map(|(_, polarity)| polarity), Some(polarity), "{name}");
        }
        for name in [
            "Readmissions within 30 days",
            "Repeat referrals within 12 months",
            "Residual waste collected per household",
            "Invoices not paid within 30 days",
            "Increase in complaints",
            "Empty homes brought back into use",
            "Children in care",
            "Posts",
        ] {
            assert_eq!(by_name(&plain(name)), None, "{name}");
        }
    }
}
