//! Earlier consolidated workbooks in the order of their periods, and what they last said of a row.

use crate::domain::{Kind, Period, same};
use crate::layout::Field;
use crate::plan::{IssuedAction, IssuedIndicator, Stamp};
use crate::returns::Source;

use super::gap::Gap;
use super::rows::{ActionThen, EarlierAction, EarlierIndicator, EarlierRow, IndicatorThen, RowKey, Rows};

/// One earlier consolidated workbook.
#[derive(Debug, Clone)]
pub struct Previous {
    /// Where it came from.
    pub source: Source,
    /// The period that it reports.
    pub period: Period,
    /// What it does not tell, in the order of its sheets.
    pub gaps: Vec<Gap>,
    pub(super) actions: Rows<ActionThen>,
    pub(super) indicators: Rows<IndicatorThen>,
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

    /// The action that is sought.
    pub(crate) fn action(&self, wanted: &RowKey<'_>) -> Option<&EarlierAction> {
        self.actions.find(self.period, wanted)
    }

    /// The indicator that is sought, in whatever unit it was.
    pub(crate) fn indicator(&self, wanted: &RowKey<'_>) -> Option<&EarlierIndicator> {
        self.indicators.find(self.period, wanted)
    }

    /// Every action, in the order of their references.
    pub(crate) fn all_actions(&self) -> impl Iterator<Item = &EarlierAction> {
        self.actions.all()
    }

    /// Every indicator, in the order of their references.
    pub(crate) fn all_indicators(&self) -> impl Iterator<Item = &EarlierIndicator> {
        self.indicators.all()
    }
}

impl History {
    /// Puts earlier workbooks in order.
    ///
    /// # Errors
    /// `SamePeriod` where two of them report one period.
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
    pub(super) fn of(&self, period: Period) -> Option<&Previous> {
        self.workbooks.iter().find(|one| one.period.end_in_year() == period.end_in_year())
    }

    /// What was last said of the action that is sought: the newest row for which a return answered, else the newest row.
    pub(crate) fn action(&self, wanted: &RowKey<'_>) -> Option<(Period, &EarlierAction)> {
        newest(self.before(wanted.period).filter_map(|one| Some((one.period, one.action(wanted)?))))
    }

    /// What was last said of the indicator that is sought, in that unit, by the same order.
    pub(crate) fn indicator(&self, wanted: &RowKey<'_>, unit: &str) -> Option<(Period, &EarlierIndicator)> {
        newest(self.indicators(*wanted, unit))
    }

    /// Every earlier row of the indicator that is sought, in that unit, the newest first.
    pub(crate) fn indicators<'h, 'k>(
        &'h self,
        wanted: RowKey<'k>,
        unit: &'k str,
    ) -> impl Iterator<Item = (Period, &'h EarlierIndicator)> + use<'h, 'k> {
        self.before(wanted.period)
            .filter_map(move |one| Some((one.period, one.indicator(&wanted)?)))
            .filter(move |(_, row)| same(&row.then.unit, unit))
    }
}

impl<'a> RowKey<'a> {
    /// What an action of the return of that stamp is found by.
    pub(crate) fn of_action(stamp: &'a Stamp, action: &'a IssuedAction) -> Self {
        let (reference, wording) = (&*action.reference, &*action.action);
        Self { reference, delivery_plan: &stamp.plan_name, wording, period: stamp.period }
    }

    /// What an indicator of the return of that stamp is found by.
    pub(crate) fn of_indicator(stamp: &'a Stamp, indicator: &'a IssuedIndicator) -> Self {
        let (reference, wording) = (&*indicator.reference, &*indicator.indicator);
        Self { reference, delivery_plan: &stamp.plan_name, wording, period: stamp.period }
    }
}

fn newest<'h, T>(rows: impl Iterator<Item = (Period, &'h EarlierRow<T>)>) -> Option<(Period, &'h EarlierRow<T>)> {
    let mut silent = None;
    for found in rows {
        if found.1.answered {
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

    fn workbook(path: &str, year: i16, quarter: u8, rows: Vec<EarlierAction>) -> Previous {
        let mut actions: BTreeMap<String, Vec<EarlierAction>> = BTreeMap::new();
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

    fn row(delivery_plan: &str, answered: bool, rating: &str) -> EarlierAction {
        EarlierAction {
            reference: "1.1".to_owned(),
            delivery_plan: delivery_plan.to_owned(),
            priority: None,
            wording: "Build the hall".to_owned(),
            answered,
            rating: Some(rating.to_owned()),
            direction: None,
            commentary: None,
            further: Box::default(),
            then: ActionThen {
                deadline: None,
                last_rating: None,
                completed: None,
                revised: None,
                slippage: None,
                counted: true,
            },
        }
    }

    /// The rating found for a sought row in a return of 2025-26 Q3.
    fn found(history: &History, delivery_plan: &str, wording: &str) -> Option<String> {
        let period = Period::new(2025, Part::Quarter(3), 4).unwrap();
        let wanted = RowKey { reference: "1.1", delivery_plan, wording, period };
        let rows = history.before(period).filter_map(|one| Some((one.period, one.actions.find(one.period, &wanted)?)));
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
