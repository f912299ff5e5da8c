//! The key of a sheet: what its letters, symbols and fills say, where the sheet itself says it.

use std::collections::BTreeMap;

use crate::grid::CellRef;

use super::colour::name_of;
use super::view::View;
use super::words::{NOT_STARTED, WORDS, has_words, plain};

/// What a key says of how things stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Legend {
    words: BTreeMap<String, &'static str>,
    fills: BTreeMap<u32, &'static str>,
    /// The rows in which it stands.
    pub(super) rows: Vec<u32>,
}

/// What a key explains is no longer than this.
const LONGEST_SIGN: usize = 14;

impl Legend {
    /// The key of a sheet; rows from `below` on belong to its tables unless they hold two cells at most.
    pub(super) fn of(view: &View<'_>) -> Self {
        let mut legend = Self::default();
        for row in &view.rows {
            if legend.read_row(view, *row) {
                legend.rows.push(*row);
            }
        }
        legend
    }

    /// What is said by a word, letter or symbol.
    pub(super) fn of_word(&self, text: &str) -> Option<&'static str> {
        self.words.get(&plain(text)).copied()
    }

    /// What is said by a fill.
    pub(super) fn of_fill(&self, fill: u32) -> Option<&'static str> {
        self.fills.get(&fill).copied()
    }

    /// This key, and what another says beside it.
    pub(super) fn with(mut self, other: &Self) -> Self {
        for (word, standing) in &other.words {
            self.words.entry(word.clone()).or_insert(standing);
        }
        for (fill, standing) in &other.fills {
            self.fills.entry(*fill).or_insert(standing);
        }
        self
    }

    fn read_row(&mut self, view: &View<'_>, row: u32) -> bool {
        let filled = view.filled(row);
        let mut lines: Vec<(Option<u32>, String, String)> = Vec::new();
        match filled.as_slice() {
            // A fill, and what it says beside it or in it.
            [only] => {
                let text = view.text(*only);
                let before = only.col.checked_sub(1).map(|col| CellRef { row, col });
                let fill = before.and_then(|at| view.fill(at));
                match fill {
                    Some(fill) => lines.push((Some(fill), String::new(), text)),
                    None => {
                        lines.extend(parted(&text).into_iter().map(|(sign, words)| (view.fill(*only), sign, words)));
                    }
                }
            }
            cells if cells.len() <= 2 || cells.iter().all(|at| !parted(&view.text(*at)).is_empty()) => {
                let texts: Vec<(Option<u32>, String)> =
                    cells.iter().map(|at| (view.fill(*at), view.text(*at))).collect();
                match texts.as_slice() {
                    [(fill, sign), (_, words)] if sign.chars().count() <= LONGEST_SIGN && parted(sign).is_empty() => {
                        lines.push((*fill, sign.clone(), words.clone()));
                    }
                    all => {
                        let parts = all.iter().flat_map(|(fill, text)| {
                            parted(text).into_iter().map(|(sign, words)| (*fill, sign, words))
                        });
                        lines.extend(parts);
                    }
                }
            }
            cells if cells.len() % 2 == 0 && cells.len() <= 16 => {
                let pairs = cells.chunks(2).filter_map(|pair| match pair {
                    [sign, words] => Some((view.fill(*sign), view.text(*sign), view.text(*words))),
                    _ => None,
                });
                let pairs: Vec<_> = pairs.collect();
                if pairs.iter().all(|(_, sign, words)| is_sign(sign) && standing_in(words).is_some()) {
                    lines.extend(pairs);
                }
            }
            _ => {}
        }
        let mut is_any = false;
        for (fill, sign, words) in lines {
            is_any |= self.explain(fill, &sign, &words);
        }
        is_any
    }

    /// Whether it is a sign or a colour, such as keys explain.
    pub(super) fn may_explain(fill: Option<u32>, sign: &str) -> bool {
        is_sign(sign) || sign.is_empty() && fill.and_then(name_of).is_some()
    }

    /// Takes one line of a key: a fill or a sign, and what it says. Whether it is one.
    pub(super) fn explain(&mut self, fill: Option<u32>, sign: &str, words: &str) -> bool {
        let is_colour = fill.is_some_and(|fill| name_of(fill).is_some());
        if !Self::may_explain(fill, sign) {
            return false;
        }
        // "Red" beside "Red" explains nothing.
        let Some(standing) = standing_in(words).filter(|_| plain(words) != plain(sign)) else { return false };
        if let Some(fill) = fill.filter(|_| is_colour) {
            self.fills.entry(fill).or_insert(standing);
        }
        if !sign.is_empty() {
            self.words.entry(plain(sign)).or_insert(standing);
        }
        true
    }
}

/// Whether a text is what a key explains: a letter, a symbol, or a word for how things stand.
fn is_sign(text: &str) -> bool {
    let text = plain(text);
    let letters = text.chars().count();
    letters == 1 && text.chars().all(|c| !c.is_ascii_digit())
        || letters <= LONGEST_SIGN && (WORDS.standing(&text).is_some())
}

