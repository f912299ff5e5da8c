//! Names of indicators that say which figures are better, and names that only seem to.

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

/// Names with words of the others that mean the opposite by a word beside them, or nothing.
const TWINS: &str = "
    H Number of complaints resolved
    H Complaints closed at stage 1
    - Reduction in complaints
    H Carbon emissions reduced (tonnes)
    H Emissions saved by retrofit
    L Premises that are non-compliant
    L Non-compliant taxis found
    L Direct debits cancelled
    L Direct debits rejected
    H Recorded crime detected
    H Rough sleepers helped into accommodation
    H Households in temporary accommodation moved on
    H Fly-tips cleared
    H Fly-tipping incidents investigated
    H Sickness absence return to work interviews held
    H Rent arrears cases with a payment plan
    H Arrears recovered
    L Savings target missed
    L Savings at risk
    L Savings undelivered
    L Savings shortfall
    L Recycling contamination
    L Recycling bins rejected
    L Missed recycling collections
    L Customer dissatisfaction
    L Satisfaction surveys returned blank
    L Uncompleted appraisals
    L Appraisals outstanding
    L Affordable homes lost
    L Council homes with damp
    L Council homes empty
    L Council homes below the decent standard
    L New homes stalled
    L Trees planted that died
    L Vacant council homes
    L Income from parking forgone
    L Complaints about library visits
    H Average time between failures
    H Average time between breakdowns
    L Repairs still open after being completed within time
    L Homes completed with defects
    L Data breaches
    H Data breaches closed
    H Infections prevented
    H Accidents prevented
    H Injuries avoided
    H Suspensions lifted
    H Unemployment claimants helped into work
    H Days to deadline when returns are filed
    L Empty properties
    H Empty properties inspected
    H Empty homes grants paid
    H False alarms screened out
    L Readmissions within 30 days
    L Tenancies ended within 12 months
    L Repairs recalled within 3 months
    L Staff leaving within 12 months
    L Applications closed within 14 days for lack of evidence
    L Cases reopened after being closed within 28 days
    L Training completed late
    L Increase in arrears
    L Increase in sickness
    L Increase in crime
    L Increase in waiting times
    L Increase in spend
    L Jobs created then lost
    L Invoices paid outside 30 days
    L Compliance breaches
    L Compliance notices served
    L Employment rate gap
    L Council tax collected in error
    L Pupils in alternative provision project excluded
    L Calls answered by voicemail
    L Online forms abandoned
    L Online payments failed
    L Open rate of overdue cases
    L Charge points out of order
    L Residents who do not feel safe
    L Fewer residents feeling safe
";

#[test]
fn what_is_done_about_something_bad_and_what_spoils_something_good_is_not_taken_for_it() {
    let twins = TWINS.lines().map(str::trim).filter(|line| !line.is_empty());
    for (wanted, title) in twins.map(|line| line.split_once(' ').unwrap()) {
        let found = by_name(&plain(title)).map(|(_, polarity)| polarity);
        let right = match wanted {
            "H" => Some(Polarity::Higher),
            "L" => Some(Polarity::Lower),
            _ => None,
        };
        assert!(found.is_none() || found == right, "{title}: {found:?}");
    }
}

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
