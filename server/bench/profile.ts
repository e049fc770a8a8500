/** A short reading of a V8 CPU profile: where the time itself was spent, not what was waited for. */

export interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

export interface SelfTime {
  name: string;
  where: string;
  ms: number;
}

/** Functions by the time spent in themselves, most first; the idle time is left out and told apart. Several profiles add up. */
export function summarizeProfiles(profiles: readonly CpuProfile[]): { busyMs: number; idleMs: number; functions: SelfTime[] } {
  const byFunction = new Map<string, SelfTime>();
  let idleMs = 0;
  let busyMs = 0;
  for (const { nodes, samples, timeDeltas } of profiles) {
    const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
    for (const [index, sample] of samples.entries()) {
      // A sample stands for the time until the next one.
      const ms = Math.max(0, timeDeltas[index + 1] ?? 0) / 1000;
      const frame = frames.get(sample);
      if (frame === undefined) throw new Error("The profile has a sample of a function that it does not list.");
      if (frame.functionName === "(idle)") {
        idleMs += ms;
        continue;
      }
      busyMs += ms;
      const name = frame.functionName || "(anonymous)";
      const where = placeOf(frame.url, frame.lineNumber);
      const key = `${name} ${where}`;
      const known = byFunction.get(key);
      if (known === undefined) byFunction.set(key, { name, where, ms });
      else known.ms += ms;
    }
  }
  return { busyMs, idleMs, functions: [...byFunction.values()].sort((a, b) => b.ms - a.ms) };
}

/** The summary as text: the `count` functions that took most. */
export function renderProfile({ busyMs, idleMs, functions }: ReturnType<typeof summarizeProfiles>, count: number): string {
  const total = busyMs + idleMs;
  const lines = functions
    .slice(0, count)
    .map(({ name, where, ms }) => `${share(ms, busyMs)}  ${ms.toFixed(0).padStart(7)} ms  ${name.padEnd(34)}  ${where}`);
  return [`Busy ${share(busyMs, total).trim()} of ${(total / 1000).toFixed(1)} s; self time as a share of that:`, ...lines].join("\n");
}

function share(part: number, whole: number): string {
  return `${(whole === 0 ? 0 : (100 * part) / whole).toFixed(1).padStart(5)} %`;
}

/** From the package or the server's folder on; the rest of the path says nothing. */
function placeOf(url: string, lineNumber: number): string {
  if (url === "") return "";
  const path = url
    .replace(/^file:\/\//, "")
    .replace(/^.*\/node_modules\//, "")
    .replace(/^.*\/server\/(dist|src|bench)\//, "$1/");
  return `${path}:${lineNumber + 1}`;
}
