//! `planroll consolidate`: rolls the returns of a period up into one workbook and prints the summary tables.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::collection::{Checked, Collection};
use crate::consolidate::{answers_carried, consolidate};
use crate::desk::consolidated_name;
use crate::plan::Plan;
use crate::previous::History;
use crate::report::{carried_over, consolidate_json, plain, reasons, state, the_rest};
use crate::returns::{Received, Source};
use crate::terminal::{first_errors, summary, wrapped};

use super::arguments::{FailOn, Take, day, today};
use super::data_folder::DataFolder;
use super::error::Error;
use super::exit::Exit;
use super::inputs::{Inputs, InputsAsRead, read_inputs};
use super::names::Names;
use super::over::{There, keep_beside, own_workbook, refuse_other_json};
use super::paths::shown;
use super::previous::say_what_is_left_out;
use super::reading::unchanged;
use super::reports::{Asked, Reports};
use super::saving::{Over, save, save_with};
use super::screen::Screen;
use super::taken::{say_how, say_what_may_be_meant};

/// Roll the returns of a period up into one workbook
///
/// Prints the summary tables. While a return is missing or an error stands the workbook is written and says
/// Provisional, unless --strict is given. An earlier workbook of the same plan and period is replaced in one step:
/// corrections and commentary for the report are carried over, and where anything was changed it is first kept beside.
/// Anything else of that name is left alone.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  planroll consolidate plan.xlsx returns\n  planroll consolidate plan.xlsx returns -o q1.xlsx"
)]
pub(super) struct Args {
    /// The plan workbook
    #[arg(value_name = "PLAN.xlsx")]
    plan: PathBuf,

    /// Returns, or folders with returns in them; without any, every return counts as missing
    #[arg(value_name = "RETURNS")]
    returns: Vec<PathBuf>,

    /// The period; else the one on the Settings sheet
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,

    /// The consolidated workbook to write; else one named after the plan and the period, such as corporate-plan-2025-26-q1.xlsx
    #[arg(short, long, value_name = "OUT.xlsx")]
    out: Option<PathBuf>,

    /// The consolidated workbook of last period, to compare with; once more for each period before it
    #[arg(long, value_name = "CONSOLIDATED.xlsx")]
    previous: Vec<PathBuf>,

    /// The day as of which deadlines have passed; else the last day of the period
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// The day that counts as today, in the name of an earlier workbook that is kept
    #[arg(long, value_name = "DATE")]
    today: Option<String>,

    /// Write nothing while a return is missing or an error stands
    #[arg(long)]
    strict: bool,

    /// Which of two different returns for one delivery plan to take
    #[arg(long, value_name = "WHICH", value_enum)]
    take: Option<Take>,

    /// Also write the counts as JSON; - for standard output, instead of the tables
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// Also write the rows as CSV for data tools, described by a datapackage.json; other periods there are kept
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,

    /// Also write the report in Word; one that somebody has worked in stays as it is, and the new one is written beside it
    #[arg(long, value_name = "OUT.docx")]
    report: Option<PathBuf>,

    /// The council's own Word template for the report; see report-template
    #[arg(long, value_name = "COUNCIL.docx", requires = "report")]
    report_template: Option<PathBuf>,

    /// Also write a report of its own for a committee, portfolio holder, delivery plan or priority; "each committee", "each plan"
    #[arg(long, value_name = "NAME", requires = "report")]
    report_for: Vec<String>,

    /// Also write the workbook for members: figures and lists, without formulas, files, findings and corrections
    #[arg(long, value_name = "OUT2.xlsx")]
    members: Option<PathBuf>,

    /// Replace what is there under the names to be written, whatever it is; never a device or pipe
    #[arg(long)]
    force: bool,

