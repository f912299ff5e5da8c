"""False alarms: returns that are filled in as asked, saved by three programs, have no error.

    python3 tests/conservation/honest.py PLANROLL EXCELJS [QUARTERS] [SEED] [ONLY]

EXCELJS is a folder in whose node_modules exceljs is; `-` where there is none. A third of the returns is saved by
openpyxl alone, a third by LibreOffice, a third by exceljs. ONLY runs one quarter again, and keeps its files.
"""

import collections
import datetime
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import openpyxl
from openpyxl.styles import Font, PatternFill

from quarters import SHEETS, Maker, plain, random_quarter, run

# When what the starter plans call so is over.
DUE = {"March 2026": datetime.datetime(2026, 3, 31), "Q1": datetime.datetime(2025, 6, 30), "2026/27": datetime.datetime(2027, 3, 31),
       "31/12/2025": datetime.datetime(2025, 12, 31)}
SAVE_WITH_EXCELJS = """
const { Workbook } = require('exceljs');
(async () => {
  for (const path of process.argv.slice(1)) {
    const book = new Workbook();
    await book.xlsx.readFile(path);
    await book.xlsx.writeFile(path);
  }
})().catch(error => { console.error(error); process.exit(1); });
"""


def last_day(quarter):
    months = 12 * (quarter.at + 1) // quarter.of
    year, month = 2025 + (3 + months) // 12, (3 + months) % 12 + 1
    return datetime.datetime(year, month, 1) - datetime.timedelta(days=1)


def rating(quarter, kind, standing):
    """The first rating of that standing, with what it asks for."""
    return next((one for one in quarter.ratings[kind] if one["Standing"] == standing), None)


def words(make):
    pick = lambda *texts: make.rng.choice(texts)
    return f"{pick('The works', 'Tenders', 'The review', 'Recruitment')} {pick('went on as planned', 'are in hand', 'began on 3 April')} – " \
           f"{pick('see the log', 'members were told', 'two of three are done')}.{pick('', chr(10) + 'Next: the report.')} ({make.token()})"


def fill(make, quarter, path):
    """Fills a return in as it asks."""
    book = openpyxl.load_workbook(path)
    end = last_day(quarter)
    for kind, name in SHEETS.items():
        if name not in book.sheetnames:
            continue
        sheet = book[name]
        top = next(row[0].row for row in sheet.iter_rows() if any(plain(cell.value) == "Ref" for cell in row))
        heads = {plain(cell.value): cell.column for cell in sheet[top] if cell.value is not None}
        planned = {row["Ref"]: row for row in quarter.rows[kind]}
        for row in range(top + 1, sheet.max_row + 1):
            if not sheet.cell(row, heads["Ref"]).value:
                continue
            cell = lambda head: sheet.cell(row, heads[head])
            own = planned[str(cell("Ref").value)]
            if kind == "actions":
                act(make, quarter, own, cell, heads, end)
            else:
                measure(make, quarter, own, cell, heads)
            if make.chance(0.1):
                cell("Commentary").fill = PatternFill("solid", fgColor="FFF2CC")
                cell("Commentary").font = Font(bold=True)
            for head in heads:
                if head.startswith("Ask:") and make.chance(0.5):
                    cell(head).value = words(make)
    for row in book["Sign-off"].iter_rows(max_col=2):
        who = {"Completed by": "Head of service", "Job title": "Head of service", "Approved by": "Director", "Date": end + datetime.timedelta(days=4)}
        if row[0].value in who:
            row[1].value = who[row[0].value]
    book.save(path)


def act(make, quarter, own, cell, heads, end):
    deadline = own["Deadline"]
    due = deadline if isinstance(deadline, datetime.datetime) else DUE.get(deadline)
    passed = due is not None and due <= end
    complete, on_track = rating(quarter, "actions", "Complete"), rating(quarter, "actions", "On track")
    # Some schemes have no word for done, and say it by the date; one has none for being on track.
    cell("Rating").value = ((passed and complete) or on_track or complete)["Rating"]
    if passed or not on_track:
        done = min(due or end, end) - datetime.timedelta(days=make.rng.randrange(20))
        cell("Completed date").value = make.rng.choice([done, f"{done:%d/%m/%Y}", f"{done.day} {done:%B %Y}"])
    cell("Commentary").value = words(make)
    if "Direction of travel" in heads:
        cell("Direction of travel").value = make.pick("Steady", "↔")


