//! The columns of a list on the sheet of a priority or delivery plan: which there are, and what stands in them.

use crate::domain::Kind;
use crate::layout::{Field, SheetId};
use crate::plan::Ask;

use crate::tally::{ActionLine, IndicatorLine, Place};

use super::super::answers::is_same_column;
use super::super::book::{Book, layout_of};
use super::super::further::FurtherOfRow;
use super::super::line::DataLine;
use super::super::summary::none;
use super::cells;
use super::column::{Column, Shown};
use super::words::names;

/// What a row of either kind has to say in a column.
pub(in super::super) trait Detailed<'q>: DataLine {
    fn shown(&self, book: &Book<'q>, column: &Column) -> Shown<'q>;

    /// Its headings: outcome, approach, project.
    fn bands(&self, book: &Book<'q>) -> [Option<&'q str>; super::bands::LEVELS];
}

impl<'q> Detailed<'q> for ActionLine<'q> {
    fn shown(&self, book: &Book<'q>, column: &Column) -> Shown<'q> {
        cells::of_action(book, self, column)
    }

    fn bands(&self, book: &Book<'q>) -> [Option<&'q str>; super::bands::LEVELS] {
        // A milestone stands beneath its action, whatever its own row says.
        let own = self.planned;
        let own = own.milestone_of.as_deref().and_then(|action| book.plan.action(action)).unwrap_or(own);
        [own.outcome.as_deref(), own.approach.as_deref(), own.project.as_deref()]
    }
}

impl<'q> Detailed<'q> for IndicatorLine<'q> {
    fn shown(&self, book: &Book<'q>, column: &Column) -> Shown<'q> {
        cells::of_indicator(book, self, column)
    }

    fn bands(&self, book: &Book<'q>) -> [Option<&'q str>; super::bands::LEVELS] {
        let own = self.planned;
        let own = own.parent.as_deref().and_then(|parent| book.plan.indicator(parent)).unwrap_or(own);
        [own.outcome.as_deref(), own.approach.as_deref(), own.project.as_deref()]
    }
}

/// The columns of a list: what must be there, and what any of its rows has; without what the council does not want
/// printed.
pub(in super::super) fn columns<'q, L: Detailed<'q>>(book: &Book<'q>, lines: &[&'q L]) -> Vec<Column> {
    let wording = &book.plan.wording;
    let layout = layout_of(SheetId::Detail);
    let own = own_headings(book, lines.iter().map(|line| line.shared().further));
    let mut columns = Vec::new();
    for column in &layout.columns {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the other columns are for both kinds")]
        let is_of_kind = match column.field {
            Field::Action | Field::Deadline => L::KIND == Kind::Actions,
            Field::Indicator | Field::Frequency | Field::LastYear | Field::Target => L::KIND == Kind::Indicators,
            Field::RatingCounted => none(book, L::KIND).is_none(),
            _ => true,
        };
        if !is_of_kind || !wording.shows(&column.heading) {
            continue;
        }
        // The year's periods stand before the deadline or the target.
        if column.field == Field::Commentary {
            columns.extend(own.iter().cloned().map(Column::Own));
        }
        if matches!(column.field, Field::Deadline | Field::Target) {
            columns.extend(book.tally.record.year().into_iter().map(Column::Period));
            if L::KIND == Kind::Actions {
                columns.push(Column::Later);
            }
        }
        columns.push(Column::Of(column.field));
    }
    let is_rated = lines.iter().any(|line| line.shared().place != Place::InformationOnly);
    let stands = |column: &Column| match column {
        // What is for information only has no rating.
        Column::Of(Field::RatingCounted) => is_rated,
        Column::Period(_)
        | Column::Later
        | Column::Of(Field::Ref | Field::Action | Field::Indicator | Field::Deadline | Field::Target) => true,
        Column::Of(_) | Column::Own(_) => lines.iter().any(|line| !line.shown(book, column).text.is_empty()),
    };
    columns.retain(stands);
    columns
}

/// The officer's own columns that the Wording sheet names, each once.
fn own_headings<'l>(book: &Book<'_>, rows: impl Iterator<Item = FurtherOfRow<'l>>) -> Vec<String> {
    let known = |heading: &str| layout_of(SheetId::Detail).column_headed(heading).is_some();
    let mut own: Vec<String> = Vec::new();
    for heading in rows.flat_map(|row| row.headings()) {
        let is_named = |names: &[&str]| {
            let wording = &book.plan.wording;
            names.iter().all(|name| wording.shows(name)) && names.iter().any(|name| wording.wants(name))
        };
        // How it is expected to end is always of interest; the rest is printed where the council says so.
        let is_forecast = Ask::of(&heading).is_some_and(|ask| ask.is_forecast());
        let is_printed =
            |names: &[&str]| is_named(names) || (is_forecast && names.iter().all(|name| book.plan.wording.shows(name)));
        let is_new = || !own.iter().any(|other| is_same_column(other, &heading));
        if is_printed(&names(&heading)) && !known(&heading) && is_new() {
            own.push(heading);
        }
    }
    own
}
