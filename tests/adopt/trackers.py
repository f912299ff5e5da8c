"""Makes the trackers that `planroll adopt` is tested on, in layouts such as councils keep, with facts that are made up.

    python3 tests/adopt/trackers.py FOLDER

Needs openpyxl and python-docx. The files that are committed beside this script were made by it.
"""

import csv
import datetime
import pathlib
import sys

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

DAY = datetime.date
RED, AMBER, GREEN, BLUE = (PatternFill("solid", fgColor=c) for c in ("FFFF0000", "FFFFC000", "FF00B050", "FF0070C0"))
BAND = PatternFill("solid", fgColor="FFD9E1F2")
INNER = PatternFill("solid", fgColor="FFF2F2F2")
BOLD = Font(bold=True)


def save(book, folder, name):
    book.properties.creator = "tests"
    book.properties.created = book.properties.modified = datetime.datetime(2025, 1, 1)
    book.save(folder / name)


def rows(sheet, lines, start=1):
    for r, line in enumerate(lines, start):
        for c, value in enumerate(line, 1):
            if value is not None:
                sheet.cell(r, c, value)
    return start + len(lines)


def plain_actions(folder):
    """One row of headings below three titles; a directorate column; dates and text dates; a total; notes below."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Action Plan"
    rows(sheet, [
        ["Anytown Borough Council"],
        ["Corporate Action Plan 2025/26"],
        ["Quarter 1 2025/26"],
        [],
        ["Ref", "Priority", "Action", "Directorate", "Owner", "Target date", "Revised date", "Status", "Comments", "Budget"],
        ["1.1", "Thriving town", "Adopt the local plan", "Place", "Head of Planning", DAY(2026, 3, 31), None, "On track", "Examination in public is booked", 120000],
        ["1.2", "Thriving town", "Open the market hall", "Place", "Head of Economy", "Q3", DAY(2026, 3, 1), "Delayed", "The contractor starts late", 450000],
        ["2.1", "Good homes", "Start 40 council homes", "Housing", "Head of Housing", "March 2026", None, "Off track", "No tender yet", None],
        ["2.2", "Good homes", "New repairs contract", "Housing", "Head of Housing", "Complete", None, "Completed", "Let in May", None],
        ["2.3", "Good homes", "Review the allocations policy", "Housing", "Head of Housing", "Summer 2025", None, "Not started", None, None],
        ["Total", None, None, None, None, None, None, None, None, 570000],
        [],
        ["Note: figures in the last column are pounds"],
    ])
    for row in range(6, 12):
        sheet.cell(row, 10).number_format = "£#,##0"
    save(book, folder, "action-plan.xlsx")


def banded_indicators(folder):
    """Merged, coloured bands for priorities and bold ones for outcomes; quarters; targets with signs; polarity; a key."""
    book = Workbook()
    sheet = book.active
    sheet.title = "KPIs"
    rows(sheet, [
        ["Corporate scorecard 2025/26"],
        ["KPI ref", "KPI", "Service", "Good is …", "Unit", "Last year's outturn", "Target", "Q1", "Q2", "Q3", "Q4", "RAG", "Commentary"],
        ["Homes for all"],
        ["Fewer people without a home"],
        ["H1", "Households in temporary accommodation", "Housing", "Low", "No.", 124, "<120", 118, 131, None, None, "R", "A rise over the summer"],
        ["H2", "Homelessness prevented", "Housing", "High", "%", 0.61, ">= 65%", 0.66, 0.67, None, None, "G", None],
        ["H3", "Days to let an empty home", "Housing", "Smaller is better", "days", 29.5, "28 days", 27, 28.5, None, None, "A", None],
        ["Clean and green"],
        ["Less waste"],
        ["C1", "Waste recycled", "Environment", "Bigger is better", "%", 0.452, 0.46, 0.471, 0.464, None, None, "G", None],
        ["C2", "Fly-tips removed within a day", "Environment", "Maximise", "%", 0.97, 0.95, 0.98, 0.93, None, None, "A", None],
        ["C3", "Residual waste per household", "Environment", "Minimise", "kg", 480, "400 (100 per qtr)", 98, 201, None, None, "G", "Cumulative over the year"],
        ["C3", "Litter bins emptied", "Environment", "↑", "number", None, "Monitor only", 5400, 5210, None, None, "M", None],
        ["C5", "Cost of collection", "Environment", "Reduce", "£", None, "£2.4m", "£0.6m", "£1.2m", None, None, "G", None],
        ["C6", "Staff per manager", "Environment", "In range", "ratio", None, "1:8", "1:9", "1:8", None, None, "A", None],
        ["C7", "Time to answer a call", "Environment", "Low", None, None, "08:00", "07:40", "08:30", None, None, "A", None],
        ["C8", "Temperature of the pool", "Environment", "Plan is best", "degrees", None, "27-29", 28, 28, None, None, "G", None],
        [],
        ["Key"],
        ["R", "Off target by more than 10%"],
        ["A", "Within tolerance, less than 10% off"],
        ["G", "On target"],
        ["M", "Monitor only"],
    ])
    for row in (3, 8):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=13)
        sheet.cell(row, 1).fill = BAND
        sheet.cell(row, 1).font = BOLD
    for row in (4, 9):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=13)
        sheet.cell(row, 1).fill = INNER
    for row in (6, 10, 11):
        for col in (6, 7, 8, 9):
            sheet.cell(row, col).number_format = "0.0%"
    save(book, folder, "scorecard.xlsx")


def coloured_months(folder):
    """Months of the year, rated by the fill of their figures alone; no references; a key of colours."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Performance"
    months = ["Apr-25", "May-25", "Jun-25", "Jul-25", "Aug-25", "Sep-25", "Oct-25", "Nov-25", "Dec-25", "Jan-26", "Feb-26", "Mar-26"]
    rows(sheet, [
        ["Monthly indicators"],
        [],
        ["Theme", "Measure", "Lead officer", "Polarity", "Annual target", *months],
        ["Customers", "Calls answered", "Customer services manager", "Increase", "90%", "91%", "88%", "79%"],
        ["Customers", "Complaints received", "Customer services manager", "Decrease", 200, 14, 17, 22],
        ["People", "Days lost to sickness", "Head of HR", "Decrease", 8, 0.6, 1.2, 1.9],
        [],
        [None, "on track"],
        [None, "slightly behind"],
        [None, "well behind: off track"],
    ])
    fills = {4: (GREEN, AMBER, RED), 5: (GREEN, GREEN, AMBER), 6: (GREEN, GREEN, GREEN)}
    for row, own in fills.items():
        for col, fill in enumerate(own, 6):
            sheet.cell(row, col).fill = fill
    for row, fill in ((8, GREEN), (9, AMBER), (10, RED)):
        sheet.cell(row, 1).fill = fill
    save(book, folder, "monthly.xlsx")


