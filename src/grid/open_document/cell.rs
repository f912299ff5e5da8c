//! One cell of an Open Document spreadsheet: its value, how it is shown, its formula, and how far it reaches.
//!
//! The text of a cell is what its own paragraphs say: a note, a shape or a table in it is none of it.

use std::borrow::Cow;

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

use crate::domain::SharedText;
use crate::grid::recent_texts::RecentTexts;
use crate::grid::remark::Remark;
use crate::grid::xml::{self, Fields, Step, Xml};
use crate::grid::{Cell, CellRef, Formula, Lettering, Limit, Limits, Look, Refusal, Shown, TimeParts, Value, Written};
use crate::grid::{date, number, text};

use super::style::{NumberStyle, Styles};

/// What all cells of a workbook share.
pub(super) struct Cells<'s> {
    pub(super) styles: Styles,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
    /// What is written beside the cells that were read, until their sheet takes it.
    pub(super) remarks: Vec<Remark>,
    limits: &'s Limits,
    recent: RecentTexts,
}

/// The attributes of a cell that matter.
pub(super) struct Attributes<'t> {
    kind: &'t str,
    is_error: bool,
    formula: Option<Cow<'t, str>>,
    /// The style that it names itself.
    pub(super) style: Option<Cow<'t, str>>,
    /// How many cells like it there are, one beside the other.
    pub(super) columns: u32,
    /// How many rows and columns it is merged over.
    pub(super) spans: (u32, u32),
}

impl<'t> Attributes<'t> {
    /// Reads them from a cell's tag.
    pub(super) fn of<'a>(xml: &Xml<'a>, tag: &'t BytesStart<'a>) -> Result<Self, Refusal> {
        let mut found = Self { kind: "", is_error: false, formula: None, style: None, columns: 1, spans: (1, 1) };
        for field in Fields::of(tag) {
            let (key, value) = field.ok_or_else(|| xml.damaged("has a faulty attribute"))?;
            match xml::local(key) {
                // LibreOffice says again in its own words what a value is, and only there that it is an error.
                "value-type" if key.starts_with("calcext:") => found.is_error = value == "error",
                "value-type" => found.kind = value,
                "formula" => found.formula = Some(xml.unescaped(value)?),
                "style-name" => found.style = Some(xml.unescaped(value)?),
                "number-columns-repeated" => found.columns = count(value),
                "number-rows-spanned" => found.spans.0 = count(value),
                "number-columns-spanned" => found.spans.1 = count(value),
                _ => {}
            }
        }
        Ok(found)
    }
}

impl<'s> Cells<'s> {
    pub(super) fn new(styles: Styles, limits: &'s Limits) -> Self {
        Self { styles, from_1904: false, remarks: Vec::new(), limits, recent: RecentTexts::new() }
    }

