/** Agreeing to the terms of a version: who may, and what is kept of it. */
import { put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { findMemberByExternal } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import type { MemberInput, Outcome } from "./record.js";
import { find } from "./world.js";

/** A member agreed to the terms of a version. */
export interface AcceptanceRow {
  programId: string;
  memberId: string;
  version: number;
  acceptedAt: number;
  recordNumber: number;
}

/** Only who takes part, or does from now on, agrees to terms, and only to those of a version that there is; undefined where nothing stands against it. */
export function whyNotAccepted(d: Engine, { member: external, enrol = [], accepted }: MemberInput): Outcome | undefined {
  if (accepted === undefined) return undefined;
  const { program, version } = accepted;
  const row = find(d.world, "programs", program);
  if (row === undefined) return decline("program_unknown", { program });
  if (version > row.version) return decline("version_unknown", { program, version });
  if (enrol.includes(program)) return undefined;
  const member = findMemberByExternal(d.world, external);
  const isEnrolled = member !== undefined && find(d.world, "enrolments", `${program}\n${member.id}`) !== undefined;
  return isEnrolled ? undefined : decline("member_not_enrolled", { program });
}

/** Agreeing again changes nothing: what counts is when it was first. */
export function accept(d: Engine, memberId: string, { program: programId, version }: NonNullable<MemberInput["accepted"]>): void {
  const key = `${programId}\n${memberId}\n${version}`;
  if (find(d.world, "acceptances", key) !== undefined) return;
  put(d, "acceptances", key, { programId, memberId, version, acceptedAt: d.at, recordNumber: d.record.number });
  trace(d, { step: "terms.accepted", program: programId, version });
}
