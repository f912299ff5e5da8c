//! Which figures of an indicator are better: by its own column, the sign of its target, words of its name, and at last by how a
//! figure was rated.
//!
//! A column and a sign that say different things are asked about. A name only says it by words that leave no doubt, such as
//! arrears, and not where others in it say the opposite; each such word is a line that the officer can put right.

use rust_decimal::Decimal;

use crate::domain::{Polarity, Rated};
use crate::layout::Field;

use super::context::Context;
use super::draft::{Col, DraftRow};
use super::gather::{Raw, is_nothing, place};
use super::holds::Holds;
use super::meaning::Meaning;
use super::place::Place;
use super::rating::said_of;
use super::row::{At, is_same};
use super::target::{Amount, TargetRead};
use super::when::WhenPart;
use super::words::{WORDS, has_words, is_one_of, plain};

impl Context<'_> {
    /// Fills in which values are better.
    pub(super) fn polarity(&mut self, row: &mut DraftRow, at: At, raw: &Raw, target: Option<&(Place, TargetRead)>) {
        let by_target = target.and_then(|(from, read)| Some((*from, read.polarity?)));
        if let Some((cell, text)) = raw.known.get(&Meaning::BetterWhen).cloned().filter(|(_, text)| !is_nothing(text)) {
            let from = place(at.sheet, cell);
            let wanted = self.lines.instead_of("polarity", from, &text, &mut self.instead);
            match WORDS.polarity(wanted.as_deref().unwrap_or(&text)) {
                Some(polarity)
                    if wanted.is_none() && by_target.is_some_and(|(_, other)| is_against(polarity, other)) =>
                {
                    row.words(Field::BetterWhen, from, &polarity.to_string());
                    row.decide(
                        Col::Known(Field::BetterWhen),
                        from,
                        &text,
                        "the sign of its target says otherwise: Higher, Lower or In range",
                    );
                }
                Some(polarity) => {
                    if !is_same(&polarity.to_string(), &text) {
                        self.lines.mapped("polarity", from, &text, &polarity.to_string(), "");
                    }
                    row.words(Field::BetterWhen, from, &polarity.to_string());
                }
                None if is_one_of(&WORDS.targets.monitor, &plain(&text)) => {
                    self.lines.mapped("polarity", from, &text, "Rated: Monitor only", "");
                    row.derive(Field::Rated, &Rated::MonitorOnly.to_string());
                }
                None => row.decide(
                    Col::Known(Field::BetterWhen),
                    from,
                    &text,
                    "it does not say whether higher or lower is better",
                ),
            }
            return;
        }
        if let Some((_, polarity)) = by_target {
            row.derive(Field::BetterWhen, &polarity.to_string());
            return;
        }
        let is_rated = !row.has(Field::Rated) && target.is_none_or(|(_, read)| read.amount != Amount::Monitor);
        let name = plain(&row.text(Field::Indicator));
        let rated = self.by_rating(at, raw);
        if let Some((words, polarity)) = by_name(&name).filter(|_| is_rated) {
            if let Some((from, _, rating)) = rated.as_ref().filter(|(_, other, _)| is_against(polarity, *other)) {
                let why = "its name and how a figure was rated say different things: Higher, Lower or In range";
                row.decide(Col::Known(Field::BetterWhen), *from, rating, why);
                return;
            }
            let found = format!("“{words}” in its name");
            let wanted = self.lines.instead_of("polarity by name", row.place, &found, &mut self.instead);
            let polarity = wanted.and_then(|text| WORDS.polarity(&text)).unwrap_or(polarity);
            let taken = format!("Better when: {polarity}");
            self.lines.mapped(
                "polarity by name",
                row.place,
                &found,
                &taken,
                "no column and no sign of the target says it",
            );
            row.derive(Field::BetterWhen, &polarity.to_string());
            return;
        }
        if let Some((from, polarity, found)) = rated {
            let wanted = self.lines.instead_of("polarity by rating", from, &found, &mut self.instead);
            let polarity = wanted.and_then(|text| WORDS.polarity(&text)).unwrap_or(polarity);
            self.lines.mapped(
                "polarity by rating",
                from,
                &found,
                &format!("Better when: {polarity}"),
                "a figure past its target was rated so",
            );
            row.derive(Field::BetterWhen, &polarity.to_string());
        }
    }

    /// Which values are better, by a figure above its target and how it was rated. Below it, it may be a figure of part of a
    /// year, which says nothing.
    fn by_rating(&self, at: At, raw: &Raw) -> Option<(Place, Polarity, String)> {
        let (cell, _) = raw.known.get(&Meaning::Target)?;
        let target = self.view(at.sheet)?.cell(*cell).and_then(super::view::number_of)?;
        let legend = &self.sheets.get(at.sheet)?.legend;
        let dated = raw.dated.iter().filter(|(holds, ..)| matches!(holds, Holds::Value(_)));
        let dated = dated.filter(|(_, when, ..)| when.part != WhenPart::Year);
        let last = dated.filter(|(_, _, _, text)| !text.is_empty()).map(|(_, _, cell, _)| *cell).next_back();
        let value_at = last.or_else(|| raw.at(Meaning::Value))?;
        let value: Decimal = self.view(at.sheet)?.cell(value_at).and_then(super::view::number_of)?;
        let (rated_at, rating) = raw.known.get(&Meaning::Rating)?;
        let standing = said_of(rating, legend)?;
        let polarity = match standing {
            "On track" if is_well_above(value, target) => Polarity::Higher,
            "Off track" | "Behind" if value > target => Polarity::Lower,
            _ => return None,
        };
        Some((place(at.sheet, *rated_at), polarity, format!("{rating} above target")))
    }
}

