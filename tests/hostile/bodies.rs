//! What each fuzz target does with the bytes it is given, shared by `fuzz/` and by the bounded run on stable Rust.
//!
//! Each body panics where a law does not hold; that the reader neither panics nor aborts nor hangs is the first of them.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use planroll::desk::{
    Desk, Error, PlanWorkbook, adopt_tracker, check_opened, open, read_template, report, starter_template,
};
use planroll::grid::{Cell, CellRef, Legacy, Limits, Workbook, read};
use planroll::internals::domain::{
    Bound, Deadline, Measure, Span, dates_in_words, mentions, print_day, read_date, read_number, read_range,
};
use planroll::internals::plan::{self, Plan, PlanAsRead};
use planroll::internals::returns::{Received, Source};
use planroll::rules::{Policy, Request, check_plan, check_return, receive};

use super::parts::{Parts, parts_of, with_part};

/// The plan workbook and the return that inputs are put into.
static PLAN: LazyLock<(Vec<u8>, Parts)> = LazyLock::new(|| template("plan.xlsx"));
static RETURN: LazyLock<(Vec<u8>, Parts)> = LazyLock::new(|| template("returns/homes-2025-26-q2.xlsx"));
/// The same, read once: a scheme is tried on them as they are.
static PLAN_BOOK: LazyLock<Workbook> = LazyLock::new(|| workbook(&PLAN.0));
static RETURN_BOOK: LazyLock<Workbook> = LazyLock::new(|| workbook(&RETURN.0));
static READ_PLAN: LazyLock<Plan> = LazyLock::new(|| plan::read(&PLAN_BOOK, None).plan.unwrap());

/// The trackers that inputs are put into, and the template of a report.
static TRACKERS: LazyLock<[(Vec<u8>, Parts); 2]> = LazyLock::new(|| {
    ["homes-tracker.xlsx", "delivery-plan.docx"].map(|name| taken_apart(root().join("tests/adopt/trackers").join(name)))
});
static TEMPLATE: LazyLock<(Vec<u8>, Parts)> = LazyLock::new(|| {
    let bytes = starter_template().unwrap();
    let parts = parts_of(&bytes);
    (bytes, parts)
});
/// What a report is made of: a plan whose only return is the one that inputs are put into.
static DESK: LazyLock<Desk> =
    LazyLock::new(|| Desk::new(PlanWorkbook::read("plan.xlsx", &PLAN.0, None, Legacy::Refuse).unwrap(), None).unwrap());

/// The folder of planroll; the fuzz targets are a package of their own, in a folder of this one.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    if own.ends_with("fuzz") { own.parent().unwrap().to_owned() } else { own.to_owned() }
}

fn template(name: &str) -> (Vec<u8>, Parts) {
    taken_apart(root().join("examples/two-quarters/q2").join(name))
}

fn taken_apart(path: PathBuf) -> (Vec<u8>, Parts) {
    let bytes = std::fs::read(path).unwrap();
    let parts = parts_of(&bytes);
    (bytes, parts)
}

fn workbook(bytes: &[u8]) -> Workbook {
    read(bytes, &Limits::returns(), Legacy::Refuse).unwrap()
}

/// The first byte says which part of the template the rest replaces; past the last part the rest is the whole file.
fn put_into(template: &(Vec<u8>, Parts), data: &[u8]) -> Option<Vec<u8>> {
    let (which, rest) = data.split_first()?;
    let part = template.1.get(usize::from(*which));
    Some(part.map_or_else(|| rest.to_vec(), |(name, _)| with_part(&template.0, name, rest)))
}

/// A body of a fuzz target.
pub(crate) type Body = fn(&[u8]);

/// A return: its container or one of its parts. Whatever is refused is refused with a finding.
pub(crate) fn a_return(data: &[u8]) {
    let Some(bytes) = put_into(&RETURN, data) else { return };
    let request = Request { plan: Some(&READ_PLAN), ..Request::default() };
    for request in [request, Request::default()] {
        let checked = check_opened(open("return.xlsx", &bytes, Legacy::Refuse), &request, None, true);
        if let Received::Refused(refused) = &checked.received {
            assert!(!checked.findings.is_empty(), "refused without a finding: {:?}", refused.why);
        }
        for finding in &checked.findings {
            assert!(!finding.words.message.is_empty() && !finding.words.help.is_empty(), "{finding:?}");
        }
    }
}

/// A plan workbook. Where it cannot be used, it is said why.
pub(crate) fn a_plan(data: &[u8]) {
    let Some(bytes) = put_into(&PLAN, data) else { return };
    if let Ok(book) = read(&bytes, &Limits::returns(), Legacy::Refuse) {
        judge(&plan::read(&book, None));
    }
}

