import { checkNumber, checkOptions, checkPositive, reject } from "../core/checks";
import { categorical } from "../features/categorical";
import { numeric } from "../features/numeric";
import {
  categoryText,
  checkColumnName,
  checkList,
  checkUnique,
  type ImportedColumn,
  type ImportedModel,
  importedModel,
} from "./importedModel";

/** A number column: `coefficient · (value − mean) / scale`. */
export interface SklearnNumberColumn {
  readonly kind: "number";
  /** The name of the column. */
  readonly column: string;
  /** What the scaler subtracts, 0 without one. */
  readonly mean?: number;
  /** What the scaler divides by, 1 without one; above 0. */
  readonly scale?: number;
  /** What an imputer puts in the place of a missing value; without one it contributes as the mean does, 0. */
  readonly fill?: number;
}

/** A value of a category column; null is a missing value. */
export type SklearnCategory = string | number | boolean | null;

/** A column that is expanded by a one-hot encoder. */
export interface SklearnCategoryColumn {
  readonly kind: "category";
  readonly column: string;
  /** The encoder's categories of the column, in its order. */
  readonly categories: readonly SklearnCategory[];
  /** Position of the category without a column of its own, null for none. */
  readonly drop?: number | null;
  /** What the encoder does with a category it has not seen; `error` is imported as `ignore`. */
  readonly handleUnknown?: "error" | "ignore" | "infrequent_if_exist";
  /** The categories that share the last column of the encoder. */
  readonly infrequent?: readonly SklearnCategory[] | null;
  /** What an imputer puts in the place of a missing value. */
  readonly fill?: SklearnCategory;
}

/** A fitted pipeline as JSON: what the Python function in the comment of {@link fromSklearn} dumps. */
export interface SklearnPipeline {
  /** The class of the estimator, such as `LogisticRegression`. */
  readonly estimator: string;
  /** The two classes of a classifier; the coefficients are for the second one. Absent for a regressor. */
  readonly classes?: readonly (string | number | boolean)[];
  /** One for each column that the transformer makes, in its order. */
  readonly coefficients: readonly number[];
  readonly intercept: number;
  /** The input columns, in the order of the transformer. */
  readonly columns: readonly (SklearnNumberColumn | SklearnCategoryColumn)[];
}

const CALLER = "fromSklearn";
const CLASSIFIERS = ["LogisticRegression", "LogisticRegressionCV"];
const REGRESSORS = [
  ...["LinearRegression", "Ridge", "RidgeCV", "Lasso", "LassoCV", "ElasticNet", "ElasticNetCV"],
];
const PIPELINE = ["estimator", "classes", "coefficients", "intercept", "columns"];
const NUMBER = ["kind", "column", "mean", "scale", "fill"];
const CATEGORY = ["kind", "column", "categories", "drop", "handleUnknown", "infrequent", "fill"];

