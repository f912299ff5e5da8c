//! Reading one entry cell into what it means.
//!
//! Every reader takes the cell as it stands and gives a [`Slot`]: nothing is corrected silently, and a formula
//! without a stored result or an error value is never taken for a blank. Dates follow the text-date grammar,
//! numbers the section "Reading numbers and dates" of the rule catalogue.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::domain::{
    Direction, NotADate, NotANumber, Period, Precision, RatingId, Scale, SharedText, TextDate, Unit, from_year_number,
    is_plausible, key, read_date,
};
use crate::grid::{Cell, CellRef, Look, Sheet, Shown, Value, date_of_serial, runs_of};
use crate::layout::Field;

use super::entry::{DateDoubt, DateGiven, Entry, Quantity, Reason, Slot, Unreadable, ValueGiven};

/// What the readers need to know beside the cell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'a> {
    /// The period reported: text dates without a year belong to its financial year.
    pub period: &'a Period,
    /// Whether the file tells cell formats; if not, the issued cell's format applies.
    pub tells_formats: bool,
    /// Whether the workbook counts days from 1904.
    pub epoch_1904: bool,
}

/// A cell of a column as it was found.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Found<'c> {
    /// The cell; `None` where its column is gone.
    pub at: Option<CellRef>,
    /// What stands in it.
    pub cell: Option<&'c Cell>,
    /// How it looks, where that says more.
    pub looks: &'c [(CellRef, Look)],
    /// Whether it lies under a merged cell.
    pub is_covered: bool,
}

impl<'c> Found<'c> {
    /// The cell of a sheet at an address, where there is one.
    pub(crate) fn in_sheet(sheet: &'c Sheet, at: Option<CellRef>) -> Self {
        let looks = at.map(|at| sheet.looks_at(at)).unwrap_or_default();
        Self { at, cell: at.and_then(|at| sheet.get(at)), looks, is_covered: false }
    }
}

/// What the readers need to know of the row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowReading<'a> {
    /// What holds for the whole return.
    pub reading: &'a Reading<'a>,
    /// The ratings of its kind.
    pub scale: &'a Scale,
    /// The unit of its values; empty for an action.
    pub unit: &'a str,
}

/// What can be entered in a cell: how it is read, and what it is whichever way it was typed.
pub(crate) trait Entered {
    /// Reads a cell; of `field` where it is one of the layout's.
    fn read(field: Option<Field>, found: Found<'_>, row: &RowReading<'_>) -> Slot<Self>
    where
        Self: Sized;

    /// The day, where it is one.
    fn day(&self) -> Option<Date> {
        None
    }

    /// Why it could be another day.
    fn doubt(&self) -> Option<DateDoubt> {
        None
    }

    /// The figure, where it is one.
    fn quantity(&self) -> Option<&Quantity> {
        None
    }

    /// Whether it is a reason in place of a figure.
    fn is_reason(&self) -> bool {
        false
    }

    /// The rating, where it is one.
    fn rating(&self) -> Option<RatingId> {
        None
    }

    /// The words, where any will do.
    fn words(&self) -> Option<&str> {
        None
    }

    /// The word, where it is one of a list.
    fn word(&self, _: &Scale) -> Option<String> {
        None
    }
}

/// Commentary, a reason, a name.
impl Entered for SharedText {
    fn read(_: Option<Field>, found: Found<'_>, _: &RowReading<'_>) -> Slot<Self> {
        slot(found, Holds::Prose, |_, typed| Entry::Given(typed.clone()))
    }

    fn words(&self) -> Option<&str> {
        Some(self)
    }
}

/// A rating, by name, symbol or other accepted word.
impl Entered for RatingId {
    fn read(_: Option<Field>, found: Found<'_>, row: &RowReading<'_>) -> Slot<Self> {
        slot(found, Holds::Word, |_, typed| {
            let nearest = || row.scale.nearest(typed).map(|rating| rating.name.clone());
            let unknown = || unreadable(Unreadable::Rating { nearest: nearest() });
            row.scale.find(typed).map_or_else(unknown, Entry::Given)
        })
    }

    fn rating(&self) -> Option<RatingId> {
        Some(*self)
    }

    fn word(&self, scale: &Scale) -> Option<String> {
        scale.get(*self).map(|rating| key(&rating.name))
    }
}

impl Entered for Direction {
    fn read(_: Option<Field>, found: Found<'_>, _: &RowReading<'_>) -> Slot<Self> {
        slot(found, Holds::Word, |_, typed| match Self::parse(typed) {
            Some(direction) => Entry::Given(direction),
            None => unreadable(Unreadable::NotListed),
        })
    }

