import { compileDateFormat, type DateFormat, LONGEST_DATE } from "../dateFormat";

/** The formats that texts of one shape may have. */
export interface DateShape {
  /** Formats of which the first that reads a text is its own. */
  readonly plain: readonly DateFormat[];
  /** For texts such as 3/4/2024: month first, and day first. */
  readonly either: { readonly monthFirst: DateFormat; readonly dayFirst: DateFormat } | null;
}

const LONGEST_SHAPE = 32;
const WORDS: Readonly<Record<string, string>> = { am: "p", pm: "p", t: "T", z: "Z" };
const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)/;

/**
 * The shape of a text that may be a date: n for one or two digits, y for four, c for eight, x for others, b for the
 * name of a month, w of a day, p for AM or PM; signs as they are. O(length), at most 64 characters.
 *
 * @param text - without white space around it
 * @returns the shape, or null for what is no date
 */
export function dateShapeOf(text: string): string | null {
  if (text.length > LONGEST_DATE || text.length < 6) return null;
  let shape = "";
  let at = 0;
  while (at < text.length) {
    const character = text[at] as string;
    let end = at + 1;
    if (character >= "0" && character <= "9") {
      while (isDigit(text[end])) end++;
      const length = end - at;
      shape += length <= 2 ? "n" : length === 4 ? "y" : length === 8 ? "c" : "x";
    } else if (/[a-z]/i.test(character)) {
      while (/[a-z]/i.test(text[end] ?? "")) end++;
      const word = text.slice(at, end).toLowerCase();
      const dotted = (word === "a" || word === "p") && text.slice(end, end + 3).toLowerCase() === ".m.";
      const letter = dotted ? "p" : letterOf(word);
      if (letter === null) return null;
      if (dotted) end += 3;
      else if ((letter === "b" || letter === "w") && text[end] === "." && word.length < 5) end++;
      shape += letter;
    } else if (/\s/.test(character)) {
      while (/\s/.test(text[end] ?? "")) end++;
      shape += " ";
    } else if ("/-.:,+".includes(character)) shape += character;
    else return null;
    if (shape.length > LONGEST_SHAPE) return null;
    at = end;
  }
  return shape;
}

const isDigit = (character: string | undefined) =>
  character !== undefined && character >= "0" && character <= "9";

function letterOf(word: string): string | null {
  if (word.length <= 2) return Object.hasOwn(WORDS, word) ? (WORDS[word] as string) : null;
  if (word.length > 9) return null;
  return MONTH.test(word) ? "b" : WEEKDAY.test(word) ? "w" : null;
}

/** The dates of a shape, as formats; two formats of equal standing are month first and day first. */
function dateForms(): Map<string, readonly string[]> {
  const forms = new Map<string, readonly string[]>([["c", ["yyyyMMdd"]]]);
  for (const sign of ["/", "-", "."]) {
    const join = (...tokens: string[]) => tokens.join(sign);
    forms.set(join("n", "n", "y"), [join("M", "d", "yyyy"), join("d", "M", "yyyy")]);
    forms.set(join("n", "n", "n"), [join("M", "d", "yy"), join("d", "M", "yy")]);
    forms.set(join("y", "n", "n"), [join("yyyy", "MM", "dd"), join("yyyy", "M", "d")]);
  }
  for (const sign of [" ", "-"]) {
    const join = (...tokens: string[]) => tokens.join(sign);
    forms.set(join("n", "b", "y"), [join("d", "MMM", "yyyy")]);
    forms.set(join("n", "b", "n"), [join("d", "MMM", "yy")]);
    forms.set(join("b", "n", "y"), [join("MMM", "d", "yyyy")]);
    forms.set(join("y", "b", "n"), [join("yyyy", "MMM", "d")]);
  }
  return forms.set("b n, y", ["MMM d, yyyy"]);
}

const FORMS = /* @__PURE__ */ dateForms();
/** A day of the week, the date, and a time with its joiner. Each part begins differently: nothing is tried twice. */
const SHAPE = /^(w,? )?([^:T]*?)(?:(T|,? )n:n(:n(?:\.[nyxc])?)?( ?p)?( ?(?:Z|[+-](?:n:n|n|y)))?)?$/;

/**
 * The formats that a shape may have.
 *
 * @param shape - as {@link dateShapeOf} gives it
 * @returns the formats, or null where the shape is that of no date
 */
export function formatsOfShape(shape: string): DateShape | null {
  const [, weekday = "", date = "", joiner, seconds, half, offset] = SHAPE.exec(shape) ?? [];
  const forms = FORMS.get(date);
  if (forms === undefined) return null;
  const day = weekday === "" ? "" : `EEE${weekday.slice(1)}`;
  const compiled = forms.flatMap((form) => {
    const hour = half !== undefined ? "h" : form.startsWith("yyyy") && form.endsWith("dd") ? "HH" : "H";
    const rest = seconds === undefined ? "" : seconds === ":n" ? ":ss" : ":ss.SSS";
    const time = `${hour}:mm${rest}${half?.replace("p", "a") ?? ""}${offset?.replace(/\S+/, "XXX") ?? ""}`;
    const format = day + form + (joiner === undefined ? "" : joiner.replace("T", "'T'") + time);
    return compileDateFormat(format) ?? [];
  });
  const [monthFirst, dayFirst] = compiled;
  if (monthFirst && dayFirst && forms[0]?.startsWith("M"))
    return { plain: [], either: { monthFirst, dayFirst } };
  return { plain: compiled, either: null };
}
