//! Text that came out of a file, made safe to print.
//!
//! A cell, a sheet name or a file name may hold terminal commands or marks that turn the writing direction round; what
//! is printed must look like what it is. Line breaks and tabs become spaces, so that one cell stays on one line; other
//! control characters are shown by their pictures, so that whoever looks for them in the cell knows that they are there.

/// The text on one line, with pictures of its control characters (`␛` for the escape character that begins a terminal
/// command), and without marks that are invisible or change the writing direction.
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
            c if c.is_control() => out.push(picture(c)),
            c => out.push(c),
        }
    }
    out
}

/// A count with its noun: `1 error`, `2 errors`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The picture of a control character. Those past ASCII have none of their own.
fn picture(c: char) -> char {
    match u32::from(c) {
        code @ 0..0x20 => char::from_u32(0x2400 | code).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7F => '␡',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn terminal_commands_are_shown_and_not_done_and_direction_marks_are_left_out() {
        assert_eq!(plain("a\u{1b}[31mred\u{7}\u{202E}txt.exe\u{2066}"), "a␛[31mred␇txt.exe");
        assert_eq!(plain("two\r\nlines\tand\u{9b}more\u{7f}\0"), "two  lines and\u{FFFD}more␡␀");
    }

    proptest! {
        #[test]
        fn no_control_character_is_ever_left(text in "\\PC{0,20}[\\x00-\\x1f\\x7f-\\x9f]{0,5}\\PC{0,20}") {
            prop_assert!(!plain(&text).chars().any(char::is_control));
        }
    }
}
