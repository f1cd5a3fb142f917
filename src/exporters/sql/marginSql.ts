import type { AdditiveModel } from "../../models/types";
import { mayOverflow } from "../mayOverflow";
import type { Dialect } from "./dialect";
import { caseOf, hint } from "./format";
import type { Column, Layers } from "./layers";
import type { FeatureOf } from "./sqlFeature";
import { termSql } from "./termSql";

/** A sum of more parts than this becomes several columns: databases limit how deep an expression is nested. */
const MOST_PARTS = 100;

/** The sum of a model, and the columns of its parts. */
export interface Margin {
  /** The capped sum before overrides. */
  readonly sum: Column;
  /** A column per term. */
  readonly terms: readonly Column[];
  /** Per group its sum before and after the cap. */
  readonly groups: readonly { readonly before: string; readonly after: string }[];
  /** The sums that may not be finite: of all, and of groups before their caps. */
  readonly sums: readonly Column[];
}

/** Adds the terms up in their order, as the scorer does, so that the bits are the same. */
export function marginSql(
  dialect: Dialect,
  layers: Layers,
  featureOf: FeatureOf,
  model: AdditiveModel,
): Margin {
  const n = dialect.number;
  layers.begin("salience_terms");
  const terms = model.terms.map((term, i) =>
    layers.define(`t${i + 1}${hint(term.id)}`, termSql(dialect, featureOf, term)),
  );
  layers.begin("salience_sums");
  const inner = (group: string | null) => terms.filter((_, i) => model.terms[i]?.group === group);
  const capped = new Map<string | null, Column[]>();
  const sums: Column[] = [];
  const groups = model.groups.map((group, i) => {
    const parts = [...inner(group.id), ...(capped.get(group.id) ?? [])];
    const before = addUp(dialect, layers, `g${i + 1}${hint(group.id)}`, 0, parts);
    const branches: [string, string][] = [];
    if (group.minimum !== null) branches.push([`${before.sql} < ${n(group.minimum)}`, n(group.minimum)]);
    if (group.maximum !== null) branches.push([`${before.sql} > ${n(group.maximum)}`, n(group.maximum)]);
    const cap = () => layers.define(`k${i + 1}${hint(group.id)}`, caseOf(branches, before.sql), [before]);
    const after = branches.length === 0 ? before : cap();
    if (branches.length > 0) sums.push(before);
    capped.set(group.group, [...(capped.get(group.group) ?? []), after]);
    return { before: before.sql, after: after.sql };
  });
  const parts = [...inner(null), ...(capped.get(null) ?? [])];
  const sum = addUp(dialect, layers, "total", model.intercept, parts);
  return { sum, terms, groups, sums: mayOverflow(model) ? [...sums, sum] : [] };
}

function addUp(
  dialect: Dialect,
  layers: Layers,
  name: string,
  start: number,
  parts: readonly Column[],
): Column {
  let total: Column | null = null;
  for (let i = 0; i === 0 || i < parts.length; i += MOST_PARTS) {
    const some = parts.slice(i, i + MOST_PARTS);
    const first =
      total === null ? (start === 0 && some.length > 0 ? [] : [dialect.number(start)]) : [total.sql];
    const sql: string = [...first, ...some.map((part) => part.sql)].join(" + ");
    const reads: Column[] = total === null ? [...some] : [...some, total];
    total = layers.define(i + MOST_PARTS < parts.length ? `${name}_${i / MOST_PARTS + 1}` : name, sql, reads);
  }
  return total as Column;
}
