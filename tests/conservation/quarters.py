"""Random quarters through the real program: nothing that was typed is lost, and every count is right.

    python3 tests/conservation/quarters.py PLANROLL [QUARTERS] [SEED] [ONLY]

A quarter is a plan made from a starter workbook, its returns issued by planroll and filled in by openpyxl in every way
that people do. What must hold of it is counted here from what was typed, without asking planroll. A quarter depends on
the seed and its number alone: ONLY runs that one again, and keeps its files.
"""

import collections
import datetime
import json
import multiprocessing
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from copy import copy
from fractions import Fraction

import openpyxl

SCHEMES = ["standard", "cannock-chase", "west-norfolk", "southend", "colchester"]
PERIODS = {"Quarterly": ["Q1", "Q2", "Q3", "Q4"], "Four-monthly": ["T1", "T2", "T3"], "Half-yearly": ["H1", "H2"], "Annual": [""]}
REASONS = {"Not due": "Not due", "Not available": "Not available", "Awaited": "Awaited", " awaited ": "Awaited", "NOT DUE": "Not due"}
DIRECTIONS = {"↑": "Improving", "improving": "Improving", " Steady": "Steady", "↔": "Steady"}
DAYS = {"31/03/2026": datetime.datetime(2026, 3, 31), "March 2026": datetime.datetime(2026, 3, 31), "04/05/2026": datetime.datetime(2026, 5, 4),
        "Q3 2025/26": datetime.datetime(2025, 12, 31)}
# Quarters and months are printed as such, in one way.
PRINTED = {"Q3 2025/26": "Q3 2025-26"}
SHEETS = {"actions": "Actions", "indicators": "Indicators"}
ENTRIES = ["Rating", "Completed date", "Revised deadline", "Direction of travel", "Commentary", "Last value", "Value", "Override reason"]
BANDS = [("Green", lambda short: short <= 0), ("Amber", lambda short: short < 5), ("Red", lambda short: True)]
BLANK = {"\xad", "\ufeff", "\u061c", "\u180e", *map(chr, range(0x200B, 0x2010)), *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2060, 0x2070))}
POOLS = [
    "abcdefghijklmnopqrstuvwxyz     ",
    "".join(map(chr, range(0x20, 0x7F))),
    "àéîõüßñçøåÆŒŵŷŁżğşčÀÉΩλжЖאשعربी字文仮한",
    "😀🏡👩\u200d🔬🇬🇧✔️✓●▲■✗…“”‘’–—\u00a0\u2028\u200b\u202e\ufffd\U0010fffd\ue000",
    "\n\n\t\r =+-@'\"<>&;,:%£$#*?[]{}()|\\/_x",
]


# ------------------------------------------------------------------ words

def is_blank(letter):
    return letter.isspace() or ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 or letter in BLANK


