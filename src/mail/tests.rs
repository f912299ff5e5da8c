//! What drafts say and to whom, read by another mail library than the one that writes them.

use jiff::civil::{Date, date};
use mail_parser::{Message, MessageParser, MimeHeaders as _};
use proptest::prelude::*;

use crate::collection::Collection;
use crate::domain::Severity;
use crate::issue::{file_names, issue};
use crate::plan::{self, Issued, Plan};
use crate::rules::Finding;
use crate::send::read_index;
use crate::trial::{cases, with_collection};

use super::{About, Draft, Drafts, Enclosure, drafts, write_index};

mod in_folder;

const COUNCIL: &str = "
| Settings | Setting | Value |
|---|---|---|
| | Returns due | 18/07/2025 |
| | Organisation | Llanfair Borough Council |
| | Contact name | Performance team |
| | Contact e-mail | performance@example.org |

| Delivery plans | Code | Delivery plan | Lead officer | Email | Cc |
|---|---|---|---|---|---|
| | housing | Housing | Head of Housing, Homes & “Ŵlpan” | Housing@example.org | boss@example.org; b@example.org |
| | pools | Pools | Head of Leisure | leisure@example.org; two@example.org | |
| | parks | Parks | Head of Leisure | two@example.org; LEISURE@example.org | boss@example.org |
| | none | Nowhere | Head of Nothing | | |

| Actions | Ref | Delivery plan | Deadline | Rating | Commentary |
|---|---|---|---|---|---|
| | 1.1 | housing | 31/05/2025 | Green | |
| | 1.2 | housing | 31/03/2026 | Purple | |

| Actions @2 | Ref | Delivery plan | Deadline | Rating | Commentary |
|---|---|---|---|---|---|
| | 2.1 | pools | 31/03/2026 | | |

| Actions @3 | Ref | Delivery plan | Deadline | Rating | Commentary |
|---|---|---|---|---|---|
| | 3.1 | parks | 31/03/2026 | | |
| | 3.2 | parks | 31/03/2026 | | |

| Actions @4 | Ref | Delivery plan | Deadline | Rating | Commentary |
|---|---|---|---|---|---|
| | 4.1 | none | 31/03/2026 | | |
";

/// The returns of a plan, with what is to be said about each.
fn returns(plan: &Plan) -> Vec<(Issued, String)> {
    let all: Vec<Issued> = plan.delivery_plans.iter().filter_map(|own| plan.issue(&own.code)).collect();
    let names = file_names(&all.iter().collect::<Vec<_>>());
    all.into_iter().zip(names).collect()
}

fn written(plan: &Plan, about: impl Fn(&str) -> About, today: Option<Date>) -> Drafts {
    let all = returns(plan);
    let enclosed = all.iter().map(|(issued, name)| Enclosure {
        plan: plan.delivery_plan(&issued.stamp.plan_code).unwrap(),
        issued,
        about: about(&issued.stamp.plan_code),
        stem: name.trim_end_matches(".xlsx").to_owned(),
        workbook: Some((name.clone(), issue(issued).unwrap())),
    });
    drafts(plan, enclosed.collect(), today)
}

fn council<T>(text: &str, look: impl FnOnce(&Plan, &Collection<'_>) -> T) -> T {
    with_collection(&cases(text).remove(0), |collection| look(collection.plan, collection))
}

fn parsed(eml: &[u8]) -> Message<'_> {
    MessageParser::default().parse(eml).unwrap()
}

fn addresses(of: Option<&mail_parser::Address<'_>>) -> Vec<String> {
    of.into_iter().flat_map(|all| all.iter()).map(|one| one.address().unwrap_or_default().to_owned()).collect()
}

fn text_of(draft: &Draft) -> String {
    parsed(&draft.eml()).body_text(0).unwrap().replace("\r\n", "\n")
}

