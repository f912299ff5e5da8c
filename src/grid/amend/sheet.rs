//! The text of a sheet: where its rows, cells and columns stand, and the same text with entries in their places.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_decimal::Decimal;

use super::super::CellRef;
use super::super::cell_ref::row as row_number;
use super::amendment::{Entry, NotAmended, SheetAmendments, damaged};
use super::cells::cell;
use super::columns::{Columns, Width};
use super::markup::{Changes, Tag, TagKind, Tags};
use super::styles::Styles;

/// What is to stand in which cell with which format, by rows and columns.
type Wanted = BTreeMap<u32, BTreeMap<u16, (Option<String>, Entry)>>;

/// A sheet as it stands.
pub(super) struct SheetText<'t> {
    text: &'t str,
    /// What stands before the names of its elements.
    prefix: &'t str,
    dimension: Option<Tag<'t>>,
    columns: Columns<'t>,
    /// Where the rows begin; `None` behind it where they stand in one tag.
    data: Option<(Tag<'t>, Option<usize>)>,
    rows: Vec<Row<'t>>,
    filter: Option<Tag<'t>>,
    /// The ranges of formulas over several cells.
    over_several: Vec<(CellRef, CellRef)>,
}

struct Row<'t> {
    number: u32,
    tag: Tag<'t>,
    /// Where its end tag begins.
    end: usize,
    /// Its cells, where they are needed.
    cells: Vec<Held<'t>>,
}

struct Held<'t> {
    at: CellRef,
    place: Range<usize>,
    attributes: &'t str,
    has_formula: bool,
}

/// A sheet with its amendments.
pub(super) struct Amended {
    pub(super) text: String,
    /// The range of its filter buttons before and after, where that was widened.
    pub(super) filter: Option<(String, String)>,
}

