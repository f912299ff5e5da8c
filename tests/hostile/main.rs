//! Hostile input: whole files made to hurt the reader, to make it lose rows, or to make it say what nobody entered.
//!
//! A binary of its own, because it runs itself again under limits on memory and time. `PLANROLL_LONG=1` makes the long
//! run of everything that is only sampled here.
#![cfg(feature = "cli")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is not as it should be, and prints what it measured"
)]

mod attacks;
mod bodies;
mod clothes;
mod confined;
mod fuzz_run;
mod laws;
mod mutants;
mod parts;

/// Whether everything is to be tried and not only a sample.
fn long_run() -> bool {
    std::env::var_os("PLANROLL_LONG").is_some()
}
