import Type from "typebox";
import type { App } from "../../app.js";
import { actOnReward, type RewardAction } from "../../commands/act-on-reward.js";
import { claimReward } from "../../commands/claim-reward.js";
import { fulfilReward } from "../../commands/fulfil-reward.js";
import { externalHash } from "../../commands/identities.js";
import { peopleReader } from "../../commands/people-reader.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { REWARD_KINDS } from "../../core/reward-kinds.js";
import { AppError } from "../../errors.js";
import { listRewards, loadReward } from "../../queries/rewards.js";
import { accepted } from "../accepted.js";
import { Closed, ExternalId, ProgramName, pageFields, Reason, RewardId } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import { programIdOf } from "../program-of.js";
import type { Http } from "../route.js";
import { Reward } from "../schemas/rewards.js";
import { pageOf } from "../schemas/shapes.js";
import { rewardView } from "../views.js";

const STATES = ["waiting", "pending", "available", "redeemed", "cancelled", "expired", "reversed"] as const;
const ACTIONS: Record<RewardAction, { summary: string; description: string }> = {
  approve: { summary: "Approve a reward", description: "Of a reward that is held for approval. It becomes available when nothing else holds it." },
  deny: { summary: "Deny a reward", description: "Of a reward that is held for approval: it is cancelled." },
  reverse: {
    summary: "Take a reward back",
    description:
      "By a compensating transfer: first what is left of it, then the member's other value of the unit, then as the program says as a debt.",
  },
};

export function rewardRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/rewards",
    access: { roles: ["secret"], scope: "rewards:read" },
    schema: {
      summary: "Rewards",
      description: "Newest first, by member, program, state or type.",
      tags: ["Rewards"],
      querystring: Closed({
        member: Type.Optional(ExternalId),
        program: Type.Optional(ProgramName),
        state: Type.Optional(
          Type.Union(
            STATES.map((state) => Type.Literal(state)),
            { description: "Only those in this state." },
          ),
        ),
        type: Type.Optional(
          Type.Union(
            REWARD_KINDS.map((type) => Type.Literal(type)),
            { description: "Only those of this type." },
          ),
        ),
        ...pageFields,
      }),
      response: { 200: pageOf(Reward) },
    },
    async handler({ caller: { workspace }, query }) {
      const { member, state, type: kind } = query;
      const filter = {
        state,
        kind,
        member: member === undefined ? undefined : externalHash(workspace, member),
        program: await programIdOf(app, workspace, query.program),
      };
      const programs = await app.programs.of(workspace.id);
      const page = await listRewards(app.db, workspace.id, peopleReader(workspace), filter, parsePage(query, ["number", "string"]));
      return pageReply(page, (reward) => rewardView(programs, reward));
    },
  });

  http.route({
    method: "GET",
    url: "/v1/rewards/:id",
    access: { roles: ["secret"], scope: "rewards:read" },
    schema: {
      summary: "One reward",
      description: "With its value, state and what it waits for.",
      tags: ["Rewards"],
      params: Closed({ id: RewardId }),
      response: { 200: Reward },
    },
    handler: ({ caller: { workspace }, params: { id } }) => oneReward(app, workspace, id),
  });

  for (const [action, words] of Object.entries(ACTIONS) as [RewardAction, (typeof ACTIONS)[RewardAction]][]) {
    http.route({
      method: "POST",
      url: `/v1/rewards/:id/${action}`,
      access: { roles: ["secret"], scope: "rewards:write" },
      takesKey: true,
      schema: {
        ...words,
        tags: ["Rewards"],
        params: Closed({ id: RewardId }),
        body: Closed({ reason: Type.Optional(Reason) }),
        response: { 200: Reward },
      },
      example: { reason: "Checked by phone." },
      async handler({ caller: { workspace }, params: { id }, body: { reason }, key, language, reply }) {
        accepted(await actOnReward(app, workspace, id, action, reason, key), reply, language);
        return oneReward(app, workspace, id);
      },
    });
  }
  fulfilmentRoute(http, app);
  claimRoute(http, app);
}

function claimRoute(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/members/:externalId/rewards/:id/claim",
    access: { roles: ["secret", "member"], scope: "rewards:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Claim a reward, or choose what it is to be",
      description: "Of a reward that waits for the member. One of several options is named; without options there is nothing to name.",
      tags: ["Rewards"],
      params: Closed({ externalId: ExternalId, id: RewardId }),
      body: Closed({ option: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: "The id of one of the reward's options." })) }),
      response: { 200: Reward },
    },
    example: {},
    async handler({ caller: { workspace }, params: { externalId, id }, body: { option }, key, language, reply }) {
      accepted(await claimReward(app, workspace, { member: externalId, reward: id, option }, key), reply, language);
      return oneReward(app, workspace, id);
    },
  });
}

function fulfilmentRoute(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/rewards/:id/fulfilment",
    access: { roles: ["secret"], scope: "rewards:write" },
    takesKey: true,
    schema: {
      summary: "Say how far the sending of an item is",
      description: "An item that is available waits to be sent (`queued`). `sent`: it is on its way; `failed`: it came back or could not be sent.",
      tags: ["Rewards"],
      params: Closed({ id: RewardId }),
      body: Closed({
        state: Type.Union([Type.Literal("queued"), Type.Literal("sent"), Type.Literal("failed")], { description: "How far it is." }),
        reason: Type.Optional(Reason),
      }),
      response: { 200: Reward },
    },
    example: { state: "sent" },
    async handler({ caller: { workspace }, params: { id }, body: { state, reason }, key, language, reply }) {
      accepted(await fulfilReward(app, workspace, { reward: id, fulfilment: state, reason }, key), reply, language);
      return oneReward(app, workspace, id);
    },
  });
}

async function oneReward(app: App, workspace: Workspace, id: string) {
  const [reward, programs] = await Promise.all([loadReward(app.db, workspace.id, peopleReader(workspace), id), app.programs.of(workspace.id)]);
  if (reward === undefined) throw new AppError("reward_unknown", { detail: "There is no reward with this id." });
  return rewardView(programs, reward);
}