    /// The severity from which the exit status is 1; without it the exit status is 0 once written
    #[arg(long, value_name = "SEVERITY", value_enum)]
    fail_on: Option<FailOn>,
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let inputs = Inputs {
        plan: &args.plan,
        returns: &args.returns,
        period: args.period.as_deref(),
        previous: &args.previous,
        as_of: day(args.as_of.as_deref())?,
        take: args.take,
    };
    let told = day(args.today.as_deref())?;
    let Some(InputsAsRead { desk, paths, checked, not_looked_at }) =
        read_inputs(inputs, ("consolidate", "Nothing was consolidated"), screen)?
    else {
        return Ok(Exit::Findings);
    };
    let json = args.json.as_deref().filter(|path| *path != Path::new("-"));
    let named = || desk.plan().map(name_of);
    let out = &args.out.clone().map_or_else(named, Ok)?;
    let asked = Asked {
        report: args.report.as_deref(),
        template: args.report_template.as_deref(),
        for_whom: &args.report_for,
        members: args.members.as_deref(),
        force: args.force,
    };
    let reports = Reports::ready(asked, desk.plan()?)?;
    refuse_inputs(args, (out, json), &reports.paths(), &paths, &checked)?;
    let own = own_workbook(out, &desk, args.force)?;
    json.map_or(Ok(()), |json| refuse_other_json(json, args.force))?;
    let (earlier, desk) = match own {
        Some(There { bytes, by_hand }) => (Some(bytes), desk.with_corrections(by_hand)),
        None => (None, desk),
    };
    let by_hand = desk.by_hand();
    let mut collection = desk.collect(checked, args.take.is_some())?;
    collection.not_looked_at = not_looked_at;
    say_what_is_left_out(&desk, &collection.across, screen);
    say_how(&collection, screen);
    let why = collection.provisional();
    if args.strict && why.is_provisional() {
        let width = screen.note_look.width;
        let state = wrapped(&format!("Nothing was written: {}.", reasons(&why)), width, 0);
        screen.complain(&format!("{state}\n{}", findings_in_short(&inputs, &collection, "", width)));
        say_what_may_be_meant(&collection, |more| inputs.again("consolidate", more), screen);
        return Ok(Exit::Findings);
    }

    let tally = collection.tally();
    let rolled_up = consolidate(&collection, &tally)?;
    let made = reports.make(&collection, &tally)?;
    let counts = match &args.json {
        Some(_) => Some(consolidate_json(&collection, &tally)?),
        None => None,
    };
    let data = args.data.as_deref().map(|folder| DataFolder::ready(folder, &collection, &tally)).transpose()?;
    unchanged(sources(&collection, &paths, args))?;
    if let Some(by_hand) = by_hand {
        unchanged(vec![(out.as_path(), &by_hand.source)])?;
    }
    if let Some(bytes) = earlier.filter(|_| by_hand.is_some_and(|by_hand| by_hand.is_edited)) {
        let kept = plain(&shown(&keep_beside(out, &bytes, told.unwrap_or_else(today))?));
        let out = plain(&shown(out));
        screen.note(&match by_hand {
            Some(by_hand) if !by_hand.has_columns => format!(
                "{out} has no columns for corrections, as planroll 0.1.0 wrote it: nothing is carried over, and it is kept as \
                 {kept}.\n"
            ),
            _ => format!("{out} was changed since planroll wrote it, and is kept as {kept}.\n"),
        });
    }
    // It may be large: its parts are held, and not the file as well.
    save_with(out, Over::Replace, |file| rolled_up.write_to(BufWriter::new(file)))?;
    if let (Some(path), Some(counts)) = (json, &counts) {
        save(path, counts.as_bytes(), Over::Replace)?;
    }
    if let Some(data) = &data {
        data.save()?;
    }
    let said_of_reports = made.save()?;

    let width = screen.look.width;
    let verdict = wrapped(&state(&why), width, 0) + "\n";
    let mut below = String::new();
    if why.errors_in_returns + why.errors_in_plan + why.rejected.len() > 0 {
        below.push_str("The errors:\n");
    }
    below.push_str(&findings_in_short(&inputs, &collection, "The Findings sheet lists everything. ", width));
    for line in carried_over(&tally, collection.plan).into_iter().chain(answers_carried(&collection, &tally)) {
        below.push_str(&format!("{line}\n"));
    }
    below.push_str(&format!("{} written.\n", plain(&shown(out))));
    if let Some(data) = &data {
        below.push_str(&wrapped(&plain(&data.written()), width, 0));
        below.push('\n');
    }
    for line in &said_of_reports {
        below.push_str(&wrapped(line, width, 2));
        below.push('\n');
    }
    if let Some(counts) = counts.filter(|_| json.is_none()) {
        screen.result(&counts)?;
        screen.note(&format!("{verdict}{below}"));
    } else {
        screen.beside_result(&format!("{verdict}\n"))?;
        screen.result(&summary(&tally, collection.plan, width))?;
        screen.beside_result(&below)?;
    }
    say_what_may_be_meant(&collection, |more| inputs.again("consolidate", more), screen);
    let fails = args.fail_on.is_some_and(|fail_on| collection.totals().any_at(fail_on.severity()));
    // As in `check`: what is held of very many files is left to the system.
    std::mem::forget(tally);
    std::mem::forget(collection);
    std::mem::forget(desk);
    Ok(Exit::found(fails))
}

/// The consolidated workbook's name where none is given: the plan's title and the period, as returns are named.
fn name_of(plan: &Plan) -> PathBuf {
    PathBuf::from(format!("{}.xlsx", consolidated_name(&plan.settings.plan_title, plan.period)))
}

