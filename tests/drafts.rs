//! Drafts as mail programs get them: read by Python's mail library, their workbooks opened by openpyxl.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::tools::{planroll, python, root, run};

/// Changes the Delivery plans and Messages of a plan workbook, as an officer would in Excel.
const CHANGE: &str = r#"
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
change = json.loads(sys.argv[3])
sheet = book["Delivery plans"]
where = {}
for row in sheet.iter_rows(min_row=1, max_row=8):
    names = {str(cell.value).rstrip("*"): cell.column for cell in row if cell.value}
    if "Code" in names and "Email" in names:
        where, header = names, row[0].row
if "Cc" not in where:
    where["Cc"] = sheet.max_column + 1
    sheet.cell(header, where["Cc"], "Cc")
for row in range(header + 1, sheet.max_row + 1):
    for heading, value in change["plans"].get(sheet.cell(row, where["Code"]).value, {}).items():
        sheet.cell(row, where[heading], value)
values = {row[0].value: row[1] for row in book["Settings"].iter_rows(min_row=2)}
for name, value in change.get("settings", {}).items():
    if name in values:
        values[name].value = value
    else:
        book["Settings"].append((name, value))
if change["messages"]:
    messages = book.create_sheet("Messages")
    messages.append(["Message", "Text"])
    for line in change["messages"]:
        messages.append(line)
book.save(sys.argv[2])
"#;

/// What Python's mail library finds in each draft of a folder.
const READ: &str = r#"
import email, email.policy, glob, hashlib, io, json, os, sys
import openpyxl
found = {}
for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.eml"))):
    mail = email.message_from_bytes(open(path, "rb").read(), policy=email.policy.default)
    people = lambda name: [[one.display_name, one.addr_spec] for one in mail[name].addresses] if mail[name] else []
    enclosed = []
    for part in mail.iter_attachments():
        data = part.get_content()
        book = openpyxl.load_workbook(io.BytesIO(data))
        enclosed.append([part.get_filename(), hashlib.sha256(data).hexdigest(), part.get_content_type(), book.sheetnames[0]])
    found[os.path.basename(path)] = {
        "headers": [name.lower() for name in mail.keys()], "subject": mail["subject"],
        "from": people("from"), "to": people("to"), "cc": people("cc"),
        "text": mail.get_body(("plain",)).get_content(), "html": mail.get_body(("html",)).get_content(),
        "enclosed": enclosed, "defects": [str(one) for part in mail.walk() for one in part.defects],
    }
print(json.dumps(found))
"#;

fn read(python: &Path, folder: &Path) -> Value {
    serde_json::from_str(&run(Command::new(python).args(["-c", READ]).arg(folder), 0)).unwrap()
}

fn changed(python: &Path, folder: &Path, change: &Value) -> std::path::PathBuf {
    let plan = folder.join("plan.xlsx");
    let from = root().join("examples/west-norfolk/plan.xlsx");
    run(Command::new(python).args(["-c", CHANGE]).args([&from, &plan]).arg(change.to_string()), 0);
    plan
}

