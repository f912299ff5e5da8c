//! Commands that people copy from what is printed into a terminal.

/// A shell that commands are pasted into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shell {
    /// Any on Linux and macOS.
    Posix,
    /// The command prompt and `PowerShell`.
    Windows,
}

impl Shell {
    /// The one of the system that this runs on.
    const HERE: Self = if cfg!(windows) { Self::Windows } else { Self::Posix };

    /// A word of a command, in quotation marks only where it needs them.
    fn word(self, word: &str) -> String {
        let harmless = match self {
            Self::Posix => "-_./:+@%,=",
            Self::Windows => "-_./:+\\",
        };
        if !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || harmless.contains(c)) {
            return word.to_owned();
        }
        match self {
            Self::Posix => format!("'{}'", word.replace('\'', "'\\''")),
            // A backslash before the last quotation mark would take it for part of the word.
            Self::Windows => format!("\"{}\"", word.trim_end_matches('\\')),
        }
    }
}

/// A command of these words, as it is pasted.
pub(crate) fn command<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(|word| Shell::HERE.word(word)).collect::<Vec<_>>().join(" ")
}

/// A path as a word of a command: one that begins with a hyphen would be taken for an option.
pub(crate) fn path_word(path: &str) -> String {
    if path.starts_with('-') { format!("./{path}") } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_that_a_shell_would_take_apart_is_quoted() {
        for (word, posix, windows) in [
            ("returns/housing-2025-26-q1.xlsx", "returns/housing-2025-26-q1.xlsx", "returns/housing-2025-26-q1.xlsx"),
            ("Q1 returns/höfe.xlsx", "'Q1 returns/höfe.xlsx'", "\"Q1 returns/höfe.xlsx\""),
            ("tŷ/日本.xlsx", "tŷ/日本.xlsx", "tŷ/日本.xlsx"),
            ("the mayor's.xlsx", "'the mayor'\\''s.xlsx'", "\"the mayor's.xlsx\""),
            ("C:\\Q1\\", "'C:\\Q1\\'", "C:\\Q1\\"),
            ("C:\\Q1 returns\\", "'C:\\Q1 returns\\'", "\"C:\\Q1 returns\""),
            ("a$(b).xlsx", "'a$(b).xlsx'", "\"a$(b).xlsx\""),
            ("~plan.xlsx", "'~plan.xlsx'", "\"~plan.xlsx\""),
            ("R&D.xlsx", "'R&D.xlsx'", "\"R&D.xlsx\""),
            ("", "''", "\"\""),
        ] {
            assert_eq!((Shell::Posix.word(word).as_str(), Shell::Windows.word(word).as_str()), (posix, windows));
        }
    }

    #[test]
    fn a_path_that_looks_like_an_option_is_none() {
        assert_eq!(command(["planroll", "check", &path_word("-q1.xlsx")]), "planroll check ./-q1.xlsx");
        assert_eq!(path_word("q-1.xlsx"), "q-1.xlsx");
    }
}