#[test]
fn each_set_of_addresses_gets_one_draft_with_its_workbooks_and_nobody_else_gets_any() {
    council(COUNCIL, |plan, _| {
        let all = written(plan, |_| About::Issue, None);
        assert_eq!(all.without_address, ["none"]);
        let names: Vec<&str> = all.drafts.iter().map(|draft| draft.name.as_str()).collect();
        assert_eq!(names, ["housing-2025-26-q1.eml", "pools-2025-26-q1.eml"]);

        let eml = all.drafts[0].eml();
        let mail = parsed(&eml);
        assert_eq!(addresses(mail.to()), ["Housing@example.org"]);
        assert_eq!(mail.to().unwrap().first().unwrap().name(), Some("Head of Housing, Homes & “Ŵlpan”"));
        assert_eq!(addresses(mail.cc()), ["boss@example.org", "b@example.org"]);
        assert_eq!(addresses(mail.from()), ["performance@example.org"]);
        assert_eq!(addresses(mail.reply_to()), ["performance@example.org"]);
        assert_eq!(mail.subject(), Some("Return due 18 July 2025: Housing [housing 2025-26 Q1]"));
        assert_eq!(mail.header("X-Unsent").and_then(|value| value.as_text()), Some("1"));

        let eml = all.drafts[1].eml();
        let mail = parsed(&eml);
        assert_eq!(addresses(mail.to()), ["leisure@example.org", "two@example.org"]);
        assert_eq!(addresses(mail.cc()), ["boss@example.org"]);
        let enclosed: Vec<&str> = mail.attachments().filter_map(|part| part.attachment_name()).collect();
        assert_eq!(enclosed, ["pools-2025-26-q1.xlsx", "parks-2025-26-q1.xlsx"]);
        let (parks, _) = &returns(plan)[2];
        assert_eq!(mail.attachment(1).unwrap().contents(), issue(parks).unwrap());
        assert!(mail.subject().unwrap().ends_with("Pools and Parks [pools, parks 2025-26 Q1]"));
    });
}

#[test]
fn a_name_in_ascii_stands_in_the_header_as_it_is() {
    let text = COUNCIL.replace("Head of Housing, Homes & “Ŵlpan”", "Head of \"Homes\" \\\\ Housing, R&D (acting)");
    council(&text, |plan, _| {
        let eml = written(plan, |_| About::Issue, None).drafts[0].eml();
        let lead = plan.delivery_plans[0].lead_officer.clone();
        assert_eq!(parsed(&eml).to().unwrap().first().unwrap().name(), lead.as_deref());
        assert!(String::from_utf8_lossy(&eml).contains("Housing, R&D (acting)\" <Housing@example.org>"));
    });
}

#[test]
fn a_draft_says_what_to_do_by_when_how_many_rows_and_whom_to_ask_alike_in_both_parts() {
    council(COUNCIL, |plan, _| {
        let all = written(plan, |_| About::Issue, None);
        let eml = all.drafts[0].eml();
        let mail = parsed(&eml);
        let (text, html) = (mail.body_text(0).unwrap(), mail.body_html(0).unwrap());
        for said in [
            "Dear Head of Housing, Homes & “Ŵlpan”,",
            "The return of Housing for 2025-26 Q1 is attached (2 actions). Please fill it in and send it back by Friday 18 July 2025.",
            "shows ✓ when nothing is",
            "“Checked on return”",
            "Questions? Please ask Performance team, performance@example.org.",
        ] {
            assert!(text.contains(said), "{said}\n{text}");
            assert!(html.contains(&said.replace('&', "&amp;")), "{said}\n{html}");
        }
        assert!(!text.contains("key below"), "{text}");
        let both = text_of(&all.drafts[1]);
        assert!(both.contains("Please fill them in and send them back by Friday 18 July 2025."), "{both}");
        assert!(both.contains("- Parks: 2 actions, parks-2025-26-q1.xlsx"), "{both}");
    });
}

#[test]
fn there_is_no_clock_host_or_user_in_a_draft_and_the_same_input_has_the_same_bytes() {
    council(COUNCIL, |plan, _| {
        let all = written(plan, |_| About::Issue, None);
        let again = written(plan, |_| About::Issue, None);
        for (one, other) in all.drafts.iter().zip(&again.drafts) {
            let eml = one.eml();
            assert!(eml == other.eml());
            let mail = parsed(&eml);
            assert!(mail.date().is_none() && mail.message_id().is_none());
            assert!(mail.header("User-Agent").is_none() && mail.header("X-Mailer").is_none());
            let head = String::from_utf8_lossy(&eml);
            assert!(head.lines().all(|line| line.len() <= 998));
            assert!(!head.replace("\r\n", "").contains('\n'), "a line end of its own kind");
        }
    });
}

#[test]
fn without_a_contact_there_is_no_sender_and_without_a_day_no_day() {
    let text = COUNCIL
        .replace("| | Returns due | 18/07/2025 |\n", "| | Returns due | |\n")
        .replace("| | Contact name | Performance team |\n", "| | Contact name | |\n")
        .replace("| | Contact e-mail | performance@example.org |\n", "| | Contact e-mail | |\n");
    council(&text, |plan, _| {
        for about in [About::Issue, About::Missing] {
            let all = written(plan, |_| about.clone(), Some(date(2025, 7, 20)));
            let eml = all.drafts[0].eml();
            let mail = parsed(&eml);
            assert!(mail.from().is_none() && mail.reply_to().is_none());
            let text = mail.body_text(0).unwrap();
            assert!(!text.contains("2025 ") && text.contains("Please answer this e-mail"), "{text}");
            assert!(!text.contains("  ") && !text.contains(" ."), "{text}");
        }
    });
}

