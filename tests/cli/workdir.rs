//! A folder of its own for each test, with the program run in it and returns filled in.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder that is removed with the test.
pub(super) struct Workdir {
    folder: TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub(super) struct Ran {
    /// Its exit status.
    pub(super) status: i32,
    /// What it printed as its result.
    pub(super) out: String,
    /// What it said beside that.
    pub(super) err: String,
}

impl Workdir {
    pub(super) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with a plan workbook and the returns issued from it for 2025-26 Q1, in `returns`.
    pub(super) fn issued(scheme: &str) -> Self {
        let workdir = Self::new();
        assert_eq!(workdir.run(&["init", "plan.xlsx", "--scheme", scheme]).status, 0);
        let ran = workdir.run(&["issue", "plan.xlsx", "--period", "2025-26 Q1", "--out", "returns"]);
        assert_eq!(ran.status, 0, "{ran:?}");
        workdir
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// Names in a folder, sorted.
    pub(super) fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Runs the program in the folder, with nothing of this machine's settings.
    pub(super) fn run(&self, args: &[&str]) -> Ran {
        self.run_at(100, args)
    }

    /// [`Workdir::run`] with lines of so many columns.
    pub(super) fn run_at(&self, columns: usize, args: &[&str]) -> Ran {
        let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_planroll"))
            .args(args)
            .current_dir(self.folder.path())
            .env_remove("NO_COLOR")
            .env("COLUMNS", columns.to_string())
            .output()
            .unwrap();
        Ran {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Types texts into cells of a sheet of a workbook, given by the number of its part: sheet 2 is the second.
    pub(super) fn fill(&self, name: &str, sheet: usize, cells: &[(&str, &str)]) {
        self.alter(name, &format!("xl/worksheets/sheet{sheet}.xml"), |xml| typed(xml, cells));
    }

    /// One part of a workbook, which is text.
    pub(super) fn part(&self, name: &str, part: &str) -> String {
        let mut text = String::new();
        let mut parts = zip::ZipArchive::new(Cursor::new(self.bytes(name))).unwrap();
        parts.by_name(part).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// The number of the part of a sheet, by the sheet's name.
    pub(super) fn sheet_number(&self, name: &str, sheet: &str) -> usize {
        let workbook = self.part(name, "xl/workbook.xml");
        let names = workbook.split("<sheet ").skip(1).map(|entry| entry.split("name=\"").nth(1).unwrap());
        names.map(|name| name.split('"').next().unwrap()).position(|own| own == sheet).unwrap() + 1
    }

    /// Alters one part of a workbook.
    pub(super) fn alter(&self, name: &str, part: &str, change: impl Fn(&str) -> String) {
        let mut source = zip::ZipArchive::new(Cursor::new(self.bytes(name))).unwrap();
        let mut altered = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..source.len() {
            let mut entry = source.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            let name = entry.name().unwrap().into_owned();
            if name == part {
                content = change(&String::from_utf8(content).unwrap()).into_bytes();
            }
            altered.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            altered.write_all(&content).unwrap();
        }
        self.write(name, &altered.finish().unwrap().into_inner());
    }
}

/// The sheet with texts typed into cells that were issued blank.
fn typed(xml: &str, cells: &[(&str, &str)]) -> String {
    let mut xml = xml.to_owned();
    for (at, text) in cells {
        let start = xml.find(&format!("<c r=\"{at}\"")).unwrap_or_else(|| panic!("no cell {at}"));
        let end = start + xml[start..].find("/>").unwrap();
        let issued = &xml[start..end];
        assert!(!issued.contains('>'), "cell {at} is not blank: {issued}");
        let cell = format!("{issued} t=\"inlineStr\"><is><t>{text}</t></is></c>");
        xml.replace_range(start..end + 2, &cell);
    }
    xml
}

/// Whether a file is there.
pub(super) fn is_there(path: &Path) -> bool {
    path.exists()
}
