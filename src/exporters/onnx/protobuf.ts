import { utf8 } from "../../core/utf8";

/** A part of a Protocol Buffers message: a field, or several of them. */
export type Field = Uint8Array;

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/**
 * A whole number as a field: seven bits a byte, the lowest first. A negative number takes ten bytes, as int64 does.
 *
 * @param field - the number of the field
 * @param value - a safe integer
 * @returns the field
 */
export function integerField(field: number, value: number): Field {
  return Uint8Array.from([...varint((field << 3) | VARINT), ...varint(value)]);
}

/**
 * Text as a field, in UTF-8.
 *
 * @param field - the number of the field
 * @param text - any text
 * @returns the field
 */
export function textField(field: number, text: string): Field {
  return bytesField(field, textBytes(text));
}

function textBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return utf8(text);
    bytes[i] = code;
  }
  return bytes;
}

/**
 * A message within a message as a field.
 *
 * @param field - the number of the field
 * @param parts - the fields of the inner message
 * @returns the field
 */
export function messageField(field: number, parts: readonly Field[]): Field {
  return bytesField(field, joinBytes(parts));
}

/**
 * Bytes as a field.
 *
 * @param field - the number of the field
 * @param bytes - the bytes
 * @returns the field
 */
export function bytesField(field: number, bytes: Uint8Array): Field {
  const head = [...varint((field << 3) | LENGTH_DELIMITED), ...varint(bytes.length)];
  return joinBytes([Uint8Array.from(head), bytes]);
}

/**
 * Bytes one after the other: the fields of a message make the message.
 *
 * @param parts - arrays of bytes
 * @returns one array
 */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  // a negative number is its complement with all 64 bits turned over
  let rest = value < 0 ? -1 - value : value;
  if (value < 0) {
    for (let i = 0; i < 9; i++, rest = Math.floor(rest / 128)) bytes.push(255 - (rest % 128));
    return [...bytes, 1];
  }
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}
