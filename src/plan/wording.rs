//! The council's own words for what is printed of a plan, and what it does not want printed.
//!
//! Rules, data sheets and data files keep planroll's words, by which other people's scripts find them; the front page,
//! Sentences, the sheets of a priority and the report are read by members, and take the council's.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::domain::{Kind, SharedText, key};

/// Fewer letters than this are no word within a sentence.
const SHORTEST_WORD: usize = 3;

/// What the Wording sheet says.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// By the key of what is worded.
    words: BTreeMap<String, Worded>,
    /// Whether indicators come before actions.
    indicators_first: bool,
}

/// One row of the Wording sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Worded {
    /// The council's words; `None` where planroll's stand.
    pub printed: Option<SharedText>,
    /// Whether it is printed at all.
    pub show: bool,
}

/// What the sheet can name beside headings and ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// One action.
    Action,
    /// Several.
    Actions,
    /// One indicator.
    Indicator,
    /// Several.
    Indicators,
    /// The last line of a table of counts.
    Overall,
    /// The column of all counts.
    Total,
    /// The period, as it stands below the title.
    Period,
    /// The title of what members read.
    Title,
    /// Deadlines beyond the year, in the grid of the year's periods.
    Later,
}

impl Word {
    pub(crate) const ALL: [Self; 9] = [
        Self::Action,
        Self::Actions,
        Self::Indicator,
        Self::Indicators,
        Self::Overall,
        Self::Total,
        Self::Period,
        Self::Title,
        Self::Later,
    ];

    /// As the sheet names it, and as it is printed where the council has no word of its own.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Actions => "actions",
            Self::Indicator => "indicator",
            Self::Indicators => "indicators",
            Self::Overall => "Overall",
            Self::Total => "Total",
            Self::Period => "Period",
            Self::Title => "Title",
            Self::Later => "Later",
        }
    }

    /// The two words for what is counted of a kind.
    fn of(kind: Kind) -> [Self; 2] {
        match kind {
            Kind::Actions => [Self::Action, Self::Actions],
            Kind::Indicators => [Self::Indicator, Self::Indicators],
        }
    }

    fn place(self) -> String {
        place_of(self.name())
    }
}

/// Under what a name is kept: whatever its case, but for the two words of which there are headings too.
fn place_of(what: &str) -> String {
    let own = key(what);
    let is_word = [Word::Action, Word::Indicator].iter().any(|word| word.name() == own);
    if is_word && what.trim().starts_with(char::is_lowercase) { format!("{own} (word)") } else { own }
}

impl Wording {
    /// Takes over a row of the sheet; `false` where that was worded before. `Action` is the heading and `action` the word, as
    /// are `Indicator` and `indicator`.
    pub(super) fn add(&mut self, what: &str, worded: Worded) -> bool {
        let what = place_of(what);
        let is_of = |kind: Kind| Word::of(kind).iter().any(|word| word.place() == what);
        let names_actions = Word::of(Kind::Actions).iter().any(|word| self.words.contains_key(&word.place()));
        if is_of(Kind::Indicators) && !names_actions {
            self.indicators_first = true;
        }
        match self.words.entry(what) {
            Entry::Occupied(_) => false,
            Entry::Vacant(free) => {
                free.insert(worded);
                true
            }
        }
    }

    /// The council's words for a heading, a rating or another name; that name where it has none.
    pub(crate) fn of<'a>(&'a self, name: &'a str) -> &'a str {
        self.own(name).unwrap_or(name)
    }

    /// The council's words for it, where it has any.
    pub(crate) fn own(&self, name: &str) -> Option<&str> {
        if self.words.is_empty() {
            return None;
        }
        self.words.get(&key(name))?.printed.as_deref()
    }

    /// The council's words for a heading that names what is counted, else its word for that with a capital.
    pub(crate) fn heading<'a>(&'a self, name: &'a str) -> Cow<'a, str> {
        let noun = [Word::Action, Word::Indicator].into_iter().find(|word| key(word.name()) == key(name));
        match (self.own(name), noun) {
            (Some(own), _) => own.into(),
            (None, Some(word)) => capitalised(self.word(word)).into(),
            (None, None) => name.into(),
        }
    }

