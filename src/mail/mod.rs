//! Mail: the drafts that go out with returns, and the index of a folder of them.
//!
//! A draft is made from the plan and the workbooks it carries, without a clock, a host or a user, so that the same
//! input gives the same bytes. Nothing is sent or saved here; files, folders and the post are the command
//! line's.

mod document;
mod draft;
mod enclosure;
mod index;
mod letter;
mod recipients;
mod wording;
mod wrong;

pub use draft::Draft;
pub use enclosure::{About, Enclosure};
#[cfg(feature = "send")]
pub(crate) use index::HEADINGS as INDEX_HEADINGS;
#[cfg(feature = "cli")]
pub(crate) use index::is_index;
pub use index::{INDEX, IndexRow, write_index};
pub use letter::{Drafts, drafts};
pub(crate) use recipients::no_address;

#[cfg(test)]
#[cfg(feature = "send")]
mod tests;
