//! `planroll send` against a real mail server on this machine, which Python's mail library reads and answers for.

mod delivery;
mod failures;
#[cfg(unix)]
mod killed;
mod login;
mod rude;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use planroll::grid::sha256;
use planroll::mail::{INDEX, IndexRow, write_index};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::tools::{planroll, python_with, root, run};

/// A folder of drafts, and the box that the server keeps mails in.
struct Room {
    folder: TempDir,
    python: PathBuf,
    rows: Vec<IndexRow>,
}

/// A draft as a test describes it.
fn draft(name: &str) -> Value {
    json!({
        "name": format!("{name}.eml"),
        "from": "Performance Team <performance@example.org>",
        "to": format!("{name}@example.org"),
        "subject": format!("Return for {name} [{name} 2025-26 Q1]"),
        "text": format!("Dear {name},\nplease fill in the return.\n"),
        "files": [[format!("{name}-2025-26-q1.xlsx"), format!("workbook of {name}")]],
    })
}

/// A mail that the server has kept.
#[derive(Debug)]
struct Kept {
    path: PathBuf,
    text: String,
    about: Value,
}

/// A mail server, which is killed with the test.
struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Room {
    /// A room with these drafts in `drafts`; `None` without a Python that can serve mail.
    fn new(drafts: &[Value]) -> Option<Self> {
        let python = python_with("aiosmtpd, cryptography")?;
        let mut room = Self { folder: tempfile::tempdir().unwrap(), python, rows: Vec::new() };
        for folder in ["drafts", "box"] {
            fs::create_dir(room.path(folder)).unwrap();
        }
        room.write(drafts);
        for draft in drafts {
            let addresses = |key: &str| -> Vec<String> {
                let text = draft[key].as_str().unwrap_or_default();
                let bare = |one: &str| one.rsplit('<').next().unwrap().trim_matches(['>', ' ']).to_owned();
                text.split(", ").filter(|one| one.contains('@')).map(bare).collect()
            };
            for file in draft["files"].as_array().unwrap() {
                room.rows.push(IndexRow {
                    draft: draft["name"].as_str().unwrap().to_owned(),
                    message: "issue".to_owned(),
                    to: addresses("to"),
                    cc: addresses("cc"),
                    lead_officer: String::new(),
                    plan_code: "1.10".to_owned(),
                    plan_name: "Housing".to_owned(),
                    period: "2025-26 Q1".to_owned(),
                    return_by: "2025-07-18".to_owned(),
                    subject: draft["subject"].as_str().unwrap().to_owned(),
                    file: file[0].as_str().unwrap().to_owned(),
                    sha256: sha256(file[1].as_str().unwrap().as_bytes()),
                });
            }
        }
        room.write_index();
        Some(room)
    }

    /// A room with so many plain drafts, `plan01.eml` and on.
    fn of(count: usize) -> Option<Self> {
        Self::new(&(1..=count).map(|at| draft(&format!("plan{at:02}"))).collect::<Vec<_>>())
    }

    fn write_index(&self) {
        fs::write(self.drafts().join(INDEX), write_index(&self.rows).unwrap()).unwrap();
    }

    /// Writes drafts with Python.
    fn write(&self, drafts: &[Value]) {
        let mut child = self.post(&["write"]).arg(self.drafts()).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(Value::from(drafts).to_string().as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn drafts(&self) -> PathBuf {
        self.path("drafts")
    }

    fn post(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.python);
        command.arg(root().join("tests/send/post.py")).args(args);
        command
    }

    /// Starts a server and waits until it listens.
    fn server(&self, options: &[&str]) -> Server {
        let mut command = self.post(&["serve"]);
        command.arg(self.path("box")).args(options);
        self.listening(command)
    }

    fn listening(&self, mut command: Command) -> Server {
        let log = fs::File::create(self.path("server.log")).unwrap();
        command.stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Server { child, port: line.trim().parse().expect("a port") }
    }

    /// `planroll send drafts` with short waits, with nothing of this machine's settings.
    fn command(&self, server: &str, args: &[&str]) -> Command {
        let mut command = planroll();
        command.current_dir(self.folder.path()).args(["send", "drafts", "--pause", "10"]);
        if !args.contains(&"--timeout") {
            command.args(["--timeout", "10000"]);
        }
        if !server.is_empty() {
            command.args(["--smtp", server]);
        }
        for name in ["PLANROLL_SMTP", "PLANROLL_SMTP_USER", "PLANROLL_SMTP_PASSWORD", "SSL_CERT_FILE", "SSL_CERT_DIR"] {
            command.env_remove(name);
        }
        command.args(args).stdin(Stdio::null());
        command
    }

    fn send(&self, server: &str, args: &[&str]) -> Ran {
        Ran::of(&self.command(server, args).output().unwrap())
    }

    /// The mails that the server has kept, by the order of their subjects.
    fn kept(&self) -> Vec<Kept> {
        let files = fs::read_dir(self.path("box")).unwrap().map(|entry| entry.unwrap().path());
        let mut kept: Vec<Kept> = files
            .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
            .map(|path| Kept {
                text: String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned(),
                about: serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap(),
                path,
            })
            .collect();
        kept.sort_by_key(Kept::subject);
        kept
    }

    /// Fails unless a kept mail is the draft, in the eyes of Python's mail library.
    fn compare(&self, draft: &str, kept: &Kept) {
        run(self.post(&["compare"]).arg(self.drafts().join(draft)).arg(&kept.path), 0);
    }

    fn journal(&self) -> String {
        fs::read_to_string(self.drafts().join("sent.csv")).unwrap_or_default()
    }

    /// Writes a certificate for that name into `certificate`.
    fn certificate(&self, name: &str) -> PathBuf {
        let folder = self.path("certificate");
        fs::create_dir_all(&folder).unwrap();
        run(self.post(&["certificate"]).arg(&folder).arg(name), 0);
        folder
    }
}

impl Kept {
    fn subject(&self) -> String {
        self.header("Subject")
    }

    /// The one line of that name.
    fn header(&self, name: &str) -> String {
        let head = self.text.split("\r\n\r\n").next().unwrap();
        let lines: Vec<&str> = head.lines().filter(|line| line.starts_with(&format!("{name}: "))).collect();
        assert_eq!(lines.len(), 1, "{name}: {head}");
        lines[0].to_owned()
    }
}

impl Server {
    /// Its address without encryption, which this machine may use with itself.
    fn plain(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }
}

/// What a run gave.
#[derive(Debug)]
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            status: output.status.code().expect("a status"),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// Fails unless it ended so, with this last line.
    #[track_caller]
    fn ended(&self, status: i32, summary: &str) {
        assert_eq!((self.status, self.out.lines().last().unwrap_or_default()), (status, summary), "{self:#?}");
    }
}

/// Waits until something is so.
fn wait_until(so: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(60);
    while !so() {
        assert!(Instant::now() < until, "waited for too long");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// How many mails are in the box.
fn count(folder: &Path) -> usize {
    fs::read_dir(folder)
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|e| e == "eml"))
        .count()
}
