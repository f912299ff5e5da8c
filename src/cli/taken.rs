//! How the files were taken: each of them with `-v`, and always what an officer may not have meant.

use crate::collection::{Collection, HandedIn, Rejected, Uncounted};
use crate::domain::Period;
use crate::report::{StatusReport, plain, why_not_counted};

use super::screen::Screen;

/// Says with `-v` how each file was taken.
pub(super) fn say_how(collection: &Collection<'_>, screen: &mut Screen) {
    if !screen.is_verbose() {
        return;
    }
    let report = StatusReport::of(collection, collection.as_of);
    let mut lines: Vec<(&str, String)> = Vec::new();
    for status in &report.plans {
        let name = plain(&status.delivery_plan.name);
        let files = status.handed_in.files().iter();
        let taken = if matches!(status.handed_in, HandedIn::Several(_)) { ", one of several that differ" } else { "" };
        lines.extend(files.map(|one| (one.file.source.path.as_str(), format!("the return of {name}{taken}"))));
        lines.extend(status.not_counted.iter().map(|aside| {
            let how = match aside.why {
                Uncounted::Repeated => "repeated",
                Uncounted::Superseded => "superseded",
                Uncounted::Replaced => "replaced",
                Uncounted::Part => "a part",
            };
            (aside.file.source.path.as_str(), format!("a return of {name}, {how}: {}", why_not_counted(aside)))
        }));
    }
    lines.extend(report.rejected.iter().map(|rejected| {
        let why = report.why_rejected(rejected);
        (rejected.file.source.path.as_str(), format!("rejected: {}", why.trim_end_matches('.')))
    }));
    let passed = collection.passed_over().map(|(path, kind)| (path, kind.why()));
    let others = collection.not_looked_at.iter().map(|one| (one.path.as_str(), one.why.as_str()));
    let others = others.filter(|(path, _)| !collection.passed_over().any(|(other, _)| other == *path));
    lines.extend(passed.chain(others).map(|(path, why)| (path, format!("not looked at: {why}"))));
    lines.sort();
    let lines: String = lines.iter().map(|(path, how)| format!("  {}: {how}.\n", plain(path))).collect();
    screen.note(&format!("How each file was taken:\n{lines}"));
}

/// Says how to go on where several different returns came for a delivery plan, and where all are of another period.
/// `again` is the command with more options.
pub(super) fn say_what_may_be_meant(
    collection: &Collection<'_>,
    again: impl Fn(&[&str]) -> String,
    screen: &mut Screen,
) {
    if collection.statuses().iter().any(|status| matches!(status.handed_in, HandedIn::Several(_))) {
        let again = again(&["--take", "newest"]);
        screen.note(&format!(
            "To take, of different returns for one delivery plan, the one signed off later:\n  {again}\n"
        ));
    }
    if let Some(period) = other_period(collection) {
        let again = again(&["--period", &period.to_string()]);
        let asked = collection.plan.period;
        screen.note(&format!("Every return is for {period}, and {asked} is asked for. For {period}:\n  {again}\n"));
    }
}

/// The one period that every return is for, where that is not the one that was asked for.
fn other_period(collection: &Collection<'_>) -> Option<Period> {
    let mut periods = collection.rejected().into_iter().filter_map(|rejected| match rejected.why {
        Rejected::OtherPeriod { period, .. } => Some(period),
        Rejected::Unreadable(_) | Rejected::UnknownPlan { .. } => None,
    });
    let first = periods.next()?;
    let all = periods.all(|period| period == first) && first.calendar() == collection.plan.period.calendar();
    let none_came = collection.statuses().iter().all(|status| status.handed_in.files().is_empty());
    (all && none_came).then_some(first)
}
