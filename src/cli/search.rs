//! Which files are meant by the paths that were given.
//!
//! A file named is always taken. A folder is searched, folders within it too, in name order and without following
//! links, for workbooks of any kind; what else lies there is listed with why it is left out, so that nothing goes missing
//! silently. What systems and planroll itself leave in a folder is no news to anybody, and is not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::collection::NotLookedAt;
use crate::consolidate::{PACKAGE, is_data_package};
use crate::desk::{Named, ending};
use crate::mail::{INDEX, is_index};
use crate::report::plain;

use super::error::{Error, cannot_read};
use super::names::Names;
use super::paths::{metadata, open, reason};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files to read, by their paths: findings come in that order, however the files were named.
    pub files: Vec<PathBuf>,
    /// Those of them that were found in a folder, rather than named.
    pub in_folder: BTreeSet<PathBuf>,
    /// Why a file or folder among `files` cannot be opened, where that is known already.
    pub unopened: BTreeMap<PathBuf, String>,
    /// What files are called.
    pub names: Names,
    /// Files left out.
    pub skipped: Vec<NotLookedAt>,
    /// The same file by another path is taken once.
    known: BTreeSet<PathBuf>,
}

/// Finds the files meant by `paths`. What cannot be opened is among them: it must not keep the others from being read.
///
/// # Errors
/// [`Error::Read`] where none of the paths is there.
pub(super) fn search(paths: &[PathBuf]) -> Result<Found, Error> {
    let mut found = Found { names: Names::of(paths), ..Found::default() };
    let mut missing = Vec::new();
    for path in paths {
        match metadata(path) {
            Ok(about) if about.is_dir() => found.search_folder(path),
            Ok(_) => found.take(path),
            Err(error) => {
                found.cannot_open(path, &error);
                if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) {
                    missing.push((path, error));
                }
            }
        }
    }
    if missing.len() == paths.len()
        && let Some((path, error)) = missing.into_iter().next()
    {
        return Err(cannot_read(path)(error));
    }
    let Found { files, names, .. } = &mut found;
    files.sort_by_cached_key(|path| names.name(path));
    Ok(found)
}

impl Found {
    fn take(&mut self, path: &Path) {
        let own = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.known.insert(own) {
            self.files.push(path.to_owned());
        }
    }

    fn cannot_open(&mut self, path: &Path, error: &io::Error) {
        self.unopened.insert(path.to_owned(), reason(error));
        self.take(path);
    }

    fn skip(&mut self, path: &Path, why: &str) {
        self.skipped.push(NotLookedAt { path: self.names.name(path), why: why.to_owned() });
    }

    /// Searches one folder and those within it. A list of what is still to be searched stands in for recursion, so
    /// that no depth of folders can exhaust the stack.
    fn search_folder(&mut self, folder: &Path) {
        let mut ahead = vec![folder.to_owned()];
        let mut our_folders = BTreeSet::new();
        while let Some(path) = ahead.pop() {
            // The folder that was named may itself be a link; those within it are not followed.
            let about = if path == folder { fs::metadata(&path) } else { fs::symlink_metadata(&path) };
            if about.as_ref().is_ok_and(fs::Metadata::is_dir) {
                match names_in(&path) {
                    Ok(mut within) => {
                        if within.iter().any(|one| is_our_list(one)) {
                            our_folders.insert(path);
                        }
                        ahead.append(&mut within);
                    }
                    Err(error) => self.cannot_open(&path, &error),
                }
                continue;
            }
            let is_link = about.as_ref().is_ok_and(fs::Metadata::is_symlink);
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let to_folder = || fs::metadata(&path).is_ok_and(|target| target.is_dir());
            let is_ours = || path.parent().is_some_and(|folder| our_folders.contains(folder)) && is_of_list(&name);
            match Named::of(&name) {
                Named::OfSystem | Named::LeftOut(_) if is_link && to_folder() => {
                    self.skip(&path, "a link to a folder");
                }
                Named::LeftOut(why) if !is_ours() => self.skip(&path, why),
                Named::OfSystem | Named::LeftOut(_) => {}
                Named::Workbook if is_link => self.skip(&path, "a link"),
                Named::Workbook => {
                    // What is no file, or cannot even be looked at, is opened in vain and said to be that.
                    self.take(&path);
                    self.in_folder.insert(path);
                }
            }
        }
    }
}

/// What is in a folder, the last by its name first.
fn names_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut within = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    within.sort_unstable_by(|a, b| b.file_name().cmp(&a.file_name()));
    Ok(within)
}

