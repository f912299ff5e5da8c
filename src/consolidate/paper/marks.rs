//! The marks in the periods of an appendix, and what they mean: only of those that stand there.

use crate::word::{Block, Run};

use super::super::detail::{DUE, NOT_HELD, NOTHING};

/// Which marks there are.
#[derive(Debug, Default)]
pub(super) struct Marks {
    due: bool,
    nothing: bool,
    not_held: bool,
}

impl Marks {
    /// Takes note of what a period says.
    pub(super) fn note(&mut self, text: &str) {
        match text {
            DUE => self.due = true,
            NOTHING => self.nothing = true,
            NOT_HELD => self.not_held = true,
            _ => {}
        }
    }

    /// What they mean, in a line.
    pub(super) fn key(&self) -> Option<Block> {
        let meanings = [
            (self.due, DUE, "the deadline falls in that period"),
            (self.nothing, NOTHING, "nothing is due then, or it is still to come"),
            (self.not_held, NOT_HELD, "nothing that was reported of that period is at hand"),
        ];
        let meanings = meanings.into_iter().filter(|(is_there, ..)| *is_there);
        let meanings: Vec<String> = meanings.map(|(_, mark, meaning)| format!("{mark} = {meaning}")).collect();
        (!meanings.is_empty()).then(|| Block::Paragraph(vec![Run::plain(format!("{}.", meanings.join("; ")))]))
    }
}
