"""Plans and returns full of what programs take for something else, and a look at what planroll wrote of them.

    safe_output.py plan STARTER OUT [PLANS]   a plan workbook of hostile names, or of that many delivery plans
    safe_output.py fill ISSUED OUT            the returns filled in with hostile texts
    safe_output.py look WORKBOOK...           what Excel would repair or compute, a line each
    safe_output.py csv FILE...                cells that a spreadsheet would compute, a line each
    safe_output.py same WORKBOOK OTHER        texts of one that are others in the other, a line each
    safe_output.py spoil WORKBOOK OUT         a workbook that breaks laws, to see that `look` sees it

The laws of `look` are those of ECMA-376 part 1 (order of elements, ids, indices) and of Excel's own limits.
"""

import csv
import pathlib
import re
import sys
import xml.etree.ElementTree as etree
import zipfile

import openpyxl
from openpyxl.utils import column_index_from_string, range_boundaries

CODES = ["../x", "..\\x", "CON", "nul.txt", "c" * 300, "🏡", "a/b", "end. ", "=1+1", "@sum", "-2", "/etc/passwd", "C:\\x", "%2e%2e", "~$x"]
BEGINNINGS = ["=", "+", "-", "@", "\t", "\r", "=HYPERLINK(\"http://example.org\")", "-1+1", "+1", "@SUM(1)", "|", "'=", "_x0001_", "_x005F_x0041_", " ="]
MARK = "zqz"

ORDER = {
    "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst",
    "workbook": "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
    "table": "autoFilter sortState tableColumns tableStyleInfo extLst",
    "dataValidation": "formula1 formula2",
    "row": "c",
    "c": "f v is extLst",
}
ORDER = {name: words.split() for name, words in ORDER.items()}
MANY = {"conditionalFormatting", "c"}


def bare(tag):
    return tag.rsplit("}", 1)[-1]


def units(text):
    return len((text or "").encode("utf-16-le")) // 2


