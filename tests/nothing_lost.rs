//! Nothing is lost: the program killed or refused at each of its steps, two runs at once, folders that may only be read.
//!
//! strace stops the program at the n-th of its own system calls, so that every write and rename is met and not only those
//! that a clock would hit. After each, a file that was there is whole as it was or whole as it should be; what was read is
//! as it was; and running the command again completes the work.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::tools::{calls, is_long, planroll, root, strace};

/// Where the program changes what is on the disk.
const STEPS: [&str; 6] = ["openat", "mkdir", "write", "fsync", "renameat", "unlink"];

/// A command over a council's files, in a folder of its own.
struct Scene {
    name: &'static str,
    args: &'static [&'static str],
    /// Files that are there before, as an earlier run or a person left them: what is to be replaced.
    before: &'static [&'static str],
}

const SCENES: [Scene; 4] = [
    Scene { name: "issue", args: &["issue", "plan.xlsx", "--out", "out", "--mail"], before: &[] },
    Scene {
        name: "consolidate",
        args: &[
            "consolidate",
            "plan.xlsx",
            "returns",
            "-o",
            "out/c.xlsx",
            "--json",
            "out/c.json",
            "--data",
            "out/data",
            "--force",
        ],
        before: &["out/c.xlsx", "out/c.json"],
    },
    Scene { name: "mark", args: &["check", "returns", "--plan", "plan.xlsx", "--mark", "out"], before: &[] },
    Scene {
        name: "chase",
        args: &["chase", "plan.xlsx", "returns", "--out", "out", "--today", "2025-10-22"],
        before: &[],
    },
];

/// Of several threads now the first opens a return and now another, and a call would not have the same number in each run.
const ONE_THREAD: (&str, &str) = ("RAYON_NUM_THREADS", "1");

const EARLIER: &[u8] = b"what an earlier run had written";

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Every file below a folder.
fn files(folder: &Path) -> Files {
    let mut ahead = vec![folder.to_owned()];
    let mut files = Files::new();
    while let Some(path) = ahead.pop() {
        if path.is_dir() {
            ahead.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            files.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
    files
}

/// Makes the scene: a council with two delivery plans, of which one return is in, with errors. It is small, for each
/// step is three runs.
fn set(scene: &Scene, folder: &Path) {
    let council = root().join("examples/two-quarters/q2");
    fs::create_dir(folder.join("returns")).unwrap();
    for name in ["plan.xlsx", "returns/homes-2025-26-q2.xlsx"] {
        fs::copy(council.join(name), folder.join(name)).unwrap();
    }
    for name in scene.before {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::write(folder.join(name), EARLIER).unwrap();
    }
}

fn program(scene: &Scene, folder: &Path) -> Command {
    let mut command = planroll();
    command.current_dir(folder).args(scene.args).stdout(Stdio::null());
    command
}

/// The program under strace, which does `what` to it at the `number`-th call of `step`.
fn injected(strace: &Path, scene: &Scene, folder: &Path, step: &str, what: &str, number: u32) -> Output {
    let mut command = Command::new(strace);
    command
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={step}")])
        .arg(format!("--inject={step}:{what}:when={number}"))
        .arg(env!("CARGO_BIN_EXE_planroll"))
        .args(scene.args)
        .env(ONE_THREAD.0, ONE_THREAD.1)
        .current_dir(folder)
        .stdout(Stdio::null());
    command.output().unwrap()
}

fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy();
    name.starts_with(".planroll-") && name.ends_with(".tmp")
}

/// That every file is as it was or as it should be, and that what was read was not touched.
fn assert_whole(now: &Files, before: &Files, wanted: &Files, when: &str) {
    for (path, bytes) in now.iter().filter(|(path, _)| !is_leftover(path)) {
        let is_old = before.get(path) == Some(bytes);
        let is_new = wanted.get(path) == Some(bytes);
        assert!(is_old || is_new, "{when}: {} is neither as it was nor as it should be", path.display());
    }
    for path in before.keys() {
        assert!(now.contains_key(path), "{when}: {} is gone", path.display());
    }
}

/// What the scene's files are before, and after the command has run undisturbed.
fn undisturbed(scene: &Scene) -> (Files, Files) {
    let folder = tempfile::tempdir().unwrap();
    set(scene, folder.path());
    let before = files(folder.path());
    let out = program(scene, folder.path()).output().unwrap();
    assert!(out.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&out.stderr));
    (before, files(folder.path()))
}

