"""Random returns in which cells do not hold what they show: every text is counted, quoted or told, and nothing else is.

    python3 tests/conservation/shown.py PLANROLL [QUARTERS] [SEED] [ONLY]

What a person sees of a cell is kept here beside what is typed: times, crossed-out and raised runs, notes, merged cells,
formulas without a result, number formats that hide or scale, each beside its harmless twin; and the plan is changed
after issue. What is seen must be in the consolidated workbook or quoted in a finding, what is not what it seems must
have a finding at its cell, and a twin has none of that code. ONLY runs one quarter again, and keeps its files.
"""

import collections
import datetime
import json
import pathlib

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from quarters import SHEETS, Consolidated, Maker, must, plain, random_quarter, run, run_all, tidied

STRUCK, RAISED, BOLD = InlineFont(strike=True), InlineFont(vertAlign="superscript"), InlineFont(b=True)
NUMBERS, DAYS, WORDS = ("Value", "Last value"), ("Completed date", "Revised deadline"), ("Commentary", "Override reason")


class Odd:
    """One thing typed into a cell: what is seen of it, and the codes of which it must have one there, or none."""

    def __init__(self, sheet, at, seen, one_of=(), none_of=()):
        self.sheet, self.at, self.seen, self.one_of, self.none_of = sheet, at, seen, one_of, none_of

    def __repr__(self):
        return f"{self.sheet}!{self.at} {self.seen}"


def runs(*pairs):
    return CellRichText(*(TextBlock(font, text) if font else text for text, font in pairs))


def type_number(make, cell):
    """A figure that is not what it seems, or is what it is in an unusual dress."""
    first, second = make.rng.randint(21, 89), make.rng.randint(21, 89)
    kinds = make.rng.choice(["time", "elapsed", "struck", "raised", "struck whole", "hidden", "scaled", "fixed", "formula", "truth",
                             "dressed", "bold", "coloured", "rounded"])
    cell.number_format = "General"
    if kinds in ("time", "elapsed"):
        cell.value = datetime.time(first % 24, second % 60) if kinds == "time" else datetime.timedelta(hours=first + 24, minutes=second % 60)
        cell.number_format = "hh:mm" if kinds == "time" else "[h]:mm"
        return [], ("CEL003",), ()
    if kinds == "struck":
        cell.value = runs((str(first), STRUCK), (str(second), None))
        return [str(first), str(second)], ("CEL010",), ("CEL003",)
    if kinds == "raised":
        cell.value = runs((str(first), None), ("1", RAISED))
        return [str(first)], ("CEL010",), ("CEL003",)
    if kinds == "struck whole":
        cell.value, cell.font = first, Font(strike=True)
        return [str(first)], ("CEL010",), ()
    if kinds == "hidden":
        cell.value, cell.number_format = first, make.pick(";;;", "\"\"")
        return [str(first)], ("CEL011",), ()
    if kinds == "scaled":
        cell.value, cell.number_format = first * 1000, make.pick("0,", "#,##0,", '0.0,"k"')
        return [], ("CEL011",), ()
    if kinds == "fixed":
        cell.value, cell.number_format = first, '"n/a"'
        return [str(first)], ("CEL011",), ()
    if kinds == "formula":
        cell.value = f"={first}+{second}"
        return [], ("CEL006", "CEL005", "CEL004"), ()
    if kinds == "truth":
        cell.value = make.pick(True, False)
        return [str(cell.value).upper()], ("CEL003",), ()
    nothing = ("CEL003", "CEL010", "CEL011", "CEL012")
    if kinds == "dressed":
        cell.value, cell.number_format = first, make.pick('#,##0" homes"', '0" minutes"', 'General" days"', '£#,##0', "0_)", "[$-809]0", "0.00E+00", "#,##0;[Red]-#,##0")
    elif kinds == "bold":
        cell.value = runs((str(first)[0], BOLD), (str(first)[1], None))
    elif kinds == "coloured":
        cell.value, cell.font = first, Font(color="FF0000", i=True, u="single")
    else:
        cell.value, cell.number_format = first + 0.25, make.pick("0", "0.0", "#,##0")
        return [], (), nothing
    return [str(first)], (), nothing


