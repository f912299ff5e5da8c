//! The working cells behind a live check: what stands in each entry cell, read once.
//!
//! They stand on the hidden sheet of lists, beside the lists they look entries up in, so that the check itself only
//! compares. A number is what was given; any other state is a letter of `formula`. The border: formulas, what they show
//! as issued, and in which column each stands; writing them is the work of `lists`.

use rust_xlsxwriter::ColNum;

use crate::domain::{Edge, Edges, Kind, is_placeholder, key, same};
use crate::layout::Field;
use crate::plan::{Issued, IssuedIndicator, Printed};
use crate::returns::{DateGiven, Entry, Slot, ValueGiven};
use crate::rules::condition::{Cells, EntryCell};
use crate::rules::live::Fault;
use crate::rules::{Basis, IndicatorView};
use crate::workbook::formula_text;

use super::date_texts::{DateTexts, Seen, doubtful_months};
use super::formula::{
    ERROR, ON_RETURN, PLACEHOLDER, REASON, UNREADABLE, compared, has_any, is_percent_format, literal, place_in, serial,
    tidy,
};
use super::{Checks, stand_ins};
use crate::issue::lists;

/// What a working cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::issue) enum Part {
    /// 1 where the row of the sheet still is the one that was issued there, else 0.
    Place,
    /// The place of the rating, from 1.
    Rating,
    /// The text in a date cell.
    Text(Field),
    /// The same with room between its pieces.
    Pieces(Field),
    /// The day in a date cell.
    Day(Field),
    /// The number in a cell for figures, in the unit's own terms.
    Quantity(Field),
    /// The place of the rating that the value's band has, from 1.
    Band,
    /// The words in a cell for words, without marks.
    Words(Field),
    /// Whether they stand in for words still to be written.
    Placeholder(Field),
}

/// One working cell of a row.
#[derive(Debug, Clone)]
pub(in crate::issue) struct Working {
    /// What it holds.
    pub part: Part,
    /// Its formula.
    pub formula: String,
    /// What it shows in the workbook as issued.
    pub stored: Stored,
}

/// What a working cell shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::issue) enum Stored {
    /// A text, which may be empty.
    Text(String),
    /// A number as a formula writes it.
    Number(String),
}

impl Part {
    /// The working cells of each kind of row in the order of their columns, with their headings.
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

/// The working cells of the row `index` of `kind`; `far` names its entry cells from another sheet.
pub(super) fn of_row(
    checks: &Checks<'_>,
    kind: Kind,
    index: usize,
    faults: &[Fault],
    far: &dyn Fn(EntryCell) -> Option<String>,
    part: &dyn Fn(Part) -> Option<String>,
) -> Vec<Working> {
    let row = Row { checks, kind, index, faults, far, part };
    Part::all(kind).iter().filter_map(|(part, _)| row.working(*part)).collect()
}

struct Row<'r> {
    checks: &'r Checks<'r>,
    kind: Kind,
    index: usize,
    faults: &'r [Fault],
    far: &'r dyn Fn(EntryCell) -> Option<String>,
    part: &'r dyn Fn(Part) -> Option<String>,
}

