//! Text that came out of a file, made safe to print.
//!
//! A cell, a sheet name or a file name may hold terminal commands or marks that turn the writing direction round; what
//! is printed must look like what it is. Line breaks and tabs become spaces, so that one cell stays on one line.

/// The text on one line, without control characters, and without marks that are invisible or change the writing
/// direction.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\u{061C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// At most `most` characters of a text, the last of them an ellipsis where something was left out.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(most.saturating_sub(1)).collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn terminal_commands_and_direction_marks_do_not_reach_the_terminal() {
        assert_eq!(plain("a\u{1b}[31mred\u{7}\u{202E}txt.exe\u{2066}"), "a[31mredtxt.exe");
        assert_eq!(plain("two\r\nlines\tand\u{9b}more"), "two  lines andmore");
    }

    #[test]
    fn a_text_that_is_too_long_ends_in_an_ellipsis() {
        assert_eq!(cut("Amber", 5), "Amber");
        assert_eq!(cut("Amber now", 7), "Amber…");
        assert_eq!(cut("Amber", 0), "…");
    }

    proptest! {
        #[test]
        fn no_control_character_is_ever_left(text in "\\PC{0,20}[\\x00-\\x1f\\x7f-\\x9f]{0,5}\\PC{0,20}") {
            prop_assert!(!plain(&text).chars().any(char::is_control));
        }
    }
}
