import Type from "typebox";
import type { App } from "../../app.js";
import { withdrawProof } from "../../commands/challenge-proof.js";
import { externalHash } from "../../commands/identities.js";
import { joinChallenge, joinSquad, leaveSquad } from "../../commands/join-challenge.js";
import { peopleReader } from "../../commands/people-reader.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { AppError, unknownMember } from "../../errors.js";
import { loadMemberChallenges } from "../../queries/member-challenges.js";
import { accepted } from "../accepted.js";
import { challengeViews } from "../challenge-view.js";
import { ChallengeId, Closed, Code, ExternalId, LanguageField, ProgramName } from "../fields.js";
import type { Language } from "../language.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { MemberChallenge, MemberChallenges } from "../schemas/challenges.js";

const OneChallenge = Closed({ externalId: ExternalId, program: ProgramName, challenge: ChallengeId });

/** The challenges of a member: how far they are, joining one, and taking it up in a squad. */
export function memberChallengeRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/members/:externalId/challenges",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "A member's challenges",
      description:
        "Of every program that the member takes part in: until when each runs, how far the member is with each step, and whether it is completed. One that begins anew is shown in its present time.",
      tags: ["Members"],
      params: Closed({ externalId: ExternalId }),
      querystring: Closed({ lang: LanguageField }),
      response: { 200: MemberChallenges },
    },
    handler: async ({ caller: { workspace }, params: { externalId }, query, language }) => ({
      data: await challengesOf(app, workspace, externalId, query.lang ?? language),
    }),
  });

  http.route({
    method: "POST",
    url: "/v1/members/:externalId/challenges/:program/:challenge/join",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Join a challenge",
      description:
        "For challenges with optIn. Who has joined takes part in each of its times from then on; what was done before in a time that is not over counts. Joining again changes nothing.",
      tags: ["Members"],
      params: OneChallenge,
      response: { 200: MemberChallenge },
    },
    async handler({ caller: { workspace }, params: { externalId, program, challenge }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const which = { member: externalId, program: id, challenge };
      accepted(await joinChallenge(app, workspace, which, key), reply, language);
      return challengeOf(app, workspace, which, language);
    },
  });

  http.route({
    method: "DELETE",
    url: "/v1/members/:externalId/challenges/:program/:challenge/proof",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Withdraw a proof of a challenge",
      description: "As long as it waits: it is then as if it had not been handed in, and something else can be. What was answered stays.",
      tags: ["Members"],
      params: OneChallenge,
      response: { 200: MemberChallenge },
    },
    async handler({ caller: { workspace }, params: { externalId, program, challenge }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const which = { member: externalId, program: id, challenge };
      accepted(await withdrawProof(app, workspace, which, key), reply, language);
      return challengeOf(app, workspace, which, language);
    },
  });

  http.route({
    method: "PUT",
    url: "/v1/members/:externalId/challenges/:program/:challenge/squad",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Join a squad, or make one",
      description:
        "For challenges with squads: into the squad with the code, or into a new one whose code others can join by. A squad is for one time of the challenge; what was done in it before counts.",
      tags: ["Members"],
      params: OneChallenge,
      body: Closed({ code: Type.Optional({ ...Code, description: "The squad's code. Without it a new squad is made." }) }),
      response: { 200: MemberChallenge },
    },
    example: {},
    async handler({ caller: { workspace }, params: { externalId, program, challenge }, body: { code }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const which = { member: externalId, program: id, challenge };
      accepted(await joinSquad(app, workspace, { ...which, ...(code !== undefined && { code }) }, key), reply, language);
      return challengeOf(app, workspace, which, language);
    },
  });

  http.route({
    method: "DELETE",
    url: "/v1/members/:externalId/challenges/:program/:challenge/squad",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Leave a squad",
      description: "The one of the present time, as long as nothing that the member did counts in it.",
      tags: ["Members"],
      params: OneChallenge,
      response: { 200: MemberChallenge },
    },
    async handler({ caller: { workspace }, params: { externalId, program, challenge }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const which = { member: externalId, program: id, challenge };
      accepted(await leaveSquad(app, workspace, which, key), reply, language);
      return challengeOf(app, workspace, which, language);
    },
  });
}
async function challengeOf(
  app: App,
  workspace: Workspace,
  { member, program, challenge }: { member: string; program: string; challenge: string },
  language: Language,
) {
  const found = (await challengesOf(app, workspace, member, language)).find((each) => each.program === program && each.challenge === challenge);
  if (found === undefined) throw new AppError("challenge_unknown", { detail: "The program has no such challenge any more." });
  return found;
}

async function challengesOf(app: App, workspace: Workspace, externalId: string, language: Language) {
  const [found, programs] = await Promise.all([
    loadMemberChallenges(app.db, workspace.id, peopleReader(workspace), externalHash(workspace, externalId)),
    app.programs.of(workspace.id),
  ]);
  if (found === undefined) throw unknownMember();
  return found.programs.flatMap((program) => {
    const known = programs.find(program);
    const states = new Map(found.states.filter((each) => each.program === program).map((each) => [each.challenge, each]));
    const views = challengeViews(known?.document, states, found.now, language);
    return views.map((view) => ({ program, handle: known?.document.handle ?? program, ...view }));
  });
}
