/** The dry run: imagined people and events, decided as the next records of the log would be, and nothing is written. */
import type { App } from "../app.js";
import { canonicalCode } from "../core/code.js";
import type { ImaginedDecision, ImaginedInput } from "../core/rehearsal/imagined.js";
import { emptyWorld } from "../core/world.js";
import { AppError, type RequestProblem } from "../errors.js";
import type { Tx } from "../store/db.js";
import { loadVisits } from "../store/load-visits.js";
import { loadPrograms } from "../store/load-world.js";
import { loadPublishedPrograms } from "../store/published-programs.js";
import { inSnapshot, readHead } from "../store/snapshot.js";
import { type Candidate, chooseCandidate, type VersionChoice } from "./candidate-document.js";
import { compileProgram } from "./compiled-programs.js";
import { decideLoading } from "./decide-loading.js";
import { externalHash, identityHashes } from "./identities.js";
import { type EventMember, type EventRequest, parseEvent } from "./parse-event.js";
import { peopleReader } from "./people-reader.js";
import { indexPrograms, type WorkspacePrograms } from "./program-directory.js";
import { sortProperties } from "./sort-properties.js";
import type { Workspace } from "./workspace-directory.js";

/** Somebody who is imagined to be there before the events: a member of the program unless `enrolled` is false. Of a member that exists, more traits. */
export interface TriedMember extends EventMember {
  code?: string;
  enrolled?: boolean;
}
export interface TriedEvent extends Omit<EventRequest, "key"> {
  key?: string;
  /** Epoch milliseconds: when it is told; with the one before it unless said. */
  at?: number;
}
export interface Trial {
  version?: VersionChoice;
  /** Epoch milliseconds: when the first event is told; now unless said. */
  at?: number;
  members: readonly TriedMember[];
  events: readonly TriedEvent[];
}

export interface TrialResult {
  candidate: Candidate;
  /** As they are with the document that was tried in place of the one in force. */
  programs: WorkspacePrograms;
  at: number;
  /** Number of the log's last record: rewards of later ones are imagined. */
  after: number;
  /** Imagined people with the code that they share in the program; null where they are not enrolled. */
  members: { id: string; code: string | null }[];
  /** One for each event. */
  events: ImaginedDecision[];
  /** The business's own ids, by ours. */
  externalIds: Map<string, string>;
}

const NO_CODE = { problem: "This cannot be a code.", remedy: "Choose 4 to 24 Latin letters and digits, or leave it out." };

/**
 * Decides the events as the log would, one after the other, with the document in force that is chosen, in a snapshot that cannot be written to.
 * What comes of it is what would come of the same calls now in this program; an event that names another one is decided for that. Throws `unprocessable` for a draft that is not valid and `invalid_request` with every
 * problem of an event or a member that could not be sent.
 */
export function tryEvents(app: App, workspace: Workspace, program: string, trial: Trial): Promise<TrialResult> {
  return inSnapshot(app.db, workspace.id, async (tx) => {
    const visitIds = [...new Set(trial.events.flatMap(({ visit }) => visit ?? []))];
    const [head, candidate, list, visits] = await Promise.all([
      readHead(tx, workspace.id),
      chooseCandidate(tx, workspace.id, program, trial.version),
      loadPublishedPrograms(tx, workspace.id, new Map()),
      loadVisits(tx, workspace.id, visitIds),
    ]);
    const programs = imaginedPrograms(list, candidate);
    const world = emptyWorld({ id: workspace.id, mode: workspace.mode, codeKey: workspace.secrets.codes }, compileProgram);
    await loadPrograms(tx, world);
    const now = Math.max(head.at, head.clock ?? head.now);
    const at = momentOf(trial.at, now, "/at");
    const setting = settingOf(workspace, programs, candidate, trial.members, at);
    const own = trial.events.map((event) => ({ ...event, program: event.program ?? candidate.program }));
    const events = eventInputs(workspace, programs, own, visits, at);
    const decided = await decideLoading(tx, world, head.number, [...setting, ...events]);
    const before = decided.slice(0, setting.length);
    refuseDeclined(trial.members, before.slice(before.length - codesAsked(trial.members).length));
    return {
      candidate,
      programs,
      at,
      after: head.number,
      members: trial.members.map(({ id }) => ({ id, code: codeOf(before, program, externalHash(workspace, id)) })),
      events: decided.slice(setting.length),
      externalIds: await externalIdsOf(tx, workspace, trial, decided),
    };
  });
}

