//! The corpus: one return to a file, named for its fault in words, and run against every rule.
//!
//! A file of `tests/corpus/` begins with a sentence that names the fault, says what it raises (`Raises: DLN003 at
//! Actions!I12`, a line for each finding, or `Raises: nothing`), and goes on as the tables that a trial reads. Here
//! they are read; what the tables mean is in `case`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use planroll::internals::domain::key;
use planroll::rules::{Rule, catalogue};

use super::case::{Case, cases};
use super::markdown::Table;

/// One file of the corpus.
#[derive(Debug, Clone)]
pub(crate) struct CorpusCase {
    /// The file below `tests/corpus`, with forward slashes and without its ending: `revised-deadline-missing/day-before`.
    pub name: String,
    /// The sentence that names the fault, or what is harmless.
    pub title: String,
    /// What it raises, each as `DLN003 at Actions!I12`; the rule that the case is about comes first.
    pub raises: Vec<String>,
    /// The tables.
    pub case: Case,
}

impl CorpusCase {
    /// The code of the rule that the case is about; `None` for what is harmless.
    pub(crate) fn code(&self) -> Option<&str> {
        self.raises.first()?.split(' ').next()
    }

    /// The name of its test: the rules that it raises, the one that it is about first, and its file.
    pub(crate) fn test_name(&self) -> String {
        let mut codes: Vec<String> = Vec::new();
        for raised in &self.raises {
            let code = raised.split(' ').next().unwrap_or_default().to_lowercase();
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        if self.is_harmless() {
            codes.push("harmless".to_owned());
        }
        format!("{}::{}", codes.join("+"), self.name.rsplit('/').next().unwrap_or_default())
    }

    /// Whether it is something that people do and that is no fault.
    pub(crate) fn is_harmless(&self) -> bool {
        self.name.starts_with("harmless/")
    }
}

/// Every case of the rules' documentation, with its rule and its name: `rejected-1`.
pub(crate) fn documented() -> Vec<(&'static Rule, String, Case)> {
    let of_rule = |rule: &'static Rule| {
        ["Rejected", "Accepted"].into_iter().flat_map(move |heading| {
            let cases = cases(&rule.section(heading));
            assert!(!cases.is_empty(), "{} has no {heading} case", rule.code);
            let named = move |(number, case)| (rule, format!("{}-{number}", heading.to_lowercase()), case);
            (1..).zip(cases).map(named)
        })
    };
    catalogue().iter().flat_map(|rule| of_rule(rule)).collect()
}

/// Every case of the corpus, by name.
pub(crate) fn corpus() -> Vec<CorpusCase> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut ahead = vec![root.clone()];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(path) = ahead.pop() {
        if path.is_dir() {
            ahead.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("README.md") {
            files.push(path);
        }
    }
    files.sort();
    files.iter().map(|file| read(&root, file)).collect()
}

fn read(root: &Path, file: &Path) -> CorpusCase {
    let name: Vec<String> =
        file.strip_prefix(root).unwrap().with_extension("").iter().map(|part| part.to_string_lossy().into()).collect();
    let name = name.join("/");
    let text = fs::read_to_string(file).unwrap();
    let mut lines = text.lines();
    let title = lines.next().and_then(|line| line.strip_prefix("# ")).unwrap_or_else(|| panic!("{name} has no title"));
    let mut raises: Vec<String> =
        lines.filter_map(|line| line.strip_prefix("Raises: ")).map(|raised| raised.trim().to_owned()).collect();
    assert!(!raises.is_empty(), "{name} does not say what it raises");
    if raises == ["nothing"] {
        raises.clear();
    }
    let mut groups = cases(&text).into_iter();
    let (Some(mut case), None) = (groups.next(), groups.next()) else {
        panic!("{name} has no tables, or prose between them")
    };
    only_used_plans(&mut case);
    CorpusCase { name, title: title.to_owned(), raises, case }
}

/// A case names the delivery plans that its rows need and no others: one without rows would be a fault of its own.
fn only_used_plans(case: &mut Case) {
    if case.tables.is_empty() || case.plan_sheets.iter().any(|table| table.name == "Delivery plans") {
        return;
    }
    let mut codes: Vec<String> = Vec::new();
    for (table, _) in &case.tables {
        let place = table.headings.iter().position(|heading| heading == "Delivery plan");
        for row in &table.rows {
            let named = place.and_then(|place| row.get(place)).map_or("economy", String::as_str);
            codes.extend(named.split(';').map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()));
        }
    }
    let mut seen = BTreeSet::new();
    codes.retain(|code| seen.insert(key(code)));
    let rows = codes.into_iter().map(|code| {
        let (name, lead) = (format!("Delivery plan of {code}"), format!("Head of {code}"));
        let email = format!("{code}@example.org");
        vec![code, name, lead, email]
    });
    let headings = ["Code", "Delivery plan", "Lead officer", "Email"].map(str::to_owned).to_vec();
    case.plan_sheets.push(Table { name: "Delivery plans".to_owned(), headings, rows: rows.collect() });
}
