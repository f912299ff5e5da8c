//! The grammar of the sentences: one and many, all and none, lists, and a rating's word within a sentence.
//!
//! Ratings are the council's own words, so a word is made to stand after “are” by rules that never change what it says.

use crate::domain::{Kind, Share};
use crate::plan::Wording;

/// Fewer letters than this are an abbreviation, and not a word to stand within a sentence.
const SHORTEST_WORD: usize = 3;
/// Ratings that begin with one of these have a verb of their own.
const VERBS: [&str; 16] = [
    "will", "has", "have", "had", "is", "are", "was", "were", "may", "might", "must", "should", "can", "cannot",
    "does", "do",
];

const COLOURS: &str = "red amber green blue yellow orange purple pink black white grey gray gold silver bronze";
/// What stands beside a colour.
const COLOUR_WORDS: &str = "rag brag bragg light dark pale bright to –";
/// Single words that say what something is.
const ADJECTIVES: &str = "\
    complete incomplete late early due overdue ongoing underway pending good poor fair strong weak excellent outstanding \
    satisfactory unsatisfactory adequate inadequate acceptable unacceptable successful unsuccessful critical \
    stable steady static high medium low better worse met unmet done lost undone active inactive live new \
    improving behind ahead below above";
/// What may follow a participle: `completed late`, and not `achieved target`.
const FOLLOWING: &str = "late early by in on at to with without within after before but for as under since";
/// Words with which ratings of several words begin that stand after “are” as they are: `on track`, `not yet started`,
/// `more than 3 months behind`.
const LEADING: &str = "\
    on off at in behind ahead below above beyond within outside under over out up very too quite rather near close not to yet still \
    now slightly significantly seriously severely substantially marginally just well far much more less better \
    worse partly partially largely mostly mainly fully nearly almost completely broadly currently likely \
    unlikely awaiting waiting subject monitor";

/// What the sentences call one of what they count, and several: in the council's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nouns<'w> {
    one: &'w str,
    more: &'w str,
}

impl<'w> Nouns<'w> {
    /// Those of a kind.
    pub(super) fn of(wording: &'w Wording, kind: Kind) -> Self {
        Self { one: wording.noun(kind, 1), more: wording.noun(kind, 2) }
    }

    /// `action` or `actions`.
    pub(super) fn noun(self, count: u64) -> &'w str {
        if count == 1 { self.one } else { self.more }
    }

    /// `1 action`, `13 actions`.
    pub(super) fn counted(self, count: u64) -> String {
        format!("{count} {}", self.noun(count))
    }
}

/// `is` or `are`.
pub(super) fn is_are(count: u64) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// `one`, `one and other`, `one, other and third`.
pub(super) fn all_of(parts: &[String]) -> String {
    joined(parts, "and")
}

/// `one`, `one or other`, `one, other or third`.
pub(super) fn any_of(parts: &[String]) -> String {
    joined(parts, "or")
}

fn joined(parts: &[String], word: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} {word} {last}", before.join(", ")),
    }
}

/// A rating or a group as it stands after “are”: `slightly behind`, `RED`, `rated Needs improvement`, `rated “R”`.
pub(in super::super) fn predicate(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let has_verb = words.first().is_some_and(|first| VERBS.contains(&first.to_lowercase().as_str()));
    if letters < SHORTEST_WORD || has_verb {
        return format!("rated “{}”", words.join(" "));
    }
    if !is_adjective(&words) {
        return format!("rated {}", words.join(" "));
    }
    // Where every word has a capital it is the fashion of the scheme; else only the first has one for being first.
    let all = words.iter().all(|word| word.starts_with(|c: char| !c.is_lowercase()));
    let small =
        words.iter().enumerate().map(|(at, word)| if at == 0 || all { uncapitalised(word) } else { (*word).into() });
    small.collect::<Vec<String>>().join(" ")
}

/// Whether the words can stand after “are”: a colour, how far something has come, or what is known of it. What is not
/// known to be one is said as “rated” with the council's own words, which is never wrong.
fn is_adjective(words: &[&str]) -> bool {
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    // Achieved or in progress.
    words.split(|word| matches!(word.as_str(), "or" | "and" | "&" | "/")).all(|part| {
        match part.iter().map(String::as_str).collect::<Vec<&str>>().as_slice() {
            [] => false,
            [only] => is_single(only),
            ["no", "longer", ..] => true,
            [first, second, ..] if is_participle(first) && listed(FOLLOWING, second) => true,
            [first, ..] if listed(LEADING, first) => true,
            // BRAG blue, green to amber.
            all => all.iter().all(|word| is_single(word) || listed(COLOUR_WORDS, word)),
        }
    })
}

