import ts from "typescript";
import { expect, it } from "vitest";
import {
  DISPOSABLE_DOMAINS,
  DOMAIN_PATTERNS,
  FREE_DOMAINS,
  TITLE_PATTERNS,
} from "../../../src/exporters/javascript/knownTexts";
import { parse, readText, walk } from "../../support/sources";

/** The texts and regular expressions of a file, in order, but for those of its comments and its code. */
function literals(path: string, least: number): string[] {
  const found: string[] = [];
  walk(parse(path, readText(path)), (node) => {
    if (ts.isRegularExpressionLiteral(node) && node.text.length > least) found.push(node.text);
  });
  return found;
}

const patterns = (of: keyof typeof TITLE_PATTERNS) =>
  TITLE_PATTERNS[of][0].map(([, pattern]) => String(pattern));

it.each(["seniority", "department"] as const)("the patterns of %s are those of the feature", (name) => {
  const path = `src/features/${name}.ts`;
  expect(patterns(name)).toEqual(literals(path, 0));
  const levels = TITLE_PATTERNS[name][0].map(([level]) => `"${level}"`);
  const rest = readText(path).split("PATTERNS")[1] ?? "";
  expect(rest.match(/(?<=\[\s*)"[a-z ]+"(?=,\s*\/)/g)).toEqual(levels);
});

it("the domains and their patterns are those of emailDomainType", () => {
  const text = readText("src/features/emailDomainType.ts");
  expect(text).toContain(`"${FREE_DOMAINS}"`);
  expect(text).toContain(`"${DISPOSABLE_DOMAINS}"`);
  const all = literals("src/features/emailDomainType.ts", 0);
  expect(all.filter((pattern) => !pattern.includes("@"))).toEqual(DOMAIN_PATTERNS.map(String));
});
