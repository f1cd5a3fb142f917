/** Something that a lead did, or that was done with it. */
export interface LeadEvent {
  readonly type: "visit" | "demo_request" | "webinar" | "reply";
  /** When, as ISO 8601 text. */
  readonly at: string;
  /** The page of a visit. */
  readonly page?: "pricing" | "product" | "blog";
  /** Who replied, from the buying role of the contact in the CRM. */
  readonly role?: "decision maker" | "user";
}

/** A lead as it comes from the CRM, with the events of web analytics and mail. */
export interface Lead {
  readonly id: string;
  readonly company: string;
  readonly industry: string | null;
  readonly employees: number | null;
  readonly region: string | null;
  readonly contactTitle: string | null;
  readonly email: string | null;
  readonly source: string;
  /** The day on which sales took the lead over, and from which it is an opportunity. */
  readonly openedAt: string;
  readonly events: readonly LeadEvent[];
  /** Headcount of the company, once a year. */
  readonly headcount: readonly { readonly at: string; readonly people: number }[];
  /** When the contract of the tool in use ends. */
  readonly renewalOn: string | null;
  /** EUR a year, where somebody asked. */
  readonly budget: number | null;
  readonly outcome: "won" | "lost" | "open";
  /** EUR a year, of a won deal. */
  readonly dealValue: number | null;
  readonly closedAt: string | null;
}
