//! What charts show before anything is calculated: the results of the formulas that they are drawn from.
//!
//! The writer stores with a chart the numbers and texts of the cells it is made from, but not the results of formulas. A
//! program that calculates nothing, such as a preview or Excel in Protected View, would draw nothing. So the results are
//! looked up in the finished sheets.

use std::collections::BTreeMap;

use crate::grid::CellRef;

/// How the name of a chart's part begins.
pub(super) const CHARTS: &str = "xl/charts/chart";
/// The part that names the sheets, in the order of their parts.
pub(super) const WORKBOOK: &str = "xl/workbook.xml";
/// The most cells that are looked up for one list; charts have far fewer.
const MOST: u32 = 4096;

/// The names of the sheets, in order, from the part that lists them.
pub(super) fn sheet_names(workbook: &str) -> Vec<String> {
    let entries = workbook.split("<sheet ").skip(1);
    entries.filter_map(|entry| entry.split("name=\"").nth(1)?.split('"').next().map(unescaped)).collect()
}

/// The chart with its caches filled; `sheets` are the finished sheets by their names.
pub(super) fn filled(chart: &str, sheets: &BTreeMap<String, String>) -> String {
    let mut pieces = chart.split("<c:f>");
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        whole.push_str("<c:f>");
        match one_filled(piece, sheets) {
            Some(piece) => whole.push_str(&piece),
            None => whole.push_str(piece),
        }
    }
    whole
}

/// What follows one reference, with its cache filled; `None` where it is as it should be.
fn one_filled(piece: &str, sheets: &BTreeMap<String, String>) -> Option<String> {
    let (reference, rest) = piece.split_once("</c:f>")?;
    let (kind, close) = if rest.starts_with("<c:numCache>") {
        ("<c:numCache><c:formatCode>General</c:formatCode>", "</c:numCache>")
    } else if rest.starts_with("<c:strCache>") {
        ("<c:strCache>", "</c:strCache>")
    } else {
        return None;
    };
    let (cache, after) = rest.split_once(close)?;
    let has = cache.matches("<c:v>").count() - cache.matches("<c:v></c:v>").count();
    let (sheet, cells) = cells_of(&unescaped(reference))?;
    let xml = sheets.get(&sheet)?;
    let values: Vec<Option<String>> = cells.iter().map(|at| result_in(xml, *at)).collect();
    if values.iter().flatten().count() <= has {
        return None;
    }
    let points: String = values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some(format!("<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", value.as_ref()?)))
        .collect();
    Some(format!("{reference}</c:f>{kind}<c:ptCount val=\"{}\"/>{points}{close}{after}", values.len()))
}

/// The sheet and the cells of a reference such as `'Front page'!$C$15` or `Summary!$B$7:$B$11`.
fn cells_of(reference: &str) -> Option<(String, Vec<CellRef>)> {
    let (sheet, range) = reference.rsplit_once('!')?;
    let sheet = sheet.strip_prefix('\'').and_then(|sheet| sheet.strip_suffix('\'')).unwrap_or(sheet).replace("''", "'");
    let range = range.replace('$', "");
    let (first, last) = range.split_once(':').unwrap_or((&range, &range));
    let (first, last): (CellRef, CellRef) = (first.parse().ok()?, last.parse().ok()?);
    let rows = last.row.checked_sub(first.row)?.checked_add(1)?;
    let cols = last.col.checked_sub(first.col)?.checked_add(1)?;
    if rows.checked_mul(u32::from(cols))? > MOST {
        return None;
    }
    let cells =
        (first.row..=last.row).flat_map(|row| (first.col..=last.col).map(move |col| CellRef { row, col })).collect();
    Some((sheet, cells))
}

/// What a cell of a sheet shows, as its XML stores it; `None` where it is empty or a text that is kept elsewhere.
fn result_in(sheet: &str, at: CellRef) -> Option<String> {
    let begin = format!("<c r=\"{at}\"");
    let cell = sheet.get(sheet.find(&begin)?..)?;
    let (tag, rest) = cell.split_once('>')?;
    if tag.ends_with('/') || tag.contains(" t=\"s\"") {
        return None;
    }
    let inner = rest.split("</c>").next()?;
    let value = inner.split("<v>").nth(1)?.split("</v>").next()?;
    (!value.is_empty()).then(|| value.to_owned())
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "<row r=\"7\"><c r=\"A7\" t=\"s\"><v>3</v></c><c r=\"B7\" s=\"2\"><f>1+1</f><v>2</v></c>\
        <c r=\"C7\" t=\"str\"><f>x</f><v>2 (40%)</v></c></row><row r=\"8\"><c r=\"B8\"><f>0</f><v>0</v></c><c r=\"B9\"/></row>";

    fn sheets() -> BTreeMap<String, String> {
        BTreeMap::from([("Front page".to_owned(), SHEET.to_owned())])
    }

    #[test]
    fn the_results_of_formulas_are_stored_with_a_chart() {
        let chart = "<c:f>'Front page'!$B$7:$B$9</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"3\"/></c:numCache></c:numRef>";
        assert_eq!(
            filled(chart, &sheets()),
            "<c:f>'Front page'!$B$7:$B$9</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"3\"/><c:pt idx=\"0\"><c:v>2</c:v></c:pt><c:pt idx=\"1\"><c:v>0</c:v></c:pt></c:numCache></c:numRef>"
        );
        let label = "<c:f>'Front page'!$C$7</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v></c:v></c:pt></c:strCache>";
        assert!(filled(label, &sheets()).contains("<c:v>2 (40%)</c:v>"));
    }

    #[test]
    fn what_the_writer_stored_stays_and_nothing_is_made_up() {
        for chart in [
            "<c:f>'Front page'!$A$7</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>Overall</c:v></c:pt></c:strCache>",
            "<c:f>Gone!$B$7</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"1\"/></c:numCache>",
            "<c:f>'Front page'!$A$1:$XFD$1048576</c:f><c:numCache><c:ptCount val=\"1\"/></c:numCache>",
            "<c:f>nonsense</c:f><c:numCache></c:numCache>",
            "<c:f>'Front page'!$B$9</c:f><c:numCache><c:ptCount val=\"1\"/></c:numCache>",
        ] {
            assert_eq!(filled(chart, &sheets()), chart);
        }
    }

    #[test]
    fn sheets_are_named_in_order() {
        let workbook =
            "<sheets><sheet name=\"Front page\" sheetId=\"1\"/><sheet name=\"P1 R&amp;D\" sheetId=\"2\"/></sheets>";
        assert_eq!(sheet_names(workbook), ["Front page", "P1 R&D"]);
    }
}
