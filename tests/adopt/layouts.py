"""Makes the trackers beside those of `trackers.py`: layouts that were written by people who had not read how trackers are
understood, the plans of two examples laid out as those councils print them, and one tracker in every format of a workbook.

    python3 tests/adopt/layouts.py FOLDER [NODE_MODULES]

Needs openpyxl, python-docx and LibreOffice; .xlsb and .xlsm are made where NODE_MODULES has the package `xlsx`, of which 0.16
writes the records that Excel does. The files that are committed beside this script were made by it.
"""

import csv
import datetime
import json
import os
import pathlib
import subprocess
import sys

import docx
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from trackers import BOLD, DAY, save, shade, word_table

ROOT = pathlib.Path(__file__).resolve().parents[2]


def solid(colour):
    return PatternFill("solid", fgColor="FF" + colour)


def converted(folder, made, kind, name):
    """Saves a file by LibreOffice under another name."""
    subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", str(folder / "lo"), str(folder / made)], check=True, capture_output=True)
    end = kind.split(":")[0]
    os.replace(folder / "lo" / f"{pathlib.Path(made).stem}.{end}", folder / name)
    (folder / "lo").rmdir()


def document(title):
    made = docx.Document()
    made.core_properties.created = made.core_properties.modified = datetime.datetime(2026, 1, 1)
    made.add_heading(title, 1)
    return made


def county_report(folder):
    """A county's Word report: a table for each priority with a title row, two rows of headings, bands, and notes below."""
    made = document("Delivering Our Council Plan 2026/27")
    made.add_paragraph("Wessmere County Council – Quarter 2 performance report (July to September 2026)")
    made.add_paragraph("Cabinet, 18 November 2026. Ratings: Green – on schedule; Amber – at risk of delay; Red – will not be met; Blue – finished.")
    colours = {"Green": "00B050", "Amber": "FFC000", "Red": "FF0000", "Blue": "0070C0"}
    for priority, bands in {
        "Priority 1: Thriving places": [
            ("Roads and travel", [
                ["1.1", "Resurface 42 miles of the principal road network", "Highways Manager", "31 March 2027", "Green"],
                ["1.2", "Publish the bus service improvement plan", "Transport Lead", "By end of Q3", "Amber"],
                ["1.3", "Adopt a local cycling and walking plan", "Transport Lead", "September 2026", "Blue"],
                ["1.4", "Replace 3,000 street lamps with LED", "Highways Manager", "Mar 27", "Red"],
            ]),
            ("Growth", [
                ["1.5", "Open the enterprise hub at Castle Yard", "Economy Lead", "30/11/26", "Green"],
                ["1.6", "Agree the skills compact with the two colleges", "Economy Lead", "Autumn 2026", "Amber"],
                ["1.7", "Secure planning consent for the northern link road", "Economy Lead", "2027/28 Q1", "Green"],
            ]),
        ],
        "Priority 2: Healthier lives": [
            ("Children", [
                ["2.1", "Open four family hubs", "Children's Services Director", "End December 2026", "Green"],
                ["2.2", "Recruit 25 foster carers", "Children's Services Director", "Ongoing", "Amber"],
                ["2.3", "Bring the residential short-break unit into use", "Commissioning Lead", "1st October 2026", "Blue"],
            ]),
            ("Adults", [
                ["2.4", "Re-let the home care framework", "Commissioning Lead", "Q4", "Green"],
                ["2.5", "Launch a carers' passport", "Adults Director", "TBC", "Red"],
                ["2.6", "Complete the reablement review", "Adults Director", "31.12.2026", "Green"],
            ]),
        ],
    }.items():
        made.add_heading(priority, 2)
        name = priority.split(": ")[1]
        lines = [[f"{name} – actions"] + [None] * 6, ["No.", "What we will do", "Lead", "Timescale", "Progress this quarter", None, "Next steps"], [None, None, None, None, "RAG", "Update", None]]
        spans, shaded = [((0, 0), (0, 6)), ((1, 4), (1, 5))], []
        for band, actions in bands:
            spans.append(((len(lines), 0), (len(lines), 6)))
            lines.append([band] + [None] * 6)
            for number, title, lead, when, rating in actions:
                shaded.append((len(lines), colours[rating]))
                lines.append([number, title, lead, when, rating, "Work goes on as planned.", "Report to the board"])
        table = word_table(made, lines, spans)
        for row, colour in shaded:
            shade(table.cell(row, 4), colour)
        made.add_paragraph("Note: dates were agreed by Cabinet in March 2026.")
    made.add_heading("How we measure it", 2)
    word_table(made, [
        ["Key measures"] + [None] * 7,
        ["Ref", "Measure", "Aim to", "2025/26", "Target 2026/27", "Q1", "Q2", "Status"],
        ["KM1", "Principal roads where maintenance should be considered", "Minimise", "4%", "≤ 3%", "3.8%", "3.5%", "Amber"],
        ["KM2", "Household waste sent for reuse, recycling or composting", "Maximise", "54.1%", "≥55%", "55.9%", "56.2%", "Green"],
        ["KM3", "Working days lost to sickness per full-time post", "Minimise", "9.4", "8.5 days", "2.2", "4.6", "Red"],
        ["KM4", "Education, health and care plans issued in 20 weeks", "Maximise", "48%", "60%", "51%", "58%", "Amber"],
        ["KM5", "Library visits", "Maximise", "812,000", "850,000", "201,000", "433,000", "Green"],
        ["KM6", "Children looked after per 10,000", "Monitor", "61", "Monitor only", "60", "62", "-"],
        ["KM7", "Capital receipts", "Maximise", "£3.1m", "£4.5m", "£0.9m", "£2.0m", "Green"],
        ["KM8", "Average days to repair a dangerous pothole", "Minimise", "1.4", "<= 2 days", "1.6", "1.5", "Green"],
        ["Source: corporate performance system. Figures for Q2 are provisional."] + [None] * 7,
    ], [((0, 0), (0, 7)), ((10, 0), (10, 7))])
    made.save(folder / "county-report.docx")


