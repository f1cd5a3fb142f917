import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/*/index.ts"],
  format: ["esm", "cjs"],
  target: "node20",
  dts: true,
  splitting: true,
  treeshake: true,
  clean: true,
});
