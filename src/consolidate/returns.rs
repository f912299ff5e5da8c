//! The Returns sheet: what became of each delivery plan's return and of every file that was handed in.
//!
//! No file is left out: one that repeats another, was replaced, was rejected or is no return stands here with the
//! reason, so that files handed in and rows of this sheet can be ticked off against each other.

use std::collections::BTreeSet;

use rust_xlsxwriter::Worksheet;

use crate::collection::{Checked, Totals};
use crate::domain::{Kind, SharedText, key, sentence};
use crate::layout::{Field, SheetId};
use crate::plan::{DeliveryPlan, Issued};
use crate::returns::{PassedOver, Receipt, Received, Rejection, Return, Slot};
use crate::workbook::{LateRows, WriteError};

use super::book::{Book, layout_of};
use super::cell::Cell;
use super::data_sheet::{DataSheet, day, entered};
use super::numbers::several;
use super::status;
use super::table::Rows;

/// Writes the sheet.
pub(super) fn write<'w>(sheet: &mut Worksheet, book: &'w Book<'_>) -> Result<Vec<LateRows<'w>>, WriteError> {
    let entries = entries(book);
    let figures = tally(book, &entries);
    let sheet_of = DataSheet {
        id: SheetId::Returns,
        title: book.title_of("returns"),
        guidance: vec![
            figures,
            "A missing return has no file. Errors and warnings are those of the file that are not waived.".to_owned(),
        ],
        empty: "No delivery plan and no file.".to_owned(),
        rows: Rows::by_field(entries, layout_of(SheetId::Returns).fields(), |entry: &ReturnRow<'w>, field| {
            entry.content(book, field)
        }),
        periods: Vec::new(),
        further: Vec::new(),
        scale: None,
    };
    sheet_of.write(sheet, &book.styles)
}

/// What became of a delivery plan or a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Received,
    Missing,
    Duplicated,
    NotExpected,
    Repeated,
    Superseded,
    Part,
    Rejected,
    PassedOver,
}

impl Status {
    fn word(self) -> &'static str {
        match self {
            Self::Received => "Received",
            Self::Missing => "Missing",
            Self::Duplicated => "Duplicated",
            Self::NotExpected => "Not expected",
            Self::Repeated => "Repeated",
            Self::Superseded => "Superseded",
            Self::Part => "In parts",
            Self::Rejected => "Rejected",
            Self::PassedOver => "Passed over",
        }
    }
}

/// What to say of a file that another stands for.
type Remark = fn(&str) -> String;

/// Files that another stands for: what they are, each with that other, and what is said of them.
type Others<'s> = (Status, &'s [(usize, usize)], Remark);

/// One row.
struct ReturnRow<'a> {
    plan: Option<&'a DeliveryPlan>,
    status: Status,
    file: Option<&'a Checked>,
    remark: String,
}

