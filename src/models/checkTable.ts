import { reject } from "../core/checks";
import type { Table } from "../core/columns";
import type { AdditiveModel } from "./types";

/**
 * Checks that a table has every feature of a model as a column of the right type and length.
 *
 * @param caller - name of the calling function
 * @param model - the model
 * @param table - the table
 * @returns the table
 * @throws SalienceError `invalid_argument` that names the column
 */
export function checkTable(caller: string, model: AdditiveModel, table: Table): Table {
  if (typeof table?.columns !== "object" || table.columns === null)
    reject(caller, "records or a table", table);
  for (const { name, type } of model.features) {
    const column = table.columns[name];
    const wanted = type === "category" ? "category" : "number";
    if (column?.type !== wanted) reject(caller, `a ${wanted} column "${name}"`, column?.type);
    const length = column.type === "number" ? column.values.length : column.codes.length;
    if (length !== table.rowCount) reject(caller, `column "${name}" of length ${table.rowCount}`, length);
  }
  return table;
}
