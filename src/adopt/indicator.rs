//! An indicator of a tracker: its target taken apart, its unit and polarity, its figures of earlier periods.

use rust_decimal::Decimal;

use crate::domain::{Frequency, Kind, Period, Rated, Reporting};
use crate::grid::CellRef;
use crate::layout::Field;
use crate::plan::{Printed, is_percent};

use super::bands::Bands;
use super::context::Context;
use super::draft::{Col, DraftRow};
use super::gather::{Raw, is_nothing, one_line, place};
use super::holds::Holds;
use super::meaning::Meaning;
use super::rating::said_of;
use super::row::{At, is_same, percent};
use super::target::{Amount, TargetRead};
use super::when::WhenPart;
use super::words::{WORDS, has_one_of, has_words, is_one_of, plain};

impl Context<'_> {
    /// A row as an indicator.
    pub(super) fn indicator(&mut self, at: At, raw: &Raw, bands: &Bands) -> Option<DraftRow> {
        let mut row = self.begin(Kind::Indicators, at, raw, bands)?;
        let target = self.target_of(raw, at);
        self.unit(&mut row, at, raw, target.as_ref().map(|(_, read)| read));
        self.figures(&mut row, at, raw);
        self.ratings(&mut row, at, raw);
        self.commentary(&mut row, at, raw);
        self.cumulative(&mut row, at, raw);
        self.frequency(&mut row, at, raw);
        self.polarity(&mut row, at, raw, target.as_ref());
        self.target(&mut row, at, raw, target.as_ref());
        self.rated(&mut row, at, raw);
        // What only actions have is the officer's own.
        for (meaning, (cell, _)) in &raw.known {
            let is_own = matches!(meaning, Meaning::Tolerance | Meaning::Role | Meaning::Monitored);
            if meaning.is_of_actions() && !meaning.is_title() || is_own {
                self.carry(&mut row, at, *cell);
            }
        }
        for (holds, _, cell, text) in &raw.dated {
            if matches!(holds, Holds::Marks(_)) && !text.is_empty() {
                self.carry(&mut row, at, *cell);
            }
        }
        if let Some((cell, text)) = raw.known.get(&Meaning::Decimals) {
            row.words(Field::Decimals, place(at.sheet, *cell), text);
        }
        Some(row)
    }

    /// The unit: its own column's, else what the target or the figures are shown with, else what the name says.
    fn unit(&mut self, row: &mut DraftRow, at: At, raw: &Raw, target: Option<&TargetRead>) {
        if let Some((cell, text)) = raw.known.get(&Meaning::Unit).cloned().filter(|(_, text)| !is_nothing(text)) {
            let from = place(at.sheet, cell);
            let text = one_line(&text);
            let wanted = self.lines.instead_of("unit", from, &text, &mut self.instead);
            let known = wanted.or_else(|| WORDS.unit(&text).map(str::to_owned)).unwrap_or_else(|| text.clone());
            if !is_same(&known, &text) {
                self.lines.mapped("unit", from, &text, &known, "");
            }
            row.words(Field::Unit, from, &known);
            return;
        }
        let title = row.place;
        let said = target.and_then(|read| read.unit.clone());
        let shown = |sign: char| {
            let known = [Meaning::Value, Meaning::Target, Meaning::Baseline].iter().map(|meaning| raw.text(*meaning));
            let dated = raw.dated.iter().filter(|(holds, ..)| matches!(holds, Holds::Value(_) | Holds::Target(_)));
            known
                .chain(dated.map(|(_, _, _, text)| text.as_str()))
                .any(|text| text.contains(sign) && text.chars().filter(|c| c.is_alphabetic()).count() <= 1)
        };
        let name = plain(&row.text(Field::Indicator));
        let of_time = [(&WORDS.units.hours_minutes, "hh:mm"), (&WORDS.units.minutes_seconds, "mm:ss")];
        let of_time = of_time.into_iter().find(|(words, _)| has_one_of(words, &name)).map(|(_, unit)| unit);
        let is_time = target.is_some_and(|read| read.amount == Amount::Time);
        let is_yes_no = matches!(plain(raw.text(Meaning::Target)).as_str(), "yes" | "no");
        let (found, unit, why) = if let Some(unit) = of_time {
            (format!("{unit} in its name"), unit.to_owned(), "its name says it")
        } else if is_yes_no {
            ("yes or no".to_owned(), "yes/no".to_owned(), "its target says it")
        } else if is_time {
            ("a time".to_owned(), "number".to_owned(), "its target is a time: type hh:mm or mm:ss under Instead")
        } else if let Some(unit) = said.as_ref().filter(|unit| self.has_whole_pounds(at, raw, target, unit)) {
            (unit.clone(), "£".to_owned(), "the target says it, and the row's other figures are whole pounds")
        } else if let Some(unit) = said.filter(|unit| unit != "£") {
            (unit.clone(), unit, "the target says it")
        } else if let Some(unit) = in_brackets(&name, shown('£')) {
            (format!("({unit}) in its name"), unit.to_owned(), "its name says it")
        } else if shown('%') {
            ("%".to_owned(), "%".to_owned(), "its figures are shown as percentages")
        } else if shown('£') {
            ("£".to_owned(), "£".to_owned(), "its figures are shown in pounds")
        } else if name.starts_with('%')
            || ["percentage", "per cent", "percent"].iter().any(|word| has_words(&name, word))
        {
            ("% in its name".to_owned(), "%".to_owned(), "its name says it")
        } else if ["days to", "number of days", "no of days", "average days", "days taken", "working days"]
            .iter()
            .any(|word| has_words(&name, word))
        {
            ("days in its name".to_owned(), "days".to_owned(), "its name says it")
        } else {
            (String::new(), "number".to_owned(), "nothing says what it is counted in")
        };
        let wanted = self.lines.instead_of("unit not given", title, &found, &mut self.instead);
        let unit = wanted.unwrap_or(unit);
        self.lines.mapped("unit not given", title, &found, &format!("Unit: {unit}"), why);
        row.derive(Field::Unit, &unit);
    }

    /// Whether other figures of a row whose target is in thousands or millions of pounds are pounds: “£40m” as the target of
    /// 11,604,173. They are so many times the target then that nothing else can be meant.
    fn has_whole_pounds(&self, at: At, raw: &Raw, target: Option<&TargetRead>, unit: &str) -> bool {
        let Some(Amount::Number(wanted)) = target.map(|read| &read.amount) else { return false };
        // A twentieth of a target in thousands is 50 times the number that is written, a hundredth of one in millions 10,000.
        let times = match unit {
            "£k" => 50,
            "£m" => 10_000,
            _ => return false,
        };
        let Some(most) = wanted.abs().checked_mul(Decimal::from(times)) else { return false };
        let known = [Meaning::Value, Meaning::Baseline].into_iter().filter_map(|meaning| raw.at(meaning));
        let dated = raw.dated.iter().filter(|(holds, ..)| matches!(holds, Holds::Value(_)));
        let mut cells = known.chain(dated.map(|(_, _, cell, _)| *cell));
        let figure = |cell| self.view(at.sheet)?.cell(cell).and_then(super::view::number_of);
        most > Decimal::ZERO && cells.any(|cell| figure(cell).is_some_and(|figure: Decimal| figure.abs() > most))
    }

    /// The figures of earlier periods, of last year, and under no period.
    fn figures(&mut self, row: &mut DraftRow, at: At, raw: &Raw) {
        let last_year = self.last_year(at);
        if let Some((cell, text)) = raw.known.get(&Meaning::Baseline) {
            let from = place(at.sheet, *cell);
            let figure = self.figure_in(from, row);
            if !is_nothing(text) {
                row.put(Col::Known(Field::Baseline), from, figure);
            }
        }
        if let Some((cell, text)) = raw.known.get(&Meaning::Value) {
            let from = place(at.sheet, *cell);
            let figure = self.figure_in(from, row);
            match self.timing.undated.filter(|period| self.timing.is_past(*period)) {
                // The figure of a period stands under it; what else is current, such as the year to date, is another.
                Some(period) if self.has_value_of(at, period) => self.carry(row, at, *cell),
                Some(period) => row.put(Col::value_of(period), from, figure),
                None if is_nothing(text) => {}
                None => row.put(Col::Known(Field::LastValue), from, figure),
            }
        }
        for (holds, when, cell, text) in raw.dated.iter().filter(|(_, _, _, text)| !text.is_empty()) {
            let Holds::Value(_) = holds else { continue };
            let from = place(at.sheet, *cell);
            if Some(*when) == last_year && !row.has(Field::Baseline) {
                if !is_nothing(text) {
                    let figure = self.figure_in(from, row);
                    row.put(Col::Known(Field::Baseline), from, figure);
                }
                continue;
            }
            let period = self.timing.of(*when).filter(|period| self.timing.is_past(*period));
            let col = period.map(Col::value_of).filter(|col| !row.cells.contains_key(col));
            match col {
                Some(col) => {
                    let figure = self.figure_in(from, row);
                    row.put(col, from, figure);
                }
                None => self.carry(row, at, *cell),
            }
        }
        // A figure whose cell is filled with a colour of the ratings was rated so.
        for (holds, when, cell, text) in &raw.dated {
            let view_fill = self.view(at.sheet).and_then(|view| view.fill(*cell));
            let is_rated =
                view_fill.and_then(super::colour::name_of).is_some_and(|name| name != "grey" && name != "purple");
            if matches!(holds, Holds::Value(_)) && !text.is_empty() && is_rated && !self.is_dress(at, *cell) {
                self.dated_rating(row, at, *when, *cell, "");
            }
        }
    }

    /// Whether a period has a column for its values.
    fn has_value_of(&self, at: At, period: Period) -> bool {
        let block = self.sheets.get(at.sheet).and_then(|sheet| sheet.blocks.get(at.block));
        let columns = block.into_iter().flat_map(|block| &block.columns);
        columns
            .into_iter()
            .any(|column| matches!(column.holds, Holds::Value(when) if self.timing.of(when) == Some(period)))
    }

    /// Whether a fill is that of the heading: then it is the dress of the column, and no rating.
    fn is_dress(&self, at: At, cell: CellRef) -> bool {
        let Some(sheet) = self.sheets.get(at.sheet) else { return true };
        let Some(block) = sheet.blocks.get(at.block) else { return true };
        let heading =
            block.columns.iter().find(|column| column.heading.col == cell.col).map(|column| column.heading.at);
        heading.and_then(|heading| sheet.view.fill(heading)) == sheet.view.fill(cell)
    }

    /// The heading of the year before the tracker's, whose figures are last year's.
    fn last_year(&self, at: At) -> Option<super::when::When> {
        let block = self.sheets.get(at.sheet)?.blocks.get(at.block)?;
        let year = self.timing.period.map(|period| period.financial_year().start).or(self.timing.year)?;
        let years = block.columns.iter().filter_map(|column| {
            let Holds::Value(when) = column.holds else { return None };
            (when.part == WhenPart::Year).then_some((when.year?, when))
        });
        let has_own = block.cols(Meaning::Baseline).next().is_some();
        years.filter(|(own, _)| *own < year && !has_own).max_by_key(|(own, _)| *own).map(|(_, when)| when)
    }

    fn cumulative(&mut self, row: &mut DraftRow, at: At, raw: &Raw) {
        let words = &WORDS.cumulative;
        if let Some((cell, text)) = raw.known.get(&Meaning::Cumulative).cloned() {
            let from = place(at.sheet, cell);
            let wanted = self.lines.instead_of("cumulative", from, &text, &mut self.instead);
            let known = plain(wanted.as_deref().unwrap_or(&text));
            let is =
                if is_one_of(&words.yes, &known) { Some("Yes") } else { is_one_of(&words.no, &known).then_some("No") };
            match is {
                Some(is) => {
                    if !is_same(is, &text) {
                        self.lines.mapped("cumulative", from, &text, is, "");
                    }
                    if is == "Yes" {
                        row.words(Field::Cumulative, from, is);
                    }
                }
                None => row.decide(Col::Known(Field::Cumulative), from, &text, "it does not say Yes or No"),
            }
            return;
        }
        let name = plain(&row.text(Field::Indicator));
        let comment = raw.known.get(&Meaning::Commentary).cloned();
        let said = comment.filter(|(_, text)| is_one_of(&words.in_title, plain(text).trim_end_matches('.')));
        if has_one_of(&words.in_title, &name) && !has_words(&name, "not cumulative") {
            self.lines.mapped("cumulative", row.place, "cumulative in its name", "Cumulative: Yes", "its name says it");
            row.derive(Field::Cumulative, "Yes");
        } else if let Some((cell, text)) = said {
            let from = place(at.sheet, cell);
            self.lines.mapped("cumulative", from, &text, "Cumulative: Yes", "the comment says it");
            row.derive(Field::Cumulative, "Yes");
        }
    }

    fn frequency(&mut self, row: &mut DraftRow, at: At, raw: &Raw) {
        let Some((cell, text)) = raw.known.get(&Meaning::Frequency).cloned().filter(|(_, text)| !is_nothing(text))
        else {
            return;
        };
        let from = place(at.sheet, cell);
        let words = &WORDS.frequency;
        let wanted = self.lines.instead_of("frequency", from, &text, &mut self.instead);
        let known = plain(wanted.as_deref().unwrap_or(&text));
        let reporting = self.timing.calendar.reporting;
        let every = |own| if reporting == own { "Every period" } else { "" };
        let is = if is_one_of(&words.annual, &known) {
            Some(if reporting == Reporting::Annual { "Every period" } else { "Annual" })
        } else if is_one_of(&words.half, &known) {
            Some(if reporting == Reporting::HalfYearly { "Every period" } else { "Half-yearly" })
        } else if is_one_of(&words.quarterly, &known) {
            Some(if reporting == Reporting::Monthly { "Quarterly" } else { "Every period" })
        } else if is_one_of(&words.monthly, &known) {
            Some("Every period").filter(|_| !every(Reporting::Monthly).is_empty() || wanted.is_none())
        } else {
            None
        };
        match is {
            Some("Every period") => {
                let is_rarer = !every(Reporting::Monthly).is_empty() || !is_one_of(&words.monthly, &known);
                let why = if is_rarer { "" } else { "this plan is reported less often" };
                self.lines.mapped("frequency", from, &text, "Every period", why);
            }
            Some(is) => {
                if !is_same(is, &text) {
                    self.lines.mapped("frequency", from, &text, is, "");
                }
                row.words(Field::Frequency, from, is);
            }
            None if Frequency::parse(&text).is_some() => row.words(Field::Frequency, from, &text),
            None => row.decide(Col::Known(Field::Frequency), from, &text, "it does not say how often a figure is due"),
        }
    }

    fn rated(&mut self, row: &mut DraftRow, at: At, raw: &Raw) {
        let legend = self.sheets.get(at.sheet).map(|sheet| sheet.legend.clone()).unwrap_or_default();
        let rating = raw.known.get(&Meaning::Rating).cloned();
        let said = rating.filter(|(_, text)| said_of(text, &legend) == Some("Monitor only"));
        if said.is_some() && !row.has(Field::Rated) {
            row.derive(Field::Rated, &Rated::MonitorOnly.to_string());
        }
        let is_rated = row.text(Field::Rated).is_empty();
        let undecided = |row: &DraftRow, field| row.decides.iter().any(|one| one.col == Col::Known(field));
        if is_rated
            && !row.has(Field::Target)
            && !undecided(row, Field::Target)
            && !row.cells.keys().any(|col| matches!(col, Col::Target(..)))
        {
            let from = raw.at(Meaning::Target).map_or(row.place, |cell| place(at.sheet, cell));
            let found = self.text(from);
            row.decide(
                Col::Known(Field::Target),
                from,
                &found,
                "there is no target: type one, or put Monitor only under Rated",
            );
        }
        if is_rated && !row.has(Field::BetterWhen) && !undecided(row, Field::BetterWhen) {
            let from = row.place;
            let found = row.text(Field::Indicator);
            row.decide(
                Col::Known(Field::BetterWhen),
                from,
                &found,
                "nothing says which figures are better: Higher, Lower or In range",
            );
        }
    }
}

/// The unit that a name says in brackets, as `Average wait (days)`; one of money only where no figure is shown in pounds, for
/// of two the figures' own is right.
fn in_brackets(name: &str, in_pounds: bool) -> Option<&'static str> {
    let (_, inside) = name.rsplit_once('(')?;
    let unit = WORDS.unit(inside.split_once(')')?.0)?;
    (unit != "number" && !(unit.starts_with('£') && in_pounds)).then_some(unit)
}

/// A number as its unit is written: with a percent sign only where the tracker has one, so that a share which may be meant
/// for a percentage is found when the plan is checked.
pub(super) fn in_unit(number: Decimal, unit: &str, says_percent: bool) -> Printed {
    if says_percent && is_percent(unit) { percent(number) } else { Printed::Number(number) }
}
