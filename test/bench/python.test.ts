import { spawnSync } from "node:child_process";
import { describe, expect, test, vi } from "vitest";
import { python, pythonFor } from "./support";

const isInstalled = spawnSync("python3", ["--version"]).status === 0;

describe.skipIf(!isInstalled)("a peer in Python", () => {
  test("runs where every module that it imports is installed", () => {
    expect(python<number[]>("import json, sys\nfrom math import sqrt\nprint(json.dumps([sqrt(9)]))")).toEqual(
      [3],
    );
  });

  test("is left out with a word where one of them is missing, whichever it is", () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    try {
      expect(python("import json\nimport no_such_peer as peer\nprint(json.dumps(1))")).toBeNull();
      expect(pythonFor("from no_such_peer.models import fit\nimport json")).toBeNull();
      expect(written.mock.calls.map(([text]) => text)).toEqual([
        "left out: no Python that has json, no_such_peer\n",
        "left out: no Python that has no_such_peer, json\n",
      ]);
    } finally {
      written.mockRestore();
    }
  });
});
