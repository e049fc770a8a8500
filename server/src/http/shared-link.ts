import Type from "typebox";
import type { App } from "../app.js";
import { externalHash } from "../commands/identities.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { canonicalCode } from "../core/code.js";
import { AppError, unknownMember } from "../errors.js";
import { listCodes } from "../queries/codes.js";
import { loadMembers, type MemberEnrolment } from "../queries/members.js";
import { nobody } from "../queries/people.js";
import { Code, Label, ProgramName } from "./fields.js";
import { linkOf } from "./views.js";

/** Which of a member's links is meant. */
export const linkFields = {
  program: Type.Optional(ProgramName),
  code: Type.Optional({ ...Code, description: "One of the member's codes; the first one unless said." }),
  c: Type.Optional({ ...Label, description: "The channel in which it is shown." }),
  p: Type.Optional({ ...Label, description: "The placement, if the channel has several." }),
};
export interface LinkQuery {
  program?: string;
  code?: string;
  c?: string;
  p?: string;
}

/** The link with its code and program. Throws an `AppError` when there is no such member, part or code, or several programs could be meant. */
export async function sharedLink(
  app: App,
  workspace: Workspace,
  externalId: string,
  { program, code: written, c: channel, p: placement }: LinkQuery,
): Promise<{ link: string; code: string; enrolment: MemberEnrolment }> {
  const hash = externalHash(workspace, externalId);
  const [member] = await loadMembers(app.db, workspace.id, nobody, [hash]);
  if (member === undefined) throw unknownMember();
  const fitting = member.enrolments.filter((one) => program === undefined || one.program === program || one.handle === program);
  const [enrolment] = fitting;
  if (enrolment === undefined) throw new AppError("not_found", { detail: "The member does not take part in this program." });
  if (fitting.length > 1) throw new AppError("invalid_request", { detail: "The member takes part in several programs; name one with ?program=." });
  const code = written === undefined ? enrolment.code : await codeOf(app, workspace, hash, enrolment.program, written);
  return { link: linkOf(app.config.publicUrl, enrolment.handle, code, { channel, placement }), code, enrolment };
}

async function codeOf(app: App, workspace: Workspace, hash: string, program: string, written: string): Promise<string> {
  const wanted = canonicalCode(written);
  const codes = (await listCodes(app.db, workspace.id, hash)) ?? [];
  const found = codes.find((one) => one.program === program && canonicalCode(one.code) === wanted);
  if (found === undefined) throw new AppError("code_unknown", { detail: "The member has no such code in this program." });
  return found.code;
}
