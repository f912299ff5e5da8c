//! This program again, as children that limit their own memory and are watched by the clock.
//!
//! A child says what it is about to do before it does it, one line each. So when one dies or hangs, whatever the way,
//! the line before is the input to blame.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// What a child may take for itself beyond what it holds when it starts, in bytes.
pub(crate) const MEMORY: u64 = 256 << 20;
/// How long a child may be silent; one input takes some milliseconds.
const PATIENCE: Duration = Duration::from_secs(30);
/// Tells a child which of how many it is.
const SHARE: &str = "PLANROLL_TEST_SHARE";
/// Begins each line that a child says to its parent.
const SIGN: &str = "@@";

/// Which of how many children this process is; nothing in the parent.
pub(crate) fn share() -> Option<(usize, usize)> {
    let share = std::env::var(SHARE).ok()?;
    let (own, of) = share.split_once('/')?;
    Some((own.parse().ok()?, of.parse().ok()?))
}

/// Says to the parent what comes next, or what was found.
pub(crate) fn say(words: &str) {
    println!("{SIGN}{words}");
}

/// Forbids this process, for good, to take more memory than [`MEMORY`] beyond what it has.
pub(crate) fn limit_memory() {
    #[cfg(target_os = "linux")]
    {
        use rlimit::Resource;
        let most = status("VmSize") + MEMORY;
        Resource::AS.set(most, most).unwrap();
        Resource::CORE.set(0, 0).unwrap();
    }
}

/// The most memory this process has held at once, in bytes; 0 where the system does not tell.
pub(crate) fn peak() -> u64 {
    if cfg!(target_os = "linux") { status("VmHWM") } else { 0 }
}

fn status(field: &str) -> u64 {
    let all = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = all.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    let kilobytes = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

/// Runs the test of this name in `count` children at once; gives the last line that each one said.
pub(crate) fn children(test: &str, count: usize) -> Vec<String> {
    thread::scope(|scope| {
        let runs: Vec<_> = (0..count).map(|own| scope.spawn(move || child(test, own, count))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    })
}

fn child(test: &str, own: usize, of: usize) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(SHARE, format!("{own}/{of}"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let (sender, receiver) = mpsc::channel();
    let reader = thread::spawn(move || {
        for line in stdout.lines().map_while(Result::ok) {
            let Some((_, said)) = line.split_once(SIGN) else { continue };
            if sender.send(said.to_owned()).is_err() {
                return;
            }
        }
    });
    let mut last = String::new();
    let hung = loop {
        match receiver.recv_timeout(PATIENCE) {
            Ok(said) => last = said,
            Err(mpsc::RecvTimeoutError::Disconnected) => break false,
            Err(mpsc::RecvTimeoutError::Timeout) => break true,
        }
    };
    if hung {
        let _ = child.kill();
    }
    let status = child.wait().unwrap();
    reader.join().unwrap();
    assert!(!hung, "no end after {PATIENCE:?}: {last}");
    assert!(status.success(), "{status}: {last}");
    last
}
