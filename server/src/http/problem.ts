/** How errors leave the server: problem+json (RFC 9457) with a stable code. The one file that turns an error into an answer. */
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { describeFailure } from "../commands/describe-failure.js";
import { AppError, type ErrorCode, errorCatalogue, type RequestProblem } from "../errors.js";

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: RequestProblem[];
  requestId: string;
}

export interface ProblemContent {
  status: number;
  code: string;
  title: string;
  detail?: string;
  errors?: RequestProblem[];
  retryAfterSeconds?: number;
}

/** Sends a problem: for an `AppError` through the error handler, by hand only for an outcome that was declined, whose code is its reason. */
export function sendProblem(reply: FastifyReply, { status, code, title, detail, errors, retryAfterSeconds }: ProblemContent): FastifyReply {
  if (retryAfterSeconds !== undefined) reply.header("retry-after", retryAfterSeconds);
  if (status === 401) reply.header("www-authenticate", 'Bearer realm="bandwagon"');
  const problem: Problem = {
    type: `urn:bandwagon:problem:${code}`,
    title,
    status,
    code,
    detail: detail ?? title,
    ...(errors === undefined ? {} : { errors }),
    requestId: reply.request.id,
  };
  return reply
    .code(status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .header("cache-control", "no-store")
    .send(JSON.stringify(problem));
}

/** Fastify's error handler. What is not an answer to the caller is our fault: logged with its cause, shown without. */
export function handleError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toAppError(error);
  if (known === undefined) {
    request.log.error({ err: error, requestId: request.id, method: request.method, route: request.routeOptions.url }, "A request failed.");
    return sendProblem(reply, {
      ...errorCatalogue.internal,
      code: "internal",
      detail: `Something is wrong on our side; the log has more under ${request.id}.`,
    });
  }
  if (known.status >= 500) request.log.warn({ err: error, requestId: request.id, route: request.routeOptions.url }, "A request could not be served.");
  const { status, code, detail, errors, retryAfterSeconds } = known;
  return sendProblem(reply, { status, code, title: errorCatalogue[code].title, detail, errors, retryAfterSeconds });
}

const fastifyCodes: Record<string, { code: ErrorCode; detail: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: "payload_too_large", detail: "The body is larger than this call takes; send less at once." },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: "unsupported_media_type", detail: "Send the body as JSON, with Content-Type: application/json." },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: "invalid_request", detail: "Content-Length is not the length of the body." },
  FST_ERR_BAD_URL: { code: "invalid_request", detail: "The address has an escape that is not UTF-8; encode it again." },
};

function toAppError(error: FastifyError | Error): AppError | undefined {
  const described = describeFailure(error);
  if (described !== undefined) return described;
  const { code = "", statusCode = 500 } = error as FastifyError;
  const known = fastifyCodes[code];
  if (known !== undefined) return new AppError(known.code, { detail: known.detail });
  return statusCode >= 400 && statusCode < 500
    ? new AppError("invalid_request", { detail: "The request cannot be read; check its headers and its body." })
    : undefined;
}
