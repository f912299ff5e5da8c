//! Reading files and checking them, as many at once as the machine has processors.
//!
//! A file past the limit is never taken into memory; one that makes the reader fail costs its own finding and nothing else.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::collection::Checked;
use crate::desk::{Desk, Opened, open};
use crate::grid::{Legacy, Limit, Limits, Refusal, sha256};
use crate::returns::Source;

use super::caught::caught;
use super::error::{Error, cannot_read};
use super::paths::{self, reason};
use super::screen::Screen;
use super::search::Found;

/// How many files are opened at most before the plan workbook has been read, and how many bytes they have at most in all
/// and each: what is made of them is held in memory.
const AHEAD: usize = 256;
const AHEAD_BYTES: u64 = 24 << 20;
const AHEAD_EACH: u64 = 1 << 20;

/// The bytes of a file, or how large it is where that is too large.
pub(super) enum Bytes {
    /// All of them.
    Whole(Vec<u8>),
    /// It is past the limit; its SHA-256 all the same.
    TooLarge {
        /// Why it is not read.
        why: Refusal,
        /// The SHA-256 of its bytes in hexadecimal.
        sha256: String,
    },
}

/// The program that reads older formats: this one.
pub(super) fn program() -> Result<PathBuf, Error> {
    std::env::current_exe().map_err(Error::Program)
}

/// Reads a file whole, unless it is past the limit of returns.
pub(super) fn bytes_of(path: &Path) -> Result<Bytes, Error> {
    bytes_within(path, &Limits::returns())
}

/// Reads a file whole, unless it is past the limit of its kind.
pub(super) fn bytes_within(path: &Path, limits: &Limits) -> Result<Bytes, Error> {
    read_limited(path, limits.file_bytes).map_err(cannot_read(path))
}

fn read_limited(path: &Path, allowed: u64) -> io::Result<Bytes> {
    let mut file = paths::open(path)?;
    let found = file.metadata()?.len();
    if found > allowed {
        return too_large(file, allowed);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found).unwrap_or_default());
    // It may grow while it is read.
    (&mut file).take(allowed + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > allowed {
        return too_large(paths::open(path)?, allowed);
    }
    Ok(Bytes::Whole(bytes))
}

fn too_large(mut file: File, allowed: u64) -> io::Result<Bytes> {
    let mut hash = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    let mut found: u64 = 0;
    loop {
        let count = file.read(&mut piece)?;
        let Some(read) = piece.get(..count).filter(|read| !read.is_empty()) else { break };
        hash.update(read);
        found += u64::try_from(count).unwrap_or_default();
    }
    let mut hex = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    let why = Refusal::TooLarge { limit: Limit::FileBytes, found, allowed, place: None };
    Ok(Bytes::TooLarge { why, sha256: hex })
}

/// Files that were opened before it was known what to check them against, each in its place among all files.
#[derive(Debug, Default)]
pub(super) struct Ahead(Vec<Option<Opened>>);

/// Does `work`, which is to read the plan workbook and takes one thread, while another opens as many of the files as it
/// comes to. A file that cannot be opened is left for [`check_files`], which says why.
pub(super) fn opening_ahead<T: Send>(found: &Result<Found, Error>, work: impl FnOnce() -> T + Send) -> (T, Ahead) {
    let files = found.as_ref().map(|found| (found.files.as_slice(), &found.names)).ok();
    let paths = files.map(|(paths, _)| paths).unwrap_or_default();
    let done = AtomicBool::new(false);
    let work = || {
        let made = work();
        done.store(true, Ordering::Relaxed);
        made
    };
    let open = || {
        let (Ok(program), Some((_, names))) = (program(), files) else { return Vec::new() };
        let mut room = AHEAD_BYTES;
        let waited_for = paths.iter().take(AHEAD).take_while(|_| !done.load(Ordering::Relaxed));
        waited_for
            .map(|path| {
                let size = fs::metadata(path).map_or(u64::MAX, |about| about.len());
                room = room.checked_sub(size).filter(|_| size <= AHEAD_EACH)?;
                opened(path, &names.name(path), &program)
            })
            .collect()
    };
    let (made, opened) = rayon::join(work, open);
    (made, Ahead(opened))
}

fn opened(path: &Path, name: &str, program: &Path) -> Option<Opened> {
    let Ok(Bytes::Whole(bytes)) = bytes_of(path) else { return None };
    caught(|| open(name, &bytes, Legacy::Worker(program)))
}