/**
 * A linear model of scikit-learn (a ColumnTransformer with StandardScaler, OneHotEncoder and SimpleImputer, then
 * LogisticRegression or a linear regressor) as an additive model with the same probabilities.
 *
 *     margin = intercept + Σ coefficient · (x − mean) / scale + Σ coefficient of the category,   score = expit(margin)
 *
 * with the score of a regressor being the margin. A category that the encoder has not seen contributes 0, or what
 * infrequent ones do under `infrequent_if_exist`; where scikit-learn raises an error (an unknown category under
 * `error`, a missing number without an imputer) the contribution is 0. A missing category contributes as the encoder's
 * own missing category, else as an unseen one. White space around categories does not count, and empty text is a
 * missing value. This Python function dumps a fitted pipeline:
 *
 * ```py
 * def dump_pipeline(pipeline):
 *     transformer, model, columns = pipeline[0], pipeline[-1], []
 *     plain = lambda values: [None if v != v else v for v in values.tolist()]
 *     for _, part, names in transformer.transformers_:
 *         for j, name in enumerate([] if isinstance(part, str) and part == "drop" else names):
 *             name = name if isinstance(name, str) else transformer.feature_names_in_[name]
 *             column = {"kind": "number", "column": name}
 *             for step in [s for _, s in part.steps] if hasattr(part, "steps") else [part]:
 *                 if hasattr(step, "categories_"):
 *                     drop, rare = step.drop_idx_, getattr(step, "infrequent_categories_", None)
 *                     column.update(kind="category", categories=plain(step.categories_[j]),
 *                                   handleUnknown=step.handle_unknown,
 *                                   drop=None if drop is None or drop[j] is None else int(drop[j]),
 *                                   infrequent=None if rare is None or rare[j] is None else plain(rare[j]))
 *                 elif hasattr(step, "statistics_") and "mean" not in column:
 *                     column["fill"] = step.statistics_.tolist()[j]
 *                 elif hasattr(step, "scale_"):
 *                     column.update(mean=float(step.mean_[j]) if step.with_mean else 0.0,
 *                                   scale=float(step.scale_[j]) if step.with_std else 1.0)
 *                 elif step != "passthrough":
 *                     raise TypeError(f"{name}: cannot export {step}")
 *             columns.append(column)
 *     dump = {"estimator": type(model).__name__, "coefficients": model.coef_.ravel().tolist(),
 *             "intercept": float(np.ravel(model.intercept_)[0]), "columns": columns}
 *     if hasattr(model, "classes_"):
 *         dump["classes"] = model.classes_.tolist()
 *     return json.dumps(dump, allow_nan=False)
 * ```
 *
 * O(categories).
 *
 * @param pipeline - the parsed JSON
 * @returns the sealed model and features that read records keyed by column name
 * @throws SalienceError `invalid_argument` for another estimator, more than two classes, lists whose lengths differ,
 * a column that is there twice, and whatever else is malformed
 *
 * @example
 * ```ts
 * import { createScorer } from "salience";
 * import { fromSklearn } from "salience/interop";
 * const { model, features } = fromSklearn({
 *   estimator: "LogisticRegression",
 *   classes: [0, 1],
 *   coefficients: [0.5, -1, 1],
 *   intercept: 0.25,
 *   columns: [
 *     { kind: "number", column: "visits", mean: 4, scale: 2 },
 *     { kind: "category", column: "source", categories: ["fair", "web"], handleUnknown: "ignore" },
 *   ],
 * });
 * const scorer = createScorer(model, features);
 * scorer.scoreAll([{ visits: 6, source: "web" }, { visits: 4, source: "new" }]).margin;
 * // => Float64Array.of(1.75, 0.25)
 * ```
 */
export function fromSklearn(pipeline: SklearnPipeline): ImportedModel {
  checkOptions(CALLER, "pipeline", pipeline, PIPELINE);
  const link = linkOf(pipeline);
  const coefficients = checkList(CALLER, "coefficients", pipeline.coefficients).map((value, i) =>
    checkNumber(CALLER, `coefficients[${i}]`, value),
  );
  const intercept = checkNumber(CALLER, "intercept", pipeline.intercept);
  const list = checkList(CALLER, "columns", pipeline.columns);
  if (list.length === 0) reject(CALLER, "at least one column", list);
  let used = 0;
  const columns = list.map((value, i) => {
    const column = checkColumn(i, value);
    const width = column.kind === "number" ? 1 : categoryWidth(column);
    const own = coefficients.slice(used, used + width);
    used += width;
    if (used > coefficients.length) return reject(CALLER, lengthText(`${used} or more`), coefficients.length);
    return column.kind === "number" ? numberColumn(column, own) : categoryColumn(column, own);
  });
  if (used !== coefficients.length) reject(CALLER, lengthText(String(used)), coefficients.length);
  checkUnique(
    CALLER,
    "column",
    columns.map(({ name }) => name),
  );
  return importedModel(`scikit-learn ${pipeline.estimator}`, link, intercept, columns);
}

const lengthText = (count: string) => `${count} coefficients, one for each column of the transformer`;

