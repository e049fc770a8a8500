/** The schema of an event in the API's description and what checks events: both take the same, and refuse the same. */
import fc from "fast-check";
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolved } from "./declared-answers.js";
import { describedBy, type Schema } from "./described.js";
import { type Known, valuesOf } from "./described-requests.js";
import { type TestServer, testServer } from "./server.js";
import { openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
let schema: Schema;
let isDescribed: (body: unknown) => boolean;

beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
  const { paths, components } = describedBy(server.server);
  schema = resolved(components.schemas.Event, components.schemas) as Schema;
  const body = resolved(paths["/v1/events"]?.post?.requestBody?.content["application/json"]?.schema, components.schemas);
  const compiled = Compile(body as never);
  isDescribed = (value) => compiled.Check(value);
});
afterAll(() => server.close());

type Event = Record<string, unknown>;

/** What the form alone does not say: that these are moments, amounts of euros and addresses. */
const known: Known = {
  type: ["sign_up", "purchase", "refund", "review_posted", "never_declared"],
  occurredAt: ["2026-03-01T12:30:00Z", "2026-03-01T12:30:00+01:00"],
  currency: ["EUR"],
  amount: ["45.00", "5", "0.5", "100000"],
  tax: ["0", "0.10"],
  shipping: ["0"],
  discount: ["1.00"],
  email: ["ben@example.com"],
};
const texts = { email: "ben@example.com", properties: { seats: 2 }, traits: { city: "Berlin" } };

/** Events that the description allows. Parts of an amount only with one, which is what the form does not say either. */
function describedEvents(): fc.Arbitrary<Event> {
  return (valuesOf(schema, known) as fc.Arbitrary<Event>).map(({ tax, shipping, discount, lines, properties, ...event }) => ({
    ...event,
    ...(event.amount === undefined || tax === undefined ? {} : { tax }),
    ...(event.amount === undefined || shipping === undefined ? {} : { shipping }),
    ...(event.amount === undefined || discount === undefined ? {} : { discount }),
    ...(event.amount === undefined || lines === undefined ? {} : { lines: partsOf(lines as Event[]) }),
    ...(properties === undefined ? {} : { properties: texts.properties }),
  }));
}

/** One line is always less than the order, and has an id of its own. */
function partsOf([line]: Event[]): Event[] {
  const { tax: _, ...rest } = line as Event;
  return [{ ...rest, amount: "0.10" }];
}

interface Fault {
  /** The field that is named in the answer. */
  path: string;
  event: Event;
}

/** Every way to break one field of the event that its schema forbids: left out, unknown, of another type, too long, too short, of another form. */
function faultsOf(event: Event): Fault[] {
  const faults: Fault[] = [{ path: "/ammount", event: { ...event, ammount: "1.00" } }];
  for (const name of schema.required as unknown as string[]) {
    const { [name]: _, ...rest } = event;
    faults.push({ path: `/${name}`, event: rest });
  }
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    for (const value of wrongValues(field)) faults.push({ path: `/${name}`, event: { ...event, [name]: value } });
  }
  const member = event.member as Event;
  for (const [name, field] of Object.entries(schema.properties?.member?.properties ?? {})) {
    for (const value of wrongValues(field)) faults.push({ path: `/member/${name}`, event: { ...event, member: { ...member, [name]: value } } });
  }
  return faults;
}

function wrongValues({ type, anyOf, maxLength, minLength, pattern }: Schema): unknown[] {
  const wrong: unknown[] = [null, 5, true];
  if (type !== "object" && anyOf === undefined) wrong.push({}, ["x"]);
  if (type !== "string" && anyOf === undefined) wrong.push("x");
  if (maxLength !== undefined) wrong.push("x".repeat(maxLength + 1));
  if (minLength !== undefined) wrong.push("x".repeat(minLength - 1));
  if (pattern !== undefined) wrong.push("No such form!");
  return wrong;
}

test("200: whatever the description allows, alone and in a batch", async () => {
  const events = fc.sample(describedEvents(), { numRuns: 120, seed: 7 }).map((event, index) => ({ ...event, key: `allowed-${index}` }));
  for (const event of events.slice(0, 60)) {
    expect(isDescribed(event), JSON.stringify(event)).toBe(true);
    const { status, body } = await shop.event(event);
    expect(status, `${JSON.stringify(event)} ${JSON.stringify(body)}`).toBe(200);
  }
  const batch = { events: events.slice(60) };
  expect(isDescribed(batch)).toBe(true);
  const { status, body } = await shop.post("/v1/events", batch);
  expect(status).toBe(200);
  expect(body.results.filter((result: { status: string }) => ["invalid", "failed"].includes(result.status))).toEqual([]);
});

test("400: whatever the description forbids, with the field named; in a batch it is answered alike and fails no other", async () => {
  const event = {
    key: "right",
    type: "review_posted",
    member: { id: "anna", email: texts.email, traits: texts.traits },
    amount: "5.00",
    currency: "EUR",
  };
  const faults = faultsOf(event);
  expect(faults.length).toBeGreaterThan(100);
  const single = await Promise.all(faults.map(({ event: wrong }) => server.server.inject(post(wrong))));
  const { body } = await shop.post("/v1/events", { events: [...faults.map(({ event: wrong }) => wrong), event] });
  for (const [index, { path, event: wrong }] of faults.entries()) {
    const told = `${path} of ${JSON.stringify(wrong).slice(0, 300)}`;
    expect(isDescribed(wrong), told).toBe(false);
    expect(single[index]?.statusCode, told).toBe(400);
    const { errors } = JSON.parse(single[index]?.body ?? "") as { errors: { path: string }[] };
    expect(
      errors.some((error) => error.path === path || error.path.startsWith(`${path}/`)),
      `${told} ${JSON.stringify(errors)}`,
    ).toBe(true);
    expect(body.results[index], told).toMatchObject({ status: "invalid", errors });
  }
  expect(body.results.at(-1)).toMatchObject({ key: "right", status: "rewarded" });
});

test("400: a body that is neither an event nor a batch", async () => {
  for (const body of [
    {},
    { events: [] },
    { events: {} },
    { events: null },
    { events: Array.from({ length: 1001 }, () => ({})) },
    { key: "k", events: [] },
    [],
    "x",
  ]) {
    expect(isDescribed(body)).toBe(false);
    expect((await server.server.inject(post(body))).statusCode, JSON.stringify(body).slice(0, 100)).toBe(400);
  }
});

function post(body: unknown) {
  const headers = { authorization: `Bearer ${shop.secret}`, "content-type": "application/json" };
  return { method: "POST" as const, url: "/v1/events", headers, payload: JSON.stringify(body) };
}
