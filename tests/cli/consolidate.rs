//! `planroll consolidate`.

use std::fs;

use serde_json::Value;

use super::workdir::{Workdir, is_there};

const ALL: [&str; 7] = ["consolidate", "plan.xlsx", "returns", "--period", "2025-26 Q1", "-o", "out.xlsx"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    ALL.into_iter().chain(more.iter().copied()).collect()
}

#[test]
fn the_tables_count_what_was_returned_and_the_workbook_is_written() {
    let workdir = Workdir::issued("southend");
    for (plan, cells) in [
        ("proud", vec![("G5", "Green"), ("G6", "Red")]),
        ("safe", vec![("G5", "Amber")]),
        ("caring", vec![("G5", "Green")]),
    ] {
        workdir.fill(&format!("returns/{plan}-2025-26-q1.xlsx"), 2, &cells);
    }
    let ran = workdir.run(&ALL);
    assert_eq!(ran.status, 0, "{}", ran.err);
    insta::assert_snapshot!(ran.out);
    assert!(workdir.bytes("out.xlsx").starts_with(b"PK"));
}

#[test]
fn a_missing_return_makes_it_provisional_and_strict_refuses() {
    let workdir = Workdir::issued("standard");
    fs::remove_file(workdir.path("returns/economy-2025-26-q1.xlsx")).unwrap();
    let ran = workdir.run(&with(&["--strict"]));
    assert_eq!(ran.status, 1);
    assert!(ran.err.starts_with("Nothing was written: 1 return is missing (economy);"), "{}", ran.err);
    assert!(!is_there(&workdir.path("out.xlsx")));
    let ran = workdir.run(&ALL);
    assert_eq!(ran.status, 0);
    assert!(ran.out.starts_with("Provisional: 1 return is missing (economy);"), "{}", ran.out);
    assert!(ran.out.contains(" errors in the returns.\n\n"), "{}", ran.out);
    assert!(ran.out.contains("\n  planroll check returns --plan plan.xlsx --period '2025-26 Q1'\n"), "{}", ran.out);
    assert!(ran.out.contains("\nThe errors:\n  returns/"), "{}", ran.out);
    assert_eq!(workdir.run(&with(&["--fail-on", "error"])).status, 1);
}

#[test]
fn no_return_at_all_is_normal() {
    let workdir = Workdir::issued("standard");
    fs::create_dir(workdir.path("none")).unwrap();
    for returns in [&["none"][..], &[]] {
        let mut args = vec!["consolidate", "plan.xlsx", "--period", "2025-26 Q1", "-o", "out.xlsx"];
        args.extend(returns);
        let ran = workdir.run(&args);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let state = ran.out.lines().find(|line| line.starts_with("Provisional")).unwrap();
        assert_eq!(state, "Provisional: 3 returns are missing (economy, housing, corporate).");
        assert!(!ran.out.contains("RET001"), "{}", ran.out);
    }
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let workdir = Workdir::issued("standard");
    workdir.fill("returns/housing-2025-26-q1.xlsx", 2, &[("F5", "Green"), ("F6", "Green")]);
    let ran = workdir.run(&with(&["--json", "-"]));
    assert_eq!(ran.status, 0);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(ran.err.contains("Provisional: "), "{}", ran.err);
    assert_eq!((&json["planroll"], &json["period"]), (&"1".into(), &"2025-26 Q1".into()));
    assert_eq!(json["provisional"], true);
    let actions = &json["actions"];
    assert_eq!(actions["columns"], serde_json::json!(["Complete", "Green", "Amber", "Red", "Closed"]));
    assert_eq!(actions["overall"]["counts"], serde_json::json!([0, 2, 0, 0, 0]));
    assert_eq!(actions["overall"]["percentages"], serde_json::json!(["0", "100", "0", "0", "0"]));
    assert_eq!(actions["priorities"][0]["percentages"], serde_json::json!([null, null, null, null, null]));
    assert_eq!(actions["by_delivery_plan"][1]["code"], "housing");
    assert_eq!((&actions["not_rated"], &actions["information_only"]), (&4.into(), &0.into()));
    let row = &json["indicators"]["rows"][0];
    assert_eq!(row["value"], Value::Null);
    assert!(row["target"].is_string() && row["ref"].is_string() && row["plan"].is_string(), "{row}");
    assert_eq!((&json["returns"]["expected"], &json["returns"]["received"]), (&3.into(), &3.into()));

    assert_eq!(workdir.run(&with(&["--json", "counts.json"])).status, 0);
    let saved: Value = serde_json::from_slice(&workdir.bytes("counts.json")).unwrap();
    assert_eq!(saved, json);
}

