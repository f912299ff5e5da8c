//! Running the catalogue: over one return, over all of them, over the plan workbook.
//!
//! The order of findings is total (file, sheet, row, column, code), and where one cause would raise several rules only
//! the first of its chain stays. Chains are data of the rules ([`Rule::yields_to`]), not special cases here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::{Kind, Rated, Severity, same};
use crate::grid::{CellRef, Look, Workbook, looks_at};
use crate::layout::{Field, RETURN, SheetId};
use crate::plan::{Ask, Plan, PlanAsRead};
use crate::previous::History;
use crate::returns::{self, AnySlot, Entries, EntryCell, Received, Refused, Return, Source};

use super::across_view::{AcrossView, ByHandView, EarlierView};
use super::finding::Snippet;
use super::indicators::value_missing;
use super::ratings::rating_missing;
use super::view::{ActionView, Basis, CellView, FileView, IndicatorView, Request};
use super::{Check, Family, Finding, Findings, Policy, Rule, Subject, live, noted};

/// Reads a workbook as a return: `returns::receive`.
pub fn receive(source: Source, workbook: &Workbook, plan: Option<&Plan>) -> Received {
    returns::receive(source, workbook, plan, live::is_check)
}

/// Runs every rule over one return. The policy is the plan's where a plan was given, else the one that was issued.
pub fn check_return(received: &Return, request: &Request<'_>, policy: &Policy) -> Vec<Finding> {
    let as_of = request.as_of.unwrap_or_else(|| received.period().last_day());
    let file = FileView { received, basis: Basis { issued: &received.issued, request: *request, as_of } };
    let mut out = Findings::default();
    noted::of_return(&file, policy, &mut out);
    for (rule, check) in policy.checks() {
        if received.stamped || matches!(rule.family, Family::Workbook | Family::Cells) {
            run_check(check, &file, &mut out);
        }
    }
    let mut findings = out.into_vec();
    take_over_severities(&mut findings);
    let mut findings = silence(findings);
    about_file(&mut findings, &received.source.path);
    policy.apply(&mut findings, Some(&received.identity.plan_code), Some(&received.period()));
    sort(&mut findings);
    findings
}

/// The rows of a return that must be answered, are not, and are not waived: as RAT001 and IND001 have it, whatever level
/// the plan gives them. Each is its table and its place among the issued rows.
pub(crate) fn unanswered(received: &Return, as_of: Date, policy: &Policy) -> BTreeSet<(Kind, usize)> {
    let basis = Basis { issued: &received.issued, request: Request::default(), as_of };
    let mut out = Findings::default();
    for check in rating_missing::CHECKS.iter().chain(value_missing::CHECKS) {
        run_check(check, &FileView { received, basis }, &mut out);
    }
    let mut findings = silence(out.into_vec());
    policy.apply(&mut findings, Some(&received.identity.plan_code), Some(&received.period()));
    findings.iter().filter(|finding| finding.stands()).filter_map(|finding| finding.subject?.row()).collect()
}

/// The findings about a file that cannot be read as a return.
pub(crate) fn check_refused(refused: &Refused, policy: &Policy) -> Vec<Finding> {
    let mut findings = vec![noted::of_refused(&refused.why)];
    findings.retain(|finding| policy.is_on(finding.rule));
    about_file(&mut findings, &refused.source.path);
    policy.apply(&mut findings, None, None);
    findings
}

/// The findings about all returns together.
pub(crate) fn check_across(view: &AcrossView<'_>, policy: &Policy) -> Vec<Finding> {
    let mut out = Findings::default();
    for (_, check) in policy.checks() {
        if let Check::Across(check) = check {
            check(view, &mut out);
        }
    }
    let mut findings = out.into_vec();
    for finding in &mut findings {
        let code = view.plan_code(&finding.path);
        policy.apply(std::slice::from_mut(finding), code, Some(&view.plan.period));
    }
    sort(&mut findings);
    findings
}

