import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

/** The folder that holds package.json. */
export const projectRoot = resolve(import.meta.dirname, "../..");

/** The text of a file of the project. */
export const readText = (path: string) => readFileSync(join(projectRoot, path), "utf8");

/** Every file below a folder of the project, as sorted paths from the root with forward slashes. */
export function filesBelow(folder: string): string[] {
  const absolute = join(projectRoot, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(projectRoot.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** The TypeScript files of the library. */
export const sourcePaths = filesBelow("src").filter((path) => path.endsWith(".ts"));

/** The folders of src: each is a floor or a leaf, and a subpath of the package. */
export const folders = [...new Set(sourcePaths.map((path) => path.split("/").slice(1, -1)[0] ?? ""))].filter(
  Boolean,
);

/** The subpaths' index files, and the root's. */
export const indexPaths = sourcePaths.filter((path) => /^src\/([^/]+\/)?index\.ts$/.test(path));

export const parse = (path: string, text: string) =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

/** The line, from 1, at which a node's own text begins. */
export const lineOf = (node: ts.Node) =>
  node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;

/** Visits a node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** One import, re-export, dynamic import or import type of a file. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
}

export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (at: ts.Node, specifier: ts.Node | undefined) => {
    if (specifier && ts.isStringLiteralLike(specifier))
      found.push({ specifier: specifier.text, line: lineOf(at) });
  };
  walk(parse(path, text), (node) => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier);
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node, node.argument.literal);
    else if (ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText())) {
      add(node, node.arguments[0]);
    }
  });
  return found;
}
