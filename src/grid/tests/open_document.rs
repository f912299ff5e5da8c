//! Open Document spreadsheets (.ods): what a person sees in them is what is read, whatever program wrote them.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use zip::CompressionMethod;

use super::kit::{at, zipped};
use crate::grid::{
    Cell, Format, Kind, Legacy, Limit, Limits, Refusal, Sheet, Shown, TimeParts, Value, Visibility, Workbook, read,
    read_without, sniff,
};

const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\"";

/// A container with these contents of `office:document-content`.
fn contents(inside: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let content = format!("<?xml version=\"1.0\"?><office:document-content {NAMES}>{inside}</office:document-content>");
    let mime = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let mut parts = vec![
        ("mimetype", mime.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ];
    parts.extend(more.iter().map(|(name, part)| (*name, part.as_bytes())));
    zipped(&parts, CompressionMethod::Deflated)
}

/// A spreadsheet with one sheet `Actions` of the contents given.
fn spreadsheet(styles: &str, table: &str) -> Vec<u8> {
    let inside = format!(
        "<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>\
         <table:table table:name=\"Actions\">{table}</table:table></office:spreadsheet></office:body>"
    );
    contents(&inside, &[])
}

fn refused(bytes: &[u8]) -> Refusal {
    read(bytes, &Limits::returns(), Legacy::Refuse).unwrap_err()
}

/// The sheet made of these rows.
fn rows(table: &str) -> Sheet {
    styled("", table)
}

pub(super) fn styled(styles: &str, table: &str) -> Sheet {
    let bytes = spreadsheet(styles, table);
    assert_eq!(sniff(&bytes), Kind::Workbook(Format::Ods));
    read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap().sheets.remove(0)
}

/// The sheet made of one row of these cells.
fn cells(cells: &str) -> Sheet {
    rows(&format!("<table:table-row>{cells}</table:table-row>"))
}

fn words(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn shown(sheet: &Sheet) -> Vec<(String, String)> {
    sheet.cells.iter().map(|cell| (cell.at.to_string(), cell.as_shown())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(at, text)| ((*at).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn values_are_read_at_their_addresses() {
    let sheet = rows(
        "<table:table-row/><table:table-row><table:table-cell/>\
         <table:table-cell office:value-type=\"string\"><text:p>4.3</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"434.99999999999994\"><text:p>435</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2024-12-31\"><text:p>31/12/2024</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2024-12-31T23:59:59\"/>\
         <table:table-cell office:value-type=\"percentage\" office:value=\"0.925\"><text:p>93%</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"currency\" office:currency=\"GBP\" office:value=\"70829\"><text:p>£70,829</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"time\" office:time-value=\"PT01H30M00S\"><text:p>01:30</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>TRUE</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"8\" table:formula=\"of:=2*4\"><text:p>8</text:p></table:table-cell>\
         </table:table-row>",
    );
    assert_eq!(
        shown(&sheet),
        pairs(&[
            ("B2", "4.3"),
            ("C2", "435"),
            ("D2", "31 December 2024"),
            ("E2", "31 December 2024"),
            ("F2", "92.5%"),
            ("G2", "70829"),
            ("H2", "01:30"),
            ("I2", "TRUE"),
            ("J2", "8"),
        ])
    );
    let formula = sheet.get(at("J2")).unwrap().formula.clone().unwrap();
    assert_eq!((&*formula.text(), formula.stored), ("2*4", true));
}

#[test]
fn a_value_that_contradicts_its_kind_is_kept_as_it_is_shown() {
    let sheet = cells(
        "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-02-30\"><text:p>30/02/2024</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\"><text:p>4.3</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"NaN\"/>\
         <table:table-cell office:value-type=\"time\" office:time-value=\"P1Y\"><text:p>a year</text:p></table:table-cell>\
         <table:table-cell><text:p>no kind</text:p></table:table-cell>",
    );
    assert_eq!(
        shown(&sheet),
        pairs(&[("A1", "30/02/2024"), ("B1", "4.3"), ("C1", "NaN"), ("D1", "a year"), ("E1", "no kind")])
    );
    assert!(sheet.cells.iter().all(|cell| matches!(cell.value, Some(Value::Text(_)))));
}

#[test]
fn a_time_is_a_time_and_no_number() {
    for (duration, shown) in
        [("PT01H30M00S", "01:30"), ("PT36H", "36:00"), ("-PT00H30M00S", "-00:30"), ("P1DT12H", "36:00")]
    {
        let cell = format!("<table:table-cell office:value-type=\"time\" office:time-value=\"{duration}\"/>");
        let sheet = cells(&cell);
        assert!(matches!(sheet.cells[0].value, Some(Value::Time { .. })), "{duration}");
        assert_eq!(sheet.text(at("A1")).as_deref(), Some(shown), "{duration}");
    }
    let styles = "<number:time-style style:name=\"N1\" number:truncate-on-overflow=\"false\"><number:hours/><number:text>:</number:text><number:minutes/></number:time-style>\
                  <number:number-style style:name=\"N2\"><number:number number:decimal-places=\"0\"/><number:text> hours</number:text></number:number-style>\
                  <style:style style:name=\"time\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>\
                  <style:style style:name=\"words\" style:family=\"table-cell\" style:data-style-name=\"N2\"/>";
    let cell = |style| {
        format!("<table:table-cell table:style-name=\"{style}\" office:value-type=\"float\" office:value=\"0.0625\"/>")
    };
    let sheet = styled(styles, &format!("<table:table-row>{}{}</table:table-row>", cell("time"), cell("words")));
    let days = "0.0625".parse().unwrap();
    let values: Vec<_> = sheet.cells.into_iter().map(|cell| cell.value.unwrap()).collect();
    assert_eq!(values, [Value::Time { days, elapsed: true, parts: TimeParts::HoursMinutes }, Value::Number(days)]);
}

#[test]
fn white_space_between_elements_means_nothing() {
    let table = "<table:table-column/><table:table-row><table:table-cell office:value-type=\"string\"><text:p>Green</text:p></table:table-cell>\
                 <table:table-cell office:value-type=\"float\" office:value=\"4\"/><table:covered-table-cell/></table:table-row>";
    let sheet = rows(table);
    assert_eq!(shown(&sheet), pairs(&[("A1", "Green"), ("B1", "4")]));
    assert_eq!(rows(&table.replace("><", ">\n\t<")), sheet);
}

#[test]
fn the_text_of_a_cell_is_what_its_paragraphs_say() {
    for (inside, text) in [
        ("<text:p>one</text:p><text:p/><text:p>two</text:p>", "one\n\ntwo"),
        ("<text:p>one<text:line-break/>two</text:p>", "one\ntwo"),
        ("<text:p>1,<text:s/>2<text:s text:c=\"3\"/>3<text:tab/>4</text:p>", "1, 2   3\t4"),
        ("<text:p>\n  one\n  <text:span>two </text:span><text:span> three</text:span></text:p>", "one two three"),
        ("<text:p>to <text:a>the page</text:a></text:p>", "to the page"),
        ("<text:p>£5 &amp; more</text:p>", "£5 & more"),
        ("<text:p>_x0041_</text:p>", "_x0041_"),
        ("<office:annotation><text:p>a note</text:p></office:annotation><text:p>Green</text:p>", "Green"),
        ("<text:p>Green<office:annotation><text:p>a note</text:p></office:annotation></text:p>", "Green"),
        (
            "<draw:frame><draw:text-box><text:p>a box</text:p></draw:text-box></draw:frame><text:p>Green</text:p>",
            "Green",
        ),
        ("<table:table><table:table-row/></table:table><text:p>Green</text:p>", "Green"),
    ] {
        let sheet = cells(&format!("<table:table-cell office:value-type=\"string\">{inside}</table:table-cell>"));
        assert_eq!(sheet.text(at("A1")).as_deref(), Some(text), "{inside}");
    }
    let note = "<table:table-cell><office:annotation><text:p>a note</text:p></office:annotation></table:table-cell>";
    assert!(cells(note).cells.is_empty());
}

#[test]
fn an_error_is_no_text() {
    let formula = |shows: &str| {
        format!(
            "<table:table-cell table:formula=\"of:=[.Z1]\" office:value-type=\"string\"><text:p>{shows}</text:p></table:table-cell>"
        )
    };
    let own = "<table:table-cell table:formula=\"of:=X\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>#NAAM?</text:p></table:table-cell>";
    let row = ["#REF!", "#N/A", "Err:509", "Error", "Err: none"].map(formula).concat();
    let sheet = cells(&[&words("#N/A"), &*row, own].concat());
    let is_error = |cell: &Cell| matches!(cell.value, Some(Value::Error(_)));
    assert_eq!(sheet.cells.iter().map(is_error).collect::<Vec<_>>(), [false, true, true, true, false, false, true]);
}

#[test]
fn a_formula_without_a_result_is_told_from_one_whose_result_is_empty() {
    let sheet = cells(
        "<table:table-cell table:formula=\"of:=[.Z1]\"/>\
         <table:table-cell table:formula=\"of:=&quot;&quot;\" office:value-type=\"string\" office:string-value=\"\"/>\
         <table:table-cell table:formula=\"oooc:=1\" office:value-type=\"float\" office:value=\"1\"/>\
         <table:table-cell table:formula=\"=A1&amp;&quot;:=&quot;\" office:value-type=\"string\" office:string-value=\"a\"/>",
    );
    let formulas: Vec<_> = sheet.cells.iter().map(|cell| cell.formula.as_ref().unwrap()).collect();
    assert_eq!(formulas.iter().map(|formula| formula.stored).collect::<Vec<_>>(), [false, true, true, true]);
    let texts: Vec<String> = formulas.iter().map(|formula| formula.text().into_owned()).collect();
    assert_eq!(texts, ["[.Z1]", "\"\"", "1", "A1&\":=\""]);
}

#[test]
fn true_is_no_number() {
    let formula = |text: &str| {
        format!(
            "<table:table-cell table:formula=\"{text}\" office:value-type=\"float\" office:value=\"1\"><text:p>TRUE</text:p></table:table-cell>"
        )
    };
    let sheet = cells(&["of:=TRUE()", "of:=1", "of:=TRUE()+0"].map(formula).concat());
    assert_eq!(shown(&sheet), pairs(&[("A1", "TRUE"), ("B1", "1"), ("C1", "1")]));
}

#[test]
fn a_number_is_shown_as_the_style_of_its_cell_row_or_column_says() {
    let styles = "<number:number-style style:name=\"N2\"><number:number number:decimal-places=\"2\" number:min-integer-digits=\"1\"/></number:number-style>\
        <number:percentage-style style:name=\"N9\"><number:number number:decimal-places=\"0\" number:min-integer-digits=\"1\"/><number:text>%</number:text></number:percentage-style>\
        <number:date-style style:name=\"N17\"><number:month number:textual=\"true\"/><number:text>-</number:text><number:year/></number:date-style>\
        <style:style style:name=\"two\" style:family=\"table-cell\" style:data-style-name=\"N2\"/>\
        <style:style style:name=\"child\" style:family=\"table-cell\" style:parent-style-name=\"two\"/>\
        <style:style style:name=\"share\" style:family=\"table-cell\" style:data-style-name=\"N9\"/>\
        <style:style style:name=\"month\" style:family=\"table-cell\" style:data-style-name=\"N17\"/>";
    let number = "office:value-type=\"float\" office:value=\"1.1\"";
    let sheet = styled(
        styles,
        &format!(
            "<table:table-column table:number-columns-repeated=\"2\" table:default-cell-style-name=\"child\"/><table:table-column/>\
             <table:table-row><table:table-cell {number}/><table:table-cell {number} table:style-name=\"share\"/><table:table-cell {number}/>\
             <table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-01\" table:style-name=\"month\"/></table:table-row>\
             <table:table-row table:default-cell-style-name=\"share\"><table:table-cell {number}/></table:table-row>\
             <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"45657\" table:style-name=\"month\"/></table:table-row>"
        ),
    );
    assert_eq!(
        shown(&sheet),
        pairs(&[
            ("A1", "1.10"),
            ("B1", "110%"),
            ("C1", "1.1"),
            ("D1", "March 2026"),
            ("A2", "110%"),
            ("A3", "December 2024"),
        ])
    );
    assert_eq!(sheet.get(at("B1")).unwrap().shown, Shown::Percent);
}

#[test]
fn what_is_repeated_stands_in_each_place_and_what_is_empty_costs_nothing() {
    let far = words("far");
    let sheet = rows(&format!(
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/>\
         <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"4\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048573\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         <table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/>{far}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"99999999999999999999\"><table:table-cell table:number-columns-repeated=\"70000\"/></table:table-row>"
    ));
    assert_eq!(shown(&sheet), pairs(&[("B1", "4"), ("C1", "4"), ("B2", "4"), ("C2", "4"), ("XFD1048576", "far")]));
    let beyond = format!(
        "<table:table-row table:number-rows-repeated=\"1048576\"/><table:table-row>{}</table:table-row>",
        words("lost")
    );
    assert!(
        refused(&spreadsheet("", &beyond))
            .to_string()
            .contains("the sheet Actions has a cell that lies outside the grid")
    );
}

#[test]
fn filled_cells_are_counted_before_they_are_made() {
    let begun = Instant::now();
    let cell = |repeated: u32| {
        format!(
            "<table:table-cell table:number-columns-repeated=\"{repeated}\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>"
        )
    };
    let row = |rows: u32, columns| {
        let cell = cell(columns);
        spreadsheet("", &format!("<table:table-row table:number-rows-repeated=\"{rows}\">{cell}</table:table-row>"))
    };
    for bomb in [row(u32::MAX, u32::MAX), row(1_048_576, 2), row(1_048_576, 1), row(10, 16_384)] {
        assert!(matches!(refused(&bomb), Refusal::TooLarge { limit: Limit::Cells, .. }));
    }
    let spaces = words("<text:s text:c=\"4000000000\"/>");
    let spaces = spreadsheet("", &format!("<table:table-row>{spaces}</table:table-row>"));
    assert!(matches!(refused(&spaces), Refusal::TooLarge { limit: Limit::Text, .. }));
    assert!(begun.elapsed() < Duration::from_secs(3));
    let book = read(&row(1_000, 3), &Limits::returns(), Legacy::Refuse).unwrap();
    assert_eq!(book.sheets[0].cells.len(), 3_000);
}

#[test]
fn hidden_rows_and_columns_are_known() {
    let row = |attributes: &str| format!("<table:table-row {attributes}>{}</table:table-row>", words("x"));
    let sheet = rows(&format!(
        "<table:table-column/><table:table-column-group><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/></table:table-column-group>\
         <table:table-column table:visibility=\"visible\"/><table:table-header-rows>{}</table:table-header-rows>{}{}\
         <table:table-row-group table:display=\"false\">{}</table:table-row-group>{}",
        row(""),
        row("table:visibility=\"filter\""),
        row("table:visibility=\"collapse\" table:number-rows-repeated=\"2\""),
        row(""),
        row("table:visibility=\"visible\""),
    ));
    assert_eq!(sheet.hidden_cols, [(1, 2)]);
    assert_eq!(sheet.hidden_rows, [(1, 4)]);
    assert_eq!(sheet.cells.len(), 6, "they are read like all others");
}

#[test]
fn merged_cells_hide_what_they_cover() {
    let sheet = rows(&format!(
        "<table:table-row><table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>seen</text:p></table:table-cell>\
         <table:covered-table-cell/>{}</table:table-row><table:table-row>\
         <table:covered-table-cell office:value-type=\"string\"><text:p>beneath</text:p></table:covered-table-cell></table:table-row>\
         <table:table-row><table:table-cell table:number-columns-spanned=\"1\" table:number-rows-spanned=\"1\"/></table:table-row>",
        words("beside")
    ));
    assert_eq!(shown(&sheet), pairs(&[("A1", "seen"), ("C1", "beside")]));
    assert_eq!(sheet.merges, [(at("A1"), at("B2"))]);
    assert_eq!(sheet.covered.iter().map(Cell::as_shown).collect::<Vec<_>>(), ["beneath"]);
    let bomb = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-spanned=\"2\"/></table:table-row>";
    assert!(matches!(refused(&spreadsheet("", bomb)), Refusal::TooLarge { limit: Limit::Merges, .. }));
}

#[test]
fn sheets_properties_and_the_calendar_are_those_of_the_workbook() {
    let table = |name: &str, style: &str| {
        let row = format!("<table:table-row>{}</table:table-row>", words("x"));
        format!("<table:table table:name=\"{name}\" table:style-name=\"{style}\">{row}</table:table>")
    };
    let inside = format!(
        "<office:automatic-styles><style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>\
         <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet><table:calculation-settings><table:null-date table:date-value=\"1904-01-01\"/></table:calculation-settings>{}{}{}\
         </office:spreadsheet></office:body>",
        table("Actions &amp; more", "ta1"),
        table("planroll", "ta2"),
        table("'file:///other.ods'#$Sheet1", "ta1"),
    );
    let meta = "<office:document-meta><office:meta><meta:generator>LibreOffice/7.4</meta:generator>\
                <meta:user-defined meta:name=\"plan_id\">housing</meta:user-defined></office:meta></office:document-meta>";
    let bytes = contents(&inside, &[("meta.xml", meta), ("Basic/script-lc.xml", "<x/>")]);
    let book: Workbook = read(&bytes, &Limits::returns(), Legacy::Refuse).unwrap();
    let sheets: Vec<_> =
        book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.visibility, sheet.cells.len())).collect();
    assert_eq!(sheets, [("Actions & more", Visibility::Visible, 1), ("planroll", Visibility::Hidden, 1)]);
    assert_eq!(book.properties.get("plan_id").map(String::as_str), Some("housing"));
    assert_eq!(book.app.as_deref(), Some("LibreOffice/7.4"));
    assert!(book.date1904 && book.external_links && book.has_macros);
    let unread = read_without(&bytes, &Limits::returns(), Legacy::Refuse, &["Actions & more", "planroll"]).unwrap();
    assert_eq!(unread.sheets.iter().map(|sheet| sheet.cells.len()).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn what_is_cut_short_or_has_no_sheets_is_refused_at_once() {
    let begun = Instant::now();
    let whole = format!("<table:table-row>{}</table:table-row>", words("x").repeat(10_000));
    let bytes = spreadsheet("", &whole);
    assert_eq!(sniff(&bytes[..bytes.len() / 2]), Kind::Other(crate::grid::Seems::Truncated));
    let cut =
        format!("<office:body><office:spreadsheet><table:table table:name=\"Actions\">{}", &whole[..whole.len() / 2]);
    assert!(refused(&contents(&cut, &[])).to_string().contains("the part with its sheets is"));
    assert!(begun.elapsed() < Duration::from_secs(2));
    let none = contents("<office:body><office:spreadsheet/></office:body>", &[]);
    assert!(refused(&none).to_string().contains("it has no sheets"));
    let mime = "application/vnd.oasis.opendocument.spreadsheet";
    let missing = zipped(&[("mimetype", mime.as_bytes())], CompressionMethod::Stored);
    assert!(refused(&missing).to_string().contains("the part with its sheets is missing"));
}

proptest! {
    #[test]
    fn no_damage_makes_it_fail(at in 0_usize..900, with in "[<>/\"=a-z0-9 ]{0,3}", taken in 0_usize..20) {
        let whole = format!(
            "<office:automatic-styles><style:style style:name=\"two\" style:family=\"table-cell\" style:data-style-name=\"N2\"/>\
             </office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"A\"><table:table-column table:visibility=\"collapse\"/>\
             <table:table-row table:number-rows-repeated=\"9\" table:visibility=\"filter\"><table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"9\" \
             office:value-type=\"time\" office:time-value=\"PT1H1M1S\"/><table:covered-table-cell/><table:table-cell table:number-columns-repeated=\"7\" \
             office:value-type=\"float\" office:value=\"4\" table:formula=\"of:=1\"/>{}</table:table-row></table:table></office:spreadsheet></office:body>",
            words("a<text:s text:c=\"3\"/>b")
        );
        let mut damaged = whole.into_bytes();
        let (from, to) = (at.min(damaged.len()), (at + taken).min(damaged.len()));
        damaged.splice(from..to, with.bytes());
        if let Ok(damaged) = String::from_utf8(damaged) {
            let _ = read(&contents(&damaged, &[]), &Limits::returns(), Legacy::Refuse);
        }
    }
}
