//! Earlier consolidated workbooks: what every row said in the periods before this one.
//!
//! [`read()`] takes one workbook's grid and reads its two data sheets by their headings, whatever was moved, sorted or
//! corrected by hand since; [`History`] puts several in the order of their periods and finds the earlier answers to a
//! row. Rows are matched by reference; where a reference stands for several rows, by delivery plan too. The same
//! reference may come to stand for something else, so the wording must be alike and, in another financial year, the same. The
//! border: nothing is judged here; rules that look back ask, and so does whatever carries answers forward. What a workbook
//! no longer tells is kept with it, to be said.

mod against;
mod carry;
mod data_rows;
mod gap;
#[cfg(test)]
mod kit;
mod read;
mod rows;
mod seek;
mod stood;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Direction, Kind, Period, Rating, Scale, Standing, Target, is_placeholder, same};
use crate::layout::Field;
use crate::plan::{IssuedAction, IssuedIndicator, Stamp};
use crate::returns::{Reason, Source, ValueGiven};

pub use against::Mismatch;
pub use gap::{Gap, PROPERTY_CONSOLIDATED_COLUMNS, columns_written};
pub use read::{NotConsolidated, read};
pub use stood::Stood;

pub(crate) use rows::Sought;
use rows::{Row, Rows};

/// The custom property of a consolidated workbook that says which period it reports.
pub const PROPERTY_CONSOLIDATED_PERIOD: &str = "planroll consolidated period";

/// One earlier consolidated workbook.
#[derive(Debug, Clone)]
pub struct Previous {
    /// Where it came from.
    pub source: Source,
    /// The period that it reports.
    pub period: Period,
    /// What it does not tell, in the order of its sheets.
    pub gaps: Vec<Gap>,
    actions: Rows<ActionBefore>,
    indicators: Rows<IndicatorBefore>,
}

/// One action in an earlier consolidated workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionBefore {
    /// Its reference.
    pub reference: String,
    /// The delivery plan under which it counted, as printed.
    pub delivery_plan: String,
    /// The priority as printed.
    pub priority: Option<String>,
    /// What was to be done.
    pub action: String,
    /// The deadline as printed.
    pub deadline: Option<String>,
    /// Whether a return answered for it.
    pub answered: bool,
    /// The word of the rating that counted, as it stands now; `None` where none did.
    pub rating: Option<String>,
    /// The word of the rating of the period before that one.
    pub last_rating: Option<String>,
    /// The day it was completed.
    pub completed: Option<Date>,
    /// The revised deadline as printed.
    pub revised: Option<String>,
    /// The slippage in words.
    pub slippage: Option<String>,
    /// The direction of travel.
    pub direction: Option<Direction>,
    /// The commentary.
    pub commentary: Option<String>,
}

/// One indicator in an earlier consolidated workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorBefore {
    /// Its reference.
    pub reference: String,
    /// The delivery plan under which it counted, as printed.
    pub delivery_plan: String,
    /// The priority as printed.
    pub priority: Option<String>,
    /// What was measured.
    pub indicator: String,
    /// The target of that period; `None` where no column tells it.
    pub target: Option<Target>,
    /// The tolerance in words.
    pub tolerance: Option<String>,
    /// Whether a return answered for it.
    pub answered: bool,
    /// Whether a value was due.
    pub due: bool,
    /// The unit that its values are in.
    pub unit: String,
    /// The word of the rating that counted, as it stands now; `None` where none did.
    pub rating: Option<String>,
    /// The value, or the reason for none; `None` where there is neither.
    pub value: Option<ValueGiven>,
    /// The value of the period before that one, as it stands there.
    pub last_value: Option<ValueGiven>,
    /// The direction of travel.
    pub direction: Option<Direction>,
    /// The commentary.
    pub commentary: Option<String>,
}

/// Earlier consolidated workbooks, of one period each, in the order of their periods.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The oldest first.
    workbooks: Vec<Previous>,
}

/// Two workbooks report the same period: which of them was meant cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamePeriod {
    /// The period of both.
    pub period: Period,
    /// The paths of both, in the order given.
    pub paths: [String; 2],
}

impl Previous {
    /// How many actions it has.
    pub fn action_count(&self) -> usize {
        self.actions.count()
    }

    /// How many indicators it has.
    pub fn indicator_count(&self) -> usize {
        self.indicators.count()
    }

    /// Whether it does not tell something of its rows of one kind, because the column for it is gone.
    pub fn lacks(&self, kind: Kind, field: Field) -> bool {
        self.gaps.iter().any(|gap| match gap {
            Gap::Column { kind: own, field: gone, .. } | Gap::HeadingTwice { kind: own, field: gone, .. } => {
                (*own, *gone) == (kind, field)
            }
            Gap::Sheet(own) => *own == kind,
            Gap::RefTwice { .. } => false,
        })
    }
}

