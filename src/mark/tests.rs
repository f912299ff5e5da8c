//! Returns marked in memory, and the marked copies read back like any other return.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::grid::{Cell, CellRef, Sheet, Value, Visibility, read};
use crate::returns::{ActionRow, Entry, Quantity, ValueGiven, marks_heading};
use crate::rules::Finding;
use crate::rules::receive;
use crate::trial::{cases, listed, with_return};

mod as_typed;
mod one_line;
mod own_rows;
#[cfg(feature = "cli")]
mod told;
mod unread;

/// A return as it came back, and its marked copy.
struct Marked {
    before: Return,
    found: Vec<Finding>,
    bytes: Vec<u8>,
    book: Workbook,
    after: Return,
    found_after: Vec<Finding>,
}

fn marked(text: &str) -> Marked {
    let case = cases(text).remove(0);
    with_return(&case, |book, received, findings, request| {
        let bytes = mark(book, received, findings, request, None).unwrap();
        assert_eq!(bytes, mark(book, received, findings, request, None).unwrap(), "the same bytes each time");
        let copy = read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap();
        let source = Source { path: "return-1.checked.xlsx".to_owned(), sha256: "2".repeat(64) };
        let Received::Read(after) = receive(source, &copy, request.plan) else { panic!("a copy is a return") };
        let found_after = check_return(&after, request, &Policy::new(&after.issued.policy));
        Marked { before: received.clone(), found: findings.to_vec(), bytes, book: copy, after: *after, found_after }
    })
}

fn sheet<'b>(book: &'b Workbook, name: &str) -> &'b Sheet {
    book.sheet(name).unwrap_or_else(|| panic!("no sheet {name}"))
}

/// All that a sheet shows, a line a row.
fn lines(book: &Workbook, name: &str) -> Vec<String> {
    let rows = sheet(book, name).rows();
    rows.map(|(_, cells)| cells.iter().map(Cell::as_shown).collect::<Vec<_>>().join(" | ")).collect()
}

fn typed(rows: &[ActionRow]) -> Vec<Vec<String>> {
    let mut all: Vec<(usize, Vec<String>)> = rows
        .iter()
        .map(|row| {
            let slots = [&row.rating.typed, &row.completed.typed, &row.revised.typed, &row.direction.typed];
            let mut said: Vec<String> = slots.into_iter().map(ToString::to_string).collect();
            said.push(row.commentary.typed.to_string());
            said.extend(row.asks.iter().map(|slot| slot.typed.to_string()));
            (row.index, said)
        })
        .collect();
    all.sort();
    all.into_iter().map(|(_, said)| said).collect()
}

/// Every kind of entry, readable or not.
const ENTRIES: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | southend |

| Actions | Ref | Deadline | Rating | Completed date | Revised deadline | Direction of travel | Commentary | Ask: Risk |
|---|---|---|---|---|---|---|---|---|
| | 1.1 | 31/03/2026 | Green | | | steady | On time. | Low |
| | 1.10 | 31/03/2026 | Amberr | soon | 30/09/2026 | up? | '=cmd|' | '-5 |
| | 1.2 | 31/03/2026 | #REF! | number 45838 | number 2026 | #NAME? | =1+1 -> 2 | TRUE |
| | 1.3 | 31/03/2026 | | date 2025-06-15 | month 2026-09 | | number 12.5 | percent 40 |
";

#[test]
fn everything_typed_into_entry_cells_comes_back_as_it_was_typed() {
    let marked = marked(ENTRIES);
    let (before, after) = (marked.before.actions.unwrap(), marked.after.actions.unwrap());
    assert_eq!(typed(&before.rows), typed(&after.rows));
    assert!(before.rows.iter().zip(&after.rows).all(|(a, b)| {
        a.rating.entry == b.rating.entry && a.completed.entry == b.completed.entry && a.revised.entry == b.revised.entry
    }));
    let actions = sheet(&marked.book, "Actions");
    let commentary = after.rows[1].commentary.at.unwrap();
    assert!(actions.get(commentary).unwrap().formula.is_none(), "typed text never becomes a formula");
    assert!(
        actions.get(after.rows[2].commentary.at.unwrap()).unwrap().formula.is_none(),
        "a formula becomes its value"
    );
}

