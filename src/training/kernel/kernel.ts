import { type Kernel, TILE } from "./kernelTypes";
import { plainKernel } from "./plainKernel";
import { wasmKernel } from "./wasmKernel";

const SMALL = 50_000;

/**
 * The faster kernel that the host allows: WebAssembly where it exists, has SIMD and is not forbidden by a content
 * security policy, and where there are enough numbers to be worth half a millisecond of compiling.
 *
 * @param columns - number of columns, the intercept included
 * @param rowCount - rows that it will see
 * @returns the kernel, all zeros
 */
export function makeKernel(columns: number, rowCount: number): Kernel {
  const width = Math.ceil(columns / TILE) * TILE;
  return (columns * rowCount < SMALL ? null : wasmKernel(width)) ?? plainKernel(width);
}
