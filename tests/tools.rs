//! The programs that tests use beside planroll: found, or the test is skipped with a printed reason.
//!
//! `PLANROLL_REQUIRE_TOOLS=1` (set in CI) turns a skip into a failure, so that nothing is skipped silently.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The binary under test.
pub(crate) fn planroll() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_planroll"));
    command.current_dir(root()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("COLUMNS", "100");
    command
}

/// The folder of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A Python with openpyxl: `PLANROLL_PYTHON`, else `python3`.
pub(crate) fn python() -> Option<PathBuf> {
    python_with("openpyxl")
}

/// A Python with a package of that name.
pub(crate) fn python_with(package: &str) -> Option<PathBuf> {
    let python = std::env::var_os("PLANROLL_PYTHON").map_or_else(|| PathBuf::from("python3"), PathBuf::from);
    let works =
        Command::new(&python).args(["-c", &format!("import {package}")]).output().is_ok_and(|out| out.status.success());
    found(works.then_some(python), &format!("a Python with {package} (set PLANROLL_PYTHON)"))
}

/// `LibreOffice`.
pub(crate) fn libreoffice() -> Option<PathBuf> {
    let works = Command::new("soffice").arg("--version").output().is_ok_and(|out| out.status.success());
    found(works.then(|| PathBuf::from("soffice")), "LibreOffice (soffice)")
}

/// `strace`, where this system lets one program watch another.
pub(crate) fn strace() -> Option<PathBuf> {
    let there = Command::new("strace").arg("-V").output().is_ok_and(|out| out.status.success());
    let strace = found(there.then(|| PathBuf::from("strace")), "strace")?;
    let works = Command::new(&strace).args(["-qq", "-o", "/dev/null", "true"]).status().is_ok_and(|own| own.success());
    if !works {
        println!("skipped: this system does not let strace watch a program");
    }
    works.then_some(strace)
}

/// The calls of that name that a program's first thread made, by what strace wrote: each from its bracket on, with its
/// number among those of its name.
pub(crate) fn calls<'l>(log: &'l str, name: &str) -> Vec<(u32, &'l str)> {
    let first = log.split_whitespace().next().unwrap();
    let own = log.lines().filter_map(|line| line.strip_prefix(first)?.trim_start().strip_prefix(name));
    (1..).zip(own.filter(|line| line.starts_with('('))).collect()
}

/// Whether the long run was asked for.
pub(crate) fn is_long() -> bool {
    std::env::var_os("PLANROLL_LONG").is_some()
}

/// A tool, if it is there; else the test is skipped with a printed reason.
pub(crate) fn found(tool: Option<PathBuf>, name: &str) -> Option<PathBuf> {
    if tool.is_none() {
        assert!(std::env::var_os("PLANROLL_REQUIRE_TOOLS").is_none(), "this test needs {name}");
        println!("skipped: this machine has no {name}");
    }
    tool
}

/// Runs a command and gives what it printed; fails with everything it said if its status is not `code`.
pub(crate) fn run(command: &mut Command, code: i32) -> String {
    let out = command.output().expect("a program that can be started");
    let (stdout, stderr) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert_eq!(out.status.code(), Some(code), "{command:?}\n{stdout}\n{stderr}");
    stdout.into_owned()
}

/// Lets `LibreOffice` save every workbook of a folder anew, in another format.
pub(crate) fn convert(soffice: &Path, from: &Path, to: &Path, format: &str) {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(from).expect("a folder").map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let profile = tempfile::tempdir().expect("a folder for LibreOffice's settings");
    let mut command = Command::new(soffice);
    command
        .arg(format!("-env:UserInstallation=file://{}", profile.path().display()))
        .args(["--headless", "--norestore", "--convert-to", format, "--outdir"])
        .arg(to)
        .args(&files);
    run(&mut command, 0);
    let made = std::fs::read_dir(to).expect("a folder").count();
    assert_eq!(made, files.len(), "LibreOffice saved every file");
}
