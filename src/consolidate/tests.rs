//! Whole workbooks: written from a quarter in memory, read back, and looked at cell by cell.

use super::{numbers::several, *};
use crate::domain::heading_key;
use crate::grid::{Cell, CellRef, Legacy, Limits, Sheet, Shown, Value, Visibility, Workbook, read};
use crate::layout::CONSOLIDATED;
use crate::trial::{cases, with_collection};

/// Two priorities, two delivery plans of which one is missing, indicators of every kind.
pub(super) const QUARTER: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | west-norfolk |
| | Organisation | Example Borough Council |
| | Plan title | Corporate plan |
| | Without return | 2 |

| Delivery plans | Code | Delivery plan | Priority | Portfolio holder |
|---|---|---|---|---|
| | housing | Housing | P1 | Homes |
| | leisure | Leisure & culture | P2 | |

| Priorities | Code | Priority |
|---|---|---|
| | P1 | Growth and prosperity |
| | P2 | Environment |

| Actions | Ref | Delivery plan | Priority | Deadline | Monitored | Budget | Ask: Risk | Rating | Revised deadline | Commentary |
|---|---|---|---|---|---|---|---|---|---|---|
| | 1.1 | housing | P1 | 31/03/2026 | Yes | 100 | Low | Green | | On time. |
| | 1.10 | housing | P1 | 30/06/2025 | Yes | 200 | High | Amber | Q2 | Late. |
| | 2.1 | housing | P2 | 31/03/2026 | Yes | | | Completed | | =1+1 -> 2 |
| | 2.2 | housing | P2 | 31/03/2026 | No | | | | | |

| Indicators | Ref | Delivery plan | Priority | Unit | Better when | Target | Rated | Value | Rating | Commentary |
|---|---|---|---|---|---|---|---|---|---|---|
| | I1 | housing | P1 | % | Higher | 93 | Yes | percent 92.5 | Amber | Nearly. |
| | I2 | housing | P1 | days | Lower | 20 | Yes | Not available | | Later. |
| | I3 | housing | P1 | £ | Higher | 1000 | Monitor only | 1250 | | |

| Actions @2 | Ref | Delivery plan | Priority | Deadline | Monitored | Budget | Ask: Risk |
|---|---|---|---|---|---|---|---|
| | 3.1 | leisure | P2 | 31/03/2026 | Yes | | |
";

pub(super) fn bytes(text: &str) -> Vec<u8> {
    let case = cases(text).remove(0);
    with_collection(&case, |collection| consolidate(collection, &collection.tally()).unwrap().bytes().unwrap())
}

pub(super) fn written(text: &str) -> Workbook {
    read(&bytes(text), &Limits::returns(), Legacy::Refuse).unwrap()
}

pub(super) fn sheet<'b>(book: &'b Workbook, name: &str) -> &'b Sheet {
    book.sheet(name).unwrap_or_else(|| panic!("no sheet {name}"))
}

/// The cell in the row that begins with `first`, below `heading`; of the table below `title` where there are several.
pub(super) fn cell<'b>(sheet: &'b Sheet, title: &str, first: &str, heading: &str) -> Option<&'b Cell> {
    let start = sheet.cells.iter().find(|cell| cell.as_shown() == title).map_or(0, |cell| cell.at.row);
    let wanted = heading_key(heading);
    let headings = sheet
        .cells
        .iter()
        .filter(|cell| cell.at.row >= start)
        .find(|cell| heading_key(&cell.as_shown()) == wanted)
        .unwrap_or_else(|| panic!("no heading {heading} below {title}"));
    let row = sheet
        .cells
        .iter()
        .find(|cell| cell.at.row > headings.at.row && cell.at.col == 0 && cell.as_shown() == first)
        .unwrap_or_else(|| panic!("no row {first} below {title}"));
    sheet.get(CellRef { row: row.at.row, col: headings.at.col }).filter(|cell| cell.value.is_some())
}

pub(super) fn shown(sheet: &Sheet, title: &str, first: &str, heading: &str) -> String {
    cell(sheet, title, first, heading).map(Cell::as_shown).unwrap_or_default()
}

