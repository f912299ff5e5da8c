//! Commentary that is longer than the plan allows.

use crate::domain::SharedText;
use crate::returns::Slot;
use crate::layout::Field;
use crate::rules::{ActionView, Basis, Check, Findings, IndicatorView, Words};

rule! {
    /// # What it checks
    /// Commentary is at most as long as the Commentary limit in the plan's Settings: 1,500 characters unless the plan
    /// says otherwise. Spaces and line breaks count, those at either end do not. A return of which nobody can say what
    /// was issued has no limit. No cell holds more than 32,767 characters: a file that claims one is too-large.
    ///
    /// # Why it matters
    /// The commentary is printed whole, in a column of a table. One that runs over a page pushes the row that it
    /// explains out of sight, and is cut by the officer who must decide what to leave out.
    ///
    /// # Rejected
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Commentary limit | 20 |
    ///
    /// | Actions | Ref | Deadline | Rating | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Green | The builders are here. |
    ///
    /// | Indicators | Ref | Target | Value | Rating | Commentary |
    /// |---|---|---|---|---|---|
    /// | | E1 | 90 | 91% | Green | Better than last year. |
    ///
    /// # Accepted
    /// | Settings | Setting | Value |
    /// |---|---|---|
    /// | | Commentary limit | 20 |
    ///
    /// | Actions | Ref | Deadline | Rating | Commentary |
    /// |---|---|---|---|---|
    /// | | 1.1 | Q2 | Green | The builders came in |
    ///
    /// # What to do
    /// Shorten it to what readers need: how it stands, why, and what happens next.
    "CEL007", "text-too-long", Warning, since "0.1.0",
    checks: [Check::Action(check_action), Check::Indicator(check_indicator)],
}

fn check_action(action: &ActionView<'_>, out: &mut Findings) {
    let words = too_long(action.file, &action.row.commentary);
    out.push(words.and_then(|words| action.finding(&RULE, Field::Commentary, words)));
}

fn check_indicator(indicator: &IndicatorView<'_>, out: &mut Findings) {
    let words = too_long(indicator.file, &indicator.row.commentary);
    out.push(words.and_then(|words| indicator.finding(&RULE, Field::Commentary, words)));
}

fn too_long(file: &Basis<'_>, commentary: &Slot<SharedText>) -> Option<Words> {
    let limit = file.issued.settings.commentary_limit;
    let length = commentary.given()?.chars().count();
    if u32::try_from(length).is_ok_and(|length| length <= limit) {
        return None;
    }
    Some(Words {
        message: format!("the commentary has {length} characters, where at most {limit} are allowed"),
        expected: format!("at most {limit} characters"),
        found: format!("{length} characters"),
        help: "Shorten it to how it stands, why, and what happens next.".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use crate::trial::{cases, findings};

    fn codes(commentary: &str) -> Vec<&'static str> {
        let text = format!(
            "
            | Settings | Setting | Value |
            |---|---|---|
            | | Commentary limit | 10 |

            | Actions | Ref | Deadline | Rating | Commentary |
            |---|---|---|---|---|
            | | 1.1 | Q2 | Green | {commentary} |"
        );
        findings(&cases(&text)[0], "CEL").iter().map(|finding| finding.rule.code).collect()
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert!(codes("Môn ✓ 😀 éé").is_empty());
        assert_eq!(codes("Môn ✓ 😀 ééé"), ["CEL007"]);
    }

    #[test]
    fn spaces_at_the_ends_do_not_count() {
        assert!(codes("\u{a0}\u{a0}0123456789\u{a0}").is_empty());
    }
}
