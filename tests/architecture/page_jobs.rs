//! The page and the program grow together: whatever can be done at a desk, the page does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What the page has no use for, each with why.
const NOT_OF_THE_PAGE: [(&str, &str); 5] = [
    ("check", "the page opens a file first, to see what it is, and then does `check_opened`"),
    ("check_opened of returns", "the same for whoever has no desk"),
    ("earlier", "the page keeps what it laid beside the desk"),
    ("differences", "tells a report from the one that it takes the place of, and the page writes over none"),
    ("is_unfilled_copy", "asks of a file that would be written over, and the page writes over none"),
];

/// The public functions of a file of the desk, by name.
fn jobs(text: &str) -> Vec<String> {
    let own = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = own.lines().filter_map(|line| line.trim().strip_prefix("pub fn "));
    let named = lines.filter_map(|line| line.split(['(', '<']).next());
    named.map(str::to_owned).collect()
}

fn texts(folder: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
            texts.insert(path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap());
        }
    }
    texts
}

#[test]
fn every_job_of_the_desk_is_done_by_the_page() {
    let page: String = texts("page/src").into_values().collect();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> = page.split(|c: char| !is_word(c)).collect();
    let mut missing = Vec::new();
    let mut count = 0;
    for (file, text) in texts("src/desk") {
        for job in jobs(&text) {
            count += 1;
            let of_file = format!("{job} of {file}");
            let excused = NOT_OF_THE_PAGE.iter().any(|(own, _)| *own == job || *own == of_file);
            if !excused && !words.contains(&job.as_str()) {
                missing.push(of_file);
            }
        }
    }
    assert!(count > 30, "only {count} jobs were found");
    assert!(missing.is_empty(), "the page does not do: {missing:?}");
}

#[test]
fn a_job_is_found_however_it_is_written_and_those_of_tests_are_not() {
    let text = "impl A {\n    pub fn mark(&self) {}\n    fn own() {}\n}\npub fn chased<'q>(a: A) {}\n#[cfg(test)]\nmod tests {\n    pub fn not_this() {}\n}";
    assert_eq!(jobs(text), ["mark", "chased"]);
}