def trust_scorecard(folder):
    """A trust's board scorecard by month under one year, in capitals' bands, with objectives on a sheet of their own; .ods."""
    book = Workbook()
    sheet = book.active
    sheet.title = "IQPR"
    sheet["A1"] = "Saltmarsh University Hospitals NHS Foundation Trust"
    sheet["A2"] = "Integrated Quality and Performance Report - Month 6 (September 2026)"
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=14)
    upper = ["Metric ID", "Metric", "Exec lead", "Target", "Direction", "2026/27", None, None, None, None, None, "YTD", "Rating", "Narrative"]
    lower = [None] * 5 + ["Apr", "May", "Jun", "Jul", "Aug", "Sep"] + [None] * 3
    for row, line in ((4, upper), (5, lower)):
        for col, text in enumerate(line, 1):
            sheet.cell(row, col, text).font = BOLD
    sheet.merge_cells("F4:K4")
    for col in (1, 2, 3, 4, 5, 12, 13, 14):
        sheet.merge_cells(start_row=4, end_row=5, start_column=col, end_column=col)
    row = 6
    for band, metrics in [
        ("Safe", [
            ["S1", "Falls with harm per 1,000 bed days", "≤ 0.15", "Lower is better", [0.14, 0.16, 0.13, 0.15, 0.17, 0.12], 0.145, "G", None],
            ["S2", "MRSA bacteraemia", "0", "Lower is better", [0, 0, 1, 0, 0, 0], 1, "R", None],
            ["S3", "VTE risk assessment", "≥95%", "Higher is better", [0.951, 0.957, 0.962, 0.949, 0.955, 0.96], 0.956, "G", "0.0%"],
            ["S4", "Hand hygiene compliance", "98%", "Higher is better", [0.97, 0.975, 0.98, 0.981, 0.985, 0.979], 0.978, "A", "0.0%"],
        ]),
        ("Responsive", [
            ["R1", "Four-hour standard (all types)", "78%", "Higher is better", [0.72, 0.731, 0.74, 0.75, 0.744, 0.76], 0.741, "A", "0.0%"],
            ["R2", "Referral to treatment within 18 weeks", "> 92%", "Higher is better", [0.58, 0.59, 0.6, 0.605, 0.61, 0.62], 0.6, "R", "0.0%"],
            ["R3", "Ambulance handovers over 60 minutes", "Zero", "Lower is better", [31, 22, 18, 20, 12, 9], 112, "R", None],
            ["R4", "Diagnostic waits over 6 weeks", "<= 5%", "Lower is better", [0.11, 0.1, 0.09, 0.08, 0.081, 0.07], 0.09, "R", "0.0%"],
        ]),
        ("Well led", [
            ["W1", "Sickness absence", "< 4.5%", "Lower is better", [0.048, 0.047, 0.046, 0.044, 0.045, 0.043], 0.0455, "A", "0.0%"],
            ["W2", "Staff friends and family score", "Top quartile", "Higher is better", [None, None, 61, None, None, 63], 62, "A", None],
            ["W3", "Appraisal completion", "90%", "Higher is better", [0.81, 0.83, 0.86, 0.88, 0.89, 0.91], 0.86, "G", "0.0%"],
            ["W4", "Agency spend (£000)", "1,850", "Lower is better", [310, 302, 298, 290, 280, 275], 1755, "G", "#,##0"],
        ]),
    ]:
        sheet.cell(row, 1, band.upper()).font = Font(bold=True, color="FFFFFFFF")
        sheet.cell(row, 1).fill = solid("1F3864")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=14)
        row += 1
        for number, name, target, direction, months, so_far, rating, shown in metrics:
            lead = "Chief Nurse" if band == "Safe" else "Chief Operating Officer"
            for col, value in enumerate([number, name, lead, target, direction, *months, so_far, rating, "See exception report" if rating == "R" else None], 1):
                cell = sheet.cell(row, col, value)
                if 6 <= col <= 12 and shown:
                    cell.number_format = shown
            sheet.cell(row, 13).fill = solid({"R": "FF0000", "A": "FFBF00", "G": "00B050"}[rating])
            row += 1
    sheet.cell(row + 1, 1, "RAG: G = standard met, A = within 10% of standard, R = standard not met")
    sheet.cell(row + 2, 1, "YTD = April to date")
    sheet = book.create_sheet("Annual objectives")
    sheet["A1"] = "Annual objectives 2026/27: progress at Month 6"
    lines = [["Objective", "Key deliverable", "SRO", "Delivery date", "Forecast", "Delivery confidence", "Commentary"],
        ["Great care", "Roll out electronic prescribing to all wards", "Chief Nurse", DAY(2027, 1, 31), None, "Green"],
        [None, "Open the discharge lounge", "Chief Operating Officer", DAY(2026, 10, 31), DAY(2026, 12, 15), "Amber"],
        [None, "Achieve maternity safety standards", "Chief Nurse", "Q4 2026/27", None, "Amber"],
        ["Great people", "Launch the shadow board", "Chief People Officer", DAY(2026, 9, 30), None, "Complete"],
        [None, "Implement the e-rostering system in theatres", "Chief People Officer", "End of March 2027", None, "Red"],
        [None, "Publish the workforce race equality plan", "Chief People Officer", "Dec-26", None, "Green"],
        ["Great partner", "Sign the provider collaborative agreement", "Chief Executive", "Early 2027", None, "Green"],
        [None, "Open the community diagnostic centre", "Chief Operating Officer", "30 Nov 2026", None, "Red"],
    ]
    for row, line in enumerate(lines, 3):
        for col, value in enumerate(line + ["Words about it"] * (row > 3), 1):
            cell = sheet.cell(row, col, value)
            if isinstance(value, datetime.date):
                cell.number_format = "dd/mm/yyyy"
    for cells in ("A4:A6", "A7:A9", "A10:A11"):
        sheet.merge_cells(cells)
    save(book, folder, "made.xlsx")
    converted(folder, "made.xlsx", "ods", "trust-scorecard.ods")
    (folder / "made.xlsx").unlink()