/// Runs `scene` with `what` done at each of its steps, or, of many alike, at the first, middle and last of them
/// (`PLANROLL_LONG=1`: at every one); how often it was.
fn at_each_step(scene: &Scene, what: &str, check: impl Fn(&Output, &Files, &str)) -> usize {
    let Some(strace) = strace() else { return usize::MAX };
    let (before, wanted) = undisturbed(scene);
    let steps = steps(&strace, scene);
    for (step, number) in &steps {
        let folder = tempfile::tempdir().unwrap();
        set(scene, folder.path());
        let out = injected(&strace, scene, folder.path(), step, what, *number);
        let now = files(folder.path());
        let when = format!("{} at {step} {number} ({what})", scene.name);
        assert_whole(&now, &before, &wanted, &when);
        check(&out, &now, &when);
        let again = program(scene, folder.path()).output().unwrap();
        assert!(again.status.code().is_some_and(|code| code < 2), "{when}: {again:?}");
        let mut now = files(folder.path());
        now.retain(|path, _| !is_leftover(path));
        assert!(now == wanted, "{when}: running it again does not complete the work");
    }
    steps.len()
}

/// The calls of the program's first thread that change what is on the disk, each with its number among calls of its
/// name.
fn steps(strace: &Path, scene: &Scene) -> Vec<(&'static str, u32)> {
    let folder = tempfile::tempdir().unwrap();
    set(scene, folder.path());
    let log = folder.path().join("strace.log");
    let mut command = Command::new(strace);
    command.args(["-f", "-qq", "-e", &format!("trace={}", STEPS.join(",")), "-o"]).arg(&log);
    command.arg(env!("CARGO_BIN_EXE_planroll")).args(scene.args).current_dir(folder.path());
    command.env(ONE_THREAD.0, ONE_THREAD.1);
    assert!(command.output().unwrap().status.code().is_some_and(|code| code < 2));
    let log = fs::read_to_string(&log).unwrap();
    let mut chosen = Vec::new();
    for step in STEPS {
        let changes = |line: &str| match step {
            "openat" => line.contains("O_CREAT"),
            // What is printed changes nothing.
            "write" => !line.starts_with("(1,") && !line.starts_with("(2,"),
            _ => true,
        };
        let all: Vec<u32> =
            calls(&log, step).into_iter().filter(|(_, line)| changes(line)).map(|(number, _)| number).collect();
        let taken = |place: &usize| is_long() || [0, 1, all.len() / 2, all.len() - 1].contains(place);
        chosen.extend((0..all.len()).filter(taken).map(|place| (step, all[place])));
    }
    chosen
}

#[test]
#[ignore = "takes long: .ci/run runs it"]
fn killed_at_any_step_every_file_is_whole_and_a_second_run_completes_the_work() {
    for scene in &SCENES {
        let stopped = at_each_step(scene, "signal=SIGKILL", |out, _, when| {
            assert_eq!(out.status.code(), None, "{when}: it was not killed: {out:?}");
        });
        assert!(stopped > 4, "{}: it was stopped {stopped} times", scene.name);
    }
}

#[test]
#[ignore = "takes long: .ci/run runs it"]
fn on_a_full_disk_nothing_is_lost_nothing_is_left_over_and_it_is_said() {
    for scene in &SCENES {
        let stopped = at_each_step(scene, "error=ENOSPC", |out, now, when| {
            assert!(!now.keys().any(|path| is_leftover(path)), "{when}: a piece of a file is left over");
            // That a folder cannot be forced to the disk leaves nothing undone.
            let is_done =
                now.keys().any(|path| path.starts_with("out")) && out.status.code().is_some_and(|code| code < 2);
            assert!(is_done || out.status.code() == Some(2), "{when}: {out:?}");
            if is_done {
                assert!(when.contains("fsync"), "{when}: {out:?}");
            }
        });
        assert!(stopped > 3, "{}: it was stopped {stopped} times", scene.name);
    }
}

