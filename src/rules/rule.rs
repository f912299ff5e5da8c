//! What is known of a rule, its checks apart.

use crate::domain::Severity;

use super::family::Family;
use super::put_right::PutRight;

/// The headings of every rule's documentation, in order.
pub const HEADINGS: [&str; 5] = ["What it checks", "Why it matters", "Rejected", "Accepted", "What to do"];

/// One rule of the catalogue.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of a rule, and none excludes another")]
pub struct Rule {
    /// The code, never reused: `RAT005`.
    pub code: &'static str,
    /// The name, which is also the file's: `overdue-but-on-track`.
    pub name: &'static str,
    /// What it is about.
    pub family: Family,
    /// The severity unless the plan's Rules sheet says otherwise.
    pub severity: Severity,
    /// The version that brought it.
    pub since: &'static str,
    /// Whether it stops everything else for its file (⛔).
    pub stops: bool,
    /// The documentation as written in its file, Markdown under the headings of [`HEADINGS`].
    pub documentation: &'static str,
    /// Rules that, raised in the same row, have said the same cause already.
    pub yields_to: &'static [&'static Rule],
    /// Rules that, raised anywhere in the file, have said the same cause already.
    pub yields_to_in_file: &'static [&'static Rule],
    /// Whether it says that a required entry is missing, so that its row is not complete.
    pub means_missing: bool,
    /// Whether a value that it calls an error is not judged by its band: it is probably another figure.
    pub doubts_value: bool,
    /// Whether a row in which its error stands is an exception, whatever its rating.
    pub makes_exception: bool,
    /// Whether even an error stops no command: the cell of the plan workbook that is at fault counts as blank.
    pub stops_no_command: bool,
    /// Whether only the officer can put it right, so that no service is told.
    pub officer_only: bool,
    /// What to do, for the service that has its return before it, where the words speak to whoever received it.
    pub help_to_service: Option<&'static str>,
    /// What a marked copy says of it where it has put it right.
    pub put_right: PutRight,
}

/// A rule is known by its code.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Rule {
    /// The text below a heading of the documentation, without outer blank lines.
    pub fn section(&self, heading: &str) -> String {
        let mut inside = false;
        let mut lines = Vec::new();
        for line in self.documentation.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)) {
            match line.strip_prefix("# ") {
                Some(title) => inside = title.trim() == heading,
                None if inside => lines.push(line),
                None => {}
            }
        }
        lines.join("\n").trim_matches('\n').to_owned()
    }
}
