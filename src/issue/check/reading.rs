//! The working cells behind a live check: what stands in each entry cell, read once.
//!
//! They stand on the hidden sheet of lists, beside the lists they look entries up in, so that the check itself only
//! compares. A number is what was given; any other state is a text.

use jiff::civil::Date;

use crate::domain::{Cmp, Edge, Edges, Kind, Unit, key};
use crate::issue::lists;
use crate::layout::Field;
use crate::plan::{Answers, Issued, IssuedIndicator, IssuedRow, Printed};
use crate::returns::EntryCell;
use crate::rules::condition::Cells;
use crate::rules::live::Fault;
use crate::rules::{Basis, IndicatorView};

use super::answers;
use super::calculate::Value;
use super::condition::Outgoing;
use super::date_texts::{DateTexts, doubtful_months};
use super::formula::{Formula, Function, Operator, PERCENT, PLAIN, all, any, call, either, tidy};
use super::in_unit;
use super::known::{FOLDED, is_plain_format};
use super::parts;
use super::placeholders;
use super::working_cell::{ERROR, ON_RETURN, REASON, UNREADABLE, WorkingCell};

/// What the formula of a working cell is made from, beside the names of cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Shape {
    /// Days that it compares with.
    pub days: Vec<Date>,
    /// The letter of the number format in which its entry cell goes out.
    pub letter: Option<&'static str>,
    /// The unit of its row, and the words with which its entry cell was issued.
    pub words: Option<(String, Option<String>)>,
}

/// The row whose entries are read.
pub(super) struct Row<'r> {
    pub issued: &'r Issued,
    pub kind: Kind,
    pub index: usize,
    /// What its check asks.
    pub faults: &'r [Fault],
    pub date_texts: &'r DateTexts,
    pub outgoing: &'r dyn Outgoing,
}