#[test]
fn python_reads_in_each_draft_what_the_plan_says() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let change = serde_json::json!({
        "plans": {
            "growth": {"Lead officer": "Pennaeth Tŷ, “Growth” & Co <x>", "Email": "a@example.org; b+c@example.org",
                       "Cc": "o'neil@example.org"},
            "environment": {"Email": "B+C@example.org;A@example.org"},
            "efficient": {"Lead officer": "Director\r\nBcc: evil@example.org", "Email": "efficient@example.org"},
            "communities": {"Email": "one@example.org; not an address"},
        },
        "messages": [["Issue subject", "Dychweliad {delivery plan}\nBcc: evil@example.org"]],
    });
    let plan = changed(&python, folder.path(), &change);
    let out = folder.path().join("issued");
    let said = run(planroll().arg("issue").arg(&plan).arg("--out").arg(&out).arg("--mail"), 0);
    assert!(said.contains("No draft for communities"), "{said}");
    let found = read(&python, &out.join("mail"));
    assert_eq!(found.as_object().unwrap().len(), 2, "{found:#}");

    let both = &found["growth-2025-26-q1.eml"];
    assert_eq!(both["to"], serde_json::json!([["", "a@example.org"], ["", "b+c@example.org"]]));
    assert_eq!(both["cc"], serde_json::json!([["", "o'neil@example.org"]]));
    assert_eq!(both["from"][0][1], "performance@example.org");
    let enclosed: Vec<&str> = both["enclosed"].as_array().unwrap().iter().map(|one| one[0].as_str().unwrap()).collect();
    assert_eq!(enclosed, ["growth-2025-26-q1.xlsx", "environment-2025-26-q1.xlsx"]);
    assert_eq!(
        both["subject"],
        "Dychweliad Growth and prosperity and Environment Bcc: evil@example.org [growth, environment 2025-26 Q1]"
    );
    let text = both["text"].as_str().unwrap();
    assert!(text.starts_with("Dear Pennaeth Tŷ, “Growth” & Co <x> and Assistant Director, Environment"), "{text}");
    assert!(both["html"].as_str().unwrap().contains("Pennaeth Tŷ, “Growth” &amp; Co &lt;x&gt;"));

    let alone = &found["efficient-2025-26-q1.eml"];
    assert_eq!(alone["to"], serde_json::json!([["Director Bcc: evil@example.org", "efficient@example.org"]]));
    for (name, mail) in found.as_object().unwrap() {
        assert_eq!(mail["defects"], serde_json::json!([]), "{name}");
        let headers: Vec<&str> = mail["headers"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        assert!(
            !headers.contains(&"bcc") && !headers.contains(&"date") && headers.contains(&"x-unsent"),
            "{headers:?}"
        );
        for one in mail["enclosed"].as_array().unwrap() {
            let file = fs::read(out.join(one[0].as_str().unwrap())).unwrap();
            assert_eq!(one[1], planroll::grid::sha256(&file), "{name}: the workbook that was issued");
            assert_eq!(one[2], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            assert_eq!(one[3], "Start here");
        }
    }
}

#[test]
fn a_day_that_cannot_be_meant_is_told_before_mails_carry_it_and_a_good_one_is_not() {
    let Some(python) = python() else { return };
    for (due, is_odd) in [("18/04/2025", true), ("18/07/2025", false)] {
        let folder = tempfile::tempdir().unwrap();
        let change = serde_json::json!({ "plans": {}, "messages": [], "settings": { "Returns due": due } });
        let plan = changed(&python, folder.path(), &change);
        let issued = folder.path().join("issued");
        let chased = folder.path().join("chased");
        let mut issue = planroll();
        issue.arg("issue").arg(&plan).arg("--out").arg(&issued).arg("--mail");
        let mut chase = planroll();
        chase.arg("chase").arg(&plan).arg("--out").arg(&chased);
        for mut command in [issue, chase] {
            let said = String::from_utf8(command.output().unwrap().stderr).unwrap();
            let told = said.contains(
                "Look at Returns due before you send, for the drafts name it: returns are due on 18 April 2025",
            );
            assert_eq!(told, is_odd, "{said}");
        }
    }
}

#[test]
fn where_returns_lie_in_a_folder_the_files_for_it_are_named_and_those_that_lie_there_blank_are_missing() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let link = "https://anyshire.example.org/:f:/returns?csf=1&web=1";
    let settings = serde_json::json!({ "Returns folder": link, "Check page": "https://intranet.example.org/check" });
    let change = serde_json::json!({ "plans": {}, "messages": [], "settings": settings });
    let plan = changed(&python, folder.path(), &change);
    let out = folder.path().join("issued");
    let said = run(planroll().arg("issue").arg(&plan).arg("--out").arg(&out).arg("--mail"), 0);
    assert!(
        said.contains(&format!("Put 4 files in the folder for returns, {link}, before the mails go out:")),
        "{said}"
    );
    let listed = run(planroll().arg("send").arg(&out), 0);
    assert!(listed.contains("To be sent: 4 mails to 4 recipients with 0 attachments"), "{listed}");
    let returned = root().join("examples/west-norfolk/returns/growth-2025-26-q1.xlsx");
    fs::copy(returned, out.join("growth-2025-26-q1.xlsx")).unwrap();
    let chase = folder.path().join("chase");
    run(planroll().arg("chase").arg(&plan).arg(&out).arg("--out").arg(&chase), 0);
    let found = read(&python, &chase);
    assert_eq!(found.as_object().unwrap().len(), 4, "{found:#}");
    for (name, mail) in found.as_object().unwrap() {
        let is_copy = name == "growth-2025-26-q1-errors.eml";
        assert_eq!(mail["enclosed"].as_array().unwrap().len(), usize::from(is_copy), "{name}");
        assert_eq!(mail["text"].as_str().unwrap().contains(link), !is_copy, "{name}");
        let advice = if is_copy { "send the copy back" } else { "it need not be sent" };
        assert!(mail["text"].as_str().unwrap().contains(advice), "{name}");
        assert!(mail["html"].as_str().unwrap().contains("https://intranet.example.org/check"), "{name}");
    }
}

#[test]
fn python_reads_in_a_chase_the_workbook_again_and_the_marked_copy_with_its_fix_list() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let council = root().join("examples/west-norfolk");
    let returns: Vec<_> = ["growth", "environment", "efficient"]
        .map(|name| council.join(format!("returns/{name}-2025-26-q1.xlsx")))
        .into();
    let out = folder.path().join("chase");
    run(planroll().arg("chase").arg(council.join("plan.xlsx")).args(returns).arg("--out").arg(&out), 0);
    let found = read(&python, &out);
    let enclosed = |name: &str| (found[name]["enclosed"][0][0].clone(), found[name]["enclosed"][0][3].clone());
    assert_eq!(
        enclosed("communities-2025-26-q1-reminder.eml"),
        ("communities-2025-26-q1.xlsx".into(), "Start here".into())
    );
    assert_eq!(
        enclosed("efficient-2025-26-q1-errors.eml"),
        ("efficient-2025-26-q1.checked.xlsx".into(), "Fix list".into())
    );
    let text = found["efficient-2025-26-q1-errors.eml"]["text"].as_str().unwrap().replace("\r\n", "\n");
    for said in [
        "3.13 Purchase orders raised after goods were received\n- Indicators N17: Rated Amber, but its band gives Red",
        "\n- Indicators N18: ",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let issued = folder.path().join("issued");
    run(planroll().arg("issue").arg(council.join("plan.xlsx")).arg("--out").arg(&issued), 0);
    let again = fs::read(issued.join("communities-2025-26-q1.xlsx")).unwrap();
    assert_eq!(found["communities-2025-26-q1-reminder.eml"]["enclosed"][0][1], planroll::grid::sha256(&again));
}
