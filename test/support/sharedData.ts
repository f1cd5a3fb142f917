import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, test } from "vitest";
import { projectRoot } from "./sources";

const shared = process.env.SALIENCE_SHARED
  ? resolve(process.env.SALIENCE_SHARED)
  : resolve(projectRoot, "../shared");

/** The path of a file of the real data, such as `sharedDataPath("x-education", "leads.csv")`. */
export const sharedDataPath = (...segments: string[]) => join(shared, "data", ...segments);

/** False on a machine without the real data: they are not part of the project. */
export const hasSharedData = existsSync(sharedDataPath());

/** `describe` for tests that need the real data: skipped, and says so, where they are absent. */
export function describeWithSharedData(title: string, define: () => void): void {
  if (hasSharedData) {
    describe(title, define);
    return;
  }
  console.log(`skipped: ${title}: ../shared/data is absent`);
  describe.skipIf(true)(`${title} (skipped: ../shared/data is absent)`, () => test("needs it", () => {}));
}

/** The rows of a CSV file with a header line, each as an object of texts. */
export function readCsv(
  path: string,
  options: { readonly delimiter?: string } = {},
): Record<string, string>[] {
  return parse(readFileSync(path), { columns: true, delimiter: options.delimiter ?? ",", bom: true });
}

/** The golden numbers that the reference scripts made from the real data, and from known inputs. */
export function readReference() {
  const read = (name: string) => JSON.parse(readFileSync(join(shared, "reference", name), "utf8"));
  return { statistics: read("statistics.json"), accuracy: read("accuracy.json") };
}
