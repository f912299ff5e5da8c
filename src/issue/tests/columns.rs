//! Which columns a return has: those of the form that any of its rows has anything in, and those that ask for something.

use super::*;

/// The headings of a table.
fn headings(issued: &Issued, name: &str) -> Vec<String> {
    row(sheet(&read(issued), name), 3)
}

/// A return in which every column of the form has something in it.
fn with_everything() -> Issued {
    let mut all = issued();
    all.settings.direction = DirectionSetting::Given;
    let action = &mut all.actions[0];
    action.outcome = Some("An outcome".into());
    action.project = Some("A project".into());
    action.lead_officer = Some("Development Manager".into());
    action.last_rating = Some("Green".into());
    action.last_commentary = Some("The contractor starts in April.".into());
    let indicator = &mut all.indicators[0];
    indicator.cumulative = true;
    indicator.target_for_the_year = Target::Number(Decimal::from(98));
    indicator.tolerance = Some("Standard 5%".into());
    indicator.last_value = Printed::Number(Decimal::from(93));
    indicator.last_rating = Some("Red".into());
    indicator.last_commentary = Some("Two posts are vacant.".into());
    all.tolerances = vec![Arc::new(standard())];
    all
}

#[test]
fn headings_are_those_of_the_contract() {
    let all = with_everything();
    assert_eq!(
        headings(&all, "Actions"),
        [
            "Ref",
            "Priority",
            "Outcome",
            "Project",
            "Action",
            "Lead officer",
            "Deadline",
            "Last rating",
            "Last commentary",
            "Rating*",
            "Completed date",
            "Revised deadline",
            "Direction of travel",
            "Commentary",
            "Check"
        ]
    );
    assert_eq!(
        headings(&all, "Indicators"),
        [
            "Ref",
            "Priority",
            "Indicator",
            "Unit",
            "Better when",
            "Target",
            "Target for the year",
            "Tolerance",
            "Last year",
            "Last value",
            "Last rating",
            "Last commentary",
            "Value*",
            "Rating*",
            "Override reason",
            "Commentary",
            "Check"
        ]
    );
    let book = read(&all);
    assert_eq!(shown(sheet(&book, "Indicators"), "D5"), "%, year to date");
    assert_eq!(shown(sheet(&book, "Indicators"), "G5"), "98%");
    let labels: Vec<String> = (3..7).map(|n| row(sheet(&book, "Sign-off"), n).remove(0)).collect();
    assert_eq!(labels, ["Completed by", "Job title", "Date", "Approved by"]);
    let start = sheet(&book, "Start here");
    let labels: Vec<String> = (8..15).map(|n| shown(start, &format!("A{n}"))).collect();
    assert_eq!(labels, ["", "Organisation", "Delivery plan", "Plan code", "Period", "Return by", "Send to"]);
}

#[test]
fn a_column_in_which_no_row_has_anything_and_nothing_is_asked_is_left_out() {
    let mut few = issued();
    few.action_extras = vec!["Approach".into(), "Ask: Risk".into()];
    for action in &mut few.actions {
        action.carried = [Printed::Blank, Printed::Blank].into();
    }
    few.indicators[0].better_when = None;
    few.indicators[0].last_year = Printed::Blank;
    let asked = ["Rating*", "Completed date", "Revised deadline", "Commentary", "Ask: Risk", "Check"];
    assert_eq!(
        headings(&few, "Actions"),
        [&["Ref", "Priority", "Action", "Deadline", "Last rating"], &asked[..]].concat()
    );
    assert_eq!(
        headings(&few, "Indicators"),
        ["Ref", "Priority", "Indicator", "Unit", "Target", "Value*", "Rating*", "Commentary", "Check"]
    );
    // One row with something is enough.
    few.actions[1].carried = [Printed::words("Partnership"), Printed::Blank].into();
    let before = ["Ref", "Priority", "Action", "Approach", "Deadline", "Last rating"];
    assert_eq!(headings(&few, "Actions"), [&before, &asked[..]].concat());
    // Where figures are compared, those of the past keep their place though there are none yet.
    few.indicators[0].better_when = Some(Polarity::Higher);
    let before = ["Ref", "Priority", "Indicator", "Unit", "Better when", "Target", "Last year", "Last value"];
    assert_eq!(headings(&few, "Indicators"), [&before, &["Value*", "Rating*", "Commentary", "Check"][..]].concat());
}

#[test]
fn a_return_of_the_first_version_keeps_the_columns_that_it_was_issued_with() {
    let mut old = issued();
    old.template_version = 1;
    old.indicators[0].last_rating = Some("Red".into());
    old.indicators[0].cumulative = true;
    let asked = ["Rating*", "Completed date", "Revised deadline", "Commentary", "Check"];
    let before = ["Ref", "Priority", "Action", "Deadline", "Last rating"];
    assert_eq!(headings(&old, "Actions"), [&before, &asked[..]].concat());
    let before =
        ["Ref", "Priority", "Indicator", "Unit", "Better when", "Target", "Tolerance", "Last year", "Last value"];
    let asked = ["Value*", "Rating*", "Override reason", "Commentary", "Check"];
    assert_eq!(headings(&old, "Indicators"), [&before, &asked[..]].concat());
    assert_eq!(shown(sheet(&read(&old), "Indicators"), "D5"), "%");
}

#[test]
fn a_return_without_its_stamp_is_read_by_the_columns_that_it_has() {
    for mut issued in [with_everything(), issued()] {
        for version in [1, 2] {
            issued.template_version = version;
            let mut book = read(&issued);
            book.sheets.retain(|sheet| sheet.name != "planroll");
            book.properties.clear();
            let source = Source { path: "housing.xlsx".to_owned(), sha256: String::new() };
            let Received::Read(bare) = receive(source, &book, None) else { panic!("a return is known by its labels") };
            assert!(bare.anomalies.is_empty(), "version {version}: {:?}", bare.anomalies);
            assert_eq!(bare.issued.indicators[0].unit, "%");
        }
    }
}

#[test]
fn a_column_of_the_officer_that_the_form_has_now_is_still_the_officers() {
    let mut own = issued();
    own.template_version = 1;
    own.action_extras = vec!["Last commentary".into()];
    own.actions[0].carried = [Printed::words("The contractor starts in April.")].into();
    own.actions[1].carried = [Printed::Blank].into();
    let mut year = issued();
    year.indicator_extras = vec!["Target for the year".into()];
    year.indicators[0].target_for_the_year = Target::Number(Decimal::from(98));
    year.indicators[0].carried = [Printed::words("98 by March")].into();
    for issued in [own, year] {
        let book = read(&issued);
        let source = Source { path: "housing.xlsx".to_owned(), sha256: String::new() };
        let Received::Read(whole) = receive(source, &book, None) else { panic!("an issued return is a return") };
        assert!(whole.anomalies.is_empty(), "{:?}", whole.anomalies);
    }
}
