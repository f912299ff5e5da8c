//! Nothing that was typed is lost, every count is right, and no honest return is troubled, in random quarters.
//!
//! `quarters.py` types into returns in every way that people do, `shown.py` types what is not what it shows, and `honest.py`
//! fills in as asked and lets three programs save it, `one_answer.py` asks all four commands; each says what must hold. Their quarters follow from a seed:
//! `PLANROLL_SEED` for others, `PLANROLL_LONG` for many. A binary of its own that plain `cargo test` leaves out: it takes
//! minutes.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is not as it should be"
)]

#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../tools.rs"]
mod tools;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use tools::{found, is_long, libreoffice, python, root, run};

/// A folder in whose `node_modules` exceljs is: `PLANROLL_EXCELJS`, with Node to run it.
fn exceljs() -> Option<PathBuf> {
    let folder = std::env::var_os("PLANROLL_EXCELJS").map(PathBuf::from);
    let works = |folder: &PathBuf| {
        let found = Command::new("node").args(["-e", "require('exceljs')"]).current_dir(folder).output();
        found.is_ok_and(|out| out.status.success())
    };
    found(folder.filter(works), "Node with exceljs (set PLANROLL_EXCELJS)")
}

/// A script of this folder over the program, with a number of quarters and the seed.
fn script(python: &Path, name: &str, before: Option<OsString>, quarters: [&str; 2]) {
    let [few, many] = quarters;
    let mut command = Command::new(python);
    command.arg(root().join("tests/conservation").join(name)).arg(env!("CARGO_BIN_EXE_planroll")).args(before);
    command
        .arg(if is_long() { many } else { few })
        .arg(std::env::var_os("PLANROLL_SEED").unwrap_or_else(|| "1".into()));
    println!("{}", run(&mut command, 0));
}

#[test]
fn what_was_typed_in_random_quarters_is_kept_and_counted_whatever_order_it_comes_in() {
    let Some(python) = python() else { return };
    script(&python, "quarters.py", None, ["30", "500"]);
}

#[test]
fn what_a_cell_shows_is_counted_or_quoted_and_what_is_not_what_it_shows_is_told() {
    let Some(python) = python() else { return };
    script(&python, "shown.py", None, ["30", "500"]);
}

#[test]
fn check_status_chase_and_consolidate_say_the_same_of_a_hundred_random_folders() {
    let Some(python) = python() else { return };
    script(&python, "one_answer.py", None, ["20", "200"]);
}

#[test]
fn honest_returns_have_no_error_whichever_program_saved_them() {
    let (Some(python), Some(_), Some(exceljs)) = (python(), libreoffice(), exceljs()) else { return };
    script(&python, "honest.py", Some(exceljs.into()), ["20", "1000"]);
}
