"""Random folders of returns: check, status, chase and consolidate say the same of the same files.

    python3 tests/conservation/one_answer.py PLANROLL [QUARTERS] [SEED] [ONLY]

Each quarter is filled in at random; five folders are made of its returns: some missing, twice, in parts, marked, of
another period, of no plan, no returns at all. What each command finds, counts and takes for the day must be the same,
but for what only one of them can know: the plan workbook's own faults, and what is missing. ONLY runs one quarter
again, and keeps its files.
"""

import collections
import json
import re
import shutil

import openpyxl

from quarters import PERIODS, Filler, Maker, Return, Wrong, must, random_quarter, run, run_all, same

FOLDERS = 5
# What only consolidate says: of the plan workbook, and of what did not come.
ITS_OWN = re.compile("PLN|RET001|RET009|RET010|RET011")
# What a service cannot put right, so that no mail is written about it.
FOR_THE_OFFICER = {"RET004", "RET006", "RET007", "RET008", "RET012"}


def filled(make, quarter, path, saved):
    """A return filled in at random, and signed off."""
    form = Return(path)
    code = next(row[1] for row in openpyxl.load_workbook(path, read_only=True)["Start here"].iter_rows(values_only=True) if row[0] == "Plan code")
    Filler(make, quarter, code, form).fill()
    form.save(saved)


def some_rows_of(make, path, saved):
    """Leaves the entries of some rows, so that two of these may be read as one."""
    form = Return(path)
    for _, _, heads, rows in form.tables.values():
        for row in rows:
            if make.chance(0.5):
                row.update({head: (None, "General") for head in ("Rating", "Value", "Commentary", "Completed date", "Revised deadline") if head in heads})
    form.save(saved)


def changed_since(make, plan):
    """Changes the plan after its returns went out."""
    book = openpyxl.load_workbook(plan)
    for name in ("Actions", "Indicators"):
        sheet = book[name]
        heads = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, heads["Ref"]).value and make.chance(0.15):
                sheet.cell(row, heads["Action" if name == "Actions" else "Indicator"]).value = make.line(5)
    codes = [row[0].value for row in book["Delivery plans"].iter_rows(min_row=2) if row[0].value]
    if make.chance(0.5):
        sheet = book["Actions"]
        heads = {cell.value: cell.column for cell in sheet[1]}
        priority = book["Priorities"].cell(2, 1).value
        for head, value in {"Ref": "since-1", "Action": "Another action", "Delivery plan": make.rng.choice(codes), "Priority": priority, "Deadline": "Q3"}.items():
            sheet.cell(sheet.max_row + (head == "Ref"), heads[head]).value = value
    if make.chance(0.4):
        rules = book.create_sheet("Rules")
        rules.append(["Rule", "Severity"])
        rules.append([make.pick("RAT001", "IND001", "RET002", "WBK020"), make.pick("Warning", "Off", "Note")])
        rules.append(["RET004", "Error"])
    book.save(plan)


def folder_of(make, pool, folder):
    """Lays a random choice of files in a folder."""
    (folder / "more").mkdir(parents=True)
    for path in pool["returns"]:
        fate = make.pick("missing", "once", "once", "once", "twice", "again", "parts", "blank", "marked")
        others = pool["others"][path.name]
        take = {"missing": [], "once": [path], "twice": [path, others["other"]], "again": [path, path], "blank": [others["blank"]],
                "parts": [others["part 1"], others["part 2"]], "marked": [path, *others["marked"]]}[fate]
        for at, one in enumerate(take):
            shutil.copy(one, folder / make.pick("", "more") / f"{make.token()} {at}.xlsx")
    for path in pool["strays"]:
        if make.chance(0.3):
            shutil.copy(path, folder / make.pick("", "more") / path.name)


def standing(findings):
    """How many errors and warnings stand."""
    severities = [finding["severity"] for finding in findings if not finding["waived_by"]]
    return severities.count("error"), severities.count("warning")


def by_consolidate(book):
    """The findings that the consolidated workbook lists, but those that are its own."""
    rows = openpyxl.load_workbook(book, read_only=True)["Findings"].iter_rows(values_only=True)
    rows = [[str(value or "") for value in row] for row in rows]
    top = next((at for at, row in enumerate(rows) if "Code" in row), None)
    if top is None:
        return collections.Counter()
    lines = [dict(zip(rows[top], row)) for row in rows[top + 1:] if any(row)]
    return collections.Counter((line["Code"], line["Severity"].lower(), line["Sheet"], line["Cell"], line["Ref"]) for line in lines if not ITS_OWN.match(line["Code"]))


def counts_in_returns(book, paths):
    """How many errors and warnings the sheet Returns of the consolidated workbook counts in some files."""
    rows = list(openpyxl.load_workbook(book, read_only=True)["Returns"].iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if "Source file" in row)
    lines = [dict(zip(rows[top], row)) for row in rows[top + 1:]]
    lines = [line for line in lines if line["Source file"] in paths]
    return tuple(sum(line[head] or 0 for line in lines) for head in ("Errors", "Warnings"))


