//! Deadlines to be amended, and actions to be closed.
//!
//! A deadline moves where the service gave a revised one, a date, that members have not agreed yet. Slippage is counted
//! from the deadline in every rule, which is the agreed one where there is one; then it also stands from the original.

use jiff::civil::Date;

use crate::collection::Collection;
use crate::domain::{Kind, RatingId, Standing, in_words, read_date, same};
use crate::layout::{Field, PLAN, SheetId};
use crate::plan::ForMembers;
use crate::previous::{Agreement, Question};
use crate::tally::{ActionLine, Place, Tally};

use super::super::book::{Book, layout_of};
use super::super::cell::Cell;
use super::super::detail::with_symbol;
use super::super::line::{DataLine as _, by_priority};
use super::super::numbers::several;
use super::super::sections::{Section, counted_title};
use super::super::table::Rows;

const AMENDED: [Field; 14] = [
    Field::Priority,
    Field::Ref,
    Field::Action,
    Field::RatingCounted,
    Field::Reason,
    Field::DeliveryPlan,
    Field::LeadOfficer,
    Field::OriginalDeadline,
    Field::AgreedDeadline,
    Field::RevisedDeadline,
    Field::Slippage,
    Field::SlippageFromOriginal,
    Field::ForMembers,
    Field::Agreed,
];
const CLOSED: [Field; 10] = [
    Field::Priority,
    Field::Ref,
    Field::Action,
    Field::RatingCounted,
    Field::Reason,
    Field::DeliveryPlan,
    Field::LeadOfficer,
    Field::Deadline,
    Field::ForMembers,
    Field::Agreed,
];

const NO_LONGER_ASKED: [Field; 3] = [Field::Ref, Field::ActionOrIndicator, Field::Text];

/// Every action whose deadline moves.
pub(super) fn amended<'w>(book: &'w Book<'_>) -> Section<'w> {
    let rows = rows(book, &AMENDED, is_amended, move |line, field| amended_cell(line, book, field));
    let plan = PLAN.sheet(SheetId::Actions);
    let next = format!(
        "{}: Yes for the revised deadline, No, or another date. planroll agree then writes it into the plan workbook, sheet {}: {}, with {}.",
        layout_of(SheetId::Decisions).heading(Field::Agreed),
        plan.name,
        plan.heading(Field::AgreedDeadline),
        plan.heading(Field::AgreedBy)
    );
    let undated = undated(book);
    let none = "No deadline is to be amended.";
    Section {
        title: counted_title("Deadlines to be amended", &rows),
        empty: undated.as_ref().map_or(none.to_owned(), |undated| format!("{none} {undated}")),
        notes: notes(book, ForMembers::AmendDeadline, &rows, next).chain(undated).collect(),
        name: "Deadlines_to_be_amended",
        fields: &AMENDED,
        rows,
        scale: Some(book.plan.scale(Kind::Actions)),
    }
}

/// Whether ratings of the plan say what members are asked.
fn ratings_ask(book: &Book<'_>) -> bool {
    book.plan.for_members.iter().any(Option::is_some)
}

/// What to know of a list: about how many of its rows members are asked, where ratings say so; then what follows.
fn notes(book: &Book<'_>, wanted: ForMembers, rows: &Rows<'_>, next: String) -> impl Iterator<Item = String> {
    let asked = book.tally.action_lines.iter().filter(|line| for_members(book, line) == Some(wanted));
    let asked: Vec<&ActionLine<'_>> = asked.collect();
    let mut marks: Vec<String> = Vec::new();
    for rating in asked.iter().filter_map(|line| line.counted) {
        let own = with_symbol(book, rating);
        if !marks.contains(&own) {
            marks.push(own);
        }
    }
    let rated = if marks.is_empty() { String::new() } else { format!(", those rated {}", marks.join(" or ")) };
    let said =
        ratings_ask(book).then(|| format!("Members are asked about {} of these {}{rated}.", asked.len(), rows.count()));
    // What follows is the performance team's to do.
    said.into_iter().chain((!book.is_for_members()).then_some(next))
}

