import type { Design } from "./designTypes";

/** Positions and values of the filled cells of a row, the intercept first; returns how many. */
export function readRow(design: Design, row: number, places: Int32Array, values: Float64Array): number {
  places[0] = 0;
  values[0] = 1;
  let filled = 1;
  for (const part of design.parts) {
    let [column, value] = [-1, 1];
    if (part.kind === "levels") {
      const place = part.places[(part.codes[row] as number) + 1] as number;
      if (place > 0) column = part.first + place - 1;
    } else {
      const number = part.values[row] as number;
      if (Number.isNaN(number) === (part.kind === "missing")) column = part.column;
      if (part.kind === "values") value = (number - part.mean) * part.inverse;
    }
    if (column === -1) continue;
    places[filled] = column + 1;
    values[filled] = value;
    filled++;
  }
  return filled;
}
