//! What became of the year, in words: a line, and what is to be decided.

use crate::report::{counted, plain};

use super::{Carried, NextYear};

/// How many references are named in a line.
const NAMED: usize = 8;

impl NextYear {
    /// What became of the year, in a line.
    pub fn verdict(&self) -> String {
        let [ended, kept] = self.actions;
        let goes = if kept == 1 { "goes" } else { "go" };
        let decide = match self.open().count() {
            0 => "Nothing is left to decide".to_owned(),
            open => format!("{} to decide", counted(open, "matter")),
        };
        format!(
            "Carried over from {} to {}: {} ended, {kept} {goes} on. {decide}: sheet {}.",
            self.from,
            self.to,
            counted(ended, "action"),
            plain(&self.sheet)
        )
    }

    fn open(&self) -> impl Iterator<Item = &Carried> {
        self.lines.iter().filter(|line| !line.to_decide.is_empty())
    }

    /// What is to be decided: the same of several rows in one line.
    pub fn to_decide(&self) -> Vec<String> {
        let mut alike: Vec<(&Carried, Vec<&str>)> = Vec::new();
        for line in self.open() {
            let is_alike = |other: &Carried| {
                (&other.sheet, &other.what, &other.to_decide) == (&line.sheet, &line.what, &line.to_decide)
            };
            match alike.iter_mut().find(|(other, _)| is_alike(other)) {
                Some((_, references)) => references.push(&line.reference),
                None => alike.push((line, vec![&line.reference])),
            }
        }
        alike.into_iter().map(|(line, references)| in_a_line(line, &references)).collect()
    }
}

fn in_a_line(line: &Carried, references: &[&str]) -> String {
    let named = references.iter().take(NAMED).map(|one| plain(one));
    let mut named: Vec<String> = named.filter(|one| !one.is_empty()).collect();
    let more = references.len().checked_sub(NAMED).filter(|more| *more > 0);
    named.extend(more.map(|more| format!("{more} more")));
    let of = if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) };
    format!("{}, {}: {}{of}", plain(&line.sheet), plain(&line.what), plain(&line.to_decide))
}
