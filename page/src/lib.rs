//! The program within planroll.html: the jobs of a reporting period over the files that were given to a page.
//!
//! JavaScript reads files and shows what comes back; it decides nothing. It speaks JSON through [`mod@border`], one call
//! at a time: a job is begun with the names of the files, goes on step by step with the bytes of each file that it wants,
//! and ends in a view of what was found and made. `front/src/protocol.ts` is the other side of the same words.

mod adopt;
mod advice;
mod answer;
pub mod border;
mod check;
mod collect;
mod files;
mod found;
mod issue;
mod lay;
mod output;
mod paper;
mod request;
mod session;
#[cfg(test)]
mod tests;
mod turn;

pub use session::Session;