/// The rows: each delivery plan in the plan's order with its files, then the files that belong to none.
fn entries<'a>(book: &'a Book<'_>) -> Vec<ReturnRow<'a>> {
    let (collection, set) = (book.collection, &book.collection.set);
    let path = |index: usize| collection.file_of(index).map(|file| file.source.path.as_str()).unwrap_or_default();
    let mut entries = Vec::new();
    for (code, standing) in &set.plans {
        let plan = book.plan.delivery_plan(code);
        let mut add = |status, index: Option<usize>, remark: String| {
            entries.push(ReturnRow { plan, status, file: index.and_then(|index| collection.file_of(index)), remark });
        };
        match standing {
            Receipt::NotExpected => {
                add(Status::NotExpected, None, "Nothing was issued to it this period.".to_owned());
            }
            Receipt::Missing => add(Status::Missing, None, String::new()),
            Receipt::Received(index) => add(Status::Received, Some(*index), String::new()),
            Receipt::Duplicated(indices) => {
                for index in indices {
                    let remark = "Several different returns came for this delivery plan, so none of them is counted.";
                    add(Status::Duplicated, Some(*index), remark.to_owned());
                }
            }
        }
        let of_this = |index: &usize| {
            let received = collection.file_of(*index).and_then(returned);
            received.is_some_and(|received| key(&received.identity.plan_code) == key(code))
        };
        let others: [Others<'_>; 4] = [
            (Status::Repeated, &set.repeated, |other| {
                format!("It says the same as {other}, which stands for both; its findings are not counted.")
            }),
            (Status::Superseded, &set.superseded, |other| {
                format!("{other} was signed off later and replaces it; its findings are not counted.")
            }),
            (Status::Superseded, &set.replaced, |other| {
                format!("{other} is its marked copy, filled in since, and replaces it; its findings are not counted.")
            }),
            (Status::Part, &set.parts, |other| {
                format!("No row is filled in differently in {other}: they are read as one.")
            }),
        ];
        for (status, files, remark) in others {
            for (index, other) in files.iter().filter(|(index, _)| of_this(index)) {
                add(status, Some(*index), remark(path(*other)));
            }
        }
    }
    let mut add = |status, file, remark| entries.push(ReturnRow { plan: None, status, file: Some(file), remark });
    for index in &set.rejected {
        let Some(file) = collection.file_of(*index) else { continue };
        let remark = returned(file).map(|received| why_rejected(received, book)).unwrap_or_default();
        add(Status::Rejected, file, remark);
    }
    for file in &collection.files {
        match &file.received {
            Received::Read(_) => {}
            Received::Refused(refused) => {
                let remark = match &refused.why {
                    Rejection::Workbook(refusal) => sentence(&refusal.to_string()),
                    Rejection::NotAReturn => "It is a workbook, but not a return.".to_owned(),
                    Rejection::TooNew(newer) => {
                        format!("It was issued by a newer planroll (template version {}).", newer.version)
                    }
                };
                add(Status::Rejected, file, remark);
            }
            Received::PassedOver(kind) => {
                let remark = match kind {
                    PassedOver::Plan => "It is a plan workbook, not a return.",
                    PassedOver::Consolidated => "It is a consolidated workbook, not a return.",
                    PassedOver::MarkedCopy => "It is a marked copy in which nothing has been filled in since.",
                };
                add(Status::PassedOver, file, remark.to_owned());
            }
        }
    }
    entries
}

/// The figures of the sheet in a line.
fn tally(book: &Book<'_>, entries: &[ReturnRow<'_>]) -> String {
    let of = |status| entries.iter().filter(|entry| entry.status == status).count();
    let duplicated = book.collection.set.plans.iter();
    let duplicated = duplicated.filter(|(_, standing)| matches!(standing, Receipt::Duplicated(_))).count();
    format!(
        "{}: {} received, {} missing, {duplicated} duplicated. {} rejected.",
        several(status::expected(book), "return expected", "returns expected"),
        of(Status::Received),
        of(Status::Missing),
        several(u64::try_from(of(Status::Rejected)).unwrap_or(u64::MAX), "file", "files"),
    )
}

