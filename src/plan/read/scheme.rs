//! Reading the Ratings sheet: the ratings of actions and those of indicators, in the order of their columns.
//!
//! A rating whose standing cannot be read is kept as one that nothing is judged by, so that one slip does not make a
//! fault of every row that uses it.

use std::collections::BTreeMap;

use crate::domain::{
    Colour, INFORMATION_ONLY, Kind, NOT_RATED, Rating, Scale, Scheme, Span, Standing, Window, WindowFault, as_name,
    key, same, windows_join,
};
use crate::grid::Value;
use crate::layout::{Field, Row, Table};
use crate::plan::ForMembers;

use super::choice::{choice, name_in, need, whole, yes_no};
use super::fault::{FaultKind, OptionalFault, RatingFault, SlippageFault};
use super::faults::Faults;
use super::may_be::MayBe;

const APPLIES_TO: &[&str] = &["Actions", "Indicators", "Both"];
/// The most characters of a rating word: it stands in headings, drop-downs and messages.
pub(crate) const LONGEST_RATING: usize = 60;
/// The last place in an order of ratings: no scheme has as many.
const LAST_PLACE: u32 = 999;
const WHITE: Colour = Colour(0x00FF_FFFF);

/// Reads the ratings of both kinds; with those of actions, what each asks members to decide.
pub(super) fn read_scheme(table: &Table<'_>, faults: &mut Faults) -> (Scheme, Vec<Option<ForMembers>>) {
    let mut for_members = Vec::new();
    let mut read: Vec<(Row<'_, '_>, Vec<Kind>, Rating)> = Vec::new();
    let mut windows_are_known = true;
    for row in table.rows() {
        let Some(name) = name_in(&row, Field::Rating) else {
            faults.invalid(&row, Field::Rating, MayBe::Something);
            continue;
        };
        let length = name.chars().count();
        if length > LONGEST_RATING {
            faults.at(&row, Field::Rating, FaultKind::RatingWordTooLong { length });
        }
        let both = || vec![Kind::Actions, Kind::Indicators];
        let parse = |text: &str| match key(text).as_str() {
            "both" => Some(both()),
            _ => Kind::parse(text).map(|kind| vec![kind]),
        };
        let kinds = choice(&row, Field::AppliesTo, both(), parse, MayBe::Words(APPLIES_TO), faults);
        let standing = standing(&row, faults);
        let window = window(&row, standing, faults);
        windows_are_known &= window.is_ok();
        let also = row.text(Field::AlsoAccepted);
        let rating = Rating {
            name: name.into(),
            symbol: name_in(&row, Field::Symbol).map(String::from),
            also: also
                .split([',', ';'])
                .map(|word| as_name(word).into_owned())
                .filter(|word| !word.is_empty())
                .collect(),
            colour: colour(&row, faults),
            meaning: row.text(Field::Meaning).into(),
            standing,
            window: window.unwrap_or_default(),
            commentary: need(&row, Field::Commentary, faults),
            revised: need(&row, Field::RevisedDeadline, faults),
            completed: need(&row, Field::CompletedDate, faults),
            in_percentages: yes_no(&row, Field::InPercentages, true, faults),
            group: name_in(&row, Field::Group).map(String::from),
            best_to_worst: place(&row, faults),
        };
        let parse = |text: &str| ForMembers::parse(text).map(Some);
        let asks = choice(&row, Field::ForMembers, None, parse, MayBe::Words(ForMembers::WORDS), faults);
        if kinds.contains(&Kind::Actions) {
            for_members.push(asks);
        }
        read.push((row, kinds, rating));
    }
    check_words(&read, faults);
    if windows_are_known {
        check_windows(&read, faults);
    }
    let scale = |kind: Kind| {
        let of_kind = read.iter().filter(|(_, kinds, _)| kinds.contains(&kind));
        Scale(of_kind.map(|(_, _, rating)| rating.clone()).collect())
    };
    (Scheme { actions: scale(Kind::Actions), indicators: scale(Kind::Indicators) }, for_members)
}

