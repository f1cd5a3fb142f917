import { SalienceError } from "salience";
import { UserError } from "./userError";

/** Runs an example: what the user can put right is a message and exit code 1, anything else a stack trace. */
export async function run(example: () => void | Promise<void>): Promise<void> {
  try {
    await example();
  } catch (error) {
    if (!(error instanceof UserError || error instanceof SalienceError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
