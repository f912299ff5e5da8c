//! Saving a file whole or not at all.
//!
//! The bytes go to a new file in the same folder, are forced to the disk, and take the place of the old file in one
//! step; whatever fails before that leaves the old file as it was.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::Error;
use super::paths::{no_file, shown};
use super::windows_names::writable;

/// What to do where the file is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    /// Leave it and fail.
    Refuse,
    /// Replace it.
    Replace,
}

/// Saves `bytes` at `path`.
///
/// # Errors
/// [`Error::Exists`] where it is there already and may not be replaced; [`Error::IsAFolder`]; [`Error::Write`].
pub(super) fn save(path: &Path, bytes: &[u8], over: Over) -> Result<(), Error> {
    save_with(path, over, |file| file.write_all(bytes))
}

/// Saves at `path` what `write` writes.
///
/// # Errors
/// Those of [`save`].
pub(super) fn save_with(path: &Path, over: Over, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Error> {
    writable(path).map_err(|source| Error::Write { path: shown(path), source })?;
    if path.is_dir() {
        return Err(Error::IsAFolder { path: shown(path), example: "consolidated.xlsx" });
    }
    // A device or pipe is used by others, whoever may replace it.
    if let Ok(about) = fs::metadata(path)
        && !about.is_file()
    {
        return Err(Error::Write { path: shown(path), source: no_file(&about) });
    }
    put(path, over, write).map_err(|source| {
        if over == Over::Refuse && source.kind() == io::ErrorKind::AlreadyExists {
            Error::Exists { paths: vec![shown(path)] }
        } else {
            Error::Write { path: shown(path), source }
        }
    })
}

/// Makes a folder to write to, and those that it is to be in, where they are not there.
///
/// # Errors
/// [`Error::Write`].
pub(super) fn make_folder(folder: &Path) -> Result<(), Error> {
    let made = writable(folder).and_then(|()| fs::create_dir_all(folder));
    made.map_err(|source| Error::Write { path: shown(folder), source })
}

fn put(path: &Path, over: Over, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    // What a link points at is replaced, not the link.
    let target = if path.is_symlink() { fs::canonicalize(path)? } else { path.to_owned() };
    let folder = folder_of(&target);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".planroll-").suffix(".tmp");
    // A temporary file is its owner's alone; what takes its place is for everybody whom the folder is for.
    #[cfg(unix)]
    builder.permissions(permissions(&target));
    let mut file = builder.tempfile_in(&folder)?;
    write(file.as_file_mut())?;
    file.as_file().sync_all()?;
    match over {
        Over::Refuse => file.persist_noclobber(&target)?,
        Over::Replace => file.persist(&target)?,
    };
    // The new name is in the folder; not every system can force that to the disk, and the file is whole either way.
    if cfg!(unix) {
        let _ = File::open(&folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// The permissions of the file that is replaced, else those of any new file.
#[cfg(unix)]
fn permissions(target: &Path) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(target).map_or_else(|_| fs::Permissions::from_mode(0o666), |about| about.permissions())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.xlsx");
        save(&path, b"old", Over::Refuse).unwrap();
        save(&path, b"new", Over::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_may_not_be_replaced_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.xlsx");
        save(&path, b"mine", Over::Refuse).unwrap();
        assert!(matches!(save(&path, b"yours", Over::Refuse), Err(Error::Exists { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_or_a_missing_folder_is_an_error_in_words() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(save(folder.path(), b"x", Over::Replace), Err(Error::IsAFolder { .. })));
        let nowhere = folder.path().join("missing").join("out.xlsx");
        let error = save(&nowhere, b"x", Over::Replace).unwrap_err();
        assert!(error.to_string().contains("there is no such file or folder"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_may_be_read_by_whom_any_new_file_may() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (ours, any) = (folder.path().join("a"), folder.path().join("b"));
        save(&ours, b"x", Over::Refuse).unwrap();
        fs::write(&any, b"x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&any));
    }
}