def a_sheet_each(folder):
    """A sheet for each directorate, actions and indicators mixed by a column that says which, and a sheet of notes."""
    book = Workbook()
    book.remove(book.active)
    heads = ["Type", "Description", "Theme", "Responsible officer", "Due date", "Target", "Unit", "Polarity", "2024/25", "2025/26 Q1", "RAG rating", "Latest update"]
    for name, lines in {
        "Adult services": [
            ["Action", "Open the reablement centre", "Live well", "Director of Adults", DAY(2025, 12, 31), None, None, None, None, None, "Green", "Building is finished"],
            ["KPI", "Reviews done on time", "Live well", "Director of Adults", None, "85%", "%", "High", "81%", "83%", "Amber", None],
        ],
        "Children": [
            ["Action", "Recruit twenty foster carers", "Start well", "Director of Children", "End of year", None, None, None, None, None, "Blue", "Done"],
            ["KPI", "Assessments within 45 days", "Start well", "Director of Children", None, "90%", "%", "High", "88%", "92%", "Green", None],
            ["KPI", "Children in care", "Start well", "Director of Children", None, "no target", "number", "Low", 310, 322, "N/A", None],
        ],
    }.items():
        sheet = book.create_sheet(name)
        rows(sheet, [heads, *lines])
    notes = book.create_sheet("Guidance")
    rows(notes, [["How to fill this in"], ["Update by the tenth of the month"]])
    save(book, folder, "directorates.xlsx")


