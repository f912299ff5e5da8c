//! Words that stand in for commentary still to be written, found by a formula that takes the marks out of an entry and
//! looks it up. Marks that nobody types are not taken out, and such an entry is left to the program.

use crate::domain::{self, placeholder_words};

use super::formula::{Formula, Function, all, any, either, tidy};

/// The named range of the words.
pub(in crate::issue) const WORDS: &str = "Placeholders";
/// The named range of those that are found however their letters are parted.
pub(in crate::issue) const SHORT: &str = "Placeholders_short";
/// The state of words that stand in for others.
pub(super) const PLACEHOLDER: &str = "placeholder";
/// The state of what a tick box or an empty formula leaves behind.
pub(super) const LEFT_BEHIND: &str = "left";
/// The most letters of those.
const FEW: usize = 4;
/// Marks of which alone an entry says nothing.
const SILENT: [&str; 15] = [
    "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}", ".", "_", "?", "/", "*",
    "\u{2026}", " ",
];
/// Other marks that part words.
const OTHERS: [&str; 18] =
    [",", ";", ":", "!", "(", ")", "[", "]", "\\", "'", "\u{2019}", "\"", "&", "+", "=", "<", ">", "~"];

/// The words, and those of them that are found however their letters are parted.
pub(in crate::issue) fn lists() -> (Vec<String>, Vec<String>) {
    let words: Vec<String> = placeholder_words().iter().map(|word| (*word).to_owned()).collect();
    let short = words.iter().filter(|word| word.len() <= FEW).cloned().collect();
    (words, short)
}

/// The words in a cell with a space for whatever parts them; empty for an error value.
pub(super) fn words(cell: &Formula) -> Formula {
    let marks = SILENT.iter().chain(&OTHERS).filter(|mark| **mark != " ");
    tidy(&marks.fold(cell.as_text(), |text, mark| text.substitute(*mark, " "))).or_else("")
}

/// Whether the entry in a cell, whose words stand in `words`, stands in for another: a state.
pub(super) fn state(cell: &Formula, words: &Formula) -> Formula {
    let text = tidy(&cell.as_text());
    let loud = SILENT.iter().fold(text.clone(), |text, mark| text.substitute(*mark, ""));
    let letters = words.substitute(" ", "");
    let only_crosses = letters.calls(Function::Lower).substitute("x", "").is("");
    let crosses = all([words.with(super::formula::Operator::Unequal, ""), only_crosses]);
    let listed = words.plain_place(WORDS).calls(Function::IsNumber);
    let short = letters.plain_place(SHORT).calls(Function::IsNumber);
    let found = any([loud.is(""), crosses, listed, short]);
    // Joined to a text, TRUE is its word in Excel and a figure in LibreOffice.
    let typed = domain::LEFT_BEHIND.iter().map(|word| text.is(*word));
    let left = any(typed.chain([cell.calls(Function::IsLogical)]));
    either(text.is(""), "", either(found, PLACEHOLDER, either(left, LEFT_BEHIND, ""))).or_else("")
}

/// Whether a cell says that there cannot be a value.
pub(super) fn is_not_applicable(cell: &Formula) -> Formula {
    let text = tidy(&cell.as_text());
    any(domain::NOT_APPLICABLE.iter().map(|words| text.is(*words))).or_else(false)
}
