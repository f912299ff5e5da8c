//! What the Front page says of whole quarters.

use crate::consolidate::tests::{QUARTER, all_text, sheet, written};
use crate::grid::{Cell, CellRef, Sheet};

fn front(text: &str) -> (String, Vec<String>) {
    let book = written(text);
    let front = sheet(&book, "Front page");
    let formulas = front.cells.iter().filter(|cell| cell.formula.is_some()).map(Cell::as_shown).collect();
    (all_text(front), formulas)
}

fn row_of(sheet: &Sheet, first: &str) -> Vec<String> {
    let at = sheet.cells.iter().find(|cell| cell.at.col == 0 && cell.as_shown() == first).expect(first).at;
    (0..8).filter_map(|col| sheet.get(CellRef { row: at.row, col })).map(Cell::as_shown).collect()
}

#[test]
fn a_count_stands_with_its_percentage_in_one_cell_that_follows_summary() {
    let book = written(QUARTER);
    let front = sheet(&book, "Front page");
    assert_eq!(
        row_of(front, "Growth and prosperity"),
        ["Growth and prosperity", "0 (0%)", "1 (50%)", "1 (50%)", "0 (0%)", "0", "2"]
    );
    assert_eq!(row_of(front, "Overall"), ["Overall", "0 (0%)", "1 (50%)", "1 (50%)", "0 (0%)", "1", "3"]);
    let amber = front.cells.iter().find(|cell| cell.as_shown() == "1 (50%)").unwrap();
    assert!(amber.formula.is_some(), "it is made of Summary's cells");
}

#[test]
fn what_holds_and_why_not_stands_below_the_title_with_a_line_that_is_live() {
    let (text, formulas) = front(QUARTER);
    assert!(text.starts_with("Corporate plan\nExample Borough Council. 2025-26 Q1, as of 30 June 2025\n"), "{text}");
    assert!(text.contains("\nProvisional\n") && text.contains("1 return is missing: Leisure & culture."), "{text}");
    assert!(formulas.iter().any(|line| line.starts_with("Everything on this page agrees")), "{formulas:?}");
}

#[test]
fn a_line_of_which_not_every_return_came_says_so() {
    let (text, _) = front(QUARTER);
    assert!(text.contains("Environment (1 of 2 returns)\n"), "{text}");
    let one = QUARTER.replace("| | 2.1 | housing | P2 | 31/03/2026 | Yes | | | Completed | | =1+1 -> 2 |\n", "");
    let (text, _) = front(&one.replace("| | 2.2 | housing | P2", "| | 2.2 | housing | P1"));
    assert!(text.contains("Environment (no return)\n"), "{text}");
    assert!(!text.contains("Growth and prosperity ("), "every return of it came: {text}");
}

#[test]
fn what_is_off_track_for_the_first_time_comes_first_then_what_moves_furthest() {
    let (text, _) = front(
        "
        | Settings | Setting | Value |
        |---|---|---|
        | | Scheme | west-norfolk |

        | Actions | Ref | Deadline | Last rating | Rating | Revised deadline | Commentary |
        |---|---|---|---|---|---|---|
        | | 1.1 | Q1 | Red | Red | Q4 | Late. |
        | | 1.2 | Q1 | Red | Red | Q2 | Late. |
        | | 1.3 | Q1 | Green | Red | Q2 | Late. |
        | | 1.4 | Q4 | Green | Green | | |",
    );
    let list: Vec<&str> =
        text.lines().skip_while(|line| *line != "Off track now: 3").skip(1).take(3).map(|line| &line[..3]).collect();
    assert_eq!(list, ["1.3", "1.1", "1.2"], "{text}");
    assert!(text.contains("– new this period"), "{text}");
    let (text, _) = front("| Actions | Ref | Deadline | Rating |\n|---|---|---|---|\n| | 1.1 | Q4 | Green |");
    assert!(text.contains("Nothing is off track"), "{text}");
}

#[test]
fn more_than_five_are_counted_and_found_in_exceptions() {
    let rows: String = (1..=8).map(|n| format!("| | 1.{n} | Q1 | Red | Q3 | Late. |\n")).collect();
    let (text, _) = front(&format!(
        "| Settings | Setting | Value |\n|---|---|---|\n| | Scheme | west-norfolk |\n\n\
        | Actions | Ref | Deadline | Rating | Revised deadline | Commentary |\n|---|---|---|---|---|---|\n{rows}"
    ));
    assert!(text.contains("Off track now: 8\n") && text.contains("and 3 more: Exceptions\n"), "{text}");
}

const CANNOCK: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | cannock-chase |

| Actions | Ref | Deadline | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|
| | 1.1 | Q1 | Slightly behind | Q2 | Late. |
| | 1.2 | Q1 | Behind | Q4 | Later. |
| | 1.3 | Q1 | To be closed | | Not needed. |
| | 1.4 | Q4 | | | |
";

