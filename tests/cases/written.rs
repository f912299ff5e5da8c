//! Every case as the files of a quarter, for `tests/compare_outputs.py`.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::support::{Case, corpus, documented, plan_of, plan_workbook_since, previous_workbooks, returns_of, saved};

/// Writes a folder for each case: `plan.xlsx`, `returns/`, consolidated workbooks of earlier periods, and
/// `settings.json` with what its options say.
pub(super) fn write(folder: &Path) {
    let of_page = documented().into_iter().map(|(rule, name, case)| (format!("page-{}-{name}", rule.code), case));
    let of_corpus = corpus().into_iter().map(|one| (format!("corpus-{}", one.name.replace('/', "-")), one.case));
    for (name, case) in of_page.chain(of_corpus) {
        write_case(&folder.join(name), &case);
    }
}

fn write_case(folder: &Path, case: &Case) {
    fs::create_dir_all(folder.join("returns")).unwrap();
    fs::write(folder.join("plan.xlsx"), saved(&plan_workbook_since(case))).unwrap();
    let settings = json!({
        "as_of": case.setting("As of"),
        "period": case.setting("Check period"),
        "without_plan": case.setting("Without plan").is_some(),
        "take_newest": case.setting("Take newest").is_some(),
    });
    fs::write(folder.join("settings.json"), settings.to_string()).unwrap();
    // A plan workbook that cannot be read has no returns.
    let Some(plan) = plan_of(case).plan else { return };
    for (name, bytes) in returns_of(case, &plan) {
        fs::write(folder.join("returns").join(name), bytes).unwrap();
    }
    for (name, bytes) in previous_workbooks(case, plan.period) {
        fs::write(folder.join(name), bytes).unwrap();
    }
}
