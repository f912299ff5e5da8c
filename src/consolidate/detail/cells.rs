//! What stands in each column of an action and of an indicator.

use crate::domain::{Kind, Role};
use crate::layout::Field;
use crate::plan::Ask;
use crate::tally::{ActionLine, IndicatorLine, Place};

use super::super::book::Book;
use super::super::further::FurtherOfRow;
use super::super::line::DataLine as _;
use super::column::{Column, Shown, Stands};
use super::words;

/// What an action says in a column.
pub(super) fn of_action<'q>(book: &Book<'q>, line: &ActionLine<'q>, column: &Column) -> Shown<'q> {
    let plain = |text: String| Shown { text, ..Shown::default() };
    let is_heading = line.planned.role == Role::Heading;
    let stands = match (&line.planned.milestone_of, is_heading) {
        (_, true) => Stands::AsHeading,
        (Some(_), false) => Stands::Beneath,
        (None, false) => Stands::Alone,
    };
    let shown = match column {
        // Its milestones say how it stands.
        Column::Period(_) | Column::Later | Column::Of(Field::RatingCounted) if is_heading => Shown::default(),
        Column::Period(period) => {
            let (text, rating) = words::action_in(book, line, *period);
            Shown { text, rating, stands }
        }
        Column::Later => plain(words::later(book, line)),
        Column::Own(heading) => own(book, Kind::Actions, &line.shared().further, heading),
        Column::Of(Field::Ref) => plain(line.planned.reference.to_string()),
        Column::Of(Field::Action) => plain(line.planned.action.to_string()),
        Column::Of(Field::LeadOfficer) => plain(line.planned.lead_officer.as_deref().unwrap_or_default().to_owned()),
        Column::Of(Field::Deadline) => plain(words::deadline_of(book, line)),
        Column::Of(Field::RatingCounted) => {
            let rating = line.rated.filter(|_| is_counted(line.place));
            Shown { text: words::rating_of_action(book, line), rating, stands }
        }
        Column::Of(Field::Commentary) => plain(words::commentary_of_action(book, line)),
        Column::Of(_) => Shown::default(),
    };
    Shown { stands, ..shown }
}

/// What an indicator says in a column.
pub(super) fn of_indicator<'q>(book: &Book<'q>, line: &IndicatorLine<'q>, column: &Column) -> Shown<'q> {
    let plain = |text: String| Shown { text, ..Shown::default() };
    let stands = match (&line.planned.parent, line.planned.heading) {
        (_, true) => Stands::AsHeading,
        (Some(_), false) => Stands::Beneath,
        (None, false) => Stands::Alone,
    };
    let shown = match column {
        // It says what is below, and has no figures.
        Column::Period(_) | Column::Of(Field::Frequency | Field::LastYear | Field::Target | Field::RatingCounted)
            if stands == Stands::AsHeading =>
        {
            Shown::default()
        }
        Column::Period(period) => plain(words::indicator_in(book, line, *period)),
        Column::Own(heading) => own(book, Kind::Indicators, &line.shared().further, heading),
        Column::Of(Field::Ref) => plain(line.planned.reference.to_string()),
        Column::Of(Field::Indicator) => plain(words::indicator_of(line)),
        Column::Of(Field::Frequency) => plain(words::frequency_of(book, line)),
        Column::Of(Field::LastYear) => plain(words::issued_of(line, Field::LastYear)),
        Column::Of(Field::Target) => plain(words::target_of(book, line)),
        Column::Of(Field::RatingCounted) => {
            let rating = line.counted.filter(|_| is_counted(line.place) && line.issued.due);
            Shown { text: words::rating_of_indicator(book, line), rating, stands }
        }
        Column::Of(Field::Commentary) => plain(words::commentary_of_indicator(book, line)),
        Column::Of(_) | Column::Later => Shown::default(),
    };
    Shown { stands, ..shown }
}

/// What stands in one of the officer's own columns; a forecast is in the colour of its rating.
fn own<'q>(book: &Book<'q>, kind: Kind, further: &FurtherOfRow<'_>, heading: &str) -> Shown<'q> {
    let text = further.words(heading);
    let is_forecast = Ask::of(heading).is_some_and(|ask| ask.is_forecast());
    let scale = book.plan.scale(kind);
    let rating = scale.find(&text).filter(|_| is_forecast).and_then(|id| scale.get(id));
    Shown { text, rating, ..Shown::default() }
}

fn is_counted(place: Place) -> bool {
    matches!(place, Place::Counted(_))
}
