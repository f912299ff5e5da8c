//! The report in Word: which of the files is the council's template, whom reports of their own are for, and the documents.
//!
//! All of it is looked at before anything is checked or made, so that nobody waits for a quarter only to read that a
//! template cannot be used. A Word document is looked at only where the period is collected: elsewhere it is passed over
//! by its name, as the program passes it over.

use planroll::desk::{Desk, Error, Extract, Report, Template, Written, extracts, read_template};
use planroll::report::{counted, plain};

use crate::files::{File, Is};
use crate::output::Outputs;
use crate::session::{Refusing, Session, refused};

/// What is asked for beside the report of everything.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    template: Option<Template>,
    extracts: Vec<Extract>,
    /// Why none of the Word documents was taken for the template.
    note: Option<String>,
}

/// A Word document that was given: planroll's own report, or what may be the template.
pub(crate) fn sorted_word(bytes: Vec<u8>) -> Is {
    match Written::of(&bytes) {
        Written::AsWritten | Written::Edited => {
            Is::PassedOver("a report that planroll wrote, and no template".to_owned())
        }
        Written::NotWord | Written::NotPlanrolls => Is::Template(Ok(bytes)),
    }
}

/// Looks at what is asked for.
///
/// # Errors
/// Where the template cannot be used, or nobody has a name that a report is asked for.
pub(crate) fn ready(session: &mut Session, desk: &Desk) -> Refusing<Asked> {
    let (template, note) = template(&mut session.files)?;
    let names = session.options.report_for.split(['\n', ';']).map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<String> = names.map(str::to_owned).collect();
    let extracts = desk.plan().and_then(|plan| extracts(plan, &names));
    let extracts = extracts.map_err(|error| refused("There is no report for that", &error))?;
    Ok(Asked { template, extracts, note })
}

/// A Word document among the files.
enum Word {
    Template(Box<Template>),
    /// A letter or minutes: nothing in it asks for anything of the report.
    AsksForNothing,
    Unusable(String),
}

impl Word {
    fn of(file: &File) -> Option<Self> {
        let Is::Template(bytes) = &file.is else { return None };
        Some(match bytes.as_ref().map(|bytes| read_template(&file.name, bytes)) {
            Ok(Ok(template)) => Self::Template(Box::new(template)),
            Ok(Err(error)) if error.is_no_template() => Self::AsksForNothing,
            Ok(Err(error)) => Self::Unusable(error.to_string()),
            Err(why) => Self::Unusable(format!("the report template `{}` cannot be used: {why}", file.name)),
        })
    }
}

/// The template among the files, and what is to be said of other Word documents: people keep letters beside their returns.
fn template(files: &mut [File]) -> Refusing<(Option<Template>, Option<String>)> {
    let (mut may_be, mut letters) = (Vec::new(), Vec::new());
    for file in files.iter_mut() {
        match Word::of(file) {
            None => {}
            Some(Word::AsksForNothing) => {
                file.is = Is::PassedOver("a Word document that asks for nothing of the report".to_owned());
                letters.push(plain(&file.name));
            }
            Some(word) => may_be.push((file, word)),
        }
    }
    let (template, several) = the_one(may_be)?;
    let asks_for_nothing = (template.is_none() && !letters.is_empty()).then(|| {
        format!(
            "Not used as a template of the report, because nothing in it says where the report is to be placed: {}. \
             If it is meant to be one: Start and issue, Report template gives one in which everything is explained.",
            letters.join(", ")
        )
    });
    let notes: Vec<String> = [several, asks_for_nothing].into_iter().flatten().collect();
    Ok((template, (!notes.is_empty()).then(|| notes.join(" "))))
}

/// The template, or why there is none of several.
fn the_one(mut word: Vec<(&mut File, Word)>) -> Refusing<(Option<Template>, Option<String>)> {
    if let [(_, Word::Unusable(why))] = word.as_slice() {
        return Err(refused("The report template cannot be used", &with_advice(why)));
    }
    match word.len() {
        0 => Ok((None, None)),
        1 => {
            let Some((file, Word::Template(template))) = word.pop() else { return Ok((None, None)) };
            file.is = Is::Taken("the report template".to_owned());
            Ok((Some(*template), None))
        }
        _ => {
            let names: Vec<String> = word.iter().map(|(file, _)| plain(&file.name)).collect();
            let note = format!(
                "{} were given, and any of them could be the report template: {}. None was taken. Give only the one.",
                counted(names.len(), "Word document"),
                names.join(", ")
            );
            for (file, _) in word {
                let why = "one of several Word documents, of which none was taken for the report template";
                file.is = Is::PassedOver(why.to_owned());
            }
            Ok((None, Some(note)))
        }
    }
}

/// Words of the library, with what to do on this page.
fn with_advice(why: &str) -> String {
    format!(
        "{}. Put it right and give the files again, or leave it out for a report in planroll's own look.",
        why.trim_end_matches('.')
    )
}

impl Asked {
    /// Offers the report of everything, and those that are for somebody, beside the workbook of that name. Gives what is to
    /// be said of them.
    ///
    /// # Errors
    /// Where one cannot be put together.
    pub(crate) fn offer(
        &self,
        outputs: &mut Outputs,
        name: &str,
        make: impl Fn(Option<&Template>, Option<&Extract>) -> Result<Report, Error>,
    ) -> Refusing<Vec<String>> {
        let mut still_to_write = Vec::new();
        for one in std::iter::once(None).chain(self.extracts.iter().map(Some)) {
            let report = make(self.template.as_ref(), one);
            let report = report.map_err(|error| refused("The report could not be put together", &error))?;
            let (name, about) = match one {
                None => (format!("{name}.docx"), "The report for Cabinet, in Word".to_owned()),
                Some(one) => {
                    (format!("{name}-{}.docx", one.slug), format!("The report for {}, in Word", plain(&one.name)))
                }
            };
            outputs.add(("", &name), "report", &about, report.bytes);
            still_to_write = report.still_to_write;
        }
        let mut said: Vec<String> = self.note.clone().into_iter().collect();
        if !still_to_write.is_empty() {
            let prompts: Vec<String> = still_to_write.iter().map(|prompt| plain(prompt)).collect();
            said.push(format!("Still to be written in the report: {}.", prompts.join(", ")));
        }
        Ok(said)
    }
}
