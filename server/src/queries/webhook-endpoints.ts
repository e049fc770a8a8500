import { type Database, inWorkspace, type Statement } from "../store/db.js";

export interface WebhookEndpointView {
  id: string;
  url: string;
  label: string;
  kinds: string[] | null;
  status: "active" | "disabled";
  disabledBecause: "request" | "gone" | "failing" | null;
  oldSecretUntil: number | null;
  holdUntil: number | null;
  lastSuccessAt: number | null;
  createdAt: number;
  /** Deliveries that wait for their next attempt. */
  pending: number;
  /** When the one that has waited longest was made. */
  oldestPendingAt: number | null;
}
type Row = Omit<WebhookEndpointView, "pending"> & { pending: bigint };

const SELECT = `select e.id, e.url, e.label, e.kinds, e.status, e.disabled_because as "disabledBecause",
    case when e.old_secret_until > now() then e.old_secret_until end as "oldSecretUntil", case when e.hold_until > now() then e.hold_until end as "holdUntil",
    e.last_success_at as "lastSuccessAt", e.created_at as "createdAt", p.pending, p.oldest as "oldestPendingAt"
  from webhook_endpoints e cross join lateral (
    select count(*) as pending, min(created_at) as oldest from (
      select created_at from webhook_deliveries d where d.workspace_id = $1 and d.endpoint_id = e.id and d.state = 'pending' order by next_at limit 10000) waiting) p
  where e.workspace_id = $1 and e.status <> 'deleted'`;
const LIST: Statement = { name: "webhook_endpoints.list", text: `${SELECT} order by e.created_at, e.id` };
const ONE: Statement = { name: "webhook_endpoints.one", text: `${SELECT} and e.id = $2` };

const COUNTS: Statement = {
  name: "webhook_endpoints.counts",
  text: `select count(*) filter (where status = 'active') as active, count(*) filter (where status = 'disabled' and disabled_because <> 'request') as disabled
    from webhook_endpoints where workspace_id = $1`,
};

/** All endpoints, oldest first: there are twenty at most. Waiting deliveries are counted up to 10,000. */
export async function listWebhookEndpoints(db: Database, workspaceId: string): Promise<WebhookEndpointView[]> {
  const rows = await inWorkspace(db, workspaceId, (tx) => tx.query<Row>(LIST, [workspaceId]));
  return rows.map(viewOf);
}

/** How many endpoints are served, and how many are not because their receivers were gone or failed: those that somebody switched off on purpose are in neither. */
export async function countWebhookEndpoints(db: Database, workspaceId: string): Promise<{ active: number; disabled: number }> {
  const [row] = await inWorkspace(db, workspaceId, (tx) => tx.query<{ active: bigint; disabled: bigint }>(COUNTS, [workspaceId]));
  return { active: Number(row?.active ?? 0), disabled: Number(row?.disabled ?? 0) };
}

/** One endpoint, or undefined. */
export async function loadWebhookEndpointView(db: Database, workspaceId: string, id: string): Promise<WebhookEndpointView | undefined> {
  const [row] = await inWorkspace(db, workspaceId, (tx) => tx.query<Row>(ONE, [workspaceId, id]));
  return row && viewOf(row);
}

function viewOf(row: Row): WebhookEndpointView {
  return { ...row, pending: Number(row.pending) };
}
