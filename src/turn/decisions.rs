//! What members decided, as it stands on the Decisions sheet of a consolidated workbook, whatever program saved it.
//!
//! Tables are known by their headings, wherever they stand now and however they were sorted. A row says what it is about
//! by its Ref; what was typed under Agreed is read as it shows.

use crate::domain::{Deadline, Period, PlannedDeadline, key, same, tidy};
use crate::grid::{Cell, CellRef, Sheet, Value, Workbook};
use crate::layout::{CONSOLIDATED, Field, SheetId};

/// What is added to a revised deadline that was given before already.
const AS_BEFORE: &str = ", as before";

/// What members are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Whether a deadline moves.
    Amend,
    /// Whether an action is closed.
    Close,
}

/// What they answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing yet.
    Open,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Another date.
    Date(PlannedDeadline),
    /// Something else, as it shows.
    Other(String),
}

/// A row of one of the tables.
#[derive(Debug, Clone)]
pub(super) struct Decision {
    /// What is asked.
    pub asked: Asked,
    /// The action's reference.
    pub reference: String,
    /// Where the answer stands.
    pub at: CellRef,
    /// The answer.
    pub answer: Answer,
    /// The deadline as first planned, where it is asked whether it moves.
    pub original: Deadline,
    /// The one that was agreed then.
    pub agreed: Deadline,
    /// The one that is asked for.
    pub revised: Deadline,
}

/// The decisions, in the order of the sheet, and the name on its tab; `None` where there is no sheet, or no column for
/// the answers.
pub(super) fn read(workbook: &Workbook, period: Period) -> Option<(String, Vec<Decision>)> {
    let layout = CONSOLIDATED.sheet(SheetId::Decisions);
    let sheet = layout.find_in(workbook)?;
    let mut headings: Option<Headings> = None;
    let (mut decisions, mut has_tables) = (Vec::new(), false);
    for (_, cells) in sheet.rows() {
        if let Some(found) = Headings::of(cells) {
            has_tables |= found.asked.is_some();
            headings = Some(found);
            continue;
        }
        let Some((asked, headings)) = headings.as_ref().and_then(|own| Some((own.asked?, own))) else { continue };
        decisions.extend(headings.decision(asked, sheet, cells, period));
    }
    has_tables.then(|| (sheet.name.clone(), decisions)).or_else(|| empty(sheet))
}

/// A sheet of which every section says that there is nothing to decide has no table, and nothing was agreed on it.
fn empty(sheet: &Sheet) -> Option<(String, Vec<Decision>)> {
    let is_asked = |cells| Headings::of(cells).is_some_and(|own| own.revised.or(own.deadline).is_some());
    let asks = sheet.rows().any(|(_, cells)| is_asked(cells));
    (!asks).then(|| (sheet.name.clone(), Vec::new()))
}

/// Where the columns of a table stand.
#[derive(Debug)]
struct Headings {
    asked: Option<Asked>,
    reference: u16,
    answer: Option<u16>,
    original: Option<u16>,
    agreed: Option<u16>,
    revised: Option<u16>,
    /// The deadline of an action that is to be closed.
    deadline: Option<u16>,
}

impl Headings {
    /// Those of a row, where it is one of headings.
    fn of(cells: &[Cell]) -> Option<Self> {
        let layout = CONSOLIDATED.sheet(SheetId::Decisions);
        let col = |field| {
            let heading = layout.heading(field);
            cells.iter().find(|cell| same(&cell.shown_text(), heading)).map(|cell| cell.at.col)
        };
        let (reference, answer, revised) = (col(Field::Ref)?, col(Field::Agreed), col(Field::RevisedDeadline));
        // A row of which one cell reads like a heading is none yet.
        col(Field::Action).or(col(Field::Indicator)).or(col(Field::Reason)).or(col(Field::Text))?;
        let asked = answer.map(|_| if revised.is_some() { Asked::Amend } else { Asked::Close });
        let (original, agreed) = (col(Field::OriginalDeadline), col(Field::AgreedDeadline));
        Some(Self { asked, reference, answer, original, agreed, revised, deadline: col(Field::Deadline) })
    }

    fn decision(&self, asked: Asked, sheet: &Sheet, cells: &[Cell], period: Period) -> Option<Decision> {
        let row = cells.first()?.at.row;
        let cell = |col: Option<u16>| sheet.get(CellRef { row, col: col? });
        let text = |col| cell(col).map(|cell| cell.tidy_text().to_string()).unwrap_or_default();
        let at = CellRef { row, col: self.answer? };
        let answer = answer(cell(self.answer), period);
        let reference = text(Some(self.reference));
        if reference.is_empty() && answer == Answer::Open {
            return None;
        }
        let deadline = |col| deadline(cell(col), period).deadline;
        Some(Decision {
            asked,
            reference,
            at,
            answer,
            original: deadline(self.original),
            agreed: deadline(self.agreed),
            revised: deadline(self.revised),
        })
    }
}

fn answer(cell: Option<&Cell>, period: Period) -> Answer {
    let Some(cell) = cell else { return Answer::Open };
    let text = tidy(&cell.shown_text());
    match key(&text).as_str() {
        "" => Answer::Open,
        "yes" | "y" | "true" => Answer::Yes,
        "no" | "n" | "false" => Answer::No,
        _ => match deadline(Some(cell), period) {
            read @ PlannedDeadline { deadline: Deadline::On { .. }, .. } => Answer::Date(read),
            PlannedDeadline { .. } => Answer::Other(text),
        },
    }
}

/// A deadline as it was printed, or as Excel made a day of it since.
fn deadline(cell: Option<&Cell>, period: Period) -> PlannedDeadline {
    let certain = |deadline| PlannedDeadline { deadline, fault: None, doubt: None };
    match cell.and_then(|cell| cell.value.as_ref()) {
        Some(Value::Date { day, shows_day: true }) => certain(Deadline::on(*day)),
        Some(Value::Date { day, shows_day: false }) => certain(Deadline::in_month_of(*day)),
        Some(Value::Text(text)) => PlannedDeadline::read(text.strip_suffix(AS_BEFORE).unwrap_or(text), period),
        Some(Value::Number(_) | Value::Bool(_) | Value::Time { .. } | Value::Error(_)) => {
            PlannedDeadline::read(&cell.map(Cell::as_shown).unwrap_or_default(), period)
        }
        None => certain(Deadline::None),
    }
}
