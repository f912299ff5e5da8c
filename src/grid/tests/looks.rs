//! How cells look, where that says more than their values.

use super::kit::{Kit, at};
use super::open_document::styled;
use crate::grid::{How, Look, Sheet, Value, Written, written_of};

/// What is to be seen of each cell with runs, in words.
fn in_words(sheet: &Sheet) -> Vec<String> {
    let runs = sheet.looks.iter().filter_map(|(at, look)| match look {
        Look::Runs(runs) => Some(format!("{at}: {}", runs.in_words())),
        Look::Written(_) | Look::Rich => None,
    });
    runs.collect()
}

const STYLES: &str = "<styleSheet><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\";;;\"/>\
    <numFmt numFmtId=\"165\" formatCode=\"0&quot;.&quot;0\"/></numFmts>\
    <fonts><font><sz val=\"11\"/></font><font><strike/></font><font><vertAlign val=\"superscript\"/></font>\
    <font><strike val=\"0\"/><vertAlign val=\"baseline\"/></font></fonts>\
    <cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\"/><xf numFmtId=\"0\" fontId=\"2\"/>\
    <xf numFmtId=\"0\" fontId=\"3\"/><xf numFmtId=\"164\" fontId=\"0\"/><xf numFmtId=\"165\" fontId=\"1\"/></cellXfs></styleSheet>";

#[test]
fn what_is_crossed_out_raised_or_lowered_is_known_wherever_it_is_said() {
    let rows = "<row><c r=\"A1\" t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>45</t></r><r><t>47</t></r></is></c>\
        <c r=\"B1\" t=\"s\"><v>0</v></c><c r=\"C1\" s=\"1\"><v>45</v></c><c r=\"D1\" s=\"1\" t=\"s\"><v>0</v></c>\
        <c r=\"E1\" s=\"3\"><v>45</v></c><c r=\"F1\" s=\"1\" t=\"s\"><v>1</v></c>\
        <c r=\"G1\" s=\"1\" t=\"s\"><v>2</v></c></row>";
    let texts = "<sst><si><r><t>CO</t></r><r><rPr><vertAlign val=\"subscript\"/></rPr><t>2</t></r></si>\
        <si><r><rPr><b/></rPr><t>plain</t></r></si><si><t>whole</t></si></sst>";
    let sheet = Kit::rows(rows).with("xl/styles.xml", STYLES).with("xl/sharedStrings.xml", texts).only_sheet();
    let expected = [
        "A1: 45 (crossed out) 47",
        "B1: CO 2 (a subscript)",
        "C1: 45 (crossed out)",
        // What has no font of its own has the cell's.
        "D1: CO (crossed out) 2 (a subscript)",
        "G1: whole (crossed out)",
    ];
    assert_eq!(in_words(&sheet), expected);
    let text = |cell: &str| sheet.text(at(cell)).map(std::borrow::Cow::into_owned);
    assert_eq!([text("A1"), text("D1")].map(Option::unwrap), ["4547", "CO2"], "what is held stays as it was");
}

#[test]
fn what_a_number_format_writes_is_kept_beside_the_number() {
    let rows = "<row><c r=\"A1\" s=\"4\"><v>5</v></c><c r=\"B1\" s=\"5\"><v>12</v></c><c r=\"C1\"><v>12</v></c>\
        <c r=\"D1\" s=\"4\" t=\"inlineStr\"><is><t>Green</t></is></c></row>";
    let sheet = Kit::rows(rows).with("xl/styles.xml", STYLES).only_sheet();
    let how = |cell: &str| written_of(sheet.looks_at(at(cell))).map(|written| written.how);
    assert_eq!(
        [how("A1"), how("B1"), how("C1"), how("D1")],
        [Some(How::Nothing), Some(How::Otherwise), None, Some(How::Nothing)]
    );
    assert_eq!(sheet.text_as_written(at("B1")).as_deref(), Some("1.2"));
    assert_eq!(sheet.get(at("B1")).unwrap().value, Some(Value::Number(12.into())));
    let telling: Vec<String> = sheet.telling_looks().iter().map(|(at, _)| at.to_string()).collect();
    assert_eq!(telling, ["A1", "B1", "B1", "D1"]);
}

#[test]
fn a_picture_in_a_cell_is_told_from_an_error() {
    let rows = "<row><c r=\"A1\" t=\"e\" vm=\"1\"><v>#VALUE!</v></c><c r=\"B1\" t=\"e\"><v>#VALUE!</v></c></row>";
    let sheet = Kit::rows(rows).only_sheet();
    assert_eq!(sheet.looks, [(at("A1"), Look::Rich)]);
}

#[test]
fn cells_that_are_out_of_order_keep_their_looks() {
    let rows = "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>2</v></c></row><row r=\"1\"><c r=\"A1\" s=\"1\"><v>1</v></c></row>";
    let sheet = Kit::rows(rows).with("xl/styles.xml", STYLES).only_sheet();
    assert_eq!(in_words(&sheet), ["A1: 1 (crossed out)", "A2: 2 (crossed out)"]);
    assert!(!matches!(sheet.looks[0].1, Look::Written(Written { .. })));
}

#[test]
fn open_document_says_the_same_by_styles_of_cells_and_of_runs() {
    let style = |name: &str, family: &str, properties: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"{family}\"><style:text-properties {properties}/></style:style>"
        )
    };
    let styles = style("T1", "text", "style:text-line-through-style=\"solid\"")
        + &style("T2", "text", "style:text-position=\"super 58%\"")
        + &style("T3", "text", "style:text-position=\"-33% 58%\"")
        + &style("T4", "text", "style:text-line-through-style=\"none\"")
        + &style("ce1", "table-cell", "style:text-line-through-style=\"solid\"");
    let cell = |attributes: &str, words: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"{attributes}><text:p>{words}</text:p></table:table-cell>"
        )
    };
    let cells = cell("", "<text:span text:style-name=\"T1\">45</text:span>47")
        + &cell("", "1234<text:span text:style-name=\"T2\">1</text:span>")
        + &cell("", "CO<text:span text:style-name=\"T3\">2</text:span> saved")
        + &cell(" table:style-name=\"ce1\"", "45<text:span text:style-name=\"T4\">47</text:span>")
        + &cell("", "<text:span>plain</text:span>");
    let sheet = styled(&styles, &format!("<table:table-row>{cells}</table:table-row>"));
    let expected = [
        "A1: 45 (crossed out) 47",
        "B1: 1234 1 (a superscript)",
        "C1: CO 2 (a subscript) saved",
        "D1: 45 (crossed out) 47",
    ];
    assert_eq!(in_words(&sheet), expected);
    assert_eq!(sheet.text(at("A1")).as_deref(), Some("4547"));
}
