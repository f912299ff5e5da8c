//! Consolidating: from a quarter of checked returns to the consolidated workbook.
//!
//! One file for each sheet, and a few for what the sheets share: how a table is written, how a row of the data sheets
//! is laid out, and why figures are provisional. Everything is made from the quarter's one tally, so that summary and
//! data sheets cannot disagree. Nothing is taken over from a return but values: no formula, style, link, comment or
//! hidden sheet. The border: what counts is decided in `tally`, how a cell is written in `workbook`.

mod actions;
mod content;
mod contents;
mod data;
mod data_sheet;
mod decisions;
mod exceptions;
mod findings;
mod further;
mod indicators;
mod labels;
mod line;
mod method;
mod movements;
mod returns;
mod revised;
mod sections;
mod sentences;
mod status;
mod summary;
mod table;

use rust_xlsxwriter::Worksheet;

use crate::at_once;
use crate::layout::{self, CONSOLIDATED, SheetId, SheetLayout};
use crate::plan::Plan;
use crate::previous::{PROPERTY_CONSOLIDATED_COLUMNS, columns_written};
use crate::quarter::{Provisional, Quarter};
use crate::tally::Tally;
use crate::workbook::{LateRows, Packed, Styles, Title, WriteError, book, pack};

pub use crate::previous::PROPERTY_CONSOLIDATED_PERIOD;
pub use data::{DataFile, PACKAGE, data, data_package, is_data_package};

use labels::Labels;
use revised::RevisedDeadlines;
use status::Reason;
#[cfg(test)]
pub(crate) use summary::percentage;

/// The consolidated workbook of a quarter and its counts, as an .xlsx file to be written. The same quarter gives the same
/// bytes.
///
/// # Errors
/// [`WriteError`] where a sheet would be larger than Excel allows, or the workbook cannot be put together.
pub fn consolidate(quarter: &Quarter<'_>, tally: &Tally<'_>) -> Result<Packed, WriteError> {
    let whole = Whole::new(quarter, tally);
    let plan = whole.plan;
    let properties = [
        (PROPERTY_CONSOLIDATED_PERIOD, plan.period.to_string()),
        (PROPERTY_CONSOLIDATED_COLUMNS, columns_written(|kind, field| line::holds(&whole, kind, field))),
    ];
    let title = whole.title_of("consolidated returns");
    let mut workbook = book(&Title { title: &title, subject: &plan.settings.plan_title, properties: &properties })?;
    for (id, _) in SHEETS {
        workbook.add_worksheet().set_name(&layout_of(id).name)?;
    }
    let sheets = workbook.worksheets_mut().iter_mut().zip(SHEETS);
    let late = at_once::map(sheets.collect(), |(sheet, (_, write))| match write {
        Write::AtOnce(write) => write(sheet, &whole).map(|()| Vec::new()),
        Write::RowsLate(write) => write(sheet, &whole),
    });
    let late = late.into_iter().collect::<Result<Vec<_>, WriteError>>()?;
    pack(workbook, late)
}

/// What writes one sheet.
#[derive(Clone, Copy)]
enum Write {
    /// The whole of it.
    AtOnce(fn(&mut Worksheet, &Whole<'_>) -> Result<(), WriteError>),
    /// All but the rows of its large tables, which are written when the workbook is saved.
    RowsLate(for<'w> fn(&mut Worksheet, &'w Whole<'_>) -> Result<Vec<LateRows<'w>>, WriteError>),
}

/// The sheets in order, each with what writes it.
const SHEETS: [(SheetId, Write); 11] = [
    (SheetId::Contents, Write::AtOnce(contents::write)),
    (SheetId::Summary, Write::RowsLate(summary::write)),
    (SheetId::Sentences, Write::RowsLate(sentences::write)),
    (SheetId::Exceptions, Write::RowsLate(exceptions::write)),
    (SheetId::Decisions, Write::RowsLate(decisions::write)),
    (SheetId::Movements, Write::RowsLate(movements::write)),
    (SheetId::Actions, Write::RowsLate(actions::write)),
    (SheetId::Indicators, Write::RowsLate(indicators::write)),
    (SheetId::Returns, Write::RowsLate(returns::write)),
    (SheetId::Findings, Write::RowsLate(findings::write)),
    (SheetId::Method, Write::AtOnce(method::write)),
];

/// What every sheet is written from.
struct Whole<'q> {
    quarter: &'q Quarter<'q>,
    plan: &'q Plan,
    tally: &'q Tally<'q>,
    labels: Labels,
    provisional: Provisional,
    /// Why the figures are provisional.
    reasons: Vec<Reason>,
    revised: RevisedDeadlines,
    styles: Styles,
}

impl<'q> Whole<'q> {
    fn new(quarter: &'q Quarter<'q>, tally: &'q Tally<'q>) -> Self {
        let plan = quarter.plan;
        let labels = Labels::new(plan, [&tally.actions, &tally.indicators]);
        let (provisional, styles) = (quarter.provisional(), Styles::new());
        let revised = tally.action_lines.iter().filter_map(|line| Some(&line.row?.revised));
        let revised = RevisedDeadlines::new(revised, plan.period);
        let mut whole = Self { quarter, plan, tally, labels, provisional, reasons: Vec::new(), revised, styles };
        whole.reasons = status::reasons(&whole);
        whole
    }

    /// The title of a sheet: what it is, of which plan, for which period.
    fn title_of(&self, what: &str) -> String {
        let plan = self.plan.settings.plan_title.trim();
        match plan {
            "" => format!("{what}, {}", self.plan.period),
            plan => format!("{plan}: {what}, {}", self.plan.period),
        }
    }
}

/// The layout of one of the sheets.
fn layout_of(id: SheetId) -> &'static SheetLayout {
    layout::sheet(&CONSOLIDATED, id)
}

/// The name of the table on one of the sheets.
fn table_name(layout: &SheetLayout) -> String {
    layout.name.replace(' ', "_")
}

/// A number with its noun: `1 return`, `4 returns`.
fn several(count: u64, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// How many there are.
fn number_of<T>(list: &[T]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
