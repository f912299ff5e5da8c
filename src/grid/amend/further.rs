//! The text of a sheet that is added.

use super::super::CellRef;
use super::amendment::{Entry, FurtherSheet};
use super::cells::cell;
use super::markup::with;

/// A sheet with its title, its headings and its rows; `heading` and `body` are the formats of their cells.
pub(super) fn further(sheet: &FurtherSheet, namespace: &str, (heading, body): (u32, u32)) -> String {
    let (heading, body) = (heading.to_string(), body.to_string());
    let mut rows = String::new();
    let mut number: u32 = 0;
    let mut row = |cells: &mut dyn Iterator<Item = (&str, Option<&str>)>| {
        let mut text = String::new();
        for (col, (words, style)) in (0..).zip(cells) {
            let entry = if words.is_empty() { Entry::Blank } else { Entry::Text(words.to_owned()) };
            text.push_str(&cell("", CellRef { row: number, col }, style, &entry));
        }
        number += 1;
        rows.push_str(&format!("<row r=\"{number}\">{text}</row>"));
    };
    for line in &sheet.above {
        row(&mut std::iter::once((line.as_str(), None)));
    }
    row(&mut sheet.headings.iter().map(|(words, _)| (words.as_str(), Some(heading.as_str()))));
    for words in &sheet.rows {
        row(&mut words.iter().map(|words| (words.as_str(), Some(body.as_str()))));
    }
    let above = sheet.above.len() + 1;
    let last = u16::try_from(sheet.headings.len())
        .ok()
        .and_then(|count| CellRef::new(number.checked_sub(1)?, count.checked_sub(1)?));
    let filter = last.map(|last| format!("<autoFilter ref=\"A{above}:{last}\"/>")).unwrap_or_default();
    let widths = (1..).zip(&sheet.headings).map(|(number, (_, width))| {
        format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>")
    });
    let widths: String = widths.collect();
    let attributes = with("", &[("xmlns", Some(namespace))]);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet{attributes}>\
         <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
         <sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{above}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
         <cols>{widths}</cols><sheetData>{rows}</sheetData>{filter}\
         <pageMargins left=\"0.5\" right=\"0.5\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
        above + 1
    )
}
