//! Nothing that was typed is lost and every count is right, in random quarters filled in by openpyxl.
//!
//! `tests/conservation/quarters.py` makes them and says what must hold. Its quarters follow from a seed: `PLANROLL_SEED` for
//! others, `PLANROLL_LONG` for 500 of them. A binary of its own that plain `cargo test` leaves out: it takes most of a
//! minute.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is not as it should be"
)]

#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../tools.rs"]
mod tools;

use std::process::Command;

use tools::{is_long, python, root, run};

/// How many quarters, each of some three returns: some forty seconds on two cores.
const QUARTERS: &str = "30";
const MANY_QUARTERS: &str = "500";

#[test]
fn what_was_typed_in_random_quarters_is_kept_and_counted_whatever_order_it_comes_in() {
    let Some(python) = python() else { return };
    let mut command = Command::new(python);
    command.arg(root().join("tests/conservation/quarters.py")).arg(env!("CARGO_BIN_EXE_planroll"));
    command.arg(if is_long() { MANY_QUARTERS } else { QUARTERS });
    command.arg(std::env::var_os("PLANROLL_SEED").unwrap_or_else(|| "1".into()));
    println!("{}", run(&mut command, 0));
}
