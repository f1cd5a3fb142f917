import { reject } from "../../core/checks";
import type { Column, NumberColumn, Table } from "../../core/columns";

/**
 * The rows of a table at given positions, as a new table. O(positions · columns).
 *
 * @param table - the table
 * @param index - positions, in the order wanted
 * @returns a table with one row per position
 * @throws SalienceError `invalid_argument` for what is no position of a row
 *
 * @example
 * ```ts
 * import { numberColumn, selectRows, table } from "salience";
 * const visits = table({ visits: numberColumn([3, 8, 5]) });
 * selectRows(visits, [2, 0]).columns.visits; // => { type: "number", values: Float64Array.of(5, 3) }
 * ```
 */
export function selectRows(table: Table, index: ArrayLike<number>): Table {
  if (typeof table?.columns !== "object" || table.columns === null) reject("selectRows", "a table", table);
  if (typeof index?.length !== "number") reject("selectRows", "a list of positions", index);
  for (let i = 0; i < index.length; i++) {
    const position = index[i] as number;
    if (!(Number.isInteger(position) && position >= 0 && position < table.rowCount)) {
      reject("selectRows", `positions from 0 to ${table.rowCount - 1}`, position);
    }
  }
  const take = <T extends Float64Array | Int32Array>(source: T, target: T): T => {
    for (let i = 0; i < index.length; i++) target[i] = source[index[i] as number] as number;
    return target;
  };
  const numbers = (source: Float64Array) => take(source, new Float64Array(index.length));
  const ownOf = ({ originals }: NumberColumn) => (originals ? { originals: numbers(originals) } : {});
  const select = (column: Column): Column =>
    column.type === "number"
      ? { type: "number", values: numbers(column.values), ...ownOf(column) }
      : { ...column, codes: take(column.codes, new Int32Array(index.length)) };
  const columns = Object.entries(table.columns).map(([name, column]) => [name, select(column)] as const);
  return { rowCount: index.length, columns: Object.fromEntries(columns) };
}
