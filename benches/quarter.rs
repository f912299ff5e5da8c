//! Checking and consolidating a quarter, beside the least that reading the same files can cost.
//!
//! The floor inflates and scans the parts of each workbook that a reader needs (workbook, styles, strings, sheets)
//! with the same zip and XML crates, on as many threads, and does nothing with what it sees. The hidden lists of a
//! return are not needed. Make the files first:
//!
//! ```text
//! cargo build --release
//! python3 benches/make_quarter.py target/release/planroll target/bench 200 60 0
//! cargo bench --bench quarter -- target/bench
//! ```
//!
//! Medians of eleven runs, each a ratio to the floor measured beside it. Quote the ratios: machines differ.
//! With `--floor` the floor alone is run once, from the files on, for `side_by_side.py` to measure as a whole process;
//! with `--faster-floor` one that inflates each part in one call and looks for the `<` of its tags, and no further.

#![expect(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a measurement stops at the first thing that is not as it should be, and prints what it measured"
)]

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use flate2::{Decompress, FlushDecompress};
use mimalloc::MiMalloc;
use planroll::consolidate::consolidate;
use planroll::desk::{check_opened, open};
use planroll::grid::{CellRef, Legacy, Limits, read, read_without};
use planroll::internals::collection::{Collection, Options};
use planroll::internals::domain::Level;
use planroll::internals::plan::{self, PolicyTable, RuleLevel};
use planroll::internals::returns::{Received, Source};
use planroll::rules::{Policy, Request, Rule, catalogue, check_return, receive};
use rayon::prelude::*;

/// The program's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const RUNS: usize = 11;

fn main() {
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with("--"));
    let folder = PathBuf::from(given.unwrap_or_else(|| "target/bench".to_owned()));
    if !folder.join("plan.xlsx").exists() {
        println!("no quarter in {}: make one with benches/make_quarter.py", folder.display());
        return;
    }
    for (flag, scan) in [("--floor", scan as fn(&[u8]) -> usize), ("--faster-floor", scan_for_tags)] {
        if std::env::args().any(|arg| arg == flag) {
            let paths: Vec<_> =
                std::iter::once(folder.join("plan.xlsx")).chain(paths_of(&folder.join("returns"))).collect();
            let events: usize = paths.par_iter().map(|path| scan(&fs::read(path).expect("a file"))).sum();
            println!("{events} events");
            return;
        }
    }
    let files = files_of(&folder.join("returns"));
    let plan_bytes = fs::read(folder.join("plan.xlsx")).expect("the plan workbook");
    // What is read with a plan: its workbook first, since it is the largest file.
    let with_plan: Vec<_> =
        std::iter::once(("plan.xlsx".to_owned(), plan_bytes.clone())).chain(files.iter().cloned()).collect();
    let mut times: [Vec<Duration>; 8] = Default::default();
    for run in 0..=RUNS {
        let measured = [
            timed(|| floor(&files)),
            timed(|| reading(&files)),
            timed(|| checking_alone(&files)),
            timed(|| floor(&with_plan)),
            timed(|| usize::from(the_plan(&plan_bytes).actions.len() > 1)),
            timed(|| checking(&plan_bytes, &files)),
            timed(|| consolidating(&plan_bytes, &files)),
            timed(|| counting(&plan_bytes, &files)),
        ];
        // The first run warms the caches.
        if run > 0 {
            for (slot, time) in times.iter_mut().zip(measured) {
                slot.push(time);
            }
        }
    }
    println!("{} returns, {} threads", files.len(), rayon::current_num_threads());
    let names = [
        "floor: inflate and scan",
        "read",
        "check without a plan",
        "floor, with the plan",
        "read the plan workbook",
        "check with the plan",
        "consolidate",
        "consolidate, not written",
    ];
    let mut floor = Duration::ZERO;
    for (name, times) in names.iter().zip(&times) {
        let median = median(times);
        if name.starts_with("floor") {
            floor = median;
        }
        println!("{name:26} {:8.1} ms  {:5.2} × the floor", millis(median), millis(median) / millis(floor));
    }
    rules_alone(&plan_bytes, &files);
}

