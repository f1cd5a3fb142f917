import { posix } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import {
  folders,
  importsOf,
  indexPaths,
  lineOf,
  parse,
  readText,
  sourcePaths,
  walk,
} from "../support/sources";

/** The table of floors in docs/design.md: a folder imports only from a lower floor or from itself. */
const floors: Readonly<Record<string, number>> = {
  core: 0,
  features: 1,
  economics: 1,
  metrics: 1,
  models: 2,
  scoring: 3,
  training: 3,
  buckets: 3,
  signals: 4,
  accounts: 4,
  campaigns: 4,
  teams: 4,
  narratives: 5,
};

/** Leaves import from every floor, and nothing imports them. */
const leaves = ["records", "schemas", "formulas", "interop", "exporters", "batch", "threads"];

/** Single date-fns functions by deep path, so that the root bundle holds only those used. */
const dates = /^(date-fns\/(?!fp$|locale$|docs$)\w+|@date-fns\/tz)$/;

/** The only packages that a folder may import; a folder that is not listed may import none. */
const packages: Readonly<Record<string, RegExp>> = {
  economics: dates,
  buckets: dates,
  signals: dates,
  teams: dates,
  campaigns: dates,
  accounts: dates,
  narratives: dates,
  records: dates,
  schemas: /^zod(\/|$)/,
  formulas: /^mathjs\/number$/,
  interop: /^ml-logistic-regression$/,
  threads: /^node:/,
};

/** What is wrong with the imports of a file, in words. */
function floorViolations(path: string, text: string): string[] {
  const folderOf = (file: string) => file.split("/")[1] ?? "";
  const isIndex = path === "src/index.ts";
  const own = isIndex ? "index" : folderOf(path);
  const floorOf = (folder: string) => floors[folder] ?? (leaves.includes(folder) || isIndex ? 6 : undefined);
  const ownFloor = floorOf(own);
  if (ownFloor === undefined) {
    return [
      `${path}: src/${own} has no floor, add it to the table of test/rules/floors.test.ts and docs/design.md`,
    ];
  }
  return importsOf(path, text).flatMap(({ specifier, line }) => {
    const wrong = (why: string) => [`${path}:${line}: imports ${specifier}: ${why}`];
    if (!specifier.startsWith(".")) {
      return packages[own]?.test(specifier) ? [] : wrong(`not among the packages that src/${own} may import`);
    }
    const target = posix.normalize(posix.join(posix.dirname(path), specifier));
    if (!target.startsWith("src/") || target === "src/index") return wrong("not a folder of src");
    const folder = folderOf(target);
    if (folder === own) return [];
    if (own === "threads" && folder === "batch") return []; // what streams and threads share
    if (leaves.includes(folder)) return wrong(`${folder} is a leaf, nothing imports it`);
    const floor = floors[folder];
    if (floor === undefined) return wrong(`${folder} has no floor`);
    return floor < ownFloor ? [] : wrong(`${folder} is on floor ${floor}, ${own} on floor ${ownFloor}`);
  });
}

/** The cycles among files, given what each imports, as "a → b → a". */
function cycles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, trail: readonly string[]) => {
    if (trail.includes(file)) found.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
    if (trail.includes(file) || finished.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...trail, file]);
    finished.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}

/** The files that a file imports, be it for their types only. */
function importedFiles(path: string, text: string): string[] {
  return importsOf(path, text)
    .filter(({ specifier }) => specifier.startsWith("."))
    .map(({ specifier }) => posix.normalize(posix.join(posix.dirname(path), specifier)))
    .flatMap((target) => [`${target}.ts`, `${target}/index.ts`].filter((file) => sourcePaths.includes(file)));
}

/** The `export *` lines of a file. */
function starExports(path: string, text: string): string[] {
  const found: string[] = [];
  walk(parse(path, text), (node) => {
    if (ts.isExportDeclaration(node) && !node.exportClause)
      found.push(`${path}:${lineOf(node)}: ${node.getText()}`);
  });
  return found;
}