/// Reads and checks what was found, giving it back in the same order. `snippets` keeps the rows of findings.
pub(super) fn check_files(
    found: &Found,
    Ahead(mut ahead): Ahead,
    desk: &Desk,
    snippets: bool,
    screen: &Screen,
) -> Result<Vec<Checked>, Error> {
    let program = program()?;
    let bar = screen.progress(found.files.len(), "Checking");
    ahead.resize_with(found.files.len(), || None);
    let checked = found
        .files
        .par_iter()
        .zip(ahead)
        // One at a time, so that no thread is left with many at the end.
        .with_max_len(1)
        .map(|(path, opened)| {
            let name = found.names.name(path);
            let checked = match found.unopened.get(path) {
                Some(how) => desk.check_opened(not_opened(name, how.clone()), snippets),
                None => check_path((path, name), opened, desk, &program, snippets),
            };
            bar.inc(1);
            checked
        })
        .collect();
    bar.finish_and_clear();
    Ok(checked)
}

/// What has no bytes that could be read; `how` says why.
fn not_opened(name: String, how: String) -> Opened {
    let source = Source { path: name, sha256: String::new() };
    Opened::refused(source, Refusal::NotOpened { how })
}

fn check_path(
    (path, name): (&Path, String),
    opened: Option<Opened>,
    desk: &Desk,
    program: &Path,
    snippets: bool,
) -> Checked {
    // One file must not take the others with it, even by a fault of ours.
    if let Some(opened) = opened
        && let Some(checked) = caught(|| desk.check_opened(opened, snippets))
    {
        return checked;
    }
    let bytes = match read_limited(path, Limits::returns().file_bytes) {
        Ok(Bytes::Whole(bytes)) => bytes,
        Ok(Bytes::TooLarge { why, sha256 }) => {
            let opened = Opened::refused(Source { path: name, sha256 }, why);
            return desk.check_opened(opened, snippets);
        }
        Err(error) => {
            let vanished = error.kind() == io::ErrorKind::NotFound;
            let how = if vanished { "it vanished after it was found".to_owned() } else { reason(&error) };
            return desk.check_opened(not_opened(name, how), snippets);
        }
    };
    let check = || desk.check_opened(open(&name, &bytes, Legacy::Worker(program)), snippets);
    caught(check).unwrap_or_else(|| {
        let how = "the reader failed on it; please report this, with the file".to_owned();
        let source = Source { path: name.clone(), sha256: sha256(&bytes) };
        desk.check_opened(Opened::refused(source, Refusal::WorkerFailed { how }), snippets)
    })
}

/// Fails where a file is no longer what was read: saved by somebody during the run. One that could not be opened was not
/// read.
pub(super) fn unchanged(read: Vec<(&Path, &Source)>) -> Result<(), Error> {
    let changed =
        read.into_par_iter().filter(|(_, before)| !before.sha256.is_empty()).find_map_first(|(path, before)| {
            let now = match bytes_of(path) {
                Ok(Bytes::Whole(bytes)) => sha256(&bytes),
                Ok(Bytes::TooLarge { sha256, .. }) => sha256,
                Err(error) => return Some(error),
            };
            (now != before.sha256).then(|| Error::ChangedMeanwhile { path: before.path.clone() })
        });
    changed.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_past_the_limit_is_not_taken_into_memory_and_has_its_hash() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big.xlsx");
        std::fs::write(&path, vec![7; 200_000]).unwrap();
        let Bytes::TooLarge { why, sha256: hash } = read_limited(&path, 1000).unwrap() else { panic!() };
        assert!(matches!(why, Refusal::TooLarge { found: 200_000, allowed: 1000, .. }), "{why:?}");
        assert_eq!(hash, sha256(&vec![7; 200_000]));
        assert!(matches!(read_limited(&path, 200_000).unwrap(), Bytes::Whole(bytes) if bytes.len() == 200_000));
    }

    #[test]
    fn files_are_opened_while_other_work_is_done_and_what_cannot_be_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = ["one.xlsx", "gone.xlsx", "two.xlsx"].map(|name| folder.path().join(name)).into();
        for path in [&paths[0], &paths[2]] {
            std::fs::write(path, b"no workbook").unwrap();
        }
        let mut all = Found::default();
        all.files = paths;
        let found = Ok(all);
        let opened = |ahead: &Ahead| ahead.0.iter().map(Option::is_some).collect::<Vec<_>>();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        // As long as it takes to open all three.
        let (made, ahead) =
            pool.install(|| opening_ahead(&found, || std::thread::sleep(std::time::Duration::from_secs(2))));
        assert_eq!((made, opened(&ahead)), ((), vec![true, false, true]));
        let nothing = Err(Error::NothingToCheck { paths: Vec::new() });
        assert_eq!(opening_ahead(&nothing, || 7).1.0.len(), 0);
    }

    #[test]
    fn a_file_that_was_saved_meanwhile_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("q1.xlsx");
        std::fs::write(&path, b"first").unwrap();
        let source = Source { path: "q1.xlsx".to_owned(), sha256: sha256(b"first") };
        assert!(unchanged(vec![(&path, &source)]).is_ok());
        std::fs::write(&path, b"then").unwrap();
        let error = unchanged(vec![(&path, &source)]).unwrap_err();
        assert!(matches!(error, Error::ChangedMeanwhile { path } if path == "q1.xlsx"));
    }
}