    fn word(&self, _: &Scale) -> Option<String> {
        Some(self.to_string())
    }
}

impl Entered for DateGiven {
    fn read(field: Option<Field>, found: Found<'_>, row: &RowReading<'_>) -> Slot<Self> {
        let longest = match field {
            Some(Field::RevisedDeadline) => Precision::Year,
            _ => Precision::Third,
        };
        row.reading.date(found, longest)
    }

    fn day(&self) -> Option<Date> {
        Some(self.day)
    }

    fn doubt(&self) -> Option<DateDoubt> {
        self.doubt
    }
}

impl Entered for ValueGiven {
    fn read(field: Option<Field>, found: Found<'_>, row: &RowReading<'_>) -> Slot<Self> {
        // The parts of a value are plain numbers, whatever it is itself.
        let is_part = matches!(field, Some(Field::Numerator | Field::Denominator));
        row.reading.value(found, if is_part { "" } else { row.unit })
    }

    fn quantity(&self) -> Option<&Quantity> {
        self.quantity()
    }

    fn is_reason(&self) -> bool {
        matches!(self, Self::Reason(_))
    }

    fn word(&self, _: &Scale) -> Option<String> {
        match self {
            Self::Words(words) => Some(key(words)),
            Self::Number(_) | Self::Reason(_) => None,
        }
    }
}

impl Reading<'_> {
    /// Reads a date: a real one, a text date, a year, or a serial number. What stands for more than `longest` is none.
    pub(crate) fn date(&self, found: Found<'_>, longest: Precision) -> Slot<DateGiven> {
        slot(found, Holds::Date, |value, typed| {
            let read = match value {
                Value::Date { day, shows_day: true } => Ok(DateGiven { day: *day, doubt: None }),
                Value::Date { day, shows_day: false } => Ok(DateGiven { day: day.last_of_month(), doubt: None }),
                Value::Number(number) => self.date_of_number(*number, typed, longest),
                Value::Text(_) => read_date(typed, self.period).and_then(|read| given(read, typed, longest)),
                Value::Bool(_) | Value::Time { .. } | Value::Error(_) => Err(NotADate::Other(typed.to_string())),
            };
            match read {
                Ok(given) if self.is_plausible(given.day) => Entry::Given(given),
                Ok(given) => unreadable(Unreadable::DateImplausible(given.day)),
                Err(why) => unreadable(Unreadable::Date(why)),
            }
        })
    }

    fn date_of_number(&self, number: Decimal, typed: &str, longest: Precision) -> Result<DateGiven, NotADate> {
        if let Some(year) = number.is_integer().then(|| number.to_i64()).flatten().and_then(from_year_number) {
            return given(year, typed, longest);
        }
        let serial = date_of_serial(number, self.epoch_1904).filter(|day| self.is_plausible(*day));
        serial
            .map(|day| DateGiven { day, doubt: Some(DateDoubt::SerialNumber) })
            .ok_or_else(|| NotADate::Other(typed.to_string()))
    }

    fn is_plausible(&self, day: Date) -> bool {
        is_plausible(day, *self.period)
    }

    /// Reads a value in `unit`: a number, or a reason for there being none.
    pub(crate) fn value(&self, found: Found<'_>, unit: &str) -> Slot<ValueGiven> {
        let shown = found.cell.map(|cell| cell.shown);
        let displayed = found.cell.and_then(|cell| cell.displayed).map(|displayed| u32::from(displayed.decimals));
        let known = Unit::of(unit);
        let holds = if known == Unit::Text {
            Holds::Prose
        } else if known.is_in_words() {
            Holds::Word
        } else {
            Holds::Number
        };
        let whole = |value| ValueGiven::Number(Quantity { value, percent: false, percent_cell: false, places: 0 });
        slot(found, holds, |value, typed| match value {
            Value::Text(_) | Value::Number(_) | Value::Bool(_) | Value::Date { .. } | Value::Time { .. }
                if known == Unit::Text =>
            {
                let words = || ValueGiven::Words(typed.clone());
                Entry::Given(Reason::parse(typed).map_or_else(words, ValueGiven::Reason))
            }
            Value::Bool(truth) if known == Unit::YesNo => Entry::Given(whole(Decimal::from(u8::from(*truth)))),
            Value::Time { .. } if value.is_time_of(known) => match known.read(typed) {
                Ok(read) => Entry::Given(whole(read.value)),
                Err(why) => unreadable(Unreadable::Number(why)),
            },
            Value::Number(_) | Value::Time { .. } | Value::Bool(_) | Value::Date { .. } if known.is_in_words() => {
                unreadable(Unreadable::Number(known.refusal()))
            }
            Value::Number(number) => match self.quantity(*number, (shown, displayed), unit) {
                Some(quantity) => Entry::Given(ValueGiven::Number(quantity)),
                None => unreadable(Unreadable::Number(NotANumber::OutOfRange)),
            },
            Value::Text(_) => match (Reason::parse(typed), known.read(typed)) {
                (Some(reason), _) => Entry::Given(ValueGiven::Reason(reason)),
                (None, Ok(read)) => Entry::Given(ValueGiven::Number(Quantity {
                    value: read.value,
                    percent: read.percent,
                    percent_cell: false,
                    places: read.value.scale(),
                })),
                (None, Err(why)) => unreadable(Unreadable::Number(why)),
            },
            Value::Time { .. } => unreadable(Unreadable::Number(NotANumber::Time)),
            Value::Bool(_) | Value::Date { .. } | Value::Error(_) => unreadable(Unreadable::Number(NotANumber::Words)),
        })
    }

    /// A percent-format cell of a percentage holds hundredths; any other cell holds the number itself. `None` where it has
    /// too many digits.
    pub(super) fn quantity(
        &self,
        number: Decimal,
        (shown, displayed): (Option<Shown>, Option<u32>),
        unit: &str,
    ) -> Option<Quantity> {
        let percent_unit = unit.trim_start().starts_with('%');
        let percent_cell =
            if self.tells_formats { shown == Some(Shown::Percent) } else { crate::plan::is_percent(unit) };
        let value = if percent_cell && percent_unit { number.checked_mul(Decimal::ONE_HUNDRED) } else { Some(number) };
        value.map(|value| Quantity {
            value: value.normalize(),
            percent: percent_cell,
            percent_cell,
            places: displayed.unwrap_or_else(|| value.normalize().scale()),
        })
    }
}