#[test]
fn figures_keep_what_they_mean_whatever_format_their_cell_has() {
    let marked = marked(
        "
| Indicators | Ref | Unit | Target | Last value | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|
| | I1 | % | 93 | 91.5 | percent 92.5 | Amber | Nearly. |
| | I2 | % | 93 | 91 | number 92 | Amber | Nearly. |
| | I3 | % | 93 | | number 0.92 | Amber | Nearly. |
| | I4 | days | 20 | 19 | percent 45 | Green | |
| | I5 | £ | 1000 | 900 | £1,234.50 | Green | |
| | I6 | number | 10 | 9 | Not available | | |
| | I7 | number | 10 | 9 | date 2025-06-15 | Green | |
",
    );
    let values = |part: &Return| -> Vec<_> {
        part.indicators
            .iter()
            .flat_map(|part| &part.rows)
            .map(|row| {
                // How many decimals a format shows is no part of what is meant.
                let meant = |entry: &Entry<ValueGiven>| match entry {
                    Entry::Given(ValueGiven::Number(quantity)) => {
                        Entry::Given(ValueGiven::Number(Quantity { places: 0, ..*quantity }))
                    }
                    Entry::Blank | Entry::Given(_) | Entry::Unreadable(_) => entry.clone(),
                };
                (meant(&row.value.entry), meant(&row.last_value.entry))
            })
            .collect()
    };
    assert_eq!(values(&marked.before), values(&marked.after));
    assert_eq!(codes(&marked.found), codes(&marked.found_after));
}

fn codes(findings: &[Finding]) -> Vec<(&'static str, Option<CellRef>)> {
    findings.iter().map(|finding| (finding.rule.code, finding.place.cell())).collect()
}

/// One return with all that people do to one.
const MISTREATED: &str = "
| Actions | Ref | Deadline | Rating | Commentary |
|---|---|---|---|---|
| | 1.1 | 31/03/2026 | Amberr | Late. |
| | 1.2 | 31/03/2026 | Green | Two: see 1.1 |
| | 1.3 | 31/03/2026 | Green | Three |
| | 1.4 | 31/03/2026 | Green | Four |
| | 1.5 | 31/03/2026 | Green | Five |

| Change | Do | Where | What |
|---|---|---|---|
| | rename column | Actions!Commentary | Notes |
| | delete column | Actions!Completed date | |
| | type | Actions!1.2!Deadline | Q2 |
| | copy row | Actions!1.3 | |
| | delete row | Actions!1.5 | |
| | hide row | Actions!1.4 | |
| | type | Actions!Z6 | see my e-mail |
| | type | Actions!B40 | Below all |
| | type | Sign-off!D9 | Seen |
| | add hidden sheet | Tenants | Names and addresses |
";

#[test]
fn a_mistreated_return_comes_back_whole_and_nothing_is_lost() {
    let marked = marked(MISTREATED);
    assert!(marked.after.anomalies.is_empty(), "{:?}", marked.after.anomalies);
    let actions = marked.after.actions.as_ref().unwrap();
    assert_eq!(actions.rows.len(), 5);
    assert_eq!(actions.rows[1].commentary.typed, "Two: see 1.1");
    let aside = lines(&marked.book, "Kept aside").join("\n");
    for text in ["see my e-mail", "Below all", "Seen", "Names and addresses", "Q2", "Notes", "Three"] {
        assert!(aside.contains(text), "{text} is not on Kept aside:\n{aside}");
    }
    assert!(!aside.contains("IF("), "{aside}");
}

#[test]
fn the_fix_list_names_what_will_be_found_and_what_was_put_right() {
    let marked = marked(MISTREATED);
    let list = lines(&marked.book, "Fix list");
    assert_eq!(marked.book.sheets[0].name, "Fix list");
    // A row that is lost is one cause, whatever else is missing on its account.
    let is_of_lost_row = |finding: &&Finding| matches!(finding.reference.as_deref(), Some("1.3" | "1.5"));
    for lost in ["| 1.3 |", "| 1.5 |"] {
        assert_eq!(list.iter().filter(|line| line.contains(lost)).count(), 1, "{lost}: {list:#?}");
    }
    for finding in marked.found.iter().chain(&marked.found_after).filter(|finding| !is_of_lost_row(finding)) {
        let said = crate::domain::sentence(&finding.words.message);
        assert!(list.iter().any(|line| line.contains(&said)), "{said}\n{list:#?}");
    }
    let ticked = list.iter().filter(|line| line.ends_with('☑')).count();
    let open = list.iter().filter(|line| line.ends_with('☐')).count();
    assert!(ticked > 0 && open > 0, "{list:#?}");
    assert!(list.iter().any(|line| line.starts_with("Kept aside | E")), "{list:#?}");
    assert_eq!(marked.book.sheet("Actions").unwrap().visibility, Visibility::Visible);
}

