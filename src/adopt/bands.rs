//! The bands over rows: merged or coloured rows that say to which priority, outcome, project or delivery plan the rows below
//! belong.
//!
//! A band says its level by its first word, else by its look: the first look of a sheet is the outermost. Levels that have a
//! column of their own are not looked for in bands.

use std::collections::BTreeMap;

use super::block::{Block, Look};
use super::gather::one_line;
use super::meaning::Meaning;
use super::words::{WORDS, has_words, plain};

/// What rows are filed under by the bands above them.
#[derive(Debug, Clone, Default)]
pub(super) struct Bands {
    pub(super) plan: Option<String>,
    pub(super) priority: Option<String>,
    pub(super) outcome: Option<String>,
    pub(super) project: Option<String>,
    /// The level of each name that a band had: the same name is the same level, however it looks in another table.
    named: BTreeMap<String, Level>,
    /// The looks of bands, outermost first.
    looks: Vec<Look>,
    /// Whether the band before had no rows yet: then the next one of the same look is one level further in.
    before: Option<Look>,
}

/// A level that a band may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Plan,
    Priority,
    Outcome,
    Project,
}

impl Level {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Plan => "Delivery plan",
            Self::Priority => "Priority",
            Self::Outcome => "Outcome",
            Self::Project => "Project",
        }
    }

    /// The level that an officer's word names.
    pub(super) fn parse(text: &str) -> Option<Self> {
        [Self::Plan, Self::Priority, Self::Outcome, Self::Project]
            .into_iter()
            .find(|level| plain(level.word()) == plain(text))
    }
}

impl Bands {
    /// Takes a band, and says its level.
    pub(super) fn take(&mut self, text: &str, look: &Look, block: &Block) -> Level {
        let name = continued(&one_line(text));
        let known = self.named.get(&plain(&name)).copied().filter(|level| !has_column(block, *level));
        let level = known.unwrap_or_else(|| self.level(&name, look, block));
        self.named.insert(plain(&name), level);
        self.set(level, &bare(&name, level));
        self.before = Some(look.clone());
        level
    }

    /// Sets a level.
    pub(super) fn set(&mut self, level: Level, name: &str) {
        let name = Some(name.to_owned()).filter(|name| !name.is_empty());
        match level {
            Level::Plan => self.plan = name,
            Level::Priority => {
                self.priority = name;
                self.outcome = None;
                self.project = None;
            }
            Level::Outcome => {
                self.outcome = name;
                self.project = None;
            }
            Level::Project => self.project = name,
        }
    }

    /// A row of the plan stands below the bands.
    pub(super) fn has_row(&mut self) {
        self.before = None;
    }

    fn level(&mut self, name: &str, look: &Look, block: &Block) -> Level {
        if let Some(level) = said(name) {
            // What looks otherwise below a priority that is called so belongs to it.
            if level == Level::Priority && self.looks.is_empty() {
                self.looks.push(look.clone());
            }
            return level;
        }
        let all = [Level::Priority, Level::Outcome, Level::Project];
        let free: Vec<Level> = all.into_iter().filter(|level| !has_column(block, *level)).collect();
        let at = self.looks.iter().position(|own| own == look).unwrap_or_else(|| {
            self.looks.push(look.clone());
            self.looks.len() - 1
        });
        let at = if self.before.as_ref() == Some(look) { at + 1 } else { at };
        let last = free.last().copied().unwrap_or(Level::Project);
        free.get(at).copied().unwrap_or(last)
    }
}

/// Whether a level has a column of its own.
fn has_column(block: &Block, level: Level) -> bool {
    let meaning = match level {
        Level::Plan => Meaning::Plan,
        Level::Priority => Meaning::Priority,
        Level::Outcome => Meaning::Outcome,
        Level::Project => Meaning::Project,
    };
    block.cols(meaning).next().is_some()
}

/// The level that the first word of a band names.
fn said(name: &str) -> Option<Level> {
    let known = plain(name);
    let starts = |words: &[String]| {
        words.iter().any(|word| {
            known
                .strip_prefix(word.as_str())
                .is_some_and(|rest| rest.starts_with([' ', ':', '-']) && !rest.trim().is_empty())
        })
    };
    let rows = &WORDS.rows;
    if has_words(&known, "delivery plan") || has_words(&known, "directorate") || has_words(&known, "service plan") {
        return Some(Level::Plan);
    }
    [
        (&rows.priority, Level::Priority),
        (&rows.outcome, Level::Outcome),
        (&rows.project, Level::Project),
        (&rows.plan, Level::Plan),
    ]
    .into_iter()
    .find(|(words, _)| starts(words))
    .map(|(_, level)| level)
}

/// The name of a band without the word for its level: "Priority 2: Homes for all" is that of Homes for all.
fn bare(name: &str, level: Level) -> String {
    let words = match level {
        Level::Plan => &WORDS.rows.plan,
        Level::Priority => &WORDS.rows.priority,
        Level::Outcome => &WORDS.rows.outcome,
        Level::Project => &WORDS.rows.project,
    };
    let known = plain(name);
    let has_word = words.iter().any(|word| known.starts_with(word.as_str()));
    match name.split_once(':') {
        Some((_, rest)) if has_word && !rest.trim().is_empty() => rest.trim().to_owned(),
        _ => name.to_owned(),
    }
}

/// A name without "(continued)".
pub(super) fn continued(name: &str) -> String {
    let lower = name.to_lowercase();
    let at = ["(continued)", "(cont'd)", "(cont)", "(cont.)"].iter().find_map(|word| lower.find(word));
    at.and_then(|at| name.get(..at)).unwrap_or(name).trim().to_owned()
}
