//! Sending, but for the network: a draft read again and made into the mail that goes out, and the journal of what went.
//!
//! A draft goes only to whom the index names, with only the workbooks that it names. Files, the lock on the journal,
//! the clock and the connection are the command's.

mod attachment;
mod fault;
mod going_out;
mod header;
mod index;
mod journal;
mod outgoing;

pub(crate) use fault::DraftFault;
pub(crate) use index::read_index;
pub(crate) use journal::{Delivery, JOURNAL, Journal, Record, State};
pub(crate) use outgoing::{LARGEST_DRAFT, Outgoing, plain_address};