#[test]
fn a_marked_copy_that_nobody_touched_says_no_more_than_its_source() {
    for text in [ENTRIES, MISTREATED] {
        let marked = marked(text);
        let after = marked.after.marked.unwrap();
        assert!(!after.filled_in);
        assert_eq!(after.sources, [marked.before.source.sha256]);
    }
}

/// The copy read again after a change, with its findings.
fn changed(marked: &Marked, change: impl FnOnce(&mut Workbook)) -> (Return, Vec<Finding>) {
    let mut book = marked.book.clone();
    change(&mut book);
    let source = Source { path: "again.xlsx".to_owned(), sha256: "3".repeat(64) };
    let Received::Read(one) = receive(source, &book, None) else { panic!("a copy is a return") };
    let found = check_return(&one, &Request::default(), &Policy::new(&one.issued.policy));
    (*one, found)
}

fn put(book: &mut Workbook, name: &str, at: CellRef, text: &str) {
    book.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap().put(Cell::text(at, text));
}

#[test]
fn filling_in_the_copy_is_seen_and_the_tick_boxes_are_not() {
    let marked = marked(MISTREATED);
    let rating = marked.after.actions.as_ref().unwrap().rows[0].rating.at.unwrap();
    let (ticked, found) = changed(&marked, |book| {
        put(book, "Fix list", CellRef::parse("G7").unwrap(), "☑");
        put(book, "Kept aside", CellRef::parse("E5").unwrap(), "");
    });
    assert!(!ticked.marked.unwrap().filled_in);
    assert_eq!(codes(&found), codes(&marked.found_after), "{}", listed(&found));
    let (filled, found) = changed(&marked, |book| put(book, "Actions", rating, "Green"));
    assert!(filled.marked.unwrap().filled_in);
    assert!(!found.iter().any(|finding| finding.rule.code == "RAT002"), "{}", listed(&found));
}

#[test]
fn what_is_typed_beside_the_marks_is_still_found() {
    let marked = marked(MISTREATED);
    let marks = marked.after.issued.columns(crate::domain::Kind::Actions).len();
    let at = |row, more: usize| CellRef { row, col: u16::try_from(marks + more).unwrap() };
    assert_eq!(sheet(&marked.book, "Actions").get(at(3, 0)).unwrap().as_shown(), marks_heading());
    for (cell, what) in [(at(4, 1), "▲ mine"), (at(4, 0), "my remark"), (at(30, 0), "below")] {
        let (copy, found) = changed(&marked, |book| put(book, "Actions", cell, what));
        assert!(found.iter().any(|finding| finding.rule.code == "WBK012"), "{what}: {}", listed(&found));
        assert!(copy.marked.unwrap().filled_in);
    }
    let (_, found) = changed(&marked, |book| book.sheets.push(Sheet::named("Notes")));
    assert!(found.iter().any(|finding| finding.rule.code == "WBK011"));
}

#[test]
fn a_copy_is_known_by_its_properties_where_its_hidden_sheet_is_gone() {
    let marked = marked(ENTRIES);
    let case = cases(ENTRIES).remove(0);
    with_return(&case, |_, _, _, request| {
        let mut book = marked.book.clone();
        book.sheets.retain(|sheet| sheet.name != "planroll");
        let source = Source { path: String::new(), sha256: String::new() };
        let Received::Read(one) = receive(source, &book, request.plan) else { panic!("a copy is a return") };
        let after = one.marked.unwrap();
        assert_eq!((after.filled_in, after.sources), (false, vec![marked.before.source.sha256.clone()]));
    });
}

#[test]
fn a_copy_of_a_copy_goes_back_to_the_first_and_keeps_what_was_kept() {
    let first = marked(MISTREATED);
    let (copy, found) = changed(&first, |book| put(book, "Actions", CellRef::parse("Z9").unwrap(), "one more"));
    let mut book = first.book.clone();
    put(&mut book, "Actions", CellRef::parse("Z9").unwrap(), "one more");
    let bytes = mark(&book, &copy, &found, &Request::default(), None).unwrap();
    let again = read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap();
    let Received::Read(one) = receive(Source { path: String::new(), sha256: String::new() }, &again, None) else {
        panic!("a copy is a return")
    };
    assert_eq!(one.marked.unwrap().sources, [first.before.source.sha256, "3".repeat(64)]);
    let aside = lines(&again, "Kept aside").join("\n");
    for text in ["one more", "see my e-mail", "Names and addresses"] {
        assert!(aside.contains(text), "{text}: {aside}");
    }
    assert!(!lines(&again, "Kept aside").iter().any(|line| line.contains("What to do")));
}

