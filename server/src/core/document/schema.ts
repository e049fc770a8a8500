/**
 * The program document, format 1: the JSON (or YAML) that a business writes and everything else reads.
 * This file and `schema/` are its one definition. `spec/program.schema.json` is generated from it, the static types are inferred from it,
 * and `validate.ts` checks what a JSON Schema cannot say.
 *
 * Conventions, the same in the whole document:
 * - Money and other amounts are decimal strings in major units ("5.00", "500"); the unit is named beside them or is the program's currency.
 * - Durations are objects of one key: { days: 14 }. A day is 24 hours, `calendarDays`, `months` and `years` follow the program's time zone.
 * - Moments without an offset ("2026-03-01T00:00") are read in the program's time zone.
 * - Conditions are CEL expressions that give true or false.
 */
import Type, { type Static } from "typebox";
import type * as amounts from "./schema/amount.js";
import { Apps } from "./schema/apps.js";
import { Assortment as AssortmentSchema } from "./schema/assortment.js";
import { Attribution } from "./schema/attribution.js";
import { Campaign as CampaignSchema, Stacking } from "./schema/campaign.js";
import { CatalogueEntry as CatalogueEntrySchema } from "./schema/catalogue.js";
import { CouponPool } from "./schema/coupon-pool.js";
import { Economics as EconomicsSchema } from "./schema/economics.js";
import { Badge as BadgeSchema } from "./schema/game/badge.js";
import { Challenge as ChallengeSchema } from "./schema/game/challenge.js";
import { Contest as ContestSchema } from "./schema/game/contest.js";
import { Draw as DrawSchema } from "./schema/game/draw.js";
import { Leaderboard as LeaderboardSchema } from "./schema/game/leaderboard.js";
import { Level as LevelSchema } from "./schema/game/level.js";
import { SocialProof } from "./schema/game/social-proof.js";
import { StampCard as StampCardSchema } from "./schema/game/stamp-card.js";
import { Streak as StreakSchema } from "./schema/game/streak.js";
import { WaitingList } from "./schema/game/waiting-list.js";
import { type EventStep as EventStepSchema, Goal as GoalSchema } from "./schema/goal.js";
import type * as grants from "./schema/grant.js";
import { Access, Item } from "./schema/item.js";
import { Landing } from "./schema/landing.js";
import { Rule as RuleSchema, type Trigger as TriggerSchema } from "./schema/rule.js";
import { Segment as SegmentSchema } from "./schema/segment.js";
import { Sharing } from "./schema/sharing.js";
import { OwnTerms } from "./schema/terms.js";
import { Faq, Theme } from "./schema/theme.js";
import { Tier as TierSchema } from "./schema/tier.js";
import * as values from "./schema/values.js";

const { about, closed, Condition, EventName, Handle, Id, Locale, LocalMoment, oneOf, PropertyName, UnitName } = values;

const Property = Type.Object(
  {
    type: oneOf(["string", "int", "bool", "money", "timestamp"], "money is a decimal string in the program's currency, timestamp an ISO 8601 text."),
    personal: Type.Optional(
      Type.Boolean({ default: false, description: "Personal data: kept apart, erased on request, not readable by conditions." }),
    ),
  },
  { ...closed, title: "Property", description: "A declared property." },
);

export const EventType = Type.Object(
  {
    name: Type.Optional(about(values.Text, "What people call it.")),
    properties: Type.Optional(
      Type.Record(PropertyName, Property, { ...closed, maxProperties: 100, description: "Properties that conditions and amounts can read." }),
    ),
    corrects: Type.Optional(
      about(
        EventName,
        "Events of this type take back the event of that type about the same subject: by their amount, wholly without one. A refund corrects a purchase.",
      ),
    ),
  },
  { ...closed, title: "EventType", description: "A type of event that the business sends." },
);

const Side = oneOf(["friend", "referrer"], "A side of the referral.");
export const EligibilityCheck = Type.Object(
  {
    id: about(Id, "The check's name; the same over versions."),
    when: about(Condition, "When it applies."),
    // biome-ignore lint/suspicious/noThenProperty: the document's own word; nothing awaits a check.
    then: oneOf(["refuse", "review"], "refuse: what is asked is denied. review: a person decides, for each side."),
    sides: Type.Optional(
      Type.Array(Side, { minItems: 1, maxItems: 2, default: ["friend", "referrer"], description: "Whose rewards it concerns; both unless said." }),
    ),
    at: Type.Optional(
      Type.Array(EventName, {
        minItems: 1,
        maxItems: 20,
        default: ["sign_up"],
        description: "The types of the friend's events at which it is asked.",
      }),
    ),
    reason: Type.Optional(about(values.Text, "Why, for people.")),
  },
  { ...closed, title: "EligibilityCheck", description: "Who may take part: a condition under which a referral is refused or reviewed." },
);