    /// The cell to keep, if it has a value or a formula, and how it looks; walked to its end.
    pub(super) fn read<'a>(
        &mut self,
        xml: &mut Xml<'a>,
        tag: &BytesStart<'a>,
        attributes: &Attributes<'_>,
        style: Option<&str>,
        at: CellRef,
    ) -> Result<Option<(Cell, Vec<Look>)>, Refusal> {
        let stored = match attributes.kind {
            "string" => "string-value",
            "date" => "date-value",
            "time" => "time-value",
            "boolean" => "boolean-value",
            _ => "value",
        };
        let stored = xml.attribute(tag, stored)?;
        let mut words = Words::default();
        self.paragraphs(xml, at, &mut words)?;
        let Words { text: words, turns } = words;
        if words.is_empty() && stored.is_none() && attributes.formula.is_none() {
            return Ok(None);
        }
        let of_cell = style.map(|style| self.styles.of_cell(style)).unwrap_or_default();
        let style = style.and_then(|style| self.styles.number(style));
        let (shown, displayed) = style.as_ref().map(|style| style.class).unwrap_or_default();
        let mut cell = Cell::plain(at, None, shown);
        cell.displayed = displayed;
        self.fill(&mut cell, attributes, style.as_deref(), stored.as_deref(), &words);
        if let Some(formula) = &attributes.formula {
            // A formula may well have an empty text as its result, but no other empty result.
            let stored = cell.value.is_some() || attributes.kind == "string";
            let formula = Formula::new(without_language(formula), stored);
            let is_stored_as_number = matches!(cell.value, Some(Value::Number(_) | Value::Date { .. }));
            if let Some(truth) = formula.typed_truth().filter(|_| is_stored_as_number) {
                cell.value = Some(Value::Bool(truth));
            }
            cell.formula = Some(Box::new(formula));
        }
        let runs = if turns.is_empty() {
            Look::of_whole(&cell.shown_text(), of_cell)
        } else {
            Look::of_runs(pieces(&words, &turns), of_cell)
        };
        let sections = style.as_ref().and_then(|style| style.sections.as_deref());
        let written = sections.and_then(|sections| Written::of(sections, &cell)).map(Look::Written);
        let looks = runs.into_iter().chain(written).collect();
        Ok((cell.value.is_some() || cell.formula.is_some()).then_some((cell, looks)))
    }

    /// Gives a cell its value, and the class of its format where the kind of its value says more than its style.
    fn fill(
        &mut self,
        cell: &mut Cell,
        attributes: &Attributes<'_>,
        style: Option<&NumberStyle>,
        stored: Option<&str>,
        words: &str,
    ) {
        let time = |number| style.and_then(|style| style.time(number));
        let value = match (attributes.kind, stored) {
            ("string", stored) => {
                let text = stored
                    .filter(|text| !text.is_empty())
                    .map_or(Cow::Borrowed(words), |text| text::cleaned(text).into());
                let is_error = attributes.is_error || attributes.formula.is_some() && is_error(&text);
                cell.value = match &*text {
                    "" => None,
                    text if is_error => Some(Value::Error(SharedText::from(text))),
                    text => Some(Value::Text(self.recent.shared(text))),
                };
                return;
            }
            ("boolean", Some(stored)) => Some(Value::Bool(xml::is_true(stored))),
            ("date", Some(stored)) => date::from_iso(stored).map(|day| {
                let shows_day = !matches!(cell.shown, Shown::Date { shows_day: false });
                cell.shown = Shown::Date { shows_day };
                Value::Date { day, shows_day }
            }),
            ("time", Some(stored)) => days(stored).map(|days| {
                cell.shown = Shown::Other;
                let is_long = || (days >= Decimal::ONE || days.is_sign_negative(), TimeParts::Other);
                let (elapsed, parts) = time(days).unwrap_or_else(is_long);
                Value::Time { days, elapsed, parts }
            }),
            (kind, Some(stored)) => number::decimal(stored).map(|number| {
                if kind == "percentage" {
                    cell.shown = Shown::Percent;
                }
                match cell.shown {
                    Shown::Date { shows_day } => date::from_serial(number, self.from_1904)
                        .map_or(Value::Number(number), |day| Value::Date { day, shows_day }),
                    Shown::General | Shown::Percent | Shown::Text | Shown::Other => match time(number) {
                        Some((elapsed, parts)) => Value::Time { days: number, elapsed, parts },
                        None => Value::Number(number),
                    },
                }
            }),
            (_, None) => None,
        };
        // What cannot be made out is kept as it is shown, or else as it is stored.
        let kept = || [Some(words), stored].into_iter().flatten().find(|text| !text.is_empty()).map(text::cleaned);
        cell.value = value.or_else(|| kept().map(|text| Value::Text(self.recent.shared(&text))));
    }

    /// The paragraphs of the cell that the walk stands in, each on a line of its own; walked to its end. What is written
    /// beside them is kept apart.
    fn paragraphs(&mut self, xml: &mut Xml<'_>, at: CellRef, words: &mut Words) -> Result<(), Refusal> {
        let mut is_first = true;
        while let Some(tag) = xml.child()? {
            if matches!(xml::name(&tag), "p" | "h") {
                if !std::mem::take(&mut is_first) {
                    words.text.push('\n');
                }
                self.run_of_text(xml, words, None, &mut true)?;
            } else {
                self.remark(xml, &tag, Some(at))?;
            }
        }
        Ok(())
    }

    /// The text of a paragraph or of a part of it, set as `lettering` where that is known. White space counts once, and not
    /// at all where `after_space`: at the beginning and behind other white space (ODF 1.2 part 1, 6.1.2).
    pub(super) fn run_of_text(
        &self,
        xml: &mut Xml<'_>,
        words: &mut Words,
        lettering: Option<Lettering>,
        after_space: &mut bool,
    ) -> Result<(), Refusal> {
        loop {
            words.turn(lettering);
            let tag = match xml.step()? {
                Step::Close | Step::End => return Ok(()),
                Step::Text(piece) => {
                    for letter in text::cleaned(&piece).chars() {
                        let is_space = matches!(letter, ' ' | '\t' | '\n');
                        if !is_space {
                            words.text.push(letter);
                        } else if !*after_space {
                            words.text.push(' ');
                        }
                        *after_space = is_space;
                    }
                    continue;
                }
                Step::Open(tag) => tag,
            };
            match xml::name(&tag) {
                "s" => {
                    let spaces = xml.attribute(&tag, "c")?.map_or(1, |value| count(&value));
                    self.limits.check(Limit::Text, u64::from(spaces))?;
                    words.text.extend((0..spaces).map(|_| ' '));
                }
                "tab" => words.text.push('\t'),
                "line-break" => words.text.push('\n'),
                "annotation" | "note" | "ruby-text" | "frame" | "custom-shape" => {
                    xml.skip()?;
                    continue;
                }
                _ => {
                    let own = xml.attribute(&tag, "style-name")?.and_then(|style| self.styles.of_run(&style));
                    self.run_of_text(xml, words, own.or(lettering), after_space)?;
                    continue;
                }
            }
            *after_space = false;
            xml.skip()?;
        }
    }
}

