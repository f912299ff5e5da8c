//! What Cabinet is asked: to note, to agree revised deadlines, to agree that actions are closed.
//!
//! Which actions those are is what *For members* of the ratings says or, where it says nothing, what Decisions lists.

use std::collections::BTreeSet;

use crate::domain::Kind;
use crate::plan::ForMembers;
use crate::tally::ActionLine;
use crate::word::{Block, Run};

use super::super::book::Book;
use super::super::decisions;
use super::super::detail;
use super::figures::mark;

/// Everything below the heading.
pub(super) fn blocks<'q>(book: &'q Book<'q>, parts: &[detail::Part<'q>], period: &str) -> Vec<Block> {
    let mut asked = vec![format!("note performance in {period}")];
    let of = |wanted: ForMembers| -> Vec<(usize, &'q ActionLine<'q>)> {
        (1..)
            .zip(parts)
            .flat_map(|(number, part)| part.actions(book, false).into_iter().map(move |line| (number, line)))
            .filter(|(_, line)| decisions::for_members(book, line) == Some(wanted))
            .collect()
    };
    let (amend, close) = (of(ForMembers::AmendDeadline), of(ForMembers::Close));
    if !amend.is_empty() {
        let (count, nouns) = counted(book, amend.len());
        let deadlines = if amend.len() == 1 { "deadline" } else { "deadlines" };
        asked.push(format!(
            "agree the revised {deadlines} of the {count} {nouns} in {} {}",
            in_appendices(&amend),
            marked(book, &amend)
        ));
    }
    if !close.is_empty() {
        let (count, nouns) = counted(book, close.len());
        let are = if close.len() == 1 { "is" } else { "are" };
        asked.push(format!(
            "agree that the {count} {nouns} {} {are} closed ({})",
            marked(book, &close),
            in_appendices(&close)
        ));
    }
    let last = asked.len();
    let mut blocks = vec![Block::Paragraph(vec![Run::plain("Cabinet is asked to:")])];
    blocks.extend((1..).zip(asked).map(|(number, words)| {
        let end = match number {
            number if number == last => ".",
            number if number + 1 == last => "; and",
            _ => ";",
        };
        Block::Paragraph(vec![Run::plain(format!("({number}) {words}{end}"))])
    }));
    blocks
}

/// How many there are, and the word for them.
fn counted<'b>(book: &'b Book<'_>, count: usize) -> (u64, &'b str) {
    let number = u64::try_from(count).unwrap_or(u64::MAX);
    (number, book.plan.wording.noun(Kind::Actions, number))
}

/// `Appendix 2`, `Appendices 1 and 3`.
fn in_appendices(rows: &[(usize, &ActionLine<'_>)]) -> String {
    let numbers: BTreeSet<usize> = rows.iter().map(|(number, _)| *number).collect();
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    match numbers.as_slice() {
        [only] => format!("Appendix {only}"),
        [before @ .., last] => format!("Appendices {} and {last}", before.join(", ")),
        [] => "the appendices".to_owned(),
    }
}

/// `marked ▲`, `rated Amber or Red`.
fn marked(book: &Book<'_>, rows: &[(usize, &ActionLine<'_>)]) -> String {
    let mut marks: Vec<String> = Vec::new();
    let mut by_symbol = true;
    for rating in rows.iter().filter_map(|(_, line)| line.counted) {
        by_symbol &= rating.symbol.as_deref().is_some_and(|symbol| !symbol.trim().is_empty());
        let own = mark(&book.plan.wording, rating);
        if !marks.contains(&own) {
            marks.push(own);
        }
    }
    let marks = match marks.as_slice() {
        [] => return String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    };
    if by_symbol { format!("marked {marks}") } else { format!("rated {marks}") }
}
