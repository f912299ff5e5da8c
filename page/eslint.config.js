import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config({ ignores: ["node_modules", "src", "tests"] }, js.configs.recommended, {
  files: ["**/*.ts"],
  extends: [tseslint.configs.strictTypeChecked],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    // A text from a file must never become markup: only textContent and nodes are used.
    "no-restricted-properties": [
      "error",
      { property: "innerHTML", message: "Text from a file is text: use textContent or elements." },
      { property: "outerHTML", message: "Text from a file is text: use textContent or elements." },
      { property: "insertAdjacentHTML", message: "Text from a file is text: use textContent or elements." },
    ],
  },
});
