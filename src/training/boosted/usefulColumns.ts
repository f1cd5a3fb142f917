import type { Table } from "../../core/columns";

/** The columns of a table that can tell records apart, sorted, and why others cannot. */
export function usefulColumns(
  table: Table,
  names: readonly string[],
): { readonly names: string[]; readonly leftOut: { readonly feature: string; readonly reason: string }[] } {
  const leftOut: { feature: string; reason: string }[] = [];
  const useful = [...names].sort().filter((feature) => {
    const column = table.columns[feature] as Table["columns"][string];
    const values = column.type === "number" ? column.values : column.codes;
    const first = values[0] as number;
    if (values.some((value) => value !== first && !(Number.isNaN(value) && Number.isNaN(first)))) return true;
    const reason =
      Number.isNaN(first) || (column.type === "category" && first === -1)
        ? "it has no value"
        : "it has one value only";
    leftOut.push({ feature, reason });
    return false;
  });
  return { names: useful, leftOut };
}
