import type { Statement, Tx } from "./db.js";

export type WebhookEndpointStatus = "active" | "disabled" | "deleted";

export interface WebhookEndpointRow {
  id: string;
  url: string;
  label: string;
  /** Null: all, also what is added later. */
  kinds: string[] | null;
  status: WebhookEndpointStatus;
  /** Keyed hash of the request that made it. */
  request_hash: string;
  secret_wrapped: Buffer;
  old_secret_wrapped: Buffer | null;
  old_secret_until: number | null;
}

const COLUMNS = "id, url, label, kinds, status, request_hash, secret_wrapped, old_secret_wrapped, old_secret_until";

// A new endpoint begins at the end of the log: with the record that the head stands at, everything of which is told.
const SAVE: Statement = {
  name: "webhook_endpoints.save",
  text: `insert into webhook_endpoints (workspace_id, id, url, label, kinds, status, request_hash, secret_wrapped, cursor_record, cursor_index, created_at)
    select $1, $2, $3, $4, $5::text[], 'active', $6, $7, h.number, 2147483647, date_trunc('milliseconds', now()) from heads h where h.workspace_id = $1
    on conflict do nothing returning id`,
};
const NOTE: Statement = {
  name: "webhook_endpoints.note_workspace",
  text: "update workspaces set has_webhooks = true where id = $1 and not has_webhooks",
};
const WORKSPACES: Statement = { name: "webhook_endpoints.workspaces", text: "select id from workspaces where has_webhooks order by id" };
const COUNT: Statement = {
  name: "webhook_endpoints.count",
  text: "select count(*) as count from webhook_endpoints where workspace_id = $1 and status <> 'deleted'",
};
// One at a time for a workspace, so that two cannot both be the last that there is room for.
const LOCK_WORKSPACE: Statement = { name: "webhook_endpoints.lock_workspace", text: "select id from workspaces where id = $1 for no key update" };
const LOAD: Statement = { name: "webhook_endpoints.load", text: `select ${COLUMNS} from webhook_endpoints where workspace_id = $1 and id = $2` };
const LOCK: Statement = {
  name: "webhook_endpoints.lock",
  text: `select ${COLUMNS} from webhook_endpoints where workspace_id = $1 and id = $2 for no key update`,
};
const CHANGE: Statement = {
  name: "webhook_endpoints.change",
  text: `update webhook_endpoints set url = $3, label = $4, kinds = $5::text[], status = $6,
      disabled_because = case when $6 = 'active' then null when status = 'active' then 'request' else disabled_because end,
      hold_until = case when $6 = 'active' and (status <> 'active' or url <> $3) then null else hold_until end
    where workspace_id = $1 and id = $2`,
};
const DELETE: Statement = {
  name: "webhook_endpoints.delete",
  text: `update webhook_endpoints set status = 'deleted', disabled_because = 'request', secret_wrapped = '', old_secret_wrapped = null, old_secret_until = null
    where workspace_id = $1 and id = $2`,
};
const SECRETS: Statement = {
  name: "webhook_endpoints.secrets",
  text: `update webhook_endpoints set secret_wrapped = $3, old_secret_wrapped = secret_wrapped, old_secret_until = now() + $4::float8 * interval '1 millisecond'
    where workspace_id = $1 and id = $2 returning old_secret_until`,
};

export type NewWebhookEndpoint = Pick<WebhookEndpointRow, "id" | "url" | "label" | "kinds" | "request_hash" | "secret_wrapped">;

/** Writes the endpoint, with its cursor at the end of the log; true if it was new. From now on the workspace is looked into. */
export async function saveWebhookEndpoint(tx: Tx, workspaceId: string, row: NewWebhookEndpoint): Promise<boolean> {
  const values = [workspaceId, row.id, row.url, row.label, row.kinds, row.request_hash, row.secret_wrapped];
  const [saved] = await Promise.all([tx.query(SAVE, values), tx.query(NOTE, [workspaceId])]);
  return saved.length === 1;
}

/** How many there are; until the transaction ends no other one counts them. */
export async function countWebhookEndpoints(tx: Tx, workspaceId: string): Promise<number> {
  void tx.query(LOCK_WORKSPACE, [workspaceId]);
  const [row] = await tx.query<{ count: bigint }>(COUNT, [workspaceId]);
  return Number(row?.count);
}

export async function loadWebhookEndpoint(tx: Tx, workspaceId: string, id: string): Promise<WebhookEndpointRow | undefined> {
  return (await tx.query<WebhookEndpointRow>(LOAD, [workspaceId, id]))[0];
}

/** The endpoint, taken for a change. */
export async function lockWebhookEndpoint(tx: Tx, workspaceId: string, id: string): Promise<WebhookEndpointRow | undefined> {
  return (await tx.query<WebhookEndpointRow>(LOCK, [workspaceId, id]))[0];
}

/** Saves what a business may change. An endpoint that becomes active goes on where its cursor stands. */
export async function changeWebhookEndpoint(
  tx: Tx,
  workspaceId: string,
  { id, url, label, kinds, status }: Pick<WebhookEndpointRow, "id" | "url" | "label" | "kinds" | "status">,
): Promise<void> {
  await tx.query(CHANGE, [workspaceId, id, url, label, kinds, status]);
}

/** Nothing is sent any more, and the secrets are gone. */
export async function deleteWebhookEndpoint(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.query(DELETE, [workspaceId, id]);
}

/** The new secret signs from now on, beside the one before it until the overlap ends; gives that moment. */
export async function saveWebhookSecret(tx: Tx, workspaceId: string, id: string, wrapped: Buffer, overlapMs: number): Promise<number> {
  const [row] = await tx.query<{ old_secret_until: number }>(SECRETS, [workspaceId, id, wrapped, overlapMs]);
  if (row === undefined) throw new Error(`Endpoint ${id} was locked and is not there.`);
  return row.old_secret_until;
}

/** The workspaces that have, or had, endpoints. */
export async function listWebhookWorkspaces(tx: Tx): Promise<string[]> {
  return (await tx.query<{ id: string }>(WORKSPACES)).map(({ id }) => id);
}