impl Row<'_> {
    /// Whether the return asks for a part of values.
    fn asks(&self, field: Field) -> bool {
        self.outgoing.far(EntryCell::Field(field)).is_some()
    }

    /// What the formula of a working cell is made from beside the names of cells; `None` where that is too much to compare.
    pub(super) fn shape(&self, working: WorkingCell) -> Option<Shape> {
        let mut shape = Shape::default();
        match working {
            WorkingCell::Place | WorkingCell::Band | WorkingCell::Parts => return None,
            WorkingCell::Day(field) => shape.days = self.doubtful(field),
            WorkingCell::Quantity(field) => {
                let row = self.issued.indicators.get(self.index)?;
                let issued = row.printed(field);
                let words = if let Printed::Text(words) = &issued { Some(words.to_string()) } else { None };
                shape.words = Some((row.unit.to_string(), words));
                shape.letter = self.letter(working);
            }
            WorkingCell::Answer(_) => shape.letter = self.letter(working),
            WorkingCell::Rating
            | WorkingCell::Text(_)
            | WorkingCell::Pieces(_)
            | WorkingCell::Words(_)
            | WorkingCell::Placeholder(_)
            | WorkingCell::AnswerText(_)
            | WorkingCell::AnswerPieces(_) => {}
        }
        Some(shape)
    }

    /// The months in which a date in the cell of a field is in doubt.
    fn doubtful(&self, field: Field) -> Vec<Date> {
        let days: Vec<_> = self.faults.iter().flat_map(|fault| fault.test.days(field)).collect();
        doubtful_months(&days)
    }

    /// The letter of the number format in which an entry goes out that is a number.
    fn letter(&self, working: WorkingCell) -> Option<&'static str> {
        let (typed, letter) = self.outgoing.value(working.entry()?);
        let letter = Some(letter).filter(|_| matches!(typed, Some(Value::Number(_))))?;
        // How many decimals a figure shows does not matter here.
        Some(if matches!(working, WorkingCell::Quantity(_)) { letter.get(..1).unwrap_or(letter) } else { letter })
    }

    /// The formula that reads what the working cell holds; none where the row has no such entry.
    pub(super) fn reading(&self, working: WorkingCell) -> Option<Formula> {
        let cell = |field| {
            let at = EntryCell::Field(field);
            Some(Formula::entry(self.outgoing.far(at)?, at))
        };
        let asked = |place| {
            let at = EntryCell::Asked(place);
            Some(Formula::entry(self.outgoing.far(at)?, at))
        };
        let read = |working| Some(Formula::working(self.outgoing.working(working)?, working));
        if working.is_of_parts() && !(self.asks(Field::Numerator) || self.asks(Field::Denominator)) {
            return None;
        }
        if working == WorkingCell::Parts && !(self.asks(Field::Numerator) && self.asks(Field::Denominator)) {
            return None;
        }
        Some(match working {
            WorkingCell::Place => {
                let reference = reference(self.issued, self.kind, self.index)?;
                either(cell(Field::Ref)?.is(reference), 1usize, 0usize).or_else(0usize)
            }
            WorkingCell::Rating => rating(self.issued, self.kind, &cell(Field::Rating)?),
            WorkingCell::Text(field) => DateTexts::text(&cell(field)?),
            WorkingCell::Pieces(field) => DateTexts::pieces(&read(WorkingCell::Text(field))?),
            WorkingCell::Day(field) => {
                let (text, pieces) = (read(WorkingCell::Text(field))?, read(WorkingCell::Pieces(field))?);
                let takes_years = field == Field::RevisedDeadline;
                self.date_texts.day(&cell(field)?, &text, &pieces, &self.doubtful(field), takes_years)
            }
            WorkingCell::Quantity(field) => {
                let row = self.issued.indicators.get(self.index)?;
                quantity(row, field, &cell(field)?, self.letter(working))
            }
            WorkingCell::Band => {
                let issued = self.issued.indicators.get(self.index)?;
                let basis = Basis::as_issued(self.issued);
                let view = IndicatorView { file: &basis, sheet: "", row: Cells, issued };
                let edges = view.is_to_be_rated().then(|| view.tolerance()?.edges(&issued.target, view.polarity()?));
                band(&view, &edges.flatten()?, &read(WorkingCell::Quantity(Field::Value))?)
            }
            WorkingCell::Parts => {
                let row = self.issued.indicators.get(self.index)?;
                let [above, below] = [Field::Numerator, Field::Denominator].map(WorkingCell::Quantity);
                let value = (cell(Field::Value)?, read(WorkingCell::Quantity(Field::Value))?);
                parts::state(row, value, &read(above)?, &read(below)?)
            }
            WorkingCell::Words(field) => placeholders::words(&cell(field)?),
            WorkingCell::AnswerText(place) => DateTexts::text(&asked(place)?),
            WorkingCell::AnswerPieces(place) => DateTexts::pieces(&read(WorkingCell::AnswerText(place))?),
            WorkingCell::Answer(place) => {
                let (cell, ask) = (asked(place)?, self.issued.asked(self.kind).nth(place)?);
                if ask.answers == Answers::Date {
                    let text = read(WorkingCell::AnswerText(place))?;
                    let pieces = read(WorkingCell::AnswerPieces(place))?;
                    return Some(self.date_texts.day(&cell, &text, &pieces, &[], false));
                }
                answers::answer(self.issued, (self.kind, place), &ask, &cell, self.letter(working))
            }
            WorkingCell::Placeholder(field) => placeholders::state(&cell(field)?, &read(WorkingCell::Words(field))?),
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
    let unknown = either(text.has_any(FOLDED), ON_RETURN, UNREADABLE);
    let known = match lists::accepted(issued, kind) {
        Some((words, places)) => {
            // A text longer than this is looked up nowhere, and is no rating.
            let place = text.left(255).plain_place(words);
            call(Function::Index, [Formula::range(places), place]).or_else(unknown)
        }
        None => unknown,
    };
    either(cell.calls(Function::IsError), ERROR, either(text.is(""), "", known))
}

/// The number in a cell for figures, which goes out in the format of a letter where it goes out with a number. Text with a
/// digit in it and no letter may be a number that the program reads.
fn quantity(row: &IssuedIndicator, field: Field, cell: &Formula, letter: Option<&'static str>) -> Formula {
    let text = tidy(&cell.as_text());
    // The parts of a value are plain numbers, whatever it is itself.
    let is_part = matches!(field, Field::Numerator | Field::Denominator);
    let own = if row.is_percent() && !is_part { PERCENT } else { PLAIN };
    // A number that goes out in another format than its unit's is left to the program where a program knows no formats.
    let issued = if letter.is_none_or(|letter| letter == own) { own } else { "" };
    let (is_percent, is_plain) = (cell.has_percent_format(issued), is_plain_format(cell, issued));
    let number = if row.unit.trim_start().starts_with('%') && !is_part {
        let hundredfold = call(Function::Round, [cell.with(Operator::Times, 100usize), 12usize.into()]);
        let read = either(is_percent, hundredfold, either(is_plain, cell.clone(), ON_RETURN));
        either(all([cell.known_format().calls(Function::IsError), may_be_other(row, cell)]), ON_RETURN, read)
    } else {
        either(any([is_plain, is_percent]), cell.clone(), ON_RETURN)
    };
    let known = if is_part { Unit::Number } else { row.known_unit() };
    let mut words = in_unit::words(&text, known);
    let is_listed = text.left(255).plain_place(lists::REASONS).calls(Function::IsNumber);
    words = either(any([is_listed, placeholders::is_not_applicable(cell)]), REASON, words);
    if let Printed::Text(issued) = row.printed(field) {
        // The plan's own words are no entry of the service.
        words = either(text.is(Formula::words(&key(&issued))), "", words);
    }
    let typed = either(text.is(""), "", words);
    let number = in_unit::number(known).unwrap_or(number);
    let read = either(cell.calls(Function::IsNumber), number, typed);
    either(
        cell.calls(Function::IsError),
        ERROR,
        either(cell.calls(Function::IsLogical), in_unit::truth(cell, known), read),
    )
}

/// Whether a number may well be meant otherwise than the format says that its cell was issued with: beyond 1,000% 92 may
/// have been pasted without its percent sign, and a change of less than 1% may be a percentage of up to 100%.
fn may_be_other(row: &IssuedIndicator, cell: &Formula) -> Formula {
    let square = cell.with(Operator::Times, cell.clone());
    if row.is_percent() {
        square.with(Operator::More, 100usize)
    } else {
        all([square.with(Operator::More, 0usize), square.with(Operator::Less, 1usize)])
    }
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