/// `Yes` where members are asked about a row; nothing where no rating of the plan says so of any.
fn asked_cell(book: &Book<'_>, line: &ActionLine<'_>) -> Cell<'static> {
    let is_asked = ratings_ask(book) && for_members(book, line).is_some();
    if is_asked { Cell::text("Yes") } else { Cell::Blank }
}

/// What members are asked to decide, in numbers.
pub(in super::super) struct Asked {
    /// How many revised deadlines to agree.
    pub(in super::super) amend: u64,
    /// How many actions to close.
    pub(in super::super) close: u64,
    /// How many other deadlines move, about which they are not asked.
    pub(in super::super) others: u64,
}

/// What members are asked.
pub(in super::super) fn asked(book: &Book<'_>) -> Asked {
    let mut asked = Asked { amend: 0, close: 0, others: 0 };
    for line in &book.tally.action_lines {
        match for_members(book, line) {
            Some(ForMembers::AmendDeadline) => asked.amend += 1,
            Some(ForMembers::Close) => asked.close += 1,
            None if is_amended(line) => asked.others += 1,
            None => {}
        }
    }
    asked
}

/// What members are asked about an action: what its rating says or, where no rating says anything, to agree every deadline
/// that moves and to close every action that counts as closed.
pub(in super::super) fn for_members(book: &Book<'_>, line: &ActionLine<'_>) -> Option<ForMembers> {
    let plan = book.plan;
    // What is in no count is nothing that members are asked about by number.
    if line.is_left_out() {
        return None;
    }
    let may_close = counts_as_closed(line) && !was_closed(line);
    if plan.for_members.iter().all(Option::is_none) {
        return if is_amended(line) { Some(ForMembers::AmendDeadline) } else { may_close.then_some(ForMembers::Close) };
    }
    let Place::Counted(RatingId(rating)) = line.place else { return None };
    match plan.for_members.get(rating).copied().flatten()? {
        ForMembers::AmendDeadline => is_amended(line).then_some(ForMembers::AmendDeadline),
        ForMembers::Close => {
            let is_new =
                line.rating_before().is_none_or(|(before, _)| line.counted.is_none_or(|now| now.name != before.name));
            is_new.then_some(ForMembers::Close)
        }
    }
}

/// Which unfinished actions have something else than a date for a revised deadline: members cannot agree to it.
fn undated(book: &Book<'_>) -> Option<String> {
    let lines = book.tally.action_lines.iter().filter(|line| !is_finished(line));
    let undated: Vec<String> = lines
        .filter_map(|line| {
            let revised = &line.row?.revised;
            let is_undated = !revised.is_empty() && revised.given().is_none();
            is_undated.then(|| format!("{} (“{}”)", line.planned.reference, revised.typed))
        })
        .collect();
    let number = u64::try_from(undated.len()).ok().filter(|number| *number > 0)?;
    let have = several(number, "action has", "actions have");
    Some(format!("{have} a revised deadline that is no date, so there is none to agree: {}.", undated.join(", ")))
}