def homes_tracker(folder):
    """A housing association's tracker: actions and indicators mixed, target and deadline in one column, ratings by colour
    alone, a key beside the table; saved by LibreOffice."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Corporate Plan"
    for row, text in ((1, "Fenbridge Homes"), (2, "Corporate plan tracker: year ending 31 March 2027"), (3, "Position at 30 September 2026")):
        sheet.cell(row, 2, text)
    for cells in ("B1:J1", "B2:J2"):
        sheet.merge_cells(cells)
    sheet["L1"] = "Key"
    fills = {"g": "00B050", "a": "FFC000", "r": "C00000", "n": "7F7F7F", "b": "0070C0"}
    for row, (fill, text) in enumerate(zip(fills.values(), ("On target", "Slightly off target", "Off target", "Not yet due to start", "Delivered")), 2):
        sheet.cell(row, 12).fill = solid(fill)
        sheet.cell(row, 13, text)
    for col, text in enumerate(["ID", "Commitment / measure", "Type", "Accountable", "Target / completion date", "Previous quarter", "This quarter", "Performance", "Comments"], 2):
        sheet.cell(5, col, text).font = BOLD
        sheet.cell(5, col).fill = solid("1F4E78")
    row = 6
    for band, lines in [
        ("Safe homes", [
            ["H1", "Carry out 600 stock condition surveys", "Action", "Assets Director", DAY(2026, 12, 31), "a", None],
            ["H2", "Gas servicing certificates in date", "KPI", "Assets Director", 1.0, "g", "0%"],
            ["H3", "Fire risk actions overdue", "KPI", "Compliance Manager", 0, "r", "0"],
            ["H4", "Fit carbon monoxide alarms in every home", "Action", "Compliance Manager", "Mar-27", "g", None],
            ["H5", "Re-inspect all blocks above 11 metres", "Action", "Compliance Manager", "Complete by 30/09/2026", "b", None],
            ["H6", "Damp and mould cases closed in target time", "KPI", "Repairs Manager", "95% or above", "a", "0.0%"],
        ]),
        ("Great service", [
            ["H7", "Tenants satisfied with repairs", "Measure", "Repairs Manager", 0.82, "a", "0%"],
            ["H8", "Average days to re-let a home", "Measure", "Lettings Manager", "21 days or fewer", "r", "0.0"],
            ["H9", "Calls answered", "Measure", "Customer Director", ">=90%", "g", "0%"],
            ["H10", "Launch the tenant app", "Action", "Customer Director", "Summer 2026", "b", None],
            ["H11", "Agree a complaints charter with the tenants' panel", "Action", "Customer Director", "by January 2027", "g", None],
            ["H12", "Stage 1 complaints answered within 10 days", "Measure", "Customer Director", 0.98, "r", "0%"],
        ]),
        ("Strong business", [
            ["H13", "Current tenant arrears", "KPI", "Finance Director", "No more than 3.2%", "g", "0.0%"],
            ["H14", "Operating margin", "KPI", "Finance Director", "At least 28%", "a", "0.0%"],
            ["H15", "Refinance the revolving credit facility", "Action", "Finance Director", "Q3", "g", None],
            ["H16", "Start on site with 120 new homes", "Action", "Development Director", "During 2026/27", "n", None],
            ["H17", "New homes handed over", "KPI", "Development Director", "85 homes", "a", "0"],
            ["H18", "Staff turnover", "KPI", "People Director", "Below 14%", "g", "0.0%"],
            ["H19", "Move payroll to the new provider", "Action", "People Director", "1 April 2027", "n", None],
        ]),
    ]:
        sheet.cell(row, 2, band).font = BOLD
        sheet.cell(row, 2).fill = solid("BDD7EE")
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=10)
        row += 1
        for number, (ref, name, kind, who, target, rating, shown) in enumerate(lines):
            is_share = isinstance(target, float)
            before, now = (0.9, 0.91) if shown and "%" in shown else (12, 14) if shown else (None, "In progress")
            for col, value in enumerate([ref, name, kind, who, target, before, now, None, "Board update given" if number % 2 else None], 2):
                cell = sheet.cell(row, col, value)
                if isinstance(value, datetime.date):
                    cell.number_format = "dd/mm/yyyy"
                elif shown and isinstance(value, (int, float)) and (is_share or col > 6 or "%" not in shown):
                    cell.number_format = shown
            sheet.cell(row, 9).fill = solid(fills[rating])
            row += 1
    sheet.cell(row, 2, "Total")
    sheet.cell(row, 3, "19 commitments and measures")
    sheet.cell(row + 2, 2, "Prepared by the Performance Team. Arrears exclude former tenants.")
    save(book, folder, "made.xlsx")
    converted(folder, "made.xlsx", "xlsx:Calc MS Excel 2007 XML", "homes-tracker.xlsx")
    (folder / "made.xlsx").unlink()


def improvement_plan(folder):
    """A Scottish council's export from its performance system: semicolons, Windows-1252, two tables, two rows of headings."""
    lines = [
        ["Strathmirren Council – Local Improvement Plan 2026–27"],
        ["Service: Communities & Housing; exported 14 October 2026"],
        [],
        ["Code", "Title", "Description", "Status", "Progress", "Due Date", "Original Due Date", "Assigned To", "Latest Note"],
        ["CH-A01", "Prepare the Local Housing Strategy 2027–32", "", "On Target", "60%", "31-Mar-2027", "31-Mar-2027", "Service Manager", "Update given by the service"],
        ["CH-A02", "Deliver the £2.1m town centre regeneration fund", "", "On Target", "45%", "31-Dec-2026", "31-Oct-2026", "Service Manager", "Update given by the service"],
        ["CH-A03", "Complete the school estate review", "", "Overdue", "80%", "30-Sep-2026", "30-Jun-2026", "Service Manager", "Update given by the service"],
        ["CH-A04", "Establish a rapid rehousing team", "", "Completed", "100%", "30-Jun-2026", "30-Jun-2026", "Service Manager", "Update given by the service"],
        ["CH-A05", "Introduce 20mph limits in the six villages", "", "Check Progress", "30%", "28-Feb-2027", "28-Feb-2027", "Service Manager", "Update given by the service"],
        ["CH-A06", "Transfer the Gaelic centre to community ownership", "", "Not Started", "0%", "31-Mar-2028", "31-Mar-2028", "Service Manager", "Update given by the service"],
        ["CH-A07", "Renew the British Sign Language plan", "", "On Target", "50%", "End March 2027", "", "Service Manager", "Update given by the service"],
        ["CH-A08", "Extend the café’s kerbside food-waste trial", "", "Check Progress", "20%", "Autumn 2027", "", "Service Manager", "Update given by the service"],
        [],
        ["Performance indicators"],
        ["Code", "Short Name", "Good is", "2024/25", "2025/26", "Q1 2026/27", "Q2 2026/27", "Annual Target 2026/27", "Traffic Light", "Short Trend", "Benchmark", "Latest Note"],
        ["", "", "", "Value", "Value", "Value", "Value", "", "", "", "", ""],
        ["CH-P01", "Rent collected as % of rent due", "Maximise", "98.9%", "99.1%", "97.2%", "98.8%", "99%", "Green", "Improving", "Scotland: –", "See note"],
        ["CH-P02", "Average time to re-let properties (days)", "Minimise", "41.2", "38.0", "37.5", "36.1", "35", "Amber", "Improving", "Scotland: –", "See note"],
        ["CH-P03", "Homeless applications decided within 28 days", "Maximise", "88%", "90%", "85%", "79%", "92%", "Red", "Improving", "Scotland: –", "See note"],
        ["CH-P04", "Cost of parks per 1,000 residents", "Minimise", "£19,400", "£18,950", "", "£18,100", "£18,500", "Green", "Improving", "Scotland: –", "See note"],
        ["CH-P05", "Library visits (thousands)", "Maximise", "310", "322", "81", "165", "330", "Green", "Improving", "Scotland: –", "See note"],
        ["CH-P06", "Household waste recycled", "Maximise", "55.1%", "55.8%", "57.0%", "56.4%", "top quartile", "Amber", "Improving", "Scotland: –", "See note"],
        ["CH-P07", "Antisocial behaviour complaints", "Minimise", "1,204", "1,150", "301", "588", "1,100", "Red", "Improving", "Scotland: –", "See note"],
        ["CH-P08", "Anti-slavery training completed", "Maximise", "", "", "40%", "62%", ">= 90%", "Amber", "Improving", "Scotland: –", "See note"],
        ["CH-P09", "Tenants’ satisfaction with repairs", "Maximise", "90.2%", "91.0%", "", "", "91.5%", "Data only", "Improving", "Scotland: –", "See note"],
        [],
        ["Notes: traffic lights are set by the system; “Data only” has no target set against it this quarter."],
    ]
    with open(folder / "improvement-plan.csv", "w", newline="", encoding="cp1252") as out:
        csv.writer(out, delimiter=";").writerows(lines)


