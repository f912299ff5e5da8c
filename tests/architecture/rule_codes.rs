//! A rule's code is spelled in its own file only: whoever else means the rule names the item, so that a rule that goes
//! away is missed by the compiler.

use super::{files, is_test, without_tests};

/// The codes in the texts of a line of code: three capitals and three digits. What an example of the help says to type is
/// left out.
fn codes(line: &str) -> impl Iterator<Item = &str> {
    let texts = line.split("//").next().unwrap_or_default().split('"').skip(1).step_by(2);
    let words = texts
        .filter(|text| !text.contains("planroll explain"))
        .flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric()));
    words.filter(|word| {
        let (letters, digits) = word.split_at_checked(3).unwrap_or_default();
        let is_code = letters.chars().all(|c| c.is_ascii_uppercase()) && digits.chars().all(|c| c.is_ascii_digit());
        is_code && letters.len() == 3 && digits.len() == 3
    })
}

#[test]
fn a_code_is_spelled_in_the_file_of_its_rule_only() {
    let mut wrong = Vec::new();
    for (path, _, text) in files().into_iter().filter(|(path, ..)| !is_test(path)) {
        let code = without_tests(&text);
        let lines = || code.lines().enumerate().flat_map(|(number, line)| codes(line).map(move |code| (number, code)));
        let own = lines().map(|(_, code)| code).next().filter(|_| code.contains("\nrule! {"));
        for (number, code) in lines().filter(|(_, code)| Some(*code) != own) {
            wrong.push(format!("{}:{}: {code}", path.display(), number + 1));
        }
    }
    assert!(wrong.is_empty(), "rules named by their codes:\n{}", wrong.join("\n"));
}

#[test]
fn a_code_is_seen_in_code_and_not_in_comments() {
    let seen = |line| codes(line).collect::<Vec<_>>();
    assert_eq!(seen(r#"matches!(code, "RAT001" | "WBK021")"#), ["RAT001", "WBK021"]);
    assert_eq!(seen(r#""no address (PLN010)""#), ["PLN010"]);
    assert!(seen(r#"//! "RAT001""#).is_empty() && seen(r#"let text = "RAT0015";"#).is_empty());
}
