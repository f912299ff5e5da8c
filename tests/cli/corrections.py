"""Changes the consolidated workbook of a folder as officers do: python corrections.py FOLDER WHAT…"""

import pathlib
import sys

import openpyxl

OUT = pathlib.Path(sys.argv[1]) / "out.xlsx"
book = openpyxl.load_workbook(OUT)


def table(sheet):
    for row in range(1, 60):
        headings = {cell.value: cell.column for cell in sheet[row] if cell.value is not None}
        if "Ref" in headings:
            return row, headings
    raise SystemExit(f"no headings on {sheet.title}")


def cell(name, reference, heading):
    sheet = book[name]
    header, headings = table(sheet)
    for row in range(header + 1, sheet.max_row + 1):
        if str(sheet.cell(row, headings["Ref"]).value) == reference:
            return sheet.cell(row, headings[heading])
    raise SystemExit(f"no {reference} on {name}")


def sort(name):
    sheet = book[name]
    header, _ = table(sheet)
    rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=header + 1)]
    for number, row in enumerate(sorted(rows, key=lambda row: str(row[0]), reverse=True), header + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


for what in sys.argv[2:]:
    verb, _, rest = what.partition(" ")
    if verb == "type":
        place, _, text = rest.partition("=")
        cell(*place.split("!")).value = text or None
    elif verb == "sort":
        sort(rest)
    elif verb == "drop":
        del book[rest]
    elif verb == "insert-row":
        book[rest].insert_rows(table(book[rest])[0] + 1)
    elif verb == "insert-column":
        book[rest].insert_cols(2)
book.save(OUT)
