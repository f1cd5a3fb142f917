/** The code of a worker thread: it scores the columns that it is sent, one message at a time. */
import { parentPort } from "node:worker_threads";
import type { CategoryColumn, Column } from "../core/columns";
import { SalienceError } from "../core/errors";
import { type Feature, featureSet } from "../features/index";
import { type AdditiveModel, createScorer, type FeatureSummary, type Scorer } from "../models/index";
import { copyScoreColumns, type ScoreAnswer, type ScoreRequest, type SharedColumn } from "./messages";

let scorer: Scorer<unknown> | null = null;
let levels = new Map<string, readonly string[]>();

parentPort?.on("message", (request: ScoreRequest) => {
  let failure: ScoreAnswer["failure"] = null;
  try {
    answerTo(request);
  } catch (error) {
    failure = { error, code: error instanceof SalienceError ? error.code : null };
  }
  parentPort?.postMessage({ id: request.id, failure } satisfies ScoreAnswer);
});

function answerTo({ model, rowCount, columns, scores }: ScoreRequest): void {
  if (model !== null) {
    scorer = createScorer(model, columnsOnly(model));
    levels = new Map();
  }
  const table = { rowCount, columns: Object.fromEntries(Object.entries(columns).map(received)) };
  copyScoreColumns((scorer as Scorer<unknown>).scoreAll(table), scores, 0);
}

function received([name, column]: [string, SharedColumn]): [string, Column] {
  if (column.type === "number") return [name, column];
  if (column.levels !== null) levels.set(name, column.levels);
  return [name, { ...column, levels: levels.get(name) } as CategoryColumn];
}

/** Features of the model's kinds that read nothing: the records were read in the main thread. */
function columnsOnly(model: AdditiveModel) {
  const feature = (summary: FeatureSummary): Feature<unknown> => ({
    ...summary,
    clip: summary.clip ?? null,
    limits: null,
    readNamed: null,
    original: null,
    needsAsOf: false,
    definition: null,
    key: null,
    parse: null,
    read: () => null,
  });
  return featureSet<unknown>()(
    Object.fromEntries(model.features.map((summary) => [summary.name, feature(summary)])),
  );
}
