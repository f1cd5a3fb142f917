import ts from "typescript";
import { parse } from "../support/sources";

/** One example: a ```ts or ```js block, with those that continue it. */
export interface Example {
  /** What it is an example of: the declaration's name, or the heading above it. */
  readonly title: string;
  readonly code: string;
  /** The line in its file of each line of the code. */
  readonly lineNumbers: readonly number[];
  /** False for a block marked `ts no-check`. */
  readonly checked: boolean;
  /** Whether types are checked: not in a ```js block. */
  readonly typed: boolean;
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/** The examples of a TypeScript file (its doc comments) or of a Markdown file. */
export function extractExamples(path: string, text: string): Example[] {
  if (path.endsWith(".md")) return joinContinued(blocksOf(numberedLines(text, 1), ""));
  return docCommentsOf(path, text).flatMap(({ title, lines }) => joinContinued(blocksOf(lines, title)));
}

const numberedLines = (text: string, first: number): Line[] =>
  text.split(/\r?\n/).map((line, index) => ({ text: line, number: first + index }));

/** The doc comments of a file, without their stars, each with the name of what it documents. */
function docCommentsOf(path: string, text: string): { readonly title: string; readonly lines: Line[] }[] {
  const file = parse(path, text);
  const found: { title: string; lines: Line[] }[] = [];
  const visit = (node: ts.Node) => {
    for (const child of node.getChildren()) {
      if (ts.isJSDoc(child)) {
        const first = file.getLineAndCharacterOfPosition(child.pos).line + 1;
        const lines = numberedLines(child.getText(), first);
        found.push({
          title: nameOf(node),
          lines: lines.map((line) => ({ ...line, text: line.text.replace(/^\s*\* ?/, "") })),
        });
      } else visit(child);
    }
  };
  visit(file);
  return found;
}

function nameOf(node: ts.Node): string {
  const named = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node;
  return (named && ts.getNameOfDeclaration(named as ts.Declaration)?.getText()) ?? "";
}

/** The fenced ```ts and ```js blocks among some lines; a heading above a block becomes its title. */
function blocksOf(lines: readonly Line[], title: string): Example[] {
  const blocks: Example[] = [];
  let heading = title;
  let open: { fence: string; indent: number; info: string; lines: Line[] } | undefined;
  for (const line of lines) {
    const fence = /^(\s*)(`{3,}|~{3,})\s*([^`]*)$/.exec(line.text);
    if (open) {
      if (fence?.[2]?.startsWith(open.fence) && !fence[3]?.trim()) {
        const block = blockOf(open.info, open.lines, heading);
        if (block) blocks.push(block);
        open = undefined;
      } else
        open.lines.push({ ...line, text: line.text.slice(Math.min(open.indent, line.text.search(/\S|$/))) });
    } else if (fence) {
      open = {
        fence: fence[2] ?? "",
        indent: fence[1]?.length ?? 0,
        info: fence[3]?.trim() ?? "",
        lines: [],
      };
    } else heading = /^#+ (.*)/.exec(line.text)?.[1] ?? heading;
  }
  return blocks;
}

function blockOf(info: string, lines: readonly Line[], title: string): Example | undefined {
  const [language, ...flags] = info.split(/\s+/);
  if (!["ts", "typescript", "js"].includes(language ?? "")) return undefined;
  return {
    title,
    code: lines.map(({ text }) => text).join("\n"),
    lineNumbers: lines.map(({ number }) => number),
    checked: !flags.includes("no-check"),
    typed: language !== "js",
  };
}

/** A block that begins with `// continued` goes on in the scope of the one before it. */
function joinContinued(blocks: readonly Example[]): Example[] {
  const joined: Example[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    if (!before || !block.code.startsWith("// continued")) joined.push(block);
    else {
      joined[joined.length - 1] = {
        ...before,
        code: `${before.code}\n${block.code}`,
        lineNumbers: [...before.lineNumbers, ...block.lineNumbers],
      };
    }
  }
  return joined;
}
