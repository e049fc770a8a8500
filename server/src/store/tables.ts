/** The derived tables as SQL sees them: columns, their types, and rows to and from what the core holds. */
import { KEY_PARTS, type Rows, type Table } from "../core/rows.js";
import { formatInstant } from "../core/time.js";

type ColumnType = "text" | "number" | "amount" | "time" | "json";
interface Column {
  name: string;
  field: string;
  type: ColumnType;
}

const SPECS: { [T in Table]: { [F in keyof Rows[T]]-?: ColumnType } } = {
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
  },
  identities: { kind: "text", hash: "text", memberId: "text", recordNumber: "number" },
  programs: { id: "text", handle: "text", status: "text", version: "number", recordNumber: "number" },
  programVersions: { programId: "text", version: "number", hash: "text", document: "json", publishedAt: "time", recordNumber: "number" },
  enrolments: { programId: "text", memberId: "text", code: "text", joinedAt: "time", recordNumber: "number" },
  codes: { programId: "text", code: "text", display: "text", memberId: "text", status: "text", expiresAt: "time", recordNumber: "number" },
  progress: { programId: "text", memberId: "text", counts: "json", cards: "json", badges: "json", rules: "json", recordNumber: "number" },
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

export function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
function describe(table: Table): { sqlName: string; columns: Column[]; keyColumns: string[] } {
  const columns = Object.entries(SPECS[table] as Record<string, ColumnType>).map(([field, type]) => ({ field, type, name: snakeCase(field) }));
  return { sqlName: snakeCase(table), columns, keyColumns: (KEY_PARTS[table] as string[]).map(snakeCase) };
}

/** Name, columns and key columns (without workspace_id) of each derived table. */
export const DERIVED = Object.fromEntries((Object.keys(SPECS) as Table[]).map((table) => [table, describe(table)])) as {
  [T in Table]: ReturnType<typeof describe>;
};

/** A row as read from the database becomes the core's. int8 arrives as bigint, timestamptz as epoch milliseconds, json parsed. */
export function fromSql<T extends Table>(table: T, row: Record<string, unknown>): Rows[T] {
  const result: Record<string, unknown> = {};
  for (const { field, name, type } of DERIVED[table].columns) {
    const value = row[name];
    result[field] = type === "number" && typeof value === "bigint" ? Number(value) : value;
  }
  return result as unknown as Rows[T];
}

/** A row becomes the JSON object that json_populate_recordset reads. */
export function toSql<T extends Table>(table: T, workspaceId: string, row: Rows[T]): Record<string, unknown> {
  const result: Record<string, unknown> = { workspace_id: workspaceId };
  for (const { field, name, type } of DERIVED[table].columns) {
    const value = (row as unknown as Record<string, unknown>)[field];
    if (value === null || value === undefined) result[name] = null;
    else if (type === "time") result[name] = formatInstant(value as number);
    else if (type === "amount") result[name] = String(value);
    else result[name] = value;
  }
  return result;
}
