import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
});
afterAll(() => cli.close());

function enter(friend: string, referrer: string) {
  const entry = ["--program", cli.shop.handle, "--friend", friend, "--referrer", referrer, "--reason", "told at the till"];
  return cli.run("referral", "enter", cli.shop.workspace.id, ...entry);
}

test("bandwagon referral enter: enters what nothing else tells of, beside a running server", async () => {
  const { out, code } = await enter("clara", "anna");
  expect(code).toBeUndefined();
  const { body } = await cli.shop.get(`/v1/referrals/${JSON.parse(out).id}`);
  expect(body).toMatchObject({ friend: "clara", referrer: "anna", attribution: { method: "hand", reason: "told at the till" } });
});

test("bandwagon referral enter: what cannot be is refused with the reason, exit code 1", async () => {
  const { err, code } = await enter("anna", "anna");
  expect(code).toBe(1);
  expect(JSON.parse(err).error).toMatchObject({
    code: "referral_not_possible",
    message: "These two cannot be referrer and friend. Nobody can refer themselves.",
  });
});

test("bandwagon referral correct, and member merge: who it was is put right beside a running server", async () => {
  const { out } = await enter("dora", "anna");
  const { id } = JSON.parse(out);
  const reason = ["--reason", "the wrong card was stamped"];
  expect((await cli.run("referral", "correct", cli.shop.workspace.id, id, "--referrer", "otto", ...reason)).code).toBeUndefined();
  expect((await cli.shop.get(`/v1/referrals/${id}`)).body).toMatchObject({ friend: "dora", referrer: "otto" });
  expect((await cli.run("member", "merge", cli.shop.workspace.id, "otto", "--into", "anna", ...reason)).code).toBeUndefined();
  expect((await cli.shop.get(`/v1/referrals/${id}`)).body).toMatchObject({ friend: "dora", referrer: "anna" });
  const { err, code } = await cli.run("member", "merge", cli.shop.workspace.id, "dora", "--into", "anna", ...reason);
  expect({ code, message: JSON.parse(err).error.message }).toEqual({
    code: 1,
    message: "These two cannot be one member. Nobody can refer themselves.",
  });
});