#[test]
fn a_reminder_counts_the_days_from_the_day_it_is_written() {
    council(COUNCIL, |plan, _| {
        let on = |day| text_of(&written(plan, |_| About::Missing, Some(day)).drafts[0]);
        for (day, said) in [
            (date(2025, 7, 15), "is due by Friday 18 July 2025, in 3 days, and has not reached us yet."),
            (date(2025, 7, 17), "is due by Friday 18 July 2025, in 1 day, and has not reached us yet."),
            (date(2025, 7, 18), "is due today, Friday 18 July 2025, and has not reached us yet."),
            (date(2025, 7, 22), "was due by Friday 18 July 2025, 4 days ago, and has not reached us."),
        ] {
            assert!(on(day).contains(said), "{said}\n{}", on(day));
        }
        assert!(on(date(2025, 7, 18)).contains("by 18 July 2025."));
        // Nothing can be sent by a day that is past.
        assert!(!on(date(2025, 7, 22)).contains("by 18 July 2025."), "{}", on(date(2025, 7, 22)));
        let late = written(plan, |_| About::Missing, Some(date(2025, 7, 22)));
        assert!(
            late.drafts[0].subject.starts_with("Overdue since 18 July 2025: Housing"),
            "{}",
            late.drafts[0].subject
        );
        assert_eq!(late.drafts[0].name, "housing-2025-26-q1-reminder.eml");
    });
}

fn standing(collection: &Collection<'_>) -> Vec<Finding> {
    collection.files.iter().flat_map(|file| &file.findings).filter(|finding| finding.stands()).cloned().collect()
}

#[test]
fn who_made_errors_is_told_each_of_them_in_words_and_to_work_in_the_copy() {
    council(COUNCIL, |plan, collection| {
        let findings = standing(collection);
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        let about = |code: &str| if code == "housing" { About::Wrong(findings.clone()) } else { About::Issue };
        let all = written(plan, about, Some(date(2025, 7, 20)));
        let draft = &all.drafts[0];
        assert_eq!((draft.name.as_str(), draft.index[0].message.as_str()), ("housing-2025-26-q1-errors.eml", "errors"));
        let text = text_of(draft);
        assert!(text.contains(&format!("{errors} things in it must be put right.")), "{text}");
        assert!(text.contains("“Purple”") && text.contains("\n1.2 ") && text.contains("Must be put right\n"), "{text}");
        assert!(!text.contains("RAT00"), "{text}");
        assert!(text.contains("send the copy back as soon as you can"), "{text}");
    });
}

#[test]
fn one_person_with_one_return_missing_and_one_wrong_gets_one_draft_about_both() {
    council(COUNCIL, |plan, collection| {
        let findings = standing(collection);
        let about = |code: &str| if code == "parks" { About::Wrong(findings.clone()) } else { About::Missing };
        let all = written(plan, about, None);
        let draft = &all.drafts[1];
        let kinds: Vec<&str> = draft.index.iter().map(|row| row.message.as_str()).collect();
        assert_eq!((draft.name.as_str(), kinds), ("pools-2025-26-q1-reminder.eml", vec!["reminder", "errors"]));
        let text = text_of(draft);
        assert!(text.contains("The return of Pools for 2025-26 Q1 is due by"), "{text}");
        assert!(text.contains("Thank you for the return of Parks for 2025-26 Q1."), "{text}");
        assert!(text.contains("Must be put right: Parks"), "{text}");
        assert_eq!(text.matches("Dear ").count(), 1);
    });
}

#[test]
fn the_words_of_the_messages_sheet_take_the_place_of_ours_and_the_tag_stays() {
    let text = format!(
        "{COUNCIL}
| Messages | Message | Text |
|---|---|---|
| | issue subject | {{Plan code}} for {{period}} of {{organisation}} |
| | Issue body | {{lead officer}}: {{delivery plan}}, {{rows}}, by {{return by}}. {{contact name}} {{contact e-mail}} |
| | Errors body | Please look again. |
"
    );
    council(&text, |plan, collection| {
        let all = written(plan, |_| About::Issue, None);
        assert_eq!(all.drafts[0].subject, "housing for 2025-26 Q1 of Llanfair Borough Council [housing 2025-26 Q1]");
        let said = text_of(&all.drafts[0]);
        let wanted = "Head of Housing, Homes & “Ŵlpan”: Housing, 2 actions, by Friday 18 July 2025. Performance team \
                      performance@example.org";
        assert_eq!(said.trim(), wanted);
        let both = text_of(&all.drafts[1]);
        assert!(both.contains("Head of Leisure: Pools and Parks, 3 actions, by"), "{both}");
        assert!(both.contains("- Parks: 2 actions, parks-2025-26-q1.xlsx"), "{both}");
        let wrong = text_of(&written(plan, |_| About::Wrong(standing(collection)), None).drafts[0]);
        assert!(wrong.starts_with("Please look again.") && wrong.contains("“Purple”"), "{wrong}");
    });
}

