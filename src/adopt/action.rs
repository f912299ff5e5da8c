//! An action of a tracker: its deadline in every form that a plan reads, how it stands, and what was said of it.

use crate::domain::{Deadline, Kind, NotADate, Part, Period, PlannedDeadline, Standing, print_day};
use crate::grid::{CellRef, Value};
use crate::layout::Field;
use crate::plan::Printed;

use super::bands::Bands;
use super::context::Context;
use super::draft::{Col, DraftRow, Rank};
use super::gather::{Raw, one_line, place};
use super::holds::Holds;
use super::meaning::Meaning;
use super::rating::{is_finished, said_of};
use super::row::{At, is_same};
use super::view::day_of;
use super::when::When;
use super::words::WORDS;

/// What services are asked for where the tracker says how much of an action is done.
const ASK_COMPLETE: &str = "Ask: % complete [%]";
/// The heading under which today's figure of that is kept.
const COMPLETE: &str = "% complete";

impl Context<'_> {
    /// A row as an action.
    pub(super) fn action(&mut self, at: At, raw: &Raw, bands: &Bands) -> Option<DraftRow> {
        let mut row = self.begin(Kind::Actions, at, raw, bands)?;
        self.deadline(&mut row, at, raw, Meaning::Deadline, Field::Deadline);
        self.deadline(&mut row, at, raw, Meaning::AgreedDeadline, Field::AgreedDeadline);
        self.marks(&mut row, at, raw);
        self.ratings(&mut row, at, raw);
        self.commentary(&mut row, at, raw);
        self.start(&mut row, at, raw);
        for meaning in [Meaning::RevisedDeadline, Meaning::CompletedDate, Meaning::Role] {
            if let Some(cell) = raw.at(meaning) {
                self.carry(&mut row, at, cell);
            }
        }
        // What only indicators have is the officer's own.
        for (meaning, (cell, _)) in &raw.known {
            if meaning.is_of_indicators() && !meaning.is_title() {
                self.carry(&mut row, at, *cell);
            }
        }
        for (holds, _, cell, text) in &raw.dated {
            if matches!(holds, Holds::Value(_) | Holds::Target(_)) && !text.is_empty() {
                self.carry(&mut row, at, *cell);
            }
        }
        self.complete(&mut row, at, raw);
        if Self::is_partners(raw)
            && let Some(cell) = raw.at(Meaning::Role)
        {
            row.derive(Field::Monitored, "No");
            self.lines.mapped(
                "role",
                place(at.sheet, cell),
                raw.text(Meaning::Role),
                "Monitored: No",
                "a partner's row is for information",
            );
        }
        if let Some((cell, text)) = raw.known.get(&Meaning::Monitored) {
            row.words(Field::Monitored, place(at.sheet, *cell), text);
        }
        self.finished(&mut row, at, raw);
        Some(row)
    }

    /// The period in which what leaves its year out is meant.
    fn own_period(&self) -> Option<Period> {
        let starts = self.timing.calendar.year_starts;
        let of_year = self.timing.year.and_then(|year| Period::new(year, Part::Quarter(1), starts));
        of_year.or(self.timing.period).or_else(|| Period::new(2025, Part::Quarter(1), starts))
    }

    /// When it begins; what is no date stays as it stands.
    fn start(&self, row: &mut DraftRow, at: At, raw: &Raw) {
        let Some((cell, text)) = raw.known.get(&Meaning::Start) else { return };
        let from = place(at.sheet, *cell);
        let day = self.view(at.sheet).and_then(|view| view.cell(*cell)).and_then(day_of);
        let text = day.map_or_else(|| one_line(text), |(day, shows_day)| in_words(day, shows_day));
        row.words(Field::Start, from, &text);
    }

    fn deadline(&mut self, row: &mut DraftRow, at: At, raw: &Raw, meaning: Meaning, field: Field) {
        let Some((cell, text)) = raw.known.get(&meaning).cloned() else { return };
        let from = place(at.sheet, cell);
        let text = one_line(&text);
        let held = self.view(at.sheet).and_then(|view| view.cell(cell));
        if let Some((day, shows_day)) = held.and_then(day_of) {
            row.words(field, from, &in_words(day, shows_day));
            return;
        }
        if let Some(Value::Number(number)) = held.and_then(|cell| cell.value.as_ref()) {
            row.put(Col::Known(field), from, Printed::Number(*number));
            return;
        }
        self.deadline_in_words(row, Col::Known(field), from, &text);
    }

    /// A deadline that is a text: as it stands where the plan reads it so, else in other words, else to be decided.
    fn deadline_in_words(&mut self, row: &mut DraftRow, col: Col, from: super::place::Place, text: &str) {
        let Some(own) = self.own_period() else { return };
        let read = PlannedDeadline::read(text, own);
        match (&read.fault, &read.deadline) {
            (Some(_), _) if let Some(date) = without_words(text, own) => {
                self.lines.mapped("deadline", from, text, date, "the words before it say that it is the deadline");
                self.deadline_in_words(row, col, from, date);
            }
            (Some(fault), _) => {
                let why = why_no_deadline(fault);
                row.decide(col.clone(), from, text, why);
                row.put(col, from, Printed::words(text));
            }
            (None, deadline @ Deadline::On { .. }) => {
                let there = self.timing.period.map(|period| PlannedDeadline::read(text, period).deadline.day());
                let is_same_day = there.is_none_or(|day| day == deadline.day());
                if is_same_day {
                    row.put(col, from, Printed::words(text));
                } else {
                    let printed = deadline.printed().to_string();
                    self.lines.mapped("deadline", from, text, &printed, "it is of the tracker's year");
                    row.put(col, from, Printed::words(printed));
                }
            }
            (None, _) => row.put(col, from, Printed::words(text)),
        }
    }

    /// The marks in columns of periods: where the action falls due, and where it was done.
    fn marks(&mut self, row: &mut DraftRow, at: At, raw: &Raw) {
        let mut due: Option<(Period, CellRef, String)> = None;
        let mut rated: Option<(Period, CellRef, String)> = None;
        for (holds, when, cell, text) in &raw.dated {
            let Holds::Marks(_) = holds else { continue };
            if text.is_empty() {
                continue;
            }
            let legend = self.sheets.get(at.sheet).map(|sheet| sheet.legend.clone()).unwrap_or_default();
            if WORDS.is_mark(text) {
                let period = self.timing.of(*when);
                if let Some(period) = period {
                    let is_later = due.as_ref().is_none_or(|(known, ..)| period.end_in_year() > known.end_in_year());
                    if is_later {
                        due = Some((period, *cell, text.clone()));
                    }
                } else {
                    self.carry(row, at, *cell);
                }
            } else if let Some(said) = said_of(text, &legend) {
                let period = self.timing.of(*when).filter(|_| said != super::words::NOT_STARTED);
                rated = period.map(|period| (period, *cell, text.clone())).or(rated);
                self.dated_rating(row, at, *when, *cell, text);
            } else {
                self.in_mark_column(row, at, *when, *cell, text);
            }
        }
        let why = if due.is_some() {
            "it marks the last period in which the action falls due"
        } else {
            "it is rated in that period, and no other is marked"
        };
        if let Some((period, cell, text)) = due.or(rated)
            && !row.has(Field::Deadline)
        {
            let words = match period.part() {
                Part::Quarter(_) | Part::Year => period.to_string(),
                Part::Third(_) | Part::Half(_) | Part::Month(_) => print_day(period.last_day()),
            };
            let from = place(at.sheet, cell);
            self.lines.mapped("mark", from, &text, "Deadline", why);
            row.words(Field::Deadline, from, &words);
        }
    }

    /// Words among marks: a deadline beyond the year, else the officer's own.
    fn in_mark_column(&mut self, row: &mut DraftRow, at: At, _: When, cell: CellRef, text: &str) {
        let own = self.own_period();
        let is_date = own.is_some_and(|own| PlannedDeadline::read(text, own).fault.is_none());
        let from = place(at.sheet, cell);
        if is_date && !row.has(Field::Deadline) {
            self.lines.mapped("mark", from, text, "Deadline", "it stands where marks say when the action falls due");
            self.deadline_in_words(row, Col::Known(Field::Deadline), from, &one_line(text));
        } else {
            self.carry(row, at, cell);
        }
    }

    /// How much of it is done: asked of services from now on, and today's figure kept.
    fn complete(&mut self, row: &mut DraftRow, at: At, raw: &Raw) {
        let Some(cell) = raw.at(Meaning::Complete) else { return };
        Self::ask(row, ASK_COMPLETE);
        let heading = match self.timing.undated {
            Some(period) => format!("{COMPLETE}, {period}"),
            None => COMPLETE.to_owned(),
        };
        let from = place(at.sheet, cell);
        let col = self.own_col(Kind::Actions, &heading, cell);
        let carried = self.as_carried(from);
        row.put(col, from, carried);
    }

    /// A completed date, or a word in place of a deadline, says that an action is finished where no rating does.
    fn finished(&mut self, row: &mut DraftRow, at: At, raw: &Raw) {
        let rated =
            row.has(Field::LastRating) || row.cells.keys().any(|col| matches!(col, Col::Headed(Rank::Rating(..), _)));
        let completed = raw.known.get(&Meaning::CompletedDate).cloned();
        let completed = completed.filter(|(cell, text)| {
            let held = self.view(at.sheet).and_then(|view| view.cell(*cell));
            let own = self.own_period();
            held.and_then(day_of).is_some()
                || own.is_some_and(|own| PlannedDeadline::read(text, own).deadline.day().is_some())
        });
        let worded = raw.known.get(&Meaning::Deadline).cloned().filter(|(_, text)| {
            said_of(text, &super::legend::Legend::default()).is_some_and(is_finished) && text.chars().count() > 1
        });
        let Some((cell, text)) = completed.or(worded).filter(|_| !rated) else { return };
        let from = place(at.sheet, cell);
        let rating = self.scheme.actions.of_standing(Standing::Complete).and_then(|id| self.scheme.actions.get(id));
        match (rating.map(|rating| rating.name.clone()), self.timing.period) {
            (Some(rating), _) => {
                self.lines.mapped(
                    "finished",
                    from,
                    if is_same(&text, "complete") { &text } else { "a completed date" },
                    &rating,
                    "the tracker says that it is finished",
                );
                row.words(Field::LastRating, from, &rating);
            }
            (None, Some(period)) => {
                let ended = period.previous().to_string();
                self.lines.mapped(
                    "finished",
                    from,
                    "a completed date",
                    &format!("Ended {ended}"),
                    "the scheme has no rating for what is finished",
                );
                row.words(Field::Ended, from, &ended);
            }
            (None, None) => {}
        }
    }
}