def type_day(make, cell):
    day = datetime.datetime(2025, 4, 1) + datetime.timedelta(make.rng.randrange(85))
    kinds = make.pick("struck", "struck whole", "hidden", "years", "ordinal", "dressed", "zoned")
    cell.number_format = "General"
    if kinds == "struck":
        cell.value = runs((f"{day:%d/%m/%Y}", STRUCK), (" 30/06/2025", None))
        return [f"{day:%d/%m/%Y}", "30/06/2025"], ("CEL010",), ("CEL001",)
    if kinds == "struck whole":
        cell.value, cell.font, cell.number_format = day, Font(strike=True), "dd/mm/yyyy"
        return [], ("CEL010",), ()
    if kinds == "hidden":
        cell.value, cell.number_format = day, ";;;"
        return [], ("CEL011",), ()
    if kinds == "years":
        cell.value = make.pick("2005/2025", "2021-23", "2012/2026")
        return [cell.value], ("CEL001",), ()
    nothing = ("CEL001", "CEL010", "CEL011")
    if kinds == "ordinal":
        day = day.replace(day=3)
        cell.value = runs(("3", None), ("rd", RAISED), (f" {day:%B %Y}", None))
    elif kinds == "dressed":
        cell.value, cell.number_format = day, make.pick("d mmmm yyyy", "ddd dd/mm/yy", "yyyy-mm-dd hh:mm", "mmm-yy")
    else:
        cell.value = f"{day:%Y-%m-%d}T09:30:00Z"
    return [], (), nothing


def type_words(make, cell):
    one, other = f"{make.token()} late", f"{make.token()} done"
    kinds = make.pick("struck", "struck whole", "raised", "bold", "hidden", "apostrophe")
    cell.number_format = "General"
    if kinds == "struck":
        cell.value = runs((one, STRUCK), (f" {other}", None))
        return [one, other], ("CEL010",), ()
    if kinds == "struck whole":
        cell.value, cell.font = one, Font(strike=True)
        return [one], ("CEL010",), ()
    if kinds == "hidden":
        cell.value, cell.number_format = one, ";;;"
        return [one], ("CEL011",), ()
    if kinds == "raised":
        cell.value = runs((f"{one} in 30 m", None), ("2", RAISED), (f" of {other}", None))
        return [one, other], (), ("CEL010",)
    cell.value = runs((one, BOLD), (f" {other}", None)) if kinds == "bold" else f"-{one} {other}"
    return [one, other], (), ("CEL010", "CEL011")


def type_into(make, path):
    """Types into a return; gives what was typed."""
    book = openpyxl.load_workbook(path, rich_text=True)
    typed = []
    for name in SHEETS.values():
        if name not in book.sheetnames:
            continue
        sheet = book[name]
        top = next(row[0].row for row in sheet.iter_rows() if any(plain(cell.value) == "Ref" for cell in row))
        heads = {plain(cell.value): cell.column for cell in sheet[top] if cell.value is not None}
        rows = [row for row in range(top + 1, sheet.max_row + 1) if sheet.cell(row, heads["Ref"]).value]
        merged = set()
        if len(rows) > 2 and "Commentary" in heads and make.chance(0.2):
            down = make.rng.randrange(len(rows) - 1)
            first = sheet.cell(rows[down], heads["Commentary"])
            first.value = f"{make.token()} for both"
            sheet.merge_cells(start_row=rows[down], end_row=rows[down + 1], start_column=first.column, end_column=first.column)
            typed.append(Odd(name, first.coordinate, [first.value], ("CEL012",)))
            merged |= {(rows[down], "Commentary"), (rows[down + 1], "Commentary")}
        for row in rows:
            for head, typing in [(head, typing) for heading, typing in ((NUMBERS, type_number), (DAYS, type_day), (WORDS, type_words)) for head in heading]:
                if head in heads and (row, head) not in merged and make.chance(0.25):
                    cell = sheet.cell(row, heads[head])
                    typed.append(Odd(name, cell.coordinate, *typing(make, cell)))
            if make.chance(0.08):
                note, cell = f"{make.token()} wants a word", sheet.cell(row, heads["Ref"])
                cell.comment = Comment(note, "a service")
                typed.append(Odd(name, cell.coordinate, [note], ("WBK022",)))
    book.save(path)
    return typed


