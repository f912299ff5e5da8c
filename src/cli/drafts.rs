//! Drafts as files: a folder with an .eml file for each, and the index that names whom each goes to.
//!
//! Drafts of another run are never mixed with these: somebody who has answered since would be written to again. The
//! index is written last, so that a folder with an index is whole.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::desk::Desk;
use crate::mail::{Drafts, INDEX, no_address, write_index};
use crate::report::{counted, plain};
use crate::rules::plan::returns_due_odd::RULE as RETURNS_DUE_ODD;
use crate::terminal::wrapped;

use super::error::{Error, cannot_read};
use super::pasted::of_path;
use super::paths::{differs, shown};
use super::saving::{Over, make_folder, save};
use super::screen::Screen;

/// Drafts that are to be written to a folder.
pub(super) struct DraftFolder {
    folder: PathBuf,
    files: Vec<(PathBuf, Vec<u8>)>,
    index: Vec<u8>,
}

impl DraftFolder {
    /// Makes the bytes of the drafts, and looks whether they may be written.
    ///
    /// # Errors
    /// [`Error::NotAFolder`] and [`Error::OtherDrafts`] where they may not; `over` other contents only with `force`.
    pub(super) fn ready(
        folder: &Path,
        option: &'static str,
        drafts: &Drafts,
        force: bool,
        screen: &Screen,
    ) -> Result<Self, Error> {
        if folder.exists() && !folder.is_dir() {
            return Err(Error::NotAFolder { path: shown(folder), option });
        }
        let rows: Vec<_> = drafts.drafts.iter().flat_map(|draft| draft.index.clone()).collect();
        let bar = screen.progress(drafts.drafts.len(), "Writing drafts");
        let files = drafts
            .drafts
            .par_iter()
            .map(|draft| {
                let eml = draft.eml();
                bar.inc(1);
                (folder.join(&draft.name), eml)
            })
            .collect();
        bar.finish_and_clear();
        let ready = Self { folder: folder.to_owned(), files, index: write_index(&rows)?.into_bytes() };
        let others = ready.others()?;
        if !force && !others.is_empty() {
            return Err(Error::OtherDrafts { folder: shown(folder), names: others, option });
        }
        Ok(ready)
    }

    /// Names of drafts and of an index that are in the folder already and are not what would be written.
    fn others(&self) -> Result<Vec<String>, Error> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(cannot_read(&self.folder)(error)),
        };
        let mut others = Vec::new();
        for entry in entries {
            let path = entry.map_err(cannot_read(&self.folder))?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let ours = if name == INDEX {
                Some(&self.index)
            } else if name.to_lowercase().ends_with(".eml") {
                self.files.iter().find(|(own, _)| *own == path).map(|(_, eml)| eml)
            } else {
                continue;
            };
            if ours.is_none_or(|ours| differs(&path, ours)) {
                others.push(name);
            }
        }
        others.sort();
        Ok(others)
    }

    /// Writes the folder, the drafts and then the index.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(super) fn save(&self) -> Result<(), Error> {
        make_folder(&self.folder)?;
        for (path, eml) in &self.files {
            save(path, eml, Over::Replace)?;
        }
        save(&self.folder.join(INDEX), &self.index, Over::Replace)
    }

    /// What was written, in a sentence.
    pub(super) fn written(&self) -> String {
        let folder = plain(&shown(&self.folder));
        match self.files.len() {
            0 => format!("No draft was written to {folder}.\n"),
            count => format!("{} in {folder}, listed in {INDEX}.\n", counted(count, "draft")),
        }
    }

    /// What to do with what was written, on lines of `width` columns; empty where that is nothing.
    pub(super) fn to_send(&self, width: usize) -> String {
        if self.files.is_empty() {
            return String::new();
        }
        let send = of_path("send", &shown(&self.folder));
        let text = "Open each draft in your mail program, look it over and send it; or send all with:";
        format!("{}\n  {send}\n", wrapped(text, width, 0))
    }
}

/// Says what is wrong with the day that the drafts name, and where they name none.
pub(super) fn mention_day(desk: &Desk, screen: &mut Screen) {
    let Some(workbook) = desk.plan_workbook() else { return };
    if workbook.plan.as_ref().is_some_and(|plan| plan.settings.returns_due.is_none()) {
        screen.note(
            "The drafts name no day: Returns due on the Settings sheet is blank, or stands beside another period.\n",
        );
        return;
    }
    for odd in workbook.findings.iter().filter(|finding| *finding.rule == RETURNS_DUE_ODD) {
        let (words, code) = (plain(&odd.words.message), odd.rule.code);
        screen.note(&format!("Look at Returns due before you send, for the drafts name it: {words} ({code}).\n"));
    }
}

/// A line for each delivery plan that gets no draft for want of an address.
pub(super) fn without_address(drafts: &Drafts) -> String {
    drafts.without_address.iter().map(|code| format!("No draft for {}: {}.\n", plain(code), no_address())).collect()
}
