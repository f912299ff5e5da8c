//! Entries written into a workbook that was issued, and the workbook calculated anew by `LibreOffice`.
//!
//! Only the cells that were typed into are touched, so that what is calculated are the formulas that were issued. Their
//! stored results are taken out, or `LibreOffice` would believe them.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Command;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::grid::{Cell, Legacy, Limits, Shown, Value, Workbook, read};

/// Formats added to a workbook for what people paste: General, percent, a day, a month, text; the numbers are Excel's own.
const FORMATS: [u32; 6] = [0, 10, 14, 17, 49, 20];

/// The bytes of a workbook with cells typed into its sheets, and without the results of its formulas.
pub(super) fn typed_into(bytes: &[u8], book: &Workbook, entries: &[(String, Cell)]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let styles = part(&mut from, "xl/styles.xml");
    let (styles, first) = with_formats(&styles);
    for index in 0..from.len() {
        let name = from.by_index(index).unwrap().name().unwrap().into_owned();
        let sheet = name.strip_prefix("xl/worksheets/sheet").and_then(|rest| rest.strip_suffix(".xml"));
        let text = if name == "xl/styles.xml" {
            styles.clone()
        } else if let Some(number) = sheet.and_then(|number| number.parse::<usize>().ok()) {
            let sheet = &book.sheets[number - 1].name;
            let mut xml = without_results(&part(&mut from, &name));
            for (_, cell) in entries.iter().filter(|(own, _)| own == sheet) {
                xml = with_cell(&xml, cell, first);
            }
            xml
        } else {
            part(&mut from, &name)
        };
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// The bytes of a workbook that asks for no cell's format: Excel in a browser, on a tablet and on a phone has an error
/// value for that.
pub(super) fn without_formats(bytes: &[u8]) -> Vec<u8> {
    /// How a formula asks.
    const ASKS: &str = "CELL(\"format\",";
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let name = from.by_index(index).unwrap().name().unwrap().into_owned();
        let text = part(&mut from, &name);
        let mut pieces = text.split(ASKS);
        let mut without = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            without += "NA()";
            without += piece.split_once(')').expect("the end of a call").1;
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(without.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// The workbooks, calculated and saved by `LibreOffice`: two of it at a time, which takes half as long.
pub(super) fn recalculated(files: &[Vec<u8>]) -> Vec<Workbook> {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = files.split_at(files.len() / 2);
    std::thread::scope(|scope| {
        let folder = folder.path();
        let other = scope.spawn(move || saved(&folder.join("second"), second));
        let mut books = saved(&folder.join("first"), first);
        books.extend(other.join().expect("workbooks"));
        books
    })
}

/// The workbooks as `LibreOffice` saves them.
fn saved(folder: &Path, files: &[Vec<u8>]) -> Vec<Workbook> {
    /// How many it is given at once: with some hundreds it leaves the last ones out.
    const AT_ONCE: usize = 60;
    let (from, to, profile) = (folder.join("typed"), folder.join("saved"), folder.join("profile"));
    std::fs::create_dir_all(&from).unwrap();
    let paths: Vec<_> = (0..files.len()).map(|number| from.join(format!("{number:04}.xlsx"))).collect();
    for (path, bytes) in paths.iter().zip(files) {
        std::fs::write(path, bytes).unwrap();
    }
    for paths in paths.chunks(AT_ONCE) {
        let done = Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", profile.display()))
            .args(["--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
            .arg(&to)
            .args(paths)
            .output()
            .expect("LibreOffice can be started");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    paths.iter().map(|path| opened(&to.join(path.file_name().unwrap()))).collect()
}

/// Whether `LibreOffice` is at hand; `PLANROLL_REQUIRE_TOOLS=1` makes its absence a failure.
pub(super) fn has_libreoffice() -> bool {
    let found = Command::new("soffice").arg("--version").output().is_ok_and(|out| out.status.success());
    assert!(found || std::env::var_os("PLANROLL_REQUIRE_TOOLS").is_none(), "this test needs LibreOffice (soffice)");
    found
}

fn opened(path: &Path) -> Workbook {
    let bytes = std::fs::read(path).unwrap_or_else(|_| panic!("LibreOffice did not save {}", path.display()));
    read(&bytes, &Limits::returns(), Legacy::Refuse).expect("a workbook that LibreOffice saved")
}

fn part(from: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> String {
    let mut text = String::new();
    from.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The styles with the formats added, and the place of the first of them.
fn with_formats(xml: &str) -> (String, usize) {
    let start = xml.find("<cellXfs count=\"").expect("cell formats") + "<cellXfs count=\"".len();
    let count: usize = xml[start..].split('"').next().unwrap().parse().unwrap();
    let mut added = String::new();
    for format in FORMATS {
        write!(
            added,
            "<xf numFmtId=\"{format}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        )
        .unwrap();
    }
    let xml = xml.replacen(
        &format!("<cellXfs count=\"{count}\">"),
        &format!("<cellXfs count=\"{}\">", count + FORMATS.len()),
        1,
    );
    (xml.replacen("</cellXfs>", &format!("{added}</cellXfs>"), 1), count)
}

fn without_results(xml: &str) -> String {
    let mut pieces = xml.split("</f><v>");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str("</f>");
        out.push_str(piece.split_once("</v>").expect("the end of a result").1);
    }
    out.replace(" t=\"str\"><f>", "><f>")
}

/// The sheet with a cell in place of what stood there.
fn with_cell(xml: &str, cell: &Cell, first: usize) -> String {
    let start = xml.find(&format!("<c r=\"{}\"", cell.at)).unwrap_or_else(|| panic!("no cell {}", cell.at));
    let tag_end = start + xml[start..].find('>').unwrap();
    let end =
        if xml[..tag_end].ends_with('/') { tag_end + 1 } else { tag_end + xml[tag_end..].find("</c>").unwrap() + 4 };
    let issued: String =
        xml[start..tag_end].split(" s=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned()).unwrap();
    let style = match cell.shown {
        _ if matches!(cell.value, Some(Value::Time { .. })) => (first + 5).to_string(),
        Shown::Percent => (first + 1).to_string(),
        Shown::Date { shows_day: true } => (first + 2).to_string(),
        Shown::Date { shows_day: false } => (first + 3).to_string(),
        // In a cell with a number format LibreOffice takes TRUE for 1, and cannot tell it any more.
        Shown::General | Shown::Other if matches!(cell.value, Some(Value::Number(_) | Value::Bool(_))) => {
            first.to_string()
        }
        Shown::General | Shown::Text | Shown::Other => issued,
    };
    let holds = |kind: &str, value: &str| format!("<c r=\"{}\" s=\"{style}\"{kind}>{value}</c>", cell.at);
    let made = match &cell.value {
        Some(Value::Text(text)) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            holds(" t=\"inlineStr\"", &format!("<is><t xml:space=\"preserve\">{text}</t></is>"))
        }
        Some(Value::Number(number)) => holds("", &format!("<v>{number}</v>")),
        Some(Value::Time { days, .. }) => holds("", &format!("<v>{days}</v>")),
        Some(Value::Date { day, .. }) => {
            let serial = (*day - jiff::civil::date(1899, 12, 30)).get_days();
            // Some have a time of day, as what was pasted from another system has.
            let time = if cell.at.row % 7 == 3 { ".75" } else { "" };
            holds("", &format!("<v>{serial}{time}</v>"))
        }
        Some(Value::Bool(yes)) => holds(" t=\"b\"", &format!("<v>{}</v>", u8::from(*yes))),
        Some(Value::Error(error)) => holds(" t=\"e\"", &format!("<v>{error}</v>")),
        None => format!("<c r=\"{}\" s=\"{style}\"/>", cell.at),
    };
    format!("{}{made}{}", &xml[..start], &xml[end..])
}