#[test]
fn members_are_asked_what_the_ratings_ask_of_them() {
    let text = front(CANNOCK).0.replace('\n', " ");
    assert!(
        text.contains(
            "1 revised deadline to agree and 1 action to close, listed in Decisions. 1 other deadline moved without"
        ),
        "{text}"
    );
    // Where no rating asks anything, every deadline that moves and every action that is closed.
    let (text, _) = front(
        &CANNOCK
            .replace("cannock-chase", "west-norfolk")
            .replace("Slightly behind", "Amber")
            .replace("| Behind |", "| Red |")
            .replace("To be closed", "On hold or closed"),
    );
    assert!(text.contains("2 revised deadlines to agree and 1 action to close, listed in Decisions."), "{text}");
}

#[test]
fn tables_are_by_what_the_council_wants_in_its_own_words() {
    let worded = format!(
        "{CANNOCK}
        | Wording | What | As printed | Show |
        |---|---|---|---|
        | | actions | projects | |
        | | Overall | TOTAL | |
        | | To be closed | | No |
        | | Title | How we are doing | |
        "
    );
    let (text, _) = front(&worded);
    assert!(text.starts_with("How we are doing\n"), "{text}");
    assert!(text.contains("Projects by delivery plan\n") && text.contains("\nTOTAL\n"), "{text}");
    let text = text.replace('\n', " ");
    assert!(!text.contains("✗ To be closed") && text.contains("Not shown: 1 To be closed."), "{text}");
    assert!(text.contains("Not in this table: projects that are not rated"), "{text}");
}

#[test]
fn what_is_not_due_under_when_rated_is_no_failure() {
    let text = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | cannock-chase |

| Actions | Ref | Deadline | Rating | Completed date |
|---|---|---|---|---|
| | 1.1 | Q1 | Completed | 01/06/2025 |
| | 1.2 | Q4 | | |
";
    let summary = all_text(sheet(&written(text), "Summary"));
    assert!(summary.contains("beside them: not rated (not due yet or not answered) and for"), "{summary}");
    assert!(summary.contains("Base = the rated rows that the percentages are of; a row"), "{summary}");
}

#[test]
fn what_is_off_track_says_its_rating_and_its_line_and_a_key_what_the_ratings_mean() {
    let rows = "| Actions | Ref | Deadline | Rating | Revised deadline | Commentary |\n|---|---|---|---|---|---|\n\
        | | 1.1 | Q1 | Red | Q3 | Late. |\n";
    let (text, _) = front(rows);
    let own = text.lines().find(|line| line.starts_with("1.1 ")).unwrap();
    assert!(own.contains(" – ■ Red, "), "{own}");
    let (_, key) = text.split_once("\nKey\n").unwrap_or_else(|| panic!("no key: {text}"));
    assert!(key.contains("Actions: ✓ Complete = Finished;"), "{key}");
    // Where the page has no room for it, it is not there: the page stays one.
    let priorities: String = (1..=6)
        .map(|n| format!("| | P{n} | A priority with a name that is so long that it takes two lines or three {n} |\n"))
        .collect();
    let actions: String = (1..=6).map(|n| format!("| | {n}.1 | P{n} | Q1 | Red | Q3 | Late. |\n")).collect();
    let indicators: String =
        (1..=6).map(|n| format!("| | I{n} | P{n} | number | Higher | 10 | 20 | Green |\n")).collect();
    let full = format!(
        "| Priorities | Code | Priority |\n|---|---|---|\n{priorities}\n\
        | Actions | Ref | Priority | Deadline | Rating | Revised deadline | Commentary |\n|---|---|---|---|---|---|---|\n{actions}\n\
        | Indicators | Ref | Priority | Unit | Better when | Target | Value | Rating |\n|---|---|---|---|---|---|---|---|\n{indicators}"
    );
    let (text, _) = front(&full);
    assert!(text.contains("\nOff track now: 6\n") && !text.contains("\nKey\n"), "{text}");
}

/// One indicator whose rating is computed: its value of the period before is known, and its rating then is or is not.
fn computed_with(last_rating: &str) -> String {
    format!(
        "
        | Settings | Setting | Value |
        |---|---|---|
        | | Indicator ratings | Computed |

        | Indicators | Ref | Unit | Better when | Target | Last value | Last rating | Value |
        |---|---|---|---|---|---|---|---|
        | | 1.1 | number | Higher | 10 | 11 | {last_rating} | 12 |
        "
    )
}

#[test]
fn where_no_rating_of_last_period_is_known_nothing_is_said_to_have_stayed() {
    let unknown = computed_with("");
    let text = front(&unknown).0;
    assert!(text.contains("What moved: since last period: no rating of that time is known.\n"), "{text}");
    let movements = all_text(sheet(&written(&unknown), "Movements"));
    assert!(movements.contains("\nNo rating of that time is known"), "{movements}");
    assert!(!movements.contains("Nothing moved."), "{movements}");

    let known = computed_with("Green");
    let text = front(&known).0;
    assert!(text.contains("since last period: indicators: 0 better, 0 worse, 1 the same.\n"), "{text}");
    assert!(all_text(sheet(&written(&known), "Movements")).contains("\nNothing moved."));
}
