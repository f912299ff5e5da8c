//! Rows of earlier periods by their reference, and which of them is the one that is sought.
//!
//! Where a reference stands for several rows, the delivery plan tells them apart. The same reference may come to stand
//! for something else, so the wording must be alike and, in another financial year, the same.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Direction, Period, Rating, Scale, SharedText, Target, is_placeholder, key, same};
use crate::plan::{Ask, Printed};
use crate::returns::{Reason, ValueGiven};

/// A row of an earlier consolidated workbook: what rows of both kinds say, and what only those of its kind do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierRow<T> {
    /// Its reference.
    pub reference: String,
    /// The delivery plan under which it counted, as printed.
    pub delivery_plan: String,
    /// The priority as printed.
    pub priority: Option<String>,
    /// What was to be done or measured.
    pub wording: String,
    /// Whether a return answered for it.
    pub answered: bool,
    /// The word of the rating that counted, as it stands now; `None` where none did.
    pub rating: Option<String>,
    /// The direction of travel.
    pub direction: Option<Direction>,
    /// The commentary.
    pub commentary: Option<String>,
    /// What stands in columns that are not the sheet's own, by their headings.
    pub further: Box<[(SharedText, Printed)]>,
    /// What only rows of its kind say.
    pub then: T,
}

/// One action in an earlier consolidated workbook.
pub(crate) type EarlierAction = EarlierRow<ActionThen>;
/// One indicator in an earlier consolidated workbook.
pub(crate) type EarlierIndicator = EarlierRow<IndicatorThen>;

/// What an earlier consolidated workbook says of an action alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionThen {
    /// The deadline as printed.
    pub deadline: Option<String>,
    /// The word of the rating of the period before that one.
    pub last_rating: Option<String>,
    /// The day it was completed.
    pub completed: Option<Date>,
    /// The revised deadline as printed.
    pub revised: Option<String>,
    /// The slippage in words.
    pub slippage: Option<String>,
    /// Whether it was in the counts; a milestone, or the heading of milestones, may not have been.
    pub counted: bool,
}

/// What an earlier consolidated workbook says of an indicator alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorThen {
    /// The target of that period; `None` where no column tells it.
    pub target: Option<Target>,
    /// The tolerance in words.
    pub tolerance: Option<String>,
    /// Whether a value was due.
    pub due: bool,
    /// The unit that its values are in.
    pub unit: String,
    /// The value, or the reason for none; `None` where there is neither.
    pub value: Option<ValueGiven>,
    /// The value of the period before that one, as it stands there.
    pub last_value: Option<ValueGiven>,
}

/// What a row is found by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowKey<'a> {
    /// Its reference.
    pub reference: &'a str,
    /// Its delivery plan as printed.
    pub delivery_plan: &'a str,
    /// What is to be done or measured.
    pub wording: &'a str,
    /// The period in which it is sought.
    pub period: Period,
}

impl<T> EarlierRow<T> {
    /// Whether a commentary is the one of then, word for word; words that only stand in for commentary are none.
    pub fn said(&self, commentary: &str) -> bool {
        self.commentary.as_deref().is_some_and(|then| same(commentary, then)) && !is_placeholder(commentary)
    }
}

impl<T> EarlierRow<T> {
    /// What was answered to a question, where it was asked.
    pub(crate) fn answer(&self, ask: &Ask<'_>) -> Option<&Printed> {
        let is_it = |heading: &str| {
            same(heading, ask.printed()) || Ask::of(heading).is_some_and(|own| same(own.question, ask.question))
        };
        self.further.iter().find(|(heading, _)| is_it(heading)).map(|(_, answer)| answer)
    }
}

impl EarlierAction {
    /// The rating as which it stood, in the ratings of now: the one that counted. Where none did, an action that was
    /// complete or closed already still is, for it need not be rated again. `None` for a word that is not in `scale`.
    pub fn rating_in<'s>(&self, scale: &'s Scale) -> Option<&'s Rating> {
        let find = |word: &Option<String>| word.as_deref().and_then(|word| scale.get(scale.find(word)?));
        match &self.rating {
            Some(_) => find(&self.rating),
            None => find(&self.then.last_rating).filter(|rating| rating.standing.is_finished()),
        }
    }

    /// Whether it was complete (by its rating or, where `scale` has none for that, by a completed date) or closed.
    pub fn was_finished(&self, scale: &Scale) -> bool {
        let by_date = !scale.has_complete() && self.then.completed.is_some();
        by_date || self.rating_in(scale).is_some_and(|rating| rating.standing.is_finished())
    }
}

