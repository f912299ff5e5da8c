//! The sentences of a period: overall and for each priority, for actions and for indicators.
//!
//! Facts only, each from the tally that Summary counts: how many have each rating and what share of the rated that is,
//! groups of ratings together, who is left out, whose deadline has passed, which are behind.

use crate::domain::{Kind, RatingId, Scale, Share, Standing, key, print_day, tidy};
use crate::plan::Word;
use crate::tally::{Compared, Line, Place, Table, What};

use super::super::book::Book;
use super::super::milestones;
use super::super::numbers::{number_of, several};
use super::super::summary::{Block, Group};
use super::super::{status, summary};
use super::grammar::{Nouns, all_of, all_rated, any_of, is_are, of_rated, predicate};
use super::left_out::left_out;
use super::rows::{Item, items};

/// No more refs than this stand in one sentence.
const MOST_REFS: usize = 20;

/// One piece of the text, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Begins a part: actions, indicators.
    Heading(String),
    /// Begins what is said of one priority.
    Subheading(String),
    /// Some sentences.
    Paragraph(String),
    /// One of a list, below the paragraph that announces it.
    Point(String),
}

/// All sentences of a period.
pub(super) fn prose(book: &Book<'_>) -> Vec<Piece> {
    let mut pieces = vec![Piece::Heading("How far the figures hold".to_owned()), Piece::Paragraph(standing(book))];
    for kind in book.plan.wording.kinds() {
        if !has_any(book, kind) {
            continue;
        }
        pieces.push(Piece::Heading(book.plan.wording.title(kind)));
        match summary::none(book, kind) {
            Some(words) => pieces.push(Piece::Paragraph(words.to_owned())),
            None => Chapter::new(book, kind).write(&mut pieces),
        }
    }
    pieces
}

/// What is said of all rows of a kind together, as sentences.
pub(in super::super) fn of_all(book: &Book<'_>, kind: Kind) -> Vec<String> {
    let chapter = Chapter::new(book, kind);
    let all: Vec<&Item<'_>> = chapter.items.iter().collect();
    let mut sentences = chapter.sentences(&chapter.table.overall, &all);
    sentences.extend(chapter.no_priority());
    sentences
}

/// A line with the share that is well, and what is said of it, as sentences.
pub(in super::super) fn of_line(book: &Book<'_>, kind: Kind, line: &Line, name: &str) -> (String, Vec<String>) {
    let chapter = Chapter::new(book, kind);
    let own = key(&line.code);
    let items: Vec<&Item<'_>> = chapter.items.iter().filter(|item| item.line.as_ref() == Some(&own)).collect();
    let headed = match chapter.headed(line, name) {
        Piece::Heading(text) | Piece::Subheading(text) | Piece::Paragraph(text) | Piece::Point(text) => text,
    };
    (headed, chapter.sentences(line, &items))
}

/// Whether the plan has any row of that kind: without one there is nothing to say.
fn has_any(book: &Book<'_>, kind: Kind) -> bool {
    match kind {
        Kind::Actions => !book.tally.action_lines.is_empty(),
        Kind::Indicators => !book.tally.indicator_lines.is_empty(),
    }
}

/// Whether the figures are provisional, and why.
fn standing(book: &Book<'_>) -> String {
    let of = format!("These are the figures for {}, as of {}.", book.plan.period, print_day(book.collection.as_of));
    let reasons = &book.reasons;
    if reasons.is_empty() {
        return format!("{of} They are complete. {}", status::complete(book));
    }
    let reasons = reasons.iter().map(|reason| match reason.names.as_slice() {
        [] => reason.what.clone(),
        names => format!("{} ({})", reason.what, names.join("; ")),
    });
    format!("{of} They are provisional: {}.", all_of(&reasons.collect::<Vec<String>>()))
}

/// What is said of one kind.
struct Chapter<'w> {
    book: &'w Book<'w>,
    kind: Kind,
    group: Group,
    nouns: Nouns<'w>,
    scale: &'w Scale,
    table: &'w Table,
    items: Vec<Item<'w>>,
}

