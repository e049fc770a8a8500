/** Facts as webhooks tell them: what happened, with the things that it names as the API shows them now. */
import type { App } from "../app.js";
import { peopleReader } from "../commands/people-reader.js";
import type { WorkspacePrograms } from "../commands/program-directory.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { type FactThings, loadFactThings } from "../queries/fact-things.js";
import { sampleOf } from "./fact-samples.js";
import { instant, redemptionView, referralView, rewardView } from "./views.js";

/** A fact that is to be told; a sample has no body and no moment of its own. */
export interface ToldFact {
  recordNumber: number;
  index: number;
  kind: string;
  at: number | null;
  body: Record<string, unknown> | null;
  createdAt: number;
}

/** The body of a webhook for each of the facts. What they name is read now, so nothing personal has to be kept; who was erased since is null. */
export async function renderFacts(app: App, workspace: Workspace, facts: readonly ToldFact[]): Promise<string[]> {
  const bodies = facts.map(({ body }) => body).filter((body) => body !== null);
  const [things, programs] = await Promise.all([
    loadFactThings(app.db, workspace.id, peopleReader(workspace), bodies),
    app.programs.of(workspace.id),
  ]);
  return facts.map((fact) => {
    const data = fact.body === null ? sampleOf(fact.kind) : factData(programs, things, fact.body, fact);
    return JSON.stringify({ type: fact.kind, timestamp: instant(fact.at ?? fact.createdAt), data });
  });
}

function factData(programs: WorkspacePrograms, things: FactThings, body: Record<string, unknown>, { recordNumber, index }: ToldFact) {
  const data: Record<string, unknown> = { id: `fact_${recordNumber}_${index}`, event: `evt_${recordNumber}`, ...body };
  const replace = <T>(field: string, known: Map<string, T>, view: (thing: T) => unknown): void => {
    const id = body[field];
    if (typeof id !== "string") return;
    const thing = known.get(id);
    data[field] = thing === undefined ? null : view(thing);
  };
  for (const field of ["member", "merged"]) replace(field, things.members, (externalId) => externalId);
  replace("reward", things.rewards, (reward) => rewardView(programs, reward));
  replace("referral", things.referrals, referralView);
  replace("redemption", things.redemptions, (redemption) => redemptionView(programs, redemption));
  return data;
}
