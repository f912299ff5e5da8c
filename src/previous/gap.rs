//! What an earlier consolidated workbook no longer tells, because a sheet, a column or the order among its references
//! was lost.
//!
//! Such a workbook is compared as far as it goes, and what it does not tell is kept here so that somebody says so:
//! comparing less in silence would look like a quarter in which nothing slipped. The border: nothing is worded here.

use crate::domain::Kind;
use crate::layout::{self, CONSOLIDATED, Field, SheetId};

/// The custom property of a consolidated workbook that lists which of the columns that are only written where they hold
/// something were written, as `Actions: Completed date, Revised deadline; Indicators: Last value`.
pub const PROPERTY_CONSOLIDATED_COLUMNS: &str = "planroll consolidated columns";

/// What a column of a data sheet tells about the rows of its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Which row is which.
    Refs,
    /// What was to be done or measured.
    Wording,
    /// The deadlines.
    Deadlines,
    /// In which unit values are.
    Units,
    /// Whether a value was due.
    Due,
    /// The targets.
    Targets,
    /// The tolerances.
    Tolerances,
    /// The values of the period before.
    LastValues,
    /// The values.
    Values,
    /// The ratings of the period before.
    LastRatings,
    /// The ratings that counted.
    Ratings,
    /// The days on which actions were completed.
    Completed,
    /// The revised deadlines.
    Revised,
    /// The directions of travel.
    Directions,
    /// The commentary.
    Commentary,
    /// For which rows a return answered.
    Answered,
}

/// Something that an earlier workbook does not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// A data sheet is missing.
    Sheet(Kind),
    /// A column is missing.
    Column {
        /// The rows that it was about.
        kind: Kind,
        /// What it would tell.
        told: Told,
        /// The sheet as it is called now.
        sheet: String,
    },
    /// A heading stands twice, so that neither column is read.
    HeadingTwice {
        /// The rows that it is about.
        kind: Kind,
        /// What it would tell.
        told: Told,
        /// The sheet as it is called now.
        sheet: String,
    },
    /// A reference stands in several rows that differ.
    RefTwice {
        /// The rows that it is about.
        kind: Kind,
        /// The sheet as it is called now.
        sheet: String,
        /// The reference.
        reference: String,
        /// The rows, counted from 1 as Excel does.
        rows: Vec<u32>,
    },
}

impl Told {
    /// Everything that the columns of a data sheet tell and that is asked of them, in their order.
    pub(super) fn all(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Actions => &[
                Self::Refs,
                Self::Wording,
                Self::Deadlines,
                Self::LastRatings,
                Self::Ratings,
                Self::Completed,
                Self::Revised,
                Self::Directions,
                Self::Commentary,
                Self::Answered,
            ],
            Kind::Indicators => &[
                Self::Refs,
                Self::Wording,
                Self::Units,
                Self::Due,
                Self::LastValues,
                Self::Targets,
                Self::Tolerances,
                Self::Values,
                Self::Ratings,
                Self::Commentary,
                Self::Answered,
            ],
        }
    }

    /// The column that tells it.
    pub fn field(self, kind: Kind) -> Field {
        match (self, kind) {
            (Self::Refs, _) => Field::Ref,
            (Self::Wording, Kind::Actions) => Field::Action,
            (Self::Wording, Kind::Indicators) => Field::Indicator,
            (Self::Deadlines, _) => Field::Deadline,
            (Self::Units, _) => Field::Unit,
            (Self::Due, _) => Field::Due,
            (Self::LastValues, _) => Field::LastValue,
            (Self::Targets, _) => Field::Target,
            (Self::Tolerances, _) => Field::Tolerance,
            (Self::Values, _) => Field::Value,
            (Self::LastRatings, _) => Field::LastRating,
            (Self::Ratings, _) => Field::RatingCounted,
            (Self::Completed, _) => Field::CompletedDate,
            (Self::Revised, _) => Field::RevisedDeadline,
            (Self::Directions, _) => Field::DirectionOfTravel,
            (Self::Commentary, _) => Field::Commentary,
            (Self::Answered, _) => Field::SourceFile,
        }
    }

    /// The heading of that column.
    pub fn heading(self, kind: Kind) -> &'static str {
        layout::sheet(&CONSOLIDATED, sheet_of(kind)).heading(self.field(kind))
    }

    /// Whether the column is written only where it holds something.
    fn is_optional(self, kind: Kind) -> bool {
        let form = layout::sheet(&CONSOLIDATED, sheet_of(kind));
        form.column(self.field(kind)).is_some_and(|column| column.optional)
    }
}

/// The data sheet of a kind of rows.
pub(super) fn sheet_of(kind: Kind) -> SheetId {
    match kind {
        Kind::Actions => SheetId::Actions,
        Kind::Indicators => SheetId::Indicators,
    }
}

/// The value of [`PROPERTY_CONSOLIDATED_COLUMNS`] for a workbook: `holds` says in which columns anything stands.
pub fn columns_written(holds: impl Fn(Kind, Field) -> bool) -> String {
    let parts = [Kind::Actions, Kind::Indicators].into_iter().filter_map(|kind| {
        let written = Told::all(kind).iter().filter(|told| told.is_optional(kind) && holds(kind, told.field(kind)));
        let headings: Vec<&str> = written.map(|told| told.heading(kind)).collect();
        let name = &layout::sheet(&CONSOLIDATED, sheet_of(kind)).name;
        (!headings.is_empty()).then(|| format!("{name}: {}", headings.join(", ")))
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// Whether a column should be there: `written` is the property, where the workbook still has it.
pub(super) fn is_expected(kind: Kind, told: Told, written: Option<&str>) -> bool {
    let name = &layout::sheet(&CONSOLIDATED, sheet_of(kind)).name;
    let lists = |part: &str| {
        let (sheet, headings) = part.split_once(": ").unwrap_or_default();
        sheet.trim() == name && headings.split(',').any(|heading| heading.trim() == told.heading(kind))
    };
    !told.is_optional(kind) || written.is_some_and(|written| written.split(';').any(lists))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_is_only_written_where_it_holds_something_is_missed_only_where_it_was_written() {
        let written = columns_written(|kind, field| {
            matches!((kind, field), (Kind::Actions, Field::RevisedDeadline) | (_, Field::LastValue))
        });
        assert_eq!(written, "Actions: Revised deadline; Indicators: Last value");
        let expected = |kind, told| is_expected(kind, told, Some(&written));
        assert!(expected(Kind::Actions, Told::Revised) && expected(Kind::Indicators, Told::LastValues));
        assert!(!expected(Kind::Actions, Told::Completed) && expected(Kind::Actions, Told::Commentary));
        assert!(!is_expected(Kind::Actions, Told::Revised, None), "saved by something that drops properties");
    }
}
