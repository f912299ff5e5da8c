//! The two tables of a return: their texts, their rows, and their columns in the order in which they are issued.
//!
//! Issuing writes them and reading looks for them, from this one list.

use jiff::civil::Date;

use crate::domain::{Kind, SharedText, heading_key};
use crate::layout::{Column, Field, RETURN, SheetId};

use super::ask::Ask;
use super::issued::{Issued, IssuedIndicator};
use super::issued_row::IssuedRow;
use super::{ActionsCounted, DirectionSetting, IndicatorRatings, Printed};

/// A column of a return's table: one of the layout's, or a further one of the plan's.
#[derive(Debug, Clone, Copy)]
pub enum IssuedColumn<'a> {
    /// One of the layout's.
    Layout(&'static Column),
    /// The further column of that number.
    Further {
        /// Its place among the further columns of the sheet.
        index: usize,
        /// Its heading.
        heading: &'a str,
        /// What it asks, where the service fills it in.
        ask: Option<Ask<'a>>,
    },
    /// What was answered in the period before, in front of the column that asks again.
    LastAnswer {
        /// Its place among the columns of the sheet that ask.
        place: usize,
        /// What is asked again.
        ask: Ask<'a>,
    },
}

/// What stands before the heading of a column that asks, above what was answered in the period before.
const LAST: &str = "Last";

impl<'a> IssuedColumn<'a> {
    /// The heading as printed.
    pub fn printed_heading(&self) -> String {
        match self {
            Self::Layout(column) => column.printed_heading(),
            Self::Further { ask: Some(ask), .. } => ask.printed_heading(),
            Self::Further { heading, .. } => (*heading).to_owned(),
            Self::LastAnswer { ask, .. } => last_heading(ask),
        }
    }

    /// Whether the service fills the column in.
    pub fn is_entry(&self) -> bool {
        match self {
            Self::Layout(column) => column.entry,
            Self::Further { ask, .. } => ask.is_some(),
            Self::LastAnswer { .. } => false,
        }
    }

    /// What it asks, where it is a further one that the service fills in.
    pub fn ask(&self) -> Option<Ask<'a>> {
        match self {
            Self::Further { ask, .. } => *ask,
            Self::Layout(_) | Self::LastAnswer { .. } => None,
        }
    }

    /// Its place among the further columns, where it is one of those.
    pub fn further(&self) -> Option<usize> {
        match self {
            Self::Layout(_) | Self::LastAnswer { .. } => None,
            Self::Further { index, .. } => Some(*index),
        }
    }

    /// The layout's field, where it is one of the layout's.
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Layout(column) => Some(column.field),
            Self::Further { .. } | Self::LastAnswer { .. } => None,
        }
    }
}

