import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { seededRandom } from "../../../src/core/random";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { fitLogistic } from "../../../src/training/index";
import { makeKernel } from "../../../src/training/kernel/kernel";
import { KERNEL_BINARY } from "../../../src/training/kernel/kernelBinary";
import { BLOCK_ROWS, BLOCK_STRIDE, type Kernel } from "../../../src/training/kernel/kernelTypes";
import { plainKernel } from "../../../src/training/kernel/plainKernel";
import { wasmKernel } from "../../../src/training/kernel/wasmKernel";
import { assembleKernel } from "./assemble";

afterEach(() => vi.unstubAllGlobals());

/** Numbers of very different size, some missing. */
function numbers(random: ReturnType<typeof seededRandom>, count: number): Float64Array {
  return Float64Array.from({ length: count }, () =>
    random.next() < 0.05 ? Number.NaN : random.normal() * Math.exp(random.normal() * 3),
  );
}

/** Rows in two runs where they are enough. */
function runsOf(from: number, rows: number) {
  if (rows < 16) return [{ from, rows, at: 0 }];
  return [
    { from, rows: 8, at: 0 },
    { from: from + 8, rows: rows - 8, at: 8 },
  ];
}

/** Two blocks through a kernel: everything that it sums. */
function run(kernel: Kernel, columns: readonly Float64Array[], rows: number): number[] {
  const random = seededRandom(7);
  const margins: number[] = [];
  for (const from of [0, rows]) {
    kernel.margins.fill(0.25, 0, rows);
    kernel.columns.fill(1, 0, rows);
    columns.forEach((values, j) => {
      kernel.load(
        j + 1,
        values,
        runsOf(from, rows),
        rows,
        { mean: 0.1 * j, inverse: 1 / (1 + j) },
        0.3 - 0.2 * j,
      );
    });
    margins.push(...kernel.margins.subarray(0, rows));
    for (let i = 0; i < rows; i++) {
      kernel.residuals[i] = random.normal();
      kernel.roots[i] = random.next();
    }
    kernel.residuals[rows] = 0;
    kernel.roots[rows] = 0;
    kernel.project(rows);
    kernel.square(rows);
  }
  const lower = Array.from(kernel.products).filter(
    (_, k) => k % kernel.width <= Math.floor(k / kernel.width),
  );
  return [...margins, ...kernel.sums, ...lower];
}

describe("the kernel in WebAssembly", () => {
  it("is what kernel.wat says, assembled", async () => {
    const path = join(import.meta.dirname, "../../../src/training/kernel/kernelBinary.ts");
    expect(readFileSync(path, "utf8")).toBe(await assembleKernel());
  });

  it("stays below the 4 kB up to which browsers compile at once on the main thread", () => {
    expect(atob(KERNEL_BINARY).length).toBeLessThan(4096);
  });

  it.each([1, 2, 3, 17, 200, BLOCK_ROWS - 1, BLOCK_ROWS])(
    "gives the bits of the plain kernel, %d rows a block",
    (rows) => {
      const random = seededRandom(rows);
      const columns = [0, 1, 2, 3, 4].map(() => numbers(random, rows * 2));
      const wasm = run(wasmKernel(6) as Kernel, columns, rows);
      expect(wasm).toEqual(run(plainKernel(6), columns, rows));
      expect(wasm.every(Number.isFinite)).toBe(true);
    },
  );

  it("sums what a loop over all rows sums", () => {
    const rows = 301;
    const random = seededRandom(3);
    const columns = [0, 1, 2, 3, 4].map(() => numbers(random, rows));
    const kernel = wasmKernel(6) as Kernel;
    kernel.columns.fill(1, 0, rows);
    columns.forEach((values, j) => {
      kernel.load(j + 1, values, runsOf(0, rows), rows, { mean: 1, inverse: 2 }, 0);
    });
    const roots = Float64Array.from({ length: rows }, () => random.next());
    kernel.roots.set([...roots, 0]);
    kernel.square(rows);
    const cell = (j: number, i: number) => {
      const value = j === 0 ? 1 : ((columns[j - 1] as Float64Array)[i] as number) * 2 - 2;
      return Number.isNaN(value) ? 0 : value;
    };
    for (let a = 0; a < 6; a++) {
      for (let b = 0; b <= a; b++) {
        let [expected, size] = [0, 0];
        for (let i = 0; i < rows; i++) {
          const part = cell(a, i) * cell(b, i) * (roots[i] as number) ** 2;
          expected += part;
          size += Math.abs(part);
        }
        const actual = kernel.products[a * kernel.width + b] as number;
        expect(Math.abs(actual - expected), `${a}, ${b}`).toBeLessThanOrEqual(1e-13 * size);
      }
    }
  });

  it("reads nothing beyond the rows of a block, and leaves what it is given alone", () => {
    const values = Object.freeze([1, 2, 3]) as readonly number[];
    const column = Float64Array.from(values);
    const kernel = wasmKernel(3) as Kernel;
    kernel.load(1, column, [{ from: 0, rows: 3, at: 0 }], 3, { mean: 2, inverse: 1 }, 1);
    expect(Array.from(kernel.columns.subarray(BLOCK_STRIDE, BLOCK_STRIDE + 4))).toEqual([-1, 0, 1, 0]);
    expect(Array.from(column)).toEqual(values);
  });
});

const REFUSING = {
  Memory: class {},
  Module: class {
    constructor() {
      throw new Error("blocked by the content security policy");
    }
  },
};

describe("without WebAssembly", () => {
  it.each([
    ["no WebAssembly", { WebAssembly: undefined }],
    ["a content security policy that forbids it", { WebAssembly: REFUSING }],
    ["no atob", { atob: undefined }],
  ])("%s: the plain kernel", (_, globals) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    expect(wasmKernel(6)).toBeNull();
    const kernel = makeKernel(6, 1_000_000);
    expect(kernel.products.length).toBe(36);
    kernel.project(2);
  });

  it("small problems do not compile anything", () => {
    vi.stubGlobal("WebAssembly", REFUSING);
    expect(makeKernel(6, 100).width).toBe(6);
  });

  it.each([
    ["7,000 records, one block of rows after the other", 7_000],
    ["60,000 records, samples and gradients first", 60_000],
  ])("a fit has the same bits: %s", (_, count) => {
    const random = seededRandom(11);
    const names = Array.from({ length: 16 }, (_, j) => `x${j}`);
    const rows = Array.from({ length: count }, () => {
      const values = Object.fromEntries(
        names.map((name) => [name, random.next() < 0.01 ? null : random.normal()]),
      );
      const source = ["web", "fair", "call", null][random.integer(4)] ?? null;
      const margin = (values.x0 ?? 0) - 0.5 * (values.x1 ?? 0) + (source === "web" ? 1 : 0);
      return { ...values, source, won: random.next() < 1 / (1 + Math.exp(-margin)) };
    });
    type Row = (typeof rows)[number];
    const features = featureSet<Row>()({
      ...Object.fromEntries(names.map((name) => [name, numeric<Row>((row) => row[name as never])])),
      source: categorical<Row>((row) => row.source),
    });
    const learn = () => JSON.stringify(fitLogistic(rows, { features, outcome: (row) => row.won }));
    const fast = learn();
    vi.stubGlobal("WebAssembly", undefined);
    expect(learn()).toBe(fast);
  });
});
