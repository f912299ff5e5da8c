//! What can be saved: made already, or made when it is asked for.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipWriter};

use crate::answer::Offered;

/// Something that can be saved.
#[derive(Debug)]
pub(crate) struct Output {
    /// Its id.
    pub id: String,
    /// Its folder among everything that is saved at once, with a slash at its end; empty for none.
    pub folder: String,
    /// Its file name.
    pub name: String,
    /// What it is, as the page groups it.
    pub kind: &'static str,
    /// What it is for, in a few words.
    pub about: String,
    /// How it is made.
    pub made: Made,
}

/// How an output comes to be.
#[derive(Debug)]
pub(crate) enum Made {
    /// Here it is.
    Ready(Vec<u8>),
    /// It is the marked copy of the file at that place; `Some` once it was made, or why there is none.
    MarkedCopy(usize, Option<Result<Vec<u8>, String>>),
    /// It is one of the drafts, which are made together.
    Draft,
}

/// The outputs of a job.
#[derive(Debug, Default)]
pub(crate) struct Outputs(pub Vec<Output>);

impl Outputs {
    /// Adds something that is made already.
    pub(crate) fn add(
        &mut self,
        (folder, name): (&str, &str),
        kind: &'static str,
        about: &str,
        bytes: Vec<u8>,
    ) -> String {
        self.push((folder, name), kind, about, Made::Ready(bytes))
    }

    /// Adds something, and gives its id.
    pub(crate) fn push(&mut self, (folder, name): (&str, &str), kind: &'static str, about: &str, made: Made) -> String {
        let id = format!("o{}", self.0.len() + 1);
        let (folder, name, about) = (folder.to_owned(), name.to_owned(), about.to_owned());
        self.0.push(Output { id: id.clone(), folder, name, kind, about, made });
        id
    }

    /// What is offered, in order.
    pub(crate) fn offered(&self) -> Vec<Offered> {
        let offered = |one: &Output| Offered {
            id: one.id.clone(),
            name: one.name.clone(),
            kind: one.kind,
            about: one.about.clone(),
            bytes: one.bytes().map(<[u8]>::len),
        };
        self.0.iter().map(offered).collect()
    }

    /// The one with that id.
    pub(crate) fn find(&self, id: &str) -> Option<&Output> {
        self.0.iter().find(|one| one.id == id)
    }

    /// Everything that has been made in one file, as the program lays files out. The same outputs give the same bytes.
    ///
    /// # Errors
    /// Only where the file cannot be put together in memory.
    pub(crate) fn zip(&self) -> zip::result::ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // Workbooks are packed already, and drafts hold workbooks.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .unix_permissions(0o644)
            .system(System::Unix);
        for one in &self.0 {
            if let Some(bytes) = one.bytes() {
                zip.start_file(format!("{}{}", one.folder, one.name), options)?;
                zip.write_all(bytes)?;
            }
        }
        Ok(zip.finish()?.into_inner())
    }
}

impl Output {
    /// Its bytes, where it has been made.
    pub(crate) fn bytes(&self) -> Option<&[u8]> {
        match &self.made {
            Made::Ready(bytes) | Made::MarkedCopy(_, Some(Ok(bytes))) => Some(bytes),
            Made::MarkedCopy(_, _) | Made::Draft => None,
        }
    }
}
