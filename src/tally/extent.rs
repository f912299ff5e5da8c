//! A part of what was counted: the rows of one committee, portfolio, delivery plan or priority, counted again by themselves.

use crate::domain::{Kind, same};
use crate::plan::Plan;

use super::Tally;
use super::asked;
use super::lines::{self, ActionLine, IndicatorLine};
use super::movements::{self, Moves};

/// Which rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// Those of a scrutiny committee, by its name.
    Committee(String),
    /// Those of a portfolio holder, by its name.
    Portfolio(String),
    /// Those that count under a delivery plan, by its code.
    DeliveryPlan(String),
    /// Those of a priority, by its code.
    Priority(String),
}

impl Extent {
    /// Whether both are the same, however their names are spelled.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Committee(one), Self::Committee(other))
            | (Self::Portfolio(one), Self::Portfolio(other))
            | (Self::DeliveryPlan(one), Self::DeliveryPlan(other))
            | (Self::Priority(one), Self::Priority(other)) => same(one, other),
            _ => false,
        }
    }

    fn has_action(&self, line: &ActionLine<'_>) -> bool {
        let is = |own: Option<&str>, wanted: &str| own.is_some_and(|own| same(own, wanted));
        match self {
            Self::Committee(name) => is(line.planned.scrutiny_committee.as_deref(), name),
            Self::Portfolio(name) => is(line.planned.portfolio_holder.as_deref(), name),
            Self::DeliveryPlan(code) => same(&line.delivery_plan.code, code),
            Self::Priority(code) => is(line.planned.priority.as_deref(), code),
        }
    }

    fn has_indicator(&self, line: &IndicatorLine<'_>) -> bool {
        let is = |own: Option<&str>, wanted: &str| own.is_some_and(|own| same(own, wanted));
        match self {
            Self::Committee(name) => is(line.delivery_plan.scrutiny_committee.as_deref(), name),
            Self::Portfolio(name) => is(line.delivery_plan.portfolio_holder.as_deref(), name),
            Self::DeliveryPlan(code) => same(&line.delivery_plan.code, code),
            Self::Priority(code) => is(line.planned.priority.as_deref(), code),
        }
    }
}

impl<'q> Tally<'q> {
    /// The rows of that extent, counted by themselves. What is only in earlier workbooks is in none.
    pub(crate) fn only(&self, plan: &'q Plan, extent: &Extent) -> Self {
        let action_lines: Vec<ActionLine<'q>> =
            self.action_lines.iter().filter(|line| extent.has_action(line)).cloned().collect();
        let indicator_lines: Vec<IndicatorLine<'q>> =
            self.indicator_lines.iter().filter(|line| extent.has_indicator(line)).cloned().collect();
        let with_rows = |mut table: lines::Table| {
            table.priorities.retain(|line| line.rows() > 0);
            table.by_delivery_plan.retain(|line| line.rows() > 0);
            table
        };
        let actions = with_rows(lines::table(plan, Kind::Actions, action_lines.iter().map(ActionLine::counts)));
        let indicators =
            with_rows(lines::table(plan, Kind::Indicators, indicator_lines.iter().map(IndicatorLine::counts)));
        let mut movements = movements::movements(plan, self.record.history(), &action_lines, &indicator_lines);
        movements.list.retain(|one| matches!(one.row, Moves::Action(..) | Moves::Indicator(..)));
        let asks = asked::asked(plan, (&action_lines, &actions), (&indicator_lines, &indicators));
        Self { action_lines, indicator_lines, actions, indicators, asks, movements, record: self.record }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial::{cases, with_collection};

    const QUARTER: &str = "
        | Delivery plans | Code | Delivery plan | Scrutiny committee |
        |---|---|---|---|
        | | housing | Housing | Homes Scrutiny |
        | | leisure | Leisure | Places Scrutiny |

        | Actions | Ref | Delivery plan | Deadline | Scrutiny committee | Rating |
        |---|---|---|---|---|---|
        | | 1.1 | housing | Q4 | | Green |
        | | 1.2 | housing | Q4 | places  scrutiny | Green |

        | Actions @2 | Ref | Delivery plan | Deadline | Scrutiny committee | Rating |
        |---|---|---|---|---|---|
        | | 2.1 | leisure | Q4 | | Green |";

    #[test]
    fn the_rows_of_a_committee_are_counted_by_themselves() {
        with_collection(&cases(QUARTER)[0], |collection| {
            let tally = collection.tally();
            let refs = |extent: &Extent| -> Vec<String> {
                let only = tally.only(collection.plan, extent);
                assert_eq!(only.actions.overall.rows(), u64::try_from(only.action_lines.len()).unwrap());
                only.action_lines.iter().map(|line| line.planned.reference.to_string()).collect()
            };
            assert_eq!(refs(&Extent::Committee("Places Scrutiny".to_owned())), ["1.2", "2.1"]);
            assert_eq!(refs(&Extent::Committee("Homes Scrutiny".to_owned())), ["1.1"]);
            assert_eq!(refs(&Extent::DeliveryPlan("Housing".to_owned())), ["1.1", "1.2"]);
            assert!(refs(&Extent::Portfolio("Nobody".to_owned())).is_empty());
        });
    }

    #[test]
    fn tables_of_an_extent_have_a_line_for_each_name_that_has_rows_and_no_other() {
        with_collection(&cases(QUARTER)[0], |collection| {
            let tally = collection.tally();
            let lines = |of: &[lines::Line]| -> Vec<(String, u64)> {
                of.iter().map(|line| (line.name.clone(), line.rows())).collect()
            };
            let committees =
                [("Homes Scrutiny", 1), ("Places Scrutiny", 2)].map(|(name, rows)| (name.to_owned(), rows));
            let mut of_all = lines(&tally.actions.by_scrutiny_committee);
            of_all.sort();
            assert_eq!(of_all.iter().map(|(_, rows)| *rows).collect::<Vec<_>>(), [1, 2], "{of_all:?}");
            let homes = tally.only(collection.plan, &Extent::Committee("Homes Scrutiny".to_owned())).actions;
            assert_eq!(lines(&homes.by_scrutiny_committee), committees[..1]);
            assert_eq!(lines(&homes.by_delivery_plan), [("Housing".to_owned(), 1)]);
            assert_eq!(homes.priorities.iter().map(lines::Line::rows).collect::<Vec<_>>(), [1]);
            let leisure = tally.only(collection.plan, &Extent::DeliveryPlan("leisure".to_owned())).actions;
            assert_eq!(lines(&leisure.by_delivery_plan), [("Leisure".to_owned(), 1)]);
        });
    }

    #[test]
    fn extents_are_like_by_what_they_are_of_and_its_name_however_it_is_spelled() {
        let of: [fn(String) -> Extent; 4] =
            [Extent::Committee, Extent::Portfolio, Extent::DeliveryPlan, Extent::Priority];
        for (place, one) in of.iter().enumerate() {
            for (other_place, other) in of.iter().enumerate() {
                let (own, its) = (one("Places  scrutiny".to_owned()), other("places Scrutiny ".to_owned()));
                assert_eq!(own.is_like(&its), place == other_place, "{own:?} {its:?}");
            }
            assert!(!one("Places".to_owned()).is_like(&one("Homes".to_owned())));
        }
    }
}
