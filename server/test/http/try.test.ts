import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chance } from "../laws/chance.js";
import { anyDocument } from "../laws/documents.js";
import { bearer, keyWith, type TestServer, testServer, testWorkspace } from "./server.js";
import { befriend, caller, codeOf, documentOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
});
afterAll(() => server.close());

const order = (friend: string, subject = `order-of-${friend}`) => ({
  type: "purchase",
  member: { id: friend },
  subject,
  amount: "45.00",
  currency: "EUR",
});
const tryIn = (where: Shop, body: unknown, query = "") => where.post(`/v1/programs/${where.handle}/try${query}`, body);

/** Everything that the database keeps of any workspace. */
async function everything(): Promise<Record<string, unknown>> {
  const { admin } = server.database;
  const { rows: tables } = await admin.query("select tablename from pg_tables where schemaname = 'bandwagon' order by 1");
  const all: Record<string, unknown> = {};
  for (const { tablename } of tables) {
    const { rows } = await admin.query(
      `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash, count(*) as rows from bandwagon."${tablename}" t`,
    );
    all[tablename] = rows[0];
  }
  return all;
}

describe("a dry run", () => {
  test("200: says what would happen step by step, and nothing is written", async () => {
    await befriend(shop, "ben");
    const before = await everything();
    const { status, body } = await tryIn(shop, {
      members: [{ id: "imke", code: "try-imke", traits: { city: "Ulm" } }],
      events: [
        { type: "sign_up", member: { id: "fritz" }, code: "TRY-IMKE" },
        { key: "order-1", ...order("fritz") },
        { type: "refund", member: { id: "fritz" }, subject: "order-of-fritz", amount: "45.00", currency: "EUR" },
      ],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ program: shop.program, version: 1, inForce: true, members: [{ id: "imke", code: "TRY-IMKE" }] });
    const [signUp, purchase, refund] = body.results;
    expect(signUp).toMatchObject({ status: "rewarded", referrals: [{ friend: "fritz", referrer: "imke", state: "signed_up" }] });
    expect(signUp.rewards).toMatchObject([{ rule: "welcome", grant: "coupon", member: "fritz", side: "friend", type: "coupon" }]);
    expect(purchase.rewards.map(({ grant, member, amount, state }: Record<string, string>) => [grant, member, amount, state])).toEqual([
      ["credit", "imke", "5.00", "pending"],
      ["points", "fritz", "50", "available"],
      ["badge", "imke", undefined, "available"],
    ]);
    expect(purchase.sentences).toEqual(expect.arrayContaining(["“First order” is reached.", "The rule “thanks” applies."]));
    expect(refund.taken).toEqual(
      expect.arrayContaining([expect.objectContaining({ grant: "credit", member: "imke", how: "cancelled", amount: "5.00", reward: null })]),
    );
    expect(JSON.stringify(body)).not.toMatch(/mem_|undefined/);
    expect(await everything()).toEqual(before);
  });

  test("200: what would be taken back of a reward that exists is named by its id; in Russian", async () => {
    const { body: held } = await shop.get("/v1/rewards?member=anna&type=credit");
    const refund = { type: "refund", member: { id: "ben" }, subject: "order-of-ben", amount: "45.00", currency: "EUR" };
    const { body } = await tryIn(shop, { event: refund }, "?lang=ru");
    expect(body.results[0].taken).toEqual(
      expect.arrayContaining([expect.objectContaining({ reward: held.data[0].id, how: "cancelled", amount: "5.00" })]),
    );
    expect(body.results[0].sentences.join(" ")).toMatch(/[а-я]/);
  });

  test("200: a hold passes when a later event is told after it", async () => {
    const now = Date.parse((await shop.get("/v1/clock")).body.now);
    const later = new Date(now + 20 * 86_400_000).toISOString();
    const { body } = await tryIn(shop, {
      events: [
        { type: "sign_up", member: { id: "greta" }, code: await codeOf(shop, "otto") },
        order("greta"),
        { type: "review_posted", member: { id: "otto" }, at: later },
      ],
    });
    expect(body.results[2].at).toBe(later);
    expect(body.results[2].sentences.join("\n")).toContain("The hold has passed: the reward is available.");
  });

  test("200: in a live workspace it is now, and a moment to come may be imagined", async () => {
    const live: Shop = { ...caller(server, await testWorkspace(server.app, { mode: "live" })), handle: "live-friends" };
    const made = await live.post("/v1/programs", documentOf(live.handle));
    await live.post(`/v1/programs/${made.body.id}/publish`);
    const review = { type: "review_posted", member: { id: "anna" } };
    const before = Date.now();
    const { body } = await tryIn(live, { members: [{ id: "anna" }], events: [review, { ...review, at: "2199-01-01T00:00:00Z" }] });
    expect(Date.parse(body.at)).toBeGreaterThan(before - 5000);
    expect(body.results.map(({ at, rewards }: { at: string; rewards: unknown[] }) => [at, rewards.length])).toEqual([
      [body.at, 1],
      ["2199-01-01T00:00:00.000Z", 1],
    ]);
    expect((await tryIn(live, { event: review, at: "2020-01-01T00:00:00Z" })).status).toBe(400);
    expect((await live.get("/v1/members")).body.data).toEqual([]);
  });

  test("200: draft and published version differ as their documents do; a draft of a program that was never published can be tried", async () => {
    const other = await openShop(server);
    const document = documentOf(other.handle) as { rules: { id: string; grants: Record<string, unknown>[] }[] };
    const richer = structuredClone(document);
    richer.rules[1]?.grants.splice(0, 1, { id: "credit", to: "referrer", credit: { amount: "9.00" } });
    await other.put(`/v1/programs/${other.handle}/draft`, richer);
    const events = [{ type: "sign_up", member: { id: "ben" }, referrer: "anna" }, order("ben")];
    const amounts = async (version?: unknown) => {
      const { body } = await tryIn(other, { events, ...(version === undefined ? {} : { version }) });
      return [body.version, body.inForce, body.results[1].rewards.find(({ grant }: { grant: string }) => grant === "credit").amount];
    };
    expect(await amounts()).toEqual(["draft", false, "9.00"]);
    expect(await amounts("draft")).toEqual(["draft", false, "9.00"]);
    expect(await amounts("current")).toEqual([1, true, "5.00"]);
    await other.post(`/v1/programs/${other.handle}/publish`);
    expect(await amounts()).toEqual([2, true, "9.00"]);
    expect(await amounts(1)).toEqual([1, false, "5.00"]);

    const made = await other.post("/v1/programs", { ...document, handle: `${other.handle}-new` });
    const unpublished = { ...other, handle: made.body.id };
    const { body } = await tryIn(unpublished, { members: [{ id: "anna" }], events: events.map((event) => ({ ...event, program: made.body.id })) });
    expect(body.results[1].rewards).toHaveLength(3);
    expect((await tryIn(unpublished, { events, version: "current" })).status).toBe(404);
  });

  test("404: no such program, draft or version; another workspace's program is none", async () => {
    const events = [order("ben")];
    expect((await shop.post("/v1/programs/nothing/try", { events })).status).toBe(404);
    expect((await tryIn(shop, { events, version: 7 })).body).toMatchObject({ code: "not_found", detail: expect.stringContaining("no version 7") });
    const stranger = caller(server, await testWorkspace(server.app, { mode: "test" }));
    expect((await stranger.post(`/v1/programs/${shop.program}/try`, { events })).status).toBe(404);
    const theirs = await openShop(server);
    const { body } = await tryIn(theirs, { event: order("ben", "order-1") });
    expect(body.results[0]).toMatchObject({ status: "ignored", reason: "not_in_a_program" });
  });

  test("400: every problem with its field and its remedy", async () => {
    const problems = async (body: unknown) => {
      const reply = await tryIn(shop, body);
      expect(reply.status).toBe(400);
      return reply.body.errors.map(({ path, remedy }: Record<string, string>) => [path, typeof remedy]);
    };
    expect(await problems({})).toEqual([["/events", "string"]]);
    expect(await problems({ event: order("ben"), events: [order("ben")] })).toEqual([["/events", "string"]]);
    expect(
      await problems({
        events: [
          { ...order("ben"), amount: "45.001" },
          { ...order("ben"), at: "2020-01-01T00:00:00Z" },
        ],
      }),
    ).toEqual([["/events/1/at", "string"]]);
    expect(await problems({ events: [order("ben"), { ...order("ben"), amount: "45.001" }] })).toEqual([["/events/1/amount", "string"]]);
    expect(await problems({ event: order("ben"), at: "soon-ish-now" })).toEqual([["/at", "string"]]);
    expect(await problems({ event: order("ben"), members: [{ id: "x", code: "----" }] })).toEqual([["/members/0/code", "string"]]);
    expect(await problems({ event: order("ben"), members: [{ id: "x", code: await codeOf(shop, "anna") }] })).toEqual([
      ["/members/0/code", "string"],
    ]);
    expect(await problems({ event: order("ben"), members: [{ id: "x", code: "TRY-X", enrolled: false }] })).toEqual([["/members/0/code", "string"]]);
    expect(await problems({ event: order("ben"), members: [{ id: "x", traits: { city: 5 } }] })).toEqual([["/members/0/traits/city", "string"]]);
    expect(await problems({ event: { ...order("ben"), amuont: "1" } })).toEqual([["/event/amuont", "string"]]);
  });

  test("422: a draft that is not valid tells what publishing would, and the version in force is tried unless it is asked for", async () => {
    const other = await openShop(server);
    await other.put(`/v1/programs/${other.handle}/draft`, { ...documentOf(other.handle), destination: "nowhere" });
    const refused = await tryIn(other, { event: order("ben"), version: "draft" });
    const publishing = await other.post(`/v1/programs/${other.handle}/publish`);
    expect([refused.status, refused.body.errors]).toEqual([422, publishing.body.errors]);
    expect((await tryIn(other, { event: order("ben") })).body).toMatchObject({ version: 1, inForce: true });
  });

  test("403: a key that may not read rewards", async () => {
    const { token } = await keyWith(server.app, shop.workspace, ["programs:read"]);
    expect((await shop.post(`/v1/programs/${shop.handle}/try`, { event: order("ben") }, bearer(token))).status).toBe(403);
  });
});

