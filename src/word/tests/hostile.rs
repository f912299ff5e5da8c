//! Templates that are none, or try to be more.

use proptest::prelude::*;

use super::*;
use crate::word::{TemplateFault, Unreadable, Written, tables};

fn unreadable(bytes: &[u8]) -> Unreadable {
    match Template::read(bytes) {
        Err(TemplateFault::Unreadable(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_no_word_document_is_named_for_what_it_is() {
    let seems = |bytes: &[u8], what: &str| {
        let told = unreadable(bytes).to_string();
        assert!(told.contains(what), "{told}");
    };
    seems(b"", "an empty file");
    seems(b"%PDF-1.7", "a PDF document");
    seems(b"{\\rtf1 old}", "a Word document");
    seems(include_bytes!("../../../examples/southend/plan.xlsx"), "a workbook (.xlsx)");
    seems(include_bytes!("../../../tests/files/password.xlsx"), "protected by a password");
    seems(&with_body(&paragraph("{planroll}"))[..2_000], "damaged");
    let zip = super::super::parts::new_package(&[("a.txt", "a")]).unwrap();
    seems(&zip, "a zip archive");
}

#[test]
fn macros_and_another_form_of_the_format_are_refused_by_name() {
    let types = |to: &str| {
        let own = String::from_utf8(parts(&with_body(""))["[Content_Types].xml"].clone()).unwrap();
        own.replace("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", to)
    };
    let docm = with_parts(&[("[Content_Types].xml", &types("application/vnd.ms-word.document.macroEnabled.main+xml"))]);
    assert_eq!(unreadable(&docm), Unreadable::Macros);
    assert_eq!(unreadable(&with_parts(&[("word/vbaProject.bin", "x")])), Unreadable::Macros);
    let strict = document(&paragraph("{planroll}")).replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main");
    assert_eq!(unreadable(&with_parts(&[("word/document.xml", &strict)])), Unreadable::Form);
}

#[test]
fn a_body_that_is_damaged_or_not_safe_is_refused() {
    let deep = format!("{}{}", "<w:sdt>".repeat(3_000), "</w:sdt>".repeat(3_000));
    for text in [
        "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document/>",
        "<w:document",
        "",
        &document("<w:p></w:tbl>"),
        &document("<w:p><w:r><w:t>&undefined;</w:t></w:r></w:p>"),
        &document(&deep),
    ] {
        let told = unreadable(&with_parts(&[("word/document.xml", text)]));
        assert!(matches!(told, Unreadable::Damaged { .. }), "{told:?}");
    }
    // Far more than a document has, in very few bytes.
    let huge = document(&paragraph(&"a".repeat(200 << 20)));
    let told = unreadable(&with_parts(&[("word/document.xml", &huge)]));
    assert!(matches!(told, Unreadable::TooLarge { .. }), "{told:?}");
}

#[test]
fn elements_in_odd_places_do_no_harm() {
    for odd in [
        "<w:tr/><w:tc/><w:tblStyle w:val=\"x\"/>",
        "<w:r><w:fldChar w:fldCharType=\"end\"/><w:fldChar w:fldCharType=\"separate\"/></w:r>",
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText> TOC \\o \"9-1\" </w:instrText></w:r></w:p>",
        "<w:bookmarkStart w:id=\"18446744073709551615\" w:name=\"x\"/>",
        "<w:sectPr/><w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
        "<w:p><w:p><w:r><w:t>{sum</w:t></w:r></w:p></w:p>",
    ] {
        let text = format!("{odd}{}{}", paragraph("{summary}"), paragraph("{appendices}"));
        let report = filled(&with_body(&text));
        assert_eq!(Written::of(&report), Written::AsWritten, "{odd}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_damaged_template_is_refused_or_filled_and_never_more(
        at in 0_usize..4_000, byte in any::<u8>(), cut in proptest::option::of(0_usize..4_000),
    ) {
        let mut bytes = with_body(&[paragraph("{summary}"), paragraph("{appendices}")].concat());
        let length = bytes.len();
        if let Some(own) = bytes.get_mut(at % length) {
            *own = byte;
        }
        bytes.truncate(cut.map_or(length, |cut| cut % length));
        if let Ok(template) = Template::read(&bytes) {
            let _ = template.fill(&filling(), blocks);
        }
        let _ = (Written::of(&bytes), tables(&bytes));
    }

    #[test]
    fn a_damaged_body_is_refused_or_filled_and_never_more(at in 0_usize..4_000, with in "[<>/{}a\"&; ]{0,3}") {
        let own = document(&[&paragraph("{summary}"), "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", &paragraph("{appendices} {x}"), SECTION].concat());
        let at = at % own.len();
        let text = format!("{}{with}{}", &own[..at], &own[at..]);
        let bytes = with_parts(&[("word/document.xml", &text)]);
        if let Ok(template) = Template::read(&bytes) {
            let report = template.fill(&filling(), blocks).unwrap();
            prop_assert_eq!(Written::of(&report), Written::AsWritten);
        }
    }
}
