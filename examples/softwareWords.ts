import type { NarrateOptions } from "salience";
import { days } from "./data/dates";
import { TODAY } from "./data/generateLeads";
import type { Lead, LeadEvent } from "./data/lead";

/** What a narrative says of a lead: its data, how features are told, and the playbook of the sales team. */
export function wordsFor(lead: Lead): NarrateOptions {
  const renewal = lead.renewalOn === null ? null : new Date(lead.renewalOn);
  // worth a word in the four months before the contract ends
  const isNear = renewal !== null && renewal.getTime() < TODAY.getTime() + days(120);
  const talks = isNear ? new Date(renewal.getTime() - days(60)) : null;
  const isAhead = talks !== null && talks > TODAY;
  return {
    name: lead.company,
    population: "today's open leads",
    facts: {
      contact: lead.contactTitle,
      repliedOn: latest(lead, 30, ({ role }) => role === "decision maker"),
      demoOn: latest(lead, 90, ({ type }) => type === "demo_request"),
      renewalOn: renewal,
      talksFrom: isAhead ? talks : null,
      talksSince: isAhead ? null : talks,
    },
    ...words,
  };
}

/** The date of the latest event of a kind, if there was one in the last days. */
function latest(lead: Lead, withinDays: number, matches: (event: LeadEvent) => boolean): Date | null {
  const times = lead.events.filter(matches).map(({ at }) => Date.parse(at));
  const last = Math.max(...times.filter((time) => time <= TODAY.getTime()));
  return last > TODAY.getTime() - days(withinDays) ? new Date(last) : null;
}

const words: NarrateOptions = {
  outcome: { verb: "buy", past: "bought" },
  phrases: {
    decisionMakerReplies30d: [
      "a decision maker ({contact}) {replied on|replied more than once, last on} {repliedOn}",
      "{value} {reply|replies} from decision makers in the last 30 days",
    ],
    demoRequests90d: [
      "{a demo was requested on|demos were requested more than once, last on} {demoOn}",
      "{value} {demo request|demo requests} in the last 90 days",
    ],
    daysToRenewal: "the contract for the tool in use ends on {renewalOn}, in {value}",
    headcountGrowth: { text: "headcount up {value} in a year", negative: "headcount down {value} in a year" },
    employees: "a company of {value}",
    budget: "a budget of {value}",
    industry: "a company in {value}",
    region: "region {value}",
    seniority: {
      levels: {
        executive: "the contact is an executive",
        vp: "the contact is a vice president",
        director: "the contact leads a department",
        manager: "the contact is a manager",
        senior: "the contact is a specialist",
        entry: "the contact is not in a leading position",
        training: "the contact is in training",
      },
    },
    source: {
      levels: {
        referral: "came by referral",
        partner: "came through a partner",
        webinar: "came from a webinar",
        website: "came from the website",
        "trade fair": "came from a trade fair",
        "bought list": "came from a bought list",
      },
    },
    email: {
      levels: { business: "writes from a business address", free: "writes from a free mail address" },
    },
  },
  groups: {
    daysToRenewal: "with {value} left on their contract",
    headcountGrowth: "with headcount growth of {value}",
    employees: "with {value}",
    budget: "with a budget of {value}",
    industry: "in {value}",
    region: "in {value}",
    source: {
      levels: {
        referral: "from referrals",
        partner: "from partners",
        webinar: "from webinars",
        website: "from the website",
        "trade fair": "from trade fairs",
        "bought list": "from bought lists",
      },
    },
    seniority: {
      levels: {
        executive: "with an executive as contact",
        vp: "with a vice president as contact",
        director: "with a head of department as contact",
        manager: "with a manager as contact",
        senior: "with a specialist as contact",
        entry: "whose contact is not in a leading position",
        training: "with a trainee as contact",
      },
    },
    email: { levels: { business: "with a business address", free: "with a free mail address" } },
  },
  actions: [
    {
      when: { bucket: ["A", "B"], reasonFor: "decisionMakerReplies30d" },
      text: ["call the {contact} this week", "call this week"],
    },
    {
      when: { bucket: ["A", "B"], reasonFor: "demoRequests90d" },
      text: "follow up on the demo that was requested on {demoOn}",
    },
    {
      when: { bucket: ["A", "B"], reasonFor: "daysToRenewal" },
      text: [
        "renewal talks usually start 60 days before the contract ends, so get in touch by {talksFrom}",
        "renewal talks usually start 60 days before the contract ends: that was on {talksSince}, so do not wait",
      ],
    },
    {
      when: { bucket: "C" },
      text: "keep informed by webinar and newsletter; look again when somebody replies",
    },
    { when: { bucket: "D" }, text: "spend no sales time on it now" },
  ],
  ask: ["budget", "daysToRenewal"],
  policy: {
    hide: ["region"], // it counts, but tells a sales rep nothing
    maximumSteps: 4,
    // a reason that goes against what everybody knows is not told
    expect: { visits30d: "increasing", pricingVisits30d: "increasing", daysToRenewal: "decreasing" },
  },
  format: { locale: "en-GB" },
};