/// The findings about earlier consolidated workbooks, the oldest first.
pub fn check_earlier(history: &History, plan: Option<&Plan>, policy: &Policy) -> Vec<Finding> {
    let mut findings = Vec::new();
    for earlier in history.workbooks() {
        let mut out = Findings::default();
        for (_, check) in policy.checks() {
            if let Check::Earlier(check) = check {
                check(&EarlierView { earlier, plan }, &mut out);
            }
        }
        let mut found = out.into_vec();
        about_file(&mut found, &earlier.source.path);
        findings.extend(found);
    }
    policy.apply(&mut findings, None, plan.map(|plan| &plan.period));
    findings
}

/// The findings about what was done by hand in the consolidated workbook of the period.
pub(crate) fn check_by_hand(view: &ByHandView<'_>, policy: &Policy) -> Vec<Finding> {
    let mut out = Findings::default();
    for (_, check) in policy.checks() {
        if let Check::ByHand(check) = check {
            check(view, &mut out);
        }
    }
    let mut findings = out.into_vec();
    about_file(&mut findings, &view.by_hand.source.path);
    policy.apply(&mut findings, None, Some(&view.plan.period));
    findings
}

/// The findings about the plan workbook at `path`.
pub fn check_plan(draft: &PlanAsRead, path: &str, policy: &Policy) -> Vec<Finding> {
    let mut out = Findings::default();
    noted::of_plan(&draft.faults, policy, &mut out);
    for (_, check) in policy.checks() {
        if let (Check::Plan(check), Some(plan)) = (check, &draft.plan) {
            check(plan, &mut out);
        }
    }
    let mut findings = out.into_vec();
    about_file(&mut findings, path);
    policy.apply(&mut findings, None, draft.plan.as_ref().map(|plan| &plan.period));
    sort(&mut findings);
    findings
}

fn about_file(findings: &mut [Finding], path: &str) {
    for finding in findings {
        path.clone_into(&mut finding.path);
    }
}

fn run_check(check: &Check, file: &FileView<'_>, out: &mut Findings) {
    match check {
        Check::File(check) => check(file, out),
        Check::Action(check) | Check::LiveAction(check, ..) => each_action(file, |action| {
            // What came whole and was left so repeats what was judged before.
            if action.issued.finished.is_none() || !action.row.is_untouched(action.issued) {
                check(action, out);
            }
        }),
        Check::Indicator(check) | Check::LiveIndicator(check, ..) => each_indicator(file, |row| check(row, out)),
        Check::Cell(check) | Check::LiveCell(check, ..) => each_cell(file, |cell| check(cell, out)),
        Check::Across(_) | Check::Earlier(_) | Check::ByHand(_) | Check::Plan(_) | Check::Noted => {}
    }
}

fn each_action(file: &FileView<'_>, mut visit: impl FnMut(&ActionView<'_>)) {
    let Some(sheet) = file.received.sheet_name(Kind::Actions) else { return };
    for (row, issued) in file.received.action_rows() {
        visit(&ActionView { file: &file.basis, sheet, row, issued });
    }
}

fn each_indicator(file: &FileView<'_>, mut visit: impl FnMut(&IndicatorView<'_>)) {
    let Some(sheet) = file.received.sheet_name(Kind::Indicators) else { return };
    for (row, issued) in file.received.indicator_rows() {
        visit(&IndicatorView { file: &file.basis, sheet, row, issued });
    }
}

