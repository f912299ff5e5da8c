#!/usr/bin/env python3
"""Makes the workbooks of the worked examples from their data files.

    regenerate.py plan STARTER.xlsx DATA/plan.json OUT.xlsx
    regenerate.py fill ISSUED_DIR DATA/returns.json OUT_DIR
    regenerate.py all PLANROLL_BINARY
    regenerate.py verify

`plan` overwrites the example rows of a starter plan workbook, as an officer would. `fill` types a
service's entries into the issued returns. `all` runs init, plan, issue and fill for every council (from a scheme
of its own), every other body (from the standard scheme, whose ratings its data replaces) and an invented council
with milestones, and for the four quarters of another: each is consolidated, and the next issued with it.
`verify` needs no planroll: it counts the data and compares it with expected.json and published.json (see recheck.py).
Two runs give the same bytes: no clock is read, neither workbook nor zip carries the time of writing, and lxml is not used.
Needs openpyxl 3.1 or later; the headings are those of planroll's own workbooks.
"""

import copy
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

# openpyxl writes other bytes where lxml is installed: it is told not to use it.
os.environ["OPENPYXL_LXML"] = "False"

HERE = pathlib.Path(__file__).resolve().parent
ROUND = "two-quarters"
COUNCILS = ["cannock-chase", "west-norfolk", "southend", "colchester"]
BODIES = [
    "carmarthenshire",
    "devon-somerset-fire",
    "hart",
    "kent",
    "kitchener",
    "leeds-libraries",
    "lewisham-greenwich",
    "scenic-rim",
]
# Invented ones and their schemes.
INVENTED = {"milestones": "progress"}
STAMP = "2000-01-01T00:00:00Z"
HEADER_ROWS = 60
DATE_FORMAT = "dd/mm/yyyy"

# Sheets whose example rows are replaced, with headings that are always there.
PLAN_SHEETS = {
    "Priorities": ["Code", "Priority"],
    "Delivery plans": ["Code", "Delivery plan", "Lead officer", "Email"],
    "Actions": ["Ref", "Delivery plan", "Priority", "Action", "Deadline"],
    "Indicators": ["Ref", "Delivery plan", "Priority", "Indicator", "Unit", "Better when", "Target"],
    "Waivers": ["Rule", "Ref", "Reason", "Approved by"],
}
# Optional sheets, written only where the data file has them: heading and width.
OWN_SHEETS = {
    "Rules": {"Rule": 30, "Severity": 14},
    "Wording": {"What": 28, "As printed": 40, "Show": 10},
}
# Replaced only when the data file has them, be it with no rows: otherwise the preset's own stand.
PRESET_SHEETS = {
    "Ratings": ["Applies to", "Rating", "Standing"],
    "Tolerances": ["Tolerance", "Measured in", "Rating", "Shortfall"],
}


def plain(text):
    """A heading, label or sheet name as planroll compares it."""
    if text is None:
        return ""
    text = re.sub(r"[\s\u00a0]+", " ", str(text)).strip()
    return text.rstrip("*").strip().casefold()


def sheet_named(book, name):
    for sheet in book.worksheets:
        if plain(sheet.title) == plain(name):
            return sheet
    return None


def header(sheet, known):
    """Row number of the header and its headings as {plain heading: column}."""
    wanted = {plain(name) for name in known}
    best = (0, None, None)
    for number in range(1, min(HEADER_ROWS, sheet.max_row) + 1):
        found = {}
        for cell in sheet[number]:
            if plain(cell.value):
                found.setdefault(plain(cell.value), cell.column)
        score = len(wanted & found.keys())
        if score > best[0]:
            best = (score, number, found)
    score, number, found = best
    if number is None or score < min(2, len(wanted)):
        raise SystemExit(f"{sheet.title}: no header row with {', '.join(known)}")
    return number, found


def entry(value):
    """A value of a data file as a Python cell value, and whether it is a real date."""
    if isinstance(value, dict) and "date" in value:
        return datetime.datetime.fromisoformat(value["date"]), True
    if isinstance(value, dict):
        raise SystemExit(f"cannot type {value!r} here")
    return value, False


# ------------------------------------------------------------------ the plan workbook

def add_column(sheet, number, found, heading):
    """A new heading at the right-hand end of the header row."""
    last = max(found.values())
    column = last + 1
    new, model = sheet.cell(number, column, heading), sheet.cell(number, last)
    new._style = copy.copy(model._style)
    first = sheet.cell(number + 1, column)
    first._style = copy.copy(sheet.cell(number + 1, last)._style)
    first.number_format = "General"
    letter, beside = new.column_letter, model.column_letter
    sheet.column_dimensions[letter].width = sheet.column_dimensions[beside].width or 16
    found[plain(heading)] = column