impl EarlierIndicator {
    /// The number that was reported: none where a reason stood for it.
    pub fn number(&self) -> Option<Decimal> {
        self.then.value.as_ref()?.number()
    }

    /// The words that were reported, where its unit is words.
    pub fn words(&self) -> Option<&str> {
        match self.then.value.as_ref()? {
            ValueGiven::Words(words) => Some(words),
            ValueGiven::Number(_) | ValueGiven::Reason(_) => None,
        }
    }

    /// The newest number that was known then: the one reported or, where none was due, that of the period before.
    pub fn newest_number(&self) -> Option<Decimal> {
        let IndicatorThen { value, last_value, due, .. } = &self.then;
        match (value, due) {
            (Some(ValueGiven::Reason(Reason::NotDue)), _) | (None, false) => last_value.as_ref()?.number(),
            (value, _) => value.as_ref()?.number(),
        }
    }
}

/// Rows by the key of their reference; several rows of one reference in the order in which they stand.
#[derive(Debug, Clone)]
pub(super) struct Rows<T>(pub(super) BTreeMap<String, Vec<EarlierRow<T>>>);

impl<T> Rows<T> {
    /// No rows.
    pub(super) fn none() -> Self {
        Self(BTreeMap::new())
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.all().count()
    }

    /// Every row, in the order of their references.
    pub(super) fn all(&self) -> impl Iterator<Item = &EarlierRow<T>> {
        self.0.values().flatten()
    }

    /// The row that is sought, from a workbook of the period `own`.
    pub(super) fn find(&self, own: Period, wanted: &RowKey<'_>) -> Option<&EarlierRow<T>> {
        let row = self.of_reference(wanted)?;
        let is_it = if is_same_year(own, wanted) {
            is_alike(&row.wording, wanted.wording)
        } else {
            same(&row.wording, wanted.wording)
        };
        is_it.then_some(row)
    }

    /// The row of the reference that is sought where, in the same financial year, it stood for something else.
    pub(super) fn reworded(&self, own: Period, wanted: &RowKey<'_>) -> Option<&EarlierRow<T>> {
        let row = self.of_reference(wanted)?;
        (is_same_year(own, wanted) && !is_alike(&row.wording, wanted.wording)).then_some(row)
    }

    fn of_reference(&self, wanted: &RowKey<'_>) -> Option<&EarlierRow<T>> {
        match self.0.get(&key(wanted.reference))?.as_slice() {
            [only] => Some(only),
            several => {
                let mut of_plan = several.iter().filter(|row| same(&row.delivery_plan, wanted.delivery_plan));
                of_plan.next().filter(|_| of_plan.next().is_none())
            }
        }
    }
}

fn is_same_year(own: Period, wanted: &RowKey<'_>) -> bool {
    own.end_in_year().0 == wanted.period.end_in_year().0
}

/// Whether two wordings can be of one row: one may be longer or put otherwise, but more than half of the words of the
/// shorter stand in the other. Short words, which any two sentences share, are left out. A wording that is gone tells
/// nothing against it.
fn is_alike(one: &str, other: &str) -> bool {
    const COMMON: [&str; 5] = ["the", "and", "for", "with", "from"];
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| word.chars().count() > 2 && !COMMON.contains(&word.as_str())).collect()
    };
    let (one_words, other_words) = (words(one), words(other));
    let fewest = one_words.len().min(other_words.len());
    if fewest == 0 {
        return one.trim().is_empty() || other.trim().is_empty() || same(one, other);
    }
    one_words.intersection(&other_words).count() * 2 > fewest
}

#[cfg(test)]
mod tests {
    use super::is_alike;

    #[test]
    fn a_wording_put_otherwise_is_the_same_row_and_another_action_is_not() {
        for (one, other) in [
            ("Build the hall", "build a hall"),
            ("New leisure centre", "Open the leisure centre at Rugeley"),
            ("Deliver 200 homes", "Deliver 250 affordable homes by March"),
            ("Build the hall", ""),
            ("A to B", "a  to b"),
        ] {
            assert!(is_alike(one, other) && is_alike(other, one), "{one} | {other}");
        }
        for (one, other) in [
            ("Build the hall", "Build a bridge"),
            ("Adopt the local plan", "Replace the boilers"),
            ("Review of parking charges", "Review of the pay policy"),
            ("A to B", "C to D"),
        ] {
            assert!(!is_alike(one, other) && !is_alike(other, one), "{one} | {other}");
        }
    }
}
