//! Laying the desk: which of the files is the plan workbook, which are earlier periods, and the days.

use planroll::desk::{Desk, Error, Legacy, Period, PlanWorkbook, read_day, read_earlier, read_period};
use planroll::report::counted;
use planroll::rules::Finding;

use crate::answer::{Found, Group, Refused};
use crate::files::Is;
use crate::found::{Shown, summary};
use crate::request::{Job, typed};
use crate::session::{Refusing, Session, refused};

/// The day that a field says, where anything is typed.
///
/// # Errors
/// Where it is no day.
pub(crate) fn day(session: &Session, text: &str) -> Refusing<Option<planroll::desk::Date>> {
    let today = clock(session)?;
    let read = typed(text).map(|text| read_day(text, today)).transpose();
    read.map_err(|error| refused("A day cannot be read", &error))
}

/// The day where this computer stands.
///
/// # Errors
/// Where the page did not say it.
pub(crate) fn clock(session: &Session) -> Refusing<planroll::desk::Date> {
    session.options.clock.parse().map_err(|_| refused("The page did not say what day it is", &"Open it again."))
}

/// The desk of the job, from the files that were looked at.
///
/// # Errors
/// Where no plan workbook was given and the job needs one, several were, or what was given cannot be used.
pub(crate) fn desk(session: &mut Session) -> Refusing<Desk> {
    let as_of = if session.job == Job::Issue { None } else { day(session, &session.options.as_of)? };
    let desk = match plan(session)? {
        Some(workbook) => with_plan(session, workbook, as_of)?,
        None if session.job != Job::Check => {
            let words = "Give the plan workbook together with the returns: the workbook that the returns were issued from, such as plan.xlsx.";
            return Err(refused("There is no plan workbook among these files", &words));
        }
        None => {
            let period = typed(&session.options.period).map(read_period).transpose();
            Desk::without_plan(period.map_err(|error| refused("The period cannot be read", &error))?, as_of)
        }
    };
    with_earlier(session, desk)
}

/// The plan workbook among the files, where there is one; of several the one that was chosen.
pub(crate) fn plan(session: &mut Session) -> Refusing<Option<PlanWorkbook>> {
    let is_plan = |file: &&crate::files::File| matches!(file.is, Is::Plan(_));
    let names: Vec<String> = session.files.iter().filter(is_plan).map(|file| file.name.clone()).collect();
    session.plans.clone_from(&names);
    let chosen = match names.as_slice() {
        [] => return Ok(None),
        [only] => only,
        several => {
            let Some(chosen) = several.iter().find(|name| **name == session.options.plan) else {
                let (count, all) = (counted(several.len(), "plan workbook"), several.join(", "));
                let words = format!("{count} were given: {all}. Choose the one to go by.");
                let mut why = refused("Which plan workbook?", &words);
                why.found.plans = names;
                return Err(why);
            };
            chosen
        }
    }
    .clone();
    let period = typed(&session.options.period).map(str::to_owned);
    let Some(file) = session.files.iter_mut().find(|file| file.name == chosen) else { return Ok(None) };
    let Is::Plan(bytes) = &file.is else { return Ok(None) };
    let read = PlanWorkbook::read(&chosen, bytes, period.as_deref(), Legacy::Refuse);
    let workbook = read.map_err(|error| refused("The plan workbook cannot be used", &error))?;
    file.is = Is::Taken("the plan workbook".to_owned());
    for other in &mut session.files {
        if matches!(other.is, Is::Plan(_)) {
            other.is = Is::PassedOver("a plan workbook, and not the one that was chosen".to_owned());
        }
    }
    Ok(Some(workbook))
}

/// A desk with the plan workbook, unless its errors forbid the job: then they are shown.
pub(crate) fn with_plan(
    session: &Session,
    workbook: PlanWorkbook,
    as_of: Option<planroll::desk::Date>,
) -> Refusing<Desk> {
    let stopping = workbook.stopping();
    if workbook.plan.is_none() {
        return Err(with_findings(session, &workbook, &workbook.findings, "The plan workbook cannot be used as it is"));
    }
    if matches!(session.job, Job::Consolidate | Job::Issue) && !stopping.is_empty() {
        let undone = if session.job == Job::Issue { "Nothing was issued" } else { "Nothing was consolidated" };
        return Err(with_findings(session, &workbook, &stopping, undone));
    }
    Desk::new(workbook, as_of).map_err(|error| refused("The plan workbook cannot be used", &error))
}

fn with_findings(session: &Session, workbook: &PlanWorkbook, findings: &[Finding], title: &str) -> Box<Refused> {
    let mut shown = Shown::default();
    let group = Group {
        file: workbook.source.path.clone(),
        heading: format!("{}: the plan workbook", workbook.source.path),
        findings: shown.findings(findings),
        ..Group::default()
    };
    let errors = shown.counts().error;
    let words = format!("{} in the plan workbook. Put it right and try again.", counted(errors, "error"));
    let mut why = refused(title, &words);
    let groups = vec![group];
    why.found = Found {
        taken: session.taken(),
        summary: summary(&groups),
        counts: shown.counts(),
        verdict: shown.verdict(),
        groups,
        ..Found::default()
    };
    why
}

/// Lays the consolidated workbooks of periods before that of the desk, or of the returns, beside it, and where one is made
/// that of the same period, whose corrections are carried; others are passed over.
fn with_earlier(session: &mut Session, desk: Desk) -> Refusing<Desk> {
    if !session.files.iter().any(|file| matches!(file.is, Is::Consolidated(_))) {
        return Ok(desk);
    }
    let (mut workbooks, mut by_hand) = (Vec::new(), Vec::new());
    let before = desk.period().or_else(|| latest(session));
    let is_made = session.job == Job::Consolidate;
    for file in &mut session.files {
        let Is::Consolidated(bytes) = &file.is else { continue };
        let own = if is_made { desk.read_corrections(&file.name, bytes).ok() } else { None };
        if let Some(own) = own {
            by_hand.push(own);
            file.is =
                Is::Taken("the consolidated workbook of this period, whose corrections are carried over".to_owned());
            continue;
        }
        let read = before.map(|period| read_earlier(&file.name, bytes, Some(period), Legacy::Refuse));
        file.is = match read {
            None => Is::PassedOver("a consolidated workbook".to_owned()),
            Some(Err(Error::NotEarlier { its, .. })) => {
                Is::PassedOver(format!("a consolidated workbook, for {its}: only those of earlier periods are used"))
            }
            Some(Err(error)) => return Err(refused("An earlier workbook cannot be used", &error)),
            Some(Ok(earlier)) => {
                let what = format!("the consolidated workbook of {}, to compare with", earlier.period);
                workbooks.push(earlier);
                Is::Taken(what)
            }
        };
    }
    let desk = match by_hand.len() {
        0 => desk,
        1 => by_hand.into_iter().fold(desk, Desk::with_corrections),
        _ => {
            let names: Vec<&str> = by_hand.iter().map(|one| one.source.path.as_str()).collect();
            let words = format!(
                "{} are both the consolidated workbook of this period. Leave out all but the one whose corrections are to be carried over.",
                names.join(" and ")
            );
            return Err(refused("Two workbooks are of this period", &words));
        }
    };
    desk.with_earlier(workbooks).map_err(|error| refused("Two earlier workbooks are for one period", &error))
}

/// The last period that any of the returns is for.
fn latest(session: &Session) -> Option<Period> {
    let periods = session.files.iter().filter_map(|file| file.opened()?.identity());
    periods.map(|(_, period)| period).max_by_key(Period::last_day)
}
