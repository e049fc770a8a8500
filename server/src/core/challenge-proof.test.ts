/** Proofs of challenges in decisions: when one is taken, what its answer completes or takes back, and as of when. */
import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, type Shop, write } from "../../test/laws/story.js";
import type { Challenge, ProgramDocument } from "./document/schema.js";
import type { Outcome } from "./record.js";
import { challengeKey } from "./settle-challenge.js";

const DAY = 86_400_000;
const post = (more: Partial<Challenge> = {}): Challenge => ({
  ...{ id: "post", name: "A post", every: "week", proof: "link" },
  steps: [{ event: "visited" }],
  ...more,
});
const documentOf = (challenge = post()): ProgramDocument => ({
  format: 1,
  handle: "club",
  name: "Club",
  destination: "https://club.example/",
  events: { visited: {}, left: { corrects: "visited" } },
  challenges: [challenge],
  rules: [
    { id: "post", on: { challenge: "post" }, grants: [{ id: "p", to: "member" as const, points: { amount: "1" }, hold: { for: { days: 1 } } }] },
  ],
});
function clubOf(challenge?: Challenge): Shop {
  const shop = openShop(documentOf(challenge));
  for (const member of ["anna", "emil"]) write(shop, { kind: "member", member, enrol: [PROGRAM] });
  return shop;
}
const wait = (shop: Shop, days: number) => write(shop, { kind: "clock", to: shop.at + days * DAY });
const visit = (shop: Shop, member = "anna") => write(shop, { kind: "event", type: "visited", member, subject: `v-${member}` });
const outcomeOf = ({ log: { records } }: Shop) => records.at(-1)?.decision.outcome as Outcome & { reason?: string; why?: string };
function prove(shop: Shop, member = "anna", by: "link" | "text" = "link"): string {
  write(shop, { kind: "challenge.prove", program: PROGRAM, member, challenge: "post", by });
  const { status, reason, why } = outcomeOf(shop);
  return status === "done" ? `${shop.log.records.length}` : `${reason} ${why ?? ""}`.trim();
}
function answer(shop: Shop, written: string, what: "accept" | "refuse", member = "anna"): string {
  write(shop, { kind: "challenge.review", program: PROGRAM, member, challenge: "post", written: Number(written), answer: what });
  const { status, reason } = outcomeOf(shop);
  return status === "done" ? "done" : `${reason}`;
}
const rewards = ({ log: { stored, world } }: Shop, member = "anna") =>
  [...stored.rewards.values()].filter(({ recipientId }) => recipientId === world.externals.get(member)).map(({ state }) => state);