def agree(planroll, plan, folder, options, out):
    """Asks all four of the same files."""
    checked = run(planroll, "check", folder, "--plan", plan, "--format", "json", *options, status=(0, 1, 2))
    if not checked:
        return 0
    checked = json.loads(checked)
    status = json.loads(run(planroll, "status", plan, folder, "--format", "json", *options, status=(0, 1)))
    chased = run(planroll, "chase", plan, folder, "--out", out / "chase", *options, status=(0,))
    rolled = json.loads(run(planroll, "consolidate", plan, folder, "-o", out / "q.xlsx", "--json", "-", *options, status=(0,)))

    same(checked["as_of"], status["as_of"], "the day of check and status")
    for name, said in (("status", status), ("consolidate", rolled)):
        same(checked["not_looked_at"], said["not_looked_at"], f"not looked at by check and {name}")

    found = [finding for file in checked["files"] for finding in file["findings"]] + checked["across"]
    named = collections.Counter((one["code"], one["severity"], one["sheet"] or "", one["cell"] or "", one["ref"] or "") for one in found)
    listed = by_consolidate(out / "q.xlsx")
    must(named == listed, f"check finds {named - listed}, consolidate {listed - named}")

    counts = collections.defaultdict(list)
    for file in checked["files"]:
        counts[file["path"]] += file["findings"]
    for finding in checked["across"]:
        counts[finding["paths"][0]].append(finding)
    rejected = [file["path"] for file in status["rejected"]]
    same(sorted(rolled["returns"]["rejected"]), sorted(rejected), "rejected by consolidate and status")
    for one in status["plans"]:
        parts = [aside["path"] for aside in one["not_counted"] if aside["status"] == "part"]
        for file in one["files"]:
            own = [finding for path in (file["path"], *parts) for finding in counts.pop(path, [])]
            # That several different returns came is said by the plan's line.
            own = [finding for finding in own if finding["code"] != "RET002" or one["status"] != "duplicated"]
            same(standing(own), (file["errors"], file["warnings"]), f"errors and warnings of {file['path']} by check and status")
            if one["status"] == "received":
                errors = standing([finding for finding in own if finding["code"] not in FOR_THE_OFFICER])[0]
                draft = re.search(rf"^  {re.escape(one['plan'])} +(\d+) error", chased, re.M)
                same(errors, int(draft[1]) if draft else 0, f"errors of {one['plan']} by check and chase")
            counted = counts_in_returns(out / "q.xlsx", [file["path"], *parts])
            same((file["errors"], file["warnings"]), counted, f"errors and warnings of {file['path']} by status and in Returns")
    left = {path: own for path, own in counts.items() if path not in rejected and any(finding["code"] != "RET003" for finding in own)}
    must(not left, f"check finds in files that status does not count: {left}")
    return len(found)


def quarter_holds(planroll, seed, number, folder):
    make = Maker(seed, number)
    quarter, plan = random_quarter(planroll, make, folder)
    book = openpyxl.load_workbook(plan)
    heads = {cell.value: cell.column for cell in book["Delivery plans"][1]}
    for row in range(2, len(quarter.plans) + 2):
        book["Delivery plans"].cell(row, heads["Email"]).value = f"lead{row}@example.org"
    book.save(plan)
    run(planroll, "issue", plan, "--out", folder / "issued", status=(0,))
    made = folder / "made"
    made.mkdir()
    pool = {"returns": [], "others": {}, "strays": []}
    for path in sorted((folder / "issued").glob("*.xlsx")):
        own = made / path.name
        filled(make, quarter, path, own)
        others = {name: made / f"{name} {path.name}" for name in ("other", "part 1", "part 2")}
        filled(make, quarter, path, others["other"])
        for part in ("part 1", "part 2"):
            some_rows_of(make, own, others[part])
        marked = folder / "marked" / path.stem
        run(planroll, "check", own, "--plan", plan, "--mark", marked, "--format", "concise", status=(0, 1))
        others |= {"blank": path, "marked": list(marked.glob("*.xlsx"))}
        pool["returns"].append(own)
        pool["others"][path.name] = others
    run(planroll, "issue", folder / "starter.xlsx", "--period", period_before(quarter), "--out", folder / "elsewhere", status=(0, 2))
    strays = list((folder / "elsewhere").glob("*.xlsx"))[:2]
    run(planroll, "issue", plan, "--period", period_before(quarter), "--out", folder / "before", status=(0,))
    strays += list((folder / "before").glob("*.xlsx"))[:1]
    earlier = ["--period", period_before(quarter), "-o", folder / "previous.xlsx"]
    run(planroll, "consolidate", plan, folder / "before", *earlier, status=(0,))
    for name, text in {"notes.pdf": "%PDF-1.4", "notes.xlsx": "Dear all", "~$open.xlsx": "x", "~photo.png": "x"}.items():
        (folder / name).write_text(text)
        strays.append(folder / name)
    pool["strays"] = strays + [plan]
    if make.chance(0.5):
        changed_since(make, plan)
    seen = 0
    for at in range(FOLDERS):
        returns, out = folder / f"returns {at}", folder / f"out {at}"
        folder_of(make, pool, returns)
        out.mkdir()
        options = make.pick([], [], ["--take", "newest"], ["--as-of", "2025-07-22"], ["--previous", folder / "previous.xlsx"], ["--as-of", "2026-03-31", "--take", "newest"])
        try:
            seen += agree(planroll, plan, returns, options, out)
        except Wrong as wrong:
            raise Wrong(f"{returns.name} {' '.join(map(str, options))}: {wrong}") from None
    return (seen,)


def period_before(quarter):
    """The same period of the year before."""
    return f"2024-25 {PERIODS[quarter.reporting][quarter.at]}".strip()


def told(seen):
    return f"{FOLDERS * len(seen)} folders, {sum(found for found, in seen)} findings"


if __name__ == "__main__":
    run_all(quarter_holds, told)
