import type { App } from "../app.js";
import { externalHash } from "../commands/identities.js";
import { peopleReader } from "../commands/people-reader.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { shownOf } from "../core/shown.js";
import { unknownMember } from "../errors.js";
import { loadMembers } from "../queries/members.js";
import { shownAs } from "../queries/shown-as.js";

/** How others see the member. Throws an `AppError` when there is none. */
export async function shownMember(app: App, workspace: Workspace, externalId: string) {
  const [member] = await loadMembers(app.db, workspace.id, peopleReader(workspace), [externalHash(workspace, externalId)]);
  if (member === undefined) throw unknownMember();
  return { ...shownOf(member), name: shownAs(member.person, { named: true }) ?? null };
}
