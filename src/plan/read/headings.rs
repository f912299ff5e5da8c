//! Headings that are nearly one of the plan's: an optional column whose heading is misspelt would be taken for one of the
//! officer's own, and nothing of it be used.

use crate::domain::heading_key;
use crate::layout::{Field, Table};

use super::fault::FaultKind;
use super::faults::Faults;
use super::indicators::period_label;

/// The fewest letters of a heading that is recognised with one of them wrong. A shorter one is soon another word.
const SHORTEST: usize = 6;
/// What people write for headings, without full stops.
const SHORT_FORMS: [(&str, Field); 5] = [
    ("mon", Field::Monitored),
    ("freq", Field::Frequency),
    ("tol", Field::Tolerance),
    ("cum", Field::Cumulative),
    ("dec places", Field::Decimals),
];
/// The parts of a year that targets are given for.
const PARTS: [(&str, u8); 4] = [("Q", 4), ("H", 2), ("M", 12), ("T", 3)];

/// Records the headings that are nearly an optional one which the sheet lacks.
pub(super) fn check_headings(table: &Table<'_>, faults: &mut Faults) {
    for (heading, at) in &table.unknown {
        if let Some(meant) = meant(table, heading) {
            faults.at_heading(table, *at, FaultKind::HeadingUnknown { meant });
        }
    }
}

fn meant(table: &Table<'_>, heading: &str) -> Option<String> {
    let typed = heading_key(heading);
    let short = typed.replace('.', "");
    let mut missing = table.missing().filter(|column| column.optional && column.field != Field::PeriodTarget);
    let is_meant = |field: Field, own: &str| {
        let is_short_form = SHORT_FORMS.contains(&(short.as_str(), field));
        is_short_form || is_slip(&typed, &heading_key(own))
    };
    let of_period = || period_target(table, &typed, &short);
    missing
        .find(|column| is_meant(column.field, &column.heading))
        .map(|column| column.heading.clone())
        .or_else(of_period)
}

/// The target of a period that a heading nearly names, such as `Target Q1` by `Qtr 1` or `Traget Q1`.
fn period_target(table: &Table<'_>, typed: &str, short: &str) -> Option<String> {
    let template = table.missing().find(|column| column.field == Field::PeriodTarget)?;
    if period_label(typed).is_some() {
        return None;
    }
    let all = PARTS.iter().flat_map(|(part, of_year)| (1..=*of_year).map(move |n| (*part, n)));
    all.filter_map(|(part, n)| {
        let heading = template.heading.replace("{period}", &format!("{part}{n}"));
        let is_named = part == "Q" && short == format!("qtr {n}");
        (is_named || is_slip(typed, &heading_key(&heading))).then_some(heading)
    })
    .find(|heading| table.unknown_col(heading).is_none())
}

/// Whether one letter is changed, missing, added, or two are swapped.
fn is_slip(typed: &str, heading: &str) -> bool {
    heading.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST && strsim::osa_distance(typed, heading) == 1
}
