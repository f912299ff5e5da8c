//! `--data`: the folder is a valid data package, whatever periods lie in it, and nobody else's is written over.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::tools::{planroll, python_with, root, run};

const COUNCILS: [&str; 4] = ["cannock-chase", "colchester", "southend", "west-norfolk"];

fn consolidate(council: &str, folder: &Path, code: i32) -> String {
    let example = root().join("examples").join(council);
    let mut command = planroll();
    command.arg("consolidate").arg(example.join("plan.xlsx")).arg(example.join("returns")).args(["--force", "-o"]);
    command.arg(folder.join("out.xlsx")).arg("--data").arg(folder.join("data"));
    run(&mut command, code)
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

/// Validates every file against its schema, and counts the rows of each as it reads them.
const VALIDATE: &str = r#"
import json, sys
from frictionless import Package
package = Package(sys.argv[1])
report = package.validate()
if not report.valid:
    sys.exit(str(report.flatten(["title", "rowNumber", "fieldName", "note"])))
rows = {resource.name: resource.read_rows() for resource in package.resources}
print(json.dumps({name: [len(all), sorted({type(row.get("period_to")).__name__ for row in all})] for name, all in rows.items()}))
"#;

#[test]
fn a_folder_of_several_periods_is_a_valid_data_package() {
    let Some(python) = python_with("frictionless") else { return };
    let folder = tempfile::tempdir().unwrap();
    for council in COUNCILS {
        let said = consolidate(council, folder.path(), 0);
        assert!(said.contains("datapackage.json written."), "{said}");
    }
    let package = folder.path().join("data/datapackage.json");
    let said = run(Command::new(python).arg("-c").arg(VALIDATE).arg(package), 0);
    let read: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(read["actions-2019-20-q1"][0], 91, "{read}");
    assert_eq!(read["actions-2025-26-q1"][0], 55, "{read}");
    assert_eq!(read["indicators-2025-26-q1"], serde_json::json!([72, ["date"]]), "{read}");
    assert_eq!(read.as_object().unwrap().len(), 16, "four files for each period: {read}");
}

/// Runs a query in the folder that holds `councils`, and prints its rows.
const QUERY: &str = r"
import duckdb, json, os, sys
os.chdir(sys.argv[1])
print(json.dumps(duckdb.sql(sys.argv[2]).fetchall()))
";

#[test]
fn the_folders_of_many_councils_are_one_table_by_the_query_of_the_document() {
    let Some(python) = python_with("duckdb") else { return };
    let document = fs::read_to_string(root().join("examples/README.md")).unwrap();
    let query = document.split("```sql\n").nth(1).unwrap().split("```").next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut counted = BTreeMap::new();
    for council in COUNCILS {
        let example = root().join("examples").join(council);
        let mut command = planroll();
        command.arg("consolidate").arg(example.join("plan.xlsx")).arg(example.join("returns"));
        command.arg("-o").arg(folder.path().join(format!("{council}.xlsx"))).args(["-q", "--json", "-"]);
        let said = run(command.arg("--data").arg(folder.path().join("councils").join(council)), 0);
        let actions = serde_json::from_str::<Value>(&said).unwrap()["actions"].take();
        let counts = actions["overall"]["counts"].as_array().unwrap().clone();
        let by_rating: BTreeMap<String, u64> = (actions["columns"].as_array().unwrap().iter().zip(counts))
            .map(|(rating, count)| (rating.as_str().unwrap().to_owned(), count.as_u64().unwrap()))
            .filter(|(_, count)| *count > 0)
            .collect();
        counted.insert(actions["overall"]["total"].as_u64().unwrap(), by_rating);
    }
    let ask = |query: &str| -> BTreeMap<String, BTreeMap<String, u64>> {
        let said = run(Command::new(&python).args(["-c", QUERY]).arg(folder.path()).arg(query), 0);
        let rows: Vec<(String, String, String, u64)> = serde_json::from_str(&said).unwrap();
        let mut councils: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for (organisation, _, word, count) in rows {
            councils.entry(organisation).or_default().insert(word, count);
        }
        councils
    };
    let standings = ask(query);
    assert_eq!(standings["Cannock Chase District Council"]["Off track"], 8, "as its report has them: {standings:?}");
    for (organisation, by_rating) in ask(&query.replacen("standing", "rating_counted", 1)) {
        let total = standings[&organisation].values().sum();
        assert_eq!(counted.remove(&total), Some(by_rating), "{organisation}");
    }
    assert_eq!(counted, BTreeMap::from([(0, BTreeMap::new())]), "every council that has actions is in the table");
}

#[test]
fn the_same_returns_give_the_same_files_and_other_periods_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    consolidate("southend", folder.path(), 0);
    let first = files(&folder.path().join("data"));
    consolidate("colchester", folder.path(), 0);
    consolidate("southend", folder.path(), 0);
    let mut again = files(&folder.path().join("data"));
    assert_eq!(again.len(), first.len() + 4);
    for (name, bytes) in first.into_iter().filter(|(name, _)| name != "datapackage.json") {
        assert_eq!(again.remove(&name), Some(bytes), "{name}");
    }
}

#[test]
fn a_folder_that_describes_other_data_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("datapackage.json"), r#"{"name": "air-quality", "resources": []}"#).unwrap();
    let before = files(&data);
    consolidate("southend", folder.path(), 2);
    assert_eq!(files(&data), before);
    assert!(!folder.path().join("out.xlsx").exists(), "nothing was written");
}