const Schedule = Type.Object(
  {
    joinFrom: Type.Optional(about(LocalMoment, "Friends can join from this moment.")),
    joinUntil: Type.Optional(about(LocalMoment, "Friends can join before this moment.")),
    qualifyFrom: Type.Optional(about(LocalMoment, "The friends' events count for goals from this moment.")),
    qualifyUntil: Type.Optional(about(LocalMoment, "The friends' events count for goals before this moment.")),
    payUntil: Type.Optional(about(LocalMoment, "Rewards are made before this moment.")),
  },
  { ...closed, description: "When the program runs; always when left out." },
);
const Referral = Type.Object(
  {
    begins: Type.Optional(
      oneOf(["sign_up", "visit"], "When a referral begins: from then the version of the document and the named attributes hold for it.", {
        default: "sign_up",
      }),
    ),
    freezes: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        maxItems: 20,
        description: "Attributes that are frozen when it begins: friend.traits.plan.",
      }),
    ),
    expiresAfter: Type.Optional(about(values.Duration, "A referral that has not converted in this time expires; never when left out.")),
  },
  { ...closed, description: "The life of a referral." },
);
const Unit = Type.Object(
  {
    name: Type.Optional(about(values.Text, "What people call it.")),
    precision: Type.Optional(Type.Integer({ minimum: 0, maximum: 6, default: 0, description: "How many decimals an amount of it has." })),
    price: Type.Optional(about(values.Decimal, "What one is worth in the program's currency, for amounts by worth.")),
  },
  { ...closed, description: "A unit of rewards." },
);
export const ProgramDocument = Type.Object(
  {
    format: Type.Literal(1, { description: "The format of the document: 1." }),
    handle: about(Handle, "The program's name in links; unique in the installation."),
    name: about(values.Text, "What people call the program."),
    description: Type.Optional(about(values.Text, "What it is about, in a few sentences.")),
    theme: Type.Optional(Theme),
    faq: Type.Optional(Faq),
    locales: Type.Optional(
      Type.Array(Locale, {
        minItems: 1,
        maxItems: 20,
        default: ["en"],
        description: "Languages of the program, the first is used where a text lacks one.",
      }),
    ),
    currency: Type.Optional(about(values.Currency, "The currency of money in the document (ISO 4217).", { default: "USD" })),
    currencies: Type.Optional(
      Type.Array(values.Currency, {
        minItems: 1,
        maxItems: 50,
        description:
          "Further currencies in which events may come. Their amounts are converted at the rate in force when the event happened; an event for which there is none yet waits for it.",
      }),
    ),
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60, default: "UTC", description: "An IANA time zone: Europe/Moscow." })),
    weekStart: Type.Optional(oneOf(["monday", "sunday", "saturday"], "The first day of a week.", { default: "monday" })),
    destination: Type.String({ minLength: 1, maxLength: 2000, description: "Where a link leads: an https address (http only on the own machine)." }),
    otherDestinations: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 2000 }), {
        maxItems: 50,
        description: "Further addresses that a link may ask for by ?to=, exactly as written here.",
      }),
    ),
    landing: Type.Optional(Landing),
    apps: Type.Optional(Apps),
    sharing: Type.Optional(Sharing),
    group: Type.Optional(
      about(
        values.Id,
        "Programs of the workspace with the same group share their friends: who was referred in one of them cannot be referred in another.",
      ),
    ),
    schedule: Type.Optional(Schedule),
    economics: Type.Optional(EconomicsSchema),
    lateness: Type.Optional(
      about(values.Duration, "An event that is told later than this after it happened is kept but earns nothing.", { default: { days: 30 } }),
    ),
    referral: Type.Optional(Referral),
    attribution: Type.Optional(Attribution),
    eligibility: Type.Optional(Type.Array(EligibilityCheck, { maxItems: 50, description: "Who may take part; everybody when left out." })),
    units: Type.Optional(
      Type.Record(UnitName, Unit, { ...closed, maxProperties: 50, description: "Units of rewards besides the currency and POINTS." }),
    ),
    traits: Type.Optional(
      Type.Record(PropertyName, Property, {
        ...closed,
        maxProperties: 200,
        description: "Attributes of members that conditions and tables can read.",
      }),
    ),
    events: Type.Optional(
      Type.Record(EventName, EventType, {
        ...closed,
        maxProperties: 200,
        description: "Types of events besides sign_up, purchase, refund and claim; or properties of these.",
      }),
    ),
    segments: Type.Optional(
      Type.Array(SegmentSchema, { maxItems: 50, description: "Members of whom something is so, for rules and amounts that are for some only." }),
    ),
    assortments: Type.Optional(
      Type.Record(PropertyName, AssortmentSchema, {
        ...closed,
        maxProperties: 50,
        description: "Products that amounts, goals, conditions and coupons can be limited to, where orders tell their lines.",
      }),
    ),
    tiers: Type.Optional(Type.Array(TierSchema, { maxItems: 10, description: "Statuses of members that are measured anew in each period." })),
    goals: Type.Optional(
      Type.Array(GoalSchema, { maxItems: 20, description: "What a friend must do for a referral to qualify. Without goals it stays signed_up." }),
    ),
    stampCards: Type.Optional(Type.Array(StampCardSchema, { maxItems: 20, description: "Stamp cards." })),
    badges: Type.Optional(Type.Array(BadgeSchema, { maxItems: 200, description: "Badges." })),
    items: Type.Optional(Type.Array(Item, { maxItems: 200, description: "Things that are given and sent." })),
    access: Type.Optional(Type.Array(Access, { maxItems: 200, description: "What members can be let into." })),
    couponPools: Type.Optional(Type.Array(CouponPool, { maxItems: 50, description: "Pools of codes that coupons take theirs from." })),
    catalogue: Type.Optional(
      Type.Array(CatalogueEntrySchema, { maxItems: 200, description: "What members can exchange points or another unit for." }),
    ),
    campaigns: Type.Optional(
      Type.Array(CampaignSchema, {
        maxItems: 50,
        description: "Times in which rewards are larger. The version in force has them, also for referrals that began under an older one.",
      }),
    ),
    campaignStacking: Type.Optional(Stacking),
    levels: Type.Optional(Type.Array(LevelSchema, { maxItems: 10, description: "Levels of members, which are never lost." })),
    streaks: Type.Optional(Type.Array(StreakSchema, { maxItems: 20, description: "Days or weeks in a row." })),
    challenges: Type.Optional(Type.Array(ChallengeSchema, { maxItems: 100, description: "Challenges." })),
    leaderboards: Type.Optional(Type.Array(LeaderboardSchema, { maxItems: 20, description: "Leaderboards." })),
    contests: Type.Optional(Type.Array(ContestSchema, { maxItems: 50, description: "Contests." })),
    draws: Type.Optional(Type.Array(DrawSchema, { maxItems: 20, description: "Draws." })),
    waitingList: Type.Optional(WaitingList),
    socialProof: Type.Optional(SocialProof),
    rules: Type.Optional(Type.Array(RuleSchema, { maxItems: 300, description: "What is given when." })),
    terms: Type.Optional(OwnTerms),
  },
  { ...closed, $id: "program.schema.json", title: "Bandwagon program document" },
);

