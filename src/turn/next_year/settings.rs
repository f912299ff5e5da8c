//! The Settings sheet of the next year, and what else in the workbook is about the year that is over: waivers, messages,
//! and whatever names it.

use crate::domain::FinancialYear;
use crate::grid::Entry;
use crate::layout::{Field, PLAN, SheetId};
use crate::plan::Setting;

use super::super::plan_copy::ColumnOf;
use super::{Job, NotTurned};

impl Job<'_> {
    /// Sets the Period, and clears the day by which returns are due.
    pub(super) fn settings(&mut self) -> Result<(), NotTurned> {
        let value = ColumnOf::Known(Field::Value);
        let sheet = self.copy.sheet_name(SheetId::Settings).to_owned();
        let rows = self.listed();
        let find = |wanted| rows.iter().find(|(setting, ..)| *setting == wanted);
        let (period, next) = (Setting::Period.name(), self.next.to_string());
        let Some((_, row, shown)) = find(Setting::Period) else {
            return Err(NotTurned::Period(format!("{sheet} does not list it")));
        };
        self.copy
            .put(SheetId::Settings, *row, &value, Entry::Text(next.clone()))
            .map_err(|why| NotTurned::Period(why.in_words()))?;
        self.record.done((&sheet, ""), period, shown, &next);
        if let Some((setting, row, shown)) = find(Setting::ReturnsDue) {
            let decide = format!("The day by which returns for {next} are due.");
            let cleared = self.copy.put(SheetId::Settings, *row, &value, Entry::Blank);
            let to = if cleared.is_ok() { "" } else { shown.as_str() };
            self.record.add((&sheet, ""), setting.name(), (shown, to), &decide);
        }
        let year = self.plan.period.financial_year();
        let named = rows.iter().filter(|(setting, ..)| !matches!(setting, Setting::Period | Setting::ReturnsDue));
        for (setting, _, shown) in named.filter(|(.., shown)| names_year(shown, year)) {
            self.record.left((&sheet, ""), setting.name(), shown, NAMES_THE_YEAR);
        }
        Ok(())
    }

    /// The settings that are listed, each with its row and what it says.
    fn listed(&self) -> Vec<(Setting, u32, String)> {
        let Some(table) = self.copy.table(SheetId::Settings) else { return Vec::new() };
        let setting = |row: &crate::layout::Row<'_, '_>| Setting::find(&row.text(Field::Setting));
        table.rows().filter_map(|row| Some((setting(&row)?, row.number, row.text(Field::Value).to_string()))).collect()
    }

    /// Lists waivers, and messages and headings that name the year.
    pub(super) fn words(&mut self) {
        let year = self.plan.period.financial_year();
        let waivers = PLAN.sheet(SheetId::Waivers);
        let (sheet, rule) = (self.copy.sheet_name(SheetId::Waivers).to_owned(), waivers.heading(Field::Rule));
        for waiver in &self.plan.policy.waivers {
            let what = format!("{rule} {}", waiver.rule);
            match waiver.period {
                None => self.record.left(
                    (&sheet, &waiver.reference),
                    &what,
                    "",
                    "It holds in every period. Whether it is still wanted.",
                ),
                Some(period) if period.end_in_year() < self.next.end_in_year() => {
                    let decide = "It waives nothing any more. Delete its row, or give it another period.";
                    self.record.left((&sheet, &waiver.reference), &what, &period.to_string(), decide);
                }
                Some(_) => {}
            }
        }
        let sheet = self.copy.sheet_name(SheetId::Messages).to_owned();
        let messages = self.copy.table(SheetId::Messages).map(|table| {
            let texts =
                table.rows().map(|row| (row.text(Field::Message).to_string(), row.text(Field::Text).to_string()));
            texts.filter(|(_, text)| names_year(text, year)).collect::<Vec<_>>()
        });
        for (message, _) in messages.unwrap_or_default() {
            self.record.left((&sheet, ""), &message, "", NAMES_THE_YEAR);
        }
        for id in [SheetId::Actions, SheetId::Indicators] {
            let sheet = self.copy.sheet_name(id).to_owned();
            let own = self.copy.table(id).map(|table| table.unknown.clone()).unwrap_or_default();
            let is_named = |heading: &String| names_year(heading, year) && !self.is_of_period(heading);
            let named: Vec<String> = own.into_iter().map(|(heading, _)| heading).filter(is_named).collect();
            for heading in named {
                self.record.left((&sheet, ""), &heading, "", NAMES_THE_YEAR);
            }
        }
    }
}

const NAMES_THE_YEAR: &str = "It names the year that is over.";

/// Whether a text names a financial year, however that is written.
fn names_year(text: &str, year: FinancialYear) -> bool {
    let plain: String =
        text.chars().map(|c| if matches!(c, '/' | '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c }).collect();
    let own = year.to_string();
    let whole = own.split_once('-').map(|(first, _)| format!("{first}-{}", i32::from(year.start) + 1));
    plain.contains(&own) || whole.is_some_and(|whole| plain.contains(&whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_found_however_it_is_written_and_another_is_not() {
        let year = FinancialYear { start: 2025, year_starts: 4 };
        for text in ["Plan 2025-26", "2025/26 plan", "for 2025–26", "2025/2026", "due in 2025-26 Q4"] {
            assert!(names_year(text, year), "{text}");
        }
        for text in ["Plan 2024-25", "2026/27", "Corporate plan 2023 to 2027", "2025"] {
            assert!(!names_year(text, year), "{text}");
        }
        assert!(names_year("Plan 2025", FinancialYear { start: 2025, year_starts: 1 }));
    }
}
