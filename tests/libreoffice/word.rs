//! Reports in Word: valid by Microsoft's own library, read by python-docx and `LibreOffice`, and known again after either has
//! saved them; in our own look and in templates that others made.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use planroll::internals::word::{Filling, Template, Written, starter_template, tables, write};

use crate::report_sample::{TYPED, counts, document, part};
use crate::tools::{convert, found, libreoffice, python_with, root, run};
use crate::validator::Validator;

/// What is looked at: the folder of templates, and that of reports, which have the names of their templates.
struct Reports {
    folder: tempfile::TempDir,
    python: PathBuf,
}

/// `LibreOffice` with its Writer, which some systems have in a package of its own.
fn writer() -> Option<PathBuf> {
    let works = Command::new("lowriter").arg("--version").output().is_ok_and(|out| out.status.success());
    found(works.then(|| PathBuf::from("lowriter")), "LibreOffice Writer (lowriter)").and_then(|_| libreoffice())
}

fn filling() -> Filling {
    let [title, period, organisation, status] =
        ["Performance", "Q1 2025-26 & more", "Example <Council>", "Final"].map(str::to_owned);
    Filling { title, period, organisation, status }
}

impl Reports {
    /// Templates by python-docx, one of them saved by `LibreOffice`, one by hand as a German Word has it, and our own; each
    /// filled; and a report without a template.
    fn written(soffice: &Path) -> Option<Self> {
        let reports = Self { folder: tempfile::tempdir().unwrap(), python: python_with("docx")? };
        let (templates, saved) = (reports.of("templates"), reports.of("saved"));
        reports.python(&[templates.as_os_str()]);
        convert(soffice, &reports.alone("council.docx"), &saved, "docx:MS Word 2007 XML");
        fs::rename(saved.join("council.docx"), templates.join("saved-by-libreoffice.docx")).unwrap();
        fs::write(templates.join("starter.docx"), starter_template().unwrap()).unwrap();
        let out = reports.of("reports");
        fs::write(out.join("own.docx"), write(&document()).unwrap()).unwrap();
        for path in files(&templates) {
            let template =
                Template::read(&fs::read(&path).unwrap()).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
            let report = template.fill(&filling(), part).unwrap();
            assert_eq!(report, template.fill(&filling(), part).unwrap(), "the same bytes");
            fs::write(out.join(path.file_stem().unwrap()).with_extension("docx"), report).unwrap();
        }
        assert_eq!(files(&out).len(), 6);
        Some(reports)
    }

