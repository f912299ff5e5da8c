//! Values of every unit in the consolidated workbook and the data files, with an earlier period behind them.

use std::collections::BTreeMap;

use super::data;
use super::tests::{sheet, shown, written};
use crate::grid::written_of;
use crate::trial::{cases, with_collection};

const QUARTERS: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Period | 2025-26 Q2 |
| | Direction of travel | Previous period |
| | Carry forward | Yes |

| Indicators | Ref | Unit | Better when | Target | 2024-25 Q2 | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|---|
| | E1 | hh:mm | Lower | '12:30 | '13:05 | '07:45 | Green | |
| | E2 | mm:ss | Higher | '2:00 | | '1:57 | Amber | A new system. |
| | E3 | yes/no | | Yes | No | y | Green | |
| | E4 | text | | | good | 'Inspected: good | | |
| | E5 | £m | Lower | 2.4 | '£2.6m | '£2.35m | Green | |
| | E6 | hh:mm | Lower | '12:30 | | Awaited | | |
| | E7 | days | Lower | 30 | | '29.5 days | Green | |

| Previous indicators | Ref | Value | Rating | Commentary |
|---|---|---|---|---|
| | E1 | '08:15 | Green | |
| | E2 | '2:01 | Green | |
| | E3 | N | Red | It opens in May. |
| | E4 | 'Not inspected | | |
| | E5 | '£2.5m | Amber | Prices rose. |
| | E6 | '10:00 | Green | |
| | E7 | '31 days | Amber | Two posts are vacant. |
";

#[test]
fn a_value_is_printed_as_typed_and_changes_in_the_amounts_of_its_unit() {
    let book = written(QUARTERS);
    let indicators = sheet(&book, "Indicators");
    let of = |heading: &str| -> Vec<String> {
        ["E1", "E2", "E3", "E4", "E5", "E6", "E7"]
            .iter()
            .map(|reference| shown(indicators, "Indicators", reference, heading))
            .collect()
    };
    assert_eq!(of("Value"), ["07:45", "1:57", "Yes", "Inspected: good", "2.35", "Awaited", "29.5"]);
    assert_eq!(of("Last value"), ["8:15", "2:01", "No", "Not inspected", "2.5", "10:00", "31"]);
    assert_eq!(of("Target"), ["12:30", "2:00", "Yes", "", "2.4", "12:30", "30"]);
    assert_eq!(
        of("Change"),
        [
            "7:45, was 8:15: 30 minutes better",
            "1:57, was 2:01: 4 seconds worse",
            "Yes, was No: better",
            "",
            "£2.35m, was £2.5m: £0.15m better",
            "",
            "29.5 days, was 31: 1.5 days better",
        ]
    );
    let direction = of("Direction of travel");
    assert_eq!(direction, ["Improving", "Worsening", "Improving", "", "Improving", "", "Improving"]);
    assert_eq!(of("Q1"), ["08:15", "02:01", "0", "Not inspected", "2.5", "10:00", "31"]);
    assert_eq!(of("Rating counted")[3], "Monitor only");
}

#[test]
fn trends_hold_figures_that_can_be_drawn_and_show_what_people_write() {
    let book = written(QUARTERS);
    let trends = sheet(&book, "Trends");
    let displayed = |reference: &str, heading: &str| {
        let at = super::tests::cell(trends, "Indicators", reference, heading).unwrap().at;
        let written = written_of(trends.looks_at(at)).map(|written| written.text.clone());
        written.unwrap_or_else(|| shown(trends, "Indicators", reference, heading))
    };
    assert_eq!(
        [displayed("E1", "2024-25 Q2"), displayed("E1", "2025-26 Q1"), displayed("E1", "2025-26 Q2")],
        ["13:05", "08:15", "07:45"]
    );
    assert_eq!([displayed("E2", "2025-26 Q1"), displayed("E2", "2025-26 Q2")], ["02:01", "01:57"]);
    assert_eq!([displayed("E3", "2024-25 Q2"), displayed("E3", "2025-26 Q2")], ["No", "Yes"]);
    assert_eq!([displayed("E5", "2024-25 Q2"), displayed("E5", "2025-26 Q2")], ["£2.6m", "£2.35m"]);
    assert_eq!(displayed("E4", "2025-26 Q1"), "Not inspected");
}

#[test]
fn data_files_have_the_value_as_printed_and_the_number_beside_it() {
    let files = with_collection(&cases(QUARTERS)[0], |collection| data::data(collection, &collection.tally()).unwrap());
    let rows = |name: &str, key: &[&str]| -> BTreeMap<String, (String, String)> {
        let file = files.iter().find(|file| file.name == name).unwrap();
        let mut reader = ::csv::Reader::from_reader(&*file.bytes);
        let heads = reader.headers().unwrap().clone();
        let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
        let row = |record: ::csv::StringRecord| {
            let key: Vec<&str> = key.iter().map(|key| &record[at(key)]).collect();
            (key.join(" "), (record[at("value")].to_owned(), record[at("value_number")].to_owned()))
        };
        reader.records().map(|record| row(record.unwrap())).collect()
    };
    let pair = |value: &str, number: &str| (value.to_owned(), number.to_owned());
    let now = rows("indicators-2025-26-q2.csv", &["ref"]);
    assert_eq!(now["E1"], pair("07:45", "27900"));
    assert_eq!(now["E2"], pair("1:57", "117"));
    assert_eq!(now["E3"], pair("Yes", "1"));
    assert_eq!(now["E4"], pair("Inspected: good", ""));
    assert_eq!(now["E5"], pair("2.35", "2.35"));
    assert_eq!(now["E6"], pair("", ""));
    let then = rows("history-2025-26-q2.csv", &["of_period", "ref"]);
    assert_eq!(then["2025-26 Q1 E1"], pair("8:15", "29700"));
    assert_eq!(then["2024-25 Q2 E3"], pair("No", "0"));
    assert_eq!(then["2025-26 Q1 E4"], pair("Not inspected", ""));
    assert_eq!(then["2024-25 Q2 E5"], pair("2.6", "2.6"));
}
