import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "./userError";

/** What was asked for on the command line. */
export interface Arguments {
  /** The file given with `--data`, or null. */
  readonly data: string | null;
  readonly help: boolean;
}

/** Reads the arguments of the command line. */
export function readArguments(given: readonly string[]): Arguments {
  const { values } = parse(given);
  return { data: values.data === undefined ? null : fromCaller(values.data), help: values.help ?? false };
}

function parse(given: readonly string[]) {
  try {
    const options = { data: { type: "string" }, help: { type: "boolean", short: "h" } } as const;
    return parseArgs({ args: [...given], options });
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

/** A path as an absolute one. npm runs scripts in the folder of the package, but the path is meant from outside. */
function fromCaller(path: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: caller = "." } = process.env;
  return resolve(script === "quickstart" ? caller : ".", path);
}
