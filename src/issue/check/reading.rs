//! The working cells behind a live check: what stands in each entry cell, read once.
//!
//! They stand on the hidden sheet of lists, beside the lists they look entries up in, so that the check itself only
//! compares. A number is what was given; any other state is a text.

use rust_xlsxwriter::ColNum;

use crate::domain::{Cmp, Edge, Edges, Kind, key};
use crate::issue::lists;
use crate::layout::Field;
use crate::plan::{Issued, IssuedIndicator, IssuedRow, Printed};
use crate::returns::EntryCell;
use crate::rules::condition::Cells;
use crate::rules::live::Fault;
use crate::rules::{Basis, IndicatorView};

use super::condition::Names;
use super::date_texts::{DateTexts, doubtful_months};
use super::formula::{Formula, Function, Node, Operator, Part, Source, all, any, call, either, tidy};
use super::placeholders;

/// The state of an entry that cannot be read, whoever reads it.
pub(super) const UNREADABLE: &str = "x";
/// The state of an entry that only the program can read.
pub(super) const ON_RETURN: &str = "?";
/// The state of an error value.
pub(super) const ERROR: &str = "!";
/// The state of a reason in place of a value.
pub(super) const REASON: &str = "reason";

impl Part {
    /// The working cells of each kind of row in the order of their columns, with their headings. None reads a later one.
    pub(in crate::issue) fn all(kind: Kind) -> &'static [(Self, &'static str)] {
        const COMPLETED: Field = Field::CompletedDate;
        const REVISED: Field = Field::RevisedDeadline;
        match kind {
            Kind::Actions => &[
                (Part::Place, "Action, in its place"),
                (Part::Rating, "Rating, by place"),
                (Part::Text(COMPLETED), "Completed date, text"),
                (Part::Pieces(COMPLETED), "Completed date, pieces"),
                (Part::Day(COMPLETED), "Completed date, day"),
                (Part::Text(REVISED), "Revised deadline, text"),
                (Part::Pieces(REVISED), "Revised deadline, pieces"),
                (Part::Day(REVISED), "Revised deadline, day"),
                (Part::Words(Field::Commentary), "Commentary, words"),
                (Part::Placeholder(Field::Commentary), "Commentary, state"),
            ],
            Kind::Indicators => &[
                (Part::Place, "Indicator, in its place"),
                (Part::Quantity(Field::LastValue), "Last value, number"),
                (Part::Quantity(Field::Value), "Value, number"),
                (Part::Rating, "Rating, by place"),
                (Part::Band, "Rating of the band, by place"),
                (Part::Words(Field::OverrideReason), "Override reason, words"),
                (Part::Placeholder(Field::OverrideReason), "Override reason, state"),
                (Part::Words(Field::Commentary), "Commentary, words"),
                (Part::Placeholder(Field::Commentary), "Commentary, state"),
            ],
        }
    }

    /// The column of the sheet of lists in which it stands.
    pub(in crate::issue) fn column(self, kind: Kind) -> Option<ColNum> {
        let first = match kind {
            Kind::Actions => lists::WORKING,
            Kind::Indicators => lists::WORKING.checked_add(ColNum::try_from(Self::all(Kind::Actions).len()).ok()?)?,
        };
        let at = Self::all(kind).iter().position(|(part, _)| *part == self)?;
        first.checked_add(ColNum::try_from(at).ok()?)
    }

    /// The working cell that holds what was read in an entry cell; none where the entry is only words.
    pub(super) fn of_entry(at: EntryCell) -> Option<Self> {
        match at {
            EntryCell::Field(Field::Rating) => Some(Self::Rating),
            EntryCell::Field(field @ (Field::CompletedDate | Field::RevisedDeadline)) => Some(Self::Day(field)),
            EntryCell::Field(field @ (Field::Value | Field::LastValue)) => Some(Self::Quantity(field)),
            EntryCell::Field(_) | EntryCell::Asked(_) => None,
        }
    }

    /// The same of an entry that may be one which no formula can read.
    pub(super) fn of_doubtful(at: EntryCell) -> Option<Self> {
        Self::of_entry(at).filter(|part| *part != Self::Rating)
    }
}

/// The row whose entries are read.
pub(super) struct Row<'r> {
    pub issued: &'r Issued,
    pub kind: Kind,
    pub index: usize,
    /// What its check asks.
    pub faults: &'r [Fault],
    pub date_texts: &'r DateTexts,
    pub names: &'r dyn Names,
}

