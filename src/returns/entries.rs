//! The entry cells of a return, each described once: its name in the code, what belongs in it, and its [`Field`].
//!
//! Heading and kind of each stand in the layout of the return. Reading them, and every list of a row's entries, is made
//! from here.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Direction, Kind, RatingId, Scale, SharedText, key, same};
use crate::grid::CellRef;
use crate::layout::{Field, RETURN, SheetId};
use crate::plan::{Issued, Printed};

use super::cells::{Entered, Found, RowReading};
use super::entry::{DateDoubt, DateGiven, Slot, Unreadable, ValueGiven};

/// An entry cell of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EntryCell {
    /// One of the layout's.
    Field(Field),
    /// The cell of that number among the further columns that ask, from 0.
    Asked(usize),
}

impl EntryCell {
    /// The heading of its column in the table of `kind`.
    pub(crate) fn heading(self, issued: &Issued, kind: Kind) -> &str {
        match self {
            Self::Field(field) => RETURN.sheet(SheetId::of(kind)).heading(field),
            Self::Asked(place) => issued.asked(kind).nth(place).map(|ask| ask.printed()).unwrap_or_default(),
        }
    }
}

/// Entries that are read together: those of a row, or of the sign-off.
pub(crate) trait Entries: Sized {
    /// Reads all of them; `found` gives the cell of a field.
    fn read<'c>(found: impl FnMut(Field) -> Found<'c>, row: &RowReading<'_>) -> Self;

    /// All of them, in the order of the layout.
    fn fields(&self) -> impl Iterator<Item = (Field, &dyn AnySlot)>;
}

