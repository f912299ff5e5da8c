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

/// The outputs of a kind: each with its name and its bytes.
fn saved_of(page: &mut Page, view: &Value, kind: &str) -> Vec<(String, Vec<u8>)> {
    let outputs = view["outputs"].as_array().unwrap().iter().filter(|one| one["kind"] == kind);
    let ids: Vec<String> = outputs.map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    ids.iter()
        .map(|id| {
            let (saved, bytes) = page.save(id);
            (saved["saved"]["name"].as_str().unwrap().to_owned(), bytes)
        })
        .collect()
}

/// What became of a file.
fn became(answer: &Value, name: &str) -> (String, String) {
    let view = if answer["view"].is_null() { &answer["refused"] } else { &answer["view"] };
    let one = view["taken"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
    (one["state"].as_str().unwrap().to_owned(), one["what"].as_str().unwrap().to_owned())
}

#[test]
fn the_report_is_always_made_and_those_for_somebody_and_the_workbook_for_members_where_they_are_asked_for() {
    let mut page = Page::of(&["west-norfolk", "west-norfolk/returns"]);
    let view = page.begin("consolidate", &json!({}))["view"].clone();
    let workbook = view["outputs"][0]["name"].as_str().unwrap().to_owned();
    let stem = workbook.trim_end_matches(".xlsx");
    let reports = saved_of(&mut page, &view, "report");
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].0, format!("{stem}.docx"));
    assert_eq!(planroll::desk::Written::of(&reports[0].1), planroll::desk::Written::AsWritten);
    assert!(saved_of(&mut page, &view, "members").is_empty());
    let everything = saved_of(&mut page, &view, "workbook");

    let all = page.begin("consolidate", &json!({ "reportFor": " growth ;\n\n each plan\r\n", "members": true }));
    let view = all["view"].clone();
    assert_eq!(view["kind"], "consolidate", "{all}");
    let own = saved_of(&mut page, &view, "report");
    let plans = view["status"]["rows"].as_array().unwrap().len();
    assert_eq!(own.len(), 1 + plans, "each once, and the report of everything");
    assert!(own[0] == reports[0], "the report of everything stays what it is");
    let names: Vec<&String> = own.iter().map(|(name, _)| name).collect();
    assert!(own.iter().skip(1).all(|(name, _)| name.starts_with(&format!("{stem}-"))), "{names:?}");
    let different: std::collections::BTreeSet<&Vec<u8>> = own.iter().map(|(_, bytes)| bytes).collect();
    assert_eq!(different.len(), own.len(), "each says something else");
    let members = saved_of(&mut page, &view, "members");
    assert_eq!(members.len(), 1);
    assert_eq!(members[0].0, format!("{stem}-for-members.xlsx"));
    assert!(planroll::desk::is_for_members(&members[0].1));
    assert!(saved_of(&mut page, &view, "workbook") == everything, "the workbook stays what it is");

    let answer = page.begin("consolidate", &json!({ "reportFor": "Nobody at all" }));
    let words = answer["refused"]["words"].as_str().unwrap();
    assert!(words.starts_with("Nothing is called `Nobody at all`, so nothing was written; there are"), "{answer}");
    assert!(answer["refused"]["outputs"].as_array().unwrap().is_empty());
}

