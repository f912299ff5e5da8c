//! How the figures were made, in a few points.

use crate::domain::{Kind, Tolerance};
use crate::plan::ActionsCounted;
use crate::tally::Told;
use crate::word::{Block, Run};

use super::super::book::Book;
use super::super::summary::none;

/// Everything below the heading.
pub(super) fn blocks(book: &Book<'_>) -> Vec<Block> {
    let (plan, wording) = (book.plan, &book.plan.wording);
    let mut points = Vec::new();
    for kind in wording.kinds().into_iter().filter(|kind| none(book, *kind).is_none()) {
        let table = book.tally.table(kind);
        let nouns = wording.noun(kind, 2);
        let outside = table.columns.iter().zip(&table.in_base).filter(|(_, in_base)| !**in_base);
        let mut outside: Vec<&str> = outside.map(|(name, _)| wording.of(name)).collect();
        outside.extend(["not rated", "for information only"]);
        points.push(format!(
            "Percentages are of the {} rated {nouns}. Outside them: {}.",
            table.overall.base,
            outside.join(", ")
        ));
        if kind == Kind::Actions && plan.settings.actions_counted == ActionsCounted::WhenRated {
            points.push(format!(
                "{} are counted when they are rated: those that are not due yet need not be.",
                wording.title(kind)
            ));
        }
    }
    points.push(plan.settings.rounding.note().to_owned());
    let mut tolerances: Vec<&Tolerance> = Vec::new();
    for line in &book.tally.indicator_lines {
        if let Some(tolerance) = line.tolerance(plan)
            && !tolerances.iter().any(|own| own.name == tolerance.name)
        {
            tolerances.push(tolerance);
        }
    }
    points.extend(
        tolerances
            .iter()
            .map(|tolerance| format!("{} ({}): {}.", tolerance.name, tolerance.measure, tolerance.in_words())),
    );
    points.extend(restated(book));
    points.extend(not_held(book));
    points.into_iter().map(|text| Block::Bullet(vec![Run::plain(text)])).collect()
}

/// Which figures of earlier periods are not those that were reported then.
fn restated(book: &Book<'_>) -> Option<String> {
    let record = &book.tally.record;
    let is_restated = |line: &&crate::tally::IndicatorLine<'_>| {
        record.periods().into_iter().any(|period| record.indicator(line, period).restated.is_some())
    };
    let lines: Vec<&str> =
        book.tally.indicator_lines.iter().filter(is_restated).map(|line| line.planned.reference.as_str()).collect();
    (!lines.is_empty()).then(|| {
        format!("Figures of earlier periods that were restated since stand as they are now: {}.", lines.join(", "))
    })
}

/// Of which periods of the year nothing is held.
fn not_held(book: &Book<'_>) -> Option<String> {
    let record = &book.tally.record;
    let line = book.tally.action_lines.first();
    let is_not_held = |period: &crate::domain::Period| {
        line.is_some_and(|line| record.action(line, *period).told == Told::NotHeld)
            && record.workbook(*period).is_none()
    };
    let periods: Vec<String> =
        record.year().iter().filter(|period| is_not_held(period)).map(ToString::to_string).collect();
    (!periods.is_empty()).then(|| format!("Not held, so not shown: {}.", periods.join(", ")))
}