pub(super) fn all_text(sheet: &Sheet) -> String {
    sheet.cells.iter().map(|cell| cell.as_shown() + "\n").collect()
}

/// The table below the title that begins with `title`: its headings, then its rows; nothing where there is no table.
pub(super) fn table_below(sheet: &Sheet, title: &str) -> Vec<Vec<String>> {
    let start = sheet.cells.iter().find(|cell| cell.at.col == 0 && cell.as_shown().starts_with(title));
    let start = start.unwrap_or_else(|| panic!("no title {title}")).at.row;
    let row = |row: u32| -> Vec<String> { (0..20).map(|col| shown_at(sheet, row, col)).collect() };
    let is_table = |cells: &Vec<String>| cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let below = (start + 1..).map(row);
    let up_to_table = below.skip_while(|cells| !is_table(cells) && !cells[0].is_empty());
    up_to_table.take_while(is_table).collect()
}

fn shown_at(sheet: &Sheet, row: u32, col: u16) -> String {
    sheet.get(CellRef { row, col }).filter(|cell| cell.value.is_some()).map(Cell::as_shown).unwrap_or_default()
}

/// What stands below a heading of such a table, row by row.
pub(super) fn column(table: &[Vec<String>], heading: &str) -> Vec<String> {
    let Some((headings, rows)) = table.split_first() else { return Vec::new() };
    let at = headings.iter().position(|own| own == heading).unwrap_or_else(|| panic!("no {heading} in {headings:?}"));
    rows.iter().map(|row| row[at].clone()).collect()
}

#[test]
fn the_sheets_stand_in_order_and_none_is_hidden() {
    let mut book = written(QUARTER);
    let hidden = book.sheets.pop().unwrap();
    assert_eq!((hidden.name.as_str(), hidden.visibility), ("planroll digests", Visibility::VeryHidden));
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Front page",
            "Contents",
            "Summary",
            "Sentences",
            "Exceptions",
            "Decisions",
            "Movements",
            "P1 Growth and prosperity",
            "P2 Environment",
            "Actions",
            "Indicators",
            "Returns",
            "Findings",
            "Method"
        ]
    );
    let of_layout = CONSOLIDATED.sheets.iter().map(|sheet| sheet.name.as_str());
    let fixed: Vec<&str> = of_layout.filter(|name| names.contains(name)).collect();
    let own: Vec<&str> = names.iter().copied().filter(|name| fixed.contains(name)).collect();
    assert_eq!(own, fixed);
    for sheet in &book.sheets {
        assert_eq!(sheet.visibility, Visibility::Visible);
        assert!(sheet.merges.is_empty() && sheet.hidden_rows.is_empty() && sheet.hidden_cols.is_empty());
        assert!(sheet.get(CellRef { row: 0, col: 0 }).is_some(), "{} has no title in A1", sheet.name);
    }
}

#[test]
fn the_same_quarter_gives_the_same_bytes() {
    assert_eq!(bytes(QUARTER), bytes(QUARTER));
}

#[test]
fn contents_says_why_figures_are_provisional_with_names() {
    let book = written(QUARTER);
    let contents = all_text(sheet(&book, "Contents"));
    assert!(contents.contains("Provisional\n"), "{contents}");
    assert!(contents.contains("1 return is missing: Leisure & culture."), "{contents}");
    let summary = all_text(sheet(&book, "Summary"));
    assert!(summary.contains("may still change.\n1 return is missing: Leisure & culture. It ends when"), "{summary}");
}