/// A scheme: lines of cells set apart by tabs, written over the ratings, and behind an empty line over the tolerances. A return is
/// checked against whatever comes of it.
pub(crate) fn a_scheme(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (ratings, tolerances) = text.split_once("\n\n").unwrap_or((&text, ""));
    let mut book = PLAN_BOOK.clone();
    for (name, lines) in [("Ratings", ratings), ("Tolerances", tolerances)] {
        let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap();
        sheet.cells.retain(|cell| cell.at.row == 0);
        for (row, line) in (1..200).zip(lines.split('\n')) {
            for (col, text) in (0..20).zip(line.split('\t')) {
                if !text.is_empty() {
                    sheet.put(Cell::text(CellRef { row, col }, text));
                }
            }
        }
    }
    let draft = plan::read(&book, None);
    judge(&draft);
    if let Some(plan) = &draft.plan {
        let request = Request { plan: Some(plan), ..Request::default() };
        let source = Source { path: "return.xlsx".to_owned(), sha256: String::new() };
        let received = receive(source, &RETURN_BOOK, Some(plan));
        let Received::Read(one) = received else { panic!("the return is read whatever the scheme") };
        check_return(&one, &request, &Policy::new(&plan.policy));
    }
}

fn judge(draft: &PlanAsRead) {
    let findings = check_plan(draft, "plan.xlsx", &Policy::default());
    assert!(draft.plan.is_some() || !draft.faults.is_empty(), "unusable without a word");
    assert!(draft.faults.is_empty() || !findings.is_empty(), "faults without a finding: {:?}", draft.faults);
}

/// What may be typed where a date, a number or a bound is asked for. A day that was read is the same day when it is
/// read again as it is printed.
pub(crate) fn a_text(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let period = READ_PLAN.period;
    let _ = (mentions(&text, &period), dates_in_words(&text, &period));
    let _ = (read_number(&text), read_range(&text), Measure::parse(&text), Bound::parse(&text), Span::parse(&text));
    // The last year that is read may end in the one after it.
    if let Some(date) = read_date(&text, &period).ok().filter(|date| date.day.year() < 2200) {
        let again = read_date(&print_day(date.day), &period);
        assert_eq!(again.ok().map(|again| again.day), Some(date.day), "{text:?}");
    }
    let (deadline, _) = Deadline::read(&text, &period);
    let printed = Deadline::read(&deadline.printed(), &period).0;
    assert_eq!(printed.day(), deadline.day(), "{text:?} is printed as {:?}", deadline.printed());
}

/// The number before a part of a tracker in Word, which follow those of a tracker in Excel.
pub(crate) const IN_WORD: u8 = 100;
/// The number before a tracker in CSV.
pub(crate) const IN_CSV: u8 = 254;

/// A tracker in Excel, Word or CSV. What is made of it is a plan workbook that can be read, with as many rows as are said.
pub(crate) fn a_tracker(data: &[u8]) {
    let Some((which, rest)) = data.split_first() else { return };
    let in_excel = (*which < IN_WORD).then(|| put_into(&TRACKERS[0], data));
    let in_word = which.checked_sub(IN_WORD).and_then(|part| put_into(&TRACKERS[1], &[&[part], rest].concat()));
    let (name, bytes) = match (*which, in_excel.flatten(), in_word) {
        (IN_CSV, _, _) => ("tracker.csv", rest.to_vec()),
        (u8::MAX, _, _) => ("tracker.xlsx", rest.to_vec()),
        (_, Some(bytes), _) => ("tracker.xlsx", bytes),
        (_, None, Some(bytes)) => ("tracker.docx", bytes),
        (_, None, None) => return,
    };
    match adopt_tracker(&[(name, &bytes)], None, (None, false), Legacy::Refuse) {
        Ok(adopted) => {
            let draft = plan::read(&workbook(&adopted.bytes), None);
            judge(&draft);
            let Some(plan) = &draft.plan else { panic!("what was adopted is no plan: {:?}", draft.faults) };
            assert_eq!((plan.actions.len(), plan.indicators.len()), adopted.rows);
        }
        Err(why) => assert!(!why.to_string().is_empty()),
    }
}

/// The template of a report. What is filled is a document of the same parts, and nothing is left of what asks for the report.
pub(crate) fn a_template(data: &[u8]) {
    let Some(bytes) = put_into(&TEMPLATE, data) else { return };
    let template = match read_template("template.docx", &bytes) {
        Ok(template) => template,
        Err(why) => return assert!(!why.to_string().is_empty()),
    };
    let returned = DESK.check("return.xlsx", &RETURN.0, Legacy::Refuse);
    let collection = DESK.collect(vec![returned], false).unwrap();
    match report(&collection, &collection.tally(), Some(&template), None) {
        Ok(report) => {
            let names: Vec<String> = parts_of(&report.bytes).into_iter().map(|(name, _)| name).collect();
            assert!(parts_of(&bytes).iter().all(|(name, _)| names.contains(name)), "a part is gone: {names:?}");
            // Read as a template it is a sound document in which nothing is placed.
            let left = read_template("report.docx", &report.bytes).map(|_| "something is still to be filled in");
            assert!(left.as_ref().is_err_and(Error::is_no_template), "{left:?}");
        }
        Err(why) => assert!(!why.to_string().is_empty()),
    }
}
