//! Files that are not what was asked for, each made by a real program or from real bytes.
//!
//! Of every stopping rule: one finding for that file in plain words, exit status 1, within seconds; and the good return
//! beside it in the folder is checked as if nothing had happened.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use crate::tools::{convert, libreoffice, planroll, python, root, run};

/// The longest that one bad file may take, its neighbour included; a program built for debugging is many times slower.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 5 });

/// Words that mean something to a programmer only.
const JARGON: [&str; 14] = [
    "panic",
    "unwrap",
    "error:",
    "xml",
    "zip archive er",
    "parse",
    "json",
    "utf",
    "byte offset",
    "eof",
    "index",
    "none",
    "0x",
    "::",
];

/// A folder with one good return, to which bad files are added.
struct Inbox {
    folder: TempDir,
}

impl Inbox {
    fn new() -> Self {
        let inbox = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(inbox.path("returns")).unwrap();
        fs::copy(example("communities"), inbox.path("returns/good.xlsx")).unwrap();
        inbox
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path("returns").join(name), bytes).unwrap();
    }

    /// What check says of every file of the folder, in name order.
    fn check(&self, code: i32) -> Vec<Value> {
        let before = Instant::now();
        let said = run(planroll().arg("check").arg(self.path("returns")).args(["--format", "json"]), code);
        assert!(before.elapsed() < PATIENCE, "it took {:?}", before.elapsed());
        let said: Value = serde_json::from_str(&said).unwrap();
        said["files"].as_array().unwrap().clone()
    }

    /// Checks the folder with the one bad file: the one finding it must have, beside the good return as ever.
    fn refused(&self, code: &str) -> Value {
        let files = self.check(1);
        assert_eq!(files.len(), 2, "{files:?}");
        let (good, bad): (Vec<&Value>, Vec<&Value>) =
            files.iter().partition(|file| file["path"].as_str().unwrap().ends_with("good.xlsx"));
        assert_eq!(codes(good[0]), ["RAT014"], "the good return is checked");
        assert_eq!(good[0]["plan"], "communities");
        assert_eq!(codes(bad[0]), [code], "{}", bad[0]);
        let finding = bad[0]["findings"][0].clone();
        assert_eq!((&finding["severity"], &finding["cell"]), (&"error".into(), &Value::Null));
        for field in ["message", "expected", "found", "help"] {
            let words = finding[field].as_str().unwrap();
            assert!(!words.is_empty(), "{field}: {finding}");
            let lower = words.to_lowercase();
            // What was found in a damaged file may name the part, for those who can repair it.
            let plain = field == "found" || !JARGON.iter().any(|jargon| lower.contains(jargon));
            assert!(plain, "{field}: {words}");
        }
        assert!(finding["help"].as_str().unwrap().ends_with('.'), "{finding}");
        assert_eq!(bad[0]["sha256"].as_str().unwrap().len(), 64);
        finding
    }
}

fn example(plan: &str) -> PathBuf {
    root().join("examples/west-norfolk/returns").join(format!("{plan}-2025-26-q1.xlsx"))
}

