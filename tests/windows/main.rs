//! planroll.exe under wine: what it writes and prints beside what the program for this system does, and what only Windows
//! asks of it.
//!
//! `release/windows --quick` makes the program; `PLANROLL_WINDOWS_EXE` names another. Wine is no Windows: what only that can
//! show is listed in CONTRIBUTING.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is not as it should be"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../tools.rs"]
mod tools;

use tools::{convert, found, libreoffice, planroll, root};

const EXAMPLE: &str = "examples/west-norfolk";
/// A folder with a space, letters beyond ASCII and some beyond the first 65,536.
const FOLDER: &str = "Q1 tŷ höfe 日本 𝔔";

/// The script that runs the program under wine, where there is both.
fn wine() -> Option<PathBuf> {
    let script = root().join("tests/windows/planroll");
    let works = Command::new(&script).arg("--version").output().is_ok_and(|out| out.status.success());
    found(works.then_some(script), "planroll.exe (release/windows --quick makes it) and wine")
}

/// A folder with the example's plan workbook and returns, and the program for Windows within.
struct Desk {
    program: PathBuf,
    folder: TempDir,
}

impl Desk {
    fn new() -> Option<Self> {
        let program = wine()?;
        let folder = tempfile::tempdir().unwrap();
        lay(folder.path());
        Some(Self { program, folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Said {
        said(Command::new(&self.program).args(words).current_dir(self.folder.path()))
    }

    fn refuses(&self, words: &[&str], why: &str) {
        let said = self.run(words);
        assert_eq!(said.status, Some(2), "{words:?}: {said:?}");
        assert!(said.err.contains(why), "{words:?}: {said:?}");
    }
}

/// What a program printed, and its exit status.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    out: String,
    err: String,
    status: Option<i32>,
}

fn said(command: &mut Command) -> Said {
    command.env("COLUMNS", "100").env("NO_COLOR", "1").stdin(Stdio::null());
    let Output { stdout, stderr, status } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8, wherever it goes");
    Said { out: text(stdout), err: text(stderr), status: status.code() }
}

/// Lays the example in a folder.
fn lay(folder: &Path) {
    let returns = folder.join(FOLDER).join("returns");
    fs::create_dir_all(&returns).unwrap();
    fs::copy(root().join(EXAMPLE).join("plan.xlsx"), folder.join(FOLDER).join("plan.xlsx")).unwrap();
    for entry in fs::read_dir(root().join(EXAMPLE).join("returns")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), returns.join(entry.file_name())).unwrap();
    }
}

/// All files in a folder, by their paths.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut all, mut ahead) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(path) = ahead.pop() {
        if path.is_dir() {
            ahead.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            all.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
    all
}

#[test]
fn a_quarter_gives_the_same_bytes_and_words_as_on_this_system() {
    let Some(windows) = Desk::new() else { return };
    let here = tempfile::tempdir().unwrap();
    lay(here.path());
    let (plan, returns) = (&*format!("{FOLDER}/plan.xlsx"), &*format!("{FOLDER}/returns"));
    let day = ["--as-of", "2025-07-22"];
    let (marked, issued, chased) = ("marked copies", "ausgegeben ä", "chased");
    let quarter: Vec<Vec<&str>> = vec![
        vec!["init", "new.xlsx", "--scheme", "southend", "--today", "2025-07-22"],
        vec!["check", "--plan", plan],
        vec!["check", returns, "--plan", plan, "--mark", marked],
        vec!["check", returns, "--plan", plan, "--format", "json"],
        vec!["check", returns, "--plan", plan, "--format", "csv"],
        vec!["issue", plan, "--out", issued, "--mail"],
        [&["status", plan, returns][..], &day].concat(),
        [&["chase", plan, returns, "--out", chased][..], &day].concat(),
        vec![
            "consolidate",
            plan,
            returns,
            "-o",
            "q1.xlsx",
            "--json",
            "q1.json",
            "--data",
            "data",
            "--report",
            "q1.docx",
        ],
        vec!["explain", "RAT005"],
        vec!["consolidate", plan, "nowhere", "-o", "none.xlsx"],
    ];
    // Words of a command have the quotation marks of their system.
    let alike = |text: &str| text.replace('\'', "\"");
    for words in &quarter {
        let there = windows.run(words);
        let ours = said(planroll().args(words).current_dir(here.path()));
        assert_eq!(alike(&there.out), alike(&ours.out), "{words:?}");
        assert_eq!(alike(&there.err), alike(&ours.err), "{words:?}");
        assert_eq!(there.status, ours.status, "{words:?}");
    }
    let (theirs, ours) = (files(windows.folder.path()), files(here.path()));
    assert_eq!(theirs.keys().collect::<Vec<_>>(), ours.keys().collect::<Vec<_>>());
    assert!(theirs.keys().any(|name| name.starts_with(marked)), "something was marked");
    let texts = ["eml", "csv", "json"].map(|ending| Some(ending.as_ref()));
    for (name, bytes) in &theirs {
        let same = ours.get(name) == Some(bytes);
        assert!(same || texts.contains(&name.extension()), "{} differs", name.display());
        let text = |bytes: &[u8]| alike(&String::from_utf8_lossy(bytes));
        assert!(same || text(bytes) == text(&ours[name]), "{} differs", name.display());
    }
}

