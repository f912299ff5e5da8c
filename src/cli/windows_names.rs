//! Names that Windows takes for something other than a file of that name.
//!
//! Asked before anything is written there: `CON.xlsx` would be the screen, `plan.xlsx.` another file, `plan.xlsx:a` a part of
//! one that nobody sees. The words are the same wherever they are tested.

use std::io;
use std::path::{Component, Path};

/// Says what is wrong with the name of a file or folder to be written, on Windows.
///
/// # Errors
/// In words that follow "cannot be written".
pub(super) fn writable(path: &Path) -> io::Result<()> {
    if !cfg!(windows) {
        return Ok(());
    }
    each_name(path, |name| {
        if is_device(name) {
            Err(io::Error::other(DEVICE))
        } else if name.ends_with(['.', ' ']) {
            Err(io::Error::other("Windows drops the full stop or space at the end of a name"))
        } else if name.chars().any(is_forbidden) {
            Err(io::Error::other(FORBIDDEN))
        } else {
            Ok(())
        }
    })
}

/// Says that a name to be read from is a device's, on Windows: it would be waited for without end.
///
/// # Errors
/// In words that follow "cannot be read".
pub(super) fn readable(path: &Path) -> io::Result<()> {
    let of_name = |name: &str| if is_device(name) { Err(io::Error::other(DEVICE)) } else { Ok(()) };
    if cfg!(windows) { each_name(path, of_name) } else { Ok(()) }
}

/// Why there can be no such name.
pub(super) const FORBIDDEN: &str = "no name may have < > : \" | ? or * in it on Windows";
const DEVICE: &str = "Windows keeps that name for a device";

fn each_name(path: &Path, check: impl Fn(&str) -> io::Result<()>) -> io::Result<()> {
    path.components().try_for_each(|part| match part {
        Component::Normal(name) => check(&name.to_string_lossy()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => Ok(()),
    })
}

fn is_forbidden(c: char) -> bool {
    c.is_ascii_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

/// Whether Windows keeps a name for a device, whatever comes after the first full stop.
fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end().to_ascii_lowercase();
    if matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") {
        return true;
    }
    let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    // Superscript digits are digits to it.
    number.is_some_and(|number| {
        number.chars().count() == 1 && number.chars().all(|c| matches!(c, '0'..='9' | '¹' | '²' | '³'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_known_by_their_names_whatever_follows() {
        for name in
            ["CON.xlsx", "nul", "aux.txt", "Prn.tar.gz", "COM1", "lpt9.xlsx", "com².xlsx", "con .xlsx", "CONIN$"]
        {
            assert!(is_device(name), "{name}");
        }
        for name in ["console.xlsx", "com10.xlsx", "com.xlsx", "null.xlsx", "a.con", "lpt.xlsx", "auxiliary", ""] {
            assert!(!is_device(name), "{name}");
        }
    }

    #[test]
    fn only_windows_minds() {
        for name in ["aux.txt", "out/plan.xlsx.", "a:b", "in /x"] {
            assert_eq!(writable(Path::new(name)).is_err(), cfg!(windows), "{name}");
        }
        for name in ["out/plan.xlsx", "./../plan.xlsx", "tŷ 日本/höfe.xlsx"] {
            assert!(writable(Path::new(name)).is_ok(), "{name}");
        }
        assert_eq!(readable(Path::new("NUL")).is_err(), cfg!(windows));
        assert!(readable(Path::new("plan.xlsx.")).is_ok());
    }
}
