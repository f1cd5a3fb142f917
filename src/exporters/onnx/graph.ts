import type { Attribute, Node, Tensor } from "./encodeModel";

/** The name of a value in the graph: an input, a constant, or the result of a node. */
export type Value = string;

/** A value, or a number that becomes a constant. */
export type Operand = Value | number;

/** An ONNX graph while it is being made. The same operation on the same inputs is one node. */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly constants: readonly Tensor[];
  /** An operation without attributes; numbers among the inputs are constants of type double. */
  op(operator: string, ...inputs: readonly Operand[]): Value;
  /** An operation with attributes. */
  node(
    operator: string,
    inputs: readonly Value[],
    attributes: Readonly<Record<string, Attribute>>,
    domain?: Node["domain"],
  ): Value;
  /** A single number of type double. */
  number(value: number): Value;
  /** A list of numbers of type double. */
  numbers(values: readonly number[]): Value;
  /** A list of whole numbers of type int64. */
  integers(values: readonly number[]): Value;
  /** A single whole number of type int64. */
  integer(value: number): Value;
  /** A list of truth values. */
  truths(values: readonly boolean[]): Value;
  /** Gives the result of a node a second name: that of an output. */
  nameOutput(value: Value, name: string): void;
}

/**
 * Starts a graph. Names of its own are `v1`, `v2` and so on, but for those that are taken.
 *
 * @param taken - the names of inputs and outputs
 * @returns an empty graph
 */
export function createGraph(taken: readonly string[]): Graph {
  const nodes: Node[] = [];
  const constants: Tensor[] = [];
  const made = new Map<string, Value>();
  const reserved = new Set(taken);
  let count = 0;

  /** The value of that key, made by `make` under a new name where there is none yet. */
  const once = (key: string, make: (name: string) => void): Value => {
    const known = made.get(key);
    if (known !== undefined) return known;
    let name = `v${++count}`;
    while (reserved.has(name)) name = `v${++count}`;
    make(name);
    made.set(key, name);
    return name;
  };

  const constant = (tensor: Omit<Tensor, "name">): Value =>
    once(constantKey(tensor), (name) => constants.push({ name, ...tensor } as Tensor));

  const node: Graph["node"] = (operator, inputs, attributes, domain = "") =>
    once(JSON.stringify([operator, domain, inputs, attributes]), (output) =>
      nodes.push({ operator, domain, inputs, output, attributes }),
    );

  const scalars = new Map<Value, number>();
  const number = (value: number) => {
    const name = constant({ type: "double", dims: [], values: [value] });
    scalars.set(name, value);
    return name;
  };

  const literal = (input: Operand | undefined) =>
    typeof input === "number" ? input : scalars.get(input ?? "");
  const op = (operator: string, ...inputs: readonly Operand[]): Value => {
    const kept = keptOperation(op, operator, inputs, inputs.map(literal));
    if (kept !== null) return kept;
    const names = inputs.map((input) => (typeof input === "number" ? number(input) : input));
    return node(operator, names, {});
  };

  return {
    nodes,
    constants,
    node,
    op,
    number,
    numbers: (values) => constant({ type: "double", dims: [values.length], values }),
    integers: (values) => constant({ type: "int64", dims: [values.length], values }),
    integer: (value) => constant({ type: "int64", dims: [], values: [value] }),
    truths: (values) => constant({ type: "bool", dims: [values.length], values }),
    nameOutput: (value, name) => {
      nodes.push({ operator: "Identity", domain: "", inputs: [value], output: name, attributes: {} });
    },
  };
}

function constantKey({ type, dims, values }: Omit<Tensor, "name">): string {
  // JSON writes -0 as 0, and NaN and infinities as null
  const texts = Array.from<unknown, string>(values, (value) => (Object.is(value, -0) ? "-0" : String(value)));
  return JSON.stringify([type, dims, texts]);
}

/**
 * ONNX Runtime rounds a constant to 32 bits to see whether it is 1 in x · c or x / c, or 0 in x + c or x − c, and then
 * drops the operation. Where that would be wrong, the same result comes from another operation; else null.
 */
function keptOperation(
  op: Graph["op"],
  operator: string,
  [a, b]: readonly Operand[],
  [x, y]: readonly (number | undefined)[],
): Value | null {
  if (a === undefined || b === undefined) return null;
  if (operator === "Mul" && isAlmost(x, 1)) return op("Mul", b, a);
  if (operator === "Add" && isAlmost(x, 0)) return op("Add", b, a);
  if ((operator === "Mul" || operator === "Div") && isAlmost(y, 1)) return op(operator, op("Neg", a), -y);
  if (operator === "Add" && isAlmost(y, 0)) return op("Sub", y, op("Neg", a));
  if (operator === "Sub" && isAlmost(y, 0)) return op("Sub", -y, op("Neg", a));
  return null;
}

/** Whether a constant becomes a whole number only by rounding to 32 bits. */
function isAlmost(constant: number | undefined, whole: number): constant is number {
  return constant !== undefined && constant !== whole && Math.fround(constant) === whole;
}
