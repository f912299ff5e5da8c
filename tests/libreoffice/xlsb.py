"""A return saved as .xlsb, which no free program writes: the cells of an .xlsx in the records of MS-XLSB.

    xlsb.py fill RETURN OUT                a return whose entries are of every kind that a cell can hold
    xlsb.py write WORKBOOK OUT [formulas]  the workbook as .xlsb, with every second entry as the result of a formula
    xlsb.py write WORKBOOK OUT broken      the same, and its own formulas show #REF!, as where a sheet was deleted
    xlsb.py same WORKBOOK OTHER            values of one that are others in the other, a line each

Numbers of records and their fields are those of [MS-XLSB] 2.3 and 2.4.
"""

import datetime
import re
import struct
import sys
import zipfile
from xml.sax.saxutils import quoteattr

import openpyxl
from openpyxl.utils.datetime import to_excel

ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}
DAY, PERCENT = 1, 2
STYLES = [0, 14, 10]
STATES = {"visible": 0, "hidden": 1, "veryHidden": 2}
# The formula 1, for it is its result that is read.
ONE = struct.pack("<HI3sI", 0, 3, b"\x1e\x01\x00", 0)


def record(number, body=b""):
    """A record: its number in one byte or two, its length in sevens of bits, and its fields."""
    head = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
    length = len(body)
    while length > 127:
        head, length = head + bytes([length & 127 | 128]), length >> 7
    return head + bytes([length]) + body