function linkOf({ estimator, classes }: SklearnPipeline): "logit" | "identity" {
  if (REGRESSORS.includes(estimator)) {
    if (classes !== undefined) reject(CALLER, `no classes for ${estimator}`, classes);
    return "identity";
  }
  if (!CLASSIFIERS.includes(estimator)) {
    reject(CALLER, `estimator ${[...CLASSIFIERS, ...REGRESSORS].join(", ")}`, estimator);
  }
  if (checkList(CALLER, "classes", classes).length !== 2) {
    reject(CALLER, "two classes (a model of more is none of a single score)", classes);
  }
  return "logit";
}

function checkColumn(i: number, value: unknown): SklearnNumberColumn | SklearnCategoryColumn {
  const column = value as SklearnNumberColumn | SklearnCategoryColumn;
  const kind = (value as { kind?: unknown } | null)?.kind;
  if (kind !== "number" && kind !== "category") reject(CALLER, `columns[${i}].kind number or category`, kind);
  checkOptions(CALLER, `columns[${i}]`, value, kind === "number" ? NUMBER : CATEGORY);
  checkColumnName(CALLER, `columns[${i}].column`, column.column);
  return column;
}

function numberColumn(
  { column, mean = 0, scale = 1, fill }: SklearnNumberColumn,
  [coefficient = 0]: readonly number[],
): ImportedColumn {
  checkNumber(CALLER, `mean of "${column}"`, mean);
  checkPositive(CALLER, `scale of "${column}"`, scale);
  const perUnit = coefficient / scale;
  const missing =
    fill === undefined ? 0 : perUnit * (checkNumber(CALLER, `fill of "${column}"`, fill) - mean);
  return {
    name: column,
    feature: numeric(column),
    term: { kind: "linear", feature: column, coefficient: perUnit, center: mean, missing },
  };
}

/** The number of columns that the encoder makes of one. */
function categoryWidth({ column, categories, drop = null, infrequent }: SklearnCategoryColumn): number {
  const count = checkList(CALLER, `categories of "${column}"`, categories).length;
  if (drop !== null && !(Number.isInteger(drop) && drop >= 0 && drop < count)) {
    reject(CALLER, `drop of "${column}" to be null or the position of a category`, drop);
  }
  if (infrequent === undefined || infrequent === null) return count - (drop === null ? 0 : 1);
  const rare = checkList(CALLER, `infrequent of "${column}"`, infrequent).length;
  if (drop !== null) reject(CALLER, `"${column}" with drop or infrequent, not both`, drop);
  return rare === 0 ? count : count - rare + 1;
}

function categoryColumn(column: SklearnCategoryColumn, coefficients: readonly number[]): ImportedColumn {
  const { column: name, drop = null, handleUnknown = "ignore", fill } = column;
  if (!["error", "ignore", "infrequent_if_exist"].includes(handleUnknown)) {
    reject(CALLER, `handleUnknown of "${name}" error, ignore or infrequent_if_exist`, handleUnknown);
  }
  const text = (value: unknown) => categoryText(CALLER, `"${name}"`, value);
  const texts = column.categories.map(text);
  const rare = (column.infrequent ?? []).map(text);
  const unknown = rare.find((category) => !texts.includes(category));
  if (unknown !== undefined) reject(CALLER, `infrequent of "${name}" to be among its categories`, unknown);
  checkUnique(
    CALLER,
    `category of "${name}" (white space around it does not count)`,
    texts.map((category) => JSON.stringify(category)),
  );
  const shared = rare.length === 0 ? 0 : (coefficients.at(-1) as number);
  const unseen = handleUnknown === "infrequent_if_exist" ? shared : 0;
  const byCategory = new Map<string | null, number>();
  let next = 0;
  texts.forEach((category, i) => {
    const own = i === drop ? 0 : rare.includes(category) ? shared : (coefficients[next++] as number);
    byCategory.set(category, own);
  });
  const filled = fill === undefined ? null : text(fill);
  const missing = byCategory.get(filled) ?? unseen;
  byCategory.delete(null);
  const levels = [...byCategory.keys()] as string[];
  return {
    name,
    feature: categorical(name, levels.length === 0 ? {} : { levels }),
    term: { kind: "levels", feature: name, levels, contributions: [...byCategory.values()], missing, unseen },
  };
}
