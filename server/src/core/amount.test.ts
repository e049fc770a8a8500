/** Amounts of every shape, whole: a document, what happened before, one purchase. Against a slow reference that reads the document's sentences. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { type Mode, type Ratio, ratio, rounded, type Situation, slowAdd, slowAmount, slowPeriod, times } from "../../test/laws/slow-amounts.js";
import { openShop, PROGRAM, type Shop, START, write } from "../../test/laws/story.js";
import type { ProgramDocument } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

type Json = Record<string, unknown>;
const HOUR = 3_600_000;
const ZERO: Ratio = { n: 0n, d: 1n };

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const mode = fc.constantFrom<Mode>("half_up", "half_even", "down", "up");
const decimal = (decimals: number, most = 300, least = 0) =>
  fc.integer({ min: least * 10 ** decimals, max: most * 10 ** decimals }).map((minor) => (minor / 10 ** decimals).toFixed(decimals));
const orTable = (value: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 3, arbitrary: value as fc.Arbitrary<unknown> },
    {
      weight: 1,
      arbitrary: fc.record({ rows: fc.dictionary(fc.constantFrom("pro", "basic"), value, { minKeys: 1 }), otherwise: maybe(value) }).map(tableOf),
    },
  );
function tableOf({ rows, otherwise }: { rows: Record<string, unknown>; otherwise: unknown }): Json {
  return { table: { by: "friend.traits.plan", rows: { ...rows }, ...(otherwise !== undefined && { otherwise }) } };
}
const share = (decimals: number): fc.Arbitrary<Json> =>
  fc.record({
    percent: fc.constantFrom("0", "2.5", "10", "33.3333", "100", "2000"),
    of: fc.constantFrom<unknown>(
      ...["total", "goods", "goodsBeforeDiscount"],
      ...[{ property: "seats" }, { property: "fee" }, { assortment: "tea" }, { assortment: "tea", take: "gross" }],
    ),
    floor: maybe(orTable(decimal(decimals, 9))),
    ceiling: maybe(orTable(decimal(decimals, 60, 9))),
    rounding: maybe(mode),
  });
const simple = (decimals: number): fc.Arbitrary<unknown> => fc.oneof(decimal(decimals) as fc.Arbitrary<unknown>, share(decimals));
const length = fc.constantFrom<Json>({ hours: 30 }, { days: 2 }, { calendarDays: 5 }, { days: 12 }, { months: 1 }, { months: 3 }, { years: 1 });
const pieceOf = (decimals: number) =>
  fc.oneof(
    simple(decimals),
    fc.record({ from: decimal(decimals), to: decimal(decimals) }),
    fc.record({ from: decimal(decimals), halfLife: fc.constantFrom({ hours: 5 }, { hours: 36 }), atLeast: maybe(decimal(decimals, 20)) }),
  );
/** Lengths in the order of the list above, which is that of time. */
const overTime = (decimals: number) =>
  fc
    .record({
      since: maybe(fc.constantFrom<unknown>("sign_up", "visit", { goal: "posted" })),
      pieces: fc
        .uniqueArray(fc.tuple(length, pieceOf(decimals)), { selector: ([until]) => JSON.stringify(until), minLength: 1, maxLength: 4 })
        .map((pieces) =>
          pieces.sort(([a], [b]) => slowAdd(START, a, "UTC") - slowAdd(START, b, "UTC")).map(([until, amount]) => ({ until, amount })),
        ),
      afterwards: maybe(fc.oneof(simple(decimals), fc.constant("not_offered"))),
      rounding: maybe(mode),
    })
    .map((timed) => ({ overTime: timed }));
const tiers = (decimals: number) =>
  fc
    .record({
      by: fc.constantFrom("signed_up", "converted"),
      period: maybe(fc.constantFrom("lifetime", "day", "week", "month", "quarter", "year")),
      steps: fc.tuple(simple(decimals), simple(decimals), simple(decimals)),
    })
    .map(({ steps: [a, b, c], ...rest }) => ({ tiers: { ...rest, steps: [{ upTo: 1, amount: a }, { upTo: 3, amount: b }, { amount: c }] } }));
