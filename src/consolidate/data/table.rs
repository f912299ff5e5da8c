//! The files of a period by their tables, and the columns of each as the layout describes them.

use crate::domain::{FinancialYear, Kind, Part, Period};
use crate::layout::{CONSOLIDATED, DataColumn, Field, data_sheet};

/// A table of the data, of which every period has a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DataTable {
    Actions,
    Indicators,
    Further,
    History,
}

impl DataTable {
    /// How its files' names begin.
    fn name(self) -> &'static str {
        match self {
            Self::Actions => "actions",
            Self::Indicators => "indicators",
            Self::Further => "further-columns",
            Self::History => "history",
        }
    }

    /// What it holds.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Actions => "Actions, one row each",
            Self::Indicators => "Indicators, one row each",
            Self::Further => "Further columns of the plan, one row for each cell",
            Self::History => "The periods side by side, one row for each action or indicator in each",
        }
    }

    /// The name of its file for a period.
    pub(super) fn file(self, period: Period) -> String {
        format!("{}-{}.csv", self.name(), period.slug())
    }

    /// The table of a file, from its name: the name of the table, then a period.
    pub(super) fn of_file(name: &str) -> Option<Self> {
        [Self::Actions, Self::Indicators, Self::Further, Self::History].into_iter().find(|table| {
            let period = name.strip_prefix(table.name()).and_then(|rest| rest.strip_prefix('-'));
            period.and_then(|period| period.strip_suffix(".csv")).is_some_and(is_slug)
        })
    }

    /// Its columns, each with what it holds.
    pub(super) fn columns(self) -> impl Iterator<Item = (Field, &'static DataColumn)> {
        CONSOLIDATED.period.iter().filter_map(own_field).chain(self.own_columns())
    }

    /// The same but for those that say of which period a row is.
    pub(super) fn own_columns(self) -> Vec<(Field, &'static DataColumn)> {
        let kind = match self {
            Self::Actions => Kind::Actions,
            Self::Indicators => Kind::Indicators,
            Self::Further => return CONSOLIDATED.further.iter().filter_map(own_field).collect(),
            Self::History => return CONSOLIDATED.history.iter().filter_map(own_field).collect(),
        };
        let columns = data_sheet(kind).columns.iter();
        let columns =
            columns.flat_map(|column| column.data.iter().map(|data| (data.field.unwrap_or(column.field), data)));
        columns.collect()
    }
}

fn own_field(column: &DataColumn) -> Option<(Field, &DataColumn)> {
    Some((column.field?, column))
}

/// Whether it is a period as file names have it: `2025-26-q1`, `2025-26`.
fn is_slug(text: &str) -> bool {
    let (year, part) = match text.rsplit_once('-') {
        Some((year, part)) if part.starts_with(|first: char| first.is_ascii_alphabetic()) => (year, Some(part)),
        _ => (text, None),
    };
    // Whichever month the year begins with, its name is the same.
    FinancialYear::parse(year, 4).is_some() && part.is_none_or(|part| Part::parse(part).is_some())
}