/// What the catalogue costs a return beside reading it (bytes to entries), on one thread, and which rules cost most.
fn rules_alone(plan_bytes: &[u8], files: &[(String, Vec<u8>)]) {
    let plan = the_plan(plan_bytes);
    let request = Request { plan: Some(&plan), period: Some(plan.period), as_of: None, previous: None };
    let read_one = |(path, bytes): &(String, Vec<u8>)| {
        let book = read(bytes, &Limits::returns(), Legacy::Refuse).expect("a workbook");
        match receive(Source { path: path.clone(), sha256: String::new() }, &book, Some(&plan)) {
            Received::Read(one) => one,
            Received::Refused(_) | Received::PassedOver(_) => panic!("{path} is no return"),
        }
    };
    let received: Vec<_> = files.iter().map(read_one).collect();
    let micros = |work: &dyn Fn() -> usize| {
        let times: Vec<Duration> = (0..RUNS).map(|_| timed(work)).collect();
        millis(median(&times)) * 1000.0 / files.len() as f64
    };
    let rules = |policy: &Policy| {
        micros(&|| 1 + received.iter().map(|one| check_return(one, &request, policy).len()).sum::<usize>())
    };
    let reading = micros(&|| files.iter().map(|file| read_one(file).action_rows().count()).sum());
    let all = rules(&Policy::new(&plan.policy));
    println!("rules alone                {all:8.1} µs a return, {:.3} × reading it ({reading:.0} µs)", all / reading);
    let only = |code: Option<&str>| {
        let others = catalogue().iter().filter(|rule| Some(rule.code) != code);
        let off = |rule: &&Rule| RuleLevel { rule: rule.code.to_owned(), level: Level::Off, at: CellRef::default() };
        rules(&Policy::new(&PolicyTable { levels: others.map(off).collect(), waivers: Vec::new() }))
    };
    let none = only(None);
    let mut each: Vec<_> = catalogue().iter().map(|rule| (only(Some(rule.code)) - none, rule.code)).collect();
    each.sort_by(|a, b| b.0.total_cmp(&a.0));
    let costliest: Vec<String> = each.iter().take(8).map(|(time, code)| format!("{code} {time:.1} µs")).collect();
    println!("                           the costliest: {}", costliest.join(", "));
}

fn paths_of(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn files_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    paths_of(folder).into_iter().map(|path| (path.display().to_string(), fs::read(&path).expect("a file"))).collect()
}

fn timed(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    let done = work();
    assert!(done > 0, "nothing was done");
    start.elapsed()
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn floor(files: &[(String, Vec<u8>)]) -> usize {
    files.par_iter().map(|(_, bytes)| scan(bytes)).sum()
}

fn scan(bytes: &[u8]) -> usize {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let needed = needed_of(&mut archive);
    let mut events = 0;
    let mut buffer = Vec::new();
    for name in needed {
        buffer.clear();
        archive.by_name(&name).expect("a part").read_to_end(&mut buffer).expect("a whole part");
        let mut reader = quick_xml::Reader::from_reader(buffer.as_slice());
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event().expect("XML") {
                quick_xml::events::Event::Eof => break,
                event => events += usize::from(!event.is_empty()),
            }
        }
    }
    events
}

/// A floor that no reader could be at: what the parts hold is not taken apart.
fn scan_for_tags(bytes: &[u8]) -> usize {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let needed = needed_of(&mut archive);
    let mut inflate = Decompress::new(false);
    let (mut tags, mut buffer) = (0, Vec::new());
    for name in needed {
        let part = archive.by_name(&name).expect("a part");
        let start = usize::try_from(part.data_start().expect("a place")).expect("within the file");
        let packed = usize::try_from(part.compressed_size()).expect("within the file");
        let size = usize::try_from(part.size()).expect("within memory");
        let is_deflated = part.compression() == zip::CompressionMethod::Deflated;
        drop(part);
        let packed = &bytes[start..start + packed];
        if !is_deflated {
            tags += memchr::memchr_iter(b'<', packed).count();
            continue;
        }
        buffer.clear();
        buffer.reserve(size);
        inflate.reset(false);
        inflate.decompress_vec(packed, &mut buffer, FlushDecompress::Finish).expect("a whole part");
        tags += memchr::memchr_iter(b'<', &buffer).count();
    }
    tags
}

