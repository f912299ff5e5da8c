//! The files that were given: their names, and what each turned out to be.

use std::collections::{BTreeMap, BTreeSet};

use planroll::desk::{Named, Opened, Sort, ending, is_for_members};

use crate::answer::{State, Taken};
use crate::request::{Given, Job};

/// The most bytes of all workbooks together: what is read of them is held, and a page has no more than 4 GB.
pub(crate) const MOST_BYTES: u64 = 400 << 20;

/// A file that was given.
#[derive(Debug)]
pub(crate) struct File {
    /// What it is called in everything that is shown and written.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// What it is.
    pub is: Is,
}

/// What a file is, as far as it is known.
#[derive(Debug)]
pub(crate) enum Is {
    /// Something that is not looked at, for this reason.
    LeftOut(String),
    /// What the system leaves in every folder.
    OfSystem,
    /// It has still to be looked at.
    Waiting,
    /// A plan workbook.
    Plan(Vec<u8>),
    /// The consolidated workbook of an earlier period, or of another.
    Consolidated(Vec<u8>),
    /// A file of the tracker.
    Tracker(Vec<u8>),
    /// A Word document that may be the template of the report, or why it has no bytes.
    Template(Result<Vec<u8>, &'static str>),
    /// A return, or nothing that is known, with its cells.
    Opened(Box<Opened>),
    /// It was taken for this, in words.
    Taken(String),
    /// It was passed over, for this reason.
    PassedOver(String),
    /// It cannot be read, for this reason.
    Unreadable(String),
}

impl File {
    /// Whether it is looked at.
    pub(crate) fn is_waiting(&self) -> bool {
        matches!(self.is, Is::Waiting)
    }

    /// Its cells, where they were read and are not checked yet.
    pub(crate) fn opened(&self) -> Option<&Opened> {
        if let Is::Opened(opened) = &self.is { Some(opened) } else { None }
    }

    /// Why it is passed over, where it is.
    pub(crate) fn passed_over(&self) -> Option<&str> {
        if let Is::LeftOut(why) | Is::PassedOver(why) = &self.is { Some(why) } else { None }
    }

