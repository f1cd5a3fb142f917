import ts from "typescript";
import { describe, expect, test } from "vitest";
import { readText } from "../support/sources";
import { $digits, $equal, $throws } from "./expectations";
import { type Example, extractExamples } from "./extract";
import { documentPaths, testFilesOf } from "./generate";
import { transformExample } from "./transform";

/** An example whose first line is line 10 of guide.md. */
const exampleOf = (code: string): Example => ({
  title: "",
  code,
  lineNumbers: code.split("\n").map((_, index) => index + 10),
  checked: true,
  typed: true,
});

/** Turns an example into a test and runs it: resolves if the example holds, rejects if it does not. */
async function run(code: string): Promise<void> {
  const body = ts.transpile(transformExample("guide.md", exampleOf(code)).code, {
    target: ts.ScriptTarget.ES2022,
  });
  await (async () =>
    new Function("$digits", "$equal", "$throws", `return (async () => {${body}\n})();`)(
      $digits,
      $equal,
      $throws,
    ))();
}

const fail =
  "const fail = (message: string) => { const e = new Error(message); e.name = 'SalienceError'; throw e; };";
const failLater = fail.replace("(message: string) =>", "async (message: string) =>");

describe("an example that holds passes", () => {
  test.each([
    ["a number", "1 + 1; // => 2"],
    ["a text", '"a" + "b"; // => "ab"'],
    ["NaN", "0 / 0; // => NaN"],
    ["undefined", "[][0]; // => undefined"],
    ["an array", "[1, [2]]; // => [1, [2]]"],
    ["an object", "({ a: { b: [1] } }); // => { a: { b: [1] } }"],
    ["a typed array, written as an array", "({ x: new Float64Array([1, 2]) }); // => { x: [1, 2] }"],
    ["an awaited value", "await Promise.resolve(3); // => 3"],
    ["a comma expression", "1, 2; // => 2"],
    ["no semicolon", "1 + 1 // => 2"],
    ["a constant", "const x = 1 + 1; // => 2\nx; // => 2"],
    ["console.log of a value", "console.log([1, 2]); // => [1, 2]"],
    [
      "console.log of a text, in quotes or not",
      'console.log("hot lead"); // => hot lead\nconsole.log("a"); // => "a"',
    ],
    ["a statement of several lines", "[1, 2, 3]\n  .map((x) => x * 2)\n  .join(); // => '2,4,6'"],
    ["a comment on the next line", "1 + 1;\n// => 2"],
    [
      "a value of several lines",
      "({ a: 1, b: [2] });\n// => {\n//      a: 1,\n//      b: [2],\n//    }\n// And so on.",
    ],
    [
      "a value that goes on after the statement's line",
      "({ a: 1, b: 2 }); // => { a: 1,\n//                      b: 2 }",
    ],
    ["a value whose last bracket stands at the margin", "[{ a: 1 }];\n// => [\n//   { a: 1 },\n// ]"],
    ["a statement inside a callback", "[1].forEach((x) => {\n  x; // => 1\n});"],
    ["the digits shown", "1 / 3; // ≈ 0.33\n2 / 3; // ≈ 0.67\n-1 / 3; // ≈ -0.333"],
    ["half a unit", "0.125; // ≈ 0.13\n12_499; // ≈ 12_499\n1.24e-7; // ≈ 1.2e-7"],
    ["the digits shown, inside", "({ a: [1 / 3], n: 40, t: 'x' }); // ≈ { a: [0.333], n: 40, t: 'x' }"],
    ["the digits of a typed array", "Float64Array.of(1 / 3, NaN); // ≈ [0.333, NaN]"],
    ["keys that are numbers", "({ 1: 1 / 3 }); // ≈ { 1: 0.33 }"],
    ["an error", `${fail}\nfail("f: expected x"); // throws SalienceError: f: expected x`],
    ["an error, on the next line", `${fail}\nfail("f: expected x");\n// throws SalienceError: f: expected x`],
    ["the beginning of an error", `${fail}\nfail("f: expected x"); // throws SalienceError: f: exp…`],
    ["an error of a constant", `${fail}\nconst x = fail("no"); // throws SalienceError: no`],
    ["an error that comes later", `${failLater}\nawait fail("no"); // throws SalienceError: no`],
    ["no expectation", "const x = 1;"],
    ["export", "export const x = 1;\nx; // => 1"],
  ])("%s", async (_, code) => {
    await run(code);
  });
});

describe("an example that does not hold fails, and says where", () => {
  test.each([
    ["a wrong number", "\n1 + 1; // => 3"],
    ["a number that is only almost equal", "\n0.1 + 0.2; // => 0.3"],
    ["a text for a number", '\n1; // => "1"'],
    ["a missing key", "\n({ a: 1 }); // => { a: 1, b: 2 }"],
    ["a wrong constant", "\nconst x = 1; // => 2"],
    ["a wrong line of a value", "\n({ a: 1, b: 2 }); // => { a: 1,\n//    b: 3 }"],
    ["a wrong value after console.log", "\nconsole.log(1); // => 2"],
    ["a wrong text after console.log", "\nconsole.log('hot lead'); // => cold lead"],
    ["a wrong digit", "\n1 / 3; // ≈ 0.34"],
    ["a wrong digit inside", "\n({ a: [1 / 3] }); // ≈ { a: [0.332] }"],
    ["a text instead of a number", "\n'0.33'; // ≈ 0.33"],
    ["no number", "\nNaN; // ≈ 0.33"],
    ["another message", `${fail}\nfail("f: expected y"); // throws SalienceError: f: expected x`],
    [
      "a message that goes on",
      `${fail}\nfail("f: expected x, received y"); // throws SalienceError: f: expected x`,
    ],
    ["another class", "\nnull!.x; // throws SalienceError: f"],
    ["no error", "\n1; // throws SalienceError: f: expected x"],
    ["no error later", "\nawait 1; // throws SalienceError: f: expected x"],
  ])("%s", async (_, code) => {
    await expect(run(code)).rejects.toThrow("guide.md:11");
  });

  test("a statement that throws unexpectedly", async () => {
    await expect(run(`${fail}\nfail("no");`)).rejects.toThrow("no");
  });
});

