/** A number of requests from the API's description, in every role, against a shop with things in it. What must hold of each is asserted here. */
import fc from "fast-check";
import { expect } from "vitest";
import { errorCatalogue } from "../../src/errors.js";
import { resolved } from "./declared-answers.js";
import { describedBy, type NamedOperation, operationsOf, type Schema } from "./described.js";
import { type DescribedRequest, type Known, requestsOf } from "./described-requests.js";
import { keepLookUpsInside } from "./described-things.js";
import { memberToken, type TestServer } from "./server.js";
import { befriend, codeOf, openShop, type Shop } from "./shop.js";

const ROLES = ["secret", "secret", "secret", "secret", "publishable", "member", "nobody"] as const;

export interface FuzzCounts {
  byStatus: Record<string, number>;
  /** How many calls had an effect on the log. */
  written: number;
}

/**
 * Sends them one after the other. No answer is a 5xx; each is as it is described (the test server sees to it), an error with a documented code;
 * the log grows only by what was answered with 2xx; and a call that is repeated with its key is answered alike and writes nothing.
 */
export async function fuzz(server: TestServer, { count, seed }: { count: number; seed: number }): Promise<FuzzCounts> {
  keepLookUpsInside(server);
  const shop = await openShop(server);
  await befriend(shop, "ben");
  await befriend(shop, "clara", { by: "otto", buys: false });
  const tokens = { secret: shop.secret, publishable: shop.publishable, member: await memberToken(shop, "anna", "14m"), nobody: undefined };
  const known = await knownThings(shop);
  const description = describedBy(server.server);
  const operations = operationsOf(description)
    .filter((one) => !isLeftOut(one.name))
    .map((one) => ({
      ...one,
      operation: resolved(one.operation, description.components.schemas as Record<string, Schema>) as NamedOperation["operation"],
    }));
  const request = fc.constantFrom(...operations).chain((one) =>
    fc.record({
      request: requestsOf(one.path, one.method, one.operation, known),
      role: fc.constantFrom(...ROLES),
      takesKey: fc.constant(takesKey(one)),
    }),
  );
  const counts: FuzzCounts = { byStatus: {}, written: 0 };
  let number = 0;
  for (const each of fc.sample(request, { numRuns: count, seed })) {
    const key: Record<string, string> = each.takesKey ? { "idempotency-key": `fuzz-${seed}-${++number}` } : {};
    const token = tokens[each.role];
    const headers: Record<string, string> = { ...key, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    await expectOne(server, shop, { ...each, headers }, counts);
  }
  return counts;
}

/** What ends the run's own credentials, or changes the time of all that comes after it by years. */
function isLeftOut(name: string): boolean {
  return /\/revoke$|\/rotate$|^post \/v1\/clock$|\/end$/.test(name);
}

function takesKey({ operation }: NamedOperation): boolean {
  return (operation.parameters ?? []).some(({ name }) => name === "Idempotency-Key");
}

async function knownThings(shop: Shop): Promise<Known> {
  const rewards = (await shop.get("/v1/rewards")).body.data as { id: string }[];
  const referrals = (await shop.get("/v1/referrals")).body.data as { id: string }[];
  const endpoint = (await shop.post("/v1/webhook-endpoints", { url: "https://shop.example/hooks" })).body.id as string;
  const delivery = (await shop.post(`/v1/webhook-endpoints/${endpoint}/test`, {})).body.id as string;
  const members = ["anna", "otto", "ben", "clara", "nobody"];
  return {
    externalId: members,
    member: members,
    friend: ["clara", "dora", "emil"],
    referrer: members,
    program: [shop.handle, shop.program, "no-such-program"],
    handle: [shop.handle, "no-such-program"],
    code: [await codeOf(shop, "anna"), "K7P4-M2XQ"],
    id: [endpoint, ...[...rewards, ...referrals].map(({ id }) => id)],
    delivery: [delivery, "dlv_1_0"],
    type: ["sign_up", "purchase", "refund", "review_posted", "credit", "track", "identify"],
    currency: ["EUR", "JPY"],
    unit: ["EUR", "POINTS"],
    amount: ["1.00", "5", "0", "45.00", "99999999999999999999"],
    orderTotal: ["45.00", "0"],
    occurredAt: [new Date().toISOString()],
    version: ["1", "2"],
  };
}

interface Sent {
  request: DescribedRequest;
  role: (typeof ROLES)[number];
  takesKey: boolean;
  headers: Record<string, string>;
}

async function expectOne(server: TestServer, shop: Shop, sent: Sent, counts: FuzzCounts): Promise<void> {
  const told = `${sent.role} ${sent.request.method} ${sent.request.url} ${JSON.stringify(sent.request.body)?.slice(0, 500)} (${sent.request.mutation})`;
  const before = await headOf(server, shop);
  const first = await send(server, sent);
  const after = await headOf(server, shop);
  counts.byStatus[first.status] = (counts.byStatus[first.status] ?? 0) + 1;
  expect(first.status, `${told}: ${first.body}`).toBeLessThan(500);
  if (first.status >= 400) {
    const problem = JSON.parse(first.body) as { code: string; status: number };
    expect(errorCatalogue, told).toHaveProperty(problem.code);
    expect(problem.status, told).toBe(first.status);
  }
  if (after !== before) {
    counts.written++;
    // A refusal by the state of things is a record as well: its key must be answered alike for ever.
    expect(first.status < 300 || (sent.takesKey && [404, 409, 422].includes(first.status)), `${told} wrote and was answered ${first.status}`).toBe(
      true,
    );
  }
  if (!sent.takesKey || first.status === 429) return;
  const again = await send(server, sent);
  expect(again.status, `${told} again: ${again.body}`).toBe(first.status);
  expect(await headOf(server, shop), `${told} again`).toBe(after);
}

async function send(server: TestServer, { request, headers }: Sent): Promise<{ status: number; body: string }> {
  const payload = request.body === undefined ? {} : { payload: JSON.stringify(request.body) };
  const type = request.body === undefined ? {} : { "content-type": "application/json" };
  const reply = await server.server.inject({ method: request.method as "GET", url: request.url, headers: { ...headers, ...type }, ...payload });
  return { status: reply.statusCode, body: reply.body };
}

async function headOf({ database }: TestServer, { workspace }: Shop): Promise<number> {
  const { rows } = await database.admin.query("select number::int from heads where workspace_id = $1", [workspace.id]);
  return rows[0].number as number;
}
