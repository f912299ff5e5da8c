//! *Collect and report*: how the period stands, its figures, and everything that can be made of them.

use std::collections::BTreeMap;
use std::io::Cursor;

use planroll::consolidate::{PACKAGE, answers_carried, consolidate, data, data_package, for_members, in_short};
use planroll::desk::{
    Chase, Collection, Date, Desk, Why, chased, consolidated_name, counted_from, not_due_soon, print_day, report,
    unread,
};
use planroll::mail::{Draft, Drafts, INDEX, drafts, write_index};
use planroll::report::{
    StatusReport, SummaryTable, carried_over, check_csv, consolidate_json, headline, plain, state, status_csv,
    summary_tables,
};

use crate::answer::{
    ChasedShown, ColumnShown, LineShown, ListShown, ShortShown, StatusRow, StatusShown, TableShown, View,
};
use crate::check::{collect, found, groups_of, of_plan_group};
use crate::found::Shown;
use crate::lay::{clock, day};
use crate::output::{Made, Outputs};
use crate::session::{Refusing, Session, refused};

/// Drafts that were asked for, and the marked copies that go with them.
#[derive(Debug)]
pub(crate) struct ChaseAsked {
    /// Whom they go to.
    pub chase: Chase,
    /// The day from which days are counted.
    pub today: Date,
    /// The places of the files whose marked copies go with them.
    pub to_mark: Vec<usize>,
    /// Those copies, as far as they are made; none where there can be none.
    pub marked: BTreeMap<usize, Option<Vec<u8>>>,
}

