/** What a consumer writes, and how much of the package may end up in the bundle of it. */
export interface SizeCeiling {
  readonly name: string;
  readonly code: string;
  /** Bundled by esbuild, minified, gzipped at level 9, with every dependency. */
  readonly maximumBytes: number;
  /** Packages that must not be in the bundle. */
  readonly mustNotContain: readonly string[];
}

const heavy = ["zod", "mathjs", "ml-matrix", "ml-logistic-regression"];

export const sizes: readonly SizeCeiling[] = [
  {
    name: "everything in the root",
    code: 'import * as s from "salience"; console.log(s);',
    maximumBytes: 145 * 1024,
    mustNotContain: heavy,
  },
  {
    name: "scoring with a stored model",
    code: `
      import { createScorer, numeric, categorical, flag, countEvents, daysSince, featureSet } from "salience";
      const features = featureSet()({
        employees: numeric("employees"),
        origin: categorical("origin"),
        optedOut: flag("optedOut"),
        visits: countEvents("events", { where: { type: "visit" }, withinDays: 30 }),
        lastTouch: daysSince("lastContactedAt"),
      });
      export const scorerOf = (model) => createScorer(model, features);`,
    maximumBytes: 15.5 * 1024,
    mustNotContain: [...heavy, "date-fns", "@date-fns/tz"],
  },
  {
    name: "profiling and converting rows",
    code: 'import { convertFields, profileFields } from "salience/records"; console.log(convertFields, profileFields);',
    maximumBytes: 15 * 1024,
    mustNotContain: [...heavy, "date-fns"],
  },
  {
    name: "salesVelocity alone",
    code: 'import { salesVelocity } from "salience"; console.log(salesVelocity);',
    maximumBytes: 1024,
    mustNotContain: [...heavy, "date-fns", "@date-fns/tz"],
  },
];
