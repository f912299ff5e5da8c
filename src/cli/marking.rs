//! Marked copies as files: which are written where.
//!
//! Nothing that somebody may have worked in is written over: not a file that is read, not a marked copy that has been
//! filled in since, nor anything that is no marked copy. The next free name is taken instead, always within the folder
//! that was named.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::collection::Checked;
use crate::desk::{Desk, NotMarked, copy_name, is_unfilled_copy};
use crate::grid::Legacy;
use crate::report::plain;
use crate::returns::{PassedOver, Received};

use super::error::Error;
use super::paths::shown;
use super::reading::{Bytes, bytes_of, program};
use super::saving::{Over, make_folder, save};
use super::screen::Screen;

/// How many names are tried for one copy.
const MOST_NAMES: u32 = 10_000;

/// A marked copy that was written, or why there is none.
#[derive(Debug)]
pub(super) struct Copied {
    /// The path of the return.
    source: String,
    /// What became of it.
    became: Became,
}

#[derive(Debug)]
enum Became {
    /// It was written there; a name that was passed over because somebody may have worked in it.
    Written { path: PathBuf, instead_of: Option<PathBuf> },
    /// There is none, for this reason.
    None { why: String },
}

/// Writes the marked copies of what was checked to `folder`, which is made if need be.
///
/// # Errors
/// Where a file cannot be read again or written, or was changed in between.
pub(super) fn write_copies(
    folder: &Path,
    files: &[(&Path, &Checked)],
    desk: &Desk,
    screen: &Screen,
) -> Result<Vec<Copied>, Error> {
    make_folder(folder)?;
    let program = program()?;
    let bar = screen.progress(files.len(), "Marking");
    let marked: Vec<Option<Result<Vec<u8>, NotMarked>>> = files
        .par_iter()
        .map(|(path, file)| {
            let marked = mark_one(path, file, desk, &program);
            bar.inc(1);
            marked
        })
        .collect::<Result<_, Error>>()?;
    bar.finish_and_clear();
    // A copy that was passed over is nobody's work: it may lie in the folder that was searched, and is made anew.
    let is_work = |file: &Checked| !matches!(file.received, Received::PassedOver(PassedOver::MarkedCopy));
    let read = files.iter().filter(|(_, file)| is_work(file));
    let mut taken: BTreeSet<PathBuf> = read.filter_map(|(path, _)| fs::canonicalize(path).ok()).collect();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut copied = Vec::new();
    for ((path, file), marked) in files.iter().zip(marked) {
        let became = match marked {
            None => continue,
            Some(Err(why)) => Became::None { why: why.to_string() },
            Some(Ok(bytes)) => put(folder, path, &bytes, &mut taken, &mut names)?,
        };
        copied.push(Copied { source: file.source.path.clone(), became });
    }
    Ok(copied)
}

/// The marked copy of one file, or why there is none; nothing for a file that was passed over.
pub(super) fn mark_one(
    path: &Path,
    file: &Checked,
    desk: &Desk,
    program: &Path,
) -> Result<Option<Result<Vec<u8>, NotMarked>>, Error> {
    if matches!(file.received, Received::PassedOver(_)) {
        return Ok(None);
    }
    if let Err(why) = Desk::can_be_marked(file) {
        return Ok(Some(Err(why)));
    }
    let changed = || Error::ChangedMeanwhile { path: file.source.path.clone() };
    // Read again rather than kept: what hundreds of workbooks hold is not all needed at one time.
    let bytes = match bytes_of(path) {
        Ok(Bytes::Whole(bytes)) => bytes,
        Ok(Bytes::TooLarge { .. }) => return Err(changed()),
        Err(error) => return Ok(Some(Err(NotMarked::NoReturn(error.to_string())))),
    };
    match desk.mark(file, &bytes, Legacy::Worker(program)) {
        Err(NotMarked::Changed) => Err(changed()),
        // One return that cannot be marked must not keep the others from it.
        marked => Ok(Some(marked)),
    }
}

