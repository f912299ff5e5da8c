//! The hidden lists that drop-downs choose from and live checks look entries up in, each a named range that fits
//! exactly, and beside them the working cells of the live checks.
//!
//! An inline list would split an option at its comma and holds 255 characters; a range with a blank cell would let
//! anything through.

use std::borrow::Cow;

use rust_xlsxwriter::utility::worksheet_range_absolute;
use rust_xlsxwriter::{ColNum, RowNum, Workbook};

use crate::domain::{Kind, Rating, Unit, key};
use crate::layout::{RETURN, SheetId};
use crate::plan::Issued;
use crate::returns::Reason;
use crate::workbook::{Styles, WriteError, write_text};

use super::check::{DateTexts, Item, List, placeholders};

/// The named range of what may stand beside an entry of the Fix list: still to do, or done.
pub(crate) const DONE: &str = "Done_marks";
/// The named range of the reasons instead of a value.
pub(super) const REASONS: &str = "Value_reasons";

/// The named range of what may stand in a cell for Yes or No: those, and the reasons for neither.
pub(super) const ANSWERS: &str = "Value_answers";

/// The named range of the ratings of `kind`; `None` where the scheme has none.
pub(super) fn ratings(issued: &Issued, kind: Kind) -> Option<&'static str> {
    let name = match kind {
        Kind::Actions => "Action_ratings",
        Kind::Indicators => "Indicator_ratings",
    };
    issued.scheme.scale(kind).iter().next().map(|_| name)
}

/// The named ranges of every accepted word for a rating of `kind`, and of the ratings' places; `None` where the scheme
/// has none.
pub(super) fn accepted(issued: &Issued, kind: Kind) -> Option<(&'static str, &'static str)> {
    ratings(issued, kind).map(|_| match kind {
        Kind::Actions => ("Action_words", "Action_places"),
        Kind::Indicators => ("Indicator_words", "Indicator_places"),
    })
}

/// Writes the hidden sheet and defines the names. `is_marked` adds what the Fix list needs; `beside` are the lists of
/// some returns only, from a column on.
pub(super) fn write(
    workbook: &mut Workbook,
    lists: &[List],
    // Right of all else, so that no other column moves.
    (first, beside): (ColNum, &[List]),
    is_marked: bool,
    styles: &Styles,
) -> Result<(), WriteError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(RETURN.sheet_name(SheetId::Lists))?.set_hidden(true).protect();
    // A working cell that shows nothing stores nothing; the writer would store a zero.
    sheet.set_formula_result_default("");
    let mut ranges = Vec::new();
    let done = is_marked.then(|| list(Some(DONE), "Done", words(["☐", "☑"].into_iter())));
    for (col, (range, heading, items)) in (0..).zip(lists.iter().chain(&done)).chain((first..).zip(beside)) {
        sheet.set_column_width(col, 24)?;
        write_text(sheet, (0, col), heading, &styles.heading)?;
        for (row, item) in (1..).zip(items) {
            match item {
                Item::Word(word) => write_text(sheet, (row, col), word, &styles.as_text)?,
                Item::Number(number) => {
                    sheet.write_number_with_format(row, col, *number, &styles.text)?;
                }
            }
        }
        if let (Some(range), Ok(last)) = (range.as_deref(), RowNum::try_from(items.len())) {
            ranges.push((range, worksheet_range_absolute(RETURN.sheet_name(SheetId::Lists), 1, col, last, col)));
        }
    }
    for (range, cells) in ranges {
        workbook.define_name(range, &format!("={cells}"))?;
    }
    Ok(())
}

/// What is offered for Yes or No, where the values of an indicator are those.
pub(super) fn yes_or_no(issued: &Issued) -> Option<List> {
    let has_yes_no = issued.indicators.iter().any(|row| row.known_unit() == Unit::YesNo);
    let offered = || words(["Yes", "No"].into_iter().chain(Reason::WORDS));
    has_yes_no.then(|| list(Some(ANSWERS), "Yes or No", offered()))
}

/// The lists of a return.
pub(super) fn lists(issued: &Issued, texts: &DateTexts) -> Vec<List> {
    let names = |kind| words(issued.scheme.scale(kind).names());
    let of = |list: &[String]| words(list.iter().map(String::as_str));
    let (action_words, action_places) = accepted_words(issued, Kind::Actions);
    let (indicator_words, indicator_places) = accepted_words(issued, Kind::Indicators);
    let (actions, indicators) = (accepted(issued, Kind::Actions), accepted(issued, Kind::Indicators));
    let (long, short) = placeholders::lists();
    let before = [
        list(ratings(issued, Kind::Actions), "Ratings of actions", names(Kind::Actions)),
        list(ratings(issued, Kind::Indicators), "Ratings of indicators", names(Kind::Indicators)),
    ];
    let reasons = [
        list(Some(REASONS), "Instead of a value", words(Reason::WORDS.into_iter())),
        list(actions.map(|(words, _)| words), "Accepted for actions", action_words),
        list(actions.map(|(_, places)| places), "Place of the rating", action_places),
        list(indicators.map(|(words, _)| words), "Accepted for indicators", indicator_words),
        list(indicators.map(|(_, places)| places), "Place of the rating", indicator_places),
    ];
    let after = [
        list(Some(placeholders::WORDS), "Placeholders", of(&long)),
        list(Some(placeholders::SHORT), "Short placeholders", of(&short)),
    ];
    before.into_iter().chain(choices()).chain(reasons).chain(texts.lists()).chain(after).collect()
}

/// What the drop-downs of the layout's own columns offer.
fn choices() -> impl Iterator<Item = List> {
    let columns = RETURN.sheets.iter().flat_map(|sheet| &sheet.columns);
    columns.filter_map(|column| column.choice.as_ref()).map(|choice| {
        let offered = words(choice.words.iter().map(String::as_str));
        list(Some(choice.name.as_str()), choice.title.as_str(), offered)
    })
}

fn list(range: Option<&'static str>, heading: &'static str, items: Vec<Item>) -> List {
    (range.map(Cow::Borrowed), Cow::Borrowed(heading), items)
}

fn words<'w>(words: impl Iterator<Item = &'w str>) -> Vec<Item> {
    words.map(|word| Item::Word(word.to_owned())).collect()
}

/// Every word that is read as a rating of `kind`, in the order in which they are looked for, and the place of each
/// one's rating from 1.
fn accepted_words(issued: &Issued, kind: Kind) -> (Vec<Item>, Vec<Item>) {
    let scale = issued.scheme.scale(kind);
    let symbol = |rating: &Rating| {
        let symbol = rating.symbol.clone().unwrap_or_default();
        [symbol.clone(), format!("{symbol} {}", rating.name), format!("{} {symbol}", rating.name)]
    };
    let all = scale.names().map(str::to_owned);
    let all = all.chain(scale.iter().flat_map(symbol)).chain(scale.iter().flat_map(|rating| rating.also.clone()));
    let mut words: Vec<String> = Vec::new();
    for word in all.map(|word| key(&word)).filter(|word| !word.is_empty()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let place = |word: &String| i32::try_from(scale.find(word)?.0).ok()?.checked_add(1);
    words
        .into_iter()
        .filter_map(|word| Some((place(&word)?, word)))
        .map(|(place, word)| (Item::Word(word), Item::Number(place)))
        .unzip()
}
