"""A quarter of a plan that has milestones of every kind.

    milestones.py plan STARTER OUT SETTING     the starter plan with such rows, and the setting Milestones
    milestones.py fill RETURN OUT SETTING      its return, filled in
"""

import sys

import openpyxl

ACTIONS = [
    # Ref, Parent, Action, Deadline, Monitored, Outcome
    ("1.1a", "1.1", "Buy the land", "Q1", None, None),
    ("1.1", None, "Build forty council homes", "Q4", None, "More homes"),
    ("1.1b", "1.1", "Seek planning consent, with the drainage report that the county asked for", "Q2", None, None),
    ("1.2", None, "Open the second hub", "Q3", None, "More homes"),
    ("1.1c", "1.1", "Start on site", "Q4", None, None),
    ("1.3", None, "Partners open the clinic", "Q4", "No", None),
    ("1.3a", "1.3", "Sign the lease", "Q4", None, None),
    ("1.4", None, "Review the allocations policy", "Q4", None, "Fair lettings"),
    ("1.4a", "1.4", "Consultation by partners", "Q4", "No", None),
]
INDICATORS = [
    # Ref, Parent, Indicator, Unit, Better when, Target
    ("H1", None, "Homes in good repair", None, None, None),
    ("H1a", "H1", "Repairs on time", "%", "Higher", 92),
    ("H1b", "H1", "Repairs at the first visit", "%", "Higher", 80),
    ("H2", None, "Homes let", "number", "Higher", 100),
    ("H2a", "H2", "of them adapted", "number", "Higher", 10),
]
COLUMNS = {
    "Actions": ("Ref", "Parent", "Action", "Deadline", "Monitored", "Outcome"),
    "Indicators": ("Ref", "Parent", "Indicator", "Unit", "Better when", "Target"),
}
ENTRIES = {
    "1.1": {"Rating": "Green"},
    "1.1a": {"Rating": "Complete", "Completed date": "20/06/2025"},
    "1.1b": {"Rating": "Red", "Revised deadline": "28/02/2026", "Commentary": "The contractor has withdrawn."},
    "1.2": {"Rating": "Amber", "Revised deadline": "31/01/2026", "Commentary": "One consent is outstanding."},
    "1.3a": {"Rating": "Green"},
    "H1a": {"Value": 0.93, "Rating": "Green"},
    "H1b": {"Value": 0.81, "Rating": "Green"},
    "H2": {"Value": 120, "Rating": "Green"},
    "H2a": {"Value": 11, "Rating": "Green"},
}


def headings(sheet):
    row = next(cells[0].row for cells in sheet.iter_rows() if str(cells[0].value).strip("*") == "Ref")
    return row, {str(cell.value).strip("*"): cell.column for cell in sheet[row] if cell.value}


def plan(starter, out, setting):
    book = openpyxl.load_workbook(starter)
    for name, value in book["Settings"].iter_rows(max_col=2):
        if name.value == "Milestones":
            value.value = setting
    codes = book["Delivery plans"]
    for cells in codes.iter_rows(min_row=3):
        for cell in cells:
            cell.value = None
    for name, rows in (("Actions", ACTIONS), ("Indicators", INDICATORS)):
        sheet = book[name]
        row, columns = headings(sheet)
        for cells in sheet.iter_rows(min_row=row + 1):
            for cell in cells:
                cell.value = None
        for heading in COLUMNS[name]:
            if heading not in columns:
                columns[heading] = max(columns.values()) + 1
                sheet.cell(row, columns[heading]).value = heading
        for at, values in enumerate(rows, row + 1):
            for heading, value in zip(COLUMNS[name], values):
                sheet.cell(at, columns[heading]).value = value
            sheet.cell(at, columns["Delivery plan"]).value = codes["A2"].value
    book.save(out)


def fill(issued, out, setting):
    book = openpyxl.load_workbook(issued)
    for name in COLUMNS:
        sheet = book[name]
        row, columns = headings(sheet)
        for at in range(row + 1, sheet.max_row + 1):
            ref = sheet.cell(at, columns["Ref"]).value
            if ref == "1.1" and setting == "Milestones only":
                continue
            for heading, value in ENTRIES.get(ref, {}).items():
                sheet.cell(at, columns[heading]).value = value
    for label, entry in book["Sign-off"].iter_rows(max_col=2):
        if label.value and str(label.value).strip("*") in ("Completed by", "Job title", "Approved by"):
            entry.value = "Head of Housing"
        elif label.value and str(label.value).strip("*") == "Date":
            entry.value = "10/07/2025"
    book.save(out)


if __name__ == "__main__":
    {"plan": plan, "fill": fill}[sys.argv[1]](*sys.argv[2:])
