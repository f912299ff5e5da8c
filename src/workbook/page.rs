//! How a sheet prints: A4, one page wide, the heading row on every page, page numbers at the foot.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet};

use super::{WriteError, line};

/// A4.
const A4: u8 = 9;
/// What the margins leave of A4 in landscape, in pixels.
const PAGE_WIDTH: u32 = 1045;
const PAGE_HEIGHT: u32 = 688;
/// The height of a row of one line, in pixels.
const ROW: u32 = 20;
/// The width of a character, in pixels.
const CHARACTER: u16 = 7;
/// The width of a digit in Arial 11, by which the width of a column is measured, in pixels.
const DIGIT: u32 = 8;
/// Letters of 11 points are 8 when printed at this per cent.
const SMALLEST_SCALE: u16 = 73;
/// Excel allows 255 characters in a footer; the codes and page numbers take some of them.
const FOOTER_TITLE: usize = 100;

/// Which way the paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Orientation {
    /// The long side is the width: tables.
    Landscape,
    /// The short side is the width: forms.
    Portrait,
}

/// Sets a sheet up for printing. `heading_row` is repeated on every page; `title` stands at the foot.
///
/// # Errors
/// Where the heading row is outside the sheet.
pub(crate) fn lay_out_page(
    sheet: &mut Worksheet,
    orientation: Orientation,
    heading_row: Option<RowNum>,
    title: &str,
) -> Result<(), WriteError> {
    match orientation {
        Orientation::Landscape => sheet.set_landscape(),
        Orientation::Portrait => sheet.set_portrait(),
    };
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    if let Some(row) = heading_row {
        sheet.set_repeat_rows(row, row)?;
    }
    // An ampersand begins a code in a footer; two are one. The space parts the size from a title that begins with a digit.
    let title = line(title, FOOTER_TITLE).replace('&', "&&");
    // It shrinks with the sheet: letters of 11 points are still 8 then.
    sheet.set_footer(format!("&L&\"Arial,Regular\"&11 {title}&R&\"Arial,Regular\"&11 Page &P of &N"));
    Ok(())
}

/// How many characters columns of those widths have more than a page holds in letters of 8 points.
pub(crate) fn too_many_characters(widths: &[u16]) -> u64 {
    let room = u64::from(PAGE_WIDTH) * 100 / u64::from(SMALLEST_SCALE);
    // Columns that are narrower than the page have none too many.
    pixels_of(widths).saturating_sub(room).div_ceil(u64::from(CHARACTER))
}

/// Lets a table of those rows, with columns of those widths, go over several pages side by side where its letters would be
/// smaller than 8 points on one. The first column is on each of them; the lines above the headings, which would be cut off
/// there, are on none. After [`lay_out_page`].
///
/// # Errors
/// Where the table is outside the sheet.
pub(crate) fn keep_legible(
    sheet: &mut Worksheet,
    (heading_row, last_row): (RowNum, RowNum),
    widths: &[u16],
) -> Result<(), WriteError> {
    if let (Some(last), true) = (widths.len().checked_sub(1), too_many_characters(widths) > 0) {
        let last = ColNum::try_from(last).unwrap_or(ColNum::MAX);
        sheet.set_print_scale(SMALLEST_SCALE).set_repeat_columns(0, 0)?.set_print_area(
            heading_row,
            0,
            last_row,
            last,
        )?;
    }
    Ok(())
}

/// How wide columns of those widths, in characters, are on the screen, in pixels.
pub(crate) fn width_on_screen(widths: &[u16]) -> u32 {
    widths.iter().map(|width| u32::from(*width) * DIGIT + 5).sum()
}

/// Whether columns of those widths stand on one page in letters of 8 points. Other programs than Excel make columns a
/// little wider: three pixels each, and a fiftieth of the page.
pub(crate) fn is_legible(widths: &[u16]) -> bool {
    let edges: u32 = widths.iter().map(|_| 3).sum();
    let room = PAGE_WIDTH * 100 / u32::from(SMALLEST_SCALE);
    width_on_screen(widths) + edges <= room - room / 50
}

