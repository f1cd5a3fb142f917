export { pointsModel } from "./pointsModel";
export type {
  BandsRule,
  Disqualifier,
  PointsGroup,
  PointsModelOptions,
  PointsOverride,
  PointsRule,
} from "./types";
