//! The further columns of Actions and Indicators: headings that the layout does not know, issued with every row.
//!
//! A further column may not have the heading of a column that the return or the consolidated workbook has of its own,
//! nor stand twice: the return would come back with two columns of one name, and nobody could tell which was filled in.

use crate::domain::{SharedText, heading_key};
use crate::grid::{CellRef, Sheet, written_of};
use crate::layout::{CONSOLIDATED, Field, RETURN, Row, SheetId, Table};
use crate::plan::issued_columns::last_heading;
use crate::plan::{Ask, Carried};

use super::fault::{ColumnFault, FaultKind};
use super::faults::Faults;
use super::quantity::carried;

/// Columns of the return and the consolidated workbook whose headings 0.1.0 left to the officer.
const MAY_BE_OWN: [Field; 7] = [
    Field::Outcome,
    Field::TargetForTheYear,
    Field::Change,
    Field::DirectionOnPrevious,
    Field::DirectionOnLastYear,
    Field::MilestoneOf,
    Field::Counted,
];

/// The further columns of a sheet: headings as typed and where they stand.
#[derive(Debug)]
pub(super) struct Further(Vec<(SharedText, CellRef)>);

impl Further {
    /// Finds the further columns of the sheet `id`; those that cannot be issued are recorded and left out.
    pub(super) fn find(table: &Table<'_>, id: SheetId, faults: &mut Faults) -> Self {
        let mut kept: Vec<(SharedText, CellRef)> = Vec::new();
        let carried = table.carried().into_iter().filter(|(heading, _)| !heading_key(heading).is_empty());
        let mut printed: Vec<(String, CellRef)> = Vec::new();
        for (heading, at) in carried {
            // The return and the consolidated workbook print what is asked without its type.
            let asked = Ask::of(&heading).filter(|ask| !ask.is_plain()).map(|ask| ask.printed().to_owned());
            let own = asked.as_deref().unwrap_or(&heading).to_owned();
            let last = asked.as_deref().and(Ask::of(&heading)).map(|ask| last_heading(&ask));
            // One may well have had the year's target in a column of one's own, and how it goes.
            let taken = [&RETURN, &CONSOLIDATED].into_iter().any(|layout| {
                let of_layout = layout.sheet(id).column_headed(&own);
                of_layout.is_some_and(|column| asked.is_some() || !MAY_BE_OWN.contains(&column.field))
            });
            let clash = |other: &str| {
                let other = heading_key(other);
                other == heading_key(&own) || last.as_deref().is_some_and(|last| other == heading_key(last))
            };
            let first = printed.iter().find(|(other, _)| clash(other)).map(|(_, at)| *at);
            match first {
                _ if taken => faults.at_heading(table, at, FaultKind::Column(ColumnFault::Taken { heading: own })),
                Some(first) => {
                    faults.at_heading(table, at, FaultKind::Column(ColumnFault::Twice { heading: own, first }));
                }
                None => {
                    printed.push((own, at));
                    printed.extend(last.map(|last| (last, at)));
                    kept.push((heading.into(), at));
                }
            }
        }
        Self(kept)
    }

    /// With a column that is ours elsewhere and is carried here, in its place.
    pub(super) fn with(mut self, carried: Option<(&str, CellRef)>) -> Self {
        if let Some((heading, at)) = carried {
            self.0.push((heading.into(), at));
            self.0.sort_by_key(|(_, at)| at.col);
        }
        self
    }

    /// Parts the columns whose heading names something, such as a period, from the others.
    pub(super) fn part<T>(self, named: impl Fn(&str) -> Option<T>) -> (Vec<(T, CellRef)>, Self) {
        let (found, others): (Vec<_>, Vec<_>) = self
            .0
            .into_iter()
            .map(|(heading, at)| (named(&heading), heading, at))
            .partition(|(name, _, _)| name.is_some());
        let found = found.into_iter().filter_map(|(name, _, at)| name.map(|name| (name, at))).collect();
        (found, Self(others.into_iter().map(|(_, heading, at)| (heading, at)).collect()))
    }

    /// The columns whose heading names something; they stay among the further ones.
    pub(super) fn named<T>(&self, named: impl Fn(&str) -> Option<T>) -> Vec<(T, CellRef)> {
        self.0.iter().filter_map(|(heading, at)| Some((named(heading)?, *at))).collect()
    }

    /// What stands in them in one row, in the order of the headings.
    pub(super) fn of(&self, row: &Row<'_, '_>, sheet: &Sheet) -> Vec<Carried> {
        let one = |(heading, at): &(SharedText, CellRef)| {
            let cell = row.cell_at(row.under(*at));
            let written = cell.and_then(|cell| written_of(sheet.looks_at(cell.at)));
            Carried { heading: heading.clone(), value: carried(cell, written) }
        };
        self.0.iter().map(one).collect()
    }
}
