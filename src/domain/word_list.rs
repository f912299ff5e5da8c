//! The words that rules look for in what people typed: statuses and seasons in date cells, placeholders in place of
//! commentary, and words that speak against a rating. Each list is closed and written out here, so that an officer who
//! asks why a cell was marked can be shown the list. Words are matched whole, in any case, with any apostrophe.

use serde::{Deserialize, Serialize};

use super::text::{is_apostrophe, is_blank, is_dash, key};

/// Words that say how something stands. In a date cell they are an answer to another question.
const STATUS: [&str; 27] = [
    "complete",
    "completed",
    "done",
    "closed",
    "finished",
    "delivered",
    "achieved",
    "cancelled",
    "withdrawn",
    "superseded",
    "paused",
    "delayed",
    "overdue",
    "started",
    "green",
    "amber",
    "red",
    "on track",
    "off track",
    "behind schedule",
    "on hold",
    "on target",
    "in progress",
    "under way",
    "underway",
    "to be closed",
    "no longer required",
];

/// Seasons: they have no last day that everybody agrees on.
const SEASONS: [&str; 5] = ["spring", "summer", "autumn", "winter", "christmas"];

/// Whole entries that stand in for one still to be written.
const PLACEHOLDERS: [&str; 30] = [
    "tbc",
    "tba",
    "tbd",
    "tbn",
    "to be confirmed",
    "to be advised",
    "to be agreed",
    "to be announced",
    "to be decided",
    "to be determined",
    "to follow",
    "update to follow",
    "details to follow",
    "asap",
    "as soon as possible",
    "n a",
    "na",
    "not applicable",
    "none",
    "nil",
    "unknown",
    "not known",
    "not yet known",
    "as above",
    "see above",
    "same as above",
    "as before",
    "as previous",
    "ditto",
    "lorem ipsum",
];

/// No entry of [`PLACEHOLDERS`] is longer, in letters.
const LONGEST_PLACEHOLDER: usize = 24;

/// A word that speaks against a rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AgainstWord {
    /// "will not"
    WillNot,
    /// "won't"
    Wont,
    /// "cancelled"
    Cancelled,
    /// "on hold"
    OnHold,
    /// "paused"
    Paused,
    /// "withdrawn"
    Withdrawn,
}

impl AgainstWord {
    /// Whether the work has stopped: "on hold", "paused", "withdrawn". These also speak against Behind and Off track
    /// where no revised deadline is given (RAT014).
    pub(crate) fn stops_work(self) -> bool {
        match self {
            Self::OnHold | Self::Paused | Self::Withdrawn => true,
            Self::WillNot | Self::Wont | Self::Cancelled => false,
        }
    }
}

/// What a tick box or an empty formula leaves behind.
pub(crate) const LEFT_BEHIND: [&str; 3] = ["FALSE", "TRUE", "0"];
/// What people type where something does not apply.
pub(crate) const NOT_APPLICABLE: [&str; 4] = ["n/a", "n.a.", "na", "not applicable"];

/// Whether a whole entry only stands in for one: `TBC`, `n/a`, `as above`, `xxx`, a lone dash, dots or question marks.
/// A blank entry is not one.
pub(crate) fn is_placeholder(text: &str) -> bool {
    !is_too_long_to_stand_in(text) && stands_in(text)
}

/// Whether an entry is only what a tick box or an empty formula leaves behind: FALSE, TRUE or 0.
pub(crate) fn is_left_behind(text: &str) -> bool {
    LEFT_BEHIND.iter().any(|word| word.eq_ignore_ascii_case(text.trim()))
}

/// Whether an entry says that something does not apply.
pub(crate) fn is_not_applicable(text: &str) -> bool {
    NOT_APPLICABLE.contains(&&*key(text))
}

/// Whether a text has more letters than any of the words, going by its beginning. Most commentary is told by that.
fn is_too_long_to_stand_in(text: &str) -> bool {
    let mut letters = text.bytes().filter(u8::is_ascii_alphanumeric);
    // Any number of the letter x stands in.
    let (mut count, mut only_x) = (0usize, true);
    letters.any(|letter| {
        count += 1;
        only_x &= letter.eq_ignore_ascii_case(&b'x');
        !only_x && count > LONGEST_PLACEHOLDER
    })
}

