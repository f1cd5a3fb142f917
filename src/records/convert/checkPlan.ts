import { checkOptions, POLLUTING_KEYS, reject } from "../../core/checks";
import { compileDateFormat, DATE_TOKENS } from "../dateFormat";
import { LONGEST_PLACEHOLDER, NO, YES } from "../placeholders";
import type { FieldPlan, NumberWriting } from "../planTypes";
import { isZone } from "../zoneTime";

const COMMON = ["kind", "name", "missing", "badCells"];
const WRITING = ["decimal", "thousands"];

/** The options of each kind beside the common ones. */
const OPTIONS: Readonly<Record<FieldPlan["kind"], readonly string[]>> = {
  text: [],
  number: WRITING,
  money: ["currency", ...WRITING],
  percent: WRITING,
  date: ["formats", "zone"],
  yesNo: ["yes", "no"],
  list: ["separator"],
};

/**
 * Checks the plan of one field.
 *
 * @param caller - the name of the calling function
 * @param field - the field
 * @param plan - what should be a plan
 * @returns the plan
 * @throws SalienceError `invalid_argument` that names the field
 */
export function checkFieldPlan(caller: string, field: string, plan: FieldPlan): FieldPlan {
  const where = `plan[${JSON.stringify(field)}]`;
  if (POLLUTING_KEYS.includes(field)) reject(caller, "a field that is no object internal", field);
  if (typeof plan !== "object" || plan === null) reject(caller, `${where} to be an object`, plan);
  if (!Object.hasOwn(OPTIONS, plan.kind)) {
    reject(caller, `kind of ${where} to be one of ${Object.keys(OPTIONS).join(", ")}`, plan.kind);
  }
  checkOptions(caller, where, plan, [...COMMON, ...OPTIONS[plan.kind]]);
  const { name, missing, badCells } = plan;
  if (name !== undefined && (typeof name !== "string" || name === "" || POLLUTING_KEYS.includes(name))) {
    reject(caller, `name of ${where} to be a name`, name);
  }
  if (missing !== undefined) checkTexts(caller, `missing of ${where}`, missing);
  if (badCells !== undefined) checkRule(caller, `badCells of ${where}`, badCells);
  checkKind(caller, where, plan);
  return plan;
}

/**
 * Checks what a bad cell is to do.
 *
 * @param caller - the name of the calling function
 * @param what - the name of the option
 * @param rule - the value to check
 * @throws SalienceError `invalid_argument`
 */
export function checkRule(caller: string, what: string, rule: unknown): void {
  if (rule !== "reject" && rule !== "missing") reject(caller, `${what} to be "reject" or "missing"`, rule);
}

function checkKind(caller: string, where: string, plan: FieldPlan): void {
  if (plan.kind === "number" || plan.kind === "money" || plan.kind === "percent")
    checkWriting(caller, where, plan);
  if (plan.kind === "money") {
    checkTexts(caller, `currency of ${where}`, plan.currency);
    const odd = plan.currency.find((text) => /\d/.test(text));
    if (odd !== undefined) reject(caller, `currency of ${where} without digits`, odd);
  }
  if (plan.kind === "list" && (typeof plan.separator !== "string" || plan.separator.trim() === "")) {
    reject(caller, `separator of ${where} to be text that is not blank`, plan.separator);
  }
  if (plan.kind === "yesNo") {
    const { yes = YES, no = NO } = plan;
    checkTexts(caller, `yes of ${where}`, yes);
    checkTexts(caller, `no of ${where}`, no);
    const folded = new Set(yes.map((text) => text.trim().toLowerCase()));
    const both = no.find((text) => folded.has(text.trim().toLowerCase()));
    if (both !== undefined) reject(caller, `yes and no of ${where} without a common text`, both);
  }
  if (plan.kind === "date") checkDates(caller, where, plan.formats, plan.zone);
}

function checkWriting(caller: string, where: string, { decimal, thousands }: NumberWriting): void {
  if (![undefined, ".", ","].includes(decimal))
    reject(caller, `decimal of ${where} to be "." or ","`, decimal);
  if (![undefined, ",", ".", " ", "'"].includes(thousands)) {
    reject(caller, `thousands of ${where} to be one of "," "." " " "'"`, thousands);
  }
  if (thousands === (decimal ?? "."))
    reject(caller, `thousands of ${where} to differ from decimal`, thousands);
}

function checkDates(caller: string, where: string, formats: readonly string[], zone: unknown): void {
  checkTexts(caller, `formats of ${where}`, formats);
  const compiled = formats.map(
    (format) =>
      compileDateFormat(format) ??
      reject(
        caller,
        `formats of ${where} with year, month and day, in ${DATE_TOKENS} and quoted text`,
        format,
      ),
  );
  const needsZone = compiled.some(({ hasTime, hasOffset }) => hasTime && !hasOffset);
  if (needsZone && !isZone(zone)) reject(caller, `zone of ${where} to name a time zone such as UTC`, zone);
  if (!needsZone && zone !== undefined) {
    reject(caller, `no zone of ${where}, whose formats are days or say the offset`, zone);
  }
}

function checkTexts(caller: string, what: string, texts: unknown): void {
  const isList = Array.isArray(texts) && texts.length > 0;
  if (!isList) reject(caller, `${what} to be a list of texts`, texts);
  for (const text of texts) {
    if (typeof text !== "string" || text.trim() === "" || text.length > LONGEST_PLACEHOLDER) {
      reject(caller, `${what} to hold texts of 1 to ${LONGEST_PLACEHOLDER} characters`, text);
    }
  }
}
