//! One job after the other: what a job needs is done step by step, so that no call takes long and each file costs only
//! itself.

use std::collections::VecDeque;

use planroll::desk::{
    Checked, Collection, Desk, Legacy, Limits, Named, NotLookedAt, Opened, Preset, Received, Refusal, Source,
    TEMPLATE_VERSION, open, pass_over_unfilled,
};
use planroll::report::plain;

use crate::answer::{About, Answer, Found, Refused, SchemeOffered, Step, Taken, View};
use crate::files::{File, Is, MOST_BYTES, is_word, megabytes, of, of_tracker, sorted};
use crate::issue::Issuing;
use crate::output::{Made, Outputs};
use crate::request::{Job, Lost, Options, Request, Why};
use crate::{adopt, check, collect, issue, lay, paper, turn};

/// A step of a job. The number is the place of a file, or of a return that is issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    /// Reads the cells of a file.
    Look(usize),
    /// Lays the desk: the plan workbook, earlier periods, the days.
    Lay,
    /// Checks a file.
    Check(usize),
    /// Makes a return.
    Make(usize),
    /// Issues a return again from a file.
    Again(usize),
    /// Makes the marked copy of a file.
    Mark(usize),
    /// Makes the drafts.
    Drafts,
    /// Ends the job.
    End,
    /// Gives an output; everything in one file where there is none of that id.
    Give,
}

impl Task {
    /// The file whose bytes it needs.
    fn wants(self) -> Option<usize> {
        match self {
            Self::Look(file) | Self::Again(file) | Self::Mark(file) => Some(file),
            Self::Lay | Self::Check(_) | Self::Make(_) | Self::Drafts | Self::End | Self::Give => None,
        }
    }

    /// The file that it is about.
    fn at(self) -> Option<usize> {
        if let Self::Check(file) = self { Some(file) } else { self.wants() }
    }

    fn doing(self) -> &'static str {
        match self {
            Self::Look(_) => "Reading",
            Self::Lay | Self::Check(_) => "Checking",
            Self::Make(_) | Self::Again(_) => "Making returns",
            Self::Mark(_) => "Marking",
            Self::Drafts => "Writing drafts",
            Self::End | Self::Give => "Putting together",
        }
    }
}

/// What one job knows. A desk lasts as long as the program: each job of a page has a program of its own.
#[derive(Debug, Default)]
pub struct Session {
    pub(crate) job: Job,
    pub(crate) options: Options,
    pub(crate) files: Vec<File>,
    /// The plan workbooks among them.
    pub(crate) plans: Vec<String>,
    pub(crate) desk: Option<&'static Desk>,
    /// Files that were checked, in the order of their names.
    pub(crate) checked: Vec<Checked>,
    pub(crate) collection: Option<Collection<'static>>,
    pub(crate) issuing: Issuing,
    pub(crate) outputs: Outputs,
    pub(crate) paper: paper::Asked,
    pub(crate) chase: Option<collect::ChaseAsked>,
    pub(crate) turned: Option<turn::Turned>,
    queue: VecDeque<Task>,
    of: usize,
    wanted: String,
}

/// A job that cannot be done: what the page says.
pub(crate) type Refusing<T> = Result<T, Box<Refused>>;

impl Session {
    /// Does what a request asks for, with the bytes of a file where it wanted any. Gives the answer as JSON, and the bytes
    /// of a file that is to be saved.
    pub fn call(&mut self, request: &[u8], bytes: Vec<u8>) -> (Vec<u8>, Option<Vec<u8>>) {
        let (answer, saved) = match serde_json::from_slice(request) {
            Ok(request) => self.done(request, bytes),
            Err(error) => (Answer::Refused(refused("The page asked for something that is not known", &error)), None),
        };
        // Every type here can be put into JSON.
        (serde_json::to_vec(&answer).unwrap_or_default(), saved)
    }

    fn done(&mut self, request: Request, bytes: Vec<u8>) -> (Answer, Option<Vec<u8>>) {
        let answer = match request {
            Request::About => Ok(Answer::About(about())),
            Request::Begin { job, files, options, lost } => {
                *self = Self { job, options: *options, files: of(&files, job), ..Self::default() };
                self.begin(&lost)
            }
            Request::Step => self.step(Ok(bytes)),
            Request::Lost { why } => self.step(Err(why)),
            Request::Save { output } => self.save(&output),
        };
        match answer {
            Ok(Answer::Saved { name }) => {
                let bytes = self.bytes_to_save();
                match bytes {
                    Ok(bytes) => (Answer::Saved { name }, Some(bytes)),
                    Err(refused) => (Answer::Refused(refused), None),
                }
            }
            Ok(answer) => (answer, None),
            Err(mut refused) => {
                self.queue.clear();
                if refused.found.taken.is_empty() {
                    refused.found.taken = self.taken();
                }
                (Answer::Refused(refused), None)
            }
        }
    }

