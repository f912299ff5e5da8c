"""A plan that asks for answers of every type, and returns in which they are given."""
import sys
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

ASKED = {
    "Actions": ["Ask: % complete [%]!", "Ask: Spend [£k]", "Ask: Cost [£m]", "Ask: Confidence [number 0 to 10]", "Ask: Board [date]",
                "Ask: On site [yes/no]", "Ask: Forecast [rating]", "Ask: Risk's level #1 [High, Medium, Low]!", "Ask: Next steps!"],
    "Indicators": ["Ask: Risk's level #1 [High, Low]", "Ask: Jobs [number]!"],
}
ANSWERS = {
    "% complete": [0.45, 1, "half", None, 0.125],
    "Spend": [1300, "£1.3m", -40.5, "about 3", None],
    "Cost": ["£2.4m", 0.65, None, 3],
    "Confidence": [10, 11, 0, "7", None],
    "Board": [date(2026, 9, 15), "September 2026", "Autumn", None],
    "On site": ["Yes", "n", "perhaps", None],
    "Forecast": ["Green", "Red", "Purple", "Amber", None],
    "Risk's level #1": ["High", "low", "Severe", None],
    "Next steps": ["Tender.", None],
    "Jobs": [12, "1,200", -3, "many", None],
}


def headings(sheet):
    """The row of the headings of a table, and the column of each."""
    for row in sheet.iter_rows(max_row=60):
        if any(cell.value == "Ref" for cell in row):
            return row[0].row, {str(cell.value).rstrip("*"): cell.column for cell in row if cell.value}
    raise SystemExit(f"no headings on {sheet.title}")


def ask(path):
    book = load_workbook(path)
    for name, asked in ASKED.items():
        if name in book.sheetnames:
            row, known = headings(book[name])
            for column, heading in enumerate(asked, max(known.values()) + 1):
                book[name].cell(row, column, heading)
    book.save(path)


def fill_in(folder, filled_in):
    for path in sorted(Path(folder).glob("*.xlsx")):
        book = load_workbook(path)
        for name in ASKED:
            if name not in book.sheetnames:
                continue
            sheet = book[name]
            row, known = headings(sheet)
            for number in range(row + 1, sheet.max_row + 1):
                for place, (heading, answers) in enumerate(ANSWERS.items()):
                    if heading in known:
                        sheet.cell(number, known[heading]).value = answers[(number + place) % len(answers)]
                if "Rating" in known:
                    sheet.cell(number, known["Rating"]).value = "Green"
        book.save(Path(filled_in) / path.name)


{"ask": ask, "fill_in": fill_in}[sys.argv[1]](*sys.argv[2:])