const table = (decimals: number) =>
  fc
    .record({
      rows: fc.dictionary(fc.constantFrom("pro", "basic"), simple(decimals), { minKeys: 1 }),
      otherwise: maybe(fc.oneof(simple(decimals), fc.constant("not_offered"))),
    })
    .map(tableOf);
const amount = (decimals: number) => fc.oneof(simple(decimals), table(decimals), tiers(decimals), overTime(decimals));
const PRICES = ["0.01", "0.15", "3"];
const grant = fc.oneof(
  amount(2).map((value) => ({ kind: "credit", decimals: 2, price: "1", amount: value, gives: { credit: { amount: value } } })),
  fc
    .tuple(fc.nat({ max: 6 }), fc.constantFrom(...PRICES))
    .chain(([decimals, price]) =>
      fc
        .oneof(
          { weight: 2, arbitrary: amount(decimals) },
          { weight: 1, arbitrary: fc.oneof(decimal(2, 300, 3), share(2)).map((worth) => ({ worth })) as fc.Arbitrary<unknown> },
        )
        .map((value) => ({ kind: "units", decimals, price, amount: value, gives: { units: { unit: "KM", amount: value } } })),
    ),
);
const day = fc.integer({ min: -3, max: 90 }).map((days) => new Date(START + days * 24 * HOUR).toISOString().slice(0, 10));
const campaign = fc
  .record({
    days: fc.uniqueArray(day, { minLength: 2, maxLength: 2 }),
    by: fc.constantFrom("2", "1.5", "0.25", "1.333333", "100"),
    kinds: maybe(fc.constant(["credit"])),
  })
  .map(({ days, by, kinds }) => ({ from: days.sort()[0] as string, until: days[1] as string, multiplyBy: by, ...(kinds && { kinds }) }));

/** The friends come in their order; the last of them is the one who buys. */
const friend = fc.record({ comes: fc.integer({ min: 1, max: 600 }), posts: maybe(fc.integer({ min: 1, max: 900 })) });
const scene = fc
  .record({
    grant,
    zone: fc.constantFrom("UTC", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"),
    weekStart: fc.constantFrom("monday" as const, "sunday" as const, "saturday" as const),
    campaigns: fc.array(campaign, { maxLength: 3 }),
    stacking: fc.constantFrom("best" as const, "multiply" as const, "add" as const),
    friends: fc.array(friend, { minLength: 1, maxLength: 5 }),
    visitedHoursBefore: maybe(fc.integer({ min: 1, max: 200 })),
    plan: maybe(fc.constantFrom("pro", "basic", "other")),
    /** After what the buyer did before, in hours. */
    buysAfter: fc.integer({ min: 1, max: 3000 }),
    currency: fc.constantFrom("USD", "USD", "EUR", "JPY"),
    money: fc.record({ total: fc.nat({ max: 50_000 }), tax: fc.nat({ max: 900 }), shipping: fc.nat({ max: 900 }), discount: fc.nat({ max: 900 }) }),
    lines: maybe(fc.tuple(fc.nat({ max: 9000 }), fc.nat({ max: 100 }), fc.nat({ max: 9000 }))),
    seats: maybe(fc.nat({ max: 40 })),
    fee: maybe(fc.nat({ max: 7000 })),
    refunds: fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 3 }),
  })
  // The tax of a line is in it, and lines are in the total.
  .map(({ lines: [tea, tax, rest] = [undefined, 0, 0], money, ...others }) => ({
    ...others,
    money: { ...money, total: money.total + (tea ?? 0) + rest },
    lines: tea === undefined ? undefined : { tea, tax: Math.min(tea, tax), rest },
  }));
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

const RATES: Record<string, string> = { USD: "1", EUR: "1.0837", JPY: "0.00654321" };
const SHIFTS: Record<string, bigint> = { USD: 100n, EUR: 100n, JPY: 1n };

