//! A column of a list in an appendix: those of the sheet of a priority, and whom it answers to.

use crate::layout::{Field, SheetId};
use crate::word::{Align, Column as Over};

use super::super::book::{Book, layout_of};
use super::super::detail::{Column, Detailed, Shown};

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Printed {
    /// One that the sheet has.
    Of(Column),
    /// The portfolio holder.
    Holder,
    /// The scrutiny committee.
    Committee,
}

impl Printed {
    /// The column of the plan that it is, where it is one of those that the sheet has not.
    pub(super) fn field(&self) -> Option<Field> {
        match self {
            Self::Of(_) => None,
            Self::Holder => Some(Field::PortfolioHolder),
            Self::Committee => Some(Field::ScrutinyCommittee),
        }
    }

    /// What a row says in it.
    pub(super) fn shown<'q, L: Detailed<'q>>(&self, book: &'q Book<'q>, line: &'q L) -> Shown<'q> {
        let plain = |text: Option<&str>| Shown { text: text.unwrap_or_default().to_owned(), ..Shown::default() };
        match self {
            Self::Of(column) => line.shown(book, column),
            Self::Holder => plain(line.shared().portfolio_holder.map(|name| book.labels.holder(name))),
            Self::Committee => plain(line.shared().scrutiny_committee.map(|name| book.labels.committee(name))),
        }
    }

    /// What stands over it, in the council's words.
    pub(super) fn heading(&self, book: &Book<'_>) -> String {
        match self {
            Self::Of(column) => column.heading(book),
            Self::Holder => named(book, Field::PortfolioHolder),
            Self::Committee => named(book, Field::ScrutinyCommittee),
        }
    }

    /// The same with how wide it is beside the others.
    pub(super) fn over(&self, book: &Book<'_>) -> Over {
        let (share, align) = match self {
            Self::Of(Column::Of(Field::Ref)) => (8, Align::Left),
            Self::Of(Column::Of(Field::Action | Field::Indicator)) => (24, Align::Left),
            Self::Of(Column::Of(Field::Commentary)) => (40, Align::Left),
            Self::Of(Column::Period(_)) if book.plan.period.of_year() > 4 => (8, Align::Centre),
            Self::Of(Column::Period(_) | Column::Later) => (10, Align::Centre),
            Self::Of(Column::Of(_) | Column::Own(_)) | Self::Holder | Self::Committee => (14, Align::Left),
        };
        Over { heading: self.heading(book), share, align }
    }
}

fn named(book: &Book<'_>, field: Field) -> String {
    book.plan.wording.of(layout_of(SheetId::Actions).heading(field)).to_owned()
}
