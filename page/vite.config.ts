// Bundles the front end and puts planroll.html together: see front/build and ./build.

import { defineConfig } from "vite";
import { onePage } from "./front/build/one-page.ts";
import { workerAsText } from "./front/build/worker-as-text.ts";

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  logLevel: "warn",
  plugins: [workerAsText(), onePage()],
  css: { preprocessorOptions: { scss: { loadPaths: ["node_modules"], quietDeps: true } } },
  build: {
    target: "es2022",
    outDir: process.env["PLANROLL_PAGE_TARGET"] ?? "../target",
    emptyOutDir: false,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: { checks: { bundlerTimings: false }, input: "front/src/main.ts", output: { format: "iife" } },
  },
});
