//! How wide the columns of a table are: as wide beside each other as they are to be, but none so narrow that it breaks a
//! word.
//!
//! Nobody knows how wide a letter is in the council's font; it is taken to be as in Arial. Where there is no room for all
//! words, none goes before another.

use super::block::{Column, Row, Table};

/// About how wide a letter of table text is, in twentieths of a point, and what the edges of a cell take. Headings are bold.
pub(super) const LETTER: u64 = 105;
const EDGES: u64 = 230;
/// A word of more letters may break: an address of a page, a name without spaces.
const LONGEST: u64 = 16;

/// The width of each column of a table, in twentieths of a point and in fiftieths of a percent of all.
pub(super) fn widths(table: &Table, width: u64, letter: u64) -> Vec<(u64, u64)> {
    let shares: Vec<u64> = table.columns.iter().map(|column| u64::from(column.share.clamp(1, 1_000))).collect();
    let needs: Vec<u64> =
        table.columns.iter().enumerate().map(|(at, column)| need(at, column, &table.rows, letter)).collect();
    let fixed = enough(&shares, &needs, width);
    let all: u64 = fixed.iter().sum::<u64>().max(1);
    fixed.into_iter().map(|own| (width * own / all, 5_000 * own / all)).collect()
}

/// The width of each column: its share of what those leave that need more than theirs.
fn enough(shares: &[u64], needs: &[u64], width: u64) -> Vec<u64> {
    let mut given: Vec<Option<u64>> = vec![None; shares.len()];
    loop {
        let taken: u64 = given.iter().flatten().sum();
        let open = || shares.iter().zip(&given).filter(|(_, own)| own.is_none()).map(|(share, _)| *share);
        let (left, all) = (width.checked_sub(taken), open().sum::<u64>());
        let Some(left) = left.filter(|_| all > 0) else { return shares.to_vec() };
        let short =
            needs.iter().zip(shares).enumerate().find(|(at, (need, share))| {
                given.get(*at).is_some_and(Option::is_none) && left * **share / all < **need
            });
        let Some((at, (need, _))) = short else {
            return given.iter().zip(shares).map(|(own, share)| own.unwrap_or(left * share / all)).collect();
        };
        if let Some(own) = given.get_mut(at) {
            *own = Some(*need);
        }
    }
}

/// How wide a column must be so that its longest word fits.
fn need(at: usize, column: &Column, rows: &[Row], letter: u64) -> u64 {
    let longest = |text: &str| {
        let words = text.split(|c: char| c.is_whitespace() || c == '-' || c == '/');
        words.map(|word| word.chars().map(quarters).sum::<u64>()).max().unwrap_or_default().min(LONGEST * 4)
    };
    let cells = rows.iter().filter_map(|row| row.cells.get(at));
    let texts = cells.flat_map(|cell| cell.paragraphs.iter().flatten()).map(|run| longest(&run.text));
    let of_text = texts.max().unwrap_or_default() * letter / 4;
    let of_heading = longest(&column.heading) * letter * 11 / 40;
    of_text.max(of_heading) + EDGES
}

/// How wide a letter is, in quarters of a usual one.
fn quarters(letter: char) -> u64 {
    match letter {
        'M' | 'W' | 'm' | 'w' | '%' | '@' => 6,
        _ if letter.is_uppercase() => 5,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::super::block::{Align, Cell};
    use super::*;

    fn table(headings: &[(&str, u32)], cells: &[&str]) -> Table {
        let column = |(heading, share): &(&str, u32)| Column {
            heading: (*heading).to_owned(),
            share: *share,
            align: Align::Left,
        };
        let row = Row { cells: cells.iter().map(|text| Cell::of(*text)).collect(), bold: false };
        Table { columns: headings.iter().map(column).collect(), rows: vec![row], ..Table::default() }
    }

    fn twips(table: &Table, width: u64) -> Vec<u64> {
        widths(table, width, LETTER).into_iter().map(|(own, _)| own).collect()
    }

    #[test]
    fn a_column_is_as_wide_as_its_longest_word_and_the_others_share_what_is_left() {
        let narrow =
            twips(&table(&[("Ref", 1), ("Holder", 1), ("Text", 8)], &["1.1", "Regeneration, Assets", "Words"]), 9_000);
        assert!(narrow[1] >= 13 * LETTER + EDGES, "{narrow:?}");
        assert!(narrow[2] >= 7 * narrow[0] && narrow.iter().sum::<u64>() <= 9_000, "{narrow:?}");
    }

    #[test]
    fn wide_letters_take_more_room_than_others() {
        let columns = twips(&table(&[("M07", 1), ("111", 1), ("Text", 40)], &["–", "–", "Words"]), 14_000);
        assert!(columns[0] - columns[1] >= LETTER / 2, "{columns:?}");
    }

    #[test]
    fn where_all_words_fit_each_has_its_share() {
        assert_eq!(twips(&table(&[("A", 1), ("B", 2)], &["1", "2"]), 9_000), [3_000, 6_000]);
    }

    #[test]
    fn words_for_which_there_is_no_room_at_all_take_it_from_nobody() {
        let full = twips(&table(&[("Regeneration", 1), ("Infrastructure", 1)], &["1", "2"]), 1_000);
        assert_eq!(full, [500, 500]);
        let address = twips(
            &table(&[("A", 1), ("B", 1)], &["www.example.org/a_page_with_an_address_that_nobody_types", "2"]),
            9_000,
        );
        assert_eq!(address, [4_500, 4_500]);
    }
}
