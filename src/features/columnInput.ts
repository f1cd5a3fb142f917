/** The values of a field, one per record: a list, numbers, or codes into a list of texts (negative for missing). */
export type FieldColumn =
  | ArrayLike<unknown>
  | { readonly codes: ArrayLike<number>; readonly levels: readonly string[] };

/** Columns by field, or an Apache Arrow table: what stands for records in a warehouse or a file. */
export type ColumnInput = Readonly<Record<string, FieldColumn>> | ArrowTable;

/** What is read of a column of an Apache Arrow table. */
export interface ArrowVector {
  readonly length: number;
  readonly nullCount: number;
  readonly type: { readonly typeId: number };
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
