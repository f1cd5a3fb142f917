import { defineConfig } from "vitest/config";

process.env.TZ ??= "UTC";

// no dates pass through these, or others read the same ones, and they take minutes
const withoutDates = ["onnx/**", "pmml/**", "sql/{randomModels,extremes,transpiled}.test.ts"];
const onlyInUtc = process.env.TZ === "UTC" ? [] : withoutDates.map((path) => `test/exporters/${path}`);
const root = import.meta.dirname;

export default defineConfig({
  resolve: {
    alias: [
      { find: /^salience$/, replacement: `${root}/src/index.ts` },
      { find: /^salience\/([a-z]+)$/, replacement: `${root}/src/$1/index.ts` },
    ],
  },
  test: {
    silent: "passed-only",
    testTimeout: 60_000, // shared machines can be ten times as slow as the one it was written on
    isolate: false, // the library keeps no state, so test files may share a process: five times faster
    projects: [
      {
        extends: true,
        test: { name: "runtime", include: ["test/**/*.test.ts"], exclude: ["test/package/**", ...onlyInUtc] },
      },
      {
        extends: true,
        test: {
          name: "property",
          include: ["test/**/*.test-prop.ts"],
          setupFiles: ["test/support/fastCheck.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            tsconfig: "tsconfig.types.json",
            include: ["test/**/*.test-d.ts", "test/docs/generated/*.test.ts"],
          },
        },
      },
    ],
  },
});