    /// The council's words for a rating as they stand in a sentence: a letter alone is no word, and the rating's own stands.
    pub(crate) fn in_sentence<'a>(&'a self, name: &'a str) -> &'a str {
        let is_word = |own: &&str| own.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST_WORD;
        self.own(name).filter(is_word).unwrap_or(name)
    }

    /// The council's word, or planroll's.
    pub(crate) fn word(&self, word: Word) -> &str {
        let own = self.words.get(&word.place()).and_then(|worded| worded.printed.as_deref());
        own.unwrap_or(word.name())
    }

    /// Whether a heading, a rating or a word is printed.
    pub(crate) fn shows(&self, name: &str) -> bool {
        self.words.is_empty() || self.words.get(&key(name)).is_none_or(|worded| worded.show)
    }

    /// Whether the sheet names it, and it is to be printed.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.words.get(&key(name)).is_some_and(|worded| worded.show)
    }

    /// `action` or `actions`, `indicator` or `indicators`, in the council's words.
    pub(crate) fn noun(&self, kind: Kind, count: u64) -> &str {
        self.word(match (kind, count) {
            (Kind::Actions, 1) => Word::Action,
            (Kind::Actions, _) => Word::Actions,
            (Kind::Indicators, 1) => Word::Indicator,
            (Kind::Indicators, _) => Word::Indicators,
        })
    }

    /// The same with a capital, as a title.
    pub(crate) fn title(&self, kind: Kind) -> String {
        capitalised(self.noun(kind, 2))
    }

    /// Actions and indicators in the order in which the council prints them: as the sheet names them first.
    pub(crate) fn kinds(&self) -> [Kind; 2] {
        if self.indicators_first { [Kind::Indicators, Kind::Actions] } else { [Kind::Actions, Kind::Indicators] }
    }
}

/// A text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worded(printed: &str) -> Worded {
        Worded { printed: Some(printed.into()), show: true }
    }

    #[test]
    fn a_councils_word_stands_for_ours_and_what_is_not_worded_stays() {
        let mut wording = Wording::default();
        assert!(wording.add("Indicators", worded("measures")));
        assert!(!wording.add("indicators ", worded("twice")));
        assert_eq!(wording.noun(Kind::Indicators, 2), "measures");
        assert_eq!(wording.noun(Kind::Indicators, 1), "indicator");
        assert_eq!(wording.title(Kind::Indicators), "Measures");
        assert_eq!(wording.of("Deadline"), "Deadline");
        assert!(wording.shows("Deadline"));
    }

    #[test]
    fn a_word_and_the_heading_of_the_same_letters_are_told_apart() {
        let mut wording = Wording::default();
        assert!(wording.add("action", worded("project")) && wording.add("Action", worded("Milestone(s)")));
        assert_eq!((wording.noun(Kind::Actions, 1), &*wording.heading("Action")), ("project", "Milestone(s)"));
        let mut wording = Wording::default();
        wording.add("indicator", worded("measure"));
        assert_eq!(wording.heading("Indicator"), "Measure", "the word with a capital");
        assert_eq!(Wording::default().heading("Action"), "Action");
    }

    #[test]
    fn a_letter_is_no_word_in_a_sentence() {
        let mut wording = Wording::default();
        wording.add("Amber", worded("A"));
        wording.add("Red", worded("Needs action"));
        assert_eq!((wording.of("Amber"), wording.in_sentence("Amber")), ("A", "Amber"));
        assert_eq!(wording.in_sentence("Red"), "Needs action");
    }

    #[test]
    fn what_the_sheet_names_first_is_printed_first() {
        assert_eq!(Wording::default().kinds(), [Kind::Actions, Kind::Indicators]);
        let mut wording = Wording::default();
        wording.add("indicator", worded("measure"));
        wording.add("actions", worded("projects"));
        assert_eq!(wording.kinds(), [Kind::Indicators, Kind::Actions]);
        let mut wording = Wording::default();
        wording.add("actions", worded("projects"));
        wording.add("indicators", worded("measures"));
        assert_eq!(wording.kinds(), [Kind::Actions, Kind::Indicators]);
    }
}
