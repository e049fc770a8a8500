/** What a world is made of: the sets of rows it may be asked for, what of it outlives a batch, and to whom rows belong. */
import { KEY_PARTS, TABLES } from "./columns.js";
import type { Table } from "./rows.js";

/** Sets of rows that are asked for by something else than their key. */
export const INDEXES = [
  "membersByExternal",
  "identitiesOfMember",
  "nextDueOf",
  "dueRewardsOf",
  "dueReferralsOf",
  "lotsOf",
  "rewardsAt",
  "awaitingStock",
  "poolCodeAt",
  "accessesOf",
  "couponsUsedFor",
  "rewardsOfReferral",
  "rewardsOf",
  "referralsOf",
  "referralsAsFriend",
  "codesOf",
  "redemptionsOf",
  "ancestorsOf",
  "historyOf",
  "dueNow",
  "enrolmentsAfter",
  "ratesOf",
  "parkedOf",
  "boardScoresOf",
  "openRunsOf",
  "openContestsOf",
  "entriesOf",
  "firstWaiting",
  "firstOfRun",
  "luckiestOf",
  "ticketsOf",
  "duePlacesOf",
] as const;
export type Index = (typeof INDEXES)[number];
/** Indexes that are kept between batches, as their rows are; what else was loaded is good for one batch. */
const KEPT_INDEXES: Index[] = ["membersByExternal", "identitiesOfMember", "nextDueOf"];
export const PASSING_INDEXES: Index[] = INDEXES.filter((index) => !KEPT_INDEXES.includes(index));
/** Rows of which each is of use once or seldom, and which are many: not kept between batches. */
export const PASSING_TABLES: Table[] = [
  "rewards",
  "subjects",
  "coupons",
  "redemptions",
  "acceptances",
  "testimonials",
  "contestEntries",
  "contestVotes",
  "drawTickets",
  "exchangeRates",
  "parkedEvents",
  "poolCodes",
];
export const KEPT_TABLES: Table[] = TABLES.filter((table) => !PASSING_TABLES.includes(table));

interface Owner {
  part: number;
  of: "members" | "boardRuns";
}
/** Of which part of a kept table's key it is told whose the row is. */
export const OWNERS = new Map<Table, Owner[]>(
  KEPT_TABLES.map((table) => [
    table,
    (KEY_PARTS[table] as string[]).flatMap((name, part): Owner[] => {
      if (name === "memberId" || name === "holder") return [{ part, of: "members" }];
      return table === "boardScores" && name === "runId" ? [{ part, of: "boardRuns" }] : [];
    }),
  ]),
);
