import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../support/sources";
import { type Consumer, installTarball, run, specifiers } from "./consumer";
import { type SizeCeiling, sizes } from "./sizes";

let consumer: Consumer;

beforeAll(() => {
  consumer = installTarball();
});

afterAll(() => {
  if (consumer) rmSync(consumer.folder, { recursive: true, force: true });
});

const installed = (path: string) =>
  readFileSync(join(consumer.folder, "node_modules/salience", path), "utf8");

describe("the tarball", () => {
  test("holds the built code and its types, package.json, README, LICENSE, CHANGELOG and guides, and nothing else", () => {
    const expected =
      /^(dist\/.*\.(js|cjs|d\.ts|d\.cts)|docs\/(guides\/)?[a-z-]+\.md|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
    expect(consumer.files.filter((path) => !expected.test(path))).toEqual([]);
    expect(consumer.files).toEqual(
      expect.arrayContaining(["package.json", "README.md", "LICENSE", "CHANGELOG.md", "dist/index.js"]),
    );
  });

  test("every link between its texts leads to a file that it holds", () => {
    const texts = consumer.files.filter((path) => path.endsWith(".md"));
    const broken = texts.flatMap((path) =>
      [...installed(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map(([, link]) => posix.join(posix.dirname(path), link as string))
        .filter((target) => !consumer.files.includes(target))
        .map((target) => `${path}: ${target}`),
    );
    expect(texts).toContain("docs/guides/getting-started.md");
    expect(broken).toEqual([]);
  });

  test("names no path of the machine that packed it", () => {
    const above = dirname(projectRoot);
    const paths = [projectRoot, "/home/", "/Users/", ...(above === "/" ? [] : [`${above}/`])];
    expect(consumer.files.filter((file) => paths.some((path) => installed(file).includes(path)))).toEqual([]);
  });

  test.each(["js", "cjs"])(
    "defines SalienceError in one .%s file, so that instanceof works everywhere",
    (extension) => {
      const code = consumer.files.filter((path) => path.endsWith(`.${extension}`));
      const defining = code.filter((path) =>
        /class \w* ?extends Error|SalienceError = class/.test(installed(path)),
      );
      expect(defining).toHaveLength(1);
    },
  );

  test("passes publint", async () => {
    const tarball = new Uint8Array(readFileSync(consumer.tarball)).buffer;
    const { messages, pkg } = await publint({ pack: { tarball } });
    expect(
      messages.filter(({ type }) => type !== "suggestion").map((one) => formatMessage(one, pkg)),
    ).toEqual([]);
  });

  test("passes attw: types resolve in ESM, in CommonJS and in bundlers", () => {
    run(
      join(projectRoot, "node_modules/.bin/attw"),
      [consumer.tarball, "--profile", "node16"],
      consumer.folder,
    );
  });
});

/** The exported names by specifier, and those whose SalienceError is not the one of the root. */
interface Loaded {
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly strangers: readonly string[];
}

/** Loads every specifier in one Node process of the consumer. */
function load(fileName: string, loader: string): Loaded {
  const code = `
    (async () => {
      const names = {};
      const strangers = [];
      const root = await ${loader}("salience");
      for (const specifier of ${JSON.stringify(specifiers)}) {
        const loaded = await ${loader}(specifier);
        names[specifier] = Object.keys(loaded).filter((name) => !/^(default|module\\.exports)$/.test(name)).sort();
        if ("SalienceError" in loaded && loaded.SalienceError !== root.SalienceError) strangers.push(specifier);
      }
      console.log(JSON.stringify({ names, strangers }));
    })();`;
  writeFileSync(join(consumer.folder, fileName), code);
  return JSON.parse(run(process.execPath, [fileName], consumer.folder));
}

describe("every subpath", () => {
  let imported: Loaded;
  let required: Loaded;

  beforeAll(() => {
    imported = load("load.mjs", "import");
    required = load("load.cjs", "require");
  });

  test.each(specifiers)("%s exposes the same names to import and to require", (specifier) => {
    expect(imported.names[specifier]).not.toEqual([]);
    expect(required.names[specifier]).toEqual(imported.names[specifier]);
  });

  test("has the SalienceError of the root, if any", () => {
    expect(imported.names.salience).toContain("SalienceError");
    expect([imported.strangers, required.strangers]).toEqual([[], []]);
  });
});

describe("a consumer in TypeScript compiles", () => {
  const node16 = { module: "node16", moduleResolution: "node16" };
  const bundler = { module: "esnext", moduleResolution: "bundler" };
  /** Only the threads subpath needs the types of Node. */
  const forNode: readonly string[] = specifiers.filter((specifier) => specifier === "salience/threads");
  const anywhere = specifiers.filter((specifier) => !forNode.includes(specifier));

  function compile(
    fileName: string,
    options: object,
    imported: readonly string[],
    types: readonly string[] = [],
  ) {
    const lines = imported.map(
      (specifier, index) => `export * as m${index} from ${JSON.stringify(specifier)};`,
    );
    const common = { target: "es2022", lib: ["es2023", "dom"], strict: true, noEmit: true };
    const typeRoots = [join(projectRoot, "node_modules/@types")];
    const config = { compilerOptions: { ...common, ...options, types, typeRoots }, files: [fileName] };
    writeFileSync(join(consumer.folder, fileName), `${lines.join("\n")}\n`);
    writeFileSync(join(consumer.folder, "tsconfig.json"), JSON.stringify(config));
    run(join(projectRoot, "node_modules/.bin/tsc"), [], consumer.folder);
  }

  test.each([
    ["node16, as an ES module", "consumer.mts", node16],
    ["node16, as CommonJS", "consumer.cts", node16],
    ["a bundler", "consumer.ts", bundler],
  ] as const)("for %s, without types of Node", (_, fileName, options) => {
    compile(fileName, options, anywhere);
    if (forNode.length > 0) compile(fileName, options, forNode, ["node"]);
  });

  test("and one that imports what is not there does not", () => {
    expect(() => compile("wrong.mts", node16, ["salience/nothing"])).toThrow("TS2307");
  });
});

describe("the bundle of a consumer", () => {
  const table: string[] = [];

  afterAll(() => {
    console.log(["", "bytes, minified and gzipped", ...table].join("\n"));
  });

  async function bundle({ code }: SizeCeiling) {
    const { outputFiles, metafile } = await build({
      stdin: { contents: code, resolveDir: consumer.folder },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      metafile: true,
      write: false,
      logLevel: "silent",
    });
    const bytes = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
    const output = Object.values(metafile.outputs)[0]?.inputs ?? {};
    const packages = Object.entries(output)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? "consumer");
    return { bytes, packages: [...new Set(packages)] };
  }

  test.each(sizes)("$name: at most $maximumBytes bytes", async (size) => {
    const { bytes, packages } = await bundle(size);
    table.push(`${String(bytes).padStart(7)} of ${String(size.maximumBytes).padStart(6)}  ${size.name}`);
    expect(packages.filter((name) => size.mustNotContain.includes(name))).toEqual([]);
    expect(bytes).toBeLessThanOrEqual(size.maximumBytes);
  });

  test("of streams needs nothing of Node, and scores a Web stream there", async () => {
    const code = `
      import { createScorer, featureSet, numeric, pointsModel } from "salience";
      import { scoreStream } from "salience/batch";
      const features = featureSet()({ visits: numeric("visits") });
      const rules = [{ id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 }];
      const scorer = createScorer(pointsModel({ features, rules }), features);
      const scores = [];
      const stream = new ReadableStream({
        start(controller) {
          for (const visits of [5, 1]) controller.enqueue({ visits });
          controller.close();
        },
      });
      for await (const chunk of scoreStream(scorer, stream, { chunkSize: 1 })) scores.push(...chunk.scores.score);
      globalThis.scores = scores;`;
    const { outputFiles, errors } = await build({
      stdin: { contents: code, resolveDir: consumer.folder },
      bundle: true,
      format: "esm",
      platform: "browser",
      write: false,
      logLevel: "silent",
    });
    const text = outputFiles[0]?.text ?? "";
    expect(errors).toEqual([]);
    expect(text).not.toMatch(/from "node:|require\("/);
    // as in a browser: none of the globals that only Node has
    const names = ["process", "Buffer", "setImmediate", "require", "global"];
    const hide = names.map((name) => `globalThis.${name} = undefined;`).join("");
    const printing = "const print = console.log;";
    writeFileSync(
      join(consumer.folder, "browser.mjs"),
      `${printing}${hide}${text}\nprint(JSON.stringify(globalThis.scores));`,
    );
    expect(JSON.parse(run(process.execPath, ["browser.mjs"], consumer.folder))).toEqual([10, 0]);
  });

  test("is seen to contain a package that it contains", async () => {
    const [size] = sizes;
    const code = 'import * as z from "zod"; console.log(z);';
    expect(size && (await bundle({ ...size, code })).packages).toContain("zod");
  });
});

describe("worker threads", () => {
  test.each([
    ["workers.mjs", (name: string) => `await import("${name}")`],
    ["workers.cjs", (name: string) => `require("${name}")`],
  ])("%s finds their code in the package, and ends by itself", (fileName, load) => {
    const code = `
      (async () => {
        const { createScorer, featureSet, numeric, pointsModel } = ${load("salience")};
        const { scoreInWorkers } = ${load("salience/threads")};
        const features = featureSet()({ visits: numeric("visits") });
        const rules = [{ id: "visited", when: { feature: "visits", atLeast: 3 }, points: 10 }];
        const scorer = createScorer(pointsModel({ features, rules }), features);
        const { score } = await scoreInWorkers(scorer, [{ visits: 5 }, { visits: 1 }], { threads: 2, chunkSize: 1 });
        console.log(JSON.stringify(Array.from(score)));
      })();`;
    writeFileSync(join(consumer.folder, fileName), code);
    expect(JSON.parse(run(process.execPath, [fileName], consumer.folder))).toEqual([10, 0]);
  });
});
