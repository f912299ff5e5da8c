//! The data files of a quarter in memory.

use std::collections::BTreeMap;

use super::*;
use crate::trial::{cases, with_collection};

/// Everything that a spreadsheet or a data tool could take for something else.
const QUARTER: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | west-norfolk |

| Delivery plans | Code | Delivery plan |
|---|---|---|
| | housing | Housing, “homes” |

| Actions | Ref | Delivery plan | Deadline | Monitored | Budget | Ask: Risk | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|---|---|---|
| | 1.1 | housing | 31/03/2026 | Yes | 100 | -Low | Green | | @cmd() |
| | 1.10 | housing | 30/06/2025 | Yes | | | Amber | Q2 | Late, \"very\" late. |
| | 2.2 | housing | Ongoing | No | | | | | |

| Indicators | Ref | Delivery plan | Unit | Better when | Target | Rated | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|---|---|
| | I1 | housing | % | Higher | 93 | Yes | percent 92.5 | Amber | Nearly. |
| | I2 | housing | days | Lower | 20 | Yes | Not available | | Later. |
| | I3 | housing | £ | In range | 10 to 20 | Monitor only | -5 | | |
";

/// The rows of one of the files, by ref; those of further columns by heading.
fn rows(name: &str, key: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let files = with_collection(&cases(QUARTER).remove(0), |collection| data(collection, &collection.tally()).unwrap());
    let file = files.iter().find(|file| file.name == name).unwrap();
    let mut reader = ::csv::Reader::from_reader(&*file.bytes);
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let of = |record: ::csv::StringRecord| -> BTreeMap<String, String> {
        heads.iter().cloned().zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| of(record.unwrap())).map(|row| (row[key].clone(), row)).collect()
}

#[test]
fn an_action_is_a_row_with_its_days_as_days() {
    let rows = rows("actions-2025-26-q1.csv", "ref");
    assert_eq!(rows.keys().collect::<Vec<_>>(), ["1.1", "1.10", "2.2"]);
    let late = &rows["1.10"];
    for (name, value) in [
        ("period", "2025-26 Q1"),
        ("period_from", "2025-04-01"),
        ("delivery_plan", "Housing, “homes”"),
        ("deadline", "30 Jun 2025"),
        ("deadline_day", "2025-06-30"),
        ("revised_deadline", "Q2 2025-26"),
        ("revised_deadline_day", "2025-09-30"),
        ("slippage_months", "3"),
        ("slippage_days", "92"),
        ("rating_counted", "Amber"),
        ("standing", "Behind"),
        ("in_percentages", "true"),
        ("commentary", "Late, \"very\" late."),
        ("source_cell", "Actions!A6"),
    ] {
        assert_eq!(late[name], value, "{name}");
    }
    assert_eq!(rows["2.2"]["monitored"], "false");
    assert_eq!((&*rows["2.2"]["deadline"], &*rows["2.2"]["deadline_day"]), ("Ongoing", ""));
    assert_eq!(rows["1.1"]["commentary"], "'@cmd()", "no spreadsheet computes it");
}

#[test]
fn an_indicator_is_a_row_with_its_numbers_in_its_own_unit() {
    let rows = rows("indicators-2025-26-q1.csv", "ref");
    let of = |reference: &str, name: &str| rows[reference][name].clone();
    assert_eq!((of("I1", "value"), of("I1", "target"), of("I1", "unit")), ("92.5".into(), "93".into(), "%".into()));
    assert_eq!((of("I2", "value"), of("I2", "no_value")), (String::new(), "Not available".into()));
    assert_eq!((of("I3", "target_from"), of("I3", "target_to")), ("10".into(), "20".into()));
    assert_eq!(of("I3", "value"), "-5", "a number is no formula");
}

#[test]
fn what_a_council_added_stands_apart_one_row_for_each_cell() {
    let rows = rows("further-columns-2025-26-q1.csv", "heading");
    assert_eq!(rows.keys().collect::<Vec<_>>(), ["Ask: Risk", "Budget"]);
    assert_eq!((&*rows["Budget"]["ref"], &*rows["Budget"]["value"]), ("1.1", "100"));
    assert_eq!(rows["Ask: Risk"]["value"], "'-Low");
}

#[test]
fn every_row_is_as_wide_as_its_names_and_the_description_names_the_same() {
    let files = with_collection(&cases(QUARTER).remove(0), |collection| data(collection, &collection.tally()).unwrap());
    let package = data_package(files.iter().map(|file| file.name.as_str())).unwrap();
    let package: serde_json::Value = serde_json::from_str(&package).unwrap();
    for (file, resource) in files.iter().zip(package["resources"].as_array().unwrap()) {
        assert_eq!(resource["path"], *file.name);
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let described: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        let mut reader = ::csv::Reader::from_reader(&*file.bytes);
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), described);
        assert!(reader.records().all(|record| record.is_ok()));
    }
}