def tidied(text):
    """A text as planroll keeps it: one kind of line end, nothing that shows as a gap at its ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    while text and is_blank(text[0]):
        text = text[1:]
    while text and is_blank(text[-1]):
        text = text[:-1]
    return text


def escaped(text):
    """A text as Excel stores it: what looks like an escape is one itself."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def stored(text):
    """The text that Excel shows of what is stored."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def plain(heading):
    return re.sub(r"\s+", " ", str(heading)).strip().rstrip("*").strip()


class Maker:
    """Everything random of one quarter."""

    def __init__(self, seed, number):
        self.rng = random.Random(f"{seed}:{number}")
        self.made = 0

    def chance(self, share):
        return self.rng.random() < share

    def pick(self, *choices):
        return self.rng.choice(choices)

    def token(self):
        """Letters that stand in no other text of the quarter."""
        self.made += 1
        letters = "".join(self.rng.choice("bcdfghjklmnpqrstvwxz") for _ in range(5))
        return f"{letters}{self.made}"

    def text(self, most=3000):
        length = self.rng.choice([0, 3, 30, 30, 200, 200, 1499, most])
        pools = self.rng.sample(POOLS, self.rng.randint(1, len(POOLS)))
        body = "".join(self.rng.choice(self.rng.choice(pools)) for _ in range(min(length, most)))
        first = self.rng.choice(["", "", "", "=", "+", "-", "@", "\t", "'", "=1+", "  ", "\n", "_x0041_", "=HYPERLINK(1)", "#REF! "])
        last = self.rng.choice(["", "", ".", "  ", "\n", "=", "\u200b"])
        middle = self.rng.randint(0, len(body))
        return f"{first}{body[:middle]} {self.token()} {body[middle:]}{last}"[:32767]

    def line(self, words=3):
        """A name, as officers write them."""
        return " ".join(self.rng.choice(["Homes", "Tŷ", "Growth & jobs", "“Clean”", "Œuvre", "50%", "日本", "roads", "it's", "<new>", "Ängar"])
                        for _ in range(self.rng.randint(1, words))) + f" {self.token()}"

    def cased(self, word):
        """A word with other capitals and more spaces than it should have."""
        word = "".join(self.rng.choice([letter.lower(), letter.upper()]) for letter in word) if self.chance(0.3) else word
        word = word.replace(" ", self.rng.choice([" ", "  ", "\u00a0", " \n"])) if self.chance(0.3) else word
        return self.rng.choice(["", "", " ", "\u00a0", "\t"]) + word + self.rng.choice(["", "", " ", "  ", "\n"])


# ------------------------------------------------------------------ the plan

class Quarter:
    """One plan with what its returns must say."""

    def __init__(self, make, starter, scheme):
        self.make, self.scheme = make, scheme
        self.book = openpyxl.load_workbook(starter)
        self.settings = {row[0].value: row[1] for row in self.book["Settings"].iter_rows(min_row=2)}
        reporting = make.pick("Quarterly", "Quarterly", *PERIODS)
        self.at = make.rng.randrange(len(PERIODS[reporting]))
        self.of = len(PERIODS[reporting])
        self.reporting = reporting
        self.period = f"2025-26 {PERIODS[reporting][self.at]}".strip()
        self.rated = self.settings["Indicator ratings"].value
        if self.settings["Default tolerance"].value and make.chance(0.4):
            self.rated = "Computed"
        changes = {"Reporting": reporting, "Period": self.period, "Indicator ratings": self.rated,
                   "Actions counted": make.pick("All monitored", "When rated"), "Sign-off": make.pick("Required", "Optional"),
                   "Percentages": make.pick("Sum to 100", "Round half up"), "Percentage places": make.pick(0, 1, 2),
                   "Organisation": make.line(), "Plan title": make.line()}
        for name, value in changes.items():
            self.settings[name].value = value
        self.ratings = {kind: [] for kind in SHEETS}
        heads = [plain(cell.value) for cell in self.book["Ratings"][1]]
        for row in self.book["Ratings"].iter_rows(min_row=2, values_only=True):
            row = dict(zip(heads, row))
            also = [word.strip() for word in str(row.get("Also accepted") or "").split(",") if word.strip()]
            for kind in SHEETS:
                if row["Applies to"] in (SHEETS[kind], "Both"):
                    self.ratings[kind].append({**row, "words": [row["Rating"], *filter(None, [row.get("Symbol")]), *also]})
        self.priorities = [(f"P{n}", make.line()) for n in range(1, make.rng.randint(1, 4) + 1)]
        self.plans = [(f"{make.pick('homes', 'Tŷ', 'R&D', 'a-b', 'ω')}{n}", make.line()) for n in range(1, make.rng.randint(1, 4) + 1)]
        self.further = [make.line(1) for _ in range(make.pick(0, 0, 1, 2))]
        self.asked = [f"Ask: {make.line(1)}" for _ in range(make.pick(0, 0, 1))]
        self.rows = {"actions": [self.action(n) for n in range(make.rng.randint(0, 12))],
                     "indicators": [self.indicator(n) for n in range(make.rng.randint(0, 8))]}
        if not any(row["issued"] for row in self.all_rows()):
            self.rows["actions"].append({**self.action(12), "Ended": None, "issued": True})

    def all_rows(self):
        return self.rows["actions"] + self.rows["indicators"]

    def common(self, ref):
        make = self.make
        codes = [code for code, _ in make.rng.sample(self.plans, min(len(self.plans), make.pick(1, 1, 1, 2, 3)))]
        priority = make.rng.choice(self.priorities)
        row = {"Ref": ref, "Delivery plan": "; ".join(codes), "Priority": make.rng.choice(priority), "codes": codes,
               "priority": priority[0], "issued": True}
        return row | {name: make.rng.choice([None, make.line(), make.rng.randint(1, 999)]) for name in self.further}

    def action(self, n):
        make = self.make
        row = self.common(f"{make.pick('1.', 'A', 'Œ-')}{n}{make.pick('', '0', 'b')}-{n}")
        ended = make.rng.choice([None] * 6 + ["2024-25", self.period])
        row |= {"Action": make.line(8), "Monitored": make.pick(None, None, "Yes", "No"), "Ended": ended, "issued": ended != "2024-25",
                "Deadline": make.rng.choice([None, "Ongoing", "Every period", "March 2026", "Q1", "2026/27", datetime.datetime(2025, 9, 30), "31/12/2025"])}
        row["unrated"] = "information" if row["Monitored"] == "No" else None
        return row

    def indicator(self, n):
        make = self.make
        row = self.common(f"{make.pick('K', '7.', 'É')}{n}{make.pick('', '0')}-i{n}")
        frequencies = [(None, True)] * 4 + [("Annual", self.at == self.of - 1)]
        if self.reporting == "Quarterly":
            frequencies += [("Half-yearly", self.at in (1, 3)), ("Q2, Q4", self.at in (1, 3)), ("Q1", self.at == 0)]
        if self.reporting == "Four-monthly":
            # The halves end in September and March.
            frequencies += [("Half-yearly", self.at in (1, 2)), ("T1, T3", self.at in (0, 2)), ("T2", self.at == 1)]
        row["Frequency"], due = make.rng.choice(frequencies)
        row |= {"Indicator": make.line(8), "Unit": make.pick("%", "%", "% change", "number", "£", "days", "visits"),
                "Better when": make.pick("Higher", "Lower", "In range"), "Rated": make.pick(None, None, None, "Yes", "Monitor only", "Information only"),
                "Cumulative": make.pick(None, None, "Yes"), "Baseline": make.rng.choice([None, 55])}
        target = make.rng.randint(2, 90)
        row["Target"] = f"{target} to {target + 8}" if row["Better when"] == "In range" else target
        if row["Better when"] == "In range":
            row["Cumulative"], row["edges"] = None, (Fraction(target), Fraction(target + 8))
        else:
            share = Fraction(self.at + 1, self.of) if row["Cumulative"] else 1
            row["edges"] = (target * share,) * 2
        unrated = {"Monitor only": "Monitor only", "Information only": "information"}.get(row["Rated"])
        row["unrated"] = unrated or (None if due else "Awaited")
        return row

    def save(self, path):
        write = {"Priorities": [{"Code": code, "Priority": name} for code, name in self.priorities],
                 "Delivery plans": [{"Code": code, "Delivery plan": name, "Lead officer": self.make.line(), "Email": "a@example.org"} for code, name in self.plans],
                 **{SHEETS[kind]: rows for kind, rows in self.rows.items()}}
        for name, rows in write.items():
            sheet = self.book[name]
            heads = {plain(cell.value): cell.column for cell in sheet[1] if cell.value}
            used = [name for name in ("Monitored", "Ended", "Frequency", "Cumulative", "Rated", "Baseline") if any(row.get(name) for row in rows)]
            own = self.further + self.asked if name in SHEETS.values() else []
            for heading in used + own:
                if heading not in heads:
                    heads[heading] = max(heads.values()) + 1
                    sheet.cell(1, heads[heading], heading)
            sheet.delete_rows(2, sheet.max_row)
            for number, row in enumerate(rows, start=2):
                for heading, column in heads.items():
                    cell = sheet.cell(number, column, row.get(heading))
                    if isinstance(cell.value, datetime.datetime):
                        cell.number_format = "dd/mm/yyyy"
        self.book.save(path)


# ------------------------------------------------------------------ the returns

class Return:
    """One issued return as a person has it on the screen: rows of cells under headings, to be typed into."""

    def __init__(self, path):
        self.path, self.typed, self.loose = path, [], []
        self.sign_off, self.copy_of = {}, None
        book = openpyxl.load_workbook(path)
        self.tables = {}
        for kind, name in SHEETS.items():
            if name not in book.sheetnames:
                continue
            sheet = book[name]
            top = next(row[0].row for row in sheet.iter_rows() if any(plain(cell.value) == "Ref" for cell in row))
            heads = [plain(cell.value) for cell in sheet[top] if cell.value is not None]
            rows = [{head: (cell.value, cell.number_format) for head, cell in zip(heads, row)} for row in sheet.iter_rows(min_row=top + 1) if row[0].value]
            self.tables[kind] = (top, [cell.value for cell in sheet[top] if cell.value is not None], heads, rows)

    def save(self, path, rng=None):
        """Writes what was typed; with `rng` the sheets, rows and columns stand in another order."""
        book = openpyxl.load_workbook(self.path)
        for kind, (top, titles, heads, rows) in self.tables.items():
            sheet = book[SHEETS[kind]]
            order = list(range(len(heads)))
            rows = list(rows)
            if rng:
                rng.shuffle(order)
                rng.shuffle(rows)
            styles = [copy(sheet.cell(top + 1, column + 1)._style) for column in range(len(heads))]
            for cells in sheet.iter_rows(min_row=top):
                for cell in cells:
                    cell.value = None
            for at, place in enumerate(order):
                sheet.cell(top, at + 1, titles[place])
            for down, row in enumerate(rows, start=1):
                for at, place in enumerate(order):
                    cell = sheet.cell(top + down, at + 1)
                    cell._style = copy(styles[place])
                    put(cell, *row.get(heads[place], (None, "General")))
                if "" in row:
                    put(sheet.cell(top + down, len(heads) + 3), *row[""])
        for name, at, value in self.loose:
            put(book[name][at], value, "General")
        for row in book["Sign-off"].iter_rows(max_col=2):
            if row[0].value in self.sign_off:
                put(row[1], self.sign_off[row[0].value], "General")
        if rng:
            rng.shuffle(book._sheets)
            book.active = next(at for at, sheet in enumerate(book.worksheets) if sheet.sheet_state == "visible")
        book.save(path)


def put(cell, value, number_format):
    """Types a value; text stays text whatever it begins with."""
    cell.value = escaped(value) if isinstance(value, str) and not value.startswith("=IF(") else value
    cell.number_format = "dd/mm/yyyy" if isinstance(value, datetime.datetime) else number_format
    if isinstance(value, str) and not value.startswith("=IF("):
        cell.data_type = "s"


class Filler:
    """Types into the rows of one return, and keeps what the typed words mean."""

    def __init__(self, make, quarter, code, form):
        self.make, self.quarter, self.code, self.form = make, quarter, code, form
        # What the rows that came back say, by kind and ref: the place of the rating, the value, the commentary.
        self.said = {}

    def fill(self):
        make = self.make
        for kind, (top, _, heads, rows) in self.form.tables.items():
            plan = {row["Ref"]: row for row in self.quarter.rows[kind]}
            for row in rows:
                ref = row["Ref"][0]
                said = {head: self.entry(kind, head, row, plan[ref]) for head in heads if head in ENTRIES or head.startswith("Ask:")}
                self.said[kind, ref] = {"rating": said.get("Rating"), "value": said.get("Value"),
                                        **{head: said[head] for head in heads if head == "Commentary" or head.startswith("Ask:")}}
                if make.chance(0.04):
                    self.type(row, "", make.text(200), ref)
                if make.chance(0.02):
                    self.type(row, "Action" if kind == "actions" else "Indicator", make.text(200), ref)
            self.rows(kind, heads, rows)
            if make.chance(0.1):
                self.loose(SHEETS[kind], f"{make.pick('W', 'AB')}{make.pick(1, 2, top)}", make.text(200))
        for label in ["Completed by", "Job title", "Date", "Approved by"]:
            if make.chance(0.7):
                value = make.text(60) if label != "Date" else make.pick("04/07/2025", make.text(30))
                self.form.sign_off[label] = value
                self.form.typed.append((f"Sign-off {label}", value, datetime.datetime(2025, 7, 4) if value == "04/07/2025" else None))
        if make.chance(0.05):
            self.loose("Sign-off", "D9", make.text(200))
        if make.chance(0.05):
            self.loose("Start here", "D2", make.text(200))

    def type(self, row, head, value, ref, means=None):
        """Types a value; `means` is what it is read as, where that is told in other words."""
        row[head] = (value, row.get(head, (None, "General"))[1])
        self.form.typed.append((f"{head} of {ref}", value, means))

    def loose(self, sheet, at, value):
        self.form.loose.append((sheet, at, value))
        self.form.typed.append((f"{sheet}!{at}", value, None))

    def rows(self, kind, heads, rows):
        """Deletes, doubles and adds rows."""
        make = self.make
        for row in list(rows):
            ref, fate = row["Ref"][0], make.rng.random()
            if fate < 0.05:
                rows.remove(row)
                self.form.typed = [typed for typed in self.form.typed if not typed[0].endswith(f" of {ref}")]
                del self.said[kind, ref]
            elif fate < 0.08:
                # Where one of both rows is as issued it counts, otherwise neither.
                twin = dict(row)
                text = "Action" if kind == "actions" else "Indicator"
                was_changed = any(where == f"{text} of {ref}" for where, _, _ in self.form.typed)
                self.type(twin, "Commentary", make.text(300), ref)
                is_changed = make.chance(0.5)
                if is_changed:
                    self.type(twin, text, make.text(100), ref)
                if was_changed or not is_changed:
                    del self.said[kind, ref]
                rows.insert(make.rng.randint(0, len(rows)), twin)
        if make.chance(0.15):
            row = {head: (None, "General") for head in heads}
            ref = make.pick(None, f"new {make.token()}")
            row["Ref"] = (ref, "@")
            for head in heads:
                if head not in ("Ref", "Check") and make.chance(0.6):
                    self.type(row, head, make.text(100), "an added row")
            if ref or any(head != "Commentary" for head in heads if row[head][0]):
                rows.insert(make.rng.randint(0, len(rows)), row)

    def entry(self, kind, head, row, planned):
        """Types one entry, or leaves it as issued, and says what it means."""
        make, ref = self.make, row["Ref"][0]
        if head == "Rating":
            at = make.rng.randrange(len(self.quarter.ratings[kind]))
            fate = make.rng.random()
            if fate < 0.15:
                return None
            if fate < 0.25:
                self.type(row, head, make.pick(f"zz {make.token()}", make.text(120), "Purple"), ref)
                return None
            rating = self.quarter.ratings[kind][at]
            word = make.rng.choice(rating["words"] + [rating["Rating"]] * 3)
            if rating.get("Symbol") and make.chance(0.1):
                word = f"{rating['Symbol']} {rating['Rating']}"
            self.type(row, head, make.cased(word), ref, rating["Rating"])
            return at
        if head in ("Value", "Last value"):
            return self.number(row, head, planned) if head == "Value" or make.chance(0.1) else None
        if head in ("Completed date", "Revised deadline"):
            if make.chance(0.4):
                real = datetime.datetime(2025, 1, 1) + datetime.timedelta(make.rng.randrange(700))
                value = make.pick(real, *DAYS, "spring", "TBC", f"the {make.token()}th", make.text(100), "31.2.2026")
                self.type(row, head, value, ref, DAYS.get(value))
            return None
        if head == "Direction of travel":
            if make.chance(0.6):
                value = make.pick(*DIRECTIONS, "sideways", make.text(60))
                self.type(row, head, value, ref, DIRECTIONS.get(value))
            return None
        if make.chance(0.6 if head == "Commentary" else 0.3):
            value = make.text(3000 if head == "Commentary" else 400)
            self.type(row, head, value, ref)
            return value
        return None

    def number(self, row, head, planned):
        make, ref, fate = self.make, row["Ref"][0], self.make.rng.random()
        percent = "%" in row[head][1]
        if fate < 0.15:
            return None
        if fate < 0.25:
            self.type(row, head, make.pick("about 30", "67% 2 £70,829", "c. 12 " + make.token(), make.text(80)), ref)
            return None
        if fate < 0.35:
            value = make.pick(*REASONS)
            self.type(row, head, value, ref, REASONS[value])
            return "reason"
        value = Fraction(make.rng.randint(20, 990), 10)
        if fate < 0.5:
            shown = f"{float(value)}%" if planned["Unit"].startswith("%") else f"{float(value):,.2f}"
            self.type(row, head, make.pick(shown, f" {shown} "), ref, float(value))
        else:
            self.type(row, head, float(value / 100) if percent else float(value), ref)
        return value


# ------------------------------------------------------------------ what must be so

def rating_of(quarter, kind, row, answer):
    """The place of the rating that counts, `information`, or nothing where the row is not rated."""
    names = [rating["Standing"] for rating in quarter.ratings[kind]]
    standing = lambda name: names.index(name) if name in names else None
    if row["unrated"] == "information":
        return "information"
    if kind == "actions":
        return answer["rating"] if answer else None
    if quarter.rated == "None":
        return None
    if row["unrated"]:
        return standing(row["unrated"])
    if not answer:
        return None
    if answer["value"] == "reason":
        return standing("Awaited")
    if quarter.rated != "Computed":
        return answer["rating"]
    if answer["value"] is None:
        return None
    low, high = row["edges"]
    value = answer["value"]
    if row["Better when"] == "Higher":
        short = (low - value) / abs(low)
    elif row["Better when"] == "Lower":
        short = (value - low) / abs(low)
    else:
        short = max((low - value) / abs(low), (value - high) / abs(high), 0)
    name = next(name for name, within in BANDS if within(short * 100))
    return next(at for at, rating in enumerate(quarter.ratings[kind]) if rating["Rating"] == name)


class Wrong(Exception):
    pass


def must(holds, what):
    if not holds:
        raise Wrong(what)


def same(ours, theirs, what):
    must(ours == theirs, f"{what}: typed {ours}, planroll {theirs}")


def counts_hold(quarter, answers, said):
    """Law c: the counts are those of what was typed."""
    for kind in SHEETS:
        rows = [row for row in quarter.rows[kind] if row["issued"]]
        counted = {row["Ref"]: rating_of(quarter, kind, row, answers.get((kind, row["Ref"]))) for row in rows}
        table, of = said[kind], quarter.ratings[kind]
        if kind == "indicators" and quarter.rated == "None":
            of = []
        same([rating["Rating"] for rating in of], table["columns"], f"{kind}: columns")
        lines = [(f"priority {line['code']}", line, [row for row in rows if row["priority"] == line["code"]]) for line in table["priorities"]]
        lines += [(f"plan {line['code']}", line, [row for row in rows if row["codes"][0] == line["code"]]) for line in table["by_delivery_plan"]]
        lines.append(("overall", table["overall"], rows))
        for name, line, own in lines:
            counts = [sum(counted[row["Ref"]] == at for row in own) for at in range(len(of))]
            same(counts, line["counts"], f"{kind} {name}: counts")
            same(sum(counts), line["total"], f"{kind} {name}: total")
            base = sum(count for count, rating in zip(counts, of) if rating["In percentages"] == "Yes")
            same(base, line["base"], f"{kind} {name}: base")
        information = sum(rating == "information" for rating in counted.values())
        same(information, table["information_only"], f"{kind}: information only")
        same(sum(rating is None for rating in counted.values()), table["not_rated"], f"{kind}: not rated")
        must(table["overall"]["total"] + table["not_rated"] + table["information_only"] == len(rows), f"{kind}: not all {len(rows)} rows are accounted for")


class Consolidated:
    """The consolidated workbook as openpyxl reads it."""

    def __init__(self, path):
        book = openpyxl.load_workbook(path)
        self.texts, self.others, self.tables = [], set(), {}
        for sheet in book:
            rows = [[stored(value) if isinstance(value, str) else value for value in row] for row in sheet.iter_rows(values_only=True)]
            for value in (value for row in rows for value in row if value is not None):
                self.texts.append(value) if isinstance(value, str) else self.others.add(round(value, 9) if isinstance(value, float) else value)
            if sheet.title in SHEETS.values():
                at = next((at for at, row in enumerate(rows) if row[0] == "Ref"), len(rows))
                heads = [head for head in rows[at]] if at < len(rows) else []
                self.tables[sheet.title] = [dict(zip(heads, row)) for row in rows[at + 1:] if row[0]]


def rows_hold(quarter, answers, book, findings, expected):
    """Law a: every row stands once, with its own commentary, and one that did not come back is named."""
    named = {finding["ref"] for finding in findings if finding["code"] in ("WBK016", "WBK018")}
    for kind, name in SHEETS.items():
        rows = [row["Ref"] for row in quarter.rows[kind] if row["issued"]]
        shown = [str(row["Ref"]) for row in book.tables[name]]
        same(rows, shown, f"{name}: refs")
        for line in book.tables[name]:
            answer = answers.get((kind, line["Ref"]))
            for head in [head for head in answer or {} if head not in ("rating", "value")]:
                same(tidied(answer[head] or ""), line.get(head) or "", f"{name} {line['Ref']}: {head}")
    for ref in expected:
        must(ref in named, f"{ref} did not come back, and no finding says so")


def texts_hold(forms, book, findings):
    """Law b: every text is in the workbook or quoted in a finding, whole; every figure and day is in the workbook."""
    quoted = [finding[field] or "" for finding in findings for field in ("message", "found")]
    everything = "\0".join(book.texts + quoted)

    def is_told(value):
        if isinstance(value, str):
            return tidied(value) in everything
        if isinstance(value, float):
            return any(round(value * by, 9) in book.others or f"{value * by:,.9f}".rstrip("0").rstrip(".") in everything for by in (1, 100, 0.01))
        return value in book.others or any(value.strftime(shape).lstrip("0") in everything for shape in ("%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%b %Y"))

    lost = [f"{form.path.name} {where}: {value!r} is lost" for form in forms for where, value, means in form.typed
            if not any(is_told(one) for one in (value, means, PRINTED.get(value)) if one is not None)]
    must(not lost, "\n  ".join(lost))


def order_holds(first, second):
    """Law d: the order of files, sheets, rows and columns changes addresses only."""
    marks = [collections.Counter((file["plan"], finding["code"], finding["ref"]) for file in checked["files"] for finding in file["findings"])
             for checked, _ in (first, second)]
    must(marks[0] == marks[1], f"another order changes findings: {marks[0] - marks[1]} became {marks[1] - marks[0]}")
    for part in ("actions", "indicators", "findings", "provisional"):
        same(first[1][part], second[1][part], f"{part} in another order")


def run(planroll, *arguments, status):
    done = subprocess.run([planroll, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    must(done.returncode in status, f"{arguments[0]} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def outcome(planroll, plan, folder, out):
    """What check and consolidate say of a folder of returns."""
    checked = json.loads(run(planroll, "check", folder, "--plan", plan, "--format", "json", status=(0, 1)))
    run(planroll, "consolidate", plan, folder, "--json", out.with_suffix(".json"), "-o", out, status=(0,))
    return checked, json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))


def random_quarter(planroll, make, folder):
    """A quarter of a scheme at random, with its plan workbook in the folder."""
    scheme = make.rng.choice(SCHEMES)
    run(planroll, "init", folder / "starter.xlsx", "--scheme", scheme, status=(0,))
    quarter = Quarter(make, folder / "starter.xlsx", scheme)
    plan = folder / "plan.xlsx"
    quarter.save(plan)
    return quarter, plan


def quarter_holds(planroll, seed, number, folder):
    make = Maker(seed, number)
    quarter, plan = random_quarter(planroll, make, folder)
    run(planroll, "issue", plan, "--out", folder / "issued", status=(0,))
    by_code, forms = {}, []
    for path in sorted((folder / "issued").glob("*.xlsx")):
        code = next(row[1] for row in openpyxl.load_workbook(path, read_only=True)["Start here"].iter_rows(values_only=True) if row[0] == "Plan code")
        by_code[code] = path
    for code, _ in quarter.plans:
        issued = {(kind, row["Ref"]) for kind, rows in quarter.rows.items() for row in rows if row["issued"] and code in row["codes"]}
        if code not in by_code:
            must(not issued, f"no return was issued for {code}")
            continue
        form = Return(by_code[code])
        same(sorted(issued), sorted((kind, row["Ref"][0]) for kind, table in form.tables.items() for row in table[3]), f"{code}: rows issued")
        filler = Filler(make, quarter, code, form)
        filler.fill()
        fate = make.rng.random()
        forms.append((code, form, filler.said, "missing" if fate < 0.06 and forms else "twice" if fate < 0.1 else "parts" if fate < 0.14 else "again" if fate < 0.18 else "once"))
    returned, lost, said = [], [], {}
    for code, form, own, fate in forms:
        issued = [(kind, row["Ref"][0]) for kind, table in Return(form.path).tables.items() for row in table[3]]
        if fate == "missing":
            continue
        returned.append(form)
        if fate != "once":
            other = Return(form.path)
            other.tables, other.loose, other.sign_off = form.tables, form.loose, dict(form.sign_off)
            other.copy_of = fate
            returned.append(other)
            if fate == "parts":
                other.sign_off["Completed by"] = f"someone else {make.token()}"
                other.typed.append(("Sign-off Completed by", other.sign_off["Completed by"], None))
            if fate == "twice":
                other.tables = {kind: (top, titles, heads, [dict(row) for row in rows]) for kind, (top, titles, heads, rows) in form.tables.items()}
                # A row that a service added is proposed from both.
                rows = [row for kind, (_, _, _, rows) in other.tables.items() for row in rows if (kind, row["Ref"][0]) in own and "Commentary" in row]
                if rows:
                    rows[0]["Commentary"] = (f"otherwise {make.token()}", "General")
                    # A row that nobody filled in answers nothing; then they are read as one.
                    form_rows = [row for _, _, heads, rows in form.tables.values() for row in rows if row["Ref"] == rows[0]["Ref"]]
                    if form_rows and form_rows[0].get("Commentary", (None,))[0]:
                        continue
                other.tables = form.tables
        said[code] = own
        lost += [ref for kind, ref in issued if (kind, ref) not in own]
    answers = {}
    for kind, rows in quarter.rows.items():
        for row in rows:
            answer = next((said[code][kind, row["Ref"]] for code in row["codes"] if (kind, row["Ref"]) in said.get(code, {})), None)
            if answer:
                answers[kind, row["Ref"]] = answer
    received, mixed = folder / "returns", folder / "mixed"
    received.mkdir(), mixed.mkdir()
    names = [f"{make.token()}.xlsx" for _ in returned]
    for at, form in enumerate(returned):
        form.save(received / f"{at:02}.xlsx")
        form.save(mixed / names[at], make.rng)
    first, second = outcome(planroll, plan, received, folder / "out.xlsx"), outcome(planroll, plan, mixed, folder / "mixed.xlsx")
    findings = [finding for file in first[0]["files"] for finding in file["findings"]]
    book = Consolidated(folder / "out.xlsx")
    # Of two different returns for a plan neither is read further: both are named, with their files.
    twice = {form.path for form in returned if form.copy_of == "twice"}
    laws = [lambda: rows_hold(quarter, answers, book, findings, lost), lambda: counts_hold(quarter, answers, first[1]),
            lambda: texts_hold([form for form in returned if form.path not in twice], book, findings), lambda: order_holds(first, second)]
    broken = []
    for law in laws:
        try:
            law()
        except Wrong as wrong:
            broken.append(str(wrong))
    must(not broken, "\n  ".join(broken))
    return sum(len(form.typed) for form in returned), len(returned), sum(row["issued"] for row in quarter.all_rows())


def one(task):
    holds, planroll, seed, number, keep = task
    folder = pathlib.Path(keep or tempfile.mkdtemp())
    try:
        return number, None, holds(planroll, seed, number, folder)
    except Wrong as wrong:
        return number, str(wrong)[:3000], None
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def run_all(holds, told):
    """Runs the quarters that the command line asks for; `told` says in words what those that hold have seen."""
    planroll = str(pathlib.Path(sys.argv[1]).resolve())
    quarters, seed = int((sys.argv[2:] or ["20"])[0]), (sys.argv[3:] or ["1"])[0]
    only = sys.argv[4:5]
    started, seen, failed = time.monotonic(), [], []
    tasks = [(holds, planroll, seed, number, tempfile.mkdtemp() if only else None) for number in (map(int, only) if only else range(quarters))]
    with multiprocessing.Pool(2) as pool:
        for number, wrong, own in pool.imap_unordered(one, tasks):
            if wrong:
                failed.append(number)
                print(f"quarter {number} of seed {seed}: {wrong}", flush=True)
            else:
                seen.append(own)
    if only:
        print(f"its files are in {tasks[0][-1]}")
    print(f"{len(tasks)} quarters of seed {seed} in {time.monotonic() - started:.0f} s: {told(seen)}")
    if failed:
        sys.exit(f"{len(failed)} failed: {sorted(failed)}; one again: python3 {sys.argv[0]} PLANROLL {quarters} {seed} NUMBER")


def told(seen):
    entries, returns, rows = (sum(numbers) for numbers in zip(*seen)) if seen else (0, 0, 0)
    return f"{returns} returns, {rows} rows, {entries} entries"


if __name__ == "__main__":
    run_all(quarter_holds, told)
