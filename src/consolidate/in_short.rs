//! The exceptions and decisions as values, for a page: the words and columns of their sheets, without figures. Texts are as
//! they were typed.

use crate::collection::Collection;
use crate::domain::print_day;
use crate::layout::{CellKind, Column, Field, SheetId};
use crate::tally::Tally;

use super::book::{Book, Readers, layout_of};
use super::cell::Cell;
use super::sections::{Section, Sections};
use super::{decisions, exceptions};

/// What a sheet of lists says.
#[derive(Debug)]
pub struct Short {
    /// The name of the sheet.
    pub title: String,
    /// What it holds, a line each.
    pub lines: Vec<String>,
    /// Its lists.
    pub lists: Vec<ShortList>,
}

/// One list.
#[derive(Debug)]
pub struct ShortList {
    /// Its title, with how many there are.
    pub title: String,
    /// What to know or to do; why there is no row, where there is none.
    pub notes: Vec<String>,
    /// The headings of its columns, of those in which something stands.
    pub headings: Vec<String>,
    /// Its rows, a text for each heading.
    pub rows: Vec<Vec<String>>,
}

/// The exceptions, then the decisions, of a collection and its counts.
pub fn in_short(collection: &Collection<'_>, tally: &Tally<'_>) -> Vec<Short> {
    let book = Book::new(collection, tally, Readers::Officers);
    let shorten = |sheet: Sections<'_>| Short {
        title: layout_of(sheet.id).name.clone(),
        lines: sheet.guidance,
        lists: sheet.parts.iter().map(|section| list(section, sheet.id)).collect(),
    };
    [exceptions::sections(&book), decisions::sections(&book)].map(shorten).into()
}

fn list(section: &Section<'_>, id: SheetId) -> ShortList {
    let layout = layout_of(id);
    let columns: Vec<(usize, &Column)> = section
        .fields
        .iter()
        .enumerate()
        // A rule's code stands with its findings; here its name says what it is.
        .filter(|(_, field)| **field != Field::Rule)
        .filter_map(|(place, field)| Some((place, layout.column(*field)?)))
        .filter(|(_, column)| !matches!(column.kind, CellKind::Number | CellKind::Quantity))
        .filter(|(place, column)| !column.optional || section.rows.column(*place).any(|cell| !cell.is_blank()))
        .collect();
    let row = |row: usize| columns.iter().map(|(place, _)| text(&section.rows.cell(row, *place))).collect();
    let rows: Vec<Vec<String>> = (0..section.rows.count()).map(row).collect();
    ShortList {
        title: section.title.clone(),
        notes: if rows.is_empty() { vec![section.empty.clone()] } else { section.notes.clone() },
        headings: columns.iter().map(|(_, column)| column.heading.clone()).collect(),
        rows,
    }
}

/// A cell in words.
fn text(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) | Cell::Ref(text) | Cell::Aside(text) | Cell::Worded(text, _) => text.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Number(number, _) => number.normalize().to_string(),
        Cell::Percentage(share, _) => format!("{}%", share.value().normalize()),
        Cell::Live(_, result) => text(result),
        Cell::Day(day) => print_day(*day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Legacy, Limits, read};
    use crate::returns::{PassedOver, Received, Source};
    use crate::rules::receive;
    use crate::trial::{cases, with_collection};

    const QUARTER: &str = "
        | Actions | Ref | Deadline | Rating | Commentary |
        |---|---|---|---|---|
        | | 1.1 | Q4 | Green | |
        | | 1.2 | Q4 | Red | Two posts are vacant. |";
    const NOTHING_FOUND: &str = "
        | Actions | Ref | Deadline | Rating |
        |---|---|---|---|
        | | 1.1 | Q4 | Green |";

    #[test]
    fn what_is_behind_stands_there_with_its_commentary_and_an_empty_list_says_why() {
        with_collection(&cases(QUARTER)[0], |collection| {
            let short = in_short(collection, &collection.tally());
            let [exceptions, decisions] = short.as_slice() else { panic!("{short:?}") };
            assert_eq!((exceptions.title.as_str(), decisions.title.as_str()), ("Exceptions", "Decisions"));
            let actions = &exceptions.lists[0];
            let at = |heading: &str| actions.headings.iter().position(|own| own == heading).unwrap();
            assert_eq!(actions.rows.len(), 1);
            assert_eq!(actions.rows[0][at("Ref")], "1.2");
            assert_eq!(actions.rows[0][at("Commentary")], "Two posts are vacant.");
            assert!(decisions.lists[0].rows.is_empty() && !decisions.lists[0].notes.is_empty());
        });
    }

    #[test]
    fn a_waiver_is_named_by_what_it_waives_and_not_by_a_code() {
        let text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q4 | |
            | | 1.2 | Q4 | Green |

            | Waivers | Rule | Ref | Reason | Approved by |
            |---|---|---|---|---|
            | | RAT001 | 1.1 | Taken over in July | Head of Policy |";
        with_collection(&cases(text)[0], |collection| {
            let short = in_short(collection, &collection.tally());
            let waived = short[1].lists.iter().find(|list| list.title.starts_with("Waivers used")).unwrap();
            assert_eq!(waived.rows.len(), 1, "{waived:?}");
            assert!(!waived.rows[0].iter().any(|cell| cell.contains("RAT001")), "{waived:?}");
            assert!(waived.rows[0].iter().any(|cell| cell.contains("rating-missing")), "{waived:?}");
        });
    }

    #[test]
    fn a_consolidated_workbook_is_no_return_whether_anything_was_found_or_not() {
        for (quarter, found) in [(QUARTER, true), (NOTHING_FOUND, false)] {
            with_collection(&cases(quarter)[0], |collection| {
                assert_eq!(collection.totals() != crate::collection::Totals::default(), found);
                let mut bytes = std::io::Cursor::new(Vec::new());
                super::super::consolidate(collection, &collection.tally()).unwrap().write_to(&mut bytes).unwrap();
                let book = read(bytes.get_ref(), &Limits::returns(), Legacy::Refuse).unwrap();
                let source = Source { path: "c.xlsx".to_owned(), sha256: String::new() };
                let received = receive(source, &book, None);
                assert!(matches!(received, Received::PassedOver(PassedOver::Consolidated)));
            });
        }
    }
}
