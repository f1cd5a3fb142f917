import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { folders, indexPaths, parse, projectRoot } from "../support/sources";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  skipLibCheck: true,
  types: [],
};

type Lack = "a doc comment" | "@example" | "@param" | "@returns";

/** Something that an export should have and lacks. */
interface Finding {
  readonly lack: Lack;
  readonly text: string;
}

/** Where a doc comment may stand: at the declaration, or at the statement of a variable. */
const documented = (node: ts.Node) => ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);

/** The text of the doc comments of a symbol, whichever overload carries them. */
const commentOf = (declarations: readonly ts.Declaration[]) =>
  declarations
    .flatMap(documented)
    .map((comment) => comment.getText())
    .join("\n");

/** What the exports of one index file lack. */
function lacking(program: ts.Program, indexPath: string): Finding[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(indexPath);
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) return [];
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declarations = symbol.declarations ?? [];
    const findings: Finding[] = [];
    const report = (lack: Lack, detail = "") => findings.push({ lack, text: `${exported.name}${detail}` });
    const comment = commentOf(declarations);
    if (!comment) report("a doc comment");
    const signature = signatureOf(checker, symbol);
    if (!signature) return findings;
    if (!/@example[^@]*```ts\b/.test(comment)) report("@example");
    for (const parameter of parametersOf(declarations)) {
      if (!new RegExp(`@param ${parameter}\\b`).test(comment)) report("@param", ` ${parameter}`);
    }
    const returns = checker.typeToString(signature.getReturnType());
    if (!/^(void|never)$/.test(returns) && !/@returns \S/.test(comment)) report("@returns");
    return findings;
  });
}

/** The first signature of a function, or of a constant that holds one. */
function signatureOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Signature | undefined {
  if (!(symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable))) return undefined;
  const declaration = symbol.valueDeclaration;
  return declaration && checker.getTypeOfSymbolAtLocation(symbol, declaration).getCallSignatures()[0];
}

/** The names of the parameters of a function; one that is taken apart has no name to document. */
function parametersOf(declarations: readonly ts.Declaration[]): string[] {
  const names = new Set<string>();
  for (const declaration of declarations) {
    const called = ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
    const overloaded = declarations.length > 1 && ts.isFunctionDeclaration(declaration) && declaration.body;
    if (!called || !ts.isFunctionLike(called) || overloaded) continue;
    for (const { name } of called.parameters) if (ts.isIdentifier(name)) names.add(name.text);
  }
  return [...names];
}

const textsOf = (findings: readonly Finding[], lack: Lack) =>
  findings.filter((finding) => finding.lack === lack).map(({ text }) => text);

const program = ts.createProgram(
  indexPaths.map((path) => join(projectRoot, path)),
  options,
);

describe.each(folders)("salience/%s", (folder) => {
  const findings = lacking(program, join(projectRoot, `src/${folder}/index.ts`));

  test("every export has a doc comment", () => {
    expect(textsOf(findings, "a doc comment")).toEqual([]);
  });

  test("every function has an @example with a ```ts block", () => {
    expect(textsOf(findings, "@example")).toEqual([]);
  });

  test("every function documents its parameters", () => {
    expect(textsOf(findings, "@param")).toEqual([]);
  });

  test("every function says what it returns", () => {
    expect(textsOf(findings, "@returns")).toEqual([]);
  });
});

describe("the check itself", () => {
  /** What the exports of a file with this text lack. */
  function check(text: string): string[] {
    const files: Readonly<Record<string, string>> = { "/index.ts": 'export * from "./a";', "/a.ts": text };
    const host: ts.CompilerHost = {
      ...ts.createCompilerHost(options),
      fileExists: (path) => path in files,
      readFile: (path) => files[path],
      getSourceFile: (path) => parse(path, files[path] ?? ""),
    };
    const checked = ts.createProgram(["/index.ts"], { ...options, noLib: true }, host);
    return lacking(checked, "/index.ts").map((finding) => `${finding.lack}: ${finding.text}`);
  }

  const example = "@example\n```ts\nf(); // => 1\n```";

  test("a function without a comment lacks everything", () => {
    expect(check("export function f(x: number, y: number) { return x + y; }")).toEqual([
      "a doc comment: f",
      "@example: f",
      "@param: f x",
      "@param: f y",
      "@returns: f",
    ]);
  });

  test("a constant that holds a function is one", () => {
    expect(check("/** Doubles. */ export const f = (x: number) => 2 * x;")).toEqual([
      "@example: f",
      "@param: f x",
      "@returns: f",
    ]);
  });

  test("an example without a ts block does not count, for it is not run", () => {
    expect(check("/** One.\n @returns 1\n @example f() */ export function f() { return 1; }")).toEqual([
      "@example: f",
    ]);
  });

  test("types, interfaces and constants need a comment and no more", () => {
    expect(check("export type T = 1; export interface I {} export const c = 1;")).toEqual([
      "a doc comment: T",
      "a doc comment: I",
      "a doc comment: c",
    ]);
    expect(
      check("/** T */ export type T = 1;\n/** I */ export interface I {}\n/** c */ export const c = 1;"),
    ).toEqual([]);
  });

  test("a complete comment at any overload is enough, and a parameter that is taken apart has no name", () => {
    const comment = `/** Adds.\n @param x - any number\n @returns the sum\n ${example} */`;
    expect(check(`${comment} export function f(x: number, { y }: { y: number }) { return x + y; }`)).toEqual(
      [],
    );
    expect(
      check(`${comment} export function f(x: number): number;
        export function f(x: string): string;
        export function f(anything: unknown): unknown { return anything; }`),
    ).toEqual([]);
  });

  test("nothing is returned, so nothing is said", () => {
    expect(check(`/** Checks.\n ${example} */ export function f() {}`)).toEqual([]);
  });
});
