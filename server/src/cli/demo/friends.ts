/** How people come: members share, friends open links, type codes, sign up and become members themselves. */

import { planOrder } from "./orders.js";
import { browserOf, type Language, makePerson } from "./people.js";
import { type Customer, dayMs, hourMs, plan, type Season, sharersOf } from "./season-state.js";

const channels = ["chat", "mail", "story", "blog"];

export function newCustomer(season: Season, language: Language): Customer {
  const { chance } = season;
  const person = makePerson(chance, ++season.counts.people, language);
  // Most are looked at by few, a few by many.
  return { person, links: new Map(), popularity: chance.around(1, 1.1), hasOrdered: false, referredIn: null };
}

/** The customer becomes a member of the programs of that language with the next batch. */
export function enrol({ newcomers, programs }: Season, customer: Customer): void {
  const handles = customer.person.language === "ru" ? [programs.roubles.handle] : [programs.credit.handle, programs.stamps.handle];
  newcomers.push({ customer, programs: handles });
}

/** Somebody who came by no one's link, and often orders. */
export function arrive(season: Season, language: Language): void {
  const customer = newCustomer(season, language);
  enrol(season, customer);
  if (season.chance.isTrue(0.6)) planOrder(season, customer, season.now + season.chance.wait(5 * dayMs));
}

/** Makes everybody who waits a member, and notes the links that they got. */
export async function makeMembers({ api, newcomers, customers }: Season): Promise<void> {
  const waiting = newcomers.splice(0);
  if (waiting.length === 0) return;
  const members = waiting.map(({ customer: { person }, programs }) => {
    const { id, name, email, address } = person;
    return { id, name, email, address, programs };
  });
  const { results } = await api.post("/v1/members", { members });
  for (const [index, { customer }] of waiting.entries()) {
    for (const { handle, link, code } of results[index].member.enrolments) customer.links.set(handle, { path: new URL(link).pathname, code });
    customers.push(customer);
  }
}

/** So many links of the program are opened now; about a third of those who look sign up within two days. */
export async function openLinks(season: Season, handle: string, count: number): Promise<void> {
  const { api, chance, counts, now } = season;
  const sharers = sharersOf(season, handle);
  const openings = Array.from({ length: count }, () => chance.pickByWeight(sharers, ({ popularity }) => popularity))
    .filter((sharer) => sharer !== undefined)
    .map((sharer) => {
      const path = `${sharer.links.get(handle)?.path}?c=${chance.pick(channels)}`;
      const joinsAt = chance.isTrue(0.34) ? now + 60_000 + chance.wait(8 * hourMs) : undefined;
      return { path, browser: browserOf(chance, ++counts.visits), joinsAt, language: sharer.person.language };
    });
  const visits = await Promise.all(openings.map(({ path, browser }) => api.open(path, browser)));
  for (const [index, { joinsAt, language }] of openings.entries()) {
    if (joinsAt !== undefined) planSignUp(season, newCustomer(season, language), handle, joinsAt, { visit: visits[index] });
  }
}

/** Friends who were told a code, or whom the shop's people entered with the name of who sent them. */
export function tellCodes(season: Season, handle: string, count: number): void {
  const { chance, now } = season;
  const sharers = sharersOf(season, handle);
  for (let nth = 0; nth < count; nth++) {
    const sharer = chance.pickByWeight(sharers, ({ popularity }) => popularity);
    if (sharer === undefined) return;
    const code = sharer.links.get(handle)?.code ?? "";
    // Codes that are read out are typed in many ways.
    const typed = chance.pick([code, code.toLowerCase(), code.replace("-", " ")]);
    const evidence = chance.isTrue(0.85) ? { code: typed } : { referrer: sharer.person.id };
    planSignUp(season, newCustomer(season, sharer.person.language), handle, now + chance.wait(6 * hourMs), evidence);
  }
}

/** The friend signs up; what follows depends on the answer. */
function planSignUp(season: Season, friend: Customer, handle: string, at: number, evidence: Record<string, unknown>): void {
  const { chance } = season;
  const { id, name, email, address } = friend.person;
  plan(season, {
    at,
    event: () => ({ type: "sign_up", program: handle, member: { id, name, email, ...(chance.isTrue(0.5) ? { address } : {}) }, ...evidence }),
    answered: ({ referrals }) => {
      if (referrals.length > 0) friend.referredIn = handle;
      if (chance.isTrue(0.68)) planOrder(season, friend, at + chance.wait(5 * dayMs));
      if (chance.isTrue(0.5)) enrol(season, friend);
    },
  });
}
