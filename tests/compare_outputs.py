#!/usr/bin/env python3
"""Compares everything that two planrolls write and print: tests/compare_outputs.py OLD NEW

OLD and NEW are programs. Both run every command with its options over the examples, the two quarters, and every
documented case and case of the corpus (written as files by `PLANROLL_CASES=folder cargo test --test cases`); texts at
80 and 120 columns. Workbooks, marked copies, drafts, indexes, JSON, CSV, texts and exit statuses must be the same, byte
for byte. What differs is listed, and both sides are kept for looking at; CHANGELOG.md names what is meant to. Exit status 1
where anything differs.

    --step N      only every Nth case of the documentation and the corpus; all of them take about eight minutes of one core
    --only PART   only cases whose name has PART in it, and no examples: `--only RAT005`
    --cases DIR   cases that were written before
    --keep DIR    where both sides are kept; else in a new folder

It needs nothing but Python 3.9, and cargo where no cases are given.
"""

import argparse
import filecmp
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "examples"))
sys.dont_write_bytecode = True  # leave no cache folder among the examples

from regenerate import BODIES, COUNCILS  # noqa: E402

SCHEMES = ["standard"] + COUNCILS
EARLIER = "tests/written_by_0_1_0/two-quarters-q1/consolidated.xlsx"
EXAMPLES = [(name, name, []) for name in COUNCILS + BODIES] + [
    ("two-quarters-q1", "two-quarters/q1", []),
    ("two-quarters-q2", "two-quarters/q2", ["--previous", "earlier.xlsx"]),
]
AS_OF = ["--as-of", "2025-07-22"]


