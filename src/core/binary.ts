/** Room for one number and its bits. Nothing is kept in it between calls. */
const SCRATCH = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

/** Whether the lowest byte of a number comes first in memory. */
export const IS_LITTLE_ENDIAN: boolean = /* @__PURE__ */ isLowestByteFirst();

function isLowestByteFirst(): boolean {
  return new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
}

/** 2^n for a whole n from −1022 to 1023, from its bits: exact by construction. */
export function powerOfTwo(n: number): number {
  SCRATCH.setUint32(0, (n + 1023) << 20);
  SCRATCH.setUint32(4, 0);
  return SCRATCH.getFloat64(0);
}

/** The n with 2^n ≤ x < 2^(n + 1), for a positive x that is neither subnormal nor infinite. */
export function binaryExponent(x: number): number {
  SCRATCH.setFloat64(0, x);
  return (SCRATCH.getUint32(0) >>> 20) - 1023;
}

/** x / 2^n, in [1, 2), with n the {@link binaryExponent} of x. */
export function significand(x: number): number {
  SCRATCH.setFloat64(0, x);
  SCRATCH.setUint32(0, (SCRATCH.getUint32(0) & 0xfffff) | 0x3ff00000);
  return SCRATCH.getFloat64(0);
}
