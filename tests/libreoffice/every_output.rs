//! Every workbook that planroll writes, of the examples and of the starter plans: what is stored of a formula is what a
//! program calculates, and Excel has nothing to repair.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{convert, libreoffice, planroll, python, root, run};
use crate::validator::Validator;

const SCHEMES: [&str; 6] = ["standard", "cannock-chase", "west-norfolk", "southend", "colchester", "progress"];
const EXAMPLES: [&str; 5] = ["cannock-chase", "colchester", "southend", "west-norfolk", "milestones"];
/// Which of actions and milestones are counted.
const MILESTONES: [&str; 3] = ["Actions only", "Milestones only", "Both"];
/// The quarters of a whole year: each is consolidated with the one before.
const YEAR: [&str; 4] = ["q1", "q2", "q3", "q4"];

/// Writes all of them into a folder: starter plans; and of each starter, each example, a plan that asks and one with milestones
/// returns as they are issued, marked copies, the consolidated workbook and that for members.
fn written(folder: &Path, python: &Path) -> Vec<PathBuf> {
    for scheme in SCHEMES {
        let own = folder.join(scheme);
        fs::create_dir(&own).unwrap();
        let (plan, issued) = (own.join("plan.xlsx"), own.join("issued"));
        run(planroll().arg("init").arg(&plan).args(["--scheme", scheme]), 0);
        run(planroll().arg("issue").arg(&plan).arg("--out").arg(&issued), 0);
        of_a_period(&own, &plan, &issued, &[]);
    }
    with_questions(&folder.join("asks"), python);
    let examples = root().join("examples");
    for example in EXAMPLES {
        of_an_example(&folder.join(example).join("example"), &examples.join(example), None);
    }
    for setting in MILESTONES {
        with_milestones(&folder.join(setting.replace(' ', "-")), setting, python);
    }
    let mut before = None;
    for quarter in YEAR {
        let own = folder.join(format!("two-quarters-{quarter}")).join("example");
        of_an_example(&own, &examples.join("two-quarters").join(quarter), before.as_deref());
        before = Some(own.join("consolidated.xlsx"));
    }
    workbooks(folder)
}

/// Writes everything of a plan with columns of its own that ask for answers of each kind.
fn with_questions(own: &Path, python: &Path) {
    // What openpyxl saves is not planroll's own.
    let typed = tempfile::tempdir().unwrap();
    let (plan, filled_in) = (typed.path().join("plan.xlsx"), typed.path().join("returns"));
    fs::create_dir(own).unwrap();
    fs::create_dir(&filled_in).unwrap();
    let issued = own.join("issued");
    run(planroll().arg("init").arg(&plan), 0);
    script(python, "asks.py", "ask", &[&plan]);
    run(planroll().arg("issue").arg(&plan).arg("--out").arg(&issued), 0);
    script(python, "asks.py", "fill_in", &[&issued, &filled_in]);
    of_a_period(own, &plan, &filled_in, &[]);
}

/// Writes everything of a plan that has milestones, counted as the setting says.
fn with_milestones(own: &Path, setting: &str, python: &Path) {
    fs::create_dir_all(own).unwrap();
    // What openpyxl saves is not planroll's own.
    let typed = tempfile::tempdir().unwrap();
    let (starter, plan) = (typed.path().join("starter.xlsx"), typed.path().join("plan.xlsx"));
    let (issued, returns) = (own.join("issued"), typed.path().join("returns"));
    fs::create_dir(&returns).unwrap();
    let milestones = |what: &str, from: &Path, to: &Path| {
        let mut command = Command::new(python);
        command.arg(root().join("tests/libreoffice/milestones.py")).arg(what).args([from, to]).arg(setting);
        run(&mut command, 0);
    };
    run(planroll().arg("init").arg(&starter), 0);
    milestones("plan", &starter, &plan);
    run(planroll().arg("issue").arg(&plan).arg("--out").arg(&issued), 0);
    for path in workbooks(&issued) {
        milestones("fill", &path, &returns.join(path.file_name().expect("a file")));
    }
    of_a_period(own, &plan, &returns, &[]);
}

/// Writes everything of an example, with the consolidated workbook of the period before where there is one.
fn of_an_example(own: &Path, example: &Path, previous: Option<&Path>) {
    fs::create_dir_all(own).unwrap();
    let (plan, returns) = (example.join("plan.xlsx"), example.join("returns"));
    let previous: Vec<&str> =
        previous.into_iter().flat_map(|path| ["--previous", path.to_str().expect("a path in UTF-8")]).collect();
    run(planroll().arg("issue").arg(&plan).arg("--out").arg(own.join("issued")).args(&previous), 0);
    of_a_period(own, &plan, &returns, &previous);
}

/// Writes the marked copies of returns, their consolidated workbook and that for members.
fn of_a_period(folder: &Path, plan: &Path, returns: &Path, options: &[&str]) {
    let mut check = planroll();
    check.arg("check").arg(returns).arg("--plan").arg(plan).args(options).arg("--mark").arg(folder.join("marked"));
    // What is found does not matter here.
    check.output().expect("a check");
    let mut consolidate = planroll();
    consolidate.arg("consolidate").arg(plan).arg(returns).args(options).arg("-o").arg(folder.join("consolidated.xlsx"));
    consolidate.arg("--members").arg(folder.join("members.xlsx"));
    run(&mut consolidate, 0);
}

fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"));
    files.chain(folders.iter().flat_map(|folder| workbooks(folder))).collect()
}

fn script(python: &Path, name: &str, what: &str, arguments: &[&Path]) -> String {
    let mut command = Command::new(python);
    command.arg(root().join("tests/libreoffice").join(name)).arg(what).args(arguments);
    run(&mut command, 0).trim().to_owned()
}

#[test]
fn what_is_stored_in_every_workbook_is_what_a_program_calculates() {
    let (Some(python), Some(soffice)) = (python(), libreoffice()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let written = written(folder.path(), &python);
    let (without, calculated) = (folder.path().join("without"), folder.path().join("calculated"));
    fs::create_dir(&without).unwrap();
    fs::create_dir(&calculated).unwrap();
    let among = |folder| [folder].into_iter().chain(written.iter().map(PathBuf::as_path)).collect::<Vec<&Path>>();
    script(&python, "recalculated.py", "strip", &among(&without));
    convert(&soffice, &without, &calculated, "xlsx:Calc MS Excel 2007 XML");
    let found = script(&python, "recalculated.py", "compare", &among(&calculated));
    let compared: usize = found.parse().unwrap_or_else(|_| panic!("{found}"));
    println!("{compared} results of {} workbooks", written.len());
    assert!(compared > 8_000 && written.len() > 75, "only {compared} results of {} workbooks", written.len());
}

#[test]
fn excel_has_nothing_to_repair_in_any_workbook() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let written = written(folder.path(), &python);
    let paths: Vec<&Path> = written.iter().map(PathBuf::as_path).collect();
    assert_eq!(script(&python, "package_laws.py", "look", &paths), "");

    // What looks is no good if it sees nothing.
    let spoiled = folder.path().join("spoiled");
    fs::create_dir(&spoiled).unwrap();
    let consolidated = folder.path().join("two-quarters-q2/example/consolidated.xlsx");
    assert_eq!(script(&python, "package_laws.py", "blind", &[&consolidated, &spoiled]), "");

    let Some(validator) = Validator::found() else { return };
    let validate = |paths: &[&Path]| validator.faults("xlsx", paths);
    assert_eq!(validate(&paths), "");
    // The first fault is elements in another order.
    assert!(validate(&[&spoiled.join("00.xlsx")]).contains("unexpected child element"));
}
