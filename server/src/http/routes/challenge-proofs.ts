import Type from "typebox";
import type { App } from "../../app.js";
import { answerProof, handInProof } from "../../commands/challenge-proof.js";
import { externalHash } from "../../commands/identities.js";
import { readersOf } from "../../commands/people-reader.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { AppError } from "../../errors.js";
import { listProofs, type ProofView } from "../../queries/challenge-proofs.js";
import { accepted } from "../accepted.js";
import { ChallengeId, Closed, EventName, ExternalId, handedIn, ProgramName, pageFields, Reason } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { ChallengeProof } from "../schemas/challenges.js";
import { pageOf } from "../schemas/shapes.js";
import { instant } from "../views.js";

const STATES = ["waiting", "accepted", "refused"] as const;

/** Proofs of challenges: handed in by members, looked at by the owner. */
export function challengeProofRoutes(http: Http, app: App): void {
  http.route({
    method: "PUT",
    url: "/v1/members/:externalId/challenges/:program/:challenge/proof",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Hand in a proof for a challenge",
      description:
        "When all steps are done, until seven days after the end of the challenge's time: a link, a text or a picture, as the document says. It waits until the owner has looked at it; until it is accepted it can be replaced.",
      tags: ["Members"],
      params: Closed({ externalId: ExternalId, program: ProgramName, challenge: ChallengeId }),
      body: Closed(handedIn),
      response: { 200: ChallengeProof },
    },
    example: { link: "https://social.example/@anna/1" },
    async handler({ caller: { workspace }, params: { externalId, program, challenge }, body, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      accepted(await handInProof(app, workspace, { program: id, challenge, member: externalId }, body, key), reply, language);
      return oneProof(app, workspace, id, challenge, externalId);
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program/proofs",
    access: { roles: ["secret"], scope: "members:read" },
    schema: {
      summary: "Proofs that members have handed in",
      description: "The latest first. What waits is to be looked at.",
      tags: ["Programs"],
      params: Closed({ program: ProgramName }),
      querystring: Closed({
        state: Type.Optional(
          Type.Union(
            STATES.map((state) => Type.Literal(state)),
            { description: "Only those in this state." },
          ),
        ),
        challenge: Type.Optional({ ...ChallengeId, description: "Only those of this challenge." }),
        ...pageFields,
      }),
      response: { 200: pageOf(ChallengeProof) },
    },
    async handler({ caller: { workspace }, params, query }) {
      const { id: program } = await programOf(app, workspace, params.program);
      const wanted = { program, state: query.state, challenge: query.challenge };
      return pageReply(await listProofs(app.db, workspace.id, readersOf(workspace), wanted, parsePage(query, ["number"])), proofView);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/programs/:program/challenges/:challenge/proofs/:externalId/review",
    access: { roles: ["secret"], scope: "members:write" },
    takesKey: true,
    schema: {
      summary: "Accept a proof, or refuse it",
      description:
        "Accepted, the challenge is completed as of the moment when the proof was handed in. Refused, also after it was accepted, it is not, and what was given for it is taken back. Name the event that brought what you looked at: if the member has handed in something else since, nothing is changed.",
      tags: ["Programs"],
      params: Closed({ program: ProgramName, challenge: ChallengeId, externalId: ExternalId }),
      body: Closed({
        event: { ...EventName, description: "The event of the proof." },
        answer: Type.Union([Type.Literal("accept"), Type.Literal("refuse")], { description: "Whether it shows what is wanted." }),
        reason: Type.Optional({ ...Reason, description: "Why: the member reads it. Do not write personal data here." }),
      }),
      response: { 200: ChallengeProof },
    },
    example: { event: "evt_12", answer: "accept" },
    async handler({ caller: { workspace }, params: { program, challenge, externalId }, body: { event, ...answer }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const written = Number(event.slice("evt_".length));
      accepted(await answerProof(app, workspace, { program: id, challenge, member: externalId, written, ...answer }, key), reply, language);
      return oneProof(app, workspace, id, challenge, externalId);
    },
  });
}

async function oneProof(app: App, workspace: Workspace, program: string, challenge: string, member: string) {
  const wanted = { program, challenge, member: externalHash(workspace, member) };
  const [row] = (await listProofs(app.db, workspace.id, readersOf(workspace), wanted, { limit: 1 })).rows;
  if (row === undefined) throw new AppError("proof_unknown", {});
  return proofView(row);
}

function proofView({ from, until, handedInAt, recordNumber, ...proof }: ProofView) {
  return { ...proof, from: instant(from), until: instant(until), handedInAt: instant(handedInAt), event: `evt_${recordNumber}` };
}
