/** The parent's side of the load generator. */
import { type ChildProcess, fork } from "node:child_process";
import type { Traffic } from "./traffic.js";

export interface LoadJob {
  port: number;
  connections: number;
  seconds: number;
  traffic: Traffic;
}

export interface LoadResult {
  /** Work acknowledged in time, a second. */
  rate: number;
  /** All work that was acknowledged, the last answers after the time included. */
  acknowledged: number;
  /** Of the requests answered in time. */
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
      child.send(job);
      const result = (await nextMessage(child)) as LoadResult;
      if (result.unexpected > 0) {
        throw new Error(`${result.unexpected} answers to ${job.traffic.kind} were not as expected, the first: ${result.firstUnexpected}`);
      }
      return result;
    },
    stop: () => child.disconnect(),
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