def stretch_tables(sheet, number, found, rows):
    """Makes the sheet's Excel table cover the rows and columns as they now are."""
    from openpyxl.utils import get_column_letter, range_boundaries
    from openpyxl.worksheet.table import TableColumn

    for table in sheet.tables.values():
        left, top, right, _ = range_boundaries(table.ref)
        if top != number:
            continue
        right = max(right, max(found.values()))
        ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{top + max(rows, 1)}"
        table.ref = ref
        if table.autoFilter is not None:
            table.autoFilter.ref = ref
        known = len(table.tableColumns)
        for offset in range(known, right - left + 1):
            name = str(sheet.cell(top, left + offset).value)
            table.tableColumns.append(TableColumn(id=offset + 1, name=name))


def write_rows(sheet, known, rows):
    """Replaces everything below the header row, in the style of the first example row."""
    number, found = header(sheet, known)
    for row in rows:
        for heading in row:
            if plain(heading) not in found:
                add_column(sheet, number, found, heading)
    models = {column: copy.copy(sheet.cell(number + 1, column)._style) for column in found.values()}
    for below in range(number + 1, sheet.max_row + 1):
        for column in found.values():
            sheet.cell(below, column).value = None
    for offset, row in enumerate(rows, start=1):
        for column, style in models.items():
            sheet.cell(number + offset, column)._style = copy.copy(style)
        for heading, value in row.items():
            cell = sheet.cell(number + offset, found[plain(heading)])
            cell.value, is_date = entry(value)
            if heading == "Colour":
                cell._style = copy.copy(models[found["meaning"]])  # not in the colour of the preset's first rating
            if is_date:
                cell.number_format = DATE_FORMAT
            elif isinstance(value, (int, float)) and "%" in cell.number_format:
                cell.number_format = "General"  # 70 means 70%, not 7000%
    stretch_tables(sheet, number, found, len(rows))


def write_settings(sheet, settings):
    number, found = header(sheet, ["Setting", "Value"])
    places = {}
    for below in range(number + 1, sheet.max_row + 1):
        label = plain(sheet.cell(below, found["setting"]).value)
        if label:
            places.setdefault(label, below)
    for name, value in settings.items():
        if plain(name) not in places:
            raise SystemExit(f"Settings: no setting called {name}")
        cell = sheet.cell(places[plain(name)], found["value"])
        cell.value, is_date = entry(value)
        if is_date:
            cell.number_format = DATE_FORMAT


def add_sheet(book, name, widths, rows):
    """A sheet that the starter workbook lacks, in the style of its Settings, as an officer would copy it."""
    sheet, model = book.create_sheet(name), sheet_named(book, "Settings")
    number, found = header(model, ["Setting", "Value"])
    used = [heading for heading in widths if any(heading in row for row in rows)]
    for column, heading in enumerate(used, start=1):
        cell = sheet.cell(1, column, heading)
        cell._style = copy.copy(model.cell(number, found["setting"])._style)
        sheet.column_dimensions[cell.column_letter].width = widths[heading]
        for offset, row in enumerate(rows, start=2):
            below = sheet.cell(offset, column, row.get(heading))
            below._style = copy.copy(model.cell(number + 1, found["value"])._style)
    sheet.freeze_panes = "A2"


def make_plan(starter, data_path, out):
    """Step 1: a council's plan workbook from its starter workbook and its data."""
    import openpyxl

    data = json.loads(pathlib.Path(data_path).read_text(encoding="utf-8"))
    book = openpyxl.load_workbook(starter, rich_text=True)
    write_settings(sheet_named(book, "Settings"), data["Settings"])
    for name, known in (PLAN_SHEETS | PRESET_SHEETS).items():
        sheet, rows = sheet_named(book, name), data.get(name, [])
        if sheet is None:
            if rows:
                raise SystemExit(f"the starter workbook has no sheet {name}")
            continue
        if name in PLAN_SHEETS or name in data:
            write_rows(sheet, known, rows)
    for name, widths in OWN_SHEETS.items():
        if data.get(name):
            add_sheet(book, name, widths, data[name])
    save(book, out)


# ------------------------------------------------------------------ the returns

def type_value(cell, value):
    """Types one entry; a percentage goes in as its cell's format wants it."""
    if isinstance(value, dict) and "percent" in value:
        number = value["percent"]
        cell.value = round(number / 100, 10) if "%" in cell.number_format else number
        return
    cell.value, is_date = entry(value)
    if is_date:
        cell.number_format = DATE_FORMAT


def fill_sheet(sheet, entries):
    number, found = header(sheet, ["Ref", "Priority", "Rating", "Commentary"])
    # A question may be printed without the word by which the plan workbook marks it.
    found |= {f"ask: {heading}": column for heading, column in found.items() if not heading.startswith("ask: ")}
    rows = {}
    for below in range(number + 1, sheet.max_row + 1):
        ref = sheet.cell(below, found["ref"]).value
        if ref is not None:
            rows[str(ref).strip()] = below
    for ref, row in entries.items():
        if ref not in rows:
            raise SystemExit(f"{sheet.title}: no row {ref}")
        for heading, value in row.items():
            if plain(heading) not in found:
                raise SystemExit(f"{sheet.title}: no column {heading}")
            type_value(sheet.cell(rows[ref], found[plain(heading)]), value)


