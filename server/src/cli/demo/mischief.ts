/** What should not be rewarded, and what a person should look at: a little of each every week. */

import type { Json } from "./demo-api.js";
import { newCustomer } from "./friends.js";
import { planOrder } from "./orders.js";
import { type Customer, dayMs, plan, type Season, sharersOf, weekMs } from "./season-state.js";

type Trick = (season: Season, sharer: Customer, code: string) => Json;

const tricks: Trick[] = [
  // One's own code.
  (_season, { person }, code) => ({ member: { id: person.id }, code }),
  // A second account with the same mailbox.
  (season, { person }, code) => ({ member: { id: newCustomer(season, "en").person.id, name: person.name, email: person.email.toUpperCase() }, code }),
  // Somebody who has been a customer for long.
  (season, sharer, code) => ({ member: { id: longCustomer(season, sharer).person.id }, code }),
  // A code that nobody has.
  (season) => ({ member: { id: newCustomer(season, "en").person.id }, code: "BCDF-GHJK" }),
  // Somebody whom another member brought.
  (season, sharer, code) => ({ member: { id: broughtByAnother(season, sharer).person.id }, code }),
];

/** Plans this week's attempts in the program, and two friends who live where their referrers do. */
export function planMischief(season: Season, handle: string): void {
  const { chance, now } = season;
  const sharers = sharersOf(season, handle);
  for (const trick of tricks) {
    if (!chance.isTrue(0.7)) continue;
    const sharer = chance.pick(sharers);
    const at = now + Math.floor(chance.next() * weekMs);
    const code = sharer.links.get(handle)?.code ?? "";
    plan(season, { at, event: () => ({ type: "sign_up", program: handle, ...trick(season, sharer, code) }) });
  }
  for (let nth = 0; nth < 2; nth++) planHousemate(season, handle, chance.pick(sharers));
}

function planHousemate(season: Season, handle: string, sharer: Customer): void {
  const { chance, now } = season;
  const friend = newCustomer(season, sharer.person.language);
  friend.person.address = sharer.person.address;
  const { id, name, email, address } = friend.person;
  const at = now + Math.floor(chance.next() * weekMs);
  plan(season, {
    at,
    event: () => ({ type: "sign_up", program: handle, member: { id, name, email, address }, code: sharer.links.get(handle)?.code }),
    answered: ({ referrals }) => {
      if (referrals.length > 0) friend.referredIn = handle;
      planOrder(season, friend, at + chance.wait(4 * dayMs));
    },
  });
}

function longCustomer({ customers }: Season, { person }: Customer): Customer {
  return customers.find((one) => one.hasOrdered && one.referredIn === null && one.person !== person && one.person.language === "en") as Customer;
}
function broughtByAnother({ customers }: Season, { person }: Customer): Customer {
  return customers.find((one) => one.referredIn !== null && one.person !== person && one.person.language === "en") as Customer;
}