/// Every file that was read, with what it was then.
fn sources<'q>(collection: &'q Collection<'_>, returns: &'q [PathBuf], args: &'q Args) -> Vec<(&'q Path, &'q Source)> {
    let earlier = collection.previous.into_iter().flat_map(History::workbooks).map(|one| &one.source);
    let by_name: BTreeMap<&str, &Source> = earlier.map(|source| (source.path.as_str(), source)).collect();
    let names = Names::of(&args.previous);
    let earlier =
        args.previous.iter().filter_map(move |path| Some((path.as_path(), *by_name.get(names.name(path).as_str())?)));
    let others = collection.plan_source.iter().map(|source| (args.plan.as_path(), source)).chain(earlier);
    // Both are in the order of their paths; two of them may print alike, so that the one cannot be found by the other.
    let returns = returns.iter().map(PathBuf::as_path).zip(collection.files.iter().map(|file| &file.source));
    returns.chain(others).collect()
}

/// Fails where something that is to be written is also read. An earlier consolidated workbook may lie among the
/// returns; it is no input.
fn refuse_inputs(
    args: &Args,
    (out, json): (&Path, Option<&Path>),
    reports: &[(PathBuf, &'static str)],
    paths: &[PathBuf],
    checked: &[Checked],
) -> Result<(), Error> {
    let same = |a: &Path, b: &Path| match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    };
    let read = || {
        paths
            .iter()
            .zip(checked)
            .filter(|(_, file)| !matches!(file.received, Received::PassedOver(_)))
            .map(|(path, _)| path)
            .chain(std::iter::once(&args.plan))
            .chain(&args.previous)
            .chain(&args.report_template)
    };
    if read().any(|path| same(path, out)) {
        return Err(Error::OverInput { path: shown(out), option: "-o" });
    }
    let mut taken: Vec<&Path> = std::iter::once(out).chain(json).collect();
    for (path, option) in reports {
        if read().any(|own| same(own, path)) || taken.iter().any(|own| same(own, path)) {
            return Err(Error::OverInput { path: shown(path), option });
        }
        taken.push(path);
    }
    let json = json.filter(|json| same(json, out) || read().any(|path| same(path, json)));
    json.map_or(Ok(()), |json| Err(Error::OverInput { path: shown(json), option: "--json" }))
}

/// The errors by name, what else was found, and the commands that show all of it; `first` goes before those.
fn findings_in_short(inputs: &Inputs<'_>, collection: &Collection<'_>, first: &str, width: usize) -> String {
    let mut text = first_errors(collection, width);
    let rest = the_rest(collection);
    if !rest.is_empty() {
        text.push_str(&wrapped(&rest, width, 0));
        text.push('\n');
    }
    let commands = commands(inputs, collection);
    if !commands.is_empty() {
        text.push_str(&wrapped(&format!("{first}To see it row by row:"), width, 0));
        // A command is copied whole, so it is never broken.
        for command in commands {
            text.push_str("\n  ");
            text.push_str(&command);
        }
        text.push('\n');
    }
    text
}

/// The commands that show what was found: in the returns, and in the plan workbook.
fn commands(inputs: &Inputs<'_>, collection: &Collection<'_>) -> Vec<String> {
    let in_returns = collection.speaking().any(|(_, file)| !file.findings.is_empty());
    let in_returns = in_returns || collection.across_returns().next().is_some();
    let of_returns = in_returns.then(|| inputs.check_returns());
    let of_plan = (!collection.of_plan.is_empty()).then(|| inputs.check_plan());
    of_returns.into_iter().chain(of_plan).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial::{cases, with_collection};

    #[test]
    fn an_earlier_workbook_is_among_the_files_that_must_not_change_while_running() {
        let text = "
            | Actions | Ref | Deadline | Rating |
            |---|---|---|---|
            | | 1.1 | Q3 | Green |

            | Previous actions | Ref | Rating |
            |---|---|---|
            | | 1.1 | Green |";
        with_collection(&cases(text)[0], |collection| {
            let args = Args {
                plan: PathBuf::from("plan.xlsx"),
                returns: Vec::new(),
                period: None,
                out: None,
                previous: vec![PathBuf::from("previous-1.xlsx")],
                as_of: None,
                today: None,
                strict: false,
                take: None,
                json: None,
                data: None,
                report: None,
                report_template: None,
                report_for: Vec::new(),
                members: None,
                force: false,
                fail_on: None,
            };
            let returns = [PathBuf::from("return-1.xlsx")];
            let covered: Vec<&Path> = sources(collection, &returns, &args).into_iter().map(|(path, _)| path).collect();
            assert_eq!(covered, [Path::new("return-1.xlsx"), Path::new("previous-1.xlsx")]);
        });
    }
}