describe("floors", () => {
  test("every folder has a floor or is a leaf", () => {
    expect(folders.filter((folder) => !(folder in floors) && !leaves.includes(folder))).toEqual([]);
  });

  test("every file lies in a folder, but for src/index.ts", () => {
    expect(sourcePaths.filter((path) => /^src\/[^/]+$/.test(path))).toEqual(
      sourcePaths.filter((path) => path === "src/index.ts"),
    );
  });

  test("a folder imports only from a lower floor, from itself, and the packages it may", () => {
    expect(sourcePaths.flatMap((path) => floorViolations(path, readText(path)))).toEqual([]);
  });

  test("no files import each other in a circle", () => {
    expect(cycles(new Map(sourcePaths.map((path) => [path, importedFiles(path, readText(path))])))).toEqual(
      [],
    );
  });

  test("index files export by name", () => {
    expect(indexPaths.flatMap((path) => starExports(path, readText(path)))).toEqual([]);
  });
});

describe("the checks themselves", () => {
  test.each([
    ["src/core/a.ts", 'import { x } from "../metrics";', "metrics is on floor 1, core on floor 0"],
    [
      "src/metrics/a.ts",
      'import type { X } from "../features/b";',
      "features is on floor 1, metrics on floor 1",
    ],
    ["src/core/a.ts", 'type X = import("../models").Model;', "models is on floor 2"],
    ["src/core/a.ts", 'const x = import("../models");', "models is on floor 2"],
    ["src/narratives/a.ts", 'import { x } from "../schemas";', "schemas is a leaf, nothing imports it"],
    ["src/batch/a.ts", 'import { x } from "../exporters";', "exporters is a leaf, nothing imports it"],
    ["src/exporters/a.ts", 'import { x } from "../batch";', "batch is a leaf, nothing imports it"],
    ["src/batch/a.ts", 'import { x } from "../threads";', "threads is a leaf, nothing imports it"],
    ["src/batch/a.ts", 'import { x } from "node:stream";', "not among the packages"],
    ["src/index.ts", 'export { x } from "./formulas";', "formulas is a leaf, nothing imports it"],
    ["src/core/a.ts", 'import { x } from "..";', "not a folder of src"],
    ["src/core/a.ts", 'import { x } from "../index";', "not a folder of src"],
    ["src/core/a.ts", 'import { version } from "../../package.json";', "not a folder of src"],
    ["src/models/a.ts", 'import { x } from "salience/core";', "not among the packages"],
    ["src/core/a.ts", 'import { readFileSync } from "node:fs";', "not among the packages"],
    ["src/core/a.ts", 'import { addDays } from "date-fns/addDays";', "not among the packages"],
    ["src/economics/a.ts", 'import { addDays } from "date-fns";', "not among the packages"],
    ["src/economics/a.ts", 'import { addDays } from "date-fns/fp";', "not among the packages"],
    ["src/formulas/a.ts", 'import { parse } from "mathjs";', "not among the packages"],
    ["src/models/a.ts", 'import { z } from "zod";', "not among the packages"],
    ["src/weather/a.ts", "", "src/weather has no floor, add it to the table"],
    ["src/models/a.ts", 'import { x } from "../weather";', "weather has no floor"],
  ])("%s with %s is refused", (path, text, message) => {
    expect(floorViolations(path, text)).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ["src/features/a.ts", 'import { x } from "../core"; import { y } from "./b";'],
    ["src/interop/a.ts", 'import { x } from "../narratives"; import R from "ml-logistic-regression";'],
    ["src/economics/a.ts", 'import { addDays } from "date-fns/addDays"; import { tz } from "@date-fns/tz";'],
    ["src/index.ts", 'export { x } from "./narratives";'],
    ["src/threads/a.ts", 'import { Worker } from "node:worker_threads"; import { x } from "../batch/x";'],
    ["src/formulas/a.ts", 'import { parse } from "mathjs/number";'],
  ])("%s with %s is accepted", (path, text) => {
    expect(floorViolations(path, text)).toEqual([]);
  });

  test("a circle of files is found", () => {
    expect(
      cycles(
        new Map([
          ["a", ["b"]],
          ["b", ["c", "d"]],
          ["c", ["b"]],
          ["d", []],
        ]),
      ),
    ).toEqual(["b → c → b"]);
  });

  test("an import of types counts as an import of values does", () => {
    const [file] = sourcePaths.filter((path) => path.startsWith("src/core/"));
    const name = file?.split("/")[2]?.replace(".ts", "");
    expect(importedFiles("src/core/x.ts", `import type { A } from "./${name}";`)).toEqual([file]);
    expect(importedFiles("src/core/x.ts", `import { a } from "./${name}";`)).toEqual([file]);
  });

  test("export * is found", () => {
    expect(starExports("src/core/index.ts", 'export { a } from "./a";\nexport * from "./b";')).toEqual([
      'src/core/index.ts:2: export * from "./b";',
    ]);
  });
});