describe("an expectation that cannot be understood is an error of the generator", () => {
  test.each([
    ["one that follows nothing", "\n// => 3"],
    ["one that follows a block", "\nif (true) {} // => 3"],
    ["one after an empty line", "1;\n\n// => 1", "guide.md:12"],
    ["words after a value", "\n1; // => 1 per day"],
    ["no value", "\n1; // =>"],
    ["a pattern", "\nconst { x } = { x: 1 }; // => 1"],
    ["console.log of two values", "\nconsole.log(1, 2); // => 1 2"],
    ["an error without a message", "\nf(); // throws SalienceError"],
  ])("%s", (_, code, where = "guide.md:11") => {
    expect(() => transformExample("guide.md", exampleOf(code))).toThrow(where);
  });
});

describe("examples are found", () => {
  const block = (code: string, info = "ts") => `\`\`\`${info}\n${code}\n\`\`\``;

  test("in Markdown, with the heading above and the line; other languages are left alone", () => {
    const found = extractExamples(
      "a.md",
      `# Guide\n\n${block("npm i", "bash")}\n## Scores\n${block("f();")}\n${block("g();")}`,
    );
    expect(found.map(({ title, code, lineNumbers }) => [title, code, lineNumbers])).toEqual([
      ["Scores", "f();", [8]],
      ["Scores", "g();", [11]],
    ]);
  });

  test("in a list, without its indent", () => {
    expect(extractExamples("a.md", "- item\n\n  ```ts\n  f(\n    1);\n  ```\n")[0]?.code).toBe("f(\n  1);");
  });

  test("in JavaScript too, whose types are not checked", () => {
    const examples = extractExamples("docs/a.md", "```js\n1 + 1; // => 2\n```\n");
    expect(examples.map(({ typed }) => typed)).toEqual([false]);
    const [text] = testFilesOf("docs/a.md", examples);
    expect(text?.startsWith("// @ts-nocheck\n")).toBe(true);
  });

  test("in doc comments, with the name of what they document", () => {
    const text = `/**\n * Doc.\n * @example\n * \`\`\`ts\n * import { tz } from "@date-fns/tz";\n *   f();\n * \`\`\`\n */\nexport function f() {}\n`;
    expect(extractExamples("src/a.ts", text)).toEqual([
      {
        title: "f",
        code: 'import { tz } from "@date-fns/tz";\n  f();',
        lineNumbers: [5, 6],
        checked: true,
        typed: true,
      },
    ]);
  });

  test("on constants, and on members of interfaces", () => {
    const doc = `/**\n * ${block("x;").replaceAll("\n", "\n * ")}\n */`;
    const text = `${doc}\nexport const a = 1;\nexport interface I {\n${doc}\nb: number }`;
    expect(extractExamples("src/a.ts", text).map(({ title }) => title)).toEqual(["a", "b"]);
  });

  test("a block marked no-check makes no test", () => {
    const found = extractExamples("a.md", block("f();", "ts no-check"));
    expect(found.map(({ checked }) => checked)).toEqual([false]);
    expect(testFilesOf("a.md", found)).toEqual([]);
  });

  test("a block that begins with // continued shares the scope of the one before", async () => {
    const found = extractExamples(
      "a.md",
      `${block("const x = 1;")}\ntext\n${block("// continued\nx; // => 2")}`,
    );
    expect(found.map(({ lineNumbers }) => lineNumbers)).toEqual([[2, 6, 7]]);
    expect(found[0] && transformExample("a.md", found[0]).code).toContain('$equal((x), (2), "a.md:7")');
  });
});

describe("test files", () => {
  test("examples share imports; one that means another thing by a name goes to a file of its own", () => {
    const files = testFilesOf("a.md", [
      exampleOf('import { a, type B } from "salience";\na;'),
      exampleOf('import { a } from "salience/core";\na;'),
      exampleOf('import { a } from "salience";\na;'),
    ]);
    expect(files.map((text) => text.match(/^import .*|^test/gm)?.slice(2))).toEqual([
      ['import { a } from "salience";', 'import type { B } from "salience";', "test", "test"],
      ['import { a } from "salience/core";', "test"],
    ]);
  });

  test("blocks marked no-check are rare: each is an example that may rot", () => {
    const unchecked = documentPaths.flatMap((path) =>
      extractExamples(path, readText(path))
        .filter(({ checked }) => !checked)
        .map(({ lineNumbers }) => `${path}:${lineNumbers[0]}`),
    );
    expect(unchecked.length, unchecked.join(", ")).toBeLessThanOrEqual(3);
  });
});
