"""Plans and returns full of what programs take for something else, and a look at what planroll wrote of them.

    safe_output.py plan STARTER OUT [PLANS]   a plan workbook of hostile names, or of that many delivery plans
    safe_output.py fill ISSUED OUT            the returns filled in with hostile texts
    safe_output.py look WORKBOOK...           what Excel would repair or compute, a line each
    safe_output.py csv FILE...                cells that a spreadsheet would compute, a line each
    safe_output.py same WORKBOOK OTHER        texts of one that are others in the other, a line each

The laws of `look` are those of package_laws.py.
"""

import csv
import pathlib
import re
import sys
import zipfile

import openpyxl

from package_laws import Package

CODES = ["../x", "..\\x", "CON", "nul.txt", "c" * 300, "🏡", "a/b", "end. ", "=1+1", "@sum", "-2", "/etc/passwd", "C:\\x", "%2e%2e", "~$x"]
BEGINNINGS = ["=", "+", "-", "@", "\t", "\r", "=HYPERLINK(\"http://example.org\")", "-1+1", "+1", "@SUM(1)", "|", "'=", "_x0001_", "_x005F_x0041_", " ="]
MARK = "zqz"


def computed(path):
    """Cells in which a typed text has become a formula or a link."""
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f" and MARK in re.sub(r'"(?:[^"]|"")*"', "", cell.value):
                    yield f"{path.name} {sheet.title}!{cell.coordinate} computes {cell.value[:80]!r}"
                if cell.hyperlink and cell.hyperlink.target and not cell.hyperlink.target.startswith("#"):
                    yield f"{path.name} {sheet.title}!{cell.coordinate} leads to {cell.hyperlink.target}"


def in_csv(path):
    """Cells of a CSV file that a spreadsheet would compute."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            for cell in row:
                if re.match(r"[=+\-@\t\r]", cell) and not re.fullmatch(r"[+-]?\d+(\.\d+)?", cell):
                    yield f"{path}: {cell[:60]!r}"


# ------------------------------------------------------------------ hostile plans and returns

def hostile(number):
    return f"{BEGINNINGS[number % len(BEGINNINGS)]}{MARK}{number}"


def plan(starter, out, plans=None):
    book = openpyxl.load_workbook(starter)
    for row in book["Settings"].iter_rows(min_row=2):
        changes = {"Period": "2025-26 Q1", "Organisation": hostile(0), "Plan title": "=" + MARK + "t" * 200, "Contact name": hostile(3)}
        if row[0].value in changes:
            text(row[1], changes[row[0].value])
    codes = [f"p{number}" for number in range(int(plans))] if plans else CODES
    write(book["Priorities"], [{"Code": f"P{n}", "Priority": f"{hostile(n)} {'x' * (n * 60 % 400)}"} for n in range(len(codes))])
    write(book["Delivery plans"], [{"Code": code, "Delivery plan": f"{hostile(n)} {code[:40]}", "Lead officer": hostile(n + 1), "Email": f"lead{n}@example.org"} for n, code in enumerate(codes)])
    write(book["Actions"], [{"Ref": f"{'=' if n % 3 == 0 else ''}1.{n}", "Delivery plan": code, "Priority": f"P{n}", "Action": hostile(n) + (" long" * 6400 if n == 1 else ""), "Deadline": "Q4",
                             hostile(1): hostile(n + 2), f"Ask: {hostile(0)}": None} for n, code in enumerate(codes)])
    write(book["Indicators"], [{"Ref": f"K{n}", "Delivery plan": code, "Priority": f"P{n}", "Indicator": hostile(n), "Unit": hostile(n), "Better when": "Higher", "Target": 50} for n, code in enumerate(codes)])
    book.save(out)


def text(cell, value):
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def write(sheet, rows):
    heads = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    for heading in rows[0]:
        if heading not in heads:
            heads[heading] = max(heads.values()) + 1
            text(sheet.cell(1, heads[heading]), heading)
    sheet.delete_rows(2, sheet.max_row)
    for number, row in enumerate(rows, start=2):
        for heading, value in row.items():
            text(sheet.cell(number, heads[heading]), value)


def fill(issued, out):
    out.mkdir()
    for at, path in enumerate(sorted(issued.glob("*.xlsx"))):
        book = openpyxl.load_workbook(path)
        for name in ("Actions", "Indicators"):
            sheet = book[name]
            top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Ref")
            for cell in sheet[top + 1]:
                if not cell.protection.locked:
                    text(cell, hostile(at + cell.column) + ("c" * 32000 if at == 1 else ""))
            text(sheet.cell(top + 1, sheet.max_column + 2), hostile(at + 5))
            text(sheet.cell(top + 2, 1), f"={MARK}new")
            text(sheet.cell(top + 2, 3), hostile(at + 6))
        for row in book["Sign-off"].iter_rows(min_row=3, max_col=2):
            if row[0].value:
                text(row[1], hostile(at + row[0].row))
        extra = book.create_sheet("=1+1'" + "s" * 26)
        text(extra["A1"], hostile(at))
        book.save(out / path.name)


def changed(one, other):
    """Texts that another program shows otherwise."""
    other = openpyxl.load_workbook(other)
    for sheet in openpyxl.load_workbook(one):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type != "f":
                    here, there = (str(value).replace("_x005F_", "_") for value in (cell.value, other[sheet.title][cell.coordinate].value))
                    if here != there:
                        yield f"{sheet.title}!{cell.coordinate}: {here[:60]!r} became {there[:60]!r}"


def main():
    what, arguments = sys.argv[1], [pathlib.Path(argument) for argument in sys.argv[2:]]
    if what == "plan":
        plan(*sys.argv[2:])
    elif what == "fill":
        fill(*arguments)
    elif what == "look":
        wrong = [line for path in arguments for line in Package(path).wrong or computed(path)]
        print("\n".join(wrong))
    elif what == "same":
        print("\n".join(changed(*arguments)))
    elif what == "csv":
        print("\n".join(line for path in arguments for line in in_csv(path)))


if __name__ == "__main__":
    main()
