//! What of a table's ratings is printed for readers, on the front page and in the report, and what is said of the rest.

use crate::domain::{Kind, RatingId};
use crate::plan::Plan;

use super::block::Block;

/// The ratings that Wording shows, each with its place.
pub(in super::super) fn shown(plan: &Plan, kind: Kind) -> Vec<RatingId> {
    let ratings = plan.scale(kind).with_ids();
    ratings.filter(|(_, rating)| plan.wording.shows(&rating.name)).map(|(id, _)| id).collect()
}

impl Block<'_> {
    /// Which rows the percentages are of.
    pub(in super::super) fn said_of_percentages(&self) -> String {
        let (table, wording) = (self.table(), &self.book.plan.wording);
        let nouns = wording.noun(self.kind, 2);
        let outside = table.columns.iter().zip(&table.in_base).filter(|(_, in_base)| !**in_base);
        let outside: Vec<&str> = outside.map(|(name, _)| wording.of(name)).collect();
        if outside.is_empty() {
            format!("Percentages are of the {nouns} that are rated.")
        } else {
            format!("Percentages are of the {nouns} that are rated, without {}.", outside.join(", "))
        }
    }

    /// The ratings that count and are not shown, with their numbers: `2 Closed`.
    pub(in super::super) fn hidden(&self) -> Vec<String> {
        let (plan, counts) = (self.book.plan, &self.table().overall.counts);
        let hidden = plan.scale(self.kind).with_ids().filter(|(_, rating)| !plan.wording.shows(&rating.name));
        hidden
            .filter_map(|(RatingId(number), rating)| {
                let count = counts.get(number).copied().filter(|count| *count > 0)?;
                Some(format!("{count} {}", plan.wording.of(&rating.name)))
            })
            .collect()
    }
}