fn codes(file: &Value) -> Vec<&str> {
    file["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

fn says(finding: &Value, words: &str) {
    assert!(finding["message"].as_str().unwrap().contains(words), "`{words}` is not in {finding}");
}

/// Runs a script on a workbook: its first argument is the workbook's path.
fn openpyxl(python: &Path, script: &str, workbook: &Path) {
    run(Command::new(python).args(["-c", script]).arg(workbook), 0);
}

/// One example return saved by `LibreOffice` in another format.
fn saved_as(soffice: &Path, inbox: &Inbox, plan: &str, format: &str) -> Vec<u8> {
    let (from, to) = (inbox.path("from"), inbox.path("to"));
    fs::create_dir(&from).unwrap();
    fs::create_dir(&to).unwrap();
    fs::copy(example(plan), from.join("return.xlsx")).unwrap();
    convert(soffice, &from, &to, format);
    fs::read(to.join("return").with_extension(format)).unwrap()
}

#[test]
fn what_is_no_workbook_is_named_for_what_it_is() {
    let whole = fs::read(example("growth")).unwrap();
    let most = whole.len() - 30;
    let cases: [(&str, &[u8], &str); 13] = [
        ("empty.xlsx", b"", "an empty file"),
        ("zeros.xlsx", &[0; 9000], "an empty file"),
        ("half.xlsx", &whole[..whole.len() / 2], "cut short"),
        ("most.xlsx", &whole[..most], "cut short"),
        ("start.xlsx", &whole[..100], "cut short"),
        ("list.xlsx", b"Ref,Rating,Commentary\r\n1.1,Green,On course\r\n", "a CSV"),
        ("bom.xlsx", b"\xef\xbb\xbfRef;Rating\r\n1.1;Green\r\n", "a CSV"),
        ("unicode.xlsx", b"\xff\xfeR\0e\0f\0\t\0R\0a\0t\0i\0n\0g\0\r\0\n\0", "a CSV"),
        ("print.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n%%EOF\n", "a PDF document"),
        ("export.xls", b"<html><body><table><tr><td>Ref</td></tr></table></body></html>", "a web page"),
        ("mail.xlsx", b"From: housing@example.org\r\nSubject: our return\r\n\r\nPlease see attached.", "an e-mail"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing that follows it", "something unknown"),
        ("noise.xlsx", b"\x01\x9c\x03\xff\xfe\x00\x7f\x10", "something unknown"),
    ];
    for (name, bytes, words) in cases {
        let inbox = Inbox::new();
        inbox.put(name, bytes);
        says(&inbox.refused("WBK001"), words);
    }
}

#[test]
fn a_workbook_cut_anywhere_or_with_a_byte_changed_is_refused_or_read_and_never_fatal() {
    let whole = fs::read(example("efficient")).unwrap();
    let inbox = Inbox::new();
    for step in 1..40 {
        inbox.put(&format!("cut-{step:02}.xlsx"), &whole[..whole.len() * step / 40]);
    }
    for file in inbox.check(1).iter().filter(|file| file["path"].as_str().unwrap().contains("cut-")) {
        assert_eq!(codes(file), ["WBK001"], "{file}");
    }
    let inbox = Inbox::new();
    for step in 1..40 {
        let mut bytes = whole.clone();
        let at = bytes.len() * step / 40;
        bytes[at] ^= 0x55;
        inbox.put(&format!("changed-{step:02}.xlsx"), &bytes);
    }
    let files = inbox.check(1);
    assert_eq!(files.len(), 40);
    for file in &files {
        let stopped = codes(file).iter().any(|code| ["WBK001", "WBK002", "WBK014"].contains(code));
        assert!(!stopped || codes(file).len() == 1, "{file}");
        assert!(!file["findings"].to_string().contains("the reader failed"), "{file}");
    }
}

#[test]
#[ignore = "takes long: .ci/run runs it"]
fn prints_and_exports_of_a_real_return_are_named_for_what_they_are() {
    let Some(soffice) = libreoffice() else { return };
    for (format, words) in [("pdf", "a PDF document"), ("html", "a web page"), ("csv", "")] {
        let inbox = Inbox::new();
        let bytes = saved_as(&soffice, &inbox, "growth", format);
        inbox.put("return.xlsx", &bytes);
        says(&inbox.refused("WBK001"), words);
    }
}

#[test]
fn a_return_saved_in_the_old_format_under_the_new_name_is_read_as_what_it_is() {
    let Some(soffice) = libreoffice() else { return };
    let inbox = Inbox::new();
    let bytes = saved_as(&soffice, &inbox, "growth", "xls");
    assert!(bytes.starts_with(b"\xd0\xcf\x11\xe0"));
    inbox.put("return.xlsx", &bytes);
    let files = inbox.check(1);
    let (old, good) = (&files[1], &files[0]);
    assert_eq!(codes(good), ["RAT014"]);
    assert_eq!((&old["plan"], &old["period"]), (&"growth".into(), &"2025-26 Q1".into()));
    assert_eq!(old["rows"], serde_json::json!({"actions": 15, "indicators": 19}));
    inbox.put("return.xlsx", &fs::read(example("growth")).unwrap());
    let (format, others) = codes(old).split_first().map(|(first, rest)| (*first, rest.to_vec())).unwrap();
    assert_eq!(format, "WBK025", "what of the older format is not looked at");
    assert_eq!(others, codes(&inbox.check(1)[1]), "the same findings in either format");
}

#[test]
fn an_encrypted_workbook_says_how_to_remove_the_password() {
    let inbox = Inbox::new();
    inbox.put("secret.xlsx", &fs::read(root().join("tests/files/password.xlsx")).unwrap());
    let finding = inbox.refused("WBK002");
    says(&finding, "password");
    assert!(finding["help"].as_str().unwrap().contains("Encrypt with Password"), "{finding}");
}

#[test]
fn a_workbook_that_its_label_encrypts_says_which_label_to_choose() {
    let inbox = Inbox::new();
    for name in ["label-encrypted.xlsx", "label-encrypted.xls"] {
        inbox.put("secret.xlsx", &fs::read(root().join("tests/files").join(name)).unwrap());
        let finding = inbox.refused("WBK002");
        says(&finding, "label");
        let help = finding["help"].as_str().unwrap();
        assert!(help.contains("a sensitivity label without encryption"), "{finding}");
        assert!(!help.contains("Encrypt with Password"), "{finding}");
    }
}

#[test]
fn an_ordinary_workbook_and_a_blank_one_are_no_return() {
    let Some(python) = python() else { return };
    let ordinary = "
import sys, openpyxl
book = openpyxl.Workbook()
book.active.append(['Ref', 'Rating', 'Commentary'])
book.active.append(['1.1', 'Green', 'On course'])
book.save(sys.argv[1])
";
    for script in [ordinary, "import sys, openpyxl; openpyxl.Workbook().save(sys.argv[1])"] {
        let inbox = Inbox::new();
        openpyxl(&python, script, &inbox.path("returns/minutes.xlsx"));
        says(&inbox.refused("WBK003"), "nothing in it says which return it is");
    }
}

#[test]
fn a_return_from_a_later_planroll_is_not_guessed_at() {
    let Some(python) = python() else { return };
    let inbox = Inbox::new();
    fs::copy(example("growth"), inbox.path("returns/later.xlsx")).unwrap();
    let script = r#"
import re, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for row in book['planroll'].iter_rows():
    if row[0].value == 'return':
        row[1].value, changed = re.subn(r'"template_version":\d+', '"template_version":99', row[1].value)
        assert changed == 1
book.save(sys.argv[1])
"#;
    openpyxl(&python, script, &inbox.path("returns/later.xlsx"));
    says(&inbox.refused("WBK006"), "version 99");
}

#[test]
fn a_cell_in_the_last_corner_of_the_sheet_is_one_stray_cell() {
    let Some(python) = python() else { return };
    let inbox = Inbox::new();
    fs::copy(example("efficient"), inbox.path("returns/stray.xlsx")).unwrap();
    let before = inbox.check(1);
    let script = "
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
book['Actions']['XFD1048576'] = 'see tab 2'
book.save(sys.argv[1])
";
    openpyxl(&python, script, &inbox.path("returns/stray.xlsx"));
    let after = inbox.check(1);
    let mut wanted = codes(&before[1]);
    wanted.insert(0, "WBK012");
    assert_eq!(codes(&after[1]), wanted);
    let finding = &after[1]["findings"][0];
    assert_eq!((&finding["sheet"], &finding["cell"]), (&"Actions".into(), &"XFD1048576".into()));
    says(finding, "see tab 2");
}

/// A return with a part of that name that unpacks to `size` zeros, in place of any it had.
fn with_part(name: &str, size: u64, method: CompressionMethod) -> Vec<u8> {
    let mut source = zip::ZipArchive::new(Cursor::new(fs::read(example("growth")).unwrap())).unwrap();
    let mut target = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..source.len() {
        let mut entry = source.by_index(index).unwrap();
        let own = entry.name().unwrap().into_owned();
        if own == name {
            continue;
        }
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        target.start_file(own, SimpleFileOptions::default()).unwrap();
        target.write_all(&content).unwrap();
    }
    target.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
    std::io::copy(&mut std::io::repeat(0).take(size), &mut target).unwrap();
    target.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_unpacks_to_far_more_than_a_return_is_refused_before_it_is_unpacked() {
    let inbox = Inbox::new();
    inbox.put("part.xlsx", &with_part("xl/media/huge.png", 140 << 20, CompressionMethod::Deflated));
    says(&inbox.refused("WBK014"), "too large");
    let inbox = Inbox::new();
    inbox.put("ratio.xlsx", &with_part("xl/media/zeros.png", 20 << 20, CompressionMethod::Deflated));
    says(&inbox.refused("WBK014"), "too large");
}

#[test]
fn a_workbook_that_lies_about_the_size_of_a_part_is_refused() {
    let inbox = Inbox::new();
    let size: u32 = 140 << 20;
    let mut bytes = with_part("xl/worksheets/sheet2.xml", u64::from(size), CompressionMethod::Deflated);
    // In the part's own header and in the directory it now claims a kilobyte.
    let claims: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, four)| *four == size.to_le_bytes()).map(|(at, _)| at).collect();
    assert!(!claims.is_empty(), "the size is in the file");
    for at in claims {
        bytes[at..at + 4].copy_from_slice(&1024_u32.to_le_bytes());
    }
    inbox.put("liar.xlsx", &bytes);
    says(&inbox.refused("WBK001"), "damaged");
}

#[test]
fn a_file_past_fifty_megabytes_is_refused_by_its_size() {
    let inbox = Inbox::new();
    let mut bytes = with_part("xl/media/photo.png", 51_000_000, CompressionMethod::Stored);
    inbox.put("photos.xlsx", &bytes);
    says(&inbox.refused("WBK014"), "too large");
    // One that is no workbook at all is no less too large to look at.
    bytes.fill(b'x');
    inbox.put("photos.xlsx", &bytes);
    says(&inbox.refused("WBK014"), "too large");
}

#[test]
fn lock_files_the_plan_and_consolidated_workbooks_are_passed_over_and_listed() {
    let inbox = Inbox::new();
    let plan = root().join("examples/west-norfolk/plan.xlsx");
    fs::copy(&plan, inbox.path("returns/the plan.xlsx")).unwrap();
    inbox.put("~$good.xlsx", b"\x05owner");
    inbox.put(".~lock.good.xlsx#", b",owner,host,01.07.2025 09:00,file:///;");
    let returns = inbox.path("returns");
    run(planroll().arg("consolidate").arg(&plan).arg(&returns).arg("-o").arg(returns.join("whole.xlsx")), 0);
    let out = planroll().arg("check").arg(&returns).output().unwrap();
    let err = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(0), "{err}");
    for (name, why) in [
        ("~$good.xlsx", "a lock file"),
        (".~lock.good.xlsx#", "a lock file"),
        ("the plan.xlsx", "a plan workbook"),
        ("whole.xlsx", "a consolidated workbook"),
    ] {
        let line = err.lines().find(|line| line.contains(&format!(" {name}: "))).unwrap_or_else(|| panic!("{err}"));
        assert!(line.starts_with("Skipped ") && line.contains(why), "{line}");
    }
    assert_eq!(err.lines().count(), 4, "{err}");
    assert_eq!(inbox.check(0).len(), 1, "and no file of theirs is among the returns");
}

/// The cells of one kind of finding of a return changed by a script, each with what was found there.
fn found(python: &Path, script: &str, code: &str) -> Vec<(String, String)> {
    let inbox = Inbox::new();
    let path = inbox.path("returns/changed.xlsx");
    fs::copy(example("growth"), &path).unwrap();
    let script = format!(
        "import sys, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\nactions = book['Actions']\n{script}\nbook.save(sys.argv[1])"
    );
    openpyxl(python, &script, &path);
    let files = inbox.check(1);
    let text = |finding: &Value, field: &str| finding[field].as_str().unwrap_or_default().to_owned();
    let findings = files[0]["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == code);
    findings.map(|finding| (text(finding, "cell"), text(finding, "found"))).collect()
}

fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    wanted.iter().map(|(cell, text)| ((*cell).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn what_is_typed_over_a_check_or_beside_the_table_is_quoted_even_if_it_is_a_rating() {
    let Some(python) = python() else { return };
    let script =
        "actions['K5'] = 'ask Sam'; actions['K6'] = 'Filled in'; actions['M7'] = 'Green'; actions['A3'] = 'Red'";
    let wanted = pairs(&[("A3", "Red"), ("K5", "ask Sam"), ("M7", "Green")]);
    assert_eq!(found(&python, script, "WBK012"), wanted);
}

#[test]
fn without_headings_every_entry_is_quoted_and_nothing_that_was_issued() {
    let Some(python) = python() else { return };
    let script = "
for cell in actions[4]: cell.value = None
for row in range(8, 20):
    for column in 'FGHIJ': actions[f'{column}{row}'] = None";
    assert!(found(&python, script, "WBK012").is_empty());
    let told = found(&python, script, "WBK007");
    let [(cell, entries)] = told.as_slice() else { panic!("{told:?}") };
    assert!(cell.is_empty());
    let cells: Vec<&str> =
        entries.split("; ").filter_map(|entry| entry.split_once(" “")).map(|(cell, _)| cell).collect();
    assert_eq!(cells, ["F5", "I5", "J5", "F6", "I6", "J6", "F7", "I7", "J7"]);
    assert!(entries.starts_with("F5 “Green”; I5 “") && entries.contains("; F6 “Amber”; "), "{entries}");
}