fn stands_in(text: &str) -> bool {
    let key = key(text);
    if key.is_empty() {
        return false;
    }
    if key.chars().all(|c| is_dash(c) || " ._?/*…".contains(c)) {
        return true;
    }
    let letters: String = key.chars().filter(char::is_ascii_alphanumeric).collect();
    let has_only_ascii_letters = key.chars().all(|c| c.is_ascii_alphanumeric() || !c.is_alphanumeric());
    if !has_only_ascii_letters {
        return false;
    }
    if letters.chars().all(|c| c == 'x') && !letters.is_empty() {
        return true;
    }
    let spaced = parted(&key);
    PLACEHOLDERS.iter().any(|known| *known == spaced || (known.len() <= 4 && *known == letters))
}

/// Whole entries that stand in for one still to be written, in lower case and with spaces for whatever parts words.
/// Beside these, an entry of nothing but x, dashes, dots or question marks is one.
pub(crate) fn placeholder_words() -> &'static [&'static str] {
    &PLACEHOLDERS
}

/// Whether a text has a word in it that says how something stands.
pub(crate) fn has_status_word(text: &str) -> bool {
    has_any(text, &STATUS)
}

/// Whether a text names a season.
pub(crate) fn has_season(text: &str) -> bool {
    has_any(text, &SEASONS)
}

/// Every word of a text that speaks against a rating, in its order, with the words as typed.
pub(crate) fn find_all_against(text: &str) -> Vec<(AgainstWord, String)> {
    if may_speak_against(text) { all_against(text) } else { Vec::new() }
}

fn all_against(text: &str) -> Vec<(AgainstWord, String)> {
    let words = words(text);
    let mut out = Vec::new();
    for (at, (word, start, end)) in words.iter().enumerate() {
        let next = words.get(at + 1);
        let pair = |second: &str| next.filter(|(word, _, _)| word == second).map(|(_, _, end)| *end);
        let found = match word.as_str() {
            "will" => pair("not").map(|end| (AgainstWord::WillNot, end)),
            "won't" => Some((AgainstWord::Wont, *end)),
            "cancelled" => Some((AgainstWord::Cancelled, *end)),
            "on" => pair("hold").map(|end| (AgainstWord::OnHold, end)),
            "paused" => Some((AgainstWord::Paused, *end)),
            "withdrawn" => Some((AgainstWord::Withdrawn, *end)),
            _ => None,
        };
        if let Some((against, end)) = found {
            let typed = text.get(*start..end).unwrap_or_default();
            out.push((against, typed.to_owned()));
        }
    }
    out
}

/// Whether any of the words can be in a text, going by the letters that each of them must have. Most commentary is told
/// by that alone.
fn may_speak_against(text: &str) -> bool {
    const LETTERS: [&[u8]; 6] = [b"will", b"won", b"cancelled", b"hold", b"paused", b"withdrawn"];
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|at| {
        let rest = bytes.get(at..).unwrap_or_default();
        let can_begin = matches!(rest.first(), Some(b'w' | b'W' | b'c' | b'C' | b'h' | b'H' | b'p' | b'P'));
        let begins = |word: &&[u8]| rest.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
        can_begin && LETTERS.iter().any(begins)
    })
}

/// The words of a text in lower case, each with its first and last byte. An apostrophe inside a word belongs to it and
/// is the plain one; everything else that is neither letter nor digit parts words.
fn words(text: &str) -> Vec<(String, usize, usize)> {
    let mut out: Vec<(String, usize, usize)> = Vec::new();
    let mut in_word = false;
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let end = start + c.len_utf8();
        let inside = in_word && is_apostrophe(c) && rest.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !inside {
            in_word = false;
            continue;
        }
        if !in_word {
            out.push((String::new(), start, end));
            in_word = true;
        }
        if let Some((word, _, last)) = out.last_mut() {
            if inside {
                word.push('\'');
            } else {
                word.extend(c.to_lowercase());
            }
            *last = end;
        }
    }
    out
}

