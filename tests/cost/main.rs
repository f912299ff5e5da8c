//! What one check and one consolidation cost in instructions, held against a record so that slow creep is seen.
//!
//! callgrind counts them, on one thread, so neither the machine's speed nor what else runs on it matters. Whatever differs
//! from run to run (the clock, the seeds of hash tables, names of temporary folders) is 0.01 % of the count in five runs, and
//! another environment 0.05 %. The build is not optimised, so that our own code weighs more than in use; that is the part
//! which creeps. Flags of the compiler move a count by more than the tolerance: it is held only where they are those of
//! `.ci/run`, and a binary of its own that plain `cargo test` leaves out.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is not as it should be"
)]

#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../tools.rs"]
mod tools;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

use tools::{found, planroll, root, run};

const RECORD: &str = "tests/cost/record.toml";
const ANEW: &str = "PLANROLL_UPDATE=1 CARGO_INCREMENTAL=0 cargo test --test cost";
/// How far a count may be from the record, in per cent of it: a rule more costs less, reading a part twice costs more.
const TOLERANCE: u64 = 10;
/// The same for a program that another compiler made: another version alone may move a count by some per cent.
const OTHER_COMPILER: u64 = 25;

/// The counts of two runs over the returns of one example, on one thread.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Cost {
    /// The compiler, as `rustc -V` names it.
    rustc: String,
    check: u64,
    consolidate: u64,
}

impl Cost {
    fn counted(valgrind: &Path) -> Self {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let example = "examples/west-norfolk";
        let (plan, returns) = (format!("{example}/plan.xlsx"), format!("{example}/returns"));
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("quarter.xlsx").to_string_lossy().into_owned();
        Self {
            rustc: run(Command::new(rustc).arg("-V").current_dir(root()), 0).trim().to_owned(),
            check: instructions(valgrind, "check", &["check", "--plan", &plan, &returns], 1),
            consolidate: instructions(valgrind, "consolidate", &["consolidate", &plan, &returns, "-o", &out], 0),
        }
    }

    /// What is to be said of these counts beside the recorded ones; nothing where they are near enough.
    fn complaints(&self, recorded: &Self) -> Vec<String> {
        let tolerance = if self.rustc == recorded.rustc { TOLERANCE } else { OTHER_COMPILER };
        let pairs = [("check", self.check, recorded.check), ("consolidate", self.consolidate, recorded.consolidate)];
        let complaint = |(name, now, before): (&str, u64, u64)| {
            let far = now.abs_diff(before) * 100 > before * tolerance;
            let words = if now > before {
                format!(
                    "more. `callgrind_annotate {}` says where they go. If they are worth it, record them: {ANEW}",
                    profile(name).display()
                )
            } else {
                format!("fewer. Record them, so that they stay so: {ANEW}")
            };
            far.then(|| {
                let promille = now.abs_diff(before) * 1000 / before.max(1);
                let share = format!("{}.{} %", promille / 10, promille % 10);
                format!("{name} takes {now} instructions and {RECORD} says {before}: {share} {words}")
            })
        };
        pairs.into_iter().filter_map(complaint).collect()
    }
}

/// `valgrind`, which counts the instructions of a run.
fn valgrind() -> Option<PathBuf> {
    let works = Command::new("valgrind").arg("--version").output().is_ok_and(|out| out.status.success());
    found(works.then(|| PathBuf::from("valgrind")), "valgrind")
}

/// Where callgrind leaves what it saw of a run.
fn profile(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.callgrind"))
}

/// How many instructions the program takes with these arguments, to end with that status.
fn instructions(valgrind: &Path, name: &str, arguments: &[&str], status: i32) -> u64 {
    let seen = profile(name);
    let own = planroll();
    let mut command = Command::new(valgrind);
    command
        .current_dir(root())
        .args(["--tool=callgrind", "--cache-sim=no", "--quiet"])
        .arg(format!("--callgrind-out-file={}", seen.display()))
        .arg(own.get_program())
        .args(arguments)
        .env_remove("VALGRIND_OPTS")
        .envs([("RAYON_NUM_THREADS", "1"), ("COLUMNS", "100"), ("NO_COLOR", "1"), ("TZ", "UTC")]);
    run(&mut command, status);
    let seen = fs::read_to_string(seen).unwrap();
    let total = seen.lines().find_map(|line| line.strip_prefix("totals: ")).expect("a total");
    total.trim().parse().unwrap()
}

/// What may have made the program otherwise than in `.ci/run`: of the environment all that cargo builds by, save whether
/// there is debugging information, which moves no count.
fn other_flag() -> Option<String> {
    if cfg!(not(debug_assertions)) {
        return Some("--release".to_owned());
    }
    if std::env::var("CARGO_INCREMENTAL").as_deref() != Ok("0") {
        return Some("incremental compilation (CARGO_INCREMENTAL=0)".to_owned());
    }
    let is_flag = |name: &String| {
        let of_profile = name.starts_with("CARGO_PROFILE_") && !name.ends_with("_DEBUG");
        of_profile || name.ends_with("RUSTFLAGS") || name == "CARGO_BUILD_TARGET"
    };
    std::env::vars().map(|(name, _)| name).find(is_flag)
}

#[test]
fn a_check_and_a_consolidation_cost_what_is_recorded() {
    if let Some(flag) = other_flag() {
        println!("skipped: the record is of a build as .ci/run makes it, without {flag}");
        return;
    }
    let Some(valgrind) = valgrind() else { return };
    let counted = Cost::counted(&valgrind);
    println!("{counted:?}");
    let file = root().join(RECORD);
    if std::env::var_os("PLANROLL_UPDATE").is_some() {
        let head =
            "# What one check and one consolidation of examples/west-norfolk cost in instructions: tests/cost/main.rs";
        fs::write(&file, format!("{head}\n# {ANEW}\n{}", toml::to_string(&counted).unwrap())).unwrap();
    }
    let recorded: Cost = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let complaints = counted.complaints(&recorded);
    assert!(complaints.is_empty(), "{}\nrecorded with {}", complaints.join("\n"), recorded.rustc);
}

#[test]
fn a_count_that_creeps_up_or_falls_is_complained_of() {
    let cost = |rustc: &str, check, consolidate| Cost { rustc: rustc.to_owned(), check, consolidate };
    let recorded = cost("rustc 1", 1_000, 2_000);
    for (now, complaints) in [
        (cost("rustc 1", 1_100, 1_800), 0),
        (cost("rustc 1", 1_101, 2_000), 1),
        (cost("rustc 1", 1_000, 1_799), 1),
        (cost("rustc 1", 2_000, 4_000), 2),
        (cost("rustc 2", 1_250, 1_500), 0),
        (cost("rustc 2", 1_251, 1_499), 2),
    ] {
        assert_eq!(now.complaints(&recorded).len(), complaints, "{now:?}");
    }
}