impl<'w> Chapter<'w> {
    fn new(book: &'w Book<'_>, kind: Kind) -> Self {
        let table = book.tally.table(kind);
        let group = Group::of(book.plan.settings.tables_by);
        let nouns = Nouns::of(&book.plan.wording, kind);
        Self { book, kind, group, nouns, scale: book.plan.scale(kind), table, items: items(book, kind) }
    }

    fn write(&self, pieces: &mut Vec<Piece>) {
        let all: Vec<&Item<'_>> = self.items.iter().collect();
        let overall = &self.table.overall;
        pieces.push(self.headed(overall, self.book.plan.wording.word(Word::Overall)));
        let mut sentences = self.sentences(overall, &all);
        sentences.extend(self.no_priority());
        sentences.extend(self.overdue());
        pieces.push(Piece::Paragraph(sentences.join(" ")));
        self.changes(pieces);
        for line in self.group.lines(self.table) {
            let block = Block { book: self.book, kind: self.kind, group: self.group };
            pieces.push(self.headed(line, &block.name(line)));
            let own = key(&line.code);
            let items: Vec<&Item<'_>> = self.items.iter().filter(|item| item.line.as_ref() == Some(&own)).collect();
            pieces.push(Piece::Paragraph(self.sentences(line, &items).join(" ")));
            self.lists(&items, pieces);
        }
    }

    /// The name of a line with the share that is well: `Growth and prosperity: 62% on track`.
    fn headed(&self, line: &Line, name: &str) -> Piece {
        let well = self.of_standings(&[Standing::Complete, Standing::OnTrack]);
        let has = |standing| well.iter().any(|at| self.standing_of(*at) == Some(standing));
        let words = match (self.kind, has(Standing::Complete), has(Standing::OnTrack)) {
            (_, true, false) => "complete",
            (Kind::Actions, false, _) => "on track",
            (Kind::Indicators, false, _) => "on target",
            (Kind::Actions, true, true) => "complete or on track",
            (Kind::Indicators, true, true) => "complete or on target",
        };
        Piece::Subheading(match self.together(line, &well) {
            Some((_, share)) => format!("{name}: {share}% {words}"),
            None => name.to_owned(),
        })
    }