    fn begin(&mut self, lost: &[Lost]) -> Refusing<Answer> {
        match self.job {
            Job::Start => return Ok(Answer::View(Box::new(issue::start(self)?))),
            Job::Template => return Ok(Answer::View(Box::new(issue::template(self)?))),
            Job::Check | Job::Consolidate | Job::Issue | Job::Agree | Job::NextYear | Job::Adopt => {}
        }
        let all: u64 = self.files.iter().filter(|file| file.is_waiting()).map(|file| file.size).sum();
        if all > MOST_BYTES {
            let (all, most) = (megabytes(all), megabytes(MOST_BYTES));
            let words = format!(
                "The workbooks that were given have {all} together, and a page takes {most} at most. Give fewer of them at a time, or use the program for them."
            );
            return Err(refused("These files are too large for a page", &words));
        }
        for one in lost {
            if let Some(file) = self.files.get_mut(one.file).filter(|file| file.is_waiting()) {
                file.is = without_bytes(file, one.why);
            }
        }
        let most = Limits::returns().file_bytes;
        for file in self.files.iter_mut().filter(|file| file.is_waiting() && is_word(&file.name) && file.size > most) {
            file.is = Is::Template(Err("it is larger than any template"));
        }
        let most = Limits::previous().file_bytes;
        for file in self.files.iter_mut().filter(|file| file.is_waiting() && file.size > most) {
            let why = Refusal::TooLarge {
                limit: planroll::desk::Limit::FileBytes,
                found: file.size,
                allowed: most,
                place: None,
            };
            file.is = Is::Opened(Box::new(Opened::refused(source(file), why)));
        }
        let waiting = self.files.iter().enumerate().filter(|(_, file)| file.is_waiting());
        self.queue = waiting.map(|(place, _)| Task::Look(place)).chain([Task::Lay]).collect();
        self.of = self.queue.len() - 1;
        Ok(self.next())
    }

    /// What is to be done next.
    fn next(&self) -> Answer {
        let next = self.queue.front().copied().unwrap_or(Task::End);
        let left = self.queue.iter().filter(|task| task.doing() == next.doing() && **task != Task::Lay).count();
        let of = self.of;
        Answer::Step(Step {
            wants: next.wants(),
            at: next.at(),
            done: of.saturating_sub(left),
            of,
            doing: next.doing(),
        })
    }

    /// Puts tasks before all others, and counts them from here on.
    pub(crate) fn then(&mut self, tasks: impl IntoIterator<Item = Task>) {
        let mut queue: VecDeque<Task> = tasks.into_iter().collect();
        self.of = queue.len();
        queue.append(&mut self.queue);
        self.queue = queue;
    }

    fn step(&mut self, bytes: Result<Vec<u8>, Why>) -> Refusing<Answer> {
        let Some(task) = self.queue.pop_front() else {
            return Err(refused("Nothing is being done", &"Begin again."));
        };
        match task {
            Task::Look(place) => self.look(place, bytes),
            Task::Lay => self.lay()?,
            Task::Check(place) => self.check(place),
            Task::Make(place) => issue::make(self, place)?,
            Task::Again(place) => issue::again(self, place, bytes)?,
            Task::Mark(place) => self.mark(place, bytes),
            Task::Drafts => collect::make_drafts(self)?,
            Task::Give => return Ok(Answer::Saved { name: self.name_to_save() }),
            Task::End => return Ok(Answer::View(Box::new(self.end()?))),
        }
        Ok(self.next())
    }

    fn look(&mut self, place: usize, bytes: Result<Vec<u8>, Why>) {
        let Some(file) = self.files.get_mut(place) else { return };
        file.is = match bytes {
            Ok(bytes) if self.job == Job::Adopt => of_tracker(&file.name, bytes),
            Ok(bytes) if is_word(&file.name) => paper::sorted_word(bytes),
            Ok(bytes) => sorted(open(&file.name, &bytes, Legacy::Refuse), bytes),
            Err(why) => without_bytes(file, why),
        };
    }

