//! Whom a reminder goes to, and what goes with it.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use crate::collection::{Checked, Collection, FileStatus, HandedIn, NotLookedAt, PlanStatus};
use crate::domain::{Severity, print_day};
use crate::issue::issue;
use crate::mail::{About, Enclosure, no_address};
use crate::plan::{DeliveryPlan, Settings};
use crate::report::{counted, plain};

use super::error::Error;
use super::issue::ToIssue;

/// What is to be said to one delivery plan.
#[derive(Debug)]
pub struct Chased<'q> {
    /// The delivery plan.
    pub plan: &'q DeliveryPlan,
    /// Why it gets a draft, or none.
    pub why: Why<'q>,
    /// Its return as it was issued.
    pub return_of_it: Option<&'q ToIssue>,
    /// What was not looked at and seems to be its answer, by its name.
    pub not_looked_at: Vec<&'q NotLookedAt>,
}

/// Whom drafts are to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chase {
    /// Those whose return is missing or has errors.
    Outstanding,
    /// Those whose return is missing, before it is due.
    DueSoon,
    /// Those who have nothing left to do.
    Receipts,
}

/// Why a delivery plan gets a draft, or none.
#[derive(Debug)]
pub enum Why<'q> {
    /// It gets one: its return is missing.
    Missing,
    /// It gets one: its return has this many errors.
    Wrong {
        /// The return.
        file: &'q FileStatus<'q>,
        /// How many errors stand in it.
        errors: usize,
    },
    /// It gets one: its return came, and nothing is left to be done.
    Settled,
    /// It gets none, for this reason.
    LeftOut(String),
}

/// What is to be said to each delivery plan, in the plan's order. `all` are the plan's returns, `unread` what lay among
/// those that came and was not looked at.
pub fn chased<'q>(
    statuses: &'q [PlanStatus<'q>],
    all: &'q [ToIssue],
    unread: &[&'q NotLookedAt],
    chase: Chase,
) -> Vec<Chased<'q>> {
    let chased = statuses.iter().map(|status| {
        let plan = status.delivery_plan;
        let return_of_it = all.iter().find(|one| one.issued.stamp.plan_code == plan.code);
        let stem = return_of_it.map(|one| one.stem.as_str());
        let not_looked_at = unread.iter().copied().filter(|one| is_of(&one.path, stem, &plan.code)).collect();
        let in_folder = return_of_it.is_some_and(|one| one.issued.stamp.stays_in_folder);
        Chased { plan, why: why(status, chase, in_folder), return_of_it, not_looked_at }
    });
    chased.collect()
}

/// Whether a file seems to be of a delivery plan: its name begins with that of its return, or has its code as a word.
fn is_of(path: &str, stem: Option<&str>, code: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let code = code.to_lowercase();
    let is_apart = |next: Option<char>| next.is_none_or(|next| !next.is_alphanumeric());
    let has_code = name.match_indices(&code).any(|(at, found)| {
        let (before, after) = (name.get(..at), name.get(at + found.len()..));
        is_apart(before.and_then(|text| text.chars().last())) && is_apart(after.and_then(|text| text.chars().next()))
    });
    stem.is_some_and(|stem| name.starts_with(&stem.to_lowercase())) || (!code.is_empty() && has_code)
}

fn why<'q>(status: &'q PlanStatus<'q>, chase: Chase, in_folder: bool) -> Why<'q> {
    let missing = match chase {
        Chase::Outstanding | Chase::DueSoon => Why::Missing,
        Chase::Receipts => Why::LeftOut("missing".to_owned()),
    };
    match &status.handed_in {
        HandedIn::NothingIssued => Why::LeftOut("nothing was issued to it".to_owned()),
        _ if status.delivery_plan.email.is_empty() => Why::LeftOut(no_address()),
        HandedIn::Missing(_) => missing,
        // What was put into the folder lies there from the first day.
        HandedIn::Received(file) if in_folder && file.nothing_filled_in() => missing,
        HandedIn::Several(files) => {
            let paths: Vec<String> = files.iter().map(|one| plain(&one.file.source.path)).collect();
            Why::LeftOut(format!(
                "{} different returns came: {}; settle which counts, or chase with --take newest",
                files.len(),
                paths.join(", ")
            ))
        }
        HandedIn::Received(file) => received(file, chase),
    }
}