    /// What is said of a line of the table.
    fn sentences(&self, line: &Line, items: &[&Item<'_>]) -> Vec<String> {
        if items.is_empty() {
            return vec![format!(
                "No {} belongs to this {} in this period.",
                self.nouns.noun(1),
                self.group.heading().to_lowercase()
            )];
        }
        let mut sentences: Vec<String> = self.ratings(line).into_iter().collect();
        sentences.extend(self.combinations(line));
        let milestones = milestones::left_out(self.book, line);
        let words = (self.nouns, &self.book.plan.wording);
        sentences.extend(left_out(words, milestones, self.scale, self.table, line, items));
        sentences
    }

    /// `Of the 13 rated actions, 5 (38%) are amber and 8 (62%) are green; none is red.` Nothing where those who are left
    /// out say it all.
    fn ratings(&self, line: &Line) -> Option<String> {
        let nouns = self.nouns.noun(1);
        match (line.base, line.total, line.not_rated) {
            (0, 0, 0) => return Some(format!("No {nouns} is rated.")),
            (0, 0, _) => return None,
            (0, ..) => return Some(format!("No {nouns} has a rating that is in the percentages.")),
            _ => {}
        }
        let columns = || self.table.in_base.iter().enumerate().filter(|(_, in_base)| **in_base).map(|(at, _)| at);
        let count = |at: &usize| line.counts.get(*at).copied().unwrap_or_default();
        let present: Vec<usize> = columns().filter(|at| count(at) > 0).collect();
        if let [only] = present.as_slice() {
            return Some(format!("{}.", all_rated(self.nouns, line.base, &self.predicate(*only))));
        }
        let said: Vec<String> = present
            .iter()
            .filter_map(|at| {
                let (count, share) = self.together(line, &[*at])?;
                Some(format!("{count} ({share}%) {} {}", is_are(count), self.predicate(*at)))
            })
            .collect();
        let absent: Vec<String> = columns().filter(|at| count(at) == 0).map(|at| self.predicate(at)).collect();
        let none = if absent.iter().any(|name| name.contains(" or ") || name.contains(',')) {
            let each: Vec<String> = absent.iter().map(|name| format!("none is {name}")).collect();
            all_of(&each)
        } else {
            format!("none is {}", any_of(&absent))
        };
        let none = if absent.is_empty() { String::new() } else { format!("; {none}") };
        Some(format!("Of the {} rated {}, {}{none}.", line.base, self.nouns.noun(line.base), all_of(&said)))
    }

    /// The council's groups of ratings; where it has none, those that are well and those that are not, if several are.
    fn combinations(&self, line: &Line) -> Vec<String> {
        let groups = self.groups();
        if !groups.is_empty() {
            let said = groups.into_iter().filter_map(|(name, members)| {
                let together = self.together(line, &members)?;
                Some(format!("{}.", of_rated(self.nouns, together, line.base, &predicate(name))))
            });
            return said.collect();
        }
        let ways = [[Standing::Complete, Standing::OnTrack], [Standing::Behind, Standing::OffTrack]];
        let said = ways.into_iter().filter_map(|standings| {
            let present = self.of_standings(&standings).into_iter();
            let present: Vec<usize> =
                present.filter(|at| line.counts.get(*at).is_some_and(|count| *count > 0)).collect();
            let (count, share) = self.together(line, &present).filter(|_| present.len() > 1)?;
            let names: Vec<String> = present.iter().map(|at| self.predicate(*at)).collect();
            Some(format!("Together, {count} ({share}%) are {}.", any_of(&names)))
        });
        said.collect()
    }

    /// The groups of the scheme, each with its ratings in the percentages.
    fn groups(&self) -> Vec<(&'w str, Vec<usize>)> {
        let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
        for ((at, rating), in_base) in self.scale.iter().enumerate().zip(&self.table.in_base) {
            let Some(name) = rating.group.as_deref().filter(|_| *in_base) else { continue };
            match groups.iter_mut().find(|(own, _)| key(own) == key(name)) {
                Some((_, members)) => members.push(at),
                None => groups.push((name, vec![at])),
            }
        }
        groups
    }

    /// The ratings in the percentages that have one of those standings.
    fn of_standings(&self, standings: &[Standing]) -> Vec<usize> {
        let ratings = self.scale.iter().zip(&self.table.in_base).enumerate();
        ratings
            .filter(|(_, (rating, in_base))| **in_base && standings.contains(&rating.standing))
            .map(|(at, _)| at)
            .collect()
    }

    fn together(&self, line: &Line, ratings: &[usize]) -> Option<(u64, Share)> {
        let settings = &self.book.plan.settings;
        line.together(ratings, settings.rounding, settings.places)
    }

    fn standing_of(&self, rating: usize) -> Option<Standing> {
        self.scale.get(RatingId(rating)).map(|rating| rating.standing)
    }

    fn predicate(&self, rating: usize) -> String {
        self.scale
            .get(RatingId(rating))
            .map(|rating| predicate(self.book.plan.wording.in_sentence(&rating.name)))
            .unwrap_or_default()
    }

    /// Who is in the overall figures only.
    fn no_priority(&self) -> Option<String> {
        let grouped: u64 = self.group.lines(self.table).iter().map(|line| line.rows() - line.milestones).sum();
        let named = self.items.iter().filter(|item| item.line.is_none()).count();
        let count = number_of(&self.items)
            .checked_sub(grouped)
            .map_or(0, |left| left.min(u64::try_from(named).unwrap_or(u64::MAX)));
        let verb = if count == 1 { "names" } else { "name" };
        (count > 0).then(|| {
            format!(
                "{} {verb} no priority and {} in these overall figures only.",
                self.nouns.counted(count),
                is_are(count)
            )
        })
    }

    /// Whose deadline has passed.
    fn overdue(&self) -> Option<String> {
        if self.kind == Kind::Indicators {
            return None;
        }
        let by = print_day(self.book.collection.as_of);
        let late: Vec<&Item<'_>> = self.items.iter().filter(|item| item.overdue).collect();
        if late.is_empty() {
            return Some(format!("No unfinished {} had reached its deadline by {by}.", self.nouns.noun(1)));
        }
        let refs: Vec<String> = late.iter().map(|item| item.reference.to_owned()).collect();
        let refs = if refs.len() > MOST_REFS { String::new() } else { format!(" ({})", all_of(&refs)) };
        let (were, their) = if late.len() == 1 { ("was", "its deadline") } else { ("were", "their deadlines") };
        let count = self.nouns.counted(number_of(&late));
        Some(format!("{count}{refs} had reached {their} by {by} and {were} not finished."))
    }

    /// Which ratings changed since the period before, as Movements has them.
    fn changes(&self, pieces: &mut Vec<Piece>) {
        let movements = &self.book.tally.movements;
        let of = match self.kind {
            Kind::Actions => movements.actions,
            Kind::Indicators => movements.indicators,
        };
        let since = match movements.compared {
            Compared::Workbook(period) => period.to_string(),
            Compared::Nothing | Compared::LastRatings => "the period before".to_owned(),
        };
        let ways = [(of.better, "for the better"), (of.worse, "for the worse"), (of.other, "otherwise")];
        let changed: u64 = ways.iter().map(|(count, _)| *count).sum();
        if changed == 0 {
            if of.same > 0 {
                let none = format!("No {} has changed rating since {since}.", self.nouns.noun(1));
                pieces.push(Piece::Paragraph(none));
            }
            return;
        }
        let ways: Vec<String> =
            ways.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
        let have = if changed == 1 { "has" } else { "have" };
        let count = self.nouns.counted(changed);
        let ways = all_of(&ways);
        pieces.push(Piece::Paragraph(format!("{count} {have} changed rating since {since}, {ways}:")));
        for moved in movements.list.iter().filter(|one| one.row.kind() == self.kind && one.row.is_counted()) {
            if let (What::Rating | What::Reopened, Some(before), Some(now)) = (moved.what, &moved.before, &moved.now) {
                let row = tidy(&format!("{} {}", moved.row.reference(), moved.row.title()));
                let wording = &self.book.plan.wording;
                pieces.push(Piece::Point(format!(
                    "{row}: {} to {}",
                    wording.in_sentence(before),
                    wording.in_sentence(now)
                )));
            }
        }
    }

    /// Those that are behind, off track or closed, rating by rating.
    fn lists(&self, items: &[&Item<'_>], pieces: &mut Vec<Piece>) {
        let listed = self
            .scale
            .with_ids()
            .filter(|(_, rating)| matches!(rating.standing, Standing::Behind | Standing::OffTrack | Standing::Closed));
        for (id, rating) in listed {
            let own: Vec<&&Item<'_>> = items.iter().filter(|item| item.place == Place::Counted(id)).collect();
            if own.is_empty() {
                continue;
            }
            let count = several(number_of(&own), self.nouns.noun(1), self.nouns.noun(2));
            let verb = is_are(number_of(&own));
            pieces.push(Piece::Paragraph(format!(
                "The {count} that {verb} {}:",
                predicate(self.book.plan.wording.in_sentence(&rating.name))
            )));
            pieces.extend(own.into_iter().map(|item| Piece::Point(named(item))));
        }
    }
}

/// `A1.2 Car parking strategy`.
fn named(item: &Item<'_>) -> String {
    tidy(&format!("{} {}", item.reference, item.title))
}
