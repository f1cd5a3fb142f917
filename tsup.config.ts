import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/*/index.ts", "src/threads/worker.ts"],
  format: ["esm", "cjs"],
  target: "node20",
  dts: true,
  splitting: true,
  treeshake: true,
  clean: true,
  esbuildOptions(options, { format }) {
    // CommonJS has no import.meta: src/threads/startThread.ts then looks beside __dirname
    if (format === "cjs") options.define = { ...options.define, "import.meta.url": "undefined" };
  },
});
