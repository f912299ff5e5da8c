//! *Start and issue*: a plan workbook to begin with, the check of a plan, its returns, and the drafts that go with them.

use planroll::desk::{Desk, Legacy, Preset, ToIssue, start_plan, starter_template};
use planroll::mail::{INDEX, drafts};
use planroll::report::{counted, plain};

use crate::answer::{Group, IssuedShown, View};
use crate::check::{found, of_plan_group};
use crate::collect::{about, put};
use crate::found::Shown;
use crate::lay::{clock, day};
use crate::output::{Made, Outputs};
use crate::request::{Why, typed};
use crate::session::{Refusing, Session, Task, refused, take};

/// The returns that are issued.
#[derive(Debug, Default)]
pub(crate) struct Issuing {
    /// The folder that the program would write them to.
    pub folder: String,
    returns: Vec<ToIssue>,
    made: Vec<Vec<u8>>,
    left_out: Vec<String>,
}

/// The plan workbook to begin with.
pub(crate) fn start(session: &mut Session) -> Refusing<View> {
    let Some(preset) = Preset::parse(&session.options.scheme) else {
        return Err(refused("Which scheme?", &"Choose a rating scheme to start from."));
    };
    let today = match day(session, &session.options.today)? {
        Some(day) => day,
        None => clock(session)?,
    };
    let bytes = start_plan(preset, today).map_err(|error| refused("The plan workbook could not be made", &error))?;
    session.outputs = Outputs::default();
    session.outputs.add(("", "plan.xlsx"), "plan", &format!("A starter plan workbook ({preset})"), bytes);
    let words = "A starter plan workbook. Save it, fill it in in Excel, then give it to this page to check it and to issue the returns.";
    Ok(View::Start { title: "The plan workbook", outputs: session.outputs.offered(), words: words.to_owned() })
}

/// The template of the report to begin with.
pub(crate) fn template(session: &mut Session) -> Refusing<View> {
    let bytes = starter_template().map_err(|error| refused("The report template could not be made", &error))?;
    session.outputs = Outputs::default();
    session.outputs.add(("", "report-template.docx"), "template", "A template of the report, in Word", bytes);
    let words = "Open it in Word and put it into the council's clothes: what stands in braces is filled in here, what stands in square brackets is yours to write. Then give it to this page with the plan workbook and the returns, and consolidate.";
    Ok(View::Start { title: "The report template", outputs: session.outputs.offered(), words: words.to_owned() })
}

/// Finds what is to be issued, once the plan workbook was read.
pub(crate) fn begin(session: &mut Session) -> Refusing<()> {
    let Some(desk) = session.desk else { return Ok(()) };
    let failed = |error: planroll::desk::Error| refused("Nothing was issued", &error);
    let from = typed(&session.options.from).map(str::to_owned);
    // A return that is issued again says itself which it is.
    if let (Some(name), true) = (&from, session.options.only.is_empty()) {
        let file = session.place_of(name).and_then(|place| session.files.get(place));
        let own = file.and_then(|file| file.opened()?.identity()).map(|(code, _)| code);
        session.options.only = own.into_iter().collect();
    }
    let returns = desk.returns_for(&session.options.only).map_err(failed)?;
    let period = desk.period().map(|period| period.slug()).unwrap_or_default();
    let again = if from.is_some() { "-again" } else { "" };
    session.issuing = Issuing { folder: format!("{period}{again}"), returns, ..Issuing::default() };
    match from {
        None => session.then(
            (0..session.issuing.returns.len()).map(Task::Make).collect::<Vec<_>>().into_iter().chain([Task::End]),
        ),
        Some(name) => {
            if session.issuing.returns.len() != 1 {
                let words = "Say which one delivery plan it is of, under Only these delivery plans.";
                return Err(refused("One return is issued again at a time", &words));
            }
            let Some(place) = session.place_of(&name) else {
                return Err(refused("That return is not among the files", &format!("Give {name} too.")));
            };
            session.then([Task::Again(place), Task::End]);
        }
    }
    Ok(())
}

/// Makes one return.
pub(crate) fn make(session: &mut Session, place: usize) -> Refusing<()> {
    let Some(one) = session.issuing.returns.get(place) else { return Ok(()) };
    let bytes = one.make().map_err(|error| refused("Nothing was issued", &error))?;
    session.issuing.made.push(bytes);
    Ok(())
}

