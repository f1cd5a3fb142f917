import { LONGEST_TEXT, SHORTER_TEXT } from "../../../core/longestText";
import { helper } from "./types";

/** How raw values become numbers and texts: what `readNumber`, `readText` and `readInstant` of the features do. */
export const VALUE_HELPERS = {
  readNumber: helper<"fail" | "decimal">(
    `
function readNumber(x, k, fromText, missing, wanted) {
  if (typeof x === "number") {
    if (missing.includes(x)) return NaN;
    return x - x === 0 || x !== x ? x : fail(k, "a finite number", x);
  }
  if (x === null || x === undefined) return NaN;
  if (typeof x !== "string") return fail(k, "a number", x);
  const text = x.trim();
  if (text === "" || missing.includes(text)) return NaN;
  const value = fromText ? decimal(text) : NaN;
  if (value !== value) return fail(k, wanted, x);
  if (missing.includes(value)) return NaN;
  return value - value === 0 ? value : fail(k, "a finite number", value);
}`,
    "fail",
    "decimal",
  ),
  // Number() reads the same numbers, but also hexadecimal and the like, and the word Infinity
  decimal: helper(String.raw`
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
function decimal(text) {
  const value = Number(text);
  if (value !== value) return NaN;
  const second = text.charCodeAt(1);
  if (value - value === 0 && (second < 58 || second !== second)) return value;
  return DECIMAL.test(text) ? value : NaN;
}`),
  readText: helper<"fail">(
    `
function readText(x, k) {
  if (typeof x === "string" && x.length <= ${LONGEST_TEXT}) return x.trim() || null;
  if (x === null || x === undefined || x !== x) return null;
  if (typeof x === "boolean" || Number.isFinite(x)) return String(x);
  fail(k, typeof x === "string" ? "${SHORTER_TEXT}" : "text", x);
  return null;
}`,
    "fail",
  ),
  isNoText: helper(`
function isNoText(x) {
  if (typeof x === "string") return x.length <= ${LONGEST_TEXT} && x.trim() === "";
  return x === null || x === undefined || x !== x;
}`),
  readFlag: helper<"fail" | "isNoText">(
    `
function readFlag(x, k, trueValues, falseValues, missing, wanted) {
  if (typeof x === "boolean") return x ? 1 : 0;
  const value = typeof x === "string" ? x.trim() : x;
  if (trueValues.includes(value)) return 1;
  if (falseValues.includes(value)) return 0;
  return missing.includes(value) || isNoText(x) ? NaN : fail(k, wanted, x);
}`,
    "fail",
    "isNoText",
  ),
  readField: helper<"fail" | "isNoText">(
    `
function readField(x, k, field) {
  if (typeof x === "number" && x - x === 0) return x;
  if (typeof x === "boolean") return x ? 1 : 0;
  return isNoText(x) ? NaN : fail(k, 'a number in "' + field + '"', x);
}`,
    "fail",
    "isNoText",
  ),
  readInstant: helper<"fail" | "instantOf" | "isNoText">(
    `
function readInstant(x, k) {
  const time = instantOf(x);
  return time === time || isNoText(x) ? time : fail(k, "a Date or ISO 8601 text", x);
}`,
    "fail",
    "instantOf",
    "isNoText",
  ),
  instantOf: helper<"parseInstant">(
    `
function instantOf(x) {
  if (typeof x === "string") {
    const time = parseInstant(x);
    return time === time ? time : parseInstant(x.trim());
  }
  return x instanceof Date ? x.getTime() : NaN;
}`,
    "parseInstant",
  ),
  // an ISO 8601 date or date and time, in UTC unless it has an offset; NaN for anything else
  parseInstant: helper<"two">(
    `
const LONGEST_MONTH = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function parseInstant(s) {
  const century = two(s, 0);
  const rest = two(s, 2);
  const month = two(s, 5);
  const day = two(s, 8);
  if (century < 0 || rest < 0 || s.charCodeAt(4) !== 45 || s.charCodeAt(7) !== 45) return NaN;
  if (month < 1 || month > 12 || day < 1 || day > LONGEST_MONTH[month]) return NaN;
  const year = century * 100 + rest;
  if (day === 29 && month === 2 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return NaN;
  const y = month > 2 ? year : year - 1; // years begin in March, so that the leap day is the last one
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  const daysBefore = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5);
  const midnight = (365 * y + leaps + daysBefore + day - 719469) * 86400000;
  return s.length === 10 ? midnight : midnight + parseTime(s);
}
function parseTime(s) {
  const mark = s.charCodeAt(10);
  const hour = two(s, 11);
  const minute = two(s, 14);
  if ((mark !== 84 && mark !== 32) || s.charCodeAt(13) !== 58) return NaN;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return NaN;
  let time = (hour * 60 + minute) * 60000;
  let at = 16;
  if (s.charCodeAt(16) === 58) {
    const second = two(s, 17);
    if (second < 0 || second > 59) return NaN;
    time += second * 1000;
    at = 19;
    const point = s.charCodeAt(19);
    if (point === 46 || point === 44) {
      let value = 0;
      let scale = 1;
      for (at = 20; at < 29; at++) {
        const digit = s.charCodeAt(at) - 48;
        if (!(digit >= 0 && digit < 10)) break;
        value = value * 10 + digit;
        scale *= 10;
      }
      if (scale === 1) return NaN;
      time += Math.floor((value / scale) * 1000);
    }
  }
  if (at === s.length) return time;
  const zone = s.charCodeAt(at);
  if (zone === 90) return at + 1 === s.length ? time : NaN;
  if (zone !== 43 && zone !== 45) return NaN;
  const hours = two(s, at + 1);
  if (hours < 0 || hours > 23) return NaN;
  at += 3;
  let minutes = 0;
  if (at !== s.length) {
    if (s.charCodeAt(at) === 58) at++;
    minutes = two(s, at);
    if (minutes < 0 || minutes > 59 || at + 2 !== s.length) return NaN;
  }
  return time - (zone === 45 ? -1 : 1) * (hours * 60 + minutes) * 60000;
}`,
    "two",
  ),
  two: helper(`
function two(s, i) {
  const a = s.charCodeAt(i) - 48;
  const b = s.charCodeAt(i + 1) - 48;
  return a >= 0 && a < 10 && b >= 0 && b < 10 ? a * 10 + b : -1;
}`),
};
