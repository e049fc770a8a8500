/** Fields that many calls share, as schemas. */
import Type, { type TSchema } from "typebox";
import { CategoryName, ProductName } from "../core/document/schema/assortment.js";

const closed = { additionalProperties: false } as const;

export const ExternalId = Type.String({ minLength: 1, maxLength: 255, description: "The business's own id of the person.", examples: ["anna"] });
export const ProgramName = Type.String({
  minLength: 1,
  maxLength: 60,
  description: "A program, by its id or its handle.",
  examples: ["spring-friends"],
});
export const VersionNumber = Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: "Versions are counted from 1.", examples: [1] });
export const ReferralId = idOf("A referral.", "ref_4w8kq2n7c1x9d3b6m5zr");
export const RewardId = idOf("A reward.", "rwd_4w8kq2n7c1x9d3b6m5zr");
export const PictureId = Type.String({
  pattern: "^pic_[0-9a-hjkmnp-tv-z]{20}$",
  description: "A picture that was uploaded.",
  examples: ["pic_4w8kq2n7c1x9d3b6m5zr"],
});
export const ChallengeId = Type.String({
  minLength: 1,
  maxLength: 40,
  description: "The id of a challenge of the program.",
  examples: ["write-three"],
});
export const ContestId = Type.String({
  minLength: 1,
  maxLength: 40,
  description: "The id of a judged contest of the program.",
  examples: ["best-post"],
});
export const DrawId = Type.String({ minLength: 1, maxLength: 40, description: "The id of a draw of the program.", examples: ["car"] });
export const EntryId = Type.String({
  pattern: "^ent_[0-9a-hjkmnp-tv-z]{20}$",
  description: "What a member has handed in for a contest.",
  examples: ["ent_4w8kq2n7c1x9d3b6m5zr"],
});
/** A record by the name that callers know it by. */
export const EventName = Type.String({ pattern: "^evt_[0-9]{1,15}$", description: "A record.", examples: ["evt_12"] });
/** What members hand in: one of these. */
export const handedIn = {
  link: Type.Optional(Type.String({ minLength: 1, maxLength: 2000, description: "Beginning with https://, at most 500 characters." })),
  text: Type.Optional(Type.String({ minLength: 1, maxLength: 2400, description: "At most 600 characters." })),
  picture: Type.Optional({ ...PictureId, description: "A picture that the member has uploaded." }),
};
export const RedemptionId = idOf("A redemption.", "rdm_4w8kq2n7c1x9d3b6m5zr");
function idOf(description: string, example: string) {
  return Type.String({ minLength: 1, maxLength: 255, description, examples: [example] });
}
export const Amount = Type.String({
  pattern: "^(0|[1-9][0-9]*)(\\.[0-9]+)?$",
  maxLength: 32,
  description: 'A decimal text in major units: "45.00".',
});
export const Currency = Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217, in capitals." });
export const UnitName = Type.String({ pattern: "^[A-Z][A-Z0-9_]{1,19}$", description: "A currency, or a named unit such as POINTS." });
export const Kind = Type.Union([Type.Literal("credit"), Type.Literal("cash")], {
  description: "Of a currency: store credit or cash. Other units have none.",
});
export const Code = Type.String({
  minLength: 1,
  maxLength: 64,
  description: "A code in any way that people write it: case, blanks and dashes do not count.",
  examples: ["K7P4-M2XQ"],
});
export const Reason = Type.String({
  minLength: 1,
  maxLength: 500,
  description: "Why, for those who read it later. Do not write personal data here.",
});
export const ReferredFor = Type.String({
  minLength: 1,
  maxLength: 200,
  description:
    "What for, where the program names a property by which a friend can be referred more than once (attribution.uniqueBy): one of its values.",
});
export const Label = Type.String({ minLength: 1, maxLength: 100 });
export const Instant = Type.String({ minLength: 10, maxLength: 40, description: "A moment with date, time and offset: 2026-03-01T12:30:00Z." });

export const Address = Type.Union(
  [
    Type.String({ minLength: 1, maxLength: 1000 }),
    Type.Object(
      Object.fromEntries(
        ["line1", "line2", "city", "region", "postalCode", "country"].map((name) => [name, Type.Optional(Type.String({ maxLength: 200 }))]),
      ) as Record<"line1" | "line2" | "city" | "region" | "postalCode" | "country", ReturnType<typeof optionalText>>,
      closed,
    ),
  ],
  { description: "A shipping address, as one text or in fields (line1, line2, city, region, postalCode, country as ISO 3166 code)." },
);
function optionalText() {
  return Type.Optional(Type.String({ maxLength: 200 }));
}

/** Whatever a business tells besides: declared ones are typed by the program, all others are kept apart as personal. */
export const Properties = Type.Record(Type.String({ minLength: 1, maxLength: 60 }), Type.Unknown(), { maxProperties: 100 });

export const personFields = {
  email: Type.Optional(Type.String({ minLength: 3, maxLength: 320 })),
  phone: Type.Optional(Type.String({ minLength: 3, maxLength: 40, description: "Best with its country code: +49 151 12345678." })),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  address: Type.Optional(Address),
  payout: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "Where cash is paid to, such as an IBAN; kept as a keyed hash to compare, and sealed.",
    }),
  ),
  traits: Type.Optional(Properties),
};

export const pageFields = {
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 25, description: "How many at most." }),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: "The nextCursor of the page before." })),
};

export const LanguageField = Type.Optional(
  Type.Union([Type.Literal("en"), Type.Literal("ru")], { description: "The language of the sentences; Accept-Language unless said." }),
);

/** A closed object: what it does not name is refused. */
export function Closed<T extends Record<string, TSchema>>(properties: T, words: { description?: string } = {}) {
  return Type.Object(properties, { ...words, ...closed });
}
export const ProgramHandle = Type.String({
  minLength: 1,
  maxLength: 60,
  description: "The program's handle: its name in links.",
  examples: ["spring-friends"],
});

/** Lines of an order in one call. */
export const LINES_MAX = 100;
/** Which product a line of an order is. */
export const productFields = {
  product: Type.Optional(ProductName),
  categories: Type.Optional(Type.Array(CategoryName, { maxItems: 20, description: "The categories that the product belongs to." })),
  quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1, description: "How many." })),
};
export const OrderLine = Closed(
  { ...productFields, amount: { ...Amount, description: "What the line costs in all, without the coupon." } },
  { description: "A product of the order." },
);
