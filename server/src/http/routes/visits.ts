import Type from "typebox";
import type { App } from "../../app.js";
import { canonicalCode } from "../../core/code.js";
import { AppError } from "../../errors.js";
import type { Http } from "../route.js";
import { isMachine } from "../visitor.js";
import { isUsable } from "./links.js";

const Label = Type.String({ pattern: "^[A-Za-z0-9_.-]{1,40}$" });

export function visitRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/visits",
    access: { roles: ["publishable"] },
    schema: {
      summary: "Note a visit",
      description:
        "For pages that a member's link or code leads to directly. Send the visit's id with the friend's sign-up. The same visitor, program and code within a half-hour are one visit; " +
        "a bot makes none and gets null. The visit is committed when the answer comes. Needs no Idempotency-Key.",
      tags: ["Visits"],
      body: Type.Object({
        program: Type.String({ minLength: 3, maxLength: 40, description: "The program's handle." }),
        code: Type.String({ minLength: 1, maxLength: 128, description: "As the friend gave it: case, blanks and look-alikes do not matter." }),
        channel: Type.Optional(Label),
        placement: Type.Optional(Label),
        visitor: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 200,
            description: "Your own random id of the browser's session. Without it, address and browser tell visitors apart.",
          }),
        ),
      }),
      response: { 200: Type.Object({ visit: Type.Union([Type.String(), Type.Null()], { description: "The visit's id." }) }) },
    },
    example: { program: "spring-friends", code: "K7P4-M2XQ", channel: "whatsapp" },
    handler: async ({ caller, body, request }) => {
      const program = await app.links.findProgram(body.program);
      if (program === undefined || program.workspace.id !== caller.workspace.id || program.status !== "running") {
        throw new AppError("not_found", { detail: "/program names no running program of this workspace; check the handle." });
      }
      const canonical = canonicalCode(body.code);
      const code = canonical === undefined ? undefined : await app.links.findCode(program, canonical);
      if (code === undefined || !isUsable(code, program.clock ?? app.now())) {
        throw new AppError("not_found", { detail: "/code names no code of this program that is in force." });
      }
      const userAgent = request.headers["user-agent"];
      if (body.visitor === undefined && isMachine(userAgent)) return { visit: null };
      const visitor = body.visitor ?? { ip: request.ip, userAgent: userAgent ?? "" };
      return { visit: await app.visits.record({ program, code, visitor, channel: body.channel, placement: body.placement }) };
    },
  });
}
