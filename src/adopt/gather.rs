//! One row of a block as a person reads it: what stands in it, by what its columns hold.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::domain::{Kind, Part, Period, PlannedDeadline, tidy};
use crate::grid::CellRef;

use super::block::Block;
use super::holds::Holds;
use super::meaning::Meaning;
use super::place::Place;
use super::target::{Amount, read_target};
use super::view::View;
use super::when::When;
use super::words::{WORDS, plain};

/// What a block is about where its rows do not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Known(Kind),
    /// Its columns have something of both.
    Either,
}

/// A row with what stands in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Raw {
    /// What stands under a known heading, with its cell.
    pub(super) known: BTreeMap<Meaning, (CellRef, String)>,
    /// What stands under a period.
    pub(super) dated: Vec<(Holds, When, CellRef, String)>,
    /// What stands in the officer's own columns: the number of the column among those of the block.
    pub(super) own: Vec<(usize, CellRef)>,
}

/// What the rows of a group have in common, which is often written only in the first of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Carry {
    groups: BTreeMap<Meaning, (CellRef, String)>,
}

impl Carry {
    /// Forgets what was written above: a band begins.
    pub(super) fn clear(&mut self) {
        self.groups.clear();
    }
}

/// What a block is about.
pub(super) fn about(block: &Block) -> About {
    let titles = block.titles();
    let has = |meaning| titles.iter().any(|(_, own)| *own == meaning);
    let is_actions = has(Meaning::Action) || has(Meaning::ActionAndCommentary);
    match (is_actions, has(Meaning::Indicator)) {
        (true, false) => return About::Known(Kind::Actions),
        (false, true) => return About::Known(Kind::Indicators),
        _ => {}
    }
    let of = |is: fn(Meaning) -> bool| {
        let own = block.columns.iter().filter(|column| matches!(column.holds, Holds::Known(meaning) if is(meaning)));
        own.count()
    };
    let dated =
        block.columns.iter().filter(|column| matches!(column.holds, Holds::Value(_) | Holds::Target(_))).count();
    let of_both = of(|meaning| meaning == Meaning::TargetOrDeadline);
    let (indicators, actions) = (of(Meaning::is_of_indicators) + dated + of_both, of(Meaning::is_of_actions) + of_both);
    match (indicators, actions) {
        (0, _) => About::Known(Kind::Actions),
        (_, 0) => About::Known(Kind::Indicators),
        _ => About::Either,
    }
}

/// Gathers a row.
pub(super) fn gather(view: &View<'_>, block: &Block, row: u32, carry: &mut Carry) -> Raw {
    let mut raw = Raw::default();
    for (number, column) in block.columns.iter().enumerate() {
        let at = CellRef { row, col: column.heading.col };
        let origin = view.origin(at);
        let own = view.text(at);
        match column.holds {
            Holds::Known(meaning) if meaning.is_group() => {
                let text = if own.is_empty() { view.text(origin) } else { own };
                let place = if view.is_filled(at) { at } else { origin };
                let found = (!text.is_empty()).then_some((place, text));
                if let Some(found) = found {
                    // What follows is grouped anew.
                    let finer = [Meaning::Outcome, Meaning::Approach, Meaning::Project];
                    let changed = carry.groups.get(&meaning).is_none_or(|(_, before)| *before != found.1);
                    let after = finer.iter().skip_while(|one| **one != meaning).skip(1);
                    if changed && (finer.contains(&meaning) || meaning == Meaning::Priority) {
                        let all = if meaning == Meaning::Priority { finer.to_vec() } else { after.copied().collect() };
                        for one in all {
                            carry.groups.remove(&one);
                        }
                    }
                    carry.groups.insert(meaning, found);
                }
                if let Some(known) = carry.groups.get(&meaning) {
                    raw.known.insert(meaning, known.clone());
                }
            }
            Holds::Known(meaning) => {
                // A name that is merged over several rows is that of the first.
                let text = if own.is_empty() && !meaning.is_title() { view.text(origin) } else { own };
                let place = if view.is_filled(at) { at } else { origin };
                if !text.is_empty() || meaning == Meaning::Rating && view.fill(at).is_some() {
                    raw.known.insert(meaning, (place, text));
                }
            }
            Holds::Value(when)
            | Holds::Target(when)
            | Holds::Rating(when)
            | Holds::Commentary(when)
            | Holds::Marks(when) => {
                if !own.is_empty() || view.fill(at).is_some() {
                    raw.dated.push((column.holds, when, at, own));
                }
            }
            Holds::Own => {
                if view.is_filled(origin) {
                    raw.own.push((number, origin));
                }
            }
            Holds::LeftOut => {}
        }
    }
    raw
}