def wide(text):
    data = text.encode("utf-16-le", "surrogatepass")
    return struct.pack("<I", len(data) // 2) + data


class Writer:
    """The parts of one workbook."""

    def __init__(self, book, formulas):
        self.book, self.formulas, self.texts, self.made = book, formulas, {}, 0

    def cell(self, cell):
        """A cell, by turns in each of the ways in which its value can be stored."""
        value, style = cell.value, PERCENT if "%" in cell.number_format else 0
        self.made += 1
        computed = self.formulas and cell.protection.locked is False and self.made % 2
        if isinstance(value, (datetime.datetime, datetime.date)):
            value, style = to_excel(value), DAY
        head = struct.pack("<II", cell.column - 1, style)
        if cell.data_type == "f" and self.formulas == "broken":
            return record(11, head + bytes([ERRORS["#REF!"]]) + ONE)
        if cell.data_type == "f":
            return record(8, head + wide("") + ONE)
        if cell.data_type == "e":
            error = bytes([ERRORS[value]])
            return record(11, head + error + ONE) if computed else record(3, head + error)
        if isinstance(value, bool):
            return record(10, head + bytes([value]) + ONE) if computed else record(4, head + bytes([value]))
        if isinstance(value, str):
            if computed:
                return record(8, head + wide(value) + ONE)
            if self.made % 3 == 0:
                return record(6, head + wide(value))
            return record(7, head + struct.pack("<I", self.texts.setdefault(value, len(self.texts))))
        if computed:
            return record(9, head + struct.pack("<d", value) + ONE)
        hundreds = round(value * 100)
        if self.made % 3 and hundreds / 100 == value and abs(hundreds) < 1 << 29:
            # A whole number, or hundredths of one, in thirty bits.
            whole = hundreds % 100 == 0
            return record(2, head + struct.pack("<i", (hundreds // 100 if whole else hundreds) << 2 | 2 | (not whole)))
        return record(5, head + struct.pack("<d", value))

    def sheet(self, sheet):
        rows = b""
        for row in sheet.iter_rows():
            rows += record(0, struct.pack("<IIH3sI", row[0].row - 1, 0, 300, b"\0\0\0", 0))
            rows += b"".join(self.cell(cell) for cell in row if cell.value is not None)
        size = record(148, struct.pack("<IIII", 0, sheet.max_row - 1, 0, sheet.max_column - 1))
        return record(129) + size + record(145) + rows + record(146) + record(130)

    def parts(self):
        sheets = [self.sheet(sheet) for sheet in self.book]
        listed = b"".join(record(156, struct.pack("<II", STATES[sheet.sheet_state], at) + wide(f"rId{at}") + wide(sheet.title))
                          for at, sheet in enumerate(self.book, start=1))
        yield "xl/workbook.bin", record(131) + record(153, struct.pack("<II", 0, 0) + wide("")) + record(143) + listed + record(144) + record(132)
        for at, sheet in enumerate(sheets, start=1):
            yield f"xl/worksheets/sheet{at}.bin", sheet
        texts = b"".join(record(19, b"\0" + wide(text)) for text in self.texts)
        yield "xl/sharedStrings.bin", record(159, struct.pack("<II", len(self.texts), len(self.texts))) + texts + record(160)
        looks = b"".join(record(47, struct.pack("<HHHHHBBHH", 0, number, 0, 0, 0, 0, 0, 0, 63)) for number in STYLES)
        yield "xl/styles.bin", record(278) + record(617, struct.pack("<I", len(STYLES))) + looks + record(618) + record(279)


def write(given, out, formulas=None):
    writer = Writer(openpyxl.load_workbook(given), formulas)
    parts = dict(writer.parts())
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    kinds = {"worksheets": "worksheet", "sharedStrings.bin": "sharedStrings", "styles.bin": "styles"}
    own = [name.removeprefix("xl/") for name in parts if name != "xl/workbook.bin"]
    own.sort(key=lambda name: (not name.startswith("worksheets"), len(name), name))
    links = "".join(f'<Relationship Id="rId{at}" Type="{office}{kinds[name.split("/")[0]]}" Target={quoteattr(name)}/>' for at, name in enumerate(own, start=1))
    parts["xl/_rels/workbook.bin.rels"] = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    types = {"workbook": "sheet.binary.macroEnabled.main", "sharedStrings": "sharedStrings", "styles": "styles"}
    kind = lambda name: types.get(name.split("/")[-1].removesuffix(".bin"), "worksheet")
    listed = "".join(f'<Override PartName="/{name}" ContentType="application/vnd.ms-excel.{kind(name)}"/>' for name in parts if name.endswith(".bin"))
    with zipfile.ZipFile(given) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        # What tells of the file itself is as it was: by it a return is known.
        old_types = old.read("[Content_Types].xml").decode()
        about = "".join(re.findall(r'<(?:Default|Override) [^>]*(?:"rels"|"/docProps/)[^>]*>', old_types))
        new.writestr("[Content_Types].xml", f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{about}{listed}</Types>')
        new.writestr("_rels/.rels", old.read("_rels/.rels").decode().replace("xl/workbook.xml", "xl/workbook.bin"))
        for name in old.namelist():
            if name.startswith("docProps/"):
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)


def fill(given, out):
    book = openpyxl.load_workbook(given)
    columns = {
        "Actions": {"Completed date": [datetime.datetime(2025, 6, 30), "30/06/2025", 45838, True, "#N/A", "soon"], "Commentary": ["as it is 🏡", 12, 0.5, False, "#REF!"]},
        "Indicators": {"Value": [7, 7.25, 0.123456789, "12.5%", 1e9, -3, True, "#DIV/0!", datetime.datetime(2025, 6, 30), "Awaited"], "Commentary": ["x" * 300, "#NAME?", 3.14]},
    }
    for name, entries in columns.items():
        sheet = book[name]
        top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Ref")
        heads = {str(cell.value).rstrip("*"): cell.column for cell in sheet[top]}
        for heading, values in entries.items():
            for row in range(top + 1, sheet.max_row + 1):
                value = values[(row - top - 1) % len(values)]
                sheet.cell(row, heads[heading], value)
                if isinstance(value, datetime.datetime):
                    sheet.cell(row, heads[heading]).number_format = "dd/mm/yyyy"
    book.save(out)


def same(one, other):
    other = openpyxl.load_workbook(other)
    for sheet in openpyxl.load_workbook(one):
        for row in sheet.iter_rows():
            for cell in row:
                there = other[sheet.title][cell.coordinate].value
                # LibreOffice stores truths and errors as formulas.
                there = {"=TRUE()": True, "=FALSE()": False}.get(there, there.lstrip("=") if isinstance(there, str) else there)
                if cell.data_type != "f" and cell.value != there:
                    print(f"{sheet.title}!{cell.coordinate}: {cell.value!r} became {there!r}")


if __name__ == "__main__":
    {"fill": fill, "write": write, "same": same}[sys.argv[1]](*sys.argv[2:])
