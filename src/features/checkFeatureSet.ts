import { reject } from "../core/checks";

/**
 * Checks a feature set.
 *
 * @param caller - name of the calling function
 * @param features - the value to check
 * @throws SalienceError `invalid_argument`
 */
export function checkFeatureSet(caller: string, features: unknown): void {
  if (Array.isArray((features as { names?: unknown } | null | undefined)?.names)) return;
  const what =
    typeof features === "function"
      ? "features made by featureSet()({ … }), with the first pair of brackets"
      : "features made by featureSet";
  reject(caller, what, features);
}