export type ProgramDocument = Static<typeof ProgramDocument>;
export type Duration = Static<typeof values.Duration>;
export type Economics = Static<typeof EconomicsSchema>;
export type Period = Static<typeof values.Period>;
export type Basis = Static<typeof values.Basis>;
export type ReferralStage = Static<typeof values.ReferralStage>;
export type Assortment = Static<typeof AssortmentSchema>;
export type Text = Static<typeof values.Text>;
export type Amount = Static<typeof amounts.Amount>;
export type Rounding = Static<typeof amounts.Rounding>;
export type CouponTerms = Static<typeof amounts.Coupon>;
export type Grant = Static<typeof grants.Grant>;
export type Option = Extract<Grant, { choice: unknown }>["choice"]["options"][number];
export type Outcome = Extract<Grant, { drawn: unknown }>["drawn"]["outcomes"][number];
export type Limit = Static<typeof grants.Limit>;
export type Hold = Static<typeof grants.Hold>;
export type Trigger = Static<typeof TriggerSchema>;
export type Rule = Static<typeof RuleSchema>;
export type StampCard = Static<typeof StampCardSchema>;
export type Badge = Static<typeof BadgeSchema>;
export type Level = Static<typeof LevelSchema>;
export type Streak = Static<typeof StreakSchema>;
export type Challenge = Static<typeof ChallengeSchema>;
export type Leaderboard = Static<typeof LeaderboardSchema>;
export type Contest = Static<typeof ContestSchema>;
export type Draw = Static<typeof DrawSchema>;
export type Goal = Static<typeof GoalSchema>;
export type EventStep = Static<typeof EventStepSchema>;
export type EventType = Static<typeof EventType>;
export type EligibilityCheck = Static<typeof EligibilityCheck>;
export type Property = Static<typeof Property>;
export type Side = Static<typeof Side>;
export type CatalogueEntry = Static<typeof CatalogueEntrySchema>;
export type Campaign = Static<typeof CampaignSchema>;
export type Tier = Static<typeof TierSchema>;
export type Segment = Static<typeof SegmentSchema>;
export type { Step } from "./schema/goal.js";
