//! Lines of prose no wider than the terminal.

/// The text on lines of at most `width` characters, broken at spaces; each line after the first begins with `hang`
/// spaces. A word that is wider than that stands on a line of its own.
pub fn wrapped(text: &str, width: usize, hang: usize) -> String {
    let mut out = String::new();
    let mut used: usize = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if out.is_empty() {
            used = length;
        } else if used.saturating_add(length) < width {
            out.push(' ');
            used = used.saturating_add(length).saturating_add(1);
        } else {
            out.push('\n');
            out.push_str(&" ".repeat(hang));
            used = hang.saturating_add(length);
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_may_fill_the_width_and_no_more() {
        assert_eq!(wrapped("one two three", 7, 0), "one two\nthree");
        assert_eq!(wrapped("one two three", 6, 2), "one\n  two\n  three");
        assert_eq!(wrapped("", 10, 2), "");
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_only_a_single_word_is_wider(words in prop::collection::vec("[a-z]{1,12}", 1..20), width in 4usize..40) {
            let text = words.join(" ");
            let laid_out = wrapped(&text, width, 2);
            prop_assert_eq!(laid_out.split_whitespace().collect::<Vec<_>>(), words);
            for line in laid_out.lines() {
                prop_assert!(line.chars().count() <= width || line.split_whitespace().count() == 1, "{line}");
            }
        }
    }
}
