import { categorical, custom, featureSet, flag } from "../../../src/features/index";
import { readCsv, sharedDataPath } from "../../support/sharedData";
import type { DataSet } from "../dataSet";

/** A path once for its conversions and once for its non-conversions. */
interface Path {
  readonly channels: readonly string[];
  readonly converted: boolean;
  readonly times: number;
}

export const channelPaths: DataSet<Path> = {
  name: "channel-paths",
  rows: () =>
    readCsv(sharedDataPath("channel-paths", "paths.csv"), { delimiter: ";" }).flatMap((row) => {
      const channels = (row.path as string).split(">").map((text) => text.trim());
      return [
        { channels, converted: true, times: Number(row.total_conversions) },
        { channels, converted: false, times: Number(row.total_null) },
      ];
    }),
  features: featureSet<Path>()({
    first: categorical((path) => path.channels[0]),
    last: categorical((path) => path.channels.at(-1)),
    touches: custom((path) => path.channels.length),
    channels: custom((path) => new Set(path.channels).size),
    eta: flag((path) => path.channels.includes("eta")),
  }),
  outcome: (path) => path.converted,
  weight: (path) => path.times,
  points: {
    rules: [
      { id: "long", when: { feature: "touches", above: 1 }, points: 0.7, times: "touches", cap: 5 },
      { id: "varied", when: { feature: "channels", atLeast: 3, atMost: 6 }, points: 4 },
      {
        id: "eta",
        when: {
          all: [
            { feature: "eta", is: true },
            { feature: "last", is: "eta" },
          ],
        },
        points: 3,
      },
    ],
  },
};
