//! The reports that `consolidate` writes beside the workbook: in Word, whole and for single committees or plans, and the
//! workbook for members. An officer's work in a report is never written over.

use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::collection::Collection;
use crate::consolidate::for_members;
use crate::desk::{Extract, Template, Written, differences, extracts, read_template, report};
use crate::grid::Limits;
use crate::plan::Plan;
use crate::report::plain;
use crate::tally::Tally;
use crate::workbook::Packed;

use super::error::Error;
use super::over::refuse_other_members;
use super::paths::shown;
use super::reading::{Bytes, bytes_within};
use super::saving::{Over, save, save_with};

/// How many names are tried for a new report beside one that an officer has worked in.
const MOST_NAMES: u32 = 1_000;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The report in Word.
    pub report: Option<&'a Path>,
    /// The council's template of it.
    pub template: Option<&'a Path>,
    /// Whom reports of their own are for.
    pub for_whom: &'a [String],
    /// The workbook for members.
    pub members: Option<&'a Path>,
    /// Whether whatever is there is replaced.
    pub force: bool,
}

/// What is to be written, looked at before anything is.
pub(super) struct Reports<'a> {
    asked: Asked<'a>,
    template: Option<Template>,
    extracts: Vec<Extract>,
}

/// What is made and not yet saved.
pub(super) struct Made {
    documents: Vec<Document>,
    members: Option<(PathBuf, Packed)>,
    still_to_write: Vec<String>,
}

/// One report, and where it goes.
struct Document {
    path: PathBuf,
    bytes: Vec<u8>,
    /// That an officer has worked in the one before, and how its figures differ.
    said: Vec<String>,
}

impl<'a> Reports<'a> {
    /// Looks at what is asked for.
    ///
    /// # Errors
    /// Where the template cannot be used, a name is nobody's, or something else is there under a name to be written.
    pub(super) fn ready(asked: Asked<'a>, plan: &Plan) -> Result<Self, Error> {
        let template = asked.template.map(read).transpose()?;
        let extracts = extracts(plan, asked.for_whom)?;
        if let Some(report) = asked.report {
            let paths = std::iter::once(report.to_owned()).chain(extracts.iter().map(|one| beside(report, one)));
            for path in paths {
                refuse_other(&path, asked.force)?;
            }
        }
        if let Some(members) = asked.members {
            refuse_other_members(members, asked.force)?;
        }
        Ok(Self { asked, template, extracts })
    }

    /// The paths that are to be written.
    pub(super) fn paths(&self) -> Vec<(PathBuf, &'static str)> {
        let report = self.asked.report.map(|path| (path.to_owned(), "--report"));
        let own = self
            .asked
            .report
            .into_iter()
            .flat_map(|report| self.extracts.iter().map(move |one| (beside(report, one), "--report-for")));
        report.into_iter().chain(own).chain(self.asked.members.map(|path| (path.to_owned(), "--members"))).collect()
    }

    /// Makes all of it.
    ///
    /// # Errors
    /// Where one of them cannot be put together.
    pub(super) fn make(&self, collection: &Collection<'_>, tally: &Tally<'_>) -> Result<Made, Error> {
        let mut made = Made { documents: Vec::new(), members: None, still_to_write: Vec::new() };
        if let Some(path) = self.asked.report {
            let whole = std::iter::once((path.to_owned(), None));
            for (path, of) in whole.chain(self.extracts.iter().map(|one| (beside(path, one), Some(one)))) {
                let report = report(collection, tally, self.template.as_ref(), of)?;
                made.still_to_write = report.still_to_write;
                made.documents.push(placed(path, report.bytes)?);
            }
        }
        if let Some(path) = self.asked.members {
            made.members = Some((path.to_owned(), for_members(collection, tally)?));
        }
        Ok(made)
    }
}

impl Made {
    /// Saves all of it; gives what is to be said of it, a line each.
    ///
    /// # Errors
    /// Where one cannot be saved.
    pub(super) fn save(&self) -> Result<Vec<String>, Error> {
        let mut said = Vec::new();
        if let Some((path, workbook)) = &self.members {
            save_with(path, Over::Replace, |file| workbook.write_to(BufWriter::new(file)))?;
            said.push(format!("{} written, for members.", plain(&shown(path))));
        }
        for document in &self.documents {
            save(&document.path, &document.bytes, Over::Replace)?;
            said.push(format!("{} written.", plain(&shown(&document.path))));
            said.extend(document.said.iter().map(|line| plain(line)));
        }
        if !self.still_to_write.is_empty() {
            let prompts: Vec<String> = self.still_to_write.iter().map(|prompt| plain(prompt)).collect();
            said.push(format!("Still to be written in it: {}.", prompts.join(", ")));
        }
        Ok(said)
    }
}

/// The template at a path.
fn read(path: &Path) -> Result<Template, Error> {
    match bytes_within(path, &Limits::returns())? {
        Bytes::Whole(bytes) => Ok(read_template(&shown(path), &bytes)?),
        Bytes::TooLarge { .. } => Err(Error::NotOurs {
            path: shown(path),
            what: "larger than any template".to_owned(),
            option: "--report-template",
        }),
    }
}

/// Where an extract goes: beside the report, with its own name behind.
fn beside(report: &Path, one: &Extract) -> PathBuf {
    let stem = report.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    report.with_file_name(format!("{stem}-{}.docx", one.slug))
}

/// Fails where a file is there that is no report of planroll's.
fn refuse_other(path: &Path, force: bool) -> Result<(), Error> {
    let Some(bytes) = there(path)? else { return Ok(()) };
    match Written::of(&bytes) {
        Written::AsWritten | Written::Edited => Ok(()),
        Written::NotWord | Written::NotPlanrolls if force => Ok(()),
        Written::NotWord | Written::NotPlanrolls => Err(Error::NotOurs {
            path: shown(path),
            what: "not a report that planroll wrote".to_owned(),
            option: "--report",
        }),
    }
}

/// The bytes of the file that is there.
fn there(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    if !path.exists() {
        return Ok(None);
    }
    if path.is_dir() {
        return Err(Error::IsAFolder { path: shown(path), example: "report.docx" });
    }
    Ok(Some(match bytes_within(path, &Limits::previous())? {
        Bytes::Whole(bytes) => bytes,
        Bytes::TooLarge { .. } => Vec::new(),
    }))
}

/// Where a report goes, so that nobody's work is written over, and what is to be said of the one that is there.
fn placed(path: PathBuf, bytes: Vec<u8>) -> Result<Document, Error> {
    let Some(before) = there(&path)? else { return Ok(Document { path, bytes, said: Vec::new() }) };
    let differ = differences(&before, &bytes);
    let mut said = Vec::new();
    if !differ.is_empty() {
        said.push("Figures that differ from the report before:".to_owned());
        said.extend(differ.into_iter().map(|line| format!("  {line}")));
    }
    if Written::of(&before) != Written::Edited {
        return Ok(Document { path, bytes, said });
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let named = |number: u32| path.with_file_name(format!("{stem}-{number}.docx"));
    let free = (2..=MOST_NAMES).map(named).find(|name| fs::symlink_metadata(name).is_err());
    let free = free.ok_or_else(|| Error::Exists { paths: vec![shown(&named(2))] })?;
    said.insert(0, format!("{} was changed since planroll wrote it, and stays as it is.", shown(&path)));
    Ok(Document { path: free, bytes, said })
}
