//! What a mail says: the words of the Messages sheet where it has them, else our own.
//!
//! In its own words a mail says what is asked, by when, how many rows there are, what the Check column means and whom
//! to ask. The list of returns and what is wrong in them are added to an officer's words, since no placeholder holds
//! them. How the text is laid out is the document's.

use std::borrow::Cow;

use jiff::civil::{Date, Weekday};

use crate::collection::days_until;
use crate::domain::{Kind, Severity, print_day};
use crate::issue::steps;
use crate::plan::{Issued, Mail, MailPart, Message, Placeholder, Plan, fill_in};
use crate::report::{counted, plain};
use crate::rules::live;
use crate::rules::{self, Finding};

use super::document::{Block, paragraphs};
use super::enclosure::{About, Enclosure};
use super::wrong::wrong;

/// The most codes that stand in the tag of a subject.
const MOST_CODES: usize = 4;

/// What one mail is about.
pub(super) struct Words<'a, 'p> {
    plan: &'a Plan,
    together: &'a [Enclosure<'p>],
    mail: Mail,
    today: Option<Date>,
}

impl<'a, 'p> Words<'a, 'p> {
    /// The words of a mail about `together`, of which there is one at least.
    pub(super) fn new(plan: &'a Plan, together: &'a [Enclosure<'p>], mail: Mail, today: Option<Date>) -> Self {
        Self { plan, together, mail, today }
    }

    /// The subject, with the tag by which the answer is found: `[housing 2025-26 Q1]`.
    pub(super) fn subject(&self) -> String {
        let own = || {
            let names = self.names(None);
            let due = self.plan.settings.returns_due;
            match (self.mail, due) {
                (Mail::Issue, Some(due)) => format!("Return due {}: {names}", print_day(due)),
                (Mail::Issue, None) => format!("Return to fill in: {names}"),
                (Mail::Reminder, Some(due)) if self.today.is_some_and(|today| today > due) => {
                    format!("Overdue since {}: {names}", print_day(due))
                }
                (Mail::Reminder, Some(due)) => format!("Reminder, return due {}: {names}", print_day(due)),
                (Mail::Reminder, None) => format!("Reminder, return outstanding: {names}"),
                (Mail::Errors, _) => format!("Please correct the return: {names}"),
                (Mail::Receipt, _) => format!("Thank you for the return: {names}"),
            }
        };
        let wording = self.worded(MailPart::Subject).unwrap_or_else(own);
        plain(&format!("{} {}", wording.trim(), self.tag()))
    }

    /// The text.
    pub(super) fn body(&self) -> Vec<Block> {
        let mut blocks = match self.worded(MailPart::Body) {
            Some(text) => {
                let mut blocks = paragraphs(&text);
                if self.together.len() > 1 {
                    blocks.push(Block::Heading("The returns".to_owned()));
                    blocks.push(Block::Points(self.together.iter().map(named_with_rows).collect()));
                }
                blocks.extend(self.folder());
                blocks
            }
            None => self.own_beginning(),
        };
        for (one, findings) in self.wrong() {
            self.tell(one, findings, &mut blocks);
        }
        if self.mail != Mail::Receipt {
            blocks.extend(self.check_page());
        }
        if self.worded(MailPart::Body).is_none() {
            blocks.extend(self.whom_to_ask());
        }
        blocks
    }

    /// A wording of the Messages sheet with its placeholders filled in.
    fn worded(&self, part: MailPart) -> Option<String> {
        let text = self.plan.messages.get(&Message(self.mail, part))?;
        Some(fill_in(text, |placeholder| self.value(placeholder)))
    }

    /// What stands in the place of a placeholder.
    fn value(&self, placeholder: Placeholder) -> String {
        let settings = &self.plan.settings;
        let either = |one: &Option<String>, other: &Option<String>, neither: &str| {
            one.as_ref().or(other.as_ref()).cloned().unwrap_or_else(|| neither.to_owned())
        };
        match placeholder {
            Placeholder::Organisation => settings.organisation.clone(),
            Placeholder::PlanTitle => settings.plan_title.clone(),
            Placeholder::Period => self.plan.period.to_string(),
            Placeholder::DeliveryPlan => self.names(None),
            Placeholder::PlanCode => self.codes().join(", "),
            Placeholder::LeadOfficer => self.leads(),
            Placeholder::ReturnBy => settings.returns_due.map_or_else(|| "the agreed date".to_owned(), in_full),
            Placeholder::Rows => rows_of(self.together),
            Placeholder::ContactName => either(&settings.contact_name, &settings.contact_email, "us"),
            Placeholder::ContactEmail => either(&settings.contact_email, &settings.contact_name, "this address"),
        }
    }

    fn own_beginning(&self) -> Vec<Block> {
        let mut blocks = vec![Block::paragraph(format!("Dear {},", self.leads()))];
        if self.mail == Mail::Receipt {
            blocks.push(self.thanks());
            return blocks;
        }
        let asked = self.asked();
        if asked.is_empty() {
            return blocks;
        }
        let period = &self.plan.period;
        let (returns, are, them) = match asked.len() {
            1 => (format!("The return of {} for {period}", self.names(Some(&asked))), ["is", "was", "has"], "it"),
            _ => (format!("The returns listed below for {period}"), ["are", "were", "have"], "them"),
        };
        let [is, was, has] = are;
        let due = self.plan.settings.returns_due;
        let in_folder = self.plan.settings.returns_folder.is_some();
        let rows = if asked.len() == 1 { format!(" ({})", rows_of(asked.iter().copied())) } else { String::new() };
        if self.mail == Mail::Issue {
            let by = due.map(|due| format!(" by {}", in_full(due))).unwrap_or_default();
            blocks.push(Block::paragraph(if in_folder {
                format!("{returns} {is} ready to be filled in{rows}. Please open {them} in the folder and fill {them} in{by}.")
            } else {
                format!("{returns} {is} attached{rows}. Please fill {them} in and send {them} back{by}.")
            }));
        } else {
            let lacking = if in_folder { format!("{is} not filled in") } else { format!("{has} not reached us") };
            let state = match (due, self.today) {
                (None, _) => format!("{returns} {lacking} yet."),
                (Some(due), None) => format!("{returns} {is} due by {}, and {lacking} yet.", in_full(due)),
                (Some(due), Some(today)) => match days_until(due, today) {
                    0 => format!("{returns} {is} due today, {}, and {lacking} yet.", in_full(due)),
                    left @ 1.. => {
                        format!("{returns} {is} due by {}, in {}, and {lacking} yet.", in_full(due), days(left))
                    }
                    past => format!("{returns} {was} due by {}, {} ago, and {lacking}.", in_full(due), days(-past)),
                },
            };
            let workbook = if asked.len() == 1 { "The workbook is" } else { "The workbooks are" };
            let where_it_is = if in_folder { "in the folder for returns" } else { "attached again" };
            blocks.push(Block::paragraph(format!("{state} {workbook} {where_it_is}{rows}.")));
            blocks.push(Block::paragraph(if in_folder {
                format!("If you have filled {them} in already, please tell us where, since we see nothing in the folder.")
            } else {
                format!(
                    "If you have begun to fill in what you had from us before, go on with that and send back one workbook \
                     only. If you have sent {them} already, please tell us, since nothing has arrived."
                )
            }));
        }
        if asked.len() > 1 {
            blocks.push(Block::Points(asked.iter().map(|one| named_with_rows(one)).collect()));
        }
        blocks.extend(self.folder());
        if let Some(issued) = asked.iter().map(|one| one.issued).max_by_key(|issued| kinds(issued)) {
            blocks.push(Block::Heading("What to do".to_owned()));
            let [sheets, _, checks, sign_off, send] = steps(&self.still_ahead(issued));
            // The key is in the workbook, and so is the way from one sheet to the next.
            let ratings = "Choose ratings from the drop-down lists; the key on Start here says what each means. A yellow \
                           cell is required.";
            let open = format!("Open the workbook in Excel. {sheets}");
            blocks.push(Block::Steps(vec![open, ratings.to_owned(), checks, sign_off, send]));
            blocks.push(Block::paragraph(format!(
                "“{}” in the Check column is no fault: that entry is looked at when the workbook is back.",
                live::ON_RETURN
            )));
        }
        blocks
    }

    /// The return without a day that is past: nothing can be sent by then.
    fn still_ahead(&self, issued: &'a Issued) -> Cow<'a, Issued> {
        let due = issued.stamp.return_by;
        if self.today.zip(due).is_none_or(|(today, due)| today <= due) {
            return Cow::Borrowed(issued);
        }
        let mut issued = issued.clone();
        issued.stamp.return_by = None;
        Cow::Owned(issued)
    }

    /// What is wrong in a return, after what is asked of the service.
    fn tell(&self, one: &Enclosure<'_>, findings: &[Finding], blocks: &mut Vec<Block>) {
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        let name = plain(&one.plan.name);
        let (things, them) = match errors {
            1 => ("One thing".to_owned(), "it"),
            count => (format!("{count} things"), "them"),
        };
        let by = match (self.plan.settings.returns_due, self.today) {
            (Some(due), Some(today)) if today <= due => format!(" by {}", in_full(due)),
            (Some(due), None) => format!(" by {}", in_full(due)),
            (Some(_), Some(_)) | (None, _) => " as soon as you can".to_owned(),
        };
        blocks.push(Block::paragraph(format!(
            "Thank you for the return of {name} for {}. {things} in it must be put right.",
            self.plan.period
        )));
        blocks.push(Block::paragraph(match &one.workbook {
            Some((file, _)) => format!(
                "Please put {them} right in the attached copy, {file}, and send the copy back{by}, not the file that you \
                 sent. It holds everything that you typed; its Fix list leads to each cell."
            ),
            None => format!("Please put {them} right in your workbook and send it again{by}."),
        }));
        let among = (self.together.len() > 1).then_some(name.as_str());
        blocks.extend(wrong(findings, one.issued, among, one.workbook.is_some()));
    }

    /// The returns that are still to be filled in.
    fn asked(&self) -> Vec<&'a Enclosure<'p>> {
        self.together.iter().filter(|one| matches!(one.about, About::Issue | About::Missing)).collect()
    }

    fn thanks(&self) -> Block {
        let (returns, period, rows) = (self.names(None), self.plan.period, rows_of(self.together));
        let (it_has, is) = if self.together.len() == 1 { ("It has", "return of") } else { ("They have", "returns of") };
        Block::paragraph(format!(
            "Thank you for the {is} {returns} for {period} ({rows}). {it_has} arrived, and nothing is left for you to do."
        ))
    }

    /// Where the workbooks lie that are not attached.
    fn folder(&self) -> Option<Block> {
        let link = self.plan.settings.returns_folder.clone()?;
        let words = match self.asked().as_slice() {
            [] => return None,
            [Enclosure { workbook: Some((file, _)), .. }] => {
                format!("The workbook is {file} in the folder for returns:")
            }
            _ => "The workbooks are in the folder for returns:".to_owned(),
        };
        Some(Block::Link(words, link))
    }

    /// Where a return can be checked before it is handed in.
    fn check_page(&self) -> Option<Block> {
        let link = self.plan.settings.check_page.clone()?;
        Some(Block::Link("You can check the whole workbook before you hand it in:".to_owned(), link))
    }

    fn whom_to_ask(&self) -> Vec<Block> {
        let settings = &self.plan.settings;
        let ask = match (&settings.contact_name, &settings.contact_email) {
            (Some(name), Some(address)) => format!("Questions? Please ask {name}, {address}."),
            (Some(one), None) | (None, Some(one)) => format!("Questions? Please ask {one}."),
            (None, None) => "Questions? Please answer this e-mail.".to_owned(),
        };
        let from = [&settings.organisation, &settings.plan_title];
        let from: Vec<&str> = from.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        let mut blocks = vec![Block::Paragraph(ask)];
        if !from.is_empty() {
            blocks.push(Block::paragraph(from.join("\n")));
        }
        blocks
    }

    fn wrong(&self) -> impl Iterator<Item = (&Enclosure<'p>, &[Finding])> {
        self.together.iter().filter_map(|one| match &one.about {
            About::Wrong(findings) => Some((one, findings.as_slice())),
            About::Issue | About::Missing | About::Settled => None,
        })
    }

    /// The delivery plans in words; of `some` where given.
    fn names(&self, some: Option<&[&Enclosure<'_>]>) -> String {
        let all: Vec<String> = match some {
            Some(some) => some.iter().map(|one| plain(&one.plan.name)).collect(),
            None => self.together.iter().map(|one| plain(&one.plan.name)).collect(),
        };
        rules::Words::all_of(all.iter().map(String::as_str))
    }

    fn codes(&self) -> Vec<String> {
        self.together.iter().map(|one| plain(&one.plan.code)).collect()
    }

    fn tag(&self) -> String {
        let codes = self.codes();
        let (first, more) = codes.split_at(codes.len().min(MOST_CODES));
        let mut listed = first.join(", ");
        if !more.is_empty() {
            listed.push_str(&format!(" +{}", more.len()));
        }
        format!("[{listed} {}]", self.plan.period)
    }

    /// Who is written to, in words.
    fn leads(&self) -> String {
        let mut leads: Vec<String> = Vec::new();
        for lead in self.together.iter().filter_map(|one| one.plan.lead_officer.as_deref()) {
            let lead = plain(lead);
            if !leads.contains(&lead) {
                leads.push(lead);
            }
        }
        if leads.is_empty() { "colleague".to_owned() } else { rules::Words::all_of(leads.iter().map(String::as_str)) }
    }
}

/// How many kinds of row a return has.
fn kinds(issued: &Issued) -> usize {
    [Kind::Actions, Kind::Indicators].into_iter().filter(|kind| issued.row_count(*kind) > 0).count()
}

fn named_with_rows(one: &Enclosure<'_>) -> String {
    let file = one.workbook.as_ref().map(|(file, _)| format!(", {file}")).unwrap_or_default();
    format!("{}: {}{file}", plain(&one.plan.name), rows_of([one]))
}

/// `13 actions and 8 indicators`
fn rows_of<'a, 'p: 'a>(returns: impl IntoIterator<Item = &'a Enclosure<'p>>) -> String {
    let (mut actions, mut indicators) = (0usize, 0usize);
    for one in returns {
        actions += one.issued.actions.len();
        indicators += one.issued.indicators.len();
    }
    let counts = [(actions, "action"), (indicators, "indicator")];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun)).collect();
    counts.join(" and ")
}

/// A day with its weekday: `Friday 18 July 2025`.
fn in_full(day: Date) -> String {
    let weekday = match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    };
    format!("{weekday} {}", print_day(day))
}

fn days(count: i32) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}
