import { helper } from "./types";

/** How a record that cannot be read is told: the words of `describeValue` and `readTable`. */
export const PROBLEM_HELPERS = {
  // the problem of the first feature stays, in whatever order they are read; the number is for callers that go on
  fail: helper(`
function fail(k, expected, received) {
  if (problem === null || k < problem.k) problem = { k, expected, received };
  return NaN;
}`),
  describe: helper(String.raw`
function describe(x) {
  if (typeof x === "string") return JSON.stringify(cut(x));
  if (typeof x === "function") return "a function";
  if (typeof x === "bigint") return x + "n";
  if (typeof x !== "object" || x === null) return String(x);
  if (x instanceof Error) return "an error: " + cut(x.message);
  if (x instanceof Date) return Number.isNaN(x.getTime()) ? "an invalid Date" : "the Date " + x.toISOString();
  if (Array.isArray(x) || ArrayBuffer.isView(x)) return "an array of " + x.length;
  return "an object with " + (cut(Object.keys(x).join(", ")) || "no keys");
}
function cut(text) {
  return text.length > 80 ? text.slice(0, 80) + "\u2026" : text;
}`),
  asError: helper<"describe">(
    `
function asError(thrown) {
  return thrown instanceof Error ? thrown : new Error(describe(thrown));
}`,
    "describe",
  ),
};