macro_rules! entries {
    ($(#[$doc:meta])* $name:ident { $($(#[$slot_doc:meta])* $slot:ident: $holds:ty => $field:ident,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name {
            $($(#[$slot_doc])* pub $slot: Slot<$holds>,)*
        }

        impl Entries for $name {
            fn read<'c>(mut found: impl FnMut(Field) -> Found<'c>, row: &RowReading<'_>) -> Self {
                Self { $($slot: <$holds>::read(Some(Field::$field), found(Field::$field), row),)* }
            }

            fn fields(&self) -> impl Iterator<Item = (Field, &dyn AnySlot)> {
                [$((Field::$field, &self.$slot as &dyn AnySlot),)*].into_iter()
            }
        }
    };
}

entries! {
    /// What is entered for an action.
    ActionEntries {
        /// The rating.
        rating: RatingId => Rating,
        /// The day it was completed.
        completed: DateGiven => CompletedDate,
        /// The revised deadline.
        revised: DateGiven => RevisedDeadline,
        /// The direction of travel, where it is asked for.
        direction: Direction => DirectionOfTravel,
        /// The commentary.
        commentary: SharedText => Commentary,
    }
}

entries! {
    /// What is entered for an indicator.
    IndicatorEntries {
        /// Last period's value, pre-filled and perhaps restated.
        last_value: ValueGiven => LastValue,
        /// The number above the line, where it is asked for.
        numerator: ValueGiven => Numerator,
        /// The number below it.
        denominator: ValueGiven => Denominator,
        /// This period's value or the reason for none.
        value: ValueGiven => Value,
        /// The rating, where it is given.
        rating: RatingId => Rating,
        /// Why the rating differs from the band's.
        override_reason: SharedText => OverrideReason,
        /// The commentary.
        commentary: SharedText => Commentary,
    }
}

entries! {
    /// What is entered on the Sign-off sheet.
    SignOffEntries {
        /// Who filled the return in.
        completed_by: SharedText => CompletedBy,
        /// That person's post.
        job_title: SharedText => JobTitle,
        /// When.
        date: DateGiven => Date,
        /// Who approved it.
        approved_by: SharedText => ApprovedBy,
    }
}

/// An entry cell, whatever belongs in it.
pub(crate) trait AnySlot {
    /// The cell; `None` where its column is gone.
    fn at(&self) -> Option<CellRef>;
    /// What was typed, as shown.
    fn typed(&self) -> &SharedText;
    /// Whether a formula stands in it.
    fn has_formula(&self) -> bool;
    /// What was given, where it can be read.
    fn entered(&self) -> Option<&dyn Entered>;
    /// Why it cannot be read, where it cannot.
    fn why_unreadable(&self) -> Option<&Unreadable>;
}

impl<T: Entered> AnySlot for Slot<T> {
    fn at(&self) -> Option<CellRef> {
        self.at
    }

    fn typed(&self) -> &SharedText {
        &self.typed
    }

    fn has_formula(&self) -> bool {
        self.formula
    }

    fn entered(&self) -> Option<&dyn Entered> {
        self.given().map(|given| given as &dyn Entered)
    }

    fn why_unreadable(&self) -> Option<&Unreadable> {
        self.unreadable()
    }
}

impl dyn AnySlot + '_ {
    /// Whether nothing was typed, or the column is gone.
    pub(crate) fn is_blank(&self) -> bool {
        self.entered().is_none() && self.why_unreadable().is_none()
    }

    /// The number in it.
    pub(crate) fn number(&self) -> Option<Decimal> {
        self.entered()?.quantity().map(|quantity| quantity.value)
    }

    /// Why the date in it could be another, with the day it was taken for.
    pub(crate) fn doubt(&self) -> Option<(DateDoubt, Date)> {
        let entered = self.entered()?;
        Some((entered.doubt()?, entered.day()?))
    }

    /// The day or the number in it, whichever way it was typed; else what was typed.
    pub(crate) fn said(&self) -> String {
        self.entered().and_then(exact).unwrap_or_else(|| self.typed().to_string())
    }

    /// What it means, whichever way it was typed: a day, a number, a word of a list, else its own words.
    pub(crate) fn meant(&self, scale: &Scale) -> String {
        let meant = self.entered().and_then(|entered| exact(entered).or_else(|| entered.word(scale)));
        meant.unwrap_or_else(|| key(self.typed()))
    }

    /// Whether the words that were issued in it still stand there, whatever their case and spaces.
    pub(crate) fn has_words_of(&self, issued: &Printed) -> bool {
        matches!(issued, Printed::Text(words) if same(words, self.typed()))
    }

    /// Whether it holds the number that was issued in it.
    pub(crate) fn has_number_of(&self, issued: &Printed) -> bool {
        let number = self.number();
        number.is_some() && number == issued.number()
    }
}

/// A day or a number, in one form whichever way it was typed.
fn exact(entered: &dyn Entered) -> Option<String> {
    let number = || entered.quantity().map(|quantity| quantity.value.normalize().to_string());
    entered.day().map(|day| day.to_string()).or_else(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Period;
    use crate::returns::cells::Reading;

    fn fields<E: Entries>() -> Vec<Field> {
        let period = Period::new(2025, crate::domain::Part::Quarter(1), 4).unwrap();
        let reading = Reading { period: &period, tells_formats: true, epoch_1904: false };
        let entries =
            E::read(|_| Found::default(), &RowReading { reading: &reading, scale: &Scale(Vec::new()), unit: "" });
        entries.fields().map(|(field, _)| field).collect()
    }

    #[test]
    fn every_entry_of_the_layout_is_described_in_its_order() {
        let columns = |id| -> Vec<Field> {
            let columns = RETURN.sheet(id).columns.iter().filter(|column| column.entry);
            columns.map(|column| column.field).collect()
        };
        assert_eq!(fields::<ActionEntries>(), columns(SheetId::Actions));
        assert_eq!(fields::<IndicatorEntries>(), columns(SheetId::Indicators));
        let labels = RETURN.sheet(SheetId::SignOff).labels.iter().filter(|label| label.entry);
        assert_eq!(fields::<SignOffEntries>(), labels.map(|label| label.field).collect::<Vec<_>>());
    }
}
