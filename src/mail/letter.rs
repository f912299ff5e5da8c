//! From returns that go out to what the drafts say: one draft for each set of addresses.
//!
//! What a draft says comes from the plan, the returns and their findings, in the words of the Messages sheet where it
//! has any. Who has returned what was found out before; the bytes of the workbooks are given.

use jiff::civil::Date;

use crate::domain::print_day;
use crate::grid::sha256;
use crate::plan::{DeliveryPlan, Mail, Plan};

use super::draft::Draft;
use super::enclosure::Enclosure;
use super::index::IndexRow;
use super::recipients::{can_be_mailed, cc, contact, groups, to};
use super::wording::Words;

/// The drafts, and who gets none.
#[derive(Debug)]
pub struct Drafts {
    /// The drafts, in the order of the plan.
    pub drafts: Vec<Draft>,
    /// Codes of the delivery plans without an address that can be mailed.
    pub without_address: Vec<String>,
}

/// Writes the drafts about `returns`, one for each set of addresses. `today` is the day as of which a reminder says how
/// long is left.
pub fn drafts(plan: &Plan, returns: Vec<Enclosure<'_>>, today: Option<Date>) -> Drafts {
    let plans: Vec<&DeliveryPlan> = returns.iter().map(|one| one.plan).collect();
    let without_address = plans
        .iter()
        .filter(|own| !own.email.iter().any(|address| can_be_mailed(address)))
        .map(|own| own.code.to_string())
        .collect();
    let groups = groups(&plans);
    let mut returns: Vec<Option<Enclosure<'_>>> = returns.into_iter().map(Some).collect();
    let drafts = groups
        .iter()
        .filter_map(|group| {
            let together: Vec<Enclosure<'_>> =
                group.iter().filter_map(|place| returns.get_mut(*place).and_then(Option::take)).collect();
            draft(plan, together, today)
        })
        .collect();
    Drafts { drafts, without_address }
}

fn draft(plan: &Plan, together: Vec<Enclosure<'_>>, today: Option<Date>) -> Option<Draft> {
    // What is missing is asked for before what is wrong.
    let mail = together.iter().map(|one| one.about.mail()).min()?;
    let words = Words::new(plan, &together, mail, today);
    let (subject, text) = (words.subject(), words.body());
    let plans: Vec<&DeliveryPlan> = together.iter().map(|one| one.plan).collect();
    let first = together.first()?;
    // No two drafts are about one return.
    let name = match mail {
        Mail::Issue => format!("{}.eml", first.stem),
        Mail::Reminder => format!("{}-reminder.eml", first.stem),
        Mail::Errors => format!("{}-errors.eml", first.stem),
        Mail::Receipt => format!("{}-receipt.eml", first.stem),
    };
    let to = to(&plans);
    let cc = cc(&plans, &to);
    let addresses = |all: &[lettre::message::Mailbox]| all.iter().map(|own| own.email.to_string()).collect();
    let row = |one: &Enclosure<'_>| {
        let file = one.workbook.as_ref().map(|(file, _)| file.clone()).unwrap_or_default();
        let sum = one.attached(plan).map(|(_, bytes)| sha256(bytes)).unwrap_or_default();
        IndexRow {
            draft: name.clone(),
            message: one.about.mail().word().to_lowercase(),
            to: addresses(&to),
            cc: addresses(&cc),
            lead_officer: one.plan.lead_officer.as_deref().unwrap_or_default().to_owned(),
            plan_code: one.plan.code.to_string(),
            plan_name: one.plan.name.to_string(),
            period: plan.period.to_string(),
            return_by: plan.settings.returns_due.map(print_day).unwrap_or_default(),
            subject: subject.clone(),
            file,
            sha256: sum,
        }
    };
    let index = together.iter().map(row).collect();
    let attached = together.into_iter().filter(|one| one.attached(plan).is_some());
    let workbooks = attached.filter_map(|one| one.workbook).collect();
    Some(Draft { name, from: contact(&plan.settings), to, cc, subject, text, index, workbooks })
}
