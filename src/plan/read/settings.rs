//! Reading the Settings sheet: one setting a row, each with its default where it is blank or not listed.
//!
//! How often the council reports and in which month its year starts are read first, because the period can only be read
//! with them.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::domain::{Calendar, Milestones, Need, Period, Reporting, Rounding, read_link};
use crate::grid::Cell;
use crate::layout::{Field, Row, Table};
use crate::plan::{ActionsCounted, DirectionSetting, IndicatorRatings, Settings, TablesBy, ZeroCounts};

use super::address::read_addresses;
use super::choice::whole;
use super::fault::{FaultKind, SettingFault};
use super::faults::Faults;
use super::may_be::MayBe;
use super::quantity::day_in;
use super::setting::Setting;

/// The most characters that a cell holds.
const LONGEST_TEXT: u32 = 32_767;

/// The most working days before returns are due that anybody is reminded: a quarter of a year.
const MOST_WORKING_DAYS: u32 = 65;

/// How many days after its period returns may be due without a word.
pub(crate) const MOST_DAYS_AFTER: i64 = 120;

/// The Settings sheet as read.
#[derive(Debug)]
pub(super) struct SettingsRead<'t, 'g> {
    /// The settings, with defaults.
    pub(super) settings: Settings,
    /// The period reported: the one asked for, else the sheet's; `None` where neither can be read.
    pub(super) period: Option<Period>,
    /// The row that names the default tolerance.
    pub(super) default_tolerance: Option<Row<'t, 'g>>,
}

/// Reads the settings. `asked` is the period asked for in place of the sheet's.
pub(super) fn read_settings<'t, 'g>(
    table: Option<&'t Table<'g>>,
    epoch_1904: bool,
    asked: Option<&str>,
    faults: &mut Faults,
) -> SettingsRead<'t, 'g> {
    let listed = table.map(|table| listed(table, faults)).unwrap_or_default();
    let mut sheet = Reader { listed, epoch_1904, faults };
    let mut settings = Settings::default();
    let faults_before = sheet.faults.0.len();
    let calendar = Calendar {
        reporting: sheet.word(Setting::Reporting, settings.calendar.reporting, Reporting::parse, Reporting::WORDS),
        year_starts: sheet.read(Setting::YearStarts, settings.calendar.year_starts, MayBe::Month, |_, text| {
            Calendar::month_number(text)
        }),
    };
    let calendar_is_known = sheet.faults.0.len() == faults_before;
    settings.calendar = calendar;
    settings.period = if calendar_is_known { sheet.period(calendar) } else { None };
    let period = if let Some(text) = asked {
        let period = Period::parse(text, &calendar);
        if period.is_none() && calendar_is_known {
            sheet.faults.in_workbook(FaultKind::Setting(SettingFault::PeriodArgument { calendar }), text);
        }
        period
    } else {
        if let Some(table) = table
            && !sheet.is_given(Setting::Period)
            && calendar_is_known
        {
            sheet.period_missing(table, calendar);
        }
        settings.period
    };
    sheet.rest(&mut settings, period);
    sheet.check_returns_due(settings.period, settings.returns_due);
    // The day stands beside the sheet's own period; for another one it may be months out.
    if settings.period.is_some_and(|own| Some(own) != period) {
        settings.returns_due = settings.returns_due.filter(|due| period.is_some_and(|asked| is_after(asked, *due)));
    }
    let default_tolerance = sheet.listed.get(&Setting::DefaultTolerance).copied();
    SettingsRead { settings, period, default_tolerance }
}

/// Whether returns for `period` can be due on that day: in its last weeks, or before the next period is over.
fn is_after(period: Period, due: Date) -> bool {
    let last_weeks = period.last_day() - 31.days();
    due > last_weeks && due <= period.next().last_day()
}

