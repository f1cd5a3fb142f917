export { salesVelocity } from "./salesVelocity";
export type { PerLever, VelocityInputs } from "./types";
export {
  type DealField,
  type DealFields,
  type RejectedDeal,
  type VelocityInputsResult,
  velocityInputs,
} from "./velocityInputs";
export { type VelocityLeversResult, velocityLevers } from "./velocityLevers";
export {
  type VelocitySensitivity,
  type VelocitySensitivityOptions,
  velocitySensitivity,
} from "./velocitySensitivity";
