//! What a rule that runs live consists of. Its condition is written once, over [`Entries`].

use crate::domain::Severity;
use crate::layout::Field;
use crate::plan::{IssuedAction, IssuedIndicator};
use crate::returns::EntryCell;
use crate::rules::condition::{BlankCell, CellEntry, Cells, Entries, Test};
use crate::rules::view::{JudgedRow, RowView};
use crate::rules::{ActionView, CellView, Check, Finding, Findings, IndicatorView};

/// A rule on actions or on indicators that also runs live.
pub trait LiveRule<I: JudgedRow> {
    /// The entry that its finding points at.
    const AT: Field;
    /// The severity of its finding, where it is not the rule's.
    const SEVERITY: Option<Severity> = None;
    /// What the row's Check says.
    const LIVE: LiveWords<I>;

    /// When it is raised.
    fn when<E: Entries>(row: &RowView<'_, I, E>) -> E::Truth;

    /// What is said of a return that came back, where it is raised: always something.
    fn say<'a>(row: &RowView<'a, I, &'a I::Received>) -> Option<Finding>;
}

/// What a Check says of a fault, in few words.
pub enum LiveWords<I: JudgedRow> {
    /// These words.
    These(&'static str),
    /// These words and the heading of the cell.
    WithHeading(&'static str),
    /// Words that depend on what was issued.
    Of(fn(&RowView<'_, I, Cells>) -> String),
}

/// A rule on entry cells that also runs live.
pub trait CellRule {
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
pub enum LiveCheck {
    /// On an action.
    Action(fn(&ActionView<'_, Cells>) -> Live),
    /// On an indicator.
    Indicator(fn(&IndicatorView<'_, Cells>) -> Live),
    /// On each entry cell of a row, which is rated or not.
    Cell(fn(&BlankCell, bool) -> Live),
}

/// What a rule says live of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// The cell that the rule's finding points at.
    pub at: EntryCell,
    /// When it is raised.
    pub test: Test,
    /// What the row's Check says.
    pub words: String,
    /// The severity of the finding, where it is not the rule's.
    pub severity: Option<Severity>,
}

impl Check {
    /// The check of a rule on actions, with its live check.
    pub const fn action<R: LiveRule<IssuedAction>>() -> Self {
        Self::LiveAction(check_row::<IssuedAction, R>, live_row::<IssuedAction, R>)
    }

    /// The check of a rule on indicators, with its live check.
    pub const fn indicator<R: LiveRule<IssuedIndicator>>() -> Self {
        Self::LiveIndicator(check_row::<IssuedIndicator, R>, live_row::<IssuedIndicator, R>)
    }

    /// The check of a rule on entry cells, with its live check.
    pub const fn cell<R: CellRule>() -> Self {
        Self::LiveCell(
            |cell, out| {
                if R::when(cell) {
                    report(R::say(cell), R::severity(!cell.monitor_only), out);
                }
            },
            |cell, is_rated| Live {
                at: cell.at,
                test: R::when(cell),
                words: format!("{}: {}", R::LIVE_WORDS, cell.heading),
                severity: R::severity(is_rated),
            },
        )
    }

    /// The live check, where it has one.
    pub fn live(&self) -> Option<LiveCheck> {
        match self {
            Self::LiveAction(_, live) => Some(LiveCheck::Action(*live)),
            Self::LiveIndicator(_, live) => Some(LiveCheck::Indicator(*live)),
            Self::LiveCell(_, live) => Some(LiveCheck::Cell(*live)),
            Self::File(_)
            | Self::Action(_)
            | Self::Indicator(_)
            | Self::Cell(_)
            | Self::Across(_)
            | Self::Earlier(_)
            | Self::Plan(_)
            | Self::Noted => None,
        }
    }
}

fn check_row<'a, I: JudgedRow, R: LiveRule<I>>(row: &RowView<'a, I, &'a I::Received>, out: &mut Findings) {
    if R::when(row) {
        report(R::say(row), R::SEVERITY, out);
    }
}

fn live_row<I: JudgedRow, R: LiveRule<I>>(row: &RowView<'_, I, Cells>) -> Live {
    let words = match R::LIVE {
        LiveWords::These(words) => words.to_owned(),
        LiveWords::WithHeading(words) => format!("{words}: {}", row.heading(R::AT)),
        LiveWords::Of(words) => words(row),
    };
    Live { at: EntryCell::Field(R::AT), test: R::when(row), words, severity: R::SEVERITY }
}

fn report(finding: Option<Finding>, severity: Option<Severity>, out: &mut Findings) {
    debug_assert!(finding.is_some(), "a condition holds and nothing is said of it");
    let Some(finding) = finding else { return };
    out.push(match severity {
        Some(severity) => finding.with_severity(severity),
        None => finding,
    });
}