class Package:
    """The parts of a workbook, and what is against a law in them."""

    def __init__(self, path):
        self.path, self.wrong = path, []
        with zipfile.ZipFile(path) as file:
            names = file.namelist()
            self.must(len({name.lower() for name in names}) == len(names), "two parts of one name")
            self.parts = {name: file.read(name) for name in names}
        self.trees = {name: etree.fromstring(data) for name, data in self.parts.items() if name.endswith((".xml", ".rels"))}
        for name, tree in self.trees.items():
            for node in tree.iter():
                self.order(name, node)
        self.types()
        self.relations = {name: self.targets(name) for name in self.parts}
        self.workbook()

    def must(self, holds, what):
        if not holds:
            self.wrong.append(f"{self.path.name}: {what}")

    def order(self, name, node):
        order = ORDER.get(bare(node.tag))
        if not order or "main" not in node.tag:
            return
        found = [bare(child.tag) for child in node]
        unknown = [tag for tag in found if tag not in order]
        self.must(not unknown, f"{name}: {unknown} in {bare(node.tag)}")
        places = [order.index(tag) for tag in found if tag in order]
        self.must(places == sorted(places), f"{name}: {bare(node.tag)} holds {found[:12]} in this order")
        twice = {tag for tag in found if found.count(tag) > 1} - MANY if bare(node.tag) != "row" else set()
        self.must(not twice, f"{name}: {twice} twice in {bare(node.tag)}")

    def types(self):
        types = self.trees["[Content_Types].xml"]
        known = {node.get("PartName", "").lstrip("/") for node in types} | {node.get("Extension") for node in types}
        for name in self.parts:
            self.must(name in known or name.rsplit(".", 1)[-1] in known or name == "[Content_Types].xml", f"{name} has no content type")

    def targets(self, name):
        folder, _, last = name.rpartition("/")
        relations = self.trees.get(f"{folder}/_rels/{last}.rels".lstrip("/"))
        found = {}
        for node in relations if relations is not None else []:
            target = node.get("Target")
            if node.get("TargetMode") != "External":
                target = str(pathlib.PurePosixPath("/", folder, target)) if not target.startswith("/") else target
                parts = []
                for step in target.split("/"):
                    parts = parts[:-1] if step == ".." else parts + [step] if step else parts
                target = "/".join(parts)
                self.must(target in self.parts, f"{name}: {target} is not there")
            self.must(node.get("Id") not in found, f"{name}: {node.get('Id')} twice")
            found[node.get("Id")] = target
        return found

    def workbook(self):
        book = self.trees["xl/workbook.xml"]
        sheets = [node for node in book.iter() if bare(node.tag) == "sheet"]
        names = [node.get("name") for node in sheets]
        self.must(len({name.lower() for name in names}) == len(names), f"sheet names {names}")
        for name in names:
            self.must(0 < units(name) <= 31 and not set("[]:*?/\\") & set(name) and "'" not in (name[0], name[-1]), f"sheet name {name!r}")
        ids = [node.get("sheetId") for node in sheets]
        self.must(len(set(ids)) == len(ids), "a sheet id twice")
        defined = [(node.get("name").lower(), node.get("localSheetId")) for node in book.iter() if bare(node.tag) == "definedName"]
        self.must(len(set(defined)) == len(defined), "a name defined twice")
        for name, _ in defined:
            self.must(re.fullmatch(r"[\w\\][\w.\\]{0,254}", name) and not re.fullmatch(r"[a-z]{1,3}\d+|r|c|r\d*c\d*", name), f"defined name {name}")
        styles = self.trees["xl/styles.xml"]
        count = lambda tag: next((len(list(node)) for node in styles if bare(node.tag) == tag), 0)
        self.formats, self.differences = count("cellXfs"), count("dxfs")
        for node in styles.iter():
            for key, of in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
                self.must(node.get(key) is None or int(node.get(key)) < count(of), f"styles: {key} {node.get(key)}")
        strings = self.trees.get("xl/sharedStrings.xml")
        self.strings = list(strings) if strings is not None else []
        for node in self.strings:
            self.text("a shared string", "".join(node.itertext()))
        tables = [node for name, node in self.trees.items() if bare(node.tag) == "table"]
        for key in ("id", "name", "displayName"):
            values = [node.get(key).lower() for node in tables]
            self.must(len(set(values)) == len(values), f"a table's {key} twice: {values}")
        clash = {node.get("displayName").lower() for node in tables} & {name for name, _ in defined}
        self.must(not clash, f"table and name {clash}")
        for name, node in self.trees.items():
            if bare(node.tag) == "worksheet":
                self.sheet(name, node)

    def text(self, where, text):
        self.must(units(text) <= 32767, f"{where}: {units(text)} characters")
        self.must(not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text), f"{where}: a character that XML forbids")
        self.must(not re.search(r"_x00(0[0-8BCEF]|1[0-9A-F])_", re.sub(r"_x005F_", "", text)), f"{where}: an escaped control character")

    def sheet(self, name, tree):
        last_row, links, widest, dimension = 0, 0, 0, None
        for node in tree.iter():
            tag = bare(node.tag)
            for key, value in node.attrib.items():
                if key.endswith("relationships}id"):
                    self.must(value in self.relations[name], f"{name}: {value} leads nowhere")
                if key in ("sqref", "ref", "activeCell") and tag != "c":
                    for area in value.split():
                        self.area(name, area)
                if key == "dxfId":
                    self.must(int(value) < self.differences, f"{name}: dxfId {value}")
            if tag == "dimension":
                dimension = range_boundaries(node.get("ref"))
            if tag == "row":
                self.must(last_row < int(node.get("r")) <= 1048576, f"{name}: row {node.get('r')} after {last_row}")
                last_row, column = int(node.get("r")), 0
                for cell in node:
                    letters, digits = re.fullmatch(r"([A-Z]{1,3})(\d+)", cell.get("r")).groups()
                    here = column_index_from_string(letters)
                    self.must(int(digits) == last_row and column < here <= 16384, f"{name}: cell {cell.get('r')} after column {column}")
                    column = here
                widest = max(widest, column)
            elif tag == "c":
                self.cell(name, node)
            elif tag == "f" or tag.startswith("formula"):
                self.must(units(node.text) <= 8192, f"{name}: a formula of {units(node.text)} characters")
            elif tag == "hyperlink":
                links += 1
            elif tag == "dataValidation":
                for part in node:
                    self.must(units(part.text) <= 255, f"{name}: a drop-down of {units(part.text)} characters")
                for key, most in (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255)):
                    self.must(units(node.get(key)) <= most, f"{name}: {key} of {units(node.get(key))}")
                    self.text(f"{name} {key}", node.get(key) or "")
            elif tag in ("oddHeader", "oddFooter"):
                self.must(units(node.text) <= 255, f"{name}: {tag} of {units(node.text)}")
        self.must(links <= 65530, f"{name}: {links} hyperlinks")
        if dimension and last_row:
            self.must(dimension[2] >= widest and dimension[3] >= last_row, f"{name}: {dimension} leaves out {widest}, {last_row}")

    def area(self, name, area):
        left, top, right, bottom = range_boundaries(area)
        self.must(1 <= left <= right <= 16384 and 1 <= top <= bottom <= 1048576, f"{name}: range {area}")

    def cell(self, name, node):
        self.must(int(node.get("s", 0)) < self.formats, f"{name}!{node.get('r')}: style {node.get('s')}")
        for part in node:
            if bare(part.tag) == "v" and node.get("t") == "s":
                self.must(int(part.text) < len(self.strings), f"{name}!{node.get('r')}: string {part.text}")
            elif bare(part.tag) == "v" and node.get("t") is None:
                float(part.text)
            elif node.get("t") in ("str", "inlineStr"):
                self.text(f"{name}!{node.get('r')}", "".join(part.itertext()))