/// The words of a cell, and where in them the lettering turns to another.
#[derive(Default)]
pub(super) struct Words {
    pub(super) text: String,
    turns: Vec<(usize, Option<Lettering>)>,
}

impl Words {
    fn turn(&mut self, lettering: Option<Lettering>) {
        let last = self.turns.last().and_then(|(_, last)| *last);
        if last != lettering {
            self.turns.push((self.text.len(), lettering));
        }
    }
}

/// A text in pieces, each with how it is set.
fn pieces<'w>(
    words: &'w str,
    turns: &'w [(usize, Option<Lettering>)],
) -> impl Iterator<Item = (&'w str, Option<Lettering>)> {
    let ends = turns.iter().map(|(start, _)| *start).chain([words.len()]);
    let starts = [(0, None)].into_iter().chain(turns.iter().copied());
    starts.zip(ends).filter_map(|((start, lettering), end)| Some((words.get(start..end)?, lettering)))
}

/// How many times something stands there: at least once, and where the number is longer than any, as often as there is room.
pub(super) fn count(value: &str) -> u32 {
    let value = value.trim_ascii();
    let is_number = !value.is_empty() && value.bytes().all(|digit| digit.is_ascii_digit());
    if is_number { value.parse().unwrap_or(u32::MAX).max(1) } else { 1 }
}

/// A formula without the name of its language (`of:=`, `oooc:=`) and its equals sign.
fn without_language(formula: &str) -> &str {
    let is_name = |name: &str| name.bytes().all(|letter| letter.is_ascii_alphanumeric());
    match formula.split_once(":=") {
        Some((language, written)) if is_name(language) => written,
        _ => formula.trim_start_matches('='),
    }
}

/// Whether the result of a formula is the name of an error: these are kept as texts. `LibreOffice` numbers the errors that have
/// no name of their own (`Err:509`).
fn is_error(text: &str) -> bool {
    let numbered = text.strip_prefix("Err:").is_some_and(|number| number.parse::<u16>().is_ok());
    numbered || ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"].contains(&text)
}

/// A time of day or an elapsed time such as `PT01H30M00S`, as Excel has it: in days.
fn days(duration: &str) -> Option<Decimal> {
    let duration = duration.trim_ascii();
    let (is_negative, duration) = match duration.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, duration),
    };
    let (day_part, mut rest) = duration.strip_prefix('P')?.split_once('T')?;
    let mut seconds = Decimal::ZERO;
    let mut add = |number: &str, unit: u32| {
        let number = number::decimal(number).filter(|number| !number.is_sign_negative())?;
        seconds = seconds.checked_add(number.checked_mul(Decimal::from(unit))?)?;
        Some(())
    };
    if !day_part.is_empty() {
        add(day_part.strip_suffix('D')?, 86_400)?;
    }
    for (letter, unit) in [('H', 3_600), ('M', 60), ('S', 1)] {
        if let Some((number, after)) = rest.split_once(letter) {
            add(number, unit)?;
            rest = after;
        }
    }
    let days = seconds.checked_div(Decimal::from(86_400))?.round_sf(15).filter(|_| rest.is_empty())?.normalize();
    Some(if is_negative { -days } else { days })
}