test("it is handed in when all steps are done, in the wanted form, and completes the challenge once it is accepted", () => {
  const shop = clubOf();
  expect(prove(shop)).toBe("proof_not_wanted not_done");
  visit(shop);
  expect(rewards(shop)).toEqual([]);
  expect(prove(shop, "anna", "text")).toBe("proof_not_wanted another_form");
  const proof = prove(shop);
  expect(rewards(shop)).toEqual([]);
  expect(answer(shop, proof, "accept")).toBe("done");
  expect(rewards(shop)).toEqual(["pending"]);
  expect(answer(shop, proof, "accept")).toBe("done");
  expect([rewards(shop), prove(shop)]).toEqual([["pending"], "proof_not_wanted accepted"]);
  expect(shop.log.records.flatMap(({ decision: { facts } }) => facts.map(({ kind }) => kind)).filter((kind) => kind.startsWith("challenge"))).toEqual(
    [...["challenge.proof_handed_in", "challenge.proof_answered", "challenge.completed"]],
  );
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("it counts as of the moment when it was handed in, however late it is looked at", () => {
  const shop = clubOf();
  visit(shop);
  const [proof, at] = [prove(shop), shop.at];
  wait(shop, 30);
  answer(shop, proof, "accept");
  const key = challengeKey(PROGRAM, shop.log.world.externals.get("anna") as string, "post");
  expect(Object.values(shop.log.stored.challenges.get(key)?.state.times ?? {}).map(({ reachedAt }) => reachedAt)).toEqual([at]);
});

test("an answer is to what was looked at: what is handed in meanwhile waits for one of its own", () => {
  const shop = clubOf();
  visit(shop);
  const [first, second] = [prove(shop), prove(shop)];
  expect(answer(shop, first, "accept")).toBe("proof_changed");
  expect(answer(shop, second, "refuse")).toBe("done");
  const third = prove(shop);
  expect(answer(shop, third, "accept")).toBe("done");
  expect([rewards(shop), answer(shop, "1", "accept", "emil")]).toEqual([["pending"], "proof_unknown"]);
});

test("refused after it was accepted, or with a step taken back, the challenge is not completed any more", () => {
  const [refused, left] = [clubOf(), clubOf()];
  for (const shop of [refused, left]) {
    visit(shop);
    answer(shop, prove(shop), "accept");
  }
  answer(refused, `${refused.log.records.length - 1}`, "refuse");
  write(left, { kind: "event", type: "left", member: "anna", subject: "v-anna" });
  expect([rewards(refused), rewards(left)]).toEqual([["cancelled"], ["cancelled"]]);
  expect([...brokenLaws(refused.log), ...brokenLaws(left.log)]).toEqual([]);
});

test("until seven days after the end of a time it is for that time; a proof alone is for the present one", () => {
  const shop = clubOf();
  visit(shop);
  wait(shop, 7);
  const proof = prove(shop);
  wait(shop, 14);
  expect(prove(shop)).toBe("proof_not_wanted not_done");
  expect([answer(shop, proof, "accept"), rewards(shop)]).toEqual(["done", ["pending"]]);
  const alone = clubOf(post({ steps: [] }));
  for (let week = 0; week < 2; week++) {
    expect(answer(alone, prove(alone), "accept")).toBe("done");
    wait(alone, 7);
  }
  expect(rewards(alone)).toHaveLength(2);
});

test("who joins hands in after joining; two who are one have what either has proved", () => {
  const shop = clubOf(post({ steps: [], optIn: true }));
  expect(prove(shop)).toBe("proof_not_wanted not_done");
  for (const member of ["anna", "emil"]) write(shop, { kind: "challenge.join", member, program: PROGRAM, challenge: "post" });
  const [own, theirs] = [prove(shop), prove(shop, "emil")];
  answer(shop, theirs, "accept", "emil");
  write(shop, { kind: "member.merge", member: "emil", into: "anna", reason: "one person" });
  expect(rewards(shop, "anna").length + rewards(shop, "emil").length).toBe(1);
  expect(answer(shop, own, "accept")).toBe("proof_changed");
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("while the program is paused nothing is handed in or accepted, so that nobody loses what they have earned", () => {
  const shop = clubOf();
  visit(shop);
  const proof = prove(shop);
  write(shop, { kind: "program.status", program: PROGRAM, status: "paused" });
  expect([prove(shop), answer(shop, proof, "accept")]).toEqual(["program_not_running", "program_not_running"]);
  write(shop, { kind: "program.status", program: PROGRAM, status: "running" });
  expect([answer(shop, proof, "accept"), rewards(shop)]).toEqual(["done", ["pending"]]);
});

test("what waits can be withdrawn: it is as if it had not been handed in, and what was answered stays", () => {
  const shop = clubOf();
  const withdraw = () => {
    write(shop, { kind: "challenge.withdraw", program: PROGRAM, member: "anna", challenge: "post" });
    return outcomeOf(shop).reason ?? "done";
  };
  visit(shop);
  expect(withdraw()).toBe("proof_unknown");
  const first = prove(shop);
  expect([withdraw(), answer(shop, first, "accept"), withdraw()]).toEqual(["done", "proof_unknown", "proof_unknown"]);
  expect(answer(shop, prove(shop), "accept")).toBe("done");
  expect([withdraw(), rewards(shop)]).toEqual(["proof_unknown", ["pending"]]);
  expect(brokenLaws(shop.log)).toEqual([]);
});
