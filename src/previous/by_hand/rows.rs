//! What officers wrote in the columns that are theirs, row by row.

use std::collections::BTreeMap;

use crate::domain::{INFORMATION_ONLY, Kind, NOT_RATED, Period, RatingId, Scale, key, same};
use crate::grid::{CellRef, Workbook};
use crate::layout::{self, Field, Row, Table};

use super::super::data_rows::data_sheet;
use super::basis::Basis;
use super::edit::{Edit, EditedCell, Instead};
use super::written::Written;

/// A row in which officers wrote something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowByHand {
    pub kind: Kind,
    /// Its reference as it stands.
    pub reference: String,
    /// The sheet as it is called now.
    pub sheet: String,
    /// The rating that counts there, as it stands, with its cell.
    pub counted: (CellRef, String),
    /// The rating that counted without a correction when the workbook was written.
    pub before: String,
    /// Why it was corrected, with its cell where the column is there.
    pub because: (Option<CellRef>, String),
    /// What is printed instead of the commentary; empty where that is printed.
    pub commentary: String,
    /// What the return said when the correction was made.
    pub basis: Basis,
}

/// What a rating is corrected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ruled {
    /// That rating of the plan.
    Rating(RatingId),
    /// None.
    NotRated,
    /// None, for the row is for information only.
    InformationOnly,
}

impl Ruled {
    /// What a word of the column stands for; nothing where it is no rating.
    fn of(word: &str, scale: &Scale) -> Option<Self> {
        if word.is_empty() || same(word, NOT_RATED) {
            Some(Self::NotRated)
        } else if same(word, INFORMATION_ONLY) {
            Some(Self::InformationOnly)
        } else {
            scale.find(word).map(Self::Rating)
        }
    }
}

impl RowByHand {
    /// Whether the rating that counts is not the one before correction, as words.
    pub(crate) fn is_corrected(&self, scale: &Scale) -> bool {
        match (Ruled::of(&self.counted.1, scale), Ruled::of(&self.before, scale)) {
            (Some(counted), Some(before)) => counted != before,
            _ => !same(&self.counted.1, &self.before),
        }
    }

    /// What the rating is corrected to; nothing where it is not corrected, or by a word that is no rating.
    pub(crate) fn ruled(&self, scale: &Scale) -> Option<Ruled> {
        Ruled::of(&self.counted.1, scale).filter(|_| self.is_corrected(scale))
    }
}

/// What was found on both data sheets.
#[derive(Default)]
pub(super) struct Found {
    pub rows: BTreeMap<(Kind, String), RowByHand>,
    pub has_columns: bool,
    pub edits: Vec<Edit>,
}

/// Reads both data sheets; `before` is the rating before correction of rows in which that cell was changed.
pub(super) fn read(
    workbook: &Workbook,
    period: Period,
    written: Option<&Written>,
    before: &BTreeMap<(Kind, u32), String>,
) -> Found {
    let mut found = Found::default();
    for kind in [Kind::Actions, Kind::Indicators] {
        let form = layout::data_sheet(kind);
        let Some(table) = data_sheet(workbook, kind).and_then(|sheet| Table::find(sheet, form)) else { continue };
        let is_there = |field| table.has(field) && !table.is_doubled(field);
        let needed = [Field::Ref, Field::RatingCounted, Field::RatingBeforeCorrection];
        let lost: Vec<&'static str> =
            needed.into_iter().filter(|field| !is_there(*field)).map(|field| form.heading(field)).collect();
        found.has_columns |= table.has(Field::RatingBeforeCorrection);
        if !lost.is_empty() {
            // A workbook of 0.1.0 never had them, and has no digests either.
            if written.is_some() || table.has(Field::RatingBeforeCorrection) {
                found.edits.push(Edit::HeadingsLost { sheet: table.sheet.name.clone(), headings: lost });
            }
            continue;
        }
        for row in table.rows() {
            let before = before.get(&(kind, row.number)).map(String::as_str);
            if let Some(own) = by_hand(kind, &row, (period, written), before) {
                found.add(own, &row);
            }
        }
    }
    found
}

impl Found {
    fn add(&mut self, own: RowByHand, row: &Row<'_, '_>) {
        let place = (own.kind, key(&own.reference));
        match self.rows.get(&place) {
            None => {
                self.rows.insert(place, own);
            }
            Some(first) => {
                let is_same = first.counted.1 == own.counted.1
                    && first.because.1 == own.because.1
                    && first.commentary == own.commentary;
                if !is_same {
                    let at = row.at(Field::Ref).unwrap_or(own.counted.0);
                    let cell = EditedCell { at, text: own.reference };
                    self.edits.push(Edit::Cells { sheet: own.sheet, cells: vec![cell], instead: Instead::RefTwice });
                }
            }
        }
    }
}

/// What officers wrote in a row; nothing where they wrote nothing.
fn by_hand(
    kind: Kind,
    row: &Row<'_, '_>,
    (period, written): (Period, Option<&Written>),
    before: Option<&str>,
) -> Option<RowByHand> {
    let reference = row.given(Field::Ref)?.to_string();
    let text = |field| row.text(field).to_string();
    let counted = text(Field::RatingCounted);
    // Whoever changed the grey cell corrected nothing by it.
    let before = before.map_or_else(|| text(Field::RatingBeforeCorrection), str::to_owned);
    let (because, commentary) = (text(Field::CorrectedBecause), text(Field::CommentaryForReport));
    let is_blank = |word: &str| word.is_empty() || same(word, NOT_RATED);
    let is_corrected = !(same(&counted, &before) || is_blank(&counted) && is_blank(&before));
    if !is_corrected && because.is_empty() && commentary.is_empty() {
        return None;
    }
    // A correction that was carried and not touched since rests on what it was made on.
    let kept = written.and_then(|written| written.basis(kind, &reference, &counted, &because));
    let unit = text(Field::Unit);
    Some(RowByHand {
        kind,
        reference,
        sheet: row.table.sheet.name.clone(),
        counted: (row.at(Field::RatingCounted)?, counted),
        before,
        because: (row.at(Field::CorrectedBecause), because),
        commentary,
        basis: kept.unwrap_or_else(|| Basis::of_row(kind, row, &unit, period)),
    })
}
