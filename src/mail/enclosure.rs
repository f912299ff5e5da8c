//! A return that somebody is written to about, why, and whether its workbook goes with the mail.

use crate::plan::{DeliveryPlan, Issued, Mail, Plan};
use crate::rules::Finding;

/// A return that somebody is written to about.
#[derive(Debug)]
pub struct Enclosure<'p> {
    /// The delivery plan that it is of.
    pub plan: &'p DeliveryPlan,
    /// The return as it is issued.
    pub issued: &'p Issued,
    /// Why somebody is written to.
    pub about: About,
    /// How its file names begin, as `file_names` tells returns apart.
    pub stem: String,
    /// Its workbook, under its file name, which is ASCII: it goes with the mail, or lies in the folder for returns.
    pub workbook: Option<(String, Vec<u8>)>,
}

impl Enclosure<'_> {
    /// The workbook, where it goes with the mail: a marked copy does, whether returns lie in a folder or not.
    pub(super) fn attached(&self, plan: &Plan) -> Option<&(String, Vec<u8>)> {
        let is_copy = matches!(self.about, About::Wrong(_));
        self.workbook.as_ref().filter(|_| is_copy || plan.settings.returns_folder.is_none())
    }
}

/// Why somebody is written to about a return.
#[derive(Debug, Clone)]
pub enum About {
    /// It goes out for the first time.
    Issue,
    /// It has not come back.
    Missing,
    /// It came back with errors: the findings that stand in it, warnings too.
    Wrong(Vec<Finding>),
    /// It came back, and nothing is left to be done.
    Settled,
}

impl About {
    pub(super) fn mail(&self) -> Mail {
        match self {
            Self::Issue => Mail::Issue,
            Self::Missing => Mail::Reminder,
            Self::Wrong(_) => Mail::Errors,
            Self::Settled => Mail::Receipt,
        }
    }
}
