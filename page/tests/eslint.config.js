import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    files: ["**/*.mjs"],
    // Names are known to the type checker, which reads the JSDoc (`npm run lint`).
    rules: { "no-undef": "off", eqeqeq: "error", "prefer-const": "error", "no-var": "error" },
  },
];