#[test]
fn counts_are_numbers_and_percentages_are_as_the_tally_has_them() {
    let book = written(QUARTER);
    let summary = sheet(&book, "Summary");
    let title = "Actions by priority";
    assert_eq!(shown(summary, title, "Growth and prosperity", "Amber"), "1");
    let half = cell(summary, title, "Growth and prosperity", "Amber %").unwrap();
    assert_eq!((half.value.clone(), half.shown), (Some(Value::Number("0.5".parse().unwrap())), Shown::Percent));
    assert_eq!(shown(summary, title, "Growth and prosperity", "Base"), "2");
    assert_eq!(shown(summary, title, "Environment", "Green %"), "", "a base of 0 has no percentages");
    assert_eq!(shown(summary, title, "Overall", "Completed"), "1");
    assert_eq!(shown(summary, title, "Overall", "Total"), "3");
    assert_eq!(shown(summary, title, "Overall", "Not rated"), "1");
    assert_eq!(shown(summary, title, "Overall", "Information only"), "1");
    assert!(!all_text(summary).contains("Completed %"), "a rating outside the percentages has no column for them");
    let notes = all_text(summary);
    let base = "Left out of the percentages and shown beside them: Completed, not rated and for information only.";
    assert!(notes.contains(base), "{notes}");
    assert!(notes.contains("1 action names no portfolio holder and is in Overall only."), "{notes}");
    assert_eq!(shown(summary, "Indicators by priority", "Overall", "Amber"), "1");
}

#[test]
fn an_action_is_shown_as_planned_received_and_counted_with_its_source() {
    let book = written(QUARTER);
    let actions = sheet(&book, "Actions");
    let of = |reference, heading| shown(actions, "", reference, heading);
    assert_eq!(of("1.10", "Rating received"), "Amber");
    assert_eq!(of("1.10", "Rating counted"), "Amber");
    assert_eq!(of("1.10", "Deadline"), "30 Jun 2025");
    assert_eq!(of("1.10", "Revised deadline"), "Q2 2025-26");
    assert_eq!(of("1.10", "Slippage"), "3 months");
    assert_eq!(of("1.10", "Budget"), "200");
    assert_eq!(of("1.10", "Ask: Risk"), "High");
    assert_eq!(of("1.10", "Source file"), "return-1.xlsx");
    assert_eq!(of("1.10", "Source cell"), "Actions!A6");
    assert_eq!(of("2.2", "Rating counted"), "Information only");
    assert_eq!(of("3.1", "Rating counted"), "Not rated");
    assert_eq!(of("3.1", "Source file"), "");
    assert!(!all_text(actions).contains("Outcome"), "an optional column with nothing in it is left out");
}

#[test]
fn a_further_column_follows_the_action_and_an_asked_one_the_commentary() {
    let book = written(QUARTER);
    let headings: Vec<String> = sheet(&book, "Actions").row(4).iter().map(Cell::as_shown).collect();
    let after = |heading: &str| headings.iter().skip_while(|one| *one != heading).nth(1).cloned().unwrap();
    assert_eq!(after("Action"), "Budget");
    assert_eq!(after("Commentary for report"), "Ask: Risk");
    assert!(!headings.iter().any(|heading| heading == "Last rating"), "nothing stands in it: {headings:?}");
}

#[test]
fn a_direction_that_cannot_be_read_is_not_shown_as_one() {
    let text = "
| Settings | Setting | Value |
|---|---|---|
| | Scheme | southend |

| Actions | Ref | Deadline | Rating | Direction of travel | Commentary |
|---|---|---|---|---|---|
| | 1.1 | Q4 | Green | up | Going well. |
| | 1.2 | Q4 | Green | ^ | Going well. |
";
    let book = written(text);
    let actions = sheet(&book, "Actions");
    assert_eq!(shown(actions, "", "1.1", "Direction of travel"), "Improving");
    assert_eq!(shown(actions, "", "1.2", "Direction of travel"), "");
    assert!(all_text(sheet(&book, "Findings")).contains("“^”"), "the mark is not lost");
}

#[test]
fn nothing_from_a_return_becomes_a_formula() {
    let book = written(&QUARTER.replace("On time.", "=HYPERLINK(\"https://example.org\") -> click"));
    // Summary's own formulas are over the tables, those of the front page and Sentences over Summary; lists and words have
    // the one line that says whether they still hold. Everything else is a value.
    for sheet in book.sheets.iter().filter(|sheet| !["Summary", "Front page"].contains(&sheet.name.as_str())) {
        let formulas = sheet.cells.iter().filter(|cell| cell.formula.is_some());
        let formulas: Vec<CellRef> = formulas.map(|cell| cell.at).collect();
        let own = match sheet.name.as_str() {
            "Sentences" => vec![CellRef { row: 3, col: 0 }],
            "Exceptions" | "Decisions" => vec![CellRef { row: 2, col: 0 }],
            name if name.starts_with('P') => vec![CellRef { row: 1, col: 0 }],
            _ => Vec::new(),
        };
        assert_eq!(formulas, own, "{}", sheet.name);
    }
}

