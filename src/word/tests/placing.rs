//! Where parts of a report are put, and where they are not.

use super::*;

#[test]
fn a_placeholder_torn_into_runs_is_found_and_what_is_around_it_stays() {
    let torn = r#"<w:p><w:pPr><w:pStyle w:val="x"/></w:pPr><w:bookmarkStart w:id="4" w:name="here"/><w:r><w:t>{sum</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t>mary</w:t></w:r><w:bookmarkEnd w:id="4"/><w:r><w:t xml:space="preserve">} </w:t></w:r></w:p>"#;
    let before = r#"<w:p w:rsidR="00A1"><w:r><w:t>Before</w:t></w:r></w:p>"#;
    let body = body_of(&format!("{before}{torn}{}", paragraph("After")));
    assert!(body.contains(&format!("{before}<w:bookmarkStart w:id=\"4\" w:name=\"here\"/><w:p><w:r>")), "{body}");
    assert!(body.contains(&format!("</w:tbl><w:p/><w:bookmarkEnd w:id=\"4\"/>{}", paragraph("After"))), "{body}");
    assert!(body.contains("The {sumary} &lt;summary&gt;"), "what is placed is text: {body}");
}

#[test]
fn words_are_put_within_a_text_in_the_look_of_their_first_letter() {
    let text = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>In {per</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>iod} of </w:t></w:r><w:r><w:t>{organisation} ({status}) {author} {</w:t></w:r></w:p>";
    let body = body_of(&format!("{text}{}", paragraph("{summary}")));
    let expected = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">In Q1 &lt;2025&gt;</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\"> of </w:t></w:r><w:r><w:t xml:space=\"preserve\">Example Council (Final) {author} {</w:t></w:r></w:p>";
    assert!(body.contains(expected), "{body}");
}

#[test]
fn a_part_with_nothing_to_say_leaves_nothing_behind() {
    let body = body_of(&[paragraph("A"), paragraph("{key changes}"), paragraph("B"), paragraph("{method}")].concat());
    assert!(body.contains(&format!("{}{}", paragraph("A"), paragraph("B"))), "{body}");
}

#[test]
fn a_cell_and_a_content_control_never_end_without_a_paragraph() {
    let cell = |text: &str| format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph(text));
    let control = |text: &str| format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", paragraph(text));
    let empty = body_of(&[cell("{key changes}"), control("{key changes}"), paragraph("{method}")].concat());
    assert!(empty.contains("<w:tc><w:p/></w:tc>") && empty.contains("<w:sdtContent><w:p/></w:sdtContent>"), "{empty}");
    let full = body_of(&[cell("{summary}"), control("{appendices}")].concat());
    assert!(full.contains("</w:tbl><w:p/></w:tc>"), "{full}");
    assert_eq!(full.matches("<w:sectPr>").count(), 1, "pages do not turn within one: {full}");
}

#[test]
fn a_paragraph_that_holds_a_picture_or_ends_a_section_stays_without_its_text() {
    let section = "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:pPr><w:r><w:t>{method}</w:t></w:r></w:p>";
    let picture = "<w:p><w:r><w:drawing/></w:r><w:r><w:t>{summary}</w:t></w:r></w:p>";
    let body = body_of(&format!("{section}{picture}"));
    let kept = "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:pPr><w:r></w:r></w:p>";
    assert!(body.contains(&format!("Method</w:t></w:r></w:p>{kept}")), "{body}");
    assert!(body.contains("</w:tbl><w:p/><w:p><w:r><w:drawing/></w:r><w:r></w:r></w:p>"), "{body}");
}

#[test]
fn a_word_that_cannot_be_filled_in_is_named_before_anything_is_written() {
    let summary = paragraph("{summary}");
    assert_eq!(fault(&paragraph("{sumary}")), "the template says {sumary}; there is {summary}");
    assert!(fault(&(paragraph("See {method} below") + &summary)).contains("{method} must be the only text"));
    let boxed = |within: &str| {
        format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{within}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{within}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{summary}"
        )
    };
    let told = fault(&boxed(&paragraph("{method}")));
    assert_eq!(told.matches("{method} stands in a text box").count(), 1, "{told}");
    let filled = body_of(&boxed(&paragraph("{period}")));
    assert_eq!(filled.matches("Q1 &lt;2025&gt;").count(), 2, "the new form and the old say the same: {filled}");
    let plain = format!("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{summary}</w:sdtContent></w:sdt>");
    assert!(fault(&plain).contains("a content control for text only"));
    let two = fault(&[paragraph("{metod}"), paragraph("{key change}"), paragraph("{planroll}")].concat());
    assert!(two.contains("{metod}") && two.contains("; ") && two.contains("{key changes}"), "{two}");
}

