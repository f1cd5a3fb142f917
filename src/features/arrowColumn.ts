import type { ArrowType, ArrowVector, FieldColumn } from "./columnInput";

/** Type ids of the Arrow format. */
const [INTEGER, FLOAT, DECIMAL, DATE, TIMESTAMP, DICTIONARY] = [2, 3, 7, 8, 10, -1];

/**
 * A column of an Arrow table as a field's values. What a value is read as depends on its type and not on how it is
 * stored: integers of any size, floats and decimals are numbers, dates and timestamps dates. A dictionary
 * stays codes, doubles without gaps are not copied.
 *
 * @param vector - the column
 * @returns the values
 */
export function arrowColumn(vector: ArrowVector): FieldColumn {
  const { type, length } = vector;
  if (type.typeId === DICTIONARY) return dictionaryColumn(vector);
  if (type.typeId === FLOAT && vector.nullCount === 0) {
    const values = vector.toArray();
    if (values instanceof Float64Array || values instanceof Float32Array) return values; // half floats come as bits
  }
  return Array.from({ length }, (_, i) => readAs(type, vector.get(i)));
}

/** What a value of a column is read as. */
function readAs({ typeId, scale = 0 }: ArrowType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeId === INTEGER) return Number(value);
  if (typeId === DECIMAL) return decimalOf(value as Uint32Array, scale);
  if (typeId === DATE || typeId === TIMESTAMP) return new Date(Number(value));
  return value;
}

/** A decimal: an integer in words of 32 bits, the lowest first, in two's complement, of units of 10 to the −scale. */
function decimalOf(words: Uint32Array, scale: number): number {
  const bits = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  // of text, so that it is the number nearest to the decimal
  return Number(`${BigInt.asIntN(32 * words.length, bits)}e${-scale}`);
}

/** Every chunk may have a dictionary of its own: the lists of levels follow each other. */
function dictionaryColumn({ length, data }: ArrowVector): FieldColumn {
  const codes = new Int32Array(length);
  const levels: unknown[] = [];
  let at = 0;
  for (const chunk of data) {
    const { dictionary } = chunk;
    const [first, count] = [levels.length, dictionary?.length ?? 0];
    if (dictionary) for (let k = 0; k < count; k++) levels.push(readAs(dictionary.type, dictionary.get(k)));
    for (let k = 0; k < chunk.length; k++) {
      const code = Number(chunk.values[k]);
      // a code beyond its dictionary must not meet a level of the next one
      codes[at++] = !chunk.getValid(k) ? -1 : code >= 0 && code < count ? first + code : NO_LEVEL;
    }
  }
  return { codes, levels };
}

/** A code that no list of levels is long enough for. */
const NO_LEVEL = 2 ** 31 - 1;
