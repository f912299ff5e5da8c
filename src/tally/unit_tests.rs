//! For each unit, what was typed against a target and what comes of it, worked by hand: the rating that the band makes, and
//! the arithmetic in words.

use crate::domain::print_number;
use crate::trial::{cases, findings, with_collection};

/// Of each row: what was read, the band's rating, its sentence; and the codes of the findings.
fn judged(unit: &str, better: &str, target: &str, typed: &[&str], tolerance: &str) -> Vec<String> {
    let rows = typed.iter().enumerate();
    let rows: String =
        rows.map(|(at, typed)| format!("| | E{at} | {unit} | {better} | {target} | {typed} |\n")).collect();
    let text = format!(
        "| Settings | Setting | Value |\n|---|---|---|\n| | Indicator ratings | Computed |\n\n{tolerance}
| Indicators | Ref | Unit | Better when | Target | Value |\n|---|---|---|---|---|---|\n{rows}"
    );
    let case = &cases(&text)[0];
    let found = findings(case, "");
    with_collection(case, |collection| {
        let lines = collection.tally().indicator_lines;
        let one = |line: &super::IndicatorLine<'_>| {
            let reference = line.planned.reference.as_str();
            let codes: Vec<&str> = found
                .iter()
                .filter(|finding| finding.reference.as_deref() == Some(reference))
                .map(|finding| finding.rule.code)
                .filter(|code| code.starts_with("CEL") || code.starts_with("IND"))
                .collect();
            let value = line.row.and_then(|row| row.value.given()?.number());
            let value = value.map(|value| print_number(value, None, &line.issued.unit)).unwrap_or_default();
            let why = line.judgement.as_ref().map(|judged| judged.why.clone()).unwrap_or_default();
            format!("{value} | {why} | {}", codes.join(" "))
        };
        lines.iter().map(one).collect()
    })
}

/// Rated in minutes, seconds or whatever the unit counts.
const FIVE_UNITS: &str = "| Tolerances | Tolerance | Measured in | Rating | Shortfall |
|---|---|---|---|---|
| | Standard 5% | units | Green | <= 0 |
| | Standard 5% | units | Amber | <= 5 |
| | Standard 5% | units | Red | > 5 |
";

#[test]
fn amounts_in_millions_and_thousands_of_pounds() {
    let expected = [
        "£2.4m | Green: £2.4m is on its target of £2.4m; lower is better; Green when on target or better | ",
        "£2.4m | Green: £2.4m is on its target of £2.4m; lower is better; Green when on target or better | ",
        "£2.5m | Amber: £2.5m is £0.1m (4.2%) worse than £2.4m; lower is better; Amber under 5% | ",
        "£2.52m | Red: £2.52m is £0.12m (5%) worse than £2.4m; lower is better; Red from 5% | ",
        " |  | CEL003",
    ];
    assert_eq!(
        judged("£m", "Lower", "£2.4m", &["'£2.4m", "number 2.4", "'£2,500k", "2.52", "'about 2m"], ""),
        expected
    );
    let expected = [
        "£1,300k | Green: £1,300k is £100k (8.3%) better than £1,200k; higher is better; Green when on target or better | ",
        "£1,150k | Amber: £1,150k is £50k (4.2%) worse than £1,200k; higher is better; Amber under 5% | ",
        "£1,140k | Red: £1,140k is £60k (5%) worse than £1,200k; higher is better; Red from 5% | ",
    ];
    assert_eq!(judged("£k", "Higher", "'£1.2m", &["'£1.3m", "1150", "'£1,140k"], ""), expected);
}

#[test]
fn days_with_and_without_their_word() {
    let expected = [
        "29.5 days | Green: 29.5 days is 0.5 days better than 30 days; lower is better; Green when on target or better | ",
        "35 days | Amber: 35 days is 5 days worse than 30 days; lower is better; Amber up to 5 days | ",
        "36 days | Red: 36 days is 6 days worse than 30 days; lower is better; Red over 5 days | ",
        "-1 day |  | IND004",
        " |  | CEL003",
    ];
    assert_eq!(
        judged("days", "Lower", "30", &["'29.5 days", "35", "'36 Days", "'-1 days", "'five weeks"], FIVE_UNITS),
        expected
    );
}

