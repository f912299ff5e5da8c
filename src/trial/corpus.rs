//! The corpus: one return to a file, named for its fault in words, and run against every rule.
//!
//! A file of `tests/corpus/` begins with a sentence that names the fault, says what it raises (`Raises: DLN003 at
//! Actions!I12`, a line for each finding, or `Raises: nothing`), and goes on as the tables that a trial reads. Here
//! they are read and run; what the tables mean is in `case`. Findings must be those listed and no other, notes
//! included, so that a rule that fires where it should not is seen.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::{Severity, key};
use crate::rules::Finding;

use super::case::Case;
use super::markdown::Table;
use super::{cases, findings};

/// Faults of one cell of the plan workbook: the cell counts as blank and the quarter goes on.
const OF_ONE_CELL: [&str; 5] = ["PLN006", "PLN007", "PLN010", "PLN012", "PLN013"];
/// What keeps a file out of the quarter, so that nothing can be said across returns.
const KEPT_OUT: [&str; 7] = ["WBK001", "WBK002", "WBK003", "WBK004", "WBK005", "WBK006", "WBK014"];

/// One file of the corpus.
#[derive(Debug, Clone)]
pub(crate) struct CorpusCase {
    /// The file below `tests/corpus`, with forward slashes and without its ending: `deadlines/day-before`.
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

    /// Whether it is something that people do and that is no fault.
    pub(crate) fn is_harmless(&self) -> bool {
        self.name.starts_with("harmless/")
    }
}

/// Every case of the corpus, by name.
pub(crate) fn corpus() -> Vec<CorpusCase> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut ahead = vec![root.clone()];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(path) = ahead.pop() {
        if path.is_dir() {
            ahead.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "md") {
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

/// What every rule finds: in the plan workbook, in each return, and across them. As on the command line, a faulty plan
/// stops before any return, and only returns of this period are compared with one another.
pub(crate) fn everything(case: &Case) -> Vec<Finding> {
    let mut found = findings(case, "PLN");
    let stops = |finding: &Finding| finding.severity == Severity::Error && !OF_ONE_CELL.contains(&finding.rule.code);
    if found.iter().any(stops) || (case.tables.is_empty() && case.files.is_empty()) {
        return found;
    }
    let in_files = findings(case, "WBK");
    let kept_out = in_files.iter().any(|finding| KEPT_OUT.contains(&finding.rule.code));
    found.extend(in_files);
    if !kept_out {
        found.extend(findings(case, "RET"));
    }
    found
}

/// A finding as the corpus writes it: `DLN003 at Actions!I12`, with `in return-2` where it is not in the first file.
fn as_listed(finding: &Finding) -> String {
    let place = match (finding.place.sheet(), finding.place.cell()) {
        (Some(sheet), Some(at)) => format!(" at {sheet}!{at}"),
        (Some(sheet), None) => format!(" at {sheet}"),
        (None, _) => String::new(),
    };
    let file = match finding.path.trim_end_matches(".xlsx") {
        "" | "plan" | "return-1" | "file-0" => String::new(),
        other => format!(" in {other}"),
    };
    format!("{}{place}{file}", finding.rule.code)
}

#[cfg(test)]
mod tests {
    use super::super::listed;
    use super::*;
    use crate::rules::catalogue;

    /// What a case raises, where that is not what it says.
    fn wrong(one: &CorpusCase) -> Option<String> {
        let found = everything(&one.case);
        let mut raised: Vec<String> = found.iter().map(as_listed).collect();
        let mut expected = one.raises.clone();
        raised.sort();
        expected.sort();
        let said = if expected.is_empty() { "nothing".to_owned() } else { expected.join(", ") };
        (raised != expected).then(|| format!("{} should raise {said}; raised:\n{}", one.name, listed(&found)))
    }

    #[test]
    fn every_case_raises_what_it_says_and_nothing_else() {
        let corpus = corpus();
        let part = corpus.len().div_ceil(4).max(1);
        let wrong: Vec<String> = std::thread::scope(|scope| {
            let parts: Vec<_> =
                corpus.chunks(part).map(|part| scope.spawn(|| part.iter().filter_map(wrong).collect())).collect();
            parts.into_iter().flat_map(|part| -> Vec<String> { part.join().unwrap() }).collect()
        });
        let harmless = corpus.iter().filter(|one| one.is_harmless()).count();
        println!("corpus: {} cases ran against {} rules, {harmless} of them harmless", corpus.len(), catalogue().len());
        assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), corpus.len(), wrong.join("\n"));
    }

    #[test]
    fn the_corpus_is_large_enough_and_has_a_case_for_every_rule() {
        let corpus = corpus();
        let harmless = corpus.iter().filter(|one| one.is_harmless()).count();
        let told: BTreeSet<&str> = corpus.iter().filter_map(CorpusCase::code).collect();
        let missing: Vec<&str> = catalogue().iter().map(|rule| rule.code).filter(|code| !told.contains(code)).collect();
        assert!(missing.is_empty(), "no case for {missing:?}");
        assert!(corpus.len() >= 120 && harmless >= 45, "{} cases, {harmless} harmless", corpus.len());
    }

    #[test]
    fn what_is_harmless_raises_notes_at_most_and_every_other_case_a_rule() {
        for one in corpus() {
            let graver = one.raises.iter().any(|raised| {
                let code = raised.split(' ').next().unwrap_or_default();
                let rule = catalogue().iter().find(|rule| rule.code == code);
                rule.unwrap_or_else(|| panic!("{}: no rule {code}", one.name)).severity != Severity::Note
            });
            assert!(!(one.is_harmless() && graver), "{} is not harmless", one.name);
            assert!(one.is_harmless() || one.code().is_some(), "{} raises nothing; is it harmless?", one.name);
        }
    }

    #[test]
    fn every_case_is_named_for_its_fault_in_words() {
        for one in corpus() {
            let file = one.name.rsplit('/').next().unwrap_or_default();
            let is_plain = file.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            assert!(is_plain && file.contains('-'), "{}", one.name);
            assert!(one.title.ends_with('.') && one.title.chars().count() > 15, "{}: {}", one.name, one.title);
        }
    }
}
