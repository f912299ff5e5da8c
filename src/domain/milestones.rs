//! What an action and its milestones are to the counts.
//!
//! A plan may break an action down into milestones. Which of the two are counted is a setting of the plan, and what follows
//! from it for a row is decided here and nowhere else: issuing, rules, counts, sheets and report ask for its [`Role`].

use serde::{Deserialize, Serialize};

use super::{key, words};

/// Which of an action and its milestones are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::enum_variant_names, reason = "it is the setting's own word")]
pub enum Milestones {
    /// Actions are; milestones are shown.
    #[default]
    OnlyActions,
    /// Milestones are; an action that has any is their heading.
    OnlyMilestones,
    /// Every row is.
    Both,
}

words!(Milestones, key {
    OnlyActions => "Actions only",
    OnlyMilestones => "Milestones only",
    Both => "Both",
});

/// What a row is to the counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It is rated and counted as any row is.
    #[default]
    Counted,
    /// It is the heading of its milestones: no rating is asked for, and it is in no count.
    Heading,
    /// It is a milestone that is shown, may be rated, and is in no count.
    Shown,
}

impl Milestones {
    /// What a row is. Only what is issued in the same period makes it a milestone, or a row that has any.
    pub fn role(self, is_milestone: bool, has_milestones: bool) -> Role {
        match self {
            Self::OnlyActions if is_milestone => Role::Shown,
            Self::OnlyMilestones if has_milestones => Role::Heading,
            Self::OnlyActions | Self::OnlyMilestones | Self::Both => Role::Counted,
        }
    }

    /// Whether it is what a plan without the setting has.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks a field by reference whether it is to be left out"
    )]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Role {
    /// Whether it is in the counts, and a rating may be demanded of it.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks a field by reference whether it is to be left out"
    )]
    pub fn is_counted(&self) -> bool {
        *self == Self::Counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_is_follows_from_the_setting_alone() {
        let (plain, milestone, parent) = ((false, false), (true, false), (false, true));
        let roles = |setting: Milestones| [plain, milestone, parent].map(|(is, has)| setting.role(is, has));
        assert_eq!(roles(Milestones::OnlyActions), [Role::Counted, Role::Shown, Role::Counted]);
        assert_eq!(roles(Milestones::OnlyMilestones), [Role::Counted, Role::Counted, Role::Heading]);
        assert_eq!(roles(Milestones::Both), [Role::Counted; 3]);
    }
}