#[test]
fn a_return_with_nothing_wrong_is_told_so() {
    let marked = marked(
        "
| Actions | Ref | Deadline | Rating |
|---|---|---|---|
| | 1.1 | Q4 | Green |
",
    );
    assert!(marked.found.is_empty(), "{}", listed(&marked.found));
    assert!(lines(&marked.book, "Fix list").join("\n").contains("Nothing is wrong with this return."));
    assert!(marked.book.sheet("Kept aside").is_none());
    assert!(marked.after.anomalies.is_empty(), "{:?}", marked.after.anomalies);
    assert!(!marked.bytes.is_empty());
}

#[test]
fn hundreds_of_findings_and_long_commentary_are_marked() {
    let rows: String = (0..220).map(|n| format!("| | A{n} | Q4 | Grene | {} |\n", "word ".repeat(1_000))).collect();
    let marked = marked(&format!("| Actions | Ref | Deadline | Rating | Commentary |\n|---|---|---|---|---|\n{rows}"));
    let list = lines(&marked.book, "Fix list");
    // Each row has an unknown rating and a commentary that is too long.
    assert_eq!(list.iter().filter(|line| line.ends_with('☐')).count(), 440);
    let commentary = &marked.after.actions.as_ref().unwrap().rows[219].commentary.typed;
    assert_eq!(commentary.len(), 4_999);
}

#[test]
fn more_than_can_be_carried_is_said_and_not_silently_dropped() {
    let case = cases(MISTREATED).remove(0);
    with_return(&case, |book, received, _, request| {
        let mut book = book.clone();
        let notes = book.sheets.iter_mut().find(|sheet| sheet.name == "Tenants").unwrap();
        for row in 0..60_000 {
            notes.cells.push(Cell::text(CellRef { row: row + 5, col: 0 }, "x"));
        }
        let kept = kept::collect(&book, received);
        assert_eq!(kept.len(), 50_001);
        assert!(kept.last().unwrap().text.contains("more cells"));
        let _ = request;
    });
}

#[test]
fn an_error_of_a_kind_that_excel_has_no_word_for_stays_an_error() {
    let marked = marked(
        "
| Actions | Ref | Deadline | Rating | Commentary |
|---|---|---|---|---|
| | 1.1 | Q4 | #SPILL! | #N/A |
",
    );
    let row = &marked.after.actions.as_ref().unwrap().rows[0];
    let actions = sheet(&marked.book, "Actions");
    for at in [row.rating.at.unwrap(), row.commentary.at.unwrap()] {
        assert!(matches!(actions.get(at).unwrap().value, Some(Value::Error(_))));
    }
    let codes: BTreeSet<&str> = marked.found_after.iter().map(|finding| finding.rule.code).collect();
    assert!(codes.contains("CEL004"), "{codes:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_the_copy_says_the_same(
        rating in "(Green|Red|amber|[a-z]{1,6}|=1\\+1|[-+@=][a-z]{1,4}| )?",
        revised in "(Q3|31/12/2026|date 2026-02-01|number 46000|month 2026-05|soon|[0-9]{1,5})?",
        commentary in "[a-zA-Z0-9£%.,'\"&<>=+@ -]{0,40}",
    ) {
        let commentary = commentary.trim().trim_start_matches(['=', '\'']).to_owned();
        let text = format!(
            "| Actions | Ref | Deadline | Rating | Revised deadline | Commentary |\n|---|---|---|---|---|---|\n\
             | | 1.1 | Q4 | {rating} | {revised} | {commentary} |\n| | 1.2 | Q4 | Green | | |\n"
        );
        let marked = marked(&text);
        let (before, after) = (marked.before.actions.unwrap(), marked.after.actions.unwrap());
        let no_result = before.rows.iter().any(|row| {
            matches!(row.rating.unreadable(), Some(crate::returns::Unreadable::NoResult))
        });
        if !no_result {
            prop_assert_eq!(typed(&before.rows), typed(&after.rows));
            prop_assert_eq!(&before.rows[0].revised.entry, &after.rows[0].revised.entry);
        }
        prop_assert!(marked.after.anomalies.is_empty(), "{:?}", marked.after.anomalies);
        prop_assert!(!marked.after.marked.unwrap().filled_in);
    }
}
