//! The words of findings, and the phrases that several rules share.

use crate::grid::{CellRef, Lettering, Runs};

/// The words of a finding. All four are needed; a part that does not apply is an empty string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// One sentence that says what is wrong, with what was found. No full stop.
    pub message: String,
    /// What was expected.
    pub expected: String,
    /// What was found, as it stands in the cell.
    pub found: String,
    /// One thing to do.
    pub help: String,
}

impl Words {
    /// The four parts, in their order.
    pub fn new(
        message: impl Into<String>,
        expected: impl Into<String>,
        found: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { message: message.into(), expected: expected.into(), found: found.into(), help: help.into() }
    }

    /// What was expected, unless `help` says it: empty where every word of it stands there too.
    pub fn expected_beside(&self, help: &str) -> &str {
        let words = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| c.is_whitespace() || "(),;:“”".contains(c));
            words.map(|word| word.trim_matches('.').to_lowercase()).filter(|word| !word.is_empty()).collect()
        };
        let said = words(help);
        let is_article = |word: &str| matches!(word, "a" | "an" | "the");
        let is_unsaid = words(&self.expected).iter().any(|word| !is_article(word) && !said.contains(word));
        if is_unsaid { &self.expected } else { "" }
    }

    /// A choice in words: `Green, Amber or Red`; empty where there is none.
    pub fn one_of<'w>(words: impl Iterator<Item = &'w str>) -> String {
        Self::joined(words, "or")
    }

    /// A list in words: `macros and links`; empty where there is nothing in it.
    pub fn all_of<'w>(words: impl Iterator<Item = &'w str>) -> String {
        Self::joined(words, "and")
    }

    fn joined<'w>(words: impl Iterator<Item = &'w str>, last_after: &str) -> String {
        let mut words: Vec<&str> = words.collect();
        match (words.pop(), words.as_slice()) {
            (None, _) => String::new(),
            (Some(only), []) => only.to_owned(),
            (Some(last), before) => format!("{} {last_after} {last}", before.join(", ")),
        }
    }
}

/// What was typed, in quotation marks for a message: line breaks as spaces, and cut short where it is long.
pub fn quoted(typed: &str) -> String {
    /// The most characters that a message quotes; `found` keeps the whole.
    const LONGEST: usize = 60;
    let words: Vec<&str> = typed.split_whitespace().collect();
    let text = words.join(" ");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", text.get(..end).unwrap_or_default().trim_end()),
        None => format!("“{text}”"),
    }
}

/// What is to be seen of a text in runs: “45” is crossed out, “47” is not.
pub(super) fn runs_in_words(runs: &Runs) -> String {
    /// The most runs that are quoted of each kind.
    const MOST: usize = 3;
    let told = runs.iter().filter_map(|run| Some(format!("{} is {}", quoted(&run.text), run.lettering.name()?)));
    let plain = runs.iter().filter(|run| run.lettering == Lettering::Plain);
    let plain = plain.map(|run| format!("{} is not", quoted(&run.text)));
    told.take(MOST).chain(plain.take(MOST)).collect::<Vec<_>>().join(", ")
}

/// Which other rows go without an entry that the merged cell beginning at `first` covers; where it lies within one row,
/// which columns.
pub(super) fn without_entry(first: CellRef, covered: &[(CellRef, String)]) -> String {
    let others = covered.iter().filter(|(at, _)| at.row != first.row);
    let mut rows: Vec<String> = others.map(|(at, _)| (at.row + 1).to_string()).collect();
    rows.dedup();
    match rows.as_slice() {
        [] => {
            let has = if covered.len() == 1 { "has" } else { "have" };
            format!("{} {has} no entry", Words::all_of(covered.iter().map(|(_, heading)| heading.as_str())))
        }
        [only] => format!("row {only} has no entry"),
        [from, .., to] if rows.len() > 3 => format!("rows {from} to {to} have no entry"),
        _ => format!("rows {} have no entry", Words::all_of(rows.iter().map(String::as_str))),
    }
}

/// A count with what is counted: `1 row`, `2 rows`.
pub(super) fn several(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_words_has_its_last_word_after_and() {
        let list = |words: &[&'static str]| Words::all_of(words.iter().copied());
        assert_eq!([list(&[]), list(&["a"]), list(&["a", "b", "c"])], ["", "a", "a, b and c"]);
    }

    #[test]
    fn a_quotation_is_one_line_and_cut_short_between_characters() {
        assert_eq!(quoted("see  my\ne-mail"), "“see my e-mail”");
        assert_eq!(quoted(&"é".repeat(60)), format!("“{}”", "é".repeat(60)));
        assert_eq!(quoted(&"é".repeat(61)), format!("“{}…”", "é".repeat(60)));
        assert_eq!(quoted(""), "“”");
    }
}
