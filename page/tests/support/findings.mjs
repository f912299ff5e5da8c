// What stands in the page against what `check --format json` says: a row for each finding, and none besides.

/** @typedef {import("./page.mjs").Row} Row */
/** @typedef {import("./program.mjs").Checked} Checked */

// As the program shows texts to people: what cannot be seen is left out or pictured.
function plain(/** @type {string | null | undefined} */ text) {
  return [...(text ?? "")]
    .map((letter) => {
      if (/[\t\n\r\u0085\u2028\u2029]/.test(letter)) return " ";
      if (/[\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]|[\u{E0000}-\u{E007F}]/u.test(letter)) return "";
      const code = letter.codePointAt(0) ?? 0;
      if (code < 0x20) return String.fromCodePoint(0x2400 + code);
      if (code === 0x7f) return "␡";
      return code >= 0x80 && code < 0xa0 ? "\uFFFD" : letter;
    })
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Each way in which the rows of the page differ from the findings of the program.
 * @param {Row[]} rows
 * @param {Checked} checked
 * @returns {string[]}
 */
export function unlike(rows, checked) {
  /** @type {string[]} */
  const wrong = [];
  const left = new Set(rows);
  const all = checked.files.flatMap(({ path, findings }) => findings.map((finding) => ({ ...finding, files: [path] })));
  const across = checked.across.map((finding) => ({ ...finding, files: finding.paths ?? [] }));
  const names = [...all, ...across].flatMap(({ files }) => files);
  for (const finding of [...all, ...across]) {
    const place = finding.sheet && finding.cell ? `${plain(finding.sheet)}!${finding.cell}` : "";
    const texts = [finding.message, finding.found, finding.expected].map(plain).filter((text) => text !== "");
    const what = `${finding.files.join(", ")} ${place} ${finding.code}`;
    const fits = [...left].filter(
      (row) =>
        row.codes.includes(finding.code) &&
        hasPlace(row, place) &&
        finding.files.every((file) => isOf(row, plain(file), names)),
    );
    const found = fits.find((row) => texts.every((text) => row.cells.join(" ").includes(text)));
    if (!found) {
      const why = fits[0] ? `says otherwise: ${fits[0].cells.join(" | ")}` : "has no row";
      wrong.push(`${what} ${why}; wanted ${texts.join(" | ")}`);
      continue;
    }
    left.delete(found);
    if (found.codes.length !== 1) wrong.push(`${what}: its row has other codes too: ${found.codes.join(", ")}`);
    if (!found.seen) wrong.push(`${what}: its row cannot be seen`);
  }
  for (const row of left) wrong.push(`a row too many: ${row.cells.join(" | ")}`);
  return wrong;
}

// `Actions!F6`, or the sheet and the cell in two cells; where there is no cell, none may stand there.
function hasPlace(/** @type {Row} */ row, /** @type {string} */ place) {
  if (place === "") return !row.cells.some((cell) => /^[^!|]+![A-Z]{1,3}\d+(?![\w:])/.test(cell));
  const [sheet = "", cell = ""] = [place.slice(0, place.lastIndexOf("!")), place.slice(place.lastIndexOf("!") + 1)];
  const begins = (/** @type {string} */ text) => text.startsWith(place) && !/^\d/.test(text.slice(place.length));
  return row.cells.some(begins) || (row.cells.includes(sheet) && row.cells.includes(cell));
}

// The file's name stands in the row, in the table's caption or in the nearest heading above.
function isOf(/** @type {Row} */ row, /** @type {string} */ file, /** @type {string[]} */ names) {
  const others = names.map(plain).filter((name) => name !== file && !file.includes(name));
  const other = others.some((name) => row.around.some((text) => holds(text, name)));
  return row.cells.some((cell) => holds(cell, file)) || (!other && row.around.some((text) => holds(text, file)));
}

// `q1.xlsx` is not in `not-q1.xlsx`.
function holds(/** @type {string} */ text, /** @type {string} */ file) {
  const at = text.indexOf(file);
  return at >= 0 && !/[\w.-]/.test(text[at - 1] ?? " ");
}