#[test]
fn what_is_read_is_never_opened_for_writing() {
    let Some(strace) = strace() else { return };
    for scene in &SCENES {
        let folder = tempfile::tempdir().unwrap();
        set(scene, folder.path());
        let log = folder.path().join("strace.log");
        let mut command = Command::new(&strace);
        command.args(["-f", "-qq", "-e", "trace=openat,open,creat,truncate,unlink,unlinkat,renameat,rename", "-o"]);
        command.arg(&log).arg(env!("CARGO_BIN_EXE_planroll")).args(scene.args).current_dir(folder.path());
        assert!(command.output().unwrap().status.code().is_some_and(|code| code < 2));
        let calls = fs::read_to_string(&log).unwrap();
        let of_inputs: Vec<&str> =
            calls.lines().filter(|line| line.contains("plan.xlsx\"") || line.contains("returns/")).collect();
        assert!(!of_inputs.is_empty(), "{}: nothing was read", scene.name);
        for call in of_inputs {
            assert!(call.contains("openat(") && call.contains("O_RDONLY"), "{}: {call}", scene.name);
        }
    }
}

#[test]
fn two_runs_at_once_leave_one_whole_workbook() {
    let scene = &SCENES[1];
    let (_, wanted) = undisturbed(scene);
    for _ in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        set(scene, folder.path());
        let mut runs: Vec<_> = (0..3).map(|_| program(scene, folder.path()).spawn().unwrap()).collect();
        for run in &mut runs {
            assert_eq!(run.wait().unwrap().code(), Some(0));
        }
        assert!(files(folder.path()) == wanted);
    }
}

#[test]
fn who_has_the_earlier_workbook_open_still_has_it_whole() {
    let scene = &SCENES[1];
    let folder = tempfile::tempdir().unwrap();
    set(scene, folder.path());
    let mut open = fs::File::open(folder.path().join("out/c.xlsx")).unwrap();
    assert!(program(scene, folder.path()).output().unwrap().status.success());
    let mut seen = Vec::new();
    open.read_to_end(&mut seen).unwrap();
    assert_eq!(seen, EARLIER);
    assert_ne!(fs::read(folder.path().join("out/c.xlsx")).unwrap(), EARLIER);
}

#[cfg(unix)]
#[test]
fn into_a_folder_that_may_only_be_read_nothing_is_written_and_it_is_said() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    // Nobody's own files, so that this holds for root too.
    const NOBODY: u32 = 65_534;
    for scene in &SCENES {
        let folder = tempfile::tempdir().unwrap();
        set(scene, folder.path());
        fs::create_dir_all(folder.path().join("out")).unwrap();
        let before = files(folder.path());
        for path in [folder.path().to_owned(), folder.path().join("out"), folder.path().join("returns")] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o555)).unwrap();
        }
        let mut command = program(scene, folder.path());
        let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
        if is_root {
            // The program lies in a folder that nobody else may look into: a copy of it does not.
            let copy = folder.path().join("planroll");
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
            // By another process: a test beside this one that starts a program while a file is written here keeps it
            // open for a moment, and what is open for writing cannot be run.
            assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_planroll")).arg(&copy).status().unwrap().success());
            fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
            command = Command::new(copy);
            command.current_dir(folder.path()).args(scene.args).uid(NOBODY).gid(NOBODY);
        }
        let out = command.output().unwrap();
        let said = String::from_utf8_lossy(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{}: {said}", scene.name);
        assert!(said.contains("cannot be written"), "{}: {said}", scene.name);
        for path in [folder.path().to_owned(), folder.path().join("out"), folder.path().join("returns")] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let _ = fs::remove_file(folder.path().join("planroll"));
        assert!(files(folder.path()) == before, "{}", scene.name);
    }
}
