//! What changed since the period before: each rating before and now, and by how much in words.

use crate::domain::Direction;
use crate::tally::{Compared, Movement, What};
use crate::word::{Align, Block, Cell, Column, Row, Run, Table};

use super::super::book::Book;

/// Everything below the heading; nothing where there is nothing to compare with, or nothing changed.
pub(super) fn blocks(book: &Book<'_>) -> Vec<Block> {
    let movements = &book.tally.movements;
    let since = match movements.compared {
        Compared::Nothing => return Vec::new(),
        Compared::LastRatings => "last period".to_owned(),
        Compared::Workbook(period) => period.to_string(),
    };
    let is_change = |one: &&Movement<'_>| matches!(one.what, What::Rating | What::Reopened | What::Deadline);
    let rows: Vec<Row> = movements.list.iter().filter(is_change).map(|one| row(book, one)).collect();
    if rows.is_empty() {
        let words = if movements.no_rating_before_is_known() {
            format!("No rating of {since} is known, so no change of one can be reported. No deadline has changed.")
        } else {
            format!("No rating and no deadline has changed since {since}.")
        };
        return vec![Block::Paragraph(vec![Run::plain(words)])];
    }
    let column = |heading: &str, share| Column { heading: heading.to_owned(), share, align: Align::Left };
    let columns = vec![
        column("Ref", 2),
        column("What changed", 6),
        column("Before", 4),
        column("Now", 4),
        column("By how much", 5),
    ];
    let name = format!("Ratings and deadlines that changed since {since}");
    vec![Block::Caption(name.clone()), Block::Table(Table { description: name.clone(), name, columns, rows })]
}

fn row(book: &Book<'_>, movement: &Movement<'_>) -> Row {
    let wording = &book.plan.wording;
    let word = |text: Option<&String>| text.map(|text| wording.of(text).to_owned()).unwrap_or_default();
    let amount = match (movement.what, &movement.change) {
        (_, Some(change)) => change.clone(),
        (What::Deadline, None) => match movement.direction {
            Some(Direction::Worsening) => "a later deadline".to_owned(),
            Some(Direction::Improving) => "an earlier deadline".to_owned(),
            Some(Direction::Steady | Direction::Changed) | None => String::new(),
        },
        (_, None) => match movement.direction {
            Some(Direction::Improving) => "better".to_owned(),
            Some(Direction::Worsening) => "worse".to_owned(),
            Some(Direction::Steady | Direction::Changed) | None => String::new(),
        },
    };
    let cells = [
        movement.row.reference().to_owned(),
        movement.row.title().to_owned(),
        word(movement.before.as_ref()),
        word(movement.now.as_ref()),
        amount,
    ];
    Row { cells: cells.into_iter().map(Cell::of).collect(), bold: false }
}
