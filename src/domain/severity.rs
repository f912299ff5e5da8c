//! How grave a finding is, and what a plan makes of a rule.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::key;

/// How grave a finding is. Ordered from the least to the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// Probably wrong; the figures stand.
    Warning,
    /// Wrong; the return is not fit to publish until it is put right or waived.
    Error,
}

impl Severity {
    /// Reads `Error`, `Warning` or `Note` in any case.
    pub fn parse(text: &str) -> Option<Self> {
        match key(text).as_str() {
            "error" => Some(Self::Error),
            "warning" => Some(Self::Warning),
            "note" => Some(Self::Note),
            _ => None,
        }
    }

    /// The word in lower case, as JSON and the terminal print it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Note => "Note",
        })
    }
}

/// What a plan's Rules sheet makes of a rule: another severity, or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The rule runs and its findings have this severity.
    At(Severity),
    /// The rule does not run, and silences nothing.
    Off,
}

impl Level {
    /// Reads `Error`, `Warning`, `Note` or `Off` in any case.
    pub fn parse(text: &str) -> Option<Self> {
        if key(text) == "off" { Some(Self::Off) } else { Severity::parse(text).map(Self::At) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_severity_is_printed_as_a_word() {
        let words = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| severity.to_string());
        assert_eq!(words, ["Error", "Warning", "Note"]);
    }
}
