/** Deciding what the business tells of a member: traits, identities, enrolment in programs, which gives the personal code, and agreement to their terms. */

import { accept, whyNotAccepted } from "./acceptance.js";
import { seatMember } from "./board-runs.js";
import { canonicalCode, referralCode } from "./code.js";
import { noteStanding } from "./counters.js";
import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { settleMember } from "./due.js";
import { findMemberByExternal, programsOf } from "./look-ups.js";
import { knownMember } from "./members.js";
import type { Engine } from "./occurrence.js";
import type { AddCodeInput, CodeStatusInput, MemberInput, Outcome } from "./record.js";
import { settleTimersOf } from "./timers.js";
import { joinWaitingList } from "./waiting-list.js";
import { find } from "./world.js";

/** So many codes of a member in a program, besides the first one. */
export const ADDED_CODES_MAX = 20;
/** A code that is taken gets another try, with another symbol sequence. */
const CODE_ATTEMPTS_MAX = 50;

export function decideMember(d: Engine, input: MemberInput): Outcome {
  const programs = input.enrol ?? [];
  for (const id of programs) if (find(d.world, "programs", id) === undefined) return decline("program_unknown", { program: id });
  const refusal = whyNotAccepted(d, input);
  if (refusal !== undefined) return refusal;
  const member = knownMember(d, input);
  settleMember(d, member.id);
  const enrolled = programs.filter((id) => enrol(d, id, member.id));
  if (enrolled.length > 0) {
    settleTimersOf(d, member.id);
    // What was counted before the member was enrolled counts now.
    for (const id of enrolled) {
      noteStanding(d, id, member.id);
      seatMember(d, id, programsOf(d.world).find(({ programId }) => programId === id)?.program, member.id);
    }
  }
  if (input.accepted !== undefined) accept(d, member.id, input.accepted);
  return { status: "done", member: member.id, isNew: member.recordNumber === d.record.number, enrolled };
}

/** True when the member was not in the program before. */
function enrol(d: Engine, programId: string, memberId: string): boolean {
  const key = `${programId}\n${memberId}`;
  if (find(d.world, "enrolments", key) !== undefined) return false;
  const display = freeCode(d, programId, memberId);
  const code = canonicalCode(display) as string;
  const common = { programId, memberId, recordNumber: d.record.number };
  put(d, "codes", `${programId}\n${code}`, {
    ...common,
    code,
    display,
    status: "active",
    expiresAt: null,
    channel: null,
    placement: null,
    rewardId: null,
    usesLeft: null,
  });
  put(d, "enrolments", key, { ...common, code: display, joinedAt: d.at, addedCodes: null, waitingNumber: null, admittedAt: null });
  trace(d, { step: "member.enrolled", program: programId, code: display });
  const waitingNumber = joinWaitingList(d, programId, programsOf(d.world).find((each) => each.programId === programId)?.program, memberId);
  if (waitingNumber !== null) put(d, "enrolments", key, { waitingNumber });
  fact(d, { kind: "member.enrolled", member: memberId, program: programId });
  return true;
}
function freeCode(d: Engine, programId: string, memberId: string): string {
  for (let attempt = 0; attempt < CODE_ATTEMPTS_MAX; attempt++) {
    const display = referralCode(d.world.workspace.codeKey, programId, memberId, attempt);
    if (find(d.world, "codes", `${programId}\n${canonicalCode(display)}`) === undefined) return display;
  }
  throw new Error(`no free code for ${memberId} in ${programId}`);
}

/** Adds a code for a channel, a place, or the member's own liking. What it says was looked at before: a decision does not know which words are rude. */
export function decideAddCode(d: Engine, { program, member: external, display: wanted, channel, placement, first }: AddCodeInput): Outcome {
  const member = findMemberByExternal(d.world, external);
  if (member === undefined) return decline("member_unknown");
  const enrolmentKey = `${program}\n${member.id}`;
  const enrolment = find(d.world, "enrolments", enrolmentKey);
  if (enrolment === undefined) return decline("member_not_enrolled");
  const addedCodes = (enrolment.addedCodes ?? 0) + 1;
  if (addedCodes > ADDED_CODES_MAX) return decline("codes_too_many");
  const display = wanted ?? freeCode(d, program, member.id);
  const code = canonicalCode(display) as string;
  if (find(d.world, "codes", `${program}\n${code}`) !== undefined) return decline("code_taken");
  const places = { channel: channel ?? null, placement: placement ?? null, rewardId: null, usesLeft: null };
  put(d, "codes", `${program}\n${code}`, {
    programId: program,
    memberId: member.id,
    recordNumber: d.record.number,
    code,
    display,
    status: "active",
    expiresAt: null,
    ...places,
  });
  put(d, "enrolments", enrolmentKey, { addedCodes, ...(first && { code: display }) });
  trace(d, { step: "code.added", program, code: display });
  fact(d, { kind: "code.added", member: member.id, program, code: display });
  return { status: "done", member: member.id, code: display };
}

export function decideCodeStatus(d: Engine, { program, code, status, expiresAt }: CodeStatusInput): Outcome {
  const key = `${program}\n${code}`;
  const row = find(d.world, "codes", key);
  if (row === undefined) return decline("code_unknown");
  put(d, "codes", key, { status, ...(expiresAt !== undefined && { expiresAt }) });
  return { status: "done", code: row.display, member: row.memberId };
}