/// Every action that counts as closed and was not closed before.
pub(super) fn closed<'w>(book: &'w Book<'_>) -> Section<'w> {
    let is_new = |line: &ActionLine<'_>| counts_as_closed(line) && !was_closed(line);
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other columns are those of the data sheet")]
    let rows = rows(book, &CLOSED, is_new, move |line, field| match field {
        Field::Reason => reason(line, book),
        Field::ForMembers => asked_cell(book, line),
        Field::Agreed => agreed(book, Question::Closing, line),
        field => line.cell(book, field),
    });
    let before = book.tally.action_lines.iter().filter(|line| counts_as_closed(line) && was_closed(line));
    let before: Vec<&str> = before.map(|line| line.planned.reference.as_str()).collect();
    let before = u64::try_from(before.len()).ok().filter(|number| *number > 0).map(|number| {
        let closed = several(number, "action was closed", "actions were closed");
        format!("{closed} in an earlier period and listed then: {}.", before.join(", "))
    });
    let plan = PLAN.sheet(SheetId::Actions);
    let next = format!(
        "{}: Yes to close the action, or No. planroll agree then writes this period into the plan workbook, sheet {}: {}.",
        layout_of(SheetId::Decisions).heading(Field::Agreed),
        plan.name,
        plan.heading(Field::Ended)
    );
    let none = "No action is to be closed.";
    Section {
        title: counted_title("Actions to be closed", &rows),
        empty: before.as_ref().map_or(none.to_owned(), |before| format!("{none} {before}")),
        notes: notes(book, ForMembers::Close, &rows, next).chain(before).collect(),
        name: "Actions_to_be_closed",
        fields: &CLOSED,
        rows,
        scale: Some(book.plan.scale(Kind::Actions)),
    }
}

/// What members agreed, where it was typed into this period's workbook before; else to be filled in.
fn agreed<'w>(book: &'w Book<'_>, question: Question, line: &ActionLine<'_>) -> Cell<'w> {
    let typed = book.collection.by_hand.and_then(|own| own.agreed(question, &line.planned.reference));
    typed.map_or_else(Cell::to_fill_in, |typed| Cell::Ref(typed.into()))
}

/// Whether what members agreed about an action is still asked.
fn is_asked(lines: &[ActionLine<'_>], own: &Agreement) -> bool {
    let line = lines.iter().find(|line| same(&line.planned.reference, &own.reference));
    line.is_some_and(|line| match own.question {
        Question::Deadline => is_amended(line),
        Question::Closing => counts_as_closed(line) && !was_closed(line),
    })
}

/// How many answers of members were carried over from the workbook that is replaced, in words; nothing where none was.
pub fn answers_carried(collection: &Collection<'_>, tally: &Tally<'_>) -> Option<String> {
    let typed = collection.by_hand.into_iter().flat_map(|own| own.agreed.values());
    let carried = typed.filter(|own| is_asked(&tally.action_lines, own)).count();
    let said = several(u64::try_from(carried).ok()?, "answer of members", "answers of members");
    (carried > 0).then(|| format!("{said} carried over"))
}

/// What members agreed before about rows of which nothing is asked any more, which is told once.
pub(super) fn no_longer_asked<'w>(book: &'w Book<'_>) -> Section<'w> {
    // What `agree` wrote into the plan is answered there.
    let is_in_plan = |own: &Agreement| {
        let planned = book.plan.action(&own.reference);
        planned.is_some_and(|planned| match own.question {
            Question::Deadline => planned.agreed.is_some(),
            Question::Closing => planned.ended.is_some(),
        })
    };
    let typed = book.collection.by_hand.into_iter().flat_map(|own| own.agreed.values());
    let rows = typed.filter(|own| !is_asked(&book.tally.action_lines, own) && !is_in_plan(own)).map(|own| {
        let action = book.plan.action(&own.reference).map_or("", |planned| &planned.action);
        vec![Cell::Ref(own.reference.as_str().into()), Cell::text(action), Cell::text(own.text.as_str())]
    });
    let rows = Rows::made(rows.collect());
    Section {
        title: counted_title("Agreed before, and not asked any more", &rows),
        notes: vec![
            "This stood under Agreed when the workbook was replaced. The deadline does not move now, or the action is not to be closed."
                .to_owned(),
        ],
        empty: String::new(),
        name: "No_longer_asked",
        fields: &NO_LONGER_ASKED,
        rows,
        scale: None,
    }
}

/// The rows of the actions that are wanted, by priority and then in the order of the plan.
fn rows<'w>(
    book: &'w Book<'_>,
    fields: &'static [Field],
    is_wanted: impl Fn(&ActionLine<'_>) -> bool,
    cell: impl Fn(&'w ActionLine<'w>, Field) -> Cell<'w> + Send + Sync + 'w,
) -> Rows<'w> {
    let lines = by_priority(book, &book.tally.action_lines, is_wanted);
    Rows::by_field(lines, fields.to_vec(), move |line: &&'w ActionLine<'_>, field| cell(line, field))
}

