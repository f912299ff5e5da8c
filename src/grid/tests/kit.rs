//! Builds small workbooks part by part, so that a test can spell out the one thing it is about.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::grid::{Cell, CellRef, Legacy, Limits, Refusal, Sheet, Workbook, read};

const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a workbook by name.
#[derive(Clone)]
pub(super) struct Kit {
    pub(super) parts: Vec<(String, Vec<u8>)>,
}

impl Kit {
    /// A workbook with one sheet `S`, whose `sheetData` holds the rows given.
    pub(super) fn rows(rows: &str) -> Self {
        Self::sheet(&format!("<sheetData>{rows}</sheetData>"))
    }

    /// A workbook with one sheet `S` of the contents given, three texts and five styles:
    /// General, a date, `mmm-yy`, a percentage, `0.00`.
    pub(super) fn sheet(contents: &str) -> Self {
        let kit = Self { parts: Vec::new() };
        kit.with(
            "[Content_Types].xml",
            "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        )
        .with("_rels/.rels", &rels(&[("rId1", "officeDocument", "xl/workbook.xml")]))
        .with(
            "xl/workbook.xml",
            &format!("<workbook xmlns:r=\"{RELS}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        )
        .with(
            "xl/_rels/workbook.xml.rels",
            &rels(&[
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "styles", "styles.xml"),
                ("rId3", "sharedStrings", "sharedStrings.xml"),
            ]),
        )
        .with("xl/worksheets/sheet1.xml", &format!("<worksheet>{contents}</worksheet>"))
        .with(
            "xl/styles.xml",
            "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts>\
             <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
             <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"17\"/><xf numFmtId=\"9\"/><xf numFmtId=\"2\"/></cellXfs></styleSheet>",
        )
        .with(
            "xl/sharedStrings.xml",
            "<sst count=\"3\" uniqueCount=\"3\"><si><t>zero</t></si><si><t xml:space=\"preserve\"> one </t></si>\
             <si><r><rPr><b/></rPr><t>tw</t></r><r><t>o</t></r><rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh><phoneticPr fontId=\"1\"/></si></sst>",
        )
    }

    /// The same with a part put in or replaced.
    pub(super) fn with(self, name: &str, contents: &str) -> Self {
        self.with_bytes(name, contents.as_bytes())
    }

    pub(super) fn with_bytes(mut self, name: &str, contents: &[u8]) -> Self {
        self.parts.retain(|(other, _)| other != name);
        self.parts.push((name.to_owned(), contents.to_vec()));
        self
    }

    pub(super) fn without(mut self, name: &str) -> Self {
        self.parts.retain(|(other, _)| other != name);
        self
    }

    /// The same with words replaced in one part.
    pub(super) fn changed(self, name: &str, from: &str, to: &str) -> Self {
        let part = self.parts.iter().find(|(other, _)| other == name).unwrap();
        let text = String::from_utf8(part.1.clone()).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        self.with(name, &text.replace(from, to))
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let parts: Vec<_> = self.parts.iter().map(|(name, part)| (name.as_str(), part.as_slice())).collect();
        zipped(&parts, CompressionMethod::Deflated)
    }

    pub(super) fn read(&self) -> Result<Workbook, Refusal> {
        read(&self.bytes(), &Limits::returns(), Legacy::Refuse)
    }

    pub(super) fn only_sheet(&self) -> Sheet {
        self.read().unwrap().sheets.remove(0)
    }

    /// Why it is refused, in words.
    pub(super) fn refusal(&self) -> String {
        self.read().unwrap_err().to_string()
    }
}

/// A relationships part.
pub(super) fn rels(targets: &[(&str, &str, &str)]) -> String {
    let list: Vec<String> = targets
        .iter()
        .map(|(id, kind, target)| format!("<Relationship Id=\"{id}\" Type=\"{RELS}/{kind}\" Target=\"{target}\"/>"))
        .collect();
    let list = list.concat();
    format!("<Relationships>{list}</Relationships>")
}

pub(super) fn zipped(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, part) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn at(address: &str) -> CellRef {
    CellRef::parse(address).unwrap()
}

/// The cell of a sheet `S` made of one row with these cells.
pub(super) fn cell(cells: &str, address: &str) -> Option<Cell> {
    let sheet = Kit::rows(&format!("<row r=\"1\">{cells}</row>")).only_sheet();
    sheet.get(at(address)).cloned()
}
