import { reject } from "../../core/checks";
import { SalienceError, type SalienceErrorCode } from "../../core/errors";
import { absentFields } from "../../features/absentFields";
import type { FeatureSet } from "../../features/featureSet";
import { checkModel } from "../../models/checkModel";
import { createScorer, type Scorer } from "../../models/createScorer";
import type { AdditiveModel } from "../../models/types";
import { emitModule } from "./emitModule";

/**
 * Binds a model to features as `createScorer` does, and runs the code that `toJavaScript` writes for them: the same
 * results, several times as fast on records. Records of one shape, as a query or `JSON.parse` gives them, are read
 * by name; records of many shapes through a shared function. Explanations and tables take the way of `createScorer`.
 *
 * This is the one place of the library where text is evaluated. The text comes from the model and the feature
 * definitions, which can bring in no code: all of their texts and numbers are written as literals. A feature that is
 * a function is called. O(size of the model), once.
 *
 * @param model - a model, learned, written or loaded
 * @param features - a feature set with at least the features of the model
 * @returns the scorer
 * @throws SalienceError `invalid_configuration` where the host forbids evaluation (a Content Security Policy, an edge
 * runtime): `createScorer` works there; also if a feature is missing or of another type; `invalid_model` for a model
 * that was changed after it was sealed
 *
 * @example
 * ```ts
 * import { featureSet, numeric, pointsModel } from "salience";
 * import { compileScorer } from "salience/exporters";
 * const features = featureSet<{ visits: number | null }>()({ visits: numeric("visits") });
 * const model = pointsModel({ features, rules: [{ id: "r", when: { feature: "visits", atLeast: 3 }, points: 10 }] });
 * const scorer = compileScorer(model, features);
 * Array.from(scorer.scoreAll([{ visits: 1 }, { visits: 5 }]).score); // => [0, 10]
 * ```
 */
export function compileScorer<Row>(model: AdditiveModel, features: FeatureSet<Row>): Scorer<Row> {
  checkModel("compileScorer", model);
  const plain = createScorer(model, features);
  const names = [...plain.features.names].sort();
  const host = names.map((name) => plain.features.features[name]);
  const compiled = evaluate<Row>(emitModule(model, plain.features, null), host);
  let busy = false;
  // a feature of the host may score other records with the same scorer while one is read
  const guarded = <Result>(compute: () => Result, instead: () => Result): Result => {
    if (busy) return instead();
    busy = true;
    try {
      return compute();
    } finally {
      busy = false;
    }
  };
  return {
    ...plain,
    score: (row, options) =>
      guarded(
        () => compiled.score(row, options),
        () => plain.score(row, options),
      ),
    scoreAll: (rows, options) =>
      Array.isArray(rows)
        ? guarded(
            () => ({
              ...compiled.scoreAll(rows, options),
              warnings: absentFields<Row>(plain.features, rows),
            }),
            () => plain.scoreAll(rows, options),
          )
        : plain.scoreAll(rows, options),
  };
}

type Compiled<Row> = Pick<Scorer<Row>, "score" | "scoreAll">;

function evaluate<Row>(body: string, host: readonly unknown[]): Compiled<Row> {
  const refuse = (code: SalienceErrorCode, message: string) => {
    throw new SalienceError(code, message);
  };
  let make: (...values: readonly unknown[]) => Compiled<Row>;
  try {
    make = new Function(
      "host",
      "refuse",
      `"use strict";\n${body}\nreturn { score, scoreAll };`,
    ) as typeof make;
  } catch (error) {
    if ((error as Error)?.name !== "EvalError") throw error;
    return reject(
      "compileScorer",
      "a host that lets text be evaluated (createScorer gives the same results without)",
      error,
      "invalid_configuration",
    );
  }
  return make(host, refuse);
}
