//! The sheet of a priority or delivery plan: its name in A1, what the plan says of it, how its rows count, and a list of
//! its actions and of its indicators, each with those for information only apart.
//!
//! It is for reading: everything on it is a word, and nothing on it is counted.

use rust_xlsxwriter::{Color, Format, FormatAlign, RowNum, Worksheet};

use crate::domain::{Kind, Rating};
use crate::layout::Field;
use crate::workbook::{
    LateRows, Orientation, Stored, StoredRow, Styles, WriteError, colour, lay_out_page, lines_of, print_legibly,
    write_lines, write_row, write_text,
};

use super::super::book::Book;
use super::super::folded::folded;
use super::super::out_of_date;
use super::super::summary::none;
use super::bands::{Banded, LEVELS, banded};
use super::column::{Column, Shown, Stands};
use super::columns::{Detailed, columns};
use super::grid::Grid;
use super::pages::Pages;
use super::part::Part;
use super::words::{DUE, NOT_HELD, NOTHING, with_symbol};

/// The grounds of the headings above rows, the highest first: black on each can be read.
const BANDS: [Color; LEVELS] = [Color::RGB(0xC9_D6_E5), Color::RGB(0xDF_E7_F0), Color::RGB(0xEF_F3_F8)];
/// The places of the formats: text, a reference, centred, the headings of columns, what is set in, the headings above rows, then each rating's
/// colour.
const TEXT: usize = 0;
const REF: usize = 1;
const CENTRED: usize = 2;
const HEADING: usize = 3;
const INSET: usize = 4;
const FIRST_BAND: usize = 5;
const FIRST_RATING: usize = FIRST_BAND + LEVELS;
/// How far a milestone is set in beneath its action, in Excel's steps.
const STEPS: u8 = 2;
/// How many columns stand on every page, where a page is too narrow for all: what the row is.
const REPEATED: u16 = 2;
/// How wide a line of words below the title may be, in characters.
const WIDTH: u16 = 150;
/// The most rows of a sheet whose pages are begun by hand, for all of them are held while they are laid out. Of longer ones
/// each list begins a page.
const MOST_PAGED: usize = 2_000;

/// Writes the sheet but for the rows of its lists.
pub(in super::super) fn write<'w>(
    sheet: &mut Worksheet,
    book: &'w Book<'w>,
    part: &Part<'w>,
) -> Result<Vec<LateRows<'w>>, WriteError> {
    let styles = &book.styles;
    write_text(sheet, (0, 0), &part.name, &styles.title)?;
    let mut at = 1;
    if let Some(formula) = out_of_date::line(book, out_of_date::LISTS) {
        out_of_date::write(sheet, at, formula, styles)?;
        at += 1;
    }
    let description = part.description.map(|text| folded(text, WIDTH)).unwrap_or_default();
    at = write_lines(sheet, at, description, &styles.guidance)?;
    let overall = book
        .plan
        .wording
        .kinds()
        .into_iter()
        .filter_map(|kind| how_it_stands(book, part, kind, |rating| with_symbol(book, rating)));
    at = write_lines(sheet, at, overall, &styles.section)?;
    let mut lists = Vec::new();
    for kind in book.plan.wording.kinds() {
        for for_information in [false, true] {
            let list = match kind {
                Kind::Actions => List::new(book, part.actions(book, for_information), for_information),
                Kind::Indicators => List::new(book, part.indicators(book, for_information), for_information),
            };
            lists.extend(list);
        }
    }
    let columns: Vec<&[Column]> = lists.iter().map(|list: &List<'_>| list.columns.as_slice()).collect();
    let Grid { widths, places } = Grid::new(book, &columns);
    let kinds: Vec<Kind> = lists.iter().map(|list| list.kind).collect();
    let rows: usize = lists.iter().map(|list| list.rows.list.len()).sum();
    // The headings of one list would be wrong above another.
    let repeats_row = lists.len() == 1;
    let mut pages = (!repeats_row && rows <= MOST_PAGED).then(|| Pages::new(&widths, at));
    let mut breaks = Vec::new();
    let mut late = Vec::new();
    let mut headings = Vec::new();
    for (list, places) in lists.into_iter().zip(places) {
        if pages.is_none() && !headings.is_empty() {
            breaks.push(at + 1);
        }
        let (heading, end, rows) = list.write(sheet, at + 1, book, (&widths, places), pages.as_mut())?;
        headings.push(heading);
        late.push(rows);
        at = end + 1;
    }
    let key = key(book, &kinds);
    if let Some(mut pages) = pages {
        pages.keep_together(at + 1, RowNum::try_from(key.len()).unwrap_or_default() + 2);
        breaks = pages.breaks;
    }
    write_text(sheet, (at + 1, 0), "Key", &styles.section)?;
    write_lines(sheet, at + 2, key, &styles.guidance)?;
    for (col, width) in (0..).zip(&widths) {
        sheet.set_column_width(col, *width)?;
    }
    sheet.set_page_breaks(&breaks)?;
    let repeated = headings.first().copied().filter(|_| repeats_row);
    lay_out_page(sheet, Orientation::Landscape, repeated, &book.title_of(&part.name))?;
    print_legibly(sheet, &widths, REPEATED, None)?;
    Ok(late)
}

