//! A workbook of cells as the bytes of an .xlsx file, and back: what a program does that opens, changes and saves one.
//!
//! Only what planroll reads is written: cells with their formats and formulas, what is hidden or merged, properties,
//! and that macros, links or embedded files are there.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use jiff::civil::{Date, date};
use planroll::grid::{
    Cell, CellRef, How, Legacy, Lettering, Limits, Look, Remark, RemarkKind, Run, Sheet, Shown, Value, Visibility,
    Workbook, Written, read,
};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OF_SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The workbook in the bytes of a file.
pub(crate) fn opened(bytes: &[u8]) -> Workbook {
    // An earlier consolidated workbook may be the largest of all.
    read(bytes, &Limits::previous(), Legacy::Refuse).expect("a readable workbook")
}

/// The bytes of the workbook's file.
pub(crate) fn saved(book: &Workbook) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let mut formats = vec!["General".to_owned()];
    let mut types = format!(
        "<Override PartName=\"/xl/workbook.xml\" ContentType=\"{OF_SHEET}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{OF_SHEET}.styles+xml\"/>\
         <Override PartName=\"/docProps/custom.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>"
    );
    let (mut tabs, mut links) = (String::new(), relation("styles", "styles.xml"));
    for (number, sheet) in (1..).zip(&book.sheets) {
        put(&format!("xl/worksheets/sheet{number}.xml"), &worksheet(sheet, book.date1904, &mut formats));
        let mut beside = String::new();
        for (kind, target, part) in parts_beside(sheet, number) {
            put(&format!("xl/{target}"), &part);
            beside += &relation(kind, &format!("../{target}"));
        }
        if !beside.is_empty() {
            put(&format!("xl/worksheets/_rels/sheet{number}.xml.rels"), &relations(&beside));
        }
        let state = match sheet.visibility {
            Visibility::Visible => "",
            Visibility::Hidden => " state=\"hidden\"",
            Visibility::VeryHidden => " state=\"veryHidden\"",
        };
        let name = escaped(&sheet.name);
        let target = format!("worksheets/sheet{number}.xml");
        write!(tabs, "<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"{}\"/>", id(&target)).unwrap();
        links += &relation("worksheet", &target);
        types += &format!("<Override PartName=\"/xl/{target}\" ContentType=\"{OF_SHEET}.worksheet+xml\"/>");
    }
    if book.external_links {
        put("xl/externalLinks/externalLink1.xml", &format!("<externalLink xmlns=\"{MAIN}\"/>"));
        links += &relation("externalLink", "externalLinks/externalLink1.xml");
    }
    if book.has_macros {
        put("xl/vbaProject.bin", "macros");
        links += &relation("vbaProject", "vbaProject.bin");
        types += "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>";
    }
    if book.embedded {
        put("xl/embeddings/oleObject1.bin", "a file");
    }
    if book.leftover.pivot {
        let rows = (0..book.leftover.pivot_rows).map(|_| "<r><x v=\"0\"/></r>").collect::<String>();
        let records = format!("<pivotCacheRecords xmlns=\"{MAIN}\">{rows}</pivotCacheRecords>");
        put("xl/pivotCache/pivotCacheRecords1.xml", &records);
        put("xl/pivotCache/pivotCacheDefinition1.xml", &format!("<pivotCacheDefinition xmlns=\"{MAIN}\"/>"));
        links += &relation("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml");
    }
    if book.leftover.query {
        put("xl/queryTables/queryTable1.xml", &format!("<queryTable xmlns=\"{MAIN}\"/>"));
    }
    if book.leftover.model {
        put("xl/model/item.data", "a model");
    }
    let days = if book.date1904 { " date1904=\"1\"" } else { "" };
    put(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}/relationships\"><workbookPr{days}/>\
             <sheets>{tabs}</sheets></workbook>"
        ),
    );
    put("xl/styles.xml", &styles(&formats));
    put("docProps/custom.xml", &properties(book));
    put("xl/_rels/workbook.xml.rels", &relations(&links));
    let top = relation("officeDocument", "xl/workbook.xml") + &relation("custom-properties", "docProps/custom.xml");
    put("_rels/.rels", &relations(&top));
    let defaults = "<Default Extension=\"rels\" \
                    ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                    <Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    put("[Content_Types].xml", &format!("<Types xmlns=\"{PACKAGE}/content-types\">{defaults}{types}</Types>"));
    zip.finish().unwrap().into_inner()
}

