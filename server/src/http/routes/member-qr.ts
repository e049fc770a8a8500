import QRCode from "qrcode";
import Type from "typebox";
import type { App } from "../../app.js";
import { externalHash } from "../../commands/identities.js";
import { AppError } from "../../errors.js";
import { loadMembers } from "../../queries/members.js";
import { nobody } from "../../queries/people.js";
import { Closed, ExternalId, Label, ProgramName } from "../fields.js";
import type { Http } from "../route.js";
import { linkOf } from "../views.js";

const Query = Closed({
  program: Type.Optional(ProgramName),
  c: Type.Optional(Label),
  p: Type.Optional(Label),
  size: Type.Integer({ minimum: 64, maximum: 2048, default: 512, description: "Pixels a side, of the PNG." }),
});

/** QR codes of a member's links, for print and screens: quartile error correction, so that a logo or a crease in the middle does not hurt. */
export function memberQrRoutes(http: Http, app: App): void {
  for (const format of ["svg", "png"] as const) {
    http.route({
      method: "GET",
      url: `/v1/members/:externalId/qr.${format}`,
      access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
      schema: {
        summary: `The member's link as QR (${format.toUpperCase()})`,
        description:
          "Leads to the program's destination; c and p name the channel and the placement where it is shown. Without program: the only one that the member takes part in.",
        tags: ["Members"],
        params: Closed({ externalId: ExternalId }),
        querystring: Query,
      },
      async handler({ caller: { workspace }, params: { externalId }, query: { program, c: channel, p: placement, size }, reply }) {
        const [member] = await loadMembers(app.db, workspace.id, nobody, [externalHash(workspace, externalId)]);
        if (member === undefined) throw new AppError("member_unknown", { detail: "No member has this id." });
        const fitting = member.enrolments.filter((one) => program === undefined || one.program === program || one.handle === program);
        const [enrolment] = fitting;
        if (enrolment === undefined) throw new AppError("not_found", { detail: "The member does not take part in this program." });
        if (fitting.length > 1)
          throw new AppError("invalid_request", { detail: "The member takes part in several programs; name one with ?program=." });
        const link = linkOf(app.config.publicUrl, enrolment.handle, enrolment.code, { channel, placement });
        const options = { errorCorrectionLevel: "Q", margin: 4 } as const;
        if (format === "svg") return reply.type("image/svg+xml; charset=utf-8").send(await QRCode.toString(link, { ...options, type: "svg" }));
        return reply.type("image/png").send(await QRCode.toBuffer(link, { ...options, width: size }));
      },
    });
  }
}
