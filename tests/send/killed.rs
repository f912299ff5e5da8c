//! `planroll send` killed or refused at each of its own steps: the journal's writes and what is said over the network.
//!
//! strace stops it at the n-th of its system calls, and a limit on the size of files stops it in the middle of a line
//! of the journal. After each of them every mail arrives with one further run and what that asks for, none twice that
//! was not named as in doubt, and the journal can still be read line by line.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::json;

use super::{Ran, Room, Server, draft};
use crate::tools::{calls, is_long, strace};

/// What changes the journal, and what the server is told and asked.
const STEPS: [&str; 7] = ["openat", "ftruncate", "write", "fsync", "fdatasync", "sendto", "recvfrom"];
/// The journal's first line.
const HEADINGS: &str = "when,draft,recipient,state,reply,sha256";

/// Two mails, one of them to two people: whoever they are to, and the server that they go to.
struct Scene {
    room: Room,
    server: Server,
}

impl Scene {
    fn new() -> Option<Self> {
        let mut one = draft("plan01");
        one["cc"] = json!("head@example.org");
        let room = Room::new(&[one, draft("plan02")])?;
        let server = room.server(&[]);
        Some(Self { room, server })
    }

    fn send(&self, again: &[String]) -> Ran {
        let mut args = vec!["--yes"];
        for name in again {
            args.extend(["--again", name]);
        }
        self.room.send(&self.server.plain(), &args)
    }

    /// `command` with the arguments of a run that sends behind it.
    fn under(&self, mut command: Command) -> Command {
        let send = self.room.command(&self.server.plain(), &["--yes"]);
        command.arg(send.get_program()).args(send.get_args()).current_dir(self.room.path(""));
        command.stdin(Stdio::null());
        command
    }

    /// As before anything was sent.
    fn afresh(&self) {
        let _ = fs::remove_file(self.room.drafts().join("sent.csv"));
        for entry in fs::read_dir(self.room.path("box")).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
    }

    /// How often each recipient's mail has arrived.
    fn arrived(&self) -> BTreeMap<String, usize> {
        let mut arrived = BTreeMap::new();
        for mail in self.room.kept() {
            for to in mail.about["to"].as_array().unwrap() {
                *arrived.entry(to.as_str().unwrap().to_owned()).or_default() += 1;
            }
        }
        arrived
    }

    /// Runs again, and again with what that asks for; fails unless every mail has arrived then, and none twice that was
    /// not named.
    fn assert_completed(&self, when: &str) {
        let next = self.send(&[]);
        assert!(next.status < 2, "{when}: {next:#?}");
        let named: Vec<String> = next
            .err
            .lines()
            .filter_map(|line| Some(line.split_once(": in doubt: it was being handed over to ")?.0.to_owned()))
            .collect();
        assert_eq!(next.status, i32::from(!named.is_empty()), "{when}: {next:#?}");
        let mut again = named.clone();
        again.dedup();
        assert!(again.len() < 2, "{when}: of all mails but one it is known what became of them: {next:#?}");
        let before = self.arrived();
        if !again.is_empty() {
            self.send(&again).ended(0, "1 of 1 mail sent");
        }
        let journal = self.room.journal();
        for (draft, to) in [("plan01", "plan01"), ("plan01", "head"), ("plan02", "plan02")] {
            let (to, is_named) = (format!("{to}@example.org"), again.contains(&format!("{draft}.eml")));
            let times = |arrived: &BTreeMap<String, usize>| arrived.get(&to).copied().unwrap_or_default();
            assert!(times(&before) == 1 || is_named && times(&before) == 0, "{when}: {to}: {before:?}\n{journal}");
            let after = self.arrived();
            assert!(times(&after) == 1 || is_named && times(&after) == 2, "{when}: {to}: {after:?}\n{journal}");
        }
        self.send(&[]).ended(0, "Nothing is left to be sent.");
        // Each line ends with the SHA-256 of its draft.
        let is_whole = |line: &&str| line.trim_end().rsplit(',').next().is_some_and(|last| last.len() == 64);
        let mut lines = journal.trim_start_matches('\u{FEFF}').lines();
        assert_eq!(lines.next().map(str::trim_end), Some(HEADINGS), "{when}");
        let broken: Vec<&str> = lines.filter(|line| !is_whole(line)).collect();
        assert!(broken.len() < 2, "{when}: {broken:?}");
    }

