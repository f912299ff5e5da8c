"""Makes a quarter to measure: a plan of N delivery plans, its returns issued by planroll and filled in by openpyxl.

    python3 benches/make_quarter.py PLANROLL OUT [RETURNS] [ACTIONS] [INDICATORS]

OUT gets plan.xlsx and returns/*.xlsx. The entries are the same every time.
"""

import multiprocessing
import pathlib
import subprocess
import sys

import openpyxl

PRIORITIES = 4
RATINGS = ["Green", "Green", "Green", "Amber", "Red"]


def columns(sheet, header):
    return {str(cell.value).rstrip("*"): cell.column for cell in sheet[header] if cell.value is not None}


def header_row(sheet):
    for row in range(1, 61):
        values = [str(cell.value).rstrip("*") for cell in sheet[row] if cell.value is not None]
        if "Ref" in values or "Code" in values or "Setting" in values:
            return row
    raise SystemExit(f"no headings on {sheet.title}")


def write_rows(sheet, rows):
    header = header_row(sheet)
    if sheet.max_row > header:
        sheet.delete_rows(header + 1, sheet.max_row - header)
    where = columns(sheet, header)
    for number, row in enumerate(rows, start=header + 1):
        for heading, value in row.items():
            sheet.cell(number, where[heading], value)


def make_plan(starter, out, returns, actions, indicators):
    book = openpyxl.load_workbook(starter)
    settings = book["Settings"]
    for row in settings.iter_rows(min_row=2):
        if row[0].value == "Period":
            row[1].value = "2025-26 Q1"
    write_rows(book["Priorities"], [{"Code": f"P{n}", "Priority": f"Priority number {n}"} for n in range(1, PRIORITIES + 1)])
    write_rows(
        book["Delivery plans"],
        [
            {
                "Code": f"dp{n:04}",
                "Delivery plan": f"Delivery plan {n}",
                "Lead officer": "Head of service",
                "Email": f"lead{n}@example.org",
            }
            for n in range(1, returns + 1)
        ],
    )
    write_rows(
        book["Actions"],
        [
            {
                "Ref": f"{plan}.{n}",
                "Delivery plan": f"dp{plan:04}",
                "Priority": f"P{n % PRIORITIES + 1}",
                "Action": f"Action {n} of delivery plan {plan}: improve the service and report on it",
                "Deadline": ["Q2", "Q3", "March 2026", "2026/27"][n % 4],
            }
            for plan in range(1, returns + 1)
            for n in range(1, actions + 1)
        ],
    )
    write_rows(
        book["Indicators"],
        [
            {
                "Ref": f"K{plan}.{n}",
                "Delivery plan": f"dp{plan:04}",
                "Priority": f"P{n % PRIORITIES + 1}",
                "Indicator": f"Indicator {n} of delivery plan {plan}",
                "Unit": "%" if n % 2 else "number",
                "Better when": "Higher",
                "Target": 80,
            }
            for plan in range(1, returns + 1)
            for n in range(1, indicators + 1)
        ],
    )
    book.save(out)


def fill(path):
    book = openpyxl.load_workbook(path)
    if "Actions" in book.sheetnames:
        sheet = book["Actions"]
        header = header_row(sheet)
        where = columns(sheet, header)
        for row in range(header + 1, sheet.max_row + 1):
            if sheet.cell(row, where["Ref"]).value is None:
                continue
            rating = RATINGS[row % len(RATINGS)]
            sheet.cell(row, where["Rating"], rating)
            sheet.cell(row, where["Commentary"], f"Progress was made on row {row}; the next step is agreed with partners.")
            if rating in ("Amber", "Red"):
                sheet.cell(row, where["Revised deadline"], "March 2027" if rating == "Red" else "Q4")
    if "Indicators" in book.sheetnames:
        sheet = book["Indicators"]
        header = header_row(sheet)
        where = columns(sheet, header)
        for row in range(header + 1, sheet.max_row + 1):
            if sheet.cell(row, where["Ref"]).value is None:
                continue
            percent = sheet.cell(row, where["Unit"]).value == "%"
            value = 70 + row % 20
            sheet.cell(row, where["Value"], value / 100 if percent else value)
            rating = "Green" if value >= 80 else "Amber" if value > 76 else "Red"
            sheet.cell(row, where["Rating"], rating)
            sheet.cell(row, where["Commentary"], "The figure follows the season and is expected to rise.")
    sheet = book["Sign-off"]
    for row in sheet.iter_rows(max_col=2):
        entries = {"Completed by": "Head of service", "Job title": "Head of service", "Date": "04/07/2025", "Approved by": "Director"}
        if row[0].value in entries:
            row[1].value = entries[row[0].value]
    book.save(path)


def main():
    planroll, out = sys.argv[1], pathlib.Path(sys.argv[2])
    returns, actions, indicators = (int(value) for value in (sys.argv[3:] + ["200", "60", "20"][len(sys.argv) - 3 :])[:3])
    out.mkdir(parents=True, exist_ok=True)
    starter = out / "starter.xlsx"
    subprocess.run([planroll, "init", str(starter), "--force"], check=True, stdout=subprocess.DEVNULL)
    make_plan(starter, out / "plan.xlsx", returns, actions, indicators)
    folder = out / "returns"
    subprocess.run([planroll, "issue", str(out / "plan.xlsx"), "--out", str(folder), "--force"], check=True, stdout=subprocess.DEVNULL)
    with multiprocessing.Pool() as pool:
        pool.map(fill, sorted(folder.glob("*.xlsx")), chunksize=8)
    print(f"{len(list(folder.glob('*.xlsx')))} returns of {actions} actions and {indicators} indicators in {out}")


if __name__ == "__main__":
    main()
