import { type Buckets, bucketOf, type Scorer } from "salience";
import type { Dataset } from "./dataset";

/** A lead in the ranking. */
export interface RankedLead<Row> {
  readonly lead: Row;
  readonly name: string;
  /** 1 for the best. */
  readonly rank: number;
  readonly probability: number;
  readonly bucket: string;
}

/** What leads are judged by. */
export interface Judge<Row> {
  readonly data: Dataset<Row>;
  readonly scorer: Scorer<Row>;
  readonly buckets: Buckets;
}

/** Leads from the best to the worst; those of which too little is known for a score are left out. */
export function rankLeads<Row>(
  leads: readonly Row[],
  { data, scorer, buckets }: Judge<Row>,
): RankedLead<Row>[] {
  const { probability } = scorer.scoreAll(leads, data.instant);
  return leads
    .map((lead, i) => ({ lead, name: data.nameOf(lead), probability: probability[i] as number }))
    .filter((one) => !Number.isNaN(one.probability))
    .sort((a, b) => b.probability - a.probability)
    .map((one, i) => ({ ...one, rank: i + 1, bucket: bucketOf(buckets, one.probability) }));
}
