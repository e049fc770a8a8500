/** What the API's description says of an operation, as types: its address, what it takes and what it answers. */
import type { paths } from "./generated/schema.js";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The addresses that take this method, as the API's description writes them: `/v1/members/{externalId}`. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<Lowercase<M>, { responses: unknown }> ? P : never;
}[keyof paths];

type OperationOf<M extends Method, P extends PathOf<M>> = paths[P] extends Record<Lowercase<M>, infer Operation> ? Operation : never;

type ParamsOf<Operation> = Operation extends { parameters: { path: infer Params } } ? Params : never;

/** What may stand behind the `?` of the address. */
export type QueryOf<M extends Method, P extends PathOf<M>> =
  OperationOf<M, P> extends { parameters: { query?: infer Query } } ? NonNullable<Query> : never;

type ContentOf<Operation> = Operation extends { requestBody?: { content: infer Content } } ? Content : never;

/** The body that the operation takes; a text is YAML, where the operation takes that. */
export type BodyOf<M extends Method, P extends PathOf<M>> =
  ContentOf<OperationOf<M, P>> extends infer Content
    ? (Content extends { "application/json": infer Json } ? Json : never) | (Content extends { "application/yaml": unknown } ? string : never)
    : never;

/** The body of the answer: JSON as it was read, a text, or bytes. */
export type ReplyOf<M extends Method, P extends PathOf<M>> =
  OperationOf<M, P> extends { responses: infer Responses } ? DataOf<Responses[keyof Responses]> : never;

type DataOf<Response> = Response extends { content: infer Content }
  ? Content extends { "application/json": infer Json }
    ? Json
    : keyof Content extends `text/${string}` | "image/svg+xml"
      ? string
      : Uint8Array
  : undefined;

export interface CallOptions {
  /** Ends the call; what it has reached by then is unknown. */
  signal?: AbortSignal;
  /** Of the sentences in the answer. */
  language?: "en" | "ru";
}

export interface WriteOptions extends CallOptions {
  /** Identifies the request for ever: sent again with the same key it does nothing and is answered alike. One is made if none is given. */
  key?: string;
}

type Part<Name extends string, Value> = [Value] extends [never]
  ? unknown
  : Record<never, never> extends Value
    ? { [N in Name]?: Value }
    : { [N in Name]: Value };

/** All that a call of the operation takes beside its address. */
export type RequestOptions<M extends Method, P extends PathOf<M>> = WriteOptions &
  Part<"params", ParamsOf<OperationOf<M, P>>> &
  Part<"query", QueryOf<M, P>> &
  ([BodyOf<M, P>] extends [never] ? unknown : { body: BodyOf<M, P> });

/** Reaches every operation of the API. Throws a `BandwagonError` for every answer that is not a success. */
export type Request = <M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  ...rest: Record<never, never> extends RequestOptions<M, P> ? [options?: RequestOptions<M, P>] : [options: RequestOptions<M, P>]
) => Promise<ReplyOf<M, P>>;
