//! What every row is read with: the sheets, when everything is, the scheme, and where lines are gathered.

use crate::domain::{Kind, Scheme};
use crate::grid::{CellRef, written_of};
use crate::layout::{CONSOLIDATED, PLAN, RETURN, SheetId};
use crate::plan::{Printed, carried};

use super::draft::{Col, DraftRow, OwnColumns};
use super::gather::is_nothing;
use super::instead::Instead;
use super::legend::Legend;
use super::lines::Lines;
use super::place::{Place, What};
use super::rating::{is_two, rating_of, rating_of_standing, said_of_fill};
use super::timing::Timing;
use super::tracker::SheetRead;
use super::view::View;
use super::when::When;
use super::words::plain;

/// What rows are read with, and what gathers while they are.
pub(super) struct Context<'s> {
    pub(super) sheets: Vec<SheetRead<'s>>,
    pub(super) timing: Timing,
    pub(super) scheme: Scheme,
    pub(super) lines: Lines,
    pub(super) instead: Instead,
    pub(super) own_actions: OwnColumns,
    pub(super) own_indicators: OwnColumns,
}

impl<'s> Context<'s> {
    pub(super) fn view(&self, sheet: usize) -> Option<&View<'s>> {
        self.sheets.get(sheet).map(|one| &one.view)
    }

    fn legend(&self, sheet: usize) -> Legend {
        self.sheets.get(sheet).map(|one| one.legend.clone()).unwrap_or_default()
    }

    pub(super) fn text(&self, place: Place) -> String {
        self.view(place.sheet).map(|view| view.text(place.at)).unwrap_or_default()
    }

    /// What a cell holds, as the officer's own columns carry it.
    pub(super) fn as_carried(&self, place: Place) -> Printed {
        let Some(view) = self.view(place.sheet) else { return Printed::Blank };
        carried(view.cell(place.at), written_of(view.sheet.grid.looks_at(place.at)))
    }

    /// The column of an own heading; one without words is called by its letter.
    pub(super) fn own_col(&mut self, kind: Kind, heading: &str, at: CellRef) -> Col {
        let heading = if heading.is_empty() { format!("Column {}", at.column_name()) } else { heading.to_owned() };
        let layout = PLAN.sheet(SheetId::of(kind));
        let is_of_plan = |text: &str| {
            let known = plain(text);
            let of_others = RETURN.sheets.iter().chain(&CONSOLIDATED.sheets).any(|sheet| {
                matches!(sheet.id, SheetId::Actions | SheetId::Indicators) && sheet.column_headed(text).is_some()
            });
            layout.column_headed(text).is_some()
                || of_others
                || known.starts_with("target ")
                || known.starts_with("ask")
                || When::find(text).is_some_and(|(_, rest)| matches!(rest.as_str(), "" | "rating"))
        };
        match kind {
            Kind::Actions => self.own_actions.col(&heading, is_of_plan),
            Kind::Indicators => self.own_indicators.col(&heading, is_of_plan),
        }
    }

    /// The rating that a cell says, by its text or else its fill, in the scheme's word; told where it is another word.
    pub(super) fn rating(&mut self, row: &mut DraftRow, col: Col, place: Place, text: &str) -> Option<String> {
        let legend = self.legend(place.sheet);
        let kind = row.kind;
        if text.is_empty() {
            return self.rating_by_fill(row, col, place, &legend);
        }
        if let Some(wanted) = self.lines.instead_of("rating", place, text, &mut self.instead) {
            return self.wanted_rating(row, col, place, text, &wanted);
        }
        let found = rating_of(text, &self.scheme, kind, &legend);
        match &found {
            Some(rating) if plain(rating) == plain(text) => {}
            Some(rating) => {
                let why = if legend.of_word(text).is_some() { "the key on the sheet says so" } else { "" };
                self.lines.mapped("rating", place, text, rating, why);
            }
            None if is_nothing(text) => {}
            None => {
                let why = if is_two(text, &legend) {
                    "two ratings stand in it: type the present one"
                } else {
                    "it is no rating of the scheme, and what it stands for cannot be told"
                };
                row.decide(col, place, text, why);
            }
        }
        found
    }

    fn rating_by_fill(&mut self, row: &mut DraftRow, col: Col, place: Place, legend: &Legend) -> Option<String> {
        let fill = self.view(place.sheet)?.fill(place.at)?;
        let said = said_of_fill(fill, legend)?;
        let found = format!("fill #{fill:06X}");
        if let Some(wanted) = self.lines.instead_of("rating", place, &found, &mut self.instead) {
            return self.wanted_rating(row, col, place, &found, &wanted);
        }
        let Some(rating) = rating_of_standing(said, &self.scheme, row.kind) else {
            row.decide(col, place, &found, "the scheme has no rating for this colour");
            return None;
        };
        let by_key = legend.of_fill(fill).is_some();
        let why = if by_key { "the key on the sheet says so" } else { "the colour of the cell" };
        self.lines.mapped("rating", place, &found, &rating, why);
        Some(rating)
    }

    /// The rating that an officer typed in place of one; told as such, and refused where it is none.
    fn wanted_rating(
        &mut self,
        row: &mut DraftRow,
        col: Col,
        place: Place,
        found: &str,
        wanted: &str,
    ) -> Option<String> {
        if plain(wanted) == "leave out" {
            self.lines.mapped("rating", place, found, "left out", "as typed under Instead");
            return None;
        }
        let scale = self.scheme.scale(row.kind);
        let rating = scale.find(wanted).and_then(|id| scale.get(id)).map(|rating| rating.name.clone());
        if let Some(rating) = &rating {
            self.lines.mapped("rating", place, found, rating, "as typed under Instead");
        } else {
            self.lines.mapped("rating", place, found, "", "what is typed under Instead is no rating of this plan");
            self.instead.refuse(What::Value, None, wanted, "it is no rating of this plan");
            row.decide(col, place, found, "what is typed under Instead is no rating of this plan");
        }
        rating
    }
}
