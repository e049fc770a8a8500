/** Who takes part, and how a referral is counted. */
import type { EligibilityCheck, ProgramDocument } from "../../core/document/schema.js";
import { conditionIn } from "./condition-words.js";
import { type Clause, durationIn, eventIn, listIn, momentIn, nameIn, quote, type Telling, textIn } from "./telling.js";

/** Who may refer and who may be referred. */
export function partyClauses(telling: Telling): Clause[] {
  const { document } = telling;
  const { existingCustomer = "friend.isCustomer", uniqueBy } = document.attribution ?? {};
  const isOpenToAll = existingCustomer.trim() === "false";
  return [
    { text: telling.say("parties.you") },
    {
      text: isOpenToAll
        ? telling.say("parties.customersToo")
        : telling.say("parties.existing", { condition: conditionIn(telling, existingCustomer) }),
    },
    { text: telling.say("parties.self") },
    { text: uniqueBy === undefined ? telling.say("parties.once") : telling.say("parties.onceFor", { property: quote(telling, uniqueBy) }) },
    ...(document.group === undefined ? [] : [{ text: telling.say("parties.group", { group: quote(telling, document.group) }) }]),
    ...(document.eligibility ?? []).map((check) => ({ text: checkIn(telling, check) })),
    ...joinTimes(telling, document.schedule),
  ];
}

function checkIn(telling: Telling, { when, then, sides = ["friend", "referrer"], at = ["sign_up"], reason }: EligibilityCheck): string {
  const sentence = telling.say(`check.${then}`, {
    condition: conditionIn(telling, when),
    sides: sides.includes("friend") && sides.includes("referrer") ? "both" : (sides[0] ?? "both"),
    events: listIn(
      telling,
      at.map((event) => eventIn(telling, event)),
      "or",
    ),
  });
  return reason === undefined ? sentence : `${sentence} ${telling.say("check.reason", { reason: textIn(telling, reason).replace(/[.\s]+$/, "") })}`;
}

function joinTimes(telling: Telling, { joinFrom, joinUntil }: NonNullable<ProgramDocument["schedule"]> = {}): Clause[] {
  return [
    ...(joinFrom === undefined ? [] : [{ text: telling.say("time.joinFrom", { moment: momentIn(telling, joinFrom) }) }]),
    ...(joinUntil === undefined ? [] : [{ text: telling.say("time.joinUntil", { moment: momentIn(telling, joinUntil) }) }]),
  ];
}

/** Who is in each segment. */
export function segmentClauses(telling: Telling): Clause[] {
  const { segments = [] } = telling.document;
  return segments.map(({ id, when }) => ({
    text: telling.say("segment.is", { name: nameIn(telling, segments, id), condition: conditionIn(telling, when) }),
  }));
}

/** How it is found out who recommended a friend, and what of it holds how long. */
export function countingClauses(telling: Telling): Clause[] {
  const { attribution = {}, referral = {}, lateness = { days: 30 } } = telling.document;
  const { order = ["referrer", "code", "coupon", "link"], touch = "last", window = { days: 30 }, claimWithin } = attribution;
  const ways = order.map((method) => telling.say(`way.${method}`));
  const { begins = "sign_up", freezes = [], expiresAfter } = referral;
  const texts = [
    telling.say("counting.ways", { n: ways.length, ways: listIn(telling, ways, "then") }),
    ...(order.includes("link") ? [telling.say("counting.link", { time: durationIn(telling, window, "for"), touch })] : []),
    claimWithin === undefined ? telling.say("counting.noClaim") : telling.say("counting.claim", { time: durationIn(telling, claimWithin, "of") }),
    telling.say(`counting.begins.${begins}`),
    ...(freezes.length === 0 ? [] : [telling.say("counting.freezes", { names: frozenIn(telling, freezes) })]),
    ...(expiresAfter === undefined ? [] : [telling.say("counting.expires", { time: durationIn(telling, expiresAfter, "of") })]),
    telling.say("counting.late", { time: durationIn(telling, lateness, "for") }),
  ];
  return texts.map((text) => ({ text }));
}
function frozenIn(telling: Telling, paths: readonly string[]): string {
  return listIn(
    telling,
    paths.map((path) => quote(telling, path.replace(/^friend\.traits\./, ""))),
  );
}
