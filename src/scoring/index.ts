export {
  type BandsRule,
  type Disqualifier,
  type PointsGroup,
  type PointsModelOptions,
  type PointsOverride,
  type PointsRule,
  pointsModel,
} from "./pointsModel";
