import { BLOCK_STRIDE, type Kernel, TILE } from "./kernelTypes";

/**
 * The kernel in plain JavaScript: what kernel.wat does, with the lanes of its sums one after the other.
 *
 * @param width - number of columns, a multiple of three
 * @returns the kernel, all zeros
 */
export function plainKernel(width: number): Kernel {
  const columns = new Float64Array(width * BLOCK_STRIDE);
  const [margins, residuals, roots] = [0, 1, 2].map(() => new Float64Array(BLOCK_STRIDE)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const sums = new Float64Array(width);
  const products = new Float64Array(width * width);
  return {
    width,
    columns,
    margins,
    residuals,
    roots,
    sums,
    products,
    load(at, values, runs, _rows, { mean, inverse }, coefficient) {
      const start = at * BLOCK_STRIDE;
      for (const run of runs) {
        loadRun(values, run.from, run.rows, columns, start, margins, run.at, mean, inverse, coefficient);
      }
    },
    project(rows) {
      for (let j = 0; j < width; j += TILE) addSums(columns, j, residuals, rows, sums);
    },
    square(rows) {
      for (let j = 0; j < width; j++) scaleColumn(columns, j * BLOCK_STRIDE, rows, roots);
      addProducts(columns, rows, products, width);
    },
  };
}

// The loops are functions of their own and no closures: V8 then optimises each once, for all kernels.

function loadRun(
  values: Float64Array,
  from: number,
  rows: number,
  columns: Float64Array,
  start: number,
  margins: Float64Array,
  at: number,
  mean: number,
  inverse: number,
  coefficient: number,
): void {
  const end = at + rows;
  let i = from;
  let k = at;
  for (; k + 1 < end; i += 2, k += 2) {
    const first = ((values[i] as number) - mean) * inverse;
    const second = ((values[i + 1] as number) - mean) * inverse;
    const a = Number.isNaN(first) ? 0 : first;
    const b = Number.isNaN(second) ? 0 : second;
    columns[start + k] = a;
    columns[start + k + 1] = b;
    margins[k] = (margins[k] as number) + coefficient * a;
    margins[k + 1] = (margins[k + 1] as number) + coefficient * b;
  }
  if (k === end) return;
  const last = ((values[i] as number) - mean) * inverse;
  const a = Number.isNaN(last) ? 0 : last;
  columns[start + k] = a;
  margins[k] = (margins[k] as number) + coefficient * a;
}

function scaleColumn(columns: Float64Array, start: number, rows: number, roots: Float64Array): void {
  for (let i = 0; i < rows; i++) columns[start + i] = (columns[start + i] as number) * (roots[i] as number);
}

function addProducts(columns: Float64Array, rows: number, products: Float64Array, width: number): void {
  for (let i = 0; i < width; i += TILE) {
    for (let j = 0; j <= i; j += TILE) {
      addTile(columns, i, j, 0, rows, products, width);
      addTile(columns, i, j, 1, rows, products, width);
    }
  }
}

/** Adds the sums of three columns times the residuals. After an odd number of rows comes a residual of 0. */
function addSums(
  block: Float64Array,
  j: number,
  residuals: Float64Array,
  rows: number,
  out: Float64Array,
): void {
  let x0 = 0;
  let y0 = 0;
  let z0 = 0;
  let x1 = 0;
  let y1 = 0;
  let z1 = 0;
  for (let i = 0, a = j * BLOCK_STRIDE; i < rows; i += 2, a += 2) {
    const even = residuals[i] as number;
    const odd = residuals[i + 1] as number;
    x0 += (block[a] as number) * even;
    x1 += (block[a + 1] as number) * odd;
    y0 += (block[a + BLOCK_STRIDE] as number) * even;
    y1 += (block[a + BLOCK_STRIDE + 1] as number) * odd;
    z0 += (block[a + 2 * BLOCK_STRIDE] as number) * even;
    z1 += (block[a + 2 * BLOCK_STRIDE + 1] as number) * odd;
  }
  out[j] = (out[j] as number) + x0 + x1;
  out[j + 1] = (out[j + 1] as number) + y0 + y1;
  out[j + 2] = (out[j + 2] as number) + z0 + z1;
}

/** Adds the products of three columns with three columns, over the even or the odd rows: all sums in registers. */
function addTile(
  block: Float64Array,
  i: number,
  j: number,
  parity: number,
  rows: number,
  out: Float64Array,
  width: number,
): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  let s8 = 0;
  const end = i * BLOCK_STRIDE + rows;
  for (let a = i * BLOCK_STRIDE + parity, b = j * BLOCK_STRIDE + parity; a < end; a += 2, b += 2) {
    const x = block[a] as number;
    const y = block[a + BLOCK_STRIDE] as number;
    const z = block[a + 2 * BLOCK_STRIDE] as number;
    const u = block[b] as number;
    const v = block[b + BLOCK_STRIDE] as number;
    const w = block[b + 2 * BLOCK_STRIDE] as number;
    s0 += x * u;
    s1 += x * v;
    s2 += x * w;
    s3 += y * u;
    s4 += y * v;
    s5 += y * w;
    s6 += z * u;
    s7 += z * v;
    s8 += z * w;
  }
  let at = i * width + j;
  out[at] = (out[at] as number) + s0;
  out[at + 1] = (out[at + 1] as number) + s1;
  out[at + 2] = (out[at + 2] as number) + s2;
  at += width;
  out[at] = (out[at] as number) + s3;
  out[at + 1] = (out[at + 1] as number) + s4;
  out[at + 2] = (out[at + 2] as number) + s5;
  at += width;
  out[at] = (out[at] as number) + s6;
  out[at + 1] = (out[at + 1] as number) + s7;
  out[at + 2] = (out[at + 2] as number) + s8;
}
