import type { FeatureSet } from "../../features/featureSet";
import { createScorer } from "../../models/createScorer";
import type { ExplanationLine } from "../../models/explanationTable";
import type { AdditiveModel } from "../../models/types";
import { scaledSql } from "./arithmetic";
import type { Dialect } from "./dialect";
import { caseOf, hint } from "./format";
import type { Column, Layers } from "./layers";
import type { Margin } from "./marginSql";
import type { ResultColumn } from "./resultSql";

/** A reason is at least this share of the strongest one: less is rounding. */
const SMALLEST_SHARE = 1e-9;

/** The columns of an explanation: the base, a contribution per line, and the strongest reasons. */
export function explainSql<Row>(
  dialect: Dialect,
  layers: Layers,
  model: AdditiveModel,
  features: FeatureSet<Row>,
  margin: Margin,
  reasons: number,
): ResultColumn[] {
  const { base, lines } = createScorer(model, features).explainAll([], { asOf: new Date(0) });
  layers.begin("salience_contributions");
  const differences = lineSql(dialect, model, margin);
  const contributions = lines.map((line, i) => {
    const reference = line.reference === 0 ? "" : ` - ${dialect.number(line.reference)}`;
    const sql = caseOf([["s.outcome <> 'rejected'", `${differences[i]}${reference}`]], null);
    return layers.define(`contribution_${i + 1}${hint(line.id)}`, sql);
  });
  const hidden = new Set(
    model.features.filter(({ visibility }) => visibility === "protected").map(({ name }) => name),
  );
  const tellable = lines.flatMap((line, i) =>
    line.kind === "cap" || line.features.some((name) => hidden.has(name)) ? [] : [i],
  );
  return [
    ["base", dialect.number(base)],
    ...contributions.map(({ sql }): ResultColumn => [sql.slice(2), sql]),
    ...reasonColumns(dialect, layers, model, lines, contributions, tellable, reasons),
  ];
}

/** What each line adds, before the reference is subtracted. */
function lineSql(dialect: Dialect, model: AdditiveModel, { sum, terms, groups }: Margin): string[] {
  const overrides = model.gates.flatMap((gate, i): [string, string][] =>
    gate.kind === "override" ? [[`s.gate = ${i + 1}`, `${dialect.number(gate.margin)} - ${sum.sql}`]] : [],
  );
  return [
    ...terms.map(({ sql }) => sql),
    ...groups.map(({ before, after }) => (before === after ? dialect.number(0) : `(${after} - ${before})`)),
    ...(overrides.length === 0 ? [] : [caseOf(overrides, dialect.number(0))]),
  ];
}

function reasonColumns(
  dialect: Dialect,
  layers: Layers,
  model: AdditiveModel,
  lines: readonly ExplanationLine[],
  contributions: readonly Column[],
  tellable: readonly number[],
  reasons: number,
): ResultColumn[] {
  const columns: ResultColumn[] = [];
  const picked: Column[] = [];
  let strongest: Column | null = null;
  for (let rank = 1; rank <= Math.min(reasons, tellable.length); rank++) {
    layers.begin("salience_reasons");
    const sizes = tellable.map((i) => {
      const size = `ABS(${contributions[i]?.sql})`;
      const taken = picked.map((column) => `${column.sql} = ${i + 1}`).join(" OR ");
      return layers.define(
        `size_${rank}_${i + 1}`,
        taken === "" ? size : caseOf([[taken, dialect.number(0)]], size),
      );
    });
    const all = sizes.map(({ sql }) => sql);
    const largest = layers.define(
      `largest_${rank}`,
      all.length === 1 ? (all[0] as string) : `GREATEST(${all.join(", ")})`,
      sizes,
    );
    strongest ??= largest;
    const enough = `${largest.sql} > ${scaledSql(dialect, SMALLEST_SHARE, strongest.sql)}`;
    const pick = caseOf(
      [
        [`NOT (${enough})`, "NULL"],
        ...tellable.map((i, k): [string, string] => [`${all[k]} = ${largest.sql}`, String(i + 1)]),
      ],
      null,
    );
    const position = layers.define(`line_${rank}`, pick, [largest]);
    picked.push(position);
    const choose = (then: (i: number) => string) =>
      caseOf(
        tellable.map((i): [string, string] => [`${position.sql} = ${i + 1}`, then(i)]),
        null,
      );
    columns.push(
      [`reason_${rank}`, choose((i) => labelSql(dialect, model, lines[i] as ExplanationLine))],
      [`reason_${rank}_id`, choose((i) => dialect.text((lines[i] as ExplanationLine).id))],
      [`reason_${rank}_contribution`, choose((i) => (contributions[i] as Column).sql)],
    );
  }
  return columns;
}

/** The label of a line; the override is told by the reason of its gate. */
function labelSql(dialect: Dialect, model: AdditiveModel, line: ExplanationLine): string {
  if (line.kind !== "override") return dialect.text(line.label);
  const reasons = model.gates.map((gate, i): [string, string] => [
    `s.gate = ${i + 1}`,
    dialect.text(gate.reason),
  ]);
  return caseOf(reasons, dialect.text(line.label));
}