/// Lets a sheet go over several pages side by side in letters of 8 points: the first `repeated` columns are on each of them,
/// and a new page begins with the column `next`, where there is one. After [`lay_out_page`].
///
/// # Errors
/// Where the columns are outside the sheet.
pub(crate) fn side_by_side(sheet: &mut Worksheet, repeated: ColNum, next: Option<ColNum>) -> Result<(), WriteError> {
    // One column at least.
    sheet.set_print_scale(SMALLEST_SCALE).set_repeat_columns(0, repeated.saturating_sub(1))?;
    sheet.set_vertical_page_breaks(&next.map(u32::from).into_iter().collect::<Vec<_>>())?;
    Ok(())
}

/// Columns of those widths, each made narrower as far as its least, so that the fewest pages side by side hold them in letters
/// of 8 points; with the first column of each page but the first, which repeats the sheet's first. `joined` columns are not
/// parted from the one before them.
pub(crate) fn in_pages(widths: &[u16], least: &[u16], joined: &[bool]) -> (Vec<u16>, Vec<ColNum>) {
    let narrowest: Vec<u16> = widths.iter().zip(least).map(|(width, least)| *width.min(least)).collect();
    let pages = page_starts(&narrowest, joined).len();
    let mut widths = widths.to_vec();
    loop {
        let starts = page_starts(&widths, joined);
        // What a column has above its least.
        let spare = |(width, least): &(&mut u16, &u16)| width.saturating_sub(**least);
        let widest = widths.iter_mut().zip(least).max_by_key(spare).filter(|own| spare(own) > 0);
        match widest {
            Some((width, _)) if starts.len() > pages => *width -= 1,
            _ => return (widths, starts),
        }
    }
}

/// The first column of each page but the first.
fn page_starts(widths: &[u16], joined: &[bool]) -> Vec<ColNum> {
    let (mut starts, mut page): (Vec<ColNum>, Vec<u16>) = (Vec::new(), Vec::new());
    for (at, width) in widths.iter().enumerate() {
        let is_joined = |at: &usize| joined.get(*at).copied().unwrap_or_default();
        let with_it = (at + 1..widths.len()).take_while(is_joined).count();
        let unit = widths.get(at..=at + with_it).unwrap_or_default();
        let whole = [page.as_slice(), unit].concat();
        if !is_joined(&at) && !page.is_empty() && !is_legible(&whole) {
            starts.push(ColNum::try_from(at).unwrap_or(ColNum::MAX));
            page.clear();
            page.extend(widths.first());
        }
        page.push(*width);
    }
    starts
}

/// Lets the table below a row of headings go over several pages side by side, which begin with those columns, in letters of 8
/// points; the first column is on each of them. The lines above the headings, which would be cut off there, are on none. After
/// [`lay_out_page`].
///
/// # Errors
/// Where the columns are outside the sheet.
pub(crate) fn print_in_pages(
    sheet: &mut Worksheet,
    (heading_row, last_row): (RowNum, RowNum),
    last: ColNum,
    starts: &[ColNum],
) -> Result<(), WriteError> {
    if starts.is_empty() {
        return Ok(());
    }
    sheet.set_print_scale(SMALLEST_SCALE).set_repeat_columns(0, 0)?.set_print_area(heading_row, 0, last_row, last)?;
    sheet.set_vertical_page_breaks(&starts.iter().map(|col| u32::from(*col)).collect::<Vec<_>>())?;
    Ok(())
}

/// Columns of those widths made narrower, the widest first and none narrower than `least`, until a page holds them in
/// letters that can be read.
pub(crate) fn narrowed(widths: &[u16], least: u16) -> Vec<u16> {
    let mut widths = widths.to_vec();
    while !is_legible(&widths) {
        let wide = widths.iter_mut().filter(|width| **width > least);
        let Some(widest) = wide.max_by_key(|width| **width) else { break };
        *widest -= 1;
    }
    widths
}

