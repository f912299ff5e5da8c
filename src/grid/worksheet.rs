//! One sheet's part, read in one pass: cells, hidden rows and columns, merged cells.
//!
//! A cell that contradicts itself is kept as something unreadable and never guessed at: a text number that leads nowhere is an
//! error, not the first text. Rows and cells without an address follow the one before. Only an address outside the grid,
//! which no program writes, makes the sheet damaged.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use crate::domain::SharedText;

use super::beside::header_footer;
use super::cell_ref;
use super::format_code::time_in;
use super::limits::Spent;
use super::raw_cell::{Kind, Raw, shared_number};
use super::recent_texts::RecentTexts;
use super::shared_string::{Pieces, SharedStrings, look_of, rich_text};
use super::style::Styles;
use super::xml::{self, Fields, Xml};
use super::{COLS, Cell, CellRef, Formula, Limit, Limits, Look, ROWS, Refusal, Sheet, Shown, Value, Written};
use super::{date, merge, number, sheet, text};

/// What stands in a cell whose text cannot be found in the list of texts.
const NO_SUCH_TEXT: &str = "#STRING?";

/// What all sheets of a workbook share.
pub(super) struct Book<'s> {
    pub(super) strings: SharedStrings,
    pub(super) styles: Styles,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
    pub(super) limits: &'s Limits,
    /// What all sheets so far have cost.
    pub(super) spent: Spent,
    recent: RecentTexts,
    no_such_text: SharedText,
}

impl<'s> Book<'s> {
    pub(super) fn new(limits: &'s Limits) -> Self {
        Self {
            strings: SharedStrings::default(),
            styles: Styles::default(),
            from_1904: false,
            limits,
            spent: Spent::default(),
            recent: RecentTexts::new(),
            no_such_text: SharedText::from(NO_SUCH_TEXT),
        }
    }

    /// Fills a named sheet from its part.
    pub(super) fn read_sheet(&mut self, bytes: &[u8], sheet: &mut Sheet) -> Result<(), Refusal> {
        let what = format!("the sheet {}", sheet.name);
        let text = xml::text_of(bytes, &what)?;
        let mut walk = Walk {
            xml: Xml::new(&text, &what),
            book: self,
            sheet,
            hidden: Vec::new(),
            shown: Vec::new(),
            rows_hidden_by_default: false,
            in_order: true,
            pieces: Pieces::new(),
        };
        walk.run()
    }
}

struct Walk<'a, 'w, 's> {
    xml: Xml<'a>,
    book: &'w mut Book<'s>,
    sheet: &'w mut Sheet,
    /// Rows said to be hidden, and rows listed and not hidden; the latter only where rows are hidden by default.
    hidden: Vec<(u32, u32)>,
    shown: Vec<(u32, u32)>,
    rows_hidden_by_default: bool,
    in_order: bool,
    /// The pieces of the inline text in the cell that is being read, where it is made of several.
    pieces: Pieces,
}

impl<'a> Walk<'a, '_, '_> {
    fn run(&mut self) -> Result<(), Refusal> {
        let mut merges = Vec::new();
        self.xml.root_named("worksheet")?;
        while let Some(tag) = self.xml.child()? {
            match xml::name(&tag) {
                "sheetFormatPr" => {
                    let zero = self.xml.attribute(&tag, "zeroHeight")?;
                    self.rows_hidden_by_default = zero.is_some_and(|value| xml::is_true(&value));
                    self.xml.skip()?;
                }
                "cols" => self.columns()?,
                "sheetData" => self.rows()?,
                "mergeCells" => self.merges(&mut merges)?,
                "headerFooter" => header_footer(&mut self.xml, &mut self.sheet.remarks)?,
                _ => self.xml.skip()?,
            }
        }
        self.xml.child()?;
        if !self.in_order {
            self.put_in_order();
            self.sheet.looks.sort_by_key(|(at, _)| *at);
        }
        let hidden = std::mem::take(&mut self.hidden);
        self.sheet.hidden_rows =
            if self.rows_hidden_by_default { all_but(std::mem::take(&mut self.shown)) } else { sheet::ranges(hidden) };
        merge::apply(self.sheet, merges);
        Ok(())
    }

