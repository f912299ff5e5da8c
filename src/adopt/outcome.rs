//! What became of a tracker, and why nothing did.

use crate::init::Preset;
use crate::workbook::WriteError;

/// What became of a tracker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The plan workbook.
    pub bytes: Vec<u8>,
    /// How many actions and indicators it has.
    pub rows: (usize, usize),
    /// What an officer has still to decide: the cell of the plan, and why.
    pub to_decide: Vec<(String, String)>,
    /// What was typed under Instead and cannot be obeyed: where, what, and why.
    pub not_obeyed: Vec<String>,
    /// How many rows of the tracker were left out, and cells that went nowhere.
    pub left_out: (usize, usize),
    /// The scheme whose ratings it has.
    pub scheme: Preset,
}

impl Adopted {
    /// What was made of which files, in a sentence.
    pub fn verdict(&self, files: &[String]) -> String {
        let (actions, indicators) = self.rows;
        format!(
            "{} and {} adopted from {}, with the ratings of the scheme {}.",
            many(actions, "action"),
            many(indicators, "indicator"),
            files.join(", "),
            self.scheme
        )
    }

    /// What was left out, in a sentence.
    pub fn left_out_in_words(&self) -> String {
        match self.left_out {
            (0, 0) => "Nothing of the tracker was left out.".to_owned(),
            (rows, 0) => format!("{} left out, each with why on the sheet Adopted.", was(rows, "row")),
            (0, cells) => format!("{} left out, each with why on the sheet Adopted.", was(cells, "cell")),
            (rows, cells) => {
                format!(
                    "{} and {} left out, each with why on the sheet Adopted.",
                    many(rows, "row"),
                    was(cells, "cell")
                )
            }
        }
    }
}

fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn was(count: usize, what: &str) -> String {
    format!("{} {}", many(count, what), if count == 1 { "was" } else { "were" })
}

/// Why no plan workbook was made.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each message says what its fields are")]
pub enum NotAdopted {
    /// A file cannot be read.
    #[error("`{file}` cannot be read: {why}")]
    NotRead { file: String, why: String },
    /// There is no tracker in a file.
    #[error(
        "no tracker was found in `{file}`: a tracker has a row of headings such as Ref, Action, Target date, Owner and Status, or KPI, Target and Q1"
    )]
    NoTracker { file: String },
    /// What is there is no plan workbook of adopt's.
    #[error("it is no plan workbook that planroll adopt wrote")]
    NotOurs,
    /// Rows of the plan were changed by hand.
    #[error("{} changed since planroll wrote it: {}", if .cells.len() == 1 { "a cell was" } else { "cells were" }, some(.cells))]
    ChangedByHand { cells: Vec<String> },
    /// The workbook could not be put together.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// The first dozen of them.
fn some(cells: &[String]) -> String {
    const MOST: usize = 12;
    let mut text = cells.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    if cells.len() > MOST {
        text.push_str(" and others");
    }
    text
}
