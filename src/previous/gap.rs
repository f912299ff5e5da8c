//! What an earlier consolidated workbook no longer tells, because a sheet, a column or the order among its references
//! was lost.
//!
//! Such a workbook is compared as far as it goes, and what it does not tell is kept here so that somebody says so:
//! comparing less in silence would look like a quarter in which nothing slipped.

use crate::domain::Kind;
use crate::layout::{Column, Field, data_sheet};

/// The custom property of a consolidated workbook that lists which of the columns that are only written where they hold
/// something were written, as `Actions: Completed date, Revised deadline; Indicators: Last value`.
pub(crate) const PROPERTY_CONSOLIDATED_COLUMNS: &str = "planroll consolidated columns";

/// Something that an earlier workbook does not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// A data sheet is missing.
    Sheet(Kind),
    /// A column is missing.
    Column {
        /// The rows that it was about.
        kind: Kind,
        /// What stood in it.
        field: Field,
        /// The sheet as it is called now.
        sheet: String,
    },
    /// A heading stands twice, so that neither column is read.
    HeadingTwice {
        /// The rows that it is about.
        kind: Kind,
        /// What stands in them.
        field: Field,
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

/// The columns of a data sheet that a later period compares, in their order.
pub(super) fn compared(kind: Kind) -> impl Iterator<Item = &'static Column> {
    data_sheet(kind).columns.iter().filter(|column| column.compared.is_some())
}

/// The value of [`PROPERTY_CONSOLIDATED_COLUMNS`] for a workbook: `holds` says in which columns anything stands.
pub(crate) fn columns_written(holds: impl Fn(Kind, Field) -> bool) -> String {
    let parts = [Kind::Actions, Kind::Indicators].into_iter().filter_map(|kind| {
        let written = compared(kind).filter(|column| column.optional && holds(kind, column.field));
        let headings: Vec<&str> = written.map(|column| column.heading.as_str()).collect();
        (!headings.is_empty()).then(|| format!("{}: {}", data_sheet(kind).name, headings.join(", ")))
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// Whether a column should be there: `written` is the property, where the workbook still has it.
pub(super) fn is_expected(kind: Kind, column: &Column, written: Option<&str>) -> bool {
    let lists = |part: &str| {
        let (sheet, headings) = part.split_once(": ").unwrap_or_default();
        sheet.trim() == data_sheet(kind).name && headings.split(',').any(|heading| heading.trim() == column.heading)
    };
    !column.optional || written.is_some_and(|written| written.split(';').any(lists))
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
        let expected = |kind, field, written| is_expected(kind, data_sheet(kind).column(field).unwrap(), written);
        let listed = |kind, field| expected(kind, field, Some(written.as_str()));
        assert!(listed(Kind::Actions, Field::RevisedDeadline) && listed(Kind::Indicators, Field::LastValue));
        assert!(!listed(Kind::Actions, Field::CompletedDate) && listed(Kind::Actions, Field::Commentary));
        let saved_without = expected(Kind::Actions, Field::RevisedDeadline, None);
        assert!(!saved_without, "saved by something that drops properties");
    }
}