def example(name):
    """The plan and the first returns of an example."""
    data = ROOT / "examples" / name / "data"
    plan = json.loads((data / "plan.json").read_text(encoding="utf-8"))
    returns = json.loads((data / "returns.json").read_text(encoding="utf-8"))
    return plan, returns


def given(returns, row, kind):
    return returns.get(row["Delivery plan"], {}).get(kind, {}).get(str(row["Ref"]), {})


def shown(value, row):
    """A figure as the council prints it."""
    if isinstance(value, dict):
        return f"{value['percent']}%"
    is_figure = isinstance(value, (int, float))
    if is_figure and row["Unit"] == "%":
        return f"{value}%"
    return f"{value:,}" if is_figure else str(value or "")


def west_norfolk(folder):
    """The example of West Norfolk as its report prints it: for each priority a table of projects with the comments below their
    names, and one of figures with a year over its quarters and a rating without a heading."""
    plan, returns = example("west-norfolk")
    made = document("Q1 2025-2026 Performance Management Report")
    for priority in plan["Priorities"]:
        rows = [row for row in plan["Actions"] if row["Priority"] == priority["Code"] and row.get("Monitored") != "No" and row.get("Deadline")]
        figures = [row for row in plan["Indicators"] if row["Priority"] == priority["Code"] and row.get("Rated") != "Information only"]
        if not figures:
            continue
        made.add_heading(priority["Priority"], 2)
        letter = {"Green": "G ↔", "Amber": "A ↓", "Red": "R ↓"}
        lines = [["Project description and comments", "Target Date", ""]]
        for row in rows:
            said = given(returns, row, "Actions")
            lines.append([f"{row['Action']}\n{said.get('Commentary', '')}".strip(), row["Deadline"], letter.get(said.get("Rating", row.get("Last rating")), "")])
        if rows:
            word_table(made, lines)
            made.add_paragraph()
        lines = [["Ref", "Performance indicator", "2024/25", "2025/26", None, None, None, "Target", "", "Comments"], [None, None, None, "Q1", "Q2", "Q3", "Full Year", None, None, None]]
        for row in figures:
            said = given(returns, row, "Indicators")
            target = shown(row.get("Target"), row)
            target += f" (Q1 {row['Target Q1']})" if row.get("Target Q1") else ""
            lines.append([str(row["Ref"]), row["Indicator"], shown(row.get("Baseline"), row), shown(said.get("Value"), row), "", "", "", target, "M" if row.get("Rated") else letter.get(said.get("Rating", row.get("Last rating")), ""), said.get("Commentary", "")])
        word_table(made, lines, [((0, 3), (0, 6))])
    made.save(folder / "west-norfolk.docx")