/// What the ratings and the marks of the lists mean, in lines.
fn key(book: &Book<'_>, kinds: &[Kind]) -> Vec<String> {
    let mut key = meanings(book, kinds);
    let deadline = format!("{DUE} = the deadline falls in that period, the revised one where there is one; ");
    let deadline = if kinds.contains(&Kind::Actions) { deadline.as_str() } else { "" };
    let (nothing, not_held) = ("nothing is due then, or it is still to come", "no workbook and no plan tells of it");
    key.push(format!("The periods of the year: {deadline}{NOTHING} = {nothing}; {NOT_HELD} = {not_held}"));
    key.iter().flat_map(|line| folded(line, WIDTH)).collect()
}

/// What the ratings of those kinds mean, a text for each kind that has any: `Actions: ● Green = On track; ▲ Amber = Behind`.
pub(in super::super) fn meanings(book: &Book<'_>, kinds: &[Kind]) -> Vec<String> {
    let wording = &book.plan.wording;
    let rated = wording.kinds().into_iter().filter(|kind| kinds.contains(kind) && none(book, *kind).is_none());
    let of = |kind| {
        let scale = book.plan.scale(kind).iter().filter(|rating| wording.shows(&rating.name));
        let meanings = scale.filter(|rating| !rating.meaning.trim().is_empty());
        let meanings = meanings.map(|rating| format!("{} = {}", with_symbol(book, rating), rating.meaning.trim()));
        let meanings = meanings.collect::<Vec<String>>().join("; ");
        (!meanings.is_empty()).then(|| format!("{}: {meanings}", wording.title(kind)))
    };
    rated.filter_map(of).collect()
}

/// How the rated rows of a kind stand: `Actions: 10 (71.4%) ✓ Completed, 3 (21.4%) ▲ Behind; 1 not rated`.
pub(in super::super) fn how_it_stands(
    book: &Book<'_>,
    part: &Part<'_>,
    kind: Kind,
    name: impl Fn(&Rating) -> String,
) -> Option<String> {
    let line = part.line(book, kind)?;
    let zero_counts = book.plan.settings.zero_counts;
    let shares = line.percentages.iter().copied().chain(std::iter::repeat(None));
    let counted = book.plan.scale(kind).iter().zip(&line.counts).zip(shares);
    let counted = counted
        .filter(|((rating, count), _)| **count > 0 && book.plan.wording.shows(&rating.name))
        .map(|((rating, count), share)| format!("{} {}", zero_counts.printed(*count, share), name(rating)));
    let mut said = counted.collect::<Vec<String>>().join(", ");
    if said.is_empty() {
        "none is rated".clone_into(&mut said);
    }
    let not_rated = match line.not_rated {
        0 => String::new(),
        more => format!("; {more} not rated"),
    };
    Some(format!("{}: {said}{not_rated}", book.plan.wording.title(kind)))
}

/// One list, before it is written.
struct List<'w> {
    kind: Kind,
    title: String,
    columns: Vec<Column>,
    rows: Rows<'w>,
}

/// Its rows: of either kind, with the headings above them.
type MakeRow<'w> = Box<dyn Fn(&'w Book<'w>, usize, &Column) -> Shown<'w> + Send + Sync + 'w>;

struct Rows<'w> {
    list: Vec<Banded<'w, usize>>,
    cell: MakeRow<'w>,
}

impl<'w> List<'w> {
    /// The list of those rows; none where there is no row.
    fn new<L: Detailed<'w> + Send + 'w>(book: &'w Book<'w>, lines: Vec<&'w L>, for_information: bool) -> Option<Self> {
        if lines.is_empty() {
            return None;
        }
        let columns = columns(book, &lines);
        let noun = book.plan.wording.title(L::KIND);
        let title = if for_information { format!("{noun} for information only, not rated") } else { noun };
        let places: Vec<usize> = (0..lines.len()).collect();
        let none = [None; LEVELS];
        let list = banded(&places, |at| lines.get(at).map_or(none, |line| line.bands(book)));
        let cell: MakeRow<'w> =
            Box::new(move |book, at, column| lines.get(at).map(|line| line.shown(book, column)).unwrap_or_default());
        Some(Self { kind: L::KIND, title, columns, rows: Rows { list, cell } })
    }

