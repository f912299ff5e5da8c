//! A sheet with one table whose headings come from the layout: Actions, Indicators, Returns and Findings.
//!
//! Optional columns are there only where a row has something in them; further columns of the plan stand where they do
//! in the return: locked ones after the action or indicator, asked ones after the entries. Title in A1, what the sheet holds below it, then the table and nothing after it. The border: what a row
//! holds is for the sheets.

use std::borrow::Cow;

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, DataValidation, RowNum, Worksheet};

use crate::domain::{INFORMATION_ONLY, NOT_RATED, Scale, SharedText};
use crate::layout::{Column, Field, Kind, SheetId, SheetLayout};
use crate::plan::Carried;
use crate::returns::{Entry, Slot};
use crate::workbook::{LateRows, Orientation, Styles, WriteError, formula_text, lay_out_page, write_text};

use super::content::Content;
use super::frame::{Frame, Heading};
use super::late_table::LateTable;
use super::rows::{Rows, Sought};
use super::{layout_of, table_name};

/// The width of a further column, in characters.
const FURTHER_WIDTH: u16 = 18;

/// A sheet with one table.
pub(super) struct DataSheet<'a> {
    /// Which sheet it is.
    pub id: SheetId,
    /// The title in A1.
    pub title: String,
    /// What the sheet holds and how to read it, a line each.
    pub guidance: Vec<String>,
    /// What stands there where there is no row.
    pub empty: String,
    /// The rows: a cell for each column of the layout, then one for each further column.
    pub rows: Rows<'a>,
    /// Headings of the further columns.
    pub further: Vec<String>,
    /// The ratings whose words are shown in their colours.
    pub scale: Option<&'a Scale>,
}

/// A column as it is written, by its place among those of its sort.
enum Shown {
    /// One of the layout's.
    Layout(usize, &'static Column),
    /// A further one.
    Further(usize, String),
}

impl<'a> DataSheet<'a> {
    /// Writes the sheet but for its rows, which are given back to be written when the workbook is saved.
    pub(super) fn write(self, sheet: &mut Worksheet, styles: &Styles) -> Result<Vec<LateRows<'a>>, WriteError> {
        write_text(sheet, (0, 0), &self.title, &styles.title)?;
        let guidance = if self.rows.is_empty() { std::slice::from_ref(&self.empty) } else { &self.guidance };
        let mut at: RowNum = 1;
        for line in guidance {
            write_text(sheet, (at, 0), line, &styles.guidance)?;
            at = at.saturating_add(1);
        }
        if self.rows.is_empty() {
            sheet.set_column_width(0, 40)?;
            lay_out_page(sheet, Orientation::Landscape, None, &self.title)?;
            return Ok(Vec::new());
        }
        at = at.saturating_add(1);
        let layout = layout_of(self.id);
        let (columns, formats) = self.columns(layout);
        let table = LateTable {
            frame: Frame {
                name: table_name(layout),
                about: self.title.clone(),
                headings: columns.iter().map(|column| Heading::plain(column.heading(), column.width())).collect(),
                filter: true,
            },
            places: columns.iter().map(|column| column.place(layout)).collect(),
            rows: self.rows,
            formats,
            lines: None,
        };
        let (last, late) = table.write(sheet, at, styles)?;
        for (col, column) in (0..).zip(&columns) {
            sheet.set_column_width(col, column.width())?;
            if column.is_rating() {
                colour_ratings(sheet, self.scale, col, (at.saturating_add(1), last))?;
            }
            if column.is_counted() {
                offer_ratings(sheet, self.scale, col, (at.saturating_add(1), last))?;
            }
        }
        sheet.set_freeze_panes(at.saturating_add(1), 1)?;
        lay_out_page(sheet, Orientation::Landscape, Some(at), &self.title)?;
        Ok(vec![late])
    }

