//! What every case of the corpus must be.

use std::collections::BTreeSet;

use planroll::internals::domain::Severity;
use planroll::rules::{catalogue, find_rule};

use super::support::{CorpusCase, corpus};

/// The laws by name.
pub(super) const ALL: [(&str, fn()); 4] = [
    (
        "the_corpus_is_large_enough_and_has_a_case_for_every_rule",
        the_corpus_is_large_enough_and_has_a_case_for_every_rule,
    ),
    (
        "what_is_harmless_raises_notes_at_most_and_every_other_case_a_rule",
        what_is_harmless_raises_notes_at_most_and_every_other_case_a_rule,
    ),
    (
        "every_case_lies_in_the_folder_of_the_rule_that_it_is_about",
        every_case_lies_in_the_folder_of_the_rule_that_it_is_about,
    ),
    ("every_case_is_named_for_its_fault_in_words", every_case_is_named_for_its_fault_in_words),
];

fn the_corpus_is_large_enough_and_has_a_case_for_every_rule() {
    let corpus = corpus();
    let harmless = corpus.iter().filter(|one| one.is_harmless()).count();
    let told: BTreeSet<&str> = corpus.iter().filter_map(CorpusCase::code).collect();
    let missing: Vec<&str> = catalogue().iter().map(|rule| rule.code).filter(|code| !told.contains(code)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
    assert!(corpus.len() >= 120 && harmless >= 45, "{} cases, {harmless} harmless", corpus.len());
}

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

fn every_case_lies_in_the_folder_of_the_rule_that_it_is_about() {
    for one in corpus().iter().filter(|one| !one.is_harmless()) {
        let rule = one.code().and_then(find_rule).map_or("harmless", |rule| rule.name);
        assert!(one.name.starts_with(&format!("{rule}/")), "{} belongs in {rule}", one.name);
    }
}

fn every_case_is_named_for_its_fault_in_words() {
    for one in corpus() {
        let file = one.name.rsplit('/').next().unwrap_or_default();
        let is_plain = file.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(is_plain && file.contains('-'), "{}", one.name);
        assert!(one.title.ends_with('.') && one.title.chars().count() > 15, "{}: {}", one.name, one.title);
    }
}
