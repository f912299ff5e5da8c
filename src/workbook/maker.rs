//! The system that a package says it was made on: always the same, so that the same workbook has the same bytes everywhere.

/// Unix, in the upper byte of the version that made an entry of a package (APPNOTE.TXT 4.4.2).
pub(super) const UNIX: u8 = 3;
/// How an entry of the central directory begins, and the end of the directory (4.3.12, 4.3.16).
const ENTRY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
/// How long they are, without what follows of their own length.
const ENTRY_LENGTH: usize = 46;
const END_LENGTH: usize = 22;

/// Says of every entry of a package that it was made on Unix, whatever system this is. Nothing is changed of what is no
/// package, or has a comment at its end: none is written here.
pub(crate) fn made_on_unix(package: &mut [u8]) {
    let Some(end) = package.len().checked_sub(END_LENGTH) else { return };
    if !package.get(end..).is_some_and(|bytes| bytes.starts_with(END)) {
        return;
    }
    let mut at = number(package, end + 16, 4);
    while let Some(begun) = at.filter(|at| package.get(*at..).is_some_and(|rest| rest.starts_with(ENTRY))) {
        if let Some(host) = package.get_mut(begun + 5) {
            *host = UNIX;
        }
        let lengths = [28, 30, 32].map(|place| number(package, begun + place, 2).unwrap_or_default());
        at = Some(begun + ENTRY_LENGTH + lengths.iter().sum::<usize>());
    }
}

/// A number of so many bytes, the lowest first.
fn number(package: &[u8], at: usize, bytes: usize) -> Option<usize> {
    let own = package.get(at..at + bytes)?;
    own.iter().rev().try_fold(0, |sum: usize, byte| sum.checked_mul(256)?.checked_add(usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::SimpleFileOptions;
    use zip::{System, ZipWriter};

    use super::*;

    fn package(system: System) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("a.xml", "<a/>"), ("folder/b.xml", "<b>PK\u{1}\u{2}</b>")] {
            zip.start_file(name, SimpleFileOptions::default().system(system)).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_package_made_on_windows_has_the_bytes_of_one_made_on_unix() {
        let (mut windows, unix) = (package(System::Dos), package(System::Unix));
        assert_ne!(windows, unix);
        made_on_unix(&mut windows);
        assert_eq!(windows, unix);
        made_on_unix(&mut windows);
        assert_eq!(windows, unix);
    }

    #[test]
    fn what_is_no_package_stays_as_it_is() {
        for bytes in [b"".as_slice(), b"PK\x05\x06", b"no package at all, but long enough to be one"] {
            let mut own = bytes.to_vec();
            made_on_unix(&mut own);
            assert_eq!(own, bytes);
        }
    }
}
