/**
 * Runs test/determinism/run.ts, bundled, on several versions of Node and compares what it prints: the same input
 * must give the same bits everywhere. A version that cannot be fetched is skipped with a message.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "../support/sources";

const entry = join(projectRoot, "test/determinism/run.ts");
const versions = ["20", "22", "24"];

async function compare(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "salience-determinism-"));
  const file = join(folder, "run.mjs");
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "error",
  });
  const digests = new Map<string, string>();
  for (const version of versions) {
    const node = nodeCommand(version, folder);
    if (!node) {
      console.log(`Node ${version}: skipped, it could not be fetched`);
      continue;
    }
    const [command = "", ...before] = node;
    const output = execFileSync(command, [...before, file], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    const digest = createHash("sha256").update(output).digest("hex").slice(0, 16);
    digests.set(version, digest);
    console.log(`Node ${version}: ${digest}, ${output.split("\n").length - 1} lines`);
  }
  rmSync(folder, { recursive: true });
  return new Set(digests.values()).size === 1;
}

/** How to start a version of Node: this process's own, or the one that npx fetches. */
function nodeCommand(version: string, cwd: string): string[] | undefined {
  if (process.versions.node.startsWith(`${version}.`)) return [process.execPath];
  const args = ["-y", `node@${version}`];
  const { stdout } = spawnSync("npx", [...args, "--version"], { cwd, encoding: "utf8", timeout: 120_000 });
  return stdout?.startsWith(`v${version}.`) ? ["npx", ...args] : undefined;
}

if (!existsSync(entry)) console.log("skipped: there is no test/determinism/run.ts");
else if (await compare()) console.log("the same on every version");
else {
  console.error("the versions of Node disagree");
  process.exitCode = 1;
}
