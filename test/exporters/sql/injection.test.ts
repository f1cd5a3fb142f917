import { expect, it } from "vitest";
import { toSql } from "../../../src/exporters/sql/toSql";
import { categorical, featureSet, flag, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import { compareWithScorer, loadData, type TestData, type TestRow } from "./compare";
import { describeEngines } from "./engines";

const HOSTILE = [
  "'; DROP TABLE leads; --",
  '"; DROP TABLE leads; --',
  "`; DROP TABLE leads; --",
  "\\'; DROP TABLE leads; --",
  "\\",
  "\\\\'",
  "'",
  "''",
  '"',
  "a\nb; DROP TABLE leads",
  "*/ DROP TABLE leads /*",
  "$$ $1 :name ? @x %s",
  "E'\\x27",
  "🙂 👩‍👩‍👧 \u202e ß",
  "U&'\\0027'",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a hostile text, which must not be a template
  "${x}",
];

/** A model, features, labels and reasons made of one hostile text. */
function hostile(text: string) {
  const features = featureSet<TestRow>()({
    [`level ${text}`]: categorical(`text ${text}`, {
      missing: [`${text}?`],
      aliases: { [`${text}!`]: text },
    }),
    [`number ${text}`]: numeric(`number ${text}`),
    [`flag ${text}`]: flag(`flag ${text}`, { trueValues: [text], falseValues: ["no"] }),
  });
  const model = pointsModel<TestRow>({
    features,
    rules: [
      { id: `is ${text}`, label: text, when: { feature: `level ${text}`, is: text }, points: 3, group: text },
      {
        id: `has ${text}`,
        label: text,
        when: { feature: `level ${text}`, contains: text },
        points: 5,
        group: text,
      },
      { id: `above ${text}`, when: { feature: `number ${text}`, above: 1 }, points: 7 },
    ],
    groups: { [text]: { maximum: 6 } },
    disqualify: [{ id: `gate ${text}`, when: { feature: `flag ${text}`, is: true }, reason: text }],
  });
  return { features, model };
}

describeEngines("hostile text in SQL", (engine) => {
  it.each(HOSTILE)("in names, levels, labels and values it is only text: %j", async (text) => {
    const { features, model } = hostile(text);
    const [level, number, decided] = [`text ${text}`, `number ${text}`, `flag ${text}`];
    const data: TestData = {
      rows: [
        { [level]: text, [number]: 2, [decided]: "no" },
        { [level]: `x${text}y`, [number]: 0, [decided]: text },
        { [level]: `${text}!`, [number]: null, [decided]: null },
        { [level]: `${text}?`, [number]: 5, [decided]: "other" },
        { [level]: "leads", [number]: 5, [decided]: "no" },
      ],
      types: { [level]: "text", [number]: "number", [decided]: "text" },
    };
    await loadData(engine(), data);
    const buckets = { labels: [`best ${text}`, text], cuts: [8] };
    const found = await compareWithScorer(engine(), data, model, features, { buckets, explain: true });
    expect(found.differences).toEqual([]);
    const left = await engine().query("SELECT COUNT(*) AS n FROM leads");
    expect(Number(left.n?.[0])).toBe(data.rows.length);
  });

  it("hostile names of tables and keys are names only, and the reasons are told as they are written", async () => {
    const text = '\'; DROP TABLE "leads"; -- \\';
    const { features, model } = hostile(text);
    const table = `leads ${text}`;
    const row = { [`text ${text}`]: text, [`number ${text}`]: 2, [`flag ${text}`]: "no" };
    await engine().load(table, [
      { name: `id ${text}`, type: "integer", values: [41] },
      { name: `text ${text}`, type: "text", values: [text] },
      { name: `number ${text}`, type: "number", values: [2] },
      { name: `flag ${text}`, type: "text", values: ["no"] },
    ]);
    const sql = toSql(model, features, {
      dialect: engine().dialect,
      table,
      key: `id ${text}`,
      explain: { reasons: 2 },
    });
    const result = await engine().query(sql);
    const scored = createScorer(model, features).score(row);
    expect(result[`id ${text}`]).toEqual([41]);
    expect(result.score).toEqual([scored.status === "scored" ? scored.score : null]);
    expect([result.reason_1, result.reason_2]).toEqual([[`above ${text}`], [text]]);
    expect([result.reason_1_contribution, result.reason_2_contribution]).toEqual([[7], [5]]);
    expect([result.reason_1_id, result.reason_2_id]).toEqual([[`above ${text}`], [`has ${text}`]]);
  });

  it("levels with NUL: matched where text can hold it, refused by name where it cannot", async () => {
    const features = featureSet<TestRow>()({ code: categorical<TestRow>("code") });
    const rules = [{ id: "nul", when: { feature: "code", is: "a\0b" }, points: 1 }];
    const model = pointsModel<TestRow>({ features, rules });
    const data: TestData = {
      rows: [{ code: "a\0b" }, { code: "a\0c" }, { code: "a" }],
      types: { code: "text" },
    };
    if (engine().dialect === "postgres") {
      const options = { dialect: "postgres", table: "leads", key: "id" } as const;
      expect(() => toSql(model, features, options)).toThrow(
        'toSql: expected term "nul" without the character NUL, which postgres cannot hold, received "a\\u0000b"',
      );
      return;
    }
    await loadData(engine(), data);
    expect((await compareWithScorer(engine(), data, model, features)).differences).toEqual([]);
  });
});
