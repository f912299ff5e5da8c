//! From a workbook to a return: which sheets are there, what was issued, and the two tables and the form read.

use crate::domain::{Kind, key};
use crate::grid::Workbook;
use crate::layout::{Form, RETURN, SheetId};
use crate::plan::{Issued, Plan};

use super::as_issued::issued_cells;
use super::beside::report_remarks;
use super::cells::{Found, Reading, RowReading};
use super::digest::entries_sha256;
use super::entries::Entries;
use super::identity::{guess_period, look, passed_over};
use super::merged::{EntryAt, covered};
use super::rows::read_table;
use super::second_table::Tables;
use super::sheets::{FoundSheets, find_sheets, holds_table_of_other, other};
use super::stray::Guidance;
use super::{Anomaly, Identity, Marked, Received, Refused, Rejection, Return, SignOff, SignOffEntries, Source};

/// Reads a workbook as a return. With `plan`, a return whose stamp is gone is compared with what the plan issues;
/// otherwise with its own stamp. `is_check` knows the words of a live check, which nobody typed.
pub(crate) fn receive(
    source: Source,
    workbook: &Workbook,
    plan: Option<&Plan>,
    is_check: fn(&str) -> bool,
) -> Received {
    let looked = match look(workbook) {
        Ok(looked) => looked,
        Err(newer) => return Received::Refused(Refused { source, why: Rejection::TooNew(newer) }),
    };
    let Some(identity) = looked.identity else {
        return match passed_over(workbook) {
            Some(kind) => Received::PassedOver(kind),
            None => Received::Refused(Refused { source, why: Rejection::NotAReturn }),
        };
    };
    let has_stamp_sheet = looked.stamp.is_some();
    let mut stamp = looked.stamp;
    if let (Some(issued), Some(plan)) = (stamp.as_mut(), plan) {
        plan.share_with(issued);
    }
    let known = stamp.or_else(|| {
        let plan = plan?;
        let issued = plan.issue(&identity.plan_code)?;
        (key(&issued.stamp.period.to_string()) == key(&identity.period)).then_some(issued)
    });
    let stamped = known.is_some();
    let Some(issued) = known.or_else(|| bare(workbook, &identity)) else {
        return Received::Refused(Refused { source, why: Rejection::NotAReturn });
    };
    let guidance = Guidance::new(&issued, &looked.guidance, stamped, looked.marking.is_some(), is_check);
    let mut read = read_return(source, workbook, identity, issued, stamped, has_stamp_sheet, &guidance);
    report_remarks(workbook, &guidance, looked.marking.as_ref(), &mut read);
    if !stamped {
        // What was issued is not known, so nothing can be said to differ from it.
        read.anomalies
            .retain(|anomaly| !matches!(anomaly, Anomaly::IssuedCellChanged { .. } | Anomaly::RowMissing { .. }));
    }
    read.marked = looked
        .marking
        .map(|marking| Marked { filled_in: entries_sha256(&read) != marking.entries, sources: marking.sources });
    Received::Read(Box::new(read))
}

/// What can be said of a return of which nothing issued is known: the rows as they stand, and no scheme.
fn bare(workbook: &Workbook, identity: &Identity) -> Option<Issued> {
    let period = guess_period(&identity.period)?;
    Some(super::bare::as_found(identity.plan_code.clone(), period, workbook))
}

