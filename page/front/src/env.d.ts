/** The worker's code as a text, bundled by vite.config.ts. */
declare module "virtual:worker" {
  const source: string;
  export default source;
}

declare module "*.scss";
