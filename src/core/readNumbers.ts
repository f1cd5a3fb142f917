import { checkNumber, reject } from "./checks";

/** What a column of numbers is called in errors, and what its numbers may be. */
export interface NumberKind {
  readonly name: string;
  /** The smallest number allowed, −Infinity by default: any finite one. */
  readonly low?: number;
  /** The largest number allowed, Infinity by default: any finite one. */
  readonly high?: number;
}

/** Checks that a value is an array or can be read like one; text cannot. */
export function checkColumn<T>(caller: string, name: string, column: ArrayLike<T>): ArrayLike<T> {
  const length: unknown = typeof column === "object" && column !== null ? column.length : undefined;
  if (typeof length === "number" && Number.isInteger(length) && length >= 0 && length < 2 ** 32)
    return column;
  return reject(caller, `${name} to be an array of numbers`, column);
}

/**
 * A column of finite numbers, checked, as long as another one if that is given. It may be the caller's own array:
 * nothing may write to it.
 */
export function readNumbers(
  caller: string,
  kind: NumberKind,
  column: ArrayLike<number>,
  like?: { readonly name: string; readonly length: number },
): Float64Array {
  const { name, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = kind;
  const { length } = checkColumn(caller, name, column);
  if (like !== undefined && length !== like.length) {
    reject(caller, `${name} of length ${like.length}, as ${like.name}`, length);
  }
  const check = (value: unknown, i: number) => checkNumber(caller, `${name}[${i}]`, value, low, high);
  // a loop that only ever meets one kind of array is several times as fast
  const numbers = column instanceof Float64Array ? column : copyNumbers(column, check);
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number;
    if (!(Number.isFinite(value) && value >= low && value <= high)) check(value, i);
  }
  return numbers;
}

/** A copy as Float64Array; `fail` gets what is not a number. */
export function copyNumbers(
  column: ArrayLike<number>,
  fail: (value: unknown, i: number) => void,
): Float64Array {
  const copy = new Float64Array(column.length);
  for (let i = 0; i < copy.length; i++) {
    const value = column[i] as number;
    if (typeof value !== "number") fail(value, i);
    copy[i] = value;
  }
  return copy;
}
