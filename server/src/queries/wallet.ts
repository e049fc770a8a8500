import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId, findMemberIds } from "./members.js";
import { type Page, type PageRequest, pageOf } from "./page.js";

export interface Lot {
  reward: string;
  unit: string;
  remaining: bigint;
  availableAt: number | null;
  expiresAt: number | null;
  minimumSpend: string | null;
}
/** What a member has of one unit. */
export interface Purse {
  unit: string;
  pending: bigint;
  available: bigint;
  debt: bigint;
  /** All that expires at the next moment at which something does. */
  nextExpiry: { at: number; amount: bigint } | null;
}
export interface WalletUnit extends Purse {
  /** Soonest to expire first: the order in which they are spent. At most 100 are shown. */
  lots: Lot[];
}

const MOST_LOTS_SHOWN = 100;

const LOTS_OF = "from rewards where workspace_id = $1 and recipient_id = $2 and state = 'available' and remaining > 0 and unit is not null";
const PURSES: Statement = {
  name: "wallet.purses",
  text: `select unit, kind, balance, next.at, next.amount from accounts left join lateral (
      select expires_at as at, sum(remaining)::bigint as amount ${LOTS_OF} and unit = accounts.unit and expires_at is not null and accounts.kind = 'available'
      group by expires_at order by expires_at limit 1) next on true
    where workspace_id = $1 and holder = $2 and kind in ('pending', 'available', 'debt') order by unit`,
};
const LOTS: Statement = {
  name: "wallet.lots",
  text: `select reward, held.unit, remaining, "availableAt", "expiresAt", details ->> 'minimumSpend' as "minimumSpend" from (select distinct unit from accounts where workspace_id = $1 and holder = $2) held cross join lateral (
      select id as reward, remaining, available_at as "availableAt", expires_at as "expiresAt", details
      ${LOTS_OF} and unit = held.unit
      order by expires_at nulls last, available_at, id limit ${MOST_LOTS_SHOWN}) lots
    order by held.unit, "expiresAt" nulls last, "availableAt", reward`,
};

/** What the member holds, a unit each; undefined for an unknown member. */
export function loadWallet(db: Database, workspaceId: string, externalHash: string): Promise<WalletUnit[] | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await findMemberId(tx, workspaceId, externalHash);
    if (member === undefined) return undefined;
    const [purses, lots] = await Promise.all([selectPurses(tx, workspaceId, member), tx.query<Lot>(LOTS, [workspaceId, member])]);
    return purses.map((purse) => ({ ...purse, lots: lots.filter(({ unit }) => unit === purse.unit) }));
  });
}

interface PurseRow {
  unit: string;
  kind: "pending" | "available" | "debt";
  balance: bigint;
  at: number | null;
  amount: bigint | null;
}
/** As `loadWallet` without the lots, in a transaction, by internal id. */
export async function selectPurses(tx: Tx, workspaceId: string, member: string): Promise<Purse[]> {
  const purses = new Map<string, Purse>();
  for (const { unit, kind, balance, at, amount } of await tx.query<PurseRow>(PURSES, [workspaceId, member])) {
    const purse = purses.get(unit) ?? { unit, pending: 0n, available: 0n, debt: 0n, nextExpiry: null };
    purse[kind] = balance;
    if (at !== null && amount !== null) purse.nextExpiry = { at, amount };
    purses.set(unit, purse);
  }
  return [...purses.values()];
}

export interface WalletEntry {
  recordNumber: number;
  index: number;
  at: number;
  unit: string;
  amount: bigint;
  from: string;
  to: string;
  reward: string | null;
  reason: string;
}

const ENTRIES: Statement = {
  name: "wallet.entries",
  text: `select record_number as "recordNumber", index, at, unit, amount,
      case when from_holder = any ($2) then from_kind else 'program.' || from_kind end as "from",
      case when to_holder = any ($2) then to_kind else 'program.' || to_kind end as "to", reward_id as reward, reason
    from unnest($2::text[]) as own (id) cross join lateral (
      select * from transfers where workspace_id = $1 and member_id = own.id and (record_number, index) < ($3, $4::bigint) and reason <> 'merged'
      order by record_number desc, index desc limit $5) t
    order by record_number desc, index desc limit $5`,
};

/** The transfers of a member's wallet, newest first; undefined for an unknown member. */
export function listWalletEntries(
  db: Database,
  workspaceId: string,
  externalHash: string,
  { limit, after }: PageRequest,
): Promise<Page<WalletEntry> | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const members = await findMemberIds(tx, workspaceId, externalHash);
    if (members === undefined) return undefined;
    const [record, index] = after ?? [Number.MAX_SAFE_INTEGER, 0];
    const rows = await tx.query<Omit<WalletEntry, "recordNumber"> & { recordNumber: bigint }>(ENTRIES, [
      workspaceId,
      members,
      record,
      index,
      limit + 1,
    ]);
    const entries = rows.map((row) => ({ ...row, recordNumber: Number(row.recordNumber) }));
    return pageOf(entries, limit, (row) => [row.recordNumber, row.index]);
  });
}