impl Row<'_> {
    /// The formula that reads what the working cell holds; none where the row has no such entry.
    pub(super) fn reading(&self, part: Part) -> Option<Formula> {
        let cell = |field| {
            let at = EntryCell::Field(field);
            Some(Formula::entry(self.names.far(at)?, at))
        };
        let read = |part| Some(Formula::part(self.names.part(part)?, part));
        Some(match part {
            Part::Place => {
                let reference = reference(self.issued, self.kind, self.index)?;
                either(cell(Field::Ref)?.is(reference), 1usize, 0usize).or_else(0usize)
            }
            Part::Rating => rating(self.issued, self.kind, &cell(Field::Rating)?),
            Part::Text(field) => DateTexts::text(&cell(field)?),
            Part::Pieces(field) => DateTexts::pieces(&read(Part::Text(field))?),
            Part::Day(field) => {
                let days: Vec<_> = self.faults.iter().flat_map(|fault| fault.test.days(field)).collect();
                let (text, pieces) = (read(Part::Text(field))?, read(Part::Pieces(field))?);
                self.date_texts.day(&cell(field)?, &text, &pieces, &doubtful_months(&days))
            }
            Part::Quantity(field) => quantity(self.issued.indicators.get(self.index)?, field, &cell(field)?),
            Part::Band => {
                let issued = self.issued.indicators.get(self.index)?;
                let basis = Basis::as_issued(self.issued);
                let view = IndicatorView { file: &basis, sheet: "", row: Cells, issued };
                let edges = view.is_to_be_rated().then(|| view.tolerance()?.edges(&issued.target, issued.better_when?));
                band(&view, &edges.flatten()?, &read(Part::Quantity(Field::Value))?)
            }
            Part::Words(field) => placeholders::words(&cell(field)?),
            Part::Placeholder(field) => placeholders::state(&cell(field)?, &read(Part::Words(field))?),
        })
    }
}

/// The reference of a row as formulas compare it; `None` where none can hold it.
pub(super) fn reference(issued: &Issued, kind: Kind, index: usize) -> Option<Formula> {
    let reference = issued.reference(kind, index)?;
    (crate::workbook::line(reference, 255) == reference).then(|| reference.into())
}

/// The place of the rating in a cell: by its word, its symbol, both, or another accepted word.
fn rating(issued: &Issued, kind: Kind, cell: &Formula) -> Formula {
    let text = tidy(&cell.as_text());
    let known = match lists::accepted(issued, kind) {
        Some((words, places)) => {
            // A text longer than this is looked up nowhere, and is no rating.
            let place = text.left(255).plain_place(words);
            call(Function::Index, [Formula::range(places), place]).or_else(UNREADABLE)
        }
        None => UNREADABLE.into(),
    };
    either(cell.calls(Function::IsError), ERROR, either(text.is(""), "", known))
}

/// The number in a cell for figures. Text with a digit in it and no letter may be a number that the program reads.
fn quantity(row: &IssuedIndicator, field: Field, cell: &Formula) -> Formula {
    let text = tidy(&cell.as_text());
    let number = if row.unit.trim_start().starts_with('%') {
        let hundredfold = call(Function::Round, [cell.with(Operator::Times, 100usize), 12usize.into()]);
        either(cell.has_percent_format(), hundredfold, either(is_plain_format(cell), cell.clone(), ON_RETURN))
    } else {
        either(any([is_plain_format(cell), cell.has_percent_format()]), cell.clone(), ON_RETURN)
    };
    let upper_is_lower = call(Function::Exact, [text.calls(Function::Upper), text.calls(Function::Lower)]);
    let mut words = either(all([text.has_any("0123456789"), upper_is_lower]), ON_RETURN, UNREADABLE);
    words = either(text.left(255).plain_place(lists::REASONS).calls(Function::IsNumber), REASON, words);
    if let Printed::Text(issued) = row.printed(field) {
        // The plan's own words are no entry of the service.
        words = either(text.is(Formula::words(&key(&issued))), "", words);
    }
    let typed = either(text.is(""), "", words);
    let known = either(cell.calls(Function::IsNumber), number, typed);
    either(cell.calls(Function::IsError), ERROR, either(cell.calls(Function::IsLogical), UNREADABLE, known))
}

/// Whether a cell shows a plain number, by the letter that the program has for its format. A date is no figure, and only
/// its format tells it. Programs differ in the letter for General, so it is that of a cell which has it; where a
/// program knows no letters (Excel in a browser), nothing is said.
fn is_plain_format(cell: &Formula) -> Formula {
    let general = Formula::of(Node::Cell(lists::general(), Source::General));
    let is_known = call(Function::Find, [cell.format().left(1), "F,CS".into()]).calls(Function::IsNumber);
    any([cell.format().is(general.format()), is_known]).or_else(false)
}

/// The place of the rating of the value's band.
fn band(view: &IndicatorView<'_, Cells>, edges: &Edges, value: &Formula) -> Formula {
    let rating = |band: usize| view.rating_of_band(band).map_or_else(|| "".into(), |id| Formula::from(id.0 + 1));
    let first = |edges: &[Edge]| {
        edges.iter().enumerate().rev().fold(Formula::from(""), |rest, (band, edge)| {
            either(value.compared(edge.cmp, edge.value), rating(band), rest)
        })
    };
    let of_number = match edges {
        Edges::Number(edges) => first(edges),
        Edges::Range { below: (low, below), above: (high, above), inside } => {
            let inside = inside.map_or_else(|| "".into(), rating);
            let above = either(value.compared(Cmp::Gt, *high), first(above), inside);
            either(value.compared(Cmp::Lt, *low), first(below), above)
        }
    };
    either(value.calls(Function::IsNumber), of_number, "")
}
