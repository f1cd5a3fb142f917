import { describe, expect, it } from "vitest";
import { featureSet, numeric } from "../../../src/features/index";
import {
  countsFromRecords,
  crossValidate,
  dataSufficiency,
  fitLogistic,
  leakageReport,
} from "../../../src/training/index";

interface Lead {
  readonly visits: number;
  readonly won: boolean;
}
const leads = Array.from({ length: 80 }, (_, i): Lead => ({ visits: i % 8, won: (i * 5) % 9 < i % 8 }));
const features = featureSet<Lead>()({ visits: numeric("visits") });

/** A proxy that throws at whatever is done to it, `instanceof` too. */
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
const thrown: readonly unknown[] = [proxy, new RangeError("no outcome"), "text", null];
const throwAt = (of: (lead: Lead) => unknown, index: number, what: unknown) => (lead: Lead) => {
  if (lead === leads[index]) throw what;
  return of(lead) as never;
};

describe("a function of the host that throws costs its own record, whatever it throws", () => {
  const reasons = ["a value that cannot be described", "no outcome", '"text"', "null"];
  it.each(thrown.map((what, i) => [reasons[i], what]))("%s", (reason, what) => {
    const others = leads.filter((_, i) => i !== 3);
    const expected = fitLogistic(others, { features, outcome: ({ won }) => won }).model.terms;
    for (const options of [
      { features, outcome: throwAt(({ won }) => won, 3, what) },
      { features, outcome: ({ won }: Lead) => won, weight: throwAt(() => 1, 3, what) },
    ]) {
      const { model, report } = fitLogistic(leads, options);
      const received = `expected the outcome and weight functions to return, received an error: ${reason}`;
      expect(report.rejected).toEqual([{ index: 3, feature: null, reason: received }]);
      expect(model.terms).toEqual(expected);
      expect(countsFromRecords(leads, { ...options, cuts: { visits: [4] } }).rejected).toEqual(
        report.rejected,
      );
      expect(() => dataSufficiency(leads, options)).not.toThrow();
      expect(() => leakageReport(leads, options)).not.toThrow();
      expect(() => crossValidate(leads, { ...options, fit: fitLogistic, folds: 4 })).not.toThrow();
    }
  });
});
