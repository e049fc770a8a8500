/** What a decision will probably read, so that it can be fetched together and before. A wrong guess costs time, never a result. */
import { everyGrant } from "./document/compile-grant.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import { accountKey, programKeys } from "./keys.js";
import { programsOf } from "./look-ups.js";
import type { EventInput, RecordInput } from "./record.js";
import { peek, type Want, type World } from "./world.js";

export function likelyWants(world: World, input: RecordInput): Want[] {
  if (!("member" in input) || input.member === undefined) return [];
  const member = world.externals.get(input.member);
  const referrers = input.kind === "event" ? (input.visits ?? []).map((visit): Want => ({ from: "members", key: visit.member })) : [];
  if (member === undefined) return [{ from: "membersByExternal", key: input.member }, ...referrers];
  return input.kind === "event" ? [...wantsOfEvent(world, input, member), ...referrers] : [{ from: "nextDueOf", key: member }];
}

function wantsOfEvent(world: World, { subject }: EventInput, member: string): Want[] {
  const wants: Want[] = [{ from: "nextDueOf", key: member }];
  if (subject !== undefined) wants.push({ from: "subjects", key: `${member}\n${subject}` });
  for (const { programId: id, program } of programsOf(world)) {
    const { referral, enrolment, progress } = programKeys(world.keys, world.workspace.id, id, member);
    wants.push({ from: "enrolments", key: enrolment });
    // Which of several it is hangs on what the event tells.
    if (program.attribution.uniqueBy !== null) wants.push({ from: "referralsAsFriend", key: progress });
    else wants.push({ from: "referrals", key: referral });
    if (program.boards.length > 0) wants.push(...wantsOfBoards(world, id, program, member));
    const referrer = peek(world, "referrals", referral)?.referrerId;
    if (referrer === undefined) continue;
    wants.push(...wantsOfReferrer(world, id, program, referrer));
    if (!program.givesAbove) continue;
    const above = programKeys(world.keys, world.workspace.id, id, referrer).referral;
    const theirs = peek(world, "referrals", above)?.referrerId;
    wants.push({ from: "referrals", key: above }, ...(theirs === undefined ? [] : wantsOfReferrer(world, id, program, theirs)));
  }
  return wants;
}

/** The scores in the runs that something may count in. What is asked of who has none yet is asked with them. */
function wantsOfBoards(world: World, id: string, program: CompiledProgram, member: string): Want[] {
  const wants: Want[] = [];
  for (const run of world.base.boardRuns.values()) {
    if (run === null || run.programId !== id || run.frozenAt !== null || !program.boards.some((board) => board.id === run.board)) continue;
    wants.push({ from: "boardScores", key: `${member}\n${run.id}` });
  }
  if (wants.every(({ key }) => world.base.boardScores.get(key) != null)) return wants;
  const { enrolment: key } = programKeys(world.keys, world.workspace.id, id, member);
  return [...wants, { from: "enrolments", key }, { from: "boardSettings", key }];
}

function wantsOfReferrer(world: World, id: string, program: CompiledProgram, referrer: string): Want[] {
  const wants: Want[] = [
    { from: "nextDueOf", key: referrer },
    { from: "members", key: referrer },
    { from: "progress", key: programKeys(world.keys, world.workspace.id, id, referrer).progress },
  ];
  if (program.boards.length > 0) wants.push(...wantsOfBoards(world, id, program, referrer));
  for (const unit of unitsOf(program)) {
    for (const kind of ["pending", "available", "debt"] as const) wants.push({ from: "accounts", key: accountKey(world.keys, referrer, unit, kind) });
    wants.push({ from: "accounts", key: accountKey(world.keys, id, unit, "issued") });
  }
  return wants;
}

/** The units in which a program rewards referrers. */
function unitsOf(program: CompiledProgram): string[] {
  const known = units.get(program);
  if (known !== undefined) return known;
  const grants = [...program.rules.values()].flatMap((rule) => rule.grants.flatMap(everyGrant));
  const found = [...new Set(grants.flatMap(({ unit, to }) => (unit === null || to === "friend" ? [] : [unit])))];
  units.set(program, found);
  return found;
}
const units = new WeakMap<CompiledProgram, string[]>();
