//! What members agreed, taken into the plan: deadlines that move, and actions that are closed.
//!
//! A decision is taken over only where the plan still says what members had before them. Whatever is not taken over is
//! said with its reason; a decision that stands in the plan already changes nothing, so that it may be run again.

use std::collections::BTreeMap;

use crate::domain::{Deadline, DeadlineDoubt, Period, key, same};
use crate::grid::{Entry, Workbook};
use crate::layout::{Field, SheetId};
use crate::plan::{Plan, PlannedAction};
use crate::report::{counted, plain};

use super::decisions::{Answer, Asked, Decision, read};
use super::plan_copy::{ColumnOf, NotCopied, PlanCopy};
use super::same_plan::{NotOfThePlan, period_in};

/// The plan with what members agreed.
#[derive(Debug)]
pub struct Agreed {
    /// The bytes of the new plan workbook; `None` where nothing was to be taken over.
    pub bytes: Option<Vec<u8>>,
    /// The period that was decided about.
    pub period: Period,
    /// What became of each decision, in the order of the sheet.
    pub lines: Vec<AgreedLine>,
    /// What else is to be known of the new workbook, a sentence each.
    pub notes: Vec<String>,
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedLine {
    /// The action's reference.
    pub reference: String,
    /// Whether it was taken over.
    pub taken: Taken,
    /// What was taken over, or why it was not, in words.
    pub said: String,
}

/// Whether a decision was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It was.
    Over,
    /// It stands in the plan already.
    Already,
    /// Members said no: nothing changes.
    Declined,
    /// It is not decided yet.
    Open,
    /// It was not, and somebody has to see to it.
    Not,
}

/// Why nothing was taken over at all.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotAgreed {
    /// The consolidated workbook is not taken.
    #[error(transparent)]
    NotOfThePlan(#[from] NotOfThePlan),
    /// It is of a later period than the plan, or of another time altogether.
    #[error(
        "it is for {its}, and the plan is for {own}. Give the consolidated workbook that members decided on, and the plan workbook as it is now"
    )]
    OtherTime {
        /// Its period.
        its: Period,
        /// The plan's.
        own: Period,
    },
    /// It has no room for decisions.
    #[error(
        "its sheet Decisions has no column Agreed. Consolidate the period again, and type what members agreed under Agreed"
    )]
    NoDecisions,
    /// The plan workbook cannot be copied.
    #[error(transparent)]
    NotCopied(#[from] NotCopied),
}

/// Takes what members agreed into a copy of the plan workbook, of which `bytes` are the bytes.
///
/// # Errors
/// [`NotAgreed`].
pub(crate) fn agree(
    (workbook, bytes): (&Workbook, &[u8]),
    plan: &Plan,
    consolidated: &Workbook,
    by: &str,
) -> Result<Agreed, NotAgreed> {
    let period = period_in(consolidated, plan)?;
    let years_apart = plan.period.financial_year().start.checked_sub(period.financial_year().start);
    if period.end_in_year() > plan.period.end_in_year() || years_apart.is_none_or(|years| years > 1) {
        return Err(NotAgreed::OtherTime { its: period, own: plan.period });
    }
    let (sheet, decisions) = read(consolidated, period).ok_or(NotAgreed::NoDecisions)?;
    let mut job = Job { copy: PlanCopy::of(workbook), plan, period, sheet: &sheet, by };
    let answers = contradictory(&decisions);
    let mut lines = Vec::new();
    for decision in &decisions {
        let is_contradictory = answers.contains(&(decision.asked as u8, key(&decision.reference)));
        let (taken, said) = if is_contradictory {
            (Taken::Not, format!("its rows on {sheet} are answered differently ({})", job.place(decision)))
        } else {
            job.take_over(decision)
        };
        let line = AgreedLine { reference: decision.reference.clone(), taken, said };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let notes = job.copy.notes();
    let bytes = if job.copy.is_changed() { Some(job.copy.finish(bytes)?) } else { None };
    Ok(Agreed { bytes, period, lines, notes })
}

impl Agreed {
    /// How many decisions were taken over and how many were not, in a line; `by` is who agreed them.
    pub fn verdict(&self, by: &str) -> String {
        let count = |taken| self.lines.iter().filter(|line| line.taken == taken).count();
        let counts = [
            (Taken::Over, "taken over"),
            (Taken::Not, "not taken over"),
            (Taken::Declined, "declined"),
            (Taken::Already, "in the plan already"),
            (Taken::Open, "still open"),
        ];
        let counts = counts.map(|(taken, words)| (count(taken), words)).into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, words)| format!("{count} {words}")).collect();
        let (all, period) = (counted(self.lines.len(), "decision"), self.period);
        match counts.as_slice() {
            [] => format!("Nothing was to be decided in {period}."),
            counts => format!("{all} on {period}, {}: {}.", plain(by), counts.join(", ")),
        }
    }
}

