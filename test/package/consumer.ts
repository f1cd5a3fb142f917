import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filesBelow, projectRoot, readText } from "../support/sources";

/** Runs a command and returns what it prints; a failure shows what it printed. */
export function run(command: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(" ")}\n${stdout}\n${stderr}`);
  }
}

/** The specifiers that the package exports: `salience`, `salience/core` and so on. */
export const specifiers: readonly string[] = Object.keys(JSON.parse(readText("package.json")).exports)
  .filter((subpath) => subpath !== "./package.json")
  .map((subpath) => `salience${subpath.slice(1)}`);

/** What was packed and where it is installed. */
export interface Consumer {
  /** A project whose only dependency is the tarball. */
  readonly folder: string;
  readonly tarball: string;
  /** The paths in the tarball. */
  readonly files: readonly string[];
}

/** Builds if dist is older than what it is made of, packs, and installs the tarball in an empty project. */
export function installTarball(): Consumer {
  const changed = (path: string) => statSync(join(projectRoot, path)).mtimeMs;
  const inputs = [...filesBelow("src"), "package.json", "tsup.config.ts", "tsconfig.json"];
  const output = "dist/index.d.cts";
  const isStale =
    !existsSync(join(projectRoot, output)) || inputs.some((path) => changed(path) > changed(output));
  if (isStale) run("npm", ["run", "build"], projectRoot);

  const folder = mkdtempSync(join(tmpdir(), "salience-consumer-"));
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder], projectRoot));
  const tarball = join(folder, packed.filename);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball], folder);
  return { folder, tarball, files: packed.files.map((file: { path: string }) => file.path) };
}
