//! The paper that goes to Cabinet: what the consolidated workbook says, in the order and the words of a report.
//!
//! It is made from the same tally as the workbook, so that the two cannot disagree, and knows nothing of Word: it gives
//! blocks, which a template puts in their places. No file, no rule and no correction is in it.

mod answerable;
mod appendix;
mod changes;
mod figures;
mod marks;
mod method;
mod position;
mod printed;
mod recommendations;
mod summary;
mod trend;

use crate::collection::Collection;
use crate::domain::key;
use crate::plan::Word;
use crate::tally::Tally;
use crate::word::{Block, Filling, Level, Pages, Part, Run};

use super::book::{Book, Readers};
use super::detail;
use super::{listed, status};

/// The paper of a period.
pub struct Paper<'q> {
    book: Book<'q>,
    parts: Vec<detail::Part<'q>>,
    /// Whom it is for, where it is not the whole.
    for_whom: Option<&'q str>,
}

impl<'q> Paper<'q> {
    /// The paper of a collection and its counts; of a part of them, `for_whom` says of which.
    pub fn new(collection: &'q Collection<'q>, tally: &'q Tally<'q>, for_whom: Option<&'q str>) -> Self {
        let book = Book::new(collection, tally, Readers::Members);
        let parts = listed::parts(&book);
        Self { book, parts, for_whom }
    }

    /// Its title, and what stands for the period, the organisation and the status within a template's own text.
    pub fn filling(&self) -> Filling {
        let plan = self.book.plan;
        Filling {
            title: self.title(),
            period: self.period(),
            organisation: plan.settings.organisation.clone(),
            status: status::word(&self.book.provisional).to_owned(),
        }
    }

    fn title(&self) -> String {
        let plan = self.book.plan.settings.plan_title.trim();
        let plan = if plan.is_empty() { "How the plan is being delivered" } else { plan };
        let title = self.book.plan.wording.own(Word::Title.name()).unwrap_or(plan);
        self.for_whom.map_or_else(|| title.to_owned(), |whom| format!("{title}: {whom}"))
    }

    fn period(&self) -> String {
        let own = self.book.plan.wording.own(Word::Period.name());
        own.map_or_else(|| self.book.plan.period.to_string(), str::to_owned)
    }
}

impl<'q> Paper<'q> {
    /// What stands for a part of the paper. Parts that are placed one by one bring no heading of their own, but for
    /// appendices and the method.
    pub fn blocks(&'q self, part: &Part) -> Vec<Block> {
        let (book, parts) = (&self.book, self.parts.as_slice());
        match part {
            Part::Everything => self.everything(),
            Part::Summary => summary::blocks(book),
            Part::Recommendations => recommendations::blocks(book, parts, &self.period()),
            Part::KeyChanges => changes::blocks(book),
            Part::Position => position::blocks(book),
            Part::ActionsTable => summary::table(book, crate::domain::Kind::Actions),
            Part::IndicatorsTable => summary::table(book, crate::domain::Kind::Indicators),
            Part::Appendices => appendices(book, parts),
            Part::Appendix(code) => {
                let own = (1..).zip(parts).find(|(_, part)| key(part.code) == key(code));
                own.map(|(number, part)| on_their_side(appendix::blocks(book, part, number))).unwrap_or_default()
            }
            Part::AppendixList => {
                let names = (1..).zip(parts).map(|(number, part)| appendix::title(part, number));
                names.map(|name| Block::Bullet(vec![Run::plain(name)])).collect()
            }
            Part::Method => headed("How the figures were made", method::blocks(book)),
        }
    }

    fn everything(&'q self) -> Vec<Block> {
        let (book, parts) = (&self.book, self.parts.as_slice());
        let mut blocks = vec![Block::Title(self.title()), Block::Paragraph(vec![Run::plain(self.period())])];
        blocks.extend(standing(book));
        blocks.extend(headed("Summary", summary::blocks(book)));
        blocks.extend(headed("Recommendations", recommendations::blocks(book, parts, &self.period())));
        blocks.extend(headed("Key changes since last period", changes::blocks(book)));
        blocks.extend(headed(&position::title(book), position::blocks(book)));
        blocks.extend(appendices(book, parts));
        blocks.extend(headed("How the figures were made", method::blocks(book)));
        blocks
    }
}

/// Whether the figures hold, why not, and what ends it.
fn standing(book: &Book<'_>) -> Vec<Block> {
    let (first, reasons) = status::banner(book);
    let mut blocks = vec![Block::Paragraph(vec![Run::bold(first)])];
    blocks.extend(reasons.into_iter().map(|reason| Block::Bullet(vec![Run::plain(reason)])));
    let doubted = figures::against_their_band(book);
    if !doubted.is_empty() {
        blocks.push(Block::Paragraph(vec![Run::plain(doubted)]));
    }
    blocks
}

/// A part below its heading; nothing where it has nothing.
fn headed(title: &str, blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        return blocks;
    }
    std::iter::once(Block::Heading(Level::One, title.to_owned())).chain(blocks).collect()
}

/// Every appendix, each from a page of its own on, on pages on their long side.
fn appendices<'q>(book: &'q Book<'q>, parts: &[detail::Part<'q>]) -> Vec<Block> {
    let all = (1..).zip(parts).flat_map(|(number, part)| {
        let first = (number > 1).then_some(Block::PageBreak);
        first.into_iter().chain(appendix::blocks(book, part, number))
    });
    on_their_side(all.collect())
}

fn on_their_side(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        return blocks;
    }
    let turned = std::iter::once(Block::Pages(Pages::Landscape)).chain(blocks);
    turned.chain(std::iter::once(Block::Pages(Pages::AsBefore))).collect()
}

#[cfg(test)]
mod appendix_tests;
#[cfg(test)]
mod tests;
