import type { RedemptionRow } from "../core/rows.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId } from "./members.js";
import { type Page, type PageRequest, pageOf } from "./page.js";

export type RedemptionView = Omit<RedemptionRow, "memberId">;
type Row = Omit<RedemptionView, "recordNumber"> & { recordNumber: bigint };

const SELECT = `select id, kind, unit, amount, subject, state, at, record_number as "recordNumber", lots from redemptions where workspace_id = $1`;
const ONE: Statement = { name: "redemptions.one", text: `${SELECT} and id = $2` };
const SOME: Statement = { name: "redemptions.some", text: `${SELECT} and id = any($2)` };
const OF_MEMBER: Statement = {
  name: "redemptions.of_member",
  text: `${SELECT} and member_id = $2 and (record_number, id) < ($3, $4) order by record_number desc, id desc limit $5`,
};

/** A member's redemptions, newest first; undefined for an unknown member. */
export function listRedemptions(
  db: Database,
  workspaceId: string,
  externalHash: string,
  { limit, after }: PageRequest,
): Promise<Page<RedemptionView> | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await findMemberId(tx, workspaceId, externalHash);
    if (member === undefined) return undefined;
    const [record, id] = after ?? [Number.MAX_SAFE_INTEGER, ""];
    const rows = await tx.query<Row>(OF_MEMBER, [workspaceId, member, record, id, limit + 1]);
    return pageOf(rows.map(viewOf), limit, (row) => [row.recordNumber, row.id]);
  });
}

/** One redemption, or undefined. */
export function loadRedemption(db: Database, workspaceId: string, id: string): Promise<RedemptionView | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [row] = await tx.query<Row>(ONE, [workspaceId, id]);
    return row && viewOf(row);
  });
}

/** The redemptions with these ids, in no order. */
export async function selectRedemptionsById(tx: Tx, workspaceId: string, ids: string[]): Promise<RedemptionView[]> {
  if (ids.length === 0) return [];
  return (await tx.query<Row>(SOME, [workspaceId, ids])).map(viewOf);
}

function viewOf(row: Row): RedemptionView {
  return { ...row, recordNumber: Number(row.recordNumber) };
}
