//! *Check a return*: what is wrong with each file, and its marked copy.

use std::collections::BTreeSet;

use planroll::desk::{Checked, Desk, Received, copy_name, print_day, replaced_by_copies};
use planroll::report::{CheckReport, FileReport, check_csv, plain};
use planroll::rules::Finding;

use crate::advice::{advice, nothing};
use crate::answer::{Found, Group, View};
use crate::found::{Shown, summary};
use crate::output::{Made, Outputs};
use crate::session::{Refusing, Session, refused};

/// The end of the job.
pub(crate) fn view(session: &mut Session) -> Refusing<View> {
    let Some(desk) = session.desk else { return Err(refused("Nothing was checked", &"Begin again.")) };
    if session.checked.is_empty() && desk.plan_workbook().is_some() {
        return of_plan(session, desk);
    }
    let checked = std::mem::take(&mut session.checked);
    if checked.iter().all(|file| matches!(file.received, Received::PassedOver(_))) {
        let words = "There is no return among these files. Give the return itself, an Excel workbook (.xlsx).";
        return Err(refused("There is nothing to check", &words));
    }
    desk.refuse_if_not_earlier(&checked).map_err(|error| refused("Nothing was checked", &error))?;
    let mut shown = Shown::default();
    let mut notes = Vec::new();
    let (groups, csv, as_of) = if desk.plan_workbook().is_some() {
        let collection = collect(session, desk, checked)?;
        let report = desk.report_of(&collection);
        let groups = groups_of(&report, &collection.files, &mut shown, &mut session.outputs, &session.files);
        let done = (groups, check_csv(&report), report.as_of);
        notes.push(
            "A plan workbook is among these files. To collect the quarter with it, open Collect and report.".to_owned(),
        );
        notes.extend(of_plan_in_short(desk));
        session.collection = Some(collection);
        done
    } else {
        let staying = take_out_replaced(checked, &mut notes);
        let of_earlier = desk.check_earlier();
        let report = CheckReport { not_looked_at: session.not_looked_at(), ..desk.report(&staying, &of_earlier) };
        let groups = groups_of(&report, &staying, &mut shown, &mut session.outputs, &session.files);
        let done = (groups, check_csv(&report), report.as_of);
        session.checked = staying;
        done
    };
    let csv = csv.map_err(|error| refused("The findings could not be put together", &error))?;
    session.outputs.add(("", "findings.csv"), "findings", "Every finding as a table", csv.into_bytes());
    let found = found(session, &shown, groups, notes);
    Ok(View::Check { found, as_of: as_of.map(print_day).unwrap_or_default() })
}

/// The files together with their plan.
pub(crate) fn collect(
    session: &Session,
    desk: &'static Desk,
    checked: Vec<Checked>,
) -> Refusing<planroll::desk::Collection<'static>> {
    let collection = desk.collect(checked, session.options.newest);
    let mut collection = collection.map_err(|error| refused("The returns cannot be put together", &error))?;
    collection.not_looked_at = session.not_looked_at();
    Ok(collection)
}

/// What a view says beside what is its own.
pub(crate) fn found(session: &Session, shown: &Shown, groups: Vec<Group>, notes: Vec<String>) -> Found {
    Found {
        taken: session.taken(),
        plans: session.plans.clone(),
        summary: summary(&groups),
        counts: shown.counts(),
        verdict: shown.verdict(),
        groups,
        outputs: session.outputs.offered(),
        notes,
    }
}

/// The plan workbook by itself, where nothing else was given.
fn of_plan(session: &mut Session, desk: &'static Desk) -> Refusing<View> {
    let Some(workbook) = desk.plan_workbook() else { return Err(refused("Nothing was checked", &"Begin again.")) };
    let as_of = desk.period().map(|period| period.last_day());
    let report = CheckReport { as_of, files: vec![workbook.report()], ..CheckReport::default() };
    let mut shown = Shown::default();
    let groups = vec![of_plan_group(&workbook.report(), &mut shown)];
    let csv = check_csv(&report).map_err(|error| refused("The findings could not be put together", &error))?;
    session.outputs.add(("", "findings.csv"), "findings", "Every finding as a table", csv.into_bytes());
    let found = found(session, &shown, groups, Vec::new());
    Ok(View::Check { found, as_of: as_of.map(print_day).unwrap_or_default() })
}