#[test]
fn a_template_that_asks_for_nothing_is_refused() {
    for nothing in ["", "Text", "{period}", "{appendix list}", "{another word}"] {
        assert!(fault(&paragraph(nothing)).contains("{planroll}"), "{nothing}");
    }
    let deleted = "<w:p><w:del><w:r><w:delText>{sumary}</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>{metod}</w:t></w:r></w:moveFrom></w:p>";
    assert!(Template::read(&with_body(&format!("{deleted}{}", paragraph("{summary}")))).is_ok());
}

#[test]
fn what_a_contents_field_shows_is_no_place() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let shown = "<w:r><w:t>{summary} of {period}</w:t></w:r>";
    let contents = format!(
        "<w:p>{}<w:r><w:instrText> TOC \\o </w:instrText></w:r>{}{shown}{}</w:p>",
        field("begin"),
        field("separate"),
        field("end")
    );
    let body = body_of(&(contents + &paragraph("{summary}")));
    assert!(body.contains("{summary} of Q1 &lt;2025&gt;") && body.matches("<w:tbl>").count() == 1, "{body}");
    assert!(fault(&paragraph("{summary}").repeat(501)).contains("in 501 places"));
}

#[test]
fn what_is_asked_for_and_what_is_still_to_write_is_known() {
    let text =
        ["{appendix HR-2}", "[Say why] and [who] [1]", "[Say why]", "[open", "{Summary}"].map(paragraph).concat();
    let template = Template::read(&with_body(&text)).unwrap();
    assert_eq!(template.asks_for().collect::<Vec<_>>(), [&Part::Appendix("HR-2".to_owned()), &Part::Summary]);
    assert_eq!(template.still_to_write(), ["[Say why]", "[who]"]);
}

#[test]
fn pages_turn_within_the_councils_section_and_back() {
    let own =
        body_of(&[paragraph("A"), paragraph("{appendices}"), paragraph("{appendix P1}"), paragraph("B")].concat());
    let sections: Vec<&str> =
        own.split("<w:sectPr>").skip(1).map(|rest| rest.split("</w:sectPr>").next().unwrap()).collect();
    let landscape: Vec<bool> = sections.iter().map(|own| own.contains("w:orient=\"landscape\"")).collect();
    assert_eq!(landscape, [false, true, true, false], "{own}");
    assert!(sections.iter().all(|own| own.contains("headerReference") && own.contains("w:left=\"1134\"")), "{own}");
    let first_page: Vec<bool> = sections.iter().map(|own| own.contains("titlePg")).collect();
    assert_eq!(first_page, [true, false, false, false], "one first page: {own}");
}

#[test]
fn no_page_stays_empty_where_a_section_begins_or_ends_turned() {
    let alone = body_of(&(paragraph("{appendices}") + "<w:p/>"));
    assert_eq!(alone.matches("<w:sectPr>").count(), 1);
    assert!(alone.contains("w:orient=\"landscape\"") && alone.contains("titlePg"), "{alone}");
    let last = body_of(&(paragraph("A") + &paragraph("{appendices}")));
    assert_eq!(last.matches("<w:sectPr>").count(), 2, "{last}");
    assert_eq!(last.matches("titlePg").count(), 1, "{last}");
    let none = body_of(&(paragraph("A") + &paragraph("{method}")));
    assert!(none.ends_with(&format!("{SECTION}</w:body></w:document>")), "nothing of it is touched: {none}");
}

#[test]
fn a_body_without_a_section_at_its_end_gets_one_only_where_pages_turn() {
    let bare = |text: &str| with_parts(&[("word/document.xml", &document(&paragraph(text)))]);
    assert!(!body(&filled(&bare("{method}"))).contains("sectPr"));
    assert!(
        body(&filled(&bare("{appendices}"))).ends_with("w:orient=\"landscape\"/></w:sectPr></w:body></w:document>")
    );
}