/// A date that was read of a text or a year, where it does not stand for more than `longest`.
fn given(read: TextDate, typed: &str, longest: Precision) -> Result<DateGiven, NotADate> {
    if read.precision > longest {
        return Err(NotADate::Years(typed.to_owned()));
    }
    let month_first = read.ambiguous.then_some(DateDoubt::DayOrMonth);
    Ok(DateGiven { day: read.day, doubt: read.wrong_weekday.then_some(DateDoubt::Weekday).or(month_first) })
}

pub(super) fn unreadable<T>(why: Unreadable) -> Entry<T> {
    Entry::Unreadable(Box::new(why))
}

/// What belongs in a cell, as far as crossed out, raised and lowered text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Prose,
    Word,
    Number,
    Date,
}

/// What every reader does alike: what is blank, covered, an error, a formula without a result or not to be read as one
/// text never reaches `read`.
pub(super) fn slot<T>(found: Found<'_>, holds: Holds, read: impl FnOnce(&Value, &SharedText) -> Entry<T>) -> Slot<T> {
    let at = found.at;
    if found.is_covered {
        return Slot { at, entry: unreadable(Unreadable::Covered), typed: SharedText::default(), formula: false };
    }
    let Some(cell) = found.cell else {
        return Slot { at, entry: Entry::Blank, typed: SharedText::default(), formula: false };
    };
    let typed = cell.tidy_text();
    let formula = cell.formula.is_some();
    let runs = || runs_of(found.looks).filter(|runs| holds != Holds::Prose && runs.say_more(holds == Holds::Date));
    let entry = match (&cell.value, &cell.formula) {
        (Some(Value::Error(_)), None) if found.looks.iter().any(|(_, look)| *look == Look::Rich) => {
            unreadable(Unreadable::Rich)
        }
        (Some(Value::Error(error)), _) => unreadable(Unreadable::Error(error.to_string())),
        (Some(value), _) if !typed.is_empty() => match runs() {
            Some(runs) => {
                let entry = unreadable(Unreadable::Formatting(runs.clone()));
                return Slot { at, entry, typed: runs.in_words().into(), formula };
            }
            None => read(value, &typed),
        },
        (None, Some(formula)) if !formula.stored => unreadable(Unreadable::NoResult),
        (Some(_) | None, _) => Entry::Blank,
    };
    Slot { at, entry, typed, formula }
}