    fn lay(&mut self) -> Refusing<()> {
        if matches!(self.job, Job::Agree | Job::NextYear) {
            return turn::begin(self);
        }
        if self.job == Job::Adopt {
            return adopt::begin(self);
        }
        let desk = lay::desk(self)?;
        if self.job == Job::Consolidate {
            self.paper = paper::ready(self, &desk)?;
        }
        self.desk = Some(&*Box::leak(Box::new(desk)));
        match self.job {
            Job::Check | Job::Consolidate => {
                let opened = self.files.iter().enumerate().filter(|(_, file)| matches!(file.is, Is::Opened(_)));
                let places: Vec<usize> = opened.map(|(place, _)| place).collect();
                self.then(places.into_iter().map(Task::Check).chain([Task::End]));
                self.of -= 1;
            }
            Job::Issue => issue::begin(self)?,
            Job::Start | Job::Template | Job::Agree | Job::NextYear | Job::Adopt => {}
        }
        Ok(())
    }

    fn check(&mut self, place: usize) {
        let (Some(file), Some(desk)) = (self.files.get_mut(place), self.desk) else { return };
        let Is::Opened(opened) = std::mem::replace(&mut file.is, Is::Waiting) else { return };
        let mut checked = desk.check_opened(*opened, true);
        pass_over_unfilled(&mut checked);
        file.is = match &checked.received {
            Received::PassedOver(kind) => Is::PassedOver(kind.why().to_owned()),
            Received::Refused(_) => {
                let why = checked.findings.first().map(|finding| plain(&finding.words.message));
                Is::Unreadable(why.unwrap_or_else(|| "it cannot be read".to_owned()))
            }
            Received::Read(received) => {
                Is::Taken(format!("the return of {} for {}", plain(&received.identity.plan_code), received.period()))
            }
        };
        self.checked.push(checked);
    }

    fn end(&mut self) -> Refusing<View> {
        self.checked.sort_by(|a, b| a.source.path.cmp(&b.source.path));
        match self.job {
            Job::Check => check::view(self),
            Job::Consolidate => collect::view(self),
            Job::Issue => issue::view(self),
            Job::Start => issue::start(self),
            Job::Template => issue::template(self),
            Job::Agree | Job::NextYear => turn::view(self),
            Job::Adopt => adopt::view(self),
        }
    }

    /// Every file that was checked: those of the collection, where they were put together.
    pub(crate) fn all_checked(&self) -> &[Checked] {
        self.collection.as_ref().map_or(&self.checked, |collection| &collection.files)
    }

    /// The place of a file by its name.
    pub(crate) fn place_of(&self, name: &str) -> Option<usize> {
        self.files.iter().position(|file| file.name == name)
    }

