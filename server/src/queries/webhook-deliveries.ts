import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { type Page, type PageRequest, pageOf } from "./page.js";

export interface WebhookAttemptView {
  attempt: number;
  at: number;
  durationMs: number;
  status: number | null;
  error: string | null;
  answer: string;
}
export interface WebhookDeliveryView {
  recordNumber: number;
  index: number;
  kind: string;
  state: "pending" | "delivered" | "failed";
  createdAt: number;
  nextAt: number | null;
  doneAt: number | null;
  /** Newest first, at most twenty. */
  attempts: WebhookAttemptView[];
}
type Row = Omit<WebhookDeliveryView, "attempts" | "recordNumber"> & { recordNumber: bigint };
type AttemptRow = WebhookAttemptView & { record_number: bigint; index: number };

const SELECT = `select record_number as "recordNumber", index, kind, state, created_at as "createdAt", next_at as "nextAt", done_at as "doneAt"
  from webhook_deliveries where workspace_id = $1 and endpoint_id = $2`;
const NEWEST = "and (record_number, index) < ($3, $4) order by record_number desc, index desc limit $5";
const LIST: Statement = { name: "webhook_deliveries.list", text: `${SELECT} ${NEWEST}` };
const LIST_STATE: Statement = { name: "webhook_deliveries.list_state", text: `${SELECT} and state = $6 ${NEWEST}` };
const LIST_FAILED: Statement = { name: "webhook_deliveries.list_failed", text: `${SELECT} and state = 'failed' ${NEWEST}` };
const ONE: Statement = { name: "webhook_deliveries.one", text: `${SELECT} and record_number = $3 and index = $4` };
const ATTEMPTS: Statement = {
  name: "webhook_deliveries.attempts",
  text: `select a.record_number, a.index, a.attempt, a.at, a.duration_ms as "durationMs", a.status, a.error, a.answer
    from unnest($3::bigint[], $4::integer[]) as w (record_number, index) cross join lateral (
      select * from webhook_attempts l where l.workspace_id = $1 and l.endpoint_id = $2 and l.record_number = w.record_number and l.index = w.index
      order by attempt desc limit 20) a
    order by a.attempt desc`,
};

/** Deliveries to the endpoint by their place in the log, newest first; samples, which have none, come last. */
export function listWebhookDeliveries(
  db: Database,
  workspaceId: string,
  endpointId: string,
  { state }: { state?: WebhookDeliveryView["state"] },
  { limit, after }: PageRequest,
): Promise<Page<WebhookDeliveryView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [record, index] = after ?? [Number.MAX_SAFE_INTEGER, 0];
    const values = [workspaceId, endpointId, record, index, limit + 1];
    const rows = await selectDeliveries(tx, values, state);
    const page = pageOf(rows, limit, (row) => [Number(row.recordNumber), row.index]);
    return { rows: await withAttempts(tx, workspaceId, endpointId, page.rows), next: page.next };
  });
}

function selectDeliveries(tx: Tx, values: unknown[], state: WebhookDeliveryView["state"] | undefined): Promise<Row[]> {
  if (state === undefined) return tx.query<Row>(LIST, values);
  return state === "failed" ? tx.query<Row>(LIST_FAILED, values) : tx.query<Row>(LIST_STATE, [...values, state]);
}

/** One delivery, or undefined. */
export function loadWebhookDelivery(
  db: Database,
  workspaceId: string,
  endpointId: string,
  place: { record: number; index: number },
): Promise<WebhookDeliveryView | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rows = await tx.query<Row>(ONE, [workspaceId, endpointId, place.record, place.index]);
    return (await withAttempts(tx, workspaceId, endpointId, rows))[0];
  });
}

async function withAttempts(tx: Tx, workspaceId: string, endpointId: string, rows: Row[]): Promise<WebhookDeliveryView[]> {
  if (rows.length === 0) return [];
  const places = [rows.map((row) => row.recordNumber), rows.map((row) => row.index)];
  const attempts = await tx.query<AttemptRow>(ATTEMPTS, [workspaceId, endpointId, ...places]);
  return rows.map((row) => ({
    ...row,
    recordNumber: Number(row.recordNumber),
    attempts: attempts
      .filter((each) => each.record_number === row.recordNumber && each.index === row.index)
      .map(({ attempt, at, durationMs, status, error, answer }) => ({ attempt, at, durationMs, status, error, answer })),
  }));
}
