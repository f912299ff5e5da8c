//! Text on its way into a document: whatever people typed comes out as text.
//!
//! What XML has signs for is escaped. Characters that XML 1.0 has no way to write become a visible mark, as they do in
//! workbooks, so that a document is never one that Word refuses.

use std::fmt::Write as _;

use super::block::Run;

/// Text as the contents of an element.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(if is_unwritable(c) { char::REPLACEMENT_CHARACTER } else { c }),
        }
    }
    out
}

/// Text as the value of an attribute, on one line.
pub(super) fn attribute(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    escaped(&line.join(" "))
}

/// The elements of a run's contents: its letters, with its line breaks and tabs as Word has them.
pub(super) fn letters(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::new();
    let mut piece = String::new();
    let end_piece = |piece: &mut String, out: &mut String| {
        if !piece.is_empty() {
            let _ = write!(out, "<w:t xml:space=\"preserve\">{}</w:t>", escaped(piece));
            piece.clear();
        }
    };
    for c in text.chars() {
        let sign = match c {
            '\n' | '\u{b}' | '\u{2028}' | '\u{2029}' => "<w:br/>",
            '\t' => "<w:tab/>",
            c => {
                piece.push(c);
                continue;
            }
        };
        end_piece(&mut piece, &mut out);
        out.push_str(sign);
    }
    end_piece(&mut piece, &mut out);
    out
}

/// Runs of a paragraph; `properties` are those of every run, in the order that Word wants after `w:b`.
pub(super) fn runs(runs: &[Run], all_bold: bool, properties: &str) -> String {
    let mut out = String::new();
    for run in runs.iter().filter(|run| !run.text.is_empty()) {
        let bold = if run.bold || all_bold { "<w:b/><w:bCs/>" } else { "" };
        let own = format!("{bold}{properties}");
        let own = if own.is_empty() { own } else { format!("<w:rPr>{own}</w:rPr>") };
        let _ = write!(out, "<w:r>{own}{}</w:r>", letters(&run.text));
    }
    out
}

fn is_unwritable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_text_in_a_document() {
        assert_eq!(escaped("a < b & \"c\" > d"), "a &lt; b &amp; &quot;c&quot; &gt; d");
        assert_eq!(escaped("a\u{0}b\u{ffff}c\u{8}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
        assert_eq!(escaped("\u{202e}עברית é 🙂"), "\u{202e}עברית é 🙂");
        assert_eq!(attribute("two\nlines "), "two lines");
    }

    #[test]
    fn lines_and_tabs_stay_and_nothing_else_is_made_of_them() {
        let piece = |text: &str| format!("<w:t xml:space=\"preserve\">{text}</w:t>");
        let expected = format!("{}<w:br/><w:tab/>{}<w:br/>", piece("one"), piece(" two"));
        assert_eq!(letters("one\r\n\t two\r"), expected);
        assert_eq!(letters(""), "");
    }

    #[test]
    fn a_run_without_letters_is_left_out() {
        assert_eq!(runs(&[Run::plain(""), Run::bold("x")], false, "").matches("<w:r>").count(), 1);
    }
}
