import type { Column } from "../../src/core/columns";
import { uniform } from "./support";

/**
 * Made-up opportunities: counts of days that move together and whose difference matters, amounts of which some are
 * round, few levels, strong effects. 10 columns, or 14.
 */
export function makeOpportunities(rows: number, columnCount: 10 | 14) {
  const next = uniform(3);
  const normal = () => (next() + next() + next() + next() - 2) * Math.sqrt(3);
  const column = (make: (i: number) => number) => Float64Array.from({ length: rows }, (_, i) => make(i));
  const level = (count: number) => column(() => Math.floor(count * next() * next()));
  const waiting = (mean: number) => Math.floor(-mean * Math.log(1 - next()));
  const qualified = column(() => waiting(12));
  const closing = column((i) => at(qualified, i) + (next() < 0.6 ? 0 : waiting(4)));
  const inStage = column(() => Math.min(210, Math.max(0, Math.floor(45 + 30 * normal()))));
  const round = () => 5000 * Math.round(Math.exp(10.5 + normal()) / 5000);
  const amount = column(() => (next() < 0.35 ? round() : Math.round(Math.exp(10.5 + 1.2 * normal()))));
  const changes = column(() => Math.max(1, Math.round(3 + 1.8 * normal())));
  const [product, region, route, size, rivals, past] = [11, 7, 5, 5, 3, 5].map(level) as Six;
  const shares = [1.5, 3, 2].map((power) => column(() => Math.round(1e6 * next() ** power) / 1e6));
  const [first, second, third] = shares as [Float64Array, Float64Array, Float64Array];
  const effects = column(() => 0.6 * normal());
  const effect = (from: number, codes: Float64Array, i: number) => at(effects, from + at(codes, i));
  const wide = (i: number) =>
    1.5 * at(first, i) - at(second, i) + Math.sin(4 * at(third, i)) + effect(150, past, i);
  const marginOf = (i: number) => {
    const days = 1.2 * Math.log1p(at(qualified, i)) + 1.5 * Math.min(3, at(closing, i) - at(qualified, i));
    const steps = (at(closing, i) > 20 ? 1.2 : 0) + (at(amount, i) % 25_000 === 0 ? 1.5 : 0);
    const lines =
      -0.02 * at(inStage, i) - 0.35 * Math.log1p(at(amount, i)) + 0.3 * Math.min(6, at(changes, i));
    const levels =
      effect(0, product, i) + effect(20, region, i) + effect(30, route, i) + effect(50, rivals, i);
    const pairs = at(inStage, i) > 40 === at(qualified, i) > 10 ? 0.6 : -0.6;
    const cells = at(effects, 60 + at(route, i) * 11 + at(product, i)) + 0.5 * effect(40, size, i);
    return days + steps + lines + levels + pairs + cells - 1 + (columnCount === 14 ? wide(i) : 0);
  };
  const outcomes = Uint8Array.from({ length: rows }, (_, i) =>
    Number(next() < 1 / (1 + Math.exp(-marginOf(i)))),
  );
  const more = { first, second, third, past };
  const numbers = { qualified, closing, inStage, amount, changes, ...(columnCount === 14 ? more : {}) };
  const columns: Record<string, Column> = { ...categories({ product, region, route, size, rivals }) };
  for (const [name, values] of Object.entries(numbers)) columns[name] = { type: "number", values };
  return { columns, outcomes };
}

type Six = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

function at(values: Float64Array, i: number): number {
  return values[i] as number;
}

function categories(lists: Readonly<Record<string, Float64Array>>): Record<string, Column> {
  const entries = Object.entries(lists).map(([name, codes]): [string, Column] => {
    const levels = Array.from({ length: 11 }, (_, k) => `level ${k}`);
    return [name, { type: "category", codes: Int32Array.from(codes), levels }];
  });
  return Object.fromEntries(entries);
}
