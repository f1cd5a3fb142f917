import type { Column, Table } from "../core/columns";
import { makeScoreColumns, type ScoreColumns, type SharedColumn } from "./messages";

/** A table's columns in shared memory, and room for its scores. */
export interface SharedTable {
  readonly columns: Readonly<Record<string, SharedColumn>>;
  readonly scores: ScoreColumns;
}

/**
 * Memory that one worker thread and the main thread both see. It is used again for every table, because new memory
 * costs more than the copy into it.
 */
export interface SharedMemory {
  /**
   * Copies columns into the memory. Those that lie in a `SharedArrayBuffer` already are taken as they are.
   *
   * @param table - the table
   * @param names - its columns that are needed
   * @param known - the levels that the worker has by column name; brought up to date
   */
  place(table: Table, names: readonly string[], known: Map<string, readonly string[]>): SharedTable;
}

/** Makes {@link SharedMemory}, of no size at first. */
export function sharedMemory(): SharedMemory {
  let memory = new SharedArrayBuffer(0);
  return {
    place(table, names, known) {
      const columns = names.map((name) => [name, table.columns[name] as Column] as const);
      const needed = columns.reduce((bytes, [, column]) => bytes + bytesOf(column), 0) + 48 * table.rowCount;
      if (memory.byteLength < needed + 64) memory = new SharedArrayBuffer(needed + 64);
      const room = roomIn(memory);
      const place = (name: string, column: Column): SharedColumn => {
        if (column.type === "number") return { type: "number", values: room.copy(column.values) };
        const levels = known.get(name) === column.levels ? null : column.levels;
        known.set(name, column.levels);
        return { type: "category", codes: room.copy(column.codes), levels };
      };
      const placed = columns.map(([name, column]) => [name, place(name, column)] as const);
      return { columns: Object.fromEntries(placed), scores: makeScoreColumns(table.rowCount, room) };
    },
  };
}

const isShared = (values: Float64Array | Int32Array) => values.buffer instanceof SharedArrayBuffer;

function bytesOf(column: Column): number {
  const values = column.type === "number" ? column.values : column.codes;
  return isShared(values) ? 0 : values.byteLength + 8;
}

/** Hands out one piece of memory after the other. */
function roomIn(memory: SharedArrayBuffer) {
  let used = 0;
  const take = (bytes: number) => {
    const start = used;
    used += Math.ceil(bytes / 8) * 8; // numbers of 8 bytes have to begin at a multiple of 8
    return start;
  };
  const floats = (length: number) => new Float64Array(memory, take(length * 8), length);
  const integers = (length: number) => new Int32Array(memory, take(length * 4), length);
  const bytes = (length: number) => new Uint8Array(memory, take(length), length);
  function copy<Values extends Float64Array | Int32Array>(values: Values): Values {
    if (isShared(values)) return values;
    const copied = values instanceof Float64Array ? floats(values.length) : integers(values.length);
    copied.set(values);
    return copied as Values;
  }
  return { floats, integers, bytes, copy };
}
