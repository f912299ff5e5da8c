"""Whether what is stored of every formula is what a program calculates.

    recalculated.py strip OUT WORKBOOK...      copies without results, numbered; another program would believe them
    recalculated.py compare OUT WORKBOOK...    cells that were calculated otherwise, a line each; then how many were compared
"""

import pathlib
import re
import sys
import zipfile

import openpyxl

RESULT = re.compile(r"(</f>|<f[^>]*/>)<v>[^<]*</v>")


def strip(out, workbooks):
    for number, workbook in enumerate(workbooks):
        with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(out / f"{number:03}.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                part = old.read(name)
                if name.startswith("xl/worksheets/sheet"):
                    text = RESULT.sub(r"\1", part.decode())
                    part = text.replace(' t="str"><f', "><f").encode()
                new.writestr(name, part)


def shown(value):
    """A number to the 15 digits that Excel has; a formula that shows nothing is blank."""
    if isinstance(value, float):
        value = float(f"{value:.15g}")
    return None if value == "" else value


def results(workbook):
    formulas, values = openpyxl.load_workbook(workbook), openpyxl.load_workbook(workbook, data_only=True)
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, shown(values[sheet.title][cell.coordinate].value)


def compare(out, workbooks):
    compared = 0
    for number, workbook in enumerate(workbooks):
        calculated = openpyxl.load_workbook(out / f"{number:03}.xlsx", data_only=True)
        for sheet, at, stored in results(workbook):
            compared += 1
            now = shown(calculated[sheet][at].value)
            # Of an error value LibreOffice saves its own spelling.
            if stored != now and not (isinstance(stored, str) and stored.startswith("#") and str(now).startswith("#")):
                print(f"{workbook.name}, {sheet}!{at}: {stored!r} stored, {now!r} calculated")
    print(compared)


if __name__ == "__main__":
    what, out, *workbooks = sys.argv[1:]
    {"strip": strip, "compare": compare}[what](pathlib.Path(out), [pathlib.Path(workbook) for workbook in workbooks])