/// Whether a figure is more than a tenth above its target: one that is nearer may be green by a tolerance.
fn is_well_above(value: Decimal, target: Decimal) -> bool {
    let tenth = target.abs().checked_div(Decimal::TEN).and_then(|tenth| target.checked_add(tenth));
    tenth.is_some_and(|beyond| value > beyond)
}

/// Which values are better by words of a name, and the words that say so.
fn by_name(name: &str) -> Option<(String, Polarity)> {
    let words = &WORDS.named;
    let found = |all: &[String]| all.iter().find(|word| has_words(name, word)).cloned();
    if found(&words.against).is_some() {
        return None;
    }
    // "Complaints answered in time": what is done in time is good, whatever it is done about.
    let in_time = || {
        let done = found(&words.done)?;
        let time = found(&words.in_time)?;
        Some(format!("{done} … {time}"))
    };
    if let Some(words) = in_time() {
        return Some((words, Polarity::Higher));
    }
    // "Young people in the skills project": who takes part; what they are in stands after them.
    let taking_part = || {
        let (who, rest) = name.split_once(" in ")?;
        let people = words.people.iter().find(|word| has_words(who, word))?;
        let taken = words.taking_part.iter().find(|word| has_words(rest, word))?;
        Some(format!("{people} in … {taken}"))
    };
    match (found(&words.higher).or_else(taking_part), found(&words.lower)) {
        (Some(word), None) => Some((word, Polarity::Higher)),
        (None, Some(word)) => Some((word, Polarity::Lower)),
        _ => None,
    }
}

