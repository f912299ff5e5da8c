//! What cannot be opened costs its own finding, and keeps no other file from being read.
//!
//! No permission is a fault for an ordinary user only: the program runs as one, who is shown not to be able to open the
//! file. Pipes and devices are refused at once, wherever a file is read; a pipe that is opened is waited for without end.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::workdir::Workdir;
use crate::tools::{found, run};

const HOUSING: &str = "returns/housing-2025-26-q1.xlsx";
/// Longer than any refusal takes, and shorter than what waits without end.
const PATIENCE: Duration = Duration::from_secs(20);

fn mode(workdir: &Workdir, name: &str, mode: u32) {
    fs::set_permissions(workdir.path(name), Permissions::from_mode(mode)).unwrap();
}

fn pipe(path: &Path) {
    run(Command::new("mkfifo").arg(path), 0);
}

/// An ordinary user's command in the folder; `None` where this user is root and cannot become one.
fn as_user(workdir: &Workdir, program: &str) -> Option<Command> {
    let is_root = run(Command::new("id").arg("-u"), 0).trim() == "0";
    let mut command = if is_root {
        let there = Command::new("setpriv").arg("--version").output().is_ok_and(|out| out.status.success());
        let mut command = Command::new(found(there.then(|| "setpriv".into()), "setpriv")?);
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", program]);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(workdir.path("")).env("COLUMNS", "100").env_remove("NO_COLOR");
    Some(command)
}

/// A folder that an ordinary user may use, with three returns.
fn quarter() -> Workdir {
    let workdir = Workdir::issued("standard");
    mode(&workdir, "", 0o777);
    workdir
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn planroll(workdir: &Workdir, args: &[&str], status: i32) -> Option<Output> {
    let before = Instant::now();
    let output = as_user(workdir, env!("CARGO_BIN_EXE_planroll"))?.args(args).output().unwrap();
    assert!(before.elapsed() < PATIENCE, "{args:?}");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{args:?}\n{}\n{err}", out(&output));
    Some(output)
}

/// What `check` says of every file, with `more` named beside the folder.
fn checked(workdir: &Workdir, more: &[&str]) -> Option<Vec<Value>> {
    let args = [&["check", "returns", "--format", "json"], more].concat();
    let json: Value = serde_json::from_str(&out(&planroll(workdir, &args, 1)?)).unwrap();
    Some(json["files"].as_array().unwrap().clone())
}

/// The one file that is refused, in the words of why; every other one is read.
fn refused(files: &[Value], path: &str, why: &str) {
    let (bad, others): (Vec<&Value>, Vec<&Value>) = files.iter().partition(|file| file["path"] == path);
    let [bad] = bad.as_slice() else { panic!("{files:?}") };
    assert_eq!(bad["sha256"], Value::Null);
    let findings = bad["findings"].as_array().unwrap();
    assert_eq!((findings.len(), &findings[0]["code"]), (1, &Value::from("WBK001")));
    let message = findings[0]["message"].as_str().unwrap();
    assert!(message.contains(why), "{message}");
    assert!(others.iter().all(|file| file["plan"].is_string() && file["sha256"].is_string()), "{others:?}");
}

#[test]
fn a_return_that_may_not_be_opened_is_one_finding_and_every_command_goes_on() {
    let workdir = quarter();
    mode(&workdir, HOUSING, 0o000);
    let Some(mut cat) = as_user(&workdir, "cat") else { return };
    assert!(!cat.arg(HOUSING).output().unwrap().status.success(), "this user can open the file");
    let files = checked(&workdir, &[]).unwrap();
    assert_eq!(files.len(), 3);
    refused(&files, HOUSING, "no permission");
    let period = ["--period", "2025-26 Q1"];
    let status = [&["status", "plan.xlsx", "returns", "--format", "json"][..], &period].concat();
    let status: Value = serde_json::from_str(&out(&planroll(&workdir, &status, 1).unwrap())).unwrap();
    assert_eq!((&status["totals"]["received"], &status["totals"]["rejected"]), (&2.into(), &1.into()));
    assert_eq!(status["rejected"][0]["sha256"], Value::Null);
    let consolidate = [&["consolidate", "plan.xlsx", "returns", "-o", "out.xlsx"][..], &period].concat();
    let consolidated = out(&planroll(&workdir, &consolidate, 0).unwrap());
    assert!(consolidated.contains("Provisional") && consolidated.contains("no permission"), "{consolidated}");
    planroll(&workdir, &[&consolidate[..], &["--fail-on", "error"]].concat(), 1);
    let chase = [&["chase", "plan.xlsx", "returns", "--out", "chased"][..], &period].concat();
    let chased = planroll(&workdir, &chase, 0).unwrap();
    assert!(String::from_utf8_lossy(&chased.stderr).contains(&format!("Look at {HOUSING} before you send")));
}

#[test]
fn a_folder_that_may_not_be_opened_is_one_finding() {
    let workdir = quarter();
    fs::create_dir(workdir.path("returns/north")).unwrap();
    mode(&workdir, "returns/north", 0o000);
    let Some(mut list) = as_user(&workdir, "ls") else { return };
    assert!(!list.arg("returns/north").output().unwrap().status.success(), "this user can open the folder");
    let files = checked(&workdir, &[]).unwrap();
    assert_eq!(files.len(), 4);
    refused(&files, "returns/north", "no permission");
    mode(&workdir, "returns/north", 0o755);
}

#[test]
fn a_file_that_vanished_a_path_that_is_too_long_a_pipe_and_a_device_are_one_finding_each() {
    let workdir = quarter();
    let long = format!("{}.xlsx", "long".repeat(100));
    for (path, why) in [
        ("returns/gone.xlsx", "there is no such file or folder"),
        (&long, "too long"),
        ("/dev/zero", "it is a device, not a file"),
    ] {
        let Some(files) = checked(&workdir, &[path]) else { return };
        assert_eq!(files.len(), 4);
        // Outside the folder one is in only the last part of a path is kept.
        refused(&files, path.trim_start_matches("/dev/"), why);
    }
    pipe(&workdir.path("returns/pipe.xlsx"));
    refused(&checked(&workdir, &[]).unwrap(), "returns/pipe.xlsx", "it is a pipe, not a file");
}

#[test]
fn a_path_that_is_not_there_and_stands_alone_is_still_a_wrong_path() {
    let workdir = quarter();
    for command in [&["check", "nowhere"][..], &["status", "plan.xlsx", "nowhere"]] {
        let Some(output) = planroll(&workdir, command, 2) else { return };
        assert!(String::from_utf8_lossy(&output.stderr).contains("there is no such file or folder"));
    }
}

#[test]
fn pipes_and_devices_are_refused_at_once_wherever_a_file_is_read() {
    let workdir = quarter();
    for name in ["pipe", "drafts/sent.csv", "data/datapackage.json"] {
        fs::create_dir_all(workdir.path(name).parent().unwrap()).unwrap();
        pipe(&workdir.path(name));
    }
    let issue = ["issue", "plan.xlsx", "--period", "2025-26 Q1", "--mail", "--out"];
    if planroll(&workdir, &[&issue[..], &["again"]].concat(), 0).is_none() {
        return;
    }
    for entry in fs::read_dir(workdir.path("again/mail")).unwrap() {
        let from = entry.unwrap().path();
        fs::copy(&from, workdir.path("drafts").join(from.file_name().unwrap())).unwrap();
    }
    let consolidate = ["consolidate", "plan.xlsx", "returns", "--period", "2025-26 Q1", "-o", "out.xlsx"];
    let refusals: [(Vec<&str>, &str); 6] = [
        (vec!["check", "returns", "--plan", "pipe"], "`pipe` cannot be read: it is a pipe, not a file"),
        (vec!["status", "/dev/zero", "returns"], "`/dev/zero` cannot be read: it is a device, not a file"),
        ([&consolidate[..], &["--previous", "/dev/zero"]].concat(), "it is a device, not a file"),
        ([&consolidate[..], &["--previous", "pipe"]].concat(), "it is a pipe, not a file"),
        ([&consolidate[..], &["--data", "data"]].concat(), "it is a pipe, not a file"),
        (vec!["send", "drafts"], "it is a pipe, not a file"),
    ];
    for (args, why) in refusals {
        let output = planroll(&workdir, &args, 2).unwrap();
        let err = String::from_utf8_lossy(&output.stderr).replace('\n', " ");
        assert!(err.contains(why), "{args:?}: {err}");
    }
}

#[test]
fn two_files_whose_names_print_alike_are_both_read() {
    let workdir = quarter();
    for (from, to) in [("housing", &b"a\xff.xlsx"[..]), ("economy", b"a\xfe.xlsx")] {
        let from = workdir.path(&format!("returns/{from}-2025-26-q1.xlsx"));
        fs::rename(from, workdir.path("returns").join(OsStr::from_bytes(to))).unwrap();
    }
    let period = ["--period", "2025-26 Q1"];
    let ran = workdir.run(&[&["consolidate", "plan.xlsx", "returns", "-o", "out.xlsx"][..], &period].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    let ran = workdir.run(&[&["chase", "plan.xlsx", "returns", "--out", "chased"][..], &period].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.contains("housing") && !ran.out.contains("missing"), "{ran:?}");
}
