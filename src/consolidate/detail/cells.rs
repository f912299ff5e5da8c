//! What stands in each column of an action and of an indicator.

use crate::domain::Kind;
use crate::layout::Field;
use crate::plan::Ask;
use crate::tally::{ActionLine, IndicatorLine, Place};

use super::super::book::Book;
use super::super::further::FurtherOfRow;
use super::super::line::DataLine as _;
use super::column::{Column, Shown};
use super::words;

/// What an action says in a column.
pub(super) fn of_action<'q>(book: &Book<'q>, line: &ActionLine<'q>, column: &Column) -> Shown<'q> {
    let plain = |text: String| Shown { text, rating: None };
    match column {
        Column::Period(period) => {
            let (text, rating) = words::action_in(book, line, *period);
            Shown { text, rating }
        }
        Column::Later => plain(words::later(book, line)),
        Column::Own(heading) => own(book, Kind::Actions, &line.shared().further, heading),
        Column::Of(Field::Ref) => plain(line.planned.reference.to_string()),
        Column::Of(Field::Action) => plain(line.planned.action.to_string()),
        Column::Of(Field::LeadOfficer) => plain(line.planned.lead_officer.as_deref().unwrap_or_default().to_owned()),
        Column::Of(Field::Deadline) => plain(words::deadline_of(book, line)),
        Column::Of(Field::RatingCounted) => {
            Shown { text: words::rating_of_action(book, line), rating: line.counted.filter(|_| is_counted(line.place)) }
        }
        Column::Of(Field::Commentary) => plain(words::commentary_of_action(book, line)),
        Column::Of(_) => Shown::default(),
    }
}

/// What an indicator says in a column.
pub(super) fn of_indicator<'q>(book: &Book<'q>, line: &IndicatorLine<'q>, column: &Column) -> Shown<'q> {
    let plain = |text: String| Shown { text, rating: None };
    match column {
        Column::Period(period) => plain(words::indicator_in(book, line, *period)),
        Column::Own(heading) => own(book, Kind::Indicators, &line.shared().further, heading),
        Column::Of(Field::Ref) => plain(line.planned.reference.to_string()),
        Column::Of(Field::Indicator) => plain(words::indicator_of(line)),
        Column::Of(Field::Frequency) => plain(words::frequency_of(book, line)),
        Column::Of(Field::LastYear) => plain(words::issued_of(line, Field::LastYear)),
        Column::Of(Field::Target) => plain(words::target_of(book, line)),
        Column::Of(Field::RatingCounted) => {
            let rating = line.counted.filter(|_| is_counted(line.place) && line.issued.due);
            Shown { text: words::rating_of_indicator(book, line), rating }
        }
        Column::Of(Field::Commentary) => plain(words::commentary_of_indicator(book, line)),
        Column::Of(_) | Column::Later => Shown::default(),
    }
}

/// What stands in one of the officer's own columns; a forecast is in the colour of its rating.
fn own<'q>(book: &Book<'q>, kind: Kind, further: &FurtherOfRow<'_>, heading: &str) -> Shown<'q> {
    let text = further.words(heading);
    let is_forecast = Ask::of(heading).is_some_and(|ask| ask.is_forecast());
    let scale = book.plan.scale(kind);
    let rating = scale.find(&text).filter(|_| is_forecast).and_then(|id| scale.get(id));
    Shown { text, rating }
}

fn is_counted(place: Place) -> bool {
    matches!(place, Place::Counted(_))
}