impl<'t> SheetText<'t> {
    /// Finds what is needed for these changes.
    pub(super) fn read(text: &'t str, changes: &SheetAmendments) -> Result<Self, NotAmended> {
        let single: BTreeSet<u32> = changes.cells.keys().map(|at| at.row).collect();
        let tables: Vec<(u32, u32)> = changes.columns.iter().map(|one| (one.heading_at.row, one.last_row)).collect();
        let is_needed =
            |row: u32| single.contains(&row) || tables.iter().any(|(first, last)| (*first..=*last).contains(&row));
        let mut sheet = Self::empty(text);
        let mut tags = Tags::of(text);
        let mut depth: usize = 0;
        while let Some(tag) = tags.next()? {
            if tag.kind == TagKind::Close {
                depth = depth.checked_sub(1).ok_or_else(not_well_formed)?;
                match (depth, tag.local()) {
                    (1, "sheetData") => sheet.data = sheet.data.take().map(|(open, _)| (open, Some(tag.at.start))),
                    (1, "cols") => {
                        if let Some(at) = &mut sheet.columns.at {
                            at.end = tag.at.end;
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match (depth, tag.local()) {
                (1, "dimension") => sheet.dimension = Some(tag.clone()),
                (1, "cols") => sheet.columns.at = Some(tag.at.clone()),
                (2, "col") => sheet.columns.runs.push(tag.clone()),
                (1, "sheetData") => {
                    sheet.prefix = tag.prefix();
                    sheet.data = Some((tag.clone(), None));
                }
                (1, "autoFilter") => sheet.filter = Some(tag.clone()),
                (2, "row") => {
                    sheet.row(tag, &mut tags, &is_needed)?;
                    continue;
                }
                _ => {}
            }
            if tag.kind == TagKind::Open {
                depth += 1;
            }
        }
        if sheet.data.is_none() {
            return Err(damaged("one of its sheets has no rows"));
        }
        Ok(sheet)
    }

    fn empty(text: &'t str) -> Self {
        Self {
            text,
            prefix: "",
            dimension: None,
            columns: Columns::default(),
            data: None,
            rows: Vec::new(),
            filter: None,
            over_several: Vec::new(),
        }
    }

    /// Reads a row whose tag has been read, to its end.
    fn row(&mut self, tag: Tag<'t>, tags: &mut Tags<'t>, is_needed: &dyn Fn(u32) -> bool) -> Result<(), NotAmended> {
        let after = self.rows.last().map_or(Some(0), |last| last.number.checked_add(1));
        let own = tag.raw("r").and_then(|text| row_number(text.trim().as_bytes()));
        let number = own.or(after).ok_or_else(not_well_formed)?;
        let mut row = Row { number, end: tag.at.end, cells: Vec::new(), tag };
        let is_whole = row.tag.kind == TagKind::Whole;
        let (mut depth, mut col): (usize, Option<u16>) = (0, None);
        let mut open: Option<Held<'t>> = None;
        if is_whole {
            self.rows.push(row);
            return Ok(());
        }
        loop {
            let tag = tags.next()?.ok_or_else(not_well_formed)?;
            if tag.kind == TagKind::Close {
                if depth == 0 {
                    row.end = tag.at.start;
                    break;
                }
                depth -= 1;
                if let Some(mut held) = open.take_if(|_| depth == 0) {
                    held.place.end = tag.at.end;
                    row.cells.push(held);
                }
                continue;
            }
            match (depth, tag.local()) {
                (0, "c") => {
                    let next = col.map_or(Some(0), |col| col.checked_add(1));
                    let at = tag.raw("r").and_then(|text| CellRef::parse(text.trim()));
                    let at = at.or_else(|| CellRef::new(number, next?)).ok_or_else(not_well_formed)?;
                    col = Some(at.col);
                    let held = Held {
                        at: CellRef { row: number, ..at },
                        place: tag.at.clone(),
                        attributes: tag.attributes,
                        has_formula: false,
                    };
                    if tag.kind == TagKind::Whole {
                        row.cells.push(held);
                    } else {
                        open = Some(held);
                    }
                }
                (1, "f") => {
                    if let Some(held) = &mut open {
                        held.has_formula = true;
                    }
                    let over = tag.raw("t").filter(|kind| matches!(*kind, "array" | "dataTable")).and(tag.raw("ref"));
                    self.over_several.extend(over.and_then(CellRef::parse_range));
                }
                _ => {}
            }
            if tag.kind == TagKind::Open {
                depth += 1;
            }
        }
        if !is_needed(number) {
            row.cells = Vec::new();
        }
        self.rows.push(row);
        Ok(())
    }

    fn row_at(&self, number: u32) -> Option<&Row<'t>> {
        let index = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        self.rows.get(index)
    }

    /// The format of a cell, be it there or not.
    fn style(&self, at: CellRef) -> Option<&str> {
        let row = self.row_at(at.row);
        let cell = row.and_then(|row| row.cells.iter().find(|cell| cell.at == at));
        let of_cell = |cell: &Held<'t>| super::markup::raw(cell.attributes, "s");
        match cell {
            Some(cell) => of_cell(cell),
            None => row
                .and_then(|row| row.tag.raw("s").filter(|_| row.tag.raw("customFormat").is_some_and(is_true)))
                .or_else(|| self.columns.style(at.col)),
        }
    }

    fn style_number(&self, at: CellRef) -> u32 {
        self.style(at).and_then(|style| style.trim().parse().ok()).unwrap_or_default()
    }

    /// The text with the changes; `name` is the sheet's.
    pub(super) fn amended(
        &self,
        name: &str,
        changes: &SheetAmendments,
        styles: &mut Styles,
    ) -> Result<Amended, NotAmended> {
        let mut text = Changes::default();
        let (wanted, widths) = self.wanted(changes, styles)?;
        for at in changes.cells.keys() {
            let is_within = |(first, last): &(CellRef, CellRef)| {
                (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
            };
            let has_formula =
                self.row_at(at.row).is_some_and(|row| row.cells.iter().any(|cell| cell.at == *at && cell.has_formula));
            if has_formula || self.over_several.iter().any(is_within) {
                return Err(NotAmended::PartOfFormula { sheet: name.to_owned(), at: *at });
            }
        }
        for (row, cells) in &wanted {
            self.put_row(*row, cells, &mut text);
        }
        if let Some((data, None)) = &self.data {
            let rows: String = wanted.iter().map(|(row, cells)| self.made_row(*row, cells)).collect();
            text.replace(data.at.clone(), format!("<{}{}>{rows}</{}>", data.name, data.attributes, data.name));
        }
        if !widths.is_empty() {
            let all = self.columns.with(&widths, self.prefix);
            match (&self.columns.at, &self.data) {
                (Some(at), _) => text.replace(at.clone(), all),
                (None, Some((data, _))) => text.insert(data.at.start, all),
                (None, None) => {}
            }
        }
        self.grow_dimension(&wanted, &mut text);
        let filter = self.widen_filter(changes, &mut text);
        Ok(Amended { text: text.over(self.text)?, filter })
    }

    /// What is to stand in which cell, with its format, row by row; and the columns that are added.
    fn wanted(&self, changes: &SheetAmendments, styles: &mut Styles) -> Result<(Wanted, Vec<Width>), NotAmended> {
        let mut wanted = Wanted::new();
        let mut widths = Vec::new();
        for column in &changes.columns {
            let (heading_at, like) = (column.heading_at, column.like);
            let style = self.style(CellRef { col: like, ..heading_at }).map(str::to_owned);
            let heading = (style, Entry::Text(column.heading.clone()));
            wanted.entry(heading_at.row).or_default().insert(heading_at.col, heading);
            for row in self.rows.iter().filter(|row| row.number > heading_at.row && row.number <= column.last_row) {
                let own = self.style_number(CellRef { row: row.number, col: like });
                let style = styles.like(own, column.format)?.to_string();
                wanted.entry(row.number).or_default().insert(heading_at.col, (Some(style), Entry::Blank));
            }
            let of_column = self.columns.style(like).and_then(|style| style.trim().parse().ok()).unwrap_or_default();
            let style = styles.like(of_column, column.format)?;
            widths.push(Width { col: heading_at.col, characters: column.width, style });
        }
        for (at, entry) in &changes.cells {
            let row = wanted.entry(at.row).or_default();
            let own = row.entry(at.col).or_insert_with(|| (self.style(*at).map(str::to_owned), Entry::Blank));
            own.1 = match entry {
                Entry::Percentage(number) => Entry::Number(as_stored(*number, styles.is_percent(own.0.as_deref()))),
                Entry::Blank | Entry::Text(_) | Entry::Number(_) => entry.clone(),
            };
        }
        Ok((wanted, widths))
    }

    /// A row that is not there yet.
    fn made_row(&self, number: u32, cells: &BTreeMap<u16, (Option<String>, Entry)>) -> String {
        let prefix = self.prefix;
        format!("<{prefix}row r=\"{}\">{}</{prefix}row>", u64::from(number) + 1, self.made(number, cells))
    }

    /// The texts of cells of a row.
    fn made(&self, row: u32, cells: &BTreeMap<u16, (Option<String>, Entry)>) -> String {
        let made = |(col, (style, entry)): (&u16, &(Option<String>, Entry))| {
            cell(self.prefix, CellRef { row, col: *col }, style.as_deref(), entry)
        };
        cells.iter().map(made).collect()
    }

    /// Puts cells into a row, which is made where it is not there.
    fn put_row(&self, number: u32, cells: &BTreeMap<u16, (Option<String>, Entry)>, text: &mut Changes) {
        let Some(row) = self.row_at(number) else {
            let next = self.rows.iter().find(|row| row.number > number).map(|row| row.tag.at.start);
            let end = self.data.as_ref().and_then(|(_, end)| *end);
            if let Some(place) = next.or(end) {
                text.insert(place, self.made_row(number, cells));
            }
            return;
        };
        // What it says of the first and last of its cells is only a hint, and no longer true.
        let tag = Tag { kind: TagKind::Open, ..row.tag.clone() }.with(&[("spans", None)]);
        if row.tag.kind == TagKind::Whole {
            text.replace(row.tag.at.clone(), format!("{tag}{}</{}>", self.made(number, cells), row.tag.name));
            return;
        }
        text.replace(row.tag.at.clone(), tag);
        for (col, (style, entry)) in cells {
            let made = cell(self.prefix, CellRef { row: number, col: *col }, style.as_deref(), entry);
            match row.cells.iter().find(|cell| cell.at.col >= *col) {
                Some(there) if there.at.col == *col => text.replace(there.place.clone(), made),
                Some(next) => text.insert(next.place.start, made),
                None => text.insert(row.end, made),
            }
        }
    }

    /// Makes the range that the sheet says it uses take in what was added.
    fn grow_dimension(&self, wanted: &BTreeMap<u32, BTreeMap<u16, (Option<String>, Entry)>>, text: &mut Changes) {
        let Some(tag) = &self.dimension else { return };
        let Some((first, last)) = tag.raw("ref").and_then(CellRef::parse_range) else { return };
        let rows = wanted.keys().copied();
        let cols = || wanted.values().flat_map(|cells| cells.keys().copied());
        let first = CellRef { row: rows.clone().fold(first.row, u32::min), col: cols().fold(first.col, u16::min) };
        let last = CellRef { row: rows.fold(last.row, u32::max), col: cols().fold(last.col, u16::max) };
        text.replace(tag.at.clone(), tag.with(&[("ref", Some(&format!("{first}:{last}")))]));
    }

    /// Makes the filter buttons take in columns that were added beside them: sorted without them, rows would be torn.
    fn widen_filter(&self, changes: &SheetAmendments, text: &mut Changes) -> Option<(String, String)> {
        let tag = self.filter.as_ref()?;
        let from = tag.raw("ref")?;
        let (first, mut last) = CellRef::parse_range(from)?;
        for column in &changes.columns {
            if column.heading_at.row == first.row && last.col.checked_add(1) == Some(column.heading_at.col) {
                last.col = column.heading_at.col;
            }
        }
        let to = format!("{first}:{last}");
        if to == from {
            return None;
        }
        text.replace(tag.at.clone(), tag.with(&[("ref", Some(&to))]));
        Some((from.to_owned(), to))
    }
}

/// A percentage as a cell stores it.
fn as_stored(number: Decimal, is_percent: bool) -> Decimal {
    number.checked_div(Decimal::ONE_HUNDRED).filter(|_| is_percent).unwrap_or(number)
}

fn not_well_formed() -> NotAmended {
    damaged("one of its sheets is not well-formed")
}

fn is_true(value: &str) -> bool {
    super::super::xml::is_true(value)
}

/// The formats of two cells of a sheet.
pub(super) fn styles_at(text: &str, heading: CellRef, body: CellRef) -> Result<(u32, u32), NotAmended> {
    let both = [heading, body].map(|at| (at, Entry::Blank));
    let sheet = SheetText::read(text, &SheetAmendments { cells: BTreeMap::from(both), columns: Vec::new() })?;
    Ok((sheet.style_number(heading), sheet.style_number(body)))
}
