//! The columns of the indicators file. Numbers are in the indicator's own unit: 92.5 for 92.5%.

use crate::domain::Target;
use crate::layout::Field;
use crate::plan::Printed;
use crate::returns::ValueGiven;
use crate::tally::IndicatorLine;

use super::super::{Whole, indicators};
use super::cell::{DataCell, DataKind};
use super::counted::{belongs, counts, source};
use super::{Column, DataRow, of_period};

impl DataRow for IndicatorLine<'_> {
    fn columns() -> Vec<Column<Self>> {
        let mut columns = of_period();
        columns.extend([Column::sheet("ref", Field::Ref, "The reference of the indicator; text, 1.10 is not 1.1")]);
        columns.extend(belongs());
        columns.extend([
            Column::sheet("portfolio_holder", Field::PortfolioHolder, "The portfolio holder"),
            Column::sheet("scrutiny_committee", Field::ScrutinyCommittee, "The scrutiny committee"),
            Column::sheet("indicator", Field::Indicator, "What is measured"),
            Column::sheet(
                "unit",
                Field::Unit,
                "The unit of all numbers of the row; % stands for hundredths: 92.5 is 92.5%",
            ),
            Column::sheet("better_when", Field::BetterWhen, "Which values are better: Higher, Lower or In range"),
            Column::sheet("rated", Field::Rated, "Yes, Monitor only or Information only"),
            Column::<Self>::row("due", DataKind::Boolean, "Whether a value is due in this period", |_, line| {
                DataCell::Boolean(line.issued.due)
            }),
            Column::<Self>::row(
                "cumulative",
                DataKind::Boolean,
                "Whether the value adds up over the year",
                |_, line| DataCell::Boolean(line.issued.cumulative),
            ),
            Column::<Self>::row("last_year", DataKind::Number, "Last year's outturn", |_, line| {
                printed(&line.issued.last_year)
            }),
            Column::<Self>::row(
                "last_value",
                DataKind::Number,
                "The value of the period before, as restated where it was",
                last_value,
            ),
            Column::sheet("last_rating", Field::LastRating, "The rating of the period before"),
            Column::<Self>::row("target", DataKind::Number, "This period's target, where it is a number", |_, line| {
                match &line.issued.target {
                    Target::Number(number) => DataCell::Number(*number),
                    Target::Range(..) | Target::Words(_) | Target::None => DataCell::Blank,
                }
            }),
            Column::<Self>::row("target_from", DataKind::Number, "The lower end of a target range", |_, line| {
                range(line).0
            }),
            Column::<Self>::row("target_to", DataKind::Number, "The upper end of a target range", |_, line| {
                range(line).1
            }),
            Column::<Self>::row("target_words", DataKind::Text, "The target, where it is in words", |_, line| {
                match &line.issued.target {
                    Target::Words(words) => DataCell::text(&**words),
                    Target::Number(_) | Target::Range(..) | Target::None => DataCell::Blank,
                }
            }),
            Column::sheet("tolerance", Field::Tolerance, "The tolerance as issued, in words"),
            Column::<Self>::row("value", DataKind::Number, "The value", |_, line| {
                match line.row.and_then(|row| row.value.given()) {
                    Some(ValueGiven::Number(quantity)) => DataCell::Number(quantity.value),
                    Some(ValueGiven::Reason(_)) | None => DataCell::Blank,
                }
            }),
            Column::<Self>::row(
                "no_value",
                DataKind::Text,
                "Why there is no value, or what was typed instead of one",
                |_, line| match line.row.map(|row| (&row.value, row.value.given())) {
                    Some((_, Some(ValueGiven::Reason(reason)))) => DataCell::text(reason.word()),
                    Some((slot, None)) => DataCell::text(&*slot.typed),
                    Some((_, Some(ValueGiven::Number(_)))) | None => DataCell::Blank,
                },
            ),
        ]);
        columns.extend(counts());
        columns.extend([
            Column::sheet("rating_computed", Field::RatingComputed, "What the tolerance makes of the value"),
            Column::sheet("why", Field::Why, "The arithmetic of the tolerance"),
            Column::sheet("direction_of_travel", Field::DirectionOfTravel, "The direction of travel"),
            Column::sheet("override_reason", Field::OverrideReason, "Why the rating differs from the tolerance's"),
        ]);
        columns.extend(source());
        columns
    }

    fn on_sheet(&self, whole: &Whole<'_>, field: Field) -> DataCell {
        DataCell::of(indicators::content(self, whole, field))
    }
}

fn printed(printed: &Printed) -> DataCell {
    match printed {
        Printed::Number(number) => DataCell::Number(*number),
        Printed::Blank | Printed::Text(_) => DataCell::Blank,
    }
}

fn last_value(_: &Whole<'_>, line: &IndicatorLine<'_>) -> DataCell {
    match line.row.map(|row| &row.last_value).filter(|slot| !slot.is_empty()).map(|slot| slot.given()) {
        Some(Some(ValueGiven::Number(quantity))) => DataCell::Number(quantity.value),
        Some(Some(ValueGiven::Reason(_)) | None) => DataCell::Blank,
        None => printed(&line.issued.last_value),
    }
}

fn range(line: &IndicatorLine<'_>) -> (DataCell, DataCell) {
    match &line.issued.target {
        Target::Range(from, to) => (DataCell::Number(*from), DataCell::Number(*to)),
        Target::Number(_) | Target::Words(_) | Target::None => (DataCell::Blank, DataCell::Blank),
    }
}