function documentOf({ grant: { decimals, price, gives }, zone, weekStart, campaigns, stacking }: Scene): ProgramDocument {
  return JSON.parse(
    JSON.stringify({
      format: 1,
      handle: "shop",
      name: "Shop",
      destination: "https://shop.example/",
      currencies: ["EUR", "JPY"],
      timeZone: zone,
      weekStart,
      units: { KM: { precision: decimals === 2 ? 2 : decimals, price } },
      traits: { plan: { type: "string" } },
      events: { posted: {}, purchase: { properties: { seats: { type: "int" }, fee: { type: "money" } } } },
      assortments: { tea: { categories: ["tea"] } },
      attribution: { existingCustomer: "false" },
      goals: [{ id: "posted", steps: { event: "posted" } }],
      campaigns: campaigns.map((each, index) => ({ id: `c${index}`, ...each })),
      campaignStacking: stacking,
      rules: [{ id: "thanks", on: { event: "purchase" }, grants: [{ id: "grant", to: "referrer", ...gives }] }],
    }),
  );
}
interface Known {
  shop: Shop;
  at: number;
  came: number;
  visited: number | undefined;
  posted: number | undefined;
  /** When the others came and posted, and the buyer: in the order of the log. */
  reached: { signed_up: { who: string; at: number }[]; converted: { who: string; at: number }[] };
}
/** What happened up to the purchase, hour by hour. */
function before(scene: Scene, document: ProgramDocument): Known {
  const shop = openShop(document);
  for (const [from, rate] of Object.entries(RATES))
    if (from !== "USD") write(shop, { kind: "rates.set", rates: [{ from, to: "USD", rate, inForceFrom: 0 }] });
  write(shop, { kind: "member", member: "anna", enrol: [PROGRAM] });
  const moments = scene.friends.flatMap(({ comes, posts }, index) => [
    { who: `friend-${index}`, type: "sign_up", hour: comes },
    ...(posts === undefined ? [] : [{ who: `friend-${index}`, type: "posted", hour: comes + posts }]),
  ]);
  moments.sort((a, b) => a.hour - b.hour);
  const reached: Known["reached"] = { signed_up: [], converted: [] };
  const buyer = `friend-${scene.friends.length - 1}`;
  let at = START;
  let visited: number | undefined;
  for (const { who, type, hour } of moments) {
    at = START + hour * HOUR;
    const isVisit = who === buyer && type === "sign_up" && scene.visitedHoursBefore !== undefined;
    if (isVisit) visited = at - (scene.visitedHoursBefore as number) * HOUR;
    const [code] = [...shop.log.stored.codes.values()];
    const member = shop.log.world.externals.get("anna") as string;
    shop.at = at;
    write(shop, {
      kind: "event",
      type,
      member: who,
      ...(type === "sign_up" &&
        (isVisit ? { visits: [{ id: "v", program: PROGRAM, code: code?.code as string, member, at: visited as number }] } : { referrer: "anna" })),
    });
    reached[type === "sign_up" ? "signed_up" : "converted"].push({ who, at });
  }
  const [came, posted] = [reached.signed_up, reached.converted].map((list) => list.find(({ who }) => who === buyer)?.at);
  at += scene.buysAfter * HOUR;
  return { shop, at, came: came as number, visited, posted, reached };
}

