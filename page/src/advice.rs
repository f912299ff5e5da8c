//! What to do with a return that was checked, in sentences: where it goes, and until when.

use planroll::desk::{Checked, Received, TEMPLATE_VERSION, Totals, newer_form, print_day};
use planroll::report::{counted, plain};

/// What stands where nothing is found in a file. These words stand nowhere else.
pub(crate) fn nothing(name: &str) -> String {
    format!("Nothing needs putting right in {name}.")
}

/// What to do now with a file that was checked.
pub(crate) fn advice(file: &Checked) -> Vec<String> {
    let name = plain(&file.source.path);
    match &file.received {
        Received::PassedOver(_) => Vec::new(),
        Received::Refused(_) => newer_form(file).map(|(version, page)| newer(version, page)).into_iter().collect(),
        Received::Read(received) => {
            let stamp = &received.issued.stamp;
            let until = stamp.return_by.map(|day| format!(" by {}", print_day(day))).unwrap_or_default();
            let hand_in = match &stamp.send_to {
                _ if stamp.stays_in_folder => format!("Leave {name} in the folder for returns{until}."),
                Some(to) => format!("Send {name} to {}{until}.", plain(to)),
                None => format!("Send {name} to whoever sent you the return{until}."),
            };
            let totals = Totals::of(&file.findings);
            if totals.error > 0 {
                let file =
                    if stamp.stays_in_folder { "leave that one in the folder" } else { "send that one file only" };
                return vec![
                    format!("Put them right in your own file or in the marked copy, and {file}."),
                    format!("Then: {hand_in}"),
                ];
            }
            let lesser = [(totals.warning, "warning"), (totals.note, "note")];
            let lesser: Vec<String> =
                lesser.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun)).collect();
            let mut said = Vec::new();
            if !lesser.is_empty() {
                said.push(format!(
                    "There are no errors. Look at the {} below: it may be as you meant it.",
                    lesser.join(" and ")
                ));
            }
            said.push("Your return has not been sent.".to_owned());
            said.push(hand_in);
            said
        }
    }
}

fn newer(version: u32, page: Option<&str>) -> String {
    let from = page.map_or_else(|| "whoever sent you the return".to_owned(), plain);
    format!(
        "This page is version {TEMPLATE_VERSION}; the return was made by version {version}. Get the current page from {from}."
    )
}
