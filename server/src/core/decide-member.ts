/** Deciding what the business tells of a member: traits, identities, and enrolment in programs, which gives the personal code. */
import { canonicalCode, referralCode } from "./code.js";
import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { settleMember } from "./due.js";
import { knownMember } from "./members.js";
import type { Engine } from "./occurrence.js";
import type { CodeStatusInput, MemberInput, Outcome } from "./record.js";
import { find } from "./world.js";

/** A code that is taken gets another try, with another symbol sequence. */
const CODE_ATTEMPTS_MAX = 50;

export function decideMember(d: Engine, input: MemberInput): Outcome {
  const programs = input.enrol ?? [];
  for (const id of programs) if (find(d.world, "programs", id) === undefined) return decline("program_unknown", { program: id });
  const member = knownMember(d, input);
  settleMember(d, member.id);
  const enrolled = programs.filter((id) => enrol(d, id, member.id));
  return { status: "done", member: member.id, isNew: member.recordNumber === d.record.number, enrolled };
}

/** True when the member was not in the program before. */
function enrol(d: Engine, programId: string, memberId: string): boolean {
  const key = `${programId}\n${memberId}`;
  if (find(d.world, "enrolments", key) !== undefined) return false;
  const display = freeCode(d, programId, memberId);
  const code = canonicalCode(display) as string;
  const common = { programId, memberId, recordNumber: d.record.number };
  put(d, "codes", `${programId}\n${code}`, { ...common, code, display, status: "active", expiresAt: null });
  put(d, "enrolments", key, { ...common, code: display, joinedAt: d.at });
  trace(d, { step: "member.enrolled", program: programId, code: display });
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

export function decideCodeStatus(d: Engine, { program, code, status, expiresAt }: CodeStatusInput): Outcome {
  const key = `${program}\n${code}`;
  const row = find(d.world, "codes", key);
  if (row === undefined) return decline("code_unknown");
  put(d, "codes", key, { status, ...(expiresAt !== undefined && { expiresAt }) });
  return { status: "done", code: row.display, member: row.memberId };
}
