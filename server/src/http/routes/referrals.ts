import Type from "typebox";
import type { App } from "../../app.js";
import { correctReferrer } from "../../commands/correct-referrer.js";
import { enterReferral } from "../../commands/enter-referral.js";
import { externalHash } from "../../commands/identities.js";
import { peopleReader } from "../../commands/people-reader.js";
import { reviewReferral } from "../../commands/review-referral.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { AppError } from "../../errors.js";
import { listReferrals, loadReferral } from "../../queries/referrals.js";
import { accepted } from "../accepted.js";
import { Closed, ExternalId, Instant, ProgramName, pageFields, Reason, ReferralId, ReferredFor } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import { programIdOf } from "../program-of.js";
import type { Http } from "../route.js";
import { Referral } from "../schemas/referrals.js";
import { pageOf } from "../schemas/shapes.js";
import { referralView } from "../views.js";

const STATES = ["signed_up", "qualified", "converted", "in_review", "rejected", "expired", "reversed"] as const;
const Answer = Type.Union([Type.Literal("honour"), Type.Literal("refuse")]);

export function referralRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/referrals",
    access: { roles: ["secret"], scope: "referrals:read" },
    schema: {
      summary: "Referrals",
      description: "Newest first, by state, program, referrer or friend.",
      tags: ["Referrals"],
      querystring: Closed({
        state: Type.Optional(
          Type.Union(
            STATES.map((state) => Type.Literal(state)),
            { description: "Only those in this state." },
          ),
        ),
        program: Type.Optional(ProgramName),
        referrer: Type.Optional(ExternalId),
        friend: Type.Optional(ExternalId),
        ...pageFields,
      }),
      response: { 200: pageOf(Referral) },
    },
    async handler({ caller: { workspace }, query }) {
      const { state, referrer, friend } = query;
      const hash = (id: string | undefined) => (id === undefined ? undefined : externalHash(workspace, id));
      const filter = { state, referrer: hash(referrer), friend: hash(friend), program: await programIdOf(app, workspace, query.program) };
      return pageReply(
        await listReferrals(app.db, workspace.id, peopleReader(workspace), filter, parsePage(query, ["number", "string"])),
        referralView,
      );
    },
  });

  http.route({
    method: "GET",
    url: "/v1/referrals/:id",
    access: { roles: ["secret"], scope: "referrals:read" },
    schema: {
      summary: "One referral",
      description: "With how it was attributed, who lost, and where its goals stand.",
      tags: ["Referrals"],
      params: Closed({ id: ReferralId }),
      response: { 200: Referral },
    },
    handler: ({ caller: { workspace }, params: { id } }) => oneReferral(app, workspace, id),
  });

  http.route({
    method: "POST",
    url: "/v1/referrals",
    access: { roles: ["secret"], scope: "referrals:write" },
    takesKey: true,
    schema: {
      summary: "Enter a referral by hand",
      description:
        "For a recommendation that no link or code tells of. The friend becomes a member if unknown; purchases told before count if they are not too old. Who was a customer already, or is late to claim, may be entered; oneself, a second referrer and a cycle may not.",
      tags: ["Referrals"],
      body: Closed({
        program: ProgramName,
        friend: ExternalId,
        referrer: ExternalId,
        occurredAt: Type.Optional({ ...Instant, description: "When the friend signed up; now unless said." }),
        referredFor: Type.Optional(ReferredFor),
        reason: Reason,
      }),
      response: { 200: Referral },
    },
    example: { program: "spring-friends", friend: "clara", referrer: "anna", reason: "She told us at the till who had sent her." },
    async handler({ caller: { workspace }, body, key, language, reply }) {
      const { referral } = accepted(await enterReferral(app, workspace, body, key), reply, language);
      return oneReferral(app, workspace, referral as string);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/referrals/:id/correct",
    access: { roles: ["secret"], scope: "referrals:write" },
    takesKey: true,
    schema: {
      summary: "Name another referrer",
      description:
        "For a referral that went to the wrong person. What the first referrer was given for this friend is taken back, as after a refund; the new one is given what they would have had, under the limits as they are now, and holds begin anew. The friend keeps everything. What was given once for a number of referrals is kept.",
      tags: ["Referrals"],
      params: Closed({ id: ReferralId }),
      body: Closed({ referrer: ExternalId, reason: Reason }),
      response: { 200: Referral },
    },
    example: { referrer: "clara", reason: "The friend used the wrong code; Clara was at the table." },
    async handler({ caller: { workspace }, params: { id }, body, key, language, reply }) {
      accepted(await correctReferrer(app, workspace, { referral: id, ...body }, key), reply, language);
      return oneReferral(app, workspace, id);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/referrals/:id/review",
    access: { roles: ["secret"], scope: "referrals:write" },
    takesKey: true,
    schema: {
      summary: "Answer a review",
      description: "Honours or refuses the friend's side, the referrer's side, or both; a side that is left out goes on waiting. The reason is kept.",
      tags: ["Referrals"],
      params: Closed({ id: ReferralId }),
      body: Closed({ friend: Type.Optional(Answer), referrer: Type.Optional(Answer), reason: Reason }),
      response: { 200: Referral },
    },
    example: { friend: "honour", referrer: "refuse", reason: "They live at the same address." },
    async handler({ caller: { workspace }, params: { id }, body, key, language, reply }) {
      if (body.friend === undefined && body.referrer === undefined) {
        const errors = [{ path: "", problem: "answers for no side", remedy: 'add "friend" or "referrer" with "honour" or "refuse"' }];
        throw new AppError("invalid_request", { detail: "The review answers for no side.", errors });
      }
      accepted(await reviewReferral(app, workspace, { referral: id, ...body }, key), reply, language);
      return oneReferral(app, workspace, id);
    },
  });
}

async function oneReferral(app: App, workspace: Workspace, id: string) {
  const referral = await loadReferral(app.db, workspace.id, peopleReader(workspace), id);
  if (referral === undefined) throw new AppError("referral_unknown", { detail: "There is no referral with this id." });
  return referralView(referral);
}
