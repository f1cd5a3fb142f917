import type { Dialect } from "./dialect";
import { indent } from "./format";

/** A column of an earlier layer: how to refer to it, and the layer that has it. */
export interface Column {
  readonly sql: string;
  readonly layer: number;
}

/** A common table expression: its name and its query. */
export type NamedQuery = readonly [name: string, query: string];

interface Layer {
  readonly name: string;
  readonly columns: string[];
  readonly joins: string;
  /** Queries that the joins refer to. */
  readonly before: readonly NamedQuery[];
}

/**
 * A chain of common table expressions. Each passes on all columns of the one before and adds its own, so that an
 * expression that is used more than once gets a name.
 */
export interface Layers {
  /** The name of the last layer. */
  readonly last: () => string;
  /** A column of the table itself, on one line; equal expressions are one column. */
  readonly source: (hint: string, sql: string) => Column;
  /** A new layer begins with the next column; it sees all columns before. */
  readonly begin: (name: string) => void;
  /** Adds a column; `reads` are the columns of the same stage that it refers to. */
  readonly define: (name: string, sql: string, reads?: readonly Column[]) => Column;
  /** Adds a column, or gives the one that was shared before with the same SQL. */
  readonly share: (name: string, sql: string, reads?: readonly Column[]) => Column;
  /** A layer that joins other queries. */
  readonly join: (name: string, joins: string, before: readonly NamedQuery[]) => void;
  /** The queries, in order. */
  readonly queries: () => NamedQuery[];
}

export function createLayers(dialect: Dialect, name: string, from: string): Layers {
  const layers: Layer[] = [{ name, columns: [], joins: "", before: [] }];
  const sources = new Map<string, Column>();
  let floor = 1;
  let stage = name;
  const last = () => (layers[layers.length - 1] as Layer).name;
  const push = (wanted: string, joins = "", before: readonly NamedQuery[] = []) => {
    const isTaken = (name: string) => layers.some((layer) => layer.name === name);
    let name = wanted;
    for (let i = 2; isTaken(name); i++) name = `${wanted}_${i}`;
    layers.push({ name, columns: [], joins, before });
  };

  const source = (hint: string, sql: string) => {
    const known = sources.get(sql);
    if (known !== undefined) return known;
    const column = `c${sources.size + 1}${hint}`;
    (layers[0] as Layer).columns.push(`${sql} AS ${column}`);
    sources.set(sql, { sql: `s.${column}`, layer: 0 });
    return sources.get(sql) as Column;
  };

  const define = (column: string, sql: string, reads: readonly Column[] = []) => {
    const layer = Math.max(floor, ...reads.map((read) => read.layer + 1));
    if (layer === layers.length) push(stage);
    (layers[layer] as Layer).columns.push(`${sql} AS ${column}`);
    return { sql: `s.${column}`, layer };
  };

  const shared = new Map<string, Column>();
  const share: Layers["share"] = (column, sql, reads) => {
    const known = shared.get(sql) ?? define(column, sql, reads);
    shared.set(sql, known);
    return known;
  };

  const begin = (name: string) => {
    floor = layers.length;
    stage = name;
  };

  const join = (name: string, joins: string, before: readonly NamedQuery[]) => {
    push(name, joins, before);
    begin(name);
    floor = layers.length - 1;
  };

  return { last, source, begin, define, share, join, queries: () => render(dialect, layers, from) };
}

function render(dialect: Dialect, layers: readonly Layer[], from: string): NamedQuery[] {
  return layers.flatMap((layer, i): NamedQuery[] => {
    if (i === 0) return [[layer.name, `SELECT\n${list(layer.columns)}\nFROM ${from}`]];
    const columns = list(["s.*", ...layer.columns]);
    const parts = [
      `SELECT\n${columns}`,
      `FROM ${(layers[i - 1] as Layer).name} AS s`,
      layer.joins,
      dialect.fence(columns),
    ];
    return [...layer.before, [layer.name, parts.filter(Boolean).join("\n")]];
  });
}

/** Columns one below the other. */
export function list(columns: readonly string[]): string {
  return columns.map((column) => `  ${indent(column)}`).join(",\n");
}
