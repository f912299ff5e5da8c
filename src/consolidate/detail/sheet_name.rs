//! Names of sheets made of names that people gave: without what Excel forbids, no longer than it allows, none twice.

use std::collections::BTreeSet;

use crate::domain::key;
use crate::workbook::{first_units, line};

/// The longest name of a sheet, in UTF-16 units.
const LONGEST: usize = 31;
/// What no name of a sheet may have.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// A name that Excel keeps for itself.
const RESERVED: &str = "History";

/// The names that are taken.
pub(super) struct SheetNames(BTreeSet<String>);

impl SheetNames {
    /// With names that others have.
    pub(super) fn new(taken: &[&str]) -> Self {
        Self(taken.iter().copied().chain([RESERVED]).map(key).collect())
    }

    /// A name for a sheet, numbered where another sheet has it.
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let plain: String = wanted.chars().map(|c| if FORBIDDEN.contains(&c) { ' ' } else { c }).collect();
        let plain = line(&without_escapes(&plain), plain.len().max(1));
        let plain = plain.trim_matches(|c: char| c == '\'' || c.is_whitespace());
        let plain = if plain.is_empty() { "Sheet" } else { plain };
        let trimmed = |text: &str, most: usize| first_units(text, most).trim_end_matches([' ', '\'']).to_owned();
        let numbered = |n: usize| match n {
            1 => trimmed(plain, LONGEST),
            n => {
                let number = format!(" {n}");
                format!("{}{number}", trimmed(plain, LONGEST - number.len()))
            }
        };
        let free = (1..=self.0.len() + 1).map(numbered).find(|name| !self.0.contains(&key(name))).unwrap_or_default();
        self.0.insert(key(&free));
        free
    }
}

/// A text without what workbooks read as an escaped character, `_x0041_`: programs differ on whether it is one in a name.
fn without_escapes(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_escape = |at: usize| match chars.get(at..).unwrap_or_default() {
        ['_', 'x' | 'X', a, b, c, d, '_', ..] => [a, b, c, d].iter().all(|c| c.is_ascii_hexdigit()),
        _ => false,
    };
    chars.iter().enumerate().map(|(at, c)| if is_escape(at) { ' ' } else { *c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_named_as_excel_allows_and_none_twice() {
        let mut names = SheetNames::new(&["Actions"]);
        assert_eq!(names.name("P1 Growth and prosperity"), "P1 Growth and prosperity");
        assert_eq!(names.name("p1 growth and  Prosperity"), "p1 growth and Prosperity 2");
        assert_eq!(names.name("P2 Health: what's [next]?"), "P2 Health what's next");
        assert_eq!(names.name("actions"), "actions 2");
        assert_eq!(names.name("History"), "History 2");
        assert_eq!(names.name("'quoted'"), "quoted");
        assert_eq!(names.name("///"), "Sheet");
        assert_eq!(names.name("P3 _x0041_ and _xyz_"), "P3 x0041_ and _xyz_");
        let long = "CW Community wellbeing: environment, partnerships and safety";
        let (first, second) = (names.name(long), names.name(long));
        assert_eq!(first, "CW Community wellbeing environm");
        assert_eq!(second, "CW Community wellbeing enviro 2");
        let emoji = names.name(&"🙂".repeat(20));
        assert_eq!(emoji.encode_utf16().count(), 30);
    }
}
