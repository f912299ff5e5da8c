//! One column of a list on the sheet of a priority or delivery plan: its heading, how wide it is, and what a cell shows.

use crate::domain::{Period, Rating};
use crate::layout::{Field, SheetId};
use crate::plan::{Carried, Word};

use super::super::book::{Book, layout_of};
use super::words::names;

/// How wide the column of a period is, and one of the officer's own, in characters.
const PERIOD: u16 = 10;
const MONTH: u16 = 7;
const OWN: u16 = 16;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Column {
    /// One of the layout's.
    Of(Field),
    /// A period of the year.
    Period(Period),
    /// Deadlines beyond the year.
    Later,
    /// One of the officer's own, by its heading.
    Own(String),
}

/// What stands in a cell.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Shown<'q> {
    pub(in super::super) text: String,
    /// The rating that it names, for its colour.
    pub(in super::super) rating: Option<&'q Rating>,
    /// How its row stands to others.
    pub(in super::super) stands: Stands,
}

/// How a row stands to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) enum Stands {
    /// By itself.
    #[default]
    Alone,
    /// Beneath another: a milestone, or what breaks an indicator down.
    Beneath,
    /// As the heading of those beneath it.
    AsHeading,
}

impl Stands {
    /// Whether the words of a column are set in.
    pub(in super::super) fn sets_in(self, column: &Column) -> bool {
        self == Self::Beneath && matches!(column, Column::Of(Field::Action | Field::Indicator))
    }
}

impl Column {
    /// Its heading, in the council's words.
    pub(in super::super) fn heading(&self, book: &Book<'_>) -> String {
        let wording = &book.plan.wording;
        match self {
            Self::Of(field) => wording.heading(layout_of(SheetId::Detail).heading(*field)).into_owned(),
            Self::Period(period) => wording.of(&period.label()).to_owned(),
            Self::Later => wording.word(Word::Later).to_owned(),
            Self::Own(heading) => {
                let own = names(heading).into_iter().find_map(|name| wording.own(name));
                own.unwrap_or(Carried::question(heading)).to_owned()
            }
        }
    }

    pub(super) fn width(&self, book: &Book<'_>) -> u16 {
        match self {
            Self::Of(field) => layout_of(SheetId::Detail).column(*field).map_or(OWN, |column| column.width),
            Self::Period(_) if book.plan.period.of_year() > 4 => MONTH,
            Self::Period(_) | Self::Later => PERIOD,
            Self::Own(_) => OWN,
        }
    }

    /// Whether it holds words that may be narrowed.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self, Self::Of(Field::Action | Field::Indicator | Field::Commentary))
    }
}
