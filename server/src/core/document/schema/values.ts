/** Values that the whole document uses: names, amounts, moments, texts, lengths of time. */
import Type, { type TSchema } from "typebox";

/** Objects refuse names that they do not know, so that a slip of the pen is told instead of ignored. */
export const closed = { additionalProperties: false } as const;

/** The schema with a description of its own in the place where it is used. */
export function about<T extends TSchema>(schema: T, description: string, more: object = {}): T {
  return Type.With(schema, { ...more, description }) as unknown as T;
}
/** One of a few words. */
export function oneOf<const T extends string[]>(words: [...T], description: string, more: object = {}) {
  const literals = words.map((word) => Type.Literal(word));
  return Type.Unsafe<T[number]>(Type.Union(literals, { ...more, description }));
}

/** What a pattern means, for people. */
export const PATTERN_WORDS = new Map<string, string>();
function patterned(pattern: string, words: string, title?: string) {
  PATTERN_WORDS.set(pattern, words);
  return Type.String({ pattern, description: `${words[0]?.toUpperCase()}${words.slice(1)}.`, ...(title === undefined ? {} : { title }) });
}

export const Id = patterned(
  "^[a-z][a-z0-9_-]{0,39}$",
  "a name that stays the same over versions: a small letter, then small letters, digits, - or _, at most 40",
  "Id",
);
/** Ids that conditions say: without a hyphen, which would be a minus. */
export const Word = patterned(
  "^[a-z][a-z0-9_]{0,39}$",
  "a name that conditions can say and that stays the same over versions: a small letter, then small letters, digits or _, at most 40",
);
export const Handle = patterned("^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$", "3 to 40 small letters, digits and hyphens, a letter or digit at both ends");
export const UnitName = patterned("^[A-Z][A-Z0-9_]{1,19}$", "2 to 20 capital letters, digits and _, a letter first: POINTS, MB, MILES");
export const Currency = patterned("^[A-Z]{3}$", "three capital letters of ISO 4217: USD, EUR, RUB");
export const Locale = patterned("^[a-z]{2,3}(-[A-Z]{2})?$", "a language, with its country where needed: en, ru, pt-BR");
export const PropertyName = patterned("^[a-zA-Z][a-zA-Z0-9_]{0,59}$", "letters, digits and _, a letter first, at most 60");
export const EventName = patterned("^[a-z][a-z0-9_.]{0,59}$", "small letters, digits, _ and ., a letter first, at most 60: review_posted");
export const Decimal = patterned("^(0|[1-9][0-9]{0,14})(\\.[0-9]{1,6})?$", 'a decimal number in major units, as a text: "5.00", "500"', "Decimal");
export const Percent = patterned("^(0|[1-9][0-9]{0,3})(\\.[0-9]{1,4})?$", 'a percentage as a text, without the sign: "10", "2.5"', "Percent");
export const LocalMoment = patterned(
  "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})?)?$",
  'a date or date-time, read in the program\'s time zone unless it has an offset: "2026-03-01", "2026-03-01T09:00"',
  "Moment",
);

export const Condition = Type.String({
  title: "Condition",
  minLength: 1,
  maxLength: 2000,
  description: 'A CEL expression that gives true or false: event.amount >= money("30.00"). What it reads and is not there makes it not hold.',
});
export const KeyText = Type.String({
  title: "Key",
  minLength: 1,
  maxLength: 500,
  description: "A CEL expression that gives a name: friend.traits.plan.",
});

const SomeText = Type.String({ minLength: 1, maxLength: 4000, description: "One text for all languages." });
export const Text = Type.Union([SomeText, Type.Record(Locale, SomeText, { ...closed, description: "One text a language." })], {
  title: "Text",
  description: 'A text, or one text a language: { en: "…", ru: "…" }.',
});

export const Duration = Type.Union(
  [
    Type.Object({ minutes: Type.Integer({ minimum: 1, maximum: 5_256_000, description: "Minutes." }) }, closed),
    Type.Object({ hours: Type.Integer({ minimum: 1, maximum: 87_600, description: "Hours." }) }, closed),
    Type.Object({ days: Type.Integer({ minimum: 1, maximum: 3650, description: "Days of 24 hours." }) }, closed),
    Type.Object(
      { calendarDays: Type.Integer({ minimum: 1, maximum: 3650, description: "Days of the calendar in the program's time zone." }) },
      closed,
    ),
    Type.Object(
      {
        months: Type.Integer({ minimum: 1, maximum: 120, description: "Months of the calendar; the 31st becomes the last day of a shorter month." }),
      },
      closed,
    ),
    Type.Object({ years: Type.Integer({ minimum: 1, maximum: 10, description: "Years of the calendar." }) }, closed),
  ],
  {
    title: "Duration",
    description: "A length of time of one kind: { days: 14 }. A day is 24 hours; calendarDays, months and years follow the program's time zone.",
  },
);

export const Period = Type.Union(
  [
    Type.Literal("lifetime"),
    Type.Literal("day"),
    Type.Literal("week"),
    Type.Literal("month"),
    Type.Literal("quarter"),
    Type.Literal("year"),
    Type.Object({ rollingDays: Type.Integer({ minimum: 1, maximum: 400, description: "The last n days of the calendar, today included." }) }, closed),
  ],
  {
    title: "Period",
    description: "A period of the calendar in the program's time zone, its first moment included and its end not; or the last n days.",
  },
);

export const ReferralStage = Type.Union([Type.Literal("signed_up"), Type.Literal("qualified"), Type.Literal("converted")], {
  title: "ReferralStage",
  description: "signed_up: the friend joined. qualified: the goal is reached. converted: its hold has passed as well.",
});

export const Basis = Type.Union(
  [
    Type.Literal("total"),
    Type.Literal("goods"),
    Type.Literal("goodsBeforeDiscount"),
    Type.Object({ property: about(PropertyName, "A declared money or int property of the event.") }, closed),
    Type.Object(
      {
        assortment: about(PropertyName, "An assortment of the document: only the lines of the order that belong to it."),
        take: Type.Optional(oneOf(["net", "gross"], "net: without the tax of the lines. gross: with it.", { default: "net" })),
      },
      {
        ...closed,
        description: "What was paid for the products of an assortment. Nothing where the event tells no lines, or none of these products.",
      },
    ),
  ],
  {
    title: "Basis",
    description:
      "What is measured of an event: total (what was paid), goods (the total less tax and shipping), goodsBeforeDiscount (goods with the discount added back), one of its properties, or what was paid for the products of an assortment.",
  },
);
