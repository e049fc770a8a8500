import QRCode from "qrcode";
import Type from "typebox";
import type { App } from "../../app.js";
import { Closed, ExternalId } from "../fields.js";
import type { Http } from "../route.js";
import { fileOf } from "../schemas/shapes.js";
import { linkFields, sharedLink } from "../shared-link.js";

const Query = Closed({
  ...linkFields,
  size: Type.Integer({ minimum: 64, maximum: 2048, default: 512, description: "Pixels a side, of the PNG." }),
  margin: Type.Integer({ minimum: 0, maximum: 10, default: 4, description: "The quiet zone around it, in modules; readers want 4." }),
  correction: Type.Union(
    (["L", "M", "Q", "H"] as const).map((level) => Type.Literal(level)),
    { default: "Q", description: "How much may be hidden or torn: L 7 %, M 15 %, Q 25 %, H 30 %." },
  ),
});

/** QR codes of a member's links, for print and screens: quartile error correction unless said, so that a logo or a crease in the middle does not hurt. */
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
        response: { 200: fileOf(format === "svg" ? "image/svg+xml" : "image/png", "The picture.") },
      },
      async handler({ caller: { workspace }, params: { externalId }, query, reply }) {
        const { size, margin, correction: errorCorrectionLevel } = query;
        const { link } = await sharedLink(app, workspace, externalId, query);
        const options = { errorCorrectionLevel, margin };
        if (format === "svg") return reply.type("image/svg+xml; charset=utf-8").send(await QRCode.toString(link, { ...options, type: "svg" }));
        return reply.type("image/png").send(await QRCode.toBuffer(link, { ...options, width: size }));
      },
    });
  }
}
