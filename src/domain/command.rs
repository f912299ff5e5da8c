//! Commands that people copy from what is printed into a terminal.

/// A word of a command, as it is pasted: in quotation marks only where it needs them.
pub(crate) fn command_word(word: &str) -> String {
    let is_safe = |c: char| c.is_alphanumeric() || "-_./\\:+@%,".contains(c);
    if !word.is_empty() && word.chars().all(|c| is_safe(c) && (c != '\\' || cfg!(windows))) {
        return word.to_owned();
    }
    if cfg!(windows) {
        // A backslash before the last quotation mark would take it for part of the word.
        format!("\"{}\"", word.trim_end_matches('\\'))
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn only_a_word_that_a_shell_would_take_apart_is_quoted() {
        for (word, pasted) in [
            ("returns/housing-2025-26-q1.xlsx", "returns/housing-2025-26-q1.xlsx"),
            ("Q1 returns/höfe.xlsx", "'Q1 returns/höfe.xlsx'"),
            ("the mayor's.xlsx", "'the mayor'\\''s.xlsx'"),
            ("a$(b).xlsx", "'a$(b).xlsx'"),
            ("", "''"),
        ] {
            assert_eq!(command_word(word), pasted);
        }
    }
}