#[test]
fn every_figure_of_summary_is_a_formula() {
    let book = written(QUARTER);
    let figures = sheet(&book, "Summary").cells.iter().filter(|cell| matches!(cell.value, Some(Value::Number(_))));
    let typed: Vec<String> = figures.clone().filter(|cell| cell.formula.is_none()).map(Cell::as_shown).collect();
    assert!(figures.count() > 50);
    assert_eq!(typed, Vec::<String>::new());
}

#[test]
fn an_indicator_is_a_number_in_its_unit_with_the_arithmetic_of_its_band() {
    let book = written(QUARTER);
    let indicators = sheet(&book, "Indicators");
    let value = cell(indicators, "", "I1", "Value").unwrap();
    assert_eq!((value.value.clone(), value.shown), (Some(Value::Number("0.925".parse().unwrap())), Shown::Percent));
    assert_eq!(value.as_shown(), "92.5%");
    let of = |reference, heading| shown(indicators, "", reference, heading);
    assert_eq!(of("I1", "Target"), "93%");
    assert_eq!(of("I1", "Rating computed"), "Amber");
    assert!(of("I1", "Why").starts_with("Amber: 92.5% is"), "{}", of("I1", "Why"));
    assert_eq!(of("I2", "Value"), "Not available");
    assert_eq!(of("I2", "Rating counted"), "In progress");
    assert_eq!(of("I3", "Rating counted"), "Monitor only");
    let pounds = cell(indicators, "", "I3", "Value").unwrap();
    assert_eq!(pounds.value, Some(Value::Number("1250".parse().unwrap())));
}

#[test]
fn every_return_expected_and_every_file_is_accounted_for() {
    let text = QUARTER.to_owned() + "\n| File | What |\n|---|---|\n| | csv |\n";
    let book = written(&text);
    let returns = sheet(&book, "Returns");
    assert!(all_text(returns).contains("2 returns expected: 1 received, 1 missing, 0 duplicated. 1 file rejected."));
    let of = |name, heading| shown(returns, "", name, heading);
    assert_eq!(of("Housing", "Status"), "Received");
    assert_eq!(of("Housing", "Source file"), "return-1.xlsx");
    assert_eq!(of("Housing", "Completed by"), "Head of service");
    assert_eq!(of("Housing", "Job title"), "Head of service");
    assert_eq!(of("Housing", "Date"), "4 July 2025");
    assert_eq!(of("Leisure & culture", "Status"), "Missing");
    assert_eq!(of("Leisure & culture", "Source file"), "");
    assert!(all_text(returns).contains("Rejected"));
    let method = all_text(sheet(&book, "Method"));
    assert!(method.contains("file-0.xlsx") && method.contains("Not read"), "{method}");
}

#[test]
fn rows_added_to_the_plan_since_issue_are_named() {
    let row = "| | 1.1 | housing |";
    let added = QUARTER.replacen(row, &format!("| | 9.9 | housing | P1 | 31/03/2026 | Yes | | | | | |\n{row}"), 1);
    let (now, then) = (cases(&added).remove(0), cases(QUARTER).remove(0));
    let bytes = with_collection(&now, |now| {
        with_collection(&then, |then| {
            let mixed = Collection {
                plan: now.plan,
                as_of: then.as_of,
                files: then.files.iter().map(copied).collect(),
                return_files: then.return_files.clone(),
                set: then.set.clone(),
                previous: None,
                by_hand: None,
                across: Vec::new(),
                of_plan: Vec::new(),
                plan_source: None,
                unanswered: std::collections::BTreeMap::new(),
                not_looked_at: Vec::new(),
            };
            consolidate(&mixed, &mixed.tally()).unwrap().bytes()
        })
    });
    let book = read(&bytes.unwrap(), &Limits::returns(), Legacy::Refuse).unwrap();
    assert_eq!(shown(sheet(&book, "Returns"), "", "Housing", "Rows added to the plan since issue"), "Actions 9.9");
    assert_eq!(shown(sheet(&book, "Actions"), "", "9.9", "Rating counted"), "Not rated");
}

