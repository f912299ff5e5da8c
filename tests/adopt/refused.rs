//! What is no tracker, or is in the way: named, and nothing written.

use std::fs;
use std::io::{Cursor, Write as _};

use super::{adopt, tracker};
use crate::tools::root;

fn refused(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (given, out) = (folder.path().join(name), folder.path().join("plan.xlsx"));
    fs::write(&given, bytes).unwrap();
    let ran = adopt(&[&given], &out, &[]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(2), "{name}: {said}");
    assert!(said.contains(name) && !out.exists(), "{name}: {said}");
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn files_that_are_no_tracker_are_named_for_what_they_are() {
    assert!(refused("empty.xlsx", b"").contains("empty file"));
    assert!(refused("tracker.pdf", b"%PDF-1.7 \n").contains("open it in Word, save it as .docx"));
    let password = fs::read(root().join("tests/files/password.xlsx")).unwrap();
    assert!(refused("password.xlsx", &password).contains("password"));
    assert!(refused("shopping.csv", b"Milk,2\nBread,1\n").contains("no tracker was found"));
    assert!(refused("letter.txt", b"Dear all, please find enclosed nothing.").contains("no tracker was found"));
    let plan = fs::read(root().join("examples/west-norfolk/plan.xlsx")).unwrap();
    assert!(refused("plan-of-ours.xlsx", &plan).contains("a plan workbook"));
    assert!(refused("cut.docx", b"PK\x03\x04 and no more").contains("cut short"));
}

#[test]
fn five_kilobytes_that_claim_a_billion_cells_cost_nothing() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    add(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
    );
    add(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    );
    add(
        "xl/workbook.xml",
        "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>",
    );
    add(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"s.xml\"/></Relationships>",
    );
    let merges: String =
        (0..2_000).map(|n| format!("<mergeCell ref=\"A{}:XFD{}\"/>", n * 500 + 1, n * 500 + 500)).collect();
    add(
        "xl/s.xml",
        &format!(
            "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>KPI</t></is></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData><mergeCells>{merges}</mergeCells></worksheet>"
        ),
    );
    let bytes = zip.finish().unwrap().into_inner();
    let begun = std::time::Instant::now();
    assert!(refused("claims.xlsx", &bytes).contains("no tracker was found"));
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn what_is_no_plan_of_adopts_is_left_alone_even_by_force() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan.xlsx");
    let others = [fs::read(root().join("examples/west-norfolk/plan.xlsx")).unwrap(), b"my notes".to_vec()];
    for other in others {
        fs::write(&out, &other).unwrap();
        for more in [&[][..], &["--force"]] {
            let ran = adopt(&[&tracker("action-plan.xlsx")], &out, more);
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            assert_eq!(ran.status.code(), Some(2), "{said}");
            assert!(said.contains("plan.xlsx"), "{said}");
            assert_eq!(fs::read(&out).unwrap(), other);
        }
    }
}

#[test]
fn a_tracker_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("tracker.xlsx");
    fs::copy(tracker("action-plan.xlsx"), &own).unwrap();
    let before = fs::read(&own).unwrap();
    for more in [&[][..], &["--force"]] {
        assert_eq!(adopt(&[&own], &own, more).status.code(), Some(2));
        assert_eq!(fs::read(&own).unwrap(), before);
    }
}