/// The end of the job.
pub(crate) fn view(session: &mut Session) -> Refusing<View> {
    let Some(desk) = session.desk else { return Err(refused("Nothing was consolidated", &"Begin again.")) };
    let (as_of, told) = (day(session, &session.options.as_of)?, day(session, &session.options.today)?);
    let clock = clock(session)?;
    let checked = std::mem::take(&mut session.checked);
    let collection = collect(session, desk, checked)?;
    let tally = collection.tally();
    let failed = |why: &dyn std::fmt::Display| refused("The workbook could not be put together", &why.to_string());
    let outputs = &mut session.outputs;

    let name = consolidated_name(&collection.plan.settings.plan_title, collection.plan.period);
    let mut workbook = Cursor::new(Vec::new());
    let rolled_up = consolidate(&collection, &tally).map_err(|error| failed(&error))?;
    rolled_up.write_to(&mut workbook).map_err(|error| failed(&error))?;
    let about = "The consolidated workbook: summary, sentences, exceptions, decisions, all rows, findings and method";
    outputs.add(("", &format!("{name}.xlsx")), "workbook", about, workbook.into_inner());
    let made = |template: Option<&_>, of: Option<&_>| report(&collection, &tally, template, of);
    let said_of_reports = session.paper.offer(outputs, &name, made)?;
    if session.options.members {
        let mut workbook = Cursor::new(Vec::new());
        let own = for_members(&collection, &tally).map_err(|error| failed(&error))?;
        own.write_to(&mut workbook).map_err(|error| failed(&error))?;
        let about = "The workbook for members: figures and lists, without formulas, files, findings and corrections";
        outputs.add(("", &format!("{name}-for-members.xlsx")), "members", about, workbook.into_inner());
    }

    let mut shown = Shown::default();
    let report = desk.report_of(&collection);
    let mut copies = Outputs::default();
    let mut groups = groups_of(&report, &collection.files, &mut shown, &mut copies, &session.files);
    if let Some(workbook) = desk.plan_workbook()
        && !workbook.findings.is_empty()
    {
        groups.push(of_plan_group(&workbook.report(), &mut shown));
    }

    let status = StatusReport::of(&collection, counted_from(told, as_of, clock));
    let csv = check_csv(&report).map_err(|error| failed(&error))?;
    outputs.add(("", "findings.csv"), "findings", "Every finding in the returns as a table", csv.into_bytes());
    let csv = status_csv(&status).map_err(|error| failed(&error))?;
    outputs.add(("", "status.csv"), "csv", "Which returns are in, as a table", csv.into_bytes());
    let json = consolidate_json(&collection, &tally).map_err(|error| failed(&error))?;
    outputs.add(("", &format!("{name}.json")), "json", "The counts, for other programs", json.into_bytes());
    if session.options.data {
        let files = data(&collection, &tally).map_err(|error| failed(&error))?;
        let package = data_package(files.iter().map(|file| file.name.as_str())).map_err(|error| failed(&error))?;
        for file in files {
            outputs.add(("data/", &file.name), "data", "Rows for data tools", file.bytes);
        }
        outputs.add(("data/", PACKAGE), "data", "What the columns of the data are", package.into_bytes());
    }
    // Marked copies come after what is made already, under their ids.
    let ids: BTreeMap<String, String> = copies
        .0
        .into_iter()
        .map(|one| {
            let id = outputs.push((&one.folder, &one.name), one.kind, &one.about, one.made);
            (one.id, id)
        })
        .collect();
    for group in &mut groups {
        // Where a return goes is for the service to know, and this one has come.
        if !group.unreadable {
            group.advice.clear();
        }
        if let Some(id) = ids.get(&group.marked) {
            group.marked.clone_from(id);
        }
    }

    let why = collection.provisional();
    let mut notes = carried_over(&tally, collection.plan);
    notes.extend(answers_carried(&collection, &tally));
    notes.extend(said_of_reports);
    if let Some(old) = desk.by_hand().filter(|own| !own.has_columns) {
        let name = plain(&old.source.path);
        notes.push(format!(
            "{name} has no columns for corrections, as planroll 0.1.0 wrote it: nothing is carried over."
        ));
    }
    let mut reminded = Vec::new();
    session.chase = asked(session, as_of, told, clock);
    if let Some(chase) = &mut session.chase {
        let due_soon = not_due_soon(&collection.plan.settings, chase.today).filter(|_| chase.chase == Chase::DueSoon);
        if let Some(why) = due_soon {
            notes.push(format!("Nobody is reminded. {why}"));
            session.chase = None;
        } else {
            chase.to_mark = to_mark(desk, &collection, chase.chase, &session.files)?;
            reminded = offer_drafts(desk, &collection, chase, &mut session.outputs, told.unwrap_or(clock))?;
        }
    }
    let short = in_short(&collection, &tally).into_iter().map(|one| ShortShown {
        title: one.title,
        words: plain(&one.lines.join(" ")),
        lists: one
            .lists
            .into_iter()
            .map(|list| ListShown {
                title: plain(&list.title),
                notes: safe(&list.notes),
                headings: safe(&list.headings),
                rows: list.rows.iter().map(|row| safe(row)).collect(),
            })
            .collect(),
    });
    let short = short.collect();
    let headline = headline(&tally, collection.plan);
    let tables = summary_tables(&tally, collection.plan).into_iter().map(table).collect();
    let status = status_shown(&status);
    let (period, as_of) = (collection.plan.period.to_string(), print_day(collection.as_of));
    let (provisional, state) = (why.is_provisional(), state(&why));
    drop(tally);
    session.collection = Some(collection);
    let found = found(session, &shown, groups, notes);
    Ok(View::Consolidate {
        found,
        as_of,
        period,
        provisional,
        state,
        headline,
        status,
        tables,
        short,
        chased: reminded,
    })
}

fn safe(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| plain(text)).collect()
}

