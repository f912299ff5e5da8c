//! The drop-down of the words that Summary counts, beside each rating counted.
//!
//! Where Excel cannot hold them in one list, they stand on a hidden sheet that is there for nothing else.

use rust_xlsxwriter::utility::cell_range_absolute;
use rust_xlsxwriter::{ColNum, DataValidation, Formula, RowNum, Workbook, Worksheet};

use crate::domain::{INFORMATION_ONLY, NOT_RATED, Scale};
use crate::layout::SheetId;
use crate::plan::Plan;
use crate::workbook::{Styles, WriteError, write_text};

use super::book::layout_of;

/// The name of the hidden sheet.
const SHEET: &str = "Lists";
/// The data sheets whose ratings are chosen, in the order of the hidden sheet's columns.
const CHOSEN: [SheetId; 2] = [SheetId::Actions, SheetId::Indicators];

/// Offers the words in the rows of a column of the data sheet `id`.
pub(super) fn offer(
    sheet: &mut Worksheet,
    id: SheetId,
    scale: Option<&Scale>,
    col: ColNum,
    (first, last): (RowNum, RowNum),
) -> Result<(), WriteError> {
    let words = words(scale);
    let offered = match in_one(&words) {
        Some(in_one) => in_one,
        None => DataValidation::new().allow_list_formula(range(id, words.len())),
    };
    let offered = offered
        .set_error_title("Not a word that is counted")?
        .set_error_message("Choose from the list: Summary counts these words only.")?;
    sheet.add_data_validation(first, col, last, col, &offered)?;
    Ok(())
}

/// Offers Yes and No in the rows of a column, in which another date may be typed too.
pub(super) fn offer_agreement(
    sheet: &mut Worksheet,
    col: ColNum,
    (first, last): (RowNum, RowNum),
) -> Result<(), WriteError> {
    let offered = DataValidation::new()
        .allow_list_strings(&["Yes", "No"])?
        .set_input_title("What members decided")?
        .set_input_message("Yes, No, or another date. Leave it blank while it is open.")?
        .show_error_message(false);
    sheet.add_data_validation(first, col, last, col, &offered)?;
    Ok(())
}

/// Writes the hidden sheet, where one of the lists needs it.
pub(super) fn write_lists(workbook: &mut Workbook, plan: &Plan, styles: &Styles) -> Result<(), WriteError> {
    let scales = [&plan.scheme.actions, &plan.scheme.indicators];
    let lists = scales.map(|scale| Some(words(Some(scale))).filter(|words| in_one(words).is_none()));
    if lists.iter().all(Option::is_none) {
        return Ok(());
    }
    let sheet = workbook.add_worksheet().set_name(SHEET)?.set_hidden(true);
    for ((col, id), words) in (0..).zip(CHOSEN).zip(lists) {
        write_text(sheet, (0, col), &layout_of(id).name, &styles.heading)?;
        for (row, word) in (1..).zip(words.unwrap_or_default()) {
            write_text(sheet, (row, col), word, &styles.as_text)?;
        }
    }
    Ok(())
}

fn words(scale: Option<&Scale>) -> Vec<&str> {
    let names = scale.into_iter().flatten().map(|rating| rating.name.as_str());
    names.chain([NOT_RATED, INFORMATION_ONLY]).collect()
}

/// The words in one list, where Excel can hold them so: 255 characters, parted by commas.
fn in_one(words: &[&str]) -> Option<DataValidation> {
    let is_plain = words.iter().all(|word| !word.contains([',', '"']));
    is_plain.then(|| DataValidation::new().allow_list_strings(words).ok()).flatten()
}

/// Where so many words of the data sheet `id` stand.
fn range(id: SheetId, count: usize) -> Formula {
    let col = (0..).zip(CHOSEN).find(|(_, own)| *own == id).map_or(0, |(col, _)| col);
    // A plan has far fewer ratings than a sheet has rows.
    let last = RowNum::try_from(count).unwrap_or(RowNum::MAX);
    Formula::new(format!("={SHEET}!{}", cell_range_absolute(1, col, last, col)))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;
    use crate::consolidate::tests::bytes;

    /// The lists offered on the sheets of the consolidated workbook of a plan whose second rating is `amber`.
    fn offered(amber: &str) -> Vec<String> {
        let file = bytes(&format!(
            "
            | Ratings | Applies to | Rating | Symbol | Colour | Meaning | Standing | Commentary | In percentages |
            |---|---|---|---|---|---|---|---|---|
            | | Both | Green | G | 00703C | On track | On track | Optional | Yes |
            | | Both | {amber} | A | FFC000 | Behind | Behind | Optional | Yes |

            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | 31/03/2026 | {amber} |

            | Indicators | Ref | Unit | Better when | Target | Rated | Value | Rating |
            |---|---|---|---|---|---|---|---|
            | | I1 | days | Lower | 20 | Yes | 18 | Green |
            "
        ));
        let mut package = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        let mut offered = Vec::new();
        for number in 1..=package.len() {
            let mut xml = String::new();
            let Ok(mut part) = package.by_name(&format!("xl/worksheets/sheet{number}.xml")) else { break };
            part.read_to_string(&mut xml).unwrap();
            let lists = xml.split("<dataValidation type=\"list\"").skip(1);
            offered.extend(lists.map(|list| {
                let (_, list) = list.split_once("<formula1>").expect("a list");
                list.split_once("</formula1>").expect("the end of a list").0.to_owned()
            }));
        }
        offered
    }

    #[test]
    fn every_rating_counted_has_its_drop_down_whatever_its_words() {
        let inline = r#""Green,Amber,Not rated,Information only""#;
        assert_eq!(offered("Amber"), [inline, inline]);
        let ranges = ["Lists!$A$2:$A$5", "Lists!$B$2:$B$5"];
        assert_eq!(offered("Behind, but improving"), ranges);
        assert_eq!(offered("The \"amber\" one"), ranges);
    }

    #[test]
    fn words_that_a_list_would_tear_or_cannot_hold_are_offered_from_a_range() {
        let long = "Slightly behind, to be amended by Cabinet ".repeat(6);
        for words in [vec!["Behind, but improving"], vec!["The \"amber\" one"], vec![long.as_str()], vec!["x"; 129]] {
            assert!(in_one(&words).is_none(), "{words:?}");
        }
        for words in [vec!["Green", "Amber", "Red"], vec!["x"; 128], vec!["On hold or closed; agreed", "It's"]] {
            assert!(in_one(&words).is_some(), "{words:?}");
        }
    }
}
