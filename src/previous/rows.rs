//! Rows of earlier periods by their reference, and which of them is the one that is sought.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Period, key, same};

use super::{ActionBefore, IndicatorBefore};

/// Rows by the key of their reference; several rows of one reference in the order in which they stand.
#[derive(Debug, Clone)]
pub(super) struct Rows<R>(pub(super) BTreeMap<String, Vec<R>>);

/// What a row is found by.
pub(crate) struct Sought<'a> {
    /// Its reference.
    pub reference: &'a str,
    /// Its delivery plan as printed.
    pub delivery_plan: &'a str,
    /// What is to be done or measured.
    pub wording: &'a str,
    /// The period in which it is sought.
    pub period: Period,
}

/// What rows of both kinds have in common.
pub(super) trait Row {
    fn reference(&self) -> &str;
    fn delivery_plan(&self) -> &str;
    fn wording(&self) -> &str;
    fn answered(&self) -> bool;
    fn rating(&self) -> Option<&str>;
}

impl Row for ActionBefore {
    fn reference(&self) -> &str {
        &self.reference
    }
    fn delivery_plan(&self) -> &str {
        &self.delivery_plan
    }
    fn wording(&self) -> &str {
        &self.action
    }
    fn answered(&self) -> bool {
        self.answered
    }
    fn rating(&self) -> Option<&str> {
        self.rating.as_deref()
    }
}

impl Row for IndicatorBefore {
    fn reference(&self) -> &str {
        &self.reference
    }
    fn delivery_plan(&self) -> &str {
        &self.delivery_plan
    }
    fn wording(&self) -> &str {
        &self.indicator
    }
    fn answered(&self) -> bool {
        self.answered
    }
    fn rating(&self) -> Option<&str> {
        self.rating.as_deref()
    }
}

impl<R> Rows<R> {
    /// No rows.
    pub(super) fn none() -> Self {
        Self(BTreeMap::new())
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

impl<R: Row> Rows<R> {
    /// The row that is sought, from a workbook of the period `own`.
    pub(super) fn find(&self, own: Period, sought: &Sought<'_>) -> Option<&R> {
        let row = self.of_reference(sought)?;
        let is_it = if is_same_year(own, sought) {
            is_alike(row.wording(), sought.wording)
        } else {
            same(row.wording(), sought.wording)
        };
        is_it.then_some(row)
    }

    /// The row of the reference that is sought where, in the same financial year, it stood for something else.
    pub(super) fn reworded(&self, own: Period, sought: &Sought<'_>) -> Option<&R> {
        let row = self.of_reference(sought)?;
        (is_same_year(own, sought) && !is_alike(row.wording(), sought.wording)).then_some(row)
    }

    fn of_reference(&self, sought: &Sought<'_>) -> Option<&R> {
        match self.0.get(&key(sought.reference))?.as_slice() {
            [only] => Some(only),
            several => {
                let mut of_plan = several.iter().filter(|row| same(row.delivery_plan(), sought.delivery_plan));
                of_plan.next().filter(|_| of_plan.next().is_none())
            }
        }
    }
}

fn is_same_year(own: Period, sought: &Sought<'_>) -> bool {
    own.end_in_year().0 == sought.period.end_in_year().0
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
    one_words.intersection(&other_words).count().saturating_mul(2) > fewest
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
