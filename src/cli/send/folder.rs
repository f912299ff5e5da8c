//! A folder of drafts as it lies there: its index, its `.eml` files, and the journal with the lock on it.
//!
//! No path is ever made from what the index says: the files of the folder are looked through, and the index is asked
//! for each. The journal is opened, locked and tried before anything is sent, and forced to the disk line by line.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};

use crate::mail::{INDEX, IndexRow};
use crate::send::{DraftFault, JOURNAL, Journal, LARGEST_DRAFT, Record, read_index};

use super::super::error::{Error, cannot_read};
use super::super::paths::{no_file, open, shown};
use super::error::SendError;

/// Where the drafts lie in a folder that `issue` wrote.
const BELOW: &str = "mail";
/// The largest index and journal that are read.
const LARGEST_LIST: u64 = 64 << 20;

/// A folder of drafts.
#[derive(Debug)]
pub(super) struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// Its index.
    pub index: Vec<IndexRow>,
    /// Its drafts in the order of the index, those that are not in it after them by their names; each with its bytes or
    /// why it has none.
    pub drafts: Vec<(String, Result<Vec<u8>, DraftFault>)>,
}

impl Folder {
    /// Reads a folder of drafts, or the one in the folder `mail` of what `issue` wrote.
    ///
    /// # Errors
    /// [`SendError::NoDrafts`] without an index; [`SendError::MailList`] where the index cannot be made out; [`Error::Read`].
    pub(super) fn read(given: &Path) -> Result<Self, Error> {
        let has_index = |path: &Path| path.join(INDEX).is_file();
        let below = given.join(BELOW);
        let path = if !has_index(given) && has_index(&below) { below } else { given.to_owned() };
        if !has_index(&path) {
            fs::read_dir(given).map_err(cannot_read(given))?;
            return Err(SendError::NoDrafts { path: shown(given), index: INDEX }.into());
        }
        let listed = path.join(INDEX);
        let text = File::open(&listed).and_then(|file| all_of(file, LARGEST_LIST)).map_err(cannot_read(&listed))?;
        let index =
            text.and_then(|text| read_index(&String::from_utf8_lossy(&text))).ok_or_else(|| SendError::MailList {
                path: shown(&listed),
                wrong: "a heading is missing, or a row is damaged".to_owned(),
                advice: "make the drafts again",
            })?;
        let mut drafts = Vec::new();
        for entry in fs::read_dir(&path).map_err(cannot_read(&path))? {
            let entry = entry.map_err(cannot_read(&path))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Names with a dot first are notes that systems keep beside files.
            let is_mail = Path::new(&name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("eml"));
            if is_mail && !name.starts_with('.') {
                let bytes = draft(&entry.path());
                drafts.push((name, bytes));
            }
        }
        let places: BTreeMap<&str, usize> = index.iter().map(|row| row.draft.as_str()).zip(0..).collect();
        let place = |name: &str| places.get(name).copied().unwrap_or(usize::MAX);
        drafts.sort_by(|(one, _), (other, _)| (place(one), one).cmp(&(place(other), other)));
        Ok(Self { path, index, drafts })
    }

    /// What the journal says, for looking only.
    ///
    /// # Errors
    /// [`Error::Read`]; [`SendError::MailList`] where it cannot be made out.
    pub(super) fn journal(&self) -> Result<Journal, Error> {
        let path = self.path.join(JOURNAL);
        match open(&path) {
            Ok(file) => Ok(made_out(&path, all_of(file, LARGEST_LIST).map_err(cannot_read(&path))?)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Journal::default()),
            Err(error) => Err(cannot_read(&path)(error)),
        }
    }
}

/// The journal of a folder, open for adding lines and locked against every other run.
#[derive(Debug)]
pub(super) struct OpenJournal {
    /// What it says.
    pub says: Journal,
    path: PathBuf,
    file: File,
}

impl OpenJournal {
    /// Opens and locks the journal of a folder, and writes its headings where it has none.
    ///
    /// # Errors
    /// [`SendError::SendingAlready`]; [`SendError::Journal`] where it cannot be written, when nothing may be sent;
    /// [`SendError::MailList`] where it cannot be made out.
    pub(super) fn of(folder: &Folder) -> Result<Self, Error> {
        let path = folder.path.join(JOURNAL);
        let failed = |source| SendError::Journal { path: shown(&path), source, left: NOTHING_SENT.to_owned() };
        // A pipe would be waited for without end.
        match fs::metadata(&path) {
            Ok(about) if !about.is_file() => return Err(failed(no_file(&about)).into()),
            Ok(_) | Err(_) => {}
        }
        let mut options = OpenOptions::new();
        // Not for appending only: such a file cannot be cut to nothing on Windows. The lock keeps every other run out.
        let mut file = options.read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        match FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(SendError::SendingAlready { path: shown(&path) }.into()),
            Err(TryLockError::Error(source)) => return Err(failed(source).into()),
        }
        let mut says = made_out(&path, all_of(&mut file, LARGEST_LIST).map_err(failed)?)?;
        let (beginning, anew) = says.beginning()?;
        if anew {
            file.set_len(0).map_err(failed)?;
        }
        file.seek(SeekFrom::End(0)).map_err(failed)?;
        file.write_all(beginning.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        // The name of a new file is in the folder; not every system can force that to the disk.
        if cfg!(unix) {
            let _ = File::open(&folder.path).and_then(|folder| folder.sync_all());
        }
        Ok(Self { says, path, file })
    }

    /// Adds a line and forces it to the disk.
    ///
    /// # Errors
    /// [`SendError::Journal`], saying what `left` says; nothing more may be sent.
    pub(super) fn add(&mut self, record: Record, left: impl FnOnce() -> String) -> Result<(), Error> {
        let line = self.says.line(&record)?;
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.sync_data());
        written.map_err(|source| SendError::Journal { path: shown(&self.path), source, left: left() })?;
        self.says.add(record);
        Ok(())
    }
}

/// What a journal that cannot be written means before anything was handed over.
pub(super) const NOTHING_SENT: &str =
    "Nothing was sent, since a later run could not tell; make the folder writable, with the file closed in Excel";

fn made_out(path: &Path, bytes: Option<Vec<u8>>) -> Result<Journal, SendError> {
    let wrong = match bytes.map(|bytes| Journal::read(&bytes)) {
        Some(Ok(journal)) => return Ok(journal),
        Some(Err(fault)) => fault.to_string(),
        None => format!("it is larger than {} MB", LARGEST_LIST >> 20),
    };
    let advice = "it says what was sent already, so put it right before you send the rest";
    Err(SendError::MailList { path: shown(path), wrong, advice })
}

/// The bytes of a draft.
fn draft(path: &Path) -> Result<Vec<u8>, DraftFault> {
    let unreadable = |error: io::Error| DraftFault::Unreadable { reason: error.to_string() };
    // Neither a link to elsewhere nor a pipe that never ends.
    if !fs::symlink_metadata(path).map_err(unreadable)?.is_file() {
        return Err(DraftFault::NotAFile);
    }
    let bytes = File::open(path).and_then(|file| all_of(file, LARGEST_DRAFT << 20)).map_err(unreadable)?;
    bytes.ok_or(DraftFault::TooLarge { megabytes: LARGEST_DRAFT })
}

/// All bytes of a file; `None` where there are more than `most`.
fn all_of(file: impl io::Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok((u64::try_from(bytes.len()).unwrap_or(u64::MAX) <= most).then_some(bytes))
}
