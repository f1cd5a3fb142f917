import ts from "typescript";
import { parse, walk } from "../support/sources";
import type { Example } from "./extract";

/** An example as the body of a test. */
export interface TestBody {
  /** The local names it imports, each with the import line that brings it. */
  readonly imports: ReadonlyMap<string, string>;
  /** The code, its expectations turned into calls of test/docs/expectations.ts; lines stay where they were. */
  readonly code: string;
}

/** A comment that says what the statement before it yields. */
interface Expectation {
  readonly marker: string;
  readonly text: string;
  /** Where its comment begins. */
  readonly position: number;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const comment = String.raw`[ \t]*\/\/[ \t]*(=>|≈|throws(?= [A-Z]\w*Error\b))[ \t]*([^\n]*)`;
/** A line that goes on with a value: `//   ` and more, or a closing bracket. */
const continuation = String.raw`\n[ \t]*\/\/(?: {3,}| *(?=[\])}]))[^\n]*`;
/** At the end of the statement's line, or alone on the next one. */
const expectationPattern = new RegExp(String.raw`^(?:[ \t]*\n)?${comment}((?:${continuation})*)`);
const looksLikeExpectation = new RegExp(`^${comment}`);

/**
 * Turns an example into the body of a test.
 *
 * @throws Error with the file and line of an expectation that cannot be understood
 */
export function transformExample(path: string, example: Example): TestBody {
  const file = parse("example.ts", example.code);
  const lineAt = (position: number) => example.lineNumbers[file.getLineAndCharacterOfPosition(position).line];
  const fail = (position: number, message: string) => new Error(`${path}:${lineAt(position)}: ${message}`);
  const imports = new Map<string, string>();
  const edits: Edit[] = [];
  const attached = new Set<number>();

  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      for (const [name, line] of importLines(statement)) imports.set(name, line);
      edits.push({
        from: statement.getStart(),
        to: statement.end,
        text: statement.getText().replace(/[^\n]/g, ""),
      });
    } else if (ts.canHaveModifiers(statement)) {
      const modifier = ts.getModifiers(statement)?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
      if (modifier) edits.push({ from: modifier.getStart(), to: modifier.end, text: "" });
    }
  }
  walk(file, (node) => {
    if (!ts.isExpressionStatement(node) && !ts.isVariableStatement(node)) return;
    const expectation = expectationAfter(example.code, node.end);
    if (!expectation) return;
    attached.add(expectation.position);
    const where = JSON.stringify(`${path}:${lineAt(expectation.position)}`);
    const made = check(node, expectation, where);
    if (typeof made === "string") throw fail(expectation.position, made);
    edits.push(...made);
  });
  for (const { pos, end } of commentsOf(file)) {
    if (looksLikeExpectation.test(example.code.slice(pos, end)) && !attached.has(pos)) {
      throw fail(pos, "an expectation that follows no expression and no constant");
    }
  }
  return { imports, code: apply(edits, example.code) };
}

function expectationAfter(code: string, end: number): Expectation | undefined {
  const match = expectationPattern.exec(code.slice(end));
  if (!match) return undefined;
  const [all, marker = "", first = "", more = ""] = match;
  const text = [
    first,
    ...more
      .split("\n")
      .slice(1)
      .map((line) => line.replace(/^[ \t]*\/\/ */, "")),
  ]
    .join("\n")
    .trim();
  return { marker, text, position: end + all.indexOf("//") };
}

