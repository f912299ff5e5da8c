//! How good the rules are that read words, measured on commentary that councils have published.
//!
//! `tests/commentary/` holds three reports: texts, deadlines and ratings as printed, and a column Judged, in which a
//! reader says of each text what the rules make of it (`DLN008 right`, `RAT014 wrong`) and what they should have seen
//! (`RAT014 missed`). The figures in the rules' pages are counted here, so that a longer list of words cannot be added
//! without somebody looking at what it catches.

use std::collections::{BTreeMap, BTreeSet};

use planroll::rules::find_rule;

use super::support::{Case, cases, findings};

/// The test, named after the rules that it is about.
pub(super) const NAME: &str = "rat014+dln008+cel008::commentary-that-councils-have-published";

/// The rules that read words.
const RULES: [&str; 3] = ["RAT014", "DLN008", "CEL008"];

/// The reports, by council.
const REPORTS: [(&str, &str); 3] = [
    ("cannock-chase", include_str!("../commentary/cannock-chase.md")),
    ("southend", include_str!("../commentary/southend.md")),
    ("west-norfolk", include_str!("../commentary/west-norfolk.md")),
];

/// What became of one rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Measured {
    right: usize,
    wrong: usize,
    missed: usize,
}

/// The texts of a report by their refs, each with what was judged: rule and verdict.
fn judged(case: &Case) -> BTreeMap<String, Vec<(String, String)>> {
    let mut texts = BTreeMap::new();
    for (table, _) in &case.tables {
        let column = |heading: &str| table.headings.iter().position(|own| own == heading).expect("a heading");
        for row in table.rows.iter().filter(|row| !row[column("Commentary")].is_empty()) {
            let verdicts = row[column("Judged")].split(',').filter_map(|one| one.trim().split_once(' '));
            let verdicts = verdicts.map(|(code, verdict)| (code.to_owned(), verdict.to_owned()));
            texts.insert(row[column("Ref")].clone(), verdicts.collect());
        }
    }
    texts
}

/// The pages of the rules that read words say how good they are.
pub(super) fn hold() {
    let mut measured: BTreeMap<&str, Measured> = RULES.iter().map(|code| (*code, Measured::default())).collect();
    let mut texts = 0;
    let mut wrong = Vec::new();
    for (council, report) in REPORTS {
        let case = cases(report).remove(0);
        let judged = judged(&case);
        let found = findings(&case, "RAT");
        texts += judged.len();
        for code in RULES {
            let raised: BTreeSet<&str> = found
                .iter()
                .filter(|finding| finding.rule.code == code)
                .filter_map(|finding| finding.reference.as_deref())
                .collect();
            for (reference, verdicts) in &judged {
                let verdict = verdicts.iter().find(|(own, _)| own == code).map(|(_, verdict)| verdict.as_str());
                let counts = measured.get_mut(code).unwrap();
                match (raised.contains(reference.as_str()), verdict) {
                    (true, Some("right")) => counts.right += 1,
                    (true, Some("wrong")) => counts.wrong += 1,
                    (false, Some("missed")) => counts.missed += 1,
                    (false, None) => {}
                    (raised, verdict) => wrong.push(format!("{council} {reference}: {code} {raised} {verdict:?}")),
                }
            }
        }
    }
    println!("commentary: {texts} texts, {measured:?}");
    assert!(wrong.is_empty(), "not judged:\n{}", wrong.join("\n"));
    for (code, Measured { right, wrong, missed }) in measured {
        let says = format!(
            "Measured on {texts} published texts: {} raised, {right} of them right; {missed} missed.",
            right + wrong
        );
        let page = find_rule(code).unwrap().section("What it checks");
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains(&says), "the page of {code} must say: {says}");
    }
}
