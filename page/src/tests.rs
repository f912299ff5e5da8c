//! Whole jobs, driven as the page drives them, over the examples and over what goes wrong.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::Session;

/// A page that files were given to.
struct Page {
    session: Session,
    files: Vec<(String, Vec<u8>)>,
}

impl Page {
    fn with(files: Vec<(String, Vec<u8>)>) -> Self {
        Self { session: Session::default(), files }
    }

    /// The files of an example, or of any folder below `examples`.
    fn of(folders: &[&str]) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
        let mut files = Vec::new();
        for folder in folders {
            let mut within: Vec<_> =
                std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
            within.sort();
            for path in within.into_iter().filter(|path| path.is_file()) {
                files.push((path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()));
            }
        }
        Self::with(files)
    }

    fn call(&mut self, request: &Value, bytes: Vec<u8>) -> (Value, Option<Vec<u8>>) {
        let (answer, saved) = self.session.call(&serde_json::to_vec(request).unwrap(), bytes);
        (serde_json::from_slice(&answer).unwrap(), saved)
    }

    fn begin(&mut self, job: &str, options: &Value) -> Value {
        let files: Vec<Value> =
            self.files.iter().map(|(name, bytes)| json!({ "name": name, "path": "", "size": bytes.len() })).collect();
        let mut all = json!({ "clock": "2025-07-20" });
        all.as_object_mut().unwrap().extend(options.as_object().unwrap().clone());
        let begin = json!({ "call": "begin", "job": job, "files": files, "options": all, "lost": [] });
        let answer = self.call(&begin, Vec::new()).0;
        self.drive(answer).0
    }

    /// Goes on until there is something else to be told than a step.
    fn drive(&mut self, mut answer: Value) -> (Value, Option<Vec<u8>>) {
        for _ in 0..10_000 {
            let Some(step) = answer.get("step") else { return (answer, None) };
            assert!(step["done"].as_u64() <= step["of"].as_u64(), "{step}");
            let bytes = step["wants"].as_u64().map(|place| self.files[usize::try_from(place).unwrap()].1.clone());
            let (next, saved) = self.call(&json!({ "call": "step" }), bytes.unwrap_or_default());
            if saved.is_some() {
                return (next, saved);
            }
            answer = next;
        }
        panic!("it goes on for ever: {answer}");
    }

    fn save(&mut self, id: &str) -> (Value, Vec<u8>) {
        let (answer, saved) = self.call(&json!({ "call": "save", "output": id }), Vec::new());
        if let Some(saved) = saved {
            return (answer, saved);
        }
        let (answer, saved) = self.drive(answer);
        let bytes = saved.unwrap_or_else(|| panic!("{answer}"));
        (answer, bytes)
    }
}

