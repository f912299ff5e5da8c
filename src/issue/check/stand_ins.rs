//! Words that stand in for commentary still to be written, found by a formula.
//!
//! The list is the program's own; a formula takes the marks out of an entry and looks it up. The border: which words they
//! are is for `domain`; marks that nobody types are not taken out, and such an entry is left to the program.

use crate::domain::placeholder_words;

use super::formula::{PLACEHOLDER, place_in, tidy};

/// The named range of the words.
pub(in crate::issue) const WORDS: &str = "Placeholders";
/// The named range of those that are found however their letters are parted.
pub(in crate::issue) const SHORT: &str = "Placeholders_short";
/// The most letters of those.
const FEW: usize = 4;
/// Marks of which alone an entry says nothing.
const SILENT: [char; 15] = [
    '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}', '.', '_', '?', '/', '*',
    '\u{2026}', ' ',
];
/// Other marks that part words.
const OTHERS: [char; 18] =
    [',', ';', ':', '!', '(', ')', '[', ']', '\\', '\'', '\u{2019}', '"', '&', '+', '=', '<', '>', '~'];

/// The words, and those of them that are found however their letters are parted.
pub(in crate::issue) fn lists() -> (Vec<String>, Vec<String>) {
    let words: Vec<String> = placeholder_words().iter().map(|word| (*word).to_owned()).collect();
    let short = words.iter().filter(|word| word.len() <= FEW).cloned().collect();
    (words, short)
}

/// The words in the cell `cell` with a space for whatever parts them; empty for an error value.
pub(super) fn words_formula(cell: &str) -> String {
    let text = SILENT
        .iter()
        .chain(&OTHERS)
        .filter(|mark| **mark != ' ')
        .fold(format!("{cell}&\"\""), |text, mark| format!("SUBSTITUTE({text},{},\" \")", quoted(*mark)));
    format!("IFERROR({},\"\")", tidy(&text))
}

/// Whether the entry in `cell`, whose words stand in `words`, stands in for another: a state.
pub(super) fn state_formula(cell: &str, words: &str) -> String {
    let text = tidy(&format!("{cell}&\"\""));
    let loud = SILENT.iter().fold(text.clone(), |text, mark| format!("SUBSTITUTE({text},{},\"\")", quoted(*mark)));
    let letters = format!("SUBSTITUTE({words},\" \",\"\")");
    let crosses = format!("AND({words}<>\"\",SUBSTITUTE(LOWER({letters}),\"x\",\"\")=\"\")");
    let (listed, short) = (place_in(WORDS, words), place_in(SHORT, &letters));
    format!(
        "IFERROR(IF({text}=\"\",\"\",IF(OR({loud}=\"\",{crosses},ISNUMBER({listed}),ISNUMBER({short})),\
         \"{PLACEHOLDER}\",\"\")),\"\")"
    )
}

/// What [`words_formula`] makes of a text.
pub(super) fn words(typed: &str) -> String {
    let parted = typed.replace(|c: char| SILENT.contains(&c) || OTHERS.contains(&c), " ");
    let words: Vec<&str> = parted.split_whitespace().collect();
    words.join(" ")
}

fn quoted(mark: char) -> String {
    if mark == '"' { "\"\"\"\"".to_owned() } else { format!("\"{mark}\"") }
}
