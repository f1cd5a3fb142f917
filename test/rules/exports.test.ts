import { expect, test } from "vitest";
import { folders, readText } from "../support/sources";

const { exports } = JSON.parse(readText("package.json")) as { exports: Record<string, unknown> };

const conditions = (folder: string) => ({
  import: { types: `./dist/${folder}index.d.ts`, default: `./dist/${folder}index.js` },
  require: { types: `./dist/${folder}index.d.cts`, default: `./dist/${folder}index.cjs` },
});

test("package.json exports the root, every folder of src, itself, and nothing else", () => {
  const expected: Record<string, unknown> = { ".": conditions(""), "./package.json": "./package.json" };
  for (const folder of folders) expected[`./${folder}`] = conditions(`${folder}/`);
  expect(Object.keys(exports).sort()).toEqual(Object.keys(expected).sort());
  expect(exports).toEqual(expected);
});