/// A line for each file that was left out; for more than a few of one ending and reason, one that counts them.
pub(super) fn lines_of_skipped(all: &[NotLookedAt]) -> Vec<String> {
    const MOST: usize = 10;
    let mut kinds: Vec<((String, &str), Vec<&NotLookedAt>)> = Vec::new();
    for one in all {
        let kind = (ending(&one.path), one.why.as_str());
        match kinds.iter_mut().find(|(own, _)| *own == kind) {
            Some((_, of_kind)) => of_kind.push(one),
            None => kinds.push((kind, vec![one])),
        }
    }
    let lines = kinds.into_iter().flat_map(|((ending, why), of_kind)| match of_kind.len() {
        0..=MOST => of_kind.iter().map(|one| format!("Skipped {}: {why}.\n", plain(&one.path))).collect(),
        count if ending.is_empty() => vec![format!("Skipped {count} files: {why}.\n")],
        count => vec![format!("Skipped {count} files that end in .{}: {why}.\n", plain(&ending))],
    });
    lines.collect()
}

/// Whether a file is planroll's own list of the drafts or the data that it wrote to a folder.
fn is_our_list(path: &Path) -> bool {
    let begins = |most| {
        let mut bytes = Vec::new();
        open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map(|_| bytes).unwrap_or_default()
    };
    let is_named = |name| path.file_name().is_some_and(|own| own == name);
    (is_named(INDEX) && is_index(&begins(1 << 10))) || (is_named(PACKAGE) && is_data_package(&begins(1 << 20)))
}

/// Whether a file beside such a list is one of those that it lists.
fn is_of_list(name: &str) -> bool {
    ["csv", "eml", "json"].contains(&ending(name).as_str())
}

#[cfg(test)]
mod tests {
    use super::super::paths::shown;
    use super::*;

    fn names(found: &Found, folder: &Path) -> Vec<String> {
        found.files.iter().map(|path| shown(path.strip_prefix(folder).unwrap())).collect()
    }

    #[test]
    fn files_come_by_their_paths_however_they_were_named() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["b.xlsx", "a.xlsx"].map(|name| folder.path().join(name));
        for path in &paths {
            fs::write(path, b"x").unwrap();
        }
        let found = search(&[paths[0].clone(), folder.path().to_owned(), paths[1].clone()]).unwrap();
        assert_eq!(names(&found, folder.path()), ["a.xlsx", "b.xlsx"]);
    }

    #[test]
    fn a_folder_is_searched_in_name_order_and_lock_files_are_listed() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["c.xlsx", "a.XLSM", "b/z.ods", "b/y.xls", "notes.txt", "~$c.xlsx", ".~lock.c.xlsx#", "._c.xlsx"] {
            fs::write(folder.path().join(name), b"x").unwrap();
        }
        let found = search(&[folder.path().to_owned()]).unwrap();
        assert_eq!(names(&found, folder.path()), ["a.XLSM", "b/y.xls", "b/z.ods", "c.xlsx"]);
        assert_eq!(found.skipped.len(), 4);
    }

    #[test]
    fn what_systems_and_planroll_leave_in_a_folder_is_not_listed_and_everything_else_is() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["drafts", "theirs"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let index = crate::mail::write_index(&[]).unwrap();
        let files = [
            (".DS_Store", ""),
            ("Thumbs.db", ""),
            ("desktop.ini", ""),
            ("drafts/a.eml", ""),
            ("drafts/answer.zip", ""),
            ("drafts/index.csv", index.as_str()),
            ("housing.xlsx ", ""),
            ("README", ""),
            ("theirs/a.eml", ""),
            ("theirs/index.csv", "name,file"),
        ];
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let found = search(&[folder.path().to_owned()]).unwrap();
        assert!(found.files.is_empty());
        let skipped: Vec<&str> = found.skipped.iter().filter_map(|one| one.path.rsplit('/').next()).collect();
        assert_eq!(skipped, ["README", "answer.zip", "housing.xlsx ", "a.eml", "index.csv"]);
    }

    #[test]
    fn a_file_named_is_taken_whatever_its_name_and_only_once() {
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("~$return.dat");
        fs::write(&odd, b"x").unwrap();
        let found = search(&[odd.clone(), odd.clone()]).unwrap();
        assert_eq!(found.files, [odd]);
    }

    #[cfg(unix)]
    #[test]
    fn links_within_a_folder_are_not_followed_and_are_listed() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("secret.xlsx"), b"x").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("link")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path().join("secret.xlsx"), folder.path().join("a.xlsx")).unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        let found = search(&[folder.path().to_owned()]).unwrap();
        assert!(found.files.is_empty());
        assert_eq!(found.skipped.len(), 3, "{:?}", found.skipped);
    }

    #[test]
    fn a_path_that_is_not_there_is_an_error_that_names_it() {
        let error = search(&[PathBuf::from("no-such-folder")]).unwrap_err();
        assert_eq!(error.to_string(), "`no-such-folder` cannot be read: there is no such file or folder");
    }
}