fn standing(row: &Row<'_, '_>, faults: &mut Faults) -> Standing {
    if row.given(Field::Standing).is_none() {
        faults.invalid(row, Field::Standing, MayBe::Words(Standing::WORDS));
    }
    choice(row, Field::Standing, Standing::Awaited, Standing::parse, MayBe::Words(Standing::WORDS), faults)
}

/// Its place among the ratings of its standing.
fn place(row: &Row<'_, '_>, faults: &mut Faults) -> Option<u32> {
    let cell = row.cell(Field::BestToWorst).filter(|_| row.given(Field::BestToWorst).is_some())?;
    let place = whole(cell, 1, LAST_PLACE);
    if place.is_none() {
        faults.at(row, Field::BestToWorst, FaultKind::Optional(OptionalFault::PlaceUnreadable));
    }
    place
}

/// A colour. One of digits only is a number to Excel, and has lost the noughts before it.
fn colour(row: &Row<'_, '_>, faults: &mut Faults) -> Colour {
    let is_number = row.cell(Field::Colour).is_some_and(|cell| matches!(cell.value, Some(Value::Number(_))));
    let parse = |text: &str| if is_number { Colour::parse(&format!("{text:0>6}")) } else { Colour::parse(text) };
    choice(row, Field::Colour, WHITE, parse, MayBe::Colour, faults)
}

/// The window of slippage, where either of its ends is given; `Err` where an end cannot be read. What has not started has
/// none.
fn window(row: &Row<'_, '_>, standing: Standing, faults: &mut Faults) -> Result<Option<Window>, ()> {
    let mut is_read = true;
    let mut end = |field: Field| {
        let span = Span::parse(&row.given(field)?);
        if span.is_none() {
            is_read = false;
            let heading = row.table.heading(field).to_owned();
            faults.at(row, field, FaultKind::Slippage(SlippageFault::Unreadable { heading }));
        }
        span
    };
    let (over, up_to) = (end(Field::SlippageOver), end(Field::SlippageUpTo));
    if !is_read {
        return Err(());
    }
    if standing == Standing::NotStarted {
        let given = if over.is_some() { Field::SlippageOver } else { Field::SlippageUpTo };
        if over.is_some() || up_to.is_some() {
            faults.at(row, given, FaultKind::Slippage(SlippageFault::NotStarted));
        }
        return Ok(None);
    }
    Ok((over.is_some() || up_to.is_some()).then_some(Window { over, up_to }))
}

/// Records words and symbols that mean two ratings of one kind, one fault a row.
fn check_words(read: &[(Row<'_, '_>, Vec<Kind>, Rating)], faults: &mut Faults) {
    let mut taken: BTreeMap<(Kind, String), (usize, &str)> = BTreeMap::new();
    for (index, (row, kinds, rating)) in read.iter().enumerate() {
        let mut is_said = false;
        if [NOT_RATED, INFORMATION_ONLY].iter().any(|word| same(word, &rating.name)) {
            is_said = true;
            faults.at(row, Field::Rating, FaultKind::Rating(RatingFault::Reserved { word: rating.name.clone() }));
        }
        let names = std::iter::once((Field::Rating, &rating.name));
        let symbols = rating.symbol.iter().map(|symbol| (Field::Symbol, symbol));
        let others = rating.also.iter().map(|also| (Field::AlsoAccepted, also));
        for (field, word) in names.chain(symbols).chain(others) {
            for kind in kinds {
                let first = taken.entry((*kind, key(word))).or_insert((index, &rating.name));
                if first.0 != index && !is_said {
                    is_said = true;
                    let kind = FaultKind::Rating(RatingFault::Twice {
                        word: word.clone(),
                        rating: first.1.to_owned(),
                        of: *kind,
                    });
                    faults.at(row, field, kind);
                }
            }
        }
    }
}

