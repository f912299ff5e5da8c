//! Limits of the process that calls, on Windows: what `setrlimit` does elsewhere.
//!
//! It is a crate of its own because it calls the system, which is unsafe in Rust, and planroll itself forbids that. On any
//! other system it is empty.

#[cfg(windows)]
mod job;

#[cfg(windows)]
pub use job::{OUT_OF_TIME, confine};
