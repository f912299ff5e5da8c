//! What each fuzz target does with the bytes it is given, shared by `fuzz/` and by the bounded run on stable Rust.
//!
//! Each body panics where a law does not hold; that the reader neither panics nor aborts nor hangs is the first of them.

use std::path::Path;
use std::sync::LazyLock;

use planroll::desk::{check_opened, open};
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

fn template(name: &str) -> (Vec<u8>, Parts) {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The fuzz targets are a package of their own, in a folder of this one.
    let root = if own.ends_with("fuzz") { own.parent().unwrap() } else { own };
    let bytes = std::fs::read(root.join("examples/two-quarters/q2").join(name)).unwrap();
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
