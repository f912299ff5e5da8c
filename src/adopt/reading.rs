//! The rows of a tracker, sheet by sheet, as rows of the plan; and a line for each row that is none.

use crate::domain::{Kind, as_name};
use crate::grid::CellRef;

use super::bands::{Bands, Level, continued};
use super::block::{Look, RowIs};
use super::context::Context;
use super::draft::DraftRow;
use super::gather::{Carry, about, gather, one_line, place};
use super::meaning::Meaning;
use super::place::{Place, What};
use super::row::At;
use super::tracker::{Title, TitleIs};
use super::wanted::RowWanted;
use super::words::{WORDS, is_one_of, plain};

/// A heading before a table of a document is no longer than this.
const LONGEST_HEADING: usize = 120;

impl Context<'_> {
    /// All rows of the plan, in the order of the tracker.
    pub(super) fn rows(&mut self) -> Vec<DraftRow> {
        let mut rows = Vec::new();
        let mut before = Bands::default();
        let mut file = String::new();
        for sheet in 0..self.sheets.len() {
            let name = self.sheets.get(sheet).map(|one| one.view.sheet.file.clone()).unwrap_or_default();
            if name != file {
                before = Bands::default();
                file = name;
            }
            self.titles(sheet);
            let mut bands = self.above(sheet, &before);
            let blocks = self.sheets.get(sheet).map_or(0, |one| one.blocks.len());
            for block in 0..blocks {
                self.block_rows(At { sheet, block }, &mut bands, &mut rows);
            }
            if self
                .sheets
                .get(sheet)
                .is_some_and(|one| !one.view.sheet.above.is_empty() || one.view.sheet.name.starts_with("Table "))
            {
                before = bands;
            }
        }
        rows
    }

    /// What titles were taken for; a sheet without headings is one line.
    fn titles(&mut self, sheet: usize) {
        let Some(one) = self.sheets.get(sheet) else { return };
        if one.blocks.is_empty() {
            let Some(first) = one.view.rows.first().copied() else { return };
            let Some(at) = one.view.filled(first).first().copied() else { return };
            let (text, count) = (one.view.text(at), one.view.rows.len());
            let why = if one.legend.rows.is_empty() {
                "no headings of actions or indicators were found there, so nothing of it was taken"
            } else {
                "it is a key: what it says of letters and colours was taken"
            };
            let line = self.lines.add(What::Row, Place { sheet, at }, &text, "left out", why);
            if let Some(line) = self.lines.all.get_mut(line) {
                line.times = count;
            }
            return;
        }
        for title in one.titles.clone() {
            let Some(at) = title.at else { continue };
            let (taken, why) = match title.is {
                TitleIs::Organisation => ("Settings: Organisation", ""),
                TitleIs::PlanTitle if self.is_first(sheet, &title) => {
                    ("Settings: Plan title", "the first title is taken for it")
                }
                TitleIs::PlanTitle => ("left out", "it stands above the headings, and another is the plan's title"),
                TitleIs::Period => ("Settings: Period", "figures without a period of their own are of this one"),
                TitleIs::Label => ("left out", "it says what stands beside it"),
                TitleIs::Nothing => ("left out", "it stands above the headings"),
            };
            self.lines.add(What::Row, Place { sheet, at }, &title.text, taken, why);
        }
    }

    /// Whether a title is the first of its meaning in all of the tracker.
    fn is_first(&self, sheet: usize, title: &Title) -> bool {
        let all = self.sheets.iter().zip(0..).flat_map(|(one, number)| one.titles.iter().map(move |own| (number, own)));
        let first = all.into_iter().find(|(_, own)| own.is == title.is);
        first.is_some_and(|(number, own)| number == sheet && own.at == title.at)
    }

    /// What the paragraphs before a table, or the name of a sheet, file its rows under.
    fn above(&mut self, sheet: usize, before: &Bands) -> Bands {
        let Some(one) = self.sheets.get(sheet) else { return Bands::default() };
        let Some(block) = one.blocks.first().cloned() else {
            return if one.view.sheet.name.starts_with("Table ") { before.clone() } else { Bands::default() };
        };
        let has = |meaning| block.cols(meaning).next().is_some();
        let first =
            CellRef { row: block.headings.first_row, col: block.headings.columns.first().map_or(0, |own| own.col) };
        let from = Place { sheet, at: first };
        let source = one.view.sheet;
        if source.name.starts_with("Table ") && source.grid.name == source.name {
            let heading = source.above.iter().rev().map(|text| one_line(text)).find(|text| {
                text.chars().count() <= LONGEST_HEADING
                    && !text.ends_with(['.', ':', ';'])
                    && !text.to_lowercase().starts_with("table")
            });
            let mut bands = before.clone();
            if let Some(text) = heading.filter(|_| !has(Meaning::Priority)) {
                let look = Look { fill: None, bold: false, merged: false, col: 0 };
                let mut own = Bands::default();
                let level = own.take(&text, &look, &block);
                self.lines.add(What::Row, from, &text, level.word(), "the heading before the table");
                bands = own;
            }
            return bands;
        }
        let mut bands = Bands::default();
        let name = continued(&one_line(&source.name));
        let known = plain(&name);
        let bare = known.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let says_nothing = bare.is_empty()
            || is_one_of(&WORDS.rows.sheets, bare)
            || super::when::When::find(&name).is_some()
            || self.sheets.iter().filter(|other| !other.blocks.is_empty()).count() < 2;
        if says_nothing {
            return bands;
        }
        let name = as_name(&name).into_owned();
        let is_said = |words: &[String]| words.iter().any(|word| known.starts_with(&format!("{word} ")));
        let taken = if is_said(&WORDS.rows.priority) || has(Meaning::Plan) && !has(Meaning::Priority) {
            bands.set(Level::Priority, &name);
            Level::Priority.word()
        } else if has(Meaning::Plan) {
            return bands;
        } else {
            bands.plan = Some(name.clone());
            Level::Plan.word()
        };
        self.lines.add(What::Row, from, &name, taken, "the name of the sheet");
        bands
    }

    fn block_rows(&mut self, at: At, bands: &mut Bands, rows: &mut Vec<DraftRow>) {
        let Some(one) = self.sheets.get(at.sheet) else { return };
        let Some(block) = one.blocks.get(at.block).cloned() else { return };
        let of_block = about(&block);
        let all = block.rows_are(&one.view, &one.legend);
        let mut carry = Carry::default();
        let repeated: Vec<(CellRef, String)> = block
            .repeated
            .iter()
            .filter_map(|row| one.view.filled(*row).first().map(|at| (*at, one.view.text(*at))))
            .collect();
        for (cell, text) in repeated {
            self.lines.add(What::Row, place(at.sheet, cell), &text, "heading", "the headings once more");
        }
        for (row, is) in all {
            let Some(one) = self.sheets.get(at.sheet) else { return };
            let Some(first) = block.filled(&one.view, row).first().copied() else { continue };
            let from = place(at.sheet, first);
            let text = one.view.text(first);
            let typed = self.instead.at(What::Row, from);
            let wanted = typed.as_deref().map(|typed| (typed, RowWanted::parse(typed)));
            if let Some((typed, None)) = wanted {
                self.instead.refuse(
                    What::Row,
                    Some(from),
                    typed,
                    "a row can be Action, Indicator, Priority, Outcome or Leave out",
                );
            }
            match (wanted.and_then(|(_, wanted)| wanted), is) {
                (Some(RowWanted::LeftOut), _) => {
                    self.told(from, &text, "left out", "as typed under Instead");
                }
                (Some(RowWanted::Band(level)), _) => {
                    bands.set(level, &as_name(&one_line(&text)));
                    carry.clear();
                    self.told(from, &text, level.word(), "as typed under Instead");
                }
                (Some(RowWanted::Row(kind)), _) => {
                    self.row_of(at, row, Some(kind), (of_block, &mut carry), bands, rows);
                    self.told(from, &text, kind_word(kind), "as typed under Instead");
                }
                (None, RowIs::Data) => self.row_of(at, row, None, (of_block, &mut carry), bands, rows),
                (None, RowIs::Band(look)) => {
                    let level = bands.take(&text, &look, &block);
                    carry.clear();
                    self.told(from, &text, level.word(), "the rows below belong to it");
                }
                (None, RowIs::Total) => {
                    self.told(from, &text, "left out", "a total");
                }
                (None, RowIs::Key) => {
                    self.told(from, &text, "left out", "a key: what it says of letters and colours was taken");
                }
                (None, RowIs::Note) => {
                    self.told(from, &text, "left out", "a note");
                }
                (None, RowIs::NoName) => {
                    self.told(from, &text, "left out", "nothing stands where the other rows have their name");
                }
            }
        }
    }

    fn told(&mut self, from: Place, text: &str, taken: &str, why: &str) {
        self.lines.add(What::Row, from, &one_line(text), taken, why);
    }

    fn row_of(
        &mut self,
        at: At,
        row: u32,
        wanted: Option<Kind>,
        (about, carry): (super::gather::About, &mut Carry),
        bands: &mut Bands,
        rows: &mut Vec<DraftRow>,
    ) {
        let Some(one) = self.sheets.get(at.sheet) else { return };
        let Some(block) = one.blocks.get(at.block) else { return };
        let mut raw = gather(&one.view, block, row, carry);
        if raw.name().is_none()
            && let Some(first) = block.filled(&one.view, row).first().copied()
        {
            raw.known.insert(Meaning::Title, (first, one.view.text(first)));
        }
        bands.has_row();
        let known = wanted.or_else(|| raw.kind(about));
        let kind = known.unwrap_or(Kind::Actions);
        raw.settle(kind);
        let made = match kind {
            Kind::Actions => self.action(at, &raw, bands),
            Kind::Indicators => self.indicator(at, &raw, bands),
        };
        let Some(mut made) = made else { return };
        self.ask_for_lettering(&mut made);
        if known.is_none() {
            let text = self.text(made.place);
            let first = self.sheets.get(at.sheet).and_then(|one| one.view.filled(row).first().copied());
            let from = first.map_or(made.place, |cell| place(at.sheet, cell));
            self.told(from, &text, kind_word(kind), "it could be an action or an indicator");
        }
        rows.push(made);
    }
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Actions => "Action",
        Kind::Indicators => "Indicator",
    }
}
