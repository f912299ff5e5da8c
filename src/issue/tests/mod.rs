//! What is issued, read back with the reader of this crate.

mod columns;
mod come_back;
mod entry_cells;

use std::sync::Arc;

use jiff::civil::date;
use rust_decimal::Decimal;

use super::*;
use crate::domain::{
    Band, Bound, Calendar, Colour, Deadline, Measure, Milestones, Need, OpenWord, Period, Polarity, Rated, Rating,
    Reporting, Role, Scale, Scheme, Standing, Target, Tolerance,
};
use crate::grid::{self, CellRef, Legacy, Limits, Shown, Value, Visibility};
use crate::plan::{
    ActionsCounted, DirectionSetting, IndicatorRatings, IssuedAction, IssuedIndicator, IssuedSettings, Printed,
    Priority, Stamp, TEMPLATE_VERSION,
};
use crate::returns::{Received, Source};
use crate::rules::receive;

fn rating(name: &str, standing: Standing) -> Rating {
    Rating {
        name: name.to_owned(),
        symbol: None,
        also: Vec::new(),
        colour: Colour(0x00_70_3C),
        meaning: "what it means".to_owned(),
        standing,
        window: None,
        commentary: Need::Optional,
        revised: Need::Optional,
        completed: Need::Optional,
        in_percentages: true,
        group: None,
        best_to_worst: None,
    }
}

fn action(reference: &str) -> IssuedAction {
    IssuedAction {
        reference: reference.into(),
        milestone_of: None,
        role: Role::Counted,
        priority: "Homes".into(),
        outcome: None,
        project: None,
        action: "Build homes".into(),
        deadline: Deadline::on(date(2025, 9, 30)),
        monitored: true,
        start: None,
        lead_officer: None,
        last_rating: None,
        last_commentary: None,
        revised_deadline: None,
        finished: None,
        carried: Box::default(),
        last_answers: Box::default(),
    }
}

fn indicator(reference: &str, unit: &str, target: &str) -> IssuedIndicator {
    IssuedIndicator {
        reference: reference.into(),
        parent: None,
        heading: false,
        priority: "Homes".into(),
        indicator: "Repairs on time".into(),
        unit: unit.into(),
        better_when: Some(Polarity::Higher),
        rated: Rated::Yes,
        due: true,
        cumulative: false,
        target: Target::Number(target.parse().unwrap()),
        target_for_the_year: Target::None,
        tolerance: None,
        last_year: Printed::Number("3.06".parse().unwrap()),
        last_value: Printed::Blank,
        last_rating: None,
        last_commentary: None,
        decimals: None,
        numerator: false,
        denominator: false,
        carried: Box::default(),
        last_answers: Box::default(),
    }
}

fn issued() -> Issued {
    let calendar = Calendar { reporting: Reporting::Quarterly, year_starts: 4 };
    let scale = || Scale(vec![rating("Green", Standing::OnTrack), rating("Red", Standing::OffTrack)]);
    let mut issued = Issued {
        template_version: TEMPLATE_VERSION,
        stamp: Stamp {
            plan_code: "housing".to_owned(),
            plan_name: "Housing & homes".to_owned(),
            period: Period::parse("2025-26 Q1", &calendar).unwrap(),
            organisation: "Your council".to_owned(),
            plan_title: "Plan".to_owned(),
            return_by: Some(date(2025, 7, 18)),
            send_to: Some("policy@example.org".to_owned()),
            stays_in_folder: false,
            check_page: None,
        },
        settings: IssuedSettings {
            actions_counted: ActionsCounted::AllMonitored,
            indicator_ratings: IndicatorRatings::GivenAndChecked,
            direction: DirectionSetting::None,
            commentary_limit: 1500,
            sign_off: Need::Required,
            milestones: Milestones::OnlyActions,
        },
        priorities: [Priority { code: "P1".into(), name: "Homes".into(), short_name: None, description: None }].into(),
        scheme: Arc::new(Scheme { actions: scale(), indicators: scale() }),
        tolerances: Vec::new(),
        policy: Arc::default(),
        table_texts: Vec::new(),
        action_extras: Vec::new(),
        indicator_extras: Vec::new(),
        actions: vec![action("1.1"), action("1.10")],
        indicators: vec![indicator("2.1", "%", "95")],
        found: None,
        label: None,
    };
    issued.table_texts = issued.texts_of_tables();
    issued
}

