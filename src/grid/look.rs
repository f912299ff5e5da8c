//! How a cell looks, where that says more than its value: a part of its text is crossed out, raised or lowered, its number
//! format shows something else, or a picture stands in it.
//!
//! Hardly any cell has a look, so looks are kept beside the cells of a sheet.

use std::ops::Deref;
use std::sync::Arc;

use crate::domain::SharedText;

use super::{CellRef, Written};

/// How a cell looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Its text in runs, of which at least one is not plain.
    Runs(Runs),
    /// What its number format writes.
    Written(Written),
    /// A picture or a data type stands in it.
    Rich,
}

/// The text of a cell in runs, of which at least one is not plain. It is shared: very many cells may have one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runs(Arc<[Run]>);

/// A part of a cell's text that is all of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text, with its spaces; never only spaces.
    pub text: SharedText,
    /// How it is set.
    pub lettering: Lettering,
}

/// How a run of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Lettering {
    /// Neither of these.
    #[default]
    Plain,
    /// Crossed out.
    Struck,
    /// As a superscript.
    Raised,
    /// As a subscript.
    Lowered,
}

impl Look {
    /// A text in a cell whose font sets it so, where that is not plain.
    pub(super) fn of_whole(text: &str, of_cell: Lettering) -> Option<Self> {
        if of_cell == Lettering::Plain { None } else { Self::of_runs([(text, None)], of_cell) }
    }

    /// The runs of a text, where one of them is not plain; a piece that says nothing of its own is as the cell is.
    /// Pieces of one kind are put together, and spaces go with what is before them.
    pub(super) fn of_runs<'p>(
        pieces: impl IntoIterator<Item = (&'p str, Option<Lettering>)>,
        of_cell: Lettering,
    ) -> Option<Self> {
        let mut runs: Vec<(String, Lettering)> = Vec::new();
        for (text, own) in pieces {
            let lettering = own.unwrap_or(of_cell);
            match runs.last_mut() {
                Some((last, of_last)) if *of_last == lettering || text.trim().is_empty() => last.push_str(text),
                _ if text.trim().is_empty() => {}
                Some(_) | None => runs.push((text.to_owned(), lettering)),
            }
        }
        let is_told = runs.iter().any(|(_, lettering)| *lettering != Lettering::Plain);
        let run = |(text, lettering): (String, Lettering)| Run { text: SharedText::from(text), lettering };
        is_told.then(|| Self::Runs(runs.into_iter().map(run).collect()))
    }
}

impl Runs {
    /// Whether any of it is crossed out.
    pub fn has_struck(&self) -> bool {
        self.iter().any(|run| run.lettering == Lettering::Struck)
    }

    /// Whether all of it is crossed out.
    pub fn is_struck(&self) -> bool {
        self.iter().all(|run| run.lettering == Lettering::Struck)
    }

    /// Whether its characters, one after the other, are not what a reader takes from it: something is crossed out, or a part
    /// is raised or lowered, such as the mark of a footnote. The letters behind the day of a date are none of that.
    pub fn say_more(&self, is_date: bool) -> bool {
        let is_ordinal = |run: &Run| is_date && ["st", "nd", "rd", "th"].contains(&run.text.trim());
        let is_apart = |run: &Run| match run.lettering {
            Lettering::Raised => !is_ordinal(run),
            Lettering::Lowered => true,
            Lettering::Plain | Lettering::Struck => false,
        };
        self.has_struck() || self.len() > 1 && self.iter().any(is_apart)
    }

    /// The text with what is to be seen of it in words: `45 (crossed out) 47`.
    pub fn in_words(&self) -> String {
        let run = |run: &Run| match run.lettering.name() {
            Some(name) => format!("{} ({name})", run.text.trim()),
            None => run.text.trim().to_owned(),
        };
        self.iter().map(run).collect::<Vec<_>>().join(" ")
    }
}

impl FromIterator<Run> for Runs {
    fn from_iter<T: IntoIterator<Item = Run>>(runs: T) -> Self {
        Self(runs.into_iter().collect())
    }
}

impl Deref for Runs {
    type Target = [Run];

    fn deref(&self) -> &[Run] {
        &self.0
    }
}

impl Lettering {
    /// What it is called; nothing where it is plain.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Struck => Some("crossed out"),
            Self::Raised => Some("a superscript"),
            Self::Lowered => Some("a subscript"),
        }
    }
}

/// The runs of a cell, of its looks, where its text is not plain.
pub(crate) fn runs_of(looks: &[(CellRef, Look)]) -> Option<&Runs> {
    looks.iter().find_map(|(_, look)| match look {
        Look::Runs(runs) => Some(runs),
        Look::Written(_) | Look::Rich => None,
    })
}

/// What the number format of a cell writes, of its looks, where that is not just its value.
pub(crate) fn written_of(looks: &[(CellRef, Look)]) -> Option<&Written> {
    looks.iter().find_map(|(_, look)| match look {
        Look::Written(written) => Some(written),
        Look::Runs(_) | Look::Rich => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(pieces: &[(&str, Option<Lettering>)], of_cell: Lettering) -> Option<Vec<(String, Lettering)>> {
        match Look::of_runs(pieces.iter().copied(), of_cell)? {
            Look::Runs(runs) => Some(runs.iter().map(|run| (run.text.to_string(), run.lettering)).collect()),
            Look::Written(_) | Look::Rich => None,
        }
    }

    #[test]
    fn pieces_of_one_kind_are_one_run_and_spaces_are_none() {
        use Lettering::{Plain, Struck};
        let pieces = [("4", Some(Struck)), ("5", Some(Struck)), (" ", None), ("47", None)];
        let expected = vec![("45 ".to_owned(), Struck), ("47".to_owned(), Plain)];
        assert_eq!(runs(&pieces, Plain), Some(expected));
        assert_eq!(runs(&[("47", None), (" ", Some(Struck))], Plain), None);
        assert_eq!(runs(&[(" ", Some(Struck)), ("47", None)], Plain), None);
        assert_eq!(runs(&[("45", None)], Struck), Some(vec![("45".to_owned(), Struck)]));
        assert_eq!(runs(&[("45", Some(Plain))], Struck), None);
    }

    #[test]
    fn the_letters_behind_a_day_say_no_more_than_they_do_on_the_line() {
        use Lettering::Raised;
        let say_more = |pieces: &[(&str, Option<Lettering>)], is_date| matches!(Look::of_runs(pieces.iter().copied(), Lettering::Plain), Some(Look::Runs(runs)) if runs.say_more(is_date));
        let day = [("30", None), ("th", Some(Raised)), (" June 2025", None)];
        assert!(!say_more(&day, true) && say_more(&day, false));
        assert!(say_more(&[("30 June 2025", None), ("2", Some(Raised))], true));
        assert!(!say_more(&[("45", Some(Raised))], false), "all of it is as small");
    }
}