test("whatever the document and the events, sending them brings what was tried", async () => {
  const people = ["anna", "boris", "clara"];
  const who = fc.constantFrom(...people);
  const step = fc.oneof(
    fc.record({ type: fc.constant("sign_up"), member: who, referrer: who }),
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant("purchase"),
        member: who,
        subject: fc.constantFrom("o1", "o2", "o3"),
        amount: fc.constantFrom("19.99", "45.50", "100.00"),
      }),
    },
    fc.record({ type: fc.constant("refund"), member: who, subject: fc.constantFrom("o1", "o2"), amount: fc.constantFrom(undefined, "7.00") }),
    fc.record({ type: fc.constant("review_posted"), member: who }),
  );
  const property = fc.asyncProperty(anyDocument, fc.array(step, { minLength: 4, maxLength: 15 }), fc.boolean(), async (document, steps, isDraft) => {
    const workspace = await testWorkspace(server.app, { mode: "test" });
    const handle = workspace.workspace.id.slice(3).toLowerCase();
    const mine: Shop = { ...caller(server, workspace), handle };
    const made = await mine.post("/v1/programs", { ...document, handle });
    expect([made.status, made.body.problems]).toEqual([201, []]);
    const publish = () => mine.post(`/v1/programs/${made.body.id}/publish`);
    const enrol = () => mine.post("/v1/members", { members: people.slice(0, 2).map((id) => ({ id, programs: [handle] })) });
    if (!isDraft) {
      await publish();
      await enrol();
    }
    const events = steps.map(({ member, ...rest }) => ({ ...rest, member: { id: member }, ...("amount" in rest ? { currency: "USD" } : {}) }));
    const tried = await tryIn(mine, { events, ...(isDraft ? { members: people.slice(0, 2).map((id) => ({ id })) } : {}) });
    expect([tried.status, tried.body.version]).toEqual([200, isDraft ? "draft" : 1]);
    if (isDraft) {
      await publish();
      await enrol();
    }
    for (const [index, event] of events.entries()) {
      const { body } = await mine.event(event);
      const { status, reason, sentence, sentences, referrals, rewards, taken } = tried.body.results[index];
      const explained = (await mine.get(`/v1/events/${body.id}/explanation`)).body;
      const real = await Promise.all(body.rewards.map(async (id: string) => (await mine.get(`/v1/rewards/${id}/explanation`)).body.reward));
      const steps: string[] = explained.records[0].steps.map(({ data }: { data: { step: string } }) => data.step);
      const takings = steps.filter((each) => ["reward.cancelled", "reward.reversed", "reward.shrunk"].includes(each)).length;
      expect({ ...body, referrals: body.referrals.length, taken: takings, sentences: explained.sentences }).toMatchObject({
        status,
        sentence,
        sentences,
        ...(reason === undefined ? {} : { reason }),
        referrals: referrals.length,
        taken: taken.length,
      });
      expect(real.map(brief)).toEqual(rewards.map(brief));
    }
  });
  await fc.assert(property, { ...chance(8), interruptAfterTimeLimit: 60_000 });
}, 120_000);

function brief({ rule, grant, member, side, type, unit, kind, amount }: Record<string, string>): unknown[] {
  return [rule, grant, member, side, type, unit, kind, amount];
}
