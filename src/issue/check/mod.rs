//! The live check: the formula in the Check column that shows the first fault of its row, or that it is filled in.
//!
//! What can be wrong, in which order and in which words, comes from the rules; here it becomes one formula a row. Every
//! formula is calculated for the result that is stored, because the writer does not calculate and a reader may not
//! either.

mod answers;
mod calculate;
mod condition;
mod date_texts;
mod formula;
mod in_unit;
mod known;
mod parts;
pub(super) mod placeholders;
mod reading;
mod shape;
mod working_cell;
mod written;

use crate::domain::Kind;
use crate::layout::Field;
use crate::plan::Issued;
use crate::returns::EntryCell;
use crate::rules::Policy;
use crate::rules::condition::{Question, Test};
use crate::rules::live;
use crate::rules::live::faults;

use super::duty::{Duty, WhyNot};

pub(super) use calculate::{Item, List, Value};
pub(super) use condition::{Names, Outgoing};
pub(super) use date_texts::DateTexts;
pub(super) use formula::{blank, serial};
pub(super) use working_cell::WorkingCell;

use calculate::Cells;
use condition::{formula_of, is_on_return};
use formula::{Formula, Source, all, either};
use reading::Row;
use shape::{AnyRow, Shapes};

/// What Excel allows of one formula, in characters; some are left for the names of longer sheets.
const LONGEST: usize = 8_000;
/// How deep Excel lets functions stand within one another; some are left for the conditions.
const DEEPEST: usize = 55;
/// What stands for the check itself while what is around it is written; no text in a formula has it.
const WITHIN: &str = "\u{1}";

/// A live check as issued.
#[derive(Debug, Clone)]
pub(super) struct Check {
    /// The formula; `None` where what it says never changes.
    pub formula: Option<String>,
    /// What it shows in the workbook as it goes out; empty shows nothing.
    pub stored: String,
    /// The longest words that it can show, for the room they take.
    pub longest: String,
}

/// One working cell of a row.
#[derive(Debug, Clone)]
pub(super) struct Working {
    /// What it holds.
    pub cell: WorkingCell,
    /// Its formula.
    pub formula: String,
    /// What it shows in the workbook as it goes out; empty shows nothing.
    pub stored: String,
}

/// What the checks of one return are made from.
pub(super) struct Checks<'a> {
    issued: &'a Issued,
    policy: Policy,
    date_texts: &'a DateTexts,
    lists: &'a [List],
    /// The working cells of actions and of indicators.
    cells: [Vec<WorkingCell>; 2],
    shapes: Shapes,
}

/// One thing that a check asks, in order.
enum Step<'f> {
    /// Whether the cell holds an entry that no formula can read.
    OnReturn(WorkingCell),
    /// Whether a rule finds a fault.
    Fault(&'f Test, &'f str),
}

/// The cells of a row, with the working cells that have been calculated.
struct Calculated<'r> {
    row: &'r dyn Outgoing,
    values: Vec<(WorkingCell, Option<Value>)>,
    lists: &'r [List],
}

impl Cells for Calculated<'_> {
    fn value(&self, source: Source) -> Option<Value> {
        match source {
            Source::Entry(at) => self.row.value(at).0,
            Source::WorkingCell(cell) => {
                let found = self.values.iter().find(|(own, _)| *own == cell);
                found.map_or(Some(Value::Blank), |(_, value)| value.clone())
            }
            Source::General => Some(Value::Blank),
        }
    }

    fn format(&self, source: Source) -> &'static str {
        match source {
            Source::Entry(at) => self.row.value(at).1,
            Source::WorkingCell(_) | Source::General => "G",
        }
    }

    fn range(&self, name: &str) -> &[Item] {
        self.lists
            .iter()
            .find(|(own, _, _)| own.as_deref() == Some(name))
            .map(|(_, _, items)| items.as_slice())
            .unwrap_or_default()
    }
}

impl<'a> Checks<'a> {
    /// What the checks of a return are made from; `lists` are what its formulas look entries up in.
    pub(super) fn new(issued: &'a Issued, date_texts: &'a DateTexts, lists: &'a [List]) -> Self {
        let cells = [Kind::Actions, Kind::Indicators]
            .map(|kind| WorkingCell::of_return(issued, kind).into_iter().map(|(cell, _)| cell).collect());
        Self { issued, policy: Policy::new(&issued.policy), date_texts, lists, cells, shapes: Shapes::default() }
    }

