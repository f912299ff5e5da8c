//! What planroll knows of a report that it wrote.

use super::*;
use crate::word::{Document, TableText, Written, starter_template, tables, write};

fn report() -> Vec<u8> {
    let blocks = vec![
        Block::Contents(Level::Two),
        Block::Heading(Level::One, "Summary".to_owned()),
        say("26 actions are reported."),
        Block::Caption("Table 1: Environment".to_owned()),
        Block::Table(table(&["12 (92%)", ""])),
        say("End"),
    ];
    write(&Document { title: "T".to_owned(), subject: "S".to_owned(), blocks }).unwrap()
}

/// The report with something else in the place of a piece of its body.
fn with(from: &str, to: &str) -> Written {
    let report = report();
    let own = body(&report);
    assert!(own.contains(from), "{from}: {own}");
    let changed = BTreeMap::from([("word/document.xml".to_owned(), own.replace(from, to))]);
    Written::of(&Parts::open(&report).unwrap().packed(changed).unwrap())
}

#[test]
fn a_report_is_known_from_other_documents_and_files() {
    assert_eq!(Written::of(&report()), Written::AsWritten);
    assert_eq!(Written::of(&filled(&with_body(&paragraph("{planroll}")))), Written::AsWritten);
    assert_eq!(Written::of(&with_body(&paragraph("{planroll}"))), Written::NotPlanrolls);
    assert_eq!(
        Written::of(&starter_template().unwrap()),
        Written::NotPlanrolls,
        "an officer may have begun to write in it"
    );
    for other in
        [b"".as_slice(), b"%PDF-1.7", b"PK\x03\x04 cut short", include_bytes!("../../../examples/southend/plan.xlsx")]
    {
        assert!(matches!(Written::of(other), Written::NotWord | Written::NotPlanrolls));
    }
    assert_eq!(Written::of(b"%PDF-1.7"), Written::NotWord);
}

#[test]
fn a_mere_saving_is_no_edit() {
    let text = "<w:t xml:space=\"preserve\">26 actions are reported.</w:t>";
    let torn = "<w:t xml:space=\"preserve\">26 ac</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r w:rsidR=\"7\"><w:lastRenderedPageBreak/><w:t>tions are reported. </w:t>";
    assert_eq!(with(text, torn), Written::AsWritten);
    assert_eq!(with("<w:pStyle w:val=\"TableText\"/>", ""), Written::AsWritten, "a look");
    // What the field shows changes by itself once pages are known.
    assert_eq!(
        with(">Summary</w:t></w:r></w:hyperlink>", ">Summary</w:t></w:r></w:hyperlink><w:r><w:t>2</w:t></w:r>"),
        Written::AsWritten
    );
}

#[test]
fn a_word_a_row_a_heading_or_a_comment_more_is_an_edit() {
    for (from, to) in [
        ("26 actions", "27 actions"),
        ("12 (92%)", "13 (92%)"),
        ("<w:pStyle w:val=\"Heading1\"/>", "<w:pStyle w:val=\"Heading2\"/>"),
        ("</w:tr></w:tbl>", "</w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
        (
            "26 actions are reported.</w:t></w:r>",
            "26 actions are reported.</w:t></w:r><w:r><w:commentReference w:id=\"0\"/></w:r>",
        ),
        ("26 actions are reported.</w:t>", "26 actions are reported.</w:t><w:drawing/>"),
        ("26 actions are reported.", ""),
    ] {
        assert_eq!(with(from, to), Written::Edited, "{from}");
    }
}

#[test]
fn the_figures_of_a_report_are_read_with_their_captions() {
    let rows = [["Over 12 (92%)", "Over"], ["12 (92%)", "–"]].map(|row| row.map(str::to_owned).to_vec()).to_vec();
    assert_eq!(tables(&report()).unwrap(), [TableText { caption: "Table 1: Environment".to_owned(), rows }]);
    let bare = "<w:tbl><w:tr><w:tc><w:p/><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let expected = TableText { caption: String::new(), rows: vec![vec!["a\nb c".to_owned()]] };
    assert_eq!(tables(&with_body(bare)).unwrap(), [expected], "one within another is not told by itself");
    assert!(tables(b"no document").is_err());
}
