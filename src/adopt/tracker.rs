//! All of a tracker as it was understood before any row is read: its sheets, their keys, blocks and titles.

use crate::grid::CellRef;

use super::aside::take_aside;
use super::block::{Block, blocks_of};
use super::legend::Legend;
use super::source::TrackerSheet;
use super::view::View;
use super::when::{When, WhenPart};
use super::words::{WORDS, has_one_of, is_one_of, plain};

/// A sheet as it was understood.
pub(super) struct SheetRead<'s> {
    pub(super) view: View<'s>,
    pub(super) legend: Legend,
    pub(super) blocks: Vec<Block>,
    pub(super) titles: Vec<Title>,
    /// The cells of a key that stands beside its table.
    pub(super) aside: Vec<(CellRef, String)>,
}

/// What stands above the headings of a sheet, or before a table of a document.
#[derive(Debug, Clone)]
pub(super) struct Title {
    /// Where it stands; nothing for a paragraph of a document.
    pub(super) at: Option<CellRef>,
    pub(super) text: String,
    pub(super) is: TitleIs,
    /// Whether it is a note about the paper itself, such as when it was last updated.
    pub(super) is_note: bool,
}

/// What a title says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TitleIs {
    Organisation,
    PlanTitle,
    Period,
    /// The word before another of these.
    Label,
    Nothing,
}

/// A title is no longer than this.
const LONGEST: usize = 160;

/// Understands the sheets of a tracker.
pub(super) fn read_sheets(sheets: &[TrackerSheet]) -> Vec<SheetRead<'_>> {
    let mut all: Vec<SheetRead<'_>> = sheets
        .iter()
        .map(|sheet| {
            let mut view = View::of(sheet);
            let (beside, aside) = take_aside(&mut view);
            let legend = Legend::of(&view).with(&beside);
            let blocks = blocks_of(&view, &legend);
            SheetRead { view, legend, blocks, titles: Vec::new(), aside }
        })
        .collect();
    // A sheet or table that holds nothing but a key is one for all of its file.
    let keys: Vec<(String, Legend)> = all
        .iter()
        .filter(|one| one.blocks.is_empty())
        .map(|one| (one.view.sheet.file.clone(), one.legend.clone()))
        .collect();
    for one in &mut all {
        let own = keys.iter().filter(|(file, _)| *file == one.view.sheet.file && !one.blocks.is_empty());
        let legend = own.fold(one.legend.clone(), |legend, (_, other)| legend.with(other));
        if legend != one.legend {
            one.blocks = blocks_of(&one.view, &legend);
            one.legend = legend;
        }
        one.titles = titles_of(&one.view, &one.blocks);
    }
    all
}

fn titles_of(view: &View<'_>, blocks: &[Block]) -> Vec<Title> {
    let mut titles: Vec<Title> = view.sheet.above.iter().flat_map(|text| by_words(None, text)).collect();
    let Some(first) = blocks.first().map(|block| block.headings.first_row) else { return titles };
    let mut labelled: Option<TitleIs> = None;
    for row in view.rows.iter().copied().take_while(|row| *row < first) {
        for at in view.filled(row) {
            let text = view.text(at);
            let known = plain(&text);
            let label = [
                (&WORDS.rows.organisation, TitleIs::Organisation),
                (&WORDS.rows.plan_title, TitleIs::PlanTitle),
                (&WORDS.rows.period, TitleIs::Period),
            ];
            let label = label.into_iter().find(|(words, _)| is_one_of(words, &known)).map(|(_, is)| is);
            let is = match (labelled.take(), label) {
                (Some(is), _) if at.col > 0 => is,
                (_, Some(is)) => {
                    labelled = Some(is);
                    TitleIs::Label
                }
                _ => {
                    titles.extend(by_words(Some(at), &text));
                    continue;
                }
            };
            titles.push(Title { at: Some(at), text, is, is_note: false });
        }
        labelled = None;
    }
    titles
}

/// A title by its words alone; the name of a council with more behind it, "Anytown Council – Action plan", is two.
fn by_words(at: Option<CellRef>, text: &str) -> Vec<Title> {
    let title = |text: &str| Title { at, text: text.to_owned(), is: is_title(text), is_note: is_note(&plain(text)) };
    let parts = [" – ", " — ", " - ", ": ", ", "].iter().find_map(|mark| text.split_once(mark));
    match parts {
        Some((name, rest))
            if title(text).is == TitleIs::PlanTitle
                && is_title(name) == TitleIs::Organisation
                && rest.chars().any(char::is_alphabetic) =>
        {
            vec![title(name), title(rest)]
        }
        _ => vec![title(text)],
    }
}

/// Whether a title begins with a word for what is said about the paper itself.
fn is_note(known: &str) -> bool {
    let mut words = WORDS.rows.notes.iter();
    words.any(|word| known.starts_with(&format!("{word}:")) || known.starts_with(&format!("{word} ")))
        && !known.starts_with("as at")
}

/// What a title says by its words alone.
fn is_title(text: &str) -> TitleIs {
    let known = plain(text);
    if known.chars().count() > LONGEST || !known.chars().any(char::is_alphabetic) {
        return TitleIs::Nothing;
    }
    let when = When::find(text);
    let is_period = when.as_ref().is_some_and(|(when, _)| when.part != WhenPart::Year);
    if known.starts_with("as at ") {
        return if is_period { TitleIs::Period } else { TitleIs::Nothing };
    }
    if is_note(&known) {
        return TitleIs::Nothing;
    }
    // "Anytown Borough Council" is a name; "Council plan 2025/26" is a title.
    let is_name = has_one_of(&WORDS.rows.councils, &known)
        && when.is_none()
        && !known.starts_with("council")
        && !["plan", "tracker", "report", "kpi", "kpis", "actions", "performance", "indicators", "scorecard"]
            .iter()
            .any(|word| super::words::has_words(&known, word));
    if is_name {
        return TitleIs::Organisation;
    }
    if is_period && when.is_some_and(|(_, rest)| rest.is_empty()) { TitleIs::Period } else { TitleIs::PlanTitle }
}
