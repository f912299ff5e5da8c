//! The examples of other bodies come out as those bodies printed them: in the JSON, and cell for cell in the workbook.
//!
//! What a body printed stands in `examples/<body>/published.json`; null is what it did not print.

use std::collections::BTreeSet;
use std::fs;

use planroll::grid::{Cell, Legacy, Limits, read};
use serde_json::Value;

use crate::tools::{planroll, root, run};

const BODIES: [&str; 8] = [
    "carmarthenshire",
    "devon-somerset-fire",
    "hart",
    "kent",
    "kitchener",
    "leeds-libraries",
    "lewisham-greenwich",
    "scenic-rim",
];

/// What stands where a body printed no figure.
const NO_FIGURE: [&str; 3] = ["not held", "Awaited", "Not available"];

/// A sheet's rows, each as what its cells show by their column.
type Rows = Vec<Vec<(u16, String)>>;

struct Consolidated {
    json: Value,
    sentences: Rows,
    trends: Rows,
}

fn published(body: &str) -> Value {
    serde_json::from_slice(&fs::read(root().join("examples").join(body).join("published.json")).unwrap()).unwrap()
}

fn consolidated(body: &str) -> Consolidated {
    let folder = tempfile::tempdir().unwrap();
    let example = root().join("examples").join(body);
    let (book, json) = (folder.path().join("out.xlsx"), folder.path().join("out.json"));
    let mut command = planroll();
    command.arg("consolidate").arg(example.join("plan.xlsx")).arg(example.join("returns"));
    run(command.arg("-o").arg(&book).arg("--json").arg(&json), 0);
    let book = read(&fs::read(book).unwrap(), &Limits::returns(), Legacy::Refuse).unwrap();
    let rows = |name: &str| -> Rows {
        let Some(sheet) = book.sheet(name) else { return Rows::new() };
        let cells = &sheet.cells;
        let last = cells.iter().map(|cell| cell.at.row).max().unwrap();
        let shown = |row| cells.iter().filter(move |cell| cell.at.row == row && cell.value.is_some());
        (0..=last).map(|row| shown(row).map(|cell| (cell.at.col, Cell::as_shown(cell))).collect()).collect()
    };
    let json = serde_json::from_slice(&fs::read(json).unwrap()).unwrap();
    Consolidated { json, sentences: rows("Sentences"), trends: rows("Trends") }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn texts(row: &[(u16, String)]) -> Vec<&str> {
    row.iter().map(|(_, text)| text.as_str()).collect()
}

/// A printed table against the JSON and against the table of the same name in Sentences.
fn assert_table(body: &str, table: &Value, ours: &Consolidated) {
    let kind = table["kind"].as_str().unwrap();
    let json = &ours.json[kind];
    assert_eq!(json["columns"], table["columns"], "{body} {kind}");
    let title = if kind == "actions" { "Actions by priority" } else { "Indicators by priority" };
    let at = ours.sentences.iter().position(|row| texts(row) == [title]).unwrap();
    for line in list(&table["lines"]) {
        let name = line["line"].as_str().unwrap();
        let own = if name == "Overall" { Some(&json["overall"]) } else { None };
        let own = own.or_else(|| list(&json["priorities"]).iter().find(|own| own["priority"] == name)).unwrap();
        let sheet = ours.sentences.iter().skip(at).find(|row| texts(row).first() == Some(&name)).unwrap();
        let cells = texts(sheet);
        assert_eq!((&own["counts"], &own["total"]), (&line["counts"], &line["total"]), "{body} {name}");
        for (index, count) in list(&line["counts"]).iter().enumerate() {
            let (cell, share) = (cells[index + 1], &line["percentages"][index]);
            match share.as_str() {
                Some(share) => {
                    assert_eq!(own["percentages"][index], share, "{body} {name}");
                    assert_eq!(cell, format!("{count} ({share}%)"), "{body} {name}");
                }
                None => assert_eq!(cell.split(' ').next(), Some(count.to_string().as_str()), "{body} {name}"),
            }
        }
        assert_eq!(cells.last(), Some(&line["total"].to_string().as_str()), "{body} {name}");
    }
}

/// Printed figures of this period and earlier ones against the JSON and against Trends.
fn assert_figures(body: &str, published: &Value, ours: &Consolidated) {
    let period = &published["period"];
    let periods: Vec<&str> = list(&published["months"]).iter().chain([period]).map(|of| of.as_str().unwrap()).collect();
    let top = ours.trends.iter().position(|row| texts(row).first() == Some(&"Ref")).unwrap();
    let column = |of: &str| ours.trends[top].iter().find(|(_, text)| text == of).unwrap().0;
    for row in list(&published["values"]) {
        let reference = row["ref"].as_str().unwrap();
        let own = list(&ours.json["indicators"]["rows"]).iter().find(|own| own["ref"] == reference).unwrap();
        if row["target"].is_string() {
            assert_eq!(own["target"], row["target"], "{body} {reference}");
        }
        let held = list(&ours.json["history"]["indicators"]).iter().find(|own| own["ref"] == reference).unwrap();
        let shown = ours.trends.iter().skip(top + 1).find(|own| texts(own).first() == Some(&reference)).unwrap();
        let percent = if texts(shown)[2] == "%" { "%" } else { "" };
        for (of, figure) in periods.iter().zip(list(&row["earlier"]).iter().chain([&row["value"]])) {
            let at = column(of);
            let cell = shown.iter().find(|(column, _)| *column == at).map(|(_, text)| text.as_str());
            let held = held["values"][of].as_str();
            let Some(figure) = figure.as_str() else {
                let pair = (held.unwrap_or("not held"), cell.unwrap());
                assert!(pair.0 == pair.1 && NO_FIGURE.contains(&pair.0), "{body} {reference} {of}: {pair:?}");
                continue;
            };
            assert_eq!(held, Some(figure), "{body} {reference} {of}");
            assert_eq!(cell, Some(format!("{figure}{percent}").as_str()), "{body} {reference} {of}");
        }
    }
}

fn assert_comes_out_as_printed(body: &str) {
    let (published, ours) = (published(body), consolidated(body));
    assert_eq!(ours.json["period"], published["period"], "{body}");
    // What planroll names, and the body did not.
    let errors = published["errors"].as_u64().unwrap_or_default();
    assert_eq!(ours.json["findings"]["error"], errors, "{body}");
    assert_eq!(ours.json["provisional"], errors > 0, "{body}");
    let tables = list(&published["tables"]);
    for table in tables {
        assert_table(body, table, &ours);
    }
    if published["values"].is_array() {
        assert_figures(body, &published, &ours);
    } else {
        assert!(!tables.is_empty(), "{body}: nothing to compare");
    }
}

#[test]
fn every_body_with_printed_figures_is_held_to_them() {
    let folders = fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let with = folders.filter(|folder| folder.join("published.json").exists());
    let found: BTreeSet<String> =
        with.map(|folder| folder.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(found, BODIES.map(str::to_owned).into());
}

#[test]
fn a_county_comes_out_as_printed() {
    assert_comes_out_as_printed("kent");
}

#[test]
fn a_district_comes_out_as_printed_with_its_three_faults_named() {
    assert_comes_out_as_printed("hart");
}

#[test]
fn a_welsh_council_comes_out_as_printed() {
    assert_comes_out_as_printed("carmarthenshire");
}

#[test]
fn a_fire_service_comes_out_as_printed() {
    assert_comes_out_as_printed("devon-somerset-fire");
}

#[test]
fn an_nhs_trust_comes_out_as_printed() {
    assert_comes_out_as_printed("lewisham-greenwich");
}

#[test]
fn a_university_with_a_year_from_september_comes_out_as_printed() {
    assert_comes_out_as_printed("leeds-libraries");
}

#[test]
fn a_city_with_a_year_from_january_comes_out_as_printed() {
    assert_comes_out_as_printed("kitchener");
}

#[test]
fn a_council_with_a_year_from_july_comes_out_as_printed() {
    assert_comes_out_as_printed("scenic-rim");
}
