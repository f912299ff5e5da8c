//! How many columns of a terminal a text takes: none for a combining mark, two for most Chinese and Japanese characters
//! and emoji.
//!
//! What is laid out by counting characters stands crooked as soon as somebody writes a name in another script.
//! Texts are measured and cut here, not made safe (`plain` does that) and not broken into lines.

use unicode_width::UnicodeWidthChar as _;

/// The columns that a text takes. Each character counts by itself, as the underlining of rows counts them.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(of).sum()
}

/// The columns that a character takes.
pub(super) fn of(c: char) -> usize {
    c.width().unwrap_or_default()
}

/// The columns that are left of a width.
pub(crate) fn left_of(width: usize, taken: usize) -> usize {
    // A width less more than it has is none.
    width.saturating_sub(taken)
}

/// As much of a text as `most` columns hold, ending in an ellipsis where something was left out.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let mut left = left_of(most, 1);
    let mut out = String::new();
    for c in text.chars() {
        match left.checked_sub(of(c)) {
            Some(rest) => left = rest,
            None => break,
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// A path in `most` columns: without its folders where it is too long with them, and then without the middle of its name,
/// for the beginning of a name and its end tell most.
pub(super) fn cut_path(path: &str, most: usize) -> String {
    if columns(path) <= most {
        return path.to_owned();
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let alone = format!("…/{name}");
    if name != path && columns(&alone) <= most {
        return alone;
    }
    if columns(name) <= most {
        return name.to_owned();
    }
    let room = left_of(most, 1);
    let end = taken(name.chars().rev(), room / 2);
    let start = taken(name.chars(), room - room / 2);
    start.into_iter().chain(['…']).chain(end.into_iter().rev()).collect()
}

/// Rows of columns below one another, each after `indent`.
pub(crate) fn aligned<const N: usize>(indent: &str, rows: &[[String; N]]) -> String {
    let widths: [usize; N] = std::array::from_fn(|at| {
        rows.iter().filter_map(|row| row.get(at)).map(|text| columns(text)).max().unwrap_or(0)
    });
    let padded = |(text, width): (&String, usize)| format!("{text}{}", " ".repeat(left_of(width, columns(text))));
    let line = |row: &[String; N]| row.iter().zip(widths).map(padded).collect::<Vec<String>>().join("  ");
    rows.iter().map(|row| format!("{indent}{}\n", line(row).trim_end())).collect()
}

/// As many of the first characters as `most` columns hold.
fn taken(chars: impl Iterator<Item = char>, most: usize) -> Vec<char> {
    let mut left = most;
    chars.map_while(|c| left.checked_sub(of(c)).map(|rest| (left = rest, c).1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_that_is_too_long_ends_in_an_ellipsis() {
        assert_eq!(cut("Amber", 5), "Amber");
        assert_eq!(cut("Amber now", 7), "Amber…");
        assert_eq!(cut("Amber", 0), "…");
    }

    #[test]
    fn a_wide_character_counts_twice_and_is_never_halved() {
        assert_eq!(columns("進捗"), 4);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(cut("進捗状況", 6), "進捗…");
        assert_eq!(cut("進捗状況", 8), "進捗状況");
    }

    #[test]
    fn of_a_path_that_is_too_long_the_folders_go_first_and_then_the_middle_of_the_name() {
        assert_eq!(cut_path("returns/housing-q1.xlsx", 23), "returns/housing-q1.xlsx");
        assert_eq!(cut_path("returns/housing-q1.xlsx", 22), "…/housing-q1.xlsx");
        assert_eq!(cut_path("returns/housing-q1.xlsx", 15), "housing-q1.xlsx");
        assert_eq!(cut_path("returns/housing-q1.xlsx", 12), "housin….xlsx");
        assert_eq!(cut_path("進捗状況.xlsx", 10), "進捗…xlsx");
    }

    proptest! {
        #[test]
        fn a_path_that_is_cut_fits(path in "[\\PC/]{0,40}", most in 1usize..30) {
            prop_assert!(columns(&cut_path(&path, most)) <= most, "{}", cut_path(&path, most));
        }

        #[test]
        fn what_is_cut_fits(text in "\\PC{0,40}", most in 1usize..30) {
            prop_assert!(columns(&cut(&text, most)) <= most);
        }
    }
}