    /// What became of it.
    pub(crate) fn taken(&self) -> Taken {
        let (what, state) = match &self.is {
            Is::OfSystem => ("a file of the system".to_owned(), State::PassedOver),
            Is::LeftOut(why) | Is::PassedOver(why) => (why.clone(), State::PassedOver),
            Is::Waiting => ("not looked at".to_owned(), State::PassedOver),
            Is::Plan(_) => ("a plan workbook".to_owned(), State::PassedOver),
            Is::Tracker(_) => ("a file of the tracker".to_owned(), State::PassedOver),
            Is::Consolidated(_) => ("a consolidated workbook".to_owned(), State::PassedOver),
            Is::Template(Ok(_)) => ("a Word document".to_owned(), State::PassedOver),
            Is::Template(Err(why)) => ((*why).to_owned(), State::Unreadable),
            Is::Opened(_) => ("a return; this job needs none".to_owned(), State::PassedOver),
            Is::Taken(what) => (what.clone(), State::Used),
            Is::Unreadable(why) => (why.clone(), State::Unreadable),
        };
        Taken { name: self.name.clone(), what, state }
    }
}

/// Whether a file is a Word document by its name, and no lock file that Word left.
pub(crate) fn is_word(name: &str) -> bool {
    let bare = name.rsplit('/').next().unwrap_or(name);
    ["docx", "dotx"].contains(&ending(bare).as_str()) && !bare.starts_with("~$")
}

/// Whether a tracker may be kept in such a file, beside workbooks; a PDF is answered with what to do.
fn is_tracker(name: &str) -> bool {
    let bare = name.rsplit('/').next().unwrap_or(name);
    is_word(bare)
        || ["csv", "tsv", "txt", "pdf", "doc"].contains(&ending(bare).as_str()) && !bare.starts_with(['~', '.'])
}

/// What a file is to the job that adopts a tracker: a plan workbook made before, else a file of the tracker.
pub(crate) fn of_tracker(name: &str, bytes: Vec<u8>) -> Is {
    let opened = planroll::desk::open(name, &bytes, planroll::desk::Legacy::Refuse);
    if opened.sort() == Sort::Plan { Is::Plan(bytes) } else { Is::Tracker(bytes) }
}

/// The files by their names. They are of one folder, so that each has its bare name; where folders within it hold two
/// of one name, their paths within it tell them apart. What is looked at is the job's to say.
pub(crate) fn of(given: &[Given], job: Job) -> Vec<File> {
    let mut bare: BTreeMap<&str, usize> = BTreeMap::new();
    for one in given {
        *bare.entry(&one.name).or_default() += 1;
    }
    let mut known: BTreeSet<String> = BTreeSet::new();
    let file = |one: &Given| {
        let is_single = bare.get(one.name.as_str()).is_none_or(|count| *count == 1);
        let name = if is_single || one.path.is_empty() { one.name.clone() } else { one.path.clone() };
        let is = match Named::of(&one.name) {
            _ if !known.insert(name.clone()) => {
                Is::LeftOut("a file of that name was given already; give the two after one another".to_owned())
            }
            Named::Workbook => Is::Waiting,
            Named::LeftOut(_) if job == Job::Consolidate && is_word(&one.name) => Is::Waiting,
            Named::LeftOut(_) if job == Job::Adopt && is_tracker(&one.name) => Is::Waiting,
            Named::LeftOut(why) => Is::LeftOut(why.to_owned()),
            Named::OfSystem => Is::OfSystem,
        };
        File { name, size: one.size, is }
    };
    given.iter().map(file).collect()
}

/// What a file is whose cells were read; its bytes are kept where they are needed again.
pub(crate) fn sorted(opened: Opened, bytes: Vec<u8>) -> Is {
    match opened.sort() {
        Sort::Plan => Is::Plan(bytes),
        Sort::Consolidated if is_for_members(&bytes) => {
            Is::PassedOver("a workbook for members; the consolidated workbook is the one to give".to_owned())
        }
        Sort::Consolidated => Is::Consolidated(bytes),
        // A consolidated workbook may be larger than a return.
        Sort::TooLarge if planroll::desk::read_earlier("", &bytes, None, planroll::desk::Legacy::Refuse).is_ok() => {
            Is::Consolidated(bytes)
        }
        Sort::TooLarge | Sort::Other | Sort::Refused => Is::Opened(Box::new(opened)),
    }
}

/// A size in words.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(name: &str, path: &str) -> Given {
        Given { name: name.to_owned(), path: path.to_owned(), size: 1 }
    }

    #[test]
    fn files_have_their_bare_names_and_paths_only_tell_apart_those_that_are_called_alike() {
        let files = of(
            &[
                given("plan.xlsx", "Q1/plan.xlsx"),
                given("a.xlsx", "Q1/north/a.xlsx"),
                given("a.xlsx", "Q1/south/a.xlsx"),
                given("notes.txt", "Q1/notes.txt"),
                given(".DS_Store", "Q1/.DS_Store"),
            ],
            Job::Check,
        );
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["plan.xlsx", "Q1/north/a.xlsx", "Q1/south/a.xlsx", "notes.txt", ".DS_Store"]);
        assert_eq!(files.iter().filter(|file| file.is_waiting()).count(), 3);
        assert!(files[3].taken().what.contains("text, not a workbook"));
        assert_eq!(files[4].taken().what, "a file of the system");
    }

    #[test]
    fn of_two_files_of_one_name_without_a_folder_the_second_is_said_to_be_left_out() {
        let files = of(&[given("a.xlsx", ""), given("a.xlsx", "")], Job::Check);
        assert!(files[0].is_waiting() && !files[1].is_waiting());
        assert!(files[1].taken().what.contains("already"));
    }

    #[test]
    fn a_word_document_is_looked_at_only_where_the_period_is_collected() {
        let names = ["cabinet.docx", "Cabinet.DOTX", "~$cabinet.docx", "._cabinet.docx", "old.doc", "macros.docm"];
        let all: Vec<Given> = names.iter().map(|name| given(name, "")).collect();
        let waiting = |job| of(&all, job).iter().map(File::is_waiting).collect::<Vec<bool>>();
        assert_eq!(waiting(Job::Consolidate), [true, true, false, false, false, false]);
        for job in [Job::Check, Job::Issue, Job::Agree, Job::NextYear] {
            assert_eq!(waiting(job), [false; 6], "{job:?}");
        }
    }
}
