import { reject } from "../../../core/checks";
import type { Dialect } from "../dialect";
import type { FeatureSql } from "../extractors/types";
import { caseOf, hint } from "../format";
import { createInputs } from "../inputs";
import { type Column, createLayers, type Layers, list, type NamedQuery } from "../layers";
import { finiteTest } from "../numbers";
import { type EventSettings, quoteName, type Settings } from "../settings";
import type { EventFeature } from "./eventFeature";
import { markEvents } from "./markEvents";
import { type Measure, measureOf } from "./measures";

/** The records that events are joined to. */
export interface EventTarget {
  readonly layers: Layers;
  readonly keys: readonly Column[];
  /** Milliseconds: a literal or a column. */
  readonly asOf: { readonly sql: string; readonly column: Column | null };
}

/** Joins, to every record, the totals of its events in each table of events. Gives the features by name. */
export function joinEvents(
  settings: Settings,
  target: EventTarget,
  features: readonly EventFeature[],
): ReadonlyMap<string, FeatureSql> {
  const fields = [...new Set(features.map(({ definition }) => definition.field))];
  const tables = fields.map((field, i) => {
    const own = features.filter(({ definition }) => definition.field === field);
    const table = settings.events.get(field);
    if (table === undefined) {
      const wanted = `events[${JSON.stringify(field)}] to name the table of the events that feature "${own[0]?.name}" reads`;
      return reject("toSql", wanted, undefined, "invalid_configuration");
    }
    return totalsOf(settings.dialect, table, target, own, field, i + 1);
  });
  if (tables.length === 0) return new Map();
  const { layers } = target;
  const joins = tables.map(({ join }) => join).join("\n");
  layers.join(
    "salience_joined",
    joins,
    tables.flatMap(({ queries }) => queries),
  );
  const totals = tables.flatMap((table) => table.features.map((feature) => ({ table, feature })));
  const named = totals.map(({ table, feature }) => {
    const total = (name: string) =>
      layers.define(`${name}${feature.hint}`, `${table.alias}.${name}${feature.hint}`);
    const columns = new Map(
      ["bad", ...Object.keys(feature.measure.totals)].map((name) => [name, total(name)]),
    );
    return { table, feature, columns };
  });
  const present = new Map(
    tables.map((table) => [table, layers.define(`present_${table.alias}`, `${table.alias}.present`)]),
  );
  layers.begin("salience_inputs");
  return new Map(
    named.map(({ table, feature, columns }) => {
      const sqlOf = (name: string) => (columns.get(name) as Column).sql;
      const { measure } = feature;
      const known = table.withoutRows === "empty" ? null : `${present.get(table)?.sql} IS NULL`;
      const value = measure.value(sqlOf);
      const x = layers.define(`x${feature.hint}`, known === null ? value : caseOf([[known, "NULL"]], value));
      const rejected = [`${sqlOf("bad")} = 1`, `NOT (${finiteTest(settings.dialect, x.sql)})`];
      return [
        feature.name,
        { value: x.sql, rejected, beforeLog: null, exact: measure.exact, hasText: false },
      ] as const;
    }),
  );
}

interface Totals {
  readonly alias: string;
  readonly join: string;
  readonly queries: readonly NamedQuery[];
  readonly withoutRows: EventSettings["withoutRows"];
  readonly features: readonly (EventFeature & { readonly measure: Measure })[];
}

/** The totals of one table of events, a row per record. */
function totalsOf(
  dialect: Dialect,
  settings: EventSettings,
  target: EventTarget,
  features: readonly EventFeature[],
  field: string,
  position: number,
): Totals {
  const name = `salience_events_${position}`;
  const alias = `e${position}`;
  const instant = target.asOf.column;
  const quoted = settings.key.map(
    (key) => `t.${quoteName(dialect, `events[${JSON.stringify(field)}].key`, key)}`,
  );
  const layers = createLayers(dialect, name, fromSql(settings.table, target, quoted));
  const inputs = createInputs(dialect, layers, settings.columns, `events[${JSON.stringify(field)}].columns`);
  const keys = quoted.map((key, i) => layers.source(hint(settings.key[i] as string), key));
  const asOf = instant === null ? null : layers.source("_as_of", "r.as_of");
  const hasGrowth = features.some(({ definition }) => definition.extractor === "growth");
  const order =
    settings.order === null || !hasGrowth ? null : layers.source("_order", `t.${settings.order}`).sql;
  const identity = [...keys, ...(asOf === null ? [] : [asOf])];
  const marks = markEvents({ dialect, layers, inputs }, name, features, asOf?.sql ?? target.asOf.sql);
  layers.begin(`${name}_windows`);
  const names = identity.map((column) => column.sql);
  const partition = names.map((name) => (name === asOf?.sql ? dialect.partition(name) : name)).join(", ");
  const measured = features.map((feature, i) => {
    const { marked, bad } = marks[i] as (typeof marks)[number];
    const measure = measureOf(
      { dialect, layers, hint: feature.hint, partition, order },
      feature.definition,
      marked,
    );
    return { ...feature, measure, bad };
  });
  const columns = [
    ...identity.map((column, i) => `${column.sql} AS i${i + 1}`),
    `${dialect.nullable("1")} AS present`,
    ...measured.flatMap(({ measure, bad, hint }) => [
      `MAX(${bad.sql}) AS bad${hint}`,
      ...Object.entries(measure.totals).map(([total, sql]) => `${dialect.nullable(sql)} AS ${total}${hint}`),
    ]),
  ];
  const totals = `SELECT\n${list(columns)}\nFROM ${layers.last()} AS s\nGROUP BY ${names.join(", ")}`;
  const outer = [...target.keys, ...(instant === null ? [] : [instant])];
  const on = outer.map((column, i) => `${alias}.i${i + 1} = ${column.sql}`).join(" AND ");
  return {
    alias,
    join: `LEFT JOIN ${name}_totals AS ${alias} ON ${on}`,
    queries: [...layers.queries(), [`${name}_totals`, totals]],
    withoutRows: settings.withoutRows,
    features: measured,
  };
}

/** Events, with the instant of their record where there is one per record. */
function fromSql(table: string, { layers, keys, asOf }: EventTarget, quoted: readonly string[]): string {
  if (asOf.column === null) return `${table} AS t`;
  const columns = keys.map((key, i) => `${key.sql} AS i${i + 1}`).join(", ");
  const on = quoted.map((key, i) => `r.i${i + 1} = ${key}`).join(" AND ");
  return [
    `${table} AS t`,
    `JOIN (SELECT DISTINCT ${columns}, ${asOf.sql} AS as_of FROM ${layers.last()} AS s) AS r ON ${on}`,
  ].join("\n");
}
