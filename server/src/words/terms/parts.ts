/** The parts of a document by whether the terms have words for them. A test sees to it that every part of the schema is in one of the two lists. */

const under = (path: string, names: readonly string[]) => names.map((name) => `${path}/${name}`);

const GOAL = "goals/*";
const GRANT = "rules/*/grants/*";
const GIVES = "catalogue/*/gives";
/** Steps nest, at most 5 deep. */
const STEPS = [0, 1, 2, 3, 4].flatMap((depth) => nested(`${GOAL}/steps`, depth));
function nested(path: string, depth: number): string[] {
  return depth === 0 ? [path] : under(path, ["all/*", "any/*"]).flatMap((inner) => nested(inner, depth - 1));
}

const OF = under("of", ["property", "assortment", "take"]);
const event = (path: string) => under(path, ["event", "where"]);
/** A value that may stand in a table. */
const orTable = (path: string) => [path, ...table(path), ...under(`${path}/table`, ["rows/*", "otherwise"])];
const table = (path: string) => under(`${path}/table`, ["by", "by/*"]);
const plain = (path: string) => [
  path,
  ...under(path, ["percent", "of", ...OF, "rounding"]),
  ...orTable(`${path}/floor`),
  ...orTable(`${path}/ceiling`),
];
const simple = (path: string) => [...plain(path), ...plain(`${path}/worth`)];
const amount = (path: string) => [
  ...simple(path),
  ...[...table(path), ...simple(`${path}/table/rows/*`), ...simple(`${path}/table/otherwise`)],
  ...[...under(`${path}/tiers`, ["by", "period/**", "steps/*/upTo"]), ...simple(`${path}/tiers/steps/*/amount`)],
  `${path}/topUpTo`,
  ...under(`${path}/overTime`, ["since", "since/goal", "pieces/*/until/**", "rounding"]),
  ...[...under(`${path}/overTime/pieces/*/amount`, ["from", "to", "halfLife/**", "atLeast"]), ...simple(`${path}/overTime/pieces/*/amount`)],
  ...simple(`${path}/overTime/afterwards`),
];
const giving = (path: string) => [
  ...["credit", "cash", "points", "units"].flatMap((kind) => amount(`${path}/${kind}/amount`)),
  ...under(path, ["credit/minimumSpend", "points/unit", "units/unit", "item", "access"]),
  ...under(`${path}/coupon`, ["minimumSpend", "ceiling", "onlyFor", "uses", "payments", "combinable", "boundAtFirstUse", "pool"]),
  ...under(`${path}/coupon/discount`, ["percent", "amount", "freeShipping", "product"]),
];
const drawn = (path: string) => [...under(path, ["name/**", "weight", "value", "substitute", "nothing"]), ...giving(path)];
const choice = (path: string) => [...under(path, ["within/**", "default", "options/*/name/**"]), ...giving(`${path}/options/*`)];
const validity = (path: string) => under(`${path}/validity`, ["from", "for/**", "untilEndOf", "extends", "renewedByActivity"]);
const LIMIT = [
  "id",
  "measure",
  "measure/property",
  "measure/referrals",
  "per",
  "per/expression",
  "period/**",
  ...orTable("max"),
  "cut",
  "returnsOnExpiry",
  "pace/period",
  "pace/share",
];
const limits = (path: string) => under(`${path}/limits/*`, LIMIT);

