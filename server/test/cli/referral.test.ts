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
    message: "The referral cannot be entered. Nobody can refer themselves.",
  });
});
