//! What `--help` says, of the program and of each command.

use super::workdir::Workdir;

#[test]
fn the_help_of_the_program_and_of_each_command_is_as_agreed() {
    let workdir = Workdir::new();
    let mut all = String::new();
    for command in [
        "",
        "init",
        "adopt",
        "issue",
        "send",
        "check",
        "status",
        "chase",
        "consolidate",
        "agree",
        "next-year",
        "report-template",
        "explain",
        "rules",
        "generate",
    ] {
        let args: Vec<&str> = [command, "--help"].into_iter().filter(|arg| !arg.is_empty()).collect();
        let ran = workdir.run(&args);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        all.push_str(&format!("$ planroll {}\n{}\n", args.join(" "), ran.out));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn no_command_at_all_is_a_wrong_argument() {
    assert_eq!(Workdir::new().run(&[]).status, 2);
    assert_eq!(Workdir::new().run(&["consolidat"]).status, 2);
    assert_eq!(Workdir::new().run(&["--version"]).status, 0);
}