    /// What became of each file, in the order in which they were given.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        self.files.iter().map(File::taken).collect()
    }

    /// What was not looked at, as the program says it.
    pub(crate) fn not_looked_at(&self) -> Vec<NotLookedAt> {
        let left_out = self.files.iter().filter_map(|file| {
            let why = file.passed_over()?;
            let why = match Named::of(&file.name) {
                Named::LeftOut(by_name) if is_word(&file.name) => by_name,
                Named::LeftOut(_) | Named::OfSystem | Named::Workbook => why,
            };
            Some(NotLookedAt { path: file.name.clone(), why: why.to_owned() })
        });
        let mut all: Vec<NotLookedAt> = left_out.collect();
        all.sort_by(|a, b| a.path.cmp(&b.path));
        all
    }

    fn mark(&mut self, place: usize, bytes: Result<Vec<u8>, Why>) {
        let made = self.marked(place, bytes);
        for output in &mut self.outputs.0 {
            if let Made::MarkedCopy(file, slot) = &mut output.made
                && *file == place
            {
                *slot = Some(made.clone());
            }
        }
        if let Some(chase) = &mut self.chase {
            chase.marked.insert(place, made.ok());
        }
    }

    fn marked(&self, place: usize, bytes: Result<Vec<u8>, Why>) -> Result<Vec<u8>, String> {
        let name = self.files.get(place).map(|file| file.name.as_str()).unwrap_or_default();
        let (Some(desk), Some(file)) = (self.desk, self.all_checked().iter().find(|file| file.source.path == name))
        else {
            return Err("it was not checked".to_owned());
        };
        let bytes = bytes.map_err(|why| said(why).to_owned())?;
        desk.mark(file, &bytes, Legacy::Refuse).map_err(|why| why.to_string())
    }

    fn save(&mut self, id: &str) -> Refusing<Answer> {
        id.clone_into(&mut self.wanted);
        let all = id == "all";
        let wanted: Vec<&crate::output::Output> = self.outputs.0.iter().filter(|one| all || one.id == id).collect();
        if wanted.is_empty() {
            return Err(refused("There is nothing to save", &"Do the job again."));
        }
        let copies = wanted.iter().filter_map(|one| match one.made {
            Made::MarkedCopy(place, None) => Some(place),
            Made::MarkedCopy(..) | Made::Ready(_) | Made::Draft => None,
        });
        let mut tasks: Vec<Task> = copies.map(Task::Mark).collect();
        if wanted.iter().any(|one| matches!(one.made, Made::Draft)) {
            let known: Vec<Task> = tasks.clone();
            let more = self.chase.iter().flat_map(|chase| &chase.to_mark).map(|place| Task::Mark(*place));
            tasks.extend(more.filter(|task| !known.contains(task)));
            tasks.push(Task::Drafts);
        }
        self.queue.clear();
        self.then(tasks.into_iter().chain([Task::Give]));
        if self.queue.len() == 1 {
            self.queue.clear();
            return Ok(Answer::Saved { name: self.name_to_save() });
        }
        Ok(self.next())
    }

    fn name_to_save(&self) -> String {
        match self.outputs.find(&self.wanted) {
            Some(output) => output.name.clone(),
            None => match self.job {
                Job::Check => "checked.zip".to_owned(),
                Job::Consolidate => self.outputs.0.first().map_or_else(
                    || "consolidated.zip".to_owned(),
                    |first| format!("{}.zip", first.name.trim_end_matches(".xlsx")),
                ),
                Job::Issue | Job::Start => format!("{}.zip", self.issuing.folder),
                Job::Template => "report-template.zip".to_owned(),
                Job::Agree | Job::NextYear | Job::Adopt => "plan.zip".to_owned(),
            },
        }
    }

    fn bytes_to_save(&self) -> Refusing<Vec<u8>> {
        match self.outputs.find(&self.wanted) {
            None => self.outputs.zip().map_err(|error| refused("The files could not be put together", &error)),
            Some(output) => match &output.made {
                Made::MarkedCopy(_, Some(Err(why))) => Err(refused("There is no marked copy", why)),
                Made::MarkedCopy(..) | Made::Ready(_) | Made::Draft => {
                    output.bytes().map(<[u8]>::to_vec).ok_or_else(|| refused("It was not made", &"Do the job again."))
                }
            },
        }
    }
}

/// Why a file has no bytes, as a finding says it.
fn without_bytes(file: &File, why: Why) -> Is {
    if is_word(&file.name) {
        return Is::Template(Err(said(why)));
    }
    let how = said(why).to_owned();
    let refusal = match why {
        Why::NotReadable => Refusal::NotOpened { how },
        Why::Stopped | Why::TooLong => Refusal::WorkerFailed { how },
    };
    Is::Opened(Box::new(Opened::refused(source(file), refusal)))
}

fn said(why: Why) -> &'static str {
    match why {
        Why::NotReadable => "the browser could not read it; it may have been moved or changed since it was given",
        Why::Stopped => "the reader failed on it; please report this, with the file",
        Why::TooLong => "it took longer than any file may; please report this, with the file",
    }
}

fn source(file: &File) -> Source {
    Source { path: file.name.clone(), sha256: String::new() }
}

/// A job that cannot be done, for this reason.
pub(crate) fn refused(title: &str, why: &impl ToString) -> Box<Refused> {
    let words = why.to_string();
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default();
    let end = if first.ends_with(['.', '?', '!']) { "" } else { "." };
    Box::new(Refused { title: title.to_owned(), words: format!("{first}{end}"), found: Found::default() })
}

fn about() -> About {
    let offered = |preset: Preset| SchemeOffered { value: preset.name(), title: preset.name(), about: preset.title() };
    About {
        version: env!("CARGO_PKG_VERSION"),
        template: TEMPLATE_VERSION,
        schemes: Preset::ALL.into_iter().map(offered).collect(),
    }
}

/// Says of a file what it was taken for.
pub(crate) fn take(file: &mut File, what: &str) {
    file.is = Is::Taken(what.to_owned());
}
