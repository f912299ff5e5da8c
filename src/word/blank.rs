//! The document that is filled where no council gives its own: Arial 12 on A4, left-aligned, with page numbers.
//!
//! It is a template like any other, so that there is one way to write a report. Its time of creation is fixed and its author
//! blank, as in workbooks: the same report has the same bytes, and no officer's name travels in it.

use super::error::WordError;
use super::parts::new_package;
use super::scan::WORD;
use super::text::escaped;

/// Two centimetres on every side.
const SECTION: &str = "<w:sectPr><w:footerReference xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>";

/// A document that asks for everything and has nothing else.
pub(super) fn blank(title: &str, subject: &str) -> Result<Vec<u8>, WordError> {
    let document = format!(
        "<w:document xmlns:w=\"{WORD}\"><w:body><w:p><w:r><w:t>{{planroll}}</w:t></w:r></w:p>{SECTION}</w:body></w:document>"
    );
    let core = format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator></dc:creator><dc:language>en-GB</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>",
        escaped(&line(title)),
        escaped(&line(subject))
    );
    new_package(&[
        ("[Content_Types].xml", include_str!("own/types.xml")),
        ("_rels/.rels", include_str!("own/top.xml")),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", include_str!("own/relations.xml")),
        ("word/styles.xml", include_str!("own/styles.xml")),
        ("word/numbering.xml", include_str!("own/numbering.xml")),
        ("word/settings.xml", include_str!("own/settings.xml")),
        ("word/footer1.xml", include_str!("own/footer.xml")),
        ("docProps/core.xml", &core),
        ("docProps/app.xml", include_str!("own/app.xml")),
    ])
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
