//! The columns that actions and indicators share: where a row belongs, what it counts as and where it came from.

use crate::domain::Rating;
use crate::layout::Field;
use crate::plan::DeliveryPlan;
use crate::returns::Return;
use crate::tally::{ActionLine, IndicatorLine};

use super::cell::{DataCell, DataKind};
use super::{Column, DataRow};

/// A row that is counted.
pub(super) trait CountedRow: DataRow {
    /// The delivery plan under which it counts.
    fn delivery_plan(&self) -> &DeliveryPlan;
    /// The code of its priority.
    fn priority(&self) -> Option<&str>;
    /// The rating that it counts as.
    fn counted(&self) -> Option<&Rating>;
    /// The return that answers for it.
    fn received(&self) -> Option<&Return>;
}

impl CountedRow for ActionLine<'_> {
    fn delivery_plan(&self) -> &DeliveryPlan {
        self.delivery_plan
    }
    fn priority(&self) -> Option<&str> {
        self.planned.priority.as_deref()
    }
    fn counted(&self) -> Option<&Rating> {
        self.counted
    }
    fn received(&self) -> Option<&Return> {
        self.received
    }
}

impl CountedRow for IndicatorLine<'_> {
    fn delivery_plan(&self) -> &DeliveryPlan {
        self.delivery_plan
    }
    fn priority(&self) -> Option<&str> {
        self.planned.priority.as_deref()
    }
    fn counted(&self) -> Option<&Rating> {
        self.counted
    }
    fn received(&self) -> Option<&Return> {
        self.received
    }
}

/// Where a row belongs.
pub(super) fn belongs<L: CountedRow>() -> [Column<L>; 4] {
    [
        Column::row(
            "delivery_plan_code",
            DataKind::Text,
            "The code of the delivery plan it counts under",
            |_, line| DataCell::text(&*line.delivery_plan().code),
        ),
        Column::sheet("delivery_plan", Field::DeliveryPlan, "The delivery plan it counts under"),
        Column::row("priority_code", DataKind::Text, "The code of the priority", |_, line| {
            DataCell::optional(line.priority())
        }),
        Column::sheet("priority", Field::Priority, "The priority"),
    ]
}

/// What a row counts as.
pub(super) fn counts<L: CountedRow>() -> [Column<L>; 4] {
    [
        Column::sheet("rating_received", Field::RatingReceived, "The rating as it came back"),
        Column::sheet("rating_counted", Field::RatingCounted, "The rating that counts; Not rated or Information only"),
        Column::row(
            "standing",
            DataKind::Text,
            "What the rating counted means: Complete, On track, Behind, Off track, Closed, Awaited or Monitor only",
            |_, line| line.counted().map_or(DataCell::Blank, |rating| DataCell::text(rating.standing.to_string())),
        ),
        Column::row("in_percentages", DataKind::Boolean, "Whether it is in the base of the percentages", |_, line| {
            DataCell::Boolean(line.counted().is_some_and(|rating| rating.in_percentages))
        }),
    ]
}

/// What was written about a row, and where it came from.
pub(super) fn source<L: CountedRow>() -> [Column<L>; 4] {
    [
        Column::sheet("commentary", Field::Commentary, "The commentary"),
        Column::sheet("source_file", Field::SourceFile, "The return it came from"),
        Column::sheet("source_cell", Field::SourceCell, "Where it stands in that return"),
        Column::row("source_sha256", DataKind::Text, "The SHA-256 of that return", |_, line| {
            line.received().map_or(DataCell::Blank, |received| DataCell::text(&*received.source.sha256))
        }),
    ]
}