/// Visits every entry cell of the return: the two tables and the sign-off.
fn each_cell(file: &FileView<'_>, mut visit: impl FnMut(&CellView<'_>)) {
    let (received, period) = (file.received, file.received.period());
    let looks = received.actions.as_ref().map(|table| table.looks.as_slice()).unwrap_or_default();
    let issued = file.basis.issued;
    let asked: Vec<Ask<'_>> = issued.asked(Kind::Actions).collect();
    // Looked up once: every row has the same entries, and every rule of cells visits them all.
    let mut headings = Vec::new();
    each_action(file, |action| {
        let row = EntryRow {
            sheet: action.sheet,
            looks,
            period,
            monitor_only: false,
            asked: &asked,
            must_be_answered: issued.must_be_answered(Kind::Actions, action.row.index, file.basis.as_of),
        };
        for (place, (cell, slot)) in action.row.slots().enumerate() {
            let subject = (action.reference(), Subject::Entry(Kind::Actions, action.row.index, cell));
            let heading = heading(&mut headings, place, cell, || cell.heading(issued, Kind::Actions));
            visit_slot(&row, heading, Some(subject), slot, &mut visit);
        }
    });
    let looks = received.indicators.as_ref().map(|table| table.looks.as_slice()).unwrap_or_default();
    let asked: Vec<Ask<'_>> = issued.asked(Kind::Indicators).collect();
    let mut headings = Vec::new();
    each_indicator(file, |indicator| {
        let row = EntryRow {
            sheet: indicator.sheet,
            looks,
            period,
            monitor_only: indicator.issued.rated != Rated::Yes,
            asked: &asked,
            must_be_answered: indicator.is_to_be_rated() && indicator.reason().is_none(),
        };
        for (place, (cell, slot)) in indicator.row.slots().enumerate() {
            let heading = heading(&mut headings, place, cell, || cell.heading(issued, Kind::Indicators));
            // Words that the plan itself put there are no entry of the service.
            let is_last_value = cell == EntryCell::Field(Field::LastValue);
            if !(is_last_value && slot.has_words_of(&indicator.issued.last_value)) {
                let subject = (indicator.reference(), Subject::Entry(Kind::Indicators, indicator.row.index, cell));
                visit_slot(&row, heading, Some(subject), slot, &mut visit);
            }
        }
    });
    let sign_off = &received.sign_off;
    if let Some(sheet) = &sign_off.sheet {
        let looks = &sign_off.looks;
        let row = EntryRow { sheet, looks, period, monitor_only: false, asked: &[], must_be_answered: false };
        let form = RETURN.sheet(SheetId::SignOff);
        for (field, slot) in sign_off.fields() {
            visit_slot(&row, form.heading(field), None, slot, &mut visit);
        }
    }
}

/// What all entry cells of a row have in common.
struct EntryRow<'a> {
    sheet: &'a str,
    looks: &'a [(CellRef, Look)],
    period: crate::domain::Period,
    monitor_only: bool,
    /// The columns of its table that ask.
    asked: &'a [Ask<'a>],
    /// Whether what they require is required of it.
    must_be_answered: bool,
}

/// The heading of the entry that stands at a place of its row, from those that were looked up for the rows before.
fn heading<'a>(
    known: &mut Vec<(EntryCell, &'a str)>,
    place: usize,
    cell: EntryCell,
    look_up: impl FnOnce() -> &'a str,
) -> &'a str {
    match known.get(place) {
        Some((own, heading)) if *own == cell => heading,
        Some(_) => look_up(),
        None => {
            let heading = look_up();
            known.push((cell, heading));
            heading
        }
    }
}