impl Row<'_> {
    fn working(&self, part: Part) -> Option<Working> {
        let cell = |field| (self.far)(EntryCell::Field(field));
        let (formula, stored) = match part {
            Part::Place => {
                let reference = self.checks.reference(self.kind, self.index)?;
                let formula = format!("IFERROR(IF({}={reference},1,0),0)", cell(Field::Ref)?);
                (formula, Stored::Number("1".to_owned()))
            }
            Part::Rating => (rating(self.checks.issued, self.kind, &cell(Field::Rating)?), self.stored_rating()?),
            Part::Text(field) => {
                let typed = self.date(field).map(|slot| DateTexts::text(&slot.typed)).unwrap_or_default();
                (DateTexts::text_formula(&cell(field)?), Stored::Text(typed))
            }
            Part::Pieces(field) => {
                let typed = self.date(field).map(|slot| DateTexts::text(&slot.typed)).unwrap_or_default();
                let text = (self.part)(Part::Text(field))?;
                (DateTexts::pieces_formula(&text), Stored::Text(DateTexts::pieces(&typed)))
            }
            Part::Day(field) => {
                let (text, pieces) = ((self.part)(Part::Text(field))?, (self.part)(Part::Pieces(field))?);
                let days: Vec<_> = self.faults.iter().flat_map(|fault| fault.test.days(field)).collect();
                let texts = &self.checks.date_texts;
                let formula = texts.day_formula(&cell(field)?, &text, &pieces, &doubtful_months(&days));
                let stored = self.date(field).map_or(Seen::Blank, |slot| texts.seen(&slot.typed));
                (formula, stored_day(stored))
            }
            Part::Quantity(field) => {
                let row = self.checks.issued.indicators.get(self.index)?;
                (quantity(row, field, &cell(field)?), self.stored_quantity(row, field))
            }
            Part::Band => {
                let row = self.checks.issued.indicators.get(self.index)?;
                let basis = Basis::as_issued(self.checks.issued);
                let view = IndicatorView { file: &basis, sheet: "", row: Cells, issued: row };
                let edges = view.is_to_be_rated().then(|| view.tolerance()?.edges(&row.target, row.better_when?));
                let edges = edges.flatten();
                let value = (self.part)(Part::Quantity(Field::Value))?;
                // A value always comes blank, and without one there is no band.
                (band(&view, &edges?, &value), Stored::Text(String::new()))
            }
            Part::Words(field) => {
                (stand_ins::words_formula(&cell(field)?), Stored::Text(stand_ins::words(&self.typed_words(field))))
            }
            Part::Placeholder(field) => {
                let words = (self.part)(Part::Words(field))?;
                let state = if is_placeholder(&self.typed_words(field)) { PLACEHOLDER } else { "" };
                (stand_ins::state_formula(&cell(field)?, &words), Stored::Text(state.to_owned()))
            }
        };
        Some(Working { part, formula: format!("={formula}"), stored })
    }

    fn date(&self, field: Field) -> Option<&Slot<DateGiven>> {
        let row = self.checks.outgoing.actions.as_ref()?.rows.iter().find(|row| row.index == self.index)?;
        Some(if field == Field::CompletedDate { &row.completed } else { &row.revised })
    }

    fn typed_words(&self, field: Field) -> String {
        let outgoing = &self.checks.outgoing;
        let slot = match self.kind {
            Kind::Actions => {
                let rows = outgoing.actions.as_ref().map(|part| part.rows.as_slice()).unwrap_or_default();
                rows.iter().find(|row| row.index == self.index).map(|row| &row.commentary)
            }
            Kind::Indicators => {
                let rows = outgoing.indicators.as_ref().map(|part| part.rows.as_slice()).unwrap_or_default();
                let row = rows.iter().find(|row| row.index == self.index);
                row.map(|row| if field == Field::Commentary { &row.commentary } else { &row.override_reason })
            }
        };
        slot.map(|slot| slot.typed.to_string()).unwrap_or_default()
    }

    fn stored_rating(&self) -> Option<Stored> {
        let outgoing = &self.checks.outgoing;
        let rating = match self.kind {
            Kind::Actions => &outgoing.actions.as_ref()?.rows.iter().find(|row| row.index == self.index)?.rating,
            Kind::Indicators => &outgoing.indicators.as_ref()?.rows.iter().find(|row| row.index == self.index)?.rating,
        };
        Some(match &rating.entry {
            Entry::Blank => Stored::Text(String::new()),
            Entry::Given(id) => Stored::Number(id.0.saturating_add(1).to_string()),
            Entry::Unreadable(_) => Stored::Text(UNREADABLE.to_owned()),
        })
    }

    fn stored_quantity(&self, row: &IssuedIndicator, field: Field) -> Stored {
        let part = self.checks.outgoing.indicators.as_ref();
        let found = part.and_then(|part| part.rows.iter().find(|row| row.index == self.index));
        let slot = found.map(|found| if field == Field::LastValue { &found.last_value } else { &found.value });
        match slot.map(|slot| (&slot.entry, slot.typed.as_str())) {
            Some((Entry::Given(ValueGiven::Number(_)), typed))
                if row.printed(field).number().is_none() && !self.checks.is_returned =>
            {
                Stored::Text(state_of_text(row, field, typed).to_owned())
            }
            Some((Entry::Given(ValueGiven::Number(number)), _)) => Stored::Number(literal(number.value)),
            Some((Entry::Given(ValueGiven::Reason(_)) | Entry::Unreadable(_), typed)) => {
                Stored::Text(state_of_text(row, field, typed).to_owned())
            }
            Some((Entry::Blank, _)) | None => Stored::Text(String::new()),
        }
    }
}

fn stored_day(seen: Seen) -> Stored {
    match seen {
        Seen::Blank => Stored::Text(String::new()),
        Seen::Day(day) => Stored::Number(serial(day).to_string()),
        Seen::Unreadable => Stored::Text(UNREADABLE.to_owned()),
        Seen::OnReturn => Stored::Text(ON_RETURN.to_owned()),
    }
}