def computed(path):
    """Cells in which a typed text has become a formula or a link."""
    for sheet in openpyxl.load_workbook(path):
        for table in sheet.tables.values():
            left, top, right, _ = range_boundaries(table.ref)
            heads = [str(sheet.cell(top, column).value) for column in range(left, right + 1)]
            if heads != [column.name for column in table.tableColumns] or len({head.lower() for head in heads}) != len(heads):
                yield f"{path.name} {sheet.title}: headings of {table.name}"
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f" and MARK in re.sub(r'"(?:[^"]|"")*"', "", cell.value):
                    yield f"{path.name} {sheet.title}!{cell.coordinate} computes {cell.value[:80]!r}"
                if cell.hyperlink and cell.hyperlink.target and not cell.hyperlink.target.startswith("#"):
                    yield f"{path.name} {sheet.title}!{cell.coordinate} leads to {cell.hyperlink.target}"


def in_csv(path):
    """Cells of a CSV file that a spreadsheet would compute."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            for cell in row:
                if re.match(r"[=+\-@\t\r]", cell) and not re.fullmatch(r"[+-]?\d+(\.\d+)?", cell):
                    yield f"{path}: {cell[:60]!r}"


# ------------------------------------------------------------------ hostile plans and returns

def hostile(number):
    return f"{BEGINNINGS[number % len(BEGINNINGS)]}{MARK}{number}"


def plan(starter, out, plans=None):
    book = openpyxl.load_workbook(starter)
    for row in book["Settings"].iter_rows(min_row=2):
        changes = {"Period": "2025-26 Q1", "Organisation": hostile(0), "Plan title": "=" + MARK + "t" * 200, "Contact name": hostile(3)}
        if row[0].value in changes:
            text(row[1], changes[row[0].value])
    codes = [f"p{number}" for number in range(int(plans))] if plans else CODES
    write(book["Priorities"], [{"Code": f"P{n}", "Priority": f"{hostile(n)} {'x' * (n * 60 % 400)}"} for n in range(len(codes))])
    write(book["Delivery plans"], [{"Code": code, "Delivery plan": f"{hostile(n)} {code[:40]}", "Lead officer": hostile(n + 1), "Email": f"lead{n}@example.org"} for n, code in enumerate(codes)])
    write(book["Actions"], [{"Ref": f"{'=' if n % 3 == 0 else ''}1.{n}", "Delivery plan": code, "Priority": f"P{n}", "Action": hostile(n) + (" long" * 6400 if n == 1 else ""), "Deadline": "Q4",
                             hostile(1): hostile(n + 2), f"Ask: {hostile(0)}": None} for n, code in enumerate(codes)])
    write(book["Indicators"], [{"Ref": f"K{n}", "Delivery plan": code, "Priority": f"P{n}", "Indicator": hostile(n), "Unit": hostile(n), "Better when": "Higher", "Target": 50} for n, code in enumerate(codes)])
    book.save(out)


def text(cell, value):
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def write(sheet, rows):
    heads = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    for heading in rows[0]:
        if heading not in heads:
            heads[heading] = max(heads.values()) + 1
            text(sheet.cell(1, heads[heading]), heading)
    sheet.delete_rows(2, sheet.max_row)
    for number, row in enumerate(rows, start=2):
        for heading, value in row.items():
            text(sheet.cell(number, heads[heading]), value)


def fill(issued, out):
    out.mkdir()
    for at, path in enumerate(sorted(issued.glob("*.xlsx"))):
        book = openpyxl.load_workbook(path)
        for name in ("Actions", "Indicators"):
            sheet = book[name]
            top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Ref")
            for cell in sheet[top + 1]:
                if not cell.protection.locked:
                    text(cell, hostile(at + cell.column) + ("c" * 32000 if at == 1 else ""))
            text(sheet.cell(top + 1, sheet.max_column + 2), hostile(at + 5))
            text(sheet.cell(top + 2, 1), f"={MARK}new")
            text(sheet.cell(top + 2, 3), hostile(at + 6))
        for row in book["Sign-off"].iter_rows(min_row=3, max_col=2):
            if row[0].value:
                text(row[1], hostile(at + row[0].row))
        extra = book.create_sheet("=1+1'" + "s" * 26)
        text(extra["A1"], hostile(at))
        book.save(out / path.name)


def changed(one, other):
    """Texts that another program shows otherwise."""
    other = openpyxl.load_workbook(other)
    for sheet in openpyxl.load_workbook(one):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type != "f":
                    here, there = (str(value).replace("_x005F_", "_") for value in (cell.value, other[sheet.title][cell.coordinate].value))
                    if here != there:
                        yield f"{sheet.title}!{cell.coordinate}: {here[:60]!r} became {there[:60]!r}"


def spoil(workbook, out):
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name == "xl/worksheets/sheet2.xml":
                margins = re.search("<pageMargins[^>]*/>", part)[0]
                part = part.replace(margins, "").replace("<sheetData>", margins + "<sheetData>")
                part = re.sub('r:id="[^"]*"', 'r:id="rId99"', part)
                part = re.sub(r'(<c [^>]*)s="\d+"', r'\1s="99999"', part, count=1)
            if name.startswith("xl/tables/"):
                part = re.sub('<table ([^>]*) id="[^"]*"', r'<table \1 id="1"', part)
            new.writestr(name, part.replace('name="Findings" sheetId', 'name="actions" sheetId'))


def main():
    what, arguments = sys.argv[1], [pathlib.Path(argument) for argument in sys.argv[2:]]
    if what == "plan":
        plan(*sys.argv[2:])
    elif what == "fill":
        fill(*arguments)
    elif what == "look":
        wrong = [line for path in arguments for line in Package(path).wrong or computed(path)]
        print("\n".join(wrong))
    elif what == "same":
        print("\n".join(changed(*arguments)))
    elif what == "spoil":
        spoil(*arguments)
    elif what == "csv":
        print("\n".join(line for path in arguments for line in in_csv(path)))


if __name__ == "__main__":
    main()