impl Raw {
    pub(super) fn text(&self, meaning: Meaning) -> &str {
        self.known.get(&meaning).map(|(_, text)| text.as_str()).unwrap_or_default()
    }

    pub(super) fn at(&self, meaning: Meaning) -> Option<CellRef> {
        self.known.get(&meaning).map(|(at, _)| *at)
    }

    /// The name of the row, and what was said of it in the same cell.
    pub(super) fn name(&self) -> Option<(CellRef, String, String)> {
        let of = |meaning| self.known.get(&meaning).filter(|(_, text)| !text.is_empty());
        if let Some((at, text)) = of(Meaning::ActionAndCommentary) {
            let (name, rest) = text.split_once('\n').unwrap_or((text, ""));
            return Some((*at, one_line(name), tidy(rest)));
        }
        let titles = [Meaning::Action, Meaning::Indicator, Meaning::Title];
        titles.into_iter().find_map(of).map(|(at, text)| (*at, one_line(text), String::new()))
    }

    /// Takes what may be a target or a deadline for that which rows of its kind have; where another column has that already, it
    /// is the officer's own.
    pub(super) fn settle(&mut self, kind: Kind) {
        let Some(found) = self.known.remove(&Meaning::TargetOrDeadline) else { return };
        let meaning = match kind {
            Kind::Actions => Meaning::Deadline,
            Kind::Indicators => Meaning::Target,
        };
        match self.known.entry(meaning) {
            Entry::Vacant(place) => {
                place.insert(found);
            }
            Entry::Occupied(_) => self.own.push((usize::from(found.0.col), found.0)),
        }
    }

    /// What the row is by its own words and cells; nothing where it could be either.
    pub(super) fn kind(&self, about: About) -> Option<Kind> {
        if let Some(is_action) = WORDS.is_action(self.text(Meaning::Type)) {
            return Some(if is_action { Kind::Actions } else { Kind::Indicators });
        }
        if let About::Known(kind) = about {
            return Some(kind);
        }
        let (has_action, has_indicator) =
            (!self.text(Meaning::Action).is_empty(), !self.text(Meaning::Indicator).is_empty());
        if has_action != has_indicator {
            return Some(if has_action { Kind::Actions } else { Kind::Indicators });
        }
        let of = |is: fn(Meaning) -> bool| {
            self.known.iter().any(|(meaning, (_, text))| is(*meaning) && !meaning.is_title() && !is_nothing(text))
        };
        let dated = self.dated.iter().any(|(holds, _, _, text)| {
            matches!(holds, Holds::Value(_) | Holds::Target(_)) && text.chars().any(|c| c.is_ascii_digit())
        });
        let either = self.text(Meaning::TargetOrDeadline);
        let is_due = Period::new(2025, Part::Quarter(1), 4)
            .is_some_and(|period| !either.is_empty() && PlannedDeadline::read(either, period).fault.is_none());
        let is_amount = !is_due && matches!(read_target(either).amount, Amount::Number(_) | Amount::Range(..));
        match (of(Meaning::is_of_indicators) || dated || is_amount, of(Meaning::is_of_actions) || is_due) {
            (true, false) => Some(Kind::Indicators),
            (false, true) => Some(Kind::Actions),
            _ => None,
        }
    }
}

/// Whether a cell says that there is nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    matches!(plain(text).as_str(), "" | "-" | "n/a" | "na" | "none" | "not applicable")
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The place of a cell in a sheet of the tracker.
pub(super) fn place(sheet: usize, at: CellRef) -> Place {
    Place { sheet, at }
}