    /// The calls of an undisturbed run, each with its number among those of its name; those that do nothing outside
    /// are left out.
    fn steps(&self, strace: &Path) -> Vec<(&'static str, u32)> {
        let log = self.room.path("strace.log");
        let mut command = Command::new(strace);
        command.args(["-f", "-qq", "-e", &format!("trace={}", STEPS.join(",")), "-o"]).arg(&log);
        Ran::of(&self.under(command).output().unwrap()).ended(0, "2 of 2 mails sent");
        self.afresh();
        let log = fs::read_to_string(log).unwrap();
        let mut steps = Vec::new();
        for step in STEPS {
            let counts = |line: &str| match step {
                "openat" => line.contains("O_CREAT"),
                "write" => !line.starts_with("(1,") && !line.starts_with("(2,"),
                _ => true,
            };
            let all: Vec<u32> =
                calls(&log, step).into_iter().filter(|(_, line)| counts(line)).map(|(number, _)| number).collect();
            assert!(!all.is_empty(), "{step} is no step any more");
            let taken = |place: &usize| is_long() || place.is_multiple_of(3) || place + 1 == all.len();
            steps.extend((0..all.len()).filter(taken).map(|place| (step, all[place])));
        }
        steps
    }
}

/// The program under strace, which does `what` to it at the `number`-th call of `step`.
fn injected(strace: &PathBuf, step: &str, what: &str, number: u32) -> Command {
    let mut command = Command::new(strace);
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={step}")]);
    command.arg(format!("--inject={step}:{what}:when={number}"));
    command
}

#[test]
#[ignore = "takes long: .ci/run runs it"]
fn killed_at_any_step_every_mail_arrives_and_only_one_that_was_named_may_arrive_twice() {
    let (Some(strace), Some(scene)) = (strace(), Scene::new()) else { return };
    let steps = scene.steps(&strace);
    let mut killed = 0;
    for (step, number) in &steps {
        let out = scene.under(injected(&strace, step, "signal=SIGKILL", *number)).output().unwrap();
        // How many pieces an answer comes in is not the same every time.
        assert!(out.status.code().is_none() || *step == "recvfrom", "{step} {number}: it was not killed: {out:?}");
        killed += usize::from(out.status.code().is_none());
        scene.assert_completed(&format!("killed at {step} {number}"));
        scene.afresh();
    }
    assert!(killed > 15, "it was killed {killed} times at {steps:?}");
}

#[test]
#[ignore = "takes long: .ci/run runs it"]
fn on_a_full_disk_sending_stops_it_is_said_and_the_next_run_sends_the_rest() {
    let (Some(strace), Some(scene)) = (strace(), Scene::new()) else { return };
    let mut stopped = 0;
    for (step, number) in scene.steps(&strace) {
        if ["sendto", "recvfrom"].contains(&step) {
            continue;
        }
        let when = format!("full at {step} {number}");
        let ran = Ran::of(&scene.under(injected(&strace, step, "error=ENOSPC", number)).output().unwrap());
        // That a folder cannot be forced to the disk leaves nothing undone.
        if !(step == "fsync" && ran.status == 0) {
            assert!(ran.status == 2 && ran.err.contains("sent.csv` cannot be written"), "{when}: {ran:#?}");
            stopped += 1;
        }
        scene.assert_completed(&when);
        scene.afresh();
    }
    assert!(stopped > 5, "it was stopped {stopped} times");
}

#[test]
#[ignore = "takes long: .ci/run runs it"]
fn stopped_in_the_middle_of_a_line_of_the_journal_nothing_is_lost() {
    let Some(scene) = Scene::new() else { return };
    scene.send(&[]).ended(0, "2 of 2 mails sent");
    let length = scene.room.journal().len();
    scene.afresh();
    // The first bytes are those that say that it is UTF-8.
    for at in (0..length).filter(|at| is_long() || at % 97 == 1) {
        for how in ["killed", "refused"] {
            let mut command = scene.room.post(&["limited", how]);
            command.arg(at.to_string());
            let out = scene.under(command).output().unwrap();
            let when = format!("{how} at byte {at} of the journal: {out:?}");
            let is_stopped = match how {
                "killed" => out.status.signal().is_some(),
                _ => out.status.code() == Some(2),
            };
            let written = fs::metadata(scene.room.drafts().join("sent.csv")).unwrap().len();
            assert!(is_stopped && written == u64::try_from(at).unwrap(), "{when}");
            scene.assert_completed(&when);
            scene.afresh();
        }
    }
}