/// What is asked more than once and answered differently.
fn contradictory(decisions: &[Decision]) -> Vec<(u8, String)> {
    let mut answers: BTreeMap<(u8, String), &Answer> = BTreeMap::new();
    let mut found = Vec::new();
    for decision in decisions {
        let asked = (decision.asked as u8, key(&decision.reference));
        match answers.get(&asked) {
            Some(other) if **other != decision.answer => found.push(asked),
            Some(_) => {}
            None => {
                answers.insert(asked, &decision.answer);
            }
        }
    }
    found
}

struct Job<'a> {
    copy: PlanCopy<'a>,
    plan: &'a Plan,
    period: Period,
    /// The name on the tab of Decisions.
    sheet: &'a str,
    by: &'a str,
}

impl Job<'_> {
    fn place(&self, decision: &Decision) -> String {
        format!("{}!{}", self.sheet, decision.at)
    }

    fn take_over(&mut self, decision: &Decision) -> (Taken, String) {
        let place = self.place(decision);
        if let Answer::Other(text) = &decision.answer {
            return (Taken::Not, format!("“{text}” in {place} is neither Yes, No nor a date"));
        }
        if decision.answer == Answer::Open {
            return (Taken::Open, format!("still open: {place} is blank"));
        }
        if decision.reference.is_empty() {
            return (Taken::Not, format!("{place} is answered, and its row has no Ref"));
        }
        let mut planned = self.plan.actions.iter().filter(|one| same(&one.reference, &decision.reference));
        let (Some(planned), None) = (planned.next(), planned.next()) else {
            let why = if self.plan.action(&decision.reference).is_some() {
                "stands more than once in the plan"
            } else {
                "is no longer in the plan"
            };
            return (Taken::Not, format!("its Ref {why}"));
        };
        match (decision.asked, &decision.answer) {
            (Asked::Amend, Answer::No) => {
                (Taken::Declined, format!("members said no: the deadline stays {}", planned.issued.deadline))
            }
            (Asked::Close, Answer::No) => (Taken::Declined, "members said no: the action goes on".to_owned()),
            (Asked::Amend, Answer::Date(read)) => {
                let (taken, said) = self.amend(decision, planned, &read.deadline);
                (taken, said + read.doubt.map_or("", doubt_in_words))
            }
            (Asked::Amend, _) => self.amend(decision, planned, &decision.revised),
            (Asked::Close, Answer::Yes) => self.close(planned),
            (Asked::Close, _) => (Taken::Not, format!("{place} is a date, and an action is closed with Yes")),
        }
    }

    /// Moves a deadline.
    fn amend(&mut self, decision: &Decision, planned: &PlannedAction, new: &Deadline) -> (Taken, String) {
        let Some(day) = new.day() else {
            let said = format!("its revised deadline on {} is no date, so there is none to agree", self.sheet);
            return (Taken::Not, said);
        };
        let agreed = planned.agreed.as_ref();
        if agreed.and_then(Deadline::day) == Some(day) {
            let by = planned.agreed_by.as_deref().map(|by| format!(" by {by}")).unwrap_or_default();
            return (Taken::Already, format!("{new} is agreed already{by}"));
        }
        let then = Some(&decision.agreed).filter(|then| **then != Deadline::None);
        if !is_same(agreed, then) {
            let (is, was) = (in_words(agreed), in_words(then));
            return (Taken::Not, format!("the plan's agreed deadline was changed since: it is {is}, and was {was}"));
        }
        if !is_same(Some(&planned.deadline), Some(&decision.original)) {
            let (is, was) = (in_words(Some(&planned.deadline)), in_words(Some(&decision.original)));
            return (Taken::Not, format!("the plan's deadline was changed since: it is {is}, and was {was}"));
        }
        if planned.issued.deadline.day() == Some(day) {
            return (Taken::Already, format!("{new} is the deadline already"));
        }
        let row = planned.at.row;
        let (deadline, agreed_by) = (ColumnOf::Known(Field::AgreedDeadline), ColumnOf::Known(Field::AgreedBy));
        let before = self.copy.shown(SheetId::Actions, row, &agreed_by);
        let entry = |text: String| Entry::Text(text);
        // Either both are filled in or none is: a deadline without who agreed it is nobody's decision.
        if let Err(why) = self.copy.can_put(SheetId::Actions, row, &agreed_by) {
            return (Taken::Not, why.in_words());
        }
        if let Err(why) = self.copy.put(SheetId::Actions, row, &deadline, entry(new.printed().to_string())) {
            return (Taken::Not, why.in_words());
        }
        if let Err(why) = self.copy.put(SheetId::Actions, row, &agreed_by, entry(self.by.to_owned())) {
            return (Taken::Not, why.in_words());
        }
        let was = planned.issued.deadline.to_string();
        let before =
            if before.is_empty() || same(&before, self.by) { String::new() } else { format!(", agreed by {before}") };
        (Taken::Over, format!("deadline {new}, agreed by {} (was {was}{before})", self.by))
    }

    /// Closes an action.
    fn close(&mut self, planned: &PlannedAction) -> (Taken, String) {
        if let Some(ended) = planned.ended.filter(|ended| ended.end_in_year() <= self.period.end_in_year()) {
            return (Taken::Already, format!("ended with {ended} already"));
        }
        let was = planned.ended.map(|ended| format!(" (was {ended})")).unwrap_or_default();
        let ended = ColumnOf::Known(Field::Ended);
        match self.copy.put(SheetId::Actions, planned.at.row, &ended, Entry::Text(self.period.to_string())) {
            Ok(_) => (Taken::Over, format!("closed: ended with {}{was}", self.period)),
            Err(why) => (Taken::Not, why.in_words()),
        }
    }
}

/// Whether two deadlines are the same one.
fn is_same(one: Option<&Deadline>, other: Option<&Deadline>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => match (one.day(), other.day()) {
            (None, None) => same(&one.printed(), &other.printed()),
            (one, other) => one == other,
        },
        (one, other) => one.is_none() == other.is_none(),
    }
}

fn in_words(deadline: Option<&Deadline>) -> String {
    match deadline {
        None | Some(Deadline::None) => "none".to_owned(),
        Some(deadline) => deadline.to_string(),
    }
}

/// What is to be said of a date that may be another than was meant.
fn doubt_in_words(doubt: DeadlineDoubt) -> &'static str {
    match doubt {
        DeadlineDoubt::DayOrMonth => "; read day first",
        DeadlineDoubt::Weekday => "; the weekday in front is another day's",
        DeadlineDoubt::Far => "; that is far from the period",
        DeadlineDoubt::SerialNumber => "; read as a serial number",
        DeadlineDoubt::YearThatEnds => "; the year that ends in it was taken",
        DeadlineDoubt::MonthWithoutYear => "; it has no year, and the first after the year began was taken",
        DeadlineDoubt::EndOfYear => "; the end of the financial year was taken",
    }
}
