//! The target of an indicator as its columns of the plan: the year's, those of periods, what is not rated, what is words.

use rust_decimal::Decimal;

use crate::domain::{Part, Polarity, Rated, Reporting, Unit};
use crate::grid::Value;
use crate::layout::Field;
use crate::plan::Printed;

use super::context::Context;
use super::draft::{Col, DraftRow};
use super::gather::{Raw, one_line, place};
use super::holds::Holds;
use super::indicator::in_unit;
use super::meaning::Meaning;
use super::place::Place;
use super::row::At;
use super::target::{Amount, Each, TargetRead, read_target};
use super::view::number_of;
use super::when::WhenPart;

/// The tolerance of what no band rates.
const NO_TOLERANCE: &str = "None";

impl Context<'_> {
    /// The target of a row, taken apart, and where it stands: under its own heading, else under the tracker's year.
    pub(super) fn target_of(&mut self, raw: &Raw, at: At) -> Option<(Place, TargetRead)> {
        let own = raw.known.get(&Meaning::Target).cloned();
        let of_year = raw.dated.iter().find(|(holds, when, _, text)| {
            let is_own = when.year.is_none() || when.year == self.timing.year;
            matches!(holds, Holds::Target(_)) && when.part == WhenPart::Year && is_own && !text.is_empty()
        });
        let (cell, text) = own.or_else(|| of_year.map(|(_, _, cell, text)| (*cell, text.clone())))?;
        let from = place(at.sheet, cell);
        let held = self.view(at.sheet).and_then(|view| view.cell(cell));
        let mut read = match held.and_then(|cell| cell.value.as_ref()) {
            Some(Value::Number(_)) => {
                let amount = held.and_then(number_of).map_or(Amount::Words, Amount::Number);
                let sign = ['%', '£'].into_iter().find(|sign| text.contains(*sign));
                TargetRead { amount, unit: sign.map(String::from), ..TargetRead::default() }
            }
            Some(Value::Time { .. }) => TargetRead { amount: Amount::Time, ..TargetRead::default() },
            _ => read_target(&text),
        };
        let shown = one_line(&text);
        if let Some(wanted) = self.lines.instead_of("target", from, &shown, &mut self.instead) {
            read = read_target(&wanted);
        }
        Some((from, read))
    }

    /// Fills in the target, and those of periods.
    pub(super) fn target(&mut self, row: &mut DraftRow, at: At, raw: &Raw, target: Option<&(Place, TargetRead)>) {
        if let Some((from, read)) = target {
            self.target_of_year(row, raw, *from, read);
        }
        self.targets_of_periods(row, at, raw, target.map(|(from, _)| *from));
        if let Some((from, read)) = target {
            let text = one_line(&self.text(*from));
            self.say_target(row, *from, read, &text);
        }
    }

    fn target_of_year(&mut self, row: &mut DraftRow, raw: &Raw, from: Place, read: &TargetRead) {
        let text = one_line(&self.text(from));
        let unit = row.text(Field::Unit);
        let col = Col::Known(Field::Target);
        match &read.amount {
            Amount::None => {}
            Amount::Number(number) => {
                let number = converted(*number, read.unit.as_deref(), &unit);
                row.put(col, from, in_unit(number, &unit));
            }
            Amount::Range(low, high) => {
                row.words(Field::Target, from, &format!("{low} to {high}"));
                if !row.has(Field::BetterWhen) {
                    row.derive(Field::BetterWhen, &Polarity::InRange.to_string());
                }
            }
            Amount::Monitor => {
                row.words(Field::Rated, from, &Rated::MonitorOnly.to_string());
                self.lines.mapped("target", from, &text, "Rated: Monitor only", "");
            }
            Amount::Ratio => {
                row.words(Field::Target, from, &text);
                row.derive(Field::Tolerance, NO_TOLERANCE);
                row.decide(
                    col,
                    from,
                    &text,
                    "a ratio cannot be judged by a band: type a number, or put Monitor only under Rated",
                );
            }
            Amount::Time if Unit::of(&unit).is_time() => row.words(Field::Target, from, &text),
            Amount::Words if Unit::of(&unit).read(&text).is_ok() => row.words(Field::Target, from, &text),
            Amount::Time => {
                row.words(Field::Target, from, &text);
                row.decide(col, from, &text, "nothing says whether it is hours and minutes, or minutes and seconds");
            }
            Amount::Words => row.decide(
                col,
                from,
                &text,
                "these words are no target: type a number, or put Monitor only under Rated",
            ),
        }
        for (part, number) in &read.periods {
            row.put(Col::target_of(*part), from, in_unit(*number, &unit));
        }
        if let Some((each, amount)) = read.each {
            self.each(row, raw, from, read, (each, amount), &unit);
        }
    }

    /// Says what was made of a target that is more than a number.
    fn say_target(&mut self, row: &DraftRow, from: Place, read: &TargetRead, text: &str) {
        let is_more = read.polarity.is_some()
            || !read.periods.is_empty()
            || read.each.is_some()
            || read.unit.as_deref().is_some_and(|unit| !matches!(unit, "%" | "£"));
        if !is_more || matches!(read.amount, Amount::Words | Amount::Ratio | Amount::Time | Amount::Monitor) {
            return;
        }
        let mut parts = vec![row.text(Field::Target)];
        if read.polarity.is_some() {
            parts.push(row.text(Field::BetterWhen));
        }
        parts.extend(read.unit.clone());
        if row.text(Field::Cumulative) == "Yes" && read.each.is_some() {
            parts.push("cumulative".to_owned());
        }
        for (col, value) in &row.cells {
            if let (Col::Target(_, part), Some(number)) = (col, value.number()) {
                parts.push(format!("{part} {number}"));
            }
        }
        parts.retain(|part| !part.is_empty());
        let why = if read.is_strict { "planroll takes the target itself as met" } else { "" };
        self.lines.mapped("target", from, text, &parts.join(", "), why);
    }

    /// The targets of single periods, which stand below headings of their own.
    fn targets_of_periods(&mut self, row: &mut DraftRow, at: At, raw: &Raw, from: Option<Place>) {
        let unit = row.text(Field::Unit);
        for (holds, when, cell, text) in &raw.dated {
            let Holds::Target(_) = holds else { continue };
            let own = place(at.sheet, *cell);
            if Some(own) == from || text.is_empty() {
                continue;
            }
            let period = self.timing.of(*when);
            let is_own = period.is_some_and(|period| Some(period.financial_year().start) == self.timing.year);
            let part = period.filter(|_| is_own).map(|period| period.part()).filter(|part| *part != Part::Year);
            let number = self.view(at.sheet).and_then(|view| view.cell(*cell)).and_then(number_of);
            match (part, number) {
                (Some(part), Some(number)) => row.put(Col::target_of(part), own, in_unit(number, &unit)),
                _ => self.carry(row, at, *cell),
            }
        }
    }

    /// An amount for each quarter, month or half: the year's in a straight line where they add up to it and the figures do not
    /// fall, else the target of each.
    fn each(
        &mut self,
        row: &mut DraftRow,
        raw: &Raw,
        from: Place,
        read: &TargetRead,
        (each, amount): (Each, Decimal),
        unit: &str,
    ) {
        let (reporting, count) = match each {
            Each::Month => (Reporting::Monthly, 12_u8),
            Each::Quarter => (Reporting::Quarterly, 4),
            Each::Half => (Reporting::HalfYearly, 2),
        };
        let Amount::Number(year) = read.amount else {
            if reporting == self.timing.calendar.reporting {
                row.put(Col::Known(Field::Target), from, in_unit(amount, unit));
            } else {
                let text = one_line(&self.text(from));
                row.decide(
                    Col::Known(Field::Target),
                    from,
                    &text,
                    "it is for periods of another length than those reported",
                );
            }
            return;
        };
        let adds_up = amount.checked_mul(Decimal::from(count)) == Some(year);
        if adds_up && self.values_add_up(from.sheet, raw, amount) {
            row.derive(Field::Cumulative, "Yes");
            return;
        }
        for number in 1..=count {
            let part = match each {
                Each::Month => Part::Month(number),
                Each::Quarter => Part::Quarter(number),
                Each::Half => Part::Half(number),
            };
            row.put(Col::target_of(part), from, in_unit(amount, unit));
        }
    }

    /// A figure in the unit of its row: £0.6m is 600,000 pounds, and 0.6 in millions.
    pub(super) fn figure_in(&mut self, from: Place, row: &DraftRow) -> Printed {
        let text = one_line(&self.text(from));
        let is_number = self.view(from.sheet).and_then(|view| view.cell(from.at)).and_then(number_of).is_some();
        let read = if is_number { TargetRead::default() } else { read_target(&text) };
        let unit = row.text(Field::Unit);
        match read {
            TargetRead {
                amount: Amount::Number(number), unit: Some(own), polarity: None, each: None, periods, ..
            } if periods.is_empty() && is_like(&own, &unit) => {
                let number = converted(number, Some(&own), &unit);
                self.lines.mapped("figure", from, &text, &format!("{number} {unit}"), "");
                in_unit(number, &unit)
            }
            _ => self.figure(from),
        }
    }

    /// Whether the figures of the periods add up over the year: each of them is nearer to all so far than to one alone.
    fn values_add_up(&self, sheet: usize, raw: &Raw, amount: Decimal) -> bool {
        let mut all = raw
            .dated
            .iter()
            .filter(|(holds, when, ..)| matches!(holds, Holds::Value(_)) && when.part != WhenPart::Year);
        all.all(|(_, when, cell, _)| {
            let number = self.view(sheet).and_then(|view| view.cell(*cell)).and_then(number_of);
            let Some((number, period)) = number.zip(self.timing.of(*when)) else { return true };
            let so_far = amount.checked_mul(Decimal::from(period.number()));
            let away = |from: Decimal| number.checked_sub(from).map(|away| away.abs());
            match so_far.and_then(away).zip(away(amount)) {
                Some((cumulative, alone)) => cumulative <= alone,
                None => true,
            }
        })
    }
}

/// How many pounds there are in one of a unit of money.
fn pounds(unit: &str) -> Option<Decimal> {
    match unit {
        "£" => Some(Decimal::ONE),
        "£k" => Some(Decimal::ONE_THOUSAND),
        "£m" => Decimal::ONE_THOUSAND.checked_mul(Decimal::ONE_THOUSAND),
        _ => None,
    }
}

/// Whether a figure of one unit can stand in a row of another.
fn is_like(own: &str, unit: &str) -> bool {
    super::row::is_same(own, unit) || pounds(own).is_some() && pounds(unit).is_some()
}

/// A number of one unit in another: of money, whose units are known; else as it is.
fn converted(number: Decimal, own: Option<&str>, unit: &str) -> Decimal {
    let factor = own.and_then(pounds).zip(pounds(unit)).and_then(|(own, unit)| own.checked_div(unit));
    factor.and_then(|factor| number.checked_mul(factor)).unwrap_or(number).normalize()
}
