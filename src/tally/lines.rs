//! The lines of the data sheets and of the summary tables.

use crate::domain::{Direction, Judgement, Kind, Rating, RatingId, key, shares};
use crate::plan::{DeliveryPlan, IssuedAction, IssuedIndicator, Plan, PlannedAction, PlannedIndicator};
use crate::returns::{ActionRow, IndicatorRow, Return};

use super::{Line, Table};

/// Which rating a row counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It counts as that rating of the plan's scale.
    Counted(RatingId),
    /// It should count, and has no rating that can be read.
    NotRated,
    /// It is for information only.
    InformationOnly,
}

/// One action of the period: planned, issued, received, counted.
#[derive(Debug, Clone)]
pub struct ActionLine<'q> {
    /// The row of the plan workbook.
    pub planned: &'q PlannedAction,
    /// The delivery plan under which it counts.
    pub delivery_plan: &'q DeliveryPlan,
    /// The return that answers for it, where one does.
    pub received: Option<&'q Return>,
    /// The row as it was issued, from that return's stamp.
    pub issued: Option<&'q IssuedAction>,
    /// The row as it came back.
    pub row: Option<&'q ActionRow>,
    /// Which rating it counts as.
    pub place: Place,
    /// The rating that it counts as.
    pub counted: Option<&'q Rating>,
    /// The direction of travel, where the plan shows one.
    pub direction: Option<Direction>,
}

/// One indicator of the period: planned, issued, received, computed, counted.
#[derive(Debug, Clone)]
pub struct IndicatorLine<'q> {
    /// The row of the plan workbook.
    pub planned: &'q PlannedIndicator,
    /// The delivery plan under which it counts.
    pub delivery_plan: &'q DeliveryPlan,
    /// The return that answers for it, where one does.
    pub received: Option<&'q Return>,
    /// The row as it was issued: from that return's stamp, else as the plan would issue it now.
    pub issued: IssuedIndicator,
    /// The row as it came back.
    pub row: Option<&'q IndicatorRow>,
    /// The rating that was given, in the plan's scale.
    pub given: Option<&'q Rating>,
    /// What the band makes of the value.
    pub judgement: Option<Judgement>,
    /// Which rating it counts as.
    pub place: Place,
    /// The rating that it counts as.
    pub counted: Option<&'q Rating>,
    /// The direction of travel, where the plan shows one.
    pub direction: Option<Direction>,
}

/// What the summary needs of a line.
pub(super) trait Countable {
    fn place(&self) -> Place;
    fn priority(&self) -> Option<&str>;
    fn delivery_plan(&self) -> &DeliveryPlan;
    fn portfolio_holder(&self) -> Option<&str>;
    fn scrutiny_committee(&self) -> Option<&str>;
}

impl Countable for ActionLine<'_> {
    fn place(&self) -> Place {
        self.place
    }
    fn priority(&self) -> Option<&str> {
        self.planned.priority.as_deref()
    }
    fn delivery_plan(&self) -> &DeliveryPlan {
        self.delivery_plan
    }
    fn portfolio_holder(&self) -> Option<&str> {
        self.planned.portfolio_holder.as_deref()
    }
    fn scrutiny_committee(&self) -> Option<&str> {
        self.planned.scrutiny_committee.as_deref()
    }
}

impl Countable for IndicatorLine<'_> {
    fn place(&self) -> Place {
        self.place
    }
    fn priority(&self) -> Option<&str> {
        self.planned.priority.as_deref()
    }
    fn delivery_plan(&self) -> &DeliveryPlan {
        self.delivery_plan
    }
    fn portfolio_holder(&self) -> Option<&str> {
        self.delivery_plan.portfolio_holder.as_deref()
    }
    fn scrutiny_committee(&self) -> Option<&str> {
        self.delivery_plan.scrutiny_committee.as_deref()
    }
}

/// Counts lines of one kind into a table.
pub(super) fn table<L: Countable>(plan: &Plan, kind: Kind, lines: &[L]) -> Table {
    let scale = plan.scale(kind);
    let columns: Vec<String> = scale.names().map(str::to_owned).collect();
    let in_base: Vec<bool> = scale.iter().map(|rating| rating.in_percentages).collect();
    let count = |code: &str, name: &str, wanted: &dyn Fn(&L) -> bool| {
        line(plan, &in_base, code, name, lines.iter().filter(|line| wanted(line)).map(Countable::place))
    };
    let priorities = plan
        .priorities
        .iter()
        .map(|priority| {
            let code = key(&priority.code);
            count(&priority.code, &priority.name, &|line| line.priority().is_some_and(|own| key(own) == code))
        })
        .collect();
    let by_delivery_plan = plan
        .delivery_plans
        .iter()
        .map(|own| {
            let code = key(&own.code);
            count(&own.code, &own.name, &|line| key(&line.delivery_plan().code) == code)
        })
        .collect();
    let grouped = |of: &dyn Fn(&L) -> Option<String>| {
        let mut names: Vec<String> = Vec::new();
        for name in lines.iter().filter_map(of) {
            if !names.iter().any(|known| key(known) == key(&name)) {
                names.push(name);
            }
        }
        names.iter().map(|name| count("", name, &|line| of(line).is_some_and(|own| key(&own) == key(name)))).collect()
    };
    Table {
        overall: count("", "Overall", &|_| true),
        priorities,
        by_delivery_plan,
        by_portfolio_holder: grouped(&|line| line.portfolio_holder().map(str::to_owned)),
        by_scrutiny_committee: grouped(&|line| line.scrutiny_committee().map(str::to_owned)),
        columns,
        in_base,
    }
}

fn line(plan: &Plan, in_base: &[bool], code: &str, name: &str, places: impl Iterator<Item = Place>) -> Line {
    let mut line = Line {
        code: code.to_owned(),
        name: name.to_owned(),
        counts: vec![0; in_base.len()],
        percentages: Vec::new(),
        base: 0,
        total: 0,
        not_rated: 0,
        information_only: 0,
    };
    for place in places {
        match place {
            Place::Counted(RatingId(id)) => {
                if let Some(count) = line.counts.get_mut(id) {
                    *count = count.saturating_add(1);
                }
            }
            Place::NotRated => line.not_rated = line.not_rated.saturating_add(1),
            Place::InformationOnly => line.information_only = line.information_only.saturating_add(1),
        }
    }
    line.total = line.counts.iter().sum();
    line.base = line.counts.iter().zip(in_base).filter(|(_, counts)| **counts).map(|(count, _)| count).sum();
    line.percentages = shares(&line.counts, in_base, plan.settings.rounding, plan.settings.places);
    line
}
