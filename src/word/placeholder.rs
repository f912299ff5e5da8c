//! The words in braces by which a council's template asks for parts of the report.
//!
//! Only letters, digits and spaces in braces can be one: other braces are the council's. One that is nearly a word we know
//! is never left standing in a report for Cabinet, and is told with the word that was meant. Capitals do not matter, since
//! Word makes them by itself.

use super::error::WrongPlaceholder;
use crate::domain::key;

/// A part of the report that a template can ask for, in a paragraph of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Everything.
    Everything,
    /// The summary.
    Summary,
    /// The recommendations.
    Recommendations,
    /// What has changed since last period.
    KeyChanges,
    /// The position by priority.
    Position,
    /// How many actions have which rating.
    ActionsTable,
    /// How many indicators have which rating.
    IndicatorsTable,
    /// All appendices.
    Appendices,
    /// The appendix of the delivery plan with this code, as it was typed.
    Appendix(String),
    /// A list of the appendices.
    AppendixList,
    /// How the figures were made.
    Method,
}

/// A few words that a template can ask for within its own text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// The period.
    Period,
    /// The organisation.
    Organisation,
    /// Whether the figures are final.
    Status,
}

/// A placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Placeholder {
    Part(Part),
    Words(Words),
}

/// All of them but `appendix` with a code.
const KNOWN: [(&str, Placeholder); 13] = [
    ("planroll", Placeholder::Part(Part::Everything)),
    ("summary", Placeholder::Part(Part::Summary)),
    ("recommendations", Placeholder::Part(Part::Recommendations)),
    ("key changes", Placeholder::Part(Part::KeyChanges)),
    ("position", Placeholder::Part(Part::Position)),
    ("actions table", Placeholder::Part(Part::ActionsTable)),
    ("indicators table", Placeholder::Part(Part::IndicatorsTable)),
    ("appendices", Placeholder::Part(Part::Appendices)),
    ("appendix list", Placeholder::Part(Part::AppendixList)),
    ("method", Placeholder::Part(Part::Method)),
    ("period", Placeholder::Words(Words::Period)),
    ("organisation", Placeholder::Words(Words::Organisation)),
    ("status", Placeholder::Words(Words::Status)),
];
/// The word before a delivery plan's code.
const APPENDIX: &str = "appendix";
/// How many letters a word may be away from one of these and be held for it.
const NEAR: usize = 2;

impl Part {
    /// Whether it brings something of the report, rather than a list of what is elsewhere.
    pub(super) fn is_content(&self) -> bool {
        *self != Self::AppendixList
    }
}

/// What stands in braces in a text: its bytes with the braces, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InBraces {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meant: Result<Placeholder, WrongPlaceholder>,
}

/// Every placeholder of a text, and what is nearly one. Other braces are left out.
pub(super) fn in_braces(text: &str) -> Vec<InBraces> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '{' => open = Some(at),
            '}' => {
                let Some(start) = open.take() else { continue };
                let inner = text.get(start + 1..at).unwrap_or_default();
                if let Some(meant) = meant(inner) {
                    found.push(InBraces { start, end: at + 1, meant });
                }
            }
            _ => {}
        }
    }
    found
}

/// What words in braces mean; nothing where they are the council's.
fn meant(inner: &str) -> Option<Result<Placeholder, WrongPlaceholder>> {
    let typed = key(inner);
    let (first, rest) = typed.split_once(' ').unwrap_or((&typed, ""));
    let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == ' ');
    let is_code = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '&');
    // A delivery plan's code may have signs.
    if typed.is_empty() || !(plain(&typed) || (first == APPENDIX && rest.chars().all(is_code))) {
        return None;
    }
    if let Some((_, known)) = KNOWN.iter().find(|(word, _)| *word == typed) {
        return Some(Ok(known.clone()));
    }
    if first == APPENDIX && !rest.is_empty() {
        let code: Vec<&str> = inner.split_whitespace().skip(1).collect();
        return Some(Ok(Placeholder::Part(Part::Appendix(code.join(" ")))));
    }
    let found = || format!("{{{}}}", inner.split_whitespace().collect::<Vec<_>>().join(" "));
    let nearest = KNOWN
        .iter()
        .map(|(word, _)| (strsim::osa_distance(&typed, word), *word))
        .filter(|(distance, _)| *distance <= NEAR)
        .min();
    if let Some((_, word)) = nearest {
        return Some(Err(WrongPlaceholder::Misspelt { found: found(), meant: format!("{{{word}}}") }));
    }
    if strsim::osa_distance(first, APPENDIX) <= NEAR {
        let meant = "{appendix} with a delivery plan's code, such as {appendix P1}, and {appendices}".to_owned();
        return Some(Err(WrongPlaceholder::Misspelt { found: found(), meant }));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Option<Result<Placeholder, String>> {
        let found = in_braces(text);
        assert!(found.len() < 2, "{found:?}");
        found.into_iter().next().map(|one| one.meant.map_err(|wrong| wrong.to_string()))
    }

    #[test]
    fn every_placeholder_is_known_in_any_capitals_and_spaces() {
        for (word, known) in &KNOWN {
            assert_eq!(one(&format!("{{{word}}}")), Some(Ok(known.clone())));
            assert_eq!(one(&format!("{{ {} }}", word.to_uppercase())), Some(Ok(known.clone())));
        }
        assert_eq!(one("{key\u{a0}changes}"), Some(Ok(Placeholder::Part(Part::KeyChanges))));
        for code in ["P1", "HR-2", "IT", "Growth plan"] {
            let expected = Placeholder::Part(Part::Appendix(code.to_owned()));
            assert_eq!(one(&format!("{{appendix {code}}}")), Some(Ok(expected)));
        }
    }

    #[test]
    fn a_word_within_two_letters_is_named_and_one_further_away_is_the_councils() {
        let wrong = |text: &str| one(text).and_then(Result::err);
        assert_eq!(wrong("{sumary}").unwrap(), "the template says {sumary}; there is {summary}");
        assert_eq!(wrong("{Key chnages}").unwrap(), "the template says {Key chnages}; there is {key changes}");
        for near in
            ["{plan roll}", "{appendix}", "{apendix P1}", "{action table}", "{periods}", "{methods}", "{organization}"]
        {
            assert!(wrong(near).is_some(), "{near}");
        }
        for other in ["{}", "{ }", "{author}", "{planner one}", "{summary: short}", "{DATE \\@ d}", "{a{b", "}summary{"]
        {
            assert_eq!(one(other), None, "{other}");
        }
        assert_eq!(one("{{summary}}"), Some(Ok(Placeholder::Part(Part::Summary))), "the inner braces are one");
    }

    #[test]
    fn a_placeholder_has_its_place_in_the_text() {
        let found = in_braces("Performance in {period} of {organisation}, {x}");
        let places: Vec<(usize, usize)> = found.iter().map(|one| (one.start, one.end)).collect();
        assert_eq!(places, [(15, 23), (27, 41)]);
    }
}
