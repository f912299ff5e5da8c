//! Whom the rows of an appendix answer to: portfolio holder and scrutiny committee, where the plan has them and the council
//! wants them printed.
//!
//! A name that all its rows have stands once above them; where they differ, each row has its own.

use crate::domain::key;
use crate::layout::{Field, SheetId};
use crate::word::{Block, Run};

use super::super::book::{Book, layout_of};
use super::super::detail::{Column, Part};
use super::super::line::DataLine as _;
use super::printed::Printed;

/// Whom the rows of an appendix answer to.
#[derive(Debug, Default)]
pub(super) struct Answerable {
    /// What stands above them: the heading and the name of all.
    of_all: Vec<(String, String)>,
    /// What each row has for itself.
    of_each: Vec<Printed>,
}

impl Answerable {
    pub(super) fn of(book: &Book<'_>, part: &Part<'_>) -> Self {
        let mut answerable = Self::default();
        for column in [Printed::Holder, Printed::Committee] {
            let Some(field) = column.field() else { continue };
            if !book.plan.wording.shows(layout_of(SheetId::Actions).heading(field)) {
                continue;
            }
            let names = names(book, part, field);
            let is_same = |name: &String| names.first().is_some_and(|first| key(first) == key(name));
            match names.first() {
                Some(first) if !first.is_empty() && names.iter().all(is_same) => {
                    answerable.of_all.push((column.heading(book), first.clone()));
                }
                Some(_) | None => answerable.of_each.push(column),
            }
        }
        answerable
    }

    /// The lines above all rows.
    pub(super) fn blocks(&self) -> impl Iterator<Item = Block> + '_ {
        let line = |(heading, name): &(String, String)| {
            Block::Paragraph(vec![Run::bold(format!("{heading}: ")), Run::plain(name)])
        };
        self.of_all.iter().map(line)
    }

    /// Adds the columns behind what the row is and who leads it.
    pub(super) fn add_to(&self, columns: &mut Vec<Printed>) {
        let says_what = |column: &Printed| {
            let fields = [Field::Ref, Field::Action, Field::Indicator, Field::LeadOfficer];
            matches!(column, Printed::Of(Column::Of(field)) if fields.contains(field))
        };
        let at = columns.iter().rposition(says_what).map_or(0, |at| at + 1);
        columns.splice(at..at, self.of_each.iter().cloned());
    }
}

/// The name that each row of the appendix has there.
fn names(book: &Book<'_>, part: &Part<'_>, field: Field) -> Vec<String> {
    let both = [false, true];
    let actions = both.into_iter().flat_map(|own| part.actions(book, own));
    let indicators = both.into_iter().flat_map(|own| part.indicators(book, own));
    let name = |shared: &super::super::line::Shared<'_>| {
        let name = if field == Field::PortfolioHolder { shared.portfolio_holder } else { shared.scrutiny_committee };
        name.unwrap_or_default().trim().to_owned()
    };
    let actions = actions.map(|line| name(&line.shared()));
    actions.chain(indicators.map(|line| name(&line.shared()))).collect()
}