class Program:
    """One of the two programs in a folder of its own, which keeps what it writes and a log of what it prints."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        folder.mkdir(parents=True)

    def give(self, name, source):
        """Something to read, which is not compared."""
        (self.folder / name).symlink_to(source)

    def run(self, *arguments, columns=100):
        """Runs a command and logs it; the arguments are words or lists of words."""
        words = [word for part in arguments for word in ([part] if isinstance(part, str) else part)]
        environment = dict(os.environ, COLUMNS=str(columns), NO_COLOR="1", TZ="UTC", RAYON_NUM_THREADS="2")
        done = subprocess.run([self.program, *words], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=300)
        head = f"$ planroll {' '.join(words)}  # {columns}\n".encode()
        with open(self.folder / "log.txt", "ab") as log:
            log.write(head + done.stdout + b"--- stderr\n" + done.stderr + b"--- exit %d\n\n" % done.returncode)

    def close(self):
        for path in self.folder.iterdir():
            if path.is_symlink():
                path.unlink()


def example(planroll, source, previous):
    planroll.give("examples", ROOT / "examples")
    planroll.give("earlier.xlsx", ROOT / EARLIER)
    plan, returns = f"examples/{source}/plan.xlsx", f"examples/{source}/returns"
    of_plan, of_returns, both = ["check", "--plan", plan], ["check", returns, "--plan", plan, *previous], [plan, returns]
    for columns in (80, 120):
        planroll.run(of_plan, columns=columns)
        planroll.run(of_returns, columns=columns)
        planroll.run("check", returns, previous, columns=columns)
        planroll.run("status", both, AS_OF, previous, columns=columns)
        planroll.run("status", plan, AS_OF, previous, columns=columns)
        planroll.run("consolidate", both, "-o", f"text-{columns}.xlsx", previous, columns=columns)
        planroll.run("consolidate", plan, "-o", f"none-{columns}.xlsx", columns=columns)
        planroll.run("consolidate", both, "-o", "strict.xlsx", "--strict", columns=columns)
        for _ in ("written", "there already"):
            planroll.run("issue", plan, "--out", f"issued-{columns}", "--mail", previous, columns=columns)
        planroll.run("chase", both, "--out", f"chased-{columns}", AS_OF, previous, columns=columns)
        planroll.run("send", f"issued-{columns}", columns=columns)
    for form in ("concise", "json", "csv"):
        planroll.run(of_returns, "--format", form)
        planroll.run(of_plan, "--format", form)
    for severity in ("warning", "note"):
        planroll.run(of_returns, "--format", "concise", "--fail-on", severity)
    planroll.run(of_returns, "--mark", "marked")
    planroll.run("check", "marked", "--plan", plan, "--format", "concise")
    planroll.run("check", "marked", returns, "--plan", plan, "--format", "concise")
    planroll.run(of_returns, "--mark", "marked", "-q")
    for form in ("json", "csv"):
        planroll.run("status", both, "--format", form, AS_OF, previous)
    planroll.run("consolidate", both, "-o", "full.xlsx", "--json", "full.json", "--data", "data", previous)
    planroll.run("consolidate", both, "-o", "noted.xlsx", "--json", "-", "--fail-on", "note", previous)
    planroll.run("consolidate", both, "-o", "quiet.xlsx", "-q", previous)
    planroll.run(of_returns, "--color", "always")


def case(planroll, folder):
    for name in ["plan.xlsx", "returns", *(path.name for path in sorted(folder.glob("previous-*.xlsx")))]:
        planroll.give(name, folder / name)
    settings = json.loads((folder / "settings.json").read_text())
    previous = [word for path in sorted(folder.glob("previous-*.xlsx")) for word in ("--previous", path.name)]
    as_of = ["--as-of", settings["as_of"]] if settings["as_of"] else []
    period = ["--period", settings["period"]] if settings["period"] else []
    against = [] if settings["without_plan"] else ["--plan", "plan.xlsx"]
    returns = ["returns"] if any((folder / "returns").iterdir()) else []
    planroll.run("check", "--plan", "plan.xlsx", columns=80)
    planroll.run("check", "--plan", "plan.xlsx", "--format", "json")
    if returns:
        check = ["check", "returns", *against, *previous, *as_of, *period]
        planroll.run(check, columns=80)
        planroll.run(check, columns=120)
        planroll.run(check, "--format", "json")
        planroll.run(check, "--format", "csv", "--mark", "marked")
    newest = ["--take", "newest"] if settings["take_newest"] else []
    planroll.run("consolidate", "plan.xlsx", returns, "-o", "out.xlsx", "--json", "out.json", "--data", "data",
                 previous, as_of, newest)
    planroll.run("issue", "plan.xlsx", "--out", "issued", "--mail", previous)
    planroll.run("status", "plan.xlsx", returns, "--format", "json", previous, as_of or AS_OF)
    planroll.run("chase", "plan.xlsx", returns, "--out", "chased", previous, as_of or AS_OF)


def others(planroll):
    planroll.give("examples", ROOT / "examples")
    for scheme in SCHEMES:
        planroll.run("init", f"{scheme}.xlsx", "--scheme", scheme)
        planroll.run("check", "--plan", f"{scheme}.xlsx")
        planroll.run("issue", f"{scheme}.xlsx", "--out", f"issued-{scheme}", "--mail")
    planroll.run("init", "standard.xlsx")
    commands = ["init", "issue", "check", "status", "chase", "consolidate", "send", "explain", "rules", "generate"]
    for columns in (80, 120):
        for form in ("text", "json"):
            planroll.run("rules", "--format", form, columns=columns)
        planroll.run("--help", columns=columns)
        for command in commands:
            planroll.run(command, "--help", columns=columns)
        for rule in ("RAT005", "IND005", "WBK021", "PLN008", "sheet-missing", "nonsense"):
            planroll.run("explain", rule, columns=columns)
    planroll.run("generate", "man", "--out", "man")
    planroll.run("generate", "completions", "bash")
    plan, returns = "examples/west-norfolk/plan.xlsx", "examples/west-norfolk/returns"
    planroll.run("check", "nowhere")
    planroll.run("check", "examples", "--plan", "examples/nowhere.xlsx")
    planroll.run("check", "examples/west-norfolk", "examples/southend")
    planroll.run("check", returns, "--plan", "examples/southend/plan.xlsx", "--format", "concise")
    planroll.run("consolidate", "examples/expected.json", "-o", "x.xlsx")
    planroll.run("consolidate", plan, returns, "-o", "q2.xlsx", "--period", "2025-26 Q2")
    planroll.run("issue", plan, "--only", "nobody", "--out", "nobody")
    planroll.run("issue", plan, "--period", "2025-26 Q2", "--out", "q2", "--mail")
    planroll.run("status", "examples/southend/plan.xlsx", "examples/southend/returns", "--period", "2099-00 Q9")


def files(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    keep = (given.keep or Path(tempfile.mkdtemp(prefix="planroll-"))).resolve()
    cases = (given.cases or keep / "cases").resolve()
    if not given.cases:
        subprocess.run(["cargo", "test", "--quiet", "--test", "cases"], cwd=ROOT, check=True,
                       env=dict(os.environ, PLANROLL_CASES=str(cases)))
    work = []
    if not given.only:
        work += [("other", others, ())]
        work += [(f"examples/{name}", example, (source, previous)) for name, source, previous in EXAMPLES]
    chosen = [folder for folder in sorted(cases.iterdir()) if not given.only or given.only in folder.name]
    work += [(f"cases/{folder.name}", case, (folder,)) for folder in chosen[::given.step]]

    # Both under one name, for the help prints it, and in folders of one length, by which some texts are wrapped.
    programs = {}
    for side, program in (("old", given.old), ("new", given.new)):
        programs[side] = keep / "programs" / side / "planroll"
        programs[side].parent.mkdir(parents=True)
        programs[side].symlink_to(program.resolve())

    def both(one):
        name, run, arguments = one
        for side, program in programs.items():
            planroll = Program(program, keep / side / name)
            run(planroll, *arguments)
            planroll.close()

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(both, work))
    old, new = files(keep / "old"), files(keep / "new")
    wrong = [f"only {side}: {path}" for side, paths in (("old", old - new), ("new", new - old)) for path in sorted(paths)]
    differing = (path for path in sorted(old & new) if not filecmp.cmp(keep / "old" / path, keep / "new" / path, shallow=False))
    wrong += [f"differs: {path}" for path in differing]
    for line in wrong:
        print(line)
    print(f"{len(old | new)} files of {len(work)} runs compared, {len(wrong)} differ; kept in {keep}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
