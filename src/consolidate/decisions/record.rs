//! For the record: ratings that were corrected by hand, from what to what and why.

use crate::domain::Kind;
use crate::layout::{Field, data_sheet};

use super::super::book::Book;
use super::super::cell::Cell;
use super::super::sections::{Section, counted_title};
use super::super::table::Rows;

const CORRECTED: [Field; 5] = [
    Field::Ref,
    Field::ActionOrIndicator,
    Field::RatingBeforeCorrection,
    Field::RatingCounted,
    Field::CorrectedBecause,
];

/// Every rating that was corrected.
pub(super) fn corrected<'w>(book: &'w Book<'_>) -> Section<'w> {
    let rows = book.tally.corrections(book.plan).into_iter().map(|one| {
        vec![
            Cell::Ref(one.reference.into()),
            Cell::text(wording(book, one.kind, one.reference)),
            Cell::text(one.from),
            Cell::text(one.to),
            Cell::text(one.because).or("No reason was given."),
        ]
    });
    let rows = Rows::made(rows.collect());
    let sheets = [Kind::Actions, Kind::Indicators].map(|kind| data_sheet(kind).name.as_str()).join(" and ");
    Section {
        title: counted_title("For the record", &rows),
        notes: vec![format!(
            "Ratings that were corrected by hand in the sheets {sheets}: every figure goes by the corrected one."
        )],
        empty: String::new(),
        name: "For_the_record",
        fields: &CORRECTED,
        rows,
        scale: None,
    }
}

/// What is to be done or measured.
fn wording<'w>(book: &'w Book<'_>, kind: Kind, reference: &str) -> &'w str {
    match kind {
        Kind::Actions => book.plan.action(reference).map_or("", |planned| &planned.action),
        Kind::Indicators => book.plan.indicator(reference).map_or("", |planned| &planned.indicator),
    }
}