function situationOf(scene: Scene, { at, came, visited, posted, reached }: Known): Situation {
  const { zone, weekStart, plan, money, currency, lines, seats, fee } = scene;
  const exchange = times(ratio(RATES[currency] as string), { n: 1n, d: SHIFTS[currency] as bigint });
  const paid = (minor: number) => times({ n: BigInt(minor), d: 1n }, exchange);
  const goods = money.total - money.tax - money.shipping;
  const buyer = `friend-${scene.friends.length - 1}`;
  return {
    plan,
    zone,
    at,
    bases: {
      total: paid(money.total),
      goods: paid(goods),
      goodsBeforeDiscount: paid(goods + money.discount),
      seats: seats === undefined ? undefined : { n: BigInt(seats), d: 1n },
      fee: fee === undefined ? undefined : paid(fee),
      "tea/gross": lines && paid(lines.tea),
      "tea/net": lines && paid(lines.tea - lines.tax),
    },
    ordinal(stage, period) {
      const all = reached[stage as "signed_up"];
      const own = all.findIndex(({ who }) => who === buyer);
      const [list, moment] = own < 0 ? [all, at] : [all.slice(0, own), all[own]?.at as number];
      const name = (each: number) => slowPeriod(each, period, zone, weekStart);
      return 1 + list.filter((each) => name(each.at) === name(moment)).length;
    },
    since: (what) => (what === "sign_up" ? came : what === "visit" ? (visited ?? came) : posted),
    factor: factorOf(scene, at),
    decimals: scene.grant.decimals,
    price: ratio(scene.grant.price),
  };
}
/** The best of those that run, all of them multiplied, or what each adds. */
function factorOf({ campaigns, stacking, zone, grant: { kind } }: Scene, at: number): Ratio {
  const midnight = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
  const running = campaigns.filter(
    ({ from, until, kinds }) => midnight(from) <= at && at < midnight(until) && (kinds === undefined || kinds.some((each) => each === kind)),
  );
  const all = running.map(({ multiplyBy }) => ratio(multiplyBy));
  if (all.length === 0) return { n: 1n, d: 1n };
  if (stacking === "best") return all.reduce((most, each) => (each.n * most.d > most.n * each.d ? each : most));
  if (stacking === "multiply") return all.reduce(times);
  const sum = all.reduce((total, { n, d }) => ({ n: total.n * d + (n - d) * total.d, d: total.d * d }), { n: 1n, d: 1n });
  return sum.n > 0n ? sum : ZERO;
}

describe("an amount of any shape", () => {
  test("is what the document's sentences say, in whole fractions, and keeps the share of the purchase that did not come back", () => {
    const property = fc.property(scene, (drawn) => {
      const document = documentOf(drawn);
      const validation = validateProgram(document);
      expect(validation.ok ? [] : validation.problems).toEqual([]);
      const known = before(drawn, document);
      const { shop, at } = known;
      const { money, currency, lines, seats, fee, plan } = drawn;
      const buyer = `friend-${drawn.friends.length - 1}`;
      shop.at = at;
      write(shop, {
        kind: "event",
        type: "purchase",
        member: buyer,
        subject: "order",
        currency,
        money: { total: `${money.total}`, tax: `${money.tax}`, shipping: `${money.shipping}`, discount: `${money.discount}` },
        properties: { ...(seats !== undefined && { seats }), ...(fee !== undefined && { fee: `${fee}` }) },
        ...(plan !== undefined && { traits: { plan } }),
        ...(lines && {
          lines: [
            { id: "1", categories: ["tea"], amount: `${lines.tea}`, tax: `${lines.tax}` },
            { id: "2", amount: `${lines.rest}` },
          ],
        }),
      });
      const wanted = slowAmount(drawn.grant.amount, situationOf(drawn, known)) ?? 0n;
      const rewards = () => [...shop.log.stored.rewards.values()];
      expect(rewards().map(({ amount }) => amount)).toEqual(wanted === 0n ? [] : [wanted]);
      const [reward] = rewards();
      if (reward === undefined || reward.details.measured?.lines !== undefined || money.total === 0) return;
      let taken = 0n;
      for (const part of drawn.refunds) {
        write(shop, { kind: "event", type: "refund", member: buyer, subject: "order", currency, money: { total: `${part}` } });
        taken += BigInt(part);
        const total = BigInt(money.total);
        const isShare = reward.details.measured !== undefined;
        const left = taken >= total ? 0n : isShare ? wanted - rounded({ n: wanted * taken, d: total }) : wanted;
        expect(rewards().map(({ remaining }) => remaining)).toEqual([left]);
      }
    });
    fc.assert(property, chance(100));
  });
});
