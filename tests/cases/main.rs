//! The documented cases of every rule and the corpus, each a test of its own, named after the rules that it is about:
//! `cargo test rat005` runs the Rejected and Accepted rows of RAT005's page and every case of the corpus that raises it.
//!
//! A documented Rejected case raises its rule and no other, an Accepted case nothing. A case of the corpus raises what
//! its file says and nothing else, notes included, so that a rule that fires where it should not is seen.
//!
//! `PLANROLL_CASES=folder cargo test --test cases` writes every case there instead, as the files of a quarter.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod commentary;
mod laws;
mod written;

#[expect(unused_imports, reason = "the tests inside the library use the rest")]
#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use planroll::internals::domain::Severity;
use planroll::rules::{Finding, Rule};

use support::{Case, CorpusCase, corpus, documented, findings, listed};

/// What keeps a file out of the quarter, so that nothing can be said across returns.
const KEPT_OUT: [&str; 7] = ["WBK001", "WBK002", "WBK003", "WBK004", "WBK005", "WBK006", "WBK014"];

fn main() -> ExitCode {
    if let Some(folder) = std::env::var_os("PLANROLL_CASES") {
        written::write(folder.as_ref());
        return ExitCode::SUCCESS;
    }
    let arguments = Arguments::from_args();
    let of_page = documented().into_iter().map(|(rule, name, case)| {
        let name = format!("{}::{name}", rule.code.to_lowercase());
        let is_rejected = name.contains("::rejected");
        trial(name, move || hold_to_page(rule, is_rejected, &case))
    });
    let of_corpus = corpus().into_iter().map(|one| trial(one.test_name(), move || hold_to_file(&one)));
    let mut trials: Vec<Trial> = of_page.chain(of_corpus).collect();
    trials.extend(laws::ALL.map(|(name, law)| trial(format!("corpus::{name}"), law)));
    trials.push(trial(commentary::NAME.to_owned(), commentary::hold));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// A test that fails where `hold` panics.
fn trial(name: String, hold: impl FnOnce() + Send + 'static) -> Trial {
    Trial::test(name, move || {
        hold();
        Ok(())
    })
}

fn hold_to_page(rule: &Rule, is_rejected: bool, case: &Case) {
    let found = findings(case, &rule.code[..3]);
    let own = found.iter().filter(|finding| finding.rule.code == rule.code).count();
    let agrees = own == found.len() && (own > 0) == is_rejected;
    assert_nothing_is_said_twice(&found);
    assert!(agrees, "{} raises:\n{}", if is_rejected { "a Rejected case" } else { "an Accepted case" }, listed(&found));
}

fn hold_to_file(one: &CorpusCase) {
    let found = everything(&one.case);
    assert_nothing_is_said_twice(&found);
    let mut raised: Vec<String> = found.iter().map(as_listed).collect();
    let mut expected = one.raises.clone();
    raised.sort();
    expected.sort();
    let said = if expected.is_empty() { "nothing".to_owned() } else { expected.join(", ") };
    assert!(raised == expected, "tests/corpus/{}.md should raise {said}; raised:\n{}", one.name, listed(&found));
}

/// What is printed as expected is not most of what to do in the same words. Figures tell two alike sentences apart.
fn assert_nothing_is_said_twice(found: &[Finding]) {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).filter(|word| !["a", "an", "the"].contains(&word.as_str())).collect()
    };
    for finding in found {
        let help = finding.help_to_service();
        let expected = words(finding.words.expected_beside(help));
        let said = words(help);
        let repeated = expected.iter().filter(|word| said.contains(word)).count();
        let has_figures = expected.iter().any(|word| word.chars().any(|c| c.is_ascii_digit()));
        let is_apart = has_figures || expected.is_empty() || repeated * 4 <= expected.len() * 3;
        assert!(is_apart, "{}: “{}” and “{help}” say the same", finding.rule.code, finding.words.expected);
    }
}

/// What every rule finds: in the plan workbook, in each return, and across them. As on the command line, a faulty plan
/// stops before any return, and only returns of this period are compared with one another.
pub(crate) fn everything(case: &Case) -> Vec<Finding> {
    let mut found = findings(case, "PLN");
    let stops = |finding: &Finding| finding.severity == Severity::Error && !finding.stops_no_command;
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
