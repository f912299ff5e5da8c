//! What a rule runs on, and how the checks of a rule that runs live are made of its one condition.

use crate::domain::Severity;
use crate::plan::{IssuedAction, IssuedIndicator, Plan};
use crate::returns::{EntryCell, Row};

use super::across_view::{AcrossView, ByHandView, EarlierView};
use super::condition::{BlankCell, Cells};
use super::finding::{Finding, Findings};
use super::live::{CellRule, Live, LiveCheck, LiveRule, LiveWords};
use super::view::{ActionView, CellView, FileView, IndicatorView, JudgedRow, RowView};

/// What a check runs on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Check {
    /// A return as a whole.
    File(fn(&FileView<'_>, &mut Findings)),
    /// Each action.
    Action(fn(&ActionView<'_>, &mut Findings)),
    /// Each indicator.
    Indicator(fn(&IndicatorView<'_>, &mut Findings)),
    /// Each entry cell.
    Cell(fn(&CellView<'_>, &mut Findings)),
    /// Each action, also while it is being filled in: [`Check::action`].
    LiveAction(fn(&ActionView<'_>, &mut Findings), fn(&ActionView<'_, Cells>) -> Live, &'static str),
    /// Each indicator, likewise: [`Check::indicator`].
    LiveIndicator(fn(&IndicatorView<'_>, &mut Findings), fn(&IndicatorView<'_, Cells>) -> Live, &'static str),
    /// Each entry cell, likewise: [`Check::cell`].
    LiveCell(fn(&CellView<'_>, &mut Findings), fn(&BlankCell, bool) -> Live, &'static str),
    /// All returns together.
    Across(fn(&AcrossView<'_>, &mut Findings)),
    /// An earlier consolidated workbook.
    Earlier(fn(&EarlierView<'_>, &mut Findings)),
    /// The consolidated workbook of the period, with what was done in it by hand.
    ByHand(fn(&ByHandView<'_>, &mut Findings)),
    /// The plan workbook, where it can be used.
    Plan(fn(&Plan, &mut Findings)),
    /// What a reader noted: `noted.rs` says which rule tells it.
    Noted,
}

impl Check {
    /// The check of a rule on actions, with its live check.
    pub(crate) const fn action<R: LiveRule<IssuedAction>>() -> Self {
        Self::LiveAction(check_row::<IssuedAction, R>, live_row::<IssuedAction, R>, R::LIVE.beginning())
    }

    /// The check of a rule on indicators, with its live check.
    pub(crate) const fn indicator<R: LiveRule<IssuedIndicator>>() -> Self {
        Self::LiveIndicator(check_row::<IssuedIndicator, R>, live_row::<IssuedIndicator, R>, R::LIVE.beginning())
    }

    /// The check of a rule on entry cells, with its live check.
    pub(crate) const fn cell<R: CellRule>() -> Self {
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
            R::LIVE_WORDS,
        )
    }

    /// The live check and how its words begin, where it has one.
    pub(crate) fn live(&self) -> Option<(LiveCheck, &'static str)> {
        match self {
            Self::LiveAction(_, live, words) => Some((LiveCheck::Action(*live), words)),
            Self::LiveIndicator(_, live, words) => Some((LiveCheck::Indicator(*live), words)),
            Self::LiveCell(_, live, words) => Some((LiveCheck::Cell(*live), words)),
            Self::File(_)
            | Self::Action(_)
            | Self::Indicator(_)
            | Self::Cell(_)
            | Self::Across(_)
            | Self::Earlier(_)
            | Self::ByHand(_)
            | Self::Plan(_)
            | Self::Noted => None,
        }
    }
}

fn check_row<'a, I: JudgedRow, R: LiveRule<I>>(row: &RowView<'a, I, &'a Row<I::Entries>>, out: &mut Findings) {
    if R::when(row) {
        report(R::say(row), R::SEVERITY, out);
    }
}

fn live_row<I: JudgedRow, R: LiveRule<I>>(row: &RowView<'_, I, Cells>) -> Live {
    let words = match R::LIVE {
        LiveWords::These(words) => words.to_owned(),
        LiveWords::WithHeading(words) => format!("{words}: {}", row.heading(R::AT)),
        LiveWords::And(words, more) => format!("{words}{}", more(row)),
    };
    Live { at: EntryCell::Field(R::AT), test: R::when(row), words, severity: R::SEVERITY }
}

fn report(finding: Option<Finding>, severity: Option<Severity>, out: &mut Findings) {
    debug_assert!(finding.is_some(), "a condition holds and nothing is said of it");
    out.push(finding.map(|finding| match severity {
        Some(severity) => finding.with_severity(severity),
        None => finding,
    }));
}
