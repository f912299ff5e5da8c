//! Revised deadlines as deadlines are printed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::{Deadline, Period, SharedText};
use crate::returns::{DateGiven, Slot};

use super::cell::Cell;

/// A quarter is printed as a quarter, a day as a day. Found by the day and by what was
/// typed, for many are the same and reading one takes long.
#[derive(Debug)]
pub(super) struct RevisedDeadlines(BTreeMap<Date, BTreeMap<SharedText, SharedText>>);

impl RevisedDeadlines {
    /// All of a period.
    pub(super) fn new<'a>(slots: impl Iterator<Item = &'a Slot<DateGiven>>, period: Period) -> Self {
        let mut all: BTreeMap<Date, BTreeMap<SharedText, SharedText>> = BTreeMap::new();
        for slot in slots {
            let Some(day) = slot.given().map(|given| given.day) else { continue };
            let of_day = all.entry(day).or_default();
            if !of_day.contains_key(&slot.typed) {
                of_day.insert(slot.typed.clone(), Deadline::as_entered(&slot.typed, day, &period));
            }
        }
        Self(all)
    }

    /// One of them; what was typed where it is none.
    pub(super) fn printed<'a>(&'a self, slot: &'a Slot<DateGiven>) -> Cell<'a> {
        Cell::text(self.words(slot))
    }

    /// One of them, marked as one that was given before and is unchanged.
    pub(super) fn unchanged(&self, slot: &Slot<DateGiven>) -> Cell<'static> {
        Cell::text(format!("{}, as before", self.words(slot)))
    }

    fn words<'a>(&'a self, slot: &'a Slot<DateGiven>) -> &'a SharedText {
        let printed = slot.given().and_then(|given| self.0.get(&given.day)?.get(&slot.typed));
        printed.unwrap_or(&slot.typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::returns::Entry;
    use jiff::civil::date;

    #[test]
    fn a_revised_deadline_is_printed_as_deadlines_are() {
        let period = Period::new(2025, crate::domain::Part::Quarter(1), 4).unwrap();
        let slot = |typed: &str, day| Slot {
            at: None,
            entry: Entry::Given(DateGiven { day, doubt: None }),
            typed: typed.into(),
            formula: false,
        };
        let slots = [
            slot("Q3", date(2025, 12, 31)),
            slot("2025-09-30", date(2025, 9, 30)),
            slot("45930", date(2025, 9, 30)),
            slot("Q3", date(2026, 12, 31)),
        ];
        let revised = RevisedDeadlines::new(slots.iter(), period);
        let printed = slots.each_ref().map(|slot| revised.printed(slot));
        assert_eq!(printed, ["Q3 2025-26", "30 Sep 2025", "30 Sep 2025", "31 Dec 2026"].map(Cell::text));
    }
}