#[test]
fn a_value_that_is_no_number_is_in_the_json_as_typed() {
    let workdir = Workdir::issued("standard");
    workdir.fill("returns/housing-2025-26-q1.xlsx", 3, &[("J5", "67% 2 £70,829")]);
    let json: Value = serde_json::from_str(&workdir.run(&with(&["--json", "-"])).out).unwrap();
    let values: Vec<&Value> = json["indicators"]["rows"].as_array().unwrap().iter().map(|row| &row["value"]).collect();
    assert!(values.contains(&&Value::from("67% 2 £70,829")), "{values:?}");
}

#[test]
fn the_method_sheet_names_the_plan_workbook_by_its_contents() {
    let workdir = Workdir::issued("standard");
    assert_eq!(workdir.run(&ALL).status, 0);
    let book = planroll::grid::read(
        &workdir.bytes("out.xlsx"),
        &planroll::grid::Limits::returns(),
        planroll::grid::Legacy::Refuse,
    )
    .unwrap();
    let hash = planroll::grid::sha256(&workdir.bytes("plan.xlsx"));
    let method = book.sheet("Method").unwrap();
    assert!(method.cells.iter().any(|cell| cell.as_shown() == hash));
}

#[test]
fn nothing_that_is_read_is_ever_written_over() {
    let workdir = Workdir::issued("standard");
    let housing = "returns/housing-2025-26-q1.xlsx";
    for (out, json) in [
        ("plan.xlsx", "counts.json"),
        ("./returns/../plan.xlsx", "counts.json"),
        (housing, "counts.json"),
        ("out.xlsx", housing),
        ("out.xlsx", "plan.xlsx"),
    ] {
        let (plan, before) = (workdir.bytes("plan.xlsx"), workdir.bytes(housing));
        let args = ["consolidate", "plan.xlsx", "returns", "--period", "2025-26 Q1", "-o", out, "--json", json];
        let ran = workdir.run(&args);
        assert_eq!(ran.status, 2, "{out} {json}");
        assert!(ran.err.contains("is one of the workbooks that are read"), "{}", ran.err);
        assert_eq!((workdir.bytes("plan.xlsx"), workdir.bytes(housing)), (plan, before));
        assert!(!is_there(&workdir.path("out.xlsx")));
    }
}

#[test]
fn an_earlier_workbook_is_replaced_and_stays_as_it_was_where_that_fails() {
    let workdir = Workdir::issued("standard");
    assert_eq!(workdir.run(&ALL).status, 0);
    let earlier = workdir.bytes("out.xlsx");
    fs::remove_file(workdir.path("returns/economy-2025-26-q1.xlsx")).unwrap();
    assert_eq!(workdir.run(&with(&["--strict"])).status, 1);
    assert_eq!(workdir.bytes("out.xlsx"), earlier);
    assert_eq!(workdir.run(&ALL).status, 0);
    let written = workdir.bytes("out.xlsx");
    assert!(written.starts_with(b"PK") && written != earlier);
    assert_eq!(workdir.run(&ALL).status, 0);
    assert_eq!(workdir.bytes("out.xlsx"), written, "the same inputs give the same bytes");
    assert_eq!(workdir.names("."), ["out.xlsx", "plan.xlsx", "returns"]);
}

#[test]
fn the_order_in_which_files_are_named_changes_nothing() {
    let workdir = Workdir::issued("standard");
    workdir.fill("returns/housing-2025-26-q1.xlsx", 2, &[("F5", "Green"), ("F6", "Red")]);
    let mut names: Vec<String> = workdir.names("returns").iter().map(|name| format!("returns/{name}")).collect();
    let mut outputs = Vec::new();
    for out in ["a.xlsx", "b.xlsx"] {
        let mut args = vec!["consolidate", "plan.xlsx", "--period", "2025-26 Q1", "-o", out];
        args.extend(names.iter().map(String::as_str));
        assert_eq!(workdir.run(&args).status, 0);
        outputs.push(workdir.bytes(out));
        names.reverse();
    }
    assert_eq!(outputs[0], outputs[1]);
}

#[test]
fn a_plan_with_errors_consolidates_nothing() {
    let workdir = Workdir::issued("standard");
    workdir.alter("plan.xlsx", "xl/sharedStrings.xml", |texts| texts.replace(">Required<", ">Sometimes<"));
    let ran = workdir.run(&["consolidate", "plan.xlsx", "returns", "-o", "out.xlsx"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("Nothing was consolidated"), "{}", ran.err);
    assert!(!is_there(&workdir.path("out.xlsx")));
}
