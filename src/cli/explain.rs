//! `planroll explain`: prints the page of a rule.

use crate::rules::{catalogue, find_rule, page};

use super::error::Error;
use super::exit::Exit;
use super::screen::Screen;

/// Explain a rule: what it checks, why, and what to do
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  planroll explain RAT005\n  planroll explain overdue-but-on-track")]
pub(super) struct Args {
    /// The rule's code or name
    #[arg(value_name = "CODE|NAME")]
    rule: String,
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let rule = find_rule(&args.rule)
        .ok_or_else(|| Error::NoSuchRule { name: args.rule.clone(), nearest: nearest(&args.rule) })?;
    screen.result(&page(rule))?;
    Ok(Exit::Done)
}

/// The code or name that is nearest to what was typed.
fn nearest(typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    let nearest = |words: &mut dyn Iterator<Item = &'static str>, most: usize| {
        words
            .map(|word| (strsim::damerau_levenshtein(&word.to_lowercase(), &typed), word))
            .min()
            .filter(|(distance, _)| *distance <= most)
            .map(|(_, word)| word.to_owned())
    };
    // A code is short, so that two wrong letters make another code of it.
    nearest(&mut catalogue().iter().map(|rule| rule.code), 1)
        .or_else(|| nearest(&mut catalogue().iter().map(|rule| rule.name), 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_finds_the_rule_and_nonsense_finds_none() {
        assert_eq!(nearest("rat05").as_deref(), Some("RAT005"));
        assert_eq!(nearest("overdue-but-ontrack").as_deref(), Some("overdue-but-on-track"));
        assert_eq!(nearest("completely different words altogether"), None);
    }
}
