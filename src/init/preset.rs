//! The presets by name, and their schemes as read from the data that is built into the binary.

use std::fmt;
use std::sync::LazyLock;

use crate::domain::{Calendar, Reporting, key};
use crate::plan::Setting;

use super::scheme::Scheme;

/// A scheme that `init` offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Preset {
    /// Red, amber, green, with a 5% band for indicators.
    Standard,
    /// Ratings defined by slippage, counted when rated; no indicators.
    CannockChase,
    /// Red, amber, green with completed actions outside the percentages; indicators by a 5% band.
    WestNorfolk,
    /// Red, amber, green without a Complete rating; outcomes, portfolios, committees, direction of travel.
    Southend,
    /// Half-yearly measures with given ratings and no bands.
    Colchester,
    /// Progress of projects: at risk, not started, on hold; how far they are, and how they will end.
    Progress,
    /// Monthly figures against targets, met or not met; ratings are worked out.
    Monthly,
}

impl Preset {
    /// All presets, the default first.
    pub const ALL: [Self; 7] = [
        Self::Standard,
        Self::CannockChase,
        Self::WestNorfolk,
        Self::Southend,
        Self::Colchester,
        Self::Progress,
        Self::Monthly,
    ];

    /// Reads a preset's name (`west-norfolk`), ignoring case; a space may stand for the dash.
    pub fn parse(text: &str) -> Option<Self> {
        let wanted = key(text).replace(' ', "-");
        Self::ALL.into_iter().find(|preset| preset.name() == wanted)
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::CannockChase => "cannock-chase",
            Self::WestNorfolk => "west-norfolk",
            Self::Southend => "southend",
            Self::Colchester => "colchester",
            Self::Progress => "progress",
            Self::Monthly => "monthly",
        }
    }

    /// What it is, in a line.
    pub fn title(self) -> &'static str {
        match self {
            Self::Standard => "Red, amber, green; indicators rated by a 5% band",
            Self::CannockChase => "Ratings by slippage, counted when rated (Cannock Chase)",
            Self::WestNorfolk => "Red, amber, green with completed outside the percentages (West Norfolk)",
            Self::Southend => "Outcomes, portfolios and direction of travel (Southend)",
            Self::Colchester => "Half-yearly measures rated by judgement (Colchester)",
            Self::Progress => "Progress of projects: not started, at risk, on hold; % complete and forecast",
            Self::Monthly => "Monthly figures, targets met or not met",
        }
    }

    /// How often it is reported, and the month its year starts in.
    pub fn calendar(self) -> Calendar {
        let set = |setting| self.scheme().setting(setting);
        Calendar {
            reporting: set(Setting::Reporting).and_then(Reporting::parse).unwrap_or(Reporting::Quarterly),
            year_starts: set(Setting::YearStarts).and_then(Calendar::month_number).unwrap_or(4),
        }
    }

    pub(super) fn scheme(self) -> &'static Scheme {
        static STANDARD: LazyLock<Scheme> =
            LazyLock::new(|| read(include_str!("../../workbook-templates/schemes/standard.toml")));
        static CANNOCK_CHASE: LazyLock<Scheme> =
            LazyLock::new(|| read(include_str!("../../workbook-templates/schemes/cannock-chase.toml")));
        static WEST_NORFOLK: LazyLock<Scheme> =
            LazyLock::new(|| read(include_str!("../../workbook-templates/schemes/west-norfolk.toml")));
        static SOUTHEND: LazyLock<Scheme> =
            LazyLock::new(|| read(include_str!("../../workbook-templates/schemes/southend.toml")));
        static COLCHESTER: LazyLock<Scheme> =
            LazyLock::new(|| read(include_str!("../../workbook-templates/schemes/colchester.toml")));
        static PROGRESS: LazyLock<Scheme> =
            LazyLock::new(|| read(include_str!("../../workbook-templates/schemes/progress.toml")));
        static MONTHLY: LazyLock<Scheme> =
            LazyLock::new(|| read(include_str!("../../workbook-templates/schemes/monthly.toml")));
        match self {
            Self::Standard => &STANDARD,
            Self::CannockChase => &CANNOCK_CHASE,
            Self::WestNorfolk => &WEST_NORFOLK,
            Self::Southend => &SOUTHEND,
            Self::Colchester => &COLCHESTER,
            Self::Progress => &PROGRESS,
            Self::Monthly => &MONTHLY,
        }
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[expect(clippy::expect_used, reason = "the schemes are part of the binary, and a test reads each of them")]
fn read(text: &str) -> Scheme {
    toml::from_str(text).expect("a built-in scheme is well formed")
}