#[test]
fn older_formats_are_read_by_a_worker_within_its_limits() {
    let (Some(desk), Some(soffice)) = (Desk::new(), libreoffice()) else { return };
    let (from, to) = (desk.path("from"), desk.path("older"));
    fs::create_dir_all(&from).unwrap();
    fs::create_dir_all(&to).unwrap();
    fs::copy(root().join(EXAMPLE).join("returns/growth-2025-26-q1.xlsx"), from.join("growth.xlsx")).unwrap();
    convert(&soffice, &from, &to, "xls");
    let words = ["check", "older", "--plan", &format!("{FOLDER}/plan.xlsx"), "--format", "json"];
    let there = desk.run(&words);
    let ours = said(planroll().args(words).current_dir(desk.folder.path()));
    assert_eq!(there, ours);
    let said: serde_json::Value = serde_json::from_str(&there.out).unwrap();
    assert_eq!(said["files"][0]["rows"], serde_json::json!({"actions": 15, "indicators": 19}), "{said}");
    // A file that is none of the kind it begins as is refused by the worker, which ends in order.
    fs::write(to.join("growth.xls"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing that follows it").unwrap();
    assert_eq!(desk.run(&words), self::said(planroll().args(words).current_dir(desk.folder.path())));
}

#[test]
fn patterns_are_names_that_fit_as_a_shell_elsewhere_gives_them() {
    let Some(desk) = Desk::new() else { return };
    let plan = format!("{FOLDER}/plan.xlsx");
    let of_pattern = desk.run(&["check", &format!("{FOLDER}\\returns\\*.XLSX"), "--plan", &plan, "--format", "json"]);
    let mut names: Vec<_> = fs::read_dir(desk.path(FOLDER).join("returns")).unwrap().collect::<Result<_, _>>().unwrap();
    names.sort_by_key(std::fs::DirEntry::file_name);
    let mut ours = planroll();
    ours.arg("check").args(names.iter().map(|name| format!("{FOLDER}/returns/{}", name.file_name().to_str().unwrap())));
    assert_eq!(of_pattern, said(ours.args(["--plan", &plan, "--format", "json"]).current_dir(desk.folder.path())));
    assert!(names.len() > 2 && of_pattern.out.contains(names[1].file_name().to_str().unwrap()));
    desk.refuses(&["check", "*.ods"], "`*.ods` cannot be read: there is no such file or folder");
    desk.refuses(&["check", "--plan", "pla?.xlsx"], "`pla?.xlsx` cannot be read: there is no such file or folder");
}

#[test]
fn names_that_windows_takes_for_something_else_are_refused_and_nothing_is_written() {
    let Some(desk) = Desk::new() else { return };
    let before = files(desk.folder.path());
    for name in ["CON.xlsx", "NUL", "nul.xlsx", "aux.txt", "COM1.xlsx", "out/prn"] {
        desk.refuses(&["init", name], &format!("`{name}` cannot be written: Windows keeps that name for a device"));
    }
    for name in ["plan.xlsx.", "plan.xlsx "] {
        desk.refuses(&["init", name], "Windows drops the full stop or space at the end of a name");
    }
    for name in ["plan.xlsx:more", "a|b.xlsx", "what?.xlsx"] {
        desk.refuses(&["init", name], "no name may have < > : \" | ? or * in it on Windows");
    }
    let plan = format!("{FOLDER}/plan.xlsx");
    desk.refuses(&["issue", &plan, "--out", "aux"], "`aux` cannot be written: Windows keeps that name for a device");
    desk.refuses(&["consolidate", &plan, FOLDER, "-o", "NUL"], "Windows keeps that name for a device");
    desk.refuses(&["check", "--plan", "CON"], "`CON` cannot be read: Windows keeps that name for a device");
    assert_eq!(files(desk.folder.path()), before);
    // What only looks like one is a name as any other.
    assert_eq!(desk.run(&["init", "console.xlsx"]).status, Some(0));
    assert!(desk.path("console.xlsx").is_file());
}

#[test]
fn a_workbook_that_is_open_elsewhere_stays_whole_and_is_said_to_be_open() {
    let Some(desk) = Desk::new() else { return };
    let hold = desk.path("hold.exe");
    let mut compiler = Command::new("x86_64-w64-mingw32-gcc-posix");
    compiler.args(["-municode", "-O1", "-s", "-o"]).arg(&hold).arg(root().join("tests/windows/hold.c"));
    tools::run(&mut compiler, 0);
    let (plan, returns) = (&*format!("{FOLDER}/plan.xlsx"), &*format!("{FOLDER}/returns"));
    let consolidate = ["consolidate", plan, returns, "-o", "q1.xlsx"];
    assert_eq!(desk.run(&consolidate).status, desk.run(&consolidate).status);
    let whole = fs::read(desk.path("q1.xlsx")).unwrap();

    let mut holder = Command::new(&desk.program)
        .arg("q1.xlsx")
        .env("PLANROLL_WINDOWS_EXE", &hold)
        .current_dir(desk.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(holder.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line.trim(), "held");
    desk.refuses(&consolidate, "open in");
    assert!(fs::read(desk.path("q1.xlsx")).unwrap() == whole, "the old one is whole");
    drop(holder.stdin.take());
    assert!(holder.wait().unwrap().success());
    assert_ne!(desk.run(&consolidate).status, Some(2), "once it is closed it is replaced");
    let left: Vec<_> =
        files(desk.folder.path()).into_keys().filter(|name| name.to_string_lossy().contains(".tmp")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn paths_longer_than_windows_once_allowed_are_read_and_written() {
    let Some(desk) = Desk::new() else { return };
    let deep = ["x".repeat(95), "y z".repeat(32), "ö".repeat(95)].join("/");
    fs::create_dir_all(desk.path(&deep)).unwrap();
    fs::copy(desk.path(FOLDER).join("plan.xlsx"), desk.path(&deep).join("plan.xlsx")).unwrap();
    let (plan, out) = (format!("{deep}/plan.xlsx"), format!("{deep}/issued"));
    assert!(plan.chars().count() > 290);
    let issued = desk.run(&["issue", &plan, "--out", &out]);
    assert_eq!(issued.status, Some(0), "{issued:?}");
    let ours = desk.path("ours");
    tools::run(planroll().arg("issue").arg(desk.path(&plan)).arg("--out").arg(&ours), 0);
    assert!(!files(&ours).is_empty());
    assert_eq!(files(&desk.path(&out)), files(&ours));
}

#[test]
fn the_day_is_that_of_the_place_and_not_of_greenwich() {
    let Some(desk) = Desk::new() else { return };
    let (plan, returns) = (&*format!("{FOLDER}/plan.xlsx"), &*format!("{FOLDER}/returns"));
    // At no time of any day is it the same day in both.
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        let before = jiff::Zoned::now().in_tz(zone).unwrap().date();
        let there = said(
            Command::new(&desk.program).args(["chase", plan, returns]).env("TZ", zone).current_dir(desk.folder.path()),
        );
        let after = jiff::Zoned::now().in_tz(zone).unwrap().date();
        let made = [before, after].iter().any(|day| desk.path(&format!("chase-{day}")).is_dir());
        assert!(made, "{zone}: {before} {there:?}");
    }
}