/// The text with everything that parts words as one space.
fn parted(text: &str) -> String {
    let words: Vec<String> = words(text).into_iter().map(|(word, _, _)| word).collect();
    words.join(" ")
}

fn has_any(text: &str, list: &[&str]) -> bool {
    let spaced = format!(" {} ", parted(&text.replace(is_blank, " ")));
    list.iter().any(|known| spaced.contains(&format!(" {known} ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_tick_box_or_an_empty_formula_leaves_behind_is_known() {
        for text in ["FALSE", " true ", "0"] {
            assert!(is_left_behind(text), "{text}");
        }
        for text in ["", "00", "1", "false start", "Green"] {
            assert!(!is_left_behind(text), "{text}");
        }
    }

    #[test]
    fn an_entry_that_stands_in_for_one_is_a_placeholder() {
        for text in [
            "TBC",
            "tbc.",
            "T.B.C.",
            "n/a",
            "N / A",
            "N.A.",
            "na",
            "as above",
            "As above.",
            "xxx",
            "XX/XX/XXXX",
            "-",
            "–",
            "--",
            "...",
            "…",
            "?",
            "To be confirmed",
            "asap",
            "Ditto",
            " \u{a0}TBC\u{a0}",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn an_entry_that_says_something_is_no_placeholder() {
        for text in [
            "",
            "  ",
            "Work has begun",
            "TBC once Cabinet has met on 3 June",
            "On track",
            "✓",
            "↑",
            "None of the sites has been sold",
            "As above average rainfall stopped work",
            "計画",
            "0",
            "Unknown contamination was found",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn status_words_and_seasons_are_found_whole() {
        assert!(has_status_word("COMPLETE") && has_status_word("Now on\u{a0}track") && has_status_word("(done)"));
        assert!(!has_status_word("condone") && !has_status_word("completion") && !has_status_word("reduced"));
        assert!(has_season("Autumn 2025") && has_season("early SUMMER"));
        assert!(!has_season("Springfield"));
    }

    #[test]
    fn words_against_a_rating_are_quoted_as_typed() {
        let found = |text: &str| find_all_against(text).into_iter().next();
        assert_eq!(found("It won’t be updated"), Some((AgainstWord::Wont, "won’t".to_owned())));
        assert_eq!(found("it Won't be"), Some((AgainstWord::Wont, "Won't".to_owned())));
        assert_eq!(found("We will  NOT meet it"), Some((AgainstWord::WillNot, "will  NOT".to_owned())));
        assert_eq!(found("currently on-hold"), Some((AgainstWord::OnHold, "on-hold".to_owned())));
        assert_eq!(found("(Paused)"), Some((AgainstWord::Paused, "Paused".to_owned())));
        assert_eq!(found("was cancelled, then withdrawn").map(|hit| hit.0), Some(AgainstWord::Cancelled));
        for text in ["will note", "goodwill not lost", "households on holders", "unpaused", "wont", "will now not", ""]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_later_word_is_not_hidden_by_an_earlier_one() {
        let words: Vec<AgainstWord> =
            find_all_against("It will not start; it is on hold.").into_iter().map(|hit| hit.0).collect();
        assert_eq!(words, [AgainstWord::WillNot, AgainstWord::OnHold]);
        assert!(!AgainstWord::WillNot.stops_work() && AgainstWord::OnHold.stops_work());
    }

    proptest! {
        #[test]
        fn no_placeholder_is_too_long_to_be_one(text in "(x|X|-|–| |n/a|TBC|as soon as possible|to be determined|not yet known|é|details to follow){0,9}") {
            prop_assert_eq!(is_placeholder(&text), stands_in(&text));
        }

        #[test]
        fn the_quick_look_misses_no_word(text in "(will|Won|’|'|t| |not|on|HOLD|pauſed|paused|with|drawn|cancelled|é|-){0,8}") {
            prop_assert_eq!(find_all_against(&text), all_against(&text));
        }

        #[test]
        fn what_is_found_is_in_the_text(text in "(on hold|will|not|won’t|[ -]|\\PC){0,20}") {
            for (_, words) in find_all_against(&text) {
                prop_assert!(text.contains(&words));
            }
            let _ = is_placeholder(&text);
        }
    }
}