def change_plan(make, quarter, path):
    """Changes some rows of the plan; gives the refs of which that must be said, by code."""
    expected = {"RET006": set(), "RET007": set(), "RET008": set()}
    book = openpyxl.load_workbook(path)
    for kind, name in SHEETS.items():
        sheet = book[name]
        heads = {plain(cell.value): cell.column for cell in sheet[1] if cell.value}
        at = {str(sheet.cell(row, heads["Ref"]).value): row for row in range(2, sheet.max_row + 1)}
        for row in [row for row in quarter.rows[kind] if row["issued"]]:
            ref, fate = row["Ref"], make.rng.random()
            if fate < 0.1 and kind == "actions":
                cell = sheet.cell(at[ref], heads["Deadline"])
                cell.value, cell.number_format = datetime.datetime(2027, 1, 31), "dd/mm/yyyy"
                expected["RET006"].add(ref)
            elif fate < 0.1 and isinstance(row["Target"], int) and row["Rated"] != "Information only":
                sheet.cell(at[ref], heads["Target"]).value = row["Target"] + 100
                expected["RET006"].add(ref)
            elif fate < 0.16:
                for cell in sheet[at[ref]]:
                    cell.value = None
                expected["RET008"].add(ref)
    book.save(path)
    return expected


def quarter_holds(planroll, seed, number, folder):
    make = Maker(f"shown {seed}", number)
    quarter, plan = random_quarter(planroll, make, folder)
    run(planroll, "issue", plan, "--out", folder / "returns", status=(0,))
    returned = {path: type_into(make, path) for path in sorted((folder / "returns").glob("*.xlsx"))}
    expected = change_plan(make, quarter, plan) if make.chance(0.5) else {}
    checked = json.loads(run(planroll, "check", folder / "returns", "--plan", plan, "--format", "json", status=(0, 1)))
    run(planroll, "consolidate", plan, folder / "returns", "-o", folder / "out.xlsx", status=(0,))
    book = Consolidated(folder / "out.xlsx")
    lost, said = [], collections.Counter()
    for path, typed in returned.items():
        own = next(file["findings"] for file in checked["files"] if pathlib.Path(file["path"]).name == path.name)
        at = {}
        for finding in own:
            for cell in [finding["cell"], *(related["cell"] for related in finding["related"])]:
                at.setdefault((finding["sheet"], cell), set()).add(finding["code"])
        if any(finding["code"] == "WBK021" for finding in own):
            continue
        told = "\0".join(book.texts + [finding[field] or "" for finding in own for field in ("message", "found")])
        for one in typed:
            codes = at.get((one.sheet, one.at), set())
            said.update(codes & set(one.one_of))
            if one.one_of and not codes & set(one.one_of):
                lost.append(f"{path.name} {one}: none of {one.one_of}, only {codes}")
            if codes & set(one.none_of):
                lost.append(f"{path.name} {one}: troubled by {codes & set(one.none_of)}")
            lost += [f"{path.name} {one}: {seen!r} is lost" for seen in one.seen
                     if tidied(seen) not in told and not (seen.isdigit() and {int(seen), int(seen) / 100} & book.others)]
    across = {}
    for finding in checked["across"]:
        across.setdefault(finding["code"], set()).update((finding["ref"] or "").split(", "))
    for code, refs in expected.items():
        lost += [f"{ref}: no {code}, only {across}" for ref in refs - across.get(code, set())]
        if code != "RET007":
            strange = across.get(code, set()) - refs - {code for code, _ in quarter.plans}
            lost += [f"{strange}: {code} without a change"] if strange else []
    must(not lost, "\n  ".join(lost))
    said.update({code: len(refs) for code, refs in expected.items() if refs})
    return sum(len(typed) for typed in returned.values()), len(returned), said


def told(seen):
    codes = sum((said for _, _, said in seen), collections.Counter())
    cells, returns = sum(cells for cells, _, _ in seen), sum(returns for _, returns, _ in seen)
    return f"{returns} returns, {cells} cells; told as expected: {dict(codes.most_common())}"


if __name__ == "__main__":
    run_all(quarter_holds, told)