fn worksheet(sheet: &Sheet, date1904: bool, formats: &mut Vec<String>) -> String {
    let mut xml = format!("<worksheet xmlns=\"{MAIN}\">");
    if !sheet.hidden_cols.is_empty() {
        let hidden = |(from, to): &(u16, u16)| {
            format!("<col min=\"{}\" max=\"{}\" width=\"10\" hidden=\"1\"/>", from + 1, to + 1)
        };
        write!(xml, "<cols>{}</cols>", sheet.hidden_cols.iter().map(hidden).collect::<String>()).unwrap();
    }
    xml += "<sheetData>";
    let hidden = sheet.hidden_rows.iter().flat_map(|(from, to)| *from..=*to);
    let rows: BTreeSet<u32> = sheet.rows().map(|(row, _)| row).chain(hidden).collect();
    for row in rows {
        let hidden = if sheet.is_row_hidden(row) { " hidden=\"1\"" } else { "" };
        write!(xml, "<row r=\"{}\"{hidden}>", row + 1).unwrap();
        for one in sheet.row(row) {
            xml += &cell(one, sheet.looks_at(one.at), date1904, formats);
        }
        xml += "</row>";
    }
    xml += "</sheetData>";
    if !sheet.merges.is_empty() {
        let merged = |(from, to): &(CellRef, CellRef)| format!("<mergeCell ref=\"{from}:{to}\"/>");
        write!(xml, "<mergeCells>{}</mergeCells>", sheet.merges.iter().map(merged).collect::<String>()).unwrap();
    }
    xml + &header_footer(sheet) + "</worksheet>"
}

/// The words of the remarks of a kind, each with its cell.
fn remarks(sheet: &Sheet, kind: RemarkKind) -> Vec<(CellRef, &Remark, String)> {
    let own = sheet.remarks.each.iter().filter(|one| one.kind == kind);
    own.filter_map(|one| Some((one.at.unwrap_or_default(), one, escaped(one.text.as_ref()?)))).collect()
}

/// A code is written as it was typed; an ampersand that begins none is doubled.
fn header_footer(sheet: &Sheet) -> String {
    let one = |kind, name: &str| {
        let lines: Vec<String> = remarks(sheet, kind).into_iter().map(|(_, _, line)| line).collect();
        let code = lines.join("\n").replace("&amp; ", "&amp;&amp; ");
        if code.is_empty() { code } else { format!("<{name}>&amp;L{code}</{name}>") }
    };
    let both = one(RemarkKind::Header, "oddHeader") + &one(RemarkKind::Footer, "oddFooter");
    if both.is_empty() { both } else { format!("<headerFooter>{both}</headerFooter>") }
}

/// The parts with what is written beside the cells of a sheet: kind, name and contents of each.
fn parts_beside(sheet: &Sheet, number: usize) -> Vec<(&'static str, String, String)> {
    let mut parts = Vec::new();
    let note = |(at, one, text): (CellRef, &Remark, String)| {
        let author = escaped(&one.author);
        (author, format!("<comment ref=\"{at}\" authorId=\"AUTHOR\"><text><r><t>{text}</t></r></text></comment>"))
    };
    let notes = remarks(sheet, RemarkKind::Note).into_iter().map(note);
    let (authors, notes): (Vec<String>, Vec<String>) = notes.unzip();
    if !notes.is_empty() {
        let authors: String = authors.iter().map(|author| format!("<author>{author}</author>")).collect();
        let numbered = notes.iter().enumerate().map(|(id, note)| note.replacen("AUTHOR", &id.to_string(), 1));
        let list: String = numbered.collect();
        let part = format!(
            "<comments xmlns=\"{MAIN}\"><authors>{authors}</authors><commentList>{list}</commentList></comments>"
        );
        parts.push(("comments", format!("comments{number}.xml"), part));
    }
    let comments = remarks(sheet, RemarkKind::Comment).into_iter();
    let comments: String = comments
        .map(|(at, _, text)| format!("<threadedComment ref=\"{at}\"><text>{text}</text></threadedComment>"))
        .collect();
    if !comments.is_empty() {
        let name = format!("threadedComments/threadedComment{number}.xml");
        parts.push(("threadedComment", name, format!("<ThreadedComments>{comments}</ThreadedComments>")));
    }
    let shape = |(at, _, text): (CellRef, &Remark, String)| {
        format!(
            "<x:twoCellAnchor><x:from><x:col>{}</x:col><x:row>{}</x:row></x:from><x:sp><x:txBody><a:p><a:r><a:t>{text}</a:t>\
             </a:r></a:p></x:txBody></x:sp></x:twoCellAnchor>",
            at.col, at.row
        )
    };
    let shapes: String = remarks(sheet, RemarkKind::Shape).into_iter().map(shape).collect();
    if !shapes.is_empty() {
        let part = format!("<x:wsDr xmlns:x=\"x\" xmlns:a=\"a\">{shapes}</x:wsDr>");
        parts.push(("drawing", format!("drawings/drawing{number}.xml"), part));
    }
    parts
}

