/** A function of the generated module, as text. */
export interface HelperText<Name extends string = string> {
  /** The helpers that it calls. */
  readonly needs: readonly Name[];
  /** Its declaration, in JavaScript that runs wherever the library runs. */
  readonly text: string;
}

/** Writes a helper down. Backslashes stay as they are. */
export const helper = <Name extends string = never>(
  text: string,
  ...needs: readonly Name[]
): HelperText<Name> => ({ needs, text: text.trim() });
