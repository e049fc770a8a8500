/** Makes or updates members and enrols them. */
import type { App } from "../app.js";
import { canonicalEmail } from "../core/identity.js";
import type { PostalAddress } from "../core/postal-address.js";
import type { MemberInput } from "../core/record.js";
import { AppError, type RequestProblem } from "../errors.js";
import { externalHash, identityHashes } from "./identities.js";
import type { WorkspacePrograms } from "./program-directory.js";
import { type PropertyValue, sortProperties } from "./sort-properties.js";
import { type Call, submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** A member whose form was checked. */
export interface MemberRequest {
  id: string;
  email?: string;
  phone?: string;
  name?: string;
  address?: string | PostalAddress;
  payout?: string;
  traits?: Record<string, PropertyValue>;
  /** Ids or handles of programs to take part in. */
  programs?: string[];
  /** The version of a program, by its id or handle, to whose terms the member has agreed. */
  accepted?: { program: string; version: number };
}

export type PutMember = { ok: true; written: Written } | { ok: false; error: AppError };

/** One result a member, in their order; each has its own key (`key` and its place in the list), so that repeating the call repeats each answer. */
export async function putMembers(app: App, workspace: Workspace, members: readonly MemberRequest[], key: string): Promise<PutMember[]> {
  const programs = await programsFor(app, workspace, members);
  return Promise.all(members.map((member, index) => putOne(app, workspace, programs, member, `${key}/${index}`)));
}

/** Makes or updates one member; throws an `AppError` where that cannot be done. */
export async function putMember(app: App, workspace: Workspace, member: MemberRequest, key: string): Promise<Written> {
  const programs = await programsFor(app, workspace, [member]);
  return submitCall(app, workspace, parseMember(workspace, programs, member, key));
}

async function putOne(app: App, workspace: Workspace, programs: WorkspacePrograms, member: MemberRequest, key: string): Promise<PutMember> {
  try {
    return { ok: true, written: await submitCall(app, workspace, parseMember(workspace, programs, member, key)) };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error };
    throw error;
  }
}

async function programsFor(app: App, workspace: Workspace, members: readonly MemberRequest[]): Promise<WorkspacePrograms> {
  const programs = await app.programs.of(workspace.id);
  const isMissing = members.some((member) => namesOf(member).some((name) => programs.find(name) === undefined));
  return isMissing ? app.programs.fresh(workspace.id) : programs;
}

function namesOf({ programs = [], accepted }: MemberRequest): string[] {
  return accepted === undefined ? programs : [...programs, accepted.program];
}

/** The member as a call to the log. Throws an `AppError` with every problem that its form alone cannot show. */
export function parseMember(workspace: Workspace, programs: WorkspacePrograms, member: MemberRequest, key: string): Call {
  const problems: RequestProblem[] = [];
  const input: MemberInput = { kind: "member", member: externalHash(workspace, member.id) };
  if (member.email !== undefined && canonicalEmail(member.email) === undefined) {
    problems.push({
      path: "/email",
      problem: "This is not an e-mail address.",
      remedy: "Send a plain address such as anna@example.com, or leave it out.",
    });
  }
  const identities = identityHashes(workspace, member);
  if (identities !== undefined) input.identities = identities;
  const traits = member.traits && sortProperties(member.traits, programs.traitOf, { path: "/traits", currency: programs.currency }, problems);
  if (traits?.declared) input.traits = traits.declared;
  if (member.programs !== undefined) input.enrol = enrolmentsOf(programs, member.programs, problems);
  if (member.accepted !== undefined) {
    const program = programNamed(programs, member.accepted.program, "/accepted/program", problems);
    if (program !== undefined) input.accepted = { program, version: member.accepted.version };
  }
  if (problems.length > 0) throw new AppError("invalid_request", { detail: "The member cannot be read; nothing was changed.", errors: problems });
  const { id, traits: _traits, programs: _programs, accepted: _accepted, ...fields } = member;
  const person = { externalId: id, ...fields, ...(traits?.other ? { traits: traits.other } : {}) };
  return { input, key, body: member, personal: { person } };
}

function enrolmentsOf(programs: WorkspacePrograms, names: string[], problems: RequestProblem[]): string[] {
  const ids: string[] = [];
  for (const [index, name] of names.entries()) {
    const id = programNamed(programs, name, `/programs/${index}`, problems);
    if (id !== undefined && !ids.includes(id)) ids.push(id);
  }
  return ids;
}
/** The program's id; a name that none has is a problem. */
function programNamed(programs: WorkspacePrograms, name: string, path: string, problems: RequestProblem[]): string | undefined {
  const program = programs.find(name);
  if (program === undefined) {
    problems.push({ path, problem: "No published program has this name or id.", remedy: "Check the name, or publish the program first." });
  }
  return program?.id;
}
