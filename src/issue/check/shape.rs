//! Formulas that differ from row to row in nothing but the number of the row, made once for all of them.
//!
//! What a formula is made from besides the names of its cells is its shape. Cells are named with a mark in place of the
//! row's number while it is made, and the number is put in when its text is written. What it comes to depends on what stands in
//! its entry cell alone, and down a column that is nothing or one of a few words.

use std::cell::RefCell;

use crate::domain::Kind;
use crate::layout::Field;
use crate::returns::EntryCell;
use crate::rules::condition::Test;

use super::calculate::{Cells, Value};
use super::condition::{Names, Outgoing};
use super::formula::Formula;
use super::reading::{Row, Shape};
use super::working_cell::WorkingCell;

/// What stands for the number of the row; no text in a formula has it.
const NUMBER: char = '\0';
/// Longer texts are hardly ever typed twice.
const LONGEST: usize = 48;
/// How many results of one formula are kept.
const RESULTS: usize = 32;

/// The names of the cells of any row.
pub(super) struct AnyRow<'r>(pub &'r dyn Outgoing);

/// The text of a formula without the numbers of its row.
#[derive(Debug)]
pub(super) struct Pieces(Vec<String>);

/// What a live check is made from, beside the names of cells: its tests in their order with their words, and what is shown
/// where none of them holds.
pub(super) type CheckShape = (Kind, (&'static str, Option<(Field, &'static str)>), Vec<(Test, String)>);

/// The formulas that were made for the rows of a return.
#[derive(Default)]
pub(super) struct Shapes {
    working: RefCell<Vec<ShapedCell>>,
    checks: RefCell<Vec<(CheckShape, Shaped)>>,
}

/// A formula, what it shares with other rows of its text, and how many steps it has.
#[derive(Clone)]
pub(super) struct Shaped {
    pub formula: Formula,
    pub pieces: std::rc::Rc<Pieces>,
    pub steps: usize,
}

struct ShapedCell {
    cell: (Kind, WorkingCell),
    shape: Shape,
    made: Option<(Formula, Pieces)>,
    results: Vec<(Value, Option<Value>)>,
}

impl Pieces {
    /// Those of a formula whose cells are those of any row.
    pub(super) fn of(formula: &Formula) -> Self {
        Self(formula.to_string().split(NUMBER).map(str::to_owned).collect())
    }

    /// Writes the formula of a row behind a text.
    pub(super) fn push_to(&self, text: &mut String, number: &str) {
        for (at, piece) in self.0.iter().enumerate() {
            text.push_str(if at == 0 { "" } else { number });
            text.push_str(piece);
        }
    }
}

impl AnyRow<'_> {
    fn any(name: &str) -> String {
        let mut any = name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        any.push(NUMBER);
        any
    }
}

impl Names for AnyRow<'_> {
    fn cell(&self, at: EntryCell) -> Option<String> {
        self.0.cell(at).map(|name| Self::any(&name))
    }

    fn far(&self, at: EntryCell) -> Option<String> {
        self.0.far(at).map(|name| Self::any(&name))
    }

    fn working(&self, working: WorkingCell) -> Option<String> {
        self.0.working(working).map(|name| Self::any(&name))
    }

    fn number(&self) -> String {
        NUMBER.to_string()
    }
}

impl Outgoing for AnyRow<'_> {
    fn value(&self, at: EntryCell) -> (Option<Value>, &'static str) {
        self.0.value(at)
    }
}

impl Shapes {
    /// The formula of a working cell as it stands in the row, and what it comes to; `None` where the row has none.
    pub(super) fn read(
        &self,
        row: &Row<'_>,
        working: WorkingCell,
        shape: Shape,
        cells: &dyn Cells,
    ) -> Option<(String, Option<Value>)> {
        let mut all = self.working.borrow_mut();
        let cell = (row.kind, working);
        let at = all.iter().position(|one| one.cell == cell && one.shape == shape).unwrap_or_else(|| {
            let any = Row { outgoing: &AnyRow(row.outgoing), ..*row };
            let made = any.reading(working).map(|formula| {
                let pieces = Pieces::of(&formula);
                (formula, pieces)
            });
            all.push(ShapedCell { cell, shape, made, results: Vec::new() });
            all.len() - 1
        });
        let ShapedCell { made, results, .. } = all.get_mut(at)?;
        let (formula, pieces) = made.as_ref()?;
        let mut text = String::from("=");
        pieces.push_to(&mut text, &row.outgoing.number());
        let given = working.entry().and_then(|entry| row.outgoing.value(entry).0).filter(can_be_kept);
        let Some(given) = given else { return Some((text, formula.calculated(cells))) };
        if let Some((_, result)) = results.iter().find(|(own, _)| *own == given) {
            return Some((text, result.clone()));
        }
        let result = formula.calculated(cells);
        if results.len() < RESULTS {
            results.push((given, result.clone()));
        }
        Some((text, result))
    }

    /// The formula of a live check, made by `make` where there is none of its shape.
    pub(super) fn check(&self, shape: CheckShape, make: impl FnOnce(&CheckShape) -> (Formula, usize)) -> Shaped {
        let mut all = self.checks.borrow_mut();
        if let Some((_, shaped)) = all.iter().find(|(own, _)| *own == shape) {
            return shaped.clone();
        }
        let (formula, steps) = make(&shape);
        let shaped = Shaped { pieces: Pieces::of(&formula).into(), formula, steps };
        all.push((shape, shaped.clone()));
        shaped
    }
}

/// Whether what comes of a value may be kept. Of two numbers that are one, each is stored as it was written.
fn can_be_kept(value: &Value) -> bool {
    match value {
        Value::Blank | Value::Logical(_) => true,
        Value::Text(text) => text.len() <= LONGEST,
        Value::Number(_) => false,
    }
}