def two_rows_of_headings(folder):
    """Quarters above target, actual and RAG; a year beside; a title in the first row; a hidden column of data."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Dashboard"
    rows(sheet, [
        ["Ref", "Performance indicator", "2024/25", "Q1 2025/26", None, None, "Q2 2025/26", None, None, "Polarity", "Cabinet member"],
        [None, None, "Outturn", "Target", "Actual", "RAG", "Target", "Actual", "RAG"],
        ["PI 1", "New homes completed", 97, 18, 14, "Red", 40, 45, "Green", "Maximise", "Cabinet Member for Homes"],
        ["PI 2", "Invoices paid in 30 days", 0.98, 0.97, 0.96, "Amber", 0.97, 0.98, "Green", "Maximise", "Cabinet Member for Finance"],
        ["PI 3", "Working days lost", 10.85, 2.2, 2.1, "Green", 4.4, 5.1, "Red", "Minimise", "Cabinet Member for People"],
    ])
    for first in (4, 7):
        sheet.merge_cells(start_row=1, start_column=first, end_row=1, end_column=first + 2)
    for col in (1, 2, 10, 11):
        sheet.merge_cells(start_row=1, start_column=col, end_row=2, end_column=col)
    for col in (3, 4, 5, 7, 8):
        sheet.cell(4, col).number_format = "0%"
    save(book, folder, "quarters.xlsx")


def csv_actions(folder):
    """A CSV file: per cent complete, a partner's rows, a completed date, an ambiguous heading, a band without any dress."""
    lines = [
        ["Action no", "What we will do", "Lead", "Council role", "Start date", "End date", "% complete", "Completed date", "Progress update", "Partners"],
        ["Tackle the climate emergency"],
        ["A1", "Plant 10,000 trees", "Parks manager", "Lead", "01/04/2025", "31/03/2026", "40%", "", "4,100 planted", "Woodland trust"],
        ["A2", "Retrofit 200 homes", "Energy manager", "Partner", "01/06/2025", "30/09/2026", "10%", "", "Led by the combined authority", ""],
        ["Support our communities"],
        ["A3", "Open three warm spaces", "Communities manager", "Lead", "01/05/2025", "31/10/2025", "100%", "14/06/2025", "All three are open", "Library friends"],
        ["A4", "Fund the advice centre", "Communities manager", "Lead", "", "Ongoing", "", "", "", ""],
    ]
    with open(folder / "climate-2025-26.csv", "w", newline="", encoding="cp1252") as out:
        csv.writer(out).writerows(lines)


def shade(cell, colour):
    mark = OxmlElement("w:shd")
    mark.set(qn("w:val"), "clear")
    mark.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(mark)


def word_table(document, lines, spans=()):
    table = document.add_table(rows=len(lines), cols=max(len(line) for line in lines))
    for r, line in enumerate(lines):
        for c, text in enumerate(line):
            if text is not None:
                table.cell(r, c).text = text
    for (r1, c1), (r2, c2) in spans:
        text = table.cell(r1, c1).text
        merged = table.cell(r1, c1).merge(table.cell(r2, c2))
        merged.text = text
    return table


def word_indicators(folder):
    """As in a Cabinet report: a heading before each table, a year over its quarters, ratings without a heading, arrows, and
    projects whose comments stand in the cell of their name."""
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2025, 1, 1)
    document.add_heading("Q1 2025-2026 Performance Management Report", 1)
    document.add_paragraph("This report sets out how the council is doing against its plan.")
    document.add_heading("Promote growth", 2)
    word_table(document, [
        ["Project description and comments", "Target Date", ""],
        ["Develop the parking strategy\nA draft went to the panel.", "Mar 2026", "A ↔"],
        ["Survey the council's buildings\nOn hold until the disposals are agreed.", "Ongoing", "G"],
    ])
    heads = [["Ref", "Performance indicator", "2024/25", "2025/26", None, None, None, "Target", "", "Comments"],
             [None, None, None, "Q1", "Q2", "Q3", "Full Year", None, None, None]]
    spans = [((0, 3), (0, 6))]
    document.add_paragraph()
    word_table(document, [*heads,
        ["1.1", "% of planning applications decided in time", "93%", "92%", "", "", "", "70%", "G ↕", ""],
        ["1.2", "% of applications given more time", "50%", "60%", "", "", "", "50%", "G ↓ R", "Two came late"],
        ["1.9", "No of new homes built", "97", "14", "", "", "", "124 (Q1 18)", "R↔", "A change of design"],
        ["1.17", "Contracts let to small firms (%, number and value)", "-", "67% 2 £70,829", "", "", "", "Monitor only", "M", ""],
    ], spans)
    document.add_heading("Protect our environment", 2)
    word_table(document, [*heads,
        ["2.3", "No of brown bins in use", "29,430", "29,718", "", "", "", "29,000", "G ↕", ""],
        ["2.4", "Tonnes of garden waste collected", "11,123", "3,250", "", "", "", "11,000", "G ↕", "Cumulative data"],
    ], spans)
    document.save(folder / "cabinet-report.docx")


