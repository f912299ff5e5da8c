//! The folder of `--data`: the files of this period beside those of others, and the description of all of them.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::collection::Collection;
use crate::consolidate::{DataFile, PACKAGE, data, data_package, is_data_package};
use crate::tally::Tally;
use crate::workbook::WriteError;

use super::error::Error;
use super::paths::{read, shown};
use super::saving::{Over, make_folder, save};

/// A folder for data files, made sure of before anything is written.
pub(super) struct DataFolder {
    folder: PathBuf,
    files: Vec<DataFile>,
}

impl DataFolder {
    /// Makes the files of a quarter and its counts for a folder, and writes nothing.
    ///
    /// # Errors
    /// [`Error::NotAFolder`] where it is a file; [`Error::OtherData`] where it describes data of another kind.
    pub(super) fn ready(folder: &Path, collection: &Collection<'_>, tally: &Tally<'_>) -> Result<Self, Error> {
        if folder.exists() && !folder.is_dir() {
            return Err(Error::NotAFolder { path: shown(folder), option: "--data" });
        }
        let package = folder.join(PACKAGE);
        match read(&package) {
            Ok(bytes) if !is_data_package(&bytes) => return Err(Error::OtherData { path: shown(&package) }),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(Error::Read { path: shown(&package), source }),
        }
        Ok(Self { folder: folder.to_owned(), files: data(collection, tally)? })
    }

    /// Writes the files, then the description of everything that lies there.
    ///
    /// # Errors
    /// Where a file cannot be written; those before it are whole.
    pub(super) fn save(&self) -> Result<(), Error> {
        let at = |source| Error::Write { path: shown(&self.folder), source };
        make_folder(&self.folder)?;
        for file in &self.files {
            save(&self.folder.join(&file.name), &file.bytes, Over::Replace)?;
        }
        let mut names = BTreeSet::new();
        for entry in fs::read_dir(&self.folder).map_err(at)? {
            names.extend(entry.map_err(at)?.file_name().to_str().map(str::to_owned));
        }
        let package = data_package(names.iter().map(String::as_str)).map_err(WriteError::from)?;
        save(&self.folder.join(PACKAGE), package.as_bytes(), Over::Replace)
    }

    /// `data: actions-2025-26-q1.csv, … written.`
    pub(super) fn written(&self) -> String {
        let names: Vec<&str> = self.files.iter().map(|file| file.name.as_str()).collect();
        format!("{}: {} and {PACKAGE} written.", shown(&self.folder), names.join(", "))
    }
}
