//! One binary of integration tests: the program as people use it, and the order of the house.
#![cfg(feature = "cli")]

mod architecture;
mod cli;
mod published_tables;
mod readme;
mod round_trip;
mod sessions;
mod tools;
