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
  try {
    return typeof x === "string" ? JSON.stringify(cut(x)) : wordsFor(x);
  } catch {
    return "a value that cannot be described";
  }
}
function wordsFor(x) {
  if (typeof x === "function") return "a function";
  if (typeof x === "bigint") return x < 1n << 256n && x > -(1n << 256n) ? x + "n" : "a bigint of many digits";
  if (typeof x !== "object" || x === null) return cut(String(x));
  if (x instanceof Error) return "an error: " + cut(String(x.message));
  if (x instanceof Date) return Number.isNaN(x.getTime()) ? "an invalid Date" : "the Date " + x.toISOString();
  if (Array.isArray(x) || ArrayBuffer.isView(x)) return "an array of " + x.length;
  return "an object with " + (cut(Object.keys(x).join(", ")) || "no keys");
}
function cut(text) {
  return text.length > 80 ? text.slice(0, 80) + "\u2026" : text;
}`),
  asError: helper<"describe">(
    `
// what was thrown may throw itself where it is looked at
function asError(thrown) {
  try {
    if (thrown instanceof Error) return new Error(cut(String(thrown.message)));
  } catch {}
  return new Error(describe(thrown));
}`,
    "describe",
  ),
};