/// The parts that a reader needs: all sheets but the hidden lists.
fn needed_of(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Vec<String> {
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let lists = lists_of(archive);
    let needed = |name: &String| {
        (name.starts_with("xl/worksheets/sheet") && Some(name) != lists.as_ref())
            || matches!(name.as_str(), "xl/workbook.xml" | "xl/styles.xml" | "xl/sharedStrings.xml")
    };
    names.into_iter().filter(needed).collect()
}

/// The part of the hidden lists: every program that saves these files numbers the parts as the sheets stand.
fn lists_of(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let mut workbook = String::new();
    archive.by_name("xl/workbook.xml").ok()?.read_to_string(&mut workbook).ok()?;
    let place = workbook.split("<sheet ").skip(1).position(|sheet| sheet.contains("name=\"Lists\""))?;
    Some(format!("xl/worksheets/sheet{}.xml", place + 1))
}

fn reading(files: &[(String, Vec<u8>)]) -> usize {
    files
        .par_iter()
        .map(|(_, bytes)| {
            let book = read_without(bytes, &Limits::returns(), Legacy::Refuse, &["Lists"]).expect("a workbook");
            book.sheets.iter().map(|sheet| sheet.cells.len()).sum::<usize>()
        })
        .sum()
}

fn the_plan(bytes: &[u8]) -> plan::Plan {
    let book = read(bytes, &Limits::returns(), Legacy::Refuse).expect("a workbook");
    plan::read(&book, None).plan.expect("a plan")
}

fn checking_alone(files: &[(String, Vec<u8>)]) -> usize {
    let request = Request::default();
    let checked: Vec<_> = files
        .par_iter()
        .map(|(path, bytes)| check_opened(open(path, bytes, Legacy::Refuse), &request, None, true))
        .collect();
    checked.len()
}

fn checking(plan_bytes: &[u8], files: &[(String, Vec<u8>)]) -> usize {
    let plan = the_plan(plan_bytes);
    let policy = Policy::new(&plan.policy);
    let request = Request { plan: Some(&plan), period: Some(plan.period), as_of: None, previous: None };
    let checked: Vec<_> = files
        .par_iter()
        .map(|(path, bytes)| check_opened(open(path, bytes, Legacy::Refuse), &request, Some(&policy), true))
        .collect();
    checked.len()
}

fn quarter_of<R>(plan_bytes: &[u8], files: &[(String, Vec<u8>)], then: impl FnOnce(&Collection<'_>) -> R) -> R {
    let plan = the_plan(plan_bytes);
    let policy = Policy::new(&plan.policy);
    let request = Request { plan: Some(&plan), period: Some(plan.period), as_of: None, previous: None };
    let checked: Vec<_> = files
        .par_iter()
        .map(|(path, bytes)| check_opened(open(path, bytes, Legacy::Refuse), &request, Some(&policy), false))
        .collect();
    then(&Collection::assemble(&plan, &policy, Vec::new(), checked, Options::default()))
}

fn consolidating(plan_bytes: &[u8], files: &[(String, Vec<u8>)]) -> usize {
    quarter_of(plan_bytes, files, |collection| {
        consolidate(collection, &collection.tally()).and_then(|packed| packed.bytes()).expect("a workbook").len()
    })
}

fn counting(plan_bytes: &[u8], files: &[(String, Vec<u8>)]) -> usize {
    quarter_of(plan_bytes, files, |collection| collection.tally().action_lines.len())
}