/** Where the chosen document is not in force, it is published first; then the people come in, with their codes last. */
function settingOf(
  workspace: Workspace,
  programs: WorkspacePrograms,
  { program, chosen, current, hash, document }: Candidate,
  members: readonly TriedMember[],
  at: number,
): ImaginedInput[] {
  const problems: RequestProblem[] = [];
  const isInForce = "version" in chosen && chosen.version === current;
  const people = members.map(({ id, enrolled = true, traits: given = {}, code, ...fields }, index): ImaginedInput => {
    const path = `/members/${index}/traits`;
    if (code !== undefined && canonicalCode(code) === undefined) problems.push({ path: `/members/${index}/code`, ...NO_CODE });
    const traits = sortProperties(given, programs.traitOf, { path, currency: programs.currency }, problems).declared;
    const identities = identityHashes(workspace, fields);
    const input = { kind: "member" as const, member: externalHash(workspace, id), ...(enrolled && { enrol: [program] }) };
    return { at, input: { ...input, ...(traits && { traits }), ...(identities && { identities }) } };
  });
  if (problems.length > 0) throw new AppError("invalid_request", { detail: "An imagined member cannot be as it is told.", errors: problems });
  const codes = codesAsked(members).map(({ member, code }): ImaginedInput => {
    return { at, input: { kind: "code.add", program, member: externalHash(workspace, member.id), display: code, first: true } };
  });
  return [...(isInForce ? [] : [{ at, input: { kind: "program.publish" as const, program, hash, document } }]), ...people, ...codes];
}
function codesAsked(members: readonly TriedMember[]): { index: number; member: TriedMember; code: string }[] {
  return members.flatMap((member, index) => (member.code === undefined ? [] : [{ index, member, code: member.code.toUpperCase() }]));
}

function refuseDeclined(members: readonly TriedMember[], added: readonly ImaginedDecision[]): void {
  const errors = codesAsked(members).flatMap(({ index }, place): RequestProblem[] => {
    const outcome = added[place]?.decision.outcome;
    if (outcome?.status !== "declined") return [];
    const why =
      outcome.reason === "code_taken"
        ? { problem: "The code is somebody's already.", remedy: "Choose another, or leave it out." }
        : { problem: "Only who is in the program has a code.", remedy: "Leave enrolled out, or the code." };
    return [{ path: `/members/${index}/code`, ...why }];
  });
  if (errors.length > 0) throw new AppError("invalid_request", { detail: "A code of an imagined member cannot be.", errors });
}

function eventInputs(
  workspace: Workspace,
  programs: WorkspacePrograms,
  events: readonly TriedEvent[],
  visits: Awaited<ReturnType<typeof loadVisits>>,
  from: number,
): ImaginedInput[] {
  const problems: RequestProblem[] = [];
  let at = from;
  const inputs = events.flatMap(({ at: toldAt, key = "imagined", ...event }, index): ImaginedInput[] => {
    at = momentOf(toldAt, at, `/events/${index}/at`);
    const parsed = parseEvent(workspace, programs, { ...event, key }, visits);
    if (parsed.ok) return [{ input: parsed.input, at }];
    problems.push(...parsed.problems.map((problem) => ({ ...problem, path: `/events/${index}${problem.path}` })));
    return [];
  });
  if (problems.length > 0) throw new AppError("invalid_request", { detail: "An event cannot be read; nothing was tried.", errors: problems });
  return inputs;
}

/** The log never goes back, and neither does what is imagined of it. */
function momentOf(asked: number | undefined, earliest: number, path: string): number {
  if (asked === undefined || asked >= earliest) return asked ?? earliest;
  const remedy = "Leave it out, or name a later one; say with occurredAt when something happened that is told late.";
  throw new AppError("invalid_request", {
    detail: "A moment lies before the one that comes before it.",
    errors: [{ path, problem: `The log stands at ${new Date(earliest).toISOString()} then, and never goes back.`, remedy }],
  });
}

function imaginedPrograms(list: Awaited<ReturnType<typeof loadPublishedPrograms>>, { program: id, hash, document }: Candidate): WorkspacePrograms {
  const known = list.find((each) => each.id === id);
  const { status, version } = known ?? { status: "running" as const, version: 1 };
  return indexPrograms([...list.filter((each) => each !== known), { id, handle: document.handle, status, version, hash, document }]);
}

function codeOf(decided: readonly ImaginedDecision[], program: string, member: string): string | null {
  let code: string | null = null;
  for (const { record, decision } of decided) {
    const { input } = record;
    if (!("member" in input) || input.member !== member) continue;
    for (const { step, ...item } of decision.trace) {
      if ((step === "member.enrolled" || step === "code.added") && item.program === program) code = String(item.code);
    }
  }
  return code;
}

/** Imagined people are known by what the call says of them, everybody else by what is kept. */
async function externalIdsOf(tx: Tx, workspace: Workspace, { members, events }: Trial, decided: readonly ImaginedDecision[]) {
  const named = [
    ...members.map(({ id }) => id),
    ...events.flatMap(({ member, referrer }) => [member.id, ...(referrer === undefined ? [] : [referrer])]),
  ];
  const byHash = new Map(named.map((id) => [externalHash(workspace, id), id]));
  const rows = new Map(decided.flatMap((each) => [...each.members]));
  const people = await peopleReader(workspace)(tx, [...rows.keys()]);
  const ids = new Map<string, string>();
  for (const [id, { externalHash: hash }] of rows) {
    const told = people.get(id)?.externalId;
    const external = byHash.get(hash) ?? (typeof told === "string" ? told : undefined);
    if (external !== undefined) ids.set(id, external);
  }
  return ids;
}
