/** How a field of the record `r` is read: by its name, or through a shared function. */
export type ReadField = (field: string) => string;

/** Writes the statements that read a feature from the record `r` at the instant `t`. */
export type EmitRead = (read: ReadField) => string;
