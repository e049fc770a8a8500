/** What the API's description says of answers, held against the answers that tests get. */
import type { FastifyInstance } from "fastify";
import { Compile } from "typebox/compile";
import { openApiDocument } from "../../src/http/openapi.js";
import { closeSchema } from "../../src/http/validation.js";

export interface Answer {
  method: string;
  url: string;
  status: number;
  contentType: string;
  body: string;
}
interface MediaType {
  schema?: unknown;
}
interface Operation {
  operationId: string;
  responses: Record<string, { content?: Record<string, MediaType> }>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

type Check = (answer: Answer) => string | undefined;

/**
 * Says what of an answer is not as it is described: its status, its media type, its form, a field that the description does not name. Undefined where
 * all is, or where the address is none of the API's.
 */
export function answersChecker(server: FastifyInstance): Check {
  const { paths, components } = openApiDocument(server) as unknown as Description;
  const addresses = Object.entries(paths).map(([path, operations]) => ({ pattern: patternOf(path), operations }));
  // "/programs/validate" before "/programs/{program}".
  addresses.sort((a, b) => a.pattern.source.split("[^/]").length - b.pattern.source.split("[^/]").length);
  const validators = new Map<string, ReturnType<typeof Compile>>();
  return ({ method, url, status, contentType, body }) => {
    const path = url.split("?")[0] ?? "";
    const operation = addresses.find(({ pattern, operations }) => pattern.test(path) && method.toLowerCase() in operations)?.operations[
      method.toLowerCase()
    ];
    if (operation === undefined) return undefined;
    const name = `${operation.operationId} answered ${status}`;
    const declared = operation.responses[status];
    if (declared === undefined) return `${name}, which is not declared.`;
    const type = contentType.split(";")[0] ?? "";
    const media = declared.content?.[type];
    if (media === undefined)
      return type === "" && body === "" && declared.content === undefined ? undefined : `${name} as ${type}, which is not declared.`;
    if (!type.endsWith("json")) return undefined;
    const validator = validators.get(`${name} ${type}`) ?? Compile(closeSchema(resolved(media.schema, components.schemas)) as never);
    validators.set(`${name} ${type}`, validator);
    const values: unknown[] = type.endsWith("ndjson")
      ? body
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line))
      : [JSON.parse(body)];
    const wrong = values.find((value) => !validator.Check(value));
    if (wrong === undefined) return undefined;
    const errors = [...validator.Errors(wrong)].slice(0, 5).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
    return `${name} in a form that is not declared: ${errors.join("; ")}. It was ${body.slice(0, 1000)}`;
  };
}

/** From here on every answer that `inject` gets is checked. */
export function checkAnswers(server: FastifyInstance): void {
  const check = answersChecker(server);
  const inject = server.inject.bind(server) as (request: {
    method?: string;
    url: string;
  }) => Promise<{ statusCode: number; headers: Record<string, unknown>; body: string }>;
  const checked = async (request: { method?: string; url: string }) => {
    const reply = await inject(request);
    const { statusCode: status, headers, body } = reply;
    const problem = check({ method: request.method ?? "GET", url: request.url, status, contentType: String(headers["content-type"] ?? ""), body });
    if (problem !== undefined) throw new Error(problem);
    return reply;
  };
  Object.assign(server, { inject: checked });
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+")}$`);
}

/** The schema with what it refers to in its place. */
export function resolved(schema: unknown, schemas: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((part) => resolved(part, schemas));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref } = schema as { $ref?: unknown };
  if (typeof $ref === "string") {
    const name = $ref.replace("#/components/schemas/", "");
    if (!(name in schemas)) throw new Error(`${$ref} is not there.`);
    return resolved(schemas[name], schemas);
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, resolved(value, schemas)]));
}