/// The row of each setting that is listed; names that are no setting, and settings listed twice, are recorded.
fn listed<'t, 'g>(table: &'t Table<'g>, faults: &mut Faults) -> BTreeMap<Setting, Row<'t, 'g>> {
    let mut listed: BTreeMap<Setting, Row<'t, 'g>> = BTreeMap::new();
    for row in table.rows() {
        let name = row.text(Field::Setting);
        match Setting::find(&name) {
            None if name.is_empty() && row.given(Field::Value).is_none() => {}
            None => faults.at(&row, Field::Setting, FaultKind::SettingUnknown { nearest: Setting::nearest(&name) }),
            Some(setting) => match listed.get(&setting).and_then(|first| first.at(Field::Setting)) {
                Some(first) => faults.at(&row, Field::Setting, FaultKind::Setting(SettingFault::Twice { first })),
                None => {
                    listed.insert(setting, row);
                }
            },
        }
    }
    listed
}

struct Reader<'t, 'g, 'f> {
    listed: BTreeMap<Setting, Row<'t, 'g>>,
    epoch_1904: bool,
    faults: &'f mut Faults,
}

impl Reader<'_, '_, '_> {
    fn given(&self, setting: Setting) -> Option<String> {
        self.listed.get(&setting).and_then(|row| row.given(Field::Value)).map(String::from)
    }

    fn is_given(&self, setting: Setting) -> bool {
        self.given(setting).is_some()
    }

    fn invalid(&mut self, setting: Setting, may_be: MayBe) {
        if let Some(row) = self.listed.get(&setting) {
            self.faults.at(
                row,
                Field::Value,
                FaultKind::Setting(SettingFault::Invalid { what: setting.name().to_owned(), may_be }),
            );
        }
    }

    fn read<T>(
        &mut self,
        setting: Setting,
        blank: T,
        may_be: MayBe,
        parse: impl FnOnce(&Cell, &str) -> Option<T>,
    ) -> T {
        let cell = self.listed.get(&setting).and_then(|row| row.cell(Field::Value));
        let (Some(cell), Some(text)) = (cell, self.given(setting)) else { return blank };
        parse(cell, &text).unwrap_or_else(|| {
            self.invalid(setting, may_be);
            blank
        })
    }

    fn word<T>(
        &mut self,
        setting: Setting,
        blank: T,
        parse: impl FnOnce(&str) -> Option<T>,
        words: &'static [&'static str],
    ) -> T {
        self.read(setting, blank, MayBe::Words(words), |_, text| parse(text))
    }

    fn period(&mut self, calendar: Calendar) -> Option<Period> {
        let mut of_other_year = None;
        let period = self.read(Setting::Period, None, MayBe::Period(calendar), |_, text| {
            of_other_year =
                Period::parse_by_first_year(text, calendar).filter(|_| Period::parse(text, &calendar).is_none());
            Period::parse(text, &calendar).or(of_other_year).map(Some)
        });
        if let (Some(taken), Some(row)) = (of_other_year, self.listed.get(&Setting::Period)) {
            self.faults.at(row, Field::Value, FaultKind::Setting(SettingFault::PeriodOfOtherYear { taken }));
        }
        period
    }

    fn period_missing(&mut self, table: &Table<'_>, calendar: Calendar) {
        let kind = FaultKind::Setting(SettingFault::PeriodMissing { calendar });
        match self.listed.get(&Setting::Period) {
            Some(row) => self.faults.at(row, Field::Value, kind),
            None => self.faults.in_sheet(&table.sheet.name, kind),
        }
    }

    fn returns_due(&mut self, period: Option<Period>) -> Option<Date> {
        let (period, epoch_1904) = (period?, self.epoch_1904);
        self.read(Setting::ReturnsDue, None, MayBe::Day, |cell, _| day_in(cell, period, epoch_1904).map(Some))
    }

    /// Records a day that cannot be meant for the sheet's own period.
    fn check_returns_due(&mut self, own: Option<Period>, due: Option<Date>) {
        let (Some(period), Some(due)) = (own, due) else { return };
        let last_day = period.last_day();
        if (due < last_day || due > last_day + MOST_DAYS_AFTER.days())
            && let Some(row) = self.listed.get(&Setting::ReturnsDue)
        {
            self.faults.at(row, Field::Value, FaultKind::ReturnsDueOdd { due, period });
        }
    }

    fn contact_email(&mut self) -> Option<String> {
        let (good, bad) = read_addresses(&self.given(Setting::ContactEmail)?);
        if let Some(row) = self.listed.get(&Setting::ContactEmail)
            && !bad.is_empty()
        {
            self.faults.at(row, Field::Value, FaultKind::AddressInvalid(bad));
        }
        good.into_iter().next()
    }

    fn link(&mut self, setting: Setting) -> Option<String> {
        self.read(setting, None, MayBe::Link, |_, text| read_link(text).map(Some))
    }

    /// Everything but the calendar and the period.
    fn rest(&mut self, settings: &mut Settings, period: Option<Period>) {
        settings.organisation = self.given(Setting::Organisation).unwrap_or_default();
        settings.plan_title = self.given(Setting::PlanTitle).unwrap_or_default();
        settings.returns_due = self.returns_due(period);
        settings.contact_name = self.given(Setting::ContactName);
        settings.contact_email = self.contact_email();
        settings.returns_folder = self.link(Setting::ReturnsFolder);
        settings.check_page = self.link(Setting::CheckPage);
        settings.remind_before = self.read(
            Setting::RemindBefore,
            settings.remind_before,
            MayBe::WholeNumber(0, MOST_WORKING_DAYS),
            |cell, _| whole(cell, 0, MOST_WORKING_DAYS),
        );
        settings.actions_counted =
            self.word(Setting::ActionsCounted, settings.actions_counted, ActionsCounted::parse, ActionsCounted::WORDS);
        settings.milestones = self.word(Setting::Milestones, settings.milestones, Milestones::parse, Milestones::WORDS);
        settings.indicator_ratings = self.word(
            Setting::IndicatorRatings,
            settings.indicator_ratings,
            IndicatorRatings::parse,
            IndicatorRatings::WORDS,
        );
        settings.rounding = self.word(Setting::Percentages, settings.rounding, Rounding::parse, Rounding::WORDS);
        settings.places = self.read(Setting::PercentagePlaces, settings.places, MayBe::WholeNumber(0, 2), |cell, _| {
            whole(cell, 0, 2).and_then(|places| u8::try_from(places).ok())
        });
        settings.zero_counts =
            self.word(Setting::ZeroCounts, settings.zero_counts, ZeroCounts::parse, ZeroCounts::WORDS);
        settings.tables_by = self.word(Setting::TablesBy, settings.tables_by, TablesBy::parse, TablesBy::WORDS);
        settings.direction =
            self.word(Setting::DirectionOfTravel, settings.direction, DirectionSetting::parse, DirectionSetting::WORDS);
        settings.default_tolerance = self.given(Setting::DefaultTolerance);
        settings.commentary_limit = self.read(
            Setting::CommentaryLimit,
            settings.commentary_limit,
            MayBe::WholeNumber(1, LONGEST_TEXT),
            |cell, _| whole(cell, 1, LONGEST_TEXT),
        );
        settings.sign_off = self.word(Setting::SignOff, settings.sign_off, Need::parse, Need::WORDS);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::plan::read::read;
    use crate::plan::read::trial::{SOUND, workbook};

    #[test]
    fn the_day_returns_are_due_is_never_that_of_another_period() {
        let due = |book: &str, asked| read(&workbook(book), asked).plan.unwrap().settings.returns_due;
        assert_eq!(due(SOUND, Some("Q1 2025/26")), Some(date(2025, 7, 11)));
        assert_eq!(due(SOUND, Some("2025-26 Q2")), None);
        assert_eq!(due(SOUND, Some("2024-25 Q4")), None);
        // A day that can only be meant for the period asked for stays.
        let other = SOUND.replace("Period | 2025-26 Q1", "Period | 2026-27 Q3");
        assert_eq!(due(&other, Some("2025-26 Q1")), Some(date(2025, 7, 11)));
        let blank = SOUND.replace("Period | 2025-26 Q1", "Period |");
        assert_eq!(due(&blank, Some("2025-26 Q1")), Some(date(2025, 7, 11)));
    }
}