#[test]
fn hours_and_minutes_by_the_minute_and_by_the_share() {
    let expected = [
        "12:30 | Green: 12:30 is on its target of 12:30; lower is better; Green when on target or better | ",
        "12:35 | Amber: 12:35 is 5 minutes worse than 12:30; lower is better; Amber up to 5 minutes | ",
        "12:36 | Red: 12:36 is 6 minutes worse than 12:30; lower is better; Red over 5 minutes | ",
        "0:05 | Green: 0:05 is 745 minutes better than 12:30; lower is better; Green when on target or better | ",
        "12:31 | Amber: 12:31 is 1 minute worse than 12:30; lower is better; Amber up to 5 minutes | ",
        " |  | CEL003",
        " |  | CEL003",
        " |  | CEL003",
        " |  | CEL003",
        " |  | ",
    ];
    let typed = [
        "'12:30",
        "'12:35",
        "'12:36",
        "'00:05",
        "time 12:31",
        "'12:60",
        "number 12.5",
        "'12.30",
        "'12:30:00",
        "Awaited",
    ];
    assert_eq!(judged("hh:mm", "Lower", "'12:30", &typed, FIVE_UNITS), expected);
    let expected = [
        "104:59 | Amber: 104:59 is 299 minutes (4.98%) worse than 100:00; lower is better; Amber under 5% | ",
        "105:00 | Red: 105:00 is 300 minutes (5%) worse than 100:00; lower is better; Red from 5% | ",
    ];
    assert_eq!(judged("hh:mm", "Lower", "'100:00", &["'104:59", "'105:00"], ""), expected);
}

#[test]
fn minutes_and_seconds_by_the_second() {
    let expected = [
        "2:00 | Green: 2:00 is inside 1:30 to 2:00; in range is better; Green when in range | ",
        "2:05 | Amber: 2:05 is 5 seconds above 1:30 to 2:00; in range is better; Amber up to 5 seconds | ",
        "1:24 | Red: 1:24 is 6 seconds below 1:30 to 2:00; in range is better; Red over 5 seconds | ",
        " |  | CEL003",
    ];
    let typed = ["'2:00", "'2:05", "'01:24", "'1:75"];
    assert_eq!(judged("mm:ss", "In range", "1:30 to 2:00", &typed, FIVE_UNITS), expected);
}

#[test]
fn yes_or_no_is_met_or_not_whatever_is_better() {
    let met = "Yes | Green: Yes is the target; Green when met | ";
    let missed = "No | Red: No is not the target of Yes; Red when not met | ";
    let typed = ["Yes", "y", "logical TRUE", "no", "logical FALSE", "1", "'mostly", "Not available"];
    let expected = [met, met, met, missed, missed, " |  | CEL003", " |  | CEL003", " |  | "];
    for (better, tolerance) in [("", ""), ("Lower", ""), ("", FIVE_UNITS)] {
        assert_eq!(judged("yes/no", better, "Yes", &typed, tolerance), expected);
    }
    let expected = [
        "No | Green: No is the target; Green when met | ",
        "Yes | Red: Yes is not the target of No; Red when not met | ",
    ];
    assert_eq!(judged("Yes/No", "", "No", &["N", "TRUE"], ""), expected);
}

#[test]
fn words_are_monitored_and_any_will_do() {
    let typed = ["'much as before", "12", "logical TRUE", "time 1:30", "Awaited"];
    assert_eq!(judged("text", "", "", &typed, ""), [" |  | "; 5]);
    let text = "
        | Indicators | Ref | Unit | Value |
        |---|---|---|---|
        | | E1 | text | 'much as before |
        | | E2 | text | 12 |";
    with_collection(&cases(text)[0], |collection| {
        let lines = collection.tally().indicator_lines;
        let counted: Vec<&str> = lines.iter().map(|line| line.counted.unwrap().name.as_str()).collect();
        assert_eq!(counted, ["Monitor only", "Monitor only"]);
        let given = |at: usize| lines[at].row.unwrap().value.given().cloned();
        assert_eq!(given(0), Some(crate::returns::ValueGiven::Words("much as before".into())));
        assert_eq!(given(1), Some(crate::returns::ValueGiven::Words("12".into())));
    });
}

#[test]
fn labels_stay_labels() {
    for unit in ["ratio", "rank", "date", "hours"] {
        let found = judged(unit, "Higher", "2", &["2", "'2:30"], "");
        assert!(found[0].starts_with("2 ") && found[0].contains("Green"), "{found:?}");
        assert!(found[1].ends_with("CEL003"), "{found:?}");
    }
}

#[test]
fn none_counts_as_monitor_only_where_ratings_are_computed() {
    let text = "
        | Settings | Setting | Value |
        |---|---|---|
        | | Indicator ratings | Computed |

        | Indicators | Ref | Better when | Target | Tolerance | Value |
        |---|---|---|---|---|---|
        | | E1 | Higher | 90 | None | 12% |
        | | E2 | Higher | 90 | | 12% |
        | | E3 | Lower | 0 | | 12% |
        | | E4 | Lower | 0 | | 0% |";
    with_collection(&cases(text)[0], |collection| {
        let lines = collection.tally().indicator_lines;
        let counted: Vec<&str> = lines.iter().map(|line| line.counted.unwrap().name.as_str()).collect();
        assert_eq!(counted, ["Monitor only", "Red", "Red", "Green"]);
    });
}
