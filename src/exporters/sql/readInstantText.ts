import type { Dialect } from "./dialect";
import { caseOf, joined } from "./format";
import type { Column, Layers } from "./layers";

const DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const ZONE = "(Z|[+-][0-9]{2}(:?[0-9]{2})?)?";
const ISO_FORM = `^${DATE}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?${ZONE})?$`;
const SECONDS = "[T ][0-9]{2}:[0-9]{2}:([0-9]{2})";
const FRACTION = "[.,]([0-9]+)";
const OFFSET = "[T ].*([+-][0-9]{2}:?[0-9]{0,2})$";

/**
 * Milliseconds of an ISO 8601 text, as `parseInstant` reads it, in plain arithmetic: the parts of the date are cut
 * out, checked, and counted as days since 1970 in the Gregorian calendar. NULL for anything else.
 */
export function readInstantText(dialect: Dialect, layers: Layers, text: Column): Column {
  const n = dialect.number;
  const name = text.sql.slice(2);
  const iso = layers.define(`${name}_iso`, caseOf([[dialect.matches(text.sql, ISO_FORM), text.sql]], null), [
    text,
  ]);
  const parts = cutParts(dialect, layers, name, iso);
  const { year, month, day, hour, minute, second, millisecond, zoneHour, zoneMinute, zoneSign } = parts;
  const days = defineDays(dialect, layers, name, parts);
  const lastDay = layers.define(`${name}_last_day`, lastDaySql(dialect, parts), [year, month]);
  // a text of another form has month 0
  const isPossible = [
    `${month.sql} BETWEEN ${n(1)} AND ${n(12)} AND ${day.sql} BETWEEN ${n(1)} AND ${lastDay.sql}`,
    `${hour.sql} <= ${n(23)} AND ${minute.sql} <= ${n(59)} AND ${second.sql} <= ${n(59)}`,
    `${zoneHour.sql} <= ${n(23)} AND ${zoneMinute.sql} <= ${n(59)}`,
  ];
  const time = [
    `${days.sql} * ${n(86_400_000)}`,
    `((${hour.sql} * ${n(60)} + ${minute.sql}) * ${n(60)} + ${second.sql}) * ${n(1000)}`,
    `${millisecond.sql} - ${zoneSign.sql} * (${zoneHour.sql} * ${n(60)} + ${zoneMinute.sql}) * ${n(60_000)}`,
  ];
  const sql = caseOf([[joined(isPossible, "AND"), joined(time, "+")]], null);
  return layers.define(`${name}_time`, sql, [days, lastDay]);
}

type Parts = Readonly<
  Record<
    | "year"
    | "month"
    | "day"
    | "hour"
    | "minute"
    | "second"
    | "millisecond"
    | "zoneSign"
    | "zoneHour"
    | "zoneMinute",
    Column
  >
>;

/** The numbers in a date; what is not there is 0. */
function cutParts(dialect: Dialect, layers: Layers, name: string, iso: Column): Parts {
  const n = dialect.number;
  const cut = (start: number, length: number) => `NULLIF(SUBSTR(${iso.sql}, ${start}, ${length}), '')`;
  const group = (pattern: string) => `NULLIF(${dialect.extract(iso.sql, pattern)}, '')`;
  const number = (digits: string) => `COALESCE(${dialect.parseDigits(digits)}, ${n(0)})`;
  const part = (what: string, value: string) => layers.define(`${name}_${what}`, value, [iso]);
  const fraction = part("fraction", `COALESCE(${group(FRACTION)}, '0')`);
  const zone = part("zone", `REPLACE(${group(OFFSET)}, ':', '')`);
  const zonePart = (what: string, value: string) => layers.define(`${name}_${what}`, value, [zone]);
  return {
    year: part("year", number(cut(1, 4))),
    month: part("month", number(cut(6, 2))),
    day: part("day", number(cut(9, 2))),
    hour: part("hour", number(cut(12, 2))),
    minute: part("minute", number(cut(15, 2))),
    second: part("second", number(group(SECONDS))),
    millisecond: layers.define(
      `${name}_ms`,
      dialect.floor(`${dialect.parseDigits(`CONCAT('0.', ${fraction.sql})`)} * ${n(1000)}`),
      [fraction],
    ),
    zoneSign: zonePart("zone_sign", caseOf([[`SUBSTR(${zone.sql}, 1, 1) = '-'`, n(-1)]], n(1))),
    zoneHour: zonePart("zone_hour", number(`SUBSTR(${zone.sql}, 2, 2)`)),
    zoneMinute: zonePart("zone_minute", number(`NULLIF(SUBSTR(${zone.sql}, 4, 2), '')`)),
  };
}

/** Days since 1970-01-01; the year begins with March, so that a leap day is its last. */
function defineDays(dialect: Dialect, layers: Layers, name: string, parts: Parts): Column {
  const { year, month, day } = parts;
  const n = dialect.number;
  const isEarly = `${month.sql} <= ${n(2)}`;
  const define = (what: string, early: string, late: string) =>
    layers.define(`${name}_${what}`, caseOf([[isEarly, early]], late), [year, month]);
  const y = define("y", `${year.sql} - ${n(1)}`, year.sql);
  const m = define("m", `${month.sql} + ${n(9)}`, `${month.sql} - ${n(3)}`);
  const [by4, by100, by400] = [4, 100, 400].map((years) => dialect.floor(`${y.sql} / ${n(years)}`));
  const untilMonth = dialect.floor(`(${n(153)} * ${m.sql} + ${n(2)}) / ${n(5)}`);
  const leaps = `${by4} - ${by100} + ${by400}`;
  const days = [`${n(365)} * ${y.sql}`, leaps, untilMonth, `${day.sql} - ${n(719_469)}`];
  return layers.define(`${name}_days`, joined(days, "+"), [y, m, day]);
}

/** The number of days of a month. */
function lastDaySql(dialect: Dialect, { year, month }: Parts): string {
  const n = dialect.number;
  const isMultiple = (years: number) =>
    `${dialect.floor(`${year.sql} / ${n(years)}`)} * ${n(years)} = ${year.sql}`;
  const isLeap = `(${isMultiple(400)} OR ${isMultiple(4)} AND NOT (${isMultiple(100)}))`;
  return caseOf(
    [
      [`${month.sql} = ${n(2)} AND ${isLeap}`, n(29)],
      [`${month.sql} = ${n(2)}`, n(28)],
      [dialect.isIn(month.sql, [4, 6, 9, 11].map(n)), n(30)],
    ],
    n(31),
  );
}
