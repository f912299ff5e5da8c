//! Paths, and what the system says of them, in an officer's words.

use std::io;
use std::path::Path;

/// A path as people give it: with forward slashes on every system.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// What the system said, in words where there are any.
#[expect(clippy::wildcard_enum_match_arm, reason = "new kinds of error are added with every version of Rust")]
pub(super) fn reason(source: &io::Error) -> String {
    let known = match source.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "it may not be opened; it may be open in Excel, or belong to somebody else",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::ReadOnlyFilesystem => "the disk may only be read",
        io::ErrorKind::NotADirectory => "part of the path is a file, not a folder",
        io::ErrorKind::AlreadyExists => "it is there already",
        // There are more kinds than anybody has words for; the system has its own.
        _ => return source.to_string(),
    };
    known.to_owned()
}
