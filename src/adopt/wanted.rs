//! What an officer wants columns and rows to be taken for, as typed under *Instead*.

use std::collections::BTreeMap;

use crate::domain::{Kind, heading_key};
use crate::layout::{Field, PLAN, SheetId};

use super::bands::Level;
use super::holds::Holds;
use super::instead::Instead;
use super::meaning::Meaning;
use super::place::{Place, What};
use super::tracker::SheetRead;
use super::when::{When, WhenPart};
use super::words::plain;

/// What a row is wanted to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowWanted {
    Row(Kind),
    Band(Level),
    LeftOut,
}

impl RowWanted {
    /// Reads an officer's word.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match plain(text).as_str() {
            "action" => Some(Self::Row(Kind::Actions)),
            "indicator" => Some(Self::Row(Kind::Indicators)),
            "leave out" | "left out" => Some(Self::LeftOut),
            _ => Level::parse(text).map(Self::Band),
        }
    }
}

/// A column as it is told: all columns with the same heading that are taken for the same.
pub(super) type Group = (String, Holds);

/// The first cell of each group of columns, in the order of the tracker.
pub(super) fn groups(sheets: &[SheetRead<'_>]) -> BTreeMap<Group, Place> {
    let mut groups = BTreeMap::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for block in &sheet.blocks {
            for column in &block.columns {
                let place = Place { sheet: number, at: column.heading.at };
                // One without a heading stands for itself.
                let name = if column.heading.text.is_empty() {
                    format!("{number} {}", place.at)
                } else {
                    plain(&column.heading.text)
                };
                groups.entry((name, column.holds)).or_insert(place);
            }
        }
    }
    groups
}

/// Takes columns for what an officer typed.
pub(super) fn obey_columns(sheets: &mut [SheetRead<'_>], instead: &mut Instead) {
    let mut wanted: BTreeMap<Group, Holds> = BTreeMap::new();
    for (group, place) in groups(sheets) {
        let Some(text) = instead.at(What::Column, place) else { continue };
        match holds(&text) {
            Some(holds) => {
                wanted.insert(group, holds);
            }
            None => instead.refuse(
                What::Column,
                Some(place),
                &text,
                "it is no heading of the plan, no period, not Own column and not Leave out",
            ),
        }
    }
    for (number, sheet) in sheets.iter_mut().enumerate() {
        for column in sheet.blocks.iter_mut().flat_map(|block| &mut block.columns) {
            let name = if column.heading.text.is_empty() {
                format!("{number} {}", column.heading.at)
            } else {
                plain(&column.heading.text)
            };
            if let Some(holds) = wanted.get(&(name, column.holds)) {
                column.holds = *holds;
                column.why = "as typed under Instead";
            }
        }
    }
}

/// What an officer's word says of a column.
fn holds(text: &str) -> Option<Holds> {
    let text = text.trim();
    match plain(text).as_str() {
        "leave out" | "left out" => return Some(Holds::LeftOut),
        "own column" | "own" => return Some(Holds::Own),
        _ => {}
    }
    let bare = text.split_once(": ").map_or(text, |(_, after)| after);
    let known = heading_key(bare);
    if let Some(period) = known.strip_prefix("rating ").and_then(period) {
        return Some(Holds::Rating(period));
    }
    if let Some(period) = known.strip_prefix("target ").and_then(period) {
        return Some(Holds::Target(period));
    }
    if let Some(when) = period(&known) {
        return Some(Holds::Value(when));
    }
    let field = [SheetId::Actions, SheetId::Indicators]
        .into_iter()
        .find_map(|id| PLAN.sheet(id).column_headed(bare))
        .map(|column| column.field)?;
    meaning(field).map(Holds::Known)
}

fn period(text: &str) -> Option<When> {
    let (when, rest) = When::find(text)?;
    let is_whole = when.year.is_some() || when.part != WhenPart::Year;
    (rest.is_empty() && is_whole).then_some(when)
}

/// What a column of the plan is called here.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are no columns that a tracker fills")]
fn meaning(field: Field) -> Option<Meaning> {
    Some(match field {
        Field::Ref => Meaning::Ref,
        Field::DeliveryPlan => Meaning::Plan,
        Field::Priority => Meaning::Priority,
        Field::Outcome => Meaning::Outcome,
        Field::Project => Meaning::Project,
        Field::Approach => Meaning::Approach,
        Field::Action => Meaning::Action,
        Field::Indicator => Meaning::Indicator,
        Field::Deadline => Meaning::Deadline,
        Field::Start => Meaning::Start,
        Field::LeadOfficer => Meaning::LeadOfficer,
        Field::PortfolioHolder => Meaning::PortfolioHolder,
        Field::ScrutinyCommittee => Meaning::ScrutinyCommittee,
        Field::Monitored => Meaning::Monitored,
        Field::AgreedDeadline => Meaning::AgreedDeadline,
        Field::LastRating => Meaning::Rating,
        Field::LastCommentary => Meaning::Commentary,
        Field::LastValue => Meaning::Value,
        Field::Unit => Meaning::Unit,
        Field::BetterWhen => Meaning::BetterWhen,
        Field::Frequency => Meaning::Frequency,
        Field::Cumulative => Meaning::Cumulative,
        Field::Baseline => Meaning::Baseline,
        Field::Target => Meaning::Target,
        Field::Decimals => Meaning::Decimals,
        _ => return None,
    })
}
