//! What a mail says of the marked copy that it has attached holds of the copy.

use std::collections::BTreeSet;

use super::*;
use crate::rules::{Rule, catalogue};
use crate::trial::{Case, corpus, documented};

fn is_told(rule: &Rule) -> bool {
    rule.put_right.without_any_doing().is_some()
}

/// Every documented case of a rule of which a mail says that the copy has put it right, and every case of the corpus that
/// raises one.
fn cases_told() -> Vec<(String, Case)> {
    let documented = documented().into_iter().filter(|(rule, name, _)| is_told(rule) && name.starts_with("rejected"));
    let documented = documented.map(|(rule, name, case)| (format!("{} {name}", rule.code), case));
    let codes: Vec<&str> = catalogue().iter().filter(|rule| is_told(rule)).map(|rule| rule.code).collect();
    let raises = |raised: &String| raised.split(' ').next().is_some_and(|code| codes.contains(&code));
    let corpus = corpus().into_iter().filter(|one| one.raises.iter().any(raises));
    documented.chain(corpus.map(|one| (one.name, one.case))).collect()
}

#[test]
fn what_a_mail_says_is_put_right_in_the_attached_copy_is_not_found_in_it() {
    let mut held: BTreeSet<&str> = BTreeSet::new();
    for (name, case) in cases_told() {
        let (told, left) = with_return(&case, |book, received, findings, request| {
            let bytes = mark(book, received, findings, request, None).unwrap();
            let copy = read_back(&bytes, received, request).unwrap();
            let left = check_return(&copy, request, &Policy::new(&copy.issued.policy));
            let told: Vec<&Rule> = findings.iter().map(|finding| finding.rule).filter(|rule| is_told(rule)).collect();
            (told, left)
        });
        for rule in told {
            assert!(!left.iter().any(|finding| finding.rule == rule), "{name}: {} is found in its copy", rule.code);
            held.insert(rule.code);
        }
    }
    let all: BTreeSet<&str> = catalogue().iter().filter(|rule| is_told(rule)).map(|rule| rule.code).collect();
    assert!(held == all && !all.is_empty(), "no case of {all:?} but {held:?} was marked");
}
