/** The derived tables as data: their columns and keys. */
import type { Rows, Table } from "./rows.js";

/** The parts of each table's key, in the order in which they are joined by `keyOf`. */
export const KEY_PARTS: { [T in Table]: (keyof Rows[T] & string)[] } = {
  members: ["id"],
  identities: ["kind", "hash", "memberId"],
  programs: ["id"],
  programVersions: ["programId", "version"],
  enrolments: ["programId", "memberId"],
  acceptances: ["programId", "memberId", "version"],
  codes: ["programId", "code"],
  progress: ["programId", "memberId"],
  timers: ["programId", "memberId"],
  schedules: ["programId"],
  referrals: ["id"],
  subjects: ["memberId", "subject"],
  rewards: ["id"],
  coupons: ["code"],
  accounts: ["holder", "unit", "kind"],
  counters: ["programId", "counter", "period"],
  redemptions: ["id"],
};
export const TABLES = Object.keys(KEY_PARTS) as Table[];

/** What a column holds: `number` a whole number, `amount` minor units (bigint in memory, digits in JSON), `time` epoch milliseconds. */
export type ColumnType = "text" | "number" | "amount" | "time" | "json";

/** The columns of each table. Their order is part of the log: a new row is recorded as its values, so columns are only added at the end. */
export const COLUMNS: { [T in Table]: { [F in keyof Rows[T]]-?: ColumnType } } = {
  members: {
    id: "text",
    externalHash: "text",
    joinedAt: "time",
    recordNumber: "number",
    traits: "json",
    purchases: "number",
    events: "number",
    firstPurchaseAt: "time",
    lastSeenAt: "time",
    mergedInto: "text",
    merged: "text",
  },
  identities: { kind: "text", hash: "text", memberId: "text", recordNumber: "number" },
  programs: { id: "text", handle: "text", status: "text", version: "number", recordNumber: "number" },
  programVersions: { programId: "text", version: "number", hash: "text", document: "json", publishedAt: "time", recordNumber: "number" },
  enrolments: { programId: "text", memberId: "text", code: "text", joinedAt: "time", recordNumber: "number", addedCodes: "number" },
  acceptances: { programId: "text", memberId: "text", version: "number", acceptedAt: "time", recordNumber: "number" },
  codes: {
    programId: "text",
    code: "text",
    display: "text",
    memberId: "text",
    status: "text",
    expiresAt: "time",
    recordNumber: "number",
    channel: "text",
    placement: "text",
  },
  progress: { programId: "text", memberId: "text", counts: "json", cards: "json", badges: "json", rules: "json", recordNumber: "number" },
  timers: { programId: "text", memberId: "text", dueAt: "time", clocks: "json", recordNumber: "number" },
  schedules: { programId: "text", dueAt: "time", sweptTo: "number", clocks: "json", recordNumber: "number" },
  referrals: {
    id: "text",
    programId: "text",
    friendId: "text",
    referrerId: "text",
    version: "number",
    state: "text",
    stage: "text",
    friendSide: "text",
    referrerSide: "text",
    beganAt: "time",
    dueAt: "time",
    recordNumber: "number",
    origin: "json",
    times: "json",
    ordinals: "json",
    goals: "json",
    frozen: "json",
    reviews: "json",
  },
  subjects: { memberId: "text", subject: "text", recordNumber: "number", facts: "json" },
  rewards: {
    id: "text",
    programId: "text",
    version: "number",
    ruleId: "text",
    grantId: "text",
    occurrence: "text",
    recipientId: "text",
    ordinal: "number",
    side: "text",
    referralId: "text",
    kind: "text",
    unit: "text",
    amount: "amount",
    remaining: "amount",
    state: "text",
    fulfilment: "text",
    madeAt: "time",
    availableAt: "time",
    expiresAt: "time",
    dueAt: "time",
    recordNumber: "number",
    details: "json",
  },
  coupons: { code: "text", display: "text", rewardId: "text", programId: "text", memberId: "text", usesLeft: "number", recordNumber: "number" },
  accounts: { holder: "text", unit: "text", kind: "text", balance: "amount" },
  counters: { programId: "text", counter: "text", period: "text", used: "amount", ceiling: "amount" },
  redemptions: {
    id: "text",
    memberId: "text",
    kind: "text",
    unit: "text",
    amount: "amount",
    subject: "text",
    state: "text",
    at: "time",
    recordNumber: "number",
    lots: "json",
  },
};

/** The key of a row as one string; its parts hold no line feed. */
export function keyOf<T extends Table>(table: T, row: Rows[T]): string {
  const parts = KEY_PARTS[table];
  if (parts.length === 1) return String(row[parts[0] as keyof Rows[T]]);
  return parts.map((part) => String(row[part])).join("\n");
}
