//! Answers in the plan's own columns, from the return to the sheets and to JSON.

use crate::consolidate::tests::{bytes, cell, column, sheet, shown, table_below, written};
use crate::grid::{Shown, Value};
use crate::report::consolidate_json;
use crate::trial::{cases, with_collection};

const QUARTER: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Organisation | Example Borough Council |
| | Plan title | Corporate plan |

| Delivery plans | Code | Delivery plan | Priority |
|---|---|---|---|
| | housing | Housing | P1 |

| Priorities | Code | Priority |
|---|---|---|
| | P1 | Growth |
| | P2 | Environment |

| Actions | Ref | Delivery plan | Priority | Deadline | Rating | Ask: % complete [%] | Ask: Spend [£k] | Ask: Board [date] | Ask: Forecast [rating] | Ask: Risk [High, Medium, Low]! |
|---|---|---|---|---|---|---|---|---|---|---|
| | 1.1 | housing | P1 | Q4 | Green | 45% | '£1,300k | 15/09/2025 | amber | low |
| | 1.2 | housing | P1 | Q4 | Green | 20% | '0.5m | | Green | HIGH |
| | 1.3 | housing | P1 | Q4 | Green | about half | | | | Severe |
| | 2.1 | housing | P2 | Q4 | Green | | -3 | | Red | Low |

| Indicators | Ref | Delivery plan | Priority | Target | Value | Rating | Ask: Risk [High, Low] |
|---|---|---|---|---|---|---|---|
| | I1 | housing | P1 | 90 | 93% | Green | High |
";

#[test]
fn numbers_and_dates_come_as_such_and_what_is_no_answer_as_it_was_typed() {
    let book = written(QUARTER);
    let actions = sheet(&book, "Actions");
    let of = |reference: &str, heading: &str| cell(actions, "Ref", reference, heading);
    let half = of("1.1", "% complete").unwrap();
    assert_eq!((half.value.as_ref(), half.shown), (Some(&Value::Number("0.45".parse().unwrap())), Shown::Percent));
    assert_eq!(of("1.1", "Spend").unwrap().value, Some(Value::Number(1300.into())));
    assert_eq!(of("1.2", "Spend").unwrap().value, Some(Value::Number(500.into())));
    assert!(matches!(of("1.1", "Board").unwrap().value, Some(Value::Date { .. })));
    assert_eq!(shown(actions, "Ref", "1.3", "% complete"), "about half");
    let words = ["1.1", "1.2", "1.3"].map(|reference| shown(actions, "Ref", reference, "Risk"));
    assert_eq!(words, ["Low", "High", "Severe"]);
    assert_eq!(shown(actions, "Ref", "1.1", "Forecast"), "Amber");
}

#[test]
fn words_and_ratings_are_counted_and_numbers_have_average_lowest_and_highest() {
    let book = written(QUARTER);
    let summary = sheet(&book, "Summary");
    let risk = table_below(summary, "Risk (Actions)");
    assert_eq!(column(&risk, "Priority"), ["Growth", "Environment", "Overall"]);
    assert_eq!(column(&risk, "High"), ["1", "0", "1"]);
    assert_eq!(column(&risk, "Low"), ["1", "1", "2"]);
    assert_eq!(column(&table_below(summary, "Risk (Indicators)"), "High"), ["1", "0", "1"]);
    let forecast = table_below(summary, "Forecast");
    assert_eq!(column(&forecast, "Amber"), ["1", "0", "1"]);
    assert_eq!(column(&forecast, "Red"), ["0", "1", "1"]);
    let number = |title, first, heading| match cell(summary, title, first, heading).and_then(|cell| cell.value.clone())
    {
        Some(Value::Number(number)) => Some(number.normalize().to_string()),
        _ => None,
    };
    assert_eq!(number("% complete", "Growth", "Average").as_deref(), Some("0.325"));
    assert_eq!(number("% complete", "Growth", "Highest").as_deref(), Some("0.45"));
    assert_eq!(number("% complete", "Environment", "Average"), None, "no number was answered");
    assert_eq!(number("Spend", "Overall", "Average").as_deref(), Some("599"));
    assert_eq!(number("Spend", "Overall", "Lowest").as_deref(), Some("-3"));
}

#[test]
fn a_forecast_to_be_behind_stands_on_exceptions_whatever_the_rating_is_now() {
    let book = written(QUARTER);
    let slipping = table_below(sheet(&book, "Exceptions"), "Forecast to slip: 2");
    assert_eq!(column(&slipping, "Ref"), ["1.1", "2.1"]);
    assert_eq!(column(&slipping, "Forecast"), ["Amber", "Red"]);
    let without = QUARTER.replace("Ask: Forecast [rating]", "Ask: Outlook [rating]");
    let titles = crate::consolidate::tests::all_text(sheet(&written(&without), "Exceptions"));
    assert!(!titles.contains("Forecast to slip"), "nothing is forecast");
}

#[test]
fn a_forecast_has_a_column_on_the_sheet_of_its_line_unless_wording_hides_it() {
    let has_it =
        |text: &str| crate::consolidate::tests::all_text(sheet(&written(text), "P1 Growth")).contains("Forecast");
    assert!(has_it(QUARTER));
    assert!(!has_it(&format!(
        "{QUARTER}\n| Wording | What | As printed | Show |\n|---|---|---|---|\n| | Forecast | | No |\n"
    )));
}

#[test]
fn json_has_the_answers_by_priority_and_none_where_nothing_is_asked() {
    let json = |text: &str| -> serde_json::Value {
        let case = cases(text).remove(0);
        let json = with_collection(&case, |collection| consolidate_json(collection, &collection.tally()).unwrap());
        serde_json::from_str(&json).unwrap()
    };
    let asks = &json(QUARTER)["asks"];
    assert_eq!(
        asks[0],
        serde_json::json!({"heading": "% complete", "columns": ["Average", "Lowest", "Highest"],
            "priorities": [{"code": "P1", "counts": ["32.5", "20", "45"]}, {"code": "P2", "counts": [null, null, null]}]})
    );
    assert_eq!(
        asks[3],
        serde_json::json!({"heading": "Risk", "columns": ["High", "Medium", "Low"],
            "priorities": [{"code": "P1", "counts": [1, 0, 1]}, {"code": "P2", "counts": [0, 0, 1]}]})
    );
    assert_eq!(asks.as_array().unwrap().len(), 5, "dates are not tallied");
    let nothing = QUARTER.replace(" [", " (").replace(']', ")");
    assert_eq!(json(&nothing)["asks"], serde_json::json!([]));
}

#[test]
fn the_same_answers_give_the_same_workbook() {
    assert_eq!(bytes(QUARTER), bytes(QUARTER));
}
