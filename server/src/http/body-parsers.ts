/** Bodies from bytes to values: JSON everywhere, YAML, forms and tables only where a route says so. What gets through is well-formed text, not too deep, without traps. */
import { isUtf8 } from "node:buffer";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { parse as parseYamlText } from "yaml";
import { AppError } from "../errors.js";
import type { BodyType } from "./route.js";
import { depthMax, findTextProblem } from "./text-guard.js";

export const contentTypes: Record<BodyType, string[]> = {
  json: ["application/json"],
  yaml: ["application/yaml", "application/x-yaml", "text/yaml"],
  form: ["application/x-www-form-urlencoded"],
  csv: ["text/csv"],
  picture: ["image/png", "image/jpeg"],
};

const parsers: Record<Exclude<BodyType, "picture">, (text: string) => unknown> = { json: parseJson, yaml: parseYaml, form: parseForm, csv: parseCsv };

/** What is to be decoded before it is anything: the bytes as they came. */
function takePicture(request: FastifyRequest, bytes: Buffer): Buffer {
  assertTaken(request, "picture");
  if (!isPlain(request)) throw new AppError("unsupported_media_type", { detail: "Send the picture as it is, without Content-Encoding." });
  return bytes;
}

/** Replaces Fastify's parsers by ours. */
export function addBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(contentTypes.picture, { parseAs: "buffer" }, async (request: FastifyRequest, bytes: Buffer) =>
    takePicture(request, bytes),
  );
  for (const type of ["json", "yaml", "form", "csv"] as const) {
    const parse = (request: FastifyRequest, bytes: Buffer): unknown => {
      assertTaken(request, type);
      if (!isUtf8(bytes)) throw new AppError("invalid_request", { detail: "The body is not UTF-8; encode it as UTF-8." });
      return parsers[type](bytes.toString("utf8"));
    };
    server.addContentTypeParser(contentTypes[type], { parseAs: "buffer" }, (request: FastifyRequest, bytes: Buffer, done) => {
      try {
        if (isPlain(request)) done(null, parse(request, bytes));
        else
          inflate(request, bytes)
            .then((inflated) => done(null, parse(request, inflated)))
            .catch(done);
      } catch (error) {
        done(error as Error, undefined);
      }
    });
  }
}

function isPlain({ headers }: FastifyRequest): boolean {
  return ["", "identity"].includes((headers["content-encoding"] ?? "").trim().toLowerCase());
}

const gunzipped = promisify(gunzip);

/** The body before it was compressed. It stops at the route's limit, whatever would still come out of it. */
async function inflate({ headers, routeOptions }: FastifyRequest, bytes: Buffer): Promise<Buffer> {
  const { inflatedBytesMax } = routeOptions.config;
  if (inflatedBytesMax === undefined || headers["content-encoding"]?.trim().toLowerCase() !== "gzip") {
    const detail =
      inflatedBytesMax === undefined
        ? "Send the body as it is, without Content-Encoding."
        : "Send the body as it is, or with Content-Encoding: gzip.";
    throw new AppError("unsupported_media_type", { detail });
  }
  try {
    return await gunzipped(bytes, { maxOutputLength: inflatedBytesMax });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") {
      throw new AppError("payload_too_large", { detail: "The body inflates to more than this call takes; send less at once." });
    }
    throw new AppError("invalid_request", { detail: "The body is not gzip, or it is cut off.", cause: error });
  }
}

function assertTaken(request: FastifyRequest, type: BodyType): void {
  const { bodyTypes = ["json"] } = request.routeOptions.config;
  if (!bodyTypes.includes(type)) {
    throw new AppError("unsupported_media_type", { detail: `Send the body as ${bodyTypes.map((known) => contentTypes[known][0]).join(" or ")}.` });
  }
}

function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = text === "" ? "it is empty" : (error as Error).message.slice(0, 120);
    throw new AppError("invalid_request", { detail: `The body is not JSON: ${reason}.` });
  }
  if (mayHoldTraps(text)) assertClean(value);
  return value;
}

/** Most bodies need no walk: without an escape there is no NUL and no lone surrogate, and with few brackets no depth. */
function mayHoldTraps(text: string): boolean {
  if (text.includes("\\u") || text.includes('"__proto__"')) return true;
  let opened = 0;
  for (let at = text.indexOf("{"); at >= 0; at = text.indexOf("{", at + 1)) if (++opened > depthMax / 2) return true;
  for (let at = text.indexOf("["); at >= 0; at = text.indexOf("[", at + 1)) if (++opened > depthMax / 2) return true;
  return false;
}

function parseYaml(text: string): unknown {
  let value: unknown;
  try {
    value = parseYamlText(text, { maxAliasCount: 0, schema: "core", uniqueKeys: true, prettyErrors: true });
  } catch (error) {
    throw new AppError("invalid_request", { detail: `The body is not YAML: ${(error as Error).message.slice(0, 300)}` });
  }
  assertClean(value);
  return value;
}

function parseForm(text: string): Record<string, string> {
  const fields = Object.fromEntries(new URLSearchParams(text));
  assertClean(fields);
  return fields;
}

/** The text itself: its rows are read one by one. */
function parseCsv(text: string): string {
  assertClean(text);
  return text;
}

function assertClean(value: unknown): void {
  const problem = findTextProblem(value);
  if (problem !== undefined)
    throw new AppError("invalid_request", { detail: `${problem.path || "The body"} ${problem.problem}; ${problem.remedy}.`, errors: [problem] });
}