fn standard() -> Tolerance {
    let band = |rating: &str, bound: &str| Band { rating: rating.to_owned(), bound: Bound::parse(bound).unwrap() };
    let bands = vec![band("Green", "<= 0"), band("Red", "> 0")];
    Tolerance { name: "Standard 5%".to_owned(), measure: Measure::PercentOfTarget, bands }
}

fn read(issued: &Issued) -> grid::Workbook {
    grid::read(&issue(issued).unwrap(), &Limits::returns(), Legacy::Refuse).unwrap()
}

fn sheet<'b>(book: &'b grid::Workbook, name: &str) -> &'b grid::Sheet {
    book.sheets.iter().find(|sheet| sheet.name == name).unwrap()
}

fn row(sheet: &grid::Sheet, row: u32) -> Vec<String> {
    sheet.row(row).iter().map(grid::Cell::as_shown).collect()
}

fn shown(sheet: &grid::Sheet, at: &str) -> String {
    sheet.get(CellRef::parse(at).unwrap()).map(grid::Cell::as_shown).unwrap_or_default()
}

#[test]
fn sheets_and_their_order_are_those_of_the_contract() {
    let book = read(&issued());
    let sheets: Vec<(&str, Visibility)> = book.sheets.iter().map(|s| (s.name.as_str(), s.visibility)).collect();
    assert_eq!(
        sheets,
        [
            ("Start here", Visibility::Visible),
            ("Actions", Visibility::Visible),
            ("Indicators", Visibility::Visible),
            ("Sign-off", Visibility::Visible),
            ("Lists", Visibility::Hidden),
            ("planroll", Visibility::VeryHidden),
        ]
    );
    let mut without = issued();
    without.indicators.clear();
    assert!(read(&without).sheets.iter().all(|sheet| sheet.name != "Indicators"));
}

#[test]
fn the_same_return_is_issued_with_the_same_bytes() {
    assert_eq!(issue(&issued()).unwrap(), issue(&issued()).unwrap());
}

#[test]
fn a_return_carries_its_stamp_whole_and_in_its_properties() {
    let mut long = issued();
    long.actions[0].action = "a long text, 🙂 and all; ".repeat(3_000).into();
    let book = read(&long);
    let lines: Vec<(String, String)> = sheet(&book, "planroll")
        .rows()
        .map(|(_, cells)| (cells[0].as_shown(), cells[1..].iter().map(grid::Cell::as_shown).collect()))
        .collect();
    let back = Issued::from_lines(lines.iter().map(|(what, json)| (what.as_str(), json.as_str()))).unwrap().unwrap();
    assert_eq!(back, long);
    assert_eq!(book.properties.get("planroll-plan").map(String::as_str), Some("housing"));
    assert_eq!(book.properties.get("planroll-period").map(String::as_str), Some("2025-26 Q1"));
    assert_eq!(book.properties.get("planroll-template-version").map(String::as_str), Some("2"));
}

#[test]
fn refs_stay_text_and_percentages_are_stored_as_hundredths() {
    let book = read(&issued());
    assert_eq!(shown(sheet(&book, "Actions"), "A6"), "1.10");
    let indicators = sheet(&book, "Indicators");
    let target = indicators.get(CellRef::parse("F5").unwrap()).unwrap();
    assert_eq!(target.value, Some(Value::Number("0.95".parse::<Decimal>().unwrap())));
    assert_eq!(target.shown, Shown::Percent);
    let last_year = indicators.get(CellRef::parse("G5").unwrap()).unwrap();
    assert_eq!(last_year.value, Some(Value::Number("0.0306".parse::<Decimal>().unwrap())));
}

