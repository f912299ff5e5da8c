//! Rows that services propose, ratings given against the tolerance band, and waivers that were used.

use crate::collection::WaiverUsed;
use crate::domain::{Kind, same};
use crate::layout::{Field, data_sheet};
use crate::returns::{AddedRow, Return};
use crate::tally::IndicatorLine;

use super::super::book::Book;
use super::super::cell::Cell;
use super::super::line::{DataLine as _, address, by_priority};
use super::super::returns::counted_returns;
use super::super::sections::{Section, counted_title};
use super::super::table::Rows;

/// The table of the ratings that are not those of their bands.
pub(super) const OVERRIDDEN_TABLE: &str = "Ratings_overridden";
const PROPOSED: [Field; 5] = [Field::DeliveryPlan, Field::Ref, Field::SourceFile, Field::SourceCell, Field::Text];
const OVERRIDDEN: [Field; 11] = [
    Field::Priority,
    Field::Ref,
    Field::Indicator,
    Field::RatingReceived,
    Field::Reason,
    Field::DeliveryPlan,
    Field::LeadOfficer,
    Field::RatingComputed,
    Field::Target,
    Field::Value,
    Field::Why,
];
const WAIVED: [Field; 7] =
    [Field::Rule, Field::Ref, Field::RuleName, Field::FindingsWaived, Field::Reason, Field::ApprovedBy, Field::Period];

/// Every row that a service added to a return that counts.
pub(super) fn proposed<'w>(book: &'w Book<'_>) -> Section<'w> {
    let mut rows = Vec::new();
    for plan in &book.plan.delivery_plans {
        let rows_added = counted_returns(book, &plan.code).flat_map(|one| added(one).map(move |row| (one, row)));
        for (received, (sheet, added)) in rows_added {
            let reference = added.reference.as_str();
            let cells = [
                Cell::text(book.labels.delivery_plan(plan)),
                if reference.is_empty() { Cell::Blank } else { Cell::Ref(reference.into()) },
                Cell::text(&received.source.path),
                Cell::text(address(sheet, added.at)),
                Cell::text(in_lines(added)),
            ];
            rows.push(cells.into());
        }
    }
    let rows = Rows::made(rows);
    Section {
        title: counted_title("Rows proposed by services", &rows),
        notes: vec![
            "Kept and not counted. A row that members accept is added to the plan workbook for the next period."
                .to_owned(),
        ],
        empty: "No service proposed a row.".to_owned(),
        name: "Rows_proposed",
        fields: &PROPOSED,
        rows,
        scale: None,
    }
}

/// The rows that were added to a return, each with its sheet.
fn added(received: &Return) -> impl Iterator<Item = (&str, &AddedRow)> {
    let actions = received.actions.iter().flat_map(|part| part.added.iter().map(|row| (part.sheet.as_str(), row)));
    let indicators =
        received.indicators.iter().flat_map(|part| part.added.iter().map(|row| (part.sheet.as_str(), row)));
    actions.chain(indicators)
}

/// What a row says, a line for each cell but its Ref.
fn in_lines(added: &AddedRow) -> String {
    let heading = data_sheet(Kind::Actions).heading(Field::Ref);
    let cells = added.cells.iter().filter(|(own, _)| !same(own, heading));
    let lines = cells.map(|(heading, text)| match heading.as_str() {
        "" => text.clone(),
        heading => format!("{heading}: {text}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// How many ratings against their band come without a reason.
pub(super) fn unexplained(book: &Book<'_>) -> usize {
    let is_unexplained =
        |line: &&IndicatorLine<'_>| is_overridden(line) && line.row.is_some_and(|row| row.override_reason.is_empty());
    book.tally.indicator_lines.iter().filter(is_unexplained).count()
}

/// Every indicator whose rating is not that of its band, or says why it is not.
pub(super) fn overridden<'w>(book: &'w Book<'_>) -> Section<'w> {
    let lines = by_priority(book, &book.tally.indicator_lines, is_overridden);
    let cell = move |line: &'w IndicatorLine<'_>, field| {
        if field != Field::Reason {
            return line.cell(book, field);
        }
        line.cell(book, Field::OverrideReason).or("The service gave no reason.")
    };
    let rows = Rows::by_field(lines, OVERRIDDEN.to_vec(), move |line: &&'w IndicatorLine<'_>, field| cell(line, field));
    Section {
        title: counted_title("Ratings overridden", &rows),
        notes: vec![
            "The rating that the service gave is the one that counts; Rating computed is what the tolerance band makes of the value. One without a reason is a fault of the return (Findings), not a decision.".to_owned(),
        ],
        empty: "No rating was given against its tolerance band.".to_owned(),
        name: OVERRIDDEN_TABLE,
        fields: &OVERRIDDEN,
        rows,
        scale: Some(book.plan.scale(Kind::Indicators)),
    }
}

/// How many ratings are not those of their bands.
pub(super) fn against_band(book: &Book<'_>) -> u64 {
    let lines = book.tally.indicator_lines.iter().filter(|line| is_against_band(line));
    u64::try_from(lines.count()).unwrap_or(u64::MAX)
}

fn is_against_band(line: &IndicatorLine<'_>) -> bool {
    line.given.zip(line.judgement.as_ref()).is_some_and(|(given, judged)| !same(&given.name, &judged.rating))
}

fn is_overridden(line: &IndicatorLine<'_>) -> bool {
    is_against_band(line) || line.row.is_some_and(|row| !row.override_reason.is_empty())
}

/// Every waiver that a finding used.
pub(super) fn waived<'w>(book: &'w Book<'_>) -> Section<'w> {
    let rows: Vec<Vec<Cell<'w>>> = book
        .collection
        .waivers_used()
        .into_iter()
        .map(|waiver| WAIVED.iter().map(|field| waiver_cell(&waiver, *field)).collect())
        .collect();
    let rows = Rows::made(rows);
    Section {
        title: counted_title("Waivers used", &rows),
        notes: vec![
            "Findings that were accepted in the plan workbook, sheet Waivers. They are counted apart and change no figure; each is listed in Findings.".to_owned(),
        ],
        empty: "No waiver was used.".to_owned(),
        name: "Waivers_used",
        fields: &WAIVED,
        rows,
        scale: None,
    }
}

fn waiver_cell<'w>(waiver: &WaiverUsed, field: Field) -> Cell<'w> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this table")]
    match field {
        Field::Rule => Cell::text(waiver.rule.code),
        Field::RuleName => Cell::text(waiver.rule.name),
        Field::Ref if waiver.reference.is_empty() => Cell::Blank,
        Field::Ref => Cell::Ref(waiver.reference.clone().into()),
        Field::FindingsWaived => Cell::Count(u64::try_from(waiver.findings).unwrap_or(u64::MAX)),
        Field::Reason => Cell::text(waiver.reason.clone()).or("No reason was given."),
        Field::ApprovedBy => Cell::text(waiver.approved_by.clone()),
        Field::Period => waiver.period.map_or(Cell::Blank, |period| Cell::text(period.to_string())),
        _ => Cell::Blank,
    }
}
