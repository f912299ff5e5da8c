//! Where a printed page of Summary begins.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::consolidate::tests::bytes;

/// The rows in which a printed page of Summary begins, and that of its chart.
fn pages_and_chart(priorities: usize) -> (Vec<u32>, u32) {
    let mut quarter = String::from(
        "
| Delivery plans | Code | Delivery plan |
|---|---|---|
| | housing | Housing |

| Priorities | Code | Priority |
|---|---|---|
",
    );
    for number in 1..=priorities {
        writeln!(quarter, "| | P{number} | Priority {number} |").unwrap();
    }
    quarter.push_str("\n| Actions | Ref | Delivery plan | Priority | Deadline | Rating |\n|---|---|---|---|---|---|\n");
    for number in 1..=priorities {
        writeln!(quarter, "| | 1.{number} | housing | P{number} | Q4 | Green |").unwrap();
    }
    let mut book = ZipArchive::new(Cursor::new(bytes(&quarter))).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let number = |text: &str| text.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse::<u32>().unwrap();
    // Front page, Contents, Summary.
    let pages = part("xl/worksheets/sheet3.xml").split("<brk id=\"").skip(1).map(number).collect();
    let relations = part("xl/worksheets/_rels/sheet3.xml.rels");
    let drawing = relations.split("../drawings/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let chart = part(&format!("xl/drawings/{drawing}"));
    (pages, number(chart.split("<xdr:row>").nth(1).unwrap()))
}

#[test]
fn a_chart_that_has_no_room_below_its_table_begins_a_page_and_is_not_parted() {
    let (pages, chart) = pages_and_chart(12);
    assert!(pages.contains(&chart), "{chart}: {pages:?}");
    let (pages, chart) = pages_and_chart(4);
    assert!(!pages.contains(&chart), "a small one stands below its table, {chart}: {pages:?}");
}
