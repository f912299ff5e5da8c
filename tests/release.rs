//! What a release says of itself: what it is made of, which Rust compiles it, what a file may cost, and that the network is
//! left alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use planroll::grid::Limits;
use serde_json::Value;

use crate::tools::{planroll, python_with, root, run, strace};

const LINUX: &str = "x86_64-unknown-linux-musl";
const WINDOWS: &str = "x86_64-pc-windows-gnu";

fn cargo(args: &[&str]) -> String {
    run(Command::new(env!("CARGO")).current_dir(root()).args(args), 0)
}

fn packages() -> Vec<Value> {
    let metadata: Value = serde_json::from_str(&cargo(&["metadata", "--locked", "--format-version", "1"])).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn script(name: &str) -> Option<Command> {
    let mut command = Command::new(python_with("tomllib")?);
    command.current_dir(root()).env("CARGO", env!("CARGO")).env("SOURCE_DATE_EPOCH", "1700000000");
    command
        .env_remove("PYTHONPYCACHEPREFIX")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg(root().join("release").join(name));
    Some(command)
}

fn version(text: &str) -> Vec<u32> {
    text.split('.').map(|number| number.parse().unwrap()).chain([0, 0]).take(3).collect()
}

#[test]
fn no_component_asks_for_a_newer_rust_than_planroll_does() {
    let packages = packages();
    let ours = packages.iter().find(|one| one["name"] == "planroll").unwrap()["rust_version"].as_str().unwrap();
    let asking = packages.iter().filter_map(|one| Some((&one["name"], one["rust_version"].as_str()?)));
    let newer: Vec<_> = asking.clone().filter(|(_, rust)| version(rust) > version(ours)).collect();
    assert!(newer.is_empty(), "rust-version is {ours}, but {newer:?}");
    assert!(asking.filter(|(_, rust)| version(rust) == version(ours)).count() > 2, "nothing asks for {ours}: say less");
}

#[test]
fn the_page_is_of_the_same_version() {
    let packages = packages();
    let version = |name: &str| packages.iter().find(|one| one["name"] == name).unwrap()["version"].clone();
    assert_eq!(version("planroll-page"), version("planroll"));
}

#[test]
fn the_list_of_what_a_program_is_made_of_is_that_of_its_build() {
    let Some(mut script) = script("components.py") else { return };
    let also = ["--also", "musl", "1.2.3", "MIT", "LICENSE", "--program", "LICENSE"];
    let listed = run(script.args(["sbom", LINUX]).args(also), 0);
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let of_scope = |scope: &str| -> BTreeSet<String> {
        let components = listed["components"].as_array().unwrap().iter();
        components.filter(|one| one["scope"] == scope).map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    let (inside, helping) = (of_scope("required"), of_scope("excluded"));
    for name in ["calamine", "rust_xlsxwriter", "rustls", "ring", "jiff", "musl", "govuk-frontend", "planroll-page"] {
        assert!(inside.contains(name), "{name}");
    }
    for name in ["syn", "serde_derive", "cc"] {
        assert!(helping.contains(name) && !inside.contains(name), "{name} only helps to compile");
    }
    // Of other systems, of tests, and the program itself, which is what they are parts of.
    for name in ["windows-sys", "proptest", "trycmd", "planroll"] {
        assert!(!inside.contains(name) && !helping.contains(name), "{name}");
    }
    assert_eq!(listed["metadata"]["component"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(listed["metadata"]["timestamp"], "2023-11-14T22:13:20Z", "the day of the commit, not of the build");
    let hash = &listed["metadata"]["component"]["hashes"][0]["content"];
    assert_eq!(hash, &planroll::grid::sha256(&fs::read(root().join("LICENSE")).unwrap()));
}

#[test]
fn every_component_of_a_program_has_the_text_of_its_licence() {
    for target in [LINUX, WINDOWS] {
        let Some(mut script) = script("components.py") else { return };
        let also = ["--also", "musl", "1.2.3", "MIT", "release/licences/rust.txt"];
        let texts = run(script.args(["licences", target]).args(also), 0);
        for words in [
            "musl 1.2.3",
            "Crown Copyright (Government Digital Service)",
            "Copyright (c) The Rust Project Contributors",
            "Microsoft Corporation, Daan Leijen",
            "UNICODE LICENSE V3",
        ] {
            assert!(texts.contains(words), "{target}: {words}");
        }
        assert_eq!(texts.contains("windows-sys"), target == WINDOWS);
    }
}

/// The same files made twice, at other times, in another order and in another place.
fn lay(folder: &Path, backwards: bool) {
    let mut files = [("b/second.txt", "two"), ("a.txt", "one"), ("b/c/third.txt", "three")];
    if backwards {
        files.reverse();
    }
    for (name, text) in files {
        let path = folder.join("planroll-1").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn an_archive_depends_on_nothing_but_what_is_in_it() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    lay(here.path(), false);
    lay(there.path(), true);
    let old = fs::File::open(there.path().join("planroll-1/a.txt")).unwrap();
    old.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    for name in ["out.tar.gz", "out.zip"] {
        let packed = |folder: &Path| {
            let mut script = script("archive.py")?;
            run(script.arg(folder.join("planroll-1")).arg(folder.join(name)), 0);
            Some(fs::read(folder.join(name)).unwrap())
        };
        let Some(first) = packed(here.path()) else { return };
        assert!(first == packed(there.path()).unwrap(), "{name}");
        fs::write(here.path().join("planroll-1/a.txt"), "another").unwrap();
        assert!(first != packed(here.path()).unwrap(), "{name} holds what is in the files");
        fs::write(here.path().join("planroll-1/a.txt"), "one").unwrap();
    }
}

/// A number as the documents write it.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}

#[test]
fn what_a_file_may_cost_is_what_is_said_of_it() {
    let said = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let (returns, previous) = (Limits::returns(), Limits::previous());
    let row = |what: &str, shown: &dyn Fn(&Limits) -> String| {
        let row = format!("| {what} | {} | {} |\n", shown(&returns), shown(&previous));
        assert!(said.contains(&row), "SECURITY.md does not say: {row}");
    };
    let mib = |bytes: u64| format!("{} MiB", grouped(bytes >> 20));
    row("size of the file", &|limits| format!("{} MB", limits.file_bytes / 1_000_000));
    row("unpacked", &|limits| mib(limits.unpacked));
    row("one part unpacked", &|limits| mib(limits.part));
    row("parts", &|limits| grouped(limits.entries));
    row("unpacked over packed, from 1 MiB", &|limits| grouped(limits.ratio));
    row("cells with something in them", &|limits| grouped(limits.cells));
    row("text in all cells", &|limits| mib(limits.all_text));
    row("text in one cell", &|limits| format!("{} characters", grouped(limits.text)));
    row("merged cells in a sheet", &|limits| grouped(limits.merges));
    let worker = fs::read_to_string(root().join("src/grid/worker.rs")).unwrap();
    for (code, words) in [
        ("const MEMORY: u64 = 3 << 29;", "1,536 MiB"),
        ("const CPU_SECONDS: u64 = 20;", "20 seconds"),
        ("const WALL: Duration = Duration::from_secs(30);", "30 seconds"),
    ] {
        assert!(worker.contains(code) && said.contains(words), "{code} is {words} in SECURITY.md");
    }
    let nesting = fs::read_to_string(root().join("src/grid/xml.rs")).unwrap();
    assert!(nesting.contains("const DEEPEST: usize = 256;") && said.contains("nested deeper\n  than 256"));
}

/// The calls about the network that a command makes, in a copy of an example.
fn calls_to_the_network(args: &[&str], code: i32) -> Option<String> {
    let strace = strace()?;
    let place = tempfile::tempdir().unwrap();
    let example = root().join("examples/west-norfolk");
    fs::create_dir(place.path().join("returns")).unwrap();
    fs::copy(example.join("plan.xlsx"), place.path().join("plan.xlsx")).unwrap();
    for entry in fs::read_dir(example.join("returns")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, place.path().join("returns").join(path.file_name().unwrap())).unwrap();
    }
    let log = place.path().join("log");
    let mut watched = Command::new(strace);
    watched.current_dir(place.path()).args(["-f", "-qq", "-e", "trace=%network", "-o"]).arg(&log);
    run(watched.arg(planroll().get_program()).args(args), code);
    Some(fs::read_to_string(log).unwrap())
}

#[test]
fn nothing_but_sending_opens_a_connection() {
    let consolidate = ["consolidate", "plan.xlsx", "returns", "-o", "q1.xlsx", "--report", "q1.docx", "--data", "data"];
    for (args, code) in [
        (&["check", "returns", "--plan", "plan.xlsx", "--mark", "marked"][..], 1),
        (&consolidate, 0),
        (&["issue", "plan.xlsx", "--mail"], 0),
        (&["chase", "plan.xlsx", "returns", "--out", "chase"], 0),
        (&["status", "plan.xlsx", "returns"], 1),
    ] {
        let Some(calls) = calls_to_the_network(args, code) else { return };
        assert!(!calls.contains("socket(") && !calls.contains("connect("), "{args:?}: {calls}");
    }
}

#[test]
fn sending_is_seen_to_open_one() {
    let strace = strace();
    let Some(strace) = strace else { return };
    let place = tempfile::tempdir().unwrap();
    fs::copy(root().join("examples/west-norfolk/plan.xlsx"), place.path().join("plan.xlsx")).unwrap();
    run(planroll().current_dir(place.path()).args(["issue", "plan.xlsx", "--out", "issued", "--mail"]), 0);
    let log = place.path().join("log");
    let mut watched = Command::new(strace);
    watched.current_dir(place.path()).args(["-f", "-qq", "-e", "trace=%network", "-o"]).arg(&log);
    // Nothing listens there.
    watched.arg(planroll().get_program()).args(["send", "issued", "--smtp", "smtp://localhost:1", "--yes"]);
    watched.args(["--from", "performance@example.org", "--pause", "1"]);
    run(&mut watched, 2);
    assert!(fs::read_to_string(log).unwrap().contains("connect("));
}