fn texts(all: &Value, field: &str) -> Vec<String> {
    all.as_array().unwrap().iter().map(|one| one[field].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_return_is_checked_without_its_plan_and_its_marked_copy_is_made_when_it_is_asked_for() {
    let mut page = Page::of(&["west-norfolk/returns"]);
    let answer = page.begin("check", &json!({}));
    let view = &answer["view"];
    assert_eq!(view["kind"], "check", "{answer}");
    let groups = view["groups"].as_array().unwrap();
    assert_eq!(groups.len(), page.files.len());
    let wrong = groups.iter().find(|group| group["file"] == "efficient-2025-26-q1.xlsx").unwrap();
    let finding = &wrong["findings"][0];
    assert_eq!((finding["code"].as_str(), finding["place"].as_str()), (Some("IND005"), Some("Indicators!N17")));
    let row = finding["row"].as_array().unwrap();
    assert!(row.iter().any(|cell| cell["isIt"] == true && cell["text"] == "Amber"), "{row:?}");
    assert!(view["summary"]["items"][0]["link"].as_str().is_some());
    let output = wrong["marked"].as_str().unwrap().to_owned();
    let (saved, bytes) = page.save(&output);
    assert_eq!(saved["saved"]["name"], "efficient-2025-26-q1.checked.xlsx");
    assert!(bytes.starts_with(b"PK"));
    // The other twin: where nothing is wrong, that is said with the name of the file.
    let right = groups.iter().find(|group| group["findings"].as_array().unwrap().is_empty());
    if let Some(right) = right {
        assert!(right["nothing"].as_str().unwrap().starts_with("Nothing needs putting right in "), "{right}");
    }
}

#[test]
fn a_period_is_consolidated_with_everything_that_can_be_saved_one_by_one_or_at_once() {
    let mut page = Page::of(&["west-norfolk", "west-norfolk/returns"]);
    let answer = page.begin("consolidate", &json!({ "data": true, "chase": "outstanding" }));
    let view = answer["view"].clone();
    assert_eq!(view["kind"], "consolidate", "{answer}");
    let actions = &view["tables"][0];
    let cells: Vec<&str> = actions["lines"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|line| line["cells"].as_array().unwrap())
        .map(|cell| cell.as_str().unwrap())
        .collect();
    assert!(cells.contains(&"5 (38%)"), "{cells:?}");
    assert_eq!(actions["lines"].as_array().unwrap().last().unwrap()["name"], "Overall");
    let names = texts(&view["outputs"], "name");
    for wanted in ["datapackage.json", "status.csv", "findings.csv", "index.csv", "efficient-2025-26-q1.checked.xlsx"] {
        assert!(names.iter().any(|name| name == wanted), "{wanted}: {names:?}");
    }
    let (saved, bytes) = page.save("all");
    assert!(saved["saved"]["name"].as_str().unwrap().ends_with("-2025-26-q1.zip"), "{saved}");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut within: BTreeMap<String, u64> = BTreeMap::new();
    for place in 0..zip.len() {
        let file = zip.by_index(place).unwrap();
        within.insert(file.name().unwrap().into_owned(), file.size());
    }
    assert_eq!(within.len(), names.len(), "{within:?}");
    assert!(within.keys().any(|name| name.starts_with("marked/")) && within.contains_key("data/datapackage.json"));
    assert!(within.keys().any(|name| name.starts_with("chase-2025-07-20/") && name.contains(".eml")), "{within:?}");
    assert!(within.values().all(|size| *size > 0));
}

#[test]
fn returns_are_issued_with_their_drafts_and_a_starter_plan_is_given() {
    let mut page = Page::of(&["west-norfolk"]);
    let answer = page.begin("issue", &json!({ "mail": true }));
    let view = &answer["view"];
    assert_eq!(view["kind"], "issue", "{answer}");
    assert!(!view["issued"].as_array().unwrap().is_empty());
    let (_, bytes) = page.save("all");
    let zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    assert!(zip.file_names().any(|name| name.unwrap() == "mail/index.csv"));
    let start = page.begin("start", &json!({ "scheme": "west-norfolk", "today": "2025-06-30" }));
    assert_eq!(start["view"]["outputs"][0]["name"], "plan.xlsx", "{start}");
    let id = start["view"]["outputs"][0]["id"].as_str().unwrap().to_owned();
    let today = planroll::desk::read_day("2025-06-30", planroll::desk::Date::MIN).unwrap();
    let same = planroll::desk::start_plan(planroll::desk::Preset::WestNorfolk, today).unwrap();
    assert_eq!(page.save(&id).1, same);
}

#[test]
fn a_bad_file_costs_only_itself_and_is_named() {
    let mut page = Page::of(&["west-norfolk", "west-norfolk/returns"]);
    page.files.push(("notes.txt".to_owned(), b"notes".to_vec()));
    page.files.push(("broken.xlsx".to_owned(), b"PK\x03\x04 no more".to_vec()));
    page.files.push((".DS_Store".to_owned(), b"x".to_vec()));
    let answer = page.begin("consolidate", &json!({}));
    let view = &answer["view"];
    assert_eq!(view["provisional"], true, "{answer}");
    let broken = view["groups"].as_array().unwrap().iter().find(|group| group["file"] == "broken.xlsx").unwrap();
    assert!(broken["unreadable"] == true && broken["findings"].as_array().unwrap().len() == 1, "{broken}");
    let taken = view["taken"].as_array().unwrap();
    let of = |name: &str| taken.iter().find(|one| one["name"] == name);
    assert_eq!(of("notes.txt").unwrap()["state"], "passed over");
    assert_eq!(of("broken.xlsx").unwrap()["state"], "unreadable");
    assert_eq!(of(".DS_Store").unwrap()["what"], "a file of the system");
    assert!(!texts(&view["groups"], "file").iter().any(|file| file == "notes.txt"));
}

#[test]
fn a_file_that_stopped_the_program_or_took_too_long_is_a_finding_and_the_others_are_done() {
    let mut page = Page::of(&["colchester", "colchester/returns"]);
    for why in ["stopped", "too long", "not readable"] {
        let files: Vec<Value> =
            page.files.iter().map(|(name, bytes)| json!({ "name": name, "path": "", "size": bytes.len() })).collect();
        let lost = page.files.len() - 1;
        let begin = json!({ "call": "begin", "job": "consolidate", "files": files, "options": { "clock": "2025-07-20" },
            "lost": [{ "file": lost, "why": why }] });
        let answer = page.call(&begin, Vec::new()).0;
        let answer = page.drive(answer).0;
        let unreadable: Vec<&Value> =
            answer["view"]["groups"].as_array().unwrap().iter().filter(|one| one["unreadable"] == true).collect();
        assert_eq!(unreadable.len(), 1, "{why}: {answer}");
        assert_eq!(unreadable[0]["file"], page.files[lost].0);
    }
}

#[test]
fn a_job_that_cannot_be_done_says_so_in_words_and_the_next_can_be_done() {
    let mut page = Page::of(&["west-norfolk/returns"]);
    let answer = page.begin("consolidate", &json!({}));
    assert!(answer["refused"]["title"].as_str().unwrap().contains("no plan workbook"), "{answer}");
    assert_eq!(answer["refused"]["taken"].as_array().unwrap().len(), page.files.len());
    let answer = page.begin("check", &json!({ "asOf": "18 Oct" }));
    assert!(answer["refused"]["words"].as_str().unwrap().contains("18 October 2025"), "{answer}");
    assert_eq!(page.begin("check", &json!({ "asOf": "30 June 2025" }))["view"]["asOf"], "30 June 2025");
    let nonsense = page.call(&json!({ "call": "dance" }), Vec::new()).0;
    assert!(nonsense["refused"].is_object(), "{nonsense}");
}

#[test]
fn of_two_plan_workbooks_one_must_be_chosen() {
    let mut page = Page::of(&["colchester", "colchester/returns"]);
    let other = Page::of(&["southend"]).files.into_iter().find(|(name, _)| name == "plan.xlsx").unwrap().1;
    page.files.push(("other.xlsx".to_owned(), other));
    let answer = page.begin("consolidate", &json!({}));
    assert_eq!(answer["refused"]["plans"], json!(["plan.xlsx", "other.xlsx"]), "{answer}");
    let answer = page.begin("consolidate", &json!({ "plan": "plan.xlsx" }));
    assert_eq!(answer["view"]["provisional"], false, "{answer}");
}

#[test]
fn more_than_a_page_can_hold_is_refused_in_words_and_what_is_no_workbook_does_not_count() {
    let mut page = Page::with(Vec::new());
    let begin = |name: &str| {
        json!({ "call": "begin", "job": "check", "options": { "clock": "2025-07-20" }, "lost": [],
            "files": [{ "name": name, "path": "", "size": 500_u64 << 20 }] })
    };
    let answer = page.call(&begin("film.xlsx"), Vec::new()).0;
    assert!(answer["refused"]["words"].as_str().unwrap().contains("500 MB together"), "{answer}");
    let answer = page.call(&begin("film.mp4"), Vec::new()).0;
    let answer = page.drive(answer).0;
    assert!(answer["refused"]["title"].as_str().unwrap().contains("nothing to check"), "{answer}");
}

#[test]
fn earlier_workbooks_are_compared_with_and_the_corrections_of_this_periods_are_carried() {
    let mut first = Page::of(&["two-quarters/q1", "two-quarters/q1/returns"]);
    let view = first.begin("consolidate", &json!({}))["view"].clone();
    let workbook = &view["outputs"][0];
    let (name, id) = (workbook["name"].as_str().unwrap().to_owned(), workbook["id"].as_str().unwrap().to_owned());
    let bytes = first.save(&id).1;

    let mut second = Page::of(&["two-quarters/q2", "two-quarters/q2/returns"]);
    second.files.push((name.clone(), bytes.clone()));
    let answer = second.begin("consolidate", &json!({}));
    let of = |answer: &Value| {
        let taken = answer["view"]["taken"].as_array().unwrap();
        taken.iter().find(|one| one["name"] == name.as_str()).unwrap().clone()
    };
    assert_eq!(of(&answer)["state"], "used", "{answer}");
    assert!(of(&answer)["what"].as_str().unwrap().contains("2025-26 Q1"), "{answer}");

    first.files.push((name.clone(), bytes));
    let answer = first.begin("consolidate", &json!({}));
    assert_eq!(of(&answer)["state"], "used", "{answer}");
    assert!(of(&answer)["what"].as_str().unwrap().contains("corrections are carried over"), "{answer}");
    assert_eq!(answer["view"]["outputs"][0]["name"], name.as_str());
    let id = answer["view"]["outputs"][0]["id"].as_str().unwrap().to_owned();
    assert!(first.save(&id).1 == first.files.last().unwrap().1, "nothing was corrected, and nothing changes");
    let other = ("a copy.xlsx".to_owned(), first.files.last().unwrap().1.clone());
    first.files.push(other);
    let answer = first.begin("consolidate", &json!({}));
    assert_eq!(answer["refused"]["title"], "Two workbooks are of this period", "{answer}");
}

#[test]
fn decisions_are_taken_into_the_plan_and_the_year_turns_only_at_its_end() {
    let mut page = Page::of(&["cannock-chase", "cannock-chase/returns"]);
    page.files.retain(|(name, _)| std::path::Path::new(name).extension().is_some_and(|ending| ending == "xlsx"));
    let view = page.begin("consolidate", &json!({}))["view"].clone();
    let workbook = &view["outputs"][0];
    let (name, id) = (workbook["name"].as_str().unwrap().to_owned(), workbook["id"].as_str().unwrap().to_owned());
    let bytes = page.save(&id).1;
    let answer = page.begin("agree", &json!({ "by": "Cabinet" }));
    assert!(answer["refused"]["title"].as_str().unwrap().contains("no consolidated workbook"), "{answer}");
    page.files.push((name, bytes));
    let answer = page.begin("agree", &json!({ "by": " " }));
    assert_eq!(answer["refused"]["title"], "Who agreed it?", "{answer}");
    let view = page.begin("agree", &json!({ "by": "Cabinet, 19 September 2019" }))["view"].clone();
    assert_eq!(view["kind"], "turned", "{view}");
    assert_eq!(view["said"], "20 decisions on 2019-20 Q1, Cabinet, 19 September 2019: 20 still open.");
    assert_eq!(view["list"]["rows"].as_array().unwrap().len(), 20);
    assert_eq!(view["below"], json!(["Nothing changes in the plan workbook."]));
    let answer = page.begin("next-year", &json!({}));
    let words = answer["refused"]["words"].as_str().unwrap();
    assert!(words.contains("is for 2019-20 Q1, which is not the last period of its year"), "{answer}");
}