def cannock_chase(folder):
    """The example of Cannock Chase as its report prints it: bands of outcomes, approach and project merged over their
    milestones, marks under the quarters; then the figures."""
    plan, returns = example("cannock-chase")
    made = document("Priority Delivery Plans 2019/20")
    mark = {"Completed": "✓", "Behind": "▲", "Off track": "✗"}
    quarters = ["Q1", "Q2", "Q3", "Q4"]
    for own in plan["Delivery plans"]:
        made.add_heading(f"{own['Delivery plan']} PDP 2019-20", 2)
        lines, spans, before = [["Approach", "Key Project", "Milestone(s)", "Action Required", *quarters]], [], None
        for row in (row for row in plan["Actions"] if row["Delivery plan"] == own["Code"]):
            if row.get("Outcome") and row["Outcome"] != before:
                before = row["Outcome"]
                spans.append(((len(lines), 0), (len(lines), 7)))
                lines.append([before] + [None] * 7)
            said = given(returns, row, "Actions")
            marks = ["x" if row["Deadline"] == quarter else "" for quarter in quarters]
            marks[0] = mark.get(said.get("Rating"), marks[0])
            if row.get("Deadline") and row["Deadline"] not in quarters:
                marks[3] = row["Deadline"]
            lines.append([row.get("Approach") or "", row.get("Project") or "", row["Action"], said.get("Commentary", ""), *marks])
        table = word_table(made, lines, spans)
        for (row, _), _ in spans:
            shade(table.cell(row, 0), "D9E1F2")
        made.add_paragraph()
        lines, spans, before = [["Performance Indicator", "Frequency of reporting (Q or A)", "Last year's outturn", "Target", *quarters]], [], None
        for row in (row for row in plan["Indicators"] if row["Delivery plan"] == own["Code"]):
            if row.get("Outcome") and row["Outcome"] != before:
                before = row["Outcome"]
                spans.append(((len(lines), 0), (len(lines), 7)))
                lines.append([before] + [None] * 7)
            said = given(returns, row, "Indicators")
            lines.append([row["Indicator"], "A" if row.get("Frequency") == "Annual" else "Q", shown(row.get("Baseline"), row), shown(row.get("Target"), row), shown(said.get("Value"), row), "", "", ""])
        if len(lines) > 1:
            word_table(made, lines, spans)
    made.save(folder / "cannock-chase.docx")


