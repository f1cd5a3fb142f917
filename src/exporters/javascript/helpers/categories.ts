import { helper } from "./types";

/** How raw values become levels, and levels the codes or tests that the model's terms need. */
export const CATEGORY_HELPERS = {
  // reads a value that the memory does not know, and remembers what a text stands for, up to a limit
  remember: helper(`
function remember(memory, read, texts) {
  let room = texts.length + 1000;
  const learn = (x) => {
    const value = read(x);
    if (room > 0 && problem === null && (typeof x === "string" ? x.length < 200 : typeof x === "number")) {
      memory.set(x, value);
      room--;
    }
    return value;
  };
  texts.forEach((text) => learn(text));
  problem = null;
  return learn;
}`),
  // 0 for missing, 1 for a level that no term names, else its position from 2
  codeOf: helper(`
function codeOf(level, codes) {
  return level === null ? 0 : (codes.get(level) ?? 1);
}`),
  // a level with the answers to the text matches that conditions ask for: 1 where true
  levelEntry: helper<"codeOf">(
    `
function levelEntry(level, codes, matches) {
  const entry = { code: codeOf(level, codes) };
  const text = level === null ? null : level.toLowerCase();
  matches.forEach(([how, part], i) => {
    entry["match" + i] = text !== null && text[how](part);
  });
  return entry;
}`,
    "codeOf",
  ),
  levelOf: helper<"readText">(
    `
function levelOf(x, k, spelled, ignoreCase) {
  const text = readText(x, k);
  if (text === null) return null;
  const folded = ignoreCase ? text.toLowerCase() : text;
  const known = spelled.get(folded);
  return known === undefined ? folded : known;
}`,
    "readText",
  ),
  rankOf: helper<"readText" | "fail">(
    `
function rankOf(x, k, ranks, placeholders, ignoreCase, wanted) {
  const text = readText(x, k);
  if (text === null) return NaN;
  const folded = ignoreCase ? text.toLowerCase() : text;
  if (placeholders.has(folded)) return NaN;
  return ranks.get(folded) ?? fail(k, wanted, text);
}`,
    "readText",
    "fail",
  ),
  titleValue: helper<"readText" | "fail">(
    String.raw`
function titleValue(x, k, patterns, placeholders, otherwise, absent) {
  const title = readText(x, k);
  if (title === null) return absent;
  if (typeof x !== "string") {
    fail(k, "a job title", x);
    return absent;
  }
  const words = " " + title
    .slice(0, 200)
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, "$1")
    .replace(/[^\p{L}\p{N}&+]+/gu, " ")
    .trim() + " ";
  if (placeholders.has(words)) return absent;
  const found = patterns.find(([, pattern]) => pattern.test(words));
  return found === undefined ? otherwise : found[0];
}`,
    "readText",
    "fail",
  ),
  domainType: helper<"readText">(
    String.raw`
const ADDRESS = /^[^\s@]+@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]+)$/u;
function domainType(x, k, free, disposable, [freeFamily, education, government], placeholders) {
  const text = readText(x, k);
  if (text === null) return null;
  const lower = text.toLowerCase();
  if (placeholders.has(lower)) return null;
  const found = ADDRESS.exec(lower);
  if (found === null) return "invalid";
  const domain = found[1];
  if (disposable.has(domain)) return "disposable";
  if (free.has(domain) || freeFamily.test(domain)) return "free";
  if (education.test("." + domain)) return "education";
  return government.test("." + domain) ? "government" : "business";
}`,
    "readText",
  ),
  // a feature that is a function of the host, which may throw
  callHost: helper<"fail" | "asError">(
    `
function callHost(k, r, t, isText) {
  let value;
  try {
    value = host[k].read(r, t);
  } catch (error) {
    value = asError(error);
  }
  if (isText ? typeof value === "string" || value === null : typeof value === "number" && !(value - value !== 0 && value === value)) return value;
  const said = typeof value === "object" && value !== null && "expected" in value;
  fail(k, said ? value.expected : "a value of the feature's type", said ? value.received : value);
  return isText ? null : NaN;
}`,
    "fail",
    "asError",
  ),
};
