//! The two tables of a return: their texts, their rows, and their columns in the order in which they are issued.
//!
//! Issuing writes them and reading looks for them, from this one list.

use crate::domain::{Kind, SharedText};
use crate::layout::{Column, Field, RETURN, SheetId};

use super::issued::{Carried, Issued};
use super::issued_row::IssuedRow;
use super::{ActionsCounted, DirectionSetting, IndicatorRatings, Printed};

/// A column of a return's table: one of the layout's, or a further one of the plan's.
#[derive(Debug, Clone, Copy)]
pub enum IssuedColumn<'a> {
    /// One of the layout's.
    Layout(&'static Column),
    /// The further column of that number; `asks` where the service fills it in.
    Further {
        /// Its place among the further columns of the sheet.
        index: usize,
        /// Its heading.
        heading: &'a str,
        /// Whether it is an entry column.
        asks: bool,
    },
}

impl IssuedColumn<'_> {
    /// The heading as printed.
    pub fn printed_heading(&self) -> String {
        match self {
            Self::Layout(column) => column.printed_heading(),
            Self::Further { heading, .. } => (*heading).to_owned(),
        }
    }

    /// Whether the service fills the column in.
    pub fn is_entry(&self) -> bool {
        match self {
            Self::Layout(column) => column.entry,
            Self::Further { asks, .. } => *asks,
        }
    }

    /// Its place among the further columns, where it is one of those.
    pub fn further(&self) -> Option<usize> {
        match self {
            Self::Layout(_) => None,
            Self::Further { index, .. } => Some(*index),
        }
    }

    /// The layout's field, where it is one of the layout's.
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Layout(column) => Some(column.field),
            Self::Further { .. } => None,
        }
    }
}

impl Issued {
    /// The columns of the sheet of `kind`, in the order in which they are issued. Locked further columns stand
    /// before the deadline or the unit, asked ones before the check.
    pub fn columns(&self, kind: Kind) -> Vec<IssuedColumn<'_>> {
        let (id, extras, before) = match kind {
            Kind::Actions => (SheetId::Actions, &self.action_extras, Field::Deadline),
            Kind::Indicators => (SheetId::Indicators, &self.indicator_extras, Field::Unit),
        };
        let further = |wanted: bool| {
            extras
                .iter()
                .enumerate()
                .map(|(index, heading)| IssuedColumn::Further { index, heading, asks: Carried::asks(heading) })
                .filter(move |column| column.is_entry() == wanted)
        };
        let mut columns = Vec::new();
        for column in &RETURN.sheet(id).columns {
            if column.field == before {
                columns.extend(further(false));
            }
            if column.field == Field::Check {
                columns.extend(further(true));
            }
            if self.has_column(kind, column.field) {
                columns.push(IssuedColumn::Layout(column));
            }
        }
        columns
    }

    /// The row `index` of `kind`.
    pub fn row(&self, kind: Kind, index: usize) -> Option<&dyn IssuedRow> {
        match kind {
            Kind::Actions => self.actions.get(index).map(|row| row as &dyn IssuedRow),
            Kind::Indicators => self.indicators.get(index).map(|row| row as &dyn IssuedRow),
        }
    }

    /// What the issued cell of a column holds in the row `index` of `kind`; blank for entry cells that come empty.
    pub fn printed(&self, kind: Kind, index: usize, column: &IssuedColumn<'_>) -> Printed {
        match column {
            IssuedColumn::Layout(column) if column.field == Field::Tolerance => {
                self.indicators.get(index).map(|row| Printed::words(self.tolerance_words(row)))
            }
            IssuedColumn::Layout(column) => self.row(kind, index).map(|row| row.printed(column.field)),
            IssuedColumn::Further { index: further, .. } => {
                self.row(kind, index).and_then(|row| row.carried().get(*further)).cloned()
            }
        }
        .unwrap_or_default()
    }

    /// How many rows of `kind` were issued.
    pub fn row_count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Actions => self.actions.len(),
            Kind::Indicators => self.indicators.len(),
        }
    }

    /// The reference of the row `index` of `kind`.
    pub fn reference(&self, kind: Kind, index: usize) -> Option<&str> {
        self.row(kind, index).map(|row| row.reference().as_str())
    }

    /// Headings of the further columns of `kind`.
    pub fn extras(&self, kind: Kind) -> &[SharedText] {
        match kind {
            Kind::Actions => &self.action_extras,
            Kind::Indicators => &self.indicator_extras,
        }
    }

    /// Headings of the further columns of `kind` that ask for an entry.
    pub fn asked(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.extras(kind).iter().map(SharedText::as_str).filter(|heading| Carried::asks(heading))
    }

    /// The title of the sheet of `kind`, in its cell A1.
    pub fn sheet_title(&self, kind: Kind) -> String {
        format!("{} – {} – {}", self.stamp.plan_name, kind.to_string().to_lowercase(), self.stamp.period)
    }

    /// Title and instruction of both tables, as this version words them.
    pub fn texts_of_tables(&self) -> Vec<String> {
        [Kind::Actions, Kind::Indicators]
            .into_iter()
            .flat_map(|kind| [self.sheet_title(kind), self.sheet_instruction(kind).to_owned()])
            .collect()
    }

    /// The instruction below the title, in cell A2.
    pub fn sheet_instruction(&self, kind: Kind) -> &'static str {
        match (kind, self.settings.actions_counted) {
            (Kind::Actions, ActionsCounted::AllMonitored) => {
                "Fill in the yellow cells, then any white cell that applies. Grey cells are locked."
            }
            (Kind::Actions, ActionsCounted::WhenRated) => {
                "Rate the yellow rows: their deadline has come. Rate another only if it is finished or will slip. Grey cells are locked."
            }
            (Kind::Indicators, _) => {
                "Fill in the yellow cells, then any white cell that applies. Grey cells are locked. For Value type a figure, or: Not due, Not available, Awaited."
            }
        }
    }

    fn has_column(&self, kind: Kind, field: Field) -> bool {
        match (kind, field) {
            (Kind::Actions, Field::Outcome) => self.actions.iter().any(|row| row.outcome.is_some()),
            (Kind::Actions, Field::Project) => self.actions.iter().any(|row| row.project.is_some()),
            (Kind::Actions, Field::DirectionOfTravel) => self.settings.direction == DirectionSetting::Given,
            (Kind::Indicators, Field::Rating | Field::OverrideReason) => {
                self.settings.indicator_ratings == IndicatorRatings::GivenAndChecked
            }
            _ => true,
        }
    }
}