/// What the service wrote of it.
fn reason<'w>(line: &'w ActionLine<'_>, book: &'w Book<'_>) -> Cell<'w> {
    line.printed_cell(book, Field::Commentary).or("The service gave no reason.")
}

fn amended_cell<'w>(line: &'w ActionLine<'_>, book: &'w Book<'_>, field: Field) -> Cell<'w> {
    let planned = line.planned;
    let slippage = |from: Option<Date>| {
        from.zip(revised(line)).map_or(Cell::Blank, |(from, revised)| Cell::text(in_words(from, revised)))
    };
    let issued = || &line.issued.deadline;
    match (field, &planned.agreed) {
        (Field::Reason, _) => reason(line, book),
        (Field::ForMembers, _) => asked_cell(book, line),
        (Field::Agreed, _) => agreed(book, Question::Deadline, line),
        (Field::OriginalDeadline, Some(_)) => Cell::text(planned.deadline.printed()),
        (Field::OriginalDeadline, None) => Cell::text(issued().printed()),
        (Field::AgreedDeadline, Some(agreed)) => Cell::text(agreed.printed()),
        (Field::Slippage, _) => slippage(issued().day()),
        (Field::SlippageFromOriginal, Some(_)) => slippage(planned.deadline.day()),
        (Field::RevisedDeadline, _) if is_unchanged(line, book) => {
            line.row.map_or(Cell::Blank, |row| book.revised.unchanged(&row.revised))
        }
        (Field::AgreedDeadline | Field::SlippageFromOriginal, None) => Cell::Blank,
        (field, _) => line.cell(book, field),
    }
}

/// Whether the deadline of an action moves. What is finished needs no other deadline, and what members agreed since the
/// return was issued is decided.
fn is_amended(line: &ActionLine<'_>) -> bool {
    let stays = |day| line.issued.deadline.day() == Some(day) || line.planned.issued.deadline.day() == Some(day);
    revised(line).is_some_and(|day| !stays(day)) && !is_finished(line)
}

/// The revised deadline that the service gave.
fn revised(line: &ActionLine<'_>) -> Option<Date> {
    Some(line.row?.revised.given()?.day)
}

/// Whether it is the one that was given for the period before already.
fn is_unchanged(line: &ActionLine<'_>, book: &Book<'_>) -> bool {
    let carried = line.issued.revised_deadline.as_deref();
    let before = carried.or_else(|| line.before.as_ref()?.1.then.revised.as_deref());
    let before = before.and_then(|text| read_date(text, &book.plan.period).ok());
    before.is_some_and(|before| revised(line) == Some(before.day))
}

/// Whether a return says that an action is complete or closed.
fn is_finished(line: &ActionLine<'_>) -> bool {
    let (Some(received), Some(row)) = (line.received, line.row) else { return false };
    let scale = &received.issued.scheme.actions;
    let rating = row.rating.given().and_then(|id| scale.get(*id));
    rating.is_some_and(|rating| rating.standing.is_finished())
        || (!scale.has_complete() && row.completed.given().is_some())
}

fn counts_as_closed(line: &ActionLine<'_>) -> bool {
    line.rated.is_some_and(|rating| rating.standing == Standing::Closed)
}

/// Whether it was closed in the period before already.
fn was_closed(line: &ActionLine<'_>) -> bool {
    let Some(received) = line.received else { return false };
    let scale = &received.issued.scheme.actions;
    let finished = line.issued.finished.as_ref().map(|finished| finished.rating.as_str());
    let last = finished.or(line.issued.last_rating.as_deref()).and_then(|rating| scale.get(scale.find(rating)?));
    last.is_some_and(|rating| rating.standing == Standing::Closed)
}