    /// The columns that are written, in order, and the formats of the figures in them.
    fn columns(&self, layout: &'static SheetLayout) -> (Vec<Shown>, Vec<Cow<'static, str>>) {
        let further = |asked: bool| {
            let further = self.further.iter().enumerate().filter(move |(_, heading)| Carried::asks(heading) == asked);
            further.map(|(at, heading)| Shown::Further(at, heading.clone()))
        };
        let mut columns = Vec::new();
        for (at, column) in layout.columns.iter().enumerate() {
            if column.field == Field::SourceFile {
                columns.extend(further(true));
            }
            columns.push(Shown::Layout(at, column));
            if matches!(column.field, Field::Action | Field::Indicator) {
                columns.extend(further(false));
            }
        }
        let sought: Vec<(usize, Sought)> =
            columns.iter().map(|column| (column.place(layout), column.sought())).collect();
        let glance = self.rows.glance(&sought);
        let shown = columns.into_iter().zip(glance.used).filter(|(column, used)| *used || !column.is_optional());
        (shown.map(|(column, _)| column).collect(), glance.formats)
    }
}

impl Shown {
    /// The place of its cell in a row.
    fn place(&self, layout: &SheetLayout) -> usize {
        match self {
            Self::Layout(at, _) => *at,
            Self::Further(at, _) => layout.columns.len().saturating_add(*at),
        }
    }

    /// What is to be known of it first: further columns may hold figures as well as words.
    fn sought(&self) -> Sought {
        match self {
            Self::Layout(_, column) if matches!(column.kind, Kind::Number | Kind::Quantity) => Sought::Figures,
            Self::Layout(_, column) if column.optional => Sought::Use,
            Self::Layout(..) => Sought::Nothing,
            Self::Further(..) => Sought::Figures,
        }
    }

    /// Whether it is written only where something stands in it.
    fn is_optional(&self) -> bool {
        matches!(self, Self::Layout(_, column) if column.optional)
    }

    fn heading(&self) -> &str {
        match self {
            Self::Layout(_, column) => &column.heading,
            Self::Further(_, heading) => heading,
        }
    }

    /// Whether it is the cell that Summary counts.
    fn is_counted(&self) -> bool {
        matches!(self, Self::Layout(_, column) if column.field == Field::RatingCounted)
    }

    fn width(&self) -> u16 {
        match self {
            Self::Layout(_, column) => column.width,
            Self::Further(..) => FURTHER_WIDTH,
        }
    }

    fn is_rating(&self) -> bool {
        match self {
            Self::Layout(_, column) => column.kind == Kind::Rating,
            Self::Further(..) => false,
        }
    }
}

/// A drop-down of the words that Summary counts, where Excel can hold them in one.
fn offer_ratings(
    sheet: &mut Worksheet,
    scale: Option<&Scale>,
    col: ColNum,
    (first, last): (RowNum, RowNum),
) -> Result<(), WriteError> {
    let names = scale.into_iter().flatten().map(|rating| rating.name.as_str());
    let words: Vec<&str> = names.chain([NOT_RATED, INFORMATION_ONLY]).collect();
    // A comma parts the words of such a list.
    if words.iter().any(|word| word.contains(',')) {
        return Ok(());
    }
    let Ok(offered) = DataValidation::new().allow_list_strings(&words) else { return Ok(()) };
    let offered = offered
        .set_error_title("Not a word that is counted")?
        .set_error_message("Choose from the list: Summary counts these words only.")?;
    sheet.add_data_validation(first, col, last, col, &offered)?;
    Ok(())
}

/// Colours the ratings in a column by their words, so that a corrected one changes colour by itself.
pub(super) fn colour_ratings(
    sheet: &mut Worksheet,
    scale: Option<&Scale>,
    col: ColNum,
    (first, last): (RowNum, RowNum),
) -> Result<(), WriteError> {
    let cell = row_col_to_cell(first, col);
    for rating in scale.into_iter().flatten() {
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("=TRIM({cell})={}", formula_text(&rating.name)).as_str())
            .set_format(Styles::rating_rule(rating.colour));
        sheet.add_conditional_format(first, col, last, col, &rule)?;
    }
    Ok(())
}

/// What was entered in a text cell, or what was typed where it cannot be read.
pub(super) fn entered(slot: &Slot<SharedText>) -> Content<'_> {
    match &slot.entry {
        Entry::Given(text) => Content::text(text),
        Entry::Blank | Entry::Unreadable(_) => Content::text(&slot.typed),
    }
}

/// `Yes` or `No`.
pub(super) fn yes_no(yes: bool) -> Content<'static> {
    Content::text(if yes { "Yes" } else { "No" })
}
