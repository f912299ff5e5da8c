//! The actions of the next year: finished ones end, the others go on with the deadline that holds.

use std::collections::BTreeSet;

use crate::domain::{Deadline, PlannedDeadline, Standing, key};
use crate::grid::Entry;
use crate::layout::{Field, PLAN, SheetId};
use crate::plan::{Plan, PlannedAction};
use crate::previous::EarlierAction;

use super::super::plan_copy::ColumnOf;
use super::Job;

const ACTIONS: SheetId = SheetId::Actions;

/// A heading of the sheet.
fn heading(field: Field) -> &'static str {
    PLAN.sheet(ACTIONS).heading(field)
}

impl Job<'_> {
    /// Carries the actions over; `then` is the plan as it would be read in the next year. Gives how many end, and how many
    /// go on.
    pub(super) fn actions(&mut self, then: &Plan) -> [usize; 2] {
        let plan = self.plan;
        let (mut ended, mut kept) = (0, 0);
        let mut ending = BTreeSet::new();
        for (planned, moved) in plan.actions.iter().zip(&then.actions) {
            self.with_years(planned, moved);
            if planned.ended.is_some_and(|ended| ended.end_in_year() <= self.latest.period.end_in_year()) {
                ended += usize::from(planned.ended == Some(self.latest.period));
                continue;
            }
            let row = self.action_in(self.latest, planned).cloned();
            let finished = row.as_ref().filter(|row| row.was_finished(&plan.scheme.actions));
            let comes_again = matches!(planned.issued.deadline, Deadline::Open(word) if word.is_every_period());
            match finished {
                Some(finished) if comes_again => {
                    kept += 1;
                    let rating = finished.rating.clone().unwrap_or_default();
                    let decide = "It is due anew each period, and goes on. Whether it is to end.";
                    self.left(planned, Field::Ended, &rating, decide);
                }
                Some(finished) => {
                    ended += 1;
                    ending.insert(key(&planned.reference));
                    self.end(planned, finished);
                }
                None => {
                    kept += 1;
                    self.go_on(planned, row.as_ref());
                }
            }
        }
        self.milestones(&ending);
        self.columns();
        [ended, kept]
    }

    pub(super) fn left(&mut self, planned: &PlannedAction, field: Field, stays: &str, decide: &str) {
        let sheet = self.copy.sheet_name(ACTIONS).to_owned();
        self.record.left((&sheet, &planned.reference), heading(field), stays, decide);
    }

    /// Gives deadlines their year that would be others in the next one.
    fn with_years(&mut self, planned: &PlannedAction, moved: &PlannedAction) {
        let pairs = [
            (Field::Deadline, Some(&planned.deadline), Some(&moved.deadline)),
            (Field::AgreedDeadline, planned.agreed.as_ref(), moved.agreed.as_ref()),
        ];
        for (field, now, then) in pairs {
            let Some(now) = now.filter(|now| now.day() != then.and_then(Deadline::day)) else { continue };
            let (row, column, to) = (planned.at.row, ColumnOf::Known(field), now.printed().to_string());
            let from = self.copy.shown(ACTIONS, row, &column);
            let sheet = self.copy.sheet_name(ACTIONS).to_owned();
            let at = (sheet.as_str(), planned.reference.as_str());
            match self.copy.put(ACTIONS, row, &column, Entry::Text(to.clone())) {
                Ok(_) => self.record.done(at, heading(field), &from, &to),
                Err(why) => {
                    let decide = format!(
                        "In the next year it would be read as another day than {to}. It was left: {}.",
                        why.in_words()
                    );
                    self.record.left(at, heading(field), &from, &decide);
                }
            }
        }
    }

    /// Ends an action with the year.
    fn end(&mut self, planned: &PlannedAction, finished: &EarlierAction) {
        let to = self.latest.period.to_string();
        let (row, column) = (planned.at.row, ColumnOf::Known(Field::Ended));
        let from = self.copy.shown(ACTIONS, row, &column);
        let sheet = self.copy.sheet_name(ACTIONS).to_owned();
        let at = (sheet.as_str(), planned.reference.as_str());
        match self.copy.put(ACTIONS, row, &column, Entry::Text(to.clone())) {
            Ok(_) => {
                let closed =
                    finished.rating_in(&self.plan.scheme.actions).is_some_and(|own| own.standing == Standing::Closed);
                let why = finished.rating.as_deref().or(finished.then.last_rating.as_deref());
                let what = why.unwrap_or(if closed { "closed" } else { "complete" });
                let from = if from.is_empty() { what.to_owned() } else { format!("{from} ({what})") };
                self.record.done(at, heading(Field::Ended), &from, &to);
            }
            Err(why) => {
                let decide = format!("It is finished, and was left: {}. It would be {to}.", why.in_words());
                self.record.left(at, heading(Field::Ended), &from, &decide);
            }
        }
    }

    /// Says what is to be decided of an action that goes on.
    fn go_on(&mut self, planned: &PlannedAction, row: Option<&EarlierAction>) {
        let holds = &planned.issued.deadline;
        let Some(row) = row else {
            if planned.monitored {
                let decide = format!("It is not in the workbook for {}. Whether it goes on.", self.latest.period);
                self.left(planned, Field::Deadline, &holds.to_string(), &decide);
            }
            return;
        };
        let revised = row.then.revised.as_deref().map(|text| PlannedDeadline::read(text, self.latest.period).deadline);
        let asked = revised.filter(|revised| revised.day().is_some() && revised.day() != holds.day());
        if let Some(asked) = asked {
            let decide = format!(
                "Members have not agreed {asked}, so that the deadline stays. Once they have: {} and {}.",
                heading(Field::AgreedDeadline),
                heading(Field::AgreedBy)
            );
            self.left(planned, Field::Deadline, &holds.to_string(), &decide);
        } else if holds.day().is_some_and(|day| day <= self.latest.period.last_day()) && planned.monitored {
            self.left(
                planned,
                Field::Deadline,
                &holds.to_string(),
                "It has passed, and the action is not finished. A new deadline.",
            );
        }
    }

    /// What each action was rated in the periods of the year; and what the plan says of the last one.
    fn columns(&mut self) {
        let plan = self.plan;
        for workbook in self.history.workbooks() {
            let rated = plan.actions.iter().filter_map(|planned| {
                let row = self.action_in(workbook, planned)?;
                Some((planned.at.row, row.rating.clone()?))
            });
            let rated = rated.collect();
            self.ratings(ACTIONS, workbook.period, rated);
        }
        let rows =
            plan.actions.iter().filter_map(|planned| Some((planned.at.row, self.action_in(self.latest, planned)?)));
        let (ratings, commentaries): (Vec<_>, Vec<_>) = rows
            .map(|(row, then)| {
                ((row, text_entry(then.rating.as_deref())), (row, text_entry(then.commentary.as_deref())))
            })
            .unzip();
        self.last(ACTIONS, Field::LastRating, ratings);
        self.last(ACTIONS, Field::LastCommentary, commentaries);
    }

    /// Fills in a column of what was last, where the plan has one, and says so in a line.
    pub(super) fn last(&mut self, id: SheetId, field: Field, entries: Vec<(u32, Entry)>) {
        let column = ColumnOf::Known(field);
        if !self.copy.has(id, &column) {
            return;
        }
        let (mut count, mut left): (usize, usize) = (0, 0);
        for (row, entry) in entries {
            let put = self.copy.put(id, row, &column, entry);
            if put.is_ok() { count += 1 } else { left += 1 }
        }
        let sheet = self.copy.sheet_name(id).to_owned();
        let of = PLAN.sheet(id).heading(field);
        if count > 0 {
            self.record.done((&sheet, ""), of, "", &format!("as in {}, {count} rows", self.latest.period));
        }
        if left > 0 {
            let decide = format!("{left} cells were left: they hold formulas, or lie under merged cells.");
            self.record.left((&sheet, ""), of, "", &decide);
        }
    }
}

/// A text as an entry; nothing where there is none.
pub(super) fn text_entry(text: Option<&str>) -> Entry {
    text.map_or(Entry::Blank, |text| Entry::Text(text.to_owned()))
}
