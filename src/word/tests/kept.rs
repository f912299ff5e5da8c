//! What of a template stays as it is: everything but what must change.

use super::*;

const LETTERS: &str = "word/settings.xml";

#[test]
fn every_other_part_keeps_its_bytes() {
    let template = with_body(&paragraph("{planroll}"));
    let (before, after) = (parts(&template), parts(&filled(&template)));
    let may_change = ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "docProps/core.xml"];
    for (name, bytes) in &before {
        assert_eq!(after.get(name) == Some(bytes), !may_change.contains(&name.as_str()), "{name}");
    }
    let new: Vec<&String> = after.keys().filter(|name| !before.contains_key(*name)).collect();
    assert_eq!(new, ["docProps/custom.xml"]);
    assert!(before.contains_key(LETTERS));
}

#[test]
fn the_same_template_and_blocks_give_the_same_bytes() {
    let template = with_body(&[paragraph("{summary}"), paragraph("{position}"), paragraph("{appendices}")].concat());
    assert_eq!(filled(&template), filled(&template));
    assert!(filled(&template) != filled(&with_body(&paragraph("{summary}"))));
}

#[test]
fn a_template_file_becomes_a_document() {
    let types = |bytes: &[u8]| String::from_utf8(parts(bytes).remove("[Content_Types].xml").unwrap()).unwrap();
    let own = with_body(&paragraph("{planroll}"));
    let dotx = types(&own).replace("wordprocessingml.document.main", "wordprocessingml.template.main");
    // What packs parts makes documents, so the type is put in by itself.
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts(&own) {
        zip.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
        let text = if name == "[Content_Types].xml" { dotx.clone().into_bytes() } else { bytes };
        std::io::Write::write_all(&mut zip, &text).unwrap();
    }
    let dotx = zip.finish().unwrap().into_inner();
    assert!(types(&dotx).contains("template.main"));
    let document = filled(&dotx);
    assert!(types(&document).contains("document.main") && !types(&document).contains("template.main"));
}

#[test]
fn the_title_is_the_councils_where_it_has_one() {
    let title = |bytes: &[u8]| {
        let core = String::from_utf8(parts(bytes).remove("docProps/core.xml").unwrap()).unwrap();
        core.split("title").nth(1).unwrap().split(['>', '<']).nth(1).unwrap().to_owned()
    };
    assert_eq!(title(&filled(&with_body(&paragraph("{planroll}")))), "Report");
    let core = r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Cabinet</dc:title></cp:coreProperties>"#;
    assert_eq!(title(&filled(&with_parts(&[("docProps/core.xml", core)]))), "Cabinet");
}

#[test]
fn styles_are_the_templates_in_whatever_language_and_what_it_lacks_is_added() {
    let styles = format!(
        r#"<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style><w:style w:type="table" w:styleId="Tabellenraster"><w:name w:val="Table Grid"/></w:style></w:styles>"#
    );
    let table =
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Tabellenraster\"/></w:tblPr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let text = document(&[table, &paragraph("{position}"), &paragraph("{summary}")].concat());
    let german = with_parts(&[("word/styles.xml", &styles), ("word/document.xml", &text)]);
    let after = parts(&filled(&german));
    let body = String::from_utf8(after["word/document.xml"].clone()).unwrap();
    assert!(body.contains("<w:pStyle w:val=\"berschrift2\"/>"), "{body}");
    assert_eq!(body.matches("<w:tblStyle w:val=\"Tabellenraster\"/>").count(), 2, "{body}");
    let written = String::from_utf8(after["word/styles.xml"].clone()).unwrap();
    assert!(written.contains(styles.strip_suffix("</w:styles>").unwrap()), "additions only: {written}");
    assert_eq!(written.matches("<w:style ").count(), 5, "a list and the text of tables: {written}");
    // The list style that was added makes no list by itself.
    assert!(body.contains("<w:numId w:val=\"2\"/>"), "{body}");
    assert!(String::from_utf8(after["word/numbering.xml"].clone()).unwrap().contains("w:numId=\"2\""));
}

#[test]
fn a_document_without_styles_or_lists_gets_parts_of_its_own() {
    let bare = |name: &str| {
        let parts = parts(&with_body(&[paragraph("{position}")].concat()));
        String::from_utf8(parts[name].clone()).unwrap()
    };
    let types = bare("[Content_Types].xml");
    let types: String = types.lines().filter(|line| !line.contains("styles") && !line.contains("numbering")).collect();
    let relations = bare("word/_rels/document.xml.rels");
    let relations: String =
        relations.lines().filter(|line| !line.contains("styles") && !line.contains("numbering")).collect();
    let template = with_parts(&[
        ("[Content_Types].xml", &types),
        ("word/_rels/document.xml.rels", &relations),
        ("word/document.xml", &document(&paragraph("{position}"))),
    ]);
    let after = parts(&filled(&template));
    // The names are taken, though nothing refers to them.
    for (name, kind) in [("word/styles1.xml", "styles"), ("word/numbering1.xml", "numbering")] {
        assert!(after.contains_key(name), "{:?}", after.keys());
        let listed = String::from_utf8(after["word/_rels/document.xml.rels"].clone()).unwrap();
        assert!(listed.contains(&format!("relationships/{kind}\" Target=\"{kind}1.xml\"")), "{listed}");
        let types = String::from_utf8(after["[Content_Types].xml"].clone()).unwrap();
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{types}");
    }
}
