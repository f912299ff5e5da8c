//! What stands on the plan workbook, in an officer's words, as `workbook-templates/guide/plan.toml` spells them.
//!
//! It words the messages at the cells, the choices beside the settings and the sheet *About this workbook*.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::layout::{Field, SheetId};
use crate::plan::Setting;

/// The words of the plan workbook.
pub(super) static GUIDE: LazyLock<Guide> = LazyLock::new(read);

/// All words, by what they are about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Guide {
    /// The headings of the sheet *About this workbook*.
    pub(super) headings: [String; 3],
    /// What to do, in order.
    pub(super) steps: Vec<String>,
    /// The settings, in the order of their sheet.
    pub(super) setting: Vec<SettingWords>,
    sheet: BTreeMap<SheetId, SheetWords>,
    /// Closed lists of words, each explained after the sheet that uses it.
    pub(super) terms: Vec<Terms>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SettingWords {
    pub(super) name: String,
    /// What it may be, as it also stands beside the setting.
    pub(super) may_be: String,
    #[serde(default)]
    more: String,
    pub(super) example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SheetWords {
    /// What the sheet is for.
    pub(super) about: String,
    #[serde(default)]
    column: BTreeMap<Field, ColumnWords>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnWords {
    /// What the column holds, as Excel also shows it at its cells.
    pub(super) help: String,
    #[serde(default)]
    more: String,
    #[serde(default)]
    pub(super) example: String,
}

/// A closed list of words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Terms {
    /// The sheet after which they are explained.
    pub(super) after: SheetId,
    pub(super) title: String,
    pub(super) words: Vec<Term>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Term {
    pub(super) word: String,
    pub(super) means: String,
    pub(super) example: String,
}

impl Guide {
    pub(super) fn sheet(&self, id: SheetId) -> Option<&SheetWords> {
        self.sheet.get(&id)
    }

    pub(super) fn column(&self, id: SheetId, field: Field) -> Option<&ColumnWords> {
        self.sheet.get(&id)?.column.get(&field)
    }

    /// What a setting may be, in a sentence.
    pub(super) fn may_be(&self, setting: Setting) -> &str {
        self.setting.iter().find(|words| words.name == setting.name()).map_or("", |words| words.may_be.as_str())
    }
}

impl SettingWords {
    /// All that is said of it.
    pub(super) fn means(&self) -> String {
        joined(&self.may_be, &self.more)
    }
}

impl ColumnWords {
    /// All that is said of it.
    pub(super) fn means(&self) -> String {
        joined(&self.help, &self.more)
    }
}

fn joined(first: &str, more: &str) -> String {
    format!("{first} {more}").trim_end().to_owned()
}

#[expect(clippy::expect_used, reason = "the guide is part of the binary, and a test reads it")]
fn read() -> Guide {
    toml::from_str(include_str!("../../workbook-templates/guide/plan.toml")).expect("the guide is well formed")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::{Deadline, Part, Period, PlannedDeadline, Standing};
    use crate::layout::PLAN;

    fn words(title: &str) -> &'static [Term] {
        &GUIDE.terms.iter().find(|terms| terms.title.starts_with(title)).unwrap().words
    }

    #[test]
    fn every_sheet_column_and_setting_is_explained_and_nothing_else() {
        assert_eq!(GUIDE.sheet.len(), PLAN.sheets.len());
        for layout in &PLAN.sheets {
            let explained: Vec<Field> = GUIDE.sheet(layout.id).unwrap().column.keys().copied().collect();
            let columns: BTreeSet<Field> = layout.columns.iter().map(|column| column.field).collect();
            assert_eq!(explained, Vec::from_iter(columns), "{}", layout.name);
        }
        let explained = GUIDE.setting.iter().map(|words| words.name.as_str());
        assert!(explained.eq(Setting::ALL.iter().map(|setting| setting.name())));
    }

    #[test]
    fn help_fits_an_input_message() {
        let of_columns = GUIDE.sheet.values().flat_map(|sheet| sheet.column.values().map(|words| &words.help));
        let of_settings = GUIDE.setting.iter().map(|words| &words.may_be);
        assert!(of_columns.chain(of_settings).all(|help| help.encode_utf16().count() <= 255));
    }

    #[test]
    fn every_standing_is_explained() {
        let explained: Vec<&str> = words("Standings").iter().map(|term| term.word.as_str()).collect();
        assert_eq!(explained, Standing::WORDS);
    }

    #[test]
    fn dates_are_read_as_the_guide_says() {
        let period = Period::new(2025, Part::Quarter(1), 4).unwrap();
        for term in words("Deadlines") {
            let read = PlannedDeadline::read(&term.word, period);
            assert_eq!((read.fault, read.doubt), (None, None), "{}", term.word);
            let day = read.deadline.day().map(|day| Deadline::on(day).printed().to_string()).unwrap_or_default();
            assert_eq!(day, term.example, "{}", term.word);
        }
    }
}
