/** Squads in decisions: what members do counts together, each of them completes the challenge once, and who joins and leaves when. */
import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, type Shop, write } from "../../test/laws/story.js";
import type { Challenge, ProgramDocument } from "./document/schema.js";
import type { Outcome } from "./record.js";

const DAY = 86_400_000;
const documentOf = (more: Partial<Challenge> = {}): ProgramDocument => ({
  format: 1,
  handle: "club",
  name: "Club",
  destination: "https://club.example/",
  events: { ride: { properties: { city: { type: "string" } } }, ride_cancelled: { corrects: "ride" } },
  challenges: [{ id: "far", name: "Far", every: "month", squad: { max: 3 }, steps: [{ event: "ride", count: 3 }], ...more }],
  rules: [{ id: "far", on: { challenge: "far" }, grants: [{ id: "p", to: "member" as const, points: { amount: "1" } }] }],
});
const PEOPLE = ["anna", "boris", "clara", "dmitri"];
function clubOf(more?: Partial<Challenge>): Shop {
  const shop = openShop(documentOf(more));
  for (const member of PEOPLE) write(shop, { kind: "member", member, enrol: [PROGRAM] });
  return shop;
}
const outcomeOf = ({ log: { records } }: Shop) => records.at(-1)?.decision.outcome as Outcome & { reason?: string; why?: string; squad?: string };
function said(shop: Shop): string {
  const { status, reason, why, squad } = outcomeOf(shop);
  return status === "done" ? `${squad}` : `${reason} ${why ?? ""}`.trim();
}
function join(shop: Shop, member: string, code?: string): string {
  write(shop, { kind: "squad.join", program: PROGRAM, member, challenge: "far", ...(code !== undefined && { code }) });
  return said(shop);
}
function leave(shop: Shop, member: string): string {
  write(shop, { kind: "squad.leave", program: PROGRAM, member, challenge: "far" });
  return said(shop);
}
const ride = (shop: Shop, member: string, nth: number, city = "Kazan") =>
  write(shop, { kind: "event", type: "ride", member, subject: `${member}-${nth}`, properties: { city } });
const cancel = (shop: Shop, member: string, nth: number) =>
  write(shop, { kind: "event", type: "ride_cancelled", member, subject: `${member}-${nth}` });
/** How many rewards of the member stand. */
const given = ({ log: { stored, world } }: Shop) =>
  PEOPLE.map(
    (name) =>
      [...stored.rewards.values()].filter(({ recipientId, state }) => recipientId === world.externals.get(name) && state === "available").length,
  );

test("what they do counts together, also before they joined; each completes it once, and nobody outside does", () => {
  const shop = clubOf();
  ride(shop, "anna", 1);
  const code = join(shop, "anna");
  expect(code).toMatch(/^(....-){2}....$/);
  ride(shop, "boris", 1);
  for (const nth of [1, 2, 3]) ride(shop, "dmitri", nth);
  expect([join(shop, "boris", code.toLowerCase()), join(shop, "boris", code), given(shop)]).toEqual([code, code, [0, 0, 0, 0]]);
  ride(shop, "boris", 2);
  expect(given(shop)).toEqual([1, 1, 0, 0]);
  ride(shop, "anna", 2);
  expect([given(shop), join(shop, "clara", code), leave(shop, "anna")]).toEqual([
    [1, 1, 0, 0],
    "squad_not_to_be_joined completed",
    "squad_not_to_be_left counted",
  ]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("a correction of one takes it back from all; completed again, it gives again to each", () => {
  const shop = clubOf();
  const code = join(shop, "anna");
  join(shop, "boris", code);
  for (const nth of [1, 2]) ride(shop, "anna", nth);
  ride(shop, "boris", 1);
  expect(given(shop)).toEqual([1, 1, 0, 0]);
  cancel(shop, "boris", 1);
  expect(given(shop)).toEqual([0, 0, 0, 0]);
  expect(join(shop, "clara", code)).toBe(code);
  ride(shop, "clara", 1);
  expect(given(shop)).toEqual([1, 1, 1, 0]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("too few do not complete it; who comes last completes it with what they have done", () => {
  const shop = clubOf({ squad: { min: 3, max: 3 } });
  const code = join(shop, "anna");
  for (const nth of [1, 2, 3]) ride(shop, "anna", nth);
  join(shop, "boris", code);
  expect(given(shop)).toEqual([0, 0, 0, 0]);
  join(shop, "clara", code);
  expect(given(shop)).toEqual([1, 1, 1, 0]);
});

test("the same value that two of them told is one", () => {
  const shop = clubOf({ steps: [{ event: "ride", distinct: "event.properties.city", count: 2 }] });
  const code = join(shop, "anna");
  join(shop, "boris", code);
  ride(shop, "anna", 1, "Kazan");
  ride(shop, "boris", 1, "Kazan");
  expect(given(shop)).toEqual([0, 0, 0, 0]);
  ride(shop, "boris", 2, "Perm");
  expect(given(shop)).toEqual([1, 1, 0, 0]);
});

test("it is for one time and so many members; one squad for each, left only as long as nothing has counted", () => {
  const shop = clubOf({ squad: { max: 2 } });
  const code = join(shop, "anna");
  expect(join(shop, "boris", "AAAA-BBBB-CCCC")).toBe("squad_unknown");
  expect(leave(shop, "boris")).toBe("squad_not_to_be_left in_none");
  expect([join(shop, "boris", code), join(shop, "clara", code), join(shop, "anna")]).toEqual([
    code,
    "squad_not_to_be_joined full",
    "squad_not_to_be_joined in_another",
  ]);
  expect([leave(shop, "boris"), join(shop, "clara", code), join(shop, "boris")]).toEqual(["null", code, expect.not.stringContaining("squad")]);
  ride(shop, "clara", 1);
  expect(leave(shop, "clara")).toBe("squad_not_to_be_left counted");
  cancel(shop, "clara", 1);
  expect(leave(shop, "clara")).toBe("null");
  write(shop, { kind: "clock", to: shop.at + 40 * DAY });
  expect([join(shop, "dmitri", code), join(shop, "clara")]).toEqual(["squad_not_to_be_joined over", expect.not.stringContaining("squad")]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("two members who are one are in one squad: the other one goes on without them", () => {
  const shop = clubOf();
  const first = join(shop, "anna");
  join(shop, "boris", first);
  const second = join(shop, "clara");
  join(shop, "dmitri", second);
  for (const nth of [1, 2]) ride(shop, "clara", nth);
  ride(shop, "dmitri", 1);
  expect(given(shop)).toEqual([0, 0, 1, 1]);
  write(shop, { kind: "member.merge", member: "anna", into: "clara", reason: "One person." });
  ride(shop, "boris", 1);
  expect(given(shop)).toEqual([0, 0, 1, 1]);
  write(shop, { kind: "member.merge", member: "dmitri", into: "clara", reason: "One person." });
  // Who is alone is no squad.
  expect(given(shop).at(2)).toBe(0);
  expect(brokenLaws(shop.log)).toEqual([]);
});
