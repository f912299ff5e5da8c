//! What the cells say and look like in which something is typed.

use std::io::{Cursor, Read as _};

use super::*;

/// The XML of a sheet, by its place in the workbook from 1.
fn xml(issued: &Issued, place: usize) -> String {
    let bytes = issue(issued).unwrap();
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    package.by_name(&format!("xl/worksheets/sheet{place}.xml")).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// The rule of the cells that begin with `at`, up to its end.
fn rule(xml: &str, at: &str) -> String {
    let rules = xml.split("<dataValidation ").skip(1);
    let found = rules.filter(|rule| rule.contains(&format!("sqref=\"{at}")));
    found.map(|rule| rule.split("</dataValidation>").next().unwrap_or_default().to_owned()).collect()
}

fn three_indicators() -> Issued {
    let mut some = issued();
    some.indicators =
        vec![indicator("2.1", "%", "95"), indicator("2.2", "number", "40"), indicator("2.3", "days", "9")];
    some.indicators[1].cumulative = true;
    some.stamp.period = some.stamp.period.next();
    some
}

#[test]
fn a_value_says_what_it_covers_and_offers_its_reasons_without_refusing_a_number() {
    let xml = xml(&three_indicators(), 3);
    let (percent, cumulative, plain) = (rule(&xml, "I5"), rule(&xml, "I6"), rule(&xml, "I7"));
    for rule in [&percent, &cumulative, &plain] {
        assert!(rule.contains("type=\"list\"") && rule.contains("<formula1>Value_reasons</formula1>"), "{rule}");
        assert!(!rule.contains("showErrorMessage"), "{rule}");
    }
    assert!(percent.contains("Half a percent is typed 0.5%") && !percent.contains("April"), "{percent}");
    assert!(
        cumulative.contains("The year to date, April to September.") && !cumulative.contains("Half a"),
        "{cumulative}"
    );
    assert!(plain.contains("This period.") && !plain.contains("Half a") && !plain.contains("April"), "{plain}");
    // A word that is no rating is refused, as before.
    assert!(rule(&xml, "J5").contains("showErrorMessage=\"1\""));
}

#[test]
fn the_year_to_date_begins_where_the_year_does() {
    let mut january = three_indicators();
    let calendar = Calendar { reporting: Reporting::Monthly, year_starts: 1 };
    january.stamp.period = Period::parse("2026 M01", &calendar).unwrap();
    assert!(rule(&xml(&january, 3), "I6").contains("The year to date, January."), "one month");
    january.stamp.period = january.stamp.period.next();
    assert!(rule(&xml(&january, 3), "I6").contains("The year to date, January to February."));
}

#[test]
fn every_entry_cell_has_a_message_that_excel_can_hold() {
    let mut some = issued();
    some.settings.direction = DirectionSetting::Given;
    some.action_extras = vec![format!("Ask: {}?", "why is that so ".repeat(40)).into()];
    for action in &mut some.actions {
        action.carried = [Printed::Blank].into();
    }
    let xml = xml(&some, 2);
    let prompts = |what: &str| -> Vec<usize> {
        let said = xml.split(what).skip(1).map(|rest| rest.split('"').next().unwrap());
        said.map(|text| text.encode_utf16().count()).collect()
    };
    let (titles, texts) = (prompts(" promptTitle=\""), prompts(" prompt=\""));
    assert_eq!((titles.len(), texts.len()), (6, 6), "Rating, two dates, direction, commentary and what is asked");
    assert!(titles.iter().all(|units| (1..=32).contains(units)), "{titles:?}");
    assert!(texts.iter().all(|units| (1..=255).contains(units)), "{texts:?}");
}

#[test]
fn rows_grow_with_their_text_and_references_have_no_mark() {
    let mut some = issued();
    some.actions[0].action = "Build the homes that were promised ".repeat(20).into();
    for place in [2, 3] {
        let xml = xml(&some, place);
        assert!(!xml.contains("customHeight"), "a height that somebody chose does not grow");
        let ignored = xml.split("<ignoredError ").nth(1).unwrap_or_default();
        assert!(ignored.contains("sqref=\"A5") && ignored.contains("numberStoredAsText=\"1\""), "{ignored}");
        assert!(!xml.contains("<mergeCell"));
    }
}

#[test]
fn prose_is_text_and_a_figure_is_none() {
    let mut some = three_indicators();
    some.action_extras = vec!["Ask: Risk".into()];
    for action in &mut some.actions {
        action.carried = [Printed::Blank].into();
    }
    let bytes = issue(&some).unwrap();
    let style = |place: usize, cell: &str| -> String {
        let xml = xml(&some, place);
        let at = xml.split(&format!("<c r=\"{cell}\" s=\"")).nth(1).unwrap_or_else(|| panic!("{cell}"));
        at.split('"').next().unwrap().to_owned()
    };
    // Commentary and what is asked are as the reference is, but unlocked; a rating is not.
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut styles = String::new();
    package.by_name("xl/styles.xml").unwrap().read_to_string(&mut styles).unwrap();
    let cells = styles.split("<cellXfs").nth(1).unwrap();
    let formats: Vec<&str> = cells.split("<xf ").skip(1).collect();
    let (before, _) = styles.split_once("\" formatCode=\"@\"").unwrap();
    let id = before.rsplit('"').next().unwrap();
    let text = format!("numFmtId=\"{id}\"");
    let is_text = |place, cell| formats[style(place, cell).parse::<usize>().unwrap()].contains(&text);
    assert!(is_text(2, "H5"), "Revised deadline");
    assert!(is_text(2, "I5") && is_text(2, "J5"), "Commentary and Ask: Risk");
    assert!(!is_text(2, "F5") && !is_text(3, "I5"), "Rating and Value");
    assert!(is_text(4, "B4") && !is_text(4, "B6"), "who completed it, and when");
}

#[test]
fn a_sign_off_that_is_required_is_marked_and_counted_and_another_is_not() {
    let label = "Sign-off cells to fill in";
    let counted = |issued: &Issued| -> Option<String> {
        let book = read(issued);
        let start = sheet(&book, "Start here");
        (1..30).find(|n| shown(start, &format!("A{n}")) == label).map(|n| shown(start, &format!("B{n}")))
    };
    let mut some = issued();
    assert_eq!(counted(&some).as_deref(), Some("4"));
    assert_eq!(xml(&some, 4).matches("<cfRule").count(), 4);
    some.settings.sign_off = Need::Optional;
    assert_eq!(counted(&some), None);
    assert_eq!(xml(&some, 4).matches("<cfRule").count(), 0);
}
