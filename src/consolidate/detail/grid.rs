//! Which column of the sheet each column of its lists stands in, and how wide that is.
//!
//! A sheet has one width for each column, and its lists have columns of their own: a list with fewer of them leaves one
//! empty where that keeps its commentary in the room that the longest list's has, rather than where a rating stands.

use crate::workbook::is_legible;

use super::super::book::Book;
use super::column::Column;
use crate::layout::Field;

/// The least that titles and commentary are narrowed to so that a page can be read.
const LEAST: u16 = 24;
/// The widest that commentary is made.
const WIDEST: u16 = 110;
/// What an empty column within a list costs beside wider columns, in characters.
const EMPTY: u32 = 7;

/// The columns of a sheet.
pub(super) struct Grid {
    /// How wide each is, in characters.
    pub widths: Vec<u16>,
    /// For each list, the columns that its own stand in.
    pub places: Vec<Vec<usize>>,
}

impl Grid {
    /// The columns for lists of these columns.
    pub(super) fn new(book: &Book<'_>, lists: &[&[Column]]) -> Self {
        let Some(longest) = lists.iter().copied().max_by_key(|columns| columns.len()) else {
            return Self { widths: Vec::new(), places: Vec::new() };
        };
        let needs = |columns: &[Column]| columns.iter().map(|column| need(book, column)).collect::<Vec<u16>>();
        let mut needed = needs(longest);
        let mut places = Vec::with_capacity(lists.len());
        for columns in lists {
            let own = needs(columns);
            let at = placed(&own, &needed);
            for (place, need) in at.iter().zip(own) {
                if let Some(width) = needed.get_mut(*place) {
                    *width = need.max(*width);
                }
            }
            places.push(at);
        }
        let widths = widths(book, lists, &places, &needed);
        Self { widths, places }
    }
}

/// How wide a column must be.
fn need(book: &Book<'_>, column: &Column) -> u16 {
    if column.is_prose() { LEAST } else { column.width(book) }
}

/// The places of a list's columns, in their order, at which the sheet's grow least: `needed` is how wide those are. A list
/// is no longer than the sheet is wide.
fn placed(own: &[u16], needed: &[u16]) -> Vec<usize> {
    // A list is no longer.
    let spare = needed.len().saturating_sub(own.len());
    let grown = |column: usize, empty: usize| {
        let now = needed.get(column + empty).copied().unwrap_or_default();
        // A narrower column costs nothing.
        u32::from(own.get(column).copied().unwrap_or_default().saturating_sub(now))
    };
    // For each number of empty columns so far the least that a column and those before it cost, with the empty ones before.
    let mut costs: Vec<(u32, Vec<usize>)> = vec![(0, Vec::new())];
    for column in 0..own.len() {
        // What the row is stands first, without a gap before it.
        let most = if column < 2 { 0 } else { spare };
        costs = (0..=most)
            .filter_map(|empty| {
                let before = costs.iter().enumerate().take(empty + 1).filter_map(|(so_far, (cost, places))| {
                    let gap = u32::try_from(empty - so_far).ok()?.checked_mul(EMPTY)?;
                    Some((cost.checked_add(gap)?.checked_add(grown(column, empty))?, places))
                });
                let (cost, places) = before.min_by_key(|(cost, _)| *cost)?;
                Some((cost, places.iter().copied().chain([column + empty]).collect()))
            })
            .collect();
    }
    costs.into_iter().min_by_key(|(cost, _)| *cost).map(|(_, places)| places).unwrap_or_default()
}

/// How wide the columns are, so that a page holds them in letters that can be read, where that can be.
fn widths(book: &Book<'_>, lists: &[&[Column]], places: &[Vec<usize>], needed: &[u16]) -> Vec<u16> {
    let at = |wanted: usize| {
        let pairs = lists.iter().zip(places).flat_map(|(columns, places)| columns.iter().zip(places));
        pairs.filter(move |(_, place)| **place == wanted).map(|(column, _)| column)
    };
    // Words alone in a column have their own width, and may be narrowed.
    let is_prose = |place: usize| at(place).all(Column::is_prose);
    let wanted = |place: usize| at(place).map(|column| column.width(book)).max();
    let mut widths: Vec<u16> = needed
        .iter()
        .enumerate()
        .map(|(place, need)| if is_prose(place) { wanted(place).unwrap_or(*need).max(*need) } else { *need })
        .collect();
    while !is_legible(&widths) {
        let prose = widths.iter_mut().enumerate().filter(|(place, width)| is_prose(*place) && **width > LEAST);
        let Some((_, widest)) = prose.max_by_key(|(_, width)| **width) else { return widths };
        *widest -= 1;
    }
    // What is left is the commentary's.
    let is_last = |place: &usize| at(*place).any(|column| *column == Column::Of(Field::Commentary));
    if let Some(place) = (0..widths.len()).rev().find(is_last) {
        let mut wider = widths.clone();
        while is_legible(&wider) && wider.get(place).is_some_and(|width| *width < WIDEST) {
            widths.clone_from(&wider);
            if let Some(width) = wider.get_mut(place) {
                *width += 1;
            }
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::placed;

    #[test]
    fn a_shorter_list_leaves_a_column_empty_rather_than_widen_the_others() {
        // Ref, title, lead, four periods, later, deadline, rating, commentary; without a lead, later and with a frequency.
        let actions = [8, 24, 18, 10, 10, 10, 10, 10, 16, 16, 24];
        let indicators = [8, 24, 13, 10, 10, 10, 10, 16, 16, 24];
        assert_eq!(placed(&indicators, &actions), [0, 1, 2, 3, 4, 5, 6, 8, 9, 10]);
        // As many columns: each in its own.
        assert_eq!(placed(&actions, &actions), (0..11).collect::<Vec<_>>());
    }

    #[test]
    fn words_stand_in_the_column_of_a_rating_only_where_that_is_wide_enough() {
        let rated = [8, 24, 10, 10, 10, 10, 10, 16, 20, 24];
        let for_information = [8, 24, 10, 10, 10, 10, 10, 16, 24];
        assert_eq!(placed(&for_information, &rated), (0..9).collect::<Vec<_>>());
        // Where a rating is so narrow that it would have to grow, its column stays empty.
        let rated = [8, 24, 10, 10, 10, 10, 10, 16, 16, 24];
        assert_eq!(placed(&for_information, &rated), [0, 1, 2, 3, 4, 5, 6, 7, 9]);
        assert_eq!(placed(&[8, 24], &rated), [0, 1]);
        assert_eq!(placed(&[], &rated), Vec::<usize>::new());
    }
}
