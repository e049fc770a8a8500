import Type from "typebox";
import type { App } from "../../app.js";
import { externalHash } from "../../commands/identities.js";
import { readersOf } from "../../commands/people-reader.js";
import { WORDS_MAX } from "../../commands/shown-words.js";
import { answerTestimonial, withdrawTestimonial, writeTestimonial } from "../../commands/testimonials.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { AppError } from "../../errors.js";
import { listTestimonials, type TestimonialView } from "../../queries/testimonials.js";
import { accepted } from "../accepted.js";
import { Closed, EventName, ExternalId, PictureId, ProgramName, pageFields, Reason } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { pageOf } from "../schemas/shapes.js";
import { Testimonial } from "../schemas/social-proof.js";
import { instant } from "../views.js";

const MemberParams = Closed({ externalId: ExternalId, program: ProgramName });
const STATES = ["waiting", "shown", "refused", "withdrawn"] as const;

/** What members say: written by them, shown once the owner has looked at it. */
export function testimonialRoutes(http: Http, app: App): void {
  http.route({
    method: "PUT",
    url: "/v1/members/:externalId/testimonials/:program",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Say something about a program",
      description: "In the member's own words. It replaces what the member has said before, and waits until the owner has looked at it.",
      tags: ["Social proof"],
      params: MemberParams,
      body: Closed({
        words: Type.String({ minLength: 1, maxLength: 4 * WORDS_MAX, description: `At most ${WORDS_MAX} characters.` }),
        rating: Type.Optional(Type.Integer({ minimum: 1, maximum: 5, description: "Stars." })),
        picture: Type.Optional({ ...PictureId, description: "A picture that the member has uploaded, to be shown beside it." }),
      }),
      response: { 200: Testimonial },
    },
    example: { words: "My friends thank me for it.", rating: 5 },
    async handler({ caller: { workspace }, params: { externalId, program }, body, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const written = await writeTestimonial(app, workspace, { program: id, member: externalId, ...body }, key);
      accepted(written, reply, language);
      return oneTestimonial(app, workspace, id, externalId);
    },
  });

  http.route({
    method: "DELETE",
    url: "/v1/members/:externalId/testimonials/:program",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Withdraw what was said about a program",
      description: "It is shown to nobody from then on.",
      tags: ["Social proof"],
      params: MemberParams,
      response: { 200: Testimonial },
    },
    async handler({ caller: { workspace }, params: { externalId, program }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      accepted(await withdrawTestimonial(app, workspace, { program: id, member: externalId }, key), reply, language);
      return oneTestimonial(app, workspace, id, externalId);
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program/testimonials",
    access: { roles: ["secret"], scope: "members:read" },
    schema: {
      summary: "What members say about a program",
      description: "The latest first. What waits is to be looked at.",
      tags: ["Social proof"],
      params: Closed({ program: ProgramName }),
      querystring: Closed({
        state: Type.Optional(
          Type.Union(
            STATES.map((state) => Type.Literal(state)),
            { description: "Only those in this state." },
          ),
        ),
        ...pageFields,
      }),
      response: { 200: pageOf(Testimonial) },
    },
    async handler({ caller: { workspace }, params, query }) {
      const { id: program } = await programOf(app, workspace, params.program);
      const page = await listTestimonials(app.db, workspace.id, readersOf(workspace), { program, state: query.state }, parsePage(query, ["number"]));
      return pageReply(page, testimonialView);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/programs/:program/testimonials/:externalId/review",
    access: { roles: ["secret"], scope: "members:write" },
    takesKey: true,
    schema: {
      summary: "Show what a member says, or not",
      description: "Name the event that brought what you looked at: if the member has written something else since, nothing is changed.",
      tags: ["Social proof"],
      params: Closed({ program: ProgramName, externalId: ExternalId }),
      body: Closed({
        event: { ...EventName, description: "The event of the testimonial." },
        answer: Type.Union([Type.Literal("show"), Type.Literal("refuse")], { description: "Whether others see it." }),
        reason: Type.Optional(Reason),
      }),
      response: { 200: Testimonial },
    },
    example: { event: "evt_12", answer: "show" },
    async handler({ caller: { workspace }, params: { program, externalId }, body: { event, ...answer }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const written = Number(event.slice("evt_".length));
      accepted(await answerTestimonial(app, workspace, { program: id, member: externalId, written, ...answer }, key), reply, language);
      return oneTestimonial(app, workspace, id, externalId);
    },
  });
}

async function oneTestimonial(app: App, workspace: Workspace, program: string, member: string) {
  const page = await listTestimonials(app.db, workspace.id, readersOf(workspace), { program, member: externalHash(workspace, member) }, { limit: 1 });
  const [row] = page.rows;
  if (row === undefined) throw new AppError("testimonial_unknown", {});
  return testimonialView(row);
}

function testimonialView({ member, state, words, rating, picture, reason, writtenAt, recordNumber }: TestimonialView) {
  return { member, state, words, rating, picture, reason, writtenAt: instant(writtenAt), event: `evt_${recordNumber}` };
}
