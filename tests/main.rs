//! One binary of integration tests: the program as people use it.

mod published_tables;
mod readme;
mod round_trip;
mod sessions;
mod tools;
