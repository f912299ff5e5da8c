//! Microsoft's own library for looking at what its programs would repair.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{found, run};

/// A folder in whose `node_modules` the library is: `PLANROLL_VALIDATOR`, with a Node that can run it.
pub(crate) struct Validator(PathBuf);

impl Validator {
    /// It, if it is there; else the test is skipped with a printed reason.
    pub(crate) fn found() -> Option<Self> {
        let folder = std::env::var_os("PLANROLL_VALIDATOR").map(PathBuf::from);
        let works = |folder: &PathBuf| {
            let import = ["--input-type=module", "-e", "import '@ooxml-tools/validate'"];
            Command::new("node").args(import).current_dir(folder).output().is_ok_and(|out| out.status.success())
        };
        found(folder.filter(works), "Node 20 with @ooxml-tools/validate (set PLANROLL_VALIDATOR)").map(Self)
    }

    /// What it finds in files of a kind, `xlsx` or `docx`, a line each.
    pub(crate) fn faults(&self, kind: &str, paths: &[&Path]) -> String {
        let mut command = Command::new("node");
        command.current_dir(&self.0).args(["--input-type=module", "-e", VALIDATE, "--", kind]).args(paths);
        run(&mut command, 0)
    }
}

const VALIDATE: &str = r#"
import { readFile } from "node:fs/promises";
import validate from "@ooxml-tools/validate";
const [kind, ...paths] = process.argv.slice(1);
for (const path of paths) {
  for (const wrong of await validate(await readFile(path), kind, "Office2016")) {
    console.log(path, wrong.path?.partUri, wrong.path?.xpath, wrong.description);
  }
}
process.exit();
"#;
