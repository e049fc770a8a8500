/** What members write to the business, as cases of a test that has two shops. */
import { describe, expect, test } from "vitest";
import { bearer, memberToken, type TestServer } from "./server.js";
import { befriend, type Shop } from "./shop.js";

export function feedbackCases(given: () => { server: TestServer; shop: Shop; other: Shop }): void {
  describe("what members write to the business", () => {
    const write = (member: string, body: Record<string, unknown>, headers = {}) =>
      given().shop.post(`/v1/members/${member}/feedback`, { program: given().shop.handle, ...body }, headers);
    const factsAbout = async (feedback: string, cursor = ""): Promise<Record<string, string>[]> => {
      const { data, nextCursor } = (await given().shop.get(`/v1/facts?limit=100${cursor}`)).body;
      if (data.length === 0) return [];
      return [...data.filter((fact: Record<string, string>) => fact.feedback === feedback), ...(await factsAbout(feedback, `&cursor=${nextCursor}`))];
    };

    test("200: sealed, seen by the member and the business, and answered", async () => {
      const mine = bearer(await memberToken(given().shop, "anna"));
      const { status, body } = await write("anna", { kind: "help", text: "Where is my canary?" }, mine);
      expect([status, body]).toEqual([200, expect.objectContaining({ member: "anna", kind: "help", state: "open", answer: null })]);
      const standing = async () => (await given().shop.get(`/v1/members/anna/summary?program=${given().shop.handle}`, mine)).body.portal.feedback;
      expect(await standing()).toEqual({ written: 1, answeredAt: null });
      const { rows } = await given().server.database.admin.query("select row_to_json(f)::text || encode(sealed, 'escape') as row from feedback f");
      expect(rows[0].row).not.toContain("canary");
      const open = (await given().shop.get(`/v1/programs/${given().shop.handle}/feedback?state=open&kind=help`)).body;
      expect(open.data).toEqual([body]);
      const answer = `/v1/programs/${given().shop.handle}/feedback/${body.id}/answer`;
      expect((await given().shop.post(answer, { state: "answered" })).status).toBe(400);
      expect((await given().shop.post(answer, { text: "In the mail", state: "answered" })).body).toMatchObject({
        answer: "In the mail",
        state: "answered",
      });
      expect((await given().shop.post(answer, { state: "closed" })).body).toMatchObject({ answer: "In the mail", state: "closed" });
      expect((await given().shop.get("/v1/members/anna/feedback", mine)).body.data).toMatchObject([
        { id: body.id, answer: "In the mail", state: "closed" },
      ]);
      expect(await standing()).toEqual({ written: 1, answeredAt: expect.any(String) });
      expect((await given().shop.get(`/v1/members/anna/feedback?program=${given().shop.handle}`, mine)).body.data).toHaveLength(1);
      expect((await given().shop.get("/v1/members/anna/feedback?program=no-such-program", mine)).body.code).toBe("program_unknown");
      expect((await given().shop.get("/v1/members/otto/feedback", mine)).status).toBe(403);
      expect(
        (await given().shop.post(`/v1/programs/${given().other.handle}/feedback/${body.id}/answer`, { text: "x", state: "answered" })).status,
      ).toBe(404);
    });

    test("200: the same call again is the same one; 409: another under its key", async () => {
      const key = { "idempotency-key": "one-rating" };
      const { body } = await write("otto", { kind: "rating", rating: 5 }, key);
      expect((await write("otto", { kind: "rating", rating: 5 }, key)).body).toEqual(body);
      const told = await factsAbout(body.id);
      expect(told).toMatchObject([{ kind: "feedback.received", feedback: body.id, about: "rating" }]);
      expect((await write("otto", { kind: "rating", rating: 1 }, key)).body.code).toBe("key_reused");
    });

    test("400: what does not fit its kind; 404: an appeal about what is another's", async () => {
      for (const [kind, more] of [
        ["help", {}],
        ["rating", {}],
        ["help", { text: "x", rating: 3 }],
        ["appeal", { text: "x" }],
        ["help", { text: "x", referral: "ref_1" }],
        ["appeal", { text: "x", referral: "ref_1", reward: "rwd_1" }],
      ] as const)
        expect([kind, (await write("otto", { kind, ...more })).status]).toEqual([kind, 400]);
      await befriend(given().shop, "ben");
      const [referral] = (await given().shop.get("/v1/referrals")).body.data;
      const appeal = { kind: "appeal", text: "Why?", referral: referral.id };
      expect((await write("anna", appeal)).body).toMatchObject({ referral: referral.id, reward: null });
      expect((await write("otto", appeal)).body.code).toBe("referral_unknown");
      const [reward] = (await given().shop.get("/v1/rewards?member=ben")).body.data;
      expect((await write("ben", { kind: "appeal", text: "Why?", reward: reward.id })).status).toBe(200);
      expect((await write("otto", { kind: "appeal", text: "Why?", reward: reward.id })).body.code).toBe("reward_unknown");
    });

    test("429: more than 20 a day; pages go on where they ended", async () => {
      await given().shop.put("/v1/members/zoe", { programs: [given().shop.handle] });
      for (let times = 0; times < 20; times++) expect((await write("zoe", { kind: "suggestion", text: `${times}` })).status).toBe(200);
      expect((await write("zoe", { kind: "suggestion", text: "too much" })).body.code).toBe("rate_limited");
      const list = `/v1/programs/${given().shop.handle}/feedback?kind=suggestion&limit=15`;
      const first = (await given().shop.get(list)).body;
      const second = (await given().shop.get(`${list}&cursor=${first.nextCursor}`)).body;
      const texts = [...first.data, ...second.data].map(({ text }: { text: string }) => Number(text)).sort((a, b) => a - b);
      expect([texts, second.nextCursor]).toEqual([Array.from({ length: 20 }, (_, n) => n), null]);
    });
  });
}