impl<'a> ReturnRow<'a> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other fields are not columns of this sheet")]
    fn content(&self, book: &Book<'_>, field: Field) -> Cell<'a> {
        let received = self.file.and_then(returned);
        let code = match (self.plan, received) {
            (Some(plan), _) => plan.code.as_str(),
            (None, Some(received)) => received.identity.plan_code.as_str(),
            (None, None) => "",
        };
        let signed = |slot: Option<&'a Slot<SharedText>>| slot.map_or(Cell::Blank, entered);
        match field {
            Field::DeliveryPlan => match (self.plan, received) {
                (Some(plan), _) => Cell::text(&plan.name),
                (None, Some(received)) => Cell::text(&received.issued.stamp.plan_name),
                (None, None) => Cell::Blank,
            },
            Field::PlanCode if code.is_empty() => Cell::Blank,
            Field::PlanCode => Cell::Ref(code.into()),
            Field::Status => Cell::text(self.status.word()),
            Field::Reason => Cell::text(self.remark.clone()),
            Field::SourceFile => self.file.map_or(Cell::Blank, |file| Cell::text(&file.source.path)),
            Field::Sha256 => self.file.map_or(Cell::Blank, |file| Cell::text(&file.source.sha256)),
            Field::CompletedBy => signed(received.map(|received| &received.sign_off.completed_by)),
            Field::JobTitle => signed(received.map(|received| &received.sign_off.job_title)),
            Field::Date => received.map_or(Cell::Blank, |received| day(&received.sign_off.date)),
            Field::ApprovedBy => signed(received.map(|received| &received.sign_off.approved_by)),
            Field::Errors => self.count(book, |totals| totals.error),
            Field::Warnings => self.count(book, |totals| totals.warning),
            Field::AddedSinceIssue => match (self.status, received) {
                (Status::Received, Some(received)) => Cell::text(added_since(book, received)),
                (_, _) => Cell::Blank,
            },
            _ => Cell::Blank,
        }
    }

    /// How many findings of the file stand; nothing where they are not counted or there is no file.
    fn count(&self, book: &Book<'_>, of: impl Fn(Totals) -> usize) -> Cell<'static> {
        match (self.status, self.file) {
            (Status::Repeated | Status::Superseded | Status::PassedOver, _) | (_, None) => Cell::Blank,
            (_, Some(file)) => {
                let totals = Totals::of(book.collection.found_in(file));
                Cell::Count(u64::try_from(of(totals)).unwrap_or(u64::MAX))
            }
        }
    }
}

/// The return that a file is, where it could be read.
fn returned(file: &Checked) -> Option<&Return> {
    match &file.received {
        Received::Read(received) => Some(received),
        Received::Refused(_) | Received::PassedOver(_) => None,
    }
}

/// The return that counts for the delivery plan with that code; several where they are read as one.
pub(super) fn counted_returns<'a>(book: &'a Book<'_>, code: &str) -> impl Iterator<Item = &'a Return> {
    let place = book.plan.delivery_plan_place(code);
    let files = place.into_iter().flat_map(|place| book.collection.set.files_of(place));
    files.filter_map(|index| returned(book.collection.file_of(index)?))
}

fn why_rejected(received: &Return, book: &Book<'_>) -> String {
    let code = &received.identity.plan_code;
    if book.plan.delivery_plan(code).is_none() {
        return format!("It is for delivery plan “{code}”, which the plan workbook does not have.");
    }
    format!("It is for {}; this workbook is for {}.", received.period(), book.plan.period)
}

/// Rows that the plan has for this delivery plan and that were not in what was issued: `Actions 4.3, 4.4; Indicators 2`.
fn added_since(book: &Book<'_>, received: &Return) -> String {
    if !received.stamped {
        return String::new();
    }
    let (actions, indicators) = book.plan.rows_of(&received.identity.plan_code);
    let added = |kind: Kind, now: Vec<&str>| {
        let parts = counted_returns(book, &received.identity.plan_code);
        let then: BTreeSet<String> = parts.flat_map(|part| references(&part.issued, kind)).map(key).collect();
        let added: Vec<&str> = now.into_iter().filter(|reference| !then.contains(&key(reference))).collect();
        (!added.is_empty()).then(|| format!("{kind} {}", added.join(", ")))
    };
    let actions = added(Kind::Actions, actions.into_iter().map(|row| row.reference.as_str()).collect());
    let indicators = added(Kind::Indicators, indicators.into_iter().map(|row| row.reference.as_str()).collect());
    actions.into_iter().chain(indicators).collect::<Vec<_>>().join("; ")
}

fn references(issued: &Issued, kind: Kind) -> impl Iterator<Item = &str> {
    (0..issued.row_count(kind)).filter_map(move |index| issued.reference(kind, index))
}