#[test]
fn what_is_still_to_be_filled_in_is_said_in_the_check_as_stored() {
    let mut some = issued();
    some.actions[1].monitored = false;
    let book = read(&some);
    let actions = sheet(&book, "Actions");
    assert_eq!(shown(actions, "J5"), "Still to fill in: Rating");
    assert_eq!(shown(actions, "J6"), "For information only");
    assert_eq!(shown(sheet(&book, "Indicators"), "L5"), "Still to fill in: Value or Rating", "no band rates it");
    let start = sheet(&book, "Start here");
    let counted: Vec<(String, String)> = (1..30)
        .map(|n| (shown(start, &format!("A{n}")), shown(start, &format!("B{n}"))))
        .filter(|(label, _)| label.starts_with("Rows "))
        .collect();
    assert_eq!(
        counted,
        [("Rows complete".to_owned(), "0".to_owned()), ("Rows needing attention".to_owned(), "2".to_owned())]
    );
}

#[test]
fn a_check_asks_for_what_its_row_needs_and_says_why_a_row_needs_nothing() {
    let mut some = issued();
    let with = |change: fn(&mut IssuedIndicator)| {
        let mut row = indicator("2", "%", "95");
        change(&mut row);
        row
    };
    some.indicators = vec![
        with(|row| row.tolerance = Some("Standard 5%".into())),
        with(|_| {}),
        with(|row| row.rated = Rated::MonitorOnly),
        with(|row| {
            row.rated = Rated::MonitorOnly;
            row.due = false;
        }),
        with(|row| row.rated = Rated::InformationOnly),
    ];
    for (index, row) in some.indicators.iter_mut().enumerate() {
        row.reference = format!("2.{index}").into();
    }
    let checks = |issued: &Issued, col: &str| -> Vec<String> {
        let book = read(issued);
        (5..10).map(|row| shown(sheet(&book, "Indicators"), &format!("{col}{row}"))).collect()
    };
    some.tolerances = vec![Arc::new(standard())];
    let (value, either) = ("Still to fill in: Value", "Still to fill in: Value or Rating");
    let rest = ["Monitor only: give the value", "", "For information only"];
    assert_eq!(checks(&some, "N"), [value, either, rest[0], rest[1], rest[2]]);
    let book = read(&some);
    let wanting = sheet(&book, "Start here").cells.iter().position(|cell| cell.as_shown() == "Rows needing attention");
    let start = &sheet(&book, "Start here").cells;
    assert_eq!(start[wanting.unwrap() + 1].as_shown(), "4", "two actions, and two indicators that are rated");
    let Received::Read(whole) = receive(Source { path: "housing.xlsx".to_owned(), sha256: String::new() }, &book, None)
    else {
        panic!("an issued return is a return")
    };
    assert!(whole.anomalies.is_empty(), "{:?}", whole.anomalies);
    some.settings.indicator_ratings = IndicatorRatings::Computed;
    assert_eq!(checks(&some, "L"), [value, value, rest[0], rest[1], rest[2]], "without a Rating column");
}

#[test]
fn the_key_says_once_what_a_rating_asks_for() {
    let mut some = issued();
    some.indicators.clear();
    for (index, meaning) in ["Say why in the commentary", "Behind"].into_iter().enumerate() {
        Arc::make_mut(&mut some.scheme).actions.0[index].meaning = meaning.to_owned();
        Arc::make_mut(&mut some.scheme).actions.0[index].commentary = Need::Required;
    }
    let book = read(&some);
    let said: Vec<String> = sheet(&book, "Start here")
        .cells
        .iter()
        .map(grid::Cell::as_shown)
        .filter(|text| text.to_lowercase().contains("commentary"))
        .collect();
    assert_eq!(said, ["Say why in the commentary", "Behind. Also fill in: Commentary."]);
}

#[test]
fn who_must_fill_in_follows_the_setting_and_the_deadline() {
    let mut some = issued();
    some.settings.actions_counted = ActionsCounted::WhenRated;
    some.actions[0].deadline = Deadline::on(date(2025, 6, 30));
    let of = |issued: &Issued, index| duty::duty(issued, Kind::Actions, index);
    assert_eq!(of(&some, 0), duty::Duty::Required, "due on the last day of the period");
    assert_eq!(of(&some, 1), duty::Duty::Optional, "due later");
    Arc::make_mut(&mut some.scheme).actions.0.push(rating("Complete", Standing::Complete));
    some.actions[0].last_rating = Some("complete".into());
    assert_eq!(of(&some, 0), duty::Duty::NotAsked(duty::WhyNot::Finished), "finished before");
    some.actions[0].deadline = Deadline::Open(OpenWord::EveryPeriod);
    assert_ne!(of(&some, 0), duty::Duty::NotAsked(duty::WhyNot::Finished), "each period counts again");
    some.indicators[0].due = false;
    assert_eq!(duty::duty(&some, Kind::Indicators, 0), duty::Duty::NotAsked(duty::WhyNot::NotDue));
}

