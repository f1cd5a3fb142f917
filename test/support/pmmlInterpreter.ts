import { XMLParser, XMLValidator } from "fast-xml-parser";

/**
 * A reader of the part of PMML 4.4 that the exporter writes, made from the specification alone (Header, Data
 * Dictionary, Mining Schema, Transformations, Built-in Functions, Regression, Output), sharing no code with it. It is
 * stricter than the specification: a missing argument of a comparison, of logic or of text functions is an error,
 * because engines disagree on them, and so is everything that it does not know.
 */

/** A value of a field: null is missing. */
export type PmmlValue = number | string | boolean | null;

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  readonly text: string;
}

type Read = (field: string) => PmmlValue;
type Evaluate = (read: Read) => PmmlValue;

/** A document that can be evaluated. */
export interface PmmlDocument {
  readonly root: Node;
  /** The columns that the document reads, with their types. */
  readonly columns: ReadonlyMap<string, string>;
  /** The predicted value and the outputs for a record of column values. */
  evaluate(record: Readonly<Record<string, unknown>>): Readonly<Record<string, PmmlValue>>;
}

function fail(message: string): never {
  throw new Error(`PMML: ${message}`);
}

function parseXml(text: string): Node {
  const valid = XMLValidator.validate(text);
  if (valid !== true) fail(`not well-formed: ${valid.err.msg}`);
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    processEntities: { enabled: true, maxTotalExpansions: 1e9, maxExpandedLength: 1e9, maxEntityCount: 1e6 },
    htmlEntities: true,
  });
  const convert = (raw: Record<string, unknown>): Node => {
    const name = Object.keys(raw).find((key) => key !== ":@") as string;
    const inner = raw[name] as Record<string, unknown>[];
    const texts = inner.filter((child) => "#text" in child).map((child) => String(child["#text"]));
    return {
      name,
      attributes: (raw[":@"] ?? {}) as Record<string, string>,
      children: inner.filter((child) => !("#text" in child)).map(convert),
      text: texts.join(""),
    };
  };
  const roots = (parser.parse(text) as Record<string, unknown>[]).map(convert);
  return roots.find(({ name }) => name === "PMML") ?? fail("no PMML element");
}

const childrenOf = (node: Node, name: string) => node.children.filter((child) => child.name === name);

function only(node: Node, name: string): Node {
  const found = childrenOf(node, name);
  return found.length === 1 ? (found[0] as Node) : fail(`${found.length} ${name} in ${node.name}`);
}

function attribute(node: Node, name: string): string {
  return node.attributes[name] ?? fail(`${node.name} without ${name}`);
}

function knownAttributes(node: Node, names: readonly string[]): void {
  for (const name of Object.keys(node.attributes)) {
    if (!names.includes(name)) fail(`attribute ${name} of ${node.name}`);
  }
}

const REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function parseNumber(text: string): number {
  return REAL.test(text) ? Number(text) : fail(`no number: ${JSON.stringify(text)}`);
}

/** Converts a value to a data type, as a typed field does. */
function cast(value: PmmlValue, dataType: string): PmmlValue {
  if (value === null) return null;
  if (dataType === "double") {
    if (typeof value === "number") return value;
    return typeof value === "string" ? parseNumber(value.trim()) : fail(`no double: ${value}`);
  }
  if (dataType === "string") return typeof value === "string" ? value : fail(`no string: ${value}`);
  if (dataType !== "boolean") fail(`data type ${dataType}`);
  return typeof value === "boolean" ? value : fail(`no boolean: ${value}`);
}

const number = (value: PmmlValue): number =>
  typeof value === "number" ? value : fail(`no number: ${value}`);
const text = (value: PmmlValue): string => (typeof value === "string" ? value : fail(`no text: ${value}`));
const truth = (value: PmmlValue): boolean =>
  typeof value === "boolean" ? value : fail(`no truth: ${value}`);

/** The order of two values of one type. */
function compare(x: PmmlValue, y: PmmlValue): number {
  if (typeof x === "string" && typeof y === "string") return x < y ? -1 : x > y ? 1 : 0;
  return number(x) - number(y);
}

function same(x: PmmlValue, y: PmmlValue): boolean {
  return typeof x === typeof y && x !== null ? x === y : fail(`${x} compared with ${y}`);
}

