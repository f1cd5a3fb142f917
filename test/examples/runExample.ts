import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { vi } from "vitest";
import { projectRoot } from "../support/sources";

/** What a run of an example left behind. */
export interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  readonly seconds: number;
}

/** Runs an example as a user does, in a process of its own. */
export function runExample(name: string, ...given: readonly string[]): Run {
  const started = performance.now();
  const tsx = join(projectRoot, "node_modules/tsx/dist/cli.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, `examples/${name}.ts`, ...given], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  return { code: status, output: stdout, errors: stderr, seconds: (performance.now() - started) / 1000 };
}

/** Runs an example in this process, which is faster, and gives what it writes. It runs once: modules are kept. */
export async function captureExample(load: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((text = "") => lines.push(text));
  try {
    await load();
  } finally {
    log.mockRestore();
  }
  return lines.join("\n");
}
