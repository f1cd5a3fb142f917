import { bytesField, type Field, integerField, joinBytes, messageField, textField } from "./protobuf";

/** The element types of the tensors that the exporter uses, with their codes in ONNX's TensorProto.DataType. */
export const ELEMENT_TYPES = { int64: 7, string: 8, bool: 9, double: 11 } as const;

/** An element type. */
export type ElementType = keyof typeof ELEMENT_TYPES;

/** A constant tensor, its values row by row. */
export type Tensor = { readonly name: string; readonly dims: readonly number[] } & (
  | { readonly type: "double" | "int64"; readonly values: readonly number[] }
  | { readonly type: "bool"; readonly values: readonly boolean[] }
);

/** An attribute of a node: an integer, text, or a list of either. */
export type Attribute = number | string | readonly string[] | { readonly integers: readonly number[] };

/** An operation. */
export interface Node {
  readonly operator: string;
  /** The operator set, empty for ONNX's own. */
  readonly domain: "" | "ai.onnx.ml";
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** An input or output of a graph; a dimension of unknown size has a name. */
export interface Port {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (string | number)[];
  readonly doc: string;
}

/** What an ONNX file says. */
export interface OnnxModel {
  readonly producer: readonly [name: string, version: string];
  readonly doc: string;
  readonly graphName: string;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly constants: readonly Tensor[];
  readonly nodes: readonly Node[];
  readonly metadata: Readonly<Record<string, string>>;
}

// opset 20 is the first with RegexFullMatch; it belongs to format version 9 and to version 4 of ai.onnx.ml
const IR_VERSION = 9;
const OPSETS = { "": 20, "ai.onnx.ml": 4 } as const;

/**
 * The bytes of an ONNX file: a ModelProto. O(size of the model).
 *
 * @param model - what it says
 * @returns the bytes
 */
export function encodeModel(model: OnnxModel): Uint8Array {
  return joinBytes([
    integerField(1, IR_VERSION),
    textField(2, model.producer[0]),
    textField(3, model.producer[1]),
    textField(6, model.doc),
    messageField(7, graphFields(model)),
    ...Object.entries(OPSETS).map(([domain, version]) =>
      messageField(8, [textField(1, domain), integerField(2, version)]),
    ),
    ...Object.entries(model.metadata).map(([key, value]) =>
      messageField(14, [textField(1, key), textField(2, value)]),
    ),
  ]);
}

function graphFields({ nodes, graphName, constants, doc, inputs, outputs }: OnnxModel): Field[] {
  return [
    ...nodes.map((node) => messageField(1, nodeFields(node))),
    textField(2, graphName),
    ...constants.map((tensor) => messageField(5, tensorFields(tensor))),
    textField(10, doc),
    ...inputs.map((port) => messageField(11, portFields(port))),
    ...outputs.map((port) => messageField(12, portFields(port))),
  ];
}

function nodeFields({ inputs, output, operator, attributes, domain }: Node): Field[] {
  return [
    ...inputs.map((name) => textField(1, name)),
    textField(2, output),
    textField(3, `make ${output}`),
    textField(4, operator),
    ...Object.entries(attributes).map(([name, value]) => messageField(5, attributeFields(name, value))),
    textField(7, domain),
  ];
}

function attributeFields(name: string, value: Attribute): Field[] {
  const [type, fields] =
    typeof value === "number"
      ? [2, [integerField(3, value)]]
      : typeof value === "string"
        ? [3, [textField(4, value)]]
        : "integers" in value
          ? [7, value.integers.map((item) => integerField(8, item))]
          : [8, value.map((item) => textField(9, item))];
  return [textField(1, name), ...fields, integerField(20, type)];
}

function tensorFields(tensor: Tensor): Field[] {
  return [
    ...tensor.dims.map((size) => integerField(1, size)),
    integerField(2, ELEMENT_TYPES[tensor.type]),
    textField(8, tensor.name),
    bytesField(9, rawValues(tensor)),
  ];
}

/** The values of a tensor as ONNX wants them: little-endian, whatever the machine. */
function rawValues(tensor: Tensor): Uint8Array {
  if (tensor.type === "bool") return Uint8Array.from(tensor.values, Number);
  const view = new DataView(new ArrayBuffer(tensor.values.length * 8));
  tensor.values.forEach((value, i) => {
    if (tensor.type === "double") view.setFloat64(i * 8, value, true);
    else view.setBigInt64(i * 8, BigInt(value), true);
  });
  return new Uint8Array(view.buffer);
}

function portFields({ name, type, dims, doc }: Port): Field[] {
  const shape = dims.map((size) =>
    messageField(1, [typeof size === "number" ? integerField(1, size) : textField(2, size)]),
  );
  const tensor = [integerField(1, ELEMENT_TYPES[type]), messageField(2, shape)];
  return [textField(1, name), messageField(2, [messageField(1, tensor)]), textField(3, doc)];
}