def sixty_and_forty(folder, says_polarity, name):
    """60 actions and 40 indicators of the two examples on two sheets, as most trackers are kept; figures with or without a column
    that says which are better."""
    (norfolk, _), (cannock, _) = example("west-norfolk"), example("cannock-chase")
    priorities = {row["Code"]: row["Priority"] for row in norfolk["Priorities"]}
    actions = [row for row in norfolk["Actions"] if row.get("Deadline")][:46]
    actions += [row for row in cannock["Actions"] if row["Delivery plan"] == "corporate"][:14]
    figures = [row for row in norfolk["Indicators"] if row.get("Better when")][:36]
    figures += [row for row in norfolk["Indicators"] if row.get("Rated") == "Monitor only"][:4]
    assert (len(actions), len(figures)) == (60, 40)
    letters, better = {"Green": "G", "Amber": "A", "Red": "R"}, {"Higher": "High", "Lower": "Low"}
    under = lambda row: priorities.get(row.get("Priority"), "Corporate")
    book = Workbook()
    sheet = book.active
    sheet.title = "Actions"
    for line in [["Anytown Borough Council"], ["Corporate plan tracker 2025/26, Quarter 1"], [], ["Ref", "Priority", "Action", "Lead officer", "Target date", "RAG", "Latest update"]]:
        sheet.append(line)
    for row in actions:
        sheet.append([row["Ref"], under(row), row["Action"], "Assistant Director", row["Deadline"], letters.get(row.get("Last rating"), "G"), "Goes on as planned"])
    sheet = book.create_sheet("KPIs")
    polarity = ["Good is"] if says_polarity else []
    for line in [["Corporate plan KPIs 2025/26"], [], ["KPI ref", "Priority", "KPI", "Unit", *polarity, "2024/25", "Target", "Q1", "RAG", "Commentary"]]:
        sheet.append(line)
    for row in figures:
        figure = shown(row.get("Baseline"), row)
        good = [better.get(row.get("Better when"))] if says_polarity else []
        sheet.append([row["Ref"], under(row), row["Indicator"], row["Unit"], *good, figure, shown(row.get("Target"), row), figure, letters.get(row.get("Last rating")), None])
    save(book, folder, name)


def formats(folder, modules):
    """The tracker of two directorates in each other format of a workbook."""
    for end in ("ods", "xls"):
        converted(folder, "directorates.xlsx", end, f"directorates.{end}")
    if modules:
        script = "const x = require('xlsx'); for (const end of ['xlsb', 'xlsm']) x.writeFile(x.readFile('directorates.xlsx', {cellDates: false, cellNF: true}), `directorates.${end}`, {bookType: end})"
        subprocess.run(["node", "-e", script], cwd=folder, check=True, env={**os.environ, "NODE_PATH": modules})


def main(folder, modules=None):
    folder = pathlib.Path(folder)
    for make in (county_report, trust_scorecard, homes_tracker, improvement_plan, west_norfolk, cannock_chase):
        make(folder)
    sixty_and_forty(folder, True, "sixty-and-forty.xlsx")
    sixty_and_forty(folder, False, "sixty-and-forty-unsaid.xlsx")
    formats(folder, modules)


if __name__ == "__main__":
    main(*sys.argv[1:])