fn cell(cell: &Cell, looks: &[(CellRef, Look)], date1904: bool, formats: &mut Vec<String>) -> String {
    let (mut format, mut runs, mut rich) = (format_code(cell), None, "");
    for (_, look) in looks {
        match look {
            Look::Runs(own) => runs = Some(own),
            // What a case asks for stands there as a code.
            Look::Written(Written { text, how: How::Unknown }) => format.clone_from(text),
            Look::Written(_) => {}
            Look::Rich => rich = " vm=\"1\"",
        }
    }
    let style = formats.iter().position(|own| *own == format).unwrap_or_else(|| {
        formats.push(format);
        formats.len() - 1
    });
    let formula = cell.formula.as_ref();
    let written = formula.map(|formula| format!("<f>{}</f>", escaped(&formula.text()))).unwrap_or_default();
    let (kind, value) = match &cell.value {
        Some(_) if runs.is_some() => (
            " t=\"inlineStr\"",
            format!("<is>{}</is>", runs.into_iter().flat_map(|runs| runs.iter()).map(run).collect::<String>()),
        ),
        Some(Value::Text(text)) if formula.is_some() => (" t=\"str\"", format!("<v>{}</v>", escaped(text))),
        Some(Value::Text(text)) => {
            (" t=\"inlineStr\"", format!("<is><t xml:space=\"preserve\">{}</t></is>", escaped(text)))
        }
        Some(Value::Number(number)) => ("", format!("<v>{number}</v>")),
        Some(Value::Time { days, .. }) => ("", format!("<v>{days}</v>")),
        Some(Value::Bool(yes)) => (" t=\"b\"", format!("<v>{}</v>", u8::from(*yes))),
        Some(Value::Error(error)) => (" t=\"e\"", format!("<v>{}</v>", escaped(error))),
        Some(Value::Date { day, .. }) => ("", format!("<v>{}</v>", serial(*day, date1904))),
        None if formula.is_some_and(|formula| formula.stored) => (" t=\"str\"", "<v></v>".to_owned()),
        None => ("", String::new()),
    };
    format!("<c r=\"{}\" s=\"{style}\"{kind}{rich}>{written}{value}</c>", cell.at)
}

/// A run of text in a font of its own.
fn run(run: &Run) -> String {
    let font = match run.lettering {
        Lettering::Plain => "",
        Lettering::Struck => "<strike/>",
        Lettering::Raised => "<vertAlign val=\"superscript\"/>",
        Lettering::Lowered => "<vertAlign val=\"subscript\"/>",
    };
    format!("<r><rPr>{font}</rPr><t xml:space=\"preserve\">{}</t></r>", escaped(&run.text))
}

/// The number format that shows a cell as it is shown.
fn format_code(cell: &Cell) -> String {
    if let Some(displayed) = cell.displayed {
        let (grouped, digits) = (if displayed.grouped { "#,##" } else { "" }, usize::from(displayed.digits.max(1)));
        let decimals = usize::from(displayed.decimals);
        let point = if decimals > 0 { "." } else { "" };
        let sign = if cell.shown == Shown::Percent { "%" } else { "" };
        return format!("{grouped}{}{point}{}{sign}", "0".repeat(digits), "0".repeat(decimals));
    }
    if let Some(Value::Time { elapsed, .. }) = cell.value {
        return if elapsed { "[h]:mm" } else { "hh:mm" }.to_owned();
    }
    let code = match cell.shown {
        Shown::General => "General",
        Shown::Percent => "0.##########%",
        Shown::Date { shows_day: true } => "dd/mm/yyyy",
        Shown::Date { shows_day: false } => "mmm yyyy",
        Shown::Text => "@",
        Shown::Other => "0.0E+00",
    };
    code.to_owned()
}

/// The number by which a workbook keeps a day.
fn serial(day: Date, date1904: bool) -> i32 {
    let first = if date1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
    (day - first).get_days()
}

fn styles(formats: &[String]) -> String {
    let (mut codes, mut cells) = (String::new(), String::new());
    for (number, format) in (164..).zip(formats) {
        write!(codes, "<numFmt numFmtId=\"{number}\" formatCode=\"{}\"/>", escaped(format)).unwrap();
        write!(cells, "<xf numFmtId=\"{}\" applyNumberFormat=\"1\"/>", if number == 164 { 0 } else { number }).unwrap();
    }
    let count = formats.len();
    format!(
        "<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"{count}\">{codes}</numFmts>\
         <cellXfs count=\"{count}\">{cells}</cellXfs></styleSheet>"
    )
}

fn properties(book: &Workbook) -> String {
    let each = (2..).zip(&book.properties).map(|(number, (name, value))| {
        let (name, value) = (escaped(name), escaped(value));
        let set = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
        format!("<property fmtid=\"{set}\" pid=\"{number}\" name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>")
    });
    let each: String = each.collect();
    format!("<Properties xmlns=\"{OFFICE}/custom-properties\" xmlns:vt=\"{OFFICE}/docPropsVTypes\">{each}</Properties>")
}

fn relations(each: &str) -> String {
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{each}</Relationships>")
}

fn relation(kind: &str, target: &str) -> String {
    let host = if kind == "vbaProject" { "http://schemas.microsoft.com/office/2006" } else { OFFICE };
    format!("<Relationship Id=\"{}\" Type=\"{host}/relationships/{kind}\" Target=\"{target}\"/>", id(target))
}

/// The name by which a part is referred to.
fn id(target: &str) -> String {
    target.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// A text in XML; control characters as Excel writes them.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.replace("_x", "_x005F_x").chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            c if c.is_ascii_control() && !matches!(c, '\n' | '\t') => write!(out, "_x{:04X}_", u32::from(c)).unwrap(),
            c => out.push(c),
        }
    }
    out
}