fn is_single(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_colour = word.split(['/', '-', '+']).all(|part| listed(COLOURS, part));
    is_colour || is_participle(bare) || listed(ADJECTIVES, bare)
}

/// Whether a list of words has one.
fn listed(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// `delayed`, and not `succeed`.
fn is_participle(word: &str) -> bool {
    word.ends_with("ed") && !word.ends_with("eed")
}

/// A word without its first capital; an abbreviation keeps its capitals.
fn uncapitalised(word: &str) -> String {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    if rest.is_empty() || rest.chars().any(char::is_uppercase) {
        return word.to_owned();
    }
    first.to_lowercase().chain(rest.chars()).collect()
}

/// How many of the rated are something, without a full stop: `8 (62%) of the 13 rated actions are green`.
pub(super) fn of_rated(own: Nouns<'_>, (count, share): (u64, Share), base: u64, what: &str) -> String {
    if count == 0 {
        return none_of(own, base, what);
    }
    if count == base {
        return all_rated(own, base, what);
    }
    format!("{count} ({share}%) of the {base} rated {} {} {what}", own.noun(base), is_are(count))
}

/// `All 13 rated actions are green`.
pub(super) fn all_rated(own: Nouns<'_>, base: u64, what: &str) -> String {
    let nouns = own.noun(base);
    match base {
        1 => format!("The one rated {nouns} is {what}"),
        2 => format!("Both rated {nouns} are {what}"),
        base => format!("All {base} rated {nouns} are {what}"),
    }
}

fn none_of(own: Nouns<'_>, base: u64, what: &str) -> String {
    let nouns = own.noun(base);
    match base {
        1 => format!("The one rated {nouns} is not {what}"),
        2 => format!("Neither of the 2 rated {nouns} is {what}"),
        base => format!("None of the {base} rated {nouns} is {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Rounding, shares};

    #[test]
    fn a_rating_stands_in_a_sentence_without_its_capital_and_an_abbreviation_keeps_it() {
        let cases = [
            ("Green", "green"),
            ("Slightly behind", "slightly behind"),
            ("On Track", "on track"),
            ("To be closed by CMT", "to be closed by CMT"),
            ("RED", "RED"),
            ("BRAG Blue", "BRAG blue"),
            ("R", "rated “R”"),
            ("✓", "rated “✓”"),
            ("Will not be met", "rated “Will not be met”"),
            ("on  hold", "on hold"),
            ("Delayed", "delayed"),
            ("No longer required", "no longer required"),
            ("More than 3 months behind", "more than 3 months behind"),
            ("Red/Amber", "Red/Amber"),
            ("Needs improvement", "rated Needs improvement"),
            ("Requires Attention", "rated Requires Attention"),
            ("Exceeds target", "rated Exceeds target"),
            ("Achieved target", "rated Achieved target"),
            ("Target met", "rated Target met"),
            ("No data", "rated No data"),
            ("Succeed", "rated Succeed"),
            ("A concern", "rated A concern"),
            ("Behind", "behind"),
            ("Completed late", "completed late"),
            ("Achieved or in progress", "achieved or in progress"),
            ("Missed or needs review", "rated Missed or needs review"),
            ("Green and amber", "green and amber"),
        ];
        for (name, within) in cases {
            assert_eq!(predicate(name), within);
        }
    }

    #[test]
    fn lists_end_with_and_or_or() {
        let parts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(all_of(&parts), "a, b and c");
        assert_eq!(any_of(&parts[..2]), "a or b");
        assert_eq!(all_of(&parts[..1]), "a");
        assert_eq!(all_of(&[]), "");
    }

    #[test]
    fn none_one_some_and_all_are_said_as_people_say_them() {
        let said = |count: u64, base: u64| {
            let share = shares(&[count, base - count], &[true, true], Rounding::HalfUp, 1)[0].unwrap();
            of_rated(Nouns { one: "action", more: "actions" }, (count, share), base, "amber")
        };
        assert_eq!(said(0, 1), "The one rated action is not amber");
        assert_eq!(said(1, 1), "The one rated action is amber");
        assert_eq!(said(0, 2), "Neither of the 2 rated actions is amber");
        assert_eq!(said(1, 2), "1 (50%) of the 2 rated actions is amber");
        assert_eq!(said(2, 2), "Both rated actions are amber");
        assert_eq!(said(0, 13), "None of the 13 rated actions is amber");
        assert_eq!(said(5, 13), "5 (38.5%) of the 13 rated actions are amber");
        assert_eq!(said(13, 13), "All 13 rated actions are amber");
    }
}
