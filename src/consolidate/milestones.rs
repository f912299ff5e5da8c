//! What is said of milestones wherever actions are counted: which rows are in the counts, and how many are not.

use crate::domain::{Kind, Milestones};
use crate::tally::Line;

use super::book::Book;
use super::numbers::several;

/// Which of actions and milestones a table counts, for the note below it; `None` where the plan has no milestones.
pub(super) fn note(book: &Book<'_>, kind: Kind) -> Option<String> {
    let wording = &book.plan.wording;
    let (more, title) = (wording.noun(kind, 2), wording.title(kind));
    (kind == Kind::Actions && book.has_milestones).then(|| match book.plan.settings.milestones {
        Milestones::OnlyActions => format!("{title} are counted; their milestones are shown, and are in no count."),
        Milestones::OnlyMilestones => format!(
            "Milestones are counted, and {more} that have none; {more} with milestones are their headings, and are in no count."
        ),
        Milestones::Both => format!("{title} and their milestones are counted alike."),
    })
}

/// Whether the plan leaves rows of that kind out of the counts, so that their number stands beside them.
pub(super) fn are_left_out(book: &Book<'_>, kind: Kind) -> bool {
    kind == Kind::Actions && book.has_milestones && book.plan.settings.milestones != Milestones::Both
}

/// The same as a number beside others: `3 milestones`; `None` where there are none.
pub(super) fn number(book: &Book<'_>, line: &Line) -> Option<String> {
    let words = match book.plan.settings.milestones {
        Milestones::OnlyMilestones => ("heading of milestones", "headings of milestones"),
        Milestones::OnlyActions | Milestones::Both => ("milestone", "milestones"),
    };
    (line.milestones > 0).then(|| several(line.milestones, words.0, words.1))
}

/// What those are that a line leaves out: `milestones`; `a heading of milestones`.
pub(super) fn left_out(book: &Book<'_>, line: &Line) -> &'static str {
    match (book.plan.settings.milestones, line.milestones) {
        (Milestones::OnlyMilestones, 1) => "the heading of its milestones",
        (Milestones::OnlyMilestones, _) => "headings of their milestones",
        (Milestones::OnlyActions | Milestones::Both, 1) => "a milestone",
        (Milestones::OnlyActions | Milestones::Both, _) => "milestones",
    }
}