/** The edits that turn a statement into a check, or what is wrong with its expectation. */
function check(
  statement: ts.ExpressionStatement | ts.VariableStatement,
  expectation: Expectation,
  where: string,
) {
  const { marker, text } = expectation;
  const start = statement.getStart();
  const insert = (at: number, inserted: string): Edit => ({ from: at, to: at, text: inserted });
  if (marker === "throws") {
    const [, name, message] = /^(\w+): (.+)$/s.exec(text.replaceAll("\n", " ")) ?? [];
    if (!name || !message) return "expected `throws SalienceError: message`";
    const [call, arrow] = /\bawait\b/.test(statement.getText())
      ? ["await $throws", "async () =>"]
      : ["$throws", "() =>"];
    const rest = `, ${JSON.stringify(name)}, ${JSON.stringify(message)}, ${where});`;
    return [insert(start, `${call}(${arrow} { `), insert(statement.end, ` }${rest}`)];
  }
  const isLog = ts.isExpressionStatement(statement) && isConsoleLog(statement.expression);
  const isValue = isLog ? isLiteral(text) : isExpression(text);
  if (!isValue && !isLog) return `not a JavaScript value: ${text}`;
  const value = !isValue ? JSON.stringify(text) : marker === "≈" ? withDigits(text) : `(${text})`;
  const rest = `, ${value}, ${where})`;
  if (ts.isVariableStatement(statement)) {
    const [declaration, second] = statement.declarationList.declarations;
    if (!declaration || second || !ts.isIdentifier(declaration.name))
      return "expected one constant with a name";
    return [insert(statement.end, `; $equal(${declaration.name.text}${rest};`)];
  }
  const { expression } = statement;
  if (!isConsoleLog(expression)) {
    return [insert(expression.getStart(), "$equal(("), insert(expression.end, `)${rest}`)];
  }
  const [argument, second] = expression.arguments;
  if (!argument || second) return "expected console.log with one argument";
  return [
    { from: expression.getStart(), to: argument.getStart(), text: "$equal(" },
    { from: argument.end, to: expression.end, text: rest },
  ];
}

const isConsoleLog = (node: ts.Expression): node is ts.CallExpression =>
  ts.isCallExpression(node) && node.expression.getText() === "console.log";

const syntaxErrors = (text: string) =>
  ts.transpileModule(`(${text}\n)`, { reportDiagnostics: true }).diagnostics ?? [];

const isExpression = (text: string) => text !== "" && syntaxErrors(text).length === 0;

/** True for a value that stands for itself; anything else after a console.log is the text that it prints. */
function isLiteral(text: string): boolean {
  if (!isExpression(text)) return false;
  let literal = true;
  walk(parse("value.ts", `(${text}\n)`), (node) => {
    if (ts.isCallExpression(node) || ts.isBinaryExpression(node) || ts.isPropertyAccessExpression(node))
      literal = false;
    const isName =
      ts.isIdentifier(node) && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node);
    if (isName && !/^(NaN|Infinity|undefined)$/.test(node.text)) literal = false;
  });
  return literal;
}

/** The value with each number in it replaced by a matcher that knows the digits shown. */
function withDigits(value: string): string {
  const text = `(${value}\n)`;
  const edits: Edit[] = [];
  walk(parse("value.ts", text), (node) => {
    if (!ts.isNumericLiteral(node)) return;
    if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return;
    const number = ts.isPrefixUnaryExpression(node.parent) ? node.parent : node;
    edits.push({ from: number.getStart(), to: number.end, text: `$digits("${number.getText()}")` });
  });
  return apply(edits, text);
}

/** One import line for each name that an import declaration brings. */
function importLines(declaration: ts.ImportDeclaration): [string, string][] {
  const from = `from ${declaration.moduleSpecifier.getText()};`;
  const clause = declaration.importClause;
  if (!clause) return [[declaration.getText(), declaration.getText()]];
  const keyword = clause.isTypeOnly ? "import type" : "import";
  const lines: [string, string][] = [];
  if (clause.name) lines.push([clause.name.text, `${keyword} ${clause.name.text} ${from}`]);
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings))
    lines.push([bindings.name.text, `${keyword} ${bindings.getText()} ${from}`]);
  if (bindings && ts.isNamedImports(bindings)) {
    for (const element of bindings.elements) {
      const named = element.getText().replace(/^type /, "");
      lines.push([element.name.text, `${element.isTypeOnly ? "import type" : keyword} { ${named} } ${from}`]);
    }
  }
  return lines;
}

function commentsOf(file: ts.SourceFile): ts.CommentRange[] {
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node) => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(file.text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(file.text, node.end) ?? []),
    ];
    for (const range of ranges) found.set(range.pos, range);
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return [...found.values()];
}

function apply(edits: readonly Edit[], text: string): string {
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.from - a.from)) {
    result = result.slice(0, edit.from) + edit.text + result.slice(edit.to);
  }
  return result;
}
