//! What a rule that runs live consists of. Its condition is written once, over [`Entries`].

use crate::domain::Severity;
use crate::layout::Field;
use crate::returns::{EntryCell, Row};
use crate::rules::condition::{BlankCell, CellEntry, Cells, Entries, Test};
use crate::rules::view::{JudgedRow, RowView};
use crate::rules::{ActionView, CellView, Finding, IndicatorView};

/// A rule on actions or on indicators that also runs live.
pub(crate) trait LiveRule<I: JudgedRow> {
    /// The entry that its finding points at.
    const AT: Field;
    /// The severity of its finding, where it is not the rule's.
    const SEVERITY: Option<Severity> = None;
    /// What the row's Check says.
    const LIVE: LiveWords<I>;

    /// When it is raised.
    fn when<E: Entries>(row: &RowView<'_, I, E>) -> E::Truth;

    /// What is said of a return that came back, where it is raised: always something.
    fn say<'a>(row: &RowView<'a, I, &'a Row<I::Entries>>) -> Option<Finding>;
}

/// What a Check says of a fault, in few words.
pub(crate) enum LiveWords<I: JudgedRow> {
    /// These words.
    These(&'static str),
    /// These words and the heading of the cell.
    WithHeading(&'static str),
    /// These words, and more that depend on what was issued.
    And(&'static str, fn(&RowView<'_, I, Cells>) -> String),
}

impl<I: JudgedRow> LiveWords<I> {
    /// How they begin, whatever was issued.
    pub(crate) const fn beginning(&self) -> &'static str {
        match self {
            Self::These(words) | Self::WithHeading(words) | Self::And(words, _) => words,
        }
    }
}

/// A rule on entry cells that also runs live.
pub(crate) trait CellRule {
    /// What the row's Check says before the heading, in few words.
    const LIVE_WORDS: &str;

    /// When it is raised.
    fn when<C: CellEntry>(cell: &C) -> C::Truth;

    /// What is said of a return that came back, where it is raised: always something.
    fn say(cell: &CellView<'_>) -> Option<Finding>;

    /// The severity of its finding, where it is not the rule's.
    fn severity(_is_rated: bool) -> Option<Severity> {
        None
    }
}

/// The live check of a rule, over the cells of a row that is still to be filled in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum LiveCheck {
    /// On an action.
    Action(fn(&ActionView<'_, Cells>) -> Live),
    /// On an indicator.
    Indicator(fn(&IndicatorView<'_, Cells>) -> Live),
    /// On each entry cell of a row, which is rated or not.
    Cell(fn(&BlankCell, bool) -> Live),
}

/// What a rule says live of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Live {
    /// The cell that the rule's finding points at.
    pub at: EntryCell,
    /// When it is raised.
    pub test: Test,
    /// What the row's Check says.
    pub words: String,
    /// The severity of the finding, where it is not the rule's.
    pub severity: Option<Severity>,
}
