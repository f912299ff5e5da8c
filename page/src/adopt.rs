//! *Start and issue*, at the very beginning: a plan workbook from the tracker that a council keeps now.

use planroll::desk::{Legacy, NotAdopted, Preset, adopt_tracker};
use planroll::report::plain;

use crate::answer::{ListShown, View};
use crate::files::Is;
use crate::request::typed;
use crate::session::{Refusing, Session, Task, refused, take};
use crate::turn::Turned;

/// Does the job, once all files were looked at.
pub(crate) fn begin(session: &mut Session) -> Refusing<()> {
    let scheme = typed(&session.options.adopt_scheme).and_then(Preset::parse);
    let mut earlier: Vec<(String, Vec<u8>)> = Vec::new();
    let mut given: Vec<(String, Vec<u8>)> = Vec::new();
    for file in &mut session.files {
        match &mut file.is {
            Is::Plan(bytes) => earlier.push((file.name.clone(), std::mem::take(bytes))),
            Is::Tracker(bytes) => {
                given.push((bare(&file.name), std::mem::take(bytes)));
                take(file, "a file of the tracker");
            }
            Is::LeftOut(_)
            | Is::OfSystem
            | Is::Waiting
            | Is::Consolidated(_)
            | Is::Template(_)
            | Is::Opened(_)
            | Is::Taken(_)
            | Is::PassedOver(_)
            | Is::Unreadable(_) => {}
        }
    }
    if given.is_empty() {
        let words = "Give the spreadsheet in which you keep your actions and indicators now: .xlsx, .ods, .csv, or a Word document with tables.";
        return Err(refused("There is no tracker among these files", &words));
    }
    let names: std::collections::BTreeSet<&String> = given.iter().map(|(name, _)| name).collect();
    if names.len() < given.len() {
        return Err(refused(
            "Two of the files are called alike",
            &"The sheet Adopted could not tell them apart: rename one.",
        ));
    }
    let earlier = match earlier.as_slice() {
        [] => None,
        [(name, bytes)] => {
            if let Some(file) = session.files.iter_mut().find(|file| file.name == *name) {
                take(file, "the plan workbook that was made of the tracker before");
            }
            Some((name.clone(), bytes.clone()))
        }
        _ => {
            let words = "Give only the one that was made of this tracker, with what you typed under Instead.";
            return Err(refused("Several plan workbooks were given", &words));
        }
    };
    let files: Vec<(&str, &[u8])> = given.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let bytes = earlier.as_ref().map(|(_, bytes)| bytes.as_slice());
    let adopted = adopt_tracker(&files, scheme, (bytes, false), Legacy::Refuse);
    let adopted = adopted.map_err(|error| {
        let words = match (&error, &earlier) {
            (planroll::desk::Error::NotAdopted(NotAdopted::NotOurs), Some((name, _))) => {
                format!(
                    "{} is a plan workbook that was not made of a tracker here: give the tracker without it.",
                    plain(name)
                )
            }
            (planroll::desk::Error::NotAdopted(NotAdopted::ChangedByHand { .. }), Some((name, _))) => {
                format!("In {}, {error}. Give the tracker without it to have all rows made anew.", plain(name))
            }
            _ => plain(&error.to_string()),
        };
        refused("No plan workbook was made", &words)
    })?;
    let rows = adopted.to_decide.iter().map(|(cell, why)| vec![cell.clone(), plain(why)]);
    let list = ListShown {
        title: "What is yours to decide".to_owned(),
        notes: if adopted.to_decide.is_empty() { vec!["Nothing is left to decide.".to_owned()] } else { Vec::new() },
        headings: ["Cell of the plan", "Why"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    let mut below: Vec<String> = adopted.not_obeyed.iter().map(|one| format!("Not obeyed: {}.", plain(one))).collect();
    below.push(adopted.left_out_in_words());
    below.push(
        "Save it and look at its sheet Adopted. Where a line is wrong, type what is right under Instead, save, and give it to this page together with the tracker."
            .to_owned(),
    );
    let said = adopted.verdict(&given.iter().map(|(name, _)| plain(name)).collect::<Vec<_>>());
    let name = earlier.map_or_else(|| "plan.xlsx".to_owned(), |(name, _)| bare(&name));
    session.outputs.add(("", &name), "plan", "The plan workbook made of the tracker", adopted.bytes);
    session.turned = Some(Turned { said, list, below });
    session.then([Task::End]);
    Ok(())
}

/// A name without the folders that tell it apart.
fn bare(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).to_owned()
}

/// The end of the job.
pub(crate) fn view(session: &mut Session) -> Refusing<View> {
    crate::turn::view(session)
}
