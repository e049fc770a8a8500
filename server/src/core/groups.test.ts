import { expect, test } from "vitest";
import { openShop, publishing, write } from "../../test/laws/story.js";
import type { ProgramDocument } from "./document/schema.js";

const document = (handle: string, group?: string): ProgramDocument => ({
  format: 1,
  handle,
  name: handle,
  destination: "https://shop.example/",
  ...(group && { group }),
  rules: [{ id: "welcome", on: { referral: "signed_up" }, grants: [{ id: "points", to: "friend", points: { amount: "5" } }] }],
});
/** Three programs in the order of their ids, and anna in all of them; what a friend's one sign-up begins. */
function begun(groups: (string | undefined)[]): string[] {
  const shop = openShop(document("one", groups[0]));
  write(shop, publishing(document("two", groups[1]), "prg_2"));
  write(shop, publishing(document("three", groups[2]), "prg_3"));
  write(shop, { kind: "member", member: "anna", enrol: ["prg_1", "prg_2", "prg_3"] });
  write(shop, { kind: "event", type: "sign_up", member: "boris", referrer: "anna" });
  return [...shop.log.stored.referrals.values()].map(({ programId }) => programId).sort();
}

test.each<[string, (string | undefined)[], string[]]>([
  ["alone", [undefined, undefined, undefined], ["prg_1", "prg_2", "prg_3"]],
  ["in one group", ["g", "g", "g"], ["prg_1"]],
  ["two in a group", ["g", undefined, "g"], ["prg_1", "prg_2"]],
  ["in two groups", ["g", "h", "h"], ["prg_1", "prg_2"]],
])("programs %s: a friend counts once in each group", (_what, groups, programs) => {
  expect(begun(groups)).toEqual(programs);
});

test("an event that names a program begins the referral there, and nowhere else in the group later", () => {
  const shop = openShop(document("one", "g"));
  write(shop, publishing(document("two", "g"), "prg_2"));
  write(shop, { kind: "member", member: "anna", enrol: ["prg_1", "prg_2"] });
  write(shop, { kind: "event", type: "sign_up", member: "boris", referrer: "anna", program: "prg_2" });
  expect(write(shop, { kind: "event", type: "sign_up", member: "boris", referrer: "anna", program: "prg_1" }).outcome).toMatchObject({
    status: "refused",
    reason: "already_referred",
  });
  expect(write(shop, { kind: "referral.enter", program: "prg_1", member: "boris", referrer: "anna", reason: "told" }).outcome).toMatchObject({
    reason: "referral_not_possible",
    why: "already_referred",
  });
});