/// The date behind words such as "Complete by", where all of the rest is one.
fn without_words(text: &str, own: Period) -> Option<&str> {
    let lower = text.to_lowercase();
    WORDS.targets.before_date.iter().find_map(|word| {
        let rest = lower.strip_prefix(word.as_str())?;
        let rest = text.get(text.len().checked_sub(rest.len())?..)?;
        let date = rest.strip_prefix([' ', ':'])?.trim_start_matches([' ', ':']);
        matches!(PlannedDeadline::read(date, own), PlannedDeadline { fault: None, deadline: Deadline::On { .. }, .. })
            .then_some(date)
    })
}

/// A day as a plan has it, or its month where that is all that is shown.
fn in_words(day: jiff::civil::Date, shows_day: bool) -> String {
    if shows_day { print_day(day) } else { day.strftime("%B %Y").to_string() }
}

fn why_no_deadline(fault: &NotADate) -> &'static str {
    match fault {
        NotADate::StatusWord(_) => "it says how the action stands, not when it is due",
        NotADate::Season(_) => "a season is no date: say the month, such as September 2025",
        NotADate::Placeholder(_) => "it puts the date off: say a month, or Ongoing",
        NotADate::ImpossibleDay(_) => "no calendar has this day",
        NotADate::Years(_) | NotADate::Other(_) => {
            "it is no date that can be told: say a day, a month or a quarter with its year, or Ongoing"
        }
    }
}
