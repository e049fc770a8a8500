/** Answers that come line by line while the work goes on: newline-delimited JSON. */
import { Readable } from "node:stream";
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../errors.js";

export const LINES = "application/x-ndjson";

/**
 * Sends each value as a line of JSON as it comes. What cannot be done at all is a plain problem, before the first line; what fails later is the last line,
 * `{"error":{"code","detail"}}`. The work stops when the caller goes away.
 */
export async function replyWithLines(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  values: AsyncGenerator<object, void>,
): Promise<FastifyReply> {
  const first = await values.next();
  const stop = () => void values.return();
  // Who has gone away waits for nothing; they may have gone before there was anything to read.
  if (request.raw.socket.destroyed) {
    stop();
    return reply.hijack();
  }
  const answer = Readable.from(linesOf(values, first, request.log)).once("close", stop);
  return reply.type(LINES).header("cache-control", "no-store").send(answer);
}

/** Work that tells how far it is, as lines: each thing that it yields as `progress`, what it returns as `report`. */
export async function* reportLines<P, R>(running: AsyncGenerator<P, R>, viewOf: (result: R) => unknown): AsyncGenerator<object, void> {
  try {
    for (let next = await running.next(); ; next = await running.next()) {
      if (next.done) {
        yield { report: viewOf(next.value) };
        return;
      }
      yield { progress: next.value };
    }
  } finally {
    await running.return(undefined as never);
  }
}

async function* linesOf(values: AsyncGenerator<object, void>, first: IteratorResult<object, void>, log: FastifyBaseLogger): AsyncGenerator<string> {
  try {
    for (let next = first; !next.done; next = await values.next()) yield `${JSON.stringify(next.value)}\n`;
  } catch (error) {
    const told = error instanceof AppError ? error : new AppError("internal", { cause: error });
    if (told !== error) log.error({ err: error }, "An answer in lines broke off.");
    yield `${JSON.stringify({ error: { code: told.code, detail: told.message } })}\n`;
  }
}
