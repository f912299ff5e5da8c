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

/// Words of the library that name a command, and how it is done here.
const MAKES_A_TEMPLATE: &str = "planroll report-template";

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

/// The template among the files, or why there is none of several.
fn template(files: &mut [File]) -> Refusing<(Option<Template>, Option<String>)> {
    let mut word: Vec<&mut File> = files.iter_mut().filter(|file| matches!(file.is, Is::Template(_))).collect();
    match word.as_mut_slice() {
        [] => Ok((None, None)),
        [only] => {
            let Is::Template(bytes) = &only.is else { return Ok((None, None)) };
            let read = match bytes {
                Ok(bytes) => read_template(&only.name, bytes).map_err(|error| error.to_string()),
                Err(why) => Err(format!("the report template `{}` cannot be used: {why}", only.name)),
            };
            let template = read.map_err(|why| refused("The report template cannot be used", &with_advice(&why)))?;
            only.is = Is::Taken("the report template".to_owned());
            Ok((Some(template), None))
        }
        several => {
            let names: Vec<String> = several.iter().map(|file| plain(&file.name)).collect();
            let note = format!(
                "{} were given, and any of them could be the report template: {}. None was taken. Give only the one.",
                counted(names.len(), "Word document"),
                names.join(", ")
            );
            for file in several {
                let why = "one of several Word documents, of which none was taken for the report template";
                file.is = Is::PassedOver(why.to_owned());
            }
            Ok((None, Some(note)))
        }
    }
}

/// Words of the library, with what to do on this page.
fn with_advice(why: &str) -> String {
    let made = if why.contains(MAKES_A_TEMPLATE) { "On this page: Start and issue, Report template. " } else { "" };
    format!(
        "{}. {made}Put it right and give the files again, or leave it out for a report in planroll's own look.",
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
