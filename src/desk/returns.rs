//! Returns as they come in: opened, and passed over where a marked copy says nothing of its own.

use crate::collection::Checked;
use crate::domain::Period;
use crate::grid::{Legacy, Limits, Refusal, Workbook, read, sha256};
use crate::returns::{self, PassedOver, Received, Rejection, Return, Source, passed_over, replaced};
use crate::rules::{Policy, Request, attach_snippets, check_refused, check_return, receive};

/// A file whose cells were read; what it is has still to be found out.
#[derive(Debug)]
pub struct Opened {
    pub(super) source: Source,
    pub(super) workbook: Result<Workbook, Refusal>,
}

/// Reads the cells of one file, for which no plan is needed.
pub fn open(path: &str, bytes: &[u8], legacy: Legacy<'_>) -> Opened {
    let source = Source { path: path.to_owned(), sha256: sha256(bytes) };
    Opened { source, workbook: returns::open(bytes, &Limits::returns(), legacy) }
}

impl Opened {
    /// A file that cannot be opened.
    pub fn refused(source: Source, why: Refusal) -> Self {
        Self { source, workbook: Err(why) }
    }

    /// A workbook whose cells were read elsewhere.
    pub fn read(source: Source, workbook: Workbook) -> Self {
        Self { source, workbook: Ok(workbook) }
    }
}

/// What a file is, as far as its sheets tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// A plan workbook.
    Plan,
    /// A consolidated workbook.
    Consolidated,
    /// A return, or nothing that is known.
    Other,
    /// It is larger than a return may be, which a consolidated workbook need not be.
    TooLarge,
    /// It cannot be read.
    Refused,
}

impl Opened {
    /// What it is, without having been read as that.
    pub fn sort(&self) -> Sort {
        match self.workbook.as_ref().map(passed_over) {
            Ok(Some(PassedOver::Plan)) => Sort::Plan,
            Ok(Some(PassedOver::Consolidated)) => Sort::Consolidated,
            Ok(Some(PassedOver::MarkedCopy) | None) => Sort::Other,
            Err(Refusal::TooLarge { .. }) => Sort::TooLarge,
            Err(_) => Sort::Refused,
        }
    }

    /// The code of the delivery plan and the period that it says it is for; none where it is no return.
    pub fn identity(&self) -> Option<(String, Period)> {
        let received = receive(self.source.clone(), self.workbook.as_ref().ok()?, None);
        if let Received::Read(one) = received { Some((one.identity.plan_code.clone(), one.period())) } else { None }
    }
}

/// Checks a file that was opened, with the return's own policy where none is given. `snippets` keeps the rows of findings,
/// for reports that show them.
pub fn check_opened(opened: Opened, request: &Request<'_>, policy: Option<&Policy>, snippets: bool) -> Checked {
    let Opened { source, workbook } = opened;
    let received = match &workbook {
        Ok(workbook) => receive(source.clone(), workbook, request.plan),
        Err(refusal) => Received::from((source.clone(), refusal.clone())),
    };
    let findings = match &received {
        Received::PassedOver(_) => Vec::new(),
        Received::Refused(refused) => check_refused(refused, policy.unwrap_or(&Policy::default())),
        Received::Read(one) => {
            let own = if policy.is_none() { Policy::new(&one.issued.policy) } else { Policy::default() };
            let mut findings = check_return(one, request, policy.unwrap_or(&own));
            if let (true, Ok(workbook)) = (snippets, &workbook) {
                attach_snippets(&mut findings, workbook, one);
            }
            findings.shrink_to_fit();
            findings
        }
    };
    Checked { source, received, findings }
}

/// The version of the form of a return that was issued by a newer planroll, and the page on which it can be checked, where
/// it names one.
pub fn newer_form(file: &Checked) -> Option<(u32, Option<&str>)> {
    match &file.received {
        Received::Refused(refused) => match &refused.why {
            Rejection::TooNew(newer) => Some((newer.version, newer.check_page.as_deref())),
            Rejection::Workbook(_) | Rejection::NotAReturn => None,
        },
        Received::Read(_) | Received::PassedOver(_) => None,
    }
}

/// Passes over a marked copy that says no more than when it was made.
pub fn pass_over_unfilled(file: &mut Checked) {
    if is_unfilled(&file.received) {
        file.received = Received::PassedOver(PassedOver::MarkedCopy);
        file.findings.clear();
    }
}

/// Whether the bytes are those of a marked copy that says no more than when it was made.
pub fn is_unfilled_copy(bytes: &[u8]) -> bool {
    let source = Source { path: String::new(), sha256: String::new() };
    let workbook = read(bytes, &Limits::returns(), Legacy::Refuse);
    workbook.is_ok_and(|workbook| is_unfilled(&receive(source, &workbook, None)))
}

fn is_unfilled(received: &Received) -> bool {
    match received {
        Received::Read(one) => one.marked.as_ref().is_some_and(|marked| !marked.filled_in),
        Received::Refused(_) | Received::PassedOver(_) => false,
    }
}

/// The files whose marked copy has been filled in since and is among them too: their places, each with that copy's.
pub fn replaced_by_copies(files: &[Checked]) -> Vec<(usize, usize)> {
    let returned = files.iter().enumerate().filter_map(|(place, file)| match &file.received {
        Received::Read(received) => Some((place, &**received)),
        Received::Refused(_) | Received::PassedOver(_) => None,
    });
    let (places, returns): (Vec<usize>, Vec<&Return>) = returned.unzip();
    let place = |index: usize| places.get(index).copied();
    replaced(&returns).into_iter().filter_map(|(file, copy)| Some((place(file)?, place(copy)?))).collect()
}
