//! Text on its way into a workbook.
//!
//! Excel holds 32,767 UTF-16 units in a cell, and the writer escapes control characters in cells only: in drop-down
//! messages, names, properties and formulas they would make a file that Excel refuses. Longer text is cut with a
//! visible mark, never silently.

use std::borrow::Cow;

use memchr::memchr3;

/// What a cell of Excel holds, in UTF-16 units.
const CELL_UNITS: usize = 32_767;
/// What stands at the end of text that had to be cut.
const CUT: &str = " … [cut: longer than an Excel cell holds]";

/// Text as a cell can hold it: control characters other than line breaks become a visible mark, line breaks become
/// Excel's own, and text over 32,767 UTF-16 units is cut with a mark that says so.
pub(crate) fn text_of(text: &str) -> Cow<'_, str> {
    // Most texts are short and plain. C2 begins the control characters from U+0080, EF the two that are no characters.
    if text.len() <= CELL_UNITS && text.bytes().all(|byte| byte >= b' ' && !matches!(byte, 0x7f | 0xc2 | 0xef)) {
        return Cow::Borrowed(text);
    }
    let clean = if text.contains(is_control) {
        let joined = text.replace("\r\n", "\n").replace('\r', "\n");
        Cow::Owned(joined.replace(is_control, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    };
    if units(&clean) <= CELL_UNITS {
        return clean;
    }
    let room = CELL_UNITS - units(CUT);
    Cow::Owned(format!("{}{CUT}", first_units(&clean, room)))
}

/// Text for one line outside cells (a message, a name's title, a property): control characters, line breaks and
/// direction overrides become spaces, runs of spaces one, and text over `most` UTF-16 units is cut with `…`.
pub(crate) fn line(text: &str, most: usize) -> String {
    let spaced = text.replace(|c: char| is_control(c) || c == '\n' || c == '\t' || is_override(c), " ");
    let joined = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if units(&joined) <= most {
        return joined;
    }
    format!("{}…", first_units(&joined, most - 1).trim_end())
}

/// Text as a literal inside a formula, quotes included. Excel allows 255 characters there; longer text is cut.
pub(crate) fn formula_text(text: &str) -> String {
    format!("\"{}\"", line(text, 255).replace('"', "\"\""))
}

fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn is_override(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

pub(crate) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// As much of the beginning as fits into `most` UTF-16 units, no character torn.
pub(crate) fn first_units(text: &str, most: usize) -> &str {
    let mut used = 0usize;
    for (at, c) in text.char_indices() {
        used += c.len_utf16();
        if used > most {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// Text as it stands between tags. What looks like Excel's own escape, `_x0041_`, is marked as none.
pub(super) fn push_text(xml: &mut String, text: &str) {
    if !text.bytes().fold(false, |odd, byte| odd | matches!(byte, b'&' | b'<' | b'>' | b'_')) {
        xml.push_str(text);
        return;
    }
    let mut plain = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'_' if is_escape(text.as_bytes().get(at..).unwrap_or_default()) => "_x005F_",
            _ => continue,
        };
        xml.push_str(text.get(plain..at).unwrap_or_default());
        xml.push_str(escaped);
        plain = at + 1;
    }
    xml.push_str(text.get(plain..).unwrap_or_default());
}

fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()))
}

/// A formula as it stands between tags; as the writer has it, with no mark on what looks like an escape.
pub(super) fn push_formula(xml: &mut String, formula: &str) {
    let mut rest = formula;
    while let Some(at) = memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        let (plain, from) = rest.split_at(at);
        xml.push_str(plain);
        xml.push_str(match from.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(_) | None => "&gt;",
        });
        rest = from.get(1..).unwrap_or_default();
    }
    xml.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_longer_than_a_cell_is_cut_with_a_mark() {
        let cut = text_of(&"é".repeat(40_000)).into_owned();
        assert_eq!(units(&cut), CELL_UNITS);
        assert!(cut.ends_with(CUT));
    }

    #[test]
    fn a_control_character_is_shown_and_a_line_break_kept() {
        assert_eq!(text_of("a\u{1}b\r\nc"), "a\u{fffd}b\nc");
        assert_eq!(text_of("a\u{ffff}b"), "a\u{fffd}b", "XML knows no such character");
    }

    #[test]
    fn a_message_has_one_line_without_control_characters() {
        assert_eq!(line("two\r\nlines\u{0}\u{202e}end", 255), "two lines end");
        assert_eq!(line("abcdef", 4), "abc…");
    }

    #[test]
    fn a_quote_in_a_formula_is_doubled() {
        assert_eq!(formula_text("say \"no\""), "\"say \"\"no\"\"\"");
    }

    proptest! {
        #[test]
        fn a_line_never_has_more_units_than_allowed(text in "\\PC{0,300}", most in 1usize..260) {
            prop_assert!(units(&line(&text, most)) <= most);
        }

        #[test]
        fn cutting_never_tears_a_character(text in "[a🙂é]{0,60}", most in 0usize..80) {
            let cut = first_units(&text, most);
            prop_assert!(text.starts_with(cut) && units(cut) <= most);
        }
    }
}
