//! `workbook-templates/README.md` is made from the templates, the schemes and the guide's words, and explains all of them.

use std::fmt::Write as _;
use std::fs;

use toml::{Table, Value};

use crate::readme::assert_current;
use crate::tools::root;

const HEAD: &str = "\
# The three workbooks

Every sheet, column, setting, standing and unit of the plan workbook, the return and the consolidated workbook. What is said here of the plan workbook
also stands on its first sheet, *About this workbook*, so that nobody who fills it in needs this page.

- [The plan workbook](#the-plan-workbook), owned by the officer
- [The return](#the-return), filled in by a service, and the marked copy of it
- [The consolidated workbook](#the-consolidated-workbook), for Cabinet
- [What is decided for you](#what-is-decided-for-you)

This page is made from the files beside it: `PLANROLL_UPDATE=1 cargo test workbook_guide` renews it, and `cargo test` compares it.
";

const SCHEMES: [&str; 7] =
    ["standard", "cannock-chase", "west-norfolk", "southend", "colchester", "progress", "monthly"];

#[test]
fn the_guide_to_the_workbooks_is_current() {
    let mut page = HEAD.to_owned();
    plan(&mut page);
    for (name, title) in [("return", "The return"), ("consolidated", "The consolidated workbook")] {
        let guide = read(&format!("guide/{name}"));
        write!(page, "\n## {title}\n\n{}\n", text(&guide, "about").trim()).unwrap();
        for sheet in sheets(&read(name)) {
            columns(&mut page, sheet, &guide);
        }
        if let Some(decides) = guide.get("decides").and_then(Value::as_str) {
            write!(page, "\n## What is decided for you\n\n{}\n", decides.trim()).unwrap();
        }
    }
    assert_current("workbook-templates/README.md", &page);
}

fn plan(page: &mut String) {
    let (layout, guide) = (read("plan"), read("guide/plan"));
    page.push_str("\n## The plan workbook\n\n");
    for (n, step) in (1..).zip(guide["steps"].as_array().unwrap()) {
        writeln!(page, "{n}. {}", step.as_str().unwrap()).unwrap();
    }
    for sheet in sheets(&layout) {
        columns(page, sheet, &guide);
        let id = text(sheet, "id");
        if id == "settings" {
            let settings = guide["setting"].as_array().unwrap().iter().filter_map(Value::as_table);
            let settings = settings.map(|words| {
                [text(words, "name").to_owned(), means(words, "may-be"), text(words, "example").to_owned()]
            });
            table(page, ["setting", "what it may be", "example"], settings);
        }
        for terms in guide["terms"].as_array().unwrap().iter().filter_map(Value::as_table) {
            if text(terms, "after") == id {
                write!(page, "\n#### {}\n", text(terms, "title")).unwrap();
                let words = terms["words"].as_array().unwrap().iter().filter_map(Value::as_table);
                let row = |term| ["word", "means", "example"].map(|key| text(term, key).to_owned());
                table(page, ["word", "what it means", "example"], words.map(row));
            }
        }
    }
    page.push_str("\n### The schemes of `planroll init`\n\nEach with a few example rows to overwrite.\n");
    for name in SCHEMES {
        scheme(page, name);
    }
}

/// A starter's settings and ratings.
fn scheme(page: &mut String, name: &str) {
    let scheme = read(&format!("schemes/{name}"));
    write!(page, "\n#### `--scheme {name}`\n").unwrap();
    let told = ["Organisation", "Plan title", "Contact name", "Contact e-mail"];
    let settings = scheme["settings"].as_table().unwrap().iter().filter(|(name, _)| !told.contains(&name.as_str()));
    let settings: Vec<String> = settings.map(|(name, value)| format!("{name}: {}", value.as_str().unwrap())).collect();
    if !settings.is_empty() {
        write!(page, "\n{}. The other settings have their defaults.\n", settings.join("; ")).unwrap();
    }
    let ratings = sheets(&scheme).find(|sheet| text(sheet, "id") == "ratings").unwrap();
    let rows = ratings["rows"].as_array().unwrap().iter().filter_map(Value::as_table).map(|row| {
        let required = [
            ("commentary", "commentary"),
            ("revised-deadline", "revised deadline"),
            ("completed-date", "completed date"),
        ];
        let required = required.into_iter().filter(|(key, _)| text(row, key) == "Required").map(|(_, words)| words);
        let slippage = [("over", "slippage-over"), ("up to", "slippage-up-to")].into_iter();
        let slippage =
            slippage.filter(|(_, key)| row.contains_key(*key)).map(|(end, key)| format!("{end} {}", text(row, key)));
        [
            text(row, "applies-to").to_owned(),
            format!("{} {}", text(row, "symbol"), text(row, "rating")).trim().to_owned(),
            text(row, "standing").to_owned(),
            slippage.collect::<Vec<_>>().join(" "),
            required.collect::<Vec<_>>().join(", "),
            text(row, "in-percentages").to_owned(),
        ]
    });
    table(page, ["of", "rating", "standing", "slippage", "requires", "in percentages"], rows);
}

/// A sheet: what it is for, and every column and label of it, as its file orders them.
fn columns(page: &mut String, sheet: &Table, guide: &Table) {
    let id = text(sheet, "id");
    let words = guide["sheet"].get(id).and_then(Value::as_table).unwrap_or_else(|| panic!("no words for {id}"));
    let optional = if is(sheet, "optional") { " (optional)" } else { "" };
    write!(page, "\n### {}{optional}\n\n{}\n", text(sheet, "name"), text(words, "about")).unwrap();
    let described = words.get("column").and_then(Value::as_table).map_or(0, Table::len);
    let columns: Vec<&Table> = ["labels", "columns"]
        .iter()
        .filter_map(|key| sheet.get(*key)?.as_array())
        .flatten()
        .filter_map(Value::as_table)
        .collect();
    assert_eq!(described, columns.len(), "{id}");
    if columns.is_empty() {
        return;
    }
    let rows = columns.into_iter().map(|column| {
        let field = text(column, "field");
        let words =
            words["column"].get(field).and_then(Value::as_table).unwrap_or_else(|| panic!("no words for {id} {field}"));
        let notes = [("optional", "optional"), ("entry", "filled in")].into_iter().filter(|(key, _)| is(column, key));
        let notes: Vec<&str> = notes.map(|(_, note)| note).collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
        let star = if is(column, "star") { r"\*" } else { "" };
        let heading = text(column, "heading").replace("{period}", "Q1");
        let help = match text(column, "prompt") {
            "" => means(words, "help"),
            prompt => format!("{prompt} {}", text(words, "more")).trim_end().to_owned(),
        };
        assert!(!help.is_empty(), "{id} {field}");
        [format!("{heading}{star}{notes}"), help, text(words, "example").to_owned()]
    });
    table(page, ["column", "what it holds", "example"], rows);
}

fn table<const N: usize>(page: &mut String, headings: [&str; N], rows: impl Iterator<Item = [String; N]>) {
    write!(page, "\n| {} |\n|{}\n", headings.join(" | "), "---|".repeat(N)).unwrap();
    for row in rows {
        writeln!(page, "| {} |", row.map(|cell| cell.replace('|', r"\|")).join(" | ")).unwrap();
    }
}

fn read(name: &str) -> Table {
    let file = root().join("workbook-templates").join(name).with_extension("toml");
    toml::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

fn sheets(layout: &Table) -> impl Iterator<Item = &Table> {
    layout["sheet"].as_array().unwrap().iter().filter_map(Value::as_table)
}

fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn is(table: &Table, key: &str) -> bool {
    table.get(key).and_then(Value::as_bool) == Some(true)
}

fn means(words: &Table, first: &str) -> String {
    format!("{} {}", text(words, first), text(words, "more")).trim_end().to_owned()
}
