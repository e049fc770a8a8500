/**
 * The load generator's process: HTTP/1.1 over plain sockets, one request at a time on each connection, kept alive. A full client would take a
 * good part of the machine that it is to measure. Jobs come from the parent process, one after the other, and each is answered by a result.
 */
import { connect, type Socket } from "node:net";
import type { LoadJob, LoadResult } from "./load.js";
import { makeRequests, type Requests } from "./traffic.js";

interface Run {
  requests: Requests;
  beganAt: number;
  endsAt: number;
  /** Between two requests of a connection; 0 where the next one follows the answer. */
  gapMs: number;
  result: LoadResult;
}

/** What an answer of the product's routes says about its own length. */
const lengthPattern = /\r\ncontent-length: (\d+)/i;
const saidMax = 600;

process.on("message", (job: LoadJob) => void runJob(job).then((result) => process.send?.(result)));
process.on("disconnect", () => process.exit(0));

/** Never rejects: what goes wrong is told in the result. */
async function runJob({ port, connections, seconds, perSecond, traffic }: LoadJob): Promise<LoadResult> {
  const result: LoadResult = { rate: 0, acknowledged: 0, latenciesMs: [], unexpected: 0, firstUnexpected: undefined };
  let sockets: Socket[] = [];
  try {
    sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
    const beganAt = performance.now();
    const gapMs = perSecond === undefined ? 0 : (connections / perSecond) * 1000;
    const run: Run = { requests: makeRequests(traffic), beganAt, endsAt: beganAt + seconds * 1000, gapMs, result };
    await Promise.all(sockets.map((socket, index) => drive(socket, run, (index / connections) * gapMs)));
    result.rate = result.acknowledged / ((performance.now() - beganAt) / 1000);
  } catch (error) {
    noteUnexpected(result, String(error));
  }
  for (const socket of sockets) socket.destroy();
  return result;
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.setEncoding("latin1");
    socket.once("error", reject);
    socket.once("connect", () => resolve(socket.off("error", reject)));
  });
}

/** Sends on one connection until the time is over; resolves once the last answer is there, which counts as well, as does the time it took. */
function drive(socket: Socket, { requests, beganAt, endsAt, gapMs, result }: Run, afterMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let sentAt = 0;
    let received = "";
    let dueAt = beganAt + afterMs;
    const send = (now: number): void => {
      sentAt = now;
      socket.write(requests.next(), "latin1");
    };
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("The server closed a connection.")));
    socket.on("data", (chunk: string) => {
      received = received === "" ? chunk : received + chunk;
      const expected = lengthOf(received);
      if (Number.isNaN(expected)) return reject(new Error(`An answer does not tell its length: ${received.slice(0, saidMax)}`));
      if (received.length < expected) return;
      const answer = received;
      received = "";
      const now = performance.now();
      const done = requests.workIn(Number(answer.slice(9, 12)), answer);
      result.acknowledged += done;
      if (done === 0) noteUnexpected(result, answer);
      result.latenciesMs.push(now - sentAt);
      if (now >= endsAt) resolve();
      else sendInTime(now);
    });
    /** Who was answered late sends at once, until what was missed is made up for. */
    const sendInTime = (now: number): void => {
      if (dueAt <= now) send(now);
      else setTimeout(() => send(performance.now()), dueAt - now);
      dueAt += gapMs;
    };
    sendInTime(performance.now());
  });
}

/** Of the whole answer with its head: Infinity while the head is not all there, NaN where it does not say. */
function lengthOf(received: string): number {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd === -1) return Number.POSITIVE_INFINITY;
  return headEnd + 4 + Number(lengthPattern.exec(received)?.[1]);
}

function noteUnexpected(result: LoadResult, said: string): void {
  result.unexpected++;
  result.firstUnexpected ??= said.slice(0, saidMax);
}