    /// Writes the list from row `at` on but for its rows; gives the row of its headings, its last row and its late rows.
    fn write(
        self,
        sheet: &mut Worksheet,
        at: RowNum,
        book: &'w Book<'w>,
        (widths, places): (&[u16], Vec<usize>),
        pages: Option<&mut Pages>,
    ) -> Result<(RowNum, RowNum, LateRows<'w>), WriteError> {
        let styles = &book.styles;
        write_text(sheet, (at, 0), &self.title, &styles.section)?;
        let heading = at + 1;
        let headings = self.headings(book, widths, &places);
        let formats = formats(styles, book.plan.scale(self.kind).iter());
        write_row(sheet, heading, &headings, &formats)?;
        let first = heading + 1;
        // Every list has columns.
        let last_col = headings.cells.len().saturating_sub(1);
        let last_col = u16::try_from(last_col).unwrap_or(u16::MAX);
        let (columns, widths, kind, count) = (self.columns, widths.to_vec(), self.kind, headings.cells.len());
        let Rows { list, cell } = self.rows;
        let rows = list.into_iter().map(move |one| match one {
            Banded::Band(level, name) => band(level, name, count),
            Banded::Row(at) => {
                let mut lines = 1;
                let all: Vec<Shown<'_>> = columns.iter().map(|column| cell(book, at, column)).collect();
                let is_heading = all.iter().any(|shown| shown.stands == Stands::AsHeading);
                let ground = if is_heading { FIRST_BAND + LEVELS - 1 } else { TEXT };
                let mut cells = vec![(ground, Stored::Blank); count];
                for ((column, shown), place) in columns.iter().zip(all).zip(&places) {
                    let room = widths.get(*place).copied().unwrap_or_default();
                    let is_inset = shown.stands.sets_in(column);
                    // A step takes the room of about two characters; none is narrower.
                    let room = if is_inset { room.saturating_sub(u16::from(STEPS) * 2) } else { room };
                    lines = lines.max(lines_of(&shown.text, room));
                    let format = match shown.rating {
                        _ if is_heading => ground,
                        None if is_inset => INSET,
                        rating => format_of(book, kind, column, rating),
                    };
                    let stored = if shown.text.is_empty() { Stored::Blank } else { Stored::Text(shown.text.into()) };
                    if let Some(free) = cells.get_mut(*place) {
                        *free = (format, stored);
                    }
                }
                StoredRow { lines, cells }
            }
        });
        let last_of = |count: usize| heading + RowNum::try_from(count).unwrap_or_default();
        let Some(pages) = pages else {
            let last = last_of(rows.len());
            let late = LateRows::without_table(sheet, (first, last), last_col, &formats, rows)?;
            return Ok((heading, last, late));
        };
        let rows = pages.with_headings(at, &headings, rows.collect(), is_band);
        let last = last_of(rows.len());
        let late = LateRows::without_table(sheet, (first, last), last_col, &formats, rows.into_iter())?;
        Ok((heading, last, late))
    }

    /// Its headings, each in the column that it stands in.
    fn headings(&self, book: &Book<'_>, widths: &[u16], places: &[usize]) -> StoredRow<'static> {
        let count = places.last().map_or(0, |last| last + 1);
        let (mut lines, mut cells) = (1, vec![(HEADING, Stored::Blank); count]);
        for (column, place) in self.columns.iter().zip(places) {
            let text = column.heading(book);
            // Bold text takes more room.
            let room = widths.get(*place).copied().unwrap_or_default().saturating_sub(1);
            lines = lines.max(lines_of(&text, room));
            if let Some((_, stored)) = cells.get_mut(*place) {
                *stored = Stored::Text(text.into());
            }
        }
        StoredRow { lines, cells }
    }
}

/// A heading above rows: its words in the first column, over the empty cells beside it.
fn band(level: usize, name: &str, columns: usize) -> StoredRow<'static> {
    let format = FIRST_BAND + level.min(LEVELS - 1);
    let first = (format, Stored::Text(name.to_owned().into()));
    // The first is written.
    let others = columns.saturating_sub(1);
    let others = std::iter::repeat_with(|| (format, Stored::Blank)).take(others);
    StoredRow { lines: 1, cells: std::iter::once(first).chain(others).collect() }
}

/// Whether a row is a heading above others.
fn is_band(row: &StoredRow<'_>) -> bool {
    row.cells.first().is_some_and(|(format, _)| (FIRST_BAND..FIRST_BAND + LEVELS).contains(format))
}

fn formats<'r>(styles: &Styles, scale: impl Iterator<Item = &'r Rating>) -> Vec<Format> {
    let band = |ground: Color| styles.section.clone().set_font_size(11).set_background_color(ground);
    let centred = styles.text.clone().set_align(FormatAlign::Center);
    let mut formats = vec![styles.text.clone(), styles.as_text.clone(), centred, styles.heading.clone()];
    formats.push(styles.text.clone().set_align(FormatAlign::Left).set_indent(STEPS));
    formats.extend(BANDS.map(band));
    formats.extend(scale.map(|rating| {
        let filled = styles.text.clone().set_background_color(colour(rating.colour));
        filled.set_font_color(colour(rating.colour.text_colour()))
    }));
    formats
}

fn format_of(book: &Book<'_>, kind: Kind, column: &Column, rating: Option<&Rating>) -> usize {
    if let Some(rating) = rating {
        let place = book.plan.scale(kind).iter().position(|own| own.name == rating.name);
        return place.map_or(TEXT, |place| FIRST_RATING + place);
    }
    match column {
        Column::Of(Field::Ref) => REF,
        Column::Period(_) | Column::Later => CENTRED,
        Column::Of(_) | Column::Own(_) => TEXT,
    }
}
