import Type from "typebox";
import type { App } from "../../app.js";
import { externalHash } from "../../commands/identities.js";
import { peopleReader } from "../../commands/people-reader.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { AppError } from "../../errors.js";
import { type Explanation, explainEvent, explainReferral, explainReward } from "../../queries/explanation.js";
import { nobody } from "../../queries/people.js";
import { listRewards } from "../../queries/rewards.js";
import { referralStateSentence, rewardStateSentence, writeExplanation } from "../explanation-view.js";
import { Closed, ExternalId, LanguageField, ReferralId, RewardId } from "../fields.js";
import type { Language } from "../language.js";
import type { Http } from "../route.js";
import { EventExplanation, ReferralExplanation, RewardExplanation } from "../schemas/events.js";
import { referralView, rewardView } from "../views.js";

const Query = Closed({ lang: LanguageField });
const EventId = Type.String({ pattern: "^evt_[1-9][0-9]{0,14}$", description: "evt_ and the record's number.", examples: ["evt_12"] });

export function explanationRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/events/:id/explanation",
    access: { roles: ["secret"], scope: "rewards:read" },
    schema: {
      summary: "Why an event had the result that it had",
      description: "The steps of the decision in their order, as data and as plain sentences in English or Russian.",
      tags: ["Explanations"],
      params: Closed({ id: EventId }),
      querystring: Query,
      response: { 200: EventExplanation },
    },
    async handler({ caller: { workspace }, params: { id }, query, language }) {
      const explanation = await explainEvent(app.db, workspace.id, peopleReader(workspace), Number(id.slice(4)));
      if (explanation === undefined) throw new AppError("not_found", { detail: "There is no event with this id." });
      return { event: id, ...(await written(app, workspace, explanation, query.lang ?? language, "owner")) };
    },
  });

  http.route({
    method: "GET",
    url: "/v1/rewards/:id/explanation",
    access: { roles: ["secret"], scope: "rewards:read" },
    schema: {
      summary: "Why there is this reward",
      description: "The decision that made it, whole, and what later decisions did to it.",
      tags: ["Explanations"],
      params: Closed({ id: RewardId }),
      querystring: Query,
      response: { 200: RewardExplanation },
    },
    async handler({ caller: { workspace }, params: { id }, query, language }) {
      const explanation = await explainReward(app.db, workspace.id, peopleReader(workspace), id);
      if (explanation === undefined) throw unknownReward();
      return rewardExplanation(app, workspace, explanation, query.lang ?? language, "owner");
    },
  });

  http.route({
    method: "GET",
    url: "/v1/members/:externalId/rewards/:id/explanation",
    access: { roles: ["secret", "member"], scope: "rewards:read", ownParam: "externalId" },
    schema: {
      summary: "Why I have this reward",
      description: "For the member who has it: the same in plain sentences, without anything about other people.",
      tags: ["Explanations"],
      params: Closed({ externalId: ExternalId, id: RewardId }),
      querystring: Query,
      response: { 200: RewardExplanation },
    },
    async handler({ caller: { workspace }, params: { externalId, id }, query, language }) {
      const explanation = await explainReward(app.db, workspace.id, nobody, id);
      if (explanation === undefined || !(await isOwn(app, workspace, externalId, explanation.subject.id, explanation.subject.recordNumber)))
        throw unknownReward();
      return rewardExplanation(app, workspace, explanation, query.lang ?? language, "member");
    },
  });

  http.route({
    method: "GET",
    url: "/v1/referrals/:id/explanation",
    access: { roles: ["secret"], scope: "referrals:read" },
    schema: {
      summary: "What became of a referral, and why",
      description: "How it was attributed and every later decision that concerned it.",
      tags: ["Explanations"],
      params: Closed({ id: ReferralId }),
      querystring: Query,
      response: { 200: ReferralExplanation },
    },
    async handler({ caller: { workspace }, params: { id }, query, language }) {
      const explanation = await explainReferral(app.db, workspace.id, peopleReader(workspace), id);
      if (explanation === undefined) throw new AppError("referral_unknown", { detail: "There is no referral with this id." });
      const spoken = query.lang ?? language;
      const now = referralStateSentence(spoken, explanation.subject.state);
      return { referral: referralView(explanation.subject), now, ...(await written(app, workspace, explanation, spoken, "owner")) };
    },
  });
}

/** Whether the reward is the member's: looked up by the member, so that a guessed id tells nothing. */
async function isOwn(app: App, workspace: Workspace, externalId: string, reward: string, record: number): Promise<boolean> {
  const after = [record + 1, ""] as const;
  const page = await listRewards(app.db, workspace.id, nobody, { member: externalHash(workspace, externalId) }, { limit: 100, after });
  return page.rows.some(({ id }) => id === reward);
}

async function rewardExplanation(
  app: App,
  workspace: Workspace,
  explanation: Explanation<Parameters<typeof rewardView>[1]>,
  language: Language,
  audience: "owner" | "member",
) {
  const programs = await app.programs.of(workspace.id);
  const view = rewardView(programs, explanation.subject);
  return {
    reward: view,
    now: rewardStateSentence(language, explanation.subject, programs),
    ...(await written(app, workspace, explanation, language, audience)),
  };
}

async function written(app: App, workspace: Workspace, explanation: Explanation<unknown>, language: Language, audience: "owner" | "member") {
  return writeExplanation(await app.programs.of(workspace.id), explanation, language, audience);
}

function unknownReward(): AppError {
  return new AppError("reward_unknown", { detail: "There is no reward with this id." });
}
