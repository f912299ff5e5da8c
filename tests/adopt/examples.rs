//! The plans of two examples, laid out in Word tables as those councils print them, adopted: all rows are there, and what is
//! read of them is what the example's own plan workbook holds, or is asked.

use std::collections::BTreeSet;
use std::fs;

use planroll::grid::Workbook;

use super::{adopt, lines, rows_of, tracker, workbook};
use crate::tools::root;

/// The rows of a sheet of a plan workbook, each cell by its heading.
fn table(plan: &Workbook, sheet: &str) -> Vec<Row> {
    let rows = rows_of(plan.sheet(sheet).unwrap());
    let headings = rows[0].clone();
    rows[1..].iter().map(|row| headings.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

type Row = std::collections::BTreeMap<String, String>;

/// The rows of an example's data.
fn data(example: &str, sheet: &str) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(root().join("examples").join(example).join("data/plan.json")).unwrap();
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    all[sheet].as_array().unwrap().clone()
}

fn said(row: &serde_json::Value, heading: &str) -> String {
    let value = &row[heading];
    if value.is_null() { String::new() } else { value.as_str().map_or_else(|| value.to_string(), str::to_owned) }
}

struct Adopted {
    actions: Vec<Row>,
    indicators: Vec<Row>,
    /// The headings of the sheet Indicators.
    headings: Vec<String>,
    asked: BTreeSet<String>,
}

fn adopted(name: &str) -> Adopted {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan.xlsx");
    adopt(&[&tracker(&format!("{name}.docx"))], &out, &[]);
    let book = workbook(&out);
    let asked = lines(&book).into_iter().filter(|line| line[0] == "Decide").map(|line| line[7].clone()).collect();
    let headings = rows_of(book.sheet("Indicators").unwrap()).swap_remove(0);
    Adopted { actions: table(&book, "Actions"), indicators: table(&book, "Indicators"), headings, asked }
}

impl Adopted {
    /// Whether the cell of an indicator is asked for: its row on the sheet, and the letter of its column there.
    fn asks(&self, row: usize, heading: &str) -> bool {
        let col = self.headings.iter().position(|own| own == heading).unwrap();
        let letter = char::from(b'A' + u8::try_from(col).unwrap());
        self.asked.contains(&format!("Indicators!{letter}{}", row + 2))
    }
}

/// A number as it is, whether it is shown as a percentage or not.
fn bare(text: &str) -> String {
    let text = text.replace([',', '%'], "");
    text.split_once('.').map_or(text.clone(), |(whole, part)| {
        let part = part.trim_end_matches('0');
        if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
    })
}

fn indicators_are_right(wanted: &[serde_json::Value], plan: &Adopted) -> (usize, usize) {
    let (mut asked_targets, mut asked_polarities) = (0, 0);
    for (at, (wanted, found)) in wanted.iter().zip(&plan.indicators).enumerate() {
        let name = said(wanted, "Indicator");
        assert_eq!(found["Indicator"], name);
        let polarity = said(wanted, "Better when");
        if plan.asks(at, "Better when") {
            asked_polarities += 1;
        } else if !polarity.is_empty() {
            assert_eq!(found["Better when"], polarity, "{name}");
        }
        let target = said(wanted, "Target");
        if plan.asks(at, "Target") {
            asked_targets += 1;
        } else if target.parse::<f64>().is_ok() {
            assert_eq!(bare(&found["Target"]), bare(&target), "{name}");
        } else if found["Rated"].is_empty() {
            // "475 a quarter", "150 to 200": the words are the council's, and all figures of them are there. Beside figures
            // in pounds "£40m" is in pounds.
            assert!(target.contains(|c: char| c.is_ascii_digit()), "{name}: {target}");
            let mut figures = target.replace(',', "");
            if found["Unit"] == "£" {
                figures = figures.replace('m', "000000");
            }
            assert!(figures.contains(&bare(&found["Target"])), "{name}: {target}");
        }
    }
    (asked_targets, asked_polarities)
}

#[test]
fn the_report_of_west_norfolk_becomes_its_plan() {
    let plan = adopted("west-norfolk");
    let actions: Vec<_> = data("west-norfolk", "Actions")
        .into_iter()
        .filter(|row| said(row, "Monitored") != "No" && !said(row, "Deadline").is_empty())
        .collect();
    let indicators: Vec<_> =
        data("west-norfolk", "Indicators").into_iter().filter(|row| said(row, "Rated") != "Information only").collect();
    assert_eq!((plan.actions.len(), plan.indicators.len()), (actions.len(), indicators.len()));
    let text = fs::read_to_string(root().join("examples/west-norfolk/data/returns.json")).unwrap();
    let returns: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (wanted, found) in actions.iter().zip(&plan.actions) {
        assert_eq!(found["Action"], said(wanted, "Action"));
        assert_eq!(found["Deadline"], said(wanted, "Deadline"), "{}", found["Action"]);
        let returned = &returns[said(wanted, "Delivery plan")]["Actions"][said(wanted, "Ref")]["Rating"];
        let rating = returned.as_str().map_or_else(|| said(wanted, "Last rating"), str::to_owned);
        let found_rating = &found["Last rating"];
        assert!(
            !["Green", "Amber", "Red"].contains(&rating.as_str()) || *found_rating == rating,
            "{}",
            found["Action"]
        );
    }
    assert_eq!(indicators_are_right(&indicators, &plan), (0, 3));
}

#[test]
fn the_report_of_cannock_chase_becomes_its_plan() {
    let plan = adopted("cannock-chase");
    let actions = data("cannock-chase", "Actions");
    let indicators = data("cannock-chase", "Indicators");
    assert_eq!((plan.actions.len(), plan.indicators.len()), (actions.len(), indicators.len()));
    for (wanted, found) in actions.iter().zip(&plan.actions) {
        assert_eq!(found["Action"], said(wanted, "Action"));
        assert!(found["Deadline"].ends_with(&said(wanted, "Deadline")), "{}: {}", found["Action"], found["Deadline"]);
        for heading in ["Outcome", "Project", "Approach"] {
            assert_eq!(found[heading], said(wanted, heading), "{}: {heading}", found["Action"]);
        }
    }
    assert_eq!(indicators_are_right(&indicators, &plan), (20, 10));
}

/// What an officer has to decide in a tracker of 60 actions and 40 indicators: `examples/README.md` says it.
#[test]
fn of_sixty_actions_and_forty_indicators_few_cells_are_left_to_decide() {
    let folder = tempfile::tempdir().unwrap();
    let asked = |name: &str| {
        let out = folder.path().join(name);
        adopt(&[&tracker(name)], &out, &[]);
        let book = workbook(&out);
        assert_eq!(
            (rows_of(book.sheet("Actions").unwrap()).len(), rows_of(book.sheet("Indicators").unwrap()).len()),
            (61, 41),
            "{name}"
        );
        (table(&book, "Indicators"), lines(&book).iter().filter(|line| line[0] == "Decide").count())
    };
    let (said, few) = asked("sixty-and-forty.xlsx");
    let (unsaid, more) = asked("sixty-and-forty-unsaid.xlsx");
    assert_eq!((few, more), (0, 5));
    // What the names say is what the column says.
    for (said, unsaid) in said.iter().zip(&unsaid) {
        assert!(
            unsaid["Better when"].is_empty() || unsaid["Better when"] == said["Better when"],
            "{}",
            said["Indicator"]
        );
    }
}