/// The lines of a key in one cell: `R = Red, off track; A = Amber`.
fn parted(text: &str) -> Vec<(String, String)> {
    let text = text.replace('\n', ";");
    let is_key = |before: &str| {
        let before = plain(before);
        before.ends_with("key") && before.len() <= 14
            || matches!(before.as_str(), "rag" | "brag" | "rag status" | "ratings")
    };
    let text = text.split_once(':').filter(|(before, _)| is_key(before)).map_or(text.as_str(), |(_, after)| after);
    let lines = text.split(';').flat_map(|line| {
        // Commas part the lines only where each has its own sign.
        let pieces: Vec<&str> = line.split(',').collect();
        let all = pieces.len() > 1 && pieces.iter().all(|piece| one_line(piece).is_some());
        if all { pieces } else { vec![line] }
    });
    lines.filter_map(one_line).collect()
}

fn one_line(line: &str) -> Option<(String, String)> {
    let marks = [" = ", "=", " – ", " - ", ": ", " — "];
    let (sign, words) = marks.iter().find_map(|mark| line.split_once(mark))?;
    let (sign, words) = (sign.trim(), words.trim());
    (is_sign(sign) && !words.is_empty()).then(|| (sign.to_owned(), words.to_owned()))
}

/// How things stand by the words of a key: the longest of the known words among them.
fn standing_in(words: &str) -> Option<&'static str> {
    let text = plain(words);
    WORDS.standing(&text).or_else(|| {
        let mut best: Option<(usize, &'static str)> = None;
        for (word, standing) in PHRASES.iter().map(|(word, standing)| (*word, *standing)) {
            if has_words(&text, word) && best.is_none_or(|(length, _)| word.len() > length) {
                best = Some((word.len(), standing));
            }
        }
        best.map(|(_, standing)| standing)
    })
}

/// What the sentences of a key are known by.
const PHRASES: [(&str, &str); 43] = [
    ("complete", "Complete"),
    ("completed", "Complete"),
    ("finished", "Complete"),
    ("delivered", "Complete"),
    ("on track", "On track"),
    ("on target", "On track"),
    ("on schedule", "On track"),
    ("achieved target", "On track"),
    ("achieved", "On track"),
    ("met target", "On track"),
    ("target met", "On track"),
    ("met", "On track"),
    ("in progress", "On track"),
    ("progressing", "On track"),
    ("slightly behind", "Behind"),
    ("slightly below", "Behind"),
    ("behind", "Behind"),
    ("slightly off target", "Behind"),
    ("slightly off track", "Behind"),
    ("just off target", "Behind"),
    ("near target", "Behind"),
    ("at risk", "Behind"),
    ("minor", "Behind"),
    ("within tolerance", "Behind"),
    ("some slippage", "Behind"),
    ("delayed", "Behind"),
    ("off track", "Off track"),
    ("off target", "Off track"),
    ("not on track", "Off track"),
    ("not achieved", "Off track"),
    ("not met", "Off track"),
    ("outside tolerance", "Off track"),
    ("significantly behind", "Off track"),
    ("major", "Off track"),
    ("overdue", "Off track"),
    ("more than 3 months", "Off track"),
    ("not started", NOT_STARTED),
    ("not yet started", NOT_STARTED),
    ("not yet due", NOT_STARTED),
    ("not due to start", NOT_STARTED),
    ("yet to start", NOT_STARTED),
    ("cancelled", "Closed"),
    ("monitor only", "Monitor only"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Standing;

    #[test]
    fn the_words_of_a_key_are_read_by_the_longest_that_is_known() {
        for (words, standing) in [
            ("Not on track to be delivered", "Off track"),
            ("Project is on track", "On track"),
            ("Slightly off target", "Behind"),
            ("Not yet due to start", NOT_STARTED),
            ("Completed on time", "Complete"),
            ("Not started yet", NOT_STARTED),
        ] {
            assert_eq!(standing_in(words), Some(standing), "{words}");
        }
        assert_eq!(standing_in("Growth and prosperity"), None);
        assert!(PHRASES.iter().all(|(_, own)| *own == NOT_STARTED || Standing::parse(own).is_some()));
    }

    #[test]
    fn a_key_in_one_cell_has_a_line_for_each_sign() {
        let read = |text: &str| parted(text).into_iter().map(|(sign, _)| sign).collect::<Vec<_>>().join(" ");
        assert_eq!(read("Key: R = Red, A = Amber, G = Green"), "R A G");
        assert_eq!(read("B: complete\nG: on track, as planned"), "B G");
        assert_eq!(read("1.1 – Build homes"), "");
        assert_eq!(read("RAG: G = standard met, A = nearly met, R = not met"), "G A R");
        assert_eq!(read("Growth: a theme"), "");
    }
}