/// The place of the rating in a cell: by its word, its symbol, both, or another accepted word.
fn rating(issued: &Issued, kind: Kind, cell: &str) -> String {
    let text = tidy(&format!("{cell}&\"\""));
    let known = match lists::accepted(issued, kind) {
        Some((words, places)) => {
            // A text longer than this is looked up nowhere, and is no rating.
            let place = place_in(words, &format!("LEFT({text},255)"));
            format!("IFERROR(INDEX({places},{place}),\"{UNREADABLE}\")")
        }
        None => format!("\"{UNREADABLE}\""),
    };
    format!("IF(ISERROR({cell}),\"{ERROR}\",IF({text}=\"\",\"\",{known}))")
}

/// The number in a cell for figures. Text with a digit in it and no letter may be a number that the program reads.
fn quantity(row: &IssuedIndicator, field: Field, cell: &str) -> String {
    let text = tidy(&format!("{cell}&\"\""));
    let number = if row.unit.trim_start().starts_with('%') {
        let percent = is_percent_format(cell);
        format!("IF({percent},ROUND({cell}*100,12),IF({},{cell},\"{ON_RETURN}\"))", is_plain_format(cell))
    } else {
        format!("IF(OR({},{}),{cell},\"{ON_RETURN}\")", is_plain_format(cell), is_percent_format(cell))
    };
    let has_digit = has_any("0123456789", &text);
    let mut words = format!("IF(AND({has_digit},EXACT(UPPER({text}),LOWER({text}))),\"{ON_RETURN}\",\"{UNREADABLE}\")");
    words = format!("IF(ISNUMBER({}),\"{REASON}\",{words})", place_in(lists::REASONS, &format!("LEFT({text},255)")));
    if let Printed::Text(issued) = row.printed(field) {
        // The plan's own words are no entry of the service.
        words = format!("IF({text}={},\"\",{words})", formula_text(&key(&issued)));
    }
    format!(
        "IF(ISERROR({cell}),\"{ERROR}\",IF(ISLOGICAL({cell}),\"{UNREADABLE}\",IF(ISNUMBER({cell}),{number},\
         IF({text}=\"\",\"\",{words}))))"
    )
}

/// Whether a cell shows a plain number, by the letter that the program has for its format. A date is no figure, and only
/// its format tells it. Programs differ in the letter for General, so it is that of a cell which has it; where a
/// program knows no letters (Excel in a browser), nothing is said.
fn is_plain_format(cell: &str) -> String {
    let general = lists::general();
    let format = format!("CELL(\"format\",{cell})");
    format!("IFERROR(OR({format}=CELL(\"format\",{general}),ISNUMBER(FIND(LEFT({format},1),\"F,CS\"))),FALSE)")
}

/// The state that [`quantity`] gives a text.
fn state_of_text(row: &IssuedIndicator, field: Field, typed: &str) -> &'static str {
    if matches!(row.printed(field), Printed::Text(issued) if same(&issued, typed)) {
        ""
    } else if crate::returns::Reason::parse(typed).is_some() {
        REASON
    } else if typed.contains(|c: char| c.is_ascii_digit()) && typed.to_uppercase() == typed.to_lowercase() {
        ON_RETURN
    } else {
        UNREADABLE
    }
}

/// The place of the rating of the value's band.
fn band(view: &IndicatorView<'_, Cells>, edges: &Edges, value: &str) -> String {
    let rating = |band: usize| {
        view.rating_of_band(band).map_or_else(|| "\"\"".to_owned(), |id| id.0.saturating_add(1).to_string())
    };
    let first = |edges: &[Edge]| {
        edges.iter().enumerate().rev().fold("\"\"".to_owned(), |rest, (band, edge)| {
            format!("IF({},{},{rest})", compared(value, edge.cmp, edge.value), rating(band))
        })
    };
    let of_number = match edges {
        Edges::Number(edges) => first(edges),
        Edges::Range { below: (low, below), above: (high, above), inside } => format!(
            "IF({},{},IF({},{},{}))",
            compared(value, crate::domain::Cmp::Lt, *low),
            first(below),
            compared(value, crate::domain::Cmp::Gt, *high),
            first(above),
            inside.map_or_else(|| "\"\"".to_owned(), rating)
        ),
    };
    format!("IF(ISNUMBER({value}),{of_number},\"\")")
}
