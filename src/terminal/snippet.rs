//! The row of a finding, cut to what fits a line, with its headings above and the cell in question marked.
//!
//! A return's rows are far wider than a terminal. The cell at fault is always shown, then the cells that were read
//! with it, then the row's first cell (its ref) and its title, then its neighbours as far as they fit. This chooses and
//! aligns text; miette draws it.

use crate::domain::heading_key;
use crate::grid::CellRef;
use crate::layout::{Field, RETURN, SheetId};
use crate::report::plain;
use crate::rules::{Related, Snippet};

use super::columns::{columns, cut, left_of};

/// The widest that the cell at fault is shown, in columns of the terminal.
const WIDEST: usize = 44;
/// The widest that another cell is shown.
const WIDEST_OTHER: usize = 22;
/// The longest that the label of another cell is shown.
const LONGEST_LABEL: usize = 30;
/// What stands between two cells that are next to one another.
const BESIDE: &str = " │ ";
/// What stands where cells were left out.
const GAP: &str = " … ";

/// A row as it is shown: a line of headings and a line of cells, aligned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// The headings; empty where the row has none.
    pub headings: String,
    /// The cells.
    pub cells: String,
    /// The marked cells: where each stands in `cells` (bytes from and length), and its label.
    pub marks: Vec<(usize, usize, String)>,
    /// Which mark is the cell at fault.
    pub fault: usize,
}

struct Part {
    at: CellRef,
    heading: String,
    text: String,
    width: usize,
}

/// Lays out a row in at most `width` characters (more where the cell at fault alone needs more). `label` is that of
/// the cell at fault.
pub(super) fn lay_out(snippet: &Snippet, at: CellRef, label: &str, related: &[Related], width: usize) -> Shown {
    let parts: Vec<Part> = snippet
        .cells
        .iter()
        .filter(|cell| cell.at == at || !is_check(&cell.heading))
        .map(|cell| {
            let most = if cell.at == at { WIDEST } else { WIDEST_OTHER };
            let heading = cut(plain(&cell.heading).trim(), most);
            let text = cut(plain(&cell.text).trim(), most);
            let width = columns(&heading).max(columns(&text)).max(3);
            Part { at: cell.at, heading, text, width }
        })
        .collect();
    let chosen = choose(&parts, at, related, width, columns(label));
    let mut shown = Shown { headings: String::new(), cells: String::new(), marks: Vec::new(), fault: 0 };
    let mut last: Option<usize> = None;
    for (place, part) in parts.iter().enumerate().filter(|(place, _)| chosen.contains(place)) {
        let between = match last {
            None if place == 0 => "",
            None => "… ",
            Some(before) if before + 1 == place => BESIDE,
            Some(_) => GAP,
        };
        shown.headings.push_str(between);
        shown.cells.push_str(between);
        let from = shown.cells.len();
        let pad = |text: &str| " ".repeat(left_of(part.width, columns(text)));
        shown.headings.push_str(&part.heading);
        shown.headings.push_str(&pad(&part.heading));
        shown.cells.push_str(&part.text);
        // A blank cell is marked over its whole width.
        let length = if part.text.is_empty() { part.width } else { part.text.len() };
        shown.cells.push_str(&pad(&part.text));
        if part.at == at {
            shown.fault = shown.marks.len();
            shown.marks.push((from, length, label.to_owned()));
        } else if let Some(other) = related.iter().find(|other| other.at == part.at) {
            shown.marks.push((from, length, format!("{} ({})", other.at, cut(&plain(&other.label), LONGEST_LABEL))));
        }
        last = Some(place);
    }
    if last.is_some_and(|last| last + 1 < parts.len()) {
        shown.headings.push_str(" …");
        shown.cells.push_str(" …");
    }
    if parts.iter().all(|part| part.heading.is_empty()) {
        shown.headings.clear();
    }
    shown
}

/// Whether a column is the return's live check: it speaks of the row as last calculated, which may be long ago.
fn is_check(heading: &str) -> bool {
    heading_key(heading) == heading_key(RETURN.sheet(SheetId::Actions).heading(Field::Check))
}

/// Whether a column says in words what the row is: what people know it by, better than by its ref.
fn is_title(heading: &str) -> bool {
    let titles = [(SheetId::Actions, Field::Action), (SheetId::Indicators, Field::Indicator)];
    let is = |(id, field)| heading_key(heading) == heading_key(RETURN.sheet(id).heading(field));
    titles.into_iter().any(is)
}

