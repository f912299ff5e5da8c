//! What the documents say is so: files and headings that they point to are there, and what is generated is current.

use std::fs;
use std::path::{Path, PathBuf};

use crate::tools::root;

/// The README is read on a phone.
const LONGEST_README: u64 = 8 * 1024;

/// Compares a committed text with what is generated now; `PLANROLL_UPDATE=1` writes it.
pub(crate) fn assert_current(path: &str, current: &str) {
    let file = root().join(path);
    if std::env::var_os("PLANROLL_UPDATE").is_some() {
        fs::write(&file, current).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == current, "{path} is out of date: run `PLANROLL_UPDATE=1 cargo test` with this test's name");
}

/// Every Markdown file of the repository.
pub(crate) fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_skipped = ["target", ".git", "node_modules"].iter().any(|name| path.ends_with(name));
            if path.is_dir() && !path.is_symlink() && !is_skipped {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_readme_is_short() {
    let length = fs::metadata(root().join("README.md")).unwrap().len();
    assert!(length <= LONGEST_README, "{length} bytes");
}

#[test]
fn links_lead_to_files_and_headings_that_are_there() {
    let mut links = 0;
    for document in documents() {
        let folder = document.parent().unwrap();
        let text = prose(&fs::read_to_string(&document).unwrap());
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            links += 1;
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if path.is_empty() { document.clone() } else { folder.join(path) };
            assert!(file.exists(), "{}: {target}", document.display());
            assert!(heading.is_empty() || anchors(&file).any(|one| one == heading), "{}: {target}", document.display());
        }
    }
    assert!(links > 30, "{links}");
}

#[test]
fn files_that_a_document_names_exist() {
    let rooms = ["src/", "workbook-templates/", "examples/", "benches/", "tests/", "fuzz/", ".ci/", ".github/"];
    let mut names = 0;
    for document in documents() {
        let text = outside_blocks(&fs::read_to_string(&document).unwrap());
        for name in text.split('`').skip(1).step_by(2) {
            if rooms.iter().any(|room| name.starts_with(room)) && !name.contains(['<', ' ', '*', '…', '\n']) {
                names += 1;
                assert!(root().join(name).exists(), "{} names {name}", document.display());
            }
        }
    }
    assert!(names > 20, "{names}");
}

/// A document without its blocks and spans of code.
fn prose(text: &str) -> String {
    outside_blocks(text).split('`').step_by(2).collect()
}

fn outside_blocks(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

/// The headings of a document as links name them.
fn anchors(file: &Path) -> impl Iterator<Item = String> {
    let text = fs::read_to_string(file).unwrap();
    let headings: Vec<String> =
        outside_blocks(&text).lines().filter_map(|line| line.strip_prefix('#')).map(anchor).collect();
    headings.into_iter()
}

fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).collect::<String>().replace(' ', "-")
}
