//! The process of its own in which the older formats are read, from both sides.
//!
//! A file may kill its reader, but no file may kill the run: the parent hands over the bytes, waits a bounded time for a
//! bounded answer, and turns every other ending into a refusal in words. The child first limits its own memory and time, so that
//! it dies before the machine suffers. They speak JSON: one line that says what is wanted, the bytes, and one answer.

use std::io::{self, BufRead as _, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::{Format, Limits, Refusal, Workbook, legacy};

/// The hidden command by which the program is asked to be a worker.
const COMMAND: &str = "read-worker";
/// How long the parent waits.
const WALL: Duration = Duration::from_secs(30);
/// The processor time and memory the child allows itself. An .xls with an entry in its last corner takes calamine 1.1 GB.
const CPU_SECONDS: u64 = 20;
const MEMORY: u64 = 3 << 29;
/// The longest answer that is read.
const LONGEST_ANSWER: u64 = 512 << 20;

/// What the parent asks for.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    format: Format,
    limits: Limits,
}

type Answer = Result<Workbook, Refusal>;

/// The child's side: limits itself, reads one request and the file's bytes, and writes one answer. It is what the program's
/// hidden `read-worker` command has to call, with its standard input and output, before anything else.
///
/// # Errors
/// When the limits cannot be set, or the parent is gone.
pub(crate) fn run_worker(stdin: impl Read, stdout: impl Write) -> io::Result<()> {
    confine()?;
    serve(stdin, stdout)
}

/// The parent's side: has a file read by the program at `program`.
pub(super) fn read_apart(program: &Path, bytes: &[u8], format: Format, limits: &Limits) -> Result<Workbook, Refusal> {
    let mut command = Command::new(program);
    command.arg(COMMAND);
    // The program's allocator would set as much address space aside as the child may have, before it limits itself.
    command.env("MIMALLOC_ARENA_RESERVE", "0");
    let request = Request { format, limits: limits.clone() };
    converse(command, &request, bytes, WALL)
}

fn serve(stdin: impl Read, stdout: impl Write) -> io::Result<()> {
    let mut stdin = BufReader::new(stdin);
    let mut line = String::new();
    stdin.by_ref().take(4096).read_line(&mut line)?;
    let request: Request = serde_json::from_str(&line)?;
    let mut bytes = Vec::new();
    stdin.take(request.limits.file_bytes).read_to_end(&mut bytes)?;
    let answer: Answer = legacy::read(&bytes, request.format, &request.limits);
    let mut stdout = BufWriter::new(stdout);
    serde_json::to_writer(&mut stdout, &answer)?;
    stdout.flush()
}

/// Limits this process for good.
#[cfg(unix)]
fn confine() -> io::Result<()> {
    use rlimit::Resource;
    for (resource, wanted) in
        [(Resource::AS, MEMORY), (Resource::CPU, CPU_SECONDS), (Resource::FSIZE, 0), (Resource::CORE, 0)]
    {
        let (_, hard) = resource.get()?;
        let most = wanted.min(hard);
        if let Err(fault) = resource.set(most, most) {
            // Elsewhere some of these cannot be set; the parent's patience is then the limit.
            if cfg!(target_os = "linux") {
                return Err(fault);
            }
        }
    }
    Ok(())
}

/// Limits this process for good.
#[cfg(windows)]
fn confine() -> io::Result<()> {
    let memory = usize::try_from(MEMORY).unwrap_or(usize::MAX);
    planroll_confine::confine(memory, Duration::from_secs(CPU_SECONDS))
}

fn converse(mut command: Command, request: &Request, bytes: &[u8], wall: Duration) -> Result<Workbook, Refusal> {
    let header = serde_json::to_vec(request).map_err(|_| failed("the request could not be written"))?;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| failed("the program that reads older formats could not be started"))?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let until = Instant::now().checked_add(wall);
    let (answer, status) = thread::scope(|scope| {
        scope.spawn(move || {
            // A child that has died, or has seen enough, does not listen; its ending tells.
            let _ = stdin.map(|mut stdin| {
                stdin.write_all(&header).and_then(|()| stdin.write_all(b"\n")).and_then(|()| stdin.write_all(bytes))
            });
        });
        let (sender, receiver) = mpsc::channel();
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = stdout.map(|stdout| stdout.take(LONGEST_ANSWER + 1).read_to_end(&mut answer));
            let _ = sender.send(answer);
            read
        });
        let answer = receiver.recv_timeout(wall).ok();
        let short = |answer: &Vec<u8>| u64::try_from(answer.len()).is_ok_and(|n| n <= LONGEST_ANSWER);
        if !answer.as_ref().is_some_and(short) {
            // Ends both threads as well, since their pipes close.
            let _ = child.kill();
        }
        (answer, ended(&mut child, until))
    });
    let Some(answer) = answer else {
        return Err(failed("reading it took more than 30 seconds"));
    };
    match status {
        Some(status) if status.success() => serde_json::from_slice::<Answer>(&answer)
            .map_err(|_| failed("the reader of older formats gave no proper answer"))?,
        Some(status) => Err(failed(ending(status))),
        None => Err(failed("the reader of older formats did not end")),
    }
}

