//! One binary of integration tests: the program as people use it, and the order of the house.
#![cfg(feature = "cli")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod accessible;
mod adopt;
mod architecture;
mod bad_input;
mod cli;
mod data_folder;
mod drafts;
mod nothing_lost;
mod other_bodies;
mod published_tables;
mod readme;
mod release;
mod send;
mod sentences;
mod sessions;
mod tools;
mod two_quarters;
mod workbook_guide;
mod written_by_0_1_0;
