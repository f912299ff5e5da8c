//! The one formula of Sentences: whether what stands there is still what Summary counts.
//!
//! Sentences are written once, Summary follows every corrected rating. So the formula compares every count of Summary
//! with the counts that the sentences were made from, and for each data sheet one number that any changed rating moves,
//! because two ratings that change places leave every count as it was. Functions that Excel 2016 and `LibreOffice` 7
//! both have.

use rust_xlsxwriter::RowNum;

use crate::domain::{INFORMATION_ONLY, Kind, NOT_RATED};
use crate::layout::{Field, data_sheet};
use crate::tally::Place;
use crate::workbook::formula_text;

use super::super::book::{Book, table_name};
use super::super::line::counted;
use super::super::summary::{self, Block};
use super::rows::{Item, every_item};

/// What the cell says while nothing was corrected.
pub(in super::super) const AGREE: &str =
    "The sentences and tables below agree with Summary: no rating has been corrected since.";
/// What it says afterwards.
pub(in super::super) const CORRECTED: &str = "A rating has been corrected since these sentences were written. Use the figures in Summary, or correct the return as well and run consolidate again.";
/// The longest formula that Excel takes, in characters.
const LONGEST: usize = 8_192;
/// A ref weighs the sum of its characters' codes, each times the prime of its place. They are larger than any
/// difference of codes, so that refs which differ in one place or in two never weigh the same.
const PRIMES: [u64; 12] = [131, 211, 307, 401, 503, 601, 701, 809, 907, 1009, 1103, 1201];

/// The row of the sheet in which it stands.
pub(in super::super) const ROW: RowNum = 3;

/// The formula; `None` where there is nothing to compare.
pub(in super::super) fn formula<'b>(book: &'b Book<'_>) -> Option<&'b str> {
    book.agreement.get_or_init(|| made(book)).as_deref()
}

fn made(book: &Book<'_>) -> Option<String> {
    let kinds = || [Kind::Actions, Kind::Indicators].into_iter().filter(|kind| summary::none(book, *kind).is_none());
    let ratings = kinds().filter_map(|kind| ratings(book, kind));
    let counts = Block::all(book).map(|block| counts(&block));
    let (head, tail) = ("IF(", format!("=0,{},{})", formula_text(AGREE), formula_text(CORRECTED)));
    let mut sum = String::new();
    for piece in ratings.chain(counts) {
        let plus = usize::from(!sum.is_empty());
        let length = head.len() + sum.len() + plus + piece.len() + tail.len();
        if length < LONGEST {
            sum.push_str(if sum.is_empty() { "" } else { "+" });
            sum.push_str(&piece);
        }
    }
    (!sum.is_empty()).then(|| format!("{head}{sum}{tail}"))
}

/// How many counts of a table of Summary are others than they were.
fn counts(block: &Block<'_>) -> String {
    let table = block.table_name();
    let columns = block.counts().into_iter().map(|(column, counts)| {
        let counts: Vec<String> = counts.iter().map(u64::to_string).collect();
        format!("SUMPRODUCT(--(INDEX({table}[],0,{column})<>{{{}}}))", counts.join(";"))
    });
    columns.collect::<Vec<String>>().join("+")
}

/// Whether the ratings of a data sheet's rows are others than they were; `None` where refs have letters whose codes
/// programs do not agree on.
fn ratings(book: &Book<'_>, kind: Kind) -> Option<String> {
    let items = every_item(book, kind);
    let longest = items.iter().map(|item| item.reference.len()).max()?.min(PRIMES.len());
    if !items.iter().all(|item| item.reference.chars().all(|c| c.is_ascii_graphic())) {
        return None;
    }
    let words: Vec<&str> = book.plan.scale(kind).names().chain([NOT_RATED, INFORMATION_ONLY]).collect();
    let number_of = |item: &Item<'_>| {
        let rating = match item.place {
            Place::Counted(id) => book.plan.scale(kind).get(id),
            Place::NotRated | Place::InformationOnly => None,
        };
        let word = counted(item.place, rating);
        (1..).zip(&words).find(|(_, own)| **own == word).map_or(0, |(number, _)| number)
    };
    let was: u64 = items.iter().map(|item| weight(item.reference, longest) * number_of(item)).sum();
    let layout = data_sheet(kind);
    let column = |field| format!("{}[{}]", table_name(layout), layout.heading(field));
    let (rating, reference) = (column(Field::RatingCounted), column(Field::Ref));
    let numbers: Vec<String> = (1_u64..)
        .zip(&words)
        .map(|(number, word)| format!("(TRIM({rating})={})*{number}", formula_text(word)))
        .collect();
    let spaces = " ".repeat(longest);
    let codes: Vec<String> = (1_usize..)
        .zip(&PRIMES)
        .take(longest)
        .map(|(at, prime)| format!("CODE(MID({reference}&\"{spaces}\",{at},1))*{prime}"))
        .collect();
    Some(format!("(SUMPRODUCT(({})*({}))<>{was})", numbers.join("+"), codes.join("+")))
}

fn weight(reference: &str, longest: usize) -> u64 {
    let letters = reference.bytes().chain(std::iter::repeat(b' ')).take(longest);
    letters.zip(PRIMES).map(|(letter, prime)| u64::from(letter) * prime).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refs_that_differ_in_one_place_or_two_never_weigh_the_same() {
        let refs: Vec<String> = (1..10).flat_map(|one| (1..10).map(move |two| format!("A{one}.{two}"))).collect();
        let weights: std::collections::BTreeSet<u64> = refs.iter().map(|reference| weight(reference, 5)).collect();
        assert_eq!(weights.len(), refs.len());
        assert_ne!(weight("1.1", 4), weight("1.10", 4));
    }
}