fn status_shown(report: &StatusReport<'_>) -> StatusShown {
    let rows = report.lines().into_iter().map(|line| {
        // As `planroll status` says it.
        let by = match (line.signed.date, line.signed.by) {
            (Some(date), Some(by)) => format!("{date}, {by}"),
            (Some(date), None) => format!("{date}, nobody named"),
            (None, Some(by)) => format!("no date, {by}"),
            (None, None) => String::new(),
        };
        let approved = line.signed.approved.map(|who| format!("approved: {who}"));
        let signed = match (&line.file, by.is_empty(), approved) {
            (None, _, _) => Vec::new(),
            (Some(_), true, None) => vec!["not signed off".to_owned()],
            (Some(_), true, Some(approved)) => vec!["nobody named".to_owned(), approved],
            (Some(_), false, approved) => vec![by, approved.unwrap_or_else(|| "not approved".to_owned())],
        };
        StatusRow {
            mark: line.mark,
            plan: line.name,
            file: line.file.unwrap_or_default(),
            state: line.state,
            rows: line.rows,
            signed,
        }
    });
    StatusShown {
        title: report.title(),
        words: report.figures_in_words(),
        rows: rows.collect(),
        below: report.beside().into_iter().map(|(_, said)| said).collect(),
    }
}

fn table(table: SummaryTable) -> TableShown {
    let column = |column: planroll::report::SummaryColumn| {
        let (fill, ink) = column.colours.unwrap_or_default();
        let colour = |hex: String| if hex.is_empty() { hex } else { format!("#{}", hex.trim_start_matches('#')) };
        ColumnShown { name: column.name, fill: colour(fill), ink: colour(ink), in_base: column.in_base }
    };
    let last = table.lines.len().saturating_sub(1);
    let line = |(place, line): (usize, planroll::report::SummaryLine)| LineShown {
        code: line.code,
        name: line.name,
        counts: line.counts,
        cells: line.cells,
        total: line.total,
        not_rated: line.not_rated,
        overall: place == last,
    };
    TableShown {
        title: table.title,
        first: table.first,
        columns: table.columns.into_iter().map(column).collect(),
        lines: table.lines.into_iter().enumerate().map(line).collect(),
        footnote: table.footnote.unwrap_or_default(),
    }
}

/// Whom drafts are asked for, in the fields.
fn asked(session: &Session, as_of: Option<Date>, told: Option<Date>, clock: Date) -> Option<ChaseAsked> {
    let chase = match session.options.chase.as_str() {
        "outstanding" => Chase::Outstanding,
        "due-soon" => Chase::DueSoon,
        "receipts" => Chase::Receipts,
        _ => return None,
    };
    let today = counted_from(told, as_of, clock);
    Some(ChaseAsked { chase, today, to_mark: Vec::new(), marked: BTreeMap::new() })
}

/// The places of the files whose marked copies go with drafts.
fn to_mark(
    desk: &Desk,
    collection: &Collection<'_>,
    chase: Chase,
    given: &[crate::files::File],
) -> Refusing<Vec<usize>> {
    let (statuses, all) = (collection.statuses(), returns(desk)?);
    let chased = chased(&statuses, &all, &unread(collection), chase);
    let files = chased.iter().filter_map(planroll::desk::Chased::to_be_marked);
    let markable = files.filter(|file| Desk::can_be_marked(file).is_ok());
    Ok(markable.filter_map(|file| given.iter().position(|one| one.name == file.source.path)).collect())
}

fn returns(desk: &Desk) -> Refusing<Vec<planroll::desk::ToIssue>> {
    desk.returns().map_err(|error| refused("The returns of the plan cannot be made", &error))
}