/// The places of the cells that are shown, so that the row fits, and the label (so many characters long) below the
/// cell at fault.
fn choose(parts: &[Part], at: CellRef, related: &[Related], width: usize, label: usize) -> Vec<usize> {
    let Some(fault) = parts.iter().position(|part| part.at == at) else { return (0..parts.len().min(3)).collect() };
    let mut wanted = vec![fault];
    wanted.extend(related.iter().filter_map(|other| parts.iter().position(|part| part.at == other.at)));
    wanted.push(0);
    wanted.extend(parts.iter().position(|part| is_title(&part.heading)));
    for step in 1..parts.len() {
        wanted.extend(fault.checked_sub(step));
        wanted.extend(fault.checked_add(step).filter(|place| *place < parts.len()));
    }
    let separator = columns(BESIDE);
    // Room for the marks of what was left out at either end.
    let mut left = left_of(width, 4);
    // The label hangs from the middle of the cell, by an angle of four characters.
    let middle = parts.get(fault).map_or(0, |part| part.width / 2);
    let mut left_before = left_of(width, middle + label + 8);
    let mut chosen: Vec<usize> = Vec::new();
    for place in wanted {
        let Some(part) = parts.get(place).filter(|_| !chosen.contains(&place)) else { continue };
        let cost = part.width + separator;
        let fits = cost <= left && (place > fault || cost <= left_before);
        if chosen.is_empty() {
            left = left_of(left, part.width);
        } else if fits {
            left -= cost;
            if place < fault {
                left_before -= cost;
            }
        } else if place < fault && cost <= left {
            // There may still be room on the other side.
            continue;
        } else if related.iter().any(|other| other.at == part.at) || place == 0 || is_title(&part.heading) {
            // Worth having, and too wide: its neighbours may still fit.
            continue;
        } else {
            break;
        }
        chosen.push(place);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::SnippetCell;
    use proptest::prelude::*;

    fn row(texts: &[&str]) -> Snippet {
        let cells = texts
            .iter()
            .enumerate()
            .map(|(col, text)| SnippetCell {
                heading: format!("Heading {col}"),
                at: CellRef { row: 13, col: u16::try_from(col).unwrap() },
                text: (*text).to_owned(),
            })
            .collect();
        Snippet { row: 14, cells }
    }

    #[test]
    fn the_mark_stands_under_the_cell_at_fault_and_not_its_neighbour() {
        let snippet = row(&["4.3", "Open the new hub", "Green", "", "Late"]);
        let at = CellRef { row: 13, col: 2 };
        let shown = lay_out(&snippet, at, "cell C14 (Rating)", &[], 100);
        let (from, length, label) = &shown.marks[shown.fault];
        assert_eq!(&shown.cells[*from..*from + *length], "Green");
        assert_eq!(label, "cell C14 (Rating)");
        let heading_at: usize = shown.headings.find("Heading 2").unwrap();
        assert_eq!(shown.headings[..heading_at].chars().count(), shown.cells[..*from].chars().count());
    }

    #[test]
    fn a_narrow_terminal_keeps_the_ref_and_the_cell_at_fault() {
        let long = "something that goes on and on and on and on";
        let snippet = row(&["4.3", long, long, long, "Green", long]);
        let shown = lay_out(&snippet, CellRef { row: 13, col: 4 }, "cell", &[], 40);
        assert!(shown.cells.starts_with("4.3"), "{}", shown.cells);
        assert!(shown.cells.contains("Green"));
        assert!(shown.cells.chars().count() <= 40, "{}", shown.cells);
    }

    #[test]
    fn headings_stand_above_their_cells_in_every_script() {
        let snippet = row(&["4.3", "進捗状況 e\u{301}", "Green"]);
        let shown = lay_out(&snippet, CellRef { row: 13, col: 2 }, "cell", &[], 100);
        let before = |line: &str, what: &str| columns(&line[..line.find(what).unwrap()]);
        assert_eq!(before(&shown.headings, "Heading 2"), before(&shown.cells, "Green"));
    }

    #[test]
    fn the_title_of_the_row_comes_before_its_neighbours() {
        let mut snippet = row(&["4.3", "Open the new hub", "something long to fill", "more of that", "Green", "x"]);
        snippet.cells[1].heading = "Action".to_owned();
        let shown = lay_out(&snippet, CellRef { row: 13, col: 4 }, "cell", &[], 50);
        assert!(shown.cells.contains("Open the new hub") && !shown.cells.contains("something"), "{}", shown.cells);
    }

    #[test]
    fn a_blank_cell_is_marked_all_the_same() {
        let snippet = row(&["4.3", ""]);
        let shown = lay_out(&snippet, CellRef { row: 13, col: 1 }, "cell", &[], 80);
        assert!(shown.marks[shown.fault].1 >= 3);
    }

    proptest! {
        #[test]
        fn any_row_fits_and_every_mark_lies_on_characters(
            texts in proptest::collection::vec("\\PC{0,60}", 1..12),
            fault in 0usize..12,
            width in 60usize..140,
        ) {
            let fault = fault.min(texts.len() - 1);
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let at = CellRef { row: 13, col: u16::try_from(fault).unwrap() };
            let shown = lay_out(&row(&texts), at, "cell", &[], width);
            prop_assert!(columns(&shown.cells) <= width);
            for (from, length, _) in &shown.marks {
                prop_assert!(shown.cells.get(*from..*from + *length).is_some());
            }
        }
    }
}