    fn of(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// A folder in which one template is alone.
    fn alone(&self, name: &str) -> PathBuf {
        let folder = self.of("alone");
        fs::copy(self.of("templates").join(name), folder.join(name)).unwrap();
        folder
    }

    fn python(&self, arguments: &[&std::ffi::OsStr]) -> String {
        let mut command = Command::new(&self.python);
        command.arg(root().join("tests/libreoffice/templates.py")).args(arguments);
        run(&mut command, 0)
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn word_has_nothing_to_repair_in_any_report() {
    let (Some(soffice), Some(validator)) = (writer(), Validator::found()) else { return };
    let Some(reports) = Reports::written(&soffice) else { return };
    let spoiled = reports.of("spoiled").join("spoiled.docx");
    fs::write(&spoiled, spoiled_report(&reports.of("reports").join("own.docx"))).unwrap();
    let template = reports.of("templates").join("saved-by-libreoffice.docx");
    let written = files(&reports.of("reports"));
    let paths: Vec<&Path> = written.iter().chain([&spoiled, &template]).map(PathBuf::as_path).collect();
    let found = validator.faults("docx", &paths);
    let of = |path: &Path| found.lines().filter(|line| line.starts_with(path.to_str().unwrap())).collect::<Vec<_>>();
    for path in &written {
        // What the library does not like of a template is the template's.
        let is_faulty = path.file_name() == template.file_name();
        let expected = if is_faulty { of(&template).len() } else { 0 };
        assert_eq!(of(path).len(), expected, "{found}");
    }
    // What looks is no good if it sees nothing.
    assert!(of(&spoiled).iter().any(|fault| fault.contains("unexpected child element")), "{found}");
}

/// A report in which the properties of a table stand in another order.
fn spoiled_report(path: &Path) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let bytes = fs::read(path).unwrap();
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut text).unwrap();
        if name == "word/document.xml" {
            let body = String::from_utf8(text).unwrap();
            text = body.replace("<w:cantSplit/><w:tblHeader/></w:trPr>", "</w:trPr><w:trPr/>").into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&text).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn another_program_finds_a_report_in_order_and_a_mere_saving_is_no_edit() {
    let Some(soffice) = writer() else { return };
    let Some(reports) = Reports::written(&soffice) else { return };
    let written = files(&reports.of("reports"));
    let look = std::iter::once("look".as_ref()).chain(written.iter().map(|path| path.as_os_str()));
    assert_eq!(reports.python(&look.collect::<Vec<_>>()).trim(), "");

    let saved = reports.of("saved-anew");
    convert(&soffice, &reports.of("reports"), &saved, "docx:MS Word 2007 XML");
    for path in &written {
        let name = path.file_name().unwrap();
        let by_python = saved.join(format!("python-{}", name.to_string_lossy()));
        reports.python(&["save".as_ref(), path.as_os_str(), by_python.as_os_str()]);
        for path in [path, &saved.join(name), &by_python] {
            assert_eq!(Written::of(&fs::read(path).unwrap()), Written::AsWritten, "{path:?}");
        }
        // The figures are the same as well, wherever they are read.
        let figures = tables(&fs::read(path).unwrap()).unwrap();
        assert_eq!(tables(&fs::read(saved.join(name)).unwrap()).unwrap(), figures, "{path:?}");
        let ours = figures.iter().find(|table| table.caption == "Table 1: Actions by rating").unwrap();
        let (counts, row) = (counts(), ours.rows.last().unwrap());
        assert_eq!(ours.rows.len(), counts.rows.len() + 1);
        assert_eq!(row.join(" "), "Total 7 (17%) 25 (61%) 8 (20%) 1 (2%) 41");
    }
}

#[test]
fn every_report_can_be_seen_and_says_what_was_typed() {
    let Some(soffice) = writer() else { return };
    let works = Command::new("pdftotext").arg("-v").output().is_ok_and(|out| out.status.success());
    let Some(pdftotext) = found(works.then(|| PathBuf::from("pdftotext")), "pdftotext") else { return };
    let Some(reports) = Reports::written(&soffice) else { return };
    let pages = reports.of("pages");
    convert(&soffice, &reports.of("reports"), &pages, "pdf:writer_pdf_Export");
    for path in files(&pages) {
        let text = run(Command::new(&pdftotext).arg("-layout").arg(&path).arg("-"), 0);
        let pieces: Vec<&str> = text.split_whitespace().collect();
        let text = pieces.join(" ");
        let typed = TYPED.split('\u{1}').next().unwrap().trim();
        assert!(text.contains(typed), "{path:?}: {text}");
        // Parts that are placed one by one stand in every template; charts show their figures.
        for expected in
            ["41 actions are reported", "Growth and prosperity", "Days to decide a planning application", "62"]
        {
            assert!(text.contains(expected), "{path:?} without {expected}: {text}");
        }
        let name = path.file_stem().unwrap().to_string_lossy();
        if name.starts_with("council") {
            for kept in ["Example Borough Council {period}", "In the box: Q1 2025-26 & more", "{author name} and {1.2}"]
            {
                assert!(text.contains(kept), "{path:?} without {kept}: {text}");
            }
            assert!(!text.contains("Old entry"), "the contents show the headings as they are: {text}");
        }
    }
}
