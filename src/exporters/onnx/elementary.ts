import type { Graph, Operand, Value } from "./graph";

// ln 2 in two parts, the first with zeros at its end, so that small multiples of it are exact
const LN2_HIGH = 6.931_471_803_691_238e-1;
const LN2_LOW = 1.908_214_929_270_587_7e-10;
const COEFFICIENTS = [
  6.666_666_666_666_735e-1, 3.999_999_999_940_942e-1, 2.857_142_874_366_239e-1, 2.222_219_843_214_978_4e-1,
  1.818_357_216_161_805e-1, 1.531_383_769_920_937_3e-1, 1.479_819_860_511_658_6e-1,
] as const;

/**
 * e^x by the steps of fdlibm, which JavaScript engines use: the runtime's own `Exp` may differ in the last digit, and
 * then a score that lies on a cut would fall on the other side of it.
 *
 * @param g - the graph
 * @param x - a value of type double
 * @returns the same double as `Math.exp`
 */
export function expNodes(g: Graph, x: Value): Value {
  const { add, sub, mul, div, where, less, pow2 } = arithmetic(g);
  const size = g.op("Abs", x);
  // x = k · ln 2 + r with |r| at most about ln 2 / 2
  const rounded = g.op("Floor", add(mul(size, Math.LOG2E), 0.5));
  const steps = where(
    less(size, highWord(0x3fd62e43)),
    0,
    where(less(size, highWord(0x3ff0a2b2)), 1, rounded),
  );
  const k = mul(g.op("Sign", x), steps);
  const high = sub(x, mul(k, LN2_HIGH));
  const low = mul(k, LN2_LOW);
  const r = sub(high, low);
  const t = mul(r, r);
  const polynomial = horner(
    g,
    t,
    [
      1.666_666_666_666_660_2e-1, -2.777_777_777_701_559_3e-3, 6.613_756_321_437_934e-5,
      -1.653_390_220_546_525_2e-6, 4.138_136_797_057_238_5e-8,
    ],
  );
  const c = sub(r, mul(t, polynomial));
  const y = sub(1, sub(sub(low, div(mul(r, c), sub(2, c))), high));
  // two factors, since 2^k itself may be out of range
  const tiny = less(k, -1021);
  const first = pow2(where(tiny, add(k, 1000), g.op("Min", k, 1023)));
  const second = where(tiny, 2 ** -1000, where(g.op("Equal", k, 1024), 2, 1));
  const general = mul(mul(y, first), second);
  const small = where(less(size, 2 ** -28), add(1, x), where(g.op("Equal", x, 1), Math.E, general));
  const inRange = where(less(x, -7.451_332_191_019_411e2), 0, small);
  return where(less(7.097_827_128_933_84e2, x), Number.POSITIVE_INFINITY, inRange);
}

/**
 * The logistic function, with the two branches of `expit`.
 *
 * @param g - the graph
 * @param x - a value of type double
 * @returns the same double as `expit`
 */
export function expitNodes(g: Graph, x: Value): Value {
  const isUsual = g.op("Greater", x, -700);
  const e = expNodes(g, g.op("Where", isUsual, g.op("Neg", x), x));
  return g.op("Div", g.op("Where", isUsual, 1, e), g.op("Add", 1, e));
}

/**
 * ln(x) by the steps of fdlibm, as {@link expNodes}.
 *
 * @param g - the graph
 * @param x - a value of type double
 * @returns the same double as `Math.log` for finite x above 0, NaN for any other
 */
export function logNodes(g: Graph, x: Value): Value {
  const { add, sub, mul, div, where, less } = arithmetic(g);
  const subnormal = less(x, 2 ** -1022);
  const { exponent, mantissa } = split(g, where(subnormal, mul(x, 2 ** 54), x));
  const isHalved = g.op("GreaterOrEqual", mantissa, mantissaFrom(0x6a09c));
  const k = add(sub(exponent, where(subnormal, 54, 0)), where(isHalved, 1, 0));
  const f = sub(mul(mantissa, where(isHalved, 0.5, 1)), 1);
  const isNearOne = g.op(
    "Or",
    less(mantissa, mantissaFrom(1)),
    g.op("GreaterOrEqual", mantissa, mantissaFrom(0xffffe)),
  );
  const s = div(f, add(2, f));
  const z = mul(s, s);
  const w = mul(z, z);
  const [l1, l2, l3, l4, l5, l6, l7] = COEFFICIENTS;
  const even = mul(w, horner(g, w, [l2, l4, l6]));
  const odd = mul(z, horner(g, w, [l1, l3, l5, l7]));
  const r = add(odd, even);
  const half = mul(mul(0.5, f), f);
  const low = mul(k, LN2_LOW);
  const nearOne = sub(mul(mul(f, f), sub(0.5, mul(1 / 3, f))), low);
  const middle = sub(half, add(mul(s, add(half, r)), low));
  const outer = sub(mul(s, sub(f, r)), low);
  const isMiddle = g.op(
    "And",
    g.op("GreaterOrEqual", mantissa, mantissaFrom(0x6147a)),
    less(mantissa, mantissaFrom(0x6b852)),
  );
  const correction = where(isNearOne, nearOne, where(isMiddle, middle, outer));
  return where(less(0, x), sub(mul(k, LN2_HIGH), sub(correction, f)), Number.NaN);
}

