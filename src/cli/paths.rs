//! Paths, and what the system says of them, in an officer's words.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

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
    let about = fs::metadata(path)?;
    if about.is_file() { File::open(path) } else { Err(no_file(&about)) }
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

/// What the system said, in words where there are any.
#[expect(clippy::wildcard_enum_match_arm, reason = "new kinds of error are added with every version of Rust")]
pub(super) fn reason(source: &io::Error) -> String {
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
