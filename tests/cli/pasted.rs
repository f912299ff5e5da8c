//! Every command that is printed can be pasted into a shell, whatever files are called.

use std::fs;

use super::workdir::Workdir;

const PLAN: &str = "the mayor's plan (tŷ) & $HOME.xlsx";
const RETURNS: &str = "-Q1 \"returns\"; 50%";
const PERIOD: [&str; 2] = ["--period", "2025-26 Q1"];

/// Oddly named files, in which something is wrong everywhere.
fn odd() -> Workdir {
    let workdir = Workdir::issued("standard");
    fs::rename(workdir.path("plan.xlsx"), workdir.path(PLAN)).unwrap();
    fs::rename(workdir.path("returns"), workdir.path(RETURNS)).unwrap();
    workdir.fill(&format!("{RETURNS}/housing-2025-26-q1.xlsx"), 2, &[("F5", "Purple")]);
    // The plan was changed since.
    workdir.alter(PLAN, "xl/sharedStrings.xml", |texts| texts.replace("Start on site", "Start again"));
    workdir
}

/// The commands among what was printed, each of which has a line to itself.
fn commands(printed: &str) -> Vec<String> {
    let lines = printed.lines().map(str::trim_start);
    lines.filter(|line| line.starts_with("planroll ")).map(str::to_owned).collect()
}

/// Pastes a command into a shell in which `planroll` is the program.
fn paste(workdir: &Workdir, command: &str) -> (i32, String) {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_planroll")).parent().unwrap();
    let path = std::env::join_paths([program.to_owned(), "/usr/bin".into(), "/bin".into()]).unwrap();
    let ran = std::process::Command::new("sh")
        .args(["-c", command])
        .current_dir(workdir.path("."))
        .env("PATH", path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    (ran.status.code().unwrap(), said.into_owned())
}

#[test]
fn what_any_command_prints_to_be_pasted_does_what_it_says() {
    let workdir = odd();
    let (returns, plan) = (format!("./{RETURNS}"), workdir.path(PLAN));
    let folder = workdir.path(RETURNS);
    let (plan, folder) = (plan.to_str().unwrap(), folder.to_str().unwrap());
    for (args, printed) in [
        (vec!["status", PLAN, &returns], 1),
        (vec!["check", &returns, "--plan", PLAN], 1),
        (vec!["check", folder, "--plan", plan], 1),
        (vec!["status", plan, folder], 1),
        (vec!["consolidate", PLAN, &returns, "-o", "c.xlsx", "--as-of", "30 June 2025"], 1),
        (vec!["consolidate", PLAN, &returns, "-o", "c.xlsx", "--strict", "--take", "newest"], 1),
        (vec!["chase", PLAN, &returns, "--out", "to chase; now"], 1),
        (vec!["issue", PLAN, "--out", "new ones", "--mail"], 1),
    ] {
        for columns in [60, 120] {
            let ran = workdir.run_at(columns, &[args.as_slice(), &PERIOD[..]].concat());
            let commands = commands(&(ran.out.clone() + &ran.err));
            assert!(commands.len() >= printed, "{args:?}: {commands:?}\n{}{}", ran.out, ran.err);
            for command in commands {
                let (status, said) = paste(&workdir, &command);
                assert!(status < 2, "{command}: {said}");
                // The same files, as of the same day.
                let same = command.starts_with("planroll check ") && command.contains("returns");
                assert!(!same || said.contains("RAT002"), "{command}: {said}");
            }
        }
    }
    let ran = workdir.run(&["init", "a new \"plan\".xlsx"]);
    for command in commands(&ran.out) {
        let (status, said) = paste(&workdir, &command);
        assert!(status < 2, "{command}: {said}");
    }
}

#[test]
fn what_is_to_be_seen_is_named_only_where_something_is_wrong() {
    let colchester = format!("{}/examples/colchester", env!("CARGO_MANIFEST_DIR"));
    let ran = Workdir::new().run(&["status", &format!("{colchester}/plan.xlsx"), &format!("{colchester}/returns")]);
    assert!(commands(&(ran.out + &ran.err)).is_empty());
}