fn visit_slot(
    row: &EntryRow<'_>,
    heading: &str,
    subject: Option<(&str, Subject)>,
    slot: &dyn AnySlot,
    visit: &mut impl FnMut(&CellView<'_>),
) {
    let Some(at) = slot.at() else { return };
    let place = subject.and_then(|(_, subject)| subject.asked());
    let ask = place.and_then(|place| row.asked.get(place)).copied();
    visit(&CellView {
        ask,
        is_unanswered: row.must_be_answered && ask.is_some_and(|ask| ask.required) && slot.is_blank(),
        sheet: row.sheet,
        at,
        subject,
        heading,
        typed: slot.typed(),
        unreadable: slot.why_unreadable(),
        looks: looks_at(row.looks, at),
        doubt: slot.doubt(),
        formula: slot.has_formula() && !slot.is_blank(),
        monitor_only: row.monitor_only,
        period: row.period,
    });
}

/// A row of a sheet, and a rule that was raised there.
type InRow = (String, u32, &'static str);

fn in_row(finding: &Finding, rule: &'static Rule) -> Option<InRow> {
    Some((finding.place.sheet()?.to_owned(), finding.place.cell()?.row, rule.code))
}

/// The findings of the same row that would say the cause of this one.
fn said_in_row(finding: &Finding) -> impl Iterator<Item = InRow> {
    let rules = finding.rule.yields_to.iter().copied().chain(finding.yields_in_row);
    rules.filter_map(|rule| in_row(finding, rule))
}

/// A finding that stays for another takes over its severity where that is graver: no error is lost behind a warning.
fn take_over_severities(findings: &mut [Finding]) {
    let mut gravest: BTreeMap<InRow, Severity> = BTreeMap::new();
    for finding in findings.iter() {
        for place in said_in_row(finding) {
            let severity = gravest.entry(place).or_insert(finding.severity);
            *severity = finding.severity.max(*severity);
        }
    }
    for finding in findings {
        if let Some(severity) = in_row(finding, finding.rule).and_then(|place| gravest.get(&place)) {
            finding.severity = finding.severity.max(*severity);
        }
    }
}

/// One cause, one finding: drops what another finding of the same row, sheet or file has said already.
fn silence(findings: Vec<Finding>) -> Vec<Finding> {
    let raised: BTreeSet<InRow> = findings.iter().filter_map(|finding| in_row(finding, finding.rule)).collect();
    let in_sheet: BTreeSet<(String, &'static str)> =
        findings.iter().filter_map(|finding| Some((finding.place.sheet()?.to_owned(), finding.rule.code))).collect();
    let in_file: BTreeSet<&'static str> = findings.iter().map(|finding| finding.rule.code).collect();
    findings
        .into_iter()
        .filter(|finding| {
            let by_file = finding.rule.yields_to_in_file.iter().any(|rule| in_file.contains(rule.code));
            let by_row = said_in_row(finding).any(|place| raised.contains(&place));
            let by_sheet = finding.yields_in_sheet.iter().any(|rule| {
                finding.place.sheet().is_some_and(|sheet| in_sheet.contains(&(sheet.to_owned(), rule.code)))
            });
            !by_file && !by_row && !by_sheet
        })
        .collect()
}

/// Puts findings in their total order: file, sheet, row, column, code.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(in_order);
}

/// Which of two findings comes first in that order.
pub(crate) fn in_order(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    order(a).cmp(&order(b))
}

type Order<'a> = (&'a str, usize, &'a str, Option<CellRef>, &'static str, Option<&'a str>);

fn order(finding: &Finding) -> Order<'_> {
    let sheet = finding.place.sheet().unwrap_or_default();
    let rank = if sheet.is_empty() {
        0
    } else {
        RETURN.sheets.iter().position(|known| same(&known.name, sheet)).map_or(usize::MAX, |place| place + 1)
    };
    (&finding.path, rank, sheet, finding.place.cell(), finding.rule.code, finding.reference.as_deref())
}

/// The most findings of one file that are shown with their row; no one reads on, and each keeps a copy of it.
const MOST_SNIPPETS: usize = 1_000;

/// Gives the findings at cells the row that each stands in, so that a report can show it: the first thousand of them.
pub(crate) fn attach_snippets(findings: &mut [Finding], workbook: &Workbook, received: &Return) {
    let header_of = |sheet: &str| {
        [
            received.actions.as_ref().map(|part| (part.sheet.as_str(), part.header_row)),
            received.indicators.as_ref().map(|part| (part.sheet.as_str(), part.header_row)),
        ]
        .into_iter()
        .flatten()
        .find(|(name, _)| *name == sheet)
        .map(|(_, row)| row)
    };
    for finding in findings.iter_mut().take(MOST_SNIPPETS) {
        let (Some(name), Some(at)) = (finding.place.sheet(), finding.place.cell()) else { continue };
        let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == name) else { continue };
        finding.snippet = Some(Snippet::of_row(sheet, at, header_of(name)));
    }
}
