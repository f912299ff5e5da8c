//! What is wrong with the words of a command line, said to an officer: what was found, what it should be, an example.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

/// What `error` says, in words, with an example of the command that was meant; as it is where there are none for it.
pub(super) fn in_words(error: &Error, program: &Command, typed: &[String]) -> String {
    let meant = typed.iter().find_map(|word| program.find_subcommand(word)).unwrap_or(program);
    let Some(wrong) = wrong(error, meant) else { return error.to_string() };
    let mut text = format!("planroll: {wrong}.\n");
    if let Some(example) = meant.get_after_help().and_then(example) {
        text.push_str(&format!("For example:\n  {example}\n"));
    }
    let name = if meant.get_name() == program.get_name() { String::new() } else { format!("{} ", meant.get_name()) };
    text.push_str(&format!("Everything that may be given:\n  planroll {name}--help\n"));
    text
}

/// The first command among the examples of a help page.
fn example(help: &StyledStr) -> Option<String> {
    let text = help.to_string();
    text.lines().map(str::trim).find(|line| line.starts_with("planroll ")).map(str::to_owned)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "new kinds of error are added with every version of clap")]
fn wrong(error: &Error, meant: &Command) -> Option<String> {
    let said = |kind| error.get(kind).map(ToString::to_string);
    let arg = said(ContextKind::InvalidArg).unwrap_or_default();
    let value = said(ContextKind::InvalidValue).unwrap_or_default();
    let nearest = |kind| said(kind).map(|nearest| format!("; the nearest is `{nearest}`")).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => {
            format!("there is no option `{arg}`{}", nearest(ContextKind::SuggestedArg))
        }
        ErrorKind::UnknownArgument => {
            format!("`{arg}` is one word too many; a name with spaces stands in quotation marks")
        }
        ErrorKind::InvalidSubcommand => {
            let named = said(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("there is no command `{named}`{}", nearest(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("nothing is given after `{}`{}", option(&arg), one_of(error))
        }
        ErrorKind::InvalidValue => format!("`{value}` cannot be given after `{}`{}", option(&arg), one_of(error)),
        ErrorKind::ValueValidation => format!("`{value}` cannot be given after `{}`", option(&arg)),
        ErrorKind::MissingRequiredArgument => format!("{} is missing", missing(&arg, meant)),
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg).filter(|prior| *prior != arg) {
            Some(prior) => format!("`{}` and `{}` do not go together", option(&arg), option(&prior)),
            None => format!("`{}` is given twice", option(&arg)),
        },
        _ => return None,
    })
}

/// The words that may be given.
fn one_of(error: &Error) -> String {
    let Some(ContextValue::Strings(words)) = error.get(ContextKind::ValidValue) else { return String::new() };
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => format!("; it can only be {only}"),
        several => format!("; it is one of {}", several.join(", ")),
    }
}

/// An option without the name of its value: `--format` of `--format <FORMAT>`.
fn option(arg: &str) -> &str {
    arg.split(" <").next().unwrap_or(arg)
}

/// What is missing, by what it is: `the plan workbook (PLAN.xlsx)`.
fn missing(arg: &str, meant: &Command) -> String {
    let each = arg.split(", ").map(|one| {
        let name = one.trim_matches(['<', '>', '.', '[', ']']);
        let of_name = |own: &&clap::Arg| own.get_value_names().is_some_and(|names| names.iter().any(|own| own == name));
        let help = meant.get_positionals().find(of_name).and_then(|own| own.get_help()).map(ToString::to_string);
        match help.as_deref().and_then(|help| help.split([',', ';']).next()) {
            Some(help) => format!("{} ({name})", uncapitalised(help)),
            None => format!("`{one}`"),
        }
    });
    each.collect::<Vec<_>>().join(" and ")
}

fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
