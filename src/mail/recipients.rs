//! Who gets which returns: delivery plans that are mailed to the same addresses go out together.
//!
//! Addresses are compared as mail systems do in practice, without regard to capitals. Whether an address
//! can be mailed at all was decided when the plan was read.

use std::collections::{BTreeMap, BTreeSet};

use lettre::Address;
use lettre::message::Mailbox;

use crate::plan::{DeliveryPlan, Settings};
use crate::report::plain;
use crate::rules::plan::email_invalid::RULE as EMAIL_INVALID;

/// Places in `plans` of those that go out together, each group at the place of its first; those without an address
/// are in none.
pub(super) fn groups(plans: &[&DeliveryPlan]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: BTreeMap<BTreeSet<String>, usize> = BTreeMap::new();
    for (place, own) in plans.iter().enumerate() {
        let addresses: BTreeSet<String> =
            own.email.iter().filter(|address| can_be_mailed(address)).map(|address| address.to_lowercase()).collect();
        if addresses.is_empty() {
            continue;
        }
        let group = *known.entry(addresses).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(place),
            None => groups.push(vec![place]),
        }
    }
    groups
}

/// Why a delivery plan gets no draft, as the end of a sentence.
pub(crate) fn no_address() -> String {
    let code = EMAIL_INVALID.code;
    format!("the Delivery plans sheet has no e-mail address for it, or one that is none ({code})")
}

/// Whether mail can go there.
pub(super) fn can_be_mailed(address: &str) -> bool {
    address.parse::<Address>().is_ok()
}

/// The To addresses of plans that go out together. A single address has the lead officer beside it, where all the
/// plans have the same.
pub(super) fn to(plans: &[&DeliveryPlan]) -> Vec<Mailbox> {
    let mut mailboxes = distinct(plans.iter().flat_map(|own| &own.email), &[]);
    let lead = plans.first().and_then(|own| own.lead_officer.as_deref());
    if plans.iter().all(|own| own.lead_officer.as_deref() == lead)
        && let ([mailbox], Some(lead)) = (mailboxes.as_mut_slice(), lead)
    {
        mailbox.name = Some(plain(lead));
    }
    mailboxes
}

/// The Cc addresses of plans that go out together, less those that are written to already.
pub(super) fn cc(plans: &[&DeliveryPlan], to: &[Mailbox]) -> Vec<Mailbox> {
    distinct(plans.iter().flat_map(|own| &own.cc), to)
}

/// Whom answers go to: the contact of the Settings sheet, where its address is given.
pub(super) fn contact(settings: &Settings) -> Option<Mailbox> {
    let address: Address = settings.contact_email.as_deref()?.parse().ok()?;
    Some(Mailbox::new(settings.contact_name.as_deref().map(plain), address))
}

fn distinct<'a>(addresses: impl Iterator<Item = &'a String>, but: &[Mailbox]) -> Vec<Mailbox> {
    let mut known: BTreeSet<String> = but.iter().map(|own| own.email.to_string().to_lowercase()).collect();
    addresses
        .filter_map(|text| text.parse::<Address>().ok())
        .filter(|address| known.insert(address.to_string().to_lowercase()))
        .map(|address| Mailbox::new(None, address))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::CellRef;

    fn plan(code: &str, lead: Option<&str>, email: &[&str], cc: &[&str]) -> DeliveryPlan {
        let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        DeliveryPlan {
            code: code.into(),
            name: code.into(),
            lead_officer: lead.map(Into::into),
            email: all(email),
            cc: all(cc),
            priority: None,
            portfolio_holder: None,
            scrutiny_committee: None,
            at: CellRef::default(),
        }
    }

    #[test]
    fn plans_with_the_same_addresses_go_out_together_whatever_their_order_and_capitals() {
        let plans = [
            plan("a", None, &["x@example.org", "y@example.org"], &[]),
            plan("b", None, &["x@example.org"], &[]),
            plan("c", None, &["Y@example.org", "x@Example.org"], &[]),
            plan("d", None, &[], &["z@example.org"]),
            plan("e", None, &["not an address"], &[]),
        ];
        let all: Vec<&DeliveryPlan> = plans.iter().collect();
        assert_eq!(groups(&all), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn nobody_is_written_to_twice_and_a_name_stands_only_where_it_is_whose() {
        let lead = Some("Head of Housing, Homes");
        let one = plan("a", lead, &["x@example.org"], &["X@example.org", "boss@example.org"]);
        let other = plan("b", Some("Head of Pools"), &["x@example.org"], &["boss@example.org"]);
        let mailboxes = to(&[&one]);
        assert_eq!(mailboxes[0].to_string(), "\"Head of Housing, Homes\" <x@example.org>");
        assert_eq!(cc(&[&one], &mailboxes).len(), 1);
        assert_eq!(to(&[&one, &other])[0].to_string(), "x@example.org");
        assert_eq!(cc(&[&one, &other], &to(&[&one, &other])).len(), 1);
    }
}