def word_actions(folder):
    """As in a priority delivery plan: approach, project and milestone, with marks under the quarters."""
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2025, 1, 1)
    document.add_heading("Corporate Priority Delivery Plan 2019-2020", 1)
    lines = [
        ["Approach", "Key Project", "Milestone(s)", "Action Required", "Q1", "Q2", "Q3", "Q4"],
        ["Increase housing choice", None, None, None, None, None, None, None],
        ["Provide additional affordable homes", "Determine sites", "Trawl for sites", "Agents have been asked", "✓", "", "", ""],
        ["", "", "Report to Cabinet", "", "", "x", "", ""],
        ["", "", "Award the tender", "", "", "", "", "X"],
        ["", "Review the depot", "Survey the site", "The survey is late", "", "▲", "x", ""],
        ["", "", "Launch the strategy", "", "", "", "2021-22", ""],
    ]
    table = word_table(document, lines, [((1, 0), (1, 7))])
    shade(table.cell(1, 0), "D9E1F2")
    document.add_paragraph()
    word_table(document, [
        ["Performance Indicator", "Frequency of reporting (Q or A)", "Last year's outturn", "Target", "Q1", "Q2", "Q3", "Q4"],
        ["Use of online forms", "Q", "1,258", "475 per qtr", "334", "", "", ""],
        ["Green flags kept", "A", "6", "6", "6", "", "", ""],
        ["Notices issued", "Q", "N/A", "New indicator", "7", "", "", ""],
    ])
    document.save(folder / "delivery-plan.docx")


def symbols(folder):
    """Ticks and arrows in Wingdings; dated headings; a letter that the key explains otherwise; two rows of one reference."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Milestones"
    rows(sheet, [
        ["ID", "Milestone", "Programme", "By when", "Position at 30 September 2025", "Progress at Q2", "Confidence"],
        [1, "Agree the business case", "Digital", DAY(2025, 6, 30), "ü", "Agreed by Cabinet", "High"],
        [2, "Buy the system", "Digital", DAY(2025, 11, 30), "B", "Two bids came in", "Low"],
        [2, "Train all staff", "Digital", DAY(2026, 2, 28), "G", None, "High"],
        [3, "Move the archive", "Estates", "2025/26", "X", "Stopped: no longer needed", None],
        ["Key: B = behind schedule; G = on track; X = cancelled"],
    ])
    sheet["E2"].font = Font(name="Wingdings")
    save(book, folder, "milestones.xlsx")


def mixed(folder):
    """Actions and KPIs in one table, told apart by a column; the words of headings stand in rows as well."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Tracker"
    rows(sheet, [
        ["Corporate plan delivery tracker"],
        ["Anytown Borough Council, year 2026-27, Q1"],
        [],
        ["Ref", "Type", "Theme", "Description", "Responsible officer", "Target / deadline", "Q1 progress", "Q1 status"],
        ["T1", "Action", "Homes", "Publish the housing strategy", "Head of Service", "Q3 2026/27", "Drafted", "On track"],
        ["T2", "Action", "Homes", "Extend the licensing scheme", "Head of Service", "30/09/2026", "Comments", "On track"],
        ["T3", "KPI", "Homes", "Repairs done on time", "Lead officer", ">= 95%", "91%", "Off track"],
        ["T4", "Action", "Growth", "Open the market hall", "Director", "end of June 2026", "Open", "Complete"],
    ])
    save(book, folder, "mixed.xlsx")


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for make in (plain_actions, banded_indicators, coloured_months, a_sheet_each, two_rows_of_headings, csv_actions, word_indicators, word_actions, symbols, mixed):
        make(folder)


if __name__ == "__main__":
    main(sys.argv[1])
