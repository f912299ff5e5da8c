//! The names of the settings: the closed list of what the Settings sheet may say in its first column.
//!
//! Hyphens and spaces do not count when a name is matched, so that `Contact email` is `Contact e-mail`.

use crate::domain::key;

use super::choice::nearest;

macro_rules! settings {
    ($($variant:ident => $name:literal),+ $(,)?) => {
        /// A setting of the Settings sheet.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Setting { $($variant),+ }

        impl Setting {
            /// All settings, in the order in which the sheet lists them.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name as the Settings sheet spells it.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

settings! {
    Organisation => "Organisation",
    PlanTitle => "Plan title",
    Reporting => "Reporting",
    YearStarts => "Financial year starts",
    Period => "Period",
    ReturnsDue => "Returns due",
    ContactName => "Contact name",
    ContactEmail => "Contact e-mail",
    ReturnsFolder => "Returns folder",
    CheckPage => "Check page",
    RemindBefore => "Remind before Returns due (working days)",
    ActionsCounted => "Actions counted",
    Milestones => "Milestones",
    IndicatorRatings => "Indicator ratings",
    Percentages => "Percentages",
    PercentagePlaces => "Percentage places",
    ZeroCounts => "Zero counts",
    TablesBy => "Tables by",
    DirectionOfTravel => "Direction of travel",
    DefaultTolerance => "Default tolerance",
    CommentaryLimit => "Commentary limit",
    SignOff => "Sign-off",
}

impl Setting {
    /// The setting of that name.
    pub(crate) fn find(text: &str) -> Option<Self> {
        let wanted = squeezed(text);
        Self::ALL.iter().copied().find(|setting| squeezed(setting.name()) == wanted)
    }

    /// The name of the setting that is nearest to a mistyped one.
    pub(super) fn nearest(text: &str) -> Option<&'static str> {
        nearest(text, Self::ALL.iter().map(|setting| setting.name()))
    }
}

fn squeezed(text: &str) -> String {
    key(text).chars().filter(|c| !matches!(c, ' ' | '-' | '\u{2010}'..='\u{2015}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_found_by_its_name_and_no_two_share_one() {
        for setting in Setting::ALL {
            assert_eq!(Setting::find(setting.name()), Some(*setting));
        }
    }

    #[test]
    fn hyphens_and_spaces_do_not_make_another_setting() {
        assert_eq!(Setting::find("contact  EMAIL"), Some(Setting::ContactEmail));
        assert_eq!(Setting::find("Sign off"), Some(Setting::SignOff));
        assert_eq!(Setting::find("Colour"), None);
        assert_eq!(Setting::nearest("Organization"), Some("Organisation"));
    }
}
