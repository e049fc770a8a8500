import Type from "typebox";
import type { App } from "../../app.js";
import {
  answerFeedback,
  FEEDBACK_A_DAY_MAX,
  FEEDBACK_KINDS,
  FEEDBACK_STATES,
  FEEDBACK_TEXT_MAX,
  type FeedbackTold,
  feedbackOf,
  giveFeedback,
  ownFeedback,
} from "../../commands/feedback.js";
import { pageOf as pageOfRows } from "../../queries/page.js";
import { Closed, ExternalId, ProgramName, pageFields, ReferralId, RewardId } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { Feedback } from "../schemas/feedback.js";
import { pageOf } from "../schemas/shapes.js";
import { instant } from "../views.js";

const tags = ["Feedback"];
const oneOf = <T extends string>(values: readonly T[], description: string) =>
  Type.Unsafe<T>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      { description },
    ),
  );
const Words = (description: string) => Type.Optional(Type.String({ maxLength: FEEDBACK_TEXT_MAX, description }));
const FeedbackId = Type.String({
  pattern: "^fbk_[0-9a-hjkmnp-tv-z]{20}$",
  description: "What a member has written.",
  examples: ["fbk_4w8kq2n7c1x9d3b6m5zr"],
});

/** What members ask, suggest and appeal against, and the business's answers. */
export function feedbackRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/members/:externalId/feedback",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Write to the business",
      description: `A question, a suggestion, stars, an appeal against what became of a referral or reward, or the wish to have one's data or to have it deleted. It is kept sealed, for the business and the member alone, and nothing is decided by it. At most ${FEEDBACK_A_DAY_MAX} a member and day.`,
      tags,
      params: Closed({ externalId: ExternalId }),
      body: Closed({
        program: ProgramName,
        kind: oneOf(FEEDBACK_KINDS, "What it is."),
        text: Words("May be left out for rating, data_export and data_deletion."),
        rating: Type.Optional(Type.Integer({ minimum: 1, maximum: 5, description: "Stars: for the kind rating, and only there." })),
        referral: Type.Optional({ ...ReferralId, description: "What an appeal is about, and only there: one of the member's own referrals." }),
        reward: Type.Optional({ ...RewardId, description: "Instead of a referral: one of the member's own rewards." }),
      }),
      response: { 200: Feedback },
    },
    example: { program: "spring-friends", kind: "help", text: "My friend has bought something and I see no reward." },
    async handler({ caller: { workspace }, params: { externalId }, body: { program, ...asked }, key }) {
      const { id } = await programOf(app, workspace, program);
      return feedbackView(await giveFeedback(app, workspace, externalId, id, asked, key));
    },
  });

  http.route({
    method: "GET",
    url: "/v1/members/:externalId/feedback",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "What a member has written",
      description: "With the answers; the hundred latest, the latest first.",
      tags,
      params: Closed({ externalId: ExternalId }),
      querystring: Closed({ program: Type.Optional({ ...ProgramName, description: "Only what was written about this program." }) }),
      response: { 200: Type.Object({ data: Type.Array(Feedback) }) },
    },
    async handler({ caller: { workspace }, params: { externalId }, query: { program } }) {
      const wanted = program === undefined ? undefined : (await programOf(app, workspace, program)).id;
      return { data: (await ownFeedback(app, workspace, externalId, wanted)).map(feedbackView) };
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program/feedback",
    access: { roles: ["secret"], scope: "members:read" },
    schema: {
      summary: "What members have written",
      description: "The latest first. What is open waits for an answer.",
      tags,
      params: Closed({ program: ProgramName }),
      querystring: Closed({
        state: Type.Optional(oneOf(FEEDBACK_STATES, "Only what is in this state.")),
        kind: Type.Optional(oneOf(FEEDBACK_KINDS, "Only of this kind.")),
        ...pageFields,
      }),
      response: { 200: pageOf(Feedback) },
    },
    async handler({ caller: { workspace }, params, query }) {
      const { id: program } = await programOf(app, workspace, params.program);
      const { limit, after } = parsePage(query, ["number", "string"]);
      const behind = after && { askedAt: Number(after[0]), id: String(after[1]) };
      const rows = await feedbackOf(app, workspace, { program, state: query.state, kind: query.kind }, { limit: limit + 1, after: behind });
      return pageReply(
        pageOfRows(rows, limit, ({ askedAt, id }) => [askedAt, id]),
        feedbackView,
      );
    },
  });

  http.route({
    method: "POST",
    url: "/v1/programs/:program/feedback/:id/answer",
    access: { roles: ["secret"], scope: "members:write" },
    takesKey: "optional",
    schema: {
      summary: "Answer a member",
      description: "The member sees it beside what they wrote. Answering again replaces the answer; closing without a text keeps it.",
      tags,
      params: Closed({ program: ProgramName, id: FeedbackId }),
      body: Closed({
        text: Words("Needed to answer; what is closed may be without."),
        state: oneOf(["answered", "closed"] as const, "Answered, or closed."),
      }),
      response: { 200: Feedback },
    },
    example: { text: "The reward comes two weeks after the order.", state: "answered" },
    async handler({ caller: { workspace }, params, body }) {
      const { id: program } = await programOf(app, workspace, params.program);
      return feedbackView(await answerFeedback(app, workspace, { program, id: params.id }, body));
    },
  });
}

function feedbackView({ id, member, kind, text, rating, referral, reward, state, askedAt, answer, answeredAt }: FeedbackTold) {
  const told = { id, member, kind, text, rating, referral, reward, state, answer };
  return { ...told, askedAt: instant(askedAt), answeredAt: answeredAt === null ? null : instant(answeredAt) };
}
