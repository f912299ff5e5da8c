//! A key that stands beside a table: in its last two columns nothing but signs or colours, and what each of them means.
//!
//! Its rows are those of titles, headings and actions, so it is taken off the sheet before any of these are looked for. A
//! column of ratings with words beside it is none: it has a heading, and says the same more than once.

use std::collections::BTreeSet;

use crate::grid::CellRef;

use super::legend::Legend;
use super::view::View;
use super::words::{WORDS, is_one_of, plain};

/// What a sign means is no longer than this.
const LONGEST: usize = 80;

/// What was taken off a sheet: the key that it is, and its cells with their texts.
pub(super) type Aside = (Legend, Vec<(CellRef, String)>);

/// Takes the key beside the table of a sheet off it, where there is one.
pub(super) fn take_aside(view: &mut View<'_>) -> Aside {
    let Some((legend, cells)) = key_beside(view) else { return Aside::default() };
    let seen = cells.iter().filter(|at| view.is_filled(**at));
    let told = seen.map(|at| (*at, view.text(*at))).collect();
    view.hide(cells);
    (legend, told)
}

/// The key in the last two columns of a sheet, and all cells there.
fn key_beside(view: &View<'_>) -> Option<(Legend, BTreeSet<CellRef>)> {
    let last = view.rows.iter().filter_map(|row| view.filled(*row).last().map(|at| at.col)).max()?;
    let before = last.checked_sub(1)?;
    let is_key = |text: &str| is_one_of(&WORDS.rows.keys, &plain(text));
    let (mut legend, mut cells, mut signs) = (Legend::default(), BTreeSet::new(), BTreeSet::new());
    let (mut lines, mut explained, mut rows_beside) = (0_usize, 0_usize, 0_usize);
    for row in &view.rows {
        let (sign_at, at) = (CellRef { row: *row, col: before }, CellRef { row: *row, col: last });
        let (sign, words) = (view.text(sign_at), view.text(at));
        rows_beside += usize::from(view.filled(*row).iter().any(|at| at.col < before));
        match (sign.is_empty(), words.is_empty()) {
            (true, true) => continue,
            (false, true) if is_key(&sign) => {}
            (true, false) if is_key(&words) => {}
            (_, false) if Legend::may_explain(view.fill(sign_at), &sign) && words.chars().count() <= LONGEST => {
                lines += 1;
                explained += usize::from(legend.explain(view.fill(sign_at), &sign, &words));
                signs.insert((view.fill(sign_at), plain(&sign)));
            }
            _ => return None,
        }
        cells.extend([sign_at, at]);
    }
    (explained >= 2 && signs.len() == lines && rows_beside > lines).then_some((legend, cells))
}
