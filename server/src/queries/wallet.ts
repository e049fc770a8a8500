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
export interface WalletUnit {
  unit: string;
  pending: bigint;
  available: bigint;
  debt: bigint;
  /** What expires next, and when. */
  nextExpiry: { at: number; amount: bigint } | null;
  /** Soonest to expire first: the order in which they are spent. At most 100 are shown. */
  lots: Lot[];
}

const MOST_LOTS_SHOWN = 100;

const ACCOUNTS: Statement = {
  name: "wallet.accounts",
  text: "select unit, kind, balance from accounts where workspace_id = $1 and holder = $2 and kind in ('pending', 'available', 'debt') order by unit",
};
const LOTS: Statement = {
  name: "wallet.lots",
  text: `select reward, held.unit, remaining, "availableAt", "expiresAt", details ->> 'minimumSpend' as "minimumSpend" from (select distinct unit from accounts where workspace_id = $1 and holder = $2) held cross join lateral (
      select id as reward, remaining, available_at as "availableAt", expires_at as "expiresAt", details
      from rewards where workspace_id = $1 and recipient_id = $2 and state = 'available' and remaining > 0 and unit is not null and unit = held.unit
      order by expires_at nulls last, available_at, id limit ${MOST_LOTS_SHOWN}) lots
    order by held.unit, "expiresAt" nulls last, "availableAt", reward`,
};

/** What the member holds, a unit each; undefined for an unknown member. */
export function loadWallet(db: Database, workspaceId: string, externalHash: string): Promise<WalletUnit[] | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await findMemberId(tx, workspaceId, externalHash);
    return member === undefined ? undefined : selectWallet(tx, workspaceId, member);
  });
}

/** As `loadWallet`, in a transaction, by internal id. */
export async function selectWallet(tx: Tx, workspaceId: string, member: string): Promise<WalletUnit[]> {
  const [accounts, lots] = await Promise.all([
    tx.query<{ unit: string; kind: "pending" | "available" | "debt"; balance: bigint }>(ACCOUNTS, [workspaceId, member]),
    tx.query<Lot>(LOTS, [workspaceId, member]),
  ]);
  const units = new Map<string, WalletUnit>();
  for (const { unit, kind, balance } of accounts) {
    const wallet = units.get(unit) ?? { unit, pending: 0n, available: 0n, debt: 0n, nextExpiry: null, lots: [] };
    wallet[kind] = balance;
    units.set(unit, wallet);
  }
  for (const lot of lots) addLot(units.get(lot.unit), lot);
  return [...units.values()];
}

function addLot(wallet: WalletUnit | undefined, lot: Lot): void {
  if (wallet === undefined) return;
  wallet.lots.push(lot);
  if (lot.expiresAt === null) return;
  if (wallet.nextExpiry === null) wallet.nextExpiry = { at: lot.expiresAt, amount: lot.remaining };
  else if (wallet.nextExpiry.at === lot.expiresAt) wallet.nextExpiry.amount += lot.remaining;
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
