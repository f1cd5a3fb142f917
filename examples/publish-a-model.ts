/**
 * From records to a model that may go live: are there enough of them, does a feature know the outcome, how do three
 * kinds of model do on the future, may the best of them replace the one in use, and the page that says so.
 *
 *     npx tsx examples/publish-a-model.ts
 */
import {
  crossValidate,
  dataSufficiency,
  fitBoosted,
  fitLogistic,
  fitScorecard,
  leakageReport,
  modelCard,
  publishGate,
} from "salience";
import { softwareLeads } from "./softwareLeads";
import { number } from "./support/format";
import { heading, paragraph, table } from "./support/print";
import { readLeads } from "./support/readLeads";
import { run } from "./support/run";

await run(() => {
  const dataset = softwareLeads();
  const { leads } = readLeads(dataset);
  const { features, outcome, instant } = dataset;
  const data = { features, outcome, ...instant };

  heading("Enough records?");
  const sufficiency = dataSufficiency(leads, data);
  for (const { message } of sufficiency.checks) paragraph(`- ${message}`, "  ", "    ");
  for (const step of sufficiency.next) paragraph(`- ${step}`);

  heading("Does a feature know the outcome?");
  const leakage = leakageReport(leads, data);
  paragraph(leakage.summary);
  for (const { severity, message } of leakage.findings) paragraph(`- ${severity}: ${message}`, "  ", "    ");

  heading("How good on the future?");
  const ways = [
    {
      name: "logistic regression",
      learn: (rows: typeof leads, how: typeof data) => fitLogistic(rows, how).model,
    },
    { name: "scorecard", learn: (rows: typeof leads, how: typeof data) => fitScorecard(rows, how).model },
    { name: "boosted shapes", learn: (rows: typeof leads, how: typeof data) => fitBoosted(rows, how).model },
  ];
  const found = ways.map(({ name, learn }) => ({
    name,
    learn,
    validation: crossValidate(leads, { ...data, fit: (rows) => ({ model: learn(rows, data) }) }),
  }));
  table(
    [
      { title: "model" },
      { title: "ROC AUC", align: "right" },
      { title: "95 % interval", align: "right" },
      { title: "log loss", align: "right" },
      { title: "best 35 % hold", align: "right" },
    ],
    found.map(
      ({
        name,
        validation: {
          run: { pooled },
        },
      }) => [
        name,
        number(pooled.rocAuc.value, 3),
        `${number(pooled.rocAuc.interval.low, 3)} to ${number(pooled.rocAuc.interval.high, 3)}`,
        number(pooled.logLoss.value, 3),
        `${number(100 * pooled.topShareCapture.value, 0)} % of wins`,
      ],
    ),
  );
  paragraph("Each lead was scored by a model of earlier leads only.");

  heading("May it replace the one in use?");
  const best = found.reduce((a, b) =>
    a.validation.run.pooled.logLoss.value <= b.validation.run.pooled.logLoss.value ? a : b,
  );
  const champion = found[0] as (typeof found)[number];
  const { scores, probabilities } = best.validation.run;
  const decision = publishGate({
    outcomes: leads.map(outcome),
    scores,
    probabilities,
    champion: champion.validation.run.scores,
  });
  paragraph(`${best.name}, against ${champion.name}: ${decision.summary}`);
  for (const { status, message } of decision.checks) paragraph(`- ${status}: ${message}`, "  ", "    ");

  heading("The page that says so");
  const { validation } = best;
  const model = best.learn(leads, data);
  console.log(modelCard(model, { title: "Who will buy", validation, sufficiency, leakage, decision }));
});