/// Whether one says that higher figures are better, and the other that lower ones are.
fn is_against(one: Polarity, other: Polarity) -> bool {
    matches!((one, other), (Polarity::Higher, Polarity::Lower) | (Polarity::Lower, Polarity::Higher))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_which_figures_are_better_where_their_words_leave_no_doubt() {
        for (name, polarity) in [
            ("Complaints answered in time", Polarity::Higher),
            ("% of supplier invoices paid within 30 days", Polarity::Higher),
            ("Council tax collected", Polarity::Higher),
            ("Missed bins collected within 24 hours", Polarity::Higher),
            ("Tenants satisfied with repairs", Polarity::Higher),
            ("Rent arrears, industrial units", Polarity::Lower),
            ("Working days lost to sickness per employee", Polarity::Lower),
            ("Days to process new claims", Polarity::Lower),
            ("Missed bins per 100,000", Polarity::Lower),
            ("Young people in the employability project", Polarity::Higher),
            ("Hospital beds freed", Polarity::Higher),
            ("Days lost in the skills project", Polarity::Lower),
            ("Spend that follows authorised procedures", Polarity::Higher),
            ("Payments made online by direct debit", Polarity::Higher),
            ("Major applications given an extension of time", Polarity::Lower),
            ("Major applications determined in 13 weeks or given an extension of time", Polarity::Higher),
        ] {
            assert_eq!(by_name(&plain(name)).map(|(_, polarity)| polarity), Some(polarity), "{name}");
        }
        for name in [
            "Readmissions within 30 days",
            "Repeat referrals within 12 months",
            "Residual waste collected per household",
            "Invoices not paid within 30 days",
            "Increase in complaints",
            "Empty homes brought back into use",
            "Children in care",
            "Young people in the justice system",
            "Complaints from people in the pilot",
            "Direct debits not paid",
            "Applications with an extension of time",
            "Posts",
        ] {
            assert_eq!(by_name(&plain(name)), None, "{name}");
        }
    }

    /// A hundred names of indicators as councils, fire services and hospitals have them, each with which figures are better;
    /// a dash where its name alone does not say it.
    const TITLES: &str = "
        H Household waste sent for reuse, recycling and composting
        L Residual household waste per household (kg)
        L Missed bin collections per 100,000
        L Fly-tipping incidents reported
        H Fly-tips removed within 24 hours
        H Major planning applications determined within 13 weeks
        H Minor planning applications determined in 8 weeks
        L Planning appeals allowed against refusal
        H Council tax collected in year
        H National non-domestic rates collected
        L Current tenant rent arrears as % of rent due
        L Average days to re-let a council home
        L Void rent loss
        H Emergency repairs completed within 24 hours
        H Tenants satisfied with the overall service
        L Households in temporary accommodation
        L Rough sleepers at the annual count
        H Homelessness cases prevented or relieved
        H Affordable homes delivered
        H Net new homes completed
        L Days to process new housing benefit claims
        L Days to process changes in circumstances
        H Invoices paid within 30 days
        L Working days lost to sickness absence per full-time equivalent
        L Voluntary staff turnover
        H Staff with an appraisal completed
        L Stage 1 complaints received
        H Stage 1 complaints answered in target time
        H Freedom of Information requests answered within 20 working days
        L Average wait for a call to be answered (seconds)
        H Calls answered within 60 seconds
        L Calls abandoned
        H Customer satisfaction with the contact centre
        H Online forms as a share of all requests
        H Food premises rated 3 or above
        H Taxi licences issued within 10 days
        H Visits to libraries
        H Visits to leisure centres
        - Visitors to the town centre
        L Empty shops in the town centre
        H Employment rate
        L Young people not in education, employment or training
        L First-time entrants to the youth justice system
        L Children in care per 10,000
        H Care leavers in suitable accommodation
        L Repeat referrals to social care within 12 months
        H Education, health and care plans issued within 20 weeks
        L Permanent exclusions
        H Pupil attendance
        L Delayed transfers of care
        H Older people at home 91 days after discharge
        L Admissions to residential care per 100,000
        H Adults with a learning disability in paid work
        H Principal roads in good condition
        L Roads where maintenance should be considered
        L People killed or seriously injured on roads
        H Street lights repaired within 5 days
        L Carbon emissions of the council
        H Trees planted
        L Recorded crime per 1,000
        L Anti-social behaviour incidents
        H Residents who feel safe after dark
        L Accidental dwelling fires
        L Deaths in accidental fires
        H First engine there within 10 minutes
        L Injuries to staff
        H Home safety visits
        L False alarms attended
        L Falls with harm
        H Patients seen within 4 hours
        L Patients waiting over 52 weeks
        L MRSA infections
        H Students in work or study after 15 months
        H Mandatory training completed
        L Agency spend
        H Savings achieved against plan
        L Budget variance
        L Data breaches
        H Website availability
        H Internal audit plan completed
        H Audit recommendations implemented by their date
        H Apprentices employed
        H Businesses supported
        H Jobs created
        H Volunteers' hours
        - Population of the borough
        - Applications received
        - Full-time equivalent posts
        - Births registered
        - Referrals received
        - Spend on temporary accommodation, net
        L Cost per head of waste collection
        L Cases overdue for review
        L Repairs not completed in time
        L Invoices paid late
        L Appeals lost
        H Green flags held
        L Energy use of council buildings
        H Electric vehicle charge points installed
        L Nitrogen dioxide at the roadside
    ";

    #[test]
    fn of_a_hundred_names_none_is_taken_the_wrong_way() {
        let titles = TITLES.lines().map(str::trim).filter(|line| !line.is_empty());
        let (mut right, mut wrong) = (0, Vec::new());
        for (wanted, title) in titles.map(|line| line.split_once(' ').unwrap()) {
            match by_name(&plain(title)).map(|(_, polarity)| polarity) {
                None => {}
                Some(Polarity::Higher) if wanted == "H" => right += 1,
                Some(Polarity::Lower) if wanted == "L" => right += 1,
                Some(_) => wrong.push(title),
            }
        }
        assert_eq!((right, wrong), (69, Vec::new()));
    }
}
