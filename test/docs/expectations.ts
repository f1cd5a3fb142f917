import { expect } from "vitest";

/** The value with its typed arrays as plain ones: documents write both as `[1, 2]`. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return [...(value as Float64Array)];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** `value; // => expected` */
export function $equal(actual: unknown, expected: unknown, where: string): void {
  expect(plain(actual), where).toEqual(plain(expected));
}

const inspect: unique symbol = Symbol.for("chai/inspect");

/** A matcher of the numbers within half a unit of the last digit that is written. */
class Digits {
  readonly $$typeof = Symbol.for("jest.asymmetricMatcher");
  readonly [inspect] = () => this.toString();
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  asymmetricMatch(actual: unknown): boolean {
    const text = this.text.replaceAll("_", "").toLowerCase();
    const [mantissa = "", exponent = "0"] = text.split("e");
    const decimals = mantissa.split(".")[1]?.length ?? 0;
    const tolerance = 0.5 * 10 ** (Number(exponent) - decimals) * (1 + 1e-9);
    return typeof actual === "number" && Math.abs(actual - Number(text)) <= tolerance;
  }

  toAsymmetricMatcher(): string {
    return this.toString();
  }

  toString(): string {
    return `≈ ${this.text}`;
  }
}

/** A number in a `// ≈` comment. */
export const $digits = (text: string): Digits => new Digits(text);

/** `statement; // throws SalienceError: message`, or the beginning of the message and `…` */
export function $throws(run: () => unknown, name: string, message: string, where: string): unknown {
  const check = (error: unknown) => {
    if (!(error instanceof Error)) throw error;
    const open = message.endsWith("…");
    const length = open ? message.length - 1 : error.message.length;
    expect(`${error.name}: ${error.message.slice(0, length)}${open ? "…" : ""}`, where).toBe(
      `${name}: ${message}`,
    );
  };
  const nothing = () => {
    throw new Error(`${where}: expected ${name}: ${message}, but nothing was thrown`);
  };
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    return check(error);
  }
  return result instanceof Promise ? result.then(nothing, check) : nothing();
}
