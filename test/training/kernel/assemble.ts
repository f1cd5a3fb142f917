/**
 * Assembles the WebAssembly kernel of fitLogistic: `npx tsx test/training/kernel/assemble.ts` writes
 * src/training/kernel/kernelBinary.ts from src/training/kernel/kernel.wat. A test does the same and compares.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import loadWabt from "wabt";

const folder = join(import.meta.dirname, "../../../src/training/kernel");

/** The text of src/training/kernel/kernelBinary.ts. */
export async function assembleKernel(): Promise<string> {
  const { parseWat } = await loadWabt();
  const module = parseWat("kernel.wat", readFileSync(join(folder, "kernel.wat"), "utf8"), { simd: true });
  module.validate();
  const { buffer } = module.toBinary({});
  const text = Buffer.from(buffer).toString("base64");
  return [
    "// Made from kernel.wat by test/training/kernel/assemble.ts; do not edit.",
    "",
    `/** The ${buffer.length} bytes of the WebAssembly kernel, as base64. */`,
    "export const KERNEL_BINARY =",
    `  "${text}";`,
    "",
  ].join("\n");
}

if (argv[1] === import.meta.filename) {
  writeFileSync(join(folder, "kernelBinary.ts"), await assembleKernel());
}
