import { categorical, featureSet, numeric } from "../../src/features/index";
import { readCsv, readReference, sharedDataPath } from "./sharedData";

type Row = Record<string, string>;

const dataSets = {
  "x-education": { file: "leads.csv", delimiter: ",", event: (row: Row) => row.Converted === "1" },
  "salvirt-b2b": { file: "opportunities.csv", delimiter: ";", event: (row: Row) => row.Status === "Won" },
  "bank-marketing": { file: "contacts.csv", delimiter: ";", event: (row: Row) => row.y === "yes" },
  "german-credit": {
    file: "applications.csv",
    delimiter: ",",
    event: (row: Row) => row.creditability === "bad",
  },
};

/** The real data that the reference script measured models on. */
export type AccuracyDataName = keyof typeof dataSets;

/** Whether the record at a position of so many is a test record. */
export type IsTest = (position: number, count: number) => boolean;

/** The split "interleaved" of the reference. */
export const interleaved: IsTest = (position) => [0, 3, 7].includes(position % 10);

/** The split "oldest 70% against newest 30%" of the reference. */
export const newest: IsTest = (position, count) => position >= Math.trunc(count * 0.7);

/** The columns of the reference, the records split as it was, and what it measured. */
export function readAccuracyData(name: AccuracyDataName, split: string, isTest: IsTest) {
  const { file, delimiter, event } = dataSets[name];
  const reference = readReference().accuracy[name][split];
  const rows = readCsv(sharedDataPath(name, file), { delimiter });
  const features = featureSet<Row>()({
    ...Object.fromEntries(
      reference.numeric.map((column: string) => [column, numeric<Row>(column, { fromText: true })]),
    ),
    ...Object.fromEntries(
      reference.categorical.map((column: string) => [
        column,
        categorical<Row>(column, { missing: name === "x-education" ? ["Select"] : [] }),
      ]),
    ),
  });
  const train = rows.filter((_, i) => !isTest(i, rows.length));
  const test = rows.filter((_, i) => isTest(i, rows.length));
  return { reference, features, event, train, test };
}
