import ts from "typescript";
import { describe, expect, test } from "vitest";
import { lineOf, parse, readText, sourcePaths, walk } from "../support/sources";

/** The places that may do what is forbidden elsewhere, each with its reason. */
const allowed: Readonly<Record<string, { readonly what: string; readonly reason: string }>> = {
  "src/exporters/javascript/compileScorer.ts": {
    what: "new Function",
    reason: "the one opt-in, for hosts without a CSP",
  },
};

const localDateMember =
  /^(get|set)(FullYear|Year|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$|^getTimezoneOffset$|^to(Date|Time)String$/;

/** Functions of date packages that ask for nothing but the offset of a zone. All others set dates field by field, and with
 * that in the zone of the machine, TZDate included: a day that the machine's zone skips is another day there. */
const withoutMachineZone: Readonly<Record<string, readonly string[]>> = { "@date-fns/tz": ["tzOffset"] };

/** The names of a date package that an import takes and that read the machine's zone. */
function zoneReaders(node: ts.ImportDeclaration): string[] {
  const specifier = node.moduleSpecifier.getText().slice(1, -1);
  if (!/^(date-fns|@date-fns\/)/.test(specifier) || node.importClause?.isTypeOnly) return [];
  const names = node.importClause?.namedBindings;
  const imported =
    names && ts.isNamedImports(names)
      ? names.elements.map(({ propertyName, name }) => (propertyName ?? name).getText())
      : ["everything"];
  return imported.filter((name) => !withoutMachineZone[specifier]?.includes(name));
}

/** What a node does that depends on the clock, on chance, on the machine's locale or zone, or evaluates text. */
function impurity(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const object = node.expression.getText();
    const member = ts.isPropertyAccessExpression(node)
      ? node.name.text
      : node.argumentExpression.getText().slice(1, -1);
    const name = `${object}.${member}`;
    if (/^(Date\.now|Date\.parse|Math\.random|performance\.now|crypto\.\w+)$/.test(name)) return name;
    if (object === "process" || object === "console") return name;
    if (/^toLocale\w*String$|^toLocale(Upper|Lower)Case$|^localeCompare$/.test(member)) return member;
    if (localDateMember.test(member)) return member;
  }
  if (ts.isImportDeclaration(node)) {
    const [name] = zoneReaders(node);
    if (name !== undefined) return `${name} of a date package`;
  }
  if (ts.isIdentifier(node) && node.text === "globalThis") return "globalThis";
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const callee = node.expression.getText();
    const first = node.arguments?.[0]?.getText();
    if (callee === "eval") return "eval";
    if (callee === "Function") return "new Function";
    if (callee === "Date" && ts.isCallExpression(node)) return "Date() as text";
    if (callee === "Date" && first === undefined) return "new Date() without an argument";
    if (callee === "Date" && node.arguments && node.arguments.length > 1)
      return "new Date(year, …) in local time";
    if (callee.startsWith("Intl.") && (first === undefined || first === "undefined" || first === "[]")) {
      return `${callee} without a locale`;
    }
  }
  return undefined;
}

/** Comments and texts do not count: only code does. */
function impurities(path: string, text: string): string[] {
  const found: string[] = [];
  walk(parse(path, text), (node) => {
    const what = impurity(node);
    if (what && allowed[path]?.what !== what) found.push(`${path}:${lineOf(node)}: ${what}`);
  });
  return found;
}

describe("purity", () => {
  test("no clock, chance, locale, zone or global of the machine, and no evaluation of text in src", () => {
    expect(sourcePaths.flatMap((path) => impurities(path, readText(path)))).toEqual([]);
  });
});

describe("the check itself", () => {
  test.each([
    ["Date.now()", "Date.now"],
    ["const now = Date.now;", "Date.now"],
    ['Date["now"]()', "Date.now"],
    ["new Date()", "new Date() without an argument"],
    ["new Date", "new Date() without an argument"],
    ["Date()", "Date() as text"],
    ['Date.parse("2026-01-01T00:00")', "Date.parse"],
    ['import { TZDate, tz } from "@date-fns/tz";', "TZDate of a date package"],
    ['import { tzOffset, tz as zone } from "@date-fns/tz";', "tz of a date package"],
    ['import * as dates from "@date-fns/tz";', "everything of a date package"],
    ['import { addDays } from "date-fns/addDays";', "addDays of a date package"],
    ["new Date(2026, 0, 1)", "new Date(year, …) in local time"],
    ["Math.random()", "Math.random"],
    ["crypto.randomUUID()", "crypto.randomUUID"],
    ['eval("1")', "eval"],
    ['new Function("return 1")', "new Function"],
    ['Function("return 1")', "new Function"],
    ["x.toLocaleString()", "toLocaleString"],
    ["x.toLocaleDateString()", "toLocaleDateString"],
    ["x.toLocaleUpperCase()", "toLocaleUpperCase"],
    ["a.localeCompare(b)", "localeCompare"],
    ["process.env", "process.env"],
    ["performance.now()", "performance.now"],
    ["globalThis.x", "globalThis"],
    ["console.log(1)", "console.log"],
    ["date.getHours()", "getHours"],
    ["date.getDate()", "getDate"],
    ["date.getDay()", "getDay"],
    ["date.getMonth()", "getMonth"],
    ["date.getFullYear()", "getFullYear"],
    ["date.getTimezoneOffset()", "getTimezoneOffset"],
    ["date.setHours(0)", "setHours"],
    ["date.toDateString()", "toDateString"],
    ["new Intl.NumberFormat()", "Intl.NumberFormat without a locale"],
    ["Intl.DateTimeFormat(undefined, {})", "Intl.DateTimeFormat without a locale"],
    ["new Intl.Collator([])", "Intl.Collator without a locale"],
  ])("%s is found", (code, what) => {
    expect(impurities("src/core/a.ts", code)).toEqual([`src/core/a.ts:1: ${what}`]);
  });

  test.each([
    "// Date.now()",
    "/** Not `Math.random()`. */ const x = 1;",
    'const message = "new Date() and console.log";',
    "new Date(0); new Date(asOf); Date.UTC(2026, 0, 1); date.getUTCHours();",
    'new Intl.NumberFormat("en", {}); new Intl.NumberFormat(locale);',
    "const performance = 1; row.process; plan.eval;",
    "const d: Date = x; x instanceof Date;",
    'import { tzOffset } from "@date-fns/tz"; import type { Locale } from "date-fns";',
  ])("%s is accepted", (code) => {
    expect(impurities("src/core/a.ts", code)).toEqual([]);
  });

  test("an exception holds for its file and its kind only", () => {
    const code = 'new Function("return 1")';
    expect(impurities("src/exporters/javascript/compileScorer.ts", code)).toEqual([]);
    expect(impurities("src/exporters/other.ts", code)).toHaveLength(1);
    expect(impurities("src/exporters/javascript/compileScorer.ts", "Math.random()")).toHaveLength(1);
  });
});
