//! What a rule asks of the entries of a row, written once: over entries that were read it is answered at once, over
//! the cells of a row that is being filled in it becomes a [`Test`], from which issuing makes a formula.
//!
//! Everything that was issued is known in both and is plain Rust in a condition.

mod entries;
mod read;
mod test;

pub(crate) use entries::{CellEntry, Entries, Question, Scaled, Truth};
pub(crate) use read::MOST_PLACES;
pub(crate) use test::{AnswerIs, BlankCell, Cells, Test};