def fill_sign_off(sheet, entries):
    labels = {plain(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    for label, value in entries.items():
        if plain(label) not in labels:
            raise SystemExit(f"{sheet.title}: no label {label}")
        type_value(sheet.cell(labels[plain(label)], 2), value)


def make_returns(issued, data_path, out):
    """Step 2: every issued return, filled in by its service."""
    import openpyxl

    data = json.loads(pathlib.Path(data_path).read_text(encoding="utf-8"))
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    files = sorted(p for p in pathlib.Path(issued).rglob("*.xlsx") if not p.name.startswith(("~$", ".")))
    left = set(data)
    for path in files:
        code = max((c for c in data if path.name.startswith(f"{c}-")), key=len, default=None)
        if code is None:
            raise SystemExit(f"{path.name}: the data file has no delivery plan for it")
        left.discard(code)
        book = openpyxl.load_workbook(path, rich_text=True)
        for name, entries in data[code].items():
            sheet = sheet_named(book, name)
            if sheet is None:
                raise SystemExit(f"{path.name}: no sheet {name}")
            (fill_sign_off if name == "Sign-off" else fill_sheet)(sheet, entries)
        # openpyxl drops stored formula results: have Excel work them out when the file is opened.
        book.calculation.fullCalcOnLoad = True
        save(book, out / path.name)
    if left:
        raise SystemExit(f"no return was issued for {', '.join(sorted(left))}")


# ------------------------------------------------------------------ saving and running

def save(book, out):
    """Saves without the time of day, in the document properties or in the zip."""
    out = pathlib.Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        draft = pathlib.Path(folder) / "draft.xlsx"
        book.save(draft)
        with zipfile.ZipFile(draft) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                content = source.read(name)
                if name == "docProps/core.xml":
                    stamped = rb"\g<1>" + STAMP.encode() + rb"\g<2>"
                    content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)", stamped, content)
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
                target.writestr(info, content)


def make_all(binary):
    """init, plan, issue and fill for the councils and the other bodies; replaces what is there."""
    binary = str(pathlib.Path(binary).resolve())
    schemes = {name: name for name in COUNCILS} | dict.fromkeys(BODIES, "standard") | INVENTED
    for council, scheme in schemes.items():
        home = HERE / council
        with tempfile.TemporaryDirectory() as folder:
            starter, issued = pathlib.Path(folder) / "starter.xlsx", pathlib.Path(folder) / "issued"
            subprocess.run([binary, "init", str(starter), "--scheme", scheme, "-q"], check=True)
            make_plan(starter, home / "data" / "plan.json", home / "plan.xlsx")
            subprocess.run([binary, "issue", str(home / "plan.xlsx"), "--out", str(issued), "-q"], check=True)
            for old in sorted((home / "returns").glob("*.xlsx")):
                old.unlink()
            make_returns(issued, home / "data" / "returns.json", home / "returns")
        print(f"{council}: {len(list((home / 'returns').glob('*.xlsx')))} returns")


def make_round(binary):
    """A year of one plan, each quarter issued with what the ones before said; replaces what is there."""
    binary, home = str(pathlib.Path(binary).resolve()), HERE / ROUND
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        starter, previous = folder / "starter.xlsx", []
        subprocess.run([binary, "init", str(starter), "--scheme", "standard", "-q"], check=True)
        for quarter in ("q1", "q2", "q3", "q4"):
            own, issued = home / quarter, folder / quarter
            make_plan(starter, home / "data" / f"plan-{quarter}.json", own / "plan.xlsx")
            plan, consolidated = str(own / "plan.xlsx"), folder / f"{quarter}.xlsx"
            subprocess.run([binary, "issue", plan, "--out", str(issued), *previous[-2:], "-q"], check=True)
            for old in sorted((own / "returns").glob("*.xlsx")):
                old.unlink()
            make_returns(issued, home / "data" / f"returns-{quarter}.json", own / "returns")
            words = ["consolidate", plan, str(own / "returns"), "-o", str(consolidated), *previous, "-q"]
            subprocess.run([binary, *words], check=True, stdout=subprocess.DEVNULL)
            previous += ["--previous", str(consolidated)]
            print(f"{ROUND} {quarter}: {len(list((own / 'returns').glob('*.xlsx')))} returns")


def main(words):
    match words:
        case ["plan", starter, data, out]:
            make_plan(starter, data, out)
        case ["fill", issued, data, out]:
            make_returns(issued, data, out)
        case ["all", binary]:
            make_all(binary)
            make_round(binary)
        case ["verify"]:
            sys.dont_write_bytecode = True  # leave no cache folder among the examples
            import recheck

            sys.exit(recheck.verify(HERE, COUNCILS, BODIES))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
