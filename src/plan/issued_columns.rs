//! The columns of a return's two tables, in the order in which they are issued.
//!
//! Issuing writes them and reading looks for them, from this one list.

use crate::domain::Kind;
use crate::layout::{Column, Field, RETURN, SheetId};

use super::{Carried, DirectionSetting, IndicatorRatings, Issued};

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
        for column in &crate::layout::sheet(&RETURN, id).columns {
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