/// Saves a copy under the first name that is free.
fn put(
    folder: &Path,
    source: &Path,
    bytes: &[u8],
    taken: &mut BTreeSet<PathBuf>,
    names: &mut BTreeSet<String>,
) -> Result<Became, Error> {
    let of = source.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut instead_of = None;
    for number in 1..=MOST_NAMES {
        let name = copy_name(&of, number);
        // Some systems take names that differ in case only for one.
        if names.contains(&name.to_lowercase()) {
            continue;
        }
        let path = folder.join(&name);
        let Some(over) = free(&path, bytes, taken) else {
            instead_of.get_or_insert(path);
            continue;
        };
        save(&path, bytes, over)?;
        names.insert(name.to_lowercase());
        taken.extend(fs::canonicalize(&path));
        return Ok(Became::Written { path, instead_of });
    }
    Err(Error::Exists { paths: vec![shown(&folder.join(copy_name(&of, 1)))] })
}

/// How a copy may be saved there; `None` where somebody may have worked in what is there, or it is something else.
fn free(path: &Path, bytes: &[u8], taken: &BTreeSet<PathBuf>) -> Option<Over> {
    let Ok(about) = fs::symlink_metadata(path) else { return Some(Over::Refuse) };
    let is_taken = fs::canonicalize(path).is_ok_and(|own| taken.contains(&own));
    // What a link points at may lie outside the folder.
    if is_taken || !about.is_file() {
        return None;
    }
    let Ok(Bytes::Whole(there)) = bytes_of(path) else { return None };
    if there == bytes {
        return Some(Over::Replace);
    }
    is_unfilled_copy(&there).then_some(Over::Replace)
}

/// What was written, in words: a line for each return.
pub(super) fn in_words(copied: &[Copied]) -> String {
    let mut written = Vec::new();
    let mut none = Vec::new();
    for one in copied {
        let source = plain(&one.source);
        match &one.became {
            Became::Written { path, instead_of: None } => {
                written.push(format!("  {} of {source}\n", plain(&shown(path))));
            }
            Became::Written { path, instead_of: Some(other) } => {
                let (path, other) = (plain(&shown(path)), plain(&shown(other)));
                written
                    .push(format!("  {path} of {source} ({other} may have been worked in, and was left as it is)\n"));
            }
            Became::None { why } => none.push(format!("  {source}: {}\n", plain(why))),
        }
    }
    let list = |heading: &str, lines: &[String]| {
        if lines.is_empty() { String::new() } else { format!("{heading}\n{}", lines.concat()) }
    };
    format!("{}{}", list("Marked copies written:", &written), list("No marked copy:", &none))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_may_have_worked_in_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("housing.xlsx");
        fs::write(folder.path().join("housing.checked.xlsx"), b"notes").unwrap();
        fs::create_dir(folder.path().join("housing.checked-2.xlsx")).unwrap();
        let (mut taken, mut names) = (BTreeSet::new(), BTreeSet::new());
        let became = put(folder.path(), &source, b"copy", &mut taken, &mut names).unwrap();
        let Became::Written { path, instead_of: Some(_) } = became else { panic!("{became:?}") };
        assert!(path.ends_with("housing.checked-3.xlsx"));
        assert_eq!(fs::read(folder.path().join("housing.checked.xlsx")).unwrap(), b"notes");
    }

    #[test]
    fn two_returns_of_one_name_get_two_copies() {
        let folder = tempfile::tempdir().unwrap();
        let (mut taken, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (source, copy) in [("a/Housing.xlsx", b"one"), ("b/housing.xlsx", b"two")] {
            put(folder.path(), Path::new(source), copy, &mut taken, &mut names).unwrap();
        }
        assert_eq!(fs::read(folder.path().join("Housing.checked.xlsx")).unwrap(), b"one");
        assert_eq!(fs::read(folder.path().join("housing.checked-2.xlsx")).unwrap(), b"two");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let outside = elsewhere.path().join("theirs.xlsx");
        std::os::unix::fs::symlink(&outside, folder.path().join("housing.checked.xlsx")).unwrap();
        let (mut taken, mut names) = (BTreeSet::new(), BTreeSet::new());
        put(folder.path(), Path::new("housing.xlsx"), b"copy", &mut taken, &mut names).unwrap();
        assert!(!outside.exists());
        assert!(folder.path().join("housing.checked-2.xlsx").exists());
    }
}