fn copied(file: &crate::collection::Checked) -> crate::collection::Checked {
    crate::collection::Checked {
        source: file.source.clone(),
        received: file.received.clone(),
        findings: file.findings.clone(),
    }
}

#[test]
fn a_plan_without_indicators_says_so_and_has_no_table() {
    let (before, rest) = QUARTER.split_once("| Indicators").unwrap();
    let (_, after) = rest.split_once("| Actions @2").unwrap();
    let text = format!("{before}| Actions @2{after}");
    let book = written(&text);
    assert!(all_text(sheet(&book, "Indicators")).contains("No indicators in this plan."));
    assert!(!all_text(sheet(&book, "Indicators")).contains("Rating counted"));
    assert!(all_text(sheet(&book, "Summary")).contains("No indicators in this plan."));
}

#[test]
fn findings_are_listed_with_their_place_and_change_no_count() {
    let text = QUARTER.replace("| 1.1 | housing | P1 | 31/03/2026 |", "| 1.1 | housing | P1 | 31/05/2025 |");
    let book = written(&text);
    let findings = sheet(&book, "Findings");
    assert_eq!(shown(findings, "", "RAT005", "Ref"), "1.1");
    assert_eq!(shown(findings, "", "RAT005", "File"), "return-1.xlsx");
    assert_eq!(shown(findings, "", "RAT005", "Sheet"), "Actions");
    assert_eq!(shown(findings, "", "RAT005", "What was found"), "Green");
    assert_eq!(shown(sheet(&book, "Summary"), "Actions by priority", "Growth and prosperity", "Green"), "1");
    assert_eq!(errors(&text), errors(QUARTER) + 1);
    // One of them is that a return is missing, which is another reason.
    let errors =
        several(errors(&text) - 1, "error in the returns: Housing (1).", "errors in the returns: Housing (2).");
    assert!(all_text(sheet(&book, "Contents")).contains(&errors), "{errors}");
}

fn errors(text: &str) -> u64 {
    with_collection(&cases(text).remove(0), |collection| u64::try_from(collection.totals().error).unwrap())
}

#[test]
fn a_waived_finding_is_attributed_and_is_no_error() {
    let text = QUARTER.replace("| 1.1 | housing | P1 | 31/03/2026 |", "| 1.1 | housing | P1 | 31/05/2025 |").replacen(
        "| Priorities |",
        "| Waivers | Rule | Ref | Reason | Approved by |\n|---|---|---|---|---|\n| | RAT005 | 1.1 | Agreed in June | Director |\n\n| Priorities |",
        1,
    );
    let book = written(&text);
    assert_eq!(shown(sheet(&book, "Findings"), "", "RAT005", "Waived by"), "Director: Agreed in June");
    assert_eq!(errors(&text), errors(QUARTER));
    assert!(all_text(sheet(&book, "Findings")).contains("1 waived"));
}

#[test]
fn method_names_settings_ratings_tolerances_and_version() {
    let book = written(QUARTER);
    let method = sheet(&book, "Method");
    assert_eq!(shown(method, "", "Percentages", "As used"), "Sum to 100");
    assert!(shown(method, "", "As-of day", "As used").starts_with("30 June 2025"));
    assert_eq!(shown(method, "", "Made with", "As used"), format!("planroll {}", env!("CARGO_PKG_VERSION")));
    assert_eq!(shown(method, "Key to the ratings", "Completed", "In percentages"), "No");
    assert!(all_text(method).contains("on target or better"));
    with_collection(&cases(QUARTER).remove(0), |collection| {
        assert!(collection.files.iter().all(|file| all_text(method).contains(&file.source.sha256)));
    });
}
