//! The order of the house: which room may use which, how long a file may be, and what no room may be called.

mod circles;
mod page_jobs;
mod rule_codes;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the ground up. A room uses rooms on lower floors, and its own.
const FLOORS: [&[&str]; 13] = [
    &["at_once", "domain"],
    &["grid"],
    &["layout"],
    &["plan"],
    &["returns", "workbook"],
    &["previous", "word"],
    &["rules", "tally"],
    &["collection"],
    &["issue", "init", "consolidate", "report"],
    &["mark", "mail", "turn", "adopt"],
    &["send", "terminal", "desk"],
    &["cli"],
    &["main", "lib"],
];
/// What any room may use in its tests, and only there.
const FOR_TESTS: &str = "trial";
/// The most lines of a file.
const LONGEST: usize = 400;

/// Every Rust file of the library, with its room and its text.
fn files() -> Vec<(PathBuf, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut ahead = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(path) = ahead.pop() {
        if path.is_dir() {
            ahead.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let below = path.strip_prefix(&root).unwrap().to_owned();
            let first = below.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
            files.push((below, first, fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort();
    files
}

fn floors() -> BTreeMap<&'static str, usize> {
    FLOORS.iter().enumerate().flat_map(|(floor, rooms)| rooms.iter().map(move |room| (*room, floor))).collect()
}

/// Whether a file is only compiled for tests, which may reach wherever they like.
fn is_test(path: &Path) -> bool {
    path.iter()
        .map(|part| part.to_string_lossy().trim_end_matches(".rs").to_owned())
        .any(|part| part == "tests" || part == FOR_TESTS || part.ends_with("_tests"))
}

/// The text of a file up to the tests at its foot.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// The rooms named after `crate::` in a line of code.
fn rooms_used(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or_default();
    code.split("crate::")
        .skip(1)
        .filter_map(|rest| {
            let room: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            (!room.is_empty()).then_some(room)
        })
        .collect()
}

#[test]
fn no_room_uses_a_room_above_it() {
    let floors = floors();
    let mut wrong = Vec::new();
    for (path, room, text) in files() {
        if is_test(&path) {
            continue;
        }
        let own = *floors.get(room.as_str()).unwrap_or_else(|| panic!("{room} is on no floor"));
        for (number, line) in without_tests(&text).lines().enumerate() {
            for used in rooms_used(line).into_iter().filter(|used| *used != room) {
                // `crate::x` may also name a macro or an item at the top, which has no floor.
                let Some(floor) = floors.get(used.as_str()) else { continue };
                if *floor >= own {
                    wrong.push(format!("{}:{}: {room} uses {used}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that run back:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_is_short_enough_to_read() {
    let long: Vec<String> = files()
        .into_iter()
        .map(|(path, _, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "over {LONGEST} lines:\n{}", long.join("\n"));
}

#[test]
fn no_room_is_a_box_of_odds_and_ends() {
    let vague = ["util", "utils", "helper", "helpers", "common", "misc"];
    for (path, _, _) in files() {
        for part in path.iter().map(|part| part.to_string_lossy().trim_end_matches(".rs").to_owned()) {
            assert!(!vague.contains(&part.as_str()), "{}", path.display());
        }
    }
}

#[test]
fn arithmetic_that_saturates_says_that_it_is_meant() {
    let mut unsaid = Vec::new();
    for (path, _, text) in files().into_iter().filter(|(path, ..)| !is_test(path)) {
        let mut before = "";
        for (number, line) in without_tests(&text).lines().enumerate() {
            if line.contains("saturating_") && !before.trim_start().starts_with("// ") {
                unsaid.push(format!("{}:{}", path.display(), number + 1));
            }
            before = line;
        }
    }
    assert!(unsaid.is_empty(), "no comment on the line before says why: {}", unsaid.join(", "));
}

#[test]
fn a_use_of_a_room_is_seen_wherever_it_stands() {
    assert_eq!(rooms_used("use crate::plan::{Issued, Plan};"), ["plan"]);
    assert_eq!(rooms_used("    let x = crate::grid::read(crate::domain::key(y));"), ["grid", "domain"]);
    assert!(rooms_used("// crate::cli is above").is_empty());
}