#[test]
fn a_word_document_among_the_files_is_the_template_of_the_report() {
    let template = planroll::desk::starter_template().unwrap();
    let mut page = Page::of(&["west-norfolk", "west-norfolk/returns"]);
    let view = page.begin("consolidate", &json!({}))["view"].clone();
    assert!(!view["notes"].to_string().contains("Still to be written"), "{view}");
    let plain = saved_of(&mut page, &view, "report").remove(0);
    let counts = saved_of(&mut page, &view, "json").remove(0).1;

    page.files.push(("cabinet.dotx".to_owned(), template));
    page.files.push(("~$cabinet.dotx".to_owned(), b"who has it open".to_vec()));
    let answer = page.begin("consolidate", &json!({}));
    assert_eq!(became(&answer, "cabinet.dotx"), ("used".to_owned(), "the report template".to_owned()));
    assert_eq!(became(&answer, "~$cabinet.dotx").0, "passed over");
    let view = answer["view"].clone();
    let notes = view["notes"].as_array().unwrap();
    let said = notes.iter().find(|note| note.as_str().unwrap().starts_with("Still to be written in the report: ["));
    assert!(said.is_some(), "{notes:?}");
    let filled = saved_of(&mut page, &view, "report").remove(0);
    assert!(filled.0 == plain.0 && filled.1 != plain.1);
    page.files.pop();
    let view = page.begin("consolidate", &json!({}))["view"].clone();
    assert!(saved_of(&mut page, &view, "json").remove(0).1 == counts, "the template was looked at");

    // Where nothing is collected it is what it was.
    let answer = page.begin("check", &json!({}));
    let why = "not a workbook by its name; a return ends in .xlsx".to_owned();
    assert_eq!(became(&answer, "cabinet.dotx"), ("passed over".to_owned(), why));

    // Of two none is taken, and that is said; the report is in planroll's own look.
    let again = page.files.last().unwrap().1.clone();
    page.files.push(("other.docx".to_owned(), again));
    let answer = page.begin("consolidate", &json!({}));
    for name in ["cabinet.dotx", "other.docx"] {
        assert_eq!(became(&answer, name).0, "passed over", "{name}");
    }
    let view = answer["view"].clone();
    let said = "2 Word documents were given, and any of them could be the report template: cabinet.dotx, other.docx.";
    assert!(view["notes"].to_string().contains(said), "{}", view["notes"]);
    assert!(saved_of(&mut page, &view, "report").remove(0) == plain);
}

#[test]
fn what_this_made_before_is_neither_a_template_nor_a_workbook_to_compare_with() {
    let mut page = Page::of(&["west-norfolk", "west-norfolk/returns"]);
    let view = page.begin("consolidate", &json!({ "members": true }))["view"].clone();
    let report = saved_of(&mut page, &view, "report").remove(0);
    let members = saved_of(&mut page, &view, "members").remove(0);
    let workbook = saved_of(&mut page, &view, "workbook").remove(0);
    page.files.extend([report.clone(), members.clone(), workbook.clone()]);
    let answer = page.begin("consolidate", &json!({ "members": true }));
    assert_eq!(became(&answer, &workbook.0).0, "used", "{answer}");
    let why = "a report that planroll wrote, and no template".to_owned();
    assert_eq!(became(&answer, &report.0), ("passed over".to_owned(), why));
    let (state, what) = became(&answer, &members.0);
    assert!(state == "passed over" && what.starts_with("a workbook for members"), "{what}");
    let view = answer["view"].clone();
    for (kind, before) in [("report", report), ("members", members), ("workbook", workbook)] {
        assert!(saved_of(&mut page, &view, kind) == [before], "{kind}");
    }
}

#[test]
fn a_template_that_cannot_be_used_is_refused_before_anything_is_made() {
    let mut page = Page::of(&["west-norfolk", "west-norfolk/returns"]);
    for (bytes, words) in [
        (b"Dear all".to_vec(), "this is not a Word document (.docx or .dotx)"),
        (page.files[0].1.clone(), "this is not a Word document (.docx or .dotx)"),
        (b"PK\x03\x04 no more".to_vec(), "the document is damaged"),
    ] {
        page.files.push(("cabinet.docx".to_owned(), bytes));
        let answer = page.begin("consolidate", &json!({}));
        assert_eq!(answer["refused"]["title"], "The report template cannot be used", "{answer}");
        let said = answer["refused"]["words"].as_str().unwrap();
        assert!(
            said.starts_with("The report template `cabinet.docx` cannot be used") && said.contains(words),
            "{said}"
        );
        assert!(said.contains("leave it out"), "{said}");
        // Nothing was checked for it in vain.
        assert!(answer["refused"]["groups"].as_array().unwrap().is_empty());
        page.files.pop();
    }
    // One that the browser could not read, or that the program stopped on.
    page.files.push(("letter.docx".to_owned(), without_braces(&planroll::desk::starter_template().unwrap())));
    let files: Vec<Value> =
        page.files.iter().map(|(name, bytes)| json!({ "name": name, "path": "", "size": bytes.len() })).collect();
    for (why, words) in [("stopped", "the reader failed on it"), ("not readable", "the browser could not read it")] {
        let begin = json!({ "call": "begin", "job": "consolidate", "files": files, "options": { "clock": "2025-07-20" },
            "lost": [{ "file": files.len() - 1, "why": why }] });
        let answer = page.call(&begin, Vec::new()).0;
        let answer = page.drive(answer).0;
        let said = answer["refused"]["words"].as_str().unwrap_or_else(|| panic!("{answer}"));
        assert!(said.contains("`letter.docx`") && said.contains(words), "{said}");
        assert_eq!(became(&answer, "letter.docx").0, "unreadable");
    }
    let mut large = files;
    large.last_mut().unwrap()["size"] = json!(60_000_000);
    let begin = json!({ "call": "begin", "job": "consolidate", "files": large, "options": { "clock": "2025-07-20" }, "lost": [] });
    let answer = page.call(&begin, Vec::new()).0;
    let answer = page.drive(answer).0;
    assert!(answer["refused"]["words"].as_str().unwrap().contains("larger than any template"), "{answer}");
}

