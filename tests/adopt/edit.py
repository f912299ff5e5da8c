"""Types into the sheet Adopted, or another, of a plan workbook as an officer would.

    python3 tests/adopt/edit.py PLAN.xlsx "Adopted" "What=Decide;Plan cell=Actions!E6" "Instead" "September 2025"
    python3 tests/adopt/edit.py PLAN.xlsx "Delivery plans" D2 "housing@example.org"
"""

import sys

from openpyxl import load_workbook

path, name, where, *rest = sys.argv[1:]
book = load_workbook(path)
sheet = book[name]
if "=" in where:
    headings = {cell.value: cell.column for cell in sheet[1]}
    wanted = dict(one.split("=", 1) for one in where.split(";"))
    found = [row for row in range(2, sheet.max_row + 1) if all((sheet.cell(row, headings[h]).value or "") == v for h, v in wanted.items())]
    assert len(found) == 1, (wanted, found)
    sheet.cell(found[0], headings[rest[0]]).value = rest[1]
else:
    sheet[where].value = rest[0]
book.save(path)