/// The heading above what was answered in the period before.
pub(super) fn last_heading(ask: &Ask<'_>) -> String {
    format!("{LAST}: {}", ask.printed())
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
                .map(|(index, heading)| IssuedColumn::Further { index, heading, ask: self.ask(heading) })
                .filter(move |column| column.is_entry() == wanted)
                .filter(move |column| wanted || self.keeps_empty_columns() || self.is_any_filled(kind, column))
        };
        // What was answered before stands in front of what asks again.
        let asked = || {
            (0..).zip(further(true)).flat_map(|(place, column)| {
                let last = column.ask().map(|ask| IssuedColumn::LastAnswer { place, ask });
                let last = last.filter(|last| self.is_any_filled(kind, last));
                last.into_iter().chain([column])
            })
        };
        let mut columns = Vec::new();
        for column in &RETURN.sheet(id).columns {
            if column.field == before {
                columns.extend(further(false));
            }
            if column.field == Field::Check {
                columns.extend(asked());
            }
            let issued = IssuedColumn::Layout(column);
            if self.has_column(kind, column, &issued) {
                columns.push(issued);
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
            IssuedColumn::Layout(column) if column.field == Field::Unit => {
                self.indicators.get(index).map(|row| Printed::words(self.unit_words(row)))
            }
            IssuedColumn::Layout(column) => self.row(kind, index).map(|row| row.printed(column.field)),
            IssuedColumn::Further { index: further, .. } => {
                self.row(kind, index).and_then(|row| row.carried().get(*further)).cloned()
            }
            IssuedColumn::LastAnswer { place, .. } => {
                self.row(kind, index).and_then(|row| row.last_answers().get(*place)).cloned()
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

    /// The further columns of `kind` that ask for an entry.
    pub fn asked(&self, kind: Kind) -> impl Iterator<Item = Ask<'_>> {
        self.extras(kind).iter().filter_map(|heading| self.ask(heading))
    }

    /// What a further heading asks; the first version of the form knew no types.
    fn ask<'h>(&self, heading: &'h str) -> Option<Ask<'h>> {
        if self.is_of_first_version() { Ask::untyped(heading) } else { Ask::of(heading) }
    }

    /// Whether what a return requires is required of the row `index` of `kind`, as of a day: it must be rated, and did not
    /// come whole.
    pub fn must_be_answered(&self, kind: Kind, index: usize, as_of: Date) -> bool {
        match kind {
            Kind::Actions => self
                .actions
                .get(index)
                .is_some_and(|row| row.finished.is_none() && self.action_needs_rating(row, as_of)),
            Kind::Indicators => self.indicators.get(index).is_some_and(IssuedIndicator::is_rated),
        }
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
                "Fill in the yellow cells, then any white cell that applies. Grey cells are locked or need no entry. For Value type a figure, or choose Not due, Not available or Awaited."
            }
        }
    }

    /// Whether the sheet of `kind` has a column: what identifies a row or is asked for always, whatever else where a row
    /// has anything in it.
    fn has_column(&self, kind: Kind, column: &Column, issued: &IssuedColumn<'_>) -> bool {
        if let Some(found) = &self.found {
            return found.contains(&(kind, column.field));
        }
        match (kind, column.field) {
            // What may be empty at first and is filled in the next period keeps its place, so that no other column moves.
            (_, Field::Ref | Field::Action | Field::Indicator | Field::Check)
            | (Kind::Actions, Field::Deadline | Field::LastRating) => true,
            (_, Field::DirectionOfTravel) => self.settings.direction == DirectionSetting::Given,
            (Kind::Indicators, Field::Rating) => self.gives_ratings(),
            (Kind::Indicators, Field::Numerator | Field::Denominator) => {
                self.indicators.iter().any(|row| row.asks_part(column.field))
            }
            // There is nothing to override where no band rates a row.
            (Kind::Indicators, Field::OverrideReason) => {
                let is_rated_by_band = || self.indicators.iter().any(|row| row.tolerance.is_some());
                self.gives_ratings() && (self.keeps_empty_columns() || is_rated_by_band())
            }
            (Kind::Indicators, Field::LastRating) if self.is_of_first_version() => false,
            // The plan's own column of that name stands for it.
            (_, Field::TargetForTheYear) if self.has_extra(kind, &column.heading) => false,
            (Kind::Actions, Field::Outcome | Field::Project | Field::LeadOfficer)
            | (_, Field::LastCommentary | Field::TargetForTheYear) => self.is_any_filled(kind, issued),
            (_, Field::LastYear | Field::LastValue) if self.compares_figures() => true,
            (_, field) => {
                let is_asked = column.entry && field != Field::LastValue;
                is_asked || self.keeps_empty_columns() || self.is_any_filled(kind, issued)
            }
        }
    }

    /// Whether any indicator has a better and a worse; otherwise they are judged, and there are no figures to look back on.
    fn compares_figures(&self) -> bool {
        self.indicators.iter().any(|row| row.better_when.is_some() || row.tolerance.is_some())
    }

    fn gives_ratings(&self) -> bool {
        self.settings.indicator_ratings == IndicatorRatings::GivenAndChecked
    }

    /// Whether columns stand in its tables in which no row has anything.
    fn keeps_empty_columns(&self) -> bool {
        self.is_of_first_version() || self.found.is_some()
    }

    fn is_any_filled(&self, kind: Kind, column: &IssuedColumn<'_>) -> bool {
        (0..self.row_count(kind)).any(|index| !self.printed(kind, index, column).is_blank())
    }

    fn has_extra(&self, kind: Kind, heading: &str) -> bool {
        self.extras(kind).iter().any(|own| heading_key(own) == heading_key(heading))
    }
}