#[test]
fn what_excel_cannot_hold_does_not_break_the_file() {
    let mut wild = issued();
    wild.stamp.plan_code = "R&D \u{1}<x>".to_owned();
    wild.stamp.plan_name = format!("2025 & \"all\" \u{0}\u{202e}{}", "long ".repeat(200));
    wild.stamp.send_to = Some("x".repeat(3_000));
    Arc::make_mut(&mut wild.scheme).actions.0[0].name = "Green, \"really\" \u{2}".to_owned();
    Arc::make_mut(&mut wild.scheme).actions.0[1].name = "R".repeat(400);
    wild.action_extras = vec!["Ask: what\u{3}\nnext?".into(), "Approach".into()];
    for action in &mut wild.actions {
        action.carried = [Printed::Blank, Printed::Text("=1+1".into())].into();
        action.action = "commentary ".repeat(4_000).into();
    }
    wild.indicators[0].last_value = Printed::Number(Decimal::MAX);
    wild.indicators[0].decimals = Some(28);
    let book = read(&wild);
    let actions = sheet(&book, "Actions");
    assert_eq!(shown(actions, "D5"), "=1+1", "typed text never becomes a formula");
    assert!(actions.get(CellRef::parse("D5").unwrap()).unwrap().formula.is_none());
    assert!(shown(actions, "C5").ends_with("[cut: longer than an Excel cell holds]"));
}

#[test]
fn a_large_return_is_issued_whole() {
    let mut large = issued();
    large.actions = (0..500).map(|n| action(&format!("A{n}"))).collect();
    let book = read(&large);
    assert_eq!(sheet(&book, "Actions").rows().filter(|(row, _)| *row >= 4).count(), 500);
}

#[test]
fn codes_with_the_same_letters_get_different_file_names() {
    let with = |code: &str| {
        let mut one = issued();
        one.stamp.plan_code = code.to_owned();
        one
    };
    assert_eq!(file_names(&[&with("Housing")]), ["housing-2025-26-q1.xlsx"]);
    let all = [with("R&D"), with("r d"), with("R-D"), with("rd"), with("R-D-2")];
    let names = file_names(&all.iter().collect::<Vec<_>>());
    let mut once = names.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), names.len(), "{names:?}");
    assert!(names.contains(&"r-d-2-2025-26-q1.xlsx".to_owned()), "{names:?}");
}

#[test]
fn a_return_received_as_it_was_issued_has_nothing_to_report_and_an_edit_has() {
    let source = || Source { path: "housing.xlsx".to_owned(), sha256: String::new() };
    let mut some = issued();
    some.settings.direction = DirectionSetting::Given;
    some.action_extras = vec!["Approach".into(), "Ask: next step".into()];
    for action in &mut some.actions {
        action.carried = [Printed::Number("3.5".parse().unwrap()), Printed::Blank].into();
    }
    some.indicators.push(indicator("2.2", "days", "12.25"));
    let mut book = read(&some);
    let Received::Read(whole) = receive(source(), &book, None) else { panic!("an issued return is a return") };
    assert!(whole.anomalies.is_empty(), "{:?}", whole.anomalies);
    assert_eq!(whole.issued, some);
    let actions = book.sheets.iter_mut().find(|sheet| sheet.name == "Actions").unwrap();
    actions.put(grid::Cell::text(CellRef::parse("C5").unwrap(), "Build fewer homes"));
    let Received::Read(changed) = receive(source(), &book, None) else { panic!("a changed return is a return") };
    assert_eq!(changed.anomalies.len(), 1);
}
