import type { FlagDefinition } from "../../../features/definitions";
import { caseOf } from "../format";
import { noNumber } from "../numbers";
import type { SqlColumnType } from "../types";
import { type Extraction, type FeatureSql, plain } from "./types";

/** 1 or 0: a boolean, or one of the listed values; any other value rejects the record. */
export function flagSql({ dialect, inputs, feature }: Extraction, definition: FlagDefinition): FeatureSql {
  const n = dialect.number;
  const { type, column } = inputs.read(feature, definition.field, expectedTypes(definition));
  if (type === "boolean") {
    const value = caseOf(
      [
        [column.sql, n(1)],
        [`NOT (${column.sql})`, n(0)],
      ],
      null,
    );
    return plain(value, []);
  }
  const literals = (values: readonly (string | number)[]) =>
    values.flatMap((value) =>
      type === "text"
        ? typeof value === "string"
          ? [dialect.text(value)]
          : []
        : typeof value === "number"
          ? [n(value)]
          : [],
    );
  const [yes, no] = [literals(definition.trueValues), literals(definition.falseValues)];
  const branches: [string, string][] = [];
  if (yes.length > 0) branches.push([dialect.isIn(column.sql, yes), n(1)]);
  if (no.length > 0) branches.push([dialect.isIn(column.sql, no), n(0)]);
  const known = [...yes, ...no, ...literals(definition.missing)];
  if (known.length === 0) return plain(noNumber(dialect), [`${column.sql} IS NOT NULL`]);
  return plain(branches.length === 0 ? noNumber(dialect) : caseOf(branches, null), [
    `NOT (${dialect.isIn(column.sql, known)})`,
  ]);
}

function expectedTypes({ trueValues, falseValues, missing }: FlagDefinition): readonly SqlColumnType[] {
  const listed = [...trueValues, ...falseValues, ...missing];
  if (listed.some((value) => typeof value === "string")) return ["text", "number", "boolean"];
  return listed.length > 0 ? ["number", "text", "boolean"] : ["boolean", "text", "number"];
}
