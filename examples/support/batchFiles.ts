import { access, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, parse, resolve } from "node:path";
import { count } from "./format";
import { paragraph } from "./print";
import { UserError } from "./userError";

/** Where a batch reads from and writes to. */
export interface BatchFiles {
  readonly input: string;
  readonly scores: string;
  readonly rejected: string;
}

/**
 * Scores the file that was named on the command line, or one that is made for the purpose in a temporary folder and
 * removed afterwards. Both results get their names when they are complete: an error leaves no half of one behind.
 *
 * @param given - the path from the command line
 * @param ending - of the scores, such as `.csv`
 * @param make - makes a file to score where none is given
 * @param score - reads the input, writes the results
 */
export async function withBatchFiles(
  given: string | undefined,
  ending: string,
  make: (path: string) => void | Promise<void>,
  score: (files: BatchFiles) => Promise<void>,
): Promise<void> {
  const folder = given === undefined ? await mkdtemp(join(tmpdir(), "salience-")) : null;
  const input = folder === null ? resolve(given as string) : join(folder, `leads${ending}`);
  const { dir, name } = parse(input);
  const results = {
    scores: join(dir, `${name}.scores${ending}`),
    rejected: join(dir, `${name}.rejected.csv`),
  };
  const unfinished = { scores: `${results.scores}.part`, rejected: `${results.rejected}.part` };
  try {
    if (folder !== null) await make(input);
    await access(input).catch(() => {
      throw new UserError(`${given} cannot be read`);
    });
    await score({ input, ...unfinished });
    await rename(unfinished.scores, results.scores);
    await rename(unfinished.rejected, results.rejected);
    const lines = (await readFile(results.rejected, "utf8")).trimEnd().split("\n");
    paragraph(`Written to ${parse(results.scores).base}, and beside it ${parse(results.rejected).base}:`);
    for (const line of lines.slice(0, 4)) paragraph(line, "    ");
    if (lines.length > 4) paragraph(`and ${count(lines.length - 4, "more line")}`, "    ");
  } finally {
    await rm(unfinished.scores, { force: true });
    await rm(unfinished.rejected, { force: true });
    if (folder !== null) await rm(folder, { recursive: true });
  }
}