/// What is wrong with the plan workbook.
pub(crate) fn of_plan_group(report: &FileReport<'_>, shown: &mut Shown) -> Group {
    let findings = shown.findings(report.findings);
    let nothing = if report.findings.iter().any(Finding::stands) { String::new() } else { nothing(report.path) };
    Group {
        file: plain(report.path),
        heading: format!("{}: the plan workbook", plain(report.path)),
        findings,
        nothing,
        ..Group::default()
    }
}

/// That the plan workbook has errors of its own, which are not among those of the returns.
fn of_plan_in_short(desk: &Desk) -> Option<String> {
    let workbook = desk.plan_workbook()?;
    let errors = planroll::desk::Totals::of(&workbook.findings).error;
    (errors > 0).then(|| {
        let counted = planroll::report::counted(errors, "error");
        format!("{counted} in the plan workbook itself: give it alone to see them.")
    })
}

/// A group for each file, then one for what was found across the returns; marked copies are offered.
pub(crate) fn groups_of(
    report: &CheckReport<'_>,
    files: &[Checked],
    shown: &mut Shown,
    outputs: &mut Outputs,
    given: &[crate::files::File],
) -> Vec<Group> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut of_file = |file: &FileReport<'_>, shown: &mut Shown, outputs: &mut Outputs| {
        let checked = files.iter().find(|one| one.source.path == file.path);
        let unreadable = checked.is_some_and(|one| matches!(one.received, Received::Refused(_)));
        let mut group = Group { file: plain(file.path), heading: heading(file), unreadable, ..Group::default() };
        group.findings = shown.findings(file.findings);
        if let Some(checked) = checked {
            if !unreadable && !file.findings.iter().any(Finding::stands) {
                group.nothing = nothing(&plain(file.path));
            }
            group.advice = advice(checked);
            match Desk::can_be_marked(checked) {
                Err(why) if !unreadable => group.not_marked = why.to_string(),
                Err(_) => {}
                Ok(()) => {
                    let place = given.iter().position(|one| one.name == file.path);
                    let name = free_name(file.path, &mut names);
                    if let (Some(place), Some(name)) = (place, name) {
                        let about = format!("The marked copy of {}", plain(file.path));
                        let made = Made::MarkedCopy(place, None);
                        group.marked = outputs.push(("marked/", &name), "marked copy", &about, made);
                    }
                }
            }
        }
        group
    };
    let mut groups: Vec<Group> = report.files.iter().map(|file| of_file(file, shown, outputs)).collect();
    if !report.across.is_empty() {
        groups.push(Group {
            heading: "Across the returns".to_owned(),
            findings: shown.findings(report.across.iter().copied()),
            ..Group::default()
        });
    }
    groups
}

/// The first name for a marked copy that is free; some systems take names that differ in case only for one.
fn free_name(path: &str, names: &mut BTreeSet<String>) -> Option<String> {
    let name = (1..=10_000).map(|number| copy_name(path, number)).find(|name| !names.contains(&name.to_lowercase()))?;
    names.insert(name.to_lowercase());
    Some(name)
}

fn heading(file: &FileReport<'_>) -> String {
    let of = [file.plan, file.period.as_deref()].into_iter().flatten().map(plain).collect::<Vec<_>>().join(", ");
    if of.is_empty() { plain(file.path) } else { format!("{}: {of}", plain(file.path)) }
}

/// Takes out the files whose marked copy has been filled in since and is among them too, and says so.
fn take_out_replaced(checked: Vec<Checked>, notes: &mut Vec<String>) -> Vec<Checked> {
    let replaced = replaced_by_copies(&checked);
    let path_of = |place: usize| checked.get(place).map(|file| plain(&file.source.path)).unwrap_or_default();
    for (file, copy) in &replaced {
        let (path, copy) = (path_of(*file), path_of(*copy));
        notes.push(format!(
            "{path} was passed over: {copy} is its marked copy, filled in since, and counts in its place."
        ));
    }
    let staying = checked.into_iter().enumerate().filter(|(place, _)| !replaced.iter().any(|(file, _)| file == place));
    staying.map(|(_, file)| file).collect()
}
