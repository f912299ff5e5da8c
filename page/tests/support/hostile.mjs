// Files that are built to exhaust a reader, or to be read in two ways (tests/hostile has the same for the program alone).

import { readFileSync } from "node:fs";
import { strFromU8, strToU8, zipSync } from "fflate";
import { returnOf } from "./examples.mjs";
import { compound, packed, partsOf, rewrite } from "./workbook.mjs";

/** @typedef {import("./workbook.mjs").Parts} Parts */

const RETURN = "west-norfolk/environment";
const ACTIONS = "xl/worksheets/sheet2.xml";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const MEBIBYTE = 1 << 20;

/** A return of examples/ with something done to its parts. */
function spoilt(/** @type {(parts: Parts) => void} */ change) {
  const parts = partsOf(returnOf(RETURN));
  change(parts);
  return packed(parts);
}

function actions(/** @type {(xml: string) => string} */ change) {
  return spoilt((parts) => {
    rewrite(parts, ACTIONS, change);
  });
}

/** A whole workbook of one sheet, with nothing in it but what is claimed. */
function claiming(/** @type {string} */ sheet) {
  const of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relations = (/** @type {string} */ kind, /** @type {string} */ target) =>
    strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${of}/${kind}" Target="${target}"/></Relationships>`,
    );
  return packed({
    "[Content_Types].xml": strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    ),
    "_rels/.rels": relations("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": strToU8(
      `<workbook xmlns="${MAIN}" xmlns:r="${of}"><sheets><sheet name="Actions" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml"),
    "xl/worksheets/sheet1.xml": strToU8(`<worksheet xmlns="${MAIN}">${sheet}</worksheet>`),
  });
}

const EVERYWHERE = "A1:XFD1048576";
const CLAIMS = `<dimension ref="${EVERYWHERE}"/><cols><col min="1" max="16384" width="9"/></cols><sheetData><row r="1" spans="1:16384"><c r="A1"><f t="shared" ref="${EVERYWHERE}" si="0">1</f><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells count="4294967295"><mergeCell ref="${EVERYWHERE}"/></mergeCells><conditionalFormatting sqref="${EVERYWHERE}"><cfRule type="expression" priority="1"><formula>TRUE</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="${EVERYWHERE}"><formula1>"a,b"</formula1></dataValidation></dataValidations>`;

/** Texts that no packing makes small. */
function manyTexts(/** @type {number} */ count) {
  let number = 1n;
  const texts = [];
  for (let at = 0; at < count; at += 1) {
    number = (number * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    texts.push(`<si><t>${(number >> 20n).toString(16)}</t></si>`);
  }
  return texts.join("");
}

/** The inline texts of Actions in a list, with more behind them. */
function shared(
  /** @type {{ more: string, claim?: string, cells?: (first: number) => string }} */ { more, claim, cells },
) {
  return spoilt((parts) => {
    /** @type {string[]} */
    const list = [];
    rewrite(parts, ACTIONS, (xml) => {
      const own = xml.replace(
        /t="inlineStr"><is>(.*?)<\/is>/g,
        (_, inner) => `t="s"><v>${list.push(`<si>${inner}</si>`) - 1}</v>`,
      );
      return cells ? own.replace("</sheetData>", `${cells(list.length)}</sheetData>`) : own;
    });
    const count = claim ?? String(list.length);
    parts["xl/sharedStrings.xml"] = strToU8(
      `<sst xmlns="${MAIN}" count="${count}" uniqueCount="${count}">${list.join("")}${more}</sst>`,
    );
    const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings";
    rewrite(parts, "xl/_rels/workbook.xml.rels", (xml) =>
      xml.replace(
        "</Relationships>",
        `<Relationship Id="texts" Type="${kind}" Target="sharedStrings.xml"/></Relationships>`,
      ),
    );
  });
}

/** Says in the directory that each part has this size. */
function withSizes(/** @type {Uint8Array} */ zip, /** @type {number} */ size) {
  const bytes = Buffer.from(zip);
  for (
    let at = bytes.indexOf("PK\u0001\u0002", 0, "latin1");
    at >= 0;
    at = bytes.indexOf("PK\u0001\u0002", at + 4, "latin1")
  ) {
    bytes.writeUInt32LE(size, at + 24);
  }
  return new Uint8Array(bytes);
}

/** @returns {Record<string, Uint8Array>} */
export function hostileFiles() {
  const whole = readFileSync(returnOf(RETURN));
  const bomb = zipSync({ "bomb.xml": [new Uint8Array(32 * MEBIBYTE), { level: 1 }] });
  const laughs = `<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "${"&a;".repeat(50)}"><!ENTITY c "${"&b;".repeat(50)}">]><worksheet>&c;</worksheet>`;
  const outside = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>';
  return {
    "bomb in one part.xlsx": spoilt((parts) => (parts["xl/media/big.xml"] = new Uint8Array(128 * MEBIBYTE + 1))),
    "bomb of four megabytes.xlsx": spoilt((parts) => (parts["xl/media/bomb.xml"] = new Uint8Array(4 * MEBIBYTE))),
    "bomb in many parts.xlsx": spoilt((parts) => {
      for (let at = 0; at < 260; at += 1) parts[`xl/media/${at}.xml`] = new Uint8Array(MEBIBYTE).fill(32);
    }),
    "bomb in a bomb.xlsx": spoilt((parts) => (parts["xl/media/nested.zip"] = zipSync({ "inner.zip": bomb }))),
    "very many parts.xlsx": spoilt((parts) => {
      for (let at = 0; at < 20_000; at += 1) parts[`xl/media/${at}.png`] = new Uint8Array();
    }),
    "a billion cells.xlsx": claiming(CLAIMS),
    "a return of a billion cells.xlsx": actions((xml) =>
      xml
        .replace(/<dimension[^>]*>/, `<dimension ref="${EVERYWHERE}"/>`)
        .replace(
          "</sheetData>",
          `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="L1:XFD1048576"/></mergeCells>`,
        ),
    ),
    "two million cells.xlsx": claiming(
      `<sheetData>${`<row>${"<c><v>7</v></c>".repeat(10_000)}</row>`.repeat(201)}</sheetData>`,
    ),
    "one text very often.xlsx": shared({
      more: `<si><t>${"abcdefgh".repeat(4_000)}</t></si>`,
      cells: (first) => `<row r="900">${`<c t="s"><v>${first}</v></c>`.repeat(12_000)}</row>`,
    }),
    "very many texts.xlsx": shared({ more: manyTexts(150_000) }),
    "wrong counts.xlsx": shared({ more: "", claim: "18446744073709551615" }),
    "negative counts.xlsx": shared({ more: "", claim: "-1" }),
    "deep.xlsx": actions(() => `<worksheet xmlns="${MAIN}">${"<a>".repeat(200_000)}`),
    "wide.xlsx": actions((xml) =>
      xml.replace(
        "<sheetData>",
        `<sheetPr${Array.from({ length: 100_000 }, (_, at) => ` a${at}=""`).join("")}/><sheetData>`,
      ),
    ),
    "laughs.xlsx": actions(() => laughs),
    "outside.xlsx": actions(() => outside),
    "unexplained.xlsx": actions(() => "<worksheet>&nothing;</worksheet>"),
    "no end.xlsx": actions((xml) => xml.slice(0, xml.length / 2)),
    "merged.xlsx": actions((xml) =>
      xml.replace(
        "</sheetData>",
        `</sheetData><mergeCells>${Array.from({ length: 10_001 }, (_, at) => `<mergeCell ref="AA${at + 1}:AB${at + 1}"/>`).join("")}</mergeCells>`,
      ),
    ),
    "long text.xlsx": actions((xml) => xml.replace(/(<c r="I6"[^>]*><is><t[^>]*>)/, `$1${"é".repeat(32_768)}`)),
    "two readings.xlsx": spoilt((parts) => (parts["XL/Worksheets/Sheet2.XML"] = strToU8("<worksheet/>"))),
    "target outside.xlsx": spoilt((parts) => {
      rewrite(parts, "xl/_rels/workbook.xml.rels", (xml) =>
        xml.replace(/Target="[^"]*sheet2\.xml"/, 'Target="file:///etc/passwd"'),
      );
    }),
    "sizes too small.xlsx": withSizes(whole, 10),
    "sizes too large.xlsx": withSizes(whole, 0x7fffffff),
    "cut at the end.xlsx": whole.subarray(0, whole.length - 30),
    "cut in the middle.xlsx": whole.subarray(0, whole.length / 2),
    "cut at once.xlsx": whole.subarray(0, 12),
    "nothing.xlsx": new Uint8Array(),
    "zeros.xlsx": new Uint8Array(100_000),
    "noise.xlsx": Uint8Array.from({ length: 50_000 }, (_, at) => (at * at * 31 + at) % 251),
    "password.xlsx": compound(["EncryptionInfo", "EncryptedPackage"]),
    "old kind renamed.xlsx": compound(["Workbook"]),
    "web page.xlsx": strToU8(`<html><body><table><tr><td>${"x".repeat(5000)}</td></tr></table></body></html>`),
    "text.xlsx": strToU8(strFromU8(new Uint8Array(3000).fill(65))),
  };
}