#[test]
fn who_has_nothing_left_to_do_is_thanked_without_a_workbook() {
    council(COUNCIL, |plan, _| {
        let all = returns(plan);
        let enclosed = all.iter().skip(1).take(2).map(|(issued, name)| Enclosure {
            plan: plan.delivery_plan(&issued.stamp.plan_code).unwrap(),
            issued,
            about: About::Settled,
            stem: name.trim_end_matches(".xlsx").to_owned(),
            workbook: None,
        });
        let thanks = drafts(plan, enclosed.collect(), Some(date(2025, 7, 22)));
        let [draft] = thanks.drafts.as_slice() else { panic!("one person") };
        assert_eq!((draft.name.as_str(), draft.index[1].message.as_str()), ("pools-2025-26-q1-receipt.eml", "receipt"));
        assert_eq!(draft.subject, "Thank you for the return: Pools and Parks [pools, parks 2025-26 Q1]");
        let said = text_of(draft);
        let thanked = "Thank you for the returns of Pools and Parks for 2025-26 Q1 (3 actions). They have arrived, and \
                       nothing is left for you to do.";
        assert!(said.contains(thanked) && !said.contains("What to do"), "{said}");
    });
}

#[test]
fn the_index_names_every_workbook_of_every_draft() {
    council(COUNCIL, |plan, _| {
        let all = written(plan, |_| About::Issue, None);
        let rows: Vec<_> = all.drafts.iter().flat_map(|draft| draft.index.clone()).collect();
        let read = read_index(&write_index(&rows).unwrap()).unwrap();
        assert_eq!(read, rows);
        let plans: Vec<&str> = read.iter().map(|row| row.plan_code.as_str()).collect();
        assert_eq!(plans, ["housing", "pools", "parks"]);
        for row in &read {
            let draft = all.drafts.iter().find(|draft| draft.name == row.draft).unwrap();
            let eml = draft.eml();
            let mail = parsed(&eml);
            assert_eq!(addresses(mail.to()), row.to);
            assert_eq!(addresses(mail.cc()), row.cc);
            let part = mail.attachments().find(|part| part.attachment_name() == Some(&row.file)).unwrap();
            assert_eq!(crate::grid::sha256(part.contents()), row.sha256);
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Names, subjects and titles come from a workbook, where anything can be typed.
    #[test]
    fn no_text_of_the_plan_adds_a_header_a_recipient_or_a_part(
        name in "(\\PC|[\r\n\0\t\x0b\x1b:<>@;,\"=?]){0,40}",
        lead in "(\\PC|[\r\n\0\t:<>@;,\"=?]){0,40}",
        subject in "(\\PC|[\r\n\0\t:]){0,60}",
    ) {
        thread_local! {
            static PLAN: Plan = council(COUNCIL, |plan, _| plan.clone());
        }
        let mut plan = PLAN.with(Clone::clone);
        plan.delivery_plans.truncate(1);
        let own = &mut plan.delivery_plans[0];
        own.name = format!("x\r\nBcc: evil@example.org\r\n\r\n{name}").into();
        own.lead_officer = Some(format!("{lead}\r\nBcc: evil@example.org\n\nbody").into());
        plan.settings.contact_name = Some(format!("a>\r\nBcc: evil@example.org {lead}"));
        let subject = subject.replace(['{', '}'], "");
        let message = plan::Message(plan::Mail::Issue, plan::MailPart::Subject);
        plan.messages.insert(message, format!("s\r\nBcc: evil@example.org\r\n{subject}"));
        let all = written(&plan, |_| About::Issue, None);
        let eml = all.drafts[0].eml();
        let mail = parsed(&eml);
        let names: Vec<String> = mail.headers().iter().map(|header| header.name().to_lowercase()).collect();
        let wanted = ["x-unsent", "from", "reply-to", "to", "cc", "subject", "mime-version", "content-type"];
        prop_assert_eq!(names, wanted);
        prop_assert!(mail.bcc().is_none());
        prop_assert_eq!(addresses(mail.to()), ["Housing@example.org"]);
        prop_assert_eq!(addresses(mail.from()), ["performance@example.org"]);
        prop_assert_eq!(mail.attachment_count(), 1);
        prop_assert!(mail.subject().unwrap().ends_with("[housing 2025-26 Q1]"));
        let head = eml.split(|byte| *byte == b'\n').take_while(|line| *line != b"\r".as_slice());
        for line in head {
            prop_assert!(line.is_ascii() && line.ends_with(b"\r") && !line.contains(&0), "{:?}", line);
        }
    }
}