    fn columns(&mut self) -> Result<(), Refusal> {
        let mut hidden = Vec::new();
        while let Some(tag) = self.xml.child()? {
            let number = |name| {
                let value = self.xml.attribute(&tag, name)?;
                Ok::<_, Refusal>(value.and_then(|value| value.trim().parse::<u32>().ok()))
            };
            let (from, to) = (number("min")?, number("max")?);
            let flag = self.xml.attribute(&tag, "hidden")?;
            let width = self.xml.attribute(&tag, "width")?;
            let unseen = flag.is_some_and(|value| xml::is_true(&value)) || width.is_some_and(|value| is_zero(&value));
            if let (true, Some(from), Some(to)) = (unseen, from, to) {
                let zero_based = |col: u32| u16::try_from(col.clamp(1, u32::from(COLS)) - 1).ok();
                if let (true, Some(from), Some(to)) = (from <= to, zero_based(from), zero_based(to)) {
                    hidden.push((from, to));
                }
            }
            self.xml.skip()?;
        }
        self.sheet.hidden_cols = sheet::ranges(hidden);
        Ok(())
    }

    fn merges(&mut self, merges: &mut Vec<(CellRef, CellRef)>) -> Result<(), Refusal> {
        while let Some(tag) = self.xml.child()? {
            if xml::name(&tag) == "mergeCell" {
                let range = self.xml.attribute(&tag, "ref")?.unwrap_or_default();
                merges.push(CellRef::parse_range(&range).ok_or_else(|| self.outside("merges cells", &range))?);
                let count = u64::try_from(merges.len()).unwrap_or(u64::MAX);
                let what = self.xml.what();
                self.book.limits.check_at(Limit::Merges, count, || Some(what.to_owned()))?;
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn rows(&mut self) -> Result<(), Refusal> {
        let mut next: u32 = 0;
        while let Some(tag) = self.xml.child()? {
            if xml::name(&tag) != "row" {
                self.xml.skip()?;
                continue;
            }
            let mut row = next;
            let mut hidden = false;
            for field in Fields::of(&tag) {
                let (key, value) = field.ok_or_else(|| self.xml.damaged("has a faulty attribute"))?;
                match key {
                    "r" => {
                        row = cell_ref::row(value.trim_ascii().as_bytes())
                            .ok_or_else(|| self.outside("has a row", value))?;
                    }
                    "hidden" => hidden |= xml::is_true(value),
                    "ht" => hidden |= is_zero(value),
                    _ => {}
                }
            }
            if row >= ROWS {
                return Err(self.outside("has a row", "after the last"));
            }
            if hidden {
                self.hidden.push((row, row));
            } else if self.rows_hidden_by_default {
                self.shown.push((row, row));
            }
            next = row + 1;
            self.cells(row)?;
        }
        Ok(())
    }

    fn cells(&mut self, row: u32) -> Result<(), Refusal> {
        let mut next: u16 = 0;
        loop {
            let raw = if let Some(plain) = self.xml.plain_cell() {
                let mut raw = self.begun(Fields::new(plain.attributes), CellRef { row, col: next })?;
                raw.formula = plain.formula.map(|(formula, is_escaped)| (Cow::Borrowed(formula), is_escaped));
                raw.value = plain.value.map(Cow::Borrowed);
                raw.inline = plain.inline.map(|text| text::decoded(Cow::Borrowed(text)));
                raw
            } else {
                let Some(tag) = self.xml.child()? else { return Ok(()) };
                if xml::name(&tag) != "c" {
                    self.xml.skip()?;
                    continue;
                }
                self.cell(&tag, CellRef { row, col: next })?
            };
            next = raw.at.col + 1;
            if let Some(cell) = self.finished(raw)? {
                self.book.spent.add(&cell, 1, self.book.limits)?;
                self.in_order &= self.sheet.cells.last().is_none_or(|last| last.at < cell.at);
                self.sheet.cells.push(cell);
            }
        }
    }

    /// A cell of which only the attributes are known.
    fn begun(&self, fields: Fields<'_>, next: CellRef) -> Result<Raw<'a>, Refusal> {
        let mut raw = Raw::at(next);
        for field in fields {
            let (key, value) = field.ok_or_else(|| self.xml.damaged("has a faulty attribute"))?;
            match key {
                "r" => {
                    raw.at = CellRef::parse(value.trim_ascii()).ok_or_else(|| self.outside("has a cell", value))?;
                }
                "s" => raw.style = value.trim_ascii().parse().unwrap_or(usize::MAX),
                "t" => raw.kind = Kind::of(value),
                // ECMA-376 part 1, 18.3.1.4: a cell has no others but for those of extensions. Excel refuses them too.
                other if matches!(other, "cm" | "vm" | "ph") || other.contains(':') => raw.is_rich |= other == "vm",
                _ => return Err(self.xml.damaged("has a faulty attribute")),
            }
        }
        if raw.at.col >= COLS {
            return Err(self.outside("has a cell", "after the last column"));
        }
        Ok(raw)
    }

    fn cell(&mut self, tag: &BytesStart<'a>, next: CellRef) -> Result<Raw<'a>, Refusal> {
        let mut raw = self.begun(Fields::of(tag), next)?;
        while let Some(tag) = self.xml.child()? {
            match xml::name(&tag) {
                "v" => raw.value = Some(self.xml.text()?),
                "f" => raw.formula = Some((self.xml.text()?, false)),
                "is" => {
                    let (text, pieces) = rich_text(&mut self.xml)?;
                    (raw.inline, self.pieces) = (Some(text), pieces);
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(raw)
    }

    /// The cell to keep, if it has a value or a formula.
    fn finished(&mut self, raw: Raw<'a>) -> Result<Option<Cell>, Refusal> {
        let class = self.book.styles.class(raw.style);
        let mut cell = Cell::plain(raw.at, None, class.shown);
        // A formula may well have an empty text as its result, but no other empty result.
        let stored = match &raw.value {
            Some(value) => raw.kind == Kind::Text || !value.trim_ascii().is_empty(),
            None => raw.inline.is_some(),
        };
        let number = match &raw.value {
            Some(value) if raw.kind == Kind::Shared => shared_number(value),
            Some(_) | None => None,
        };
        if let Some(value) = raw.value {
            self.value(&mut cell, raw.kind, value, number, raw.style);
        }
        if cell.value.is_none() {
            cell.value = raw.inline.as_deref().and_then(|text| self.kept(text));
        }
        if let Some((formula, is_escaped)) = raw.formula {
            cell.formula = Some(Box::new(Formula::as_written(&formula, is_escaped, stored)));
        }
        if cell.value.is_none() && cell.formula.is_none() {
            return Ok(None);
        }
        if let Some(Value::Text(text)) = &cell.value {
            let place = || format!("sheet {}, cell {}", self.sheet.name, cell.at);
            self.book.limits.check_text(text, place)?;
        }
        cell.displayed = class.displayed;
        if raw.is_rich {
            self.sheet.looks.push((cell.at, Look::Rich));
        }
        if class.is_odd || !self.pieces.is_empty() || number.is_some() && self.book.strings.has_pieces() {
            let pieces = std::mem::take(&mut self.pieces);
            self.look(&cell, raw.style, number, &pieces);
        }
        Ok(Some(cell))
    }

    /// Keeps how a cell looks, where that says more than its value. `number` is that of its text in the list of texts.
    fn look(&mut self, cell: &Cell, style: usize, number: Option<usize>, pieces: &Pieces) {
        let odd = self.book.styles.odd(style);
        let lettering = odd.map(|odd| odd.lettering).unwrap_or_default();
        let runs = match number {
            Some(number) => self.book.strings.look(number, lettering),
            None if pieces.is_empty() => Look::of_whole(&cell.shown_text(), lettering),
            None => look_of(pieces, lettering),
        };
        let sections = odd.and_then(|odd| odd.sections.as_deref());
        let written = sections.and_then(|sections| Written::of(sections, cell)).map(Look::Written);
        self.sheet.looks.extend(runs.into_iter().chain(written).map(|look| (cell.at, look)));
    }

    fn value(&mut self, cell: &mut Cell, kind: Kind, raw: Cow<'a, str>, number: Option<usize>, style: usize) {
        cell.value = match kind {
            Kind::Number => match (number::decimal(&raw), cell.shown) {
                (Some(serial), Shown::Date { shows_day }) => Some(
                    date::from_serial(serial, self.book.from_1904)
                        .map_or(Value::Number(serial), |day| Value::Date { day, shows_day }),
                ),
                (Some(number), Shown::General | Shown::Percent | Shown::Text | Shown::Other) => {
                    let sections = self.book.styles.odd(style).and_then(|odd| odd.sections.as_deref());
                    Some(match sections.and_then(|sections| time_in(sections, number)) {
                        Some((elapsed, parts)) => Value::Time { days: number, elapsed, parts },
                        None => Value::Number(number),
                    })
                }
                (None, _) if raw.trim_ascii().is_empty() => None,
                (None, _) => self.kept(&text::decoded(raw)),
            },
            Kind::Shared => match number.and_then(|number| self.book.strings.get(number)) {
                Some(text) if text.is_empty() => None,
                Some(text) => Some(Value::Text(text.clone())),
                None if raw.trim_ascii().is_empty() => None,
                None => Some(Value::Error(self.book.no_such_text.clone())),
            },
            Kind::Text => self.kept(&text::decoded(raw)),
            Kind::Bool => match raw.trim_ascii() {
                "1" => Some(Value::Bool(true)),
                "0" => Some(Value::Bool(false)),
                word if word.eq_ignore_ascii_case("true") => Some(Value::Bool(true)),
                word if word.eq_ignore_ascii_case("false") => Some(Value::Bool(false)),
                _ => self.kept(&text::decoded(raw)),
            },
            Kind::Error => {
                let word = text::decoded(raw);
                let word = word.trim();
                (!word.is_empty()).then(|| Value::Error(SharedText::from(word)))
            }
            Kind::Date => match date::from_iso(&raw) {
                Some(day) => {
                    let shows_day = !matches!(cell.shown, Shown::Date { shows_day: false });
                    Some(Value::Date { day, shows_day })
                }
                None => self.kept(&text::decoded(raw)),
            },
        };
    }

    fn kept(&mut self, text: &str) -> Option<Value> {
        (!text.is_empty()).then(|| Value::Text(self.book.recent.shared(text)))
    }

    /// Of two cells with one address the later counts, as in Excel; the earlier is kept apart.
    fn put_in_order(&mut self) {
        let mut cells = std::mem::take(&mut self.sheet.cells);
        cells.sort_by_key(|cell| cell.at);
        for cell in cells {
            if let Some(last) = self.sheet.cells.last_mut().filter(|last| last.at == cell.at) {
                self.sheet.covered.push(std::mem::replace(last, cell));
            } else {
                self.sheet.cells.push(cell);
            }
        }
    }

    fn outside(&self, has: &str, found: &str) -> Refusal {
        let found: String = found.chars().filter(|c| !c.is_control()).take(30).collect();
        self.xml.damaged(&format!("{has} that lies outside the grid of a sheet ({found})"))
    }
}

/// A width or height of nothing, which hides as well.
fn is_zero(value: &str) -> bool {
    number::decimal(value).is_some_and(|number| number.is_zero())
}

/// All rows of the grid but these.
fn all_but(shown: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    let mut rest = Vec::new();
    let mut next: u32 = 0;
    for (first, last) in sheet::ranges(shown) {
        if next < first {
            rest.push((next, first - 1));
        }
        next = last + 1;
    }
    if next < ROWS {
        rest.push((next, ROWS - 1));
    }
    rest
}
