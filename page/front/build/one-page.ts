// Puts everything into one HTML file: markup, style, script, the program, and a policy that lets nothing else in.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import type { Facts } from "../src/facts";
import { bare } from "./bare.ts";
import { licences, npm } from "./licences.ts";
import { packed, sha256 } from "./packed.ts";

const PAGE = join(import.meta.dirname, "../..");
const NAME = "planroll.html";
/** Of an HTML file that is opened from a drive over a slow line. */
const MOST_BYTES = 3_500_000;

export function onePage(): Plugin {
  return {
    name: "one-page",
    apply: "build",
    enforce: "post",
    async generateBundle(_options, bundle) {
      let script = "";
      let style = "";
      for (const [name, output] of Object.entries(bundle)) {
        if (output.type === "chunk") script += output.code;
        else if (name.endsWith(".css")) style += String(output.source);
        Reflect.deleteProperty(bundle, name);
      }
      // Only what page/build is for has a program; nothing is made of half a page.
      const wasm = process.env["PLANROLL_PAGE_WASM"];
      if (!wasm || !existsSync(wasm)) throw new Error("There is no program to put into the page: run page/build.");
      const page = await together(
        script.trim(),
        style.replace(/^\uFEFF/, "").trim(),
        bare(new Uint8Array(readFileSync(wasm))),
      );
      this.emitFile({ type: "asset", fileName: NAME, source: page });
    },
  };
}

async function together(script: string, style: string, wasm: Uint8Array): Promise<string> {
  refuse(script, /<\/script|<script|<!--|\r/i, "script");
  refuse(style, /<\/style|<!--|@import|url\(|\r/i, "style");
  const keep = join(process.env["PLANROLL_PAGE_TARGET"] ?? join(PAGE, "../target"), "page");
  const program = Buffer.from(await packed(wasm, keep)).toString("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${sha256(script, "base64")}' 'wasm-unsafe-eval'`,
    `style-src 'sha256-${sha256(style, "base64")}'`,
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const { crates, texts } = licences(join(PAGE, ".."));
  const facts: Facts = {
    program: { sha256: sha256(wasm), bytes: wasm.length },
    policy,
    crates,
    npm: npm(PAGE),
    licences: texts,
  };
  const parts: Record<string, string> = {
    policy,
    style: `<style>${style}</style>`,
    program: `<script type="text/plain" id="program">${program}</script>`,
    // In a data block, too, `</script` would end it.
    facts: `<script type="application/json" id="facts">${JSON.stringify(facts).replaceAll("<", "\\u003c")}</script>`,
    script: `<script>${script}</script>`,
  };
  const made = readFileSync(join(PAGE, "front/index.html"), "utf8").replace(
    /<!-- \{\{(\w+)\}\} -->|\{\{(policy)\}\}/g,
    (_, element?: string, attribute?: string) => {
      const name = element ?? attribute ?? "";
      const part = parts[name];
      if (part === undefined) throw new Error(`index.html asks for ${name}.`);
      return part;
    },
  );
  const size = (text: string): string => Buffer.byteLength(text).toLocaleString("en-GB");
  console.log(`script ${size(script)}, style ${size(style)}, facts ${size(parts["facts"] ?? "")} bytes`);
  console.log(`program ${wasm.length.toLocaleString("en-GB")} bytes, packed in base64 ${size(program)} bytes`);
  console.log(`program SHA-256 ${sha256(wasm)}`);
  if (Buffer.byteLength(made) > MOST_BYTES) {
    throw new Error(`${NAME} has ${size(made)} bytes, more than ${MOST_BYTES.toLocaleString("en-GB")}.`);
  }
  console.log(`${NAME} ${size(made)} bytes, SHA-256 ${sha256(made)}`);
  return made;
}

function refuse(text: string, pattern: RegExp, what: string): void {
  const found = pattern.exec(text);
  if (found)
    throw new Error(
      `The ${what} has ${JSON.stringify(found[0])} in it, which an HTML file cannot hold or the policy bars.`,
    );
}
