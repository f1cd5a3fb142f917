import { helper } from "./types";

/** Arithmetic of terms, calibrations, events and expressions, in the order of operations of the library. */
export const ARITHMETIC_HELPERS = {
  expit: helper(`
function expit(x) {
  if (x > -700) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}`),
  cutsAtMost: helper(`
function cutsAtMost(cuts, x) {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}`),
  interpolate: helper<"cutsAtMost">(
    `
function interpolate(xs, ys, x) {
  const above = cutsAtMost(xs, x);
  if (above === 0) return ys[0];
  const x0 = xs[above - 1];
  const y0 = ys[above - 1];
  return above === xs.length ? y0 : y0 + ((ys[above] - y0) * (x - x0)) / (xs[above] - x0);
}`,
    "cutsAtMost",
  ),
  sum: helper(`
function sum(values) {
  let total = 0;
  let lost = 0;
  for (const x of values) {
    const next = total + x;
    lost += Math.abs(total) >= Math.abs(x) ? total - next + x : x - next + total;
    total = next;
  }
  return total - total === 0 ? total + lost : total;
}`),
  slope: helper<"sum">(
    `
function slope(days, values) {
  const x = days.map((day) => day - days[0]);
  const centerX = sum(x) / x.length;
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const y = values.map((value) => value - least);
  const centerY = sum(y) / y.length;
  const square = sum(x.map((day) => (day - centerX) ** 2));
  if (!(square > 0)) return NaN;
  const product = sum(x.map((day, i) => (day - centerX) * (y[i] - centerY)));
  return Number.isFinite(product) ? product / square : Infinity;
}`,
    "sum",
  ),
  stepWeight: helper(`
function stepWeight(days, weights, age) {
  for (let i = 0; i < days.length; i++) if (age <= days[i]) return weights[i];
  return 0;
}`),
  // NaN for what is not finite, and 0 for -0
  finite: helper(`
function finite(x) {
  return x - x === 0 ? x + 0 : NaN;
}`),
  power: helper<"finite" | "powerOf">(
    `
function power(x, y) {
  return x !== x || y !== y ? NaN : finite(powerOf(x, y));
}`,
    "finite",
    "powerOf",
  ),
  equal: helper("function equal(x, y) {\n  return x !== x || y !== y ? NaN : x === y ? 1 : 0;\n}"),
  notEqual: helper("function notEqual(x, y) {\n  return x !== x || y !== y ? NaN : x !== y ? 1 : 0;\n}"),
  less: helper("function less(x, y) {\n  return x !== x || y !== y ? NaN : x < y ? 1 : 0;\n}"),
  lessOrEqual: helper("function lessOrEqual(x, y) {\n  return x !== x || y !== y ? NaN : x <= y ? 1 : 0;\n}"),
  not: helper("function not(x) {\n  return x !== x ? NaN : x === 0 ? 1 : 0;\n}"),
  choose: helper<"finite">(
    "function choose(x, y, z) {\n  return x !== x ? NaN : finite(x !== 0 ? y : z);\n}",
    "finite",
  ),
  round: helper<"finite">(
    "function round(x) {\n  return finite(Math.sign(x) * Math.round(Math.abs(x)));\n}",
    "finite",
  ),
  and: helper(`
function and(...all) {
  return all.includes(0) ? 0 : all.some(Number.isNaN) ? NaN : 1;
}`),
  or: helper(`
function or(...all) {
  return all.some((x) => x !== 0 && x === x) ? 1 : all.some(Number.isNaN) ? NaN : 0;
}`),
  coalesce: helper<"finite">(
    `
function coalesce(...all) {
  return finite(all.find((x) => x === x) ?? NaN);
}`,
    "finite",
  ),
};
