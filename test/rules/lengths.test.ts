import ts from "typescript";
import { describe, expect, test } from "vitest";
import { lineOf, parse, readText, sourcePaths, walk } from "../support/sources";

const maximumFileLines = 300;
const maximumFunctionLines = 60;

/** What may be longer: "path" for a file, "path name" for a function, each with the reason. */
const allowed: Readonly<Record<string, string>> = {
  "src/index.ts": "the names of everything public, one on a line, and no code",
};

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isConstructorDeclaration(node) ||
  ts.isAccessor(node);

function nameOf(node: ts.FunctionLikeDeclaration): string {
  if (node.name) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)
    ? parent.name.getText()
    : "anonymous";
}

/** The file and the functions of it that are too long, with their lengths. */
function tooLong(path: string, text: string): { readonly what: string; readonly lines: number }[] {
  const file = parse(path, text);
  const found: { what: string; lines: number }[] = [];
  const fileLines = text.trimEnd().split("\n").length;
  if (fileLines > maximumFileLines) found.push({ what: path, lines: fileLines });
  walk(file, (node) => {
    if (!isFunction(node)) return;
    const lines = file.getLineAndCharacterOfPosition(node.end).line + 1 - lineOf(node) + 1;
    if (lines > maximumFunctionLines) found.push({ what: `${path} ${nameOf(node)}`, lines });
  });
  return found;
}

describe("lengths", () => {
  const all = sourcePaths.flatMap((path) => tooLong(path, readText(path)));

  test(`a file has at most ${maximumFileLines} lines and a function ${maximumFunctionLines}, or a reason`, () => {
    expect(
      all.filter(({ what }) => !(what in allowed)).map(({ what, lines }) => `${what}: ${lines} lines`),
    ).toEqual([]);
  });

  test("no reason is kept for what is short by now", () => {
    expect(Object.keys(allowed).filter((what) => !all.some((one) => one.what === what))).toEqual([]);
  });
});

describe("the check itself", () => {
  const body = (lines: number) => `{\n${"  step();\n".repeat(lines - 2)}}`;

  test("a file of 301 lines is too long, one of 300 is not", () => {
    expect(tooLong("src/a.ts", "x;\n".repeat(301))).toEqual([{ what: "src/a.ts", lines: 301 }]);
    expect(tooLong("src/a.ts", "x;\n".repeat(300))).toEqual([]);
  });

  test.each([
    ["function f() ", "f"],
    ["export async function g() ", "g"],
    ["const h = () => ", "h"],
    ["const o = { m() ", "m"],
    ["const o = { p: function () ", "p"],
  ])("%s… of 61 lines is too long, of 60 is not; its comment does not count", (start, name) => {
    const end = start.includes("{ ") ? "};" : "";
    expect(tooLong("src/a.ts", `/**\n * Comment.\n */\n${start}${body(61)}${end}`)).toEqual([
      { what: `src/a.ts ${name}`, lines: 61 },
    ]);
    expect(tooLong("src/a.ts", `${start}${body(60)}${end}`)).toEqual([]);
  });
});
