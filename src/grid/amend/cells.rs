//! A cell as a sheet's text holds it.

use super::super::CellRef;
use super::amendment::Entry;
use super::markup::escaped;

/// The most characters that a cell holds.
const LONGEST: usize = 32_767;

/// The text of a cell; nothing where there is neither an entry nor a format.
pub(super) fn cell(prefix: &str, at: CellRef, style: Option<&str>, entry: &Entry) -> String {
    let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
    match entry {
        Entry::Blank if style.is_empty() => String::new(),
        Entry::Blank => format!("<{prefix}c r=\"{at}\"{style}/>"),
        Entry::Number(number) | Entry::Percentage(number) => {
            let number = number.normalize();
            format!("<{prefix}c r=\"{at}\"{style}><{prefix}v>{number}</{prefix}v></{prefix}c>")
        }
        Entry::Text(text) => {
            let text = as_held(text);
            format!(
                "<{prefix}c r=\"{at}\"{style} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is></{prefix}c>"
            )
        }
    }
}

/// A text as a cell holds it: as long as a cell may be, without what XML has no room for, and with what would read as
/// Excel's own way of writing such a character written so that it does not.
fn as_held(text: &str) -> String {
    let fits = |c: &char| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    let mut units = 0;
    let text: String = text
        .chars()
        .filter(fits)
        .take_while(|c| {
            units += c.len_utf16();
            units <= LONGEST
        })
        .collect();
    let mut held = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("_x") {
        held.push_str(before);
        let hex = after
            .get(..5)
            .is_some_and(|code| code.ends_with('_') && code.bytes().take(4).all(|b| b.is_ascii_hexdigit()));
        held.push_str(if hex { "_x005F_x" } else { "_x" });
        rest = after;
    }
    held.push_str(rest);
    escaped(&held)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_held_so_that_it_reads_back_as_it_was() {
        let cell = |text: &str| cell("", CellRef { row: 4, col: 2 }, Some("3"), &Entry::Text(text.to_owned()));
        assert!(cell(" a & b<c ").contains("preserve\"> a &amp; b&lt;c </t>"));
        assert!(cell("_x000D_ and _xyz").contains("_x005F_x000D_ and _xyz"));
        assert!(cell("a\u{0}b").contains(">ab<"));
        assert_eq!(super::cell("x:", CellRef::default(), None, &Entry::Blank), "");
    }
}
