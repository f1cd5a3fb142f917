/** An XML element: attributes that are undefined are left out, children are elements or one text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly children: readonly XmlElement[] | string;
}

/** Makes an element. */
export function xml(
  name: string,
  attributes: XmlElement["attributes"] = {},
  children: XmlElement["children"] = [],
): XmlElement {
  return { name, attributes, children };
}

/** Makes an element that is not there where it would have no children. */
export function xmlUnlessEmpty(name: string, children: readonly XmlElement[]): readonly XmlElement[] {
  return children.length === 0 ? [] : [xml(name, {}, children)];
}

/**
 * The text of an element and what is in it, one line for each element. Markup characters are escaped; so are tabs
 * and line ends, which a parser would otherwise turn into others.
 *
 * @param element - the element
 * @param indent - spaces before every line
 * @returns lines, each with a line end
 */
export function writeXml(element: XmlElement, indent = ""): string {
  const { name, children } = element;
  const attributes = Object.entries(element.attributes)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join("");
  if (children.length === 0) return `${indent}<${name}${attributes}/>\n`;
  if (typeof children === "string")
    return `${indent}<${name}${attributes}>${escapeXml(children)}</${name}>\n`;
  const inner = children.map((child) => writeXml(child, `${indent} `)).join("");
  return `${indent}<${name}${attributes}>\n${inner}${indent}</${name}>\n`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] as string);
}

/** The first character of a text that XML 1.0 cannot hold in any form, or undefined: controls and lone surrogates. */
export function forbiddenCharacter(text: string): string | undefined {
  return /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text)?.[0];
}
