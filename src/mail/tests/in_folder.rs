//! What drafts say where returns lie in a folder that everybody has a link to.

use jiff::civil::date;

use super::{About, COUNCIL, council, parsed, standing, text_of, written};

/// The council, whose returns lie in a folder.
fn with_links() -> String {
    let links = "| | Returns folder | https://anyshire.example.org/:f:/returns?csf=1&web=1 |
| | Check page | https://intranet.example.org/check |
| | Returns due |";
    COUNCIL.replace("| | Returns due |", links)
}

#[test]
fn where_returns_lie_in_a_folder_a_mail_has_the_link_and_the_name_and_only_a_marked_copy_is_attached() {
    council(&with_links(), |plan, collection| {
        for about in [About::Issue, About::Missing] {
            let all = written(plan, |_| about.clone(), Some(date(2025, 7, 15)));
            let draft = &all.drafts[0];
            let eml = draft.eml();
            let mail = parsed(&eml);
            assert_eq!(mail.attachment_count(), 0);
            let said = text_of(draft);
            assert!(said.contains("The workbook is housing-2025-26-q1.xlsx in the folder for returns:\nhttps://anyshire.example.org/:f:/returns?csf=1&web=1\n"), "{said}");
            assert!(said.contains("\nhttps://intranet.example.org/check\n"), "{said}");
            assert!(
                !said.contains("attached") && !said.contains("reached us") && !said.contains("send it to"),
                "{said}"
            );
            let link = "<a href=\"https://anyshire.example.org/:f:/returns?csf=1&amp;web=1\">";
            assert!(mail.body_html(0).unwrap().contains(link));
            let row = &draft.index[0];
            assert_eq!((row.file.as_str(), row.sha256.as_str()), ("housing-2025-26-q1.xlsx", ""));
            assert!(text_of(&all.drafts[1]).contains("- Parks: 2 actions, parks-2025-26-q1.xlsx"));
        }
        let all = written(plan, |_| About::Wrong(standing(collection)), None);
        assert_eq!(parsed(&all.drafts[0].eml()).attachment_count(), 1);
        assert_eq!(all.drafts[0].index[0].sha256.len(), 64);
        assert!(!text_of(&all.drafts[0]).contains("anyshire"), "{}", text_of(&all.drafts[0]));
    });
}

#[test]
fn an_officer_s_own_words_are_followed_by_the_link_without_which_there_is_no_workbook() {
    let text = format!(
        "{}\n| Messages | Message | Text |\n|---|---|---|\n| | Issue body | Please fill it in. |\n",
        with_links()
    );
    council(&text, |plan, _| {
        let said = text_of(&written(plan, |_| About::Issue, None).drafts[0]);
        assert!(said.starts_with("Please fill it in.\n\nThe workbook is housing-2025-26-q1.xlsx in the"), "{said}");
    });
}
