//! Paths, and what the system says of them, in an officer's words.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use super::wildcards::is_pattern;
use super::windows_names::{FORBIDDEN, readable};

/// A path as people give it: with forward slashes on every system.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// Opens an ordinary file. A pipe would be waited for without end, and a device read without end.
///
/// # Errors
/// What the system says, or what it is instead, in words.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let about = metadata(path)?;
    if about.is_file() { File::open(path) } else { Err(no_file(&about)) }
}

/// What is at a path.
///
/// # Errors
/// What the system says; for what no file can be called on Windows, that there is none.
pub(super) fn metadata(path: &Path) -> io::Result<Metadata> {
    readable(path)?;
    fs::metadata(path).map_err(|error| {
        let is_none = cfg!(windows) && error.kind() == io::ErrorKind::InvalidFilename && is_pattern(path);
        if is_none { io::ErrorKind::NotFound.into() } else { error }
    })
}

/// All bytes of an ordinary file.
///
/// # Errors
/// Those of [`open`], and where it cannot be read.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether something other than `bytes` is at a path, or what is there cannot be read.
pub(super) fn differs(path: &Path, bytes: &[u8]) -> bool {
    match read(path) {
        Ok(there) => there != bytes,
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

/// Says what something is that is not a file.
pub(super) fn no_file(about: &Metadata) -> io::Error {
    let what = if about.is_dir() {
        "a folder"
    } else if is_pipe(about) {
        "a pipe"
    } else {
        "a device"
    };
    io::Error::other(format!("it is {what}, not a file"))
}

#[cfg(unix)]
fn is_pipe(about: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    about.file_type().is_fifo() || about.file_type().is_socket()
}

#[cfg(not(unix))]
fn is_pipe(_about: &Metadata) -> bool {
    false
}

/// Windows' numbers for what another program has open or locked, and for what no name may have in it.
const SHARED: i32 = 32;
const LOCKED: i32 = 33;
const NO_NAME: i32 = 123;

/// What the system said, in words where there are any.
#[expect(clippy::wildcard_enum_match_arm, reason = "new kinds of error are added with every version of Rust")]
pub(super) fn reason(source: &io::Error) -> String {
    if cfg!(windows) {
        match source.raw_os_error() {
            Some(SHARED | LOCKED) => return "it is open in another program, such as Excel".to_owned(),
            Some(NO_NAME) => return FORBIDDEN.to_owned(),
            Some(_) | None => {}
        }
    }
    let known = match source.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => {
            "there is no permission to open it; it may be open in Excel, or belong to somebody else"
        }
        io::ErrorKind::InvalidFilename => "its path is too long",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::ReadOnlyFilesystem => "the disk may only be read",
        io::ErrorKind::NotADirectory => "part of the path is a file, not a folder",
        io::ErrorKind::AlreadyExists => "it is there already",
        // There are more kinds than anybody has words for; the system has its own.
        _ => return source.to_string(),
    };
    known.to_owned()
}
