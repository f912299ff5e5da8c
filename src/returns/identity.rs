//! Which return a workbook is: from its stamp, its document properties or its visible labels.
//!
//! Each of the three can be lost on the way (a sheet copied to a new workbook, properties stripped by mail filters,
//! labels overtyped), so any one is enough.

use std::borrow::Cow;

use crate::domain::{Calendar, Period, Reporting, tidy};
use crate::grid::{Cell, Sheet, Workbook};
use crate::layout::{CONSOLIDATED, Field, Form, Layout, PLAN, RETURN, SheetId, Table};
use crate::plan::{Issued, TEMPLATE_VERSION, TemplateTooNew};

use super::marked::{Marking, marking};

/// Names of the custom document properties that a return carries.
pub(crate) const PROPERTY_PLAN: &str = "planroll-plan";
/// The period, as printed.
pub(crate) const PROPERTY_PERIOD: &str = "planroll-period";
/// The template version, as digits.
pub(crate) const PROPERTY_VERSION: &str = "planroll-template-version";

/// Which return it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Code of the delivery plan.
    pub plan_code: String,
    /// The period as it stands there.
    pub period: String,
}

/// A workbook of ours that is no return, or none of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassedOver {
    /// A plan workbook.
    Plan,
    /// A consolidated workbook.
    Consolidated,
    /// A marked copy in which nothing has been filled in since it was made.
    MarkedCopy,
}

impl PassedOver {
    /// Why it is passed over: what it is, in words without a full stop.
    pub fn why(self) -> &'static str {
        match self {
            Self::Plan => "a plan workbook",
            Self::Consolidated => "a consolidated workbook",
            Self::MarkedCopy => "a marked copy, and nothing has been filled in since it was made",
        }
    }
}

/// What the workbook says of itself.
pub(super) struct Looked {
    /// The stamp, where the very hidden sheet is there and whole.
    pub stamp: Option<Issued>,
    /// Texts that were written on the sheets as guidance.
    pub guidance: Vec<String>,
    /// What it says of itself, where it is a marked copy.
    pub marking: Option<Marking>,
    /// The identity, from whichever source there is.
    pub identity: Option<Identity>,
}

/// Looks for the stamp, the properties and the labels.
pub(super) fn look(workbook: &Workbook) -> Result<Looked, TemplateTooNew> {
    let (stamp, guidance, marking) = read_stamp(workbook)?;
    let from_stamp = stamp
        .as_ref()
        .map(|issued| Identity { plan_code: issued.stamp.plan_code.clone(), period: issued.stamp.period.to_string() });
    let identity = match from_stamp {
        Some(identity) => Some(identity),
        None => match from_properties(workbook)? {
            Some(identity) => Some(identity),
            None => from_labels(workbook)?,
        },
    };
    Ok(Looked { stamp, guidance, marking, identity })
}

/// What the very hidden sheet says: what was issued, the guidance, and the record of a marked copy.
type Stamped = (Option<Issued>, Vec<String>, Option<Marking>);

fn read_stamp(workbook: &Workbook) -> Result<Stamped, TemplateTooNew> {
    let form = RETURN.sheet(SheetId::Stamp);
    let named = workbook.sheets.iter().filter(|sheet| form.is_name_of(sheet));
    let others = workbook.sheets.iter().filter(|sheet| !form.is_name_of(sheet) && looks_like_stamp(sheet));
    for sheet in named.chain(others) {
        let lines = lines_of(sheet);
        let borrowed = || lines.iter().map(|(what, json)| (&**what, &**json));
        if let Some(issued) = Issued::from_lines(borrowed())? {
            let guidance = lines
                .iter()
                .filter(|(what, _)| what == "guidance")
                .filter_map(|(_, json)| serde_json::from_str::<Vec<String>>(json).ok())
                .flatten()
                .collect();
            return Ok((Some(issued), guidance, marking(borrowed(), workbook)));
        }
    }
    Ok((None, Vec::new(), marking(std::iter::empty(), workbook)))
}

fn looks_like_stamp(sheet: &Sheet) -> bool {
    sheet.cells.iter().take(8).any(|cell| cell.at.col == 0 && cell.shown_text() == "return")
}

