import { HELPERS, type HelperName } from "./helpers/index";

/** Collects what a module needs beside its functions: helpers, each once, and tables with names of their own. */
export interface Writer {
  /** Makes sure that a helper is in the module. Returns its name, to be written where it is called. */
  use(helper: HelperName): HelperName;
  /** Gives an expression a name of its own at the top of the module, evaluated once. */
  constant(prefix: string, expression: string): string;
  /** The helpers in use, and what they need themselves. */
  helpers(): string;
  /** The named expressions in the order in which they were added. */
  constants(): string;
}

/**
 * An empty module.
 *
 * @returns the writer
 */
export function createWriter(): Writer {
  const used = new Set<HelperName>();
  const lines: string[] = [];
  const use = (helper: HelperName): HelperName => {
    if (!used.has(helper)) {
      used.add(helper);
      HELPERS[helper].needs.forEach(use);
    }
    return helper;
  };
  return {
    use,
    constant(prefix, expression) {
      const name = `${prefix}_${lines.length}`;
      lines.push(`const ${name} = ${expression};`);
      return name;
    },
    // in the order of the list, so that the same model always gives the same text
    helpers: () =>
      (Object.keys(HELPERS) as HelperName[])
        .filter((helper) => used.has(helper))
        .map((helper) => HELPERS[helper].text)
        .join("\n"),
    constants: () => lines.join("\n"),
  };
}

/** A table of numbers, as an expression. */
export const numberTable = (values: readonly string[]): string => `new Float64Array([${values.join(", ")}])`;