#[test]
fn a_letter_among_the_files_is_passed_over_and_said_and_hides_no_template() {
    let mut page = Page::of(&["west-norfolk", "west-norfolk/returns"]);
    let view = page.begin("consolidate", &json!({}))["view"].clone();
    let plain = saved_of(&mut page, &view, "report").remove(0);
    let template = planroll::desk::starter_template().unwrap();
    page.files.push(("letter.docx".to_owned(), without_braces(&template)));
    let answer = page.begin("consolidate", &json!({}));
    let what = "a Word document that asks for nothing of the report".to_owned();
    assert_eq!(became(&answer, "letter.docx"), ("passed over".to_owned(), what));
    let view = answer["view"].clone();
    let notes = view["notes"].to_string();
    assert!(notes.contains("is to be placed: letter.docx.") && notes.contains("Report template"), "{notes}");
    assert!(saved_of(&mut page, &view, "report").remove(0) == plain);

    // Beside a template it is only passed over: nobody meant it for one.
    page.files.push(("cabinet.docx".to_owned(), template));
    let answer = page.begin("consolidate", &json!({}));
    assert_eq!(became(&answer, "letter.docx").0, "passed over");
    assert_eq!(became(&answer, "cabinet.docx").0, "used");
    assert!(!answer["view"]["notes"].to_string().contains("letter.docx"), "{answer}");
}

/// A document in which nothing stands in braces.
fn without_braces(document: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut from = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..from.len() {
        let mut part = from.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" {
            let text = String::from_utf8(bytes).unwrap();
            bytes = text.replace(['{', '}'], "").into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn a_template_of_the_report_is_given_to_begin_with() {
    let mut page = Page::with(Vec::new());
    let view = page.begin("template", &json!({}))["view"].clone();
    assert_eq!((view["kind"].as_str(), view["title"].as_str()), (Some("start"), Some("The report template")), "{view}");
    let made = saved_of(&mut page, &view, "template");
    assert_eq!(made, [("report-template.docx".to_owned(), planroll::desk::starter_template().unwrap())]);
}

#[test]
fn a_tracker_becomes_a_plan_workbook_as_the_program_makes_it_and_what_was_typed_is_obeyed() {
    let mut page = Page::of(&["west-norfolk"]);
    page.files.clear();
    let answer = page.begin("adopt", &json!({}));
    assert_eq!(answer["refused"]["title"], "There is no tracker among these files", "{answer}");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/adopt/trackers");
    let names = ["climate-2025-26.csv", "cabinet-report.docx", "scorecard.xlsx"];
    for name in names {
        page.files.push((name.to_owned(), std::fs::read(folder.join(name)).unwrap()));
    }
    let view = page.begin("adopt", &json!({}))["view"].clone();
    assert_eq!(view["kind"], "turned", "{view}");
    let [(name, bytes)] = saved_of(&mut page, &view, "plan").try_into().unwrap();
    assert_eq!(name, "plan.xlsx");
    let files: Vec<(&str, &[u8])> = page.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let own = planroll::desk::adopt_tracker(&files, None, (None, false), planroll::desk::Legacy::Refuse).unwrap();
    assert!(own.bytes == bytes, "byte for byte");
    assert_eq!(view["list"]["rows"].as_array().unwrap().len(), own.to_decide.len());
    // Given again with the plan workbook that was made, nothing changes.
    page.files.push((name, bytes.clone()));
    let view = page.begin("adopt", &json!({}))["view"].clone();
    assert_eq!(saved_of(&mut page, &view, "plan"), [("plan.xlsx".to_owned(), bytes)]);
    // A plan workbook of another kind is none of adopt's.
    let other = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/west-norfolk/plan.xlsx");
    page.files.pop();
    page.files.push(("ours.xlsx".to_owned(), std::fs::read(other).unwrap()));
    let answer = page.begin("adopt", &json!({}));
    assert!(answer["refused"]["words"].as_str().unwrap().contains("not made of a tracker"), "{answer}");
}
