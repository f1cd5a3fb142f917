import { defineConfig } from "vitest/config";

/** The tests of the package as it is published: slow, so not part of `npm test`. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