fn received<'q>(file: &'q FileStatus<'q>, chase: Chase) -> Why<'q> {
    let errors = file.for_service().filter(|one| one.severity == Severity::Error).count();
    let lacks_entries = || file.for_service().any(|one| one.rule.means_missing);
    match (chase, errors, file.totals().error) {
        (Chase::Receipts, 0, _) if lacks_entries() => Why::LeftOut("received, but entries are missing".to_owned()),
        (Chase::Receipts, 0, _) => Why::Settled,
        (_, 0, 0) => Why::LeftOut("received, no errors".to_owned()),
        (_, 0, errors) => Why::LeftOut(for_officer(file, errors)),
        (Chase::Outstanding, errors, _) => Why::Wrong { file, errors },
        (Chase::DueSoon | Chase::Receipts, errors, _) => {
            Why::LeftOut(format!("received; {} left to be put right", counted(errors, "error")))
        }
    }
}

/// Why nothing is asked of a service in whose return so many errors stand.
fn for_officer(file: &FileStatus<'_>, errors: usize) -> String {
    let mut codes: Vec<&str> = file.errors().map(|finding| finding.rule.code).collect();
    codes.dedup();
    let (are, them) = if errors == 1 { ("is", "it") } else { ("are", "them") };
    let counted = counted(errors, "error");
    format!("received; {counted} ({}) {are} yours to settle, the service cannot put {them} right", codes.join(", "))
}

/// Why nobody is reminded of returns on a day, in a sentence; `None` where it is the time to: from some working days
/// before they are due to the day itself.
pub fn not_due_soon(settings: &Settings, today: Date) -> Option<String> {
    let Some(due) = settings.returns_due else {
        return Some("Returns due on the Settings sheet is blank, or stands beside another period.".to_owned());
    };
    let (today_is, due_is) = (print_day(today), print_day(due));
    let from = working_days_before(due, settings.remind_before);
    if today > due {
        return Some(format!("Returns were due on {due_is}, and today is {today_is}: chase without --due-soon."));
    }
    let before = counted(usize::try_from(settings.remind_before).unwrap_or(usize::MAX), "working day");
    (today < from).then(|| {
        let from = print_day(from);
        format!("Returns are due on {due_is}, and reminders begin {before} before, on {from}; today is {today_is}.")
    })
}

/// So many weekdays before a day; bank holidays count.
fn working_days_before(day: Date, count: u32) -> Date {
    let is_weekday = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let before = std::iter::successors(day.yesterday().ok(), |day| day.yesterday().ok()).filter(is_weekday);
    before.take(usize::try_from(count).unwrap_or(usize::MAX)).last().unwrap_or(day)
}

/// What was not looked at, but for workbooks of ours that were read and passed over.
pub fn unread<'c>(collection: &'c Collection<'_>) -> Vec<&'c NotLookedAt> {
    let passed: BTreeSet<&str> = collection.passed_over().map(|(path, _)| path).collect();
    collection.not_looked_at.iter().filter(|one| !passed.contains(one.path.as_str())).collect()
}

impl<'q> Chased<'q> {
    /// Why it is written to, or is not, in words, with what may be its answer and was not looked at.
    pub fn in_words(&self) -> String {
        let why = match &self.why {
            Why::Missing => "missing".to_owned(),
            Why::Wrong { errors, .. } => counted(*errors, "error"),
            Why::Settled => "nothing left to do".to_owned(),
            Why::LeftOut(why) => plain(why),
        };
        why + &self.beside()
    }

