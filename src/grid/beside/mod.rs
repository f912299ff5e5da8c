//! What stands beside the cells of a sheet of an .xlsx workbook, in parts of their own that the sheet's relationships name.
//!
//! Nothing is lost without them but themselves: a relationship that leads nowhere or outside is passed over, and a part that cannot
//! be read leaves a remark that says so.

mod comment;
mod drawing;
mod header_footer;
mod vml;

use std::collections::BTreeSet;

use super::Refusal;
use super::package::Package;
use super::relation::{Relation, relations};
use super::remark::{Remark, RemarkKind, Remarks};

pub(super) use header_footer::{Line, header_footer};

/// Reads the notes, comments and shapes of the sheet in `part`. `read_before` are the parts that have been read: each is read once,
/// however many sheets name it.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    read_before: &mut BTreeSet<String>,
    remarks: &mut Remarks,
) -> Result<(), Refusal> {
    let Some(related) = readable(relations(package, part), RemarkKind::Note, remarks)? else { return Ok(()) };
    let inside = related.into_iter().filter(|part| !part.external);
    let mut own: Vec<Relation> = inside.filter(|part| read_before.insert(part.target.to_lowercase())).collect();
    // A comment is written as a note too, for programs that know none: it is told once, as a comment.
    own.sort_by_key(|part| part.kind != "threadedComment");
    let mut buffer = Vec::new();
    let (mut threads, mut shapes) = (BTreeSet::new(), BTreeSet::new());
    for Relation { kind, target, .. } in own {
        let kind_of_all = match kind.as_str() {
            "threadedComment" => RemarkKind::Comment,
            "comments" => RemarkKind::Note,
            "drawing" | "vmlDrawing" => RemarkKind::Shape,
            _ => continue,
        };
        if !package.unpack(&target, &mut buffer)? {
            continue;
        }
        let found = match kind.as_str() {
            "threadedComment" => comment::threads(&buffer, "its comments"),
            "comments" => comment::notes(&buffer, "its notes", &threads),
            "drawing" => drawing::shapes(&buffer, "its shapes"),
            _ => vml::shapes(&buffer, "its older shapes"),
        };
        for remark in readable(found, kind_of_all, remarks)?.unwrap_or_default() {
            // A button is drawn for newer and for older programs.
            let is_drawn_again = remark.kind == RemarkKind::Shape && !shapes.insert((remark.at, remark.text.clone()));
            if remark.kind == RemarkKind::Comment {
                threads.extend(remark.at);
            }
            if !is_drawn_again {
                remarks.add(remark);
            }
        }
    }
    Ok(())
}

/// What could be read; otherwise that there is something of that kind, unless it is too much of it.
fn readable<T>(found: Result<T, Refusal>, kind: RemarkKind, remarks: &mut Remarks) -> Result<Option<T>, Refusal> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Refusal::Damaged { .. }) => {
            remarks.add(Remark::unreadable(kind));
            Ok(None)
        }
        Err(refusal) => Err(refusal),
    }
}