/// Lets a sheet with columns of those widths go over several pages side by side rather than be printed in letters of less
/// than 8 points. After [`lay_out_page`].
///
/// # Errors
/// Where the columns are outside the sheet.
pub(crate) fn print_legibly(
    sheet: &mut Worksheet,
    widths: &[u16],
    repeated: ColNum,
    next: Option<ColNum>,
) -> Result<(), WriteError> {
    if is_legible(widths) { Ok(()) } else { side_by_side(sheet, repeated, next) }
}

/// How wide columns are together: for each its characters and five pixels for its edges, as Excel has them.
fn pixels_of(widths: &[u16]) -> u64 {
    widths.iter().map(|width| u64::from(*width) * u64::from(CHARACTER) + 5).sum()
}

/// How many rows of one line a page in landscape holds when columns of those widths, in characters, are made to fit its
/// width.
pub(crate) fn rows_of_page(widths: &[u16]) -> u32 {
    let width = pixels_of(widths).max(u64::from(PAGE_WIDTH));
    let rows = u64::from(PAGE_HEIGHT) * width / u64::from(PAGE_WIDTH) / u64::from(ROW);
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// How much of rows a page in landscape holds when columns of those widths, in characters, are made to fit its width, in
/// pixels. A little is left for programs that make rows taller.
pub(crate) fn height_of_page(widths: &[u16]) -> u32 {
    let width = u64::from(width_on_screen(widths).max(PAGE_WIDTH));
    let height = u64::from(PAGE_HEIGHT) * width / u64::from(PAGE_WIDTH);
    let most = PAGE_HEIGHT * 100 / u32::from(SMALLEST_SCALE);
    let height = u32::try_from(height).unwrap_or(most).min(most);
    height - height / 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_made_to_fit_holds_more_rows() {
        assert_eq!(rows_of_page(&[]), 34);
        assert_eq!(rows_of_page(&[100]), 34, "what fits is not made larger");
        // Twice the width of the page: half the size.
        assert_eq!(rows_of_page(&[148, 148]), 68);
        assert!(rows_of_page(&vec![u16::MAX; 100_000]) > 68, "no width is too large");
    }

    #[test]
    fn twelve_periods_stand_on_one_page() {
        let values: Vec<u16> = [10, 22, 8, 8].into_iter().chain([8; 12]).chain([14]).collect();
        assert!(is_legible(&values));
        assert!(!is_legible(&[&values[..], &[8]].concat()));
    }

    #[test]
    fn columns_stand_on_as_few_pages_as_their_least_widths_need() {
        let (widths, least) = ([9, 90, 90, 90, 40, 15], [9, 60, 60, 90, 40, 15]);
        let (narrowed, starts) = in_pages(&widths, &least, &[false; 6]);
        assert_eq!(starts, [3], "two pages: {narrowed:?}");
        assert!(narrowed[1] < 90 && narrowed[1] > 60 && narrowed[3] == 90, "no more than it takes: {narrowed:?}");
        let widths = [9, 60, 60, 30, 15];
        assert_eq!(in_pages(&widths, &widths, &[false; 5]).1, [4]);
        assert_eq!(in_pages(&widths, &widths, &[false, false, false, false, true]).1, [3], "the two stand together");
        // What stands on one page is left as it is.
        assert_eq!(in_pages(&[9, 60, 60], &[9, 30, 30], &[false; 3]), (vec![9, 60, 60], Vec::new()));
        assert_eq!(in_pages(&[], &[], &[]), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_page_holds_as_many_characters_as_can_be_read() {
        assert_eq!(too_many_characters(&[]), 0);
        assert_eq!(too_many_characters(&[203]), 0);
        assert_eq!(too_many_characters(&[206]), 3, "a part of a character is one");
    }
}