    /// What may be the answer of the delivery plan and was not looked at, as the end of its line.
    fn beside(&self) -> String {
        const MOST: usize = 3;
        let mut paths: Vec<String> = self.not_looked_at.iter().take(MOST).map(|other| plain(&other.path)).collect();
        let others = self.not_looked_at.len() - paths.len();
        if others > 0 {
            paths.push(format!("{others} more"));
        }
        if paths.is_empty() { String::new() } else { format!("; not looked at: {}", paths.join(", ")) }
    }

    /// The return from which a marked copy is to be made; none where nothing was wrong with it.
    pub fn to_be_marked(&self) -> Option<&'q Checked> {
        match &self.why {
            Why::Wrong { file, .. } => Some(file.file),
            Why::Missing | Why::Settled | Why::LeftOut(_) => None,
        }
    }

    /// The same without its workbook: whom a draft goes to and what it is called depends on none.
    pub fn enclose_without_workbook(&self) -> Option<Enclosure<'q>> {
        let ToIssue { issued, stem } = self.return_of_it?;
        let about = match &self.why {
            Why::LeftOut(_) => return None,
            Why::Missing => About::Missing,
            Why::Wrong { file, .. } => About::Wrong(file.for_service().cloned().collect()),
            Why::Settled => About::Settled,
        };
        Some(Enclosure { plan: self.plan, issued, about, stem: stem.clone(), workbook: None })
    }

    /// What goes with the draft: the return again, or its marked copy, which `mark` makes where there can be one. Without
    /// it the findings in words are all there is.
    ///
    /// # Errors
    /// Where the return cannot be put together, or `mark` fails.
    pub fn enclose<E: From<Error>>(
        &self,
        mark: impl FnOnce(&Checked) -> Result<Option<Vec<u8>>, E>,
    ) -> Result<Option<Enclosure<'q>>, E> {
        let Some(bare) = self.enclose_without_workbook() else { return Ok(None) };
        let workbook = match &self.why {
            Why::Missing => Some((format!("{}.xlsx", bare.stem), issue(bare.issued).map_err(Error::from)?)),
            Why::Wrong { file, .. } => mark(file.file)?.map(|bytes| (format!("{}.checked.xlsx", bare.stem), bytes)),
            Why::Settled | Why::LeftOut(_) => None,
        };
        Ok(Some(Enclosure { workbook, ..bare }))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn reminders_begin_so_many_weekdays_before_the_day_and_end_on_it() {
        let settings = |due| Settings { returns_due: due, ..Settings::default() };
        let friday = settings(Some(date(2025, 7, 18)));
        for (day, is_time) in [(10, false), (11, true), (12, true), (18, true), (19, false)] {
            assert_eq!(not_due_soon(&friday, date(2025, 7, day)).is_none(), is_time, "{day} July");
        }
        for (due, count, from) in [
            (date(2025, 7, 20), 5, date(2025, 7, 14)),
            (date(2025, 7, 21), 1, date(2025, 7, 18)),
            (date(2025, 7, 21), 0, date(2025, 7, 21)),
        ] {
            assert_eq!(working_days_before(due, count), from);
        }
        let said = not_due_soon(&friday, date(2025, 7, 1)).unwrap();
        assert!(said.contains("5 working days before, on 11 July 2025"), "{said}");
        assert!(not_due_soon(&settings(None), date(2025, 7, 18)).unwrap().contains("is blank"));
    }

    #[test]
    fn a_file_is_of_the_plan_whose_return_it_is_named_after_or_whose_code_is_a_word_of_its_name() {
        let is_of = |name: &str, code: &str| is_of(&format!("in/{name}"), Some("housing-and-homes-2025-26-q1"), code);
        for name in ["housing-and-homes-2025-26-q1 (1).pdf", "RE: HS1 return.msg", "hs1.zip", "(HS1).csv"] {
            assert!(is_of(name, "HS1"), "{name}");
        }
        for name in ["housing.pdf", "hs12.zip", "ths1.zip", "notes.txt"] {
            assert!(!is_of(name, "HS1"), "{name}");
        }
        assert!(!is_of("notes.txt", ""));
    }
}
