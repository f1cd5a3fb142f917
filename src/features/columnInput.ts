/**
 * The values of a field, one per record: a list, numbers, or codes into a list of values (negative or NaN for missing;
 * any other code that has no value rejects the record).
 */
export type FieldColumn =
  | ArrayLike<unknown>
  | { readonly codes: ArrayLike<number>; readonly levels: readonly unknown[] };

/** Columns by field, or an Apache Arrow table: what stands for records in a warehouse or a file. */
export type ColumnInput = Readonly<Record<string, FieldColumn>> | ArrowTable;

/** What is read of the type of an Arrow column: its number in the format, and the scale of a decimal. */
export interface ArrowType {
  readonly typeId: number;
  readonly scale?: number | undefined;
}

/** What is read of a column of an Apache Arrow table. */
export interface ArrowVector {
  readonly length: number;
  readonly nullCount: number;
  readonly type: ArrowType;
  /** The chunks; `values` and `dictionary` are those of a column of dictionary codes. */
  readonly data: readonly {
    readonly length: number;
    readonly values: ArrayLike<number>;
    readonly dictionary?: ArrowVector | undefined;
    /** Whether there is a value. */
    getValid(i: number): boolean;
  }[];
  /** A value, or null. */
  get(i: number): unknown;
  /** All values. */
  toArray(): ArrayLike<unknown>;
}

/** What is read of an Apache Arrow table: the `Table` of the package `apache-arrow` fits. */
export interface ArrowTable {
  readonly numRows: number;
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  /** A column by its name, or null. */
  getChild(name: string): ArrowVector | null;
}