/** Half to even. */
function rint(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

type Builtin = (values: readonly PmmlValue[]) => PmmlValue;

const unary =
  (compute: (x: number) => number): Builtin =>
  ([x, ...more]) =>
    more.length === 0 ? compute(number(x as PmmlValue)) : fail("one argument wanted");

/** A missing argument gives a missing result. */
const arithmetic =
  (compute: (x: number, y: number) => number): Builtin =>
  (values) => {
    const [x, y] = values as [PmmlValue, PmmlValue];
    if (values.length !== 2) fail("two arguments wanted");
    return x === null || y === null ? null : compute(number(x), number(y));
  };

const comparison =
  (holds: (order: number) => boolean): Builtin =>
  (values) => {
    const [x, y] = values as [PmmlValue, PmmlValue];
    return values.length === 2 ? holds(compare(x, y)) : fail("two arguments wanted");
  };

const aggregate =
  (compute: (values: readonly number[]) => number): Builtin =>
  (values) =>
    values.length < 1 || values.includes(null)
      ? fail("missing in an aggregate")
      : compute(values.map(number));

const logic =
  (start: boolean): Builtin =>
  (values) => {
    if (values.length < 2) fail("and/or of fewer than two");
    return values.map(truth).includes(!start) ? !start : start;
  };

const among =
  (found: boolean): Builtin =>
  ([value, ...list]) => {
    if (list.length === 0) fail("isIn without a list");
    return list.some((item) => same(value as PmmlValue, item)) === found;
  };

/** A pattern of PMML is one of PCRE; any substring may match. */
const matches: Builtin = ([value, pattern]) =>
  new RegExp(text(pattern as PmmlValue)).test(text(value as PmmlValue));

const FUNCTIONS: Readonly<Record<string, Builtin>> = {
  "+": arithmetic((x, y) => x + y),
  "-": arithmetic((x, y) => x - y),
  "*": arithmetic((x, y) => x * y),
  "/": arithmetic((x, y) => (y === 0 ? fail("division by zero") : x / y)),
  min: aggregate((values) => Math.min(...values)),
  max: aggregate((values) => Math.max(...values)),
  sum: aggregate((values) => values.reduce((sum, value) => sum + value, 0)),
  ln: unary((x) => (x > 0 ? Math.log(x) : fail("ln"))),
  ln1p: unary((x) => (x > -1 ? Math.log1p(x) : fail("ln1p"))),
  exp: unary(Math.exp),
  sqrt: unary((x) => (x >= 0 ? Math.sqrt(x) : fail("sqrt"))),
  abs: unary(Math.abs),
  rint: unary(rint),
  pow: arithmetic((x, y) => x ** y),
  equal: ([x, y]) => same(x as PmmlValue, y as PmmlValue),
  notEqual: ([x, y]) => !same(x as PmmlValue, y as PmmlValue),
  lessThan: comparison((order) => order < 0),
  lessOrEqual: comparison((order) => order <= 0),
  greaterThan: comparison((order) => order > 0),
  greaterOrEqual: comparison((order) => order >= 0),
  and: logic(true),
  or: logic(false),
  not: ([x]) => !truth(x as PmmlValue),
  isMissing: ([x]) => x === null,
  isNotMissing: ([x]) => x !== null,
  isIn: among(true),
  isNotIn: among(false),
  lowercase: ([x]) => text(x as PmmlValue).toLowerCase(),
  trimBlanks: ([x]) => text(x as PmmlValue).replace(/^[\0- ]+|[\0- ]+$/g, ""),
  matches,
};

function compileApply(node: Node): Evaluate {
  knownAttributes(node, ["function"]);
  const name = attribute(node, "function");
  const parts = node.children.map(compileExpression);
  if (name === "if") {
    const [condition, then, otherwise] = parts as [Evaluate, Evaluate, Evaluate?];
    if (parts.length < 2 || parts.length > 3) fail("if of two or three");
    return (read) => (truth(condition(read)) ? then(read) : (otherwise?.(read) ?? null));
  }
  const builtin = FUNCTIONS[name] ?? fail(`function ${name}`);
  return (read) => builtin(parts.map((part) => part(read)));
}

function compileMapValues(node: Node): Evaluate {
  knownAttributes(node, ["outputColumn", "dataType", "mapMissingTo", "defaultValue"]);
  const dataType = attribute(node, "dataType");
  const output = attribute(node, "outputColumn");
  const pairs = childrenOf(node, "FieldColumnPair");
  const key = (cells: readonly string[]) => JSON.stringify(cells);
  const rows = new Map<string, PmmlValue>();
  for (const row of childrenOf(only(node, "InlineTable"), "row")) {
    const cells = key(pairs.map((pair) => only(row, attribute(pair, "column")).text));
    if (rows.has(cells)) fail(`two rows for ${cells}`);
    rows.set(cells, cast(only(row, output).text, dataType));
  }
  if (rows.size === 0) fail("an empty table");
  const missing = cast(node.attributes.mapMissingTo ?? null, dataType);
  const otherwise = cast(node.attributes.defaultValue ?? null, dataType);
  const fields = pairs.map((pair) => attribute(pair, "field"));
  return (read) => {
    const values = fields.map(read);
    if (values.includes(null)) return missing;
    const found = rows.get(key(values.map(text)));
    return found === undefined ? otherwise : found;
  };
}

/** Whether a value lies in an interval. */
function within(interval: Node): (value: number) => boolean {
  knownAttributes(interval, ["closure", "leftMargin", "rightMargin"]);
  const { leftMargin, rightMargin } = interval.attributes;
  const closure = attribute(interval, "closure");
  if (leftMargin === undefined && rightMargin === undefined) fail("an interval without margins");
  const [left, right] = [parseNumber(leftMargin ?? "-1e999"), parseNumber(rightMargin ?? "1e999")];
  const closedLeft = closure.startsWith("closed");
  const closedRight = closure.endsWith("Closed");
  return (value) =>
    (closedLeft ? value >= left : value > left) && (closedRight ? value <= right : value < right);
}

function compileDiscretize(node: Node): Evaluate {
  knownAttributes(node, ["field", "mapMissingTo", "defaultValue", "dataType"]);
  const dataType = attribute(node, "dataType");
  const field = attribute(node, "field");
  const missing = cast(node.attributes.mapMissingTo ?? null, dataType);
  const otherwise = cast(node.attributes.defaultValue ?? null, dataType);
  const bins = childrenOf(node, "DiscretizeBin").map((bin) => ({
    holds: within(only(bin, "Interval")),
    value: cast(attribute(bin, "binValue"), dataType),
  }));
  return (read) => {
    const value = read(field);
    if (value === null) return missing;
    const found = bins.filter(({ holds }) => holds(number(value)));
    if (found.length > 1) fail("intervals overlap");
    return found.length === 0 ? otherwise : (found[0]?.value ?? null);
  };
}

function compileNormContinuous(node: Node): Evaluate {
  knownAttributes(node, ["field", "outliers"]);
  if (attribute(node, "outliers") !== "asExtremeValues") fail("outliers");
  const field = attribute(node, "field");
  const points = childrenOf(node, "LinearNorm").map((norm) => ({
    orig: parseNumber(attribute(norm, "orig")),
    norm: parseNumber(attribute(norm, "norm")),
  }));
  if (points.length < 2) fail("fewer than two LinearNorm");
  return (read) => {
    const value = read(field);
    if (value === null) return null;
    const x = number(value);
    const next = points.findIndex(({ orig }) => x <= orig);
    if (next === 0) return (points[0] as { norm: number }).norm;
    if (next === -1) return (points.at(-1) as { norm: number }).norm;
    const [a, b] = [points[next - 1], points[next]] as [(typeof points)[0], (typeof points)[0]];
    return a.norm + ((x - a.orig) / (b.orig - a.orig)) * (b.norm - a.norm);
  };
}

function compileExpression(node: Node): Evaluate {
  switch (node.name) {
    case "Constant": {
      const value = cast(
        node.text,
        attribute(node, "dataType") === "boolean" ? "string" : attribute(node, "dataType"),
      );
      const constant = attribute(node, "dataType") === "boolean" ? value === "true" : value;
      return () => constant;
    }
    case "FieldRef": {
      const field = attribute(node, "field");
      return (read) => read(field);
    }
    case "Apply":
      return compileApply(node);
    case "MapValues":
      return compileMapValues(node);
    case "Discretize":
      return compileDiscretize(node);
    case "NormContinuous":
      return compileNormContinuous(node);
    default:
      return fail(`expression ${node.name}`);
  }
}

interface Computed {
  readonly name: string;
  readonly dataType: string;
  readonly evaluate: Evaluate;
}

function computed(node: Node): Computed {
  const dataType = attribute(node, "dataType");
  if (attribute(node, "optype") !== (dataType === "double" ? "continuous" : "categorical")) fail("optype");
  if (node.children.length !== 1) fail(`${node.name} with ${node.children.length} expressions`);
  return {
    name: attribute(node, "name"),
    dataType,
    evaluate: compileExpression(node.children[0] as Node),
  };
}

/** How a column's raw value becomes a typed one: missing codes first, then the type. */
function inputOf(field: Node): (raw: unknown) => PmmlValue {
  const dataType = attribute(field, "dataType");
  const missing = childrenOf(field, "Value").map((value) => {
    if (attribute(value, "property") !== "missing") fail("a Value that is not missing");
    return attribute(value, "value");
  });
  const numbers = missing.filter((code) => REAL.test(code)).map(Number);
  return (raw) => {
    if (raw === null || raw === undefined || Number.isNaN(raw)) return null;
    if (typeof raw === "string" && missing.includes(dataType === "double" ? raw.trim() : raw)) return null;
    if (typeof raw === "number" && dataType === "string") return String(raw);
    const value = cast(raw as PmmlValue, dataType);
    return dataType === "double" && numbers.includes(value as number) ? null : value;
  };
}

const ORDER = ["Header", "DataDictionary", "TransformationDictionary", "RegressionModel"];
const MODEL_ORDER = ["MiningSchema", "Output", "LocalTransformations", "RegressionTable"];

function inOrder(node: Node, order: readonly string[]): void {
  const positions = node.children.map(({ name }) => order.indexOf(name));
  if (positions.includes(-1) || positions.some((position, i) => position <= (positions[i - 1] ?? -1))) {
    fail(`children of ${node.name}: ${node.children.map(({ name }) => name).join(", ")}`);
  }
}

/** Reads a document; everything that is wrong with it is an error. */
export function readPmml(document: string): PmmlDocument {
  const root = parseXml(document);
  if (attribute(root, "version") !== "4.4" || attribute(root, "xmlns") !== "http://www.dmg.org/PMML-4_4")
    fail("version");
  inOrder(root, ORDER);
  const model = only(root, "RegressionModel");
  inOrder(model, MODEL_ORDER);
  if (attribute(model, "functionName") !== "regression" || attribute(model, "normalizationMethod") !== "none")
    fail("model");
  const dictionary = only(root, "DataDictionary");
  const fields = childrenOf(dictionary, "DataField");
  if (String(fields.length) !== attribute(dictionary, "numberOfFields") || fields.length === 0)
    fail("numberOfFields");
  const inputs = fields.map((field) => ({ name: attribute(field, "name"), input: inputOf(field) }));
  const mining = childrenOf(only(model, "MiningSchema"), "MiningField").map((field) =>
    attribute(field, "name"),
  );
  if (mining.join("\n") !== inputs.map(({ name }) => name).join("\n")) fail("MiningSchema");
  const derived = [
    ...childrenOf(root, "TransformationDictionary"),
    ...childrenOf(model, "LocalTransformations"),
  ]
    .flatMap(({ children }) => children)
    .map(computed);
  const table = only(model, "RegressionTable");
  const intercept = parseNumber(attribute(table, "intercept"));
  const predictors = table.children.map((node) => {
    if (node.name !== "NumericPredictor") fail(`predictor ${node.name}`);
    return { name: attribute(node, "name"), coefficient: parseNumber(attribute(node, "coefficient")) };
  });
  const outputs = childrenOf(only(model, "Output"), "OutputField");
  const results = outputs.map((node) => ({
    predicted: attribute(node, "feature") === "predictedValue",
    ...(node.children.length === 0
      ? { name: attribute(node, "name"), dataType: attribute(node, "dataType"), evaluate: () => null }
      : computed(node)),
  }));
  const names = [...inputs, ...derived, ...results].map(({ name }) => name);
  if (new Set(names).size !== names.length) fail("a name twice");

  const evaluate = (record: Readonly<Record<string, unknown>>) => {
    const values = new Map<string, PmmlValue>();
    const read: Read = (field) => {
      const value = values.get(field);
      return value === undefined ? fail(`field ${field} before it is known`) : value;
    };
    for (const { name, input } of inputs)
      values.set(name, input(Object.hasOwn(record, name) ? record[name] : null));
    for (const { name, dataType, evaluate: compute } of derived)
      values.set(name, cast(compute(read), dataType));
    const predicted = predictors.reduce(
      (sum, { name, coefficient }) => sum + coefficient * number(read(name)),
      intercept,
    );
    for (const { name, dataType, predicted: isPrediction, evaluate: compute } of results) {
      values.set(name, cast(isPrediction ? predicted : compute(read), dataType));
    }
    return Object.fromEntries([["predicted", predicted], ...results.map(({ name }) => [name, read(name)])]);
  };
  return {
    root,
    columns: new Map(fields.map((field) => [attribute(field, "name"), attribute(field, "dataType")])),
    evaluate,
  };
}