/// Offers the drafts, and says to whom they go and to whom none does. Their bytes are made when they are saved.
fn offer_drafts(
    desk: &Desk,
    collection: &Collection<'_>,
    asked: &ChaseAsked,
    outputs: &mut Outputs,
    day: Date,
) -> Refusing<Vec<ChasedShown>> {
    let (statuses, all) = (collection.statuses(), returns(desk)?);
    let chased = chased(&statuses, &all, &unread(collection), asked.chase);
    // Their names depend on no workbook.
    let bare = chased.iter().filter_map(planroll::desk::Chased::enclose_without_workbook);
    let written = drafts(collection.plan, bare.collect(), Some(asked.today));
    let folder = format!("chase-{day}/");
    for draft in &written.drafts {
        outputs.push((&folder, &draft.name), "draft", &about(draft), Made::Draft);
    }
    // Also where nobody is written to, as the program has it.
    outputs.push((&folder, INDEX), "draft", "Who gets which draft, for mail merge and for sending", Made::Draft);
    let drafted = |code: &str| {
        let mut rows = written.drafts.iter().flat_map(|draft| &draft.index);
        rows.find(|row| row.plan_code == code).map(|row| row.draft.clone())
    };
    let shown = chased.iter().map(|one| {
        let draft = if matches!(one.why, Why::LeftOut(_)) { None } else { drafted(&one.plan.code) };
        let why = one.in_words();
        let why = match (&one.why, &draft) {
            (Why::LeftOut(_), _) | (_, Some(_)) => why,
            (_, None) => format!("{why}, but its e-mail address cannot be written to"),
        };
        ChasedShown { plan: plain(&one.plan.name), why: without_codes(&why), draft: draft.unwrap_or_default() }
    });
    Ok(shown.collect())
}

/// Words without the codes of rules that stand in brackets in them: on the page those stand with their findings.
fn without_codes(words: &str) -> String {
    let is_code = |text: &str| {
        text.len() == 6
            && text.chars().enumerate().all(|(at, c)| if at < 3 { c.is_ascii_uppercase() } else { c.is_ascii_digit() })
    };
    let mut left = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, (within, after))) =
        rest.split_once(" (").and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    {
        left.push_str(before);
        if !within.split(", ").all(is_code) {
            left.extend([" (", within, ")"]);
        }
        rest = after;
    }
    left.push_str(rest);
    left
}

pub(crate) fn about(draft: &Draft) -> String {
    let to: Vec<String> = draft.to.iter().map(|one| plain(one.email.as_ref())).collect();
    format!("To {}: {}", to.join(", "), plain(&draft.subject))
}

/// Makes the drafts, once the marked copies that go with them are made.
pub(crate) fn make_drafts(session: &mut Session) -> Refusing<()> {
    let (Some(desk), Some(collection), Some(asked)) = (session.desk, &session.collection, &session.chase) else {
        return Ok(());
    };
    let (statuses, all) = (collection.statuses(), returns(desk)?);
    let chased = chased(&statuses, &all, &unread(collection), asked.chase);
    let marked = |file: &planroll::desk::Checked| {
        let place = session.files.iter().position(|one| one.name == file.source.path);
        Ok(place.and_then(|place| asked.marked.get(&place).cloned().flatten()))
    };
    let mut enclosed = Vec::new();
    for one in &chased {
        let one = one.enclose::<planroll::desk::Error>(marked);
        enclosed.extend(one.map_err(|error| refused("The drafts cannot be made", &error))?);
    }
    put(&mut session.outputs, &drafts(collection.plan, enclosed, Some(asked.today)))
}

/// Puts the bytes of drafts and of their index to the outputs of those names.
pub(crate) fn put(outputs: &mut Outputs, written: &Drafts) -> Refusing<()> {
    let rows: Vec<_> = written.drafts.iter().flat_map(|draft| draft.index.clone()).collect();
    let index = write_index(&rows).map_err(|error| refused("The drafts cannot be made", &error))?;
    for output in outputs.0.iter_mut().filter(|one| matches!(one.made, Made::Draft)) {
        let draft = written.drafts.iter().find(|draft| draft.name == output.name);
        if let Some(bytes) =
            draft.map(Draft::eml).or_else(|| (output.name == INDEX).then(|| index.clone().into_bytes()))
        {
            output.made = Made::Ready(bytes);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_brackets_are_left_out_and_other_words_stay() {
        for (words, left) in [
            ("received; 2 errors (RET006, RET008) are yours to settle", "received; 2 errors are yours to settle"),
            ("missing; not looked at: housing (1).pdf", "missing; not looked at: housing (1).pdf"),
            ("an open (bracket", "an open (bracket"),
        ] {
            assert_eq!(without_codes(words), left);
        }
    }
}
