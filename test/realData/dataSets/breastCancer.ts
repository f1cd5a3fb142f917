import { featureSet, numeric } from "../../../src/features/index";
import { readCsv, sharedDataPath } from "../../support/sharedData";
import type { DataSet, Texts } from "../dataSet";

const parts = ["radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity"];
const names = [...parts, "concave points", "symmetry", "fractal dimension"].flatMap((part) => [
  `mean ${part}`,
  `${part} error`,
  `worst ${part}`,
]);

export const breastCancer: DataSet<Texts> = {
  name: "breast-cancer",
  rows: () => readCsv(sharedDataPath("breast-cancer", "cells.csv")),
  features: featureSet<Texts>()(
    Object.fromEntries(names.map((name) => [name, numeric<Texts>(name, { fromText: true })])),
  ),
  outcome: (row) => row.target === "1",
  points: {
    rules: [
      {
        id: "radius",
        bands: "mean radius",
        points: [11.42500019, 12.32999992, 13.09499979, 13.70499992, 15.04500008, 16.92500019].map(
          (from, i) => ({ from, points: -10 * (i + 1) }),
        ),
      },
      { id: "smooth", when: { feature: "mean smoothness", below: 0.1 }, points: 12.5 },
      {
        id: "hollow",
        when: { feature: "worst concavity", above: 0.2 },
        points: -30,
        times: "worst concavity",
        cap: -25,
      },
    ],
  },
};
