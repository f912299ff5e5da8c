"""Plans and returns at the edge of what a workbook can hold, and what planroll made of them.

    edges.py longest RETURN OUT UNITS     a return whose first commentary has so many UTF-16 units
    edges.py beside RETURN OUT CELLS      a return with so many cells filled beside its table
    edges.py forbidden RETURN OUT         a return with characters that XML forbids, as Excel stores them
    edges.py spoil ODS OUT                the same characters in an .ods, where nothing can store them
    edges.py lists STARTER OUT COUNT      a plan with so many ratings of actions, other words for one of them, and lead officers
    edges.py holds UNITS WORKBOOK...      fails unless the commentary is there, whole
    edges.py carries WORKBOOK WORD...     fails unless each word is in a cell
    edges.py offers WORKBOOK SHEET COUNT  fails unless the ratings of the sheet's drop-down are so many
"""

import re
import sys
import zipfile

import openpyxl
from openpyxl.utils import get_column_letter

FORBIDDEN = [0x00, 0x01, 0x08, 0x0B, 0x0C, 0x0E, 0x1F, 0xD800, 0xFFFE, 0xFFFF]


def longest_text(units):
    """A text of so many UTF-16 units, some of them in pairs and some of more than one byte."""
    begin, end = "It begins 🏡 é\n" + ("spent " * 99 + "there\n") * (units // 600 - 1), " and ends 🏡"
    have = len((begin + end).encode("utf-16-le")) // 2
    return begin + "." * (units - have) + end


def first_row(sheet):
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == "Ref") + 1


def column(sheet, heading):
    heads = sheet[first_row(sheet) - 1]
    return next(cell.column for cell in heads if str(cell.value).rstrip("*") == heading)


def longest(given, out, units):
    book = openpyxl.load_workbook(given)
    sheet = book["Actions"]
    cell = sheet.cell(first_row(sheet), column(sheet, "Commentary"))
    cell.value = "x"
    # What is assigned as a value is cut at 32,767 characters without a word.
    cell._value = longest_text(int(units))
    book.save(out)


def beside(given, out, cells):
    book = openpyxl.load_workbook(given)
    sheet = book["Actions"]
    for at in range(int(cells)):
        sheet.cell(first_row(sheet) + at // 10, 30 + at % 10, f"note {at}")
    book.save(out)


def forbidden(given, out):
    book = openpyxl.load_workbook(given)
    sheet = book["Actions"]
    texts = [f"left{at}_x{code:04X}_right{at}" for at, code in enumerate(FORBIDDEN)]
    sheet.cell(first_row(sheet), column(sheet, "Commentary"), " ".join(texts))
    for at, text in enumerate(texts):
        sheet.cell(first_row(sheet) + at, 30, text)
    book.save(out)


def spoil(given, out):
    with zipfile.ZipFile(given) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "content.xml":
                changed = re.sub(b"left1[^<]*right1", b"left1&#1;right1", part)
                assert changed != part
                part = changed
            new.writestr(name, part)


def lists(starter, out, count):
    count = int(count)
    book = openpyxl.load_workbook(starter)
    for row in book["Settings"].iter_rows(min_row=2):
        if row[0].value == "Period":
            row[1].value = "2025-26 Q1"
    ratings = book["Ratings"]
    heads = {str(cell.value).rstrip("*"): cell.column for cell in ratings[1]}
    ratings.cell(2, heads["Also accepted"], ", ".join(f"word{at}" for at in range(count)))
    below = ratings.max_row
    had = sum(row[0].value == "Actions" for row in ratings.iter_rows(min_row=2))
    for at in range(1, count - had + 1):
        for heading, value in (("Applies to", "Actions"), ("Rating", f'Rating {at}, "so"'), ("Colour", "00703C"), ("Standing", "On track"),
                               ("Commentary", "Optional"), ("Revised deadline", "Optional"), ("Completed date", "Optional"), ("In percentages", "Yes")):
            ratings.cell(below + at, heads[heading], value)
    rows = {
        "Priorities": [{"Code": "P1", "Priority": "Homes"}],
        "Delivery plans": [{"Code": "p1", "Delivery plan": "Homes", "Email": "homes@example.org",
                            "Lead officer": "; ".join(f"Officer {at}" for at in range(count))}],
        "Actions": [{"Ref": f"1.{at}", "Delivery plan": "p1", "Priority": "P1", "Action": f"Build {at} homes", "Deadline": "Q4"} for at in range(1, 4)],
        "Indicators": [],
    }
    for name, own in rows.items():
        sheet = book[name]
        heads = {str(cell.value).rstrip("*"): cell.column for cell in sheet[1] if cell.value}
        sheet.delete_rows(2, sheet.max_row)
        for number, row in enumerate(own, start=2):
            for heading, value in row.items():
                sheet.cell(number, heads[heading], value)
    book.save(out)


def holds(units, *workbooks):
    for path in workbooks:
        texts = [cell.value for row in openpyxl.load_workbook(path)["Actions"].iter_rows() for cell in row]
        assert longest_text(int(units)) in texts, path


def carries(path, *words):
    texts = " ".join(str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    for word in words:
        assert word in texts, f"{path}: {word}"


def offers(path, name, count):
    book = openpyxl.load_workbook(path)
    sheet = book[name]
    cell = f"{get_column_letter(column(sheet, 'Rating'))}{first_row(sheet)}"
    rule = next(rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref)
    assert rule.type == "list", rule.type
    (on, area), = book.defined_names[rule.formula1.lstrip("=")].destinations
    words = [cell.value for row in book[on][area] for cell in row]
    assert len(words) == int(count) and all(words), (len(words), words[:3], words[-3:])


def main():
    what, *arguments = sys.argv[1:]
    known = (longest, beside, forbidden, spoil, lists, holds, carries, offers)
    {one.__name__: one for one in known}[what](*arguments)


if __name__ == "__main__":
    main()
