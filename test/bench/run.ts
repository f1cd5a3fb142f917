/**
 * Runs the benchmarks and prints the table of docs/performance.md: `npm run bench`, or `npm run bench -- metrics` for
 * one topic. `npm run bench -- --write` puts the table into the page, or the lines of one topic in place of the old
 * ones. Nothing fails where a target is missed: the table says so.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import type { BenchResult } from "./support";

const folder = import.meta.dirname;
const page = join(folder, "../../docs/performance.md");
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const topics = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.slice(0, -".bench.ts".length))
  .filter((topic) => wanted.length === 0 || wanted.includes(topic));

const number = (value: number, digits: number) =>
  Number.isNaN(value) ? "not installed" : value.toLocaleString("en", { maximumSignificantDigits: digits });

function line({ task, peer, ours, theirs, atMost, note }: BenchResult): string {
  const ratio = ours / theirs;
  const verdict = Number.isNaN(ratio) ? "" : ratio <= atMost ? "yes" : "**no**";
  const cells = [task, peer, number(ours, 3), number(theirs, 3), Number.isNaN(ratio) ? "" : number(ratio, 2)];
  return `| ${[...cells, number(atMost, 3), verdict, note].join(" | ")} |`;
}

const HEAD = [
  "| task | peer | Salience, ms | peer, ms | ratio | at most | reached | note |",
  "|---|---|--:|--:|--:|--:|---|---|",
];

async function runTopic(topic: string): Promise<string[]> {
  process.stderr.write(`${topic} …\n`);
  const { run } = (await import(`./${topic}.bench.ts`)) as { run: () => Promise<readonly BenchResult[]> };
  return (await run()).map(line);
}

/** A topic in a process of its own: what ran before it has left neither garbage nor compiled code for other types. */
function runApart(topic: string): string[] {
  const { stdout, status } = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, topic], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${topic} failed`);
  return stdout.split("\n").filter((text) => text.startsWith("| ") && text !== HEAD[0]);
}

const only = topics.length === 1 ? topics[0] : undefined;
const lines = only === undefined ? topics.flatMap(runApart) : await runTopic(only);
const table = [...HEAD, ...lines].join("\n");
const machine = `Node ${process.versions.node}, ${cpus()[0]?.model ?? "unknown processor"}, load ${number(loadavg()[0] ?? 0, 2)}`;
console.log(`${table}\n\n${machine}`);
if (process.argv.includes("--write")) {
  const text = readFileSync(page, "utf8");
  const [before, rest] = text.split("<!-- table -->\n");
  const [old, after] = rest?.split("<!-- end of table -->") ?? [];
  if (before === undefined || old === undefined || after === undefined)
    throw new Error("docs/performance.md has no place for the table");
  const shown = wanted.length === 0 ? `${table}\n\n${machine}.\n` : replaceLines(old, lines);
  writeFileSync(page, `${before}<!-- table -->\n${shown}<!-- end of table -->${after}`);
  spawnSync("npx", ["biome", "format", "--write", page], { stdio: "inherit" });
}

/** The table with new lines in place of those of the same task and peer. */
function replaceLines(old: string, fresh: readonly string[]): string {
  const keyOf = (text: string) =>
    text
      .split("|")
      .slice(1, 3)
      .map((cell) => cell.trim())
      .join("|");
  const left = [...fresh];
  const replaced = old.split("\n").map((text) => {
    const at = left.findIndex((line) => keyOf(line) === keyOf(text)); // a task may have several lines, in their order
    return at < 0 ? text : (left.splice(at, 1)[0] as string);
  });
  if (left.length > 0) throw new Error(`not in the table, so run all topics: ${left.map(keyOf).join("; ")}`);
  return replaced.join("\n");
}