    /// The check of the row `index` of `kind` with the cells that it works with.
    pub(super) fn of_row(&self, kind: Kind, index: usize, duty: Duty, row: &dyn Outgoing) -> (Check, Vec<Working>) {
        let faults = faults(self.issued, kind, index, &self.policy);
        let names: &dyn Names = row;
        let reader =
            Row { issued: self.issued, kind, index, faults: &faults, date_texts: self.date_texts, outgoing: row };
        let mut cells = Calculated { row, values: Vec::new(), lists: self.lists };
        let mut working = Vec::new();
        let [of_actions, of_indicators] = &self.cells;
        let own = if kind == Kind::Actions { of_actions } else { of_indicators };
        for cell in own {
            let read = match reader.shape(*cell) {
                Some(shape) => self.shapes.read(&reader, *cell, shape, &cells),
                None => reader.reading(*cell).map(|formula| (format!("={formula}"), formula.calculated(&cells))),
            };
            let Some((formula, value)) = read else { continue };
            working.push(Working { cell: *cell, formula, stored: shown(value.as_ref()) });
            cells.values.push((*cell, value));
        }
        let longest = faults.iter().map(|fault| fault.words.as_str()).max_by_key(|words| words.chars().count());
        let longest = longest.unwrap_or_default().to_owned();
        let (clean, while_blank) = clean(kind, duty);
        if faults.is_empty() && while_blank.is_none() {
            return (Check { formula: None, stored: clean.to_owned(), longest }, working);
        }
        let words = faults.iter().map(|fault| (fault.test.clone(), fault.words.clone()));
        let shaped = self.shapes.check((kind, (clean, while_blank), words.collect()), |(_, clean, faults)| {
            let steps = steps(faults, own);
            (check(&steps, *clean, &AnyRow(row)), steps.len())
        });
        let is_written = shaped.steps <= DEEPEST;
        // The check stands within a few words of its row.
        let around = self.in_place(kind, index, names, Formula::range(WITHIN)).filter(|_| is_written);
        let written = around.and_then(|around| {
            let around = around.to_string();
            let (before, after) = around.split_once(WITHIN)?;
            let mut text = format!("={before}");
            shaped.pieces.push_to(&mut text, &names.number());
            text.push_str(after);
            Some(text).filter(|text| text.len() <= LONGEST + 1)
        });
        let formula = self.in_place(kind, index, names, shaped.formula).filter(|_| is_written);
        let stored = match (&formula, &written) {
            (Some(formula), Some(_)) => shown(formula.calculated(&cells).as_ref()),
            // More columns that ask than a formula can hold: nothing is said rather than half of it.
            (None, _) | (_, None) => live::ON_RETURN.to_owned(),
        };
        (Check { formula: written, stored, longest }, working)
    }

    /// A formula that holds as long as it stands beside its own row, and its working cells do so too. Sorting may
    /// tear them apart: they stand on another sheet, and programs differ in what then becomes of references to it.
    fn in_place(&self, kind: Kind, index: usize, names: &dyn Names, formula: Formula) -> Option<Formula> {
        let at = EntryCell::Field(Field::Ref);
        let own = Formula::entry(names.cell(at)?, at).is(reading::reference(self.issued, kind, index)?);
        let place = Formula::working(names.working(WorkingCell::Place)?, WorkingCell::Place).is(1usize);
        Some(either(all([own, place]).or_else(false), formula, live::ON_RETURN))
    }
}

/// The first fault whose test holds, and what is shown where none does.
fn check(steps: &[Step<'_>], clean: (&'static str, Option<(Field, &'static str)>), names: &dyn Names) -> Formula {
    let clean = match clean {
        (clean, Some((field, blank))) => either(formula_of(&Test::Is(Question::Blank(field)), names), blank, clean),
        (clean, None) => clean.into(),
    };
    steps.iter().rev().fold(clean, |rest, step| match step {
        Step::OnReturn(cell) => either(is_on_return(names, *cell), live::ON_RETURN, rest),
        Step::Fault(test, words) => either(formula_of(test, names), Formula::words(words), rest),
    })
}

/// A calculated value as it is stored.
fn shown(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) => crate::plan::as_stored(*number).to_string(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Logical(_) | Value::Blank) | None => String::new(),
    }
}

/// The faults in order, and before the first that reads a cell, whether it can be read: what was found before then holds
/// whatever stands there, and what comes after may not.
fn steps<'f>(faults: &'f [(Test, String)], own: &[WorkingCell]) -> Vec<Step<'f>> {
    let mut steps = Vec::new();
    let mut asked: Vec<WorkingCell> = Vec::new();
    for (test, words) in faults {
        for cell in test.reads().into_iter().filter_map(WorkingCell::of_entry) {
            if own.contains(&cell) && !asked.contains(&cell) {
                asked.push(cell);
                steps.push(Step::OnReturn(cell));
            }
        }
        steps.push(Step::Fault(test, words));
    }
    steps
}

/// What a row shows that has no fault, and as long as a cell is blank, where that is something else.
fn clean(kind: Kind, duty: Duty) -> (&'static str, Option<(Field, &'static str)>) {
    match (kind, duty) {
        (_, Duty::NotAsked(WhyNot::InformationOnly)) => (live::FOR_INFORMATION, None),
        (_, Duty::NotAsked(WhyNot::Finished | WhyNot::Heading | WhyNot::NotDue)) => ("", None),
        (_, Duty::Monitored) => (live::DONE, Some((Field::Value, live::MONITOR_ONLY))),
        (Kind::Actions, Duty::Optional) => (live::DONE, Some((Field::Rating, ""))),
        (Kind::Actions | Kind::Indicators, Duty::Required | Duty::Optional) => (live::DONE, None),
    }
}
