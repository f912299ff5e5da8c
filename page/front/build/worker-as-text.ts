// The worker is started from a blob, since a page opened from a drive can load no second file: its code is a text in the
// page's one script.

import { build, type Plugin } from "vite";

const NAME = "virtual:worker";

export function workerAsText(): Plugin {
  return {
    name: "worker-as-text",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    async load(id) {
      if (id !== `\0${NAME}`) return null;
      const built = await build({
        configFile: false,
        publicDir: false,
        logLevel: "warn",
        root: import.meta.dirname,
        build: {
          write: false,
          target: "es2022",
          rolldownOptions: { checks: { bundlerTimings: false }, input: "../src/worker.ts", output: { format: "iife" } },
          modulePreload: { polyfill: false },
        },
      });
      const outputs = Array.isArray(built) ? built : [built];
      const chunk = outputs.flatMap((output) => ("output" in output ? output.output : []))[0];
      if (chunk?.type !== "chunk") throw new Error("The worker was not bundled.");
      return `export default ${JSON.stringify(chunk.code)};`;
    },
  };
}