impl ActionBefore {
    /// The rating as which it stood, in the ratings of now: the one that counted. Where none did, an action that was
    /// complete or closed already still is, for it need not be rated again. `None` for a word that is not in `scale`.
    pub fn rating_in<'s>(&self, scale: &'s Scale) -> Option<&'s Rating> {
        let find = |word: &Option<String>| word.as_deref().and_then(|word| scale.get(scale.find(word)?));
        match &self.rating {
            Some(_) => find(&self.rating),
            None => find(&self.last_rating)
                .filter(|rating| matches!(rating.standing, Standing::Complete | Standing::Closed)),
        }
    }

    /// Whether a commentary is the one of then, word for word; words that only stand in for commentary are none.
    pub fn said(&self, commentary: &str) -> bool {
        repeats(self.commentary.as_deref(), commentary)
    }

    /// Whether it was complete (by its rating or, where `scale` has none for that, by a completed date) or closed.
    pub fn was_finished(&self, scale: &Scale) -> bool {
        let by_date = !scale.has_complete() && self.completed.is_some();
        let rating = self.rating_in(scale);
        by_date || rating.is_some_and(|rating| matches!(rating.standing, Standing::Complete | Standing::Closed))
    }
}

impl IndicatorBefore {
    /// Whether a commentary is the one of then, word for word; words that only stand in for commentary are none.
    pub fn said(&self, commentary: &str) -> bool {
        repeats(self.commentary.as_deref(), commentary)
    }

    /// The number that was reported: none where a reason stood for it.
    pub fn number(&self) -> Option<Decimal> {
        number(self.value.as_ref())
    }

    /// The newest number that was known then: the one reported or, where none was due, that of the period before.
    pub fn newest_number(&self) -> Option<Decimal> {
        match (&self.value, self.due) {
            (Some(ValueGiven::Reason(Reason::NotDue)), _) | (None, false) => number(self.last_value.as_ref()),
            (value, _) => number(value.as_ref()),
        }
    }
}

fn repeats(then: Option<&str>, now: &str) -> bool {
    then.is_some_and(|then| same(now, then)) && !is_placeholder(now)
}

fn number(value: Option<&ValueGiven>) -> Option<Decimal> {
    match value? {
        ValueGiven::Number(quantity) => Some(quantity.value),
        ValueGiven::Reason(_) => None,
    }
}

impl History {
    /// Puts earlier workbooks in order.
    ///
    /// # Errors
    /// [`SamePeriod`] where two of them report one period.
    pub fn new(mut workbooks: Vec<Previous>) -> Result<Self, SamePeriod> {
        workbooks.sort_by_key(|one| one.period.end_in_year());
        for pair in workbooks.windows(2) {
            if let [one, other] = pair
                && one.period.end_in_year() == other.period.end_in_year()
            {
                return Err(SamePeriod {
                    period: other.period,
                    paths: [one.source.path.clone(), other.source.path.clone()],
                });
            }
        }
        Ok(Self { workbooks })
    }

    /// The workbooks, the oldest first.
    pub fn workbooks(&self) -> &[Previous] {
        &self.workbooks
    }

    /// The workbooks of periods before `period`, the newest first.
    pub fn before(&self, period: Period) -> impl Iterator<Item = &Previous> + use<'_> {
        self.workbooks.iter().rev().filter(move |one| one.period.end_in_year() < period.end_in_year())
    }

    /// The workbook of a period.
    fn of(&self, period: Period) -> Option<&Previous> {
        self.workbooks.iter().find(|one| one.period.end_in_year() == period.end_in_year())
    }

    /// What was last said of an action before the return of that stamp: the newest row for which a return answered,
    /// else the newest row.
    pub fn action(&self, stamp: &Stamp, action: &IssuedAction) -> Option<(Period, &ActionBefore)> {
        self.find_action(&sought(stamp, &action.reference, &action.action))
    }

    /// What was last said of an indicator before the return of that stamp, by the same order.
    pub fn indicator(&self, stamp: &Stamp, indicator: &IssuedIndicator) -> Option<(Period, &IndicatorBefore)> {
        newest(self.indicators(stamp, indicator))
    }

    /// Every earlier row of an indicator in its present unit, the newest first.
    pub fn indicators<'h, 'i>(
        &'h self,
        stamp: &'i Stamp,
        indicator: &'i IssuedIndicator,
    ) -> impl Iterator<Item = (Period, &'h IndicatorBefore)> + use<'h, 'i> {
        let sought = sought(stamp, &indicator.reference, &indicator.indicator);
        self.before(stamp.period)
            .filter_map(move |one| Some((one.period, one.indicator(&sought)?)))
            .filter(|(_, row)| same(&row.unit, &indicator.unit))
    }
}

