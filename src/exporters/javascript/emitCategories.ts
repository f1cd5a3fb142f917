import type {
  CategoricalDefinition,
  EmailDomainDefinition,
  OrdinalDefinition,
  TitleDefinition,
} from "../../features/definitions";
import { DEPARTMENT_PATTERNS } from "../../features/department";
import {
  DISPOSABLE_DOMAINS,
  EDUCATION_DOMAIN,
  FREE_DOMAINS,
  FREE_FAMILY,
  GOVERNMENT_DOMAIN,
} from "../../features/emailDomainType";
import { SENIORITY_LEVELS, UNRANKED_TITLE } from "../../features/seniority";
import { SENIORITY_PATTERNS } from "../../features/seniorityPatterns";
import { titleWords } from "../../features/titleFeature";
import { spellings } from "../spellings";
import type { EmitRead } from "./emitRead";
import { literal } from "./literal";
import { type Slot, variable } from "./slots";
import type { Writer } from "./writer";

/** Writes what a level (an expression of text or null) becomes: a code, or an entry where matches are asked for. */
type Encode = (level: string) => string;

function encoder(slot: Slot, writer: Writer): Encode {
  const codes = writer.constant("CODES", `new Map(${literal([...slot.codes])})`);
  if (slot.matches.length === 0) return (level) => `${writer.use("codeOf")}(${level}, ${codes})`;
  const matches = writer.constant("MATCHES", literal(slot.matches));
  return (level) => `${writer.use("levelEntry")}(${level}, ${codes}, ${matches})`;
}

/** Translates a feature that is a function of the host: it is called. */
export function emitHost(slot: Slot, writer: Writer): EmitRead {
  const isText = slot.type === "category";
  const value = `${writer.use("callHost")}(${slot.k}, r, t, ${isText})`;
  const line = `const ${variable(slot)} = ${isText ? encoder(slot, writer)(value) : `+${value}`};`;
  return () => line;
}

/** Translates `ordinal`. */
export function emitOrdinal(definition: OrdinalDefinition, slot: Slot, writer: Writer): EmitRead {
  const { field, levels, ignoreCase, missing } = definition;
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const ranks = writer.constant("RANKS", `new Map(${literal(levels.map((level, i) => [fold(level), i]))})`);
  const placeholders = writer.constant("PLACEHOLDERS", `new Set(${literal(missing.map(fold))})`);
  const wanted = literal(`one of ${levels.join(", ")}`);
  const rank = `${writer.use("rankOf")}(x, ${slot.k}, ${ranks}, ${placeholders}, ${ignoreCase}, ${wanted})`;
  return lookUp(field, rank, levels, "NaN", "+", slot, writer);
}

/** Translates `categorical`. */
export function emitCategorical(definition: CategoricalDefinition, slot: Slot, writer: Writer): EmitRead {
  const { field, ignoreCase } = definition;
  const spelled = writer.constant("SPELLED", `new Map(${literal([...spellings(definition)])})`);
  const level = `${writer.use("levelOf")}(x, ${slot.k}, ${spelled}, ${ignoreCase})`;
  return lookUpLevel(field, level, [...slot.codes.keys()], slot, writer);
}

/** Translates `seniority`, whose values are ranks, and `department`. */
export function emitTitle(
  { extractor, field, missing }: TitleDefinition,
  slot: Slot,
  writer: Writer,
): EmitRead {
  const isRank = extractor === "seniority";
  const valueFor = (level: string | null) =>
    isRank && level !== null ? (SENIORITY_LEVELS as readonly string[]).indexOf(level) : level;
  const absent = isRank ? "NaN" : "null";
  const written = (level: string | null) => (level === null ? absent : literal(valueFor(level)));
  const patterns = isRank ? SENIORITY_PATTERNS : DEPARTMENT_PATTERNS;
  const list = patterns.map(([level, pattern]) => `[${written(level)}, ${regularExpression(pattern)}]`);
  const name = writer.constant("TITLES", `[${list.join(", ")}]`);
  const placeholders = writer.constant("PLACEHOLDERS", `new Set(${literal(missing.map(titleWords))})`);
  const otherwise = written(isRank ? UNRANKED_TITLE : null);
  const value = `${writer.use("titleValue")}(x, ${slot.k}, ${name}, ${placeholders}, ${otherwise}, ${absent})`;
  return isRank
    ? lookUp(field, value, [], absent, "+", slot, writer)
    : lookUpLevel(field, value, [], slot, writer);
}

/** Translates `emailDomainType`: addresses seldom come twice, so they are not remembered. */
export function emitDomainType(definition: EmailDomainDefinition, slot: Slot, writer: Writer): EmitRead {
  const { k } = slot;
  const domains = (known: string, own: readonly string[]) => {
    const all = [...known.split(" "), ...own.map((domain) => domain.toLowerCase())];
    return writer.constant("DOMAINS", `new Set(${literal(all)})`);
  };
  const free = domains(FREE_DOMAINS, definition.free);
  const disposable = domains(DISPOSABLE_DOMAINS, definition.disposable);
  const patterns = writer.constant(
    "PATTERNS",
    `[${[FREE_FAMILY, EDUCATION_DOMAIN, GOVERNMENT_DOMAIN].map(regularExpression).join(", ")}]`,
  );
  const lower = definition.missing.map((text) => text.toLowerCase());
  const placeholders = writer.constant("PLACEHOLDERS", `new Set(${literal(lower)})`);
  const level = `${writer.use("domainType")}(x${k}, ${k}, ${free}, ${disposable}, ${patterns}, ${placeholders})`;
  const value = encoder(slot, writer)(level);
  return (read) => `const x${k} = ${read(definition.field)};\nconst ${variable(slot)} = ${value};`;
}

const regularExpression = ({ source, flags }: RegExp) => `new RegExp(${literal(source)}, "${flags}")`;

function lookUpLevel(
  field: string,
  level: string,
  texts: readonly string[],
  slot: Slot,
  writer: Writer,
): EmitRead {
  const encode = encoder(slot, writer);
  return lookUp(field, encode(level), texts, encode("null"), "", slot, writer);
}

/**
 * Looks a value up in a memory, which begins with what is absent and with the texts that the model names. All that is
 * in there was read by the same expression of `x`. It is a Map: an object is a little faster for texts that were keys
 * before, but much slower for new ones, as records from outside hold them.
 */
function lookUp(
  field: string,
  value: string,
  texts: readonly string[],
  absent: string,
  sign: "+" | "",
  slot: Slot,
  writer: Writer,
): EmitRead {
  const x = `x${slot.k}`;
  const memory = writer.constant("MEMORY", `new Map().set(undefined, ${absent}).set(null, ${absent})`);
  const call = writer.constant(
    "READ",
    `${writer.use("remember")}(${memory}, (x) => ${value}, ${literal(texts)})`,
  );
  return (read) =>
    `const ${x} = ${read(field)};
const ${variable(slot)} = ${sign}(${memory}.get(${x}) ?? ${call}(${x}));`;
}
