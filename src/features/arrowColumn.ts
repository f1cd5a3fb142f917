import type { ArrowVector, FieldColumn } from "./columnInput";

/** Type ids of the Arrow format. */
const [INTEGER, FLOAT, DATE, TIMESTAMP, DICTIONARY] = [2, 3, 8, 10, -1];

/**
 * A column of an Arrow table as a field's values: dictionary codes stay codes, numbers without gaps are not copied,
 * dates and timestamps become dates, 64-bit integers numbers.
 *
 * @param vector - the column
 * @returns the values
 */
export function arrowColumn(vector: ArrowVector): FieldColumn {
  const { typeId } = vector.type;
  if (typeId === DICTIONARY) return dictionaryColumn(vector);
  if (typeId === FLOAT && vector.nullCount === 0) return vector.toArray();
  const toValue = (value: unknown) => {
    if (value === null) return null;
    if (typeId === INTEGER) return Number(value);
    if (typeId === DATE || typeId === TIMESTAMP) return new Date(Number(value));
    return value;
  };
  return Array.from({ length: vector.length }, (_, i) => toValue(vector.get(i)));
}

/** Every chunk may have a dictionary of its own: the lists of levels follow each other. */
function dictionaryColumn({ length, data }: ArrowVector): FieldColumn {
  const codes = new Int32Array(length);
  const levels: string[] = [];
  let at = 0;
  for (const chunk of data) {
    const first = levels.length;
    for (let k = 0; k < (chunk.dictionary?.length ?? 0); k++) levels.push(chunk.dictionary?.get(k) as string);
    for (let k = 0; k < chunk.length; k++) {
      codes[at++] = chunk.getValid(k) ? first + Number(chunk.values[k]) : -1;
    }
  }
  return { codes, levels };
}