/// Records how the windows of the action ratings fail to join, at the cell that has to change.
fn check_windows(read: &[(Row<'_, '_>, Vec<Kind>, Rating)], faults: &mut Faults) {
    let of_actions = || {
        let rows = read.iter().filter(|(_, kinds, _)| kinds.contains(&Kind::Actions));
        rows.filter_map(|(row, _, rating)| rating.window.map(|window| (row, window)))
    };
    let windows: Vec<Window> = of_actions().map(|(_, window)| window).collect();
    if windows.is_empty() {
        return;
    }
    let Err(fault) = windows_join(&windows) else { return };
    let field = match &fault {
        WindowFault::Ends(_) => Field::SlippageUpTo,
        WindowFault::Empty(_) | WindowFault::StartsLate(_) | WindowFault::Gap { .. } | WindowFault::Overlap { .. } => {
            Field::SlippageOver
        }
    };
    let is_meant = |window: &Window| match &fault {
        WindowFault::Empty(meant) | WindowFault::Overlap { second: meant, .. } => window == meant,
        WindowFault::StartsLate(starts) | WindowFault::Gap { starts, .. } => window.over.as_ref() == Some(starts),
        WindowFault::Ends(end) => window.up_to.as_ref() == Some(end),
    };
    // Of two equal windows the later is the one too many.
    if let Some((row, _)) = of_actions().rfind(|(_, window)| is_meant(window)) {
        let kind = FaultKind::Slippage(SlippageFault::Windows(fault.clone()));
        match row.at(field).or_else(|| row.at(Field::Rating)) {
            Some(at) => faults.at_cell(row, at, kind),
            None => faults.at(row, field, kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{brief, draft};
    use crate::domain::Standing;

    /// The places of the ratings of actions where one column more says them, and what is said of it.
    fn places(of_green: &str, of_amber: &str) -> (Vec<Option<u32>>, Vec<String>) {
        let green = format!("On track | | | | | | | {of_green}\n");
        let amber = format!("Behind | 0 | 3 months | Required | Required | | | {of_amber}\n");
        let draft = draft(&[
            ("Completed date | In percentages\n", "Completed date | In percentages | Best to worst\n"),
            ("On track | | | | | |\n", &green),
            ("Behind | 0 | 3 months | Required | Required | |\n", &amber),
        ]);
        let faults = draft.faults.iter().map(|fault| brief(fault).1).collect();
        let scheme = draft.plan.unwrap().scheme;
        (scheme.actions.iter().map(|rating| rating.best_to_worst).collect(), faults)
    }

    #[test]
    fn a_place_is_a_whole_number_from_one_and_anything_else_counts_as_none() {
        let none = || (None, vec!["Optional PlaceUnreadable".to_owned()]);
        for (typed, (place, said)) in [
            ("=1", (Some(1), Vec::new())),
            ("2", (Some(2), Vec::new())),
            ("=999", (Some(999), Vec::new())),
            ("", (None, Vec::new())),
            ("=0", none()),
            ("=1.5", none()),
            ("=-1", none()),
            ("first", none()),
            ("=1000", none()),
        ] {
            let (places, found) = places(typed, "=3");
            assert_eq!((places, found), (vec![None, place, Some(3), None], said), "{typed}");
        }
    }

    #[test]
    fn what_has_not_started_has_no_slippage() {
        let waiting = |window: &str| {
            let row = format!(
                "Required | Required | |\nActions | Waiting | | | D9D9D9 | Not begun | Not started | {window} | | | |\nIndicators | Green"
            );
            let draft = draft(&[("Required | Required | |\nIndicators | Green", &row)]);
            let faults: Vec<String> = draft.faults.iter().map(|fault| brief(fault).1).collect();
            let rating = draft.plan.unwrap().scheme.actions.iter().last().unwrap().clone();
            assert_eq!((rating.standing, rating.window), (Standing::NotStarted, None));
            faults
        };
        assert!(waiting("|").is_empty());
        assert_eq!(waiting("0 |"), ["Slippage NotStarted"]);
        assert_eq!(waiting("| 0"), ["Slippage NotStarted"]);
    }
}
