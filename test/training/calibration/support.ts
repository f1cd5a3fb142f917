import { featureSet, numeric } from "../../../src/features/index";
import type { AdditiveModel } from "../../../src/models/index";
import { sealModel } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";

export interface Lead {
  readonly x: number;
}

export const features = featureSet<Lead>()({ x: numeric("x") });

/** A model of points whose margin is x itself. */
export const points: AdditiveModel = sealModel({
  ...pointsModel({
    features,
    rules: [{ id: "x", when: { feature: "x", exists: true }, points: 1, times: "x" }],
  }),
});

/** The same with log-odds. */
export const logit: AdditiveModel = sealModel({ ...points, link: "logit" });