/** Parts that the sentences tell. `*` is an item of a list or of names, `**` everything below. */
export const SAID: readonly string[] = [
  ...["name/**", "group", "currency", "currencies/*", "timeZone", "weekStart", "lateness/**"],
  ...under("assortments/*", ["name/**", "products/*", "categories/*", "except/products/*", "except/categories/*"]),
  ...["units/*/name/**", "units/*/precision", "units/*/price", "events/*/name/**", "events/*/corrects"],
  ...under("schedule", ["joinFrom", "joinUntil", "qualifyFrom", "qualifyUntil", "payUntil"]),
  ...under("referral", ["begins", "freezes/*", "expiresAfter/**"]),
  ...under("attribution", ["order/*", "touch", "window/**", "claimWithin/**", "existingCustomer", "uniqueBy"]),
  ...under("eligibility/*", ["when", "then", "sides/*", "at/*", "reason/**"]),
  ...under(GOAL, [
    "name/**",
    "requires",
    "hold/**",
    "movesReferral",
    "window/from",
    "window/for/**",
    "window/rolling/**",
    "window/after",
    "window/before",
  ]),
  ...[...under(GOAL, ["undo/within/**"]), ...event(`${GOAL}/undo/by/*`), ...event(`${GOAL}/window/from`)],
  ...STEPS.flatMap((path) =>
    under(path, [
      "event",
      "where",
      ...orTable("count"),
      "sum",
      ...under("sum", ["property", "assortment", "take"]),
      ...orTable("atLeast"),
      "distinct",
      "name/**",
      "inOrder",
    ]),
  ),
  ...STEPS.flatMap((path) => event(`${path}/resetBy/*`)),
  ...under("segments/*", ["name/**", "when"]),
  ...under("tiers/*", ["name/**", "measure/referrals", "measure/earned", "period", "keptFor", "warnDays", "steps/*/name/**", "steps/*/atLeast"]),
  ...under("levels/*", ["name/**", "measure/referrals", "measure/earned", "steps/*/name/**", "steps/*/atLeast"]),
  ...under("streaks/*", ["name/**", "event", "where", "each", "timeZone", "freezes/earnedEvery", "freezes/max"]),
  ...under("challenges/*", ["name/**", "description/**", "from", "until", "every", "optIn", "proof", "squad/min", "squad/max"]),
  ...under("challenges/*/steps/*", ["event", "of", "where", "count", "distinct", "differentFriends", "sum", "atLeast", "name/**"]),
  ...under("challenges/*/steps/*/sum", ["property", "assortment", "take"]),
  ...under("contests/*", [
    "name/**",
    "ranked",
    "correctedWithin/**",
    ...under("judged", ["submit/*", "by", "from", "until", "every", "judgedWithin/**"]),
  ]),
  ...under("draws/*", ["name/**", "at", "every", "grace/**", "winners"]),
  ...under("waitingList", ["name/**", "startAt"]),
  ...under("leaderboards/*", ["name/**", "period", "from", "until", "segment", "partitionBy", "leagues/size", "grace/**", "names"]),
  ...under("leaderboards/*/score", ["referrals", "earned", "event", "where", "sum", ...under("sum", ["property", "assortment", "take"])]),
  ...under("stampCards/*", ["name/**", "slots", "repeats", "expiresAfter/**"]),
  ...under("badges/*", ["name/**", "description/**", "shareable", "counted", "kept"]),
  ...["items/*/name/**", "items/*/stock", "items/*/waiting", "access/*/name/**", ...under("couponPools/*", ["name/**", "waiting"])],
  ...[...under("catalogue/*", ["name/**", "price/unit", "price/amount"]), ...giving(GIVES), ...validity("catalogue/*"), ...limits("catalogue/*")],
  ...["campaignStacking", ...under("campaigns/*", ["name/**", "from", "until", "multiplyBy", "rules/*", "kinds/*"])],
  ...under("rules/*/on", [
    "event",
    "ordinal",
    "visit",
    "oncePer",
    "referral",
    "goal",
    "stampCard",
    "stamps",
    "badge",
    "period",
    "at",
    "date",
    "yearly",
    "silence/**",
    "of",
    "tier",
    "reached",
    "while",
    "lost",
    "level",
    "step",
    "streak",
    "length",
    "challenge",
    "contest",
    "place",
    "toPlace",
    "draw",
  ]),
  ...under("rules/*/on/referrals", ["stage", "count", "period/**", "mode"]),
  ...under("rules/*", ["when", "group/id", "group/take"]),
  ...under(GRANT, ["to", "when", "value", "boundWith/*", "badge", "stamp", "places", "code/uses", "tickets/draw", "tickets/count"]),
  ...[
    ...giving(GRANT),
    ...under(`${GRANT}/booster`, ["multiplyBy", "for/**", "rules/*", "kinds/*"]),
    ...drawn(`${GRANT}/drawn/outcomes/*`),
    ...choice(`${GRANT}/choice`),
    `${GRANT}/claim/within/**`,
    ...under(`${GRANT}/accrual`, ["period", "minimum", "rounding"]),
    ...validity(GRANT),
    ...limits(GRANT),
  ],
  ...[...under(`${GRANT}/hold`, ["for/**", "approval", "ifStill"]), ...event(`${GRANT}/hold/until`), ...event(`${GRANT}/hold/cancelOn/*`)],
  ...under(`${GRANT}/takeBack`, ["debt", "keepIfUsed", "keepIfSent"]),
  ...under("terms", ["heading/**", "clauses/*/**", "contact/**"]),
];

/** Parts that promise nothing to anybody: how the program is called and looks, where links lead, what it answers, which data the business sends. */
export const SILENT: readonly string[] = [
  ...[
    "format",
    "handle",
    "description/**",
    "theme/**",
    "faq/**",
    "locales/*",
    "destination",
    "otherDestinations/*",
    "landing/**",
    "apps/**",
    "sharing/**",
  ],
  ...["traits/**", "events/*/properties/**"],
  ...[
    "eligibility/*/id",
    `${GOAL}/id`,
    "segments/*/id",
    "tiers/*/id",
    "leaderboards/*/id",
    "tiers/*/steps/*/id",
    "levels/*/id",
    "levels/*/steps/*/id",
    "streaks/*/id",
    "challenges/*/id",
    "contests/*/id",
    "draws/*/id",
    "stampCards/*/id",
    "badges/*/id",
    ...under("socialProof", ["counters/*", "feed", "testimonials"]),
    ...under("badges/*", ["rarity", ...under("look", ["shape", "icon", "colour", "accent", "picture"])]),
    "items/*/id",
    "items/*/tellAt",
    ...under("couponPools/*", ["id", "tellAt"]),
    "access/*/id",
    "catalogue/*/id",
    "campaigns/*/id",
  ],
  ...["rules/*/id", "rules/*/name/**", `${GRANT}/id`, `${GRANT}/drawn/outcomes/*/id`, `${GRANT}/choice/options/*/id`],
  // Told to the owner alone: what is used up, and what the business knows of its orders, which only validation reads.
  ...[`${GRANT}/limits/*/alarmAt/*`, "catalogue/*/limits/*/alarmAt/*", "economics/margin", "economics/orderValue", "economics/returnWindow/**"],
];
