//! The plan in the making: its rows with what stands in each column, before any of it has an address.

use std::collections::BTreeMap;

use crate::domain::{Kind, Part, Period, key};
use crate::layout::Field;
use crate::plan::{Printed, Setting};

use super::place::Place;

/// A column of Actions or Indicators, in the order in which they stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Col {
    /// One that the layout knows.
    Known(Field),
    /// The target of a part of the year.
    Target(u8, String),
    /// A column with another heading: those of earlier periods in their order, then the officer's own in theirs.
    Headed(Rank, String),
}

/// Where a further column stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The values of an earlier period: where it ends.
    Value(i16, u8),
    /// Its ratings.
    Rating(i16, u8),
    /// What is asked of services.
    Ask,
    /// The officer's own, in the order in which they were found.
    Own(usize),
}

impl Col {
    pub(super) fn value_of(period: Period) -> Self {
        let (year, months) = period.end_in_year();
        Self::Headed(Rank::Value(year, months), period.to_string())
    }

    pub(super) fn rating_of(period: Period) -> Self {
        let (year, months) = period.end_in_year();
        Self::Headed(Rank::Rating(year, months), format!("Rating {period}"))
    }

    pub(super) fn target_of(part: Part) -> Self {
        Self::Target(part.number(), part.to_string())
    }
}

/// A cell of the plan workbook that is not yet there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PlanPlace {
    /// Of a row, by its number in its sheet's list.
    Row(Kind, usize, Col),
    Setting(Setting),
    /// The name of a priority, by its number.
    Priority(usize),
    /// The name of a delivery plan, by its number.
    DeliveryPlan(usize),
    /// Its address is known.
    At(String),
}

/// A row of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DraftRow {
    pub(super) kind: Kind,
    /// The cell of the tracker in which it has its name.
    pub(super) place: Place,
    pub(super) cells: BTreeMap<Col, Printed>,
    /// The cells of the tracker from which those of the plan come.
    pub(super) from: BTreeMap<Col, Place>,
    /// What is to be decided in it.
    pub(super) decides: Vec<Undecided>,
    /// What it is filed under, by name.
    pub(super) plan: Option<String>,
    pub(super) priority: Option<String>,
    pub(super) owner: Option<String>,
}

/// A cell of a row that an officer has to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Undecided {
    pub(super) col: Col,
    pub(super) place: Place,
    pub(super) found: String,
    pub(super) why: String,
}

impl DraftRow {
    pub(super) fn new(kind: Kind, place: Place) -> Self {
        Self {
            kind,
            place,
            cells: BTreeMap::new(),
            from: BTreeMap::new(),
            decides: Vec::new(),
            plan: None,
            priority: None,
            owner: None,
        }
    }

    /// Fills in a cell, where there is anything to fill in.
    pub(super) fn put(&mut self, col: Col, place: Place, value: Printed) {
        if !value.is_blank() {
            self.from.insert(col.clone(), place);
            self.cells.insert(col, value);
        }
    }

    /// Fills in what no single cell of the tracker says.
    pub(super) fn derive(&mut self, field: Field, text: &str) {
        let value = Printed::words(text);
        if !value.is_blank() {
            self.cells.insert(Col::Known(field), value);
        }
    }

    pub(super) fn words(&mut self, field: Field, place: Place, text: &str) {
        self.put(Col::Known(field), place, Printed::words(text));
    }

    pub(super) fn text(&self, field: Field) -> String {
        match self.cells.get(&Col::Known(field)) {
            Some(Printed::Text(text)) => text.to_string(),
            Some(Printed::Number(number) | Printed::Shown { number, .. }) => number.to_string(),
            Some(Printed::Blank) | None => String::new(),
        }
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.cells.contains_key(&Col::Known(field))
    }

    pub(super) fn decide(&mut self, col: Col, place: Place, found: &str, why: &str) {
        self.decides.push(Undecided { col, place, found: found.to_owned(), why: why.to_owned() });
    }
}

/// The headings of the officer's own columns of one sheet, in the order in which they were found.
#[derive(Debug, Clone, Default)]
pub(super) struct OwnColumns {
    known: Vec<(String, String)>,
}

impl OwnColumns {
    /// The column of a heading; one that the plan would read as its own gets another.
    pub(super) fn col(&mut self, heading: &str, is_of_plan: impl Fn(&str) -> bool) -> Col {
        let wanted = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = self.known.iter().position(|(own, _)| *own == key(&wanted));
        let at = found.unwrap_or_else(|| {
            let shown = if is_of_plan(&wanted) { format!("{wanted} (tracker)") } else { wanted.clone() };
            self.known.push((key(&wanted), shown));
            self.known.len() - 1
        });
        let shown = self.known.get(at).map(|(_, shown)| shown.clone()).unwrap_or(wanted);
        Col::Headed(Rank::Own(at), shown)
    }
}