/// Whether a sheet is the stamp, whatever it is called.
pub(super) fn is_stamp(sheet: &Sheet) -> bool {
    RETURN.sheet(SheetId::Stamp).is_name_of(sheet) || looks_like_stamp(sheet)
}

/// Each line: what it is in column A, its JSON in pieces in the columns beside it.
fn lines_of(sheet: &Sheet) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    let mut lines = Vec::new();
    for (_, cells) in sheet.rows() {
        let mut cells = cells.iter();
        let Some(first) = cells.next().filter(|cell| cell.at.col == 0) else { continue };
        // Nearly every line is one piece, which needs no copy.
        let mut json = cells.next().map(Cell::shown_text).unwrap_or_default();
        for more in cells {
            json.to_mut().push_str(&more.shown_text());
        }
        lines.push((first.shown_text(), json));
    }
    lines
}

fn from_properties(workbook: &Workbook) -> Result<Option<Identity>, TemplateTooNew> {
    let get = |name: &str| workbook.properties.get(name).map(|value| tidy(value)).filter(|value| !value.is_empty());
    let (Some(plan_code), Some(period)) = (get(PROPERTY_PLAN), get(PROPERTY_PERIOD)) else { return Ok(None) };
    refuse_newer(get(PROPERTY_VERSION).as_deref())?;
    Ok(Some(Identity { plan_code, period }))
}

fn from_labels(workbook: &Workbook) -> Result<Option<Identity>, TemplateTooNew> {
    for sheet in &workbook.sheets {
        let form = Form::find(sheet, RETURN.sheet(SheetId::Start));
        let entry = |field| form.cell(field).map(|cell| tidy(&cell.shown_text())).filter(|text| !text.is_empty());
        if let (Some(plan_code), Some(period)) = (entry(Field::PlanCode), entry(Field::Period)) {
            refuse_newer(entry(Field::TemplateVersion).as_deref())?;
            return Ok(Some(Identity { plan_code, period }));
        }
    }
    Ok(None)
}

fn refuse_newer(version: Option<&str>) -> Result<(), TemplateTooNew> {
    match version.and_then(|version| version.split('.').next()?.parse::<u32>().ok()) {
        Some(version) if version > TEMPLATE_VERSION => Err(TemplateTooNew { version, check_page: None }),
        Some(_) | None => Ok(()),
    }
}

/// Reads a period whose calendar is not known: every kind of reporting, the year from April first; `None` where it is none.
pub(crate) fn guess_period(text: &str) -> Option<Period> {
    let reportings = Reporting::ALL;
    [4, 1].iter().find_map(|year_starts| {
        reportings
            .iter()
            .find_map(|reporting| Period::parse(text, &Calendar { reporting: *reporting, year_starts: *year_starts }))
    })
}

/// Whether the workbook is a plan workbook or a consolidated workbook, going by its sheets.
pub(crate) fn passed_over(workbook: &Workbook) -> Option<PassedOver> {
    let has = |layout: &'static Layout, id: SheetId| {
        let wanted = layout.sheet(id);
        let mut named = workbook.sheets.iter().filter(|sheet| wanted.is_name_of(sheet));
        named.any(|sheet| wanted.columns.is_empty() || Table::find(sheet, wanted).is_some())
    };
    if has(&PLAN, SheetId::Settings) && has(&PLAN, SheetId::DeliveryPlans) {
        return Some(PassedOver::Plan);
    }
    // Where nothing was found the sheet Findings has no table. The workbook for members has neither that nor Returns.
    let is_there = |id: SheetId| CONSOLIDATED.sheet(id).find_in(workbook).is_some();
    let is_officers = has(&CONSOLIDATED, SheetId::Returns) && is_there(SheetId::Findings);
    let is_members = is_there(SheetId::FrontPage) && is_there(SheetId::Sentences);
    (has(&CONSOLIDATED, SheetId::Contents) && has(&CONSOLIDATED, SheetId::Summary) && (is_officers || is_members))
        .then_some(PassedOver::Consolidated)
}
