/** What the schemas of answers are made of. Answers may get further fields; those that stand here stay. */
import Type, { type TProperties, type TSchema } from "typebox";

/** Schemas that stand in the API's description under their name, once. */
export const namedSchemas: TSchema[] = [];

/** The schema under a name of its own: where it is used the description refers to it. */
export function named(name: string, schema: TSchema): TSchema {
  namedSchemas.push({ ...schema, $id: name });
  return Type.Unsafe({ $ref: `${name}#` });
}

/** Named object. */
export function namedObject(name: string, description: string, properties: TProperties): TSchema {
  return named(name, Type.Object(properties, { description }));
}

export function oneOf(values: readonly string[], description?: string): TSchema {
  return Type.Unsafe({ type: "string", enum: [...values], ...(description === undefined ? {} : { description }) });
}

export function nullable(schema: TSchema, description?: string): TSchema {
  return Type.Union([schema, Type.Null()], description === undefined ? {} : { description });
}

export function pageOf(row: TSchema): TSchema {
  return Type.Object({ data: Type.Array(row), nextCursor: nullable(Type.String(), "Ask again with it for the next page; null on the last one.") });
}

/** Whatever JSON holds. */
export function anything(description: string): TSchema {
  return Type.Unknown({ description });
}

export const Text = Type.String();
export const Id = Type.String({ description: "An id of ours." });
export const EventId = Type.String({ description: "The record that made it: GET /v1/events/{id}/explanation." });
export const Moment = Type.String({ format: "date-time", description: "ISO 8601 in UTC." });
export const MaybeMoment = nullable(Moment);
export const MaybeText = nullable(Type.String());
/** A text that a person reads as it is. */
export const sentence = (description: string) => Type.String({ description });
/** The same; null where there is nothing to say. */
export const maybe = (description: string) => nullable(Type.String(), description);
export const Decimal = Type.String({ description: 'In major units of the currency or unit beside it: "45.00".' });
export const MemberId = nullable(Type.String(), "The business's own id; null where it may not be told or was erased.");
export const Problems = Type.Array(Type.Object({ path: Text, problem: Text, remedy: Text }));

/** A currency with its kind, or a named unit without. */
export const unitFields = {
  unit: Type.String({ description: "A currency, or a named unit such as POINTS." }),
  kind: Type.Optional(oneOf(["credit", "cash"], "Of a currency only.")),
  accruing: Type.Optional(
    Type.Literal(true, { description: "What is still collected, in parts finer than the unit has: it is paid at the end of a period." }),
  ),
};

/** An answer that is no JSON. */
export function fileOf(mediaType: string, description: string): TSchema {
  const isText = mediaType.startsWith("text/") || mediaType.endsWith("+xml");
  return { description, content: { [mediaType]: { schema: { type: "string", ...(isText ? {} : { format: "binary" }) } } } } as never;
}

/** An answer of lines, each of which is JSON of the schema. */
export function linesOf(mediaType: string, schema: TSchema): TSchema {
  return { description: "Lines of JSON, as they come.", content: { [mediaType]: { schema } } } as never;
}
