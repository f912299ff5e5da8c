//! The same return saved by another program in an older format: the same rows, and the same value in each.

use std::collections::BTreeMap;
use std::fs;

use planroll::grid::sha256;

use crate::tools::{convert, libreoffice, planroll, root, run};

/// The data files of a quarter in which one return is all there is, by name.
fn data_of(bytes: &[u8]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let (returns, data) = (folder.path().join("returns"), folder.path().join("data"));
    fs::create_dir(&returns).unwrap();
    // What a file is, its bytes say: under one name nothing but its contents can differ.
    fs::write(returns.join("return.xlsx"), bytes).unwrap();
    let plan = root().join("examples/west-norfolk/plan.xlsx");
    let mut command = planroll();
    command.arg("consolidate").arg(plan).arg(&returns).arg("-o").arg(folder.path().join("whole.xlsx"));
    run(command.arg("--data").arg(&data), 0);
    let files = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    let tables = files.filter(|path| path.extension().is_some_and(|ending| ending == "csv"));
    // Where the file was and what its bytes are is all that may differ.
    let own = |text: String| text.replace(&*folder.path().to_string_lossy(), "").replace(&sha256(bytes), "");
    tables
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, own(fs::read_to_string(path).unwrap()))
        })
        .collect()
}

#[test]
fn a_return_in_an_older_format_gives_the_same_rows_and_values() {
    let Some(soffice) = libreoffice() else { return };
    let example = root().join("examples/west-norfolk/returns/growth-2025-26-q1.xlsx");
    let as_sent = data_of(&fs::read(&example).unwrap());
    assert!(as_sent.values().any(|rows| rows.lines().count() > 15), "{as_sent:?}");
    for format in ["xls", "ods"] {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::create_dir(&from).unwrap();
        fs::create_dir(&to).unwrap();
        fs::copy(&example, from.join("return.xlsx")).unwrap();
        convert(&soffice, &from, &to, format);
        let came = data_of(&fs::read(to.join("return").with_extension(format)).unwrap());
        for (name, rows) in &as_sent {
            for (sent, read) in rows.lines().zip(came[name].lines()) {
                assert_eq!(read, sent, "{name} from .{format}");
            }
            assert_eq!(came[name].lines().count(), rows.lines().count(), "{name} from .{format}");
        }
    }
}
