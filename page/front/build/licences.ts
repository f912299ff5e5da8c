// What the page is made of, with the licences that ask to travel with it.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Component } from "../src/facts";

const TARGET = "wasm32-unknown-unknown";

interface Metadata {
  packages: { name: string; version: string; license: string | null; manifest_path: string; source: string | null }[];
}

function cargo(repository: string, ...words: string[]): string {
  return execFileSync(process.env["CARGO"] ?? "cargo", words, {
    cwd: repository,
    encoding: "utf8",
    maxBuffer: 100_000_000,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

// Where the text of each licence is taken from. Those that may be had under MIT are had under MIT.
const TEXTS: { licence: string; crate: string; file: string }[] = [
  { licence: "MIT", crate: "itoa", file: "LICENSE-MIT" },
  { licence: "Apache-2.0", crate: "zopfli", file: "COPYING" },
  { licence: "Unicode-3.0", crate: "icu_normalizer", file: "LICENSE" },
  { licence: "Zlib", crate: "zlib-rs", file: "LICENSE" },
  { licence: "BSD-3-Clause", crate: "encoding_rs", file: "LICENSE-WHATWG" },
];
// Asks for nothing, not even to be named.
const FREE = ["0BSD"];

export interface Licences {
  crates: Component[];
  texts: { name: string; text: string }[];
}

/** The crates that are compiled into the program, apart from planroll's own, and what they are under. */
export function licences(repository: string): Licences {
  const tree = cargo(
    repository,
    ...["tree", "--locked", "-p", "planroll-page", "--target", TARGET],
    ...["-e", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"],
  );
  const used = new Set(tree.split("\n").map((line) => line.split(" ").slice(0, 2).join(" ")));
  const { packages } = JSON.parse(
    cargo(repository, "metadata", "--locked", "--format-version", "1", "--filter-platform", TARGET),
  ) as Metadata;
  const inside = packages
    .filter(({ name, version, source }) => source !== null && used.has(`${name} v${version}`))
    .map(({ name, version, license, manifest_path }) => ({
      name,
      version,
      licence: (license ?? "not stated").replaceAll("/", " OR "),
      folder: dirname(manifest_path),
    }))
    .sort((one, other) => order(one.name, other.name) || order(one.version, other.version));
  const known = [...TEXTS.map(({ licence }) => licence), ...FREE];
  for (const { name, licence } of inside) {
    if (!known.some((one) => licence.includes(one))) {
      throw new Error(`${name} is under ${licence}, whose text the page does not carry: see front/build/licences.ts.`);
    }
  }
  return {
    crates: inside.map(({ folder, ...component }) => ({ ...component, copyright: copyrightIn(folder) })),
    texts: TEXTS.map(({ licence, crate, file }) => {
      const from = inside.find(({ name }) => name === crate);
      if (!from) throw new Error(`The text of ${licence} was taken from ${crate}, which is no longer in the program.`);
      return { name: licence, text: readFileSync(join(from.folder, file), "utf8").replaceAll("\r", "").trim() };
    }),
  };
}

/** What of npm ends up in the page: all else only builds it. */
export function npm(page: string): Component[] {
  const { dependencies } = JSON.parse(readFileSync(join(page, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return Object.keys(dependencies).map((name) => {
    const folder = join(page, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      version: string;
      license: string;
    };
    return { name, version, licence: license, copyright: copyrightIn(folder) };
  });
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function licenceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[sc]e|copying|copyright|notice)/i.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

function copyrightIn(folder: string): string {
  const found = new Set<string>();
  for (const name of licenceFiles(folder)) {
    for (const line of readFileSync(join(folder, name), "utf8").split("\n")) {
      const words = line.trim().replace(/^[-*#/ ]+/, "");
      // The licences themselves speak of copyright too: only a line that names a year or a holder is one.
      if (/^copyright\b.*(\d{4}|©|\(c\) )/i.test(words)) {
        found.add(words.replace(/\s+/g, " ").replace(/\.?\s*All rights reserved\.?$/i, ""));
      }
    }
  }
  return [...found].join("; ");
}
