/**
 * Writes the examples of the doc comments in src, of README.md and of docs as tests to test/docs/generated: each
 * is run, and type-checked unless it is JavaScript. What may stand in an example:
 *
 *     expression;          // => value          equal; a value may go on in lines of comment with
 *                                            three spaces, up to a closing bracket
 *     expression;          // ≈ 0.73            equal in the digits shown, also inside objects and arrays
 *     expression;          // throws SalienceError: message, or its beginning and …
 *     const x = value;     // => value          checks x
 *     console.log(x);      // => text           checks x
 *
 * The comment may also stand alone on the next line. A block marked ```ts no-check is not run; one that begins
 * with `// continued` shares the scope of the block before it.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, projectRoot, readText, sourcePaths } from "../support/sources";
import { type Example, extractExamples } from "./extract";
import { type TestBody, transformExample } from "./transform";

const folder = join(projectRoot, "test/docs/generated");

/** Every file that may hold examples. */
export const documentPaths = [
  ...sourcePaths,
  ...filesBelow("docs").filter((path) => path.endsWith(".md") && !path.startsWith("docs/api/")),
  ...["README.md"].filter((path) => existsSync(join(projectRoot, path))),
];

interface TestFile {
  readonly typed: boolean;
  readonly imports: Map<string, string>;
  readonly tests: string[];
}

/** Puts a test into the first file whose imports do not give one of its names another meaning. */
function place(files: TestFile[], body: TestBody, title: string, typed: boolean): void {
  const fits = (file: TestFile) =>
    file.typed === typed &&
    [...body.imports].every(([name, line]) => (file.imports.get(name) ?? line) === line);
  let file = files.find(fits);
  if (!file) {
    file = { typed, imports: new Map(), tests: [] };
    files.push(file);
  }
  for (const [name, line] of body.imports) file.imports.set(name, line);
  file.tests.push(`test(${JSON.stringify(title)}, async () => {\n${body.code}\n});\n`);
}

const textOf = (
  path: string,
  file: TestFile,
) => `${file.typed ? "" : "// @ts-nocheck\n"}// Made by test/docs/generate.ts from ${path}
import { test } from "vitest";
import { $digits, $equal, $throws } from "../expectations";
${[...file.imports.values()].join("\n")}

${file.tests.join("\n")}`;

/** The text of each test file that one document makes, in most cases one. */
export function testFilesOf(path: string, examples: readonly Example[]): string[] {
  const files: TestFile[] = [];
  for (const example of examples.filter(({ checked }) => checked)) {
    const title = `${path}:${example.lineNumbers[0]} ${example.title}`.trim();
    place(files, transformExample(path, example), title, example.typed);
  }
  return files.map((file) => textOf(path, file));
}

/** Writes all test files; returns what went wrong. */
function generate(): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const errors: string[] = [];
  const counts = { examples: 0, documents: 0, unchecked: 0 };
  for (const path of documentPaths) {
    const examples = extractExamples(path, readText(path));
    if (examples.length === 0) continue;
    counts.documents++;
    counts.examples += examples.length;
    counts.unchecked += examples.filter(({ checked }) => !checked).length;
    try {
      testFilesOf(path, examples).forEach((text, index) => {
        const name = path.replace(/\.(ts|md)$/, "").replaceAll("/", "-");
        writeFileSync(join(folder, `${name}${index ? `-${index + 1}` : ""}.test.ts`), text);
      });
    } catch (error) {
      errors.push((error as Error).message);
    }
  }
  console.log(
    `${counts.examples} examples in ${counts.documents} files, ${counts.unchecked} marked no-check`,
  );
  return errors;
}

if (process.argv[1] === import.meta.filename) {
  const errors = generate();
  for (const error of errors) console.error(error);
  process.exitCode = errors.length > 0 ? 1 : 0;
}
