import { ARITHMETIC_HELPERS } from "./arithmetic";
import { CATEGORY_HELPERS } from "./categories";
import { POWER_HELPERS } from "./powers";
import { PROBLEM_HELPERS } from "./problems";
import type { HelperText } from "./types";
import { VALUE_HELPERS } from "./values";

const ALL = {
  ...PROBLEM_HELPERS,
  ...VALUE_HELPERS,
  ...CATEGORY_HELPERS,
  ...POWER_HELPERS,
  ...ARITHMETIC_HELPERS,
};

/** The name of a helper: also the name of its main function. */
export type HelperName = keyof typeof ALL;

/** Every helper by name. */
export const HELPERS: Readonly<Record<HelperName, HelperText<HelperName>>> = ALL;