def measure(make, quarter, own, cell, heads):
    if own["unrated"] == "information":
        return
    if own["unrated"] != "Awaited":
        low, high = own["edges"]
        value = float((low + high) / 2)
        percent = "%" in cell("Value").number_format
        typed = value / 100 if percent else value
        cell("Value").value = make.rng.choice([typed, typed, f"{value:g}%" if own["Unit"].startswith("%") else f"{value:g}"])
        one = rating(quarter, "indicators", "Monitor only" if own["unrated"] else "On track") or rating(quarter, "indicators", "Complete")
        if "Rating" in heads and one and not own["unrated"]:
            cell("Rating").value = one["Rating"]
    if make.chance(0.8):
        cell("Commentary").value = words(make)


def save_anew(paths, exceljs, profile):
    """Lets the other programs save their share of the files; gives how many each saved."""
    shares = {"openpyxl": paths[0::3], "LibreOffice": paths[1::3], "exceljs": paths[2::3] if exceljs else []}
    if shares["exceljs"]:
        subprocess.run(["node", "-e", SAVE_WITH_EXCELJS, *map(str, shares["exceljs"])], cwd=exceljs, check=True)
    if shares["LibreOffice"]:
        out = pathlib.Path(tempfile.mkdtemp())
        for path in shares["LibreOffice"]:
            # Names are alike from quarter to quarter.
            shutil.copy(path, out / f"{path.parent.parent.name}--{path.name}")
        saved = out / "saved"
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                        "--outdir", str(saved), *map(str, sorted(out.glob("*.xlsx")))], check=True, capture_output=True)
        for path in shares["LibreOffice"]:
            shutil.move(saved / f"{path.parent.parent.name}--{path.name}", path)
        shutil.rmtree(out)
    return collections.Counter({name: len(own) for name, own in shares.items()})


def made(planroll, seed, number, folder):
    """One quarter, filled in."""
    make = Maker(f"honest {seed}", number)
    quarter, plan = random_quarter(planroll, make, folder)
    run(planroll, "issue", plan, "--out", folder / "returns", status=(0,))
    paths = sorted((folder / "returns").glob("*.xlsx"))
    for path in paths:
        fill(make, quarter, path)
    return paths


def main():
    planroll, exceljs = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2] if sys.argv[2] != "-" else None
    quarters, seed = int((sys.argv[3:] or ["20"])[0]), (sys.argv[4:] or ["1"])[0]
    only = sys.argv[5:6]
    started, saved, lesser, wrong = time.monotonic(), collections.Counter(), collections.Counter(), []
    rows = 0
    profile = tempfile.mkdtemp()
    numbers = list(map(int, only)) if only else list(range(quarters))
    # In lots: LibreOffice takes its time to start.
    for lot in [numbers[at:at + 50] for at in range(0, len(numbers), 50)]:
        root = pathlib.Path(tempfile.mkdtemp())
        folders = {number: root / str(number) for number in lot}
        paths = []
        for number, folder in folders.items():
            folder.mkdir()
            paths += made(planroll, seed, number, folder)
        saved += save_anew(paths, exceljs, profile)
        for number, folder in folders.items():
            checked = json.loads(run(planroll, "check", folder / "returns", "--plan", folder / "plan.xlsx", "--format", "json", status=(0, 1)))
            findings = [(file["path"], one) for file in checked["files"] for one in file["findings"]] + [("", one) for one in checked.get("across", [])]
            lesser.update(one["code"] for _, one in findings if one["severity"] != "error")
            wrong += [f"quarter {number}: {pathlib.Path(path).name}:{one['sheet']}!{one['cell']} {one['code']} {one['message']}"
                      for path, one in findings if one["severity"] == "error"]
            rows += sum(1 for _ in folder.glob("returns/*"))
        if only:
            print(f"its files are in {folders[lot[0]]}")
        else:
            shutil.rmtree(root)
    shutil.rmtree(profile)
    print(f"{len(numbers)} honest quarters of seed {seed}: {rows} returns, saved by {dict(saved)}, in {time.monotonic() - started:.0f} s")
    print(f"warnings and notes: {dict(lesser.most_common())}")
    if wrong:
        sys.exit(f"{len(wrong)} errors in honest returns:\n  " + "\n  ".join(wrong[:40]))


if __name__ == "__main__":
    main()
