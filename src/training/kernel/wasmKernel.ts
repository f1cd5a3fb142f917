import { KERNEL_BINARY } from "./kernelBinary";
import { BLOCK_STRIDE, type Kernel } from "./kernelTypes";

/** As much of WebAssembly as is used here, which is no part of the language; absent in some hosts. */
declare const WebAssembly:
  | {
      readonly Memory: new (pages: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
    }
  | undefined;
declare const atob: (base64: string) => string;

interface Exports {
  load(column: number, bytes: number, margins: number, mean: number, inverse: number, c: number): void;
  project(columns: number, count: number, bytes: number, residuals: number, sums: number): void;
  scale(columns: number, count: number, bytes: number, roots: number): void;
  square(columns: number, count: number, bytes: number, products: number): void;
}

const PAGE = 65_536;

/**
 * The kernel in WebAssembly SIMD. Columns are copied into its memory block by block, so that it needs no more than
 * the block and the products.
 *
 * @param width - number of columns, a multiple of three
 * @returns the kernel, all zeros, or null where the host has no WebAssembly, no SIMD, no memory, or forbids it
 */
export function wasmKernel(width: number): Kernel | null {
  const starts = [0, width, width + 1, width + 2, width + 3].map((columns) => columns * BLOCK_STRIDE);
  const [columnsAt, marginsAt, residualsAt, rootsAt, sumsAt] = starts as [
    number,
    number,
    number,
    number,
    number,
  ];
  const productsAt = sumsAt + width + (width % 2);
  const opened = open(productsAt + width * width);
  if (opened === null) return null;
  const { exports, buffer } = opened;
  const view = (from: number, length: number) => new Float64Array(buffer, from * 8, length);
  const columns = view(columnsAt, width * BLOCK_STRIDE);
  const bytesOf = (rows: number) => (rows + (rows % 2)) * 8;
  return {
    width,
    columns,
    margins: view(marginsAt, BLOCK_STRIDE),
    residuals: view(residualsAt, BLOCK_STRIDE),
    roots: view(rootsAt, BLOCK_STRIDE),
    sums: view(sumsAt, width),
    products: view(productsAt, width * width),
    load(at, values, runs, rows, { mean, inverse }, coefficient) {
      const start = at * BLOCK_STRIDE;
      for (const run of runs) columns.set(values.subarray(run.from, run.from + run.rows), start + run.at);
      columns[start + rows] = mean; // the row that makes the number of rows even becomes 0
      exports.load(start * 8, bytesOf(rows), marginsAt * 8, mean, inverse, coefficient);
    },
    project(rows) {
      exports.project(0, width, bytesOf(rows), residualsAt * 8, sumsAt * 8);
    },
    square(rows) {
      exports.scale(0, width, bytesOf(rows), rootsAt * 8);
      exports.square(0, width, bytesOf(rows), productsAt * 8);
    },
  };
}

function open(numbers: number): { exports: Exports; buffer: ArrayBuffer } | null {
  try {
    if (WebAssembly === undefined) return null;
    const bytes = Uint8Array.from(atob(KERNEL_BINARY), (character) => character.charCodeAt(0));
    const memory = new WebAssembly.Memory({ initial: Math.ceil((numbers * 8) / PAGE) });
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { kernel: { memory } });
    return { exports: instance.exports as Exports, buffer: memory.buffer };
  } catch {
    return null; // not declared at all, without SIMD, forbidden, or out of memory
  }
}
