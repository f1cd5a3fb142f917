import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { filesBelow, folders, importsOf, parse, projectRoot, readText, walk } from "../support/sources";
import { extractExamples } from "./extract";

/** The pages that people read: the README and everything in docs that is not generated. */
const pagePaths = [
  "README.md",
  ...filesBelow("docs").filter((path) => path.endsWith(".md") && !path.startsWith("docs/api/")),
];

/** The folders whose exports the root does not repeat: each is reached by its own subpath only. */
const leaves = folders.filter((folder) =>
  importsOf("src/index.ts", readText("src/index.ts")).every(
    ({ specifier }) => specifier !== `./${folder}/index`,
  ),
);

/** The public functions of the root and of the leaves, each as "specifier name". */
async function publicFunctions(): Promise<string[]> {
  const found: string[] = [];
  const add = (specifier: string, exports: object) => {
    for (const [name, value] of Object.entries(exports)) {
      if (typeof value === "function") found.push(`${specifier} ${name}`);
    }
  };
  add("salience", await import("../../src/index"));
  for (const folder of leaves) add(`salience/${folder}`, await import(`../../src/${folder}/index.ts`));
  return found;
}

/** What the examples of a page that are run import from the library and use, each as "specifier name". */
function shownBy(path: string, text: string): string[] {
  const examples = extractExamples(path, text).filter(({ checked }) => checked);
  return examples.flatMap(({ code }) => {
    const imported = new Map<string, string>();
    const used = new Set<string>();
    for (const statement of parse("example.ts", code).statements) {
      if (!ts.isImportDeclaration(statement)) {
        walk(statement, (node) => ts.isIdentifier(node) && used.add(node.text));
        continue;
      }
      const { text: specifier } = statement.moduleSpecifier as ts.StringLiteral;
      const bindings = statement.importClause?.namedBindings;
      if (!bindings || !ts.isNamedImports(bindings)) continue;
      for (const { name, propertyName } of bindings.elements) {
        imported.set(name.text, `${specifier} ${(propertyName ?? name).text}`);
      }
    }
    return [...imported].filter(([name]) => used.has(name)).map(([, what]) => what);
  });
}

/** The id that a heading gets on a page. */
const slug = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");

const headingsOf = (text: string) =>
  [...text.replace(/^```[\s\S]*?^```/gm, "").matchAll(/^#+ (.*)$/gm)].map((match) => slug(match[1] ?? ""));

/** The links of a page that lead to no file, or to no heading of it. */
function deadLinks(path: string, text: string): string[] {
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file = "", anchor] = target.split("#");
    const linked = file === "" ? path : posix.normalize(posix.join(posix.dirname(path), file));
    if (!existsSync(join(projectRoot, linked))) return true;
    const linkedText = linked === path ? text : readText(linked);
    return anchor !== undefined && !headingsOf(linkedText).includes(anchor);
  });
}

/** Loaded here rather than in a test: the leaves bring large packages, and tests have a time limit. */
const functions = await publicFunctions();

/** What the root exports from a folder is the same function, wherever it is imported from. */
const fromRoot = (what: string) =>
  what.replace(/^salience\/(\w+) /, (all, folder) => (leaves.includes(folder) ? all : "salience "));

describe("the pages", () => {
  test("every public function of the root and of the leaves is used in an example of a page", () => {
    const shown = new Set(pagePaths.flatMap((path) => shownBy(path, readText(path))).map(fromRoot));
    expect(functions.filter((what) => !shown.has(what))).toEqual([]);
  });

  test.each([...pagePaths, "CHANGELOG.md"])("every link of %s leads somewhere", (path) => {
    expect(deadLinks(path, readText(path))).toEqual([]);
  });
});

describe("the checks themselves", () => {
  const page = (code: string, flags = "") => `# Title\n\n\`\`\`ts${flags}\n${code}\n\`\`\`\n`;

  test("functions of the root and of the leaves are found, and one that no page shows is missed", () => {
    expect(functions).toContain("salience createScorer");
    expect(functions).toContain("salience/schemas parseModel");
    const shown = shownBy("p.md", page('import { parseModel } from "salience";\nparseModel("");')).map(
      fromRoot,
    );
    expect(shown).not.toContain("salience/schemas parseModel");
    expect(fromRoot("salience/core expit")).toBe("salience expit");
  });

  test("an import that is not used does not count, nor does a block that is not run", () => {
    const both = 'import { a, b as c } from "salience";\nimport { d } from "zod";\nc(d);';
    expect(shownBy("p.md", page(both))).toEqual(["salience b", "zod d"]);
    expect(shownBy("p.md", page('import { a } from "salience";\na();', " no-check"))).toEqual([]);
    expect(shownBy("p.md", "`a()` of salience")).toEqual([]);
  });

  test("a link to a missing file or heading is found, one in code is none", () => {
    const text =
      "# One two\n[a](#one-two) [b](#three) [c](missing.md) [d](https://example.org)\n`[e](no.md)`";
    expect(deadLinks("README.md", text)).toEqual(["#three", "missing.md"]);
    expect(deadLinks("docs/x.md", "[a](../README.md#example) [b](../README.md#nothing)")).toEqual([
      "../README.md#nothing",
    ]);
  });
});
