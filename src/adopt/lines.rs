//! The lines of the sheet *Adopted* as they gather: what was taken for what, and what is to be decided.

use std::collections::BTreeMap;

use super::draft::PlanPlace;
use super::instead::Instead;
use super::place::{Place, What};
use super::words::plain;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) what: What,
    /// The cell that it is about; none for what no cell causes.
    pub(super) place: Option<Place>,
    pub(super) found: String,
    pub(super) times: usize,
    pub(super) taken_for: String,
    pub(super) plan: Option<PlanPlace>,
    pub(super) why: String,
    /// What an officer typed in its place.
    pub(super) instead: String,
}

/// The lines so far.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) all: Vec<Line>,
    /// The lines of values by what was mapped and how it was found.
    values: BTreeMap<(&'static str, String), Mapped>,
}

#[derive(Debug, Clone)]
struct Mapped {
    /// Its line, where there is one.
    line: Option<usize>,
    instead: Option<String>,
}

impl Lines {
    /// Adds a line that stands for itself.
    pub(super) fn add(&mut self, what: What, place: Place, found: &str, taken_for: &str, why: &str) -> usize {
        self.all.push(Line {
            what,
            place: Some(place),
            found: found.to_owned(),
            times: 1,
            taken_for: taken_for.to_owned(),
            plan: None,
            why: why.to_owned(),
            instead: String::new(),
        });
        self.all.len() - 1
    }

    /// What an officer wants for a value that was found, the first time that it is; `what` says what is mapped.
    pub(super) fn instead_of(
        &mut self,
        what: &'static str,
        place: Place,
        found: &str,
        instead: &mut Instead,
    ) -> Option<String> {
        let key = (what, plain(found));
        if let Some(known) = self.values.get(&key) {
            return known.instead.clone();
        }
        let wanted = instead.value(place, found);
        self.values.insert(key, Mapped { line: None, instead: wanted.clone() });
        wanted
    }

    /// Tells that a value was mapped: one line for all cells in which it was found.
    pub(super) fn mapped(&mut self, what: &'static str, place: Place, found: &str, taken_for: &str, why: &str) {
        let key = (what, plain(found));
        let known = self.values.get(&key).cloned();
        if let Some(line) = known.as_ref().and_then(|known| known.line).and_then(|at| self.all.get_mut(at)) {
            line.times += 1;
            return;
        }
        let at = self.add(What::Value, place, found, taken_for, why);
        let wanted = known.and_then(|known| known.instead);
        if let Some(line) = self.all.get_mut(at) {
            line.instead = wanted.clone().unwrap_or_default();
        }
        self.values.insert(key, Mapped { line: Some(at), instead: wanted });
    }

    /// Adds what an officer has to decide.
    pub(super) fn decide(&mut self, place: Option<Place>, found: &str, plan: PlanPlace, why: &str) {
        self.all.push(Line {
            what: What::Decide,
            place,
            found: found.to_owned(),
            times: 1,
            taken_for: String::new(),
            plan: Some(plan),
            why: why.to_owned(),
            instead: String::new(),
        });
    }
}
