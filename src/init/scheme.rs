//! A preset as data: its settings, which optional columns its sheets have, and its rows.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::layout::{Field, SheetId, SheetLayout};
use crate::plan::Setting;

/// One preset, as its file in `workbook-templates/schemes` spells it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scheme {
    /// Settings that differ from their default, by their name on the Settings sheet.
    settings: BTreeMap<String, String>,
    /// The sheets with rows.
    #[serde(rename = "sheet")]
    sheets: Vec<SchemeSheet>,
}

/// One sheet of a preset.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchemeSheet {
    id: Option<SheetId>,
    /// The optional columns that are written.
    #[serde(default)]
    pub columns: Vec<Field>,
    /// Headings of further columns, beyond the layout's.
    #[serde(default)]
    pub further: Vec<String>,
    /// The rows, to be overwritten.
    #[serde(default)]
    pub rows: Vec<Row>,
}

/// One row: what stands in each column.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Row {
    /// In the further columns, in their order.
    #[serde(default)]
    pub further: Vec<String>,
    /// In the targets of single periods, in the order of the periods.
    #[serde(default, rename = "period-targets")]
    pub period_targets: Vec<String>,
    /// In the layout's columns.
    #[serde(flatten)]
    pub cells: BTreeMap<Field, String>,
}

impl Scheme {
    /// What the preset sets; `None` where the default stands.
    pub(super) fn setting(&self, setting: Setting) -> Option<&str> {
        self.settings.get(setting.name()).map(String::as_str)
    }

    /// The same scheme with other settings.
    pub(super) fn with_settings<'s>(&self, settings: impl IntoIterator<Item = (Setting, &'s str)>) -> Self {
        let mut other = self.clone();
        other
            .settings
            .extend(settings.into_iter().map(|(setting, value)| (setting.name().to_owned(), value.to_owned())));
        other
    }

    /// The same scheme with a further rating of actions, behind the others.
    pub(super) fn with_rating(&self, cells: &BTreeMap<Field, String>) -> Self {
        let mut other = self.clone();
        let Some(sheet) = other.sheets.iter_mut().find(|sheet| sheet.id == Some(SheetId::Ratings)) else {
            return other;
        };
        let applies = cells.get(&Field::AppliesTo);
        let last = sheet.rows.iter().rposition(|row| row.cells.get(&Field::AppliesTo) == applies);
        let row = Row { cells: cells.clone(), ..Row::default() };
        sheet.rows.insert(last.map_or(sheet.rows.len(), |last| last + 1), row);
        other
    }

    /// The names of the settings that the preset sets.
    #[cfg(test)]
    pub(super) fn setting_names(&self) -> impl Iterator<Item = &str> {
        self.settings.keys().map(String::as_str)
    }

    /// Whether a sheet is part of the starter plan: an optional one only where the preset has something on it. The others
    /// are read as soon as somebody adds them. The first sheet, which is never read, is for whoever opens the workbook.
    pub(super) fn writes(&self, layout: &SheetLayout) -> bool {
        !layout.optional || layout.id == SheetId::About || self.sheet(layout.id).is_some()
    }

    /// What the preset has on a sheet; nothing where its file does not name the sheet.
    pub(super) fn sheet(&self, id: SheetId) -> Option<&SchemeSheet> {
        self.sheets.iter().find(|sheet| sheet.id == Some(id))
    }
}
