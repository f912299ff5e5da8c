//! Mail: the drafts that go out with returns, and the index of a folder of them.
//!
//! A draft is made from the plan and the workbooks it carries, without a clock, a host or a user, so that the same
//! input gives the same bytes. The border: nothing is sent or saved here; files, folders and the post are the command
//! line's.

mod attachment;
mod document;
mod draft;
mod fault;
mod header;
mod index;
mod journal;
mod letter;
mod outgoing;
mod recipients;
mod wording;

pub use attachment::Attachment;
pub use draft::Draft;
pub use fault::DraftFault;
pub use index::{INDEX, IndexRow, read_index, write_index};
pub use journal::{JOURNAL, Journal, Record, Standing, State};
pub use letter::{About, Drafts, Enclosed, drafts};
pub use outgoing::{LARGEST_DRAFT, Outgoing, plain_address, same};

#[cfg(test)]
mod tests;