/**
 * ln(1 + x) by the steps of fdlibm, as {@link expNodes}.
 *
 * @param g - the graph
 * @param x - a value of type double
 * @returns the same double as `Math.log1p` for finite x above −1, NaN for any other
 */
export function log1pNodes(g: Graph, x: Value): Value {
  const { add, sub, mul, div, where, less } = arithmetic(g);
  const isNear = g.op("And", less(x, highWord(0x3fda827a)), less(-highWord(0x3fd2bec5), x));
  const isLarge = g.op("GreaterOrEqual", x, 2 ** 53);
  const u = where(isLarge, x, add(1, x));
  const { exponent, mantissa } = split(g, u);
  const lost = where(less(0, exponent), sub(1, sub(u, x)), sub(x, sub(u, 1)));
  const isHalved = g.op("GreaterOrEqual", mantissa, mantissaFrom(0x6a09e));
  const k = where(isNear, 0, add(exponent, where(isHalved, 1, 0)));
  const c = where(g.op("Or", isLarge, g.op("Equal", k, 0)), 0, div(lost, u));
  const f = where(isNear, x, sub(mul(mantissa, where(isHalved, 0.5, 1)), 1));
  const isEdge = g.op(
    "Or",
    less(mantissa, mantissaFrom(1)),
    g.op("GreaterOrEqual", mantissa, mantissaFrom(0xffffd)),
  );
  const isNearPower = g.op("And", isEdge, g.op("Not", isNear));
  const half = mul(mul(0.5, f), f);
  const s = div(f, add(2, f));
  const z = mul(s, s);
  const r = mul(z, horner(g, z, COEFFICIENTS));
  const low = add(mul(k, LN2_LOW), c);
  const nearPower = sub(mul(half, sub(1, mul(2 / 3, f))), low);
  const general = sub(half, add(mul(s, add(half, r)), low));
  const sum = sub(mul(k, LN2_HIGH), sub(where(isNearPower, nearPower, general), f));
  const tiny = sub(x, mul(mul(x, x), 0.5));
  return where(less(-1, x), where(less(g.op("Abs", x), 2 ** -29), tiny, sum), Number.NaN);
}

/** u = mantissa · 2^exponent with a mantissa in [1, 2), for normal u above 0: an estimate, then a correction by one. */
function split(g: Graph, u: Value): { readonly exponent: Value; readonly mantissa: Value } {
  const { add, sub, mul, where, less, pow2 } = arithmetic(g);
  const estimate = g.op("Floor", mul(g.op("Log", u), Math.LOG2E));
  const scaled = mul(u, pow2(g.op("Neg", estimate)));
  const isLarge = g.op("GreaterOrEqual", scaled, 2);
  const isSmall = less(scaled, 1);
  return {
    exponent: sub(add(estimate, where(isLarge, 1, 0)), where(isSmall, 1, 0)),
    mantissa: mul(scaled, where(isLarge, 0.5, where(isSmall, 2, 1))),
  };
}

/** The coefficients' polynomial of x, the constant first. */
function horner(g: Graph, x: Value, coefficients: readonly number[]): Value {
  const [first, ...rest] = [...coefficients].reverse() as [number, ...number[]];
  return rest.reduce(
    (inner: Operand, coefficient) => g.op("Add", coefficient, g.op("Mul", x, inner)),
    first,
  ) as Value;
}

function arithmetic(g: Graph) {
  return {
    add: (x: Operand, y: Operand) => g.op("Add", x, y),
    sub: (x: Operand, y: Operand) => g.op("Sub", x, y),
    mul: (x: Operand, y: Operand) => g.op("Mul", x, y),
    div: (x: Operand, y: Operand) => g.op("Div", x, y),
    less: (x: Operand, y: Operand) => g.op("Less", x, y),
    where: (condition: Value, yes: Operand, no: Operand) => g.op("Where", condition, yes, no),
    /** Powers of two are exact. */
    pow2: (x: Operand) => g.op("Pow", 2, x),
  };
}

/** The double of which fdlibm looks at the upper 32 bits only, the lower ones being 0. */
function highWord(bits: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, bits);
  return view.getFloat64(0);
}

/** The smallest mantissa in [1, 2) whose upper 20 bits are these. */
const mantissaFrom = (bits: number): number => 1 + bits / 2 ** 20;
