//! The position of each priority or delivery plan: its share that goes well, and by name what does not.

use crate::domain::{Kind, Rating, RatingId, Standing};
use crate::layout::Field;
use crate::tally::{Line, Place};
use crate::word::{Block, Level, Run};

use super::super::book::Book;
use super::super::line::DataLine;
use super::super::sentences::{self, predicate};
use super::super::summary::{Block as Counts, Group, none};
use super::figures::{point, uncapitalised};

/// The heading: `Position by priority`.
pub(super) fn title(book: &Book<'_>) -> String {
    let group = Group::of(book.plan.settings.tables_by);
    format!("Position by {}", book.plan.wording.of(group.heading()).to_lowercase())
}

/// Everything below the heading.
pub(super) fn blocks(book: &Book<'_>) -> Vec<Block> {
    let group = Group::of(book.plan.settings.tables_by);
    let mut blocks = Vec::new();
    let mut names: Vec<(String, String)> = Vec::new();
    for kind in [Kind::Actions, Kind::Indicators] {
        for line in group.lines(book.tally.table(kind)) {
            let name = Counts { book, kind, group }.name(line);
            if !names.iter().any(|(code, _)| *code == line.code) {
                names.push((line.code.clone(), name));
            }
        }
    }
    for (code, name) in names {
        let mut own = Vec::new();
        for kind in book.plan.wording.kinds().into_iter().filter(|kind| none(book, *kind).is_none()) {
            let line = group.lines(book.tally.table(kind)).iter().find(|line| line.code == code);
            let Some(line) = line.filter(|line| line.monitored() > 0) else { continue };
            match kind {
                Kind::Actions => of_kind(book, &book.tally.action_lines, (line, &name), &mut own),
                Kind::Indicators => of_kind(book, &book.tally.indicator_lines, (line, &name), &mut own),
            }
        }
        if !own.is_empty() {
            blocks.push(Block::Heading(Level::Two, name));
            blocks.extend(own);
        }
    }
    blocks
}

/// What is said of the rows of a kind in one line.
fn of_kind<L: DataLine>(book: &Book<'_>, lines: &[L], (line, name): (&Line, &str), blocks: &mut Vec<Block>) {
    let kind = L::KIND;
    let wording = &book.plan.wording;
    let scale = book.plan.scale(kind);
    let (headed, sentences) = sentences::of_line(book, kind, line, name);
    let is_well = |rating: &Rating| matches!(rating.standing, Standing::OnTrack | Standing::Complete);
    let rated: Vec<(RatingId, &Rating)> = scale.with_ids().filter(|(_, rating)| rating.in_percentages).collect();
    let all_well = line.base > 0
        && rated.iter().all(|(RatingId(at), rating)| is_well(rating) || line.counts.get(*at).is_none_or(|n| *n == 0));
    let first = if all_well && kind == Kind::Indicators {
        let nouns = wording.noun(kind, line.base);
        match line.base {
            1 => format!("The one rated {nouns} met its target."),
            2 => format!("Both rated {nouns} met their targets."),
            all => format!("All {all} rated {nouns} met their targets."),
        }
    } else {
        // Which standings the share is of.
        let standings: Vec<&str> = [Standing::OnTrack, Standing::Complete]
            .into_iter()
            .filter(|standing| rated.iter().any(|(_, rating)| rating.standing == *standing))
            .map(|standing| if standing == Standing::OnTrack { "On track" } else { "Complete" })
            .collect();
        let of = match standings.as_slice() {
            [] => String::new(),
            [only] => format!(" (standing {only})"),
            several => format!(" (standings {})", several.join(" and ")),
        };
        // The name stands above.
        match headed.strip_prefix(name).and_then(|rest| rest.strip_prefix(": ")) {
            Some(share) => format!("{share}{of}. {}", sentences.join(" ")),
            None => sentences.join(" "),
        }
    };
    blocks.push(Block::Paragraph(vec![Run::bold(format!("{}: ", wording.title(kind))), Run::plain(first)]));
    let listed =
        scale.with_ids().filter(|(_, rating)| matches!(rating.standing, Standing::Behind | Standing::OffTrack));
    for (id, rating) in listed {
        let by = book.plan.settings.tables_by;
        let own: Vec<&L> = lines
            .iter()
            .filter(|row| {
                let shared = row.shared();
                let code = match by {
                    crate::plan::TablesBy::Priority => shared.priority,
                    crate::plan::TablesBy::DeliveryPlan => Some(shared.delivery_plan.code.as_str()),
                };
                shared.place == Place::Counted(id)
                    && shared.counted.is_some()
                    && code.is_some_and(|code| crate::domain::same(code, &line.code))
            })
            .collect();
        if own.is_empty() {
            continue;
        }
        blocks.push(Block::Paragraph(vec![Run::plain(introduced(book, kind, rating, own.len()))]));
        for row in own {
            let shared = row.shared();
            let commentary = row.printed_cell(book, Field::Commentary).into_text().unwrap_or_default();
            let commentary = if rating.standing == Standing::OffTrack && !commentary.trim().is_empty() {
                format!(": {commentary}")
            } else {
                String::new()
            };
            blocks.push(point(shared.reference, &format!("{}{commentary}", shared.wording)));
        }
    }
}

/// `The following 4 projects are amber:`, of indicators with what the rating means.
fn introduced(book: &Book<'_>, kind: Kind, rating: &Rating, count: usize) -> String {
    let wording = &book.plan.wording;
    let number = u64::try_from(count).unwrap_or(u64::MAX);
    let noun = wording.noun(kind, number);
    let what = predicate(wording.in_sentence(&rating.name));
    let meaning = match rating.meaning.trim() {
        "" => String::new(),
        meaning if kind == Kind::Indicators => format!(" ({})", uncapitalised(meaning)),
        _ => String::new(),
    };
    match count {
        1 => format!("The following {noun} is {what}{meaning}:"),
        count => format!("The following {count} {noun} are {what}{meaning}:"),
    }
}
