/** The parent's side of the load generator. */
import { type ChildProcess, fork, type Serializable } from "node:child_process";
import type { Traffic } from "./traffic.js";

export interface LoadJob {
  port: number;
  connections: number;
  seconds: number;
  /** All connections together send so many requests a second, if they are answered in time; as many as they can unless said. */
  perSecond?: number;
  traffic: Traffic;
}

export interface LoadResult {
  /** Work acknowledged a second, from the first request to the last answer. */
  rate: number;
  /** All work that was acknowledged. */
  acknowledged: number;
  /** One for each request. */
  latenciesMs: number[];
  unexpected: number;
  firstUnexpected: string | undefined;
}

export interface LoadGenerator {
  /** Runs one job; rejects when an answer was not the one that was asked for. One at a time. */
  run(job: LoadJob): Promise<LoadResult>;
  stop(): void;
}

/** A process of its own that makes load. */
export function startLoadGenerator(): LoadGenerator {
  const child = forkModule(new URL("./load-generator.ts", import.meta.url));
  return {
    run: async (job) => {
      const result = (await ask(child, job)) as LoadResult;
      if (result.unexpected > 0) {
        throw new Error(`${result.unexpected} answers to ${job.traffic.kind} were not as expected, the first: ${result.firstUnexpected}`);
      }
      return result;
    },
    stop: () => release(child),
  };
}

/** A child process from a TypeScript file; it ends with its parent. */
export function forkModule(file: URL, options: { args?: string[]; nodeArguments?: string[] } = {}): ChildProcess {
  return fork(file, options.args ?? [], {
    execArgv: ["--import", "tsx", ...(options.nodeArguments ?? [])],
    serialization: "advanced",
    env: { ...process.env, NODE_ENV: "production" },
  });
}

/** The child's answer to the message; rejects when there is no child any more. */
export function ask(child: ChildProcess, message: Serializable): Promise<unknown> {
  if (!child.connected) return Promise.reject(new Error("A process of the benchmark has ended."));
  child.send(message);
  return nextMessage(child);
}

/** Lets the child end. */
export function release(child: ChildProcess): void {
  if (child.connected) child.disconnect();
}

/** What the child says next; rejects if it ends before. */
export function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`A process of the benchmark ended early (${code}).`));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message);
    });
  });
}