fn sought<'a>(stamp: &'a Stamp, reference: &'a str, wording: &'a str) -> Sought<'a> {
    Sought { reference, delivery_plan: &stamp.plan_name, wording, period: stamp.period }
}

fn newest<'h, R: Row>(rows: impl Iterator<Item = (Period, &'h R)>) -> Option<(Period, &'h R)> {
    let mut silent = None;
    for found in rows {
        if found.1.answered() {
            return Some(found);
        }
        silent.get_or_insert(found);
    }
    silent
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::{Part, key};

    fn workbook(path: &str, year: i16, quarter: u8, rows: Vec<ActionBefore>) -> Previous {
        let mut actions: BTreeMap<String, Vec<ActionBefore>> = BTreeMap::new();
        for row in rows {
            actions.entry(key(&row.reference)).or_default().push(row);
        }
        let period = Period::new(year, Part::Quarter(quarter), 4).unwrap();
        Previous {
            source: Source { path: path.to_owned(), sha256: String::new() },
            period,
            gaps: Vec::new(),
            actions: Rows(actions),
            indicators: Rows::none(),
        }
    }

    fn row(delivery_plan: &str, answered: bool, rating: &str) -> ActionBefore {
        ActionBefore {
            reference: "1.1".to_owned(),
            delivery_plan: delivery_plan.to_owned(),
            priority: None,
            action: "Build the hall".to_owned(),
            deadline: None,
            answered,
            rating: Some(rating.to_owned()),
            last_rating: None,
            completed: None,
            revised: None,
            slippage: None,
            direction: None,
            commentary: None,
        }
    }

    /// The rating found for a sought row in a return of 2025-26 Q3.
    fn found(history: &History, delivery_plan: &str, wording: &str) -> Option<String> {
        let period = Period::new(2025, Part::Quarter(3), 4).unwrap();
        let sought = Sought { reference: "1.1", delivery_plan, wording, period };
        let rows = history.before(period).filter_map(|one| Some((one.period, one.actions.find(one.period, &sought)?)));
        newest(rows)?.1.rating.clone()
    }

    #[test]
    fn two_workbooks_of_one_period_are_refused_with_both_names() {
        let two = vec![workbook("b.xlsx", 2025, 1, Vec::new()), workbook("a.xlsx", 2025, 1, Vec::new())];
        let refused = History::new(two).unwrap_err();
        assert_eq!(refused.paths, ["b.xlsx", "a.xlsx"]);
        assert_eq!(refused.period.to_string(), "2025-26 Q1");
    }

    #[test]
    fn the_newest_answer_counts_in_whatever_order_workbooks_are_given() {
        let q = |quarter, answered, rating: &str| workbook(rating, 2025, quarter, vec![row("Homes", answered, rating)]);
        let history = History::new(vec![q(2, true, "Amber"), q(4, true, "Later"), q(1, true, "Green")]).unwrap();
        assert_eq!(found(&history, "Homes", "Build the hall").as_deref(), Some("Amber"));
        let history = History::new(vec![q(1, true, "Green"), q(2, false, "Amber")]).unwrap();
        assert_eq!(found(&history, "Homes", "Build the hall").as_deref(), Some("Green"), "no return answered in Q2");
    }

    #[test]
    fn a_reference_that_stands_twice_is_told_apart_by_its_delivery_plan() {
        let both = vec![row("Homes", true, "Green"), row("Parks", true, "Red")];
        let history = History::new(vec![workbook("a.xlsx", 2025, 2, both)]).unwrap();
        assert_eq!(found(&history, "PARKS", "Build the hall").as_deref(), Some("Red"));
        assert_eq!(found(&history, "Roads", "Build the hall"), None);
        let one = vec![row("Homes", true, "Green")];
        let history = History::new(vec![workbook("a.xlsx", 2025, 2, one)]).unwrap();
        assert_eq!(found(&history, "Roads", "Build a hall").as_deref(), Some("Green"), "its delivery plan was renamed");
    }

    #[test]
    fn in_another_year_the_wording_must_be_the_same() {
        let history = History::new(vec![workbook("a.xlsx", 2024, 4, vec![row("Homes", true, "Green")])]).unwrap();
        assert_eq!(found(&history, "Homes", "build  the hall").as_deref(), Some("Green"));
        assert_eq!(found(&history, "Homes", "Build a bridge"), None);
    }
}
