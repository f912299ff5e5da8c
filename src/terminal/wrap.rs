//! Lines of prose no wider than the terminal.

use super::columns::{columns, of};

/// The text on lines of at most `width` columns, broken at spaces and beside wide characters, as Chinese and Japanese
/// are; each line after the first begins with `hang` spaces. A word that is wider than that stands on a line of its own.
pub(crate) fn wrapped(text: &str, width: usize, hang: usize) -> String {
    let mut out = String::new();
    let mut used: usize = 0;
    for (place, word) in text.split(' ').enumerate() {
        for (nth, piece) in pieces(word).enumerate() {
            let length = columns(piece);
            let space = usize::from(nth == 0 && place > 0);
            if used + space + length > width && !out.is_empty() {
                out.push('\n');
                out.push_str(&" ".repeat(hang));
                used = hang;
            } else {
                out.push_str(&" ".repeat(space));
                used += space;
            }
            used += length;
            out.push_str(piece);
        }
    }
    out
}

/// [`wrapped`], with every command that stands in the text between backticks on a line of its own: it is copied whole, and
/// never broken.
pub(crate) fn with_commands(text: &str, width: usize) -> String {
    let mut lines = Vec::new();
    let prose = |text: &str| Some(wrapped(text.trim(), width, 0)).filter(|text| !text.is_empty());
    let mut rest = text;
    while let Some((before, (command, after))) =
        rest.split_once("`planroll ").and_then(|(before, rest)| Some((before, rest.split_once('`')?)))
    {
        lines.extend(prose(before));
        lines.push(format!("  planroll {command}"));
        rest = after;
    }
    lines.extend(prose(rest));
    lines.join("\n")
}

/// The pieces of a word between which a line may be broken; one for most, and one for nothing at all.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(word);
    std::iter::from_fn(move || {
        let word = rest?;
        let mut before = None;
        let end = word.char_indices().find_map(|(at, c)| {
            let wide = of(c) == 2;
            let beside = before.is_some_and(|other: bool| other || wide) && of(c) > 0;
            if of(c) > 0 {
                before = Some(wide);
            }
            beside.then_some(at)
        });
        let (piece, left) = word.split_at_checked(end.unwrap_or(word.len())).unwrap_or((word, ""));
        rest = Some(left).filter(|left| !left.is_empty());
        Some(piece)
    })
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

    #[test]
    fn a_command_stands_on_a_line_of_its_own_and_is_never_broken() {
        let text = "Look again with `planroll check 'Q1 returns' --plan plan.xlsx` and then `planroll rules`";
        let told = "Look again\nwith\n  planroll check 'Q1 returns' --plan plan.xlsx\nand then\n  planroll rules";
        assert_eq!(with_commands(text, 10), told);
        assert_eq!(with_commands("No `command` at all", 40), "No `command` at all");
    }

    #[test]
    fn wide_characters_count_twice_and_a_line_may_break_beside_them() {
        assert_eq!(wrapped("進捗は良好", 6, 0), "進捗は\n良好");
        assert_eq!(wrapped("see 進捗 now", 7, 0), "see 進\n捗 now");
        assert_eq!(wrapped("e\u{301}e\u{301} e", 2, 0), "e\u{301}e\u{301}\ne");
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
