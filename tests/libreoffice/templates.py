"""Templates as councils have them, made by python-docx: `templates.py FOLDER`; and reports looked at by it:
`templates.py look REPORT...` prints what is not as it should be, `templates.py save FROM TO` saves one as it is."""

import io
import struct
import sys
import zipfile
import zlib
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def picture():
    """A white picture of four by four."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = zlib.compress(b"".join(b"\0" + b"\xff" * 12 for _ in range(4)))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def field(paragraph, instruction, shown):
    for kind, text in [("begin", None), (None, instruction), ("separate", None), ("shown", shown), ("end", None)]:
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind is None:
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> {text} </w:instrText>'))
        else:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))


def plain(path):
    """The whole report in one place, in the look that python-docx begins with."""
    document = Document()
    document.add_heading("Cabinet report", 0)
    document.add_paragraph("{planroll}")
    document.save(path)


def council(path):
    """What a council may have: logo, headers, a first page of its own, merged cells, fields, sections, a text box."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].add_run().add_picture(picture(), width=Cm(2))
    section.header.paragraphs[0].text = "Example Borough Council {period}"
    field(section.footer.paragraphs[0], "PAGE", "1")
    document.add_heading("Performance in {period}", 0)
    table = document.add_table(3, 3, style="Light Grid Accent 1")
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Report of {organisation}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Contact"
    table.cell(1, 1).text = "[Name of the officer]"
    table.cell(2, 2).text = "{status}"
    torn = document.add_paragraph("For ")
    torn.add_run("{organ").bold = True
    torn.add_run("isation}").italic = True
    torn.add_run(", {author name} and {1.2}, on ")
    field(torn, "DATE \\@ \"d MMMM yyyy\"", "1 July 2025")
    field(document.add_paragraph(), 'TOC \\o "1-2" \\h \\z \\u', "Old entry")
    document.add_heading("Purpose", 1)
    document.add_paragraph("[Say why] as in [1].")
    document.add_heading("Recommendations", 1)
    document.add_paragraph("{Recommendations}", style="List Number")
    document.add_heading("Summary", 1)
    summary = document.add_paragraph("{sum")
    summary.add_run("mary}")
    document.add_heading("Key changes", 1)
    document.add_paragraph("{key changes}")
    document.add_heading("Position", 1)
    box = document.add_paragraph("Beside a box. ")
    box._p.append(parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:200pt;height:40pt">'
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>In the box: {period}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"))
    document.add_paragraph("{position}")
    document.add_picture(picture(), width=Cm(3))
    document.add_section().orientation = WD_ORIENT.PORTRAIT
    document.add_paragraph("{appendix list}")
    document.add_paragraph("{appendices}")
    document.add_paragraph("Between the appendices and the method.")
    document.add_paragraph("{method}")
    document.add_section()
    document.add_paragraph("{appendix P1}")
    document.save(path)


def german(path):
    """A template of a German Word: identifiers of styles in German, no style for lists, tables in the house's own."""
    style = lambda kind, own, name, more="": f'<w:style w:type="{kind}" w:styleId="{own}"{more}><w:name w:val="{name}"/></w:style>'
    grid = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Haustabelle"><w:name w:val="Haustabelle"/><w:tblPr><w:tblBorders>'
        '<w:insideH w:val="single" w:sz="8" w:space="0" w:color="006633"/></w:tblBorders></w:tblPr></w:style>'
    )
    styles = "".join([
        style("paragraph", "Standard", "Normal", ' w:default="1"'),
        style("paragraph", "Titel", "Title"),
        style("paragraph", "berschrift1", "heading 1"),
        style("paragraph", "berschrift2", "heading 2"),
        style("paragraph", "Beschriftung", "caption"),
        style("table", "NormaleTabelle", "Normal Table", ' w:default="1"'),
        grid,
    ])
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Haustabelle"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>'
        '<w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>'
        "<w:p><w:r><w:t>Stand: {status}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Bericht {{period}}</w:t></w:r></w:p>{table}' + "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ["{summary}", "{position}", "{appendices}"]
    ).replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Zusammenfassung</w:t></w:r></w:p><w:p>', 1)
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}.template.main+xml"/><Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1134" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)


def look(path):
    """What another program sees of a report."""
    document = Document(path)
    wrong = []
    if not document.core_properties.title:
        wrong.append("no title")
    levels = [0]
    for paragraph in document.paragraphs:
        name = paragraph.style.name
        if name.startswith("Heading"):
            level = int(name.split()[-1])
            if level > levels[-1] + 1:
                wrong.append(f"heading {level} after {levels[-1]}: {paragraph.text}")
            levels.append(level)
    if not any(level == 1 for level in levels):
        wrong.append("no heading")
    ours = [table for table in document.tables if table._tbl.tblPr.find(qn("w:tblDescription")) is not None]
    if not ours:
        wrong.append("no table of the report")
    for table in ours:
        rows = table._tbl.tr_lst
        if [row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None for row in rows] != [True] + [False] * (len(rows) - 1):
            wrong.append("not one header row")
        if len({len(row.tc_lst) for row in rows}) != 1:
            wrong.append("rows of other lengths")
        wrong += ["an empty cell" for row in table.rows for cell in row.cells if not cell.text.strip()]
    described = [own.get("descr") for own in document.element.body.iter(qn("wp:docPr")) if own.get("name", "").startswith("Chart")]
    if not described or not all(described):
        wrong.append("a chart that is not described")
    identifiers = [own.get("id") for own in document.element.body.iter(qn("wp:docPr"))]
    if len(set(identifiers)) != len(identifiers):
        wrong.append("two drawings of one number")
    if [section.orientation for section in document.sections].count(WD_ORIENT.LANDSCAPE) == 0:
        wrong.append("no page on its side")
    return [f"{Path(path).name}: {fault}" for fault in wrong]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["look", *paths]:
            print("\n".join(fault for path in paths for fault in look(path)))
        case ["save", source, target]:
            Document(source).save(target)
        case [folder]:
            for name, make in [("plain.docx", plain), ("council.docx", council), ("german.dotx", german)]:
                make(Path(folder) / name)
