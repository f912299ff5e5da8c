//! A row of a tracker as a row of the plan: what actions and indicators have in common.

use crate::domain::{Kind, Period, as_name};
use crate::grid::CellRef;
use crate::layout::Field;
use crate::plan::Printed;

use super::bands::Bands;
use super::context::Context;
use super::draft::{Col, DraftRow, Rank};
use super::gather::{Raw, one_line, place};
use super::holds::Holds;
use super::meaning::Meaning;
use super::place::Place;
use super::timing::Timing;
use super::view::number_of;
use super::when::When;
use super::words::{WORDS, plain};

/// Where a row stands: the sheet of the tracker and the block in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(super) sheet: usize,
    pub(super) block: usize,
}

impl Timing {
    /// The period of a heading.
    pub(super) fn of(&self, when: When) -> Option<Period> {
        when.period(self.calendar, self.year)
    }

    /// Whether a period is before the one that the plan is for.
    pub(super) fn is_past(&self, period: Period) -> bool {
        self.period.is_some_and(|own| period.end_in_year() < own.end_in_year())
    }
}

impl Context<'_> {
    /// Begins a row of the plan: its name, what it is filed under, and the officer's own columns.
    pub(super) fn begin(&mut self, kind: Kind, at: At, raw: &Raw, bands: &Bands) -> Option<DraftRow> {
        let (cell, name, said) = raw.name()?;
        let mut row = DraftRow::new(kind, place(at.sheet, cell));
        row.words(Field::wording(kind), place(at.sheet, cell), &name);
        if !said.is_empty() {
            row.words(Field::LastCommentary, place(at.sheet, cell), &said);
        }
        if let Some((cell, text)) = raw.known.get(&Meaning::Ref) {
            row.words(Field::Ref, place(at.sheet, *cell), &one_line(text));
        }
        let named = |meaning| {
            let own = raw.known.get(&meaning).map(|(_, text)| as_name(text).into_owned());
            own.filter(|text| !text.is_empty())
        };
        row.plan = named(Meaning::Plan).or_else(|| bands.plan.clone());
        row.priority = named(Meaning::Priority).or_else(|| bands.priority.clone());
        row.owner = named(Meaning::LeadOfficer);
        for (meaning, field, band) in [
            (Meaning::Outcome, Field::Outcome, &bands.outcome),
            (Meaning::Project, Field::Project, &bands.project),
            (Meaning::Approach, Field::Approach, &None),
        ] {
            match (raw.at(meaning), named(meaning)) {
                (Some(cell), Some(text)) => row.words(field, place(at.sheet, cell), &text),
                _ => row.derive(field, band.as_deref().unwrap_or_default()),
            }
        }
        for (meaning, field) in [
            (Meaning::LeadOfficer, Field::LeadOfficer),
            (Meaning::PortfolioHolder, Field::PortfolioHolder),
            (Meaning::ScrutinyCommittee, Field::ScrutinyCommittee),
        ] {
            let Some((cell, text)) = raw.known.get(&meaning).cloned() else { continue };
            match kind {
                Kind::Actions => row.words(field, place(at.sheet, cell), &one_line(&text)),
                Kind::Indicators => self.carry(&mut row, at, cell),
            }
        }
        for (_, cell) in &raw.own {
            self.carry(&mut row, at, *cell);
        }
        Some(row)
    }

    /// Carries a cell in a column of the officer's own, under its heading.
    pub(super) fn carry(&mut self, row: &mut DraftRow, at: At, cell: CellRef) {
        let heading = self
            .sheets
            .get(at.sheet)
            .and_then(|sheet| sheet.blocks.get(at.block))
            .and_then(|block| block.columns.iter().find(|column| column.heading.col == cell.col))
            .map(|column| column.heading.text.clone())
            .unwrap_or_default();
        let col = self.own_col(row.kind, &one_line(&heading), cell);
        let carried = self.as_carried(place(at.sheet, cell));
        row.put(col, place(at.sheet, cell), carried);
    }

    /// What was said of the row last: what stands under no period, else under the last one.
    pub(super) fn commentary(&mut self, row: &mut DraftRow, at: At, raw: &Raw) {
        if let Some((cell, text)) = raw.known.get(&Meaning::Commentary) {
            let cell = place(at.sheet, *cell);
            if row.has(Field::LastCommentary) {
                self.carry(row, at, cell.at);
            } else {
                row.words(Field::LastCommentary, cell, text);
            }
        }
        let said =
            raw.dated.iter().filter(|(holds, _, _, text)| matches!(holds, Holds::Commentary(_)) && !text.is_empty());
        let ends = |when: When| self.timing.of(when).map(|period| period.end_in_year());
        let mut dated: Vec<_> = said.map(|(_, when, cell, text)| (ends(*when), *cell, text.clone())).collect();
        dated.sort();
        for (_, cell, text) in dated.into_iter().rev() {
            if row.has(Field::LastCommentary) {
                self.carry(row, at, cell);
            } else {
                row.words(Field::LastCommentary, place(at.sheet, cell), &text);
            }
        }
    }

    /// The rating under no period, and those of periods.
    pub(super) fn ratings(&mut self, row: &mut DraftRow, at: At, raw: &Raw) {
        if let Some((cell, text)) = raw.known.get(&Meaning::Rating).cloned() {
            let cell = place(at.sheet, cell);
            let col = Col::Known(Field::LastRating);
            if let Some(rating) = self.rating(row, col.clone(), cell, &text) {
                row.put(col, cell, Printed::words(rating));
            }
        }
        for (holds, when, cell, text) in &raw.dated {
            let Holds::Rating(_) = holds else { continue };
            self.dated_rating(row, at, *when, *cell, text);
        }
    }

    /// The rating of a period.
    pub(super) fn dated_rating(&mut self, row: &mut DraftRow, at: At, when: When, cell: CellRef, text: &str) {
        let from = place(at.sheet, cell);
        let Some(period) = self.timing.of(when).filter(|period| self.timing.is_past(*period)) else {
            self.carry(row, at, cell);
            return;
        };
        let col = Col::rating_of(period);
        if let Some(rating) = self.rating(row, col.clone(), from, text) {
            if row.cells.contains_key(&col) {
                self.carry(row, at, cell);
            } else {
                row.put(col, from, Printed::words(rating));
            }
        }
    }

    /// A figure as it is written in the plan: a percentage as one.
    pub(super) fn figure(&self, from: Place) -> Printed {
        let Some(cell) = self.view(from.sheet).and_then(|view| view.cell(from.at)) else { return Printed::Blank };
        let text = self.text(from);
        match number_of(cell) {
            Some(number) if text.contains('%') => percent(number),
            Some(number) => Printed::Number(number),
            None => Printed::words(text),
        }
    }

    /// Whether the row is only a partner's.
    pub(super) fn is_partners(raw: &Raw) -> bool {
        WORDS.is_partner(raw.text(Meaning::Role))
    }

    /// What is asked for under a heading, beside the column in which today's figure is kept.
    pub(super) fn ask(row: &mut DraftRow, heading: &str) {
        // The column is there for services to fill in; it has no cell yet.
        row.cells.insert(Col::Headed(Rank::Ask, heading.to_owned()), Printed::Blank);
    }
}

/// A percentage as a cell shows it.
pub(super) fn percent(number: rust_decimal::Decimal) -> Printed {
    let places = usize::try_from(number.normalize().scale()).unwrap_or_default().min(6);
    let format = if places == 0 { "0%".to_owned() } else { format!("0.{}%", "0".repeat(places)) };
    Printed::Shown { number, format: format.as_str().into() }
}

/// Whether two texts say the same.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}
