/** The waiting list: who is in front, who moves, and who is admitted. */
import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { DAY, openShop, PROGRAM, publishing, type Shop, write } from "../../test/laws/story.js";
import type { Grant, ProgramDocument } from "./document/schema.js";
import { byPlace } from "./look-ups.js";
import { waitingListId } from "./waiting-list.js";

function documentOf(grant: Partial<Grant> = {}, waitingList: ProgramDocument["waitingList"] = {}): ProgramDocument {
  return {
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    waitingList,
    rules: [
      { id: "friend", on: { referral: "signed_up" }, grants: [{ id: "ten", to: "referrer", places: 10, ...grant }] },
      { id: "order", on: { event: "purchase" }, grants: [{ id: "two", to: "member", places: 2, ...grant }] },
    ],
  } as ProgramDocument;
}
const NAMES = ["anna", "boris", "clara", "dmitri"];
const join = (shop: Shop, member: string) => write(shop, { kind: "member", member, enrol: [PROGRAM] });
function shopOf(grant?: Partial<Grant>, waitingList?: ProgramDocument["waitingList"]): Shop {
  const shop = openShop(documentOf(grant, waitingList));
  for (const name of NAMES) join(shop, name);
  return shop;
}
const refers = (shop: Shop, referrer: string, member: string) => write(shop, { kind: "event", type: "sign_up", member, referrer });
const buys = (shop: Shop, member: string, subject: string) =>
  write(shop, { kind: "event", type: "purchase", member, subject, currency: "USD", money: { total: "1000" } });
const returns = (shop: Shop, member: string, subject: string) => write(shop, { kind: "event", type: "refund", member, subject });
function wait(shop: Shop, days: number): void {
  write(shop, { kind: "clock", to: shop.at + days * DAY });
}
const settle = (shop: Shop) => write(shop, { kind: "due" });
const admit = (shop: Shop, count: number) => {
  const { outcome } = write(shop, { kind: "waiting_list.admit", program: PROGRAM, count });
  return outcome.status === "done" ? namesOf(shop, (outcome as unknown as { members: string[] }).members) : outcome.reason;
};
function namesOf({ log }: Shop, members: string[]): (string | undefined)[] {
  const names = new Map([...log.world.externals].map(([name, id]) => [id, name]));
  return members.map((id) => names.get(id));
}
function list(shop: Shop): (string | undefined)[] {
  expect(brokenLaws(shop.log)).toEqual([]);
  const rows = [...shop.log.stored.boardScores.values()].filter(({ runId, state }) => runId === waitingListId(PROGRAM) && state === "in");
  return namesOf(
    shop,
    rows.sort(byPlace).map(({ memberId }) => memberId),
  );
}

describe("who is in front", () => {
  test("whoever joined first", () => expect(list(shopOf())).toEqual(NAMES));

  test("a friend moves the referrer up; of equals the one who joined earlier is in front", () => {
    const shop = shopOf();
    refers(shop, "dmitri", "friend");
    expect(list(shop)).toEqual(["dmitri", "anna", "boris", "clara"]);
    // clara's number less 2 is anna's.
    buys(shop, "clara", "1");
    expect(list(shop)).toEqual(["dmitri", "anna", "clara", "boris"]);
  });

  test("what is taken back moves down again, in whichever order the two came (L11)", () => {
    const after = (...steps: ((shop: Shop) => unknown)[]) => {
      const shop = shopOf();
      for (const step of steps) step(shop);
      return [list(shop), [...shop.log.stored.boardScores.values()]];
    };
    const order = (shop: Shop) => buys(shop, "dmitri", "1");
    const back = (shop: Shop) => returns(shop, "dmitri", "1");
    expect([after(order, back), after(back, order)]).toEqual([after(), after()]);
  });

  test("places move when nothing holds them any more, and limits hold as for any reward", () => {
    const shop = shopOf({ hold: { for: { days: 3 } }, limits: [{ id: "once", measure: "rewards", max: "1" }] });
    buys(shop, "dmitri", "1");
    buys(shop, "dmitri", "2");
    expect(list(shop)).toEqual(NAMES);
    wait(shop, 3);
    settle(shop);
    expect(list(shop)).toEqual(["anna", "boris", "dmitri", "clara"]);
  });

  test("what was given before joining counts from joining on", () => {
    const shop = openShop(documentOf({ to: "friend" }));
    for (const name of ["anna", "boris", "clara"]) join(shop, name);
    refers(shop, "anna", "dmitri");
    expect(list(shop)).toEqual(["anna", "boris", "clara"]);
    join(shop, "dmitri");
    expect(list(shop)).toEqual(["dmitri", "anna", "boris", "clara"]);
  });

  test("joining numbers begin where the document says, and go on", () => {
    const shop = shopOf({}, { startAt: 100 });
    expect([...shop.log.stored.enrolments.values()].map(({ waitingNumber }) => waitingNumber)).toEqual([100, 101, 102, 103]);
  });
});

describe("admission", () => {
  test("takes the first, each once, and fewer where fewer wait", () => {
    const shop = shopOf();
    refers(shop, "clara", "friend");
    expect([admit(shop, 2), list(shop), admit(shop, 9), admit(shop, 1)]).toEqual([["clara", "anna"], ["boris", "dmitri"], ["boris", "dmitri"], []]);
    const facts = shop.log.records.flatMap(({ decision }) => decision.facts.filter(({ kind }) => kind === "waiting_list.admitted"));
    expect(facts).toHaveLength(4);
  });

  test("first settles what is due: whether due work was late changes nothing", () => {
    const admitted = (settles: boolean) => {
      const shop = shopOf({ hold: { for: { days: 3 } } });
      refers(shop, "dmitri", "friend");
      wait(shop, 3);
      if (settles) settle(shop);
      return [admit(shop, 1), list(shop)];
    };
    expect([admitted(true), admitted(false)]).toEqual(Array(2).fill([["dmitri"], ["anna", "boris", "clara"]]));
  });

  test("is not undone by what is taken back later, and whoever is in gains no more places", () => {
    const shop = shopOf();
    buys(shop, "dmitri", "1");
    buys(shop, "dmitri", "2");
    expect(admit(shop, 1)).toEqual(["dmitri"]);
    returns(shop, "dmitri", "1");
    expect(buys(shop, "dmitri", "3").trace).toContainEqual(expect.objectContaining({ step: "grant.missed", grant: "two", why: "not_waiting" }));
    expect(list(shop)).toEqual(["anna", "boris", "clara"]);
  });

  test("is declined where there is no list; who waits when a version does away with it can still be admitted", () => {
    const without = { ...documentOf(), waitingList: undefined, rules: [] } as unknown as ProgramDocument;
    const shop = shopOf();
    write(shop, publishing(without));
    join(shop, "elif");
    expect([list(shop), admit(shop, 9), admit(shop, 1)]).toEqual([NAMES, NAMES, "no_waiting_list"]);
  });
});

describe("two members are one", () => {
  const merged = (prepare: (shop: Shop) => unknown) => {
    const shop = shopOf();
    prepare(shop);
    write(shop, { kind: "member.merge", member: "dmitri", into: "boris", reason: "one person" });
    return list(shop);
  };
  test("who waits with the lower number and the places of both", () => {
    expect(merged((shop) => buys(shop, "dmitri", "1"))).toEqual(["boris", "anna", "clara"]);
  });
  test("and does not wait where either of them was in", () => {
    expect(
      merged((shop) => {
        refers(shop, "dmitri", "friend");
        admit(shop, 1);
      }),
    ).toEqual(["anna", "clara"]);
  });
});