/// Waits for a child that has said all it had to say; one that does not end by then is ended.
fn ended(child: &mut Child, until: Option<Instant>) -> Option<ExitStatus> {
    let mut pause = Duration::from_micros(50);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if until.is_some_and(|until| Instant::now() < until) => thread::sleep(pause),
            Ok(None) | Err(_) => break,
        }
        pause = (pause * 2).min(Duration::from_millis(20));
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}

#[cfg(unix)]
fn ending(status: ExitStatus) -> &'static str {
    use std::os::unix::process::ExitStatusExt as _;
    const ABORTED: i32 = 6;
    const KILLED: i32 = 9;
    const OUT_OF_TIME: i32 = 24;
    match status.signal() {
        Some(OUT_OF_TIME) => "reading it took too long",
        Some(ABORTED | KILLED) => "the file made the reader run out of memory or time",
        Some(_) | None => "the file made the reader fail",
    }
}

#[cfg(windows)]
fn ending(status: ExitStatus) -> &'static str {
    // How Rust ends a process that is given no more memory: `__fastfail`, as the system counts it.
    const ABORTED: i32 = 0xC000_0409_u32.cast_signed();
    match status.code() {
        Some(planroll_confine::OUT_OF_TIME) => "reading it took too long",
        Some(ABORTED) => "the file made the reader run out of memory or time",
        Some(_) | None => "the file made the reader fail",
    }
}

fn failed(how: &str) -> Refusal {
    Refusal::WorkerFailed { how: how.to_owned() }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request { format: Format::Xls, limits: Limits::returns() }
    }

    /// A worker played by a shell script.
    fn played(script: &str, wall: Duration) -> Result<Workbook, Refusal> {
        let mut command = Command::new("sh");
        command.arg("-c").arg(script);
        converse(command, &request(), &vec![7; 300_000], wall)
    }

    fn how(result: Result<Workbook, Refusal>) -> String {
        let Err(Refusal::WorkerFailed { how }) = result else {
            panic!("{result:?}");
        };
        how
    }

    #[test]
    fn every_way_a_worker_can_end_is_a_refusal_in_words() {
        let long = Duration::from_secs(20);
        assert!(how(played("exit 0", long)).contains("no proper answer"));
        assert!(how(played("cat >/dev/null; echo nonsense", long)).contains("no proper answer"));
        assert!(how(played("exit 101", long)).contains("fail"));
        assert!(how(played("kill -ABRT $$", long)).contains("memory"));
        assert!(how(played("kill -XCPU $$", long)).contains("too long"));
        let missing = Command::new("no-such-program-anywhere");
        assert!(how(converse(missing, &request(), b"", long)).contains("started"));
    }

    #[test]
    fn a_worker_that_hangs_is_ended() {
        let begun = Instant::now();
        let short = Duration::from_millis(200);
        assert!(how(played("exec sleep 60", short)).contains("30 seconds"));
        assert!(how(played("exec sleep 60 >&-", short)).contains("did not end"));
        assert!(begun.elapsed() < Duration::from_secs(10));
    }

    /// Does nothing as a test; as a child of the next one it is the worker, limits and all.
    #[test]
    fn plays_the_worker() {
        if std::env::var_os("PLANROLL_TEST_PLAYS_WORKER").is_some() {
            println!();
            run_worker(io::stdin(), io::stdout()).unwrap();
            println!();
        }
    }

    #[test]
    fn a_workbook_goes_through_a_real_process_and_back() {
        let bytes = crate::grid::tests::binary_workbook("4.3");
        let mut command = Command::new("sh");
        let script = "\"$0\" --exact grid::worker::tests::plays_the_worker --nocapture | sed -n '/^{/p'";
        command.args(["-c", script]).arg(std::env::current_exe().unwrap());
        command.env("PLANROLL_TEST_PLAYS_WORKER", "1");
        let request = Request { format: Format::Xlsb, limits: Limits::returns() };
        let book = converse(command, &request, &bytes, WALL).unwrap();
        let in_here = legacy::read(&bytes, Format::Xlsb, &Limits::returns()).unwrap();
        assert_eq!(book, in_here);
        assert_eq!(book.sheets[0].cells.len(), 1);
    }

    #[test]
    fn a_request_that_is_no_request_is_an_error_and_not_a_panic() {
        assert!(serve(&b"{}\n"[..], Vec::new()).is_err());
        assert!(serve(&b""[..], Vec::new()).is_err());
    }

    #[test]
    fn bytes_that_are_no_workbook_are_refused_by_the_child() {
        let mut input = serde_json::to_vec(&request()).unwrap();
        input.extend_from_slice(b"\nnothing of the kind");
        let mut output = Vec::new();
        serve(&input[..], &mut output).unwrap();
        let answer: Answer = serde_json::from_slice(&output).unwrap();
        assert!(matches!(answer, Err(Refusal::Damaged { .. })));
    }
}
