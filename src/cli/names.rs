//! How the files that are read are called in everything that is printed and written.
//!
//! By their paths as given, unless these lead from the root of the disk or out of the folder one is in: then from the
//! folder that was given on. What stands before says who works where, and a consolidated workbook goes far.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::paths::shown;

/// What was given, and how much of it is kept.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: Vec<PathBuf>,
    /// How many parts of a given path are kept at its end, so that no two are called alike.
    kept: usize,
}

impl Names {
    /// The names of these files and folders, and of what is in those.
    pub(super) fn of(given: &[PathBuf]) -> Self {
        let distinct: BTreeSet<&PathBuf> = given.iter().collect();
        let alike = |kept: &usize| {
            let names: BTreeSet<String> = distinct.iter().map(|path| called(path, *kept)).collect();
            names.len() < distinct.len()
        };
        let most = given.iter().map(|path| path.components().count()).max().unwrap_or_default();
        Self { given: given.to_vec(), kept: (0..most).find(|kept| !alike(kept)).unwrap_or(most) }
    }

    /// What a file is called.
    pub(super) fn name(&self, path: &Path) -> String {
        let roots = self.given.iter().filter(|root| path.starts_with(root));
        let Some(root) = roots.max_by_key(|root| root.components().count()) else { return shown(path) };
        let within = path.strip_prefix(root).map(shown).unwrap_or_default();
        match (called(root, self.kept), within) {
            // As it was written, with all its dots and slashes.
            _ if !leads_away(root) => shown(path),
            (_, within) if within.is_empty() => called(root, self.kept.max(1)),
            (name, within) if name.is_empty() => within,
            (name, within) => format!("{name}/{within}"),
        }
    }
}

/// What one plan workbook is called.
pub(super) fn name_of(path: &Path) -> String {
    Names::of(&[path.to_owned()]).name(path)
}

/// What a file or folder that was given is called where so many parts of it are kept.
fn called(path: &Path, kept: usize) -> String {
    if !leads_away(path) {
        return shown(path);
    }
    let parts: Vec<_> = path.components().filter(|part| matches!(part, Component::Normal(_))).collect();
    let last = parts.len().checked_sub(kept).and_then(|first| parts.get(first..)).unwrap_or(&parts);
    shown(&last.iter().collect::<PathBuf>())
}

fn leads_away(path: &Path) -> bool {
    let is_out = |part: Component<'_>| matches!(part, Component::ParentDir | Component::RootDir | Component::Prefix(_));
    path.components().any(is_out)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn names(given: &[&str], paths: &[&str]) -> Vec<String> {
        let names = Names::of(&given.iter().map(PathBuf::from).collect::<Vec<_>>());
        paths.iter().map(|path| names.name(Path::new(path))).collect()
    }

    #[test]
    fn what_stands_before_the_folder_that_was_given_is_in_no_name() {
        assert_eq!(
            names(&["/home/jo/Q1"], &["/home/jo/Q1/a.xlsx", "/home/jo/Q1/more/b.xlsx"]),
            ["a.xlsx", "more/b.xlsx"]
        );
        assert_eq!(names(&["../jo/Q1/"], &["../jo/Q1/a.xlsx"]), ["a.xlsx"]);
        assert_eq!(names(&[".."], &["../a.xlsx"]), ["a.xlsx"]);
        assert_eq!(names(&["/"], &["/a.xlsx"]), ["a.xlsx"]);
        assert_eq!(name_of(Path::new("/home/jo/plan.xlsx")), "plan.xlsx");
    }

    #[test]
    fn what_was_given_from_the_folder_one_is_in_is_called_as_it_was_given() {
        assert_eq!(names(&["council/returns"], &["council/returns/a.xlsx"]), ["council/returns/a.xlsx"]);
        assert_eq!(names(&["./returns", "."], &["./returns/a.xlsx", "./b.xlsx"]), ["./returns/a.xlsx", "./b.xlsx"]);
    }

    #[test]
    fn no_two_are_called_alike() {
        let paths = ["/jo/north/Q1/a.xlsx", "/jo/south/Q1/a.xlsx"];
        assert_eq!(names(&["/jo/north/Q1", "/jo/south/Q1"], &paths), ["north/Q1/a.xlsx", "south/Q1/a.xlsx"]);
        assert_eq!(names(&["/jo/Q1", "Q1"], &["/jo/Q1/a.xlsx", "Q1/a.xlsx"]), ["a.xlsx", "Q1/a.xlsx"]);
        assert_eq!(names(&["/jo/a.xlsx", "/jo/a.xlsx"], &["/jo/a.xlsx"]), ["a.xlsx"]);
    }
}