/// Issues one return again from a file.
pub(crate) fn again(session: &mut Session, place: usize, bytes: Result<Vec<u8>, Why>) -> Refusing<()> {
    let (Some(desk), Some(file)) = (session.desk, session.files.get_mut(place)) else { return Ok(()) };
    let Ok(bytes) = bytes else {
        return Err(refused("Nothing was issued", &format!("{} cannot be read.", file.name)));
    };
    let Some(one) = session.issuing.returns.first_mut() else { return Ok(()) };
    let issued = desk.issue_again(one, &file.name, &bytes, Legacy::Refuse);
    let issued = issued.map_err(|error| refused("Nothing was issued", &error))?;
    let name = plain(&file.name);
    take(file, "the return that was issued again");
    session.issuing.left_out = if issued.left_out.is_empty() {
        vec![format!("Everything that was filled in in {name} was taken over.")]
    } else {
        let lines = issued.left_out.iter().map(|one| format!("Not taken over from {name}: {}.", plain(one)));
        lines.collect()
    };
    session.issuing.made.push(issued.bytes);
    Ok(())
}

/// The end of the job.
pub(crate) fn view(session: &mut Session) -> Refusing<View> {
    let Some(desk) = session.desk else { return Err(refused("Nothing was issued", &"Begin again.")) };
    let plan = desk.plan().map_err(|error| refused("Nothing was issued", &error))?;
    let Issuing { folder: _, returns, made, left_out } = std::mem::take(&mut session.issuing);
    let announced = desk.announce(&returns).map_err(|error| refused("Nothing was issued", &error))?;
    let outputs = &mut session.outputs;
    let mut ids = Vec::new();
    for (one, bytes) in returns.iter().zip(&made) {
        let about = format!("The return of {}", plain(&one.issued.stamp.plan_name));
        ids.push(outputs.add(("", &one.file_name()), "return", &about, bytes.clone()));
    }
    let mut below: Vec<String> = Vec::new();
    if session.options.only.is_empty() {
        below.extend(announced.none);
    } else {
        let is_made = |code: &str| returns.iter().any(|one| one.issued.stamp.plan_code == code);
        let others = plan.delivery_plans.iter().filter(|own| !is_made(&own.code)).map(|own| plain(&own.code));
        let others: Vec<String> = others.collect();
        if !others.is_empty() {
            below.push(format!("Left out by your choice: {}.", others.join(", ")));
        }
    }
    let mut rows = Vec::new();
    if session.options.mail {
        let enclosed = returns.iter().zip(&made).filter_map(|(one, bytes)| one.enclose(plan, bytes.clone()));
        let written = drafts(plan, enclosed.collect(), None);
        for draft in &written.drafts {
            outputs.push(("mail/", &draft.name), "draft", &about(draft), Made::Draft);
            rows.extend(draft.index.clone());
        }
        outputs.push(("mail/", INDEX), "draft", "Who gets which draft, for mail merge and for sending", Made::Draft);
        put(outputs, &written)?;
        below.extend(
            written
                .without_address
                .iter()
                .map(|code| format!("No draft for {}: it has no e-mail address that can be written to.", plain(code))),
        );
        if plan.settings.returns_due.is_none() {
            below.push(
                "The drafts name no day: Returns due on the Settings sheet is blank, or stands beside another period."
                    .to_owned(),
            );
        }
    }
    if let Some(folder) = &plan.settings.returns_folder {
        let files = counted(returns.len(), "file");
        below.push(format!("Put {files} in the folder for returns, {}, before the mails go out.", plain(folder)));
    }
    below.extend(left_out);
    let draft_of = |code: &str| rows.iter().find(|row| row.plan_code == code).map(|row| row.draft.clone());
    let issued = returns.iter().zip(announced.lines).zip(ids).map(|((one, line), output)| IssuedShown {
        plan: plain(&one.issued.stamp.plan_name),
        file: one.file_name(),
        draft: draft_of(&one.issued.stamp.plan_code).unwrap_or_default(),
        code: line.code,
        rows: line.rows,
        lead: line.lead,
        address: line.address,
        output,
    });
    let issued = issued.collect();
    session.issuing = Issuing { folder: folder_of(desk, &session.options.from), ..Issuing::default() };
    let mut shown = Shown::default();
    let mut groups: Vec<Group> =
        desk.plan_workbook().map(|workbook| of_plan_group(&workbook.report(), &mut shown)).into_iter().collect();
    // What of the earlier workbooks is not carried forward.
    let of_earlier = desk.check_earlier();
    for report in desk.reports_of_earlier(&of_earlier) {
        let file = plain(report.path);
        let heading = format!("{file}: the consolidated workbook of an earlier period");
        groups.push(Group { file, heading, findings: shown.findings(report.findings), ..Group::default() });
    }
    let said = announced.words.replacen("will be issued", "issued", 1).trim_end_matches(':').to_owned() + ".";
    let found = found(session, &shown, groups, Vec::new());
    Ok(View::Issue { found, period: plan.period.to_string(), said, issued, below })
}

fn folder_of(desk: &Desk, from: &str) -> String {
    let period = desk.period().map(|period| period.slug()).unwrap_or_default();
    if from.trim().is_empty() { period } else { format!("{period}-again") }
}