pub(super) fn read_return(
    source: Source,
    workbook: &Workbook,
    identity: Identity,
    issued: Issued,
    stamped: bool,
    has_stamp_sheet: bool,
    guidance: &Guidance,
) -> Return {
    let mut anomalies = Vec::new();
    let Workbook { has_macros: macros, external_links: links, embedded, .. } = *workbook;
    if macros || links || embedded {
        anomalies.push(Anomaly::MacrosOrLinks { macros, links, embedded });
    }
    if workbook.leftover.is_any() {
        anomalies.push(Anomaly::LeftoverData(workbook.leftover));
    }
    let sheets = find_sheets(workbook, &issued, has_stamp_sheet, guidance.is_marked(), &mut anomalies);
    let reading = Reading {
        period: &issued.stamp.period,
        tells_formats: workbook.format.tells_formats(),
        epoch_1904: workbook.date1904,
    };
    let actions = sheets
        .table(Kind::Actions)
        .and_then(|sheet| read_table(sheet, &issued, Kind::Actions, &reading, guidance, &mut anomalies));
    let indicators = sheets
        .table(Kind::Indicators)
        .and_then(|sheet| read_table(sheet, &issued, Kind::Indicators, &reading, guidance, &mut anomalies));
    let tables = Tables { workbook, issued: &issued, reading: &reading, guidance };
    if let Some(counts) = &actions {
        tables.compare(counts, &mut anomalies);
    }
    if let Some(counts) = &indicators {
        tables.compare(counts, &mut anomalies);
    }
    let unread = [(Kind::Actions, actions.is_none()), (Kind::Indicators, indicators.is_none())];
    for kind in unread.into_iter().filter(|(_, unread)| *unread).map(|(kind, _)| kind) {
        let Some(sheet) = sheets.table(kind) else { continue };
        let holds = holds_table_of_other(sheet, kind).then(|| RETURN.sheet(SheetId::of(other(kind))).name.clone());
        let mut as_issued = issued_cells(sheet, &issued, kind, &reading);
        if holds.is_some() {
            as_issued.extend(issued_cells(sheet, &issued, other(kind), &reading));
        }
        anomalies.push(Anomaly::HeadingsMissing { sheet: sheet.name.clone(), holds });
        guidance.strays_of_sheet(sheet, &as_issued, &mut anomalies);
    }
    let sign_off = read_sign_off(&sheets, &issued, &reading, &mut anomalies);
    // The guidance of the forms is listed on the stamp's sheet only; without it, it would be taken for typed.
    if has_stamp_sheet {
        guidance.strays_of_forms(&sheets, &mut anomalies);
    }
    Return {
        source,
        identity,
        issued,
        stamped,
        has_stamp_sheet,
        anomalies,
        actions,
        indicators,
        sign_off,
        format: workbook.format,
        marked: None,
        is_part: false,
    }
}

fn read_sign_off(
    sheets: &FoundSheets<'_>,
    issued: &Issued,
    reading: &Reading<'_>,
    anomalies: &mut Vec<Anomaly>,
) -> SignOff {
    let row = RowReading { reading, scale: &issued.scheme.actions, unit: "" };
    let Some(sheet) = sheets.form(SheetId::SignOff) else {
        let entries = SignOffEntries::read(|_| Found::default(), &row);
        return SignOff { sheet: None, entries, looks: Vec::new() };
    };
    let layout = RETURN.sheet(SheetId::SignOff);
    let form = Form::find(sheet, layout);
    let labels = layout.labels.iter().filter(|label| label.entry);
    let mut entries: Vec<EntryAt<'_>> =
        labels.filter_map(|label| Some((form.at(label.field)?, label.heading.clone(), None))).collect();
    entries.sort_unstable();
    let covered = covered(sheet, &entries, anomalies);
    let found = |field| {
        let at = form.at(field);
        Found { is_covered: at.is_some_and(|at| covered.contains(&at)), ..Found::in_sheet(sheet, at) }
    };
    SignOff {
        sheet: Some(sheet.name.clone()),
        entries: SignOffEntries::read(found, &row),
        looks: sheet.telling_looks(),
    }
}

/// The refusal of a file whose bytes are no readable workbook.
impl From<(Source, crate::grid::Refusal)> for Received {
    fn from((source, refusal): (Source, crate::grid::Refusal)) -> Self {
        Self::Refused(Refused { source, why: Rejection::Workbook(refusal) })
    }
}
