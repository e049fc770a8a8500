/** A run of a draw as the API tells it to everybody, and whether its winners are those that follow from its seed and its tickets. */
import { readFileSync } from "node:fs";
import { faultOfRun, type RunFault, type TicketRow } from "../core/ticket-luck.js";
import { AppError } from "../errors.js";
import { compileValidator, type JsonSchema } from "../http/validation.js";
import type { CommandResult } from "./run-command.js";

interface Run {
  run: string;
  commitment: string;
  seed: string | null;
  winners: number;
  won: { holder: string; name: string }[];
}
interface RunFile {
  run: Run;
  tickets: TicketRow[];
}

const text: JsonSchema = { type: "string", maxLength: 1000 };
const objectOf = (properties: Record<string, JsonSchema>): JsonSchema => ({ type: "object", required: Object.keys(properties), properties });
const listOf = (items: JsonSchema): JsonSchema => ({ type: "array", items });
/** What is needed; the answers of the API have more, which is left alone. */
const run = objectOf({
  run: text,
  commitment: text,
  seed: { anyOf: [text, { type: "null" }] },
  winners: { type: "integer", minimum: 1 },
  won: listOf(objectOf({ holder: text, name: text })),
});
const tickets = listOf(objectOf({ reward: text, holder: text, count: { type: "integer", minimum: 1, maximum: 1_000_000 } }));
const checkedRun = checking<Run>(run);
const checkedPage = checking<{ data: TicketRow[]; nextCursor: string | null }>(
  objectOf({ data: tickets, nextCursor: { anyOf: [text, { type: "null" }] } }),
);
const checkedFile = checking<RunFile>(objectOf({ run, tickets }));
function checking<T>(schema: JsonSchema): (value: unknown) => T {
  const validate = compileValidator(schema, "body");
  return (value) => {
    const checked = validate(value);
    if ("error" in checked) throw checked.error;
    return checked.value as T;
  };
}

const FAULTS: Record<RunFault, string> = {
  seed: "the seed is not the one that was committed to",
  tickets: "the list names a reward twice",
  winners: "others win with this seed and these tickets",
};

/** `source` is the address of a run, or a file with `{ run, tickets }`. */
export async function verifyRun(source: string): Promise<CommandResult> {
  const { run, tickets } = /^https?:\/\//.test(source) ? await fetchRun(source) : checkedFile(parse(source, readFile(source)));
  const { seed, won } = run;
  if (seed === null) throw new AppError("draw_not_drawn", { detail: "It has no seed yet: ask again when it has been drawn." });
  const fault = faultOfRun(
    { ...run, seed },
    tickets,
    won.map(({ holder }) => holder),
  );
  if (fault !== undefined) return { data: { isTrue: false, fault }, text: `Not true: ${FAULTS[fault]}.`, exitCode: 1 };
  const names = won.map(({ name }) => name).join(", ");
  const count = tickets.reduce((sum, each) => sum + each.count, 0);
  return { data: { isTrue: true, run: run.run, won, tickets: count }, text: `True: of ${count} tickets those of these win: ${names || "nobody"}.` };
}

/** The run, and all pages of its tickets. */
async function fetchRun(address: string): Promise<RunFile> {
  const run = checkedRun(await fetchJson(address));
  const tickets: TicketRow[] = [];
  for (let cursor: string | null = ""; cursor !== null && run.seed !== null; ) {
    const url = new URL(address);
    url.pathname = `${url.pathname.replace(/\/$/, "")}/tickets`;
    url.search = new URLSearchParams({ limit: "100", ...(cursor !== "" && { cursor }) }).toString();
    const page = checkedPage(await fetchJson(url.href));
    tickets.push(...page.data);
    cursor = page.nextCursor;
  }
  return { run, tickets };
}
async function fetchJson(url: string): Promise<unknown> {
  const reply = await fetch(url, { signal: AbortSignal.timeout(30_000) }).catch((error: Error) => error);
  if (reply instanceof Error) throw unreadable(url, reply.message);
  if (!reply.ok) throw unreadable(url, `the answer is ${reply.status}`);
  return parse(url, await reply.text());
}

function readFile(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw unreadable(file, (error as Error).message);
  }
}
function parse(source: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw unreadable(source, (error as Error).message);
  }
}
function unreadable(source: string, why: string): AppError {
  return new AppError("invalid_request", { detail: `${source === "-" ? "Standard input" : source} cannot be read as JSON: ${why}` });
}
