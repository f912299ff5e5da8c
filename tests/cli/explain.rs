//! `planroll explain`, `planroll rules` and `planroll generate`.

use serde_json::Value;

use super::workdir::Workdir;

#[test]
fn a_rule_is_explained_by_its_code_or_its_name() {
    let workdir = Workdir::new();
    let by_code = workdir.run(&["explain", "rat005"]);
    let by_name = workdir.run(&["explain", "overdue-but-on-track"]);
    assert_eq!((by_code.status, &by_code.out), (0, &by_name.out));
    assert!(by_code.out.starts_with("# RAT005 overdue-but-on-track\n"));
}

#[test]
fn an_unknown_rule_is_a_wrong_argument_and_the_nearest_is_named() {
    let ran = Workdir::new().run(&["explain", "overdue-but-ontrack"]);
    assert_eq!(ran.status, 2);
    insta::assert_snapshot!(ran.err, @"
    planroll: there is no rule `overdue-but-ontrack`; the nearest is `overdue-but-on-track`; they are all listed by
      planroll rules
    ");
}

#[test]
fn the_catalogue_is_listed_for_people_and_for_programs() {
    let workdir = Workdir::new();
    let text = workdir.run(&["rules"]).out;
    let json: Value = serde_json::from_str(&workdir.run(&["rules", "--format", "json"]).out).unwrap();
    let rules = json.as_array().unwrap();
    assert!(!rules.is_empty());
    for rule in rules {
        for key in ["code", "name", "severity", "since", "summary"] {
            assert!(rule[key].as_str().is_some_and(|text| !text.is_empty()), "{rule}: {key}");
        }
        assert!(text.contains(rule["code"].as_str().unwrap()));
    }
}

#[test]
fn packagers_get_manual_pages_and_completions() {
    let workdir = Workdir::new();
    assert!(workdir.run(&["generate", "man"]).out.contains(".TH planroll 1"));
    assert_eq!(workdir.run(&["generate", "man", "--out", "man1"]).status, 0);
    assert!(workdir.names("man1").contains(&"planroll-consolidate.1".to_owned()));
    assert!(!workdir.names("man1").iter().any(|name| name.contains("worker")));
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = workdir.run(&["generate", "completions", shell]);
        assert!(script.status == 0 && script.out.contains("planroll"), "{shell}");
    }
}
