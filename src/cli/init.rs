//! `planroll init`: writes a starter plan workbook.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::desk::{Preset, start_plan};
use crate::report::plain;

use super::arguments::{day, today};
use super::error::Error;
use super::exit::Exit;
use super::pasted::{check_of_plan, of_path};
use super::paths::shown;
use super::saving::{Over, save};
use super::screen::Screen;

/// Write a starter plan workbook
///
/// It holds everything an officer decides – priorities, delivery plans, actions, indicators, ratings – with a few rows
/// to overwrite. Its period is the one that today falls in; another can be typed on the Settings sheet or given to
/// `planroll issue`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  planroll init plan.xlsx --scheme west-norfolk")]
pub(super) struct Args {
    /// The plan workbook to write
    #[arg(value_name = "PLAN.xlsx", default_value = "plan.xlsx")]
    plan: PathBuf,

    /// The rating scheme and settings to start from
    #[arg(long, value_enum, default_value_t = Scheme::Standard)]
    scheme: Scheme,

    /// The day that counts as today
    #[arg(long, value_name = "DATE")]
    today: Option<String>,

    /// Replace the file if it is there already
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Scheme {
    /// Red, amber, green; indicators rated by a 5% band
    Standard,
    /// Ratings by slippage, counted when rated
    CannockChase,
    /// Red, amber, green, with completed outside the percentages
    WestNorfolk,
    /// Outcomes, portfolios, committees and direction of travel
    Southend,
    /// Half-yearly measures rated by judgement
    Colchester,
    /// Progress of projects: not started, at risk, on hold; % complete and forecast
    Progress,
    /// Monthly figures, targets met or not met
    Monthly,
}

impl Scheme {
    /// The preset of that name.
    pub(super) fn preset(self) -> Preset {
        match self {
            Self::Standard => Preset::Standard,
            Self::CannockChase => Preset::CannockChase,
            Self::WestNorfolk => Preset::WestNorfolk,
            Self::Southend => Preset::Southend,
            Self::Colchester => Preset::Colchester,
            Self::Progress => Preset::Progress,
            Self::Monthly => Preset::Monthly,
        }
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, screen: &mut Screen) -> Result<Exit, Error> {
    let preset = args.scheme.preset();
    let today = day(args.today.as_deref())?.unwrap_or_else(today);
    let bytes = start_plan(preset, today)?;
    save(&args.plan, &bytes, if args.force { Over::Replace } else { Over::Refuse })?;
    let path = shown(&args.plan);
    let (check, issue) = (check_of_plan(&path), of_path("issue", &path));
    screen.beside_result(&format!(
        "{}: a starter plan workbook ({preset}). Fill it in, then check it:\n  {check}\nand issue the returns:\n  {}\n",
        plain(&path),
        issue
    ))?;
    Ok(Exit::Done)
}
