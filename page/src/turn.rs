//! *Start and issue*, later: what members agreed taken into the plan workbook, and the plan workbook of the next year.

use planroll::desk::{Carried, Desk, Legacy, Taken};
use planroll::report::plain;

use crate::answer::{Found, ListShown, View};
use crate::files::Is;
use crate::lay::{plan, with_plan};
use crate::request::{Job, typed};
use crate::session::{Refusing, Session, Task, refused, take};

/// What a job made.
#[derive(Debug)]
pub(crate) struct Turned {
    pub said: String,
    pub list: ListShown,
    pub below: Vec<String>,
}

/// Does the job, once all files were looked at.
pub(crate) fn begin(session: &mut Session) -> Refusing<()> {
    // The plan workbook goes by the period that stands in it.
    session.options.period.clear();
    let plans: Vec<(String, Vec<u8>)> = session
        .files
        .iter()
        .filter_map(|file| {
            let Is::Plan(bytes) = &file.is else { return None };
            Some((file.name.clone(), bytes.clone()))
        })
        .collect();
    let Some(workbook) = plan(session)? else {
        let words = "Give the plan workbook together with the consolidated workbook.";
        return Err(refused("There is no plan workbook among these files", &words));
    };
    let name = workbook.source.path.clone();
    let Some((_, bytes)) = plans.into_iter().find(|(own, _)| *own == name) else { return Ok(()) };
    let desk = with_plan(session, workbook, None)?;
    let mut given = Vec::new();
    for file in &mut session.files {
        if let Is::Consolidated(bytes) = &mut file.is {
            given.push((file.name.clone(), std::mem::take(bytes)));
            take(file, "a consolidated workbook");
        }
    }
    let given: Vec<(&str, &[u8])> = given.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    if given.is_empty() {
        let words = "Give it together with the plan workbook.";
        return Err(refused("There is no consolidated workbook among these files", &words));
    }
    let turned = if session.job == Job::Agree {
        agree(session, &desk, &bytes, &given)?
    } else {
        next_year(session, &desk, &bytes, &given)?
    };
    session.turned = Some(turned);
    session.then([Task::End]);
    Ok(())
}

fn agree(session: &mut Session, desk: &Desk, bytes: &[u8], given: &[(&str, &[u8])]) -> Refusing<Turned> {
    let Some(by) = typed(&session.options.by).map(str::to_owned) else {
        return Err(refused("Who agreed it?", &"Say who agreed it and when, such as Cabinet, 19 September 2019."));
    };
    let [consolidated] = given else {
        let words = "Give only the one in which it stands what members agreed, with the plan workbook.";
        return Err(refused("Several consolidated workbooks were given", &words));
    };
    let agreed = desk.agree(bytes, *consolidated, &by, Legacy::Refuse);
    let agreed = agreed.map_err(|error| refused("Nothing was taken into the plan", &error))?;
    let rows = agreed.lines.iter().map(|line| {
        let mark = if line.taken == Taken::Not { "To see to" } else { "" };
        vec![plain(&line.reference), plain(&line.said), mark.to_owned()]
    });
    let list = ListShown {
        title: "What became of each decision".to_owned(),
        notes: Vec::new(),
        headings: ["Ref", "Decision", "Left"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    let mut below: Vec<String> = agreed.notes.iter().map(|note| plain(note)).collect();
    let said = agreed.verdict(&by);
    match agreed.bytes {
        Some(bytes) => {
            let about = "The plan workbook with what members agreed";
            session.outputs.add(("", "plan-after-decisions.xlsx"), "plan", about, bytes);
        }
        None => below.push("Nothing changes in the plan workbook.".to_owned()),
    }
    Ok(Turned { said, list, below })
}

fn next_year(session: &mut Session, desk: &Desk, bytes: &[u8], given: &[(&str, &[u8])]) -> Refusing<Turned> {
    let next = desk.next_year(bytes, given, Legacy::Refuse);
    let next = next.map_err(|error| refused("There is no plan of the next year", &error))?;
    let row = |line: &Carried| {
        [&line.sheet, &line.reference, &line.what, &line.from, &line.to, &line.to_decide]
            .map(|text| plain(text))
            .to_vec()
    };
    let list = ListShown {
        title: "What was done, and what is to be decided".to_owned(),
        notes: Vec::new(),
        headings: ["Sheet", "Ref", "What", "From", "To", "To decide"].map(str::to_owned).to_vec(),
        rows: next.lines.iter().map(row).collect(),
    };
    let name = format!("plan-{}.xlsx", next.to.slug());
    let said = next.verdict();
    session.outputs.add(("", &name), "plan", "The plan workbook of the next year", next.bytes);
    Ok(Turned { said, list, below: next.notes.iter().map(|note| plain(note)).collect() })
}

/// The end of the job.
pub(crate) fn view(session: &mut Session) -> Refusing<View> {
    let Some(Turned { said, list, below }) = session.turned.take() else {
        return Err(refused("Nothing was made", &"Begin again."));
    };
    let found = Found {
        taken: session.taken(),
        plans: session.plans.clone(),
        outputs: session.outputs.offered(),
        ..Found::default()
    };
    Ok(View::Turned { found, said, list, below })
}
